"""A figure of somebody's own plot, and figures as files.

In: a figure of matplotlib with its words; out: a figure as those of the report are.  What it
draws goes the way of any drawing from elsewhere: shapes and text are kept, nothing else.
"""

import io
from pathlib import Path
from typing import Any

from report138 import style
from report138.engine.typeset import fonts
from report138.engine.typeset.clean_svg import clean_svg, is_plain_drawing
from report138.engine.typeset.outputs import Figure, is_displayed
from report138.engine.typeset.own_table import name_after, require_words
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


def make_figure(plot: Any, key: str, **words: str) -> Figure:
    """Make a figure of a plot; see Figure.from_matplotlib."""
    import matplotlib as mpl
    from matplotlib.figure import Figure as Plot

    plot = getattr(plot, "figure", plot)  # of axes the figure that they stand in
    if not isinstance(plot, Plot):
        raise TypeError(f"a figure of matplotlib is needed, and this is a {type(plot).__name__}")
    require_words(**{name: words[name] for name in ("headline", "caption", "alt")})
    formula = _set_in_own_fonts(plot)
    settings = SETTINGS | ({"svg.fonttype": "path"} if formula else {})
    with mpl.rc_context(settings):
        drawing = clean_svg(_save(plot, "svg", {"Date": None}).decode())
    if not is_plain_drawing(drawing.markup):
        raise ValueError("a plot that draws what a document cannot show: try one without it")
    return Figure(
        key=key or name_after(*words.values()),
        svg=drawing.markup,
        png=_save(plot, "png", {"Software": None}) if is_displayed() else b"",
        width_mm=round(drawing.width * MM_PER_PIXEL, 3),
        height_mm=round(drawing.height * MM_PER_PIXEL, 3),
        **words,
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
    plot.canvas.draw()  # the labels of axes are made now
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


def write_figure(figure: Figure, path: Path) -> Path:
    """Write a figure's drawing by the ending of a name; see Figure.save."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise ValueError(f"{path.name}: allowed endings: {', '.join(ENDINGS)}")
    if ending == ".svg":
        content = figure.svg.encode()
    elif ending == ".png" and figure.png:
        content = figure.png
    else:
        content = _set_alone(figure, ending[1:])
    write_whole(path, content)
    return path


def _set_alone(figure: Figure, form: str) -> bytes:
    """Set a drawing on a page of its size, with its fonts inside."""
    import typst

    from report138.engine.typeset.pdf import open_own_fonts

    svg = fonts.name_fallbacks(figure.svg)
    source = (
        "#set page(width: auto, height: auto, margin: 0pt)\n"
        "#set text(fallback: false)\n"
        f"#image(bytes(sys.inputs.svg), format: \"svg\", width: {figure.width_mm}mm)"
    )
    return typst.compile(
        source.encode(),
        sys_inputs={"svg": svg},
        format=form,
        ppi=PNG_DPI,
        font_paths=open_own_fonts(fallback=True),
    )
