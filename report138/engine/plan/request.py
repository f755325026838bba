"""Make a request from options, as the command line or the schedule has them."""

import multiprocessing
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from report138.engine.plan.jobs import Request
from report138.engine.publish.url import parse_out
from report138.engine.run.limits import Limits


def make_request(
    *,
    fonts: Sequence[str | Path] = (),
    timeout: float | None = None,
    memory_limit: int | None = None,
    **options: Any,
) -> Request:
    """Return the request that options ask for; fonts hold from now on in this process."""
    if fonts:
        from report138.engine.typeset.fonts import add_fonts

        add_fonts([Path(font) for font in fonts])
    many = {name: tuple(value) for name, value in options.items() if isinstance(value, list)}
    options |= {**many, "out": parse_out(str(options["out"]))}
    return Request(**options, limits=Limits(timeout, memory_limit))


def exit_on_sigterm() -> None:
    """Leave by way of every `finally` when asked to end: no kernel or folder stays behind."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _exit)


def _exit(*_: object) -> None:
    for child in multiprocessing.active_children():  # a pool would wait for its documents
        child.terminate()
    sys.exit(128 + signal.SIGTERM)
