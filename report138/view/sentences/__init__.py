"""Sentences about the report at hand: `facts` finds out, the words of its language say it.

What a sentence says of the matrix is put together from the cells of the report at hand, so that it
holds for any framework and changes when the data change.
"""

from report138.engine.typeset.outputs import Prose
from report138.view.sentences.agreement import read_agreement, read_disputed, read_plain
from report138.view.sentences.brief import (
    introduce_element,
    summarize_element,
    weigh_element,
)
from report138.view.sentences.coverage import (
    caption_coverage,
    describe_coverage,
    explain_coverage,
    summarize_coverage,
)
from report138.view.sentences.drivers import (
    caption_drivers,
    describe_drivers,
    explain_drivers,
    summarize_drivers,
)
from report138.view.sentences.gaps import (
    ask_gaps,
    caption_gaps,
    describe_gaps,
    explain_gaps,
    summarize_gaps,
)
from report138.view.sentences.matrix import (
    caption_matrix,
    describe_cells,
    describe_matrix,
    explain_compact,
    explain_matrix,
    explain_overview,
    summarize_matrix,
    summarize_part,
)
from report138.view.sentences.parts import (
    caption_tree,
    describe_tree,
    explain_tree,
    read_scenarios,
    read_tracks,
    state_answer,
    summarize_parts,
    tell,
)
from report138.view.sentences.readings import (
    caption_readings,
    describe_readings,
    explain_readings,
    say_partings,
    summarize_readings,
)
from report138.view.sentences.robustness import (
    caption_certainty,
    caption_ranks,
    describe_certainty,
    describe_ranks,
    explain_certainty,
    explain_ranks,
    read_certainty,
    read_leave_out,
    summarize_certainty,
    summarize_ranks,
)
from report138.view.sentences.spread import (
    caption_strip,
    describe_strip,
    explain_strip,
    summarize_strip,
)
from report138.view.sentences.statements import (
    ask,
    explain_levels,
    explain_units,
    read_statements,
    state_findings,
    warn_readings,
    word_statement,
)
from report138.view.sentences.structure import state_refusals, state_structure

# What a cell shows where there is nothing to list: its heading is then left out.
NOTHING = Prose("")
