"""Somebody's own frame as columns and words of a table.

In: a pandas frame; out: what a table of the report is made from.
"""

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from report138.engine.typeset.fonts import measure_mm
from report138.errors import count

MOST_COLUMNS, MOST_ROWS = 60, 10_000
DIGITS = 6  # of a number that is no whole one
NARROW, WIDE = 8.0, 45.0  # millimetres between which a column's words count for its width
SIZE = 8.0
MINUS = "−"


@dataclass(frozen=True)
class OwnColumn:
    """A column of a frame: its heading, whether numbers stand in it or it heads rows, its words."""

    label: str
    numeric: bool
    header: bool
    width: float
    texts: tuple[str, ...]


def read_frame(frame: pd.DataFrame) -> list[OwnColumn]:
    """Read a frame's columns, those of its index first where that says anything."""
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(f"a DataFrame is needed, and this is a {type(frame).__name__}")
    heads = _count_heads(frame)
    flat = frame.reset_index(names=_name_heads(frame)) if heads else frame
    rows, columns = flat.shape
    if not columns or columns > MOST_COLUMNS or rows > MOST_ROWS:
        raise ValueError(
            f"{count(rows, 'row')} and {count(columns, 'column')}; allowed: up to {MOST_ROWS} and 1 to {MOST_COLUMNS}"
        )
    return [_read_column(flat, place, place < heads) for place in range(columns)]


def _read_column(frame: pd.DataFrame, place: int, header: bool) -> OwnColumn:
    column = frame.iloc[:, place]
    label, texts = _join_label(frame.columns[place]), tuple(map(_write, column))
    return OwnColumn(
        label, _is_numeric(column) and not header, header, _measure([label, *texts]), texts
    )


def _count_heads(frame: pd.DataFrame) -> int:
    """Return how many columns of the index are shown: a plain count of rows says nothing."""
    index = frame.index
    silent = isinstance(index, pd.RangeIndex) or pd.api.types.is_integer_dtype(index.dtype)
    return 0 if silent and index.name is None else index.nlevels


def _name_heads(frame: pd.DataFrame) -> list[Any]:
    """Name the columns of an index as nothing else in the frame is."""
    across = frame.columns.nlevels > 1
    names = [name if name is not None else "" for name in frame.index.names]
    taken = set(frame.columns)
    names = [name if across or name not in taken else f"{name} " for name in names]
    return names[0] if len(names) == 1 else names


def _join_label(label: Any) -> str:
    parts = label if isinstance(label, tuple) else (label,)
    return " · ".join(str(part).strip() for part in parts if str(part).strip())


def _is_numeric(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _write(value: Any) -> str:
    """Write a value: numbers with a true minus, nothing for what is missing."""
    if isinstance(value, (list, tuple, set, dict)):
        return ", ".join(map(str, value))
    if value is None or value is pd.NaT or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return ""
    if pd.api.types.is_float(value) and math.isfinite(value):
        value = int(value) if float(value).is_integer() else f"{value:.{DIGITS}g}"
    text = str(value)
    return MINUS + text[1:] if text[:1] == "-" and text[1:2].isdigit() else text


def _measure(texts: list[str]) -> float:
    """Return the weight of a column: the width of its longest words, within bounds."""
    longest = max((measure_mm(line, SIZE) for text in texts for line in text.split()), default=0)
    whole = max((measure_mm(text, SIZE) for text in texts), default=0)
    return round(min(max(longest, min(whole, WIDE), NARROW), WIDE) / NARROW, 2)
