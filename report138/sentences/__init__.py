"""Sentences made from computed facts, in both languages.

No sentence here is typed in advance: each is put together from the cells of the report at
hand, so that it holds for any framework and changes when the data change.
"""

from report138.sentences.matrix import (
    caption_matrix,
    compare_claim,
    describe_matrix,
    explain_matrix,
    name_cell,
    read_margins,
    state_certainty,
    summarize_matrix,
)
from report138.sentences.parts import (
    caption_tree,
    describe_tree,
    explain_tree,
    read_scenarios,
    read_tracks,
    state_answer,
    state_findings,
    summarize_parts,
    tell,
)
from report138.sentences.spread import (
    caption_coverage,
    caption_strip,
    describe_coverage,
    describe_strip,
    explain_coverage,
    explain_strip,
    read_coverage,
    read_evidence,
    read_quoting,
    read_strip,
    summarize_coverage,
    summarize_strip,
)

__all__ = [
    "caption_coverage",
    "caption_matrix",
    "caption_strip",
    "caption_tree",
    "compare_claim",
    "describe_coverage",
    "describe_matrix",
    "describe_strip",
    "describe_tree",
    "explain_coverage",
    "explain_matrix",
    "explain_strip",
    "explain_tree",
    "name_cell",
    "read_coverage",
    "read_evidence",
    "read_margins",
    "read_quoting",
    "read_scenarios",
    "read_strip",
    "read_tracks",
    "state_answer",
    "state_certainty",
    "state_findings",
    "summarize_coverage",
    "summarize_matrix",
    "summarize_parts",
    "summarize_strip",
    "tell",
]
