"""The PDF of a small report: tagged, archived, with embedded fonts, and data as text."""

import io
import re
from collections import Counter
from pathlib import Path

import nbformat
import pikepdf
import pytest
from executed import Node, make_notebook, make_report, show, write
from nbformat.v4 import new_code_cell, new_notebook
from pdf_text import read_text
from sample import HOSTILE, HOSTILE_NAME
from warm_run import KERNEL

from report138.engine.documents.rendering import render_document
from report138.engine.errors import NotebookError
from report138.engine.plan.catalog import Framework
from report138.engine.plan.job import Job
from report138.engine.plan.reports_yaml import ReportPlan
from report138.engine.typeset.document import read_document
from report138.engine.typeset.pdf import PdfExporter
from report138.engine.typeset.pdf import set_pdf as compile_pdf
from report138.view.report import Report

Reports = dict[str, Report]
HOUSE_FONTS = {"NotoSansSC-Regular", "NotoSansSC-SemiBold", "NotoSerifSC-Regular"}
ALLOWED_FONTS = {*HOUSE_FONTS, "DejaVuSansMono"}


def set_pdf(notebook: Node) -> pikepdf.Pdf:
    """Export a notebook and open the PDF."""
    body, _ = PdfExporter().from_notebook_node(notebook)
    return pikepdf.open(io.BytesIO(body))


@pytest.fixture(scope="module")
def pdfs(tiny_reports: Reports) -> dict[str, pikepdf.Pdf]:
    """The small report on the tiny framework, in both languages."""
    return {code: set_pdf(make_report(report)) for code, report in tiny_reports.items()}


@pytest.fixture(scope="module")
def pdf(pdfs: dict[str, pikepdf.Pdf]) -> pikepdf.Pdf:
    """The English one."""
    return pdfs["en"]


def list_structure(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """List every structure element of a tagged PDF."""
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and "/S" in item and "/P" in item and "/K" in item
    ]


def squeeze(text: str) -> str:
    """Drop white space, as the reading of a PDF's text does."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(("language", "code"), [("zh", "zh-CN"), ("en", "en-GB")])
def test_the_language_is_stated(pdfs: dict[str, pikepdf.Pdf], language: str, code: str) -> None:
    """A screen reader learns from the catalogue which language to speak."""
    assert str(pdfs[language].Root.Lang).lower() == code.lower()


def test_the_pdf_is_tagged(pdf: pikepdf.Pdf) -> None:
    """Marked, with a structure tree of headings, tables, figures and paragraphs."""
    assert bool(pdf.Root.MarkInfo.Marked)
    kinds = Counter(str(item.S) for item in list_structure(pdf))
    assert kinds["/Table"] == 5
    assert kinds["/Figure"] == 2  # the matrix shown again is a reference
    assert {"/H1", "/TH", "/TD", "/Caption", "/Link"} <= set(kinds)
    assert "/StructTreeRoot" in pdf.Root


def test_figures_have_their_alt_text(pdf: pikepdf.Pdf) -> None:
    """Each figure says in words what it shows: every track and scenario of the matrix."""
    texts = [str(item.Alt) for item in list_structure(pdf) if item.S == "/Figure"]
    assert any("Book bus: Lending level 1, Repair level 3" in text for text in texts)
    assert all(texts)


def test_the_pdf_claims_its_standards(pdf: pikepdf.Pdf) -> None:
    """The metadata claim PDF/A-2a and PDF/UA-1, which the compiler has checked."""
    claims = read_metadata(pdf)
    assert (claims["pdfaid:part"], claims["pdfaid:conformance"]) == ("2", "A")
    assert claims["pdfuaid:part"] == "1"
    title = re.sub(r"<[^>]*>|\s", "", claims["dc:title"])
    assert (title[:11], title[-1]) == ("Openlibrary", "S")
    assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def read_metadata(pdf: pikepdf.Pdf) -> dict[str, str]:
    """Read the simple properties of the XMP metadata without touching them."""
    raw = pdf.Root.Metadata.read_bytes().decode()
    return dict(re.findall(r"<((?:pdfaid|pdfuaid|dc):\w+)>(.*?)</\1>", raw, flags=re.DOTALL))


def test_the_date_is_that_of_the_data(pdf: pikepdf.Pdf) -> None:
    """Nothing in the file tells when it was rendered."""
    raw = pdf.Root.Metadata.read_bytes().decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", raw)) == {"2020-02-29T00:00:00"}
    dates = [str(pdf.docinfo[key]) for key in pdf.docinfo if "Date" in key]
    assert dates
    assert all(date.startswith("D:20200229") for date in dates)


def test_fonts_are_embedded_subsets(pdfs: dict[str, pikepdf.Pdf]) -> None:
    """Only the three fonts of the house and Typst's monospace, each cut down and inside."""
    for pdf in pdfs.values():
        fonts = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        names = {str(font.FontName).lstrip("/") for font in fonts}
        assert {name.split("+")[-1] for name in names} <= ALLOWED_FONTS
        assert {name.split("+")[-1] for name in names} >= HOUSE_FONTS
        assert all(re.match(r"[A-Z]{6}\+", name) for name in names)
        assert all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_name_and_quote_is_text(
    pdfs: dict[str, pikepdf.Pdf], tiny_reports: Reports, language: str
) -> None:
    """Names and directly coded quotes can be searched for and copied."""
    text, report = read_text(pdfs[language]), tiny_reports[language]
    for name in report.names.values():
        assert squeeze(name) in text
    for quote in report.fills[report.fills["basis"] == "direct"]["quote_zh"]:
        assert squeeze(quote) in text
    assert "\ufffd" not in text


def test_chapters_are_bookmarks(pdf: pikepdf.Pdf) -> None:
    """The outline has the chapters with their sections, and at its end the colophon."""
    with pdf.open_outline() as outline:
        titles = [(item.title, inner.title) for item in outline.root for inner in item.children]
        chapters = [item.title for item in outline.root]
    assert chapters[:2] == ["One", "Three"]
    assert titles[0] == ("One", "Two")
    assert "Colophon" in (chapters[-1], titles[-1][1])


def test_the_matrix_leads_to_the_evidence(pdf: pikepdf.Pdf) -> None:
    """The six cells of the figure lead to six entries, and those with evidence back."""
    number = {page.obj.objgen: position for position, page in enumerate(pdf.pages)}
    jumps = [
        [
            (float(link.Dest[2]), float(link.Dest[3]), number[link.Dest[0].objgen])
            for link in page.get("/Annots", [])
            if isinstance(link.get("/Dest"), pikepdf.Array)
        ]
        for page in pdf.pages
    ]
    _, matrix, ledger, *_ = jumps
    assert len(matrix) == len(set(matrix)) == 6
    assert {page for *_, page in matrix} == {2}  # the third page, with ledger and empty cells
    assert len(ledger) == 4  # R1-C3 has evidence in the second reading alone
    assert {page for *_, page in ledger} == {1}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_code_in_data_is_set_as_text(hostile_reports: Reports, language: str) -> None:
    """Nothing in names, notes, quotes or explanations is taken for markup."""
    text = read_text(set_pdf(make_report(hostile_reports[language])))
    assert text.count(squeeze(f"{HOSTILE_NAME} C1")) >= 4
    # driver in figure and table, note in the ledger, prose, explanation
    assert text.count(squeeze(HOSTILE)) >= 4


def test_markup_in_markdown_is_set_as_text() -> None:
    """Typst's own marks in a notebook's prose are characters."""
    source = "# #panic(1) \\$a$\n\n#let x = 1; @ref <label> = [a] `#b` \\* //c"
    text = read_text(set_pdf(make_notebook(write(source), title="#t $u$ <v>")))
    assert "#panic(1)$a$" in text
    assert "#letx=1;@ref<label>=[a]#b*//c" in text
    assert "#t$u$<v>" in text


def test_a_missing_glyph_is_set_as_its_number() -> None:
    """Arabic in a heading and a sentence stands as U+0627, and nothing fails; code has a font."""
    stream = show({"text/plain": "printed ا"})
    text = read_text(set_pdf(make_notebook(write("# head ا\n\nword ا"), stream, title="T ا")))
    for word in ("head", "word", "T"):
        assert f"{word}U+0627" in text
    assert "printedا" in text


def test_chinese_that_a_cell_prints_is_set() -> None:
    """Code and output are set in a typeface without Chinese, which then lends it from the other."""
    printed = show({"text/plain": "['义乌', 138]"})
    assert "['义乌',138]" in read_text(set_pdf(make_notebook(write("# One"), printed)))


def test_a_plain_notebook_can_be_set() -> None:
    """Lists, quotes, code, tables and rules of any notebook make a valid PDF."""
    source = "# a\n\n- b\n  - c\n\n1. d\n\n> e\n\n```\nf\n```\n\n| g |\n|---|\n| h |\n\n---\n\n[i](https://j.k)"
    text = read_text(set_pdf(make_notebook(write(source))))
    assert all(letter in text for letter in "abcdefghi")


def test_the_same_notebook_makes_the_same_bytes(tiny_reports: Reports) -> None:
    """Two exports of one notebook are equal to the last byte."""
    notebook = make_report(tiny_reports["en"])
    first, second = (PdfExporter().from_notebook_node(notebook)[0] for _ in range(2))
    assert first == second


def test_what_cannot_be_set_is_named() -> None:
    """A document without a title fails the check of accessibility: the message passes it on."""
    document = read_document(make_notebook())
    document.meta["title"] = ""
    with pytest.raises(NotebookError, match="the PDF could not be set"):
        compile_pdf(document)


def test_the_notebook_of_what_cannot_be_set_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has run to its end, and can be opened to see what it shows."""
    monkeypatch.setattr(
        "report138.engine.typeset.pdf.STANDARDS", ["a-1a", "a-2a"]
    )  # no file is both
    shown = {"text/plain": "words"}
    code = f"from IPython.display import display\ndisplay({shown}, raw=True)"
    path = tmp_path / "n.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell(code)], metadata=KERNEL), path)
    plan = ReportPlan("r", (path,), {"en": "", "zh": ""}, ("pdf",), {}, {})
    job = Job(plan, Framework("tiny", tmp_path), "en", ("pdf",), {"language": "en"})
    with pytest.raises(NotebookError, match="the PDF could not be set"):
        render_document(job, tmp_path, lambda *_: None)
    (kept,) = (tmp_path / "failed").glob("*/*.ipynb")
    assert nbformat.read(kept, as_version=4).cells[-1].outputs[0].data == shown
