"""Draw the sheet of a matrix, as an export writes it, beside the figure that comes of it."""

import io
from typing import TYPE_CHECKING, Any

from report138.style import INK, MUTED, PAPER, RULE, TINT

if TYPE_CHECKING:
    from report138.data.framework import Framework

MOST_ROWS, MOST_COLUMNS = 20, 12
HEIGHT = 560  # pixels
ROW, ID, NAME, LEVEL, GUTTER, GAP = 34, 40, 220, 146, 30, 40
SIZE = 15
COLOURS = 64  # of the picture, which keeps it small


def draw_sheet(framework: "Framework", language: str, figure: bytes) -> bytes | None:
    """Return a picture of the sheet and the figure; None for a sheet that is too large for one."""
    from openpyxl import load_workbook
    from PIL import Image

    from report138.coding.export_workbook import make_workbook

    sheet = load_workbook(io.BytesIO(make_workbook(framework, language)))["Matrix"]
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        return None
    left = _draw_cells(sheet)
    right = Image.open(io.BytesIO(figure)).convert("RGB")
    right = right.resize(
        (round(right.width * HEIGHT / right.height), HEIGHT), Image.Resampling.LANCZOS
    )
    whole = Image.new("RGB", (left.width + GAP + right.width, HEIGHT), PAPER)
    whole.paste(left, (0, (HEIGHT - left.height) // 2))
    whole.paste(right, (left.width + GAP, 0))
    content = io.BytesIO()
    whole.quantize(COLOURS, dither=Image.Dither.NONE).save(content, "PNG", optimize=True)
    return content.getvalue()


def _draw_cells(sheet: Any) -> Any:
    """Draw the cells with the letters and numbers of a spreadsheet around them."""
    from PIL import Image, ImageDraw, ImageFont
    from pylopdf_fonts_zh_cn import sans_path

    widths = [GUTTER, ID, NAME, *[LEVEL] * (sheet.max_column - 2)]
    edges = [sum(widths[:number]) for number in range(len(widths) + 1)]
    image = Image.new("RGB", (edges[-1] + 1, ROW * (sheet.max_row + 1) + 1), PAPER)
    draw, font = ImageDraw.Draw(image), ImageFont.truetype(sans_path(), SIZE)
    for row in range(sheet.max_row + 1):
        for column in range(sheet.max_column + 1):
            box = (edges[column], ROW * row, edges[column + 1], ROW * (row + 1))
            fill, ink, text, centred = _read_cell(sheet, row, column)
            draw.rectangle(box, fill=fill, outline=RULE)
            middle = (box[0] + box[2]) / 2 if centred else box[0] + 8
            draw.text((middle, (box[1] + box[3]) / 2), text, ink, font, "mm" if centred else "lm")
    return image


def _read_cell(sheet: Any, row: int, column: int) -> tuple[str, str, str, bool]:
    """Return fill, ink and text of a cell, and whether it is centred."""
    from openpyxl.utils import get_column_letter

    if not row or not column:
        text = get_column_letter(column) if column else str(row or "")
        return TINT, MUTED, text, True
    cell = sheet.cell(row, column)
    plain = cell.fill.fill_type is None
    fill = PAPER if plain else f"#{cell.fill.fgColor.rgb[2:]}"
    colour = cell.font.color.rgb if cell.font.color else None
    ink = f"#{colour[2:]}" if isinstance(colour, str) else INK
    # the font's ’ is as wide as a Chinese character
    text = "" if cell.value is None else str(cell.value).replace("’", "'")
    return fill, ink, text, column > 2 or row < 3
