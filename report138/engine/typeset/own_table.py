"""A table of somebody's own frame, and the frame of a table.

In: a pandas frame with a caption; out: a table as those of the report are, and back.
"""

import hashlib
import math
from typing import Any

import pandas as pd

from report138.engine.typeset.fonts import measure_mm
from report138.engine.typeset.outputs import Cell, Column, Group, Table, make_cell

MOST_COLUMNS, MOST_ROWS = 60, 10_000
DIGITS = 6  # of a number that is no whole one
NARROW, WIDE = 8.0, 45.0  # millimetres between which a column's words count for its width
SIZE = 8.0
MINUS = "−"


def name_after(*words: str) -> str:
    """Name an item after its words, so that two of a document are not taken for one."""
    return f"own-{hashlib.sha256(chr(0).join(words).encode()).hexdigest()[:10]}"


def require_words(**given: str) -> None:
    """Raise ValueError that names what stays empty."""
    for name, text in given.items():
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"{name} is empty: a document needs it")


def make_table(
    frame: pd.DataFrame, caption: str, *, notes: tuple[str, ...], key: str, dense: bool
) -> Table:
    """Make a table of a frame; see Table.from_frame."""
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(f"a DataFrame is needed, and this is a {type(frame).__name__}")
    require_words(caption=caption)
    heads = _count_heads(frame)
    flat = frame.reset_index(names=_name_heads(frame)) if heads else frame
    rows, columns = flat.shape
    if not columns or columns > MOST_COLUMNS or rows > MOST_ROWS:
        raise ValueError(
            f"{rows} rows and {columns} columns; allowed: up to {MOST_ROWS} and 1 to {MOST_COLUMNS}"
        )
    texts = [[_write(value) for value in flat.iloc[:, place]] for place in range(columns)]
    labels = list(map(_join_label, flat.columns))
    numeric = [_is_numeric(flat.iloc[:, place]) for place in range(columns)]
    return Table(
        key=key or name_after(caption, *labels),
        caption=caption,
        columns=tuple(
            Column(
                label,
                "right" if number and place >= heads else "left",
                _measure([label, *texts[place]]),
                header=place < heads,
            )
            for place, (label, number) in enumerate(zip(labels, numeric, strict=True))
        ),
        rows=tuple(tuple(map(_make_cell, row)) for row in zip(*texts, strict=True)),
        notes=tuple([notes] if isinstance(notes, str) else notes),
        dense=dense,
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


def _make_cell(text: str) -> Cell:
    return make_cell(*text.splitlines())


def _measure(texts: list[str]) -> float:
    """Return the weight of a column: the width of its longest words, within bounds."""
    longest = max((measure_mm(line, SIZE) for text in texts for line in text.split()), default=0)
    whole = max((measure_mm(text, SIZE) for text in texts), default=0)
    return round(min(max(longest, min(whole, WIDE), NARROW), WIDE) / NARROW, 2)


def make_frame(table: Table) -> pd.DataFrame:
    """Return a table's words as a frame; see Table.to_frame."""
    labels = [column.label for column in table.columns]
    grouped = any(isinstance(row, Group) for row in table.rows)
    records, head = [], ""
    for row in table.rows:
        if isinstance(row, Group):
            head = row.cell.text
        else:
            records.append([*([head] if grouped else []), *(cell.text for cell in row)])
    return pd.DataFrame(records, columns=[*([""] if grouped else []), *labels])
