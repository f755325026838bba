"""How far the readings agree, and on which words they part."""

from report138.view.words.en.grammar import capitalize, count, join, plural, show_coefficient
from report138.view.words.facts.agreement import Agreement, Coefficient
from report138.view.words.numbers import percent


def read_agreement(agreement: Agreement) -> str:
    """Say on how many cells they agree, with raw agreement and alpha."""
    number = capitalize(count(agreement.readings))
    if agreement.readings < 2:
        return ""
    if not agreement.cells:
        return f"{number} readings share no cell that they judged, so there is nothing to compare."
    none = agreement.agreed - agreement.found
    said = (
        f"{number} readings judged {agreement.cells} cells in common and agree on "
        f"{agreement.agreed} (evidence in {agreement.found}, none in {none}). Pair by pair, "
        f"{percent(agreement.raw)} of the levels and signs are the same; "
        f"{_say_alpha('levels', agreement.level)}; "
        f"{_say_alpha('evidence or none', agreement.evidence)}."
    )
    if agreement.level.defined and agreement.level.wide:
        said += " With so few cells the intervals are wide."
    return said + _say_signs(agreement) + _say_dependent(agreement.dependent)


def _say_alpha(what: str, alpha: Coefficient) -> str:
    if not alpha.defined:
        return f"for {what} nothing varies, so Krippendorff’s alpha is undefined"
    low, high = show_coefficient(alpha.low), show_coefficient(alpha.high)
    value = show_coefficient(alpha.value)
    return f"Krippendorff’s alpha for {what} is {value} (95% bootstrap interval {low} to {high})"


def _say_signs(agreement: Agreement) -> str:
    same, pairs = agreement.signs
    if not pairs:
        return ""
    if same == pairs:
        return " Where both of a pair state a link they give it the same direction."
    return f" Of {pairs} pairs of links {same} have the same direction."


def _say_dependent(names: list[str]) -> str:
    if not names:
        return ""
    judged = "judges" if len(names) == 1 else "judge"
    return (
        f" {join(names)} only {judged} quotations that were given; their choice is not independent."
    )


def read_disputed(words: list[str], cells: int, readings: int) -> str:
    """Say on which words the disputed cells turn."""
    if readings < 2:
        return ""
    if not cells:
        return "On whether a cell has evidence all readings agree; no cell is disputed."
    turn = "turns" if cells == 1 else "turn"
    disputed = plural(cells, "disputed cell", "disputed cells")
    if not words:
        return f"There {'is' if cells == 1 else 'are'} {disputed}; see the table."
    quoted = join([f"“{word}”" for word in words])
    expressions = plural(len(words), "expression", "expressions")
    return (
        f"The {disputed} {turn} on {expressions}: {quoted}. Readers differ on "
        "whether such a word names the track or the scenario."
    )


def read_plain(plain: tuple[int, int, int], found: int, base: int) -> str:
    """Say what a majority of the readings without a list makes of the plain words."""
    words, counted, readings = plain
    change = (
        "which gives the same cells as the lower median"
        if found == base
        else f"which changes the cells with evidence from {base} to {found}"
    )
    return (
        f"Of {plural(words, 'plain word', 'plain words')} in the list a majority of the {readings} "
        f"readings without it took {counted or 'none'}, {change}."
    )
