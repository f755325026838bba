"""Which values of an imported matrix are links: chosen by the user, or guessed and said aloud."""

from report138.coding.guess_scale import SheetScale
from report138.coding.headings import fold
from report138.coding.level_values import DASHES, LISTED
from report138.coding.matrix_parts import Found
from report138.coding.settle_cells import Cells
from report138.data.scale import CODEBOOK
from report138.data.schema import NOT_ASSESSABLE
from report138.errors import UserError

# as rows of scale.csv
_CODEBOOK = [{"value": step.value, "order": str(step.rank)} for step in CODEBOOK.steps]


class LinkValueError(UserError):
    """The value from which on cells are to be links is none above none found."""


def set_links(found: Found, scale: SheetScale, first: str | None) -> None:
    """Say which values are links; with `first` those from this one on, and none below."""
    if first is None:
        if not scale.rows:
            said = "as the codebook has it"
        elif _is_told(found, scale):
            said = "as the sheet Scale says"
        else:
            said = "each value above none found, as nothing says otherwise"
        found.said.append(
            f"links: {_show(_list_links(scale))} ({said}); --link-from VALUE changes it"
        )
        return
    rank = _find_rank(scale, first)
    if not scale.rows and rank != CODEBOOK.stated:
        found.said.append("values: a scale of their own, as the codebook has other links")
        scale.rows = [row | {"label": row["value"]} for row in _CODEBOOK]
    for row in scale.rows:
        row["link"] = "yes" if int(row["order"]) >= rank else ""
    found.said.append(f"links: {_show(_list_links(scale))} (--link-from {first})")


def warn_of_links(found: Found, scale: SheetScale, cells: Cells, first: str | None) -> None:
    """Warn of a matrix that is all links, unless somebody said which values are."""
    if first is not None or not scale.rows or _is_told(found, scale):
        return
    linking = {value for values in _list_links(scale).values() for value in values}
    judged: dict[tuple[str, str], bool] = {}
    for row in cells.coding:
        if row["level"] != NOT_ASSESSABLE:
            cell = row["scenario_id"], row["track_id"]
            judged[cell] = judged.get(cell, False) or row["level"] in linking
    if len(judged) > 1 and all(judged.values()):
        found.warned.append(
            f"all {len(judged)} cells judged are links, as each value above none found is one: import "
            f"again with --link-from VALUE, the first value that is a link ({_show(_list_ranks(scale))}), "
            "or leave yes in the column link of scale.csv only from that value on"
        )


def _is_told(found: Found, scale: SheetScale) -> bool:
    return scale.kind == LISTED and found.links_told


def _list_ranks(scale: SheetScale) -> dict[int, list[str]]:
    """List the values above none found by their rank."""
    ranks: dict[int, list[str]] = {}
    for row in scale.rows or _CODEBOOK:
        ranks.setdefault(int(row["order"]), []).append(row["value"])
    return {rank: values for rank, values in sorted(ranks.items()) if rank}


def _list_links(scale: SheetScale) -> dict[int, list[str]]:
    links = {int(row["order"]) for row in scale.rows if row.get("link")}
    stated = min(links, default=0) if scale.rows else CODEBOOK.stated
    return {rank: values for rank, values in _list_ranks(scale).items() if rank >= stated}


def _show(ranks: dict[int, list[str]]) -> str:
    return ", ".join(" / ".join(values) for values in ranks.values())


def _find_rank(scale: SheetScale, first: str) -> int:
    """Return the rank of a value as it is written, its sign left out or not."""
    given = fold(first).translate(DASHES)
    ranks = _list_ranks(scale)
    for rank, values in ranks.items():
        texts = {fold(value) for value in values}
        if given in texts | {text.lstrip("+-") for text in texts} - {""}:
            return rank
    raise LinkValueError(f"--link-from {first}: allowed: {_show(ranks)}")
