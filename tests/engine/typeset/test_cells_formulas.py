"""Formulas of notebooks: MathML on the page, equations in the PDF, and nothing that runs."""

import io
import re
from pathlib import Path
from typing import Any

import nbformat
import pikepdf
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from pdf_text import read_pages, read_text

from report138.engine.typeset import blocks as b
from report138.engine.typeset.document import read_document
from report138.engine.typeset.formulas import find_formulas, make_formula
from report138.engine.typeset.html import HtmlExporter
from report138.engine.typeset.markdown import parse_markdown
from report138.engine.typeset.mathml import _keep_attributes, describe, parse_tex
from report138.engine.typeset.pdf import PdfExporter
from report138.engine.typeset.read_output import Reading

CELLS = Path(__file__).parents[2] / "cells"
# Statistics, calculus, matrices, alignment, Chinese, accents, alphabets, operators, limits.
TYPICAL = r"""
\hat\beta_1 = (X^T X)^{-1} X^T y
s^2 = \frac{1}{n-1}\sum_{i=1}^n (x_i - \bar{x})^2
P(A \mid B) = \frac{P(B \mid A)\,P(A)}{P(B)}
\operatorname*{arg\,max}_{\theta} \mathcal{L}(\theta)
\begin{pmatrix} a & b \\ c & d \end{pmatrix}
\left[\begin{array}{cc|c} 1 & 2 & 3 \\ 4 & 5 & 6 \end{array}\right]
f(x) = \begin{cases} 1 & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}
\text{增长率} = \left(\frac{\text{期末值}}{\text{期初值}} - 1\right) \times 100\%
\lim_{x \to 0} \frac{\sin x}{x} = 1
\int_{-\infty}^{\infty} e^{-x^2} dx = \sqrt{\pi}
\sqrt[3]{x+y}
{}_nC_k = \binom{n}{k} = \frac{n!}{k!(n-k)!}
\tilde{x} \vec{x} \ddot{x} \overline{abc} \widehat{abc}
\overbrace{a+b+c}^{n} \underbrace{x+y}_{\text{sum}}
\mathbb{R}^n \mathfrak{g} \mathscr{L} \mathtt{code}
X_n \xrightarrow{d} \mathcal{N}(0,1)
\begin{aligned} a &= b \\ c &= d \end{aligned}
\begin{gather*} a = b \\ c = d \end{gather*}
\begin{eqnarray} a &=& b \\ c &=& d \end{eqnarray}
\begin{align} a &= b \tag{1} \\ c &= d \label{eq:x} \end{align}
\sum_{\substack{0 < i < m \\ 0 < j < n}} P(i,j)
\left. \frac{df}{dx} \right|_{x=0}
\ce{H2O} + \mathrm{CO_2}
\boxed{E=mc^2} \cancel{x} \phantom{x}
a \bmod b \pmod{n} \not= \notin
""".strip().splitlines()


def read_cells(name: str) -> Any:
    """Read one of the smallest notebooks."""
    return nbformat.read(CELLS / f"{name}.ipynb", as_version=4)


def write(*sources: str) -> Any:
    """Make a notebook of Markdown cells."""
    return new_notebook(cells=[new_markdown_cell(source) for source in sources])


def show(*data: dict[str, Any]) -> Any:
    """Make a notebook whose one cell displays these."""
    outputs = [new_output("display_data", data=one) for one in data]
    return new_notebook(cells=[new_code_cell("x", outputs=outputs)])


def set_page(notebook: Any) -> BeautifulSoup:
    """Export a notebook as a page, and parse it as browsers do."""
    return BeautifulSoup(HtmlExporter().from_notebook_node(notebook)[0], "lxml")


def set_paper(notebook: Any) -> pikepdf.Pdf:
    """Export a notebook as a PDF."""
    return pikepdf.open(io.BytesIO(PdfExporter().from_notebook_node(notebook)[0]))


def list_alts(pdf: pikepdf.Pdf) -> list[str]:
    """List the texts that stand for formulas in a PDF's structure, in any order."""
    return sorted(
        str(item.Alt)
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Formula"
    )


def list_formulas(source: str) -> list[tuple[str, bool]]:
    """List the TeX of a Markdown text's formulas, and whether each has a line of its own."""
    found = b.walk(parse_markdown(source, Reading("zh")))
    return [(one.tex, one.display) for one in found if isinstance(one, b.Formula)]


def test_formulas_within_a_line_are_mathml_and_escaped_dollars_are_money() -> None:
    """Stars and underscores of a formula are no Markdown."""
    page = set_page(read_cells("math-inline"))
    first, second = page.main.find_all("math")
    assert first.find("mover").text == "β^"
    assert [one.text for one in second.find_all("mo")] == ["∗", "∗"]
    assert page.main.find("em") is None
    assert page.main.p.text.endswith("and $5 and $6.")


def test_formulas_within_a_line_are_equations_with_words_in_the_pdf() -> None:
    """The PDF has tagged formulas, each with a text that says it."""
    pdf = set_paper(read_cells("math-inline"))
    assert list_alts(pdf) == ["a_i∗b_j∗c", "hat(β)_1 = (X^TX)^(−1)X^Ty"]
    assert "$5and$6." in read_text(pdf)


def test_formulas_on_lines_of_their_own() -> None:
    """$$ and \\begin{equation} stand as blocks; rows are aligned at &."""
    page = set_page(read_cells("math-display"))
    aligned, simple = page.main.find_all("math", display="block")
    assert [len(row.find_all("mtd")) for row in aligned.find_all("mtr")] == [2, 2]
    assert simple.text == "E=mc2"
    assert "\\" not in page.main.text
    assert list_alts(set_paper(read_cells("math-display"))) == [
        "E = mc^2",
        "y = Xβ + ϵ; ϵ ∼ N(0,σ^2)",
    ]


def test_latex_outputs_are_formulas() -> None:
    """What sympy displays is set on a line of its own."""
    page = set_page(read_cells("out-latex"))
    assert page.main.find("math", display="block").mfrac.text == "12"
    assert list_alts(set_paper(read_cells("out-latex"))) == ["1/2"]


@pytest.mark.parametrize("tex", TYPICAL)
def test_typical_formulas_are_known(tex: str) -> None:
    """Each has a tree without a command left in it."""
    tree = parse_tex(tex, display=True)
    assert tree is not None
    assert "\\" not in describe(tree)


def test_typical_formulas_are_set() -> None:
    """All compile in one PDF, within lines and on their own."""
    pdf = set_paper(write(*[f"${tex}$ and $${tex}$$" for tex in TYPICAL]))
    assert len(list_alts(pdf)) == 2 * len(TYPICAL)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("costs $5 and $10 each", []),
        ("US$3 to US$4", []),
        ("$5 is more than $x$", [("x", False)]),
        ("$ x $ with blanks", [("x", False)]),
        ("$x$1 and $10^{5}$", [("x", False), ("10^{5}", False)]),
        (r"\$a$ b", []),
        ("`$x$` and ``$y`$``", []),
        ("```\n$x$\n```\n\n~~~\n$y$\n~~~", []),
        ("`a$` costs b$", []),
        ("```\na$\n```\nthen $x$", [("x", False)]),
        ("    $x$", []),
        ("$a\n\nb$", []),
        ("$\\text{a $b$ c}$", [("\\text{a $b$ c}", False)]),
        (r"\\(x\\) and \(y_1\)", [("x", False), ("y_1", False)]),
        (r"\\[x\\]", [("x", True)]),
        (r"see \[1\] and \[a link\]", []),
        ("\\begin{itemize} x \\end{itemize}", []),
        ("- a\n\n  $$\n  x\n  $$", [("x", True)]),
        ("> $$\n> a > b\n> $$", [("a > b", True)]),
        ("# $a_1*b*c_2$", [("a_1*b*c_2", False)]),
        ("|h|\n|-|\n|$P(A|B)$|", [("P(A|B)", False)]),
        ("**bold $x_1$** [$y$](http://a.b)", [("x_1", False), ("y", False)]),
        ("$$$$ and $$ and $", []),
    ],
)
def test_delimiters_are_read_as_jupyterlab_reads_them(
    source: str, expected: list[tuple[str, bool]]
) -> None:
    """Formulas are found everywhere but in code, and money is none."""
    assert list_formulas(source) == expected


def test_what_looks_like_a_formula_in_code_or_an_address_stays_as_written() -> None:
    """Formulas put aside come back as they were, not as marks."""
    page = set_page(write("[a $x$](http://x.org/$a$b)\n\n    $y$ = 1"))
    assert page.main.a["href"] == "http://x.org/$a$b"
    assert page.main.pre.text == "$y$ = 1"


RATE = r"Growth $\frac{\alpha_1}{\beta^2}$ of trade"


def set_long_article(*headings: str) -> Any:
    """Write sections of two pages each below a title, which an article lists in its contents."""
    return write("# T", *(f"# {heading}\n\n" + "words\n\n" * 90 for heading in headings))


def test_contents_have_a_headings_formula_set_as_one() -> None:
    """On the page and on paper, and in the line at the head of the pages that follow."""
    notebook = set_long_article(RATE, "Another")
    page = set_page(notebook)
    (listed,) = page.select("nav.contents math")
    assert page.main.h2.math is not None
    assert (listed.mfrac.text, listed["aria-label"]) == ("α1β2", "(α_1)/(β^2)")
    first, second, *_ = read_pages(set_paper(notebook))
    assert "^" not in first + second and "𝛼" in first[: first.index("Another")]
    assert "𝛼" in second


def test_the_outline_of_a_pdf_says_a_headings_formula_in_words() -> None:
    """It can show text alone; a fraction is not said as a product, and others stay."""
    with set_paper(set_long_article("One", RATE, "Another")).open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles == ["One", "Growth (α_1)/(β^2) of trade", "Another"]


def test_the_foot_of_a_page_has_a_titles_formula_set_as_one() -> None:
    """As its title has it."""
    (page,) = read_pages(set_paper(write("# The slope $x^2$\n\nwords")))
    assert page.count("𝑥2") == 2
    assert "^" not in page


def test_a_heading_uses_the_commands_that_formulas_before_it_define() -> None:
    """In its words too."""
    (heading,) = read_document(
        write("# T\n\n$\\newcommand{\\R}{\\alpha}$\n\n# About $\\R$\n\na")
    ).contents
    assert heading.text == "About α"


def test_no_link_stands_in_the_contents_beside_a_formula() -> None:
    """A line of the contents leads to its section alone."""
    page = set_page(set_long_article("[A $x$](https://example.org) b[^1]\n\n[^1]: note", "Another"))
    (line, _) = page.select("nav.contents li")
    assert [one.name for one in line.a.find_all(["a", "sup", "math"])] == ["math"]
    assert line.text == "A x b"


def test_a_formula_in_a_header_cell_has_a_name() -> None:
    """A header of MathML alone would be an empty one to a screen reader."""
    page = set_page(write("|$\\beta$|\n|-|\n|$x$|"))
    assert page.main.th.math["aria-label"] == "β"
    assert not page.main.td.math.has_attr("aria-label")


def test_a_table_of_latex_is_no_formula() -> None:
    """A form that can be shown is preferred; without one the source is shown, with a warning."""
    table = r"\begin{tabular}{l} $a$ \\ \end{tabular}"
    assert set_page(show({"text/latex": table, "text/plain": "as text"})).pre.text == "as text"
    document = read_document(show({"text/latex": table}))
    assert [block.text for block in document.blocks] == [table]
    assert len(document.warnings) == 1


def test_prose_around_formulas_in_a_latex_output_is_kept() -> None:
    """Latex("The slope is $…$") shows its words too."""
    page = set_page(show({"text/latex": r"The slope is $\beta$ here"}))
    assert page.main.p.text == "The slope is β here"


def test_a_formula_that_nobody_knows_is_its_tex_with_a_warning() -> None:
    """The document is made all the same, in both formats."""
    notebook = write("before $\\unknowncommand{x}$ after, and $\\frac{1$ too")
    assert "\\unknowncommand{x}" in set_page(notebook).main.code.text
    assert "before\\unknowncommand{x}after" in read_text(set_paper(notebook))
    warnings = read_document(notebook).warnings
    assert "\\unknowncommand{x}" in warnings[0]


def test_a_formula_that_is_too_deep_is_its_tex() -> None:
    """Nothing of a formula's depth fails the document."""
    deep = write(
        "$" + "{" * 3000 + "x" + "}" * 3000 + "$\n\n$" + r"\frac{1}{" * 60 + "}" * 60 + "$"
    )
    assert set_page(deep).find("math") is None
    assert len(set_paper(deep).pages) >= 1


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\text{<script>alert(1)</script>}",
        r"<img src=x onerror=alert(1)>",
        r"\class{a}{x} \cssId{b}{y} \style{background:url(//a.b)}{z}",
        r"\color{red;background:url(//a.b)}{x}",
        r"\textcolor{\" onload=\"alert(1)}{x}",
    ],
)
def test_a_formula_is_neither_link_nor_script_nor_style(tex: str) -> None:
    """Its MathML has elements and attributes of a list alone."""
    formula = make_formula(tex, False)
    page = BeautifulSoup(formula.mathml, "lxml")
    assert page.find(["script", "img", "a"]) is None
    for element in page.find_all(True):
        assert not {"href", "style", "id", "onload", "onerror", "src"} & set(element.attrs)


def test_attributes_are_those_of_a_list() -> None:
    """An element keeps what it may have, with a plain value."""
    given = {"href": "x", "onclick": "y", "mathvariant": "bold"}
    assert _keep_attributes("mi", given) == {"mathvariant": "bold"}
    assert _keep_attributes("mi", {"mathvariant": "url(//a.b)"}) == {}


def test_typst_markup_in_a_formula_is_characters() -> None:
    """No formula can read a file or run code: it comes to Typst as data."""
    hostile = '$#read("main.typ")$ $\\#import "@preview/a:1.0.0"$ $"a" #panic(1) `x` @y <z> // c$'
    text = read_text(set_paper(write(hostile)))
    assert "#" in text
    assert "document-data" not in text


def test_macros_hold_for_the_formulas_after_them() -> None:
    """\\newcommand, \\def and \\DeclareMathOperator work over cells, with arguments."""
    notebook = write(
        r"$$\newcommand{\R}{\mathbb{R}} \def\v#1{\mathbf{#1}} \DeclareMathOperator{\tr}{tr}$$",
        r"$\v{x} \in \R^n, \tr A$",
    )
    document = read_document(notebook)
    assert document.warnings == []
    formulas = [one for one in b.walk(document.blocks) if isinstance(one, b.Formula)]
    assert [one.alt for one in formulas] == ["𝐱 ∈ ℝ^n,tr A"]


def test_a_macro_that_calls_itself_ends() -> None:
    """Expanding stops at a limit."""
    document = read_document(write(r"$\newcommand{\a}{\a\a} \a$"))
    assert len(document.warnings) == 1


def test_a_wide_formula_stays_inside_the_column() -> None:
    """It goes on over the line's end, or is made smaller; nothing leaves the page."""
    long = "$$" + " + ".join(f"a_{{{n}}}" for n in range(60)) + "$$"
    matrix = r"$$\begin{bmatrix}" + " & ".join(f"x_{{{n},1000}}" for n in range(20))
    pdf = PdfExporter().from_notebook_node(write(long, matrix + r"\end{bmatrix}$$"))[0]
    right = max(_list_right_edges(pdf))
    assert right < 210 / 25.4 * 72 - 27 / 25.4 * 72 + 1  # the page less its margin


def _list_right_edges(pdf: bytes) -> list[float]:
    import shutil
    import subprocess

    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not there")
    words = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    return [float(one) for one in re.findall(r'xMax="([\d.]+)"', words)]


def test_a_wide_formula_on_a_page_scrolls_in_its_own_box() -> None:
    """The box can be reached with the keyboard."""
    page = set_page(write("$$x$$"))
    box = page.main.find(class_="formula")
    assert box["tabindex"] == "0"
    assert box["aria-label"] == "Formula"


def test_finding_formulas_takes_a_time_that_grows_with_the_text() -> None:
    """A text full of dollars that begin nothing is read in a moment."""
    assert find_formulas("$5 " * 3000) == []


def test_the_same_formula_twice_gives_the_same_bytes() -> None:
    """Nothing of a formula depends on chance."""
    notebook = read_cells("math-display")
    first, second = (PdfExporter().from_notebook_node(notebook)[0] for _ in range(2))
    assert first == second
