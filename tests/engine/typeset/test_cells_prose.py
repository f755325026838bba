"""Prose, headings and characters of notebooks that anybody may bring: read back from page and PDF."""

import io
import logging
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from bs4 import BeautifulSoup
from executed import Node, make_notebook, show_item, write
from nbformat.v4 import new_code_cell, new_notebook, new_output, new_raw_cell
from pdf_text import read_pages, read_text

from report138.engine.typeset.html import HtmlExporter
from report138.engine.typeset.outputs import Prose
from report138.engine.typeset.pdf import PdfExporter

CELLS = Path(__file__).parents[2] / "cells"


@cache
def read_cell_page(name: str) -> BeautifulSoup:
    """Return the page of a notebook of tests/cells."""
    return BeautifulSoup(HtmlExporter().from_filename(CELLS / f"{name}.ipynb")[0], "html.parser")


@cache
def open_cell_pdf(name: str) -> pikepdf.Pdf:
    """Return the PDF of a notebook of tests/cells."""
    return pikepdf.open(io.BytesIO(PdfExporter().from_filename(CELLS / f"{name}.ipynb")[0]))


def get_main(name: str) -> Any:
    """Return the text part of a page of tests/cells."""
    return read_cell_page(name).find("main")


def set_page(*cells: Node, **meta: Any) -> BeautifulSoup:
    """Return the page of a plain notebook."""
    notebook = new_notebook(cells=list(cells), metadata=meta)
    return BeautifulSoup(HtmlExporter().from_notebook_node(notebook)[0], "html.parser")


def set_pdf(*cells: Node, **meta: Any) -> pikepdf.Pdf:
    """Return the PDF of a plain notebook."""
    notebook = new_notebook(cells=list(cells), metadata=meta)
    return pikepdf.open(io.BytesIO(PdfExporter().from_notebook_node(notebook)[0]))


def list_addresses(pdf: pikepdf.Pdf) -> list[str]:
    """Return where the links of a PDF lead out."""
    notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
    return [str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A]


# ---- Markdown --------------------------------------------------------------------------


def test_html_in_a_line_is_what_it_means() -> None:
    """Line break, bold, subscript and keys are that; a tag without meaning leaves its words."""
    (paragraph,) = get_main("html-inline").find_all("p")
    assert [tag.name for tag in paragraph.find_all(True)] == ["br", "strong", "sub", "span", "kbd"]
    assert "".join(paragraph.get_text().split()) == "linebreakboldH2OredCtrl"
    assert "linebreakboldH2OredCtrl" in read_text(open_cell_pdf("html-inline"))


def test_blocks_of_html_are_blocks() -> None:
    """An alert is a box, a table a table; neither tags nor the comment are text."""
    main = get_main("html-block")
    box = main.find(role="note")
    assert (box.strong.get_text(), box.get_text()) == ("Note", "Note text")
    assert [cell.get_text() for cell in main.table.find_all(["td", "th"])] == ["a", "b"]
    for text in (main.get_text(), read_text(open_cell_pdf("html-block"))):
        assert "<" not in text
        assert "comment" not in text


HIDDEN = """seen <span hidden>one</span> after

<div style="color: red; display: none">two</div>

<p HIDDEN>three</p><table hidden><tr><td>four</td></tr></table>

<p style="display: inline">end</p>
"""


@pytest.mark.parametrize("as_output", [False, True], ids=["Markdown", "output"])
def test_what_a_browser_hides_is_in_neither_format(as_output: bool) -> None:
    """In text that somebody wrote and in what a cell shows."""
    shown = HIDDEN.replace("<table hidden><tr><td>four</td></tr></table>", "")
    html = {"text/html": shown, "text/plain": "plain"}
    output = new_code_cell("x", outputs=[new_output("display_data", data=html)])
    cell = output if as_output else write(HIDDEN)
    words = "seenafterend"
    assert "".join(set_page(cell).main.get_text().split()) == words
    assert words in read_text(set_pdf(cell))


def test_comments_are_left_out() -> None:
    """What its author commented out is in neither format."""
    assert get_main("html-comment").get_text().strip() == "text"
    assert "hidden note" not in str(read_cell_page("html-comment"))
    assert "hidden" not in read_text(open_cell_pdf("html-comment"))


def test_escapes_and_entities_are_their_characters() -> None:
    """An escaped mark is that mark, an entity its character, and in code all stays."""
    expected = "*notem*1.x&<\u00a0©#notatag@$#_*a``b"
    assert "".join(get_main("escaped").get_text().split(" ")).strip() == expected
    # the blank of an entity is white space, which reading leaves out
    assert expected.replace("\u00a0", "") in read_text(open_cell_pdf("escaped"))


def test_paragraphs_of_an_item_stay_apart() -> None:
    """Two paragraphs and a box of code in one item; lists nest three deep."""
    main = get_main("nested-list")
    item = main.ol.find_all("li", recursive=False)[1]
    assert [child.name for child in item.children] == ["p", "p", "div"]
    assert main.ol.li.ul.li.ul.li.get_text() == "deep"


def test_a_list_starts_where_it_says() -> None:
    """Three stays three in both formats."""
    assert get_main("list-start").ol["start"] == "3"
    assert "3.three4.four" in read_text(open_cell_pdf("list-start"))


def test_a_footnote_is_reached_and_left() -> None:
    """The mark leads to the note and back; in the PDF it stands below the page once."""
    main = get_main("footnotes")
    mark, note = main.find("sup").a, main.find(class_="notes").li
    assert mark["href"] == f"#{note['id']}"
    assert note.a["href"] == f"#{mark['id']}"
    assert read_text(open_cell_pdf("footnotes")).count("Thenote.") == 1


def test_footnotes_are_numbered_through_the_document() -> None:
    """Cells that each begin with 1 do not share a note; one that is marked twice is one."""
    cells = write("a[^1] b[^1]\n\n[^1]: first"), write("c[^1]\n\n[^1]: second")
    page = set_page(*cells)
    assert [mark.get_text() for mark in page.find_all("sup")] == ["1", "1", "2"]
    notes = page.find(class_="notes").find_all("li")
    assert [note.get_text().split()[0] for note in notes] == ["first", "second"]
    assert len(notes[0].find_all("a")) == 2
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    text = read_text(set_pdf(*cells))
    assert text.count("first") == text.count("second") == 1


def test_a_footnote_without_a_mark_stays_text() -> None:
    """What no mark leads to would else be lost."""
    assert "[^x]: the note" in set_page(write("text\n\n[^x]: the note")).find("main").get_text()


def test_tasks_have_boxes() -> None:
    """Open and done are told by a box with a name, in the PDF by a sign."""
    boxes = get_main("task-list").find_all("input")
    assert [(box.has_attr("checked"), box["aria-label"]) for box in boxes] == [
        (False, "open"),
        (True, "done"),
    ]
    assert "▢open✓done" in read_text(open_cell_pdf("task-list"))


def test_definitions_have_terms() -> None:
    """A term with two definitions is one term, with a paragraph each."""
    page = set_page(write("Apple\n: fruit\n: firm\n\nPear\n: green"))
    assert [one.get_text() for one in page.dd.find_all("p")] == ["fruit", "firm"]
    parts = page.find(class_="definitions").find_all(["dt", "dd"])
    assert [(part.name, part.get_text()) for part in parts] == [
        ("dt", "Apple"),
        ("dd", "fruitfirm"),
        ("dt", "Pear"),
        ("dd", "green"),
    ]


def test_addresses_stay_as_they_were_typed() -> None:
    """Percent signs mean something in an address; a bare one is a link; both formats agree."""
    expected = [
        "https://example.org/a?b=%E4%B8%AD&c=1",
        "https://example.org/a%20b",
        "https://bare.example.org/x_y_z",
    ]
    assert [link["href"] for link in get_main("url-with-spaces").find_all("a")] == expected
    assert list_addresses(open_cell_pdf("url-with-spaces")) == expected


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("见https://example.org/a。后文", "https://example.org/a"),
        ("(https://example.org/a_b)", "https://example.org/a_b"),
        ("**https://example.org/a**", "https://example.org/a"),
        ("so https://example.org/a?b=1, and", "https://example.org/a?b=1"),
    ],
)
def test_an_address_ends_before_the_sentence_does(text: str, address: str) -> None:
    """Punctuation after a bare address is no part of it, Chinese text neither."""
    (link,) = set_page(write(f"x {text}")).find("main").find_all("a")
    assert link["href"] == link.get_text() == address


def test_links_to_files_stay_on_the_page_alone() -> None:
    """A page may lie beside the files; a PDF that is sent on does not."""
    links = get_main("local-link").find_all("a")
    assert [link["href"] for link in links] == ["./02-next.ipynb", "./data.csv"]
    pdf = open_cell_pdf("local-link")
    assert "nextchapterdata" in read_text(pdf)
    assert list_addresses(pdf) == []


def test_links_reach_headings_by_their_jupyter_names() -> None:
    """JupyterLab's form, GitHub's, our own, and an anchor of the author's."""
    source = "[a](#My-Heading) [b](#my-heading) [c](#sec-1) [d](#spot) [e](#none)"
    cell = write(f'# T\n\n{source}\n\n## My Heading\n\n<a name="spot"></a>here')
    page = set_page(cell)
    links = page.find("main").find_all("a")
    assert [link.get_text() for link in links] == ["a", "b", "c", "d"]
    targets = [page.find(id=link["href"][1:]) for link in links]
    assert [target.name for target in targets] == ["h2", "h2", "h2", "span"]
    assert targets[3].parent.get_text() == "here"
    pdf = set_pdf(cell)
    assert len(pdf.pages[0].Annots) == 4


def test_lists_that_nest_too_deep_are_flattened() -> None:
    """All forty items stay, eight levels do."""
    main = get_main("deep-nesting")
    assert main.get_text().count("x") == 40
    assert max(len(item.find_parents("ul")) for item in main.find_all("li")) == 8
    assert read_text(open_cell_pdf("deep-nesting")).count("x") == 40


def test_markup_in_table_cells_is_markup() -> None:
    """A link, bold words and code within a cell."""
    cells = get_main("table-markup").find_all("td")
    assert cells[0].a["href"] == "https://example.org"
    assert (cells[1].strong.get_text(), cells[1].code.get_text()) == ("bold", "code")
    assert list_addresses(open_cell_pdf("table-markup")) == ["https://example.org"]


def test_a_fold_holds_markdown() -> None:
    """Details with Markdown in them fold on the page and lie open in the PDF."""
    cell = write("<details><summary>More</summary>\n\n**in** it\n\n- a\n\n</details>\n\nafter")
    fold = set_page(cell).find("details")
    assert fold.summary.get_text() == "More"
    assert (fold.p.strong.get_text(), fold.ul.get_text()) == ("in", "a")
    assert "Moreinit·aafter" in read_text(set_pdf(cell))


def test_tables_of_html_keep_their_spans() -> None:
    """A cell over two rows leaves one cell to the second; a wild span is cut to the table."""
    rows = (
        "<tr><th>h</th><th>i</th></tr><tr><td rowspan=99>a</td><td>b</td></tr><tr><td>c</td></tr>"
    )
    cell = write(f"<table>{rows}</table>")
    texts = [r.get_text(" ").split() for r in set_page(cell).find("table").find_all("tr")]
    assert texts == [["h", "i"], ["a", "b"], ["c"]]
    assert sorted("hiabc") == sorted(read_text(set_pdf(cell)).split("Report")[1].strip("1"))


HOSTILE = [
    "<script>alert(1)</script>",
    "text <img src=x onerror=alert(1)> <b onclick=alert(1)>b</b>",
    "<a href='java\nscript:alert(1)'>a</a> <a href=' JavaScript:alert(1)'>b</a>",
    "[a](javascript:alert(1)) [b](vbscript:x) [c](data:text/html,x) <javascript:alert(1)>",
    "<style>@import url(http://example.org)</style><p style='background:url(http://a.b)'>p</p>",
    "<svg onload=alert(1)><script>alert(1)</script></svg><math><mi onclick=x>x</mi></math>",
    "<iframe src='javascript:alert(1)'></iframe><object data='data:text/html,x'></object>",
    "<form action=http://a.b><input type=submit formaction='javascript:x'></form>",
    '<a name=\'"><script>alert(1)</script>\'></a><a id="main">x</a>',
    "#panic(1) $x$ @ref `#b` \\u{41} <details open ontoggle=alert(1)>x</details>",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_nothing_in_prose_can_run_or_ask(source: str) -> None:
    """No script, handler, style, frame or code address comes through; the PDF is made as well."""
    page = set_page(write(source), write("text"))
    body = page.find("body")
    assert body.find(["script", "style", "iframe", "object", "svg", "form", "img"]) is None
    for tag in body.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on")]
        assert tag.get("href", "#").startswith(("#", "https://", "http://"))
        assert "url(" not in tag.get("style", "")
    assert "text" in read_text(set_pdf(write(source), write("text")))


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 2000 + "x",
        "> " * 500 + "x",
        "<ul><li>" * 400 + "x",
        "[" * 1000 + "x" + "](a)" * 1000,
        "<table><tr><td colspan=999999>x",
        "x\x00\x0b\ufffe\ud800",
        "&#0;&#xD800;&#x110000; x",
        "x[^a]\n\n[^a]: [^a] and [^b]\n\n[^b]: [^a]",
    ],
)
def test_broken_markup_breaks_nothing(source: str) -> None:
    """Whatever is typed, both formats are made and have its words."""
    assert "x" in set_page(write(source)).find("main").get_text()
    assert "x" in read_text(set_pdf(write(source)))


# ---- headings and titles ---------------------------------------------------------------


def test_six_levels_of_headings_stay_six() -> None:
    """The title and five below it, on the page and in the PDF's outline."""
    page = read_cell_page("deep-headings")
    found = [
        (tag.name, tag.get_text()) for tag in page.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    ]
    assert found == [("h1", "A"), ("h2", "B"), ("h3", "C"), ("h4", "D"), ("h5", "E"), ("h6", "F")]
    depth, titles = 0, []
    with open_cell_pdf("deep-headings").open_outline() as outline:
        items = outline.root
        while items:
            depth += 1
            titles.append(items[0].title)
            items = items[0].children
    assert (depth, titles) == (5, ["B", "C", "D", "E", "F"])


@pytest.mark.parametrize(
    ("name", "title", "headings"),
    [
        ("title-repeats", "My analysis", []),
        ("heading-jump", "Only h3", []),
        ("h2-before-h1", "h2-before-h1", ["Intro", "Main"]),
        ("no-heading", "no-heading", []),
        ("empty-heading", "T", []),
        ("image-only-heading", "image-only-heading", []),
    ],
)
def test_the_title_is_said_once(name: str, title: str, headings: list[str]) -> None:
    """It is the first heading if that ranks highest, else the file's name; chapters stay."""
    page = read_cell_page(name)
    assert page.title.get_text() == page.h1.get_text() == title
    assert [tag.get_text() for tag in page.main.find_all(["h2", "h3", "h4"])] == headings
    text = read_text(open_cell_pdf(name))
    words = "".join(title.split())
    assert text.count(words) == 2  # above the text, and in the page's foot
    assert str(open_cell_pdf(name).docinfo.Title) == title


def test_a_notebook_of_a_page_is_a_page() -> None:
    """No cover, no list of contents, in either format."""
    cell = write("# T\n\n## A\n\ntext\n\n## B\n\ntext")
    pdf = set_pdf(cell)
    assert len(pdf.pages) == 1
    assert "Contents" not in read_text(pdf)
    assert read_cell_page("title-repeats").find("nav") is None


def test_a_long_notebook_lists_its_chapters() -> None:
    """From three pages on the PDF has contents, on the first page, with the text below them."""
    chapters = (write(f"## Chapter {n}\n\n" + "text and more of it. " * 400) for n in range(3))
    first = read_pages(set_pdf(write("# T\n\nLead."), *chapters))[0]
    assert first.startswith("TContentsChapter01Chapter1")
    assert "Lead.Chapter0textand" in first


def test_a_heading_with_a_link_has_a_plain_running_title() -> None:
    """The link stays in the heading; above the pages after it stand its words."""
    text = "text and more of it. " * 300
    cell = write(f"# T\n\n## See [the data](https://example.org/)\n\n{text}\n\n{text}")
    pages = read_pages(set_pdf(cell))
    assert pages[1].startswith("Seethedata")
    assert read_cell_page("heading-with-link").h1.a["href"] == "https://example.org/"
    assert list_addresses(open_cell_pdf("heading-with-link")) == ["https://example.org/"]


def test_metadata_and_front_matter_name_the_document() -> None:
    """Front matter goes before metadata; it is no text; the heading it repeats is not set."""
    front = "---\ntitle: My title\nauthor: [A. One, B. Two]\ndate: 2024-05-06\n---\n"
    cells = write(f"{front}\n# My Title\n\ntext")
    page = set_page(cells, title="other", authors=[{"name": "C"}])
    assert page.h1.get_text() == "My Title"
    assert page.find(class_="byline").get_text() == "A. One, B. Two · 2024-05-06"
    assert page.main.get_text().strip() == "text"
    pdf = set_pdf(new_raw_cell(front), write("text"))
    assert str(pdf.docinfo.Title) == "My title"
    assert str(pdf.docinfo.CreationDate).startswith("D:20240506")
    assert "title:" not in read_text(pdf)


@pytest.mark.parametrize("date", ["soon", "2024-13-45", ["x"], 5])
def test_a_date_that_is_none_breaks_nothing(date: Any) -> None:
    """The moment in the PDF is then that of a notebook without a date."""
    pdf = set_pdf(write(f"---\ndate: {date}\ntitle: T\n---\nx"))
    assert str(pdf.docinfo.CreationDate).startswith("D:20000101")


# ---- language --------------------------------------------------------------------------


def test_a_chinese_notebook_is_chinese() -> None:
    """Its language is found in the text; a line break between Chinese characters is no space."""
    page = read_cell_page("chinese")
    assert page.html["lang"] == "zh-CN"
    assert "共有三点：第一点" in page.get_text()
    assert str(open_cell_pdf("chinese").Root.Lang) == "zh-CN"
    cell = write("# 标题\n\n## 一\n\n正文\n\n## 二\n\n正文")
    assert set_page(cell).find("nav")["aria-label"] == "目录"


@pytest.mark.parametrize(
    ("cells", "meta", "language"),
    [
        ([write("English with 中文 in it")], {}, "en"),
        ([write("中文为主，用 pandas 和 DataFrame")], {}, "zh-CN"),
        ([write("English")], {"language": "zh"}, "zh-CN"),
        ([write("中文")], {"language": "python"}, "zh-CN"),
        ([write("---\nlang: en-GB\n---\n中文")], {}, "en"),
        ([write("日本語のテキストですから")], {}, "en"),
        ([new_code_cell('language: str = "zh"', metadata={"tags": ["parameters"]})], {}, "zh-CN"),
    ],
)
def test_the_language_is_found(cells: list[Node], meta: dict[str, Any], language: str) -> None:
    """In front matter, metadata, parameters or the text, in that order."""
    assert set_page(*cells, **meta).html["lang"] == language


# ---- cells that hide -------------------------------------------------------------------


def run(tags: list[str]) -> Node:
    """Make a code cell that printed something."""
    printed = new_output("stream", name="stdout", text="printed")
    return new_code_cell("source()", metadata={"tags": tags}, outputs=[printed])


@pytest.mark.parametrize(
    ("tag", "source", "output"),
    [
        ("other", True, True),
        ("remove-cell", False, False),
        ("scratch", False, False),
        ("remove-input", False, True),
        ("remove-output", True, False),
        ("hide-output", True, True),
        ("hide-cell", True, True),
    ],
)
def test_tags_of_jupyter_book_hold(tag: str, source: bool, output: bool) -> None:
    """What is removed is in no document; what is hidden is there, folded."""
    notebook = new_notebook(cells=[run([tag])])
    body, _ = HtmlExporter(show_code=True).from_notebook_node(notebook)
    assert ("source()" in body, "printed" in body) == (source, output)
    folds = BeautifulSoup(body, "html.parser").find_all("details")
    assert any("printed" in fold.get_text() for fold in folds) == tag.startswith("hide")
    assert ("printed" in read_text(set_pdf(run([tag])))) == output


def test_raw_cells_are_read_by_their_kind(caplog: pytest.LogCaptureFixture) -> None:
    """Markdown and HTML as such, without a kind as text; what is for LaTeX is left out and named."""
    cells = [
        new_raw_cell("*md*", metadata={"raw_mimetype": "text/markdown"}),
        new_raw_cell("<i>html</i><script>x</script>", metadata={"raw_mimetype": "text/html"}),
        new_raw_cell("as <it> stands"),
        new_raw_cell("\\newpage", metadata={"raw_mimetype": "text/latex"}),
    ]
    with caplog.at_level(logging.WARNING):
        main = set_page(*cells).find("main")
    assert [tag.get_text() for tag in main.find_all("em")] == ["md", "html"]
    assert main.find("script") is None
    assert "as <it> stands" in main.get_text()
    assert "newpage" not in main.get_text()
    assert "cell 4: a raw cell of the kind text/latex" in caplog.text


def test_prose_stays_where_only_a_part_has_nothing_to_list() -> None:
    """A section goes only if all it computed is nothing; one above a section that stays stays."""
    nothing = show_item(Prose(""))
    cells = (
        write("# a"),
        write("## b"),
        nothing,
        run([]),
        write("## c"),
        nothing,
        write("### d\n\nx"),
    )
    first, second, third = (show_item(Prose("")) for _ in range(3))
    cells = [write("# a"), write("## b"), first, run([]), write("## c"), second]
    cells += [write("### d\n\nx"), write("## e"), third]
    page = BeautifulSoup(HtmlExporter().from_notebook_node(make_notebook(*cells))[0], "html.parser")
    assert [tag.get_text() for tag in page.main.find_all(["h2", "h3", "h4"])] == list("abcd")


# ---- characters ------------------------------------------------------------------------


def test_common_characters_need_no_option(caplog: pytest.LogCaptureFixture) -> None:
    """Latin with accents, indices, arrows, mathematics, currency; what no font has is named once."""
    text = read_text(open_cell_pdf("glyphs"))
    for word in ("őšžąłğı", "x⁵₁₂", "Việt", "𝑥ℝ", "∑∫√∞≤≠≈∈∀∂⊂", "┌─┐│", "😀", "αβγδ", "Привет"):
        assert word in text
    # in the box of code, whose own font has it; drawn from the left, and so the other way round
    assert "عربي"[::-1] in text
    caplog.clear()
    PdfExporter().from_filename(CELLS / "glyphs.ipynb")
    (warning,) = [record.message for record in caplog.records if "no font" in record.message]
    assert "U+0928 न" in warning
    assert "U+0142" not in warning


@pytest.mark.parametrize("first", [0xA1, 0x100, 0x2070, 0x2190, 0x2200])
def test_whole_blocks_of_characters_are_set(first: int) -> None:
    """Latin-1, Extended-A, indices, arrows and operators, each character as itself."""
    import unicodedata

    codes = range(first, (first | 0x7F) + 1 if first != 0x2070 else 0x209D)
    letters = [chr(code) for code in codes if unicodedata.category(chr(code)) not in ("Cn", "Cf")]
    text = read_text(set_pdf(write("T\n\n`" + " ".join(letters) + "`")))
    assert [letter for letter in letters if letter not in text and not letter.isspace()] == []


def test_silent_characters_are_no_code_points() -> None:
    """A variant's number, a joiner and a mark of order have no shape, and no name either."""
    assert "a⚠bc" in read_text(set_pdf(write("a⚠\ufe0fb\u200d\u200ec")))
