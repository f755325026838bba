"""Charts and controls of other libraries, which need a browser to be seen.

A still picture in the same output goes before (read_output.py).  Where there is none, a chart of
Vega or Altair is drawn if the extra `charts` is installed; any other is named in one line.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from report138.engine.surrogates import escape_within
from report138.engine.typeset import blocks as b
from report138.engine.typeset.pictures import PictureError, find_words, make_picture

# What a page's code gives away of the library that made it.
LIBRARIES = {
    "plotly": r"plotly",
    "bokeh": r"\bbokeh|bk-root",
    "vega": r"vega-?embed|vega-?lite",
    "folium": r"folium|leaflet",
    "pyecharts": r"echarts",
    "highcharts": r"highcharts",
    "pyvis": r"vis-network|\bvis\.Network",
    "pydeck": r"deck\.gl|deckgl",
    "kepler.gl": r"kepler",
    "d3": r"\bd3(\.min)?\.js|\bd3\.select",
}
SECONDS = 60  # that a chart may take to be drawn
Reader = Callable[[Any, Any, Any], list[b.Block] | None]


def leave_chart(reading: Any, library: str, title: str = "", why: str = "") -> list[b.Block]:
    """Name an interactive chart instead of showing it."""
    zh, en = (f"（{library}）", f" ({library})") if library else ("", "")
    return reading.leave_out(
        f"一幅交互图表{zh}，文档中无法显示" + (f"：{title}。" if title else "。"),
        f"An interactive chart{en} that a document cannot show" + (f": {title}." if title else "."),
        why,
    )


def make_chart_reader(library: str) -> Reader:
    """Return a reader that names the charts of a library."""
    return lambda _, __, reading: leave_chart(reading, library)


def read_widget(_: Any, __: Any, reading: Any) -> list[b.Block]:
    """Name a control of ipywidgets."""
    return reading.leave_out(
        "一个交互控件（ipywidgets），文档中无法显示。",
        "An interactive control (ipywidgets) that a document cannot show.",
    )


def read_map(_: Any, __: Any, reading: Any) -> list[b.Block]:
    """Name a map that only a browser draws."""
    return reading.leave_out(
        "一幅交互地图（GeoJSON），文档中无法显示。",
        "An interactive map (GeoJSON) that a document cannot show.",
    )


def read_script(_: Any, __: Any, reading: Any) -> list[b.Block]:
    """Name a script; none is ever run."""
    return reading.leave_out(
        "一段脚本（JavaScript），文档中不运行。",
        "A script (JavaScript) that a document does not run.",
    )


def read_nothing(_: Any, __: Any, ___: Any) -> list[b.Block]:
    """Read what only sets a notebook up and shows nothing there either."""
    return []


def read_plotly(content: Any, _: Any, reading: Any) -> list[b.Block]:
    """Name a chart of plotly, with its title."""
    layout = content.get("layout") if isinstance(content, dict) else None
    title = layout.get("title") if isinstance(layout, dict) else None
    return leave_chart(reading, "plotly", _read_title(title))


def make_vega_reader(language: str) -> Reader:
    """Return a reader of charts in Vega or Vega-Lite."""
    return lambda content, _, reading: read_vega(content, language, reading)


def read_vega(spec: Any, language: str, reading: Any) -> list[b.Block]:
    """Draw a chart of Vega or Vega-Lite, or name it with its title."""
    title = _read_title(spec.get("title")) if isinstance(spec, dict) else ""
    try:
        picture = _draw_vega(spec, language)
    except PictureError as error:
        return leave_chart(reading, language, title, error.english)
    described = spec.get("description") if isinstance(spec.get("description"), str) else ""
    picture.alt = find_words(described) or title
    return [picture]


def _read_title(title: Any) -> str:
    title = title.get("text") if isinstance(title, dict) else title
    title = " ".join(map(str, title)) if isinstance(title, list) else title
    # plotly has markup in it
    return " ".join(re.sub(r"<[^>]*>", " ", title).split())[:300] if isinstance(title, str) else ""


def _draw_vega(spec: Any, language: str) -> b.Picture:
    """Draw a chart in a process of its own: what a notebook says there is a program."""
    from importlib.util import find_spec

    if not isinstance(spec, dict) or not (spec.keys() & {"mark", "marks"} or _has_parts(spec)):
        raise PictureError("", "it holds no marks")
    if find_spec("vl_convert") is None:
        raise PictureError("", "that needs the extra “charts”")
    if _loads(spec):
        raise PictureError("", "it asks for data from elsewhere")
    command = [sys.executable, "-P", "-m", "report138.engine.typeset.draw_vega", language]
    try:
        drawn = subprocess.run(
            command,
            input=json.dumps(spec).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
        return make_picture("image/svg+xml", drawn.stdout.decode())
    except subprocess.TimeoutExpired as error:
        raise PictureError("", f"it takes more than {SECONDS} s") from error
    except (subprocess.CalledProcessError, OSError, ValueError) as error:
        raise PictureError("", "it cannot be drawn") from error


def _has_parts(spec: dict[str, Any]) -> bool:
    return bool(spec.keys() & {"layer", "hconcat", "vconcat", "concat", "facet", "repeat", "spec"})


def _loads(value: Any) -> bool:
    """Return whether a chart asks for a file or an address; its own data are not searched."""
    if isinstance(value, dict):
        return any(
            name == "url" or (name not in ("values", "datasets") and _loads(inner))
            for name, inner in value.items()
        )
    return isinstance(value, list) and any(map(_loads, value))


def find_vega(page: str) -> Any:
    """Return the chart in a page that Altair has written, or None."""
    found = re.search(r"\}\)\((?=\{)", page) if "vegaEmbed" in page else None
    if not found:
        return None
    try:
        return escape_within(json.JSONDecoder().raw_decode(page, found.end())[0])
    except (ValueError, RecursionError):
        return None


def name_library(page: str) -> str:
    """Return which library a page with scripts comes from, or nothing."""
    return next((name for name, mark in LIBRARIES.items() if re.search(mark, page, re.I)), "")
