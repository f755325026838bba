"""How far to believe the matrix: leaving text out, other rules, coding error, other coders.

All of it measures doubt about the coding of one text, not the truth of a policy.
"""

from report138.analysis.robustness.agreement import (
    Agreement,
    bootstrap_interval,
    compare_coders,
    cross_tabulate,
    expect_second_coder,
    fleiss_kappa,
    krippendorff_alpha,
    raw_agreement,
    weighted_kappa,
)
from report138.analysis.robustness.grid import LevelGrid, make_grid
from report138.analysis.robustness.leave_out import leave_out, range_counts
from report138.analysis.robustness.simulate import Simulation, simulate
from report138.analysis.robustness.statements import STATEMENTS, Statement, judge_statements
from report138.analysis.robustness.variants import VARIANTS, vary_rules

__all__ = [
    "STATEMENTS",
    "VARIANTS",
    "Agreement",
    "LevelGrid",
    "Simulation",
    "Statement",
    "bootstrap_interval",
    "compare_coders",
    "cross_tabulate",
    "expect_second_coder",
    "fleiss_kappa",
    "judge_statements",
    "krippendorff_alpha",
    "leave_out",
    "make_grid",
    "range_counts",
    "raw_agreement",
    "simulate",
    "vary_rules",
    "weighted_kappa",
]
