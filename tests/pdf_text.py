"""Read the text of a PDF through its fonts' ToUnicode maps, as a reader's search does."""

import re

import pikepdf

CODE = re.compile(rb"<([0-9A-Fa-f]+)>")


def read_text(pdf: pikepdf.Pdf) -> str:
    """Return the text of all pages in the order of drawing, without white space."""
    return "".join(read_pages(pdf))


def read_pages(pdf: pikepdf.Pdf) -> list[str]:
    """Return the text of each page in the order of drawing, without white space."""
    return [re.sub(r"\s", "", _read_page(page)) for page in pdf.pages]


def _read_page(page: pikepdf.Page) -> str:
    return _read_stream(page, page.obj.Resources)


def _read_stream(content: "pikepdf.Page | pikepdf.Object", resources: pikepdf.Object) -> str:
    maps: dict[str, dict[bytes, str]] = {}
    found, current = [], {}
    for operands, operator in pikepdf.parse_content_stream(content):
        name = str(operator)
        if name == "Tf":
            key = str(operands[0])
            if key not in maps:
                maps[key] = _read_map(resources.Font[key])
            current = maps[key]
        elif name in ("Tj", "TJ"):
            items = operands[0] if name == "TJ" else [operands[0]]
            for item in items:
                if isinstance(item, pikepdf.String):
                    found.append(_decode(bytes(item), current))
        elif name == "Do":
            inner = resources.XObject[str(operands[0])]
            if inner.Subtype == "/Form":
                found.append(_read_stream(inner, inner.get("/Resources", resources)))
    return "".join(found)


def _decode(raw: bytes, mapping: dict[bytes, str]) -> str:
    return "".join(mapping.get(raw[at : at + 2], "\ufffd") for at in range(0, len(raw), 2))


def _read_map(font: pikepdf.Object) -> dict[bytes, str]:
    """Read which text each two-byte glyph code stands for."""
    mapping: dict[bytes, str] = {}
    source = font.ToUnicode.read_bytes()
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", source, flags=re.S):
        codes = [bytes.fromhex(code.decode()) for code in CODE.findall(block)]
        for glyph, text in zip(codes[::2], codes[1::2], strict=True):
            mapping[glyph] = text.decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", source, flags=re.S):
        codes = [bytes.fromhex(code.decode()) for code in CODE.findall(block)]
        for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=True):
            start = int.from_bytes(first, "big")
            for step in range(int.from_bytes(last, "big") - start + 1):
                char = text[:-2] + (int.from_bytes(text[-2:], "big") + step).to_bytes(2, "big")
                mapping[(start + step).to_bytes(2, "big")] = char.decode("utf-16-be")
    return mapping
