"""What the readings made of every unit: who took it as evidence for a cell, who inferred it."""

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from report138.analysis.interlinkage import CELL
from report138.analysis.plain_words import find_words
from report138.data.schema import LISTED
from report138.view.report import Report
from report138.view.words.facts.cells import select_cell

CellKey = tuple[str, str]  # scenario, track
LONGEST_REASON = {"zh": 40, "en": 100}  # characters
SIGNS = {"-": "−", "?": "?"}  # as the data have them, and as they are set


@dataclass(frozen=True)
class Entry:
    """One unit that bears on a cell, and what each reading made of it.

    `row` is the highest coding of the first reading that took the unit, `words` are those on
    which it rests.  `direct` and `inferred` hold the level and sign by coder; `others` are the
    codings whose quotes are other words of the same unit.
    """

    scenario: str
    track: str
    unit: str
    level: int
    judged: int  # readings with a level for the cell
    row: dict[str, Any]
    words: tuple[str, ...]
    direct: dict[str, str]
    inferred: dict[str, str]
    others: tuple[dict[str, Any], ...]

    @property
    def takers(self) -> dict[str, str]:
        """The readings that took the unit as what it stands for: direct, or else inferred."""
        return self.direct or self.inferred


def list_entries(report: Report, basis: str = "direct") -> dict[CellKey, list[Entry]]:
    """List by cell the units that any reading took so, firmest first, then as the text has them."""
    fills, units = report.fills, report.units
    words = find_words(fills, report.framework.lexicon)
    fills["words"] = [tuple(dict.fromkeys(term for _, term in row)) for row in words]
    # one conversion for all: a frame a unit costs a millisecond each
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in fills.to_dict("records"):
        groups.setdefault((*(row[name] for name in CELL), row["unit"]), []).append(row)
    listed: dict[CellKey, list[Entry]] = {}
    for unit in units[units["basis"] == basis].itertuples(index=False):
        cell = unit.scenario_id, unit.track_id
        entry = _make_entry(report, unit, groups[*cell, unit.unit])
        listed.setdefault(cell, []).append(entry)
    for entries in listed.values():
        entries.sort(key=lambda entry: (-entry.level, entry.row["order"], _split(entry.unit)))
    return listed


def _make_entry(report: Report, unit: Any, rows: list[dict[str, Any]]) -> Entry:
    """Gather what the readings made of one unit (a row of report.units) in one cell."""
    mine = [row for row in rows if row["basis"] == unit.basis]
    first = min(mine, key=lambda row: (report.coders.index(row["coder"]), -row["level"]))
    seen, others = {first["segment_id"]}, []
    for row in mine:
        if row["segment_id"] not in seen:
            seen.add(row["segment_id"])
            others.append(row | {"coders": _list_quoting(mine, row)})
    return Entry(
        unit.scenario_id,
        unit.track_id,
        unit.unit,
        int(unit.level),
        int(unit.judged),
        first,
        first["words"],
        _rate(report, mine) if unit.basis == "direct" else {},
        _rate(report, [row for row in rows if row["basis"] == "inferred"]),
        tuple(others),
    )


def _list_quoting(rows: list[dict[str, Any]], like: dict[str, Any]) -> tuple[str, ...]:
    """List the coders who quote the same words."""
    quoting = [row["coder"] for row in rows if row["segment_id"] == like["segment_id"]]
    return tuple(dict.fromkeys(quoting))


def _rate(report: Report, rows: list[dict[str, Any]]) -> dict[str, str]:
    """Return the highest level of every coder, with the sign of a link that does not further."""
    rated: dict[str, tuple[int, str]] = {}
    for row in rows:
        level = int(row["level"])
        if level > rated.get(row["coder"], (0, ""))[0]:
            value = report.levels.show(level, row["polarity"])
            rated[row["coder"]] = level, value + find_sign(report, level, row["polarity"])
    return {coder: words for coder, (_, words) in rated.items()}


def find_sign(report: Report, level: int, polarity: str) -> str:
    """Return the sign of a coding behind a blank; what states no relation can be left open.

    A level that is written with a sign needs no other.
    """
    if report.levels.is_signed(level):
        return ""
    shown = polarity == "-" or level >= report.framework.scale.stated
    return f" {SIGNS[polarity]}" if shown and polarity in SIGNS else ""


def _split(unit: str) -> list[tuple[int, str]]:
    """Split a unit's name so that P9.10 stands behind P9.2."""
    parts = re.findall(r"\d+|\D+", unit)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


@dataclass(frozen=True)
class Head:
    """What stands over a cell of the ledger."""

    level: str  # as it is written; "" for none
    name: str  # of the level
    found: int  # readings with evidence
    judged: int
    disputed: bool
    units: int  # that more than half of the readings took
    others: int  # that fewer took


def read_head(report: Report, cell: pd.Series) -> Head:
    """Read the level of a cell, how many readings found it, and on how many units it rests."""
    numbers = (int(cell[name]) for name in ("found", "judged"))
    units = (int(cell[name]) for name in ("volume", "taken"))
    some = not pd.isna(cell["level"]) and cell["level"] > 0
    level = report.levels.show_cell(cell) if some else ""
    name = report.levels.name_cell(cell) if some else ""
    return Head(level, name, *numbers, cell["status"] == "disputed", *units)


@dataclass(frozen=True)
class Searches:
    """What the readings noted on cells without evidence; a sentence that opens most is apart."""

    notes: dict[CellKey, str]
    opening: str = ""
    without: int = 0  # notes that do not open so


def list_searches(report: Report, cells: pd.DataFrame) -> Searches:
    """Read the note on each cell: of the reading that had the word list, or else of any."""
    listed = report.framework.readings
    with_list = set(listed.loc[listed["had"] == LISTED, "coder"])
    order = sorted(report.coders, key=lambda coder: coder not in with_list)
    coding = report.framework.coding
    whole = coding[(coding["segment_id"] == "") & coding["coder"].isin(order)]
    found: dict[tuple[str, ...], str] = {
        (row["scenario_id"], row["track_id"], row["coder"]): report.read(row, "note")
        for row in whole.to_dict("records")
    }
    notes = {}
    for key in zip(cells["scenario_id"], cells["track_id"], strict=True):
        given = (found.get((*key, coder), "") for coder in order)
        notes[key] = next(filter(None, given), "")
    return _part_opening(notes)


def _part_opening(notes: dict[CellKey, str]) -> Searches:
    """Take the sentence that opens most notes out of them: it is said once."""
    openings = {key: take_sentence(note) for key, note in notes.items() if note}
    counts = pd.Series(list(openings.values()), dtype=object).value_counts()
    if counts.empty or counts.iloc[0] < 2 or 2 * counts.iloc[0] <= len(openings):
        return Searches(notes)
    opening = str(counts.index[0])
    rest = {
        key: note[len(opening) :].strip() if openings.get(key) == opening else note
        for key, note in notes.items()
    }
    return Searches(rest, opening.rstrip("。."), len(notes) - int(counts.iloc[0]))


def take_sentence(note: str) -> str:
    """Return the first sentence of a note."""
    found = re.match(r".*?(?:[。！？]|[.!?](?=\s|$))", note)
    return found.group() if found else note


@dataclass(frozen=True)
class Verdicts:
    """How the readings stand to a disputed cell."""

    direct: list[str]
    inferred: list[str]
    neither: list[str]
    hindering: list[str]  # of the first
    reason: tuple[str, str] | None  # a coder who did not take it, and why


def list_verdicts(report: Report, scenario: str, track: str, words: list[str]) -> Verdicts:
    """Tell who took the evidence of a cell, who inferred it, who neither, and one reason."""
    mine = select_cell(report.fills, scenario, track)
    readings = select_cell(report.readings, scenario, track)
    judged = list(readings.loc[readings["level"].notna(), "coder"])
    took = set(mine.loc[mine["basis"] == "direct", "coder"])
    guessed = set(mine["coder"]) - took
    minus = set(mine.loc[(mine["basis"] == "direct") & (mine["polarity"] == "-"), "coder"])
    others = mine[mine["coder"].isin(guessed)]
    return Verdicts(
        [coder for coder in judged if coder in took],
        [coder for coder in judged if coder in guessed],
        [coder for coder in judged if coder not in took | guessed],
        [coder for coder in judged if coder in minus],
        _find_reason(report, others, words),
    )


def _find_reason(report: Report, fills: pd.DataFrame, words: list[str]) -> tuple[str, str] | None:
    """Find the shortest clause of a note that names one of the words on which the cell turns."""
    ids = re.compile(rf"\b(?:{'|'.join(map(re.escape, report.names))})\b", re.ASCII)
    clauses = [
        (bool(ids.search(clause)), len(clause), row["coder"], clause)
        for row in fills.to_dict("records")
        for clause in _part_clauses(report.read(row, "note"))
        if any(word in clause for word in words if word)
        and len(clause) <= LONGEST_REASON[report.language]
    ]
    # one that speaks in ids is harder to read than a longer one in names
    return min(clauses)[2:] if clauses else None


def _part_clauses(note: str) -> list[str]:
    """Part a note into clauses, each without the code of the basis at its end."""
    clauses = re.split(r"[。；;]|\.(?=\s|$)", note)
    code = r"[\s,:=，→>-]+\w{0,2}\s*(?:inferred|\u8bb0\u4e3a\u63a8\u65ad)$"  # behind an arrow or a comma
    return [re.sub(code, "", clause.strip()).strip() for clause in clauses if clause.strip()]
