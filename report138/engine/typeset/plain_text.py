"""The plain text of an output: what an object says of itself, unless that is only its address."""

import re
from typing import Any

from report138.engine.typeset import blocks as b
from report138.engine.typeset.code_boxes import make_box

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
# Text that says of an object only that it is there.
_EMPTY_REPR = re.compile(
    r"\[?\s*(<[^<>]* at 0x[0-9a-fA-F]+>[,\s]*)+\]?"
    r"|<(IPython\.|Figure size |VegaLite|Vega |folium\.|bokeh\.|plotly\.).*",
    re.S,
)
# What drawing calls give back beside their picture: parts of it.
_PART = re.compile(
    r"\[?<(Axes|matplotlib\.|mpl_toolkits\.|seaborn\.|Figure|\w*Container object).*"
    r"|array\(\[+<Axes.*|Text\(.*\)",
    re.S,
)


def is_informative(text: str) -> bool:
    """Return whether a text says more than that there is an object."""
    return bool(text.strip()) and not _EMPTY_REPR.fullmatch(text.strip())


def read_plain(content: Any, _: Any, reading: Any) -> list[b.Block] | None:
    """Read printed text; an address differs at each run, so none is shown."""
    if not isinstance(content, str):
        return None
    text = content.strip()
    if reading.has_picture and (_PART.fullmatch(text) or not is_informative(text)):
        return []
    if is_informative(text) or not text:
        return make_box(_ADDRESS.sub(" at …", content), reading)
    kind = re.sub(r"^\[?<|( object)?( at 0x.*)?>?\]?$", "", text.split("\n")[0][:200], flags=re.S)[
        :60
    ]
    return reading.leave_out(
        f"一个对象（{kind}），文档中无法显示。", f"An object ({kind}) that a document cannot show."
    )
