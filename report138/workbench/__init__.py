"""The workbench of a notebook: the matrix to explore, and a source to code by hand, as widgets.

All that is shown is computed in Python and crosses to the browser as JSON; `static/` draws it.  The
widgets take the extra `lab`; without it, and in documents, the static figure stands in place of the
matrix, and a line in place of the source.
"""

from report138.workbench.by_hand import code
from report138.workbench.explorer import explore

__all__ = ["code", "explore"]
