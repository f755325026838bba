"""Frameworks of any size, one that shares nothing with the shipped one, and the command line."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import sample
from doubt_sample import write_framework

from report138.data.framework import load_framework
from report138.view.canvas import Canvas
from report138.view.report import Report

SAVE = Canvas.save
WORDS = "Integrated services for all districts of the city and beyond "


def call(*arguments: str | Path) -> int:
    """Run the command line in this process; return its exit status."""
    from render import run

    try:
        return run(list(map(str, arguments)))
    except SystemExit as end:
        return int(end.code or 0)


def save_vectors(canvas: Canvas, *forms: str) -> list[bytes]:
    """Save an SVG as it is, and no bitmap, which takes long."""
    return [SAVE(canvas, form)[0] if form == "svg" else b"" for form in forms]


def name_long(identifier: str) -> str:
    """Make a name of 60 characters that only its end tells from others."""
    return f"{WORDS[: 59 - len(identifier)]} {identifier}"


def write_sized(
    folder: Path,
    shape: tuple[int, int],
    *,
    coded: bool = True,
    every: int = 4,
    name: Callable[[str], str] | None = None,
    language: str = "en",
) -> Report:
    """Write a framework of scenarios by tracks; `name` makes other names and drivers from ids.

    Row after row, the first of `every` cells is found at level 1, 2 or 3 in turn, the second
    was searched without result, the third cannot be assessed, and the others are not coded.
    """
    report = write_framework(folder, shape, list(_code(shape, every)) if coded else [])
    if name:
        header, *rows = sample.read_rows(folder / "elements.csv")
        named = [[*row[:3], *[name(row[0])] * 4, *row[7:]] for row in rows]
        sample.write_rows(folder / "elements.csv", [header, *named])
        report = Report(load_framework(folder), language)
    return report


def _code(shape: tuple[int, int], every: int) -> Iterator[str]:
    scenarios, tracks = shape
    for place in range(scenarios * tracks):
        cell = f"T{place % tracks + 1},S{place // tracks + 1},A"
        if place % every == 0:
            yield f"N{place},{cell},{place // every % 3 + 1},direct,+"
        elif place % every < 3:
            yield f",{cell},{'0' if place % every == 1 else 'NA'},,"


# Names that would run, be computed or lead elsewhere, if anything took them for more than text.
CODE = ("<script>alert(1)</script>", '#panic("x")', "$x$", "=1+1", "../../etc")
NOTE = " ".join(f"w{number:04}" for number in range(667))[:4000]
LETTERS = "abcdefghijklmnopq"
Element = tuple[str, str]  # id, name
HEADERS = {
    "elements.csv": "id,level,order,name_en,driver_en,quality_en,aim_en,locator",
    "segments.csv": "segment_id,locator,kind,quote_en",
    "coding.csv": "segment_id,track_id,scenario_id,coder,level,basis,polarity,trigger_track,"
    "trigger_scenario,note_en",
    "lexicon.csv": "element_id,term,warrant,sense,locator,note_en",
    "locators.csv": "locator,order,kind,characters,sentences,topic_id",
    "about.csv": "key,text_en,basis,locator",
    "glossary.csv": "term_en,explanation_en,source",
}
PACKAGE = {
    "name": "harbour",
    "title": "Harbour <b>one</b> #let $z$",
    "version": "7",
    "created": "2019-05-06",
    "sources": [{"title": "=2+2, a chart"}],
    "licenses": [],
}


def write_foreign(folder: Path) -> Path:
    """Write a framework in English only, 5 x 17, full of code: no column, id or word of others.

    Every third cell is found; its quote joins the names of both.  The first note is NOTE.
    """
    ways = [(f"way.{number}", words) for number, words in enumerate(CODE, 1)]
    quays = [(f"q-{number:02}", f"Quay {letter}") for number, letter in enumerate(LETTERS, 1)]
    cells = [(way, quay) for quay in quays for way in ways]
    rows = {
        "elements.csv": _list_elements(ways, quays),
        "segments.csv": [
            (f"{number:04}", "L2", "narrative", f"{way[1]} serves {quay[1]}")
            for number, (way, quay) in enumerate(cells[::3])
        ],
        "coding.csv": [_code_cell(number, *cell) for number, cell in enumerate(cells)],
        "lexicon.csv": [(i, words, "own", "accepted", "L1", "") for i, words in (*ways, *quays)],
        "locators.csv": [
            ("L1", "1", "page", "900", "9", ""),
            ("L2", "2", "page", "700", "7", "way.1"),
        ],
        "about.csv": [
            ("event", CODE[0] + CODE[1], "source", "L1"),
            ("limits", CODE[2], "analyst", ""),
        ],
        "glossary.csv": [(CODE[0], CODE[1], ""), ("berth", CODE[2], "")],
    }
    folder.mkdir(parents=True)
    for name, header in HEADERS.items():
        sample.write_rows(folder / name, [header.split(","), *rows[name]])
    (folder / "datapackage.json").write_text(json.dumps(PACKAGE), encoding="utf-8")
    return folder


def _list_elements(ways: list[Element], quays: list[Element]) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = [("peak", "goal", "1", "Quiet harbour", "", "", "", "L1")]
    for number, (identifier, words) in enumerate(ways, 1):
        rows.append((identifier, "track", str(number), words, "", "", CODE[-number], "L1"))
    for number, (identifier, words) in enumerate(quays, 1):
        rows.append((identifier, "scenario", str(number), words, CODE[number % 5], "", "", "L2"))
    return rows


def _code_cell(number: int, way: Element, quay: Element) -> Sequence[str]:
    if number % 3:
        return ("", way[0], quay[0], "Z", "0", "", "", "", "", CODE[3])
    level, note = str(number // 3 % 3 + 1), CODE[number % 5] if number else NOTE
    words = (level, "direct", "+", way[1], quay[1], note)
    return (f"{number // 3:04}", way[0], quay[0], "Z", *words)
