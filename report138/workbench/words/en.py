"""What the workbench says in English."""

from report138.view.names import Names
from report138.view.words.en.grammar import abridge, close
from report138.workbench.words.facts import Change, Count, Standing

TERMS = {
    "reading": "Reading",
    "all_readings": "all",
    "plain": "count plain words",
    "inferred": "count inferred passages",
    "stated": "A link from",
    "language": "Language",
    "grid": "Matrix: arrow keys move, Enter opens a cell, Escape closes it",
    "hint": "Click a cell, or move with the arrow keys and press Enter, to read its words.",
    "close": "Close",
    "settings": "What counts",
    "evidence": "Evidence",
    "guesses": "Inferred, not counted",
    "by_reading": "By reading",
    "searches": "Notes on the cell",
    "missing": "What is missing",
    "also_quoted": "also quoted",
}
CODING = {
    "source": "The source, sentence by sentence",
    "words": "The sentence: select words with the mouse, or Shift and the arrow keys",
    "take": "Code these words (Enter)",
    "previous": "Previous sentence",
    "next": "Next sentence",
    "codings": "Codings of this sentence",
    "none": "No words of this sentence are coded yet.",
    "track_id": "Track",
    "scenario_id": "Scenario",
    "level": "Level",
    "kind": "Kind",
    "basis": "Basis",
    "polarity": "Direction",
    "quote_zh": "Words in Chinese",
    "quote_en": "Words in English",
    "note_zh": "Why, in Chinese",
    "note_en": "Why, in English",
    "drop": "Remove",
    "codebook": "The codebook",
    "cells": "Cells: arrow keys move; Enter chooses a cell",
    "cell": "The cell as a whole",
    "evidence": "It has evidence: its level is the highest of that.",
    "formula": "formula",
    "narrative": "narrative",
    "direct": "direct",
    "inferred": "inferred",
    "rule_direct": "the words themselves carry it",
    "rule_inferred": "takes knowledge from outside",
    "+": "+ furthers",
    "-": "− hinders",
    "?": "? unclear",
    "NA": "not assessable",
    "open": "open",
    "unanswered": "Not saved yet: the kernel does not answer.",
    "blind": "This widget has opened no other reading, no quotation of one and no word list.",
}
LACKING = 'The explorer takes the extra “lab” (pip install -e ".[lab]"); this is the figure as reports show it.'

NO_CODING = (
    'Coding in a notebook takes the extra “lab” (pip install -e ".[lab]"); '
    "render.py code --coder NAME --source FILE writes the same sheet for a spreadsheet."
)
NOT_HERE = "The source is coded here while the notebook runs; a document shows nothing of it."


def say_progress(sentences: int, coded: int, cells: int, open_cells: int, faults: int) -> str:
    """Say how far the coding has come, and what keeps it from being imported."""
    said = [f"{coded} of {sentences} {'sentence' if sentences == 1 else 'sentences'} coded"]
    said.append(f"{cells - open_cells} of {cells} cells decided")
    if faults:
        said.append(f"{faults} {'coding is' if faults == 1 else 'codings are'} not complete")
    return close("; ".join(said))


def say_fault(kind: str, what: str) -> str:
    """Say what keeps a coding from being imported."""
    return {
        "missing": f"Missing: {CODING.get(what, what)}.",
        "not_verbatim": "The words do not stand so in the sentence.",
        "long": f"{what} characters: 80 at most; take the shortest stretch that holds the words.",
        "nowhere": "The paragraph fits no place of locators.csv: your copy may be another version.",
    }[kind]


def say_replaced(cell: str) -> str:
    """Say that evidence has taken the place of a cell's own level."""
    return f"{cell}: has evidence now, so its own level was taken back."


def say_saved(path: str) -> str:
    """Say where the sheet is."""
    return f"Saved in {path}"


def say_unsaved(path: str) -> str:
    """Say where the sheet will be."""
    return f"Will be saved in {path}"


def say_change(change: Change, names: Names) -> str:
    """Say how the matrix stands, and what a choice changed."""
    if not change.chosen:
        return _say_whole(change.now)
    now, before = change.now, change.before
    said = [
        f"{_say_cells(now.linked, now.cells)} linked{_instead(now.linked, before.linked)}",
        f"evidence in {now.found}{_instead(now.found, before.found)}",
    ]
    if now.readings > 1:
        differ = _instead(now.disputed, before.disputed)
        said.append(f"the readings differ on {now.disputed or 'none'}{differ}")
    moved = f" Changed: {close(abridge(change.moved))}" if change.moved else ""
    return f"{_head(change, names)}: {'; '.join(said)}.{moved}"


def _say_whole(now: Count) -> str:
    said = f"{_say_cells(now.linked, now.cells)} linked, evidence in {now.found or 'none'}"
    if now.readings < 2:
        return f"{said[:1].upper()}{said[1:]}."
    readings = "Both readings" if now.readings == 2 else f"All {now.readings} readings"
    return f"{readings}: {said}; they agree on {now.agreed or 'none'} and differ on {now.disputed or 'none'}."


def _say_cells(number: int, total: int) -> str:
    return f"{number or 'none'} of {total} {'cell' if total == 1 else 'cells'}"


def _head(change: Change, names: Names) -> str:
    parts = [f"{change.reading} alone"] if change.reading else []
    parts += [] if change.plain else ["without plain words"]
    parts += ["with inferred passages"] if change.inferred else []
    parts += [f"links from {names.levels.grade(change.links)}"] if change.links else []
    head = ", ".join(parts)
    return head[:1].upper() + head[1:]


def _instead(now: int, before: int) -> str:
    return f" instead of {before or 'none'}" if now != before else ", as before"


def say_standing(cell: Standing, names: Names) -> str:
    """Say what stands in a cell, without capital and full stop."""
    said = []
    if cell.disputed:
        said.append("disputed over the sign" if cell.opposed else "disputed")
    if cell.level:
        level = names.levels.grade(cell.level)
        said.append(level if cell.name == cell.level else f"{level} ({cell.name})")
        said += [f"and {cell.other}"] if cell.other else []
    elif not cell.disputed:
        said.append(names.levels.say_blank(cell.state))
    if cell.readings > 1 and cell.judged == 1:
        said.append(f"judged by one of {cell.readings} readings")
    elif cell.readings > 1 and (cell.found or 1 < cell.judged < cell.readings):
        said.append(f"evidence in {cell.found} of {cell.judged} readings")
    if names.quoted:
        said += _count_units(cell, names)
    return ", ".join(said)


def _count_units(cell: Standing, names: Names) -> list[str]:
    said = [_count(cell.units, names)] if cell.units else []
    if cell.others:
        more = " more" if cell.units else ""
        said.append(f"{_count(cell.others, names, more)} that some readings took")
    if cell.inferred:
        said.append(f"{_count(cell.inferred, names)} inferred")
    return said


def _count(number: int, names: Names, more: str = "") -> str:
    return f"{number}{more} {names.one('unit') if number == 1 else names.many('unit')}"


def list_missing(cell: Standing, names: Names, empty: list[str], uncoded: list[str]) -> list[str]:
    """Say what a cell lacks: evidence, a judgement of some readings, or anything but a guess."""
    said = []
    if cell.state == "none_found" and not cell.found:
        said.append(
            "Every reading that judged it found nothing."
            if cell.readings > 1
            else "Searched, nothing found."
        )
    elif empty:
        said.append(close(f"Nothing found: {', '.join(empty)}"))
    if cell.state == "not_assessable":
        said.append(
            "Not assessable: the item is not defined well enough to judge; that is not “none found”."
        )
    elif cell.state == "not_coded":
        said.append("Nobody has coded this cell; that says nothing about it.")
    elif cell.state == "itself":
        said.append("Row and column are the same item.")
    elif uncoded:
        said.append(close(f"Not judged: {', '.join(uncoded)}"))
    if cell.inferred:
        held = (
            f": {names.levels.grade(cell.inferred_level)} if it held" if cell.inferred_level else ""
        )
        said.append(f"What is inferred rests on knowledge from outside and does not count{held}.")
    return said


def name_takers(takers: dict[str, str], judged: int, inferred: bool) -> str:
    """Say which readings took a passage, at which levels."""
    listed = ", ".join(f"{label} {level}" for label, level in takers.items())
    if judged < 2:
        return "inferred" if inferred else ""
    return f"{'inferred' if inferred else 'taken'} by {len(takers)} of {judged}: {listed}"
