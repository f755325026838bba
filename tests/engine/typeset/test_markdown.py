"""Markdown cells as blocks of plain data."""

import pytest

from report138.engine.typeset import blocks as b
from report138.engine.typeset.blocks import flatten
from report138.engine.typeset.markdown import parse_markdown
from report138.engine.typeset.read_output import Reading


def parse_one(source: str) -> b.Block:
    """Parse Markdown that makes one block."""
    (block,) = parse_markdown(source, Reading("zh"))
    return block


def read_text(source: str) -> str:
    """Return the text of Markdown that makes one paragraph."""
    block = parse_one(source)
    assert block.type == "paragraph"
    return flatten(block.inlines)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("本章回答：\n框架由哪些部分构成", "本章回答：框架由哪些部分构成"),
        ("一个总目标、\n三条赛道", "一个总目标、三条赛道"),
        ("“数字化”\n“双循环”", "“数字化”“双循环”"),
        ("three\ntracks", "three tracks"),
        ("三条\ntracks", "三条 tracks"),
    ],
)
def test_a_line_break_is_a_space_only_in_latin_text(source: str, text: str) -> None:
    """Between Chinese characters a line break of the source leaves no gap; elsewhere it does."""
    assert read_text(source) == text


@pytest.mark.parametrize("source", ["原文\n**没有**写", "原文**没有**\n写", "原文\n`没有`写"])
def test_a_line_break_beside_emphasised_chinese_is_no_space(source: str) -> None:
    """Marks of emphasis between two Chinese characters do not make the line break a space."""
    assert read_text(source) == "原文没有写"


def test_a_heading_ends_with_its_line() -> None:
    """Chinese text right below a heading is a paragraph of its own."""
    kinds = [
        (block.type, flatten(block.inlines))
        for block in parse_markdown("# 要点\n正文", Reading("zh"))
    ]
    assert kinds == [("heading", "要点"), ("paragraph", "正文")]


@pytest.mark.parametrize("source", ["```\n第一行\n第二行\n```", "    第一行\n    第二行"])
def test_code_keeps_its_lines(source: str) -> None:
    """In code a line break is a line break, in Chinese too."""
    assert parse_one(source) == b.Code("第一行\n第二行")


def test_a_heading_has_level_and_text() -> None:
    """A heading carries its inlines and, for the contents, its plain text."""
    block = parse_one("## How *far* to believe it")
    assert (block.level, block.text) == (2, "How far to believe it")
    assert [item.type for item in block.inlines] == ["text", "styled", "text"]


def test_inlines_keep_their_kind() -> None:
    """Emphasis, strong, struck and code text, links and hard breaks."""
    block = parse_one("*a* **b** ~~c~~ `d` [e](http://f.org)  \ng")
    kinds = [getattr(i, "style", i.type) for i in block.inlines if i != b.Text(" ")]
    assert kinds == ["emphasis", "strong", "strikethrough", "code", "link", "break", "text"]


def test_a_link_keeps_its_address() -> None:
    """Chinese in an address or anchor is as it was typed, not percent signs."""
    link = parse_one("[矩阵](#fig-矩阵)").inlines[0]
    assert link.url == "#fig-矩阵"
    assert flatten(link.inlines) == "矩阵"


def test_a_script_becomes_text() -> None:
    """A script that stands alone is shown as what it is."""
    assert parse_one("<script>alert(1)</script>") == b.Code("<script>alert(1)</script>")


def test_an_image_becomes_its_words() -> None:
    """A picture from elsewhere would be a request; its alternative text stands for it."""
    assert read_text("see ![the map](http://x.org/map.png)") == "see the map"


def test_lists_nest() -> None:
    """A list inside an item is a block of that item; each list knows whether it is numbered."""
    block = parse_one("1. one\n2. two\n   - inner\n   - more")
    assert block.ordered is True
    assert len(block.items) == 2
    paragraph, inner = block.items[1].blocks
    assert flatten(paragraph.inlines) == "two"
    assert inner.ordered is False
    assert [flatten(item.blocks[0].inlines) for item in inner.items] == ["inner", "more"]


def test_a_table_has_columns_and_rows() -> None:
    """Headings with their alignment, and the cells as text."""
    block = parse_one("| a | b |\n| :-- | --: |\n| 甲 | *2* |\n| 乙 | 3 |")
    assert block.aligns == ["left", "right"]
    assert [flatten(cell.inlines) for cell in block.head[0]] == ["a", "b"]
    assert [[flatten(cell.inlines) for cell in row] for row in block.rows] == [
        ["甲", "2"],
        ["乙", "3"],
    ]


def test_a_quote_holds_blocks() -> None:
    """A quotation of two paragraphs is one block with two."""
    block = parse_one("> one\n>\n> two")
    assert [inner.type for inner in block.blocks] == ["paragraph", "paragraph"]


def test_a_rule_and_nothing() -> None:
    """A thematic break is a rule; an empty cell is no block."""
    assert parse_one("---") == b.Rule()
    assert parse_markdown("", Reading("zh")) == []
    assert parse_markdown("\n\n", Reading("zh")) == []
