"""The workbench of a notebook: the matrix to explore, and a source to code by hand, as widgets.

All that is shown is computed in Python and crosses to the browser as JSON; `static/` draws it.  The
widgets take the extra `lab`; without it, and in documents, the static figure stands in their place.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from report138.view.report import Report


def explore(report: "Report") -> Any:
    """Show the matrix of a report so that it can be explored; see Report.explore."""
    from report138.workbench.explorer import make_explorer

    return make_explorer(report)
