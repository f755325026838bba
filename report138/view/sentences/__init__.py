"""Sentences about the report at hand: `facts` finds out, the words of its language say it.

What a sentence says of the matrix is put together from the cells of the report at hand, so that it
holds for any framework and changes when the data change.
"""

from report138.view.sentences.brief import (
    introduce_element,
    read_element,
    summarize_element,
    weigh_element,
)
from report138.view.sentences.coders import (
    caption_coders,
    describe_coders,
    explain_coders,
    read_agreement,
    summarize_agreement,
)
from report138.view.sentences.coverage import (
    caption_coverage,
    describe_coverage,
    explain_coverage,
    read_coverage,
    summarize_coverage,
)
from report138.view.sentences.matrix import (
    caption_matrix,
    compare_claim,
    describe_matrix,
    explain_compact,
    explain_matrix,
    explain_overview,
    read_margins,
    state_certainty,
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
from report138.view.sentences.ribbon import (
    caption_ribbon,
    describe_ribbon,
    explain_ribbon,
    summarize_ribbon,
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
    read_evidence,
    read_quoting,
    read_strip,
    summarize_strip,
)
from report138.view.sentences.statements import (
    explain_survival,
    read_statements,
    state_findings,
    word_statement,
)
from report138.view.words.facts.cells import name_cell

__all__ = [
    "caption_certainty",
    "caption_coders",
    "caption_coverage",
    "caption_matrix",
    "caption_ranks",
    "caption_ribbon",
    "caption_strip",
    "caption_tree",
    "compare_claim",
    "describe_certainty",
    "describe_coders",
    "describe_coverage",
    "describe_matrix",
    "describe_ranks",
    "describe_ribbon",
    "describe_strip",
    "describe_tree",
    "explain_certainty",
    "explain_coders",
    "explain_compact",
    "explain_coverage",
    "explain_matrix",
    "explain_overview",
    "explain_ranks",
    "explain_ribbon",
    "explain_strip",
    "explain_survival",
    "explain_tree",
    "introduce_element",
    "name_cell",
    "read_agreement",
    "read_certainty",
    "read_coverage",
    "read_element",
    "read_evidence",
    "read_leave_out",
    "read_margins",
    "read_quoting",
    "read_scenarios",
    "read_statements",
    "read_strip",
    "read_tracks",
    "state_answer",
    "state_certainty",
    "state_findings",
    "summarize_agreement",
    "summarize_certainty",
    "summarize_coverage",
    "summarize_element",
    "summarize_matrix",
    "summarize_part",
    "summarize_parts",
    "summarize_ranks",
    "summarize_ribbon",
    "summarize_strip",
    "tell",
    "weigh_element",
    "word_statement",
]
