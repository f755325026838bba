"""A tiny framework whose every cell can be worked out by hand, and means to break it.

One goal, two tracks, three scenarios.  By the codebook its matrix is:

              R1 Lending              R2 Repair
C1 Reading    2 (001: 2, 002: 1)      0, and one inferred at 3 (004)
C2 Bus        1 (001: 1, 005: 1)      3 (004: 3 furthering, 003: 1 hindering)
C3 School     0                       NA

A second coder, L, disagrees twice; the report rests on the first, K.
"""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

Change = Callable[[Path], object]

# Rows are not in the order of the column `order`, so that sorting shows.
ELEMENTS = """\
id,level,order,name_zh,name_en,driver_zh,driver_en,quality_zh,quality_en,aim_zh,aim_en,locator
G0,goal,1,开放书馆,Open library,,,,,,,A3
R1,track,1,借阅,Lending,,,,,办好借阅,lend to all,A1
R2,track,2,修补,Repair,,,,,,,A2
C2,scenario,2,书车,Book bus,修补,repair,,,,,A2;A1
C1,scenario,1,阅览室,Reading room,借阅,lending,安静,quiet,,,A1
C3,scenario,3,夜校,Night school,,,,,,,A2
"""
SEGMENTS = """\
segment_id,locator,kind,quote_zh,quote_en
001,A1,narrative,借阅让阅览室和书车开到夜里,lending keeps the reading room and the book bus open at night
002,A1,narrative,借阅让阅览室,lending keeps the reading room
003,A2;A1,narrative,修补耽误书车,repair holds up the book bus
004,A2,formula,以修补为牵引，办好书车夜校,"with repair as the driver, run the book bus night school"
005,A1,narrative,借阅随 书车下乡,lending rides with the book bus
006,A3,structural,两条赛道：借阅、修补,two tracks: lending and repair
007,A3,global,赛道都相连,the tracks are all linked
"""
CODING = """\
segment_id,track_id,scenario_id,coder,level,basis,polarity,trigger_track,trigger_scenario,note_zh,note_en
001,R1,C1,K,2,direct,+,借阅,阅览室,写明关系,relation stated
002,R1,C1,K,1,direct,+,借阅,阅览室,只是并提,only together
001,R1,C2,K,1,direct,+,借阅,书车,只是并提,only together
005,R1,C2,K,1,direct,?,借阅,书车,说法不清,unclear
,R1,C3,K,0,,,,,检索未见,"searched, nothing found"
,R2,C1,K,0,,,,,检索未见,"searched, nothing found"
004,R2,C1,K,3,inferred,+,修补,,文外知识,from outside
003,R2,C2,K,1,direct,-,修补,书车,写明妨碍,hindrance stated
004,R2,C2,K,3,direct,+,修补,书车,另有夜校,names the school
,R2,C3,K,NA,,,,,原文未界定,not defined
001,R1,C1,L,3,direct,+,借阅,阅览室,,
005,R1,C3,L,2,direct,+,借阅,,,
"""
LEXICON = """\
element_id,term,warrant,sense,locator,note_zh,note_en
R1,借阅,own,accepted,A1,名称,name
R2,修补,own,accepted,A2,名称,name
C1,阅览室,own,accepted,A1,名称,name
C2,书车,own,accepted,A1;A2,名称,name
C3,夜校,own,accepted,A2,名称,name
C2,赛道,plain,rejected,A3,另有所指,means something else
"""
# A1 has 100 of 200 characters, A2 60, A3 40.
LOCATORS = """\
locator,order,kind,characters,sentences,topic_id
A2,2,paragraph,60,2,R2
A1,1,paragraph,100,4,R1
A3,3,paragraph,40,1,
"""
ABOUT = """\
key,text_zh,text_en,basis,locator
event,书馆去年开门。,The library opened last year.,source,A1;A3
limits,编码者是本书作者。,The coder wrote this text.,analyst,
"""
GLOSSARY = """\
term_zh,term_en,explanation_zh,explanation_en,term_en_status,source,explanation_basis
借阅,lending,借出图书,giving out books,own,,analyst
书车,book bus,流动书馆,a library on wheels,seen,https://example.org/bus,article
"""
FILES = {
    "elements.csv": ELEMENTS,
    "segments.csv": SEGMENTS,
    "coding.csv": CODING,
    "lexicon.csv": LEXICON,
    "locators.csv": LOCATORS,
    "about.csv": ABOUT,
    "glossary.csv": GLOSSARY,
}
PACKAGE = {
    "name": "tiny",
    "title": "Open library",
    "title_zh": "开放书馆",
    "version": "0.1",
    "created": "2020-02-29",
    "sources": [{"title": "A leaflet", "title_zh": "一份传单"}],
    "licenses": [{"name": "CC0-1.0"}],
}
# The trigger terms as the English quotes have them.
ENGLISH = {
    "借阅": "lending",
    "修补": "repair",
    "阅览室": "reading room",
    "书车": "book bus",
    "夜校": "night school",
    "赛道": "tracks",
}


def write_tiny(folder: Path, *, english_only: bool = False) -> Path:
    """Write the framework, in both languages or without the columns of the Chinese one."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        rows = list(csv.reader(io.StringIO(text)))
        write_rows(folder / name, keep_english(rows) if english_only else rows)
    (folder / "datapackage.json").write_text(json.dumps(PACKAGE), encoding="utf-8")
    return folder


def keep_english(rows: list[list[str]]) -> list[list[str]]:
    """Return rows without the columns of Chinese, and with English words in the others."""
    kept = [position for position, name in enumerate(rows[0]) if not name.endswith("_zh")]
    return [[ENGLISH.get(row[position], row[position]) for position in kept] for row in rows]


def read_rows(path: Path) -> list[list[str]]:
    """Read a CSV file as rows; the first is the header, so row n of a sheet is item n - 1."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def write_rows(path: Path, rows: Sequence[Sequence[str]], *, newline: str = "\n") -> None:
    """Write rows as UTF-8 without BOM."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=newline).writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")


def set_cell(folder: Path, file: str, row: int, column: str, value: str) -> None:
    """Rewrite one cell; `row` counts as a spreadsheet does, with the header as row 1."""
    rows = read_rows(folder / file)
    rows[row - 1][rows[0].index(column)] = value
    write_rows(folder / file, rows)


def setting(file: str, row: int, column: str, value: str) -> Change:
    """Return a change that rewrites one cell."""
    return lambda folder: set_cell(folder, file, row, column, value)


def fill_column(folder: Path, file: str, column: str, value: str) -> None:
    """Rewrite every cell of a column below the header."""
    for row in range(2, len(read_rows(folder / file)) + 1):
        set_cell(folder, file, row, column, value)


def add_row(folder: Path, file: str, *cells: str) -> None:
    """Append a row as it stands, whatever its length."""
    write_rows(folder / file, [*read_rows(folder / file), cells])


def drop_rows(folder: Path, file: str, *numbers: int) -> None:
    """Delete rows by their number in a spreadsheet."""
    rows = read_rows(folder / file)
    write_rows(folder / file, [row for n, row in enumerate(rows, start=1) if n not in numbers])


def drop_column(folder: Path, file: str, column: str) -> None:
    """Delete a column with its heading."""
    rows = read_rows(folder / file)
    place = rows[0].index(column)
    write_rows(folder / file, [row[:place] + row[place + 1 :] for row in rows])


def set_package(folder: Path, **values: object) -> None:
    """Rewrite keys of datapackage.json."""
    path = folder / "datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values), encoding="utf-8")


# Texts that would run, or change, if anything took them for code: HTML, Markdown, TeX, Jinja.
HOSTILE_NAME = "<script>$x$</script> *y*"
HOSTILE = '<script>a("b")</script> $x$ *y* _z_ #q \\n & {{w}} `v` [k](javascript:u)'


def write_hostile(folder: Path) -> Path:
    """Write the framework with names, driver, quote, note and prose that look like code."""
    write_tiny(folder)
    for language in ("zh", "en"):
        set_cell(folder, "elements.csv", 3, f"name_{language}", f"{HOSTILE_NAME} R1")
        set_cell(folder, "elements.csv", 5, f"name_{language}", f"{HOSTILE_NAME} C2")
        set_cell(folder, "elements.csv", 6, f"name_{language}", f"{HOSTILE_NAME} C1")
        set_cell(folder, "elements.csv", 6, f"driver_{language}", HOSTILE)
        set_cell(folder, "coding.csv", 2, f"note_{language}", HOSTILE)
        set_cell(folder, "about.csv", 2, f"text_{language}", HOSTILE)
        set_cell(folder, "glossary.csv", 2, f"explanation_{language}", HOSTILE)
        set_cell(folder, "segments.csv", 7, f"quote_{language}", HOSTILE)
    return folder


def write_long(folder: Path) -> Path:
    """Write the framework with names and drivers far longer than any label."""
    write_tiny(folder)
    words = "Integrated reading and lending services for all districts of the city, and beyond"
    for row in range(2, 8):
        set_cell(
            folder, "elements.csv", row, "name_zh", "全市城乡一体化的阅读与借阅服务体系建设" * 2
        )
        set_cell(folder, "elements.csv", row, "name_en", words)
        set_cell(folder, "elements.csv", row, "driver_zh", "“面向读者的借阅服务”" * 4)
        set_cell(folder, "elements.csv", row, "driver_en", f"“{words}”")
    return folder
