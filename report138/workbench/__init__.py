"""The workbench of a notebook: the matrix to explore, and a source to code by hand, as widgets.

All that is shown is computed in Python and crosses to the browser as JSON; `static/` draws it.  The
widgets take the extra `lab`; without it, and in documents, the static figure stands in their place.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from report138.view.report import Report


def explore(report: "Report") -> Any:
    """Show the matrix of a report so that it can be explored; see Report.explore."""
    from report138.workbench.explorer import make_explorer

    return make_explorer(report)


def code(
    source: str | Path,
    reading: str,
    framework: str | Path,
    language: str = "",
    out: str | Path = "",
) -> Any:
    """Show a copy of the source sentence by sentence, to code it as a new reading.

    Every change is kept at once in the sheet that `render.py code --import` takes, by default in the
    project's folder `coding/`; a sheet of that reading which is there is gone on with.  Of the framework
    only elements, scale, names and places are opened: no other reading, no quotation, no word list.
    """
    from report138.workbench.by_hand import open_desk

    return open_desk(source, reading, framework, language, out)
