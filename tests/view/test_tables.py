"""Tables of framework and matrix, their values worked out by hand (see sample.py)."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from large_sample import write_sized
from sample import HOSTILE, HOSTILE_NAME

from report138.data.framework import Framework
from report138.engine.typeset.outputs import Group, Run, Table
from report138.view import tables
from report138.view.report import Report

Reports = dict[str, Report]
MAKERS: dict[str, Callable[[Report], Table | None]] = {
    name.removeprefix("tabulate_"): getattr(tables, name)
    for name in tables.__all__
    if name not in ("tabulate_profiles", "tabulate_quotes")
}
MAKERS["profiles of tracks"] = lambda report: tables.tabulate_profiles(report, "track")
MAKERS["profiles of scenarios"] = lambda report: tables.tabulate_profiles(report, "scenario")
# A brief's quotes are those of the element in focus.
MAKERS["quotes"] = lambda report: tables.tabulate_quotes(replace(report, focus="C2"))
EVERY_TABLE = pytest.mark.parametrize("name", MAKERS)


def read(table: Table) -> list[list[str]]:
    """Return a table's rows as text, without those that head a group."""
    return [[cell.text for cell in row] for row in table.rows if not isinstance(row, Group)]


def list_runs(table: Table) -> list[Run]:
    """Return every run of a table."""
    cells = [cell for row in table.rows if not isinstance(row, Group) for cell in row]
    cells += [row.cell for row in table.rows if isinstance(row, Group)]
    return [run for cell in cells for line in cell.lines for run in line]


@EVERY_TABLE
@pytest.mark.parametrize("language", ["zh", "en"])
def test_rows_fit_the_columns(tiny_reports: Reports, name: str, language: str) -> None:
    """Every row has a cell a column, exactly one column heads the rows, and nothing is blank."""
    table = MAKERS[name](tiny_reports[language])
    assert table.caption
    assert table.rows
    assert sum(column.header for column in table.columns) == 1
    for row in table.rows:
        assert isinstance(row, Group) or len(row) == len(table.columns)


def test_every_table_has_a_key_of_its_own(tiny_reports: Reports) -> None:
    """Keys become anchors, so no two tables share one."""
    keys = [make(tiny_reports["en"]).key for make in MAKERS.values()]
    assert len(set(keys)) == len(keys)


@EVERY_TABLE
def test_code_in_data_stays_text(hostile_reports: Reports, name: str) -> None:
    """No name, quote or note becomes markup in a table's HTML."""
    table = MAKERS[name](hostile_reports["en"])
    page = BeautifulSoup(table._repr_mimebundle_()["text/html"], "html.parser")
    assert page.find("script") is None
    for run in list_runs(table):
        assert run.text.strip() in page.get_text()


def test_code_in_data_is_shown(hostile_reports: Reports) -> None:
    """Names, drivers, notes and explanations stand in their tables as they are typed."""
    report = hostile_reports["en"]
    texts = {
        key: [run.text for run in list_runs(MAKERS[key](report))]
        for key in ("scenarios", "ledger", "glossary", "unplaced")
    }
    assert f"{HOSTILE_NAME} C1" in texts["scenarios"]
    for key in texts:
        assert HOSTILE in texts[key], key


@EVERY_TABLE
def test_english_alone_makes_every_table(english_report: Report, name: str) -> None:
    """A framework in one language fills its tables without a word of the other."""
    table = MAKERS[name](english_report)
    assert table.rows
    for run in list_runs(table):
        assert run.lang in ("", "en")
        assert not any("\u4e00" <= char <= "\u9fff" for char in run.text)


def test_goals_and_tracks_with_their_aims(tiny_reports: Reports) -> None:
    """Goal first, tracks in their order, both languages in a cell, the place at the end."""
    rows = read(tables.tabulate_goals_and_tracks(tiny_reports["en"]))
    assert rows == [
        ["G0", "Open library\n开放书馆", "Goal", "", "A3"],
        ["R1", "Lending\n借阅", "Track", "lend to all\n办好借阅", "A1"],
        ["R2", "Repair\n修补", "Track", "", "A2"],
    ]


def test_scenarios_with_driver_and_quality(tiny_reports: Reports) -> None:
    """In their order; what the source does not give is empty; several places stand apart."""
    rows = read(tables.tabulate_scenarios(tiny_reports["zh"]))
    assert rows == [
        ["C1", "阅览室\nReading room", "借阅\nlending", "安静\nquiet", "A1"],
        ["C2", "书车\nBook bus", "修补\nrepair", "", "A2 A1"],
        ["C3", "夜校\nNight school", "", "", "A2"],
    ]


def test_the_matrix_as_a_table(tiny_reports: Reports) -> None:
    """Level, its name and the number of segments in each cell; what has no level is named."""
    table = tables.tabulate_matrix(tiny_reports["en"])
    lines = [[cell.split("\n") for cell in row] for row in read(table)]
    assert [[cell[:1] for cell in row] for row in lines] == [
        [["Reading room"], ["2 stated · 2 seg."], ["none found"]],
        [["Book bus"], ["1 co-presented · 2 seg."], ["3 operational · 2 seg."]],
        [["Night school"], ["none found"], ["not assessable"]],
    ]
    # a second line in R2-C2 alone, which holds a hindering segment
    assert [len(cell) for row in lines for cell in row].count(2) == 1
    assert "hindering" in lines[1][2][1]
    levels = [[cell.level for cell in row[1:]] for row in table.rows]
    assert levels == [[2, None], [1, 3], [None, None]]
    assert [column.label for column in table.columns[1:]] == ["Lending", "Repair"]


@pytest.mark.parametrize(("tracks", "columns"), [(12, 13), (13, 7)])
def test_a_matrix_of_many_tracks_lists_them_by_level(
    tmp_path: Path, tracks: int, columns: int
) -> None:
    """Up to twelve tracks have a column each; more are listed in columns: three levels and three states."""
    report = write_sized(tmp_path / "sized", (2, tracks))
    assert len(tables.tabulate_matrix(report).columns) == columns


def test_every_cell_of_the_matrix_leads_to_an_entry(tiny_reports: Reports) -> None:
    """The links of the matrix are the anchors of the ledger and of the cells without evidence."""
    report = tiny_reports["en"]
    links = {run.link for run in list_runs(tables.tabulate_matrix(report))} - {""}
    found = [row.cell.anchor for row in tables.tabulate_ledger(report).rows if hasattr(row, "cell")]
    empty = [row[0].anchor for row in tables.tabulate_empty(report).rows]
    assert sorted(links) == sorted(found + empty)
    assert len(links) == 6


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        # level 3, 2, 1, 0, not assessable, level 2 or more, segments
        ("track", [["Lending", *"0111014"], ["Repair", *"1001112"]]),
        (
            "scenario",
            [["Reading room", *"0101012"], ["Book bus", *"1010014"], ["Night school", *"0001100"]],
        ),
    ],
)
def test_profiles_count_cells(tiny_reports: Reports, by: str, expected: list[list[str]]) -> None:
    """A row an element: cells by level, NA, level 2 or more, and segments."""
    assert read(tables.tabulate_profiles(tiny_reports["en"], by)) == expected


def test_a_profile_shows_only_states_that_occur(tiny: Framework) -> None:
    """Without a cell that cannot be assessed or was not coded there is no column for it."""
    coding = tiny.coding.assign(level=tiny.coding["level"].fillna(0))
    table = tables.tabulate_profiles(Report(replace(tiny, coding=coding), "en"), "track")
    assert len(table.columns) == 7


def test_places_with_evidence(tiny_reports: Reports) -> None:
    """A1: 100 of 200 characters and 3 of 5 segments; A2: 60 and 2; A3 has no direct one."""
    rows = read(tables.tabulate_places(tiny_reports["en"]))
    assert rows == [
        ["A1", "Lending", "100", "50%", "3", "60%"],
        ["A2", "Repair", "60", "30%", "2", "40%"],
    ]


def test_levels_are_explained_from_the_top(tiny_reports: Reports) -> None:
    """Four levels, each with its name and its rule, tinted as in the matrix."""
    table = tables.tabulate_levels(tiny_reports["en"])
    assert [row[0].level for row in table.rows] == [3, 2, 1, 0]
    assert [row[1].text for row in table.rows][::3] == ["operational", "none found"]
    assert all(row[2].text for row in table.rows)


def test_the_lexicon_parts_accepted_from_rejected(tiny_reports: Reports) -> None:
    """Terms stand by element and warrant; a rejected one with its reason."""
    rows = {row[0]: row[1:] for row in read(tables.tabulate_lexicon(tiny_reports["en"]))}
    assert rows["Repair\nR2"] == ["own: 修补", ""]
    assert rows["Book bus\nC2"] == ["own: 书车", "赛道 means something else"]


def test_the_glossary_says_where_words_come_from(tiny_reports: Reports) -> None:
    """Each term with rendering, explanation, and in brackets whose they are."""
    rows = read(tables.tabulate_glossary(tiny_reports["en"]))
    assert rows[0] == ["借阅", "lending [own]", "giving out books [the analyst’s own]"]
    assert rows[1] == ["书车", "book bus [seen]", "a library on wheels [from the source]"]


def test_a_glossary_without_its_optional_columns_has_no_brackets(tiny: Framework) -> None:
    """Where neither status nor basis is stated, none is made up."""
    glossary = tiny.glossary.assign(term_en_status="", explanation_basis="")
    rows = read(tables.tabulate_glossary(Report(replace(tiny, glossary=glossary), "en")))
    assert rows[0] == ["借阅", "lending", "giving out books"]


def test_no_module_of_tables_is_left_out() -> None:
    """Every public table function is exported, so that the tests above meet it."""
    modules = Path(tables.__file__).parent.glob("*.py")
    defined = {
        line.split("(")[0].removeprefix("def ")
        for path in modules
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("def tabulate_")
    }
    assert defined == set(tables.__all__)
