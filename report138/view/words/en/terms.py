"""The terms of the method and the labels of tables and figures; levels are named here alone."""

# Nothing here belongs to one framework.
TERMS: dict[str, str] = {
    "level_3": "names a means",
    "level_2": "states a relation",
    "level_1": "only named together",
    "level_0": "none found",
    "rule_3": (
        "a stated relation and, besides it, a proper name, project, institution, number "
        "or date tied to this cell that is neither the trigger nor the driver’s wording "
        "(what the driver’s words refer to may count)"
    ),
    "rule_2": (
        "explicit means-end or contribution wording joins the two; in a scenario’s "
        "formula, the track’s word stands in the driver"
    ),
    "rule_1": (
        "words of both in one sentence or adjacent clauses, no relation stated; a list, "
        "unless a relation word governs both items; in a formula, the track’s word stands "
        "only in the quality"
    ),
    "rule_0": "read through, nothing found",
    "level": "Level",
    "not_assessable": "not assessable",
    "not_coded": "not coded",
    "goal": "Goal",
    "track": "Track",
    "scenario": "Scenario",
    "element": "Element",
    "name": "Name",
    "driver": "Driver",
    "quality": "Quality",
    "aim": "Aim",
    "locator": "Locator",
    "quote": "Quotation",
    "cell": "Cell",
    "basis_direct": "direct",
    "basis_inferred": "inferred",
    "basis_source": "from the source",
    "basis_analyst": "the analyst’s own",
    "basis_outside": "from outside the source",
    "basis_article": "from the source",
    "rule": "Why this level",
    "warrant_own": "own",
    "warrant_source": "source",
    "warrant_plain": "plain",
    "sense_accepted": "accepted",
    "sense_rejected": "rejected",
    "seen": "seen",
    "own": "own",
    "explanation": "Explanation",
    "english": "English",
    "chinese": "Chinese",
    "kind_formula": "formula",
    "kind_narrative": "narrative",
    "kind_structural": "structural",
    "kind_global": "global",
    "kind": "Kind",
    "links": "Links (level 2 or 3)",
    "volume": "Sentences",
    "share": "Share",
    "characters": "Characters",
    "place": "Place",
    "topic": "Topic",
    "quotes_here": "Direct segments",
    "no_single_topic": "no single element",
    "tracks_linked": "tracks linked",
    "legend_volume": "a sentence",
    "legend_volume_of_most": "a sentence that most readings took",
    "legend_taken": "one that some took",
    "legend_inferred": "one inferred, not in the level",
    "legend_fragile": "rests on one sentence",
    "legend_disputed": "disputed: how many readings find evidence, and their levels",
    "legend_hindering": "holds a hindering statement",
    "legend_framed": "disputed",
    "dividing_words": "What divides them",
    "legend_sign": "readings differ over the sign",
    "legend_driver": "grey: the driver that the source names",
    "legend_plain": "a plain word that most readings did not take: it does not count",
    "legend_gap": "no reading finds evidence",
    "legend_hatched": "inferred only: by how many readings, and its level if it held",
    "legend_pale": "evidence found",
    "legend_open": "disputed: how many readings find evidence",
    "margin_links": "Links",
    "margin_levels": "Cells by level",
    "reading_level": "the level that one reading gives",
    "reading_none": "none found",
    "reading_hindering": "level of a hindering statement",
    "no_link": "no link",
    "named_together": "only named together",
    "tier": "Tier",
    "rule_of_level": "Rule",
    "counted_track": "scenarios with evidence",
    "counted_scenario": "tracks with evidence",
    "counted_base": "as coded",
    "counted_left_out": "without any one segment or place",
    "counted_drawn": "80% of the draws",
    "statement": "Statement",
    "held_in": "Holds in",
    "falls_without": "Fails without",
    "other_rules": "Fails under",
    "reason": "Reason",
    "refused": "Not computed",
    "rule_variant": "Rule",
    "cells_found": "Cells with evidence",
    "cells_linked": "Links",
    "most_links": "Track with most links",
    "cells_falling": "Cells whose level falls",
    "reading": "reading",
    "coder": "Reading",
    "common_cells": "Cells judged by both",
    "interval": "95% interval",
    "undefined": "undefined",
    "not_stated": "not stated",
    "search": "Search",
    "table_ledger": "Ledger: the direct segments of each cell",
    "table_inferred": "Inferred segments, left out of the levels",
    "table_unplaced": "Structural and global segments, which fill no cell",
    "table_empty": "Cells without evidence, and the search",
    "table_quotes": "Direct segments",
    "table_matrix": "Level and number of direct segments by cell",
    "table_matrix_by_level": "Tracks of each scenario, by level",
    "table_places": "Places of the text that hold direct segments",
    "table_scenarios": "Scenarios, their drivers and qualities",
    "table_levels": "Levels and their rules",
    "table_lexicon": "Lexicon of trigger terms",
    "table_glossary": "Glossary",
    "table_statements": "In how many readings each statement holds, and without what it fails",
    "table_variants": "The matrix under other rules",
    "table_left_out": "What changes without a sentence or a paragraph",
    "table_coders": "Readings, pair by pair",
    "table_refusals": "What is not computed, and why",
    "note_inferred": "In brackets: the level it would have if the inference held.",
    "note_lexicon": (
        "Own: in the element’s name, driver, quality or aim. Source: the text uses the "
        "term for the element. Plain: any reader takes it so; in doubt it is not used."
    ),
    "back_to_matrix": " (back to the matrix)",
    "hindering_too": "hindering too",
    "all_alike": "all alike",
    "nothing": "none",
    "explain_coverage": (
        "A dot marks evidence in the text, stronger in colour for a higher level; sorted by "
        "the number of tracks."
    ),
    "explain_strip": (
        "The text runs from left to right, width by characters; a square is one segment coded "
        "for one cell, stronger in colour for a higher level."
    ),
    "explain_ranks": (
        "Dots: cells as coded. Dark bars: range without any one segment or place. Light bars: "
        "where 80% of the draws lie."
    ),
    "figure_coverage": "Which tracks the text names with which scenario.",
    "figure_strip": (
        "Where in the text the evidence stands: it shows what the text says and where, not "
        "whether it is so."
    ),
    "figure_ranks": "Number of cells with evidence, and its range.",
    "variant_base": "the report’s rules",
    "variant_any_reading": "evidence if any reading takes it",
    "variant_all_readings": "evidence if every reading takes it",
    "variant_plain_by_majority": "plain words by majority of the readings without the list",
    "variant_without_plain": "without plain triggers",
    "variant_with_inferred": "with inferred segments",
    "variant_from_level_2": "evidence from level 2",
    "variant_from_level_3": "evidence from level 3",
    "statistic_nestedness": "Nestedness",
    "statistic_correspondence": "Correspondence-analysis map",
    "statistic_clusters": "Clustering, modularity, dendrograms",
    "statistic_centrality": "Centralities beyond degree",
    "statistic_influence": "MICMAC and influence-dependence maps",
    "statistic_correlation": "Correlation between scenarios",
    "statistic_rank_test": "P-values on the rank of tracks",
    "statistic_mean_level": "Mean level",
    "statistic_index": "A single interlinkage index",
}


def name_level(level: int) -> str:
    """Return the name of a level."""
    return TERMS[f"level_{level}"]
