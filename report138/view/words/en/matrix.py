"""The matrix: its headline, how to read it, its caption, and its cells in words."""

from report138.view.names import Names
from report138.view.words.en.cells import list_gaps, say_unjudged
from report138.view.words.en.grammar import (
    abridge,
    bracket,
    capitalize,
    count,
    label,
    plural,
    share_out,
)
from report138.view.words.en.terms import TERMS
from report138.view.words.facts.cells import Cells
from report138.view.words.facts.matrix import Tile
from report138.view.words.facts.readings import Accord


def summarize_matrix(cells: Cells, accord: Accord, names: Names) -> str:
    """Say in one line on how many cells readings agree, and on what the others turn."""
    if not cells.judged:
        return capitalize(say_unjudged(cells))
    if not accord.compared:
        return _say_one_reading(cells, accord, names)
    return _say_accord(accord, names) + _note_rest(accord)


def _say_one_reading(cells: Cells, accord: Accord, names: Names) -> str:
    """Say what is found where no two readings judged the same cell."""
    evidence = capitalize(names.say("evidence"))
    said = f"{evidence} in {share_out(cells.found, cells.total, 'cell', 'cells')}"
    if cells.found == cells.total > 1:
        said = f"{evidence} in all {cells.total} cells"
    elif not cells.found:
        only = "the only cell" if cells.total == 1 else f"any of {cells.total} cells"
        said = f"{capitalize(names.say('no_evidence'))} in {only}"
    if cells.found and cells.empty:
        said += f", {names.say('empty')} in {cells.empty}"
    which = "one reading" if accord.readings < 2 else "each cell judged by one reading"
    gaps = list_gaps(cells)
    return said + bracket(f"{which}; {gaps}" if gaps else which)


def _say_accord(accord: Accord, names: Names) -> str:
    """Say how many cells are agreed, with evidence and without, and how many disputed."""
    readings = capitalize(plural(accord.readings, "reading", "readings"))
    common = "" if accord.compared == accord.cells else " judged in common"
    of = f"{accord.compared} cells{common}"
    if not accord.agreed:
        only = "the one cell" + common if accord.compared == 1 else f"all {of}"
        return f"{readings} differ on {only}{_say_turn(accord, ', which ')}"
    some, none = names.say("evidence"), names.say("no_evidence")
    rest = names.say("empty") if accord.found else none
    parts = [f"{some} in {accord.found}"] if accord.found else []
    parts += [f"{rest} in {accord.empty}"] if accord.empty else []
    share = f"{accord.agreed} of {of}" if accord.disputed else f"all {of}"
    if accord.compared == 1:
        share, parts = f"the one cell{common}", [some if accord.found else none]
    said = f"{readings} agree on {share}: {', '.join(parts)}"
    if not accord.disputed:
        return said
    one = accord.disputed == 1
    turn = _say_turn(accord, " ") or f" {'is' if one else 'are'} disputed"
    if accord.opposed and accord.opposed < accord.disputed:
        turn += f", {accord.opposed} of them over the sign"
    return f"{said}; the other {accord.disputed}{turn}"


def _say_turn(accord: Accord, before: str) -> str:
    """Say on how many expressions the disputed cells turn, or that signs differ."""
    verb = "turns" if accord.disputed == 1 else "turn"
    if accord.words:
        return f"{before}{verb} on {plural(accord.words, 'expression', 'expressions')}"
    if accord.opposed == accord.disputed:
        return f"{before}{verb} on the sign"
    return ""


def _note_rest(accord: Accord) -> str:
    """Add how many cells one reading alone judged, nobody coded, or nobody can assess."""
    rest = [f"{accord.single} judged by one reading"] if accord.single else []
    rest += [f"{accord.uncoded} {TERMS['not_coded']}"] if accord.uncoded else []
    rest += [f"{accord.declined} {TERMS['not_assessable']}"] if accord.declined else []
    return bracket(f"besides, {', '.join(rest)}") if rest else ""


def summarize_part(where: str, cells: Cells, accord: Accord, names: Names) -> str:
    """Say in one line what a part of the matrix shows."""
    said = summarize_matrix(cells, accord, names)
    return label(where, said[:1].lower() + said[1:])


def explain_matrix(readings: int, margins: bool, names: Names) -> str:
    """Say how to read the matrix."""
    said = f"The digit is the level of the highest-rated {names.one('unit')}"
    if not names.quoted:
        said = f"What stands in a cell is the level that {names.one('source')} {names.verb('gives', 'give')}"
    if readings > 1:
        said = "The digit is the level, the lower median over the readings"
        if names.levels.own:
            said = "What stands in a cell is the level, the lower median over the readings"
    counted = "; the margins count links and cells by level."
    return said + (counted if margins else ".")


def explain_compact(readings: int, names: Names) -> str:
    """Say how to read the matrix with small tiles."""
    counted = f"; the tables count {names.many('unit')}" if names.quoted else ""
    split = "; readings differ over a cell that is split" if readings > 1 else ""
    return f"{explain_matrix(readings, False, names)[:-1]}{split}{counted}."


def note_signs(counts: dict[str, int]) -> str:
    """Add to a headline how many of the links hinder: evidence is not support."""
    hinder, links = counts.get("hinder", 0) + counts.get("both", 0), sum(counts.values())
    if links == 1 == hinder:
        return "; the one link hinders"
    return f"; {hinder} of {links} links {'hinders' if hinder == 1 else 'hinder'}" if hinder else ""


def count_signs(counts: dict[str, int]) -> str:
    """Say how many links further, hinder or do both, and whose digit a cell with both has."""
    if not counts:
        return ""
    links = sum(counts.values())
    said = [f"{counts['further']} further", f"{counts['hinder']} hinder"]
    said += [f"{counts['both']} do both"] if counts["both"] else []
    said += [f"{counts['open']} may do either"] if counts["open"] else []
    which = "link" if links == 1 else "links"
    of = f"Of {links} {which} {', '.join(said)}" if links else "No cell is a link"
    digit = "; in a cell with both the higher level gives the digit" if counts["both"] else ""
    return f" {of}{digit}."


def explain_part(where: str) -> str:
    """Say that a figure shows a part alone, and where the rest stands."""
    return f"Shown is the part {where}; the tables and the data hold the rest. "


def explain_overview(named: bool, names: Names) -> str:
    """Say how to read the overview of a matrix that is too large to label."""
    follow = "pages with names follow" if named else "the table of the matrix stands for its pages"
    blank = f"blank: {names.levels.name(0)} or {TERMS['not_coded']}"
    return (
        f"A square is a cell, stronger in colour for a higher level; {blank}. "
        f"Rows and columns carry ids; {follow}."
    )


def caption_matrix(places: list[str], linked: bool, names: Names) -> str:
    """Name the matrix and its places in the source, and say where cells open."""
    where = f" Source: {abridge(places)}." if places else ""
    click = " Click a cell for its words." if linked and names.quoted else ""
    if not names.quoted:
        return f"The levels are those of {names.one('source')}; whether it is so is not asked."
    return f"What {names.one('source')} {names.verb('says', 'say')}, not whether it is so.{where}{click}"


def describe_matrix(rows: list[tuple[str, list[Tile]]], readings: int, names: Names) -> str:
    """Put the matrix into words, row by row, for those who do not see it."""
    said = [label(name, ", ".join(say_tile(tile, names) for tile in tiles)) for name, tiles in rows]
    whole = f", over {count(readings)} readings" if readings > 1 else ""
    return f"Matrix, {names.many('scenario')} by {names.many('track')}{whole}. {'; '.join(said)}."


def say_tile(tile: Tile, names: Names) -> str:
    """Say what stands in a cell: its level, that it is disputed, or why it has no level."""
    if tile.judged:
        levels = f"levels {tile.lowest} to {tile.highest}"
        if tile.lowest == tile.highest:
            levels = f"level {tile.highest}"
        opposed = ", signs differ" if tile.opposed else ""
        share = f"{names.say('evidence')} in {tile.found} of {tile.judged} readings"
        opposed = opposed or (", hindering" if tile.sign == "-" else "")
        return f"{tile.track} disputed{bracket(f'{share}, {levels}{opposed}')}"
    if tile.level is None:
        inferred = bracket(f"{tile.inferred} inferred") if tile.inferred else ""
        return f"{tile.track} {names.levels.say_blank(tile.blank)}{inferred}"
    minus = ""
    if tile.other is not None:
        what = "a hindering statement" if names.quoted else "the other sign"
        if tile.sign == "-":
            what = "a furthering statement" if names.quoted else what
        minus = bracket(f"{what} at level {tile.other}")
    if tile.sign == "-":
        return f"{tile.track} hinders at {names.levels.grade(tile.level)}{minus}"
    kinds = {"?": "direction unclear", "+-": "furthers and hinders"}
    minus = minus or (bracket(kinds[tile.sign]) if tile.sign in kinds else "")
    return f"{tile.track} level {tile.level}{minus}"
