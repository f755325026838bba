"""Plain words: which any reader takes for an element's object, and readers may take or not.

Of three readings or more that had no word list a majority decides whether such a word counts.
Where readings differ over a cell, these words are what divides them.
"""

from typing import Any

import pandas as pd

from report138.analysis.interlinkage import CELL

BLIND = 3  # readings from which on their majority decides

Word = tuple[str, str]  # an element's id, a term


def find_words(fills: pd.DataFrame, lexicon: pd.DataFrame) -> list[list[Word]]:
    """Return for each coding the words on which it rests: its triggers, track before scenario.

    Where the coder named none, the accepted terms that the quote holds stand for them.
    """
    accepted = lexicon[lexicon["sense"] == "accepted"]
    terms = {
        element: sorted(group, key=len, reverse=True)
        for element, group in accepted.groupby("element_id")["term"]
    }
    return [_find_in_row(row, terms) for row in fills.to_dict("records")]


def _find_in_row(row: dict[str, Any], terms: dict[str, list[str]]) -> list[Word]:
    words = []
    for side in ("track", "scenario"):
        element, given = row[f"{side}_id"], row[f"trigger_{side}"]
        held = [given] if given else _search_quotes(row, terms.get(element, []))
        words += [(element, term) for term in held]
    return words


def _search_quotes(row: dict[str, Any], terms: list[str]) -> list[str]:
    """Return the terms that a quote holds, longest first; one within a longer one is part of it."""
    quotes = [value for name, value in row.items() if name.startswith("quote_")]
    found = []
    for term in terms:
        if any(term in quote for quote in quotes):
            found.append(term)
            quotes = [quote.replace(term, "\0") for quote in quotes]
    return found


def find_plain(fills: pd.DataFrame, lexicon: pd.DataFrame) -> list[list[Word]]:
    """Return for each coding the plain words without which it has none of the element."""
    plain = _list_plain(lexicon)
    resting = []
    for words in find_words(fills, lexicon):
        elements = [element for element, _ in words]
        alone = [word for word in words if elements.count(word[0]) == 1]
        resting.append([word for word in alone if word in plain])
    return resting


def _list_plain(lexicon: pd.DataFrame) -> dict[Word, None]:
    plain = lexicon[(lexicon["warrant"] == "plain") & (lexicon["sense"] == "accepted")]
    return dict.fromkeys(zip(plain["element_id"], plain["term"], strict=True))


def weigh_plain_words(fills: pd.DataFrame, lexicon: pd.DataFrame, blind: list[str]) -> pd.DataFrame:
    """Ask of every accepted plain word which of the readings without the list took it.

    A reading took a word where a direct coding of it rests on the word.  Returns element_id,
    term, taken (coders), of (readings asked) and counts: whether a majority took it, <NA> with
    fewer than three, where a word counts for want of a vote.
    """
    direct = fills[(fills["basis"] == "direct") & fills["coder"].isin(blind)]
    took: dict[Word, set[str]] = {}
    for coder, words in zip(direct["coder"], find_plain(direct, lexicon), strict=True):
        for word in words:
            took.setdefault(word, set()).add(coder)
    rows = []
    for word in _list_plain(lexicon):
        taken = tuple(coder for coder in blind if coder in took.get(word, ()))
        counts = 2 * len(taken) > len(blind) if len(blind) >= BLIND else pd.NA
        rows.append((*word, taken, len(blind), counts))
    return pd.DataFrame(rows, columns=["element_id", "term", "taken", "of", "counts"])


def find_dividing_words(
    cells: pd.DataFrame, fills: pd.DataFrame, lexicon: pd.DataFrame
) -> pd.DataFrame:
    """Find for every disputed cell the words on which it turns.

    Of the words on which its direct codings rest, the plain ones if there are any, or else all.
    A cell whose words cannot be named, or that is disputed for its sign, has one row with an
    empty term.  Returns scenario_id, track_id, term, element_id, segment_id (the first that
    holds it) and took (the coders with evidence).
    """
    direct = fills[fills["basis"] == "direct"].reset_index(drop=True)
    words, plain = find_words(direct, lexicon), _list_plain(lexicon)
    places = direct.groupby(CELL, sort=False).indices
    segments, coders = list(direct["segment_id"]), list(direct["coder"])
    rows = []
    for cell in cells[cells["status"] == "disputed"].itertuples(index=False):
        mine = list(places.get((cell.scenario_id, cell.track_id), ()))
        held: dict[Word, str] = {}
        for place in mine:
            for word in words[place]:
                held.setdefault(word, segments[place])
        telling = {word: segment for word, segment in held.items() if word in plain} or held
        if cell.sign_disputed or not telling:
            telling = {("", ""): segments[mine[0]] if mine else ""}
        took = tuple(dict.fromkeys(coders[place] for place in mine))
        for (element, term), segment in telling.items():
            rows.append((cell.scenario_id, cell.track_id, term, element, segment, took))
    return pd.DataFrame(rows, columns=[*CELL, "term", "element_id", "segment_id", "took"])
