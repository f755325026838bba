"""How documents are rendered, and the options of a build sorted by which room they are for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report138.engine.errors import UsageError
from report138.engine.plan.selection import Selection
from report138.engine.publish.destination import Destination, parse_out
from report138.engine.run.limits import USUAL, Limits
from report138.engine.typeset.shown import Shown

ADDRESS = re.compile(r"(tcp|tls)://[^\s/:]+:\d+|(tcp|tls)://\[[0-9a-fA-F:]+\]:\d+")


@dataclass(frozen=True)
class RenderOptions:
    """How documents are rendered: how many at the same time, where, within which limits."""

    jobs: int | None = 1  # documents at the same time; None: one more than cores
    dask: str = ""  # the address of a cluster's scheduler; empty: render here
    force: bool = False
    strict: bool = False  # fail a document that cannot show everything
    limits: Limits = USUAL  # what the notebooks of one document may use

    def __post_init__(self) -> None:
        """Refuse what is no address."""
        if self.dask and not ADDRESS.fullmatch(self.dask):
            raise UsageError(f"--dask {self.dask}: expected tcp://HOST:PORT or tls://HOST:PORT")


def sort_options(
    *,
    out: str | Path,
    fonts: Sequence[str | Path] = (),
    timeout: float | None = None,
    memory_limit: int | None = None,
    jobs: int | None = 1,
    dask: str = "",
    force: bool = False,
    strict: bool = False,
    keep: int | None = None,
    show_code: bool = False,
    show_stderr: bool = False,
    max_lines: int = Shown.max_lines,
    max_rows: int = Shown.max_rows,
    **selected: Any,
) -> tuple[Selection, RenderOptions, Destination]:
    """Return what is rendered, how and where to; fonts hold from now on in this process.

    The options are those of a build, as the command line or the memory of a schedule has them.
    """
    if fonts:
        from report138.engine.typeset.fonts import add_fonts

        add_fonts([Path(font) for font in fonts])
    many = {name: tuple(value) for name, value in selected.items() if isinstance(value, list)}
    return (
        Selection(**selected | many, shown=Shown(show_code, show_stderr, max_lines, max_rows)),
        RenderOptions(jobs, dask, force, strict, Limits(timeout, memory_limit)),
        Destination(parse_out(out), keep),
    )
