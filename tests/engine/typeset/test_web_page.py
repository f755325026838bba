"""The HTML for its readers: languages marked, tables that stack on phones, one scope of styles."""

import re

import pytest
from bs4 import BeautifulSoup
from executed import make_notebook, make_report, show_item, write

from report138.engine.typeset import blocks as b
from report138.engine.typeset.html import HtmlExporter, is_text, mark_chinese
from report138.engine.typeset.outputs import Column, Table, make_cell
from report138.view import tables
from report138.view.report import Report

Reports = dict[str, Report]


@pytest.fixture(scope="module")
def pages(tiny_reports: Reports) -> dict[str, BeautifulSoup]:
    """The small report on the tiny framework, in both languages, parsed."""
    exported = {
        code: make_report(report, show_item(tables.tabulate_variants(report)))
        for code, report in tiny_reports.items()
    }
    return {
        code: BeautifulSoup(HtmlExporter().from_notebook_node(notebook)[0], "lxml")
        for code, notebook in exported.items()
    }


def test_chinese_words_are_marked_and_stay_text() -> None:
    """Words between others, at the ends, with full-width marks; what looks like a tag does not run."""
    assert str(mark_chinese("数字化 (digital)，<b>")) == (
        '<span lang="zh-CN">数字化</span> (digital)<span lang="zh-CN">，</span>&lt;b&gt;'
    )
    assert str(mark_chinese("no & none")) == "no &amp; none"


def test_every_chinese_word_of_an_english_page_is_marked() -> None:
    """In title, source, prose, heading, note and cell, whoever wrote it."""
    row = (make_cell("一"), make_cell("two 二"))
    table = Table("t", "of 三", (Column("a", header=True), Column("b")), (row,), ("note 四",))
    notebook = make_notebook(
        write("# Five 五\n\nSix 六 and **seven 七**"),
        show_item(table),
        title="T 八",
        source="九",
        version="1",
        created="2020-01-01",
    )
    page = BeautifulSoup(HtmlExporter().from_notebook_node(notebook)[0], "lxml")
    found = page.body.find_all(string=re.compile("[\u4e00-\u9fff]"))
    shown = {str(text) for text in found}
    assert shown == set("一二三四五六七八九")
    assert {text.find_parent(lang=True)["lang"] for text in found} == {"zh-CN"}


def test_english_in_a_chinese_page_is_marked(pages: dict[str, BeautifulSoup]) -> None:
    """The other language's names and quotes below the Chinese ones say what they are."""
    marked = {item.get_text() for item in pages["zh"].find_all(lang="en")}
    assert {"Reading room", "quiet"} <= marked


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_fonts_of_chinese_text(pages: dict[str, BeautifulSoup], language: str) -> None:
    """The embedded font first, then fonts of mainland forms, never those of Japan or Taiwan."""
    style = pages[language].style.get_text()
    stack = re.search("--sans: (.*?);", style)[1].split(", ")
    chinese = ["Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei"]
    assert [name.strip('"') for name in stack] == ["Report138 Sans", *chinese, "sans-serif"]
    assert not re.search("JP|TC|HK|KR", re.sub("base64,[^)]*", "", style))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_drawings_bring_no_style_of_their_own(
    pages: dict[str, BeautifulSoup], language: str
) -> None:
    """One style sheet rules the page; every id in a drawing starts with the figure's key."""
    page = pages[language]
    assert len(page.find_all("style")) == 1
    for key in ("matrix", "tree"):
        ids = [item["id"] for item in page.find(id=f"fig-{key}").svg.find_all(id=True)]
        assert ids
        assert all(name.startswith(f"{key}-") for name in ids)


def test_tables_of_text_stack_and_those_of_numbers_do_not() -> None:
    """Two columns of text or more and no column of numbers."""

    def make(*aligns: str) -> b.Table:
        return b.Table("k", "", tuple(Column("", align) for align in aligns), ())

    assert is_text(make("center", "left", "left"))
    assert not is_text(make("left", "left", "right"))
    assert not is_text(make("left", "center", "center"))


def test_a_stacked_table_keeps_its_meaning(pages: dict[str, BeautifulSoup]) -> None:
    """Its cells are named by their columns, and roles say what its parts are when it is a list."""
    table = pages["en"].find(id="tab-ledger").table
    assert table["role"] == "table"
    assert "stacks" in table["class"]
    expected = {"tr": {"row"}, "td": {"cell"}, "th": {"columnheader", "rowheader"}}
    for tag, roles in expected.items():
        assert {item["role"] for item in table.find_all(tag)} == roles
    heads = [item.get_text() for item in table.thead.find_all("th")]
    rows = [row for row in table.tbody.find_all("tr") if row.td]
    assert [cell["data-label"] for cell in rows[0].find_all("td")] == heads[1:]
    assert not pages["en"].find(id="tab-variants").table.get("role")


def test_the_contents_lead_to_the_colophon(pages: dict[str, BeautifulSoup]) -> None:
    """It is a section of the page like the chapters, without a number."""
    page = pages["en"]
    assert page.find("nav").find_all("a")[-1]["href"] == "#colophon"
    assert page.find(id="colophon").name == page.main.find("h2").name == "h2"


def test_what_scrolls_can_be_reached_by_keyboard(pages: dict[str, BeautifulSoup]) -> None:
    """Every box that may scroll takes the focus and has a name."""
    boxes = pages["en"].find_all(class_="scroll")
    assert boxes
    assert all(box["tabindex"] == "0" and box["aria-label"] for box in boxes)
