"""Where warm kernels come from: one fork server a run, and one kernel started ahead of need.

Linux only.  Wherever the server cannot start, dies, or would make another kernel than the one
requested, `take_kernel` returns None and the caller starts a plain kernel.
"""

import json
import os
import select
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from report138.engine.run.folders import make_folder, remove_folder
from report138.engine.run.homes import choose_homes
from report138.engine.run.warm.kernel import WarmKernel
from report138.settings import get_settings

SOCKET = "warm"
PATIENCE = 60.0  # seconds that the server has to warm up
LAUNCHER = ["-m", "ipykernel_launcher"]
SERVER = "report138.engine.run.warm.server"
# As ipykernel does, without the working folder: a folder of this package's name may be there.
START = f"import sys; sys.path[:] = filter(None, sys.path); from {SERVER} import main; main()"
# What acts while Python or a package starts: too late for a process that has started already.
EARLY = (
    "DYLD_",
    "IPYTHON",
    "JUPYTER",
    "LANG",
    "LC_",
    "LD_",
    "MKL_",
    "MPL",
    "NUMPY",
    "OMP_",
    "OPENBLAS_",
    "PYTHON",
)


@dataclass(frozen=True)
class KernelServer:
    """A running fork server: the run's private folder, and what its kernels have inherited."""

    folder: Path
    working: str
    early: tuple[tuple[str, str], ...]
    homes: dict[str, str]  # where packages keep their files, see `choose_homes`


class _Pool:
    """What this process knows of the run's fork server."""

    server: KernelServer | None = None
    spare: socket.socket | None = None


def get_kernel_server() -> KernelServer | None:
    """Return the fork server that kernels of this process come from, if there is one."""
    return _Pool.server


def get_run_folder() -> Path | None:
    """Return the folder of that fork server, if there is one: what a run leaves in it goes with it."""
    return _Pool.server.folder if _Pool.server else None


def join(server: KernelServer | None) -> None:
    """Take kernels from a fork server that another process of this run has started."""
    if _Pool.spare is not None:
        _Pool.spare.close()
    _Pool.server, _Pool.spare = server, None
    if server is not None:
        _Pool.spare = _connect(server)


@contextmanager
def keep_warm() -> Iterator[KernelServer | None]:
    """Run a fork server while the block lasts, if this system allows; yield it, or None."""
    if _Pool.server is not None or not _is_possible():
        yield _Pool.server
        return
    folder = make_folder(50)
    homes = choose_homes(folder)
    environment = {**os.environ, **homes}
    process, keepalive = _start_server(folder, environment)
    try:
        join(KernelServer(folder, str(Path.cwd()), _list_early(environment), homes))
        yield _Pool.server
    finally:
        join(None)
        process.terminate()  # at once, if it is still warming up
        os.close(keepalive)  # later it ends by this, and removes the folder with what is in it
        _await(process)
        remove_folder(folder)


def take_kernel(
    command: Sequence[str], environment: Mapping[str, str], working: str | None
) -> WarmKernel | None:
    """Return a warm kernel for a command line, or None where only a plain one will do."""
    server, arguments = _Pool.server, _find_arguments(command)
    if server is None or arguments is None:
        return None
    if (working or str(Path.cwd())) != server.working or _list_early(environment) != server.early:
        return None
    request = {
        "arguments": arguments,
        "environment": {**environment, "JPY_PARENT_PID": str(os.getpid())},
        "folder": server.working,
    }
    connection = _Pool.spare or _connect(server)
    _Pool.spare = None
    kernel = _hand_over(connection, json.dumps(request).encode() + b"\n") if connection else None
    if kernel is not None:
        _Pool.spare = _connect(server)
    return kernel


def _hand_over(connection: socket.socket, request: bytes) -> WarmKernel | None:
    """Send a waiting fork what it is to become; None if it is not there."""
    try:
        connection.settimeout(PATIENCE)
        connection.sendall(request)
        pid = int(connection.makefile("rb", buffering=0).readline())
        return WarmKernel(pid, os.pidfd_open(pid), connection)
    except (OSError, ValueError):  # the server could not start or has died
        connection.close()
        return None


def _connect(server: KernelServer) -> socket.socket | None:
    """Have the server fork a kernel, which waits for its command line."""
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(str(server.folder / SOCKET))
    except OSError:
        connection.close()
        return None
    return connection


def _find_arguments(command: Sequence[str]) -> list[str] | None:
    """Return the arguments of this Python's own kernel; None for the command of any other."""
    words = [word for word in command if word != "-Xfrozen_modules=off"]
    return list(words[3:]) if words[:3] == [sys.executable, *LAUNCHER] else None


def _list_early(environment: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """List what a kernel that was forked could not take up any more: variables, added fonts."""
    found = sorted(item for item in environment.items() if item[0].startswith(EARLY))
    return (*found, ("fonts", os.pathsep.join(get_settings(environment).fonts)))


def _is_possible() -> bool:
    """Return whether processes can be forked here and held without mistaking one for another."""
    if sys.platform != "linux" or not get_settings().warm:
        return False
    try:
        os.close(os.pidfd_open(os.getpid()))
    except (AttributeError, OSError):
        return False
    return True


def _adapt(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the server's environment: one thread, as a fork keeps no other, and no parent."""
    kept = {name: value for name, value in environment.items() if name != "JPY_PARENT_PID"}
    return {**kept, "OPENBLAS_NUM_THREADS": "1"}


def _await(process: subprocess.Popen[bytes]) -> None:
    """Wait for the server's end; one that hangs while it warms up is killed."""
    if process.poll() is not None:
        return
    handle = os.pidfd_open(process.pid)  # Popen's own wait looks every twentieth of a second
    if not select.select([handle], [], [], PATIENCE)[0]:
        process.kill()
    os.close(handle)
    with suppress(subprocess.TimeoutExpired):  # such as one that waits for a disk
        process.wait(PATIENCE)


def _start_server(
    folder: Path, environment: Mapping[str, str]
) -> tuple[subprocess.Popen[bytes], int]:
    """Start the server; the second value holds it alive until it is closed."""
    reading, writing = os.pipe()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / SOCKET))
        listener.listen()
        process = subprocess.Popen(
            [sys.executable, "-c", START, SERVER, str(listener.fileno()), str(reading)],
            stdin=subprocess.DEVNULL,
            pass_fds=(listener.fileno(), reading),
            start_new_session=True,  # Ctrl-C is for the run, which ends the server
            env=_adapt(environment),
        )
    os.close(reading)
    return process, writing
