"""Words for cells without a level: not coded, not assessable, or held by inferred segments."""

import pandas as pd

from report138.view.text import bracket, capitalize, close, join, pick, plural


def has_levels(cells: pd.DataFrame) -> bool:
    """Tell whether any of the cells has a level, found or none found."""
    return bool(cells["level"].notna().any())


def say_unjudged(cells: pd.DataFrame, language: str) -> str:
    """Say why none of the cells has a level, without a full stop."""
    states = set(cells["state"])
    if states == {"not_assessable"}:
        return pick(language, "没有一格可以判断", "no cell can be assessed")
    if cells["inferred_volume"].any():
        return pick(
            language,
            "只有推断引文，没有一格定级",
            "there are only inferred segments, which give no cell a level",
        )
    if states == {"not_coded"}:
        return pick(language, "还没有编码", "nothing has been coded yet")
    return pick(language, "还没有一格定级", "no cell has a level yet")


def end_unjudged(cells: pd.DataFrame, language: str) -> str:
    """Say the same as a sentence of its own."""
    return close(capitalize(say_unjudged(cells, language)), language)


def list_gaps(cells: pd.DataFrame, language: str) -> str:
    """Count the cells that are not coded and those that cannot be assessed; "" without any."""
    counts = cells["state"].value_counts()
    uncoded, declined = (int(counts.get(x, 0)) for x in ("not_coded", "not_assessable"))
    parts = []
    if uncoded:
        words = plural(uncoded, "cell is not coded", "cells are not coded")
        parts.append(pick(language, f"{uncoded}格未编码", words))
    if declined:
        words = plural(declined, "cell cannot be assessed", "cells cannot be assessed")
        parts.append(pick(language, f"{declined}格无法判断", words))
    return "，".join(parts) if language == "zh" else join(parts, "en")


def note_uncoded(cells: pd.DataFrame, language: str) -> str:
    """Add in brackets how many cells nobody coded, so that a headline does not speak of them."""
    number = int((cells["state"] == "not_coded").sum())
    words = pick(
        language,
        f"尚有{number}格未编码",
        f"{number} {'cell' if number == 1 else 'cells'} not coded",
    )
    return bracket(words, language) if number else ""


def say_blank(cells: pd.DataFrame, language: str) -> str:
    """Name what stands in cells none of which is found: the search, or why there was none."""
    states = set(cells["state"])
    if "none_found" in states:
        return pick(language, "未见", "none found")
    if states == {"not_coded"}:
        return pick(language, "未编码", "not coded")
    return pick(language, "无法判断", "not assessable")
