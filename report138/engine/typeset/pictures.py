"""Pictures of other libraries as blocks."""

import base64
import struct
from typing import Any

from report138.engine.typeset import blocks as b


def read_png(content: Any, output: Any, _: Any) -> list[b.Block]:
    """Wrap a bitmap in an SVG, which both exporters can set."""
    encoded = "".join(content.split())
    width, height = struct.unpack(">II", base64.b64decode(encoded)[16:24])
    image = f'<image width="{width}" height="{height}" href="data:image/png;base64,{encoded}"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{image}</svg>'
    alt = output.get("data", {}).get("text/plain", "")
    return [b.Picture("png", encoded, alt, width, height, svg=svg)]
