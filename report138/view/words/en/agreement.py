"""How far the readings agree, and on which words they part."""

from report138.view.names import Names
from report138.view.words.en.grammar import bracket, count, join, plural, show_coefficient, tally
from report138.view.words.facts.agreement import MOST_PAIRS, Agreement, Coefficient
from report138.view.words.numbers import percent


def read_agreement(agreement: Agreement, names: Names) -> str:
    """Say on how many cells they agree, with raw agreement and alpha."""
    readings = f"{count(agreement.readings)} readings"
    if agreement.readings < 2:
        return ""
    if not agreement.cells:
        return f"The {readings} share no cell that they judged, so there is nothing to compare."
    said = _say_agreed(agreement, "both" if agreement.readings == 2 else readings, names)
    if agreement.cells > 1:  # of a single cell no coefficient says anything
        pairs = "Pair by pair" if agreement.readings > 2 else "Level and sign together"
        same = "of the levels and signs are" if agreement.readings > 2 else "of the cells are"
        said += (
            f" {pairs}, {percent(agreement.raw)} {same} the same. {_say_alphas(agreement, names)}"
        )
    said += _say_pairs(agreement)
    return said + _say_signs(agreement) + _say_dependent(agreement.dependent)


def _say_pairs(agreement: Agreement) -> str:
    """List on how many cells each two of a few readings agree."""
    if not 1 < len(agreement.pairs) <= MOST_PAIRS:
        return ""
    pairs = ", ".join(f"{one}–{other} {same}" for one, other, same in agreement.pairs)
    return f" By pair, cells alike: {pairs}."


def _say_agreed(agreement: Agreement, readings: str, names: Names) -> str:
    """Say how many of the cells that several readings judged are agreed on."""
    agreed, found = agreement.agreed, agreement.found
    evidence = names.say("evidence")
    judged = readings if agreement.readings == 2 else f"at least two of the {readings}"
    if agreement.cells == 1:
        how = f"agreed on, with{'' if found else 'out'} {evidence}" if agreed else "disputed"
        return f"The one cell that {judged} judged is {how}."
    among = f"Of the {agreement.cells} cells that {judged} judged,"
    if not agreed:
        return f"{among} none is agreed on."
    kinds = {agreed: f"all with {evidence}", 0: f"all without {evidence}"}
    how = kinds.get(found, f"{found} with {evidence}, {agreed - found} without")
    if agreed == 1:
        how = how.removeprefix("all ")
    return f"{among} {agreed} {'is' if agreed == 1 else 'are'} agreed on ({how})."


def _say_alphas(agreement: Agreement, names: Names) -> str:
    """State Krippendorff's alpha, of levels and of evidence or none, with intervals."""
    if not (agreement.level.defined or agreement.evidence.defined):
        return "Nothing varies, so Krippendorff’s alpha is undefined."
    level, evidence = _say_alpha(agreement.level), _say_alpha(agreement.evidence)
    wide = agreement.level.defined and agreement.level.wide
    few = ", wide since the cells are few" if wide else ""
    return (
        f"Krippendorff’s alpha (95% bootstrap interval{few}) is {level} for levels and {evidence} "
        f"for {names.say('same_evidence').lower()}."
    )


def _say_alpha(alpha: Coefficient) -> str:
    if not alpha.defined:
        return "undefined, for want of variation,"
    low, high = show_coefficient(alpha.low), show_coefficient(alpha.high)
    return f"{show_coefficient(alpha.value)} ({low} to {high})"


def _say_signs(agreement: Agreement) -> str:
    same, pairs = agreement.signs
    if not pairs:
        return ""
    if same == pairs:
        return " Where both readings of a pair find a link, they give it the same direction."
    gives = (
        f"give it the same direction {same} of {pairs} times" if same else "differ on its direction"
    )
    return f" Where both readings of a pair find a link, they {gives}."


def _say_dependent(names: list[str]) -> str:
    if not names:
        return ""
    judged = "judges" if len(names) == 1 else "judge"
    return (
        f" {join(names)} only {judged} quotations that were given; their choice is not independent."
    )


def read_disputed(words: list[str], glosses: list[str], cells: int) -> str:
    """Say on which words the disputed cells turn."""
    if not cells:
        return "On every cell that several readings judged they agree; none is disputed."
    turn = "turns" if cells == 1 else "turn"
    disputed = plural(cells, "disputed cell", "disputed cells")
    if not words:
        return f"There {'is' if cells == 1 else 'are'} {disputed}; see the table."
    named = zip(words, glosses, strict=True)
    quoted = join([f"“{word}”{bracket(gloss) if gloss else ''}" for word, gloss in named])
    expressions = plural(len(words), "expression", "expressions")
    if cells == 1:
        disputed = "disputed cell"
    return f"The {disputed} {turn} on {expressions}: {quoted}."


def read_plain(plain: tuple[int, int, int], found: int, base: int) -> str:
    """Say what a majority of the readings without a list makes of the plain words."""
    words, counted, readings = plain
    change = (
        f"evidence is then in as many cells as by the lower median ({base})"
        if found == base
        else f"evidence is then in {found} cells, by the lower median in {base}"
    )
    return (
        f"Of {plural(words, 'plain word', 'plain words')} in the list a majority of the "
        f"{count(readings)} readings without it took {tally(counted)}; {change}."
    )
