"""What a small matrix cannot bear is refused with its reason; a large one gets it, and rightly."""

from pathlib import Path

import numpy as np
import pytest
from doubt_sample import frame_cells, write_framework

from report138.analysis.not_computed import (
    SMALLEST,
    STATISTICS,
    NotComputedError,
    list_not_computed,
    require_size,
)
from report138.view.report import Report
from report138.view.sentences import state_refusals
from report138.view.words import say

Reports = dict[str, Report]
# What the method refuses; the last three at any size.
NEVER = {"influence", "mean_level", "index"}
BY_SIZE = {"nestedness", "correspondence", "clusters", "centrality", "correlation", "rank_test"}
SMALL = frame_cells(np.ones((8, 3), dtype=int))
LARGE = frame_cells(np.ones((10, 10), dtype=int))


def test_all_that_the_method_refuses_is_listed() -> None:
    """Nine statistics, each once; three of them at any size."""
    assert sorted(STATISTICS) == sorted(NEVER | BY_SIZE)
    assert {key for key, allowed in STATISTICS.items() if not allowed} == NEVER


@pytest.mark.parametrize("key", STATISTICS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_has_its_name_in_both_languages(key: str, language: str) -> None:
    """None is empty."""
    assert say(f"statistic_{key}", language).strip()


@pytest.mark.parametrize("key", STATISTICS)
def test_three_by_eight_bears_none_of_them(key: str) -> None:
    """The error names the statistic."""
    with pytest.raises(NotComputedError, match=key):
        require_size(key, SMALL)


@pytest.mark.parametrize("key", sorted(BY_SIZE))
def test_a_refusal_by_size_names_both_sizes(key: str) -> None:
    """The error says from which size it is allowed and which size this matrix has."""
    with pytest.raises(NotComputedError, match=r"10 x 10 or more; this one is 8 x 3"):
        require_size(key, SMALL)


@pytest.mark.parametrize("key", sorted(BY_SIZE))
@pytest.mark.parametrize(
    ("shape", "allowed"), [((10, 10), True), ((9, 40), False), ((40, 9), False), ((12, 10), True)]
)
def test_the_smaller_side_decides(key: str, shape: tuple[int, int], allowed: bool) -> None:
    """Ten rows and ten columns are needed; many of one do not make up for few of the other."""
    cells = frame_cells(np.ones(shape, dtype=int))
    if allowed:
        require_size(key, cells)
    else:
        with pytest.raises(NotComputedError):
            require_size(key, cells)


@pytest.mark.parametrize("key", sorted(NEVER))
def test_some_are_refused_at_any_size(key: str) -> None:
    """Influence maps, a mean level and a single index are not for any matrix."""
    with pytest.raises(NotComputedError, match="is not computed"):
        require_size(key, frame_cells(np.ones((60, 60), dtype=int)))


def test_the_list_is_what_is_refused() -> None:
    """A small matrix is refused all nine, a large one the three."""
    assert set(list_not_computed(SMALL)) == NEVER | BY_SIZE
    assert set(list_not_computed(LARGE)) == NEVER
    assert SMALLEST == 10


# --- in the report ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_names_what_it_refuses(shipped_reports: Reports, language: str) -> None:
    """All nine of the 8 x 3 report, the three of no matrix after its size; in two sentences."""
    report = shipped_reports[language]
    said = state_refusals(report).markdown.casefold()
    places = {key: said.find(report.said.say(f"statistic_{key}").casefold()) for key in STATISTICS}
    assert min(places.values()) >= 0
    assert max(places[key] for key in BY_SIZE) < min(places[key] for key in NEVER)
    assert all(
        number in said for number in (("8行3列", "10行10列") if language == "zh" else ("10",))
    )


def test_a_large_framework_is_refused_less(tmp_path: Path) -> None:
    """For 10 x 10 what no matrix can bear is named first; what is computed is not named."""
    coding = [f"s,T{n + 1},S{n + 1},K,2,direct,+" for n in range(10)]
    report = write_framework(tmp_path / "new", (10, 10), coding)
    first, second = state_refusals(report).markdown.split(". ", 1)
    assert list_named(report, first) == NEVER
    assert list_named(report, second) == BY_SIZE - {"nestedness", "correlation"}


def list_named(report: Report, said: str) -> set[str]:
    """Return the statistics that a sentence names."""
    names = {key: report.said.say(f"statistic_{key}").lower() for key in STATISTICS}
    return {key for key, name in names.items() if name in said.lower()}
