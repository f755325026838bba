"""The direction of cells and links: what furthers, what hinders, what does both."""

import pandas as pd

PLUS, MINUS, BOTH, OPEN = "+", "-", "+-", "?"
SHORT = {"": "", PLUS: "", MINUS: "-", BOTH: "±", OPEN: "?"}  # before a level
KINDS = {
    "further": PLUS,
    "hinder": MINUS,
    "both": BOTH,
    "open": OPEN,
}  # of links, as they are counted


def sign_cells(cells: pd.DataFrame, least: int = 1) -> pd.Series:
    """Return the sign of every cell: +, -, +- for both, ? where its level rests on ? alone.

    Layers below `least` do not count; "" stands for a cell without any.
    """
    layers = (cells[name].fillna(0) for name in ("furthering_level", "hindering_level"))
    plus, minus = (layer >= least for layer in layers)
    signs = pd.Series("", index=cells.index, dtype=object)
    signs[plus] = PLUS
    signs[minus] = MINUS
    signs[plus & minus] = BOTH
    signs[plus & ~minus & (cells["unclear_level"].fillna(0) >= least)] = OPEN
    return signs


def settle_open(cells: pd.DataFrame) -> pd.Series:
    """Return the signs of cells; where nothing hinders, ? stands for a link like any other."""
    signs = cells["sign"]
    hinders = signs.isin([MINUS, BOTH]).any()
    return signs if hinders else signs.replace(OPEN, PLUS)


def sign_digit(cell: "pd.Series | dict") -> str:
    """Return the sign of a cell's level: of both layers the higher gives it, alike +-."""
    if cell["sign"] != BOTH:
        return cell["sign"]
    plus, minus = (
        0 if pd.isna(cell[name]) else int(cell[name])
        for name in ("furthering_level", "hindering_level")
    )
    return BOTH if plus == minus else PLUS if plus > minus else MINUS


def sign_links(cells: pd.DataFrame, least: int) -> pd.Series:
    """Return the sign of every link, which begins at a level; "" for what is none."""
    signs = sign_cells(cells, least)
    # readings may agree on a level, and not on the sign
    signs = signs.where(signs != "", cells["sign"])
    if "sign_disputed" in cells:  # over which readings differ is no more one than the other
        signs = signs.mask(cells["sign_disputed"].astype(bool), OPEN)
    return signs.where((cells["level"] >= least).fillna(False).astype(bool), "")


def count_links(cells: pd.DataFrame, least: int) -> dict[str, int]:
    """Count the links by what they do: further, hinder, both, or open; together they are all."""
    signs = sign_links(cells, least)
    return {kind: int((signs == sign).sum()) for kind, sign in KINDS.items()}
