"""Plots that people draw themselves, in the look of the house: its fonts, colours and sizes.

`start` switches it on in a notebook of a report; anywhere else one line does:
`from report138.view import plots; plots.use()`.  Figures of the report are drawn by
settings of their own (canvas.py), so nothing here reaches them.
"""

import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from typing import Any

from report138 import style
from report138.engine.typeset import fonts

PYPLOT = "matplotlib.pyplot"


def use() -> None:
    """Draw matplotlib's plots in the look of the house from here on."""
    import matplotlib as mpl

    from report138.engine.typeset.own_figure import register_fonts

    register_fonts()
    mpl.rcParams.update(list_settings())
    _sharpen()


def use_with_pyplot() -> None:
    """Do the same once somebody imports pyplot: to load it for this alone takes too long."""
    if PYPLOT in sys.modules:
        use()
    elif not any(isinstance(finder, _Waiting) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Waiting())


class _Waiting(MetaPathFinder):
    """Waits for the import of pyplot, and switches the look on after it."""

    def find_spec(self, name: str, path: Any, target: Any = None) -> ModuleSpec | None:
        """Find pyplot as the other finders do."""
        if name != PYPLOT:
            return None
        sys.meta_path.remove(self)
        spec = find_spec(name)
        if spec and spec.loader:
            load = spec.loader.exec_module

            def load_and_use(module: Any) -> None:
                load(module)
                use()

            spec.loader.exec_module = load_and_use
        return spec


def list_settings() -> dict[str, Any]:
    """List the settings that make the look, by their names in matplotlib."""
    from cycler import cycler

    return {
        # Chinese and Latin in one font; DejaVu has the signs that it lacks
        "font.family": [fonts.SANS, *fonts.get_added_families(), "DejaVu Sans", "sans-serif"],
        "font.size": style.SIZE_LABEL,
        "axes.titlesize": style.SIZE_HEADLINE,
        "axes.titlelocation": "left",
        "axes.titlecolor": style.ACCENT,
        "axes.titlepad": 10.0,
        "axes.labelcolor": style.MUTED,
        "axes.edgecolor": style.RULE,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.prop_cycle": cycler(color=style.PLOT_COLOURS),
        "axes.unicode_minus": True,  # the font has the sign
        "grid.color": style.RULE,
        "grid.linewidth": 0.5,
        "xtick.color": style.RULE,
        "xtick.labelcolor": style.MUTED,
        "ytick.color": style.RULE,
        "ytick.labelcolor": style.MUTED,
        "legend.frameon": False,
        "text.color": style.INK,
        "figure.dpi": 96,  # pixels of CSS: a plot as wide as the column is set at its size
        "figure.figsize": (style.COLUMN_MM / 25.4, style.COLUMN_MM / 25.4 * 0.6),
        "svg.fonttype": "none",  # real text, as in the figures of the report
        "svg.hashsalt": "report138",  # the same plot twice is the same file
        "pdf.fonttype": 42,
    }


def _sharpen() -> None:
    """Have a notebook draw with twice the pixels, at the same size."""
    try:
        from IPython import get_ipython
        from matplotlib_inline.backend_inline import set_matplotlib_formats
    except ImportError:
        return
    if get_ipython() is not None:
        set_matplotlib_formats("retina")
