"""The tables of the report; one function a table, a report in, a table out."""

from report138.engine.typeset.outputs import Table  # for those of one's own
from report138.view.tables.brief import tabulate_quotes
from report138.view.tables.evidence import (
    tabulate_inferred,
    tabulate_ledger,
    tabulate_other_quotes,
    tabulate_unplaced,
)
from report138.view.tables.gaps import tabulate_disputed, tabulate_empty, tabulate_gaps
from report138.view.tables.glossary import tabulate_glossary, tabulate_sources
from report138.view.tables.matrix import tabulate_matrix
from report138.view.tables.opening import quote_links
from report138.view.tables.parts import tabulate_goals_and_tracks, tabulate_scenarios
from report138.view.tables.readings import tabulate_pairs, tabulate_readings
from report138.view.tables.reference import tabulate_levels, tabulate_lexicon
from report138.view.tables.robustness import (
    tabulate_left_out,
    tabulate_statements,
    tabulate_variants,
)
