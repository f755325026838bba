"""Which tracks the text links to which scenario."""

from report138.view.words.en.cells import note_uncoded, say_unjudged
from report138.view.words.en.grammar import capitalize, close, join, label, share_out
from report138.view.words.en.terms import TERMS, name_level
from report138.view.words.facts.coverage import Coverage, Linked


def summarize_coverage(coverage: Coverage) -> str:
    """Say how many scenarios are linked to one track only."""
    if not coverage.cells.judged:
        return capitalize(say_unjudged(coverage.cells))
    minus = coverage.hindering
    said = f"; {minus} {'link hinders' if minus == 1 else 'links hinder'}" if minus else ""
    return _count_sole(coverage) + said + note_uncoded(coverage.cells)


def _count_sole(coverage: Coverage) -> str:
    one = coverage.tracks == 1
    number = coverage.linked if one else sum(len(names) for _, names in coverage.sole)
    to = "the track" if one else "one track only"
    if not coverage.linked:
        return "No scenario is linked to a track"
    if not number:
        return f"No scenario is linked to {to}"
    scenarios = capitalize(share_out(number, coverage.scenarios, "scenario", "scenarios"))
    return f"{scenarios} {'is' if number == 1 else 'are'} linked to {to}"


def describe_coverage(rows: list[Linked]) -> str:
    """Put the coverage into words: the tracks of each scenario."""
    return close("; ".join(label(row.name, _say_row(row)) for row in rows))


def _say_row(row: Linked) -> str:
    named = f"{join(row.named)} {name_level(1)}" if row.named else ""
    disputed = f"{join(row.disputed)} disputed" if row.disputed else ""
    return ", ".join(filter(None, (join(row.linked), named, disputed))) or TERMS[row.blank]
