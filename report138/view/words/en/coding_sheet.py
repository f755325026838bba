"""What stands on a coding sheet: how to code, step by step."""

from report138.view.names import Names


def list_steps(names: Names, quoted: bool) -> list[str]:
    """Say what to do: for sentences and cells, or where no text is coded for cells alone."""
    if not quoted:
        return _list_judging(names)
    none = names.levels.scale.get(0).value
    first = [
        f"Step 1: read sentence by sentence. Where a sentence holds words for one {names.one('track')} "
        f"and words for one {names.one('scenario')}, fill in track_id, scenario_id, level, kind, basis "
        "and the quotation in its row (with two languages both quote columns, one of them your "
        "translation); copy the row if the sentence bears on several cells. Leave the others empty.",
        f"Step 2: the last rows are the cells. Write {none} where you found no evidence, NA where the "
        "source does not define the item; leave empty what step 1 has filled.",
    ]
    return [*first, *(_list_own(names) if names.levels.own else _list_codebook(names))]


def _list_codebook(names: Names) -> list[str]:
    one, others, track = names.one("scenario"), names.many("scenario"), names.one("track")
    return [
        "The two are different words. A stated relation between them makes it level 2; its "
        f"direction is not asked for: that one {one} furthers one {track} is a relation too. The "
        f"topic of the paragraph may stand in for a word of the {track} that the sentence lacks, at "
        "level 2 at most and with a note. A sentence counts once for a cell.",
        "Quote the shortest stretch that holds both words and, from level 2 on, those of the "
        "relation: verbatim, without an ellipsis, in Chinese at most 80 characters.",
        f"Sentences that list all {names.many('track')} or {others}, or speak of all links at once, "
        f"fill no cell. The clauses that define the {others} one by one are excepted: they are "
        f"evidence, at level 2 where the {track}’s word stands in the driver, at level 1 where it "
        "stands only in the quality.",
        "basis: direct where the words themselves carry it, inferred where knowledge from outside "
        "is needed; give it the level that it would have. polarity, at levels 2 and 3 only: "
        "+ furthering, - hindering, ? unclear; level 1 states no relation and has none.",
        f"kind: formula for the clauses that define the {others}, narrative for the rest. Between "
        "two levels take the lower, and say why in the note.",
        "Use the source and this sheet alone; the word list and what others coded are for after "
        "the sheet is handed in.",
    ]


def _list_own(names: Names) -> list[str]:
    others = names.many("scenario")
    return [
        "The two are different words. Give the value of the scale below that fits them; between two "
        "take the weaker, and say why in the note. A sentence counts once for a cell.",
        "Quote the shortest stretch that holds what the value rests on: verbatim, without an "
        "ellipsis, in Chinese at most 80 characters.",
        f"Sentences that list all {names.many('track')} or {others}, or speak of all links at once, "
        "fill no cell.",
        "basis: direct where the words themselves carry it, inferred where knowledge from outside "
        f"is needed; give it the value that it would have. {_say_polarity(names)}",
        f"kind: formula for clauses that define the {others} one by one, narrative for the rest.",
        "Use the source and this sheet alone; what others coded is for after the sheet is handed in.",
    ]


def _list_judging(names: Names) -> list[str]:
    none = names.levels.scale.get(0).value
    return [
        f"Each row is a cell: one {names.one('scenario')} and one {names.one('track')}. Write into "
        f"level the value below that fits, {none} where there is nothing, NA where it cannot be "
        "judged. No cell stays empty.",
        f"Between two values take the weaker, and say why in the note. {_say_polarity(names)} Leave "
        "kind, basis and the quote columns empty.",
        "Judge by yourself; what others judged is for after the sheet is handed in.",
    ]


def _say_polarity(names: Names) -> str:
    if names.levels.signed:
        return "Leave polarity empty: the value has the sign."
    return "polarity: + furthering, - hindering, ? unclear, or empty."
