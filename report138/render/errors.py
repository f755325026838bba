"""The errors that a user of the renderer can meet; each message says what to do."""


class UsageError(ValueError):
    """Something that was asked for does not exist or does not fit (exit status 2)."""


class NotebookError(RuntimeError):
    """A notebook failed while it ran, or its result could not be set (exit status 1)."""
