"""The HTML of a small report: one file, no script, no request, data as text."""

import base64
import itertools
import re
from dataclasses import replace
from io import BytesIO

import pytest
from bs4 import BeautifulSoup, Tag
from executed import Node, make_notebook, make_report, write
from fontTools.ttLib import TTFont
from sample import HOSTILE, HOSTILE_NAME

from report138 import style
from report138.engine.typeset.html import HtmlExporter, adapt_svg
from report138.view.figures import draw_matrix
from report138.view.report import Report

Reports = dict[str, Report]
CELLS = [f"cell-{track}:{scenario}" for scenario in ("C1", "C2", "C3") for track in ("R1", "R2")]


def set_page(notebook: Node, **options: bool) -> str:
    """Export a notebook as a page."""
    body, _ = HtmlExporter(**options).from_notebook_node(notebook)
    return body


def parse(page: str) -> BeautifulSoup:
    """Parse a page as browsers do."""
    return BeautifulSoup(page, "lxml")


@pytest.fixture(scope="module")
def texts(tiny_reports: Reports) -> dict[str, str]:
    """The small report on the tiny framework, as text of the file, in both languages."""
    return {code: set_page(make_report(report)) for code, report in tiny_reports.items()}


@pytest.fixture(scope="module")
def pages(texts: dict[str, str]) -> dict[str, BeautifulSoup]:
    """The same, parsed."""
    return {code: parse(text) for code, text in texts.items()}


@pytest.fixture(scope="module")
def page(pages: dict[str, BeautifulSoup]) -> BeautifulSoup:
    """The English one."""
    return pages["en"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_asks_nobody_for_anything(texts: dict[str, str], language: str) -> None:
    """No script, no frame, no style sheet, font or picture from elsewhere."""
    page = parse(texts[language])
    forbidden = ["script", "iframe", "object", "embed", "link", "base", "form", "audio", "video"]
    assert page.find(forbidden) is None
    for element in page.find_all(True):
        assert not any(name.startswith("on") for name in element.attrs), element.name
        for name in ("src", "srcset", "data", "poster", "action", "background"):
            assert element.get(name, "data:").startswith("data:")
        if element.name in ("image", "use"):
            link = element.get("href", "") or element.get("xlink:href", "")
            assert link.startswith(("#", "data:"))
    assert set(re.findall(r"url\(([a-z:]*)", texts[language])) <= {"data:font", "", "data:"}
    assert "@import" not in texts[language]


def test_a_policy_forbids_requests(page: BeautifulSoup) -> None:
    """The page itself tells the browser to load nothing and run nothing."""
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "font-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


@pytest.mark.parametrize(
    ("language", "code", "title"), [("zh", "zh-CN", "开放书馆"), ("en", "en", "Open library")]
)
def test_language_and_title(
    pages: dict[str, BeautifulSoup], language: str, code: str, title: str
) -> None:
    """The page says its language; title and only first heading are the framework's."""
    page = pages[language]
    assert page.html["lang"] == code
    assert page.title.get_text() == f"{title} · S"
    assert [heading.get_text() for heading in page.find_all("h1")] == [title]
    assert page.meta["charset"] == "utf-8"


def test_headings_never_skip_a_level(page: BeautifulSoup) -> None:
    """From one heading to the next it goes down by one at most."""
    levels = [int(item.name[1]) for item in page.find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_ids_are_unique_and_links_arrive(pages: dict[str, BeautifulSoup], language: str) -> None:
    """Every anchor is there once, and every link within the page has its anchor."""
    page = pages[language]
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    targets = {link["href"] for link in page.find_all("a") if link["href"].startswith("#")}
    assert {target[1:] for target in targets} <= set(ids)
    assert {f"#{cell}" for cell in CELLS} <= targets
    for element in page.find_all(attrs={"aria-labelledby": True}):
        assert element["aria-labelledby"] in ids
        assert element["aria-describedby"] in ids


def test_ids_with_hyphens_do_not_collide(tiny_reports: Reports) -> None:
    """Track R with scenario 1-C is another cell than track R-1 with scenario C."""
    report = tiny_reports["en"]
    names = {"R1": "R", "R2": "R-1", "C1": "1-C", "C2": "C"}
    framework = report.framework
    changed = {
        "elements": framework.elements.replace({"id": names}),
        "coding": framework.coding.replace({"track_id": names, "scenario_id": names}),
        "lexicon": framework.lexicon.replace({"element_id": names}),
    }
    page = parse(set_page(make_report(replace(report, framework=replace(framework, **changed)))))
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_header_cells_have_a_scope(page: BeautifulSoup) -> None:
    """Every heading of a table says whether it heads a column, a row or a group of rows."""
    headings = page.find_all("th")
    assert {heading["scope"] for heading in headings} == {"col", "row", "rowgroup"}
    assert all(table.caption and table.thead for table in page.find_all("table"))


def test_a_level_tints_its_cell(page: BeautifulSoup) -> None:
    """In the table of the levels each level's own cell, and no other, has its class."""
    rows = page.find(id="tab-levels").tbody.find_all("tr")
    tints = {
        row.find(["td", "th"]).get_text(): [
            name
            for cell in row.find_all(["td", "th"])
            for name in cell.get("class", [])
            if name.startswith("level")
        ]
        for row in rows
    }
    assert tints == {"3": ["level-3"], "2": ["level-2"], "1": ["level-1"], "0": ["level-0"]}


def test_chinese_words_in_an_english_page_are_marked(page: BeautifulSoup) -> None:
    """A quote in the source's language says so, for screen readers and for line breaking."""
    ledger = page.find(id="tab-ledger")
    for text in ledger.tbody.find_all(string=re.compile("[\u4e00-\u9fff]")):
        assert text.find_parent(lang=True)["lang"] == "zh-CN"
    assert ledger.find("mark", lang="zh-CN").get_text() == "借阅"


def test_figures_are_drawings_with_words(page: BeautifulSoup) -> None:
    """An inline SVG has a title, a description, and links named after their cells."""
    drawing = page.find(id="fig-matrix").svg
    assert drawing.title.get_text().startswith("Two readings agree on 1 of 2 cells")
    assert "Book bus: Lending level 1, Repair level 3" in drawing.desc.get_text()
    names = {link["href"]: link["aria-label"] for link in drawing.find_all("a")}
    assert list(names) == [f"#{cell}" for cell in CELLS]
    assert names["#cell-R2:C1"] == "Repair × Reading room"


def test_figures_take_the_colours_of_the_page(tiny_reports: Reports) -> None:
    """Every colour of the look becomes a variable, so that dark pages have dark figures."""
    svg = adapt_svg(draw_matrix(tiny_reports["en"]))
    assert "var(--level-2)" in svg
    assert not [colour for colour in style.DARK if f": {colour}" in svg]


def test_a_figure_shown_again_is_a_reference(page: BeautifulSoup) -> None:
    """The second showing of the matrix is a sentence with a link to the first."""
    assert len(page.find_all("figure", id=re.compile("^fig-"))) == 2
    (reference,) = page.find_all("a", string="Figure 1")
    assert reference["href"] == "#fig-matrix"


def test_the_fonts_have_the_characters_of_the_page(texts: dict[str, str]) -> None:
    """Together the three embedded faces hold every character of the page, and little else."""
    encoded = re.findall(
        r"font-weight: (\d+); src: url\(data:font/woff;base64,([A-Za-z0-9+/=]+)\)", texts["zh"]
    )
    body = parse(texts["zh"]).body
    for unseen in body.select("svg > title, svg > desc"):
        unseen.decompose()
    visible = {ord(char) for char in body.get_text() if not char.isspace()}
    assert [weight for weight, _ in encoded] == ["400", "600", "400"]
    characters = set()
    for _, font in encoded:
        characters |= set(TTFont(BytesIO(base64.b64decode(font))).getBestCmap())
    assert visible <= characters
    more = {char for char in map(chr, characters - visible) if not char.isspace()}
    assert more <= set("0123456789.")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_code_in_data_is_text(hostile_reports: Reports, language: str) -> None:
    """Names, drivers, notes and prose full of marks come out as typed and run nothing."""
    page = parse(set_page(make_report(hostile_reports[language])))
    assert page.find("script") is None
    shown = page.body.get_text()
    assert shown.count(f"{HOSTILE_NAME} C1") >= 4
    # driver, note, prose and explanation
    assert shown.count(HOSTILE) >= 4
    (drawing,) = (figure.svg for figure in page.find_all(id="fig-tree"))
    assert f"{HOSTILE_NAME} R1" in drawing.desc.get_text()


def test_code_in_metadata_is_text() -> None:
    """Title, subtitle and source cannot break out of their places."""
    notebook = make_notebook(
        title=HOSTILE, source=f'"> {HOSTILE}', version="1", created="2020-01-01"
    )
    notebook.metadata["report138"] = {"subtitle": HOSTILE}
    page = parse(set_page(notebook))
    assert page.find("script") is None
    assert page.h1.get_text() == HOSTILE
    assert page.find("meta", attrs={"name": "description"})["content"] == f'"> {HOSTILE}'


def test_what_looks_like_svg_in_a_name_stays(tiny_reports: Reports) -> None:
    """A name that holds an id or a colour is not rewritten with the drawing's own."""
    figure = draw_matrix(tiny_reports["en"])
    label = f'a id="b" url(#c): {style.ACCENT}'
    figure = replace(figure, svg=figure.svg.replace(">Lending<", f">{label}<"))
    drawing = BeautifulSoup(adapt_svg(figure), "xml")
    assert label in [text.get_text() for text in drawing.find_all("text")]


def test_a_script_in_markdown_is_text() -> None:
    """HTML in a notebook's prose is what it means; a script is shown, not run."""
    page = parse(set_page(make_notebook(write("a <b>c</b>\n\n<script>alert(1)</script>"))))
    assert page.find("script") is None
    main = page.find("main")
    assert main.find("strong").get_text() == "c"
    assert "<script>alert(1)</script>" in main.get_text()


def test_code_is_folded_when_asked_for() -> None:
    """With show_code the source stands in a closed fold before its output."""
    notebook = make_notebook(write("x"))
    assert parse(set_page(notebook)).find("details") is None
    fold = parse(set_page(notebook, show_code=True)).find("details")
    assert isinstance(fold, Tag)
    assert fold.pre.get_text() == "call()"
    assert fold.get("open") is None


def test_the_same_notebook_makes_the_same_page(tiny_reports: Reports) -> None:
    """Two exports of one notebook are equal to the last byte."""
    notebook = make_report(tiny_reports["en"])
    assert set_page(notebook) == set_page(notebook)
