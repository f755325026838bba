"""Which tracks the text links to which scenario."""

from report138.view.names import Names
from report138.view.words.en.cells import note_uncoded, say_unjudged
from report138.view.words.en.grammar import capitalize, close, join, label, share_out
from report138.view.words.facts.coverage import Coverage, Linked


def summarize_coverage(coverage: Coverage, names: Names) -> str:
    """Say how many scenarios are linked to one track only."""
    if not coverage.cells.judged:
        return capitalize(say_unjudged(coverage.cells))
    minus = coverage.hindering
    said = f"; {minus} {'link hinders' if minus == 1 else 'links hinder'}" if minus else ""
    return _count_sole(coverage, names) + said + note_uncoded(coverage.cells)


def _count_sole(coverage: Coverage, names: Names) -> str:
    track, scenario = names.one("track"), names.one("scenario")
    one = coverage.tracks == 1
    number = coverage.linked if one else sum(len(mine) for _, mine in coverage.sole)
    to = f"the {track}" if one else f"one {track} only"
    if not coverage.linked:
        return f"No {scenario} is linked to a {track}"
    if not number:
        return f"No {scenario} is linked to {to}"
    several = names.many("scenario")
    scenarios = capitalize(share_out(number, coverage.scenarios, scenario, several))
    return f"{scenarios} {'is' if number == 1 else 'are'} linked to {to}"


def describe_coverage(rows: list[Linked], names: Names) -> str:
    """Put the coverage into words: the tracks of each scenario."""
    return close("; ".join(label(row.name, _say_row(row, names)) for row in rows))


def _say_row(row: Linked, names: Names) -> str:
    named = f"{join(row.named)} {names.levels.say_weaker()}" if row.named else ""
    disputed = f"{join(row.disputed)} disputed" if row.disputed else ""
    return ", ".join(filter(None, (join(row.linked), named, disputed))) or names.levels.say_blank(
        row.blank
    )
