"""Tables and briefs on frameworks with any number of readings: every text of them is whole."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from readings_sample import WORLDS

from report138.engine.typeset.outputs import Group, Table
from report138.view import sentences, tables
from report138.view.report import Report

NAMES = ("ledger", "other_quotes", "inferred", "disputed", "gaps", "readings", "pairs", "lexicon")
BAD = {
    "en": re.compile(
        r"\bnan\b|\b1 (?:cells|sentences|readings)\b|\b0 (?:of|sentences)|(?<!\.)\.\.(?!\.)|  |: \.|None"
    ),
    "zh": re.compile(
        r"nan|零[个条句]|(?<!\d)0[句次]|。。|；。|，。|：。|None|[\u4e00-\u9fff][,;:?!()]|[,;:()][\u4e00-\u9fff]"
    ),
}
EACH = pytest.mark.parametrize("name", WORLDS)


def list_texts(table: Table | None) -> Iterator[str]:
    """Yield every text of a table."""
    if table is None:
        return
    yield from (table.caption, *table.notes, *(column.label for column in table.columns))
    for row in table.rows:
        yield from [row.cell.text] if isinstance(row, Group) else [cell.text for cell in row]


def list_briefs(report: Report) -> Iterator[Report]:
    """Yield the briefs on every track and scenario."""
    for element in (*report.tracks["id"], *report.scenarios["id"]):
        yield replace(report, focus=element)


@EACH
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_text_is_whole(tmp_path: Path, name: str, language: str) -> None:
    """No nought that is counted, no stray value, no doubled stop, whatever was read."""
    world = WORLDS[name]
    if world.english_only and language == "zh":
        pytest.skip("it has no Chinese")
    report = world.report(tmp_path / "x", language)
    texts = [
        text for key in NAMES for text in list_texts(getattr(tables, f"tabulate_{key}")(report))
    ]
    for brief in list_briefs(report):
        texts += [sentences.introduce_element(brief).plain, sentences.summarize_element(brief)]
        texts.append(sentences.weigh_element(brief).plain)
        texts += [
            *list_texts(tables.tabulate_quotes(brief)),
            *list_texts(tables.tabulate_empty(brief)),
        ]
    assert [text for text in texts if BAD[language].search(text or "")] == []


@EACH
def test_every_cell_has_one_entry(tmp_path: Path, name: str) -> None:
    """A cell stands in the ledger or among the gaps, and so in its briefs."""
    report = WORLDS[name].report(tmp_path / "x", "en")
    gaps = tables.tabulate_gaps(report)
    anchors = [
        row.cell.anchor for row in tables.tabulate_ledger(report).rows if isinstance(row, Group)
    ]
    anchors += [row[0].anchor for row in gaps.rows] if gaps else []
    tracks, scenarios = list(report.tracks["id"]), list(report.scenarios["id"])
    assert sorted(anchors) == sorted(f"cell-{t}:{s}" for t in tracks for s in scenarios)


def test_reversed_signs_dispute_a_cell(tmp_path: Path) -> None:
    """A furthers and B hinders what both link: both cells are disputed, and say for whom."""
    report = WORLDS["reversed"].report(tmp_path / "x", "en")
    table = tables.tabulate_disputed(report)
    assert {row[0].lines[0][0].link for row in table.rows} == {"cell-R1:C1", "cell-R2:C2"}
    for row in table.rows:
        assert [line[0].text for line in row[2].lines] == ["evidence: A B", "as hindering: B"]
    rows = [row for row in tables.tabulate_ledger(report).rows if not isinstance(row, Group)]
    assert "A 2, B 2 −" in ["".join(run.text for run in row[2].lines[1][:1]) for row in rows]
