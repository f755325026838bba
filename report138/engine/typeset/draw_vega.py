"""Draw one chart of Vega or Vega-Lite: JSON in, SVG out, in a process that may be ended."""

import json
import sys

from report138.engine.typeset import fonts


def draw(spec: dict, language: str) -> str:
    """Return a chart as SVG, in the fonts of the house unless it names others."""
    import vl_convert

    for path in (fonts.get_font_paths()[0], *fonts.get_added_paths()):
        vl_convert.register_font_directory(str(path.parent))
    family = {"font": f"{fonts.SANS}, sans-serif"}
    if language == "vega":
        spec["config"] = {"text": family, "title": family, **(spec.get("config") or {})}
        return vl_convert.vega_to_svg(spec, allowed_base_urls=[])
    spec["config"] = {**family, **(spec.get("config") or {})}
    return vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])


if __name__ == "__main__":
    sys.stdout.buffer.write(draw(json.load(sys.stdin), sys.argv[1]).encode())
