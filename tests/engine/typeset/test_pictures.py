"""Pictures of outputs and of Markdown: kinds, sizes, descriptions, places, limits."""

import base64
import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from executed import make_notebook, show, write
from nbformat.v4 import new_code_cell, new_output
from picture_sample import (
    encode,
    list_alts,
    list_bitmaps,
    list_sizes,
    make_bitmap,
    make_film,
    read,
    set_html,
    set_pdf,
    show_bitmap,
    show_with,
)
from PIL import Image

from report138.engine.typeset import blocks as b
from report138.engine.typeset import pictures
from report138.engine.typeset.pdf import PdfExporter

PNG = {"image/png": encode(make_bitmap())}


def open_bitmap(picture: b.Picture) -> Image.Image:
    """Open a picture's bytes."""
    return Image.open(io.BytesIO(base64.b64decode(picture.data)))


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp"])
def test_every_kind_of_bitmap_is_set_in_both_formats(kind: str) -> None:
    """A bitmap of 40 by 20 pixels has that size in the page and in the PDF."""
    notebook = make_notebook(show_bitmap(kind))
    image = set_html(notebook).img
    assert (image["width"], image["height"]) == ("40", "20")
    pdf = set_pdf(notebook)
    assert list_bitmaps(pdf)[0] == (40, 20)
    assert list_sizes(pdf) == [(pytest.approx(30), pytest.approx(15))]


@pytest.mark.parametrize("kind", ["gif", "webp"])
def test_a_film_is_its_first_picture(kind: str) -> None:
    """A document does not move: of red and green, red stays."""
    (picture,) = read(show({f"image/{kind}": encode(make_film(kind))})).blocks
    image = open_bitmap(picture)
    assert getattr(image, "n_frames", 1) == 1
    assert image.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


def test_colours_of_print_become_those_of_a_screen() -> None:
    """PDF/A takes a JPEG in CMYK only with a profile; it is set in RGB."""
    notebook = make_notebook(show_bitmap("jpeg", mode="CMYK"))
    (picture,) = read(*notebook.cells[1:]).blocks
    assert open_bitmap(picture).mode == "RGB"
    assert list_bitmaps(set_pdf(notebook)) == [(40, 20)]


def test_a_photograph_stands_upright() -> None:
    """A JPEG that was taken sideways, as its EXIF says, is turned: 40 by 20 becomes 20 by 40."""
    exif = Image.Exif()
    exif[0x0112] = 6
    (picture,) = read(show_bitmap("jpeg", exif=exif)).blocks
    assert (picture.width, picture.height) == (20, 40)
    assert open_bitmap(picture).size == (20, 40)


@pytest.mark.parametrize(
    ("asked", "size"),
    [
        ({"image/png": {"width": 20, "height": 10}}, (20, 10)),
        ({"image/png": {"width": "20px"}}, (20, 10)),
        ({"height": 60}, (120, 60)),
        ({"image/png": {"width": -5, "height": "50%"}}, (40, 20)),
        ({"image/png": {"width": 10**9}}, (40, 20)),
        ({"image/png": "wide"}, (40, 20)),
    ],
)
def test_the_size_that_metadata_ask_for_holds(
    asked: dict[str, Any], size: tuple[float, float]
) -> None:
    """Both sides or one, as a retina display halves them; nonsense is left."""
    (picture,) = read(show_with(PNG, asked)).blocks
    assert (picture.width, picture.height) == size


def test_a_wide_picture_scrolls_before_its_letters_are_lost() -> None:
    """Down to 55 % of its 1000 pixels it shrinks; a small one needs no box."""
    wide, small = (
        set_html(make_notebook(show_bitmap(size=(width, 20)))).find(class_="picture")
        for width in (1000, 400)
    )
    box = wide.find(class_="scroll")
    assert box["style"] == "--least: 550px; --natural: 1000px"
    assert (box["tabindex"], box["role"]) == ("0", "group")
    assert box["aria-label"] == box.img["alt"]
    assert small.find(class_="scroll") is None


def test_a_wide_picture_is_as_wide_as_the_column() -> None:
    """One of 2000 pixels shrinks to 136 mm at its ratio."""
    (size,) = list_sizes(set_pdf(make_notebook(show_bitmap(size=(2000, 500)))))
    assert size == (pytest.approx(385.51, abs=0.01), pytest.approx(96.38, abs=0.01))


@pytest.mark.parametrize(
    ("plain", "alt"),
    [
        ("A red bar", "A red bar"),
        ("<Figure size 640x480 with 1 Axes>", ""),
        ("<IPython.core.display.Image object>", ""),
        ("Figure({'data': []})", ""),
        ("plot.png", ""),
        ("", ""),
    ],
)
def test_a_repr_is_no_description(plain: str, alt: str) -> None:
    """Words beside a picture describe it; what Python says of an object does not."""
    document = read(show({**PNG, "text/plain": plain}))
    assert document.blocks[0].alt == (alt or "Figure without a description")
    assert len(document.warnings) == (0 if alt else 1)


def test_a_chinese_document_says_it_in_chinese() -> None:
    """The stand-in for a description is in the document's language; the warning in English."""
    document = read(show(PNG), language="zh")
    assert document.blocks[0].alt == "没有说明文字的图"
    assert document.warnings[0].startswith("cell 2: a picture without a description")


@pytest.mark.parametrize(
    "content",
    [
        "b3V0cHV0",
        "not base64!",
        "!" + encode(make_bitmap()),
        "",
        encode(make_bitmap()[:-30]),
        encode(b"\x89PNG\r\n\x1a\n" + b"\0" * 50),
        {"a": 1},
        7,
        None,
        encode(make_bitmap("tiff")),
        encode(b"<svg/>"),
    ],
)
def test_broken_bytes_are_named(content: Any) -> None:
    """Whatever stands in a picture's place, a line says that it is broken; the build knows."""
    cell = show({"image/png": ""})
    cell.outputs[0].data["image/png"] = content
    document = read(cell)
    (notice,) = document.blocks
    assert notice == b.Notice(
        "A picture (PNG) that cannot be shown: its data are broken.", computed=True
    )
    assert document.warnings == [
        "cell 2: a picture (PNG) that cannot be shown: its data are broken"
    ]


def test_another_form_stands_in_for_a_broken_one() -> None:
    """Where the SVG is none, the PNG of the same output is set, and nothing is said."""
    document = read(show({"image/svg+xml": "<b/>", **PNG, "text/plain": "Red words"}))
    assert [block.kind for block in document.blocks] == ["png"]
    assert document.warnings == []


def test_the_bytes_say_what_a_picture_is() -> None:
    """A JPEG under the name of a PNG is set as the JPEG that it is."""
    (picture,) = read(show({"image/png": encode(make_bitmap("jpeg"))})).blocks
    assert picture.kind == "jpeg"


def test_a_picture_that_unpacks_to_too_much_is_named() -> None:
    """A PNG of 12,000 by 12,000 pixels is some kilobytes; it is not unpacked."""
    content = make_bitmap(size=(12000, 12000), mode="L")
    assert len(content) < 200_000
    (notice,) = read(show({"image/png": encode(content)})).blocks
    assert notice.text == "A picture (PNG) that cannot be shown: it is too large."


def test_an_output_of_fifty_megabytes_is_named() -> None:
    """It is not even decoded."""
    (notice,) = read(show({"image/png": "A" * 50_000_000})).blocks
    assert notice.text == "A picture (PNG) that cannot be shown: it is too large."


def test_a_bitmap_that_typst_refuses_is_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one decoder takes another may not; the PDF is set all the same."""
    broken = make_bitmap()[:-20] + b"\0" * 20
    monkeypatch.setattr(pictures, "_load", lambda kind, content: (kind, content, (40, 20)))
    monkeypatch.setattr("report138.engine.typeset.pdf.remake_as_png", lambda _: PNG["image/png"])
    pdf = set_pdf(make_notebook(show({"image/png": encode(broken)})))
    assert list_bitmaps(pdf) == [(40, 20)]


def test_a_page_of_pdf_is_drawn() -> None:
    """An output in PDF alone is set as a bitmap of its first page, 72 by 36 points."""
    pytest.importorskip("pypdfium2")
    page = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(72, 36))
        made.save(page)
    notebook = make_notebook(show({"application/pdf": encode(page.getvalue())}))
    image = set_html(notebook).img
    assert (image["width"], image["height"]) == ("96", "48")
    assert list_sizes(set_pdf(notebook)) == [(pytest.approx(72), pytest.approx(36))]


def test_the_same_pictures_make_the_same_bytes() -> None:
    """Two exports of one notebook with pictures of four kinds are equal."""
    notebook = make_notebook(*map(show_bitmap, ("png", "jpeg", "gif", "webp")))
    first, second = (PdfExporter().from_notebook_node(notebook)[0] for _ in range(2))
    assert first == second


# ---- Markdown --------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A notebook's folder with a picture in it, one beside it, and a link that leads out."""
    folder = tmp_path / "work"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "a b.png").write_bytes(make_bitmap())
    (folder / "drawing.svg").write_text("<svg width='30' height='10'><text>in</text></svg>")
    (folder / "notes.txt").write_text("secret words")
    (tmp_path / "outside.png").write_bytes(make_bitmap())
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    return folder


def test_a_file_of_the_folder_is_read(folder: Path) -> None:
    """A path with a blank, written as Markdown has it, and an SVG."""
    source = "![red](images/a%20b.png)\n\n![drawn](drawing.svg)"
    first, second = read(write(source), folder=folder).blocks
    assert (first.kind, first.alt, first.width) == ("png", "red", 40)
    assert (second.kind, second.alt, second.width) == ("svg+xml", "drawn", 30)


@pytest.mark.parametrize(
    "path",
    [
        "../outside.png",
        "images/../../outside.png",
        "link.png",
        "%2e%2e/outside.png",
        "{folder}/images/a%20b.png",
        "file://{folder}/images/a%20b.png",
        "//host/a.png",
        "c:/a.png",
        "javascript:alert(1)",
        "a%00.png",
    ],
)
def test_no_file_outside_the_folder_is_read(folder: Path, path: str) -> None:
    """Not by dots, links, absolute paths, addresses or codes: its name is left."""
    document = read(write(f"![red]({path.format(folder=folder)})"), folder=folder)
    assert [block.type for block in document.blocks] == ["paragraph"]
    words = "[picture not shown (it lies outside the notebook's folder): red]"
    assert b.flatten(document.blocks[0].inlines) == words
    assert len(document.warnings) == 1


@pytest.mark.parametrize("path", ["notes.txt", "images", "lost.png"])
def test_what_is_no_picture_is_named(folder: Path, path: str) -> None:
    """Text, a folder, nothing: nothing of it is set."""
    (block,) = read(write(f"![red]({path})"), folder=folder).blocks
    assert "[picture not shown" in b.flatten(block.inlines)
    assert "secret" not in b.flatten(block.inlines)


def test_without_a_folder_no_file_is_read() -> None:
    """A notebook that comes from nowhere has no files beside it."""
    (block,) = read(write("![red](drawing.svg)")).blocks
    assert "the notebook's place is not known" in b.flatten(block.inlines)


def test_a_picture_from_elsewhere_is_a_link() -> None:
    """It is never fetched; its words lead to it, and the build says so."""
    document = read(write("![far](https://example.org/a.png)"))
    (block,) = document.blocks
    assert block.inlines == [b.Hyperlink("https://example.org/a.png", [b.Text("far")])]
    assert "not fetched but linked: https://example.org/a.png" in document.warnings[0]
    page = set_html(make_notebook(write("![far](https://example.org/a.png)")))
    assert page.img is None


@pytest.mark.parametrize(
    "uri",
    ["data:text/html;base64,PGI+", "data:image/png;base64,PGI+", "data:,x", "attachment:no.png"],
)
def test_data_that_are_no_picture_are_named(uri: str) -> None:
    """Only pictures are taken from data URIs and attachments."""
    (block,) = read(write(f"![x]({uri})")).blocks
    assert "[picture not shown" in b.flatten(block.inlines)


def test_a_title_is_a_caption_and_counts() -> None:
    """A picture with a Markdown title is Figure 1; its words stay its description."""
    uri = "data:image/png;base64," + base64.b64encode(make_bitmap()).decode()
    notebook = make_notebook(write(f'![words]({uri} "What it shows")'))
    figure = set_html(notebook).figure
    assert figure.figcaption.text == "Figure 1 What it shows"
    assert figure.img["alt"] == "words"


def test_a_picture_within_text_stays_there() -> None:
    """Words before and after share its paragraph, in both formats."""
    uri = "data:image/png;base64," + base64.b64encode(make_bitmap(size=(8, 8))).decode()
    notebook = make_notebook(write(f"before ![dot]({uri}) after"))
    assert set_html(notebook).p.img["alt"] == "dot"
    assert list_alts(set_pdf(notebook)) == ["dot"]


def test_what_a_drawing_call_returns_is_left_out() -> None:
    """Beside a picture the handle that the last line returned says nothing; alone it is named."""
    handle = new_output(
        "execute_result", data={"text/plain": "[<matplotlib.lines.Line2D at 0x7f00>]"}
    )
    picture = new_output("display_data", data={**PNG, "text/plain": "A red bar"})
    cell = new_code_cell("plot()", outputs=[handle, picture])
    assert [block.type for block in read(cell).blocks] == ["picture"]
    (alone,) = read(new_code_cell("plot()", outputs=[handle])).blocks
    assert alone.text == "An object (matplotlib.lines.Line2D) that a document cannot show."
