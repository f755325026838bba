"""Turn coded segments into cells, and cells into profiles.  Frame in, frame out.

A cell's level is the maximum of its direct segments: levels are ordinal, so they are never
summed or averaged.  Its volume is the number of direct segments that fill it.
"""

import pandas as pd

from report138.data.framework import Framework
from report138.data.rules import pair_same_items
from report138.data.schema import SEPARATOR

CELL = ["track_id", "scenario_id"]
LEVELS = (3, 2, 1, 0)
STATED = 2  # breadth counts the cells at this level or above


def select_coding(framework: Framework, coder: str | None = None) -> pd.DataFrame:
    """Return one coder's rows, by default those of the coder named first."""
    coder = coder or next(iter(framework.coders), None)
    return framework.coding[framework.coding["coder"] == coder]


def derive_cells(framework: Framework, coder: str | None = None) -> pd.DataFrame:
    """Derive every cell of a framework's matrix from one coder's rows; see code_cells.

    Where rows and columns are the same items, an item has no link with itself to find.
    """
    tracks, scenarios = (framework.get_elements(level)["id"] for level in ("track", "scenario"))
    cells = code_cells(select_coding(framework, coder), tracks, scenarios)
    same = pair_same_items(framework.elements.to_dict("records"), framework.languages)
    pairs = zip(cells["track_id"], cells["scenario_id"], strict=True)
    itself = pd.Series([pair in same for pair in pairs], index=cells.index, dtype=bool)
    cells.loc[itself & (cells["state"] == "not_coded"), "state"] = "not_assessable"
    return cells


def code_cells(
    coding: pd.DataFrame, tracks: list[str] | pd.Series, scenarios: list[str] | pd.Series
) -> pd.DataFrame:
    """Derive every cell of the matrix from one coder's rows.

    Returns one row a cell, scenarios outermost: track_id, scenario_id, state (found,
    none_found, not_assessable, not_coded), level and hindering_level (Int64, <NA> where not
    found or coded), volume, hindering_volume, support (direct segments at the cell's own
    level: with one, the level falls when it goes), inferred_level and inferred_volume.
    """
    grid = pd.MultiIndex.from_product([list(scenarios), list(tracks)], names=CELL[::-1])
    segment = coding["segment_id"] != ""
    direct = coding[segment & (coding["basis"] == "direct")]
    filling = direct[direct["level"].fillna(0) > 0]
    inferred = coding[segment & (coding["basis"] == "inferred") & (coding["level"].fillna(0) > 0)]
    hindering = filling[filling["polarity"] == "-"]

    searched = coding[~segment | (coding["basis"] == "direct")]
    cells = pd.DataFrame(index=grid)
    cells["level"] = _group(filling)["level"].max()
    none_found = _group(searched[searched["level"] == 0]).size().reindex(grid).notna()
    declined = _group(searched[searched["level"].isna()]).size().reindex(grid).notna()
    cells["state"] = "not_coded"
    cells.loc[declined, "state"] = "not_assessable"
    cells.loc[none_found, "state"] = "none_found"
    cells.loc[cells["level"].notna(), "state"] = "found"
    cells.loc[cells["state"] == "none_found", "level"] = 0
    cells["volume"] = _group(filling).size()
    at_level = filling.join(cells["level"].rename("cell_level"), on=CELL[::-1])
    cells["support"] = _group(at_level[at_level["level"] == at_level["cell_level"]]).size()
    cells["hindering_level"] = _group(hindering)["level"].max()
    cells["hindering_volume"] = _group(hindering).size()
    cells["inferred_level"] = _group(inferred)["level"].max()
    cells["inferred_volume"] = _group(inferred).size()
    counts = ["volume", "support", "hindering_volume", "inferred_volume"]
    cells[counts] = cells[counts].fillna(0).astype(int)
    levels = ["level", "hindering_level", "inferred_level"]
    cells[levels] = cells[levels].astype("Int64")
    return cells.reset_index()


def _group(rows: pd.DataFrame) -> "pd.api.typing.DataFrameGroupBy":
    return rows.groupby(CELL[::-1], sort=False)


def profile_elements(cells: pd.DataFrame, by: str) -> pd.DataFrame:
    """Count, for each track or scenario, its cells by level and state.

    `by` is track_id or scenario_id.  Returns that index with level_3 ... level_0,
    not_assessable, not_coded, breadth (cells at level 2 or more), linked and volume.
    """
    level, state = cells["level"], cells["state"]
    marks = {f"level_{n}": level == n for n in LEVELS}
    marks |= {kind: state == kind for kind in ("not_assessable", "not_coded")}
    marks |= {"breadth": level >= STATED, "linked": state == "found", "volume": cells["volume"]}
    return pd.DataFrame(marks).groupby(cells[by], sort=False).sum().astype(int)


def find_sole_tracks(cells: pd.DataFrame) -> pd.Series:
    """Return the scenarios that exactly one track is linked to: scenario_id -> track_id."""
    found = cells[cells["state"] == "found"]
    alone = found.groupby("scenario_id")["track_id"].transform("size") == 1
    return found[alone].set_index("scenario_id")["track_id"]


def list_fills(framework: Framework, coding: pd.DataFrame) -> pd.DataFrame:
    """List the codings that give a level, direct and inferred, with quotes, in the text's order.

    A segment that fills two cells stands twice.  Adds place (its first locator) and, from
    locators.csv if there is one, that place's order.
    """
    rows = coding[(coding["segment_id"] != "") & (coding["level"].fillna(0) > 0)]
    fills = rows.merge(framework.segments, on="segment_id", how="left")
    fills["place"] = fills["locator"].str.split(SEPARATOR).str[0].str.strip()
    order = framework.locators.set_index("locator")["order"]
    fills["order"] = fills["place"].map(order).fillna(0).astype(int)
    return fills.sort_values("order", kind="stable").reset_index(drop=True)


def share_of_top_cells(cells: pd.DataFrame, top: int) -> float:
    """Return the share of all fills that the `top` fullest cells hold; NaN without fills."""
    volume = cells["volume"].sort_values(ascending=False)
    return float(volume.head(top).sum() / volume.sum()) if volume.sum() else float("nan")


def share_by_place(fills: pd.DataFrame) -> pd.Series:
    """Return the share of direct segments that each place of the source gives, largest first."""
    direct = fills[fills["basis"] == "direct"].drop_duplicates("segment_id")
    return direct["place"].value_counts(normalize=True)


def share_by_topic(framework: Framework) -> pd.Series:
    """Return the share of the text's characters about each element; "" is about none alone."""
    characters = framework.locators.groupby("topic_id")["characters"].sum()
    return characters / framework.locators["characters"].sum()


def share_quoted(framework: Framework, language: str) -> float:
    """Return the share of the source's characters that the quotes repeat.

    A quote contained in another one from the same place counts once; white space does not.
    """
    quotes = framework.segments[f"quote_{language}"].str.replace(r"\s", "", regex=True)
    places = framework.segments["locator"].str.split(SEPARATOR).str[0]
    unique = {
        (place, quote)
        for place, quote in zip(places, quotes, strict=True)
        if not any(
            p == place and quote != q and quote in q for p, q in zip(places, quotes, strict=True)
        )
    }
    return sum(len(quote) for _, quote in unique) / framework.locators["characters"].sum()
