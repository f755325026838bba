"""A forked kernel, held in the way in which jupyter_client holds a process that it started."""

import contextlib
import os
import select
import signal
import socket
from dataclasses import dataclass


@dataclass
class WarmKernel:
    """A forked kernel, in the form in which jupyter_client holds a process."""

    pid: int
    handle: int
    connection: socket.socket
    stdin = stdout = stderr = None

    def poll(self) -> int | None:
        """Return None while it runs; its exit status is not known here, so 1 stands for any."""
        if self.handle < 0:
            return 1
        return 1 if select.select([self.handle], [], [], 0)[0] else None

    def wait(self) -> int:
        """Wait for its end and let go of it."""
        if self.handle >= 0:
            select.select([self.handle], [], [])
            os.close(self.handle)
            self.handle = -1
            self.connection.close()
        return 1

    def send_signal(self, number: int) -> None:
        """Send a signal; a kernel that has ended takes none."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.handle, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)
