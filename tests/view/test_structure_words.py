"""What is said of the structure of a large matrix, word by word, and nothing of a small one."""

from dataclasses import replace
from pathlib import Path

import pytest
from doubt_sample import write_framework

from report138.analysis.structure import Nestedness
from report138.data.scale import CODEBOOK
from report138.view.levels import Levels
from report138.view.names import Names
from report138.view.report import Report
from report138.view.sentences import state_structure
from report138.view.words.en import structure as en
from report138.view.words.facts.structure import Correlations, Structure, find_structure
from report138.view.words.zh import structure as zh

NESTED = Nestedness(rows=17, columns=16, value=43.21, low=38.1, high=45.04, draws=500)
CORRELATED = Correlations(136, 0.12, 0.834, ("A", "B"), -0.4, ("C", "D"))


def name_in(language: str) -> Names:
    """Return the method's own names in a language."""
    return Names(Levels(CODEBOOK, language), language, {})


def write_triangle(folder: Path, sign: str = "+") -> Report:
    """Write ten scenarios by ten tracks, the first linked with all tracks, the last with one."""
    coding = [
        f"s{row}-{column},T{column + 1},S{row + 1},K,2,direct,{sign}"
        for row in range(10)
        for column in range(10 - row)
    ]
    coding += [f",T{c + 1},S{r + 1},K,0,," for r in range(10) for c in range(10 - r, 10)]
    return write_framework(folder, (10, 10), coding)


def test_of_a_small_matrix_nothing_is_said(shipped_reports: dict[str, Report]) -> None:
    """With three columns there is no structure to speak of: the section holds the refusals."""
    assert state_structure(shipped_reports["en"]) is None


def test_a_nested_matrix_is_no_more_nested_than_its_totals(tmp_path: Path) -> None:
    """No other matrix has the totals of a triangle, which the sentence says; links are of a sign."""
    said = state_structure(write_triangle(tmp_path / "x")).markdown
    assert said.startswith(
        "Nestedness (NODF) of the 10 rows and 10 columns with evidence is 100.0; of 500 random "
        "matrices with the same totals 95% lie between 100.0 and 100.0, so its totals alone make "
        "it as nested. "
    )


def test_hindering_is_measured_apart(tmp_path: Path) -> None:
    """Where all links hinder, what furthers has no structure and what hinders is named."""
    found = find_structure(write_triangle(tmp_path / "x", "-"))
    assert [one.sign for one in found] == ["-"]
    assert en.state_structure(found[0], name_in("en")).startswith(
        "Hindering: Nestedness (NODF) of the 10 rows"
    )
    assert zh.state_structure(found[0], name_in("zh")).startswith("相悖：有依据的10行10列，嵌套度")


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (43.21, "its totals alone make it as nested", "仅凭合计也会如此"),
        (50.0, "the matrix is more nested than its totals make it", "高于合计本身所能带来的"),
        (30.0, "the matrix is less nested than its totals make it", "低于合计本身所能带来的"),
    ],
)
def test_nestedness_is_set_against_chance(value: float, english: str, chinese: str) -> None:
    """Within the range of chance, above it and below it."""
    found = Structure("any", replace(NESTED, value=value), None)
    assert en.state_structure(found, name_in("en")).endswith(
        f"between 38.1 and 45.0, so {english}."
    )
    assert zh.state_structure(found, name_in("zh")).endswith(f"在38.1至45.0之间，{chinese}。")


def test_correlations_name_the_ends() -> None:
    """How many pairs, the middle, and the two pairs at the ends by name."""
    found = Structure("any", None, CORRELATED)
    assert en.state_structure(found, name_in("en")) == (
        "Rank correlations of levels between scenarios, over what is judged in both, have a "
        "median of 0.12 over 136 pairs; the highest is 0.83 (A and B), the lowest −0.40 (C and D)."
    )
    assert zh.state_structure(found, name_in("zh")) == (
        "场景之间等级的秩相关系数（只比两边都判定过的），136对的中位数为0.12；"
        "最高0.83（A与B），最低−0.40（C与D）。"
    )


def test_a_single_pair_has_no_median() -> None:
    """One pair is named alone."""
    found = Structure("any", None, replace(CORRELATED, pairs=1))
    assert en.state_structure(found, name_in("en")) == (
        "Rank correlation of levels is defined for one pair: 0.83 (A and B)."
    )
    assert (
        zh.state_structure(found, name_in("zh")) == "等级的秩相关系数只有一对可算：0.83（A与B）。"
    )
