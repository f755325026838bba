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
from report138.engine.typeset.outputs import Group
from report138.view import sentences, tables
from report138.view.canvas import Canvas
from report138.view.figures import FIGURES
from report138.view.report import Report
from report138.view.words.facts.statements import list_statements

Shape = tuple[int, int]  # scenarios, tracks
WORDINGS = (
    "at_least_half",
    "served",
    "fewest",
    "firmest",
    "complete",
    "sole",
    "operational",
    "empty",
)


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
    r"|\b1 (?:are|have)\b|\(no\)|\b0 at level|all one tracks|for no\b"
    r"|\bundefined (?:to|and) undefined|(?<!\.)\.\.(?!\.)|%–%|  |\( |, [.;]|: \.|\bof 0\b|\b0 (?:is|are) \w"
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
    for name, saying in SAYINGS.items():
        if not (name.endswith("_coders") or name == "summarize_agreement"):
            yield from get_text(saying(report)).splitlines()
    for draw in FIGURES.values():
        figure = draw(report)
        if figure:
            yield from (figure.headline, figure.reading, figure.caption, figure.alt)
    yield from read_tables(report)
    for element in ("T1", "S1"):
        brief = replace(report, focus=element)
        verbs = ("introduce", "read", "weigh", "summarize")
        yield from (get_text(getattr(sentences, f"{verb}_element")(brief)) for verb in verbs)


def read_tables(report: Report) -> Iterator[str]:
    """Yield the captions, headings, cells and notes of the tables, the quotes and notes left out."""
    made = [tables.tabulate_profiles(report, by) for by in ("track", "scenario")]
    names = (
        "matrix",
        "statements",
        "variants",
        "left_out",
        "coders",
        "refusals",
        "places",
        "scenarios",
    )
    makers: list[Callable] = [getattr(tables, f"tabulate_{name}") for name in names]
    for table in filter(None, (*made, *(make(report) for make in makers))):
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
        ("1x1 found", "at_least_half operational"),
        ("1x1 none found", "at_least_half"),
        ("2x1", "at_least_half served operational empty"),
        ("not coded", ""),
        ("not assessable", ""),
        # nothing is found: which track has most or least is not said
        ("none found", "at_least_half complete empty"),
        ("all at 3", " ".join(WORDINGS)),
        ("partly", "at_least_half operational"),
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
唯一的一格有原文依据
The text backs the only cell
1x1 found|summarize_coverage
唯一的场景与赛道相连
The only scenario is linked to the track
1x1 found|read_leave_out
只有一条直接引文，去掉后会使某格降级。
There is one direct segment; a cell falls when it goes.
1x1 none found|summarize_matrix
没有一格有原文依据
The text backs no cell
1x2|compare_claim
逐格查证的结果是：2格中1格有依据，1格未见；有依据的格中，1格有抓手（3级）。没有一个场景与两条赛道都有依据。
Cell by cell, 1 of 2 cells has evidence and in 1 none was found; of those with evidence, 1 is \
operational (level 3). No scenario has evidence for both tracks.
1x2|read_margins
T1 应用在一个场景中有依据（1格为3级）；T2 应用未见依据。
Track 1 has evidence in one scenario (1 at level 3); Track 2 has evidence in none.
2x1|summarize_ranks
可判断的赛道只有一条，无从比较先后
With one track judged there is no order to compare
not coded|summarize_ranks
还没有编码
Nothing has been coded yet
not coded|summarize_coverage
还没有编码
Nothing has been coded yet
not assessable|compare_claim
没有一格可以判断。
No cell can be assessed.
none found|summarize_matrix
6格中没有一格有原文依据
The text backs none of 6 cells
none found|compare_claim
逐格查证的结果是：6格中没有一格有依据。
Cell by cell, none of 6 cells has evidence.
none found|read_coverage
没有场景与赛道相连。
No scenario is linked to a track.
all at 3|summarize_ribbon
有依据的24格引文一样多（各1条）
All 24 cells with evidence hold as many segments (1 each)
all at 3|summarize_coverage
没有场景只与一条赛道相连
No scenario is linked to one track only
all at 3|summarize_strip
直接引文都出自P1
All direct segments stand in P1
hindering|state_certainty
有依据的2格中，每一格的等级系于一条引文，去掉它就降级；编码者一人。2格含相悖表述，与促进表述分列，不相抵。
Of two cells with evidence, all fall when one segment goes; one coder. Two cells hold hindering \
statements, shown beside the others, never netted.
inferred|read_margins
只有推断引文，没有一格定级。
There are only inferred passages, which give no cell a level.
partly|summarize_matrix
6格中1格有原文依据（尚有5格未编码）
The text backs 1 of 6 cells (5 cells not coded)
apart|read_agreement
两名编码者没有共同编码的格，无法计算一致性。
Two coders have no cell in common: no agreement can be computed.
three coders|caption_coders
前两名编码者（A、B）的等级对照。
The levels by the first two coders, A and B.
""".splitlines()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("at", range(0, len(SAID), 3), ids=SAID[::3])
def test_a_degenerate_matrix_is_put_into_words(tmp_path: Path, at: int, language: str) -> None:
    """What the cases come to by hand, word for word, in both languages."""
    case, name = SAID[at].split("|")
    said = getattr(sentences, name)(write_case(tmp_path, case, language))
    assert get_text(said) == (SAID[at + 1] if language == "zh" else SAID[at + 2])
