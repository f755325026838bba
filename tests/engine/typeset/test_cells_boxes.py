"""Printed text, tracebacks and code of notebooks: boxes on the page and in the PDF."""

import io
import re
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pikepdf
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from pdf_text import read_text

from report138 import style
from report138.engine.typeset import blocks as b
from report138.engine.typeset.code_boxes import CODE_COLOURS, colour_code, find_fence_language
from report138.engine.typeset.contrast import make_readable, measure_contrast
from report138.engine.typeset.document import Document, read_document
from report138.engine.typeset.html import HtmlExporter
from report138.engine.typeset.pdf import PdfExporter
from report138.engine.typeset.terminal import read_terminal

CELLS = Path(__file__).parents[2] / "cells"


def read_cells(name: str) -> Any:
    """Read one of the smallest notebooks."""
    return nbformat.read(CELLS / f"{name}.ipynb", as_version=4)


def write(source: str) -> Any:
    """Make a notebook of one Markdown cell."""
    return new_notebook(cells=[new_markdown_cell(source)])


def run(*outputs: Any, language: str = "en", source: str = "x") -> Any:
    """Make a notebook whose one cell has these outputs."""
    notebook = new_notebook(cells=[new_code_cell(source, outputs=list(outputs))])
    notebook.metadata["report138"] = {"language": language}
    return notebook


def output(text: str, name: str = "stdout") -> Any:
    """Make a stream output."""
    return new_output("stream", name=name, text=text)


def set_page(notebook: Any, **options: Any) -> BeautifulSoup:
    """Export a notebook as a page, and parse it as browsers do."""
    return BeautifulSoup(HtmlExporter(**options).from_notebook_node(notebook)[0], "lxml")


def set_paper(notebook: Any, **options: Any) -> pikepdf.Pdf:
    """Export a notebook as a PDF."""
    return pikepdf.open(io.BytesIO(PdfExporter(**options).from_notebook_node(notebook)[0]))


def list_boxes(document: Document) -> list[b.Code]:
    """List a document's boxes."""
    return [block for block in document.blocks if isinstance(block, b.Code)]


def read_plain(text: str) -> str:
    """Return what a terminal shows of a text, without styles."""
    lines, _ = read_terminal(text)
    return "\n".join("".join(run.text for run in line) for line in lines)


def list_colours(pdf: pikepdf.Pdf) -> set[str]:
    """List the colours that a PDF's pages fill with, as #rrggbb."""
    found = set()
    for page in pdf.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in ("rg", "scn") and len(operands) == 3:
                found.add("#" + "".join(f"{round(float(one) * 255):02x}" for one in operands))
    return found


# ---- what a terminal shows -------------------------------------------------------------------


def test_ansi_colours_are_styles_and_no_escape_is_left() -> None:
    """Bold red and green words are so in both formats."""
    page = set_page(read_cells("ansi"))
    red, green = page.main.pre.find_all("span")
    assert (red.text, red["class"], green.text) == ("red", ["bold"], "green")
    assert "color:#b02a2a" in red["style"]
    assert page.main.pre.text == "red plain green"
    pdf = set_paper(read_cells("ansi"))
    assert "redplaingreen" in read_text(pdf)
    assert "#b02a2a" in list_colours(pdf)


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("10%\r50%\r100%\n", "100%"),
        ("long line\rab\n", "abng line"),
        ("long line\r\x1b[Kab\n", "ab"),
        ("long\x1b[2K\rab\n", "ab"),
        ("ab\bc\n", "ac"),
        ("\b\b\bx", "x"),
        ("a\r\nb\r\n", "a\nb"),
        ("a\tb", "a       b"),
        ("a\x00b\x07c\x1fd\ufffe", "abcd"),
        ("\x1b]8;;http://a.b\x07name\x1b]8;;\x07 \x1b[2J\x1b[10;20Hx\x1b(B\x1b7", "name x"),
        ("end\x1b", "end"),
        ("end\x1b[", "end"),
        ("a\n\n\n", "a"),
    ],
)
def test_controls_do_what_they_do_in_a_terminal(printed: str, shown: str) -> None:
    """Carriage returns, backspaces and erasing are applied; the rest is dropped."""
    assert read_plain(printed) == shown


@pytest.mark.parametrize(
    ("code", "style_of_it"),
    [
        ("31", "ink:#b02a2a,"),
        ("91", "ink:#b02a2a,"),
        ("38;5;196", "ink:#"),
        ("38;2;0;0;0", "ink:#000000,"),
        ("1;3;4", "bold italic underline"),
        ("41", "fill:#"),
        ("7", "fill:#"),
        ("38;5", ""),
        ("38;2;1", ""),
        ("99;1000;;", ""),
    ],
)
def test_sgr_codes_are_styles(code: str, style_of_it: str) -> None:
    """16, 256 and all colours, attributes; what is broken is nothing."""
    (line,), _ = read_terminal(f"\x1b[{code}mx")
    assert line[0].style.startswith(style_of_it)
    assert bool(line[0].style) == bool(style_of_it)


def test_a_style_holds_until_it_is_reset() -> None:
    """It goes on over the end of a line."""
    lines, _ = read_terminal("\x1b[1ma\nb\x1b[0mc")
    assert [[(run.text, run.style) for run in line] for line in lines] == [
        [("a", "bold")],
        [("b", "bold"), ("c", "")],
    ]


@pytest.mark.parametrize("code", [f"38;5;{n}" for n in range(0, 256, 5)] + ["43;33", "47;37", "7"])
def test_every_colour_is_readable_on_light_and_dark(code: str) -> None:
    """Text has 4.5:1 against its own ground, or the box's."""
    (line,), _ = read_terminal(f"\x1b[{code}mx")
    words = dict(word.split(":") for word in line[0].style.split() if ":" in word)
    inks = words["ink"].split(",")
    grounds = words.get("fill", f"{style.TINT},{style.DARK[style.TINT]}").split(",")
    for ink, ground in zip(inks, grounds, strict=True):
        assert measure_contrast(ink, ground) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21:1, #767676 the first grey of 4.5:1."""
    assert measure_contrast("#000000", "#ffffff") == pytest.approx(21)
    assert measure_contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert make_readable("#767676", "#ffffff") == "#767676"


def test_progress_bars_show_their_last_state() -> None:
    """In both formats."""
    assert set_page(read_cells("carriage-return")).main.pre.text == "100%\nac"
    text = read_text(set_paper(read_cells("carriage-return")))
    assert "100%ac" in text
    assert "50%" not in text


def test_control_characters_are_dropped() -> None:
    """In prose and outputs, in both formats."""
    page = set_page(read_cells("control-chars"))
    assert page.main.pre.text == "abc"
    assert "U+" not in read_text(set_paper(read_cells("control-chars")))


def test_streams_that_follow_each_other_are_one_box() -> None:
    """Two of stdout are one; stderr between them is left out and parts them."""
    document = read_document(
        run(output("a\n"), output("b\n"), output("e\n", "stderr"), output("c"))
    )
    assert [box.text for box in list_boxes(document)] == ["a\nb", "c"]


# ---- limits ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"), [("en", "… 4,312 more lines"), ("zh", "… 还有 4,312 行")]
)
def test_long_outputs_end_after_a_limit(language: str, words: str) -> None:
    """The box says how much more there was, and the build warns."""
    notebook = run(output("\n".join(map(str, range(6312)))), language=language)
    page = set_page(notebook)
    assert page.main.pre.text.splitlines()[-1] == "1999"
    assert page.main.find("p", class_="label").text == words
    assert read_document(notebook).warnings == [
        "cell 1: a long output: 4,312 of 6,312 lines left out"
    ]


def test_the_limit_of_lines_can_be_set() -> None:
    """Of both exporters."""
    notebook = run(output("a1\nb2\nc3"))
    assert set_page(notebook, max_lines=2).main.pre.text == "a1\nb2"
    assert "a1b2…1moreline" in read_text(set_paper(notebook, max_lines=2))


def test_a_line_without_end_is_cut() -> None:
    """Ten thousand characters are shown, the rest is counted."""
    assert read_plain("x" * 1_000_000).endswith("x … +190,000")


@pytest.mark.parametrize("printed", ["x" * 20_000_000, "1%\r" * 5_000_000, "\r" * 5_000_000])
def test_an_output_of_millions_of_characters_is_read_in_seconds(printed: str) -> None:
    """However it is made."""
    start = time.process_time()
    set_page(run(output(printed), output(printed, "stderr")))
    assert time.process_time() - start < 20


def test_a_pdf_s_time_grows_with_its_lines() -> None:
    """Four times the lines take less than eight times as long."""
    took = []
    for count in (2_000, 8_000):
        notebook = run(output("\n".join(f"line {n}" for n in range(count))))
        start = time.process_time()
        set_paper(notebook, max_lines=100_000)
        took.append(time.process_time() - start)
    assert took[1] < 8 * took[0]


@pytest.mark.parametrize("name", ["long-line", "long-line-code", "long-word"])
def test_long_lines_and_words_break_inside_the_page(name: str) -> None:
    """No letter is cut at the page's edge, and all can be found by a search."""
    pdf = PdfExporter().from_notebook_node(read_cells(name))[0]
    source = "".join(re.findall(r"[wxy]{40,}", (CELLS / f"{name}.ipynb").read_text()))
    text = read_text(pikepdf.open(io.BytesIO(pdf)))
    assert sum(text.count(letter) for letter in "wxy") >= len(source)
    assert max(list_right_edges(pdf)) <= 183 / 25.4 * 72 + 1  # 210 mm less the margin


def list_right_edges(pdf: bytes) -> list[float]:
    """List where the words of a PDF end, in points."""
    import shutil
    import subprocess

    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not there")
    words = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    return [float(one) for one in re.findall(r'xMax="([\d.]+)"', words)]


# ---- errors and stderr -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "label"), [("en", "Error: ValueError"), ("zh", "错误：ValueError")]
)
def test_a_traceback_is_a_box_that_is_named(language: str, label: str) -> None:
    """The prose of its section stays, and no escape is left."""
    notebook = read_cells("out-error")
    notebook.metadata["report138"] = {"language": language}
    page = set_page(notebook)
    assert page.main.find(class_="error").p.text == label
    assert page.main.find(class_="error").pre.text == "ValueError: bad"
    assert "prose that vanishes" in page.main.text
    assert "ValueError:bad" in read_text(set_paper(notebook))


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        ({"ename": "E", "evalue": "v", "traceback": []}, "Error: EE: v"),
        ({"ename": "", "evalue": "", "traceback": []}, "Error"),
        ({"ename": "E", "evalue": "<script>", "traceback": ["<b>x</b>"]}, "Error: E<b>x</b>"),
    ],
)
def test_an_error_is_never_an_empty_box(about: dict[str, Any], shown: str) -> None:
    """Without a traceback its name and value stand there, as text."""
    notebook = run(new_output("error", **about))
    assert set_page(notebook).main.find(class_="error").text == shown
    set_paper(notebook)


def test_stderr_is_left_out_and_counted() -> None:
    """By default; prose and heading of its section stay."""
    notebook = read_cells("out-stderr")
    assert "FutureWarning" not in set_page(notebook).text
    assert "prose that vanishes" in set_page(notebook).main.text
    document = read_document(notebook)
    assert (document.warnings, document.remarks) == ([], ["cell 2: stderr left out: 1 line"])


def test_stderr_is_shown_on_request() -> None:
    """Labelled, in both formats."""
    notebook = read_cells("out-stderr")
    box = set_page(notebook, show_stderr=True).main.find(class_="stderr")
    assert (box.p.text, box.pre.text) == ("stderr", "FutureWarning: x")
    assert "stderrFutureWarning:x" in read_text(set_paper(notebook, show_stderr=True))


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (
            {"城市": "义乌", "n": [1, None]},
            '{\n  "城市": "义乌",\n  "n": [\n    1,\n    null\n  ]\n}',
        ),
        (["a", "b"], '[\n  "a",\n  "b"\n]'),
        ("</pre><b>x", '"</pre><b>x"'),
    ],
)
def test_json_is_shown_unfolded(data: Any, shown: str) -> None:
    """What JupyterLab lets one unfold stands in a box, as text."""
    object_ = {"application/json": data, "text/plain": "<IPython.core.display.JSON object>"}
    notebook = run(new_output("display_data", data=object_))
    assert set_page(notebook).main.find("pre").text == shown
    assert "".join(shown.split()) in read_text(set_paper(notebook))
    assert read_document(notebook).warnings == []


# ---- code ------------------------------------------------------------------------------------


def test_fenced_code_has_the_colours_of_its_language() -> None:
    """Keywords and comments are marked, in both formats; the text is as it was."""
    page = set_page(read_cells("code-fence-lang"))
    assert page.main.pre.text == "def f(x):\n    return x  # 注释"
    assert [one.text for one in page.main.find_all(class_="kw")] == ["def", "return"]
    assert page.main.find(class_="com").text == "# 注释"
    pdf = set_paper(read_cells("code-fence-lang"))
    assert "deff(x):returnx#注释" in read_text(pdf)
    assert CODE_COLOURS["str"][0] not in list_colours(pdf)
    assert CODE_COLOURS["fn"][0] in list_colours(pdf)


@pytest.mark.parametrize(
    ("info", "language"),
    [
        ("python", "python"),
        ("{python}", "python"),
        ("{code-cell} ipython3", "ipython3"),
        ("{.r echo=false}", "r"),
        ("", ""),
    ],
)
def test_a_fence_names_its_language(info: str, language: str) -> None:
    """In the spellings of Markdown, R Markdown and MyST."""
    assert find_fence_language(info) == language


@pytest.mark.parametrize("language", ["", "nonsense", "text"])
def test_code_of_no_known_language_has_no_colours(language: str) -> None:
    """It is shown as it is."""
    assert colour_code("def f(): pass", language) == []


def test_colours_change_no_letter_of_code() -> None:
    """Runs joined are the code, blank lines and all."""
    code = "\n\n  x = 'a\n\nb'\n\tif x:\n"
    lines = colour_code(code, "python")
    assert "\n".join("".join(run.text for run in line) for line in lines) == code


@pytest.mark.parametrize("name", CODE_COLOURS)
def test_colours_of_code_are_readable(name: str) -> None:
    """4.5:1 on the tint, light and dark."""
    light, dark = CODE_COLOURS[name]
    assert measure_contrast(light, style.TINT) >= 4.5
    assert measure_contrast(dark, style.DARK[style.TINT]) >= 4.5


def test_the_code_of_cells_can_be_had_in_the_pdf() -> None:
    """With show_code, before what it printed, and not without."""
    notebook = read_cells("code-in-pdf")
    assert "Codeprint(1+1)2" in read_text(set_paper(notebook, show_code=True))
    assert "print(" not in read_text(set_paper(notebook))


def test_the_language_of_cells_is_the_notebook_s() -> None:
    """An R notebook is coloured as R."""
    notebook = run(source="x <- function(a) NULL")
    notebook.metadata["kernelspec"] = {"language": "R", "name": "ir", "display_name": "R"}
    page = set_page(notebook, show_code=True)
    assert page.main.find(class_="kw").text == "function"


def test_code_is_tagged_as_code_in_the_pdf() -> None:
    """Screen readers are told what it is."""
    pdf = set_paper(write("```python\nx = 1\n```"))
    kinds = {
        str(item.S)
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary)
        and "/S" in item
        and isinstance(item.S, pikepdf.Name)
    }
    assert "/Code" in kinds


def test_a_long_box_goes_on_over_pages() -> None:
    """Its lines stand on the pages in order, none of them twice."""
    text = read_text(set_paper(run(output("\n".join(f"n{n}." for n in range(300))))))
    places = [text.index(f"n{n}.") for n in range(300)]
    assert all(one < other for one, other in pairwise(places))


def test_nothing_printed_can_be_markup() -> None:
    """HTML and Typst code in an output are text."""
    hostile = '<script>alert(1)</script> #panic(1) $x$ \x1b[31;"onload=1m<b>\x1b[0m'
    page = set_page(run(output(hostile)))
    assert page.find(["script", "b"]) is None
    assert "#panic(1)$x$" in read_text(set_paper(run(output(hostile))))


@pytest.mark.parametrize(
    "bad",
    [
        {"output_type": "stream"},
        {"output_type": "stream", "name": None, "text": ["a", None, 5]},
        {"output_type": "error"},
        {"output_type": "error", "ename": 5, "evalue": None, "traceback": "text"},
        {"output_type": "display_data", "data": {"text/plain": ["a", "b"]}},
        {},
    ],
)
def test_a_malformed_output_is_survived(bad: dict[str, Any]) -> None:
    """Keys that lack, types that are wrong."""
    notebook = run()
    notebook.cells[0].outputs = [nbformat.from_dict(bad)]
    assert read_document(notebook).language == "en"
