"""The shipped data against the source itself, where a copy of it is at hand.

The source belongs to its newspaper and is not shipped; see the fixture `source`.
"""

import re
from collections.abc import Iterator

import pandas as pd

from report138.data.framework import Framework

Source = dict[str, str]
Span = tuple[int, int]


def squeeze(text: str) -> str:
    """Drop all white space."""
    return re.sub(r"\s", "", text)


def list_places(row: pd.Series) -> list[str]:
    """List the locators of a row."""
    return [place.strip() for place in row["locator"].split(";") if place.strip()]


def test_locators_are_those_of_the_source(shipped: Framework, source: Source) -> None:
    """Every place of the source has its row, and every row its place."""
    assert set(shipped.locators["locator"]) == set(source)


def test_characters_are_counted_right(shipped: Framework, source: Source) -> None:
    """The number of characters of a place is that of its text without white space."""
    counted = shipped.locators.set_index("locator")["characters"].to_dict()
    assert counted == {place: len(text) for place, text in source.items()}


def test_sentences_are_counted_right(shipped: Framework, source: Source) -> None:
    """A sentence ends in 。！？; headline, captions and byline have none."""
    counted = shipped.locators.set_index("locator")["sentences"].to_dict()
    ends = {place: len(re.findall("[。！？]", text)) for place, text in source.items()}
    assert counted == ends


def test_every_quote_is_verbatim(shipped: Framework, source: Source) -> None:
    """A quotation stands word for word at its first locator, white space aside."""
    for _, row in shipped.segments.iterrows():
        assert squeeze(row["quote_zh"]) in source[list_places(row)[0]], row["segment_id"]


def test_no_quote_is_a_whole_place(shipped: Framework, source: Source) -> None:
    """Nothing is quoted in whole paragraphs."""
    for _, row in shipped.segments.iterrows():
        assert squeeze(row["quote_zh"]) not in source.values(), row["segment_id"]


def test_no_prose_repeats_a_paragraph(shipped: Framework, source: Source) -> None:
    """Nor does any other text of the data hold a whole paragraph of the source."""
    texts = [*shipped.about["text_zh"], *shipped.coding["note_zh"], *shipped.lexicon["note_zh"]]
    paragraphs = [text for place, text in source.items() if place.startswith("P")]
    assert len(paragraphs) == 12
    for text in map(squeeze, texts):
        assert not any(paragraph in text for paragraph in paragraphs)


def test_every_term_stands_where_the_lexicon_says(shipped: Framework, source: Source) -> None:
    """A term of the lexicon, accepted or rejected, stands at each of its locators."""
    for _, row in shipped.lexicon.iterrows():
        for place in list_places(row):
            assert row["term"] in source[place], (row["element_id"], row["term"], place)


def test_the_wording_of_elements_stands_in_the_source(shipped: Framework, source: Source) -> None:
    """Name, driver, quality and aim stand word for word at one of the element's locators."""
    for _, row in shipped.elements.iterrows():
        texts = [source[place] for place in list_places(row)]
        for stem in ("name", "driver", "quality", "aim"):
            wording = row[f"{stem}_zh"]
            assert any(wording in text for text in texts), (row["id"], stem)


def test_every_formula_is_coded_as_the_source_has_it(shipped: Framework, source: Source) -> None:
    """All eight formulas, put together from their elements, stand in P3."""
    for _, row in shipped.get_elements("scenario").iterrows():
        formula = f"以{row['driver_zh']}为牵引，塑造{row['quality_zh']}{row['aim_zh']}"
        assert formula in source["P3"], row["id"]


def split_units(source: Source) -> Iterator[tuple[str, str]]:
    """Yield (place, coding unit): sentences, and in P3 the clauses between ；."""
    for place, text in source.items():
        for sentence in re.findall(r".+?(?:[。！？]|$)", text):
            for unit in sentence.split("；") if place == "P3" else [sentence]:
                yield place, unit


def find_triggers(unit: str, place: str, lexicon: pd.DataFrame, element: str) -> list[Span]:
    """Return where accepted terms of an element stand, unless they are rejected at this place."""
    rows = lexicon[lexicon["element_id"] == element]
    rejected = {
        row["term"]
        for _, row in rows[rows["sense"] == "rejected"].iterrows()
        if place in list_places(row)
    }
    accepted = set(rows[rows["sense"] == "accepted"]["term"]) - rejected
    return [found.span() for term in accepted for found in re.finditer(re.escape(term), unit)]


def are_apart(one: Span, other: Span) -> bool:
    """Return whether two spans do not overlap: the two triggers are different words."""
    return one[1] <= other[0] or other[1] <= one[0]


def find_meetings(shipped: Framework, source: Source) -> Iterator[tuple[str, str, str]]:
    """Yield (unit, track, scenario) where a unit that may be coded holds terms of both."""
    kinds = shipped.segments["kind"].isin(["structural", "global"])
    listing = [squeeze(quote) for quote in shipped.segments[kinds]["quote_zh"]]
    for place, unit in split_units(source):
        if any(quote in unit for quote in listing):
            continue
        for track in shipped.get_elements("track")["id"]:
            ours = find_triggers(unit, place, shipped.lexicon, track)
            for scenario in shipped.get_elements("scenario")["id"]:
                theirs = find_triggers(unit, place, shipped.lexicon, scenario)
                if any(are_apart(one, other) for one in ours for other in theirs):
                    yield unit, track, scenario


def test_no_sentence_with_both_triggers_is_passed_over(shipped: Framework, source: Source) -> None:
    """Where terms of a track and a scenario meet in one unit, a quote of it is coded for both."""
    quotes = shipped.segments.set_index("segment_id")["quote_zh"].map(squeeze)
    meetings = list(find_meetings(shipped, source))
    assert meetings
    for unit, track, scenario in meetings:
        rows = shipped.coding[
            (shipped.coding["track_id"] == track)
            & (shipped.coding["scenario_id"] == scenario)
            & (shipped.coding["segment_id"] != "")
        ]
        inside = [segment for segment in rows["segment_id"] if quotes[segment] in unit]
        assert inside, f"{track} × {scenario}: {unit}"


def test_direct_evidence_is_where_the_search_finds_it(shipped: Framework, source: Source) -> None:
    """Every directly coded cell holds a meeting of terms that the search by lexicon finds."""
    met = {(track, scenario) for _, track, scenario in find_meetings(shipped, source)}
    direct = shipped.coding[shipped.coding["basis"] == "direct"]
    assert set(zip(direct["track_id"], direct["scenario_id"], strict=True)) <= met
