"""The tables of the report; one function a table, a report in, a table out."""

from report138.view.tables.evidence import (
    tabulate_empty,
    tabulate_inferred,
    tabulate_ledger,
    tabulate_quotes,
    tabulate_unplaced,
)
from report138.view.tables.matrix import tabulate_matrix, tabulate_profiles
from report138.view.tables.parts import tabulate_goals_and_tracks, tabulate_scenarios
from report138.view.tables.reference import tabulate_glossary, tabulate_levels, tabulate_lexicon
from report138.view.tables.robustness import (
    tabulate_left_out,
    tabulate_refusals,
    tabulate_statements,
    tabulate_variants,
)

__all__ = [
    "tabulate_empty",
    "tabulate_glossary",
    "tabulate_goals_and_tracks",
    "tabulate_inferred",
    "tabulate_ledger",
    "tabulate_left_out",
    "tabulate_levels",
    "tabulate_lexicon",
    "tabulate_matrix",
    "tabulate_profiles",
    "tabulate_quotes",
    "tabulate_refusals",
    "tabulate_scenarios",
    "tabulate_statements",
    "tabulate_unplaced",
    "tabulate_variants",
]
