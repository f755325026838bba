"""The user's copy of the source: what is read, what is forgiven, where paragraphs stand."""

import unicodedata
from pathlib import Path

import pytest
from doubt_sample import PARAGRAPHS
from hypothesis import given
from hypothesis import strategies as st

from report138.data.source_text import (
    SourceError,
    find_nearest,
    locate_paragraphs,
    normalize,
    read_source,
    split_sentences,
)

WORDS = "借阅让阅览室开到夜里。"
LENGTHS = [("A1", 100), ("A2", 60), ("A3", 40)]


# --- what is forgiven ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("借阅 让阅览室", "借阅让阅览室"),
        ("借阅　让阅览室", "借阅让阅览室"),  # an ideographic space
        ("借阅\u00a0让阅览室", "借阅让阅览室"),  # a space that does not break
        ("借阅\n让\r\n阅览室", "借阅让阅览室"),
        ("借阅\f让阅览室", "借阅让阅览室"),  # a page break
        ("借阅\t让\v阅览室\u2028", "借阅让阅览室"),
        ("１３８", "138"),
        ("ＡＢｃ", "ABc"),
        ("（一），！？：；％", "(一),!?:;%"),
        ("借\u200b阅\u200d让\ufeff阅\u2060览室", "借阅让阅览室"),  # characters without width
        ("lends to  all", "lendstoall"),
    ],
)
def test_form_is_forgiven(one: str, other: str) -> None:
    """Blanks, breaks, full width and zero width make no difference."""
    assert normalize(one) == normalize(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("借阅", "借閱"),  # another script
        ("“借阅”", '"借阅"'),
        ("“借阅”", "「借阅」"),
        ("借阅。", "借阅."),  # an ideographic full stop is no full-width dot
        ("借阅，", "借阅、"),
        ("借阅——", "借阅--"),
        ("Lend", "lend"),
        ("十三", "13"),
        ("①", "1"),
        ("½", "1/2"),
        ("ﬁt", "fit"),
        ("借阅阅", "借阅"),
        ("借阅", "阅借"),
        ("é", "e"),
    ],
)
def test_nothing_else_is_forgiven(one: str, other: str) -> None:
    """Another character, case, order or count makes other words."""
    assert normalize(one) != normalize(other)


PRINTABLE = st.characters(exclude_categories=("Zs", "Zl", "Zp", "Cc", "Cf", "Cs"))


@given(text=st.text(PRINTABLE, max_size=20))
def test_only_wide_ascii_changes(text: str) -> None:
    """Of characters that are neither blank nor invisible, those of U+FF01 to U+FF5E alone change."""
    expected = "".join(
        unicodedata.normalize("NFKC", char) if "\uff01" <= char <= "\uff5e" else char
        for char in text
    )
    assert normalize(text) == expected


@given(text=st.text(max_size=20))
def test_normalizing_again_changes_nothing(text: str) -> None:
    """What is normalized stays as it is."""
    assert normalize(normalize(text)) == normalize(text)


# --- reading ------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_a_text_file_is_read(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with and without BOM, and the Chinese encodings, give the same text."""
    path = tmp_path / "source.txt"
    path.write_bytes(WORDS.encode(encoding))
    assert read_source(path) == WORDS


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n%text", b"PK\x03\x04\x14\x00word/document.xml", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a"],
    ids=["pdf", "docx", "doc"],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    """A PDF or a Word file is named, with what to do instead."""
    path = tmp_path / "source.txt"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"source\.txt.*not a text file.*\.txt"):
        read_source(path)


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    """A missing file, a folder and bytes of no known encoding are errors that name the path."""
    odd = tmp_path / "odd.txt"
    odd.write_bytes(b"\xff\xfe\xff\xff")
    for path in (tmp_path / "none.txt", tmp_path, odd):
        with pytest.raises(SourceError) as caught:
            read_source(path)
        assert str(path) in str(caught.value)


# --- the nearest passage ------------------------------------------------------------------------


def test_the_nearest_passage_is_where_most_agrees() -> None:
    """One character of fourteen is another: the passage is found, as long as the quote."""
    passage, ratio = find_nearest("修补不误书车", "借阅随书车下乡。修补耽误书车。赛道都相连。")
    assert passage == "修补耽误书车"
    assert 0.6 < ratio < 1


def test_the_nearest_passage_of_the_same_words_is_the_same() -> None:
    """Words that are there are their own nearest passage, wholly alike."""
    assert find_nearest("修补耽误", "借阅随书车下乡。修补耽误书车。") == ("修补耽误", 1.0)


@pytest.mark.parametrize("text", ["", "一二三"])
def test_without_anything_alike_nothing_is_alike(text: str) -> None:
    """An empty or wholly different text gives some passage of it, and a likeness of 0."""
    passage, ratio = find_nearest("修补", text)
    assert passage in text
    assert ratio == 0


# --- sentences ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("借阅好。修补好！真的？", ["借阅好。", "修补好！", "真的？"]),
        ("他说：“借阅好。”然后走了。", ["他说：“借阅好。”", "然后走了。"]),
        ("（借阅好。）修补好。", ["（借阅好。）", "修补好。"]),
        ("「借阅好。」修补好。", ["「借阅好。」", "修补好。"]),
        ("他说：“人说‘借阅好。’”然后走了。", ["他说：“人说‘借阅好。’”", "然后走了。"]),
        ("“借阅好”。修补好。", ["“借阅好”。", "修补好。"]),
        ("借阅好？！修补好。", ["借阅好？！", "修补好。"]),
        ("没有句号", ["没有句号"]),
        ("借阅好；修补好。", ["借阅好；修补好。"]),
        ("增长3.5个百分点。完。", ["增长3.5个百分点。", "完。"]),
        ("It lends. It repairs! Does it?", ["It lends.", "It repairs!", "Does it?"]),
        ("It grew by 3.5 points. It lends.", ["It grew by 3.5 points.", "It lends."]),
        ("He said “It lends.” He left.", ["He said “It lends.”", "He left."]),
        ("", []),
    ],
)
def test_a_paragraph_is_split_into_sentences(paragraph: str, sentences: list[str]) -> None:
    """A sentence ends after its mark and after the quotes and brackets that close behind it."""
    assert split_sentences(paragraph) == sentences


@given(
    parts=st.lists(st.sampled_from(["借阅", "。", "”", "！", "？", "“", "）", "；"]), max_size=12)
)
def test_splitting_loses_nothing(parts: list[str]) -> None:
    """Put together again, the sentences are the paragraph."""
    assert "".join(split_sentences("".join(parts))) == "".join(parts)


# --- locators -----------------------------------------------------------------------------------


def test_paragraphs_get_their_locators_by_length() -> None:
    """Paragraphs of 100, 60 and 40 characters are A1, A2 and A3."""
    text = "\n\n".join(PARAGRAPHS.values())
    assert locate_paragraphs(text, LENGTHS) == list(PARAGRAPHS.items())


def test_blanks_do_not_count_for_the_length() -> None:
    """A paragraph with an indent and blanks inside is as long as without."""
    text = "\n".join(f"　　{text[:5]} {text[5:]}  " for text in PARAGRAPHS.values())
    assert [locator for locator, _ in locate_paragraphs(text, LENGTHS)] == ["A1", "A2", "A3"]


@pytest.mark.parametrize("gap", ["\n", "\n\n\n", "\f", "\n \n"])
def test_a_paragraph_broken_by_a_picture_is_joined(gap: str) -> None:
    """Two and three pieces with nothing or blanks between them are one paragraph again."""
    one, two, three = PARAGRAPHS.values()
    text = f"{one[:30]}{gap}{one[30:]}\n{two[:9]}{gap}{two[9:20]}{gap}{two[20:]}\n{three}"
    assert locate_paragraphs(text, LENGTHS) == list(PARAGRAPHS.items())


def test_a_paragraph_of_no_known_length_is_unknown() -> None:
    """What was added to the copy gets a question mark, and those around it their own places."""
    one, two, three = PARAGRAPHS.values()
    located = locate_paragraphs("\n".join([one, "图为书车。", two, three]), LENGTHS)
    assert [locator for locator, _ in located] == ["A1", "?", "A2", "A3"]


def test_equal_lengths_are_taken_in_order() -> None:
    """Two paragraphs of the same length are the first and the second of that length."""
    located = locate_paragraphs("一一一\n二二二", [("A", 3), ("B", 3)])
    assert located == [("A", "一一一"), ("B", "二二二")]


def test_without_lengths_paragraphs_are_numbered() -> None:
    """A framework without locators.csv gets the lines that hold text, from 1."""
    assert locate_paragraphs("一\n\n# 二\n", []) == [("L1", "一"), ("L2", "二")]


def test_a_joined_english_paragraph_keeps_its_blank() -> None:
    """Words on either side of a picture are not run together."""
    assert locate_paragraphs("It lends\nto all.", [("A", 13)]) == [("A", "It lends to all.")]
