"""A forked kernel, held in the way in which jupyter_client holds a process that it started."""

import contextlib
import os
import select
import signal
import socket
from dataclasses import dataclass

ANSWER_SECONDS = 2.0


@dataclass
class WarmKernel:
    """A forked kernel, in the form in which jupyter_client holds a process."""

    pid: int
    handle: int
    connection: socket.socket
    returncode: int | None = None
    stdin = stdout = stderr = None

    def poll(self) -> int | None:
        """Return None while it runs, then its status as its parent, the fork server, reports it."""
        if self.returncode is None and select.select([self.handle], [], [], 0)[0]:
            self._let_go()
        return self.returncode

    def wait(self) -> int:
        """Wait for its end and let go of it."""
        if self.returncode is None:
            select.select([self.handle], [], [])
            self._let_go()
        return self.returncode or 0

    def _let_go(self) -> None:
        self.connection.settimeout(ANSWER_SECONDS)
        try:
            self.returncode = int(self.connection.makefile("rb", buffering=0).readline())
        except (OSError, ValueError):  # the server has died: 1 stands for any status
            self.returncode = 1
        os.close(self.handle)
        self.connection.close()

    def send_signal(self, number: int) -> None:
        """Send a signal; a kernel that has ended takes none."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.handle, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Request its end."""
        self.send_signal(signal.SIGTERM)
