"""Hear of every change of a source, once it is saved."""

import re
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from report138.engine.errors import UsageError
from report138.engine.plan.fingerprint import CODE, CODE_FORMS
from report138.engine.plan.reports_yaml import PLAN

STEP_MS = 20  # without a further change: programs save in several steps
MOST_MS = 400  # that changes may go on before they are looked at
PULSE_MS = 100
# What editors and Jupyter write beside a file for a moment, or keep of it.
TEMPORARY = re.compile(r"\..*|.*~|#.*#|.*\.(py[cod]|sw[a-p]|tmp|bak|part)|__pycache__|4913")


def is_source(path: Path, folder: Path) -> bool:
    """Return whether a file of a folder is one that people mean."""
    within = path.relative_to(folder).parts if path.is_relative_to(folder) else ("~",)
    return not any(TEMPORARY.fullmatch(name) for name in within)


def is_code(path: Path) -> bool:
    """Return whether a file is part of this package."""
    return path.is_relative_to(CODE) and path.suffix in CODE_FORMS


def require_watchfiles() -> None:
    """Raise UsageError that says what to install, where watchfiles is missing."""
    try:
        import watchfiles  # noqa: F401
    except ImportError:
        raise UsageError(
            "preview needs the package watchfiles; install the extra preview: pip install -e '.[preview]'"
        ) from None


class Watcher:
    """Threads that watch the sources and say which ones changed."""

    def __init__(self, folders: Sequence[Path], on_change: Callable[[set[Path]], None]) -> None:
        """Watch from now on: what is changed after this returns is heard of."""
        self.folders, self.on_change = folders, on_change
        self._over = threading.Event()
        begun = [threading.Event(), threading.Event()]
        # The plan's folder without those below: editors put another file in its place.
        for event, paths, deep in zip(
            begun, ([*folders, CODE], [PLAN.parent, Path.cwd()]), (True, False), strict=True
        ):
            arguments = (event, paths, deep)
            threading.Thread(target=self._watch, args=arguments, daemon=True).start()
        for event in begun:
            event.wait(10)

    def close(self) -> None:
        """Watch no more."""
        self._over.set()

    def _watch(self, begun: threading.Event, paths: Iterable[Path], deep: bool) -> None:
        from watchfiles import watch

        for changes in watch(
            *dict.fromkeys(path for path in paths if path.is_dir()),
            watch_filter=lambda _, name: self._counts(Path(name)),
            debounce=MOST_MS,
            step=STEP_MS,
            stop_event=self._over,
            rust_timeout=PULSE_MS,
            yield_on_timeout=True,  # which it does for the first time when it watches
            raise_interrupt=False,
            recursive=deep,
        ):
            begun.set()
            if changes:
                self.on_change({Path(name) for _, name in changes})

    def _counts(self, path: Path) -> bool:
        module = path.suffix == ".py" and path.parent == Path.cwd()
        if path == PLAN or is_code(path) or module:
            return True
        return any(is_source(path, folder) for folder in self.folders)
