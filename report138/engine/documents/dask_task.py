"""The tasks of a Dask worker: start a process that renders one document, and pass its bytes on.

Nothing but the standard library and a module of errors: a worker lives for days, and what it has imported once may be older than
what its disk has.  The process is fresh, so the code that it checks is the code that it runs.
"""

import pickle
import subprocess
import sys
from typing import Any

from report138.engine.errors import WorkerError

# -P: report138 as it is installed, as kernels import it, not what lies in the working folder
COMMAND = (sys.executable, "-P", "-m", "report138.engine.documents.cluster_process")
DESCRIBED = 120.0  # seconds until a machine must have said its versions
LENGTH = 8  # bytes that say how long a package is


def describe_worker() -> dict[str, str]:
    """Return the versions and the hash of the code that a document would be rendered with here."""
    try:
        done = subprocess.run(
            [*COMMAND, "--describe"], capture_output=True, check=False, timeout=DESCRIBED
        )
    except subprocess.TimeoutExpired as error:
        raise WorkerError(f"no answer within {DESCRIBED:.0f} seconds") from error
    if done.returncode:
        raise WorkerError(_read_last_line(done.stderr))
    return pickle.loads(done.stdout)


def render_package(package: bytes) -> dict[str, Any]:
    """Render a packed document in a process of its own; return its answer, with the worker's address.

    The process sees by its standard input, which stays open, whether this worker still lives.
    """
    from distributed import get_worker

    address = get_worker().address
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            process.stdin.write(len(package).to_bytes(LENGTH) + package)
            process.stdin.flush()
        except BrokenPipeError:
            pass  # it died; its status says so
        answer = process.stdout.read()
        status = process.wait()
    if status or not answer:
        raise WorkerError(f"the process that rendered it on {address} died (status {status})")
    return {**pickle.loads(answer), "worker": address}


def _read_last_line(text: bytes) -> str:
    lines = text.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "no answer"
