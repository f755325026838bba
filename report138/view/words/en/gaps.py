"""What is missing: cells without evidence, scenarios without a link, and what would fill one."""

from report138.view.names import Names
from report138.view.words.en.cells import say_unjudged
from report138.view.words.en.grammar import bracket, capitalize, close, join, label, share_out
from report138.view.words.en.terms import TERMS
from report138.view.words.facts.cells import Cells
from report138.view.words.facts.gaps import Gap, Gaps
from report138.view.words.numbers import MOST_SPELLED


def summarize_gaps(cells: Cells, gaps: Gaps, names: Names) -> str:
    """Say in one line how many cells lack evidence, and which scenarios have no link."""
    if not gaps.judged:
        return capitalize(say_unjudged(cells))
    return f"{_say_missing(gaps, names)}; {_say_unlinked(gaps, names)}"


def _say_missing(gaps: Gaps, names: Names) -> str:
    several = gaps.readings > 1
    evidence = names.say("evidence")
    who = f"No reading finds {evidence}"
    if not several:
        who = f"One reading finds {names.say('no_evidence')}"
    if not gaps.missing:
        judged = " judged" if gaps.partly else ""
        return (
            f"Every cell{judged} has {evidence} in some reading"
            if several
            else f"One reading finds {evidence} in every cell{judged}"
        )
    if gaps.missing == gaps.judged:
        return f"{who} in {'the only cell' if gaps.judged == 1 else f'any of {gaps.judged} cells'}"
    return f"{who} in {share_out(gaps.missing, gaps.judged, 'cell', 'cells')}"


def _say_unlinked(gaps: Gaps, names: Names) -> str:
    if not gaps.unlinked:
        return f"every {names.one('scenario')} has a link"
    if gaps.every:
        return f"no {names.one('scenario')} has a link"
    if len(gaps.unlinked) > MOST_SPELLED:
        return f"{len(gaps.unlinked)} {names.many('scenario')} have no link"
    verb = "has" if len(gaps.unlinked) == 1 else "have"
    return f"{join(gaps.unlinked)} {verb} no link"


def explain_gaps(gaps: Gaps, names: Names) -> str:
    """Say how to read the gaps, and which wording would fill one."""
    gap = "legend_gap" if gaps.readings > 1 else "legend_gap_alone"
    framed = f"Dark frames: {names.say(gap)}"
    hatched = "; hatched: inferred only" if gaps.inferred else ""
    if not names.quoted:
        return f"{framed}{hatched}."
    scenario, track = names.one("scenario"), names.one("track")
    return (
        f"{framed}{hatched}. To fill one, a sentence must hold words of both and state the "
        f"relation, or the {scenario}’s {TERMS['driver'].lower()} a word of the {track}."
    )


def caption_gaps(names: Names) -> str:
    """Name the figure of the gaps."""
    links = names.levels.say_links()
    if not names.quoted:
        return f"{names.say('table_gaps')}. A link is {links}."
    return (
        f"Cells without evidence: not written in {names.one('source')}, which does not mean not "
        f"done. A link is {links}."
    )


def describe_gaps(rows: list[tuple[str, list[Gap]]], gaps: Gaps, names: Names) -> str:
    """Put into words which tracks each scenario lacks."""
    if not rows:
        return close(_say_missing(gaps, names))
    said = [label(name, ", ".join(_say_gap(gap, names) for gap in some)) for name, some in rows]
    return close("; ".join(said))


def _say_gap(gap: Gap, names: Names) -> str:
    if gap.found:
        share = f"{names.say('evidence')} in {gap.found} of {gap.readings} readings"
        return f"{gap.track} disputed{bracket(share)}"
    said = f"{gap.track} {names.levels.name(0)}"
    if not gap.inferring:
        return said
    several = f"inferred in {gap.inferring} of {gap.readings} readings"
    who = several if gap.readings > 1 else "inferred"
    return said + bracket(f"{who}, level {names.levels.show(gap.level)} if it held")
