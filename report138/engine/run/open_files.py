"""How many files a process may have open: kernels and pipes need more than some systems allow."""

import sys

from report138.engine.errors import UsageError

NEEDED = 256


def allow_open_files() -> None:
    """Raise the limit of this process and of those it starts; raise UsageError where it is fixed."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= NEEDED:
        return
    if hard != resource.RLIM_INFINITY and hard < NEEDED:
        raise UsageError(
            f"this system allows {hard} open files at a time, and rendering needs {NEEDED}: "
            f"see ulimit -n"
        )
    resource.setrlimit(resource.RLIMIT_NOFILE, (NEEDED, hard))
