"""Agreement between coders: published worked examples, cases by hand, and what is said of it."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import sample
from doubt_sample import (
    fill_row,
    link_row,
    make_sheet,
    read_sheet,
    take,
    write_framework,
    write_source,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from report138.analysis.robustness.agreement import (
    Agreement,
    bootstrap_interval,
    krippendorff_alpha,
    list_coincidences,
    list_crossings,
    measure_alpha,
    measure_kappa,
)
from report138.data.framework import load_framework
from report138.view.report import Report
from report138.view.sentences import read_agreement

Reports = dict[str, Report]
NAN = float("nan")

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: 4 coders x 12 units.
KRIPPENDORFF = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
        [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
    ]
)


def cross_tabulate(first: Sequence[float], second: Sequence[float]) -> np.ndarray:
    """Count units by the codes of two coders, 0 to 2."""
    return list_crossings(np.array(first, float), np.array(second, float), 3).sum(axis=0)


def test_krippendorffs_example() -> None:
    """His ordinal value for four coders and twelve units with missing codes."""
    assert krippendorff_alpha(KRIPPENDORFF) == pytest.approx(0.815, abs=0.0005)


def test_alpha_by_hand() -> None:
    """Three units, one apart: of 6 codes 3 are 0 and 3 are 1; 1 - (2 / 6) / (18 / 30) = 4 / 9."""
    codes = np.array([[0, 1, 1], [0, 1, 0]], dtype=float)
    assert krippendorff_alpha(codes) == pytest.approx(4 / 9)


def test_alpha_leaves_out_units_of_one_code() -> None:
    """A unit that one coder alone has coded changes nothing, whatever its code."""
    codes = np.array([[0, 1, 1, 3, NAN], [0, 1, 0, NAN, NAN]])
    assert krippendorff_alpha(codes) == pytest.approx(krippendorff_alpha(codes[:, :3]))


def test_ordinal_alpha_weighs_far_codes_more() -> None:
    """0 against 3 counts for more than 0 against 1 when codes between them are in use."""
    near = np.array([[0, 1, 2, 3, 0], [0, 1, 2, 3, 1]], dtype=float)
    far = np.array([[0, 1, 2, 3, 0], [0, 1, 2, 3, 3]], dtype=float)
    assert krippendorff_alpha(far) < krippendorff_alpha(near) < 1


def test_quadratic_kappa_by_hand() -> None:
    """Codes (0, 0), (1, 2), (2, 2): observed 1 / 3, by chance (5 + 10) / 9, so 1 - .2."""
    table = cross_tabulate([0, 1, 2], [0, 2, 2])
    assert table.tolist() == [[1, 0, 0], [0, 0, 1], [0, 0, 1]]
    assert measure_kappa(table) == pytest.approx(0.8)


def test_one_unit_on_which_coders_differ_agrees_as_by_chance() -> None:
    """Observed and expected disagreement are the same 1: kappa is 0, and not undefined."""
    assert measure_kappa(cross_tabulate([0], [1])) == 0


def test_kappa_leaves_out_units_that_one_coder_lacks() -> None:
    """A unit without a second code adds nothing to the table."""
    assert cross_tabulate([0, NAN, 2], [0, 2, NAN]).sum() == 1


def test_kappas_of_a_stack_are_those_of_its_tables() -> None:
    """Rows are the first coder's in a stack as in one table: [[2, 1], [0, 1]] is not its mirror."""
    tables = np.array([[[2.0, 1], [0, 1]], [[4, 0], [3, 1]]])
    assert measure_kappa(tables).tolist() == [measure_kappa(table) for table in tables]
    # observed 1 / 4 and 3 / 8; by chance (3 x 2 + 1 x 2) / 16 and (4 x 1 + 4 x 7) / 64
    assert measure_kappa(tables).tolist() == pytest.approx([1 - 0.25 / 0.5, 1 - 0.375 / 0.5])


def test_what_does_not_vary_is_undefined() -> None:
    """All codes alike, or none in common: no coefficient, and above all not 1."""
    same = np.full((2, 4), 2.0)
    apart = np.array([[1, NAN], [NAN, 2]])
    assert np.isnan(krippendorff_alpha(same))
    assert np.isnan(krippendorff_alpha(apart))
    assert np.isnan(krippendorff_alpha(np.full((2, 2), NAN)))
    assert np.isnan(measure_kappa(cross_tabulate(*same)))
    assert np.isnan(measure_kappa(cross_tabulate(*apart)))
    assert np.isnan(bootstrap_interval(list_coincidences(same), measure_alpha)).all()


# Eight units, half of them 1: what each adds to a table of one column.
EIGHT = np.array([[0.0], [1.0]] * 4)


def measure_mean(tables: np.ndarray) -> np.ndarray:
    """Return the mean of eight units from tables of their sum."""
    return tables[..., 0] / 8


@pytest.mark.parametrize(("share", "ends"), [(0.95, (1 / 8, 7 / 8)), (0.9, (2 / 8, 6 / 8))])
def test_an_interval_leaves_out_as_much_at_each_end(
    share: float, ends: tuple[float, float]
) -> None:
    """Of 8 units half are 1: a resample has one or none with .0352, two or fewer with .1445."""
    assert bootstrap_interval(EIGHT, measure_mean, share) == pytest.approx(ends)


def test_by_default_an_interval_holds_95_percent() -> None:
    """The default is the interval that the report speaks of."""
    assert bootstrap_interval(EIGHT, measure_mean) == pytest.approx((1 / 8, 7 / 8))


def test_an_interval_holds_the_estimate_and_narrows_with_units() -> None:
    """Ten times the units of the same kind give a narrower interval around the same value."""
    few = np.tile([[0, 1, 2, 3, 1, 0], [0, 1, 2, 3, 2, 2]], 2).astype(float)
    many = np.tile(few, 10)
    (low, high), (lower, upper) = (
        bootstrap_interval(list_coincidences(each), measure_alpha) for each in (few, many)
    )
    assert low < krippendorff_alpha(few) < high
    assert upper - lower < (high - low) / 2
    assert bootstrap_interval(list_coincidences(few), measure_alpha) == (low, high)


def test_resampled_tables_are_those_of_resampled_units() -> None:
    """The coefficient of added parts is that of the codes themselves, drawn with repetition."""
    codes = np.array([[0, 1, 2, NAN, 3], [0, 2, 2, 1, NAN], [1, 1, 2, 1, NAN]])
    drawn = [0, 0, 1, 3, 3, 4]
    parts = list_coincidences(codes)[drawn].sum(axis=0)
    assert float(measure_alpha(parts)) == pytest.approx(krippendorff_alpha(codes[:, drawn]))


def test_full_agreement_on_codes_that_vary_is_one() -> None:
    """Where codes vary and coders never differ, every coefficient is 1."""
    codes = np.array([[0, 1, 2, 1], [0, 1, 2, 1]], dtype=float)
    assert krippendorff_alpha(codes) == pytest.approx(1)
    assert measure_kappa(cross_tabulate(*codes)) == pytest.approx(1)


@settings(max_examples=50, deadline=None)
@given(
    codes=st.lists(st.tuples(*[st.integers(0, 3)] * 3), min_size=2, max_size=8),
    order=st.permutations(range(3)),
)
def test_coders_and_units_may_change_places(codes: list[tuple[int, ...]], order: list[int]) -> None:
    """The order of coders or of units does not change alpha."""
    table = np.array(codes, dtype=float).T
    turned = table[order][:, ::-1]
    expected = pytest.approx(krippendorff_alpha(table), nan_ok=True)
    assert krippendorff_alpha(turned) == expected


def test_the_tiny_coders_compared(tiny_reports: Reports) -> None:
    """K and L both coded C1-R1 (2, 3) and C3-R1 (0, 2).

    K's minus in C2-R2 makes two layers; in that of hindering both have 0 in the two cells.
    """
    agreement: Agreement = tiny_reports["en"].agreement
    assert agreement.coders == ["K", "L"]
    hindering = [[0, 0, 0, 1, 0, NAN], [0, NAN, NAN, NAN, 0, NAN]]
    furthering = [[2, 0, 1, 3, 0, NAN], [3, NAN, NAN, NAN, 2, NAN]]
    np.testing.assert_equal(agreement.codes, np.hstack([hindering, furthering]).astype(float))
    assert agreement.raw == 0
    (pair,) = agreement.pairs.to_dict("records")
    counts = ["cells", "evidence", "level", "linked", "sign", "same"]
    assert [pair[name] for name in counts] == [2, 1, 0, 1, 1, 0]
    # (0, 0) twice, (2, 3), (0, 2): observed (1 + 4) / 4; K has 0 three times and 2, L 0, 0, 2, 3:
    # by chance (3 x (4 + 9) + 4 + 4 + 0 + 1) / 16 = 48 / 16
    assert pair["kappa"] == pytest.approx(1 - (5 / 4) / (48 / 16))


def test_three_readings_make_three_pairs(tmp_path: Path) -> None:
    """Every pair is compared, and alpha is that of all three."""
    levels = {"A": "1230", "B": "1230", "C": "1130"}
    coding = [
        f"{coder}{n},T{n + 1},S1,{coder},{level},direct,"
        for coder, row in levels.items()
        for n, level in enumerate(row)
    ]
    agreement = write_framework(tmp_path / "new", (1, 4), coding).agreement
    rows = agreement.pairs[["first", "second", "cells", "evidence", "level", "linked", "kappa"]]
    # A and B alike; C differs by 1 in one of four: observed 1 / 4, by chance 40 / 16
    kappa = pytest.approx(1 - 0.25 / 2.5)
    assert rows.to_numpy().tolist() == [
        ["A", "B", 4, 4, 4, 2, 1.0],
        ["A", "C", 4, 4, 3, 1, kappa],
        ["B", "C", 4, 4, 3, 1, kappa],
    ]
    codes = [list(map(int, row)) for row in levels.values()]
    assert agreement.alpha == pytest.approx(krippendorff_alpha(np.array(codes, float)))
    assert agreement.raw == pytest.approx(10 / 12)
    assert agreement.evidence_alpha == 1


SIGNED = [f"{n},T{n},S1,{{}},{level},direct,{{}}" for n, level in ((1, 2), (2, 3), (3, 2))]
EMPTY = ",T4,S1,{},0,,"


def compare_signs(folder: Path, first: str, second: str) -> tuple[Agreement, list[str]]:
    """Compare two readings of the same three links with these signs, and one empty cell."""
    coding = [
        row.format(coder, sign)
        for coder, signs in (("A", first), ("B", second))
        for row, sign in zip([*SIGNED, EMPTY], [*signs, ""], strict=True)
    ]
    report = write_framework(folder / first.replace("-", "m") / second, (1, 4), coding)
    return report.agreement, list(report.cells["status"])


def test_reversed_signs_are_disagreement(tmp_path: Path) -> None:
    """The same framework with signs turned round: raw, alpha and kappa fall, cells are disputed."""
    alike, agreed = compare_signs(tmp_path, "+++", "+++")
    turned, disputed = compare_signs(tmp_path, "+++", "---")
    assert (alike.raw, turned.raw) == (1, 1 / 4)
    assert turned.alpha < 0 < alike.alpha == 1
    assert turned.pairs["kappa"][0] < alike.pairs["kappa"][0] == 1
    assert agreed == ["agreed"] * 4
    assert disputed == [*["disputed"] * 3, "agreed"]
    counts = ["cells", "evidence", "level", "linked", "sign", "same"]
    assert alike.pairs[counts].to_numpy().tolist() == [[4, 4, 4, 3, 3, 4]]
    assert turned.pairs[counts].to_numpy().tolist() == [[4, 4, 4, 3, 0, 1]]


def test_a_link_both_ways_is_not_the_same_sign_as_one_way(tmp_path: Path) -> None:
    """A finds that T1 furthers S1, B that it furthers and hinders: alike in one layer of two."""
    coding = [
        "a,T1,S1,A,2,direct,+",
        "a,T1,S1,B,2,direct,+",
        "b,T1,S1,B,2,direct,-",
        EMPTY.format("A"),
        EMPTY.format("B"),
    ]
    (pair,) = write_framework(tmp_path / "new", (1, 4), coding).agreement.pairs.to_dict("records")
    assert (pair["linked"], pair["sign"]) == (1, 0)


def test_evidence_has_no_sign(tmp_path: Path) -> None:
    """Both find evidence in the same cells, whatever its direction."""
    turned, _ = compare_signs(tmp_path, "+++", "---")
    assert turned.evidence_alpha == pytest.approx(1)


def test_the_same_hindering_links_are_agreement(tmp_path: Path) -> None:
    """Readings that call the same links hindering agree wholly."""
    found, status = compare_signs(tmp_path, "+-+", "+-+")
    assert (found.raw, status) == (1, ["agreed"] * 4)
    assert found.alpha == pytest.approx(1)


def test_one_more_reversed_sign_agrees_less(tmp_path: Path) -> None:
    """Each sign turned takes a quarter of the raw agreement."""
    shares = [compare_signs(tmp_path, "+++", signs)[0] for signs in ("+++", "-++", "--+", "---")]
    assert [each.raw for each in shares] == [1, 3 / 4, 2 / 4, 1 / 4]
    assert sorted((each.alpha for each in shares), reverse=True) == [each.alpha for each in shares]


def test_one_reading_has_no_agreement(folder: Path) -> None:
    """With one reading there is no pair, no coefficient and no table, and nothing is said."""
    report = Report(load_framework(folder), "en", coder="K")
    agreement = report.agreement
    assert agreement.pairs.empty
    assert np.isnan([agreement.raw, agreement.alpha, *agreement.alpha_interval]).all()
    assert read_agreement(report).markdown == ""


def test_no_reading_has_no_agreement(tmp_path: Path) -> None:
    """Nobody coded anything: no number, no exception."""
    agreement = write_framework(tmp_path / "new", (1, 2), []).agreement
    assert agreement.pairs.empty
    assert np.isnan([agreement.raw, agreement.alpha, *agreement.evidence_interval]).all()


def test_readings_without_a_cell_in_common_are_undefined(tmp_path: Path) -> None:
    """Where no cell has two codes the sentences say so and print no “nan”."""
    coding = ["a,T1,S1,K,2,direct,+", "b,T2,S1,L,1,direct,"]
    report = write_framework(tmp_path / "new", (1, 2), coding)
    assert np.isnan(report.agreement.pairs["kappa"][0])
    words = read_agreement(report).markdown
    assert "share no cell" in words
    assert "nan" not in words.lower()


def test_readings_that_do_not_vary_are_undefined(tmp_path: Path) -> None:
    """Two readings with nothing but 0 agree in all, and no coefficient is 1."""
    coding = [f",T{n},S1,{coder},0,," for coder in "AB" for n in (1, 2, 3)]
    agreement = write_framework(tmp_path / "new", (1, 3), coding).agreement
    assert agreement.raw == 1
    assert np.isnan([agreement.alpha, agreement.evidence_alpha, *agreement.alpha_interval]).all()
    assert agreement.pairs[["kappa", "low", "high"]].isna().all(axis=None)


def read_words(folder: Path) -> str:
    """Return what the report says of the coders, with K and M alone."""
    sample.drop_rows(folder, "coding.csv", 12, 13)  # those of L
    return read_agreement(Report(load_framework(folder), "en")).markdown


def test_without_a_source_given_segments_are_judged(folder: Path) -> None:
    """The sheet lists the eight pairs of segment and cell without levels; the report says so."""
    sheet = make_sheet(folder, None)
    rows = [row for row in read_sheet(sheet) if row["stage"] == "segment"]
    assert len(rows) == 8
    assert {row[name] for row in rows for name in ("level", "basis", "note_zh")} == {""}
    assert (rows[0]["segment_id"], rows[0]["track_id"], rows[0]["scenario_id"]) == (
        "001",
        "R1",
        "C1",
    )
    fill_row(sheet, 2, level=3)
    assert take(folder, sheet) == (1, 0)
    words = read_words(folder)
    assert "M only judges quotations that were given; their choice is not independent." in words


@pytest.mark.parametrize("quote", ["让阅览室和书车开到夜里", "借阅让阅览室", ""])
def test_from_the_source_the_choice_is_independent(
    folder: Path, tmp_path: Path, quote: str
) -> None:
    """Who worked from the source is independent, with the same words or without any too."""
    sheet = make_sheet(folder, write_source(tmp_path / "copy.txt"))
    link_row(sheet, 2, "R1", "C1", quote) if quote else fill_row(sheet, 11, level=0)
    assert take(folder, sheet)[0] == 1
    assert "not independent" not in read_words(folder)
