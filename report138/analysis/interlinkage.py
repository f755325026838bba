"""Turn one reading's coded segments into cells, and cells into profiles.  Frame in, frame out.

A cell's level is the maximum of its direct segments: levels are ordinal, so they are never
summed or averaged.  Its volume is the number of units (sentences, clauses) that fill it.
"""

import pandas as pd

from report138.analysis.signs import KINDS, sign_cells, sign_links
from report138.data.framework import Framework, require_known
from report138.data.rules import pair_same_items
from report138.data.scale import CODEBOOK, Scale
from report138.data.schema import SEPARATOR

CELL = ["scenario_id", "track_id"]
ITSELF = "itself"  # the state of a cell that is no pair of two items


def select_coding(framework: Framework, coder: str | None = None) -> pd.DataFrame:
    """Return one coder's rows, by default the first one's, each with the unit of its segment.

    A whole cell, which has no segment, is a nameless unit of its own and judged directly.
    """
    coder = coder or next(iter(framework.coders), None)
    rows = framework.coding[framework.coding["coder"] == coder]
    units = framework.units
    whole = (rows["segment_id"] == "") & (rows["basis"] == "")
    return rows.assign(
        unit=[units.get(name, "") for name in rows["segment_id"]],
        basis=rows["basis"].mask(whole, "direct"),
    )


def derive_cells(framework: Framework, coder: str | None = None) -> pd.DataFrame:
    """Derive every cell of a framework's matrix from one coder's rows; see code_cells.

    Where rows and columns are the same items, the cell of an item with itself has the state
    `itself` unless somebody coded it, and counts nowhere.
    """
    tracks, scenarios = (framework.get_elements(level)["id"] for level in ("track", "scenario"))
    cells = code_cells(select_coding(framework, coder), tracks, scenarios)
    same = pair_same_items(framework.elements.to_dict("records"), framework.languages)
    pairs = zip(cells["track_id"], cells["scenario_id"], strict=True)
    itself = pd.Series([pair in same for pair in pairs], index=cells.index, dtype=bool)
    cells.loc[itself & (cells["state"] == "not_coded"), "state"] = ITSELF
    return cells


def code_cells(
    coding: pd.DataFrame, tracks: list[str] | pd.Series, scenarios: list[str] | pd.Series
) -> pd.DataFrame:
    """Derive every cell of the matrix from one coder's rows, each with its `unit`.

    Returns one row a cell, scenarios outermost: track_id, scenario_id, state (found,
    none_found, not_assessable, not_coded), level, hindering_level and furthering_level (of all
    that does not hinder; Int64, <NA> where not found or coded), unclear_level (the furthering one
    where it rests on codings with ? alone), sign (see signs.sign_cells), volume and hindering_volume
    (units), support (units at the cell's own level: with one, the level falls when it goes),
    inferred_level and inferred_volume.
    """
    grid = pd.MultiIndex.from_product([list(scenarios), list(tracks)], names=CELL)
    segment = coding["segment_id"] != ""
    direct = coding[coding["basis"] == "direct"]
    filling = direct[direct["level"].fillna(0) > 0]
    inferred = coding[(coding["basis"] == "inferred") & (coding["level"].fillna(0) > 0)]
    minus = filling["polarity"] == "-"
    hindering, furthering = filling[minus], filling[~minus]

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
    cells["volume"] = _count_units(filling)
    at_level = filling.join(cells["level"].rename("cell_level"), on=CELL)
    cells["support"] = _count_units(at_level[at_level["level"] == at_level["cell_level"]])
    cells["hindering_level"] = _group(hindering)["level"].max()
    cells["furthering_level"] = _group(furthering)["level"].max()
    open_, clear = (
        _group(furthering[furthering["polarity"].eq("?") == which])["level"].max().reindex(grid)
        for which in (True, False)
    )
    cells["unclear_level"] = open_.where(open_ > clear.fillna(0))
    cells["hindering_volume"] = _count_units(hindering)
    cells["inferred_level"] = _group(inferred)["level"].max()
    cells["inferred_volume"] = _count_units(inferred)
    counts = ["volume", "support", "hindering_volume", "inferred_volume"]
    cells[counts] = cells[counts].fillna(0).astype(int)
    levels = ["level", "hindering_level", "furthering_level", "unclear_level", "inferred_level"]
    cells[levels] = cells[levels].astype("Int64")
    cells["sign"] = sign_cells(cells)
    return cells.reset_index()


def _group(rows: pd.DataFrame) -> "pd.api.typing.DataFrameGroupBy":
    return rows.groupby(CELL, sort=False)


def _count_units(rows: pd.DataFrame) -> pd.Series:
    return _group(rows)["unit"].nunique()


def profile_elements(cells: pd.DataFrame, by: str, scale: Scale = CODEBOOK) -> pd.DataFrame:
    """Count, for each track or scenario, its cells by level and state.

    `by` is track_id or scenario_id.  Returns that index with a column level_n for each rank,
    highest first, not_assessable, not_coded, links, and of these further, hinder, both and open.
    """
    require_known(by, CELL, "column")
    level, state = cells["level"], cells["state"]
    marks = {f"level_{n}": level == n for n in scale.ranks}
    marks |= {kind: state == kind for kind in ("not_assessable", "not_coded")}
    marks |= {"links": level >= scale.stated}
    signs = sign_links(cells, scale.stated)
    marks |= {kind: signs == sign for kind, sign in KINDS.items()}
    return pd.DataFrame(marks).groupby(cells[by], sort=False).sum().astype(int)


def find_sole_tracks(cells: pd.DataFrame, scale: Scale = CODEBOOK) -> pd.Series:
    """Return the scenarios that exactly one track is linked to: scenario_id -> track_id."""
    links = cells[(cells["level"] >= scale.stated).fillna(False)]
    alone = links.groupby("scenario_id")["track_id"].transform("size") == 1
    return links[alone].set_index("scenario_id")["track_id"]


def list_fills(framework: Framework, coding: pd.DataFrame) -> pd.DataFrame:
    """List the codings that give a level, direct and inferred, with quotes, in the text's order.

    A segment that fills two cells stands twice.  Adds place (its first locator) and, from
    locators.csv if there is one, that place's order.
    """
    rows = coding[(coding["basis"] != "") & (coding["level"].fillna(0) > 0)]
    segments = framework.segments.drop(columns="unit")
    fills = rows.merge(segments, on="segment_id", how="left")
    fills[segments.columns] = fills[segments.columns].fillna("")  # of a whole cell
    fills["place"] = fills["locator"].str.split(SEPARATOR).str[0].str.strip()
    order = framework.locators.set_index("locator")["order"]
    fills["order"] = fills["place"].map(order).fillna(0).astype(int)
    return fills.sort_values("order", kind="stable").reset_index(drop=True)
