"""The errors that a user of the renderer can meet; each message says what to do."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from report138.errors import UserError


class UsageError(UserError):
    """Something that an option names does not exist or does not fit (exit status 2)."""


class UnknownReportError(UsageError):
    """The plan has no report of this name; `close` tells whether it has one that may be meant."""

    def __init__(self, name: str, hint: str, reports: Iterable[str]) -> None:
        super().__init__(f"report {name}: {hint}the plan has {', '.join(reports)}")
        self.name, self.close = name, bool(hint)


class NotebookError(RuntimeError):
    """A notebook failed while it ran, or its result could not be set (exit status 1).

    `retryable`: another try may meet better luck, as it will not with an error in the notebook.
    """

    def __init__(self, message: str, retryable: bool = False) -> None:
        super().__init__(message)
        self.retryable = retryable


class WorkerError(RuntimeError):
    """A worker process died while it rendered a document (exit status 1)."""


class ClusterError(RuntimeError):
    """A cluster cannot be reached, or none of its workers may be used (exit status 1)."""


class PublishError(RuntimeError):
    """Finished documents could not be put in their place (exit status 1)."""


# What ends a run with exit status 1
FAILURES = (ClusterError, NotebookError, PublishError)


@contextmanager
def explain_disk_errors(
    out: Path, kept: str = "what is published there stays whole"
) -> Iterator[None]:
    """Turn what the disk refuses into one message that says what is `kept` as it was."""
    try:
        yield
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise PublishError(f"{out}: {error.strerror or error}{where}; {kept}") from error
