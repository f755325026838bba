"""The structure of a matrix: nestedness and rank correlations."""

from report138.analysis.structure import Nestedness
from report138.view.names import Names
from report138.view.words.en.grammar import join, label, show_coefficient
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
