"""Say why a document's notebooks could not be run: where, what, and whether it can pass."""

import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from report138.engine.errors import NotebookError
from report138.engine.run.limits import Guard

LONGEST = 2000  # characters of a cell's own message
# Errors of a cell that another try may not meet: networks, and memory that others hold.
PASSING = {
    "BlockingIOError",
    "BrokenPipeError",
    "ConnectTimeout",
    "ConnectionAbortedError",
    "ConnectionError",
    "ConnectionRefusedError",
    "ConnectionResetError",
    "HTTPError",
    "InterruptedError",
    "MemoryError",
    "ReadTimeout",
    "TimeoutError",
    "URLError",
}

Place = dict[str, Any]  # notebook and cell, as execute notes them on every cell


def explain_cell_error(error: Any, place: Place, guard: Guard) -> NotebookError:
    """Name the cell that raised an error, and the error; or why its kernel was ended."""
    if guard.verdict:
        return explain_end(error, place, guard)
    message = str(error.evalue)
    shown = message if len(message) <= LONGEST else f"{message[:LONGEST]} ..."
    return NotebookError(
        f"{_name(place)}: {error.ename}: {shown}", retryable=error.ename in PASSING
    )


def explain_kernel(error: Any, notebooks: Sequence[tuple[Path, Any]]) -> NotebookError:
    """Name the notebook whose kernel is not installed, and those that are."""
    from jupyter_client.kernelspec import KernelSpecManager

    names = ", ".join(sorted(KernelSpecManager().find_kernel_specs())) or "none"
    last = notebooks[-1][0].name  # its kernel is the one that all of the document run in
    return NotebookError(f"{last}: its kernel “{error.name}” is not installed; there are: {names}")


def explain_exit(cell: Any, place: Place) -> NotebookError:
    """Name the cell that raised SystemExit: what should have followed it was not run."""
    values = [one.evalue for one in cell.outputs if one.output_type == "error"]
    code = f": {values[0]}" if values and values[0] else ""
    return NotebookError(f"{_name(place)}: it called exit() (SystemExit{code})")


def explain_end(error: BaseException, place: Place, guard: Guard) -> NotebookError:
    """Name the cell in which a kernel ended, and how."""
    slow = isinstance(error, TimeoutError)
    what = "its output did not arrive in time: is the machine busy?" if slow else str(error)
    died = what.startswith("Kernel died")  # by itself, not at its end by us
    said = guard.verdict or what + (describe_status(guard.status) if died else "")
    return NotebookError(f"{_name(place)}: {said}", retryable=True)


def _name(place: Place) -> str:
    return f"{place['notebook']}, cell {place['cell']}"


def describe_status(status: int | None) -> str:
    """Say in words how a process ended; nothing if that is not known."""
    if status is None:
        return ""
    if status < 0:
        try:
            name = signal.Signals(-status).name
        except ValueError:
            name = f"signal {-status}"
        hint = " (out of memory?)" if name == "SIGKILL" else ""
        return f": it was ended by {name}{hint}"
    return f": it ended with status {status}"
