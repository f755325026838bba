"""The structure of a matrix: nestedness and rank correlations, and what is not computed, and why."""

from report138.analysis.structure import Nestedness
from report138.view.names import Names
from report138.view.words.en.grammar import capitalize, join, label, plural, show_coefficient
from report138.view.words.facts.structure import Correlations, Structure

SIGNS = {"any": "", "+": "Furthering", "-": "Hindering"}


def state_structure(found: Structure, names: Names) -> str:
    """Say in one or two sentences how nested a sign of the matrix is, and how scenarios correlate."""
    said = []
    if found.nestedness:
        said.append(_say_nestedness(found.nestedness, names))
    if found.correlations:
        said.append(_say_correlations(found.correlations, names))
    sign = SIGNS[found.sign]
    return label(sign, " ".join(said)) if sign else " ".join(said)


def _say_nestedness(nestedness: Nestedness, names: Names) -> str:
    if nestedness.value > nestedness.high:
        so = "so the matrix is more nested than its totals make it"
    elif nestedness.value < nestedness.low:
        so = "so the matrix is less nested than its totals make it"
    else:
        so = "so its totals alone make it as nested"
    return (
        f"Nestedness (NODF) of the {nestedness.rows} rows and {nestedness.columns} columns "
        f"with {names.say('evidence')} is {nestedness.value:.1f}; of {nestedness.draws} random matrices with the same "
        f"totals 95% lie between {nestedness.low:.1f} and {nestedness.high:.1f}, {so}."
    )


def _say_correlations(found: Correlations, names: Names) -> str:
    if found.pairs == 1:
        of = f"one pair: {show_coefficient(found.highest)} ({join(found.highest_pair)})"
        return f"Rank correlation of levels is defined for {of}."
    return (
        f"Rank correlations of levels between {names.many('scenario')}, over what is judged in both, have a "
        f"median of {show_coefficient(found.median)} over {found.pairs} pairs; the highest is "
        f"{show_coefficient(found.highest)} ({join(found.highest_pair)}), the lowest "
        f"{show_coefficient(found.lowest)} ({join(found.lowest_pair)})."
    )


def state_refusals(
    small: list[str],
    never: list[str],
    left: list[str],
    rows: int,
    columns: int,
    least: int,
    codebook: bool,
) -> str:
    """Say what is not computed, and why."""
    said = []
    if small:
        said.append(
            f"{_list_names(small)} need a matrix of at least {least} rows and {least} columns; this "
            f"one has {plural(rows, 'row', 'rows')} and {plural(columns, 'column', 'columns')}, so "
            "they are not computed."
        )
    end = "definite wording is not a strong effect" if codebook else "no measure of an effect"
    said.append(f"{_list_names(never)} are computed for no matrix: levels are an order, and {end}.")
    if left:
        said.append(
            f"{_list_names(left)} could be computed for it, but are no part of this report."
        )
    return " ".join(said)


def _list_names(names: list[str]) -> str:
    """List names, which begin with capitals, within a sentence; an acronym keeps its own."""
    return capitalize(join([x if x[1:2].isupper() else x[:1].lower() + x[1:] for x in names]))
