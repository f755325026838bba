"""Tables of framework and matrix, their values worked out by hand (see sample.py)."""

import inspect
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from doubt_sample import write_framework
from executed import list_scenarios
from large_sample import write_sized
from sample import HOSTILE, HOSTILE_NAME

from report138.data.framework import Framework
from report138.engine.typeset.outputs import Group, Run, Table
from report138.view import tables
from report138.view.report import Report
from report138.view.tables import matrix, readings

Reports = dict[str, Report]
MAKERS: dict[str, Callable[[Report], Table | None]] = {
    name.removeprefix("tabulate_"): make
    for name, make in inspect.getmembers(tables, inspect.isfunction)
    if name not in ("quote_links", "tabulate_quotes", "tabulate_empty", "tabulate_other_quotes")
}
MAKERS["matrix"] = lambda report: make_matrix(report)
MAKERS["scenarios"] = lambda report: list_scenarios(report)
MAKERS["pairs"] = lambda report: make_pairs(report)
MAKERS["glossary"] = lambda report: tables.tabulate_glossary(explain_outside(report))
MAKERS["inferred"] = lambda report: tables.tabulate_inferred(move_inferred(report))
# A brief's quotes, and what it misses, are those of the element in focus.
MAKERS["quotes"] = lambda report: tables.tabulate_quotes(replace(report, focus="C2"))
MAKERS["empty"] = lambda report: tables.tabulate_empty(replace(report, focus="C3"))
EVERY_TABLE = pytest.mark.parametrize("name", MAKERS)


def make_matrix(report: Report) -> Table:
    """Set a matrix as a table that is so small that the report shows none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matrix, "is_large", lambda _: True)
        return tables.tabulate_matrix(report)


def make_pairs(report: Report) -> Table:
    """List so few pairs of readings as the report puts into a sentence."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readings, "MOST_PAIRS", 0)
        return tables.tabulate_pairs(report)


def explain_outside(report: Report) -> Report:
    """Return the report with terms that are all explained from outside the source."""
    framework = report.framework
    glossary = framework.glossary.assign(explanation_basis="outside")
    return replace(report, framework=replace(framework, glossary=glossary))


def move_inferred(report: Report) -> Report:
    """Return the report with what is inferred moved to R1-C2, a cell with evidence."""
    framework = report.framework
    coding = framework.coding
    inferred = coding["basis"] == "inferred"
    coding.loc[inferred, ["track_id", "scenario_id", "trigger_track"]] = ["R1", "C2", ""]
    return replace(report, framework=replace(framework, coding=coding))


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


def test_scenarios_are_listed_where_no_figure_shows_them(shipped_reports: Reports) -> None:
    """The figure of drivers shows the eight of 138; without a word list there is no figure."""
    report = shipped_reports["zh"]
    assert tables.tabulate_scenarios(report) is None
    wordless = replace(report.framework, lexicon=report.framework.lexicon.head(0))
    table = tables.tabulate_scenarios(replace(report, framework=wordless))
    assert len(table.rows) == 8


def test_scenarios_with_driver_and_quality(tiny_reports: Reports) -> None:
    """In their order; what the source does not give is empty; several places stand apart."""
    rows = read(list_scenarios(tiny_reports["zh"]))
    assert rows == [
        ["C1", "阅览室\nReading room", "借阅\nlending", "安静\nquiet", "A1"],
        ["C2", "书车\nBook bus", "修补\nrepair", "", "A2 A1"],
        ["C3", "夜校\nNight school", "", "", "A2"],
    ]


def test_the_matrix_as_a_table(tiny_reports: Reports) -> None:
    """Level, its name and the units in each cell; a disputed one says in how many readings."""
    table = make_matrix(tiny_reports["en"])
    # without the counts of links by sign, which stand in the last row and column
    lines = [[cell.split("\n") for cell in row[:-1]] for row in read(table)[:-1]]
    assert [[cell[:1] for cell in row] for row in lines] == [
        [["Reading room"], ["2 states a relation · 1 sent."], ["none found"]],
        [["Book bus"], ["1 only named together · 2 sent."], ["3 names a means · 2 sent."]],
        [["Night school"], ["disputed 1/2"], ["not assessable"]],
    ]
    # a second line in R2-C2 alone, which holds a hindering unit
    assert [len(cell) for row in lines for cell in row].count(2) == 1
    assert lines[1][2][1] == "also −1"
    levels = [[cell.level for cell in row[1:-1]] for row in table.rows[:-1]]
    assert levels == [[2, None], [1, 3], [None, None]]
    assert [column.label for column in table.columns[1:-1]] == ["Lending", "Repair"]
    assert table.rows[-1][-1].text == "+2 −0"  # what hinders in C2-R2 is below a link


@pytest.mark.parametrize(("tracks", "columns"), [(12, 13), (13, 7)])
def test_a_matrix_of_many_tracks_lists_them_by_level(
    tmp_path: Path, tracks: int, columns: int
) -> None:
    """Up to twelve tracks have a column each; more are listed in columns: three levels and three states."""
    report = write_sized(tmp_path / "sized", (2, tracks))
    assert len(tables.tabulate_matrix(report).columns) == columns


def test_a_small_matrix_has_no_table(tiny_reports: Reports) -> None:
    """The figure labels each of its cells."""
    assert tables.tabulate_matrix(tiny_reports["en"]) is None


def test_disputed_cells_of_many_tracks_stand_apart(tmp_path: Path) -> None:
    """T1 is found by one of two readings, T2 by both; the other tracks by none."""
    coding = ["a,T1,S1,A,2,direct,+", "b,T2,S1,A,2,direct,+", "b,T2,S1,B,2,direct,+"]
    coding += [f",T{track},S1,{coder},0,," for track in range(3, 14) for coder in "AB"]
    report = write_framework(tmp_path / "many", (1, 13), [*coding, ",T1,S1,B,0,,"])
    (row,) = read(tables.tabulate_matrix(report))
    assert row == ["Scenario 1", "", "Track 2 (1)", "", "Track 1 (1/2)", "11"]


def test_every_cell_of_the_matrix_leads_to_an_entry(tiny_reports: Reports) -> None:
    """The links of the matrix are the anchors of the ledger and of the gaps."""
    report = tiny_reports["en"]
    links = {run.link for run in list_runs(make_matrix(report))} - {""}
    found = [row.cell.anchor for row in tables.tabulate_ledger(report).rows if hasattr(row, "cell")]
    empty = [row[0].anchor for row in tables.tabulate_gaps(report).rows]
    assert sorted(links) == sorted(found + empty)
    assert len(links) == 6


def test_levels_are_explained_from_the_top(tiny_reports: Reports) -> None:
    """Four levels, each with its name and its rule, tinted as in the matrix."""
    table = tables.tabulate_levels(tiny_reports["en"])
    assert [row[0].level for row in table.rows] == [3, 2, 1, 0]
    assert [row[1].text for row in table.rows][::3] == ["names a means", "none found"]
    assert all(row[2].text for row in table.rows)


def test_the_lexicon_has_a_row_an_element(tiny_reports: Reports) -> None:
    """Terms stand by warrant; a rejected one with its reason."""
    rows = {row[0]: row[1:] for row in read(tables.tabulate_lexicon(tiny_reports["en"]))}
    assert rows["Repair R2"] == ["own: 修补", ""]
    assert rows["Book bus C2"] == ["own: 书车", "赛道 (means something else)"]


def test_plain_words_say_how_many_readings_took_them(shipped_reports: Reports) -> None:
    """Of B, C and D, who had no list, all took 农村, B alone took 市场, nobody 智慧."""
    rows = read(tables.tabulate_lexicon(shipped_reports["zh"]))
    lines = [line for row in rows for line in row[1].split("\n") if line.startswith("常义：")]
    words = "、".join(line.removeprefix("常义：") for line in lines).split("、")
    votes = dict(word.split(" ") for word in words)
    assert {word: votes[word] for word in ("农村", "市场", "电商", "智慧", "治理")} == {
        "农村": "3/3",
        "市场": "1/3",
        "电商": "0/3",
        "智慧": "0/3",
        "治理": "3/3",
    }


def test_the_glossary_says_where_words_come_from(tiny_reports: Reports) -> None:
    """A term with its rendering, in brackets whose that is, and the explanation."""
    table = tables.tabulate_glossary(explain_outside(tiny_reports["en"]))
    assert read(table) == [
        ["借阅\nlending [own]", "giving out books"],
        ["书车\nbook bus [seen]", "a library on wheels"],
    ]
    assert table.notes == ()


def test_the_glossary_leaves_to_the_data_what_needs_no_explanation(tiny: Framework) -> None:
    """The source or the analyst explains both terms; of two one alone is from outside."""
    assert tables.tabulate_glossary(Report(tiny, "en")) is None
    glossary = tiny.glossary.assign(explanation_basis=["outside", "article"])
    table = tables.tabulate_glossary(Report(replace(tiny, glossary=glossary), "en"))
    assert [row[0].text for row in table.rows] == ["借阅\nlending [own]"]
    assert "one more is in glossary.csv" in table.notes[0]


def test_a_rendering_without_a_status_has_no_bracket(tiny: Framework) -> None:
    """Where it is not stated whose it is, none is made up."""
    glossary = tiny.glossary.assign(term_en_status="")
    report = explain_outside(Report(replace(tiny, glossary=glossary), "en"))
    assert read(tables.tabulate_glossary(report))[0][0] == "借阅\nlending"


def test_a_term_that_the_report_never_uses_is_left_to_the_data(tiny: Framework) -> None:
    """No element, quote or passage holds 馆长."""
    glossary = tiny.glossary.assign(term_zh="馆长", term_en="head librarian")
    report = explain_outside(Report(replace(tiny, glossary=glossary), "zh"))
    assert tables.tabulate_glossary(report) is None


def test_each_source_stands_once_with_the_terms_that_rest_on_it(tiny: Framework) -> None:
    """Two terms rest on one address, which is linked; what is no address of the web is not."""
    glossary = tiny.glossary.assign(source="https://example.org/a", explanation_basis="outside")
    report = Report(replace(tiny, glossary=glossary), "en")
    table = tables.tabulate_sources(report)
    assert read(table) == [
        ["A leaflet", "–"],
        ["lending and book bus", "https://example.org/a"],
    ]
    assert [run.link for run in table.rows[1][1].lines[0]] == ["https://example.org/a"]
    told = replace(tiny, glossary=glossary.assign(source="javascript:alert(1)"))
    unsafe = tables.tabulate_sources(Report(told, "en")).rows[1][1].lines[0][0]
    assert (unsafe.text, unsafe.link) == ("javascript:alert(1)", "")


# --- the readings -------------------------------------------------------------------------------


def test_the_readings_of_the_shipped_framework(shipped_reports: Reports) -> None:
    """What each had, had not seen and found: 12, 10, 8 and 8 cells, of them 8, 7, 6 and 6 links."""
    table = tables.tabulate_readings(shipped_reports["en"])
    rows = read(table)
    assert [row[:1] + row[2:5] for row in rows] == [
        ["Reading A", "B C D", "12", "8"],
        ["Reading B", "A C D", "10", "7"],
        ["Reading C", "A B D", "8", "6"],
        ["Reading D", "A B C", "8", "6"],
    ]
    assert [row[1] for row in rows] == ["source, sheet and word list", *["source and sheet"] * 3]
    assert "independent experts" in table.notes[0]


def test_one_reading_has_no_agreement_to_speak_of(tiny: Framework) -> None:
    """Its table has one row and no note on agreement; there are no pairs."""
    report = Report(tiny, "en", coder="K")
    table = tables.tabulate_readings(report)
    assert (len(table.rows), table.notes) == (1, ())
    assert tables.tabulate_pairs(report) is None


def test_pairs_say_on_how_many_cells_they_agree(shipped_reports: Reports) -> None:
    """The pairs of four readings, of 24 cells; the directions of the links that both state."""
    rows = read(make_pairs(shipped_reports["zh"]))
    assert [row[:2] for row in rows] == [
        ["A – B", "22/24"],
        ["A – C", "20/24"],
        ["A – D", "20/24"],
        ["B – C", "22/24"],
        ["B – D", "22/24"],
        ["C – D", "24/24"],
    ]
    assert rows[0][3] == "7/7"


def test_no_module_of_tables_is_left_out() -> None:
    """Every public table function is exported, so that the tests above meet it."""
    modules = Path(tables.__file__).parent.glob("*.py")
    defined = {
        line.split("(")[0].removeprefix("def ")
        for path in modules
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("def tabulate_")
    }
    assert defined == {name for name in vars(tables) if name.startswith("tabulate_")}
