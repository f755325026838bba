"""The words of a report are right for frameworks of one track, of nothing found, and of many ties."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sample
from doubt_sample import write_framework
from large_sample import save_vectors
from test_sentences import SAYINGS, get_text

from report138.data.framework import load_framework
from report138.engine.typeset.outputs import Group, Table
from report138.view import sentences, tables
from report138.view.canvas import Canvas
from report138.view.figures import FIGURES
from report138.view.report import Report
from report138.view.words.facts.statements import list_statements

Shape = tuple[int, int]  # scenarios, tracks


def fill(shape: Shape, level: str, coder: str = "A") -> list[str]:
    """Code every cell at one level: from 1 with a segment of its own, 0 and NA as a whole."""
    cells = [(t, s) for s in range(1, shape[0] + 1) for t in range(1, shape[1] + 1)]
    if level in ("0", "NA"):
        return [f",T{t},S{s},{coder},{level},," for t, s in cells]
    return [f"N{t}-{s},T{t},S{s},{coder},{level},direct,+" for t, s in cells]


HINDERING = [
    "a,T1,S1,A,2,direct,-",
    "b,T1,S2,A,3,direct,+",
    "c,T1,S2,A,1,direct,-",
    *(f",{cell},A,0,," for cell in ("T2,S1", "T2,S2", "T2,S3")),
    ",T1,S3,A,NA,,",
]
INFERRED = ["a,T1,S1,A,2,inferred,+", "b,T2,S2,A,1,inferred,?"]
APART = ["a,T1,S1,A,2,direct,+", "b,T2,S2,B,1,direct,+"]
SAME = [*fill((3, 2), "0"), *fill((3, 2), "1", "B"), *fill((3, 2), "0", "C")]
CASES: dict[str, tuple[Shape, list[str]]] = {
    "1x1 found": ((1, 1), fill((1, 1), "2")),
    "1x1 none found": ((1, 1), fill((1, 1), "0")),
    "1x2": ((1, 2), ["a,T1,S1,A,3,direct,+", ",T2,S1,A,0,,"]),
    "2x1": ((2, 1), ["a,T1,S1,A,1,direct,+", ",T1,S2,A,0,,"]),
    "not coded": ((3, 2), []),
    "not assessable": ((3, 2), fill((3, 2), "NA")),
    "none found": ((3, 2), fill((3, 2), "0")),
    "all at 3": ((8, 3), fill((8, 3), "3")),
    "hindering": ((3, 2), HINDERING),
    "inferred": ((3, 2), INFERRED),
    "partly": ((3, 2), fill((1, 1), "1")),
    "many": ((12, 12), fill((12, 12), "2")),
    "apart": ((3, 2), APART),
    "three coders": ((3, 2), SAME),
}
# What no reader should meet, whatever the framework.
BAD_ENGLISH = re.compile(
    r"\bnan\b|\d{10}|(?<![.\d])\b1 (?:cells|tracks|scenarios|segments|passages|times|statements)\b|of 1 \w"
    r"|\b1 (?:are|have)\b|\(no\)|\b0 at level|all one tracks|for no\b(?! matrix)"
    r"|\bundefined (?:to|and) undefined|(?<!\.)\.\.(?!\.)|%–%|  |\( |, [.;]|: \.|\bof 0\b(?!%)|\b0 (?:is|are) \w"
)
BAD_CHINESE = re.compile(
    r"nan|\d{10}|零[个条格]|全部[一两]条|。。|；。|，。|：。|[\u4e00-\u9fff][,;:?!()\[\]]|[,;:()\[\]][\u4e00-\u9fff]"
    r"|无法定义至|一条赛道中的第|一个场景中的第|（0[个条格]）|[^（\d.]0格有|唯一的一格一格"
)


@pytest.fixture(autouse=True, scope="module")
def no_bitmaps() -> Iterator[None]:
    """Draw figures as vectors only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Canvas, "save", save_vectors)
        yield


def write_case(folder: Path, case: str, language: str = "en") -> Report:
    """Write one of the cases, with Latin letters in its Chinese names."""
    shape, coding = CASES[case]
    report = write_framework(folder / "case", shape, coding)
    rows = sample.read_rows(report.framework.folder / "elements.csv")
    named = [[*row[:3], f"{row[0]} 应用", *row[4:]] for row in rows[1:]]
    sample.write_rows(report.framework.folder / "elements.csv", [rows[0], *named])
    return Report(load_framework(report.framework.folder), language)


def read_all(report: Report) -> Iterator[str]:
    """Yield every sentence, heading, caption, label and note of a report and of its briefs."""
    for saying in SAYINGS.values():
        yield from get_text(saying(report)).splitlines()
    for draw in FIGURES.values():
        figure = draw(report)
        if figure:
            yield from (figure.headline, figure.reading, figure.caption, figure.alt)
    yield from read_tables(report)
    for element in ("T1", "S1"):
        brief = replace(report, focus=element)
        verbs = ("introduce", "weigh", "summarize")
        yield from (get_text(getattr(sentences, f"{verb}_element")(brief)) for verb in verbs)


def read_tables(report: Report) -> Iterator[str]:
    """Yield the captions, headings, cells and notes of the tables, the quotes and notes left out."""
    names = (
        "matrix",
        "readings",
        "pairs",
        "disputed",
        "gaps",
        "ledger",
        "statements",
        "variants",
        "left_out",
        "scenarios",
    )
    makers: list[Callable[[Report], Table | None]] = [
        getattr(tables, f"tabulate_{name}") for name in names
    ]
    for table in filter(None, (make(report) for make in makers)):
        yield from (table.caption, *table.notes, *(column.label for column in table.columns))
        for row in table.rows:
            yield from [row.cell.text] if isinstance(row, Group) else [cell.text for cell in row]


@pytest.mark.parametrize("case", CASES)
def test_english_is_plain_and_whole(tmp_path: Path, case: str) -> None:
    """No wrong plural, no count of “no”, no stray value and no doubled stop, whatever is coded."""
    for text in read_all(write_case(tmp_path, case)):
        assert not BAD_ENGLISH.search(text), text


@pytest.mark.parametrize("case", CASES)
def test_chinese_is_plain_and_whole(tmp_path: Path, case: str) -> None:
    """No nought with a measure word, no half-width punctuation, no stray value, whatever is coded."""
    for text in read_all(write_case(tmp_path, case, "zh")):
        assert not BAD_CHINESE.search(text), text


@pytest.mark.parametrize(
    ("case", "keys"),
    [
        ("1x1 found", "linked means"),
        ("1x1 none found", ""),
        # one track: no order of tracks, no scenario with all or several of them
        ("2x1", "means unlinked bare half"),
        ("not coded", ""),
        ("not assessable", ""),
        # nothing is found: which track has most links is not said
        ("none found", "complete half"),
        # every cell names a means, so that none could lack one
        ("all at 3", "linked most complete several unlinked bare half"),
        ("partly", "means"),
    ],
)
def test_only_what_could_be_otherwise_is_stated(tmp_path: Path, case: str, keys: str) -> None:
    """Nothing is compared with nothing: no order of one track, no whole row where none was judged."""
    report = write_case(tmp_path, case)
    assert list_statements(report) == keys.split()
    table = tables.tabulate_statements(report)
    assert (len(table.rows) if table else 0) == len(keys.split())


# A case and a function, then what it says in Chinese and in English.
SAID = """\
1x1 found|summarize_matrix
唯一的一格有依据（一次阅读）
Evidence in the only cell (one reading)
1x1 found|summarize_coverage
唯一的场景与赛道相连
The only scenario is linked to the track
1x1 found|read_leave_out
直接依据只有一句，去掉后会使某格降级。
There is one direct sentence; a cell falls when it goes.
1x1 none found|summarize_matrix
唯一的一格未见依据（一次阅读）
No evidence in the only cell (one reading)
1x2|state_answer
两条赛道、一个场景，共2格：原文写明联系的有1格，未见的有1格。
Two tracks, one scenario: the text states a link in 1 of 2 cells and is silent on 1.
2x1|summarize_ranks
可判断的赛道只有一条，无从比较先后
With one track judged there is no order to compare
2x1|summarize_gaps
2格中1格未见依据（一次阅读）；没有一个场景有联系
One reading finds no evidence in 1 of 2 cells; no scenario has a link
not coded|summarize_ranks
还没有编码
Nothing has been coded yet
not coded|summarize_coverage
还没有编码
Nothing has been coded yet
not assessable|read_statements
没有一格可以判断。
No cell can be assessed.
none found|summarize_matrix
6格中没有一格有依据（一次阅读）
No evidence in any of 6 cells (one reading)
none found|state_answer
两条赛道、三个场景，共6格：没有一格写明联系，全部未见。
Two tracks, three scenarios: the text states a link in none of 6 cells and is silent on all.
all at 3|summarize_matrix
全部24格有依据（一次阅读）
Evidence in all 24 cells (one reading)
all at 3|summarize_coverage
没有场景只与一条赛道相连
No scenario is linked to one track only
all at 3|summarize_strip
直接依据都出自P1
All direct evidence stands in P1
hindering|summarize_gaps
5格中3格未见依据（一次阅读）；S3 应用没有联系
One reading finds no evidence in 3 of 5 cells; Scenario 3 has no link
inferred|summarize_matrix
只有推断引文，没有一格定级
There are only inferred passages, which give no cell a level
partly|summarize_matrix
6格中1格有依据（一次阅读；5格未编码）
Evidence in 1 of 6 cells (one reading; five cells are not coded)
apart|read_agreement
2次阅读没有共同判定的格，无法比较。
The two readings share no cell that they judged, so there is nothing to compare.
three coders|summarize_matrix
三次阅读在全部6格上都有分歧
Three readings differ on all 6 cells
""".splitlines()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("at", range(0, len(SAID), 3), ids=SAID[::3])
def test_a_degenerate_matrix_is_put_into_words(tmp_path: Path, at: int, language: str) -> None:
    """What the cases come to by hand, word for word, in both languages."""
    case, name = SAID[at].split("|")
    said = getattr(sentences, name)(write_case(tmp_path, case, language))
    assert get_text(said) == (SAID[at + 1] if language == "zh" else SAID[at + 2])
