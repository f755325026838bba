"""Somebody's own plot as a drawing of the house, and drawings as files.

In: a figure of matplotlib; out: a drawing as those of the report are.  What it draws goes the
way of any drawing from elsewhere: shapes and text are kept, nothing else.
"""

import io
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report138 import style
from report138.engine.typeset import fonts
from report138.engine.typeset.clean_svg import clean_svg, is_plain_drawing
from report138.whole_file import write_whole

PNG_DPI = 220
MM_PER_PIXEL = 25.4 / 96
ENDINGS = (".svg", ".png", ".pdf")
# real text where the fonts of the house can set it: searchable, small, dark on dark pages
SETTINGS = {"svg.fonttype": "none", "svg.hashsalt": "report138", "svg.image_inline": True}


def register_fonts() -> None:
    """Make the fonts of the house known to matplotlib."""
    from matplotlib.font_manager import fontManager

    for path in (*fonts.get_font_paths(), *fonts.get_added_paths()):
        if not any(entry.fname == str(path) for entry in fontManager.ttflist):
            fontManager.addfont(str(path))


@dataclass(frozen=True)
class OwnDrawing:
    """A plot as a drawing, with its size in millimetres, and as a bitmap if one is wanted."""

    svg: str
    png: bytes
    width_mm: float
    height_mm: float


def draw_plot(plot: Any, *, bitmap: bool) -> OwnDrawing:
    """Draw a figure of matplotlib, or the one that its axes stand in."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    plot = getattr(plot, "figure", plot)
    if not isinstance(plot, Figure):
        raise TypeError(f"a figure of matplotlib is needed, and this is a {type(plot).__name__}")
    formula = _set_in_own_fonts(plot)
    with mpl.rc_context(SETTINGS | ({"svg.fonttype": "path"} if formula else {})):
        drawing = clean_svg(_save(plot, "svg", {"Date": None}).decode())
    if not is_plain_drawing(drawing.markup):
        raise ValueError("this plot draws what a document cannot show")
    png = _save(plot, "png", {"Software": None}) if bitmap else b""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot:
        pyplot.close(plot)
    return OwnDrawing(
        svg=drawing.markup,
        png=png,
        width_mm=round(drawing.width * MM_PER_PIXEL, 3),
        height_mm=round(drawing.height * MM_PER_PIXEL, 3),
    )


def _save(plot: Any, form: str, metadata: dict[str, None]) -> bytes:
    """Draw what the notebook shows of a plot: its edges follow the words that stand out."""
    buffer = io.BytesIO()
    plot.savefig(
        buffer,
        format=form,
        dpi=PNG_DPI,
        bbox_inches="tight",
        pad_inches=0.02,
        facecolor=style.PAPER,
        metadata=metadata,
    )
    return buffer.getvalue()


def _set_in_own_fonts(plot: Any) -> bool:
    """Set a plot's text in the fonts of the house; tell whether there are formulas in it."""
    from matplotlib.text import Text

    register_fonts()
    with warnings.catch_warnings():  # of characters that other fonts lack
        warnings.simplefilter("ignore")
        plot.draw_without_rendering()  # the labels of axes are made now
    formula = False
    for text in plot.findobj(Text):
        words = text.get_text()
        if not words:
            continue
        if text.get_parse_math() and words.replace(r"\$", "").count("$") > 1:
            formula = True
            continue
        shown = fonts.replace_missing(words)
        if shown != words:
            text.set_text(shown)
        text.set_fontfamily(fonts.choose_families(shown))
    return formula


def write_drawing(svg: str, png: bytes, width_mm: float, path: Path) -> Path:
    """Write a drawing by the ending of a name; return the path."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise ValueError(f"{path.name}: allowed endings: {', '.join(ENDINGS)}")
    if not path.parent.is_dir():
        raise FileNotFoundError(f"{path}: there is no folder {path.parent}; make it first")
    if ending == ".svg":
        content = svg.encode()
    elif ending == ".png" and png:
        content = png
    else:
        content = _set_alone(svg, width_mm, ending[1:])
    write_whole(path, content)
    return path


def _set_alone(svg: str, width_mm: float, form: str) -> bytes:
    """Set a drawing on a page of its size, with its fonts inside."""
    import typst

    source = (
        "#set page(width: auto, height: auto, margin: 0pt)\n"
        "#set text(fallback: false)\n"
        f'#image(bytes(sys.inputs.svg), format: "svg", width: {width_mm}mm)'
    )
    return typst.compile(
        source.encode(),
        sys_inputs={"svg": fonts.name_fallbacks(svg)},
        format=form,
        ppi=PNG_DPI,
        font_paths=fonts.open_own_fonts(fallback=True),
    )
