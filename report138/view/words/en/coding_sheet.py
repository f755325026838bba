"""What stands on a coding sheet: how to code, step by step."""

STEPS = (
    (
        "Step 1: read sentence by sentence. Where a sentence holds words for a track and words "
        "for a scenario, fill in track_id, scenario_id, level, kind, basis and the quotation in "
        "its row (with two languages both quote columns, one of them your translation); copy the "
        "row if the sentence bears on several cells. Leave the others empty."
    ),
    (
        "Step 2: the last rows are the cells. Write 0 where you found no evidence, NA where the "
        "source does not define the item; leave empty what step 1 has filled."
    ),
    (
        "The two are different words. A stated relation between them makes it level 2; its "
        "direction is not asked for: a scenario that furthers a track is a relation too. The "
        "topic of the paragraph may stand in for a word of the track that the sentence lacks, at "
        "level 2 at most and with a note. A sentence counts once for a cell."
    ),
    (
        "Quote the shortest stretch that holds both words and, from level 2 on, those of the "
        "relation: verbatim, without an ellipsis, in Chinese at most 80 characters."
    ),
    (
        "Sentences that list all tracks or scenarios, or speak of all links at once, fill no "
        "cell. The clauses that define the scenarios one by one are excepted: they are evidence, "
        "at level 2 where the track’s word stands in the driver, at level 1 where it stands only "
        "in the quality."
    ),
    (
        "basis: direct where the words themselves carry it, inferred where knowledge from outside "
        "is needed; give it the level that it would have. polarity, at levels 2 and 3 only: "
        "+ furthering, - hindering, ? unclear; level 1 states no relation and has none."
    ),
    (
        "kind: formula for the clauses that define the scenarios, narrative for the rest. Between "
        "two levels take the lower, and say why in the note."
    ),
    (
        "Use the source and this sheet alone; the word list and what others coded are for after "
        "the sheet is handed in."
    ),
)
