"""The fork server: a warmed process of one thread that forks a kernel for every connection.

`main` takes the last two arguments of the process, LISTENER and KEEPALIVE: inherited descriptors, a listening
socket and the reading end of a pipe.  The process that started it holds the writing end and writes
nothing; when that one is gone, however it went, the pipe ends and so does the server.  A kernel
ends in the same way when the connection that requested it does.

No ZeroMQ context, no open font and no second thread may exist here: none of them survives a fork.
"""

import contextlib
import ctypes
import gc
import importlib.util
import json
import os
import pkgutil
import select
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from report138.engine.typeset.fonts import measure_mm
from report138.settings import get_settings

# What any kernel imports, or looks up at its first cell; the settings add what notebooks import.
MODULES = (
    "pandas",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "encodings.utf_8_sig",
    "faulthandler",
    "pandas.core.methods.to_dict",
    "psutil",
    "tornado.platform.asyncio",
    "zmq.utils.garbage",
)
INLINE = "module://matplotlib_inline.backend_inline"  # what a kernel sets if nothing else is set
PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
SWEEP_SECONDS = 5.0  # how long kernels that die with their starter may still write


def warm_up() -> dict[str, str]:
    """Import what the kernels need, and read the fonts' coverage.

    Returns the variables that imported packages have set, as they would have in a kernel.
    """
    os.environ.setdefault("MPLBACKEND", INLINE)  # matplotlib reads it once, when it is imported
    before = set(os.environ)
    gc.disable()  # imports make no garbage to speak of
    sys.modules["debugpy"] = None  # ipykernel would set up a debugger, which no client can reach
    for name in (*MODULES, *get_settings().kernel_preload):
        # a kernel meets the same error in its own cell, where it can be reported
        with contextlib.suppress(Exception):
            found = pkgutil.resolve_name(name)
            if ":" in name:
                found()
    with contextlib.suppress(Exception):
        measure_mm("a", 1.0)
    del sys.modules["debugpy"]
    gc.freeze()  # a collection in a kernel leaves these pages shared
    gc.enable()
    return {name: value for name, value in os.environ.items() if name not in before}


def adopt_orphans() -> None:
    """Have processes whose parent ends become children of this one: they can be found, and ended."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def serve(listener: socket.socket, keepalive: int) -> socket.socket | None:
    """Fork at every connection; return it in the child, and None in the server at the end.

    The server keeps the connection of every kernel, to report there how the kernel ended.
    """
    kernels: dict[int, socket.socket] = {}
    woken, waking = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(waking)
    while True:
        ready, _, _ = select.select([listener, keepalive, woken], [], [])
        if keepalive in ready:
            return None
        if woken in ready:
            os.read(woken, 4096)
            _reap(kernels)
        if listener not in ready:
            continue
        connection, _ = listener.accept()
        try:
            pid = os.fork()
        except OSError:  # no room for a process: the end of the line says so
            connection.close()
            continue
        if pid == 0:
            signal.set_wakeup_fd(-1)
            for other in (listener, *kernels.values()):
                other.close()
            for descriptor in (keepalive, woken, waking):
                os.close(descriptor)
            return connection
        kernels[pid] = connection


def _reap(kernels: dict[int, socket.socket]) -> None:
    """Reap every child that has ended, adopted ones included; report a kernel's status."""
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            connection = kernels.pop(pid, None)
            if connection is not None:
                with contextlib.suppress(OSError):  # its client is gone
                    connection.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
                connection.close()


def end_children() -> None:
    """Kill kernels that are halted, and what kernels left behind: all is below this process."""
    import psutil

    until = time.monotonic() + SWEEP_SECONDS
    while children := psutil.Process().children(recursive=True):
        for child in children:
            with contextlib.suppress(psutil.Error):
                child.kill()
        _reap({})
        if time.monotonic() > until:
            return
        time.sleep(0.002)


def become_kernel(connection: socket.socket, added: dict[str, str]) -> None:
    """Wait for a kernel's command line, folder and environment, and run that kernel."""
    request = _read_request(connection)
    if request is None:
        os._exit(0)  # a spare one that was not needed
    request["environment"] = {**added, **request["environment"]}
    _take_place(request)
    connection.sendall(f"{os.getpid()}\n".encode())
    threading.Thread(target=_end_with, args=(connection,), daemon=True).start()
    from ipykernel.kernelapp import IPKernelApp

    IPKernelApp.launch_instance(request["arguments"])


def _read_request(connection: socket.socket) -> dict[str, Any] | None:
    text = b""
    while not text.endswith(b"\n"):
        piece = connection.recv(65536)
        if not piece:
            return None
        text += piece
    return json.loads(text)


def _take_place(request: dict[str, Any]) -> None:
    """Make this process what one of its own command line would be."""
    adopt_orphans()
    os.setsid()  # a group of its own, as jupyter_client gives to every kernel
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    tempfile.tempdir = None  # as the environment says, not as it was when this warmed up
    os.chdir(request["folder"])
    launcher = importlib.util.find_spec("ipykernel_launcher")
    sys.argv = [str(launcher and launcher.origin), *request["arguments"]]
    _reseed()


def _reseed() -> None:
    """Seed numpy's shared generator anew; Python's own does so by itself at a fork."""
    numpy = sys.modules.get("numpy.random")
    if numpy is not None:
        numpy.seed()


def _end_with(connection: socket.socket) -> None:
    """End this kernel when its client is gone."""
    with contextlib.suppress(OSError):
        connection.recv(1)
    os._exit(1)


def _sweep(folder: Path) -> None:
    """Remove the run's folder if its owner could not; kernels may be dying in it still."""
    until = time.monotonic() + SWEEP_SECONDS
    shutil.rmtree(folder, ignore_errors=True)
    while folder.exists() and time.monotonic() < until:
        time.sleep(0.05)
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Serve until the starter is gone; a kernel runs here too, in the fork."""
    listener, keepalive = socket.socket(fileno=int(sys.argv[-2])), int(sys.argv[-1])
    folder = Path(listener.getsockname()).parent
    adopt_orphans()
    added = warm_up()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # from now on there are kernels to end first
    connection = serve(listener, keepalive)
    if connection is not None:
        become_kernel(connection, added)
    else:
        listener.close()
        end_children()
        _sweep(folder)
        os._exit(0)  # taking the imported packages down would keep the run waiting
