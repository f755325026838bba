"""What stands on a coding sheet: how to code, step by step."""

NONE_FOUND = "read through, nothing found"  # a second coder has no lexicon
STEPS = (
    (
        "Step 1: read sentence by sentence. Where a sentence links a track to a scenario, fill in "
        "track_id, scenario_id, level, kind, basis and the quotation in its row (with two "
        "languages both quote columns, one of them your translation); copy the row if the "
        "sentence bears on several cells. Leave the others empty."
    ),
    (
        "Step 2: the last rows are the cells. Write 0 where you found no evidence, NA where the "
        "source does not define the item; leave empty what step 1 has filled."
    ),
    (
        "Evidence needs words for the track, words for the scenario, and a relation between them; "
        "the two are different words. Quote the shortest stretch that holds all three, verbatim, "
        "at most 80 characters. Sentences that list all tracks or scenarios, or speak of all "
        "links at once, fill no cell. A sentence counts once for a cell."
    ),
    (
        "basis: direct where the words themselves carry it, inferred where knowledge from outside "
        "is needed. polarity: + furthering, - hindering, ? unclear."
    ),
    (
        "kind: formula for the clauses that define the scenarios, narrative for the rest. Between "
        "two levels take the lower, and say why in the note."
    ),
)
