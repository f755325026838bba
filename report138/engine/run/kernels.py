"""Kernels for one document: over sockets in its work folder, warm where they can be had."""

import os
import socket
import time
from pathlib import Path
from queue import Empty
from typing import Any

import zmq
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.paths import jupyter_path

from report138.engine.run.homes import choose_homes
from report138.engine.run.limits import MESSAGE
from report138.engine.run.warm.pool import get_kernel_server
from report138.engine.run.warm.provisioner import prefer_warm

ANSWER_SECONDS = 1.0  # for a kernel that is still starting, before the next request
BROADCAST_SECONDS = 0.2  # for a message that has been sent already
RETRY_MS = 5  # before a socket that is not there yet is tried again; by default 100


class DocumentKernelClient(AsyncKernelClient):
    """A connection to a kernel that is cut when a message would fill the memory.

    It starts when the kernel is idle, not after a fifth of a second of silence.
    """

    def __init__(self, **options: Any) -> None:
        """Bound every socket, and have it try again soon: a kernel is slower than its client."""
        super().__init__(**options)
        self.context.setsockopt(zmq.MAXMSGSIZE, MESSAGE)
        self.context.setsockopt(zmq.RECONNECT_IVL, RETRY_MS)

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers, and what it broadcasts arrives here."""
        until = float("inf") if timeout is None else time.monotonic() + timeout
        while not await self._answers():
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > until:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _answers(self) -> bool:
        """Request the kernel's information; return whether it came and the kernel is idle."""
        request = self.kernel_info()
        try:
            await self.get_shell_msg(timeout=ANSWER_SECONDS)
            while True:
                message = await self.get_iopub_msg(timeout=BROADCAST_SECONDS)
                idle = message["content"].get("execution_state") == "idle"
                if idle and message["parent_header"].get("msg_id") == request:
                    return True
        except Empty:
            return False


def make_manager_class(folder: Path, settings: dict[str, str]) -> type[AsyncKernelManager]:
    """Make kernels talk over sockets in the work folder: no ports, so nothing to race for.

    Where a folder holds no sockets it is ports of this machine's own loopback.  `settings` are
    variables of the kernels' environment.
    """
    sockets = {"transport": "ipc", "ip": str(folder / "ipc")} if holds_sockets(folder) else {}

    class DocumentKernelManager(AsyncKernelManager):
        """A kernel manager for the work folder of one document."""

        def __init__(self, **options: Any) -> None:
            """Keep the connection file, and the sockets if they are files, inside the folder."""
            options.update(sockets, connection_file=str(folder / "kernel.json"))
            # without the folder that IPython had before Jupyter: looking it up imports all of IPython
            specs = KernelSpecManager(kernel_dirs=jupyter_path("kernels"))
            super().__init__(
                kernel_spec_manager=specs, client_factory=DocumentKernelClient, **options
            )

        async def start_kernel(self, **options: Any) -> None:
            """Start the kernel, with the variables of the document."""
            server = get_kernel_server()
            homes = server.homes if server else choose_homes(folder)
            environment = {**options.pop("env", os.environ), **homes, **settings}
            await super().start_kernel(env=environment, **options)

        @property
        def kernel_spec(self) -> Any:
            """The specification, with warm kernels where they can be had."""
            return prefer_warm(super().kernel_spec)

    return DocumentKernelManager


def holds_sockets(folder: Path) -> bool:
    """Return whether sockets can be files of a folder: not on Windows, nor on every disk."""
    if os.name != "posix":
        return False
    try:
        with socket.socket(socket.AF_UNIX) as trial:
            trial.bind(str(folder / "ipc-0"))
        (folder / "ipc-0").unlink()
    except OSError:
        return False
    return True
