"""How many links further, hinder, or do both: what a number of links alone would hide."""

from collections.abc import Mapping
from typing import Any

from report138.analysis.signs import BOTH, MINUS, count_links, sign_links
from report138.view.levels import SIGNS
from report138.view.report import Report


def hinders(report: Report) -> bool:
    """Tell whether any cell hinders, so that links must be counted by sign."""
    return bool(report.cells["sign"].isin([MINUS, BOTH]).any())


def count_all(report: Report) -> dict[str, int]:
    """Count the links of the whole matrix by sign; empty where nothing hinders."""
    return count_links(report.cells, report.framework.scale.stated) if hinders(report) else {}


def show_signs(counts: Mapping[str, Any]) -> str:
    """Write numbers of links by sign: +2 −1 ±1, and ?1 where there is such a link."""
    shown = {"+": "further", "−": "hinder", "±": "both", "?": "open"}
    return " ".join(
        f"{sign}{int(counts[name])}" for sign, name in shown.items() if counts[name] or sign in "+−"
    )


def sign_by_cell(report: Report) -> dict[tuple[str, str], str]:
    """Return the sign of every cell by scenario and track: of a link, or else of what it holds."""
    cells = report.cells
    signs = sign_links(cells, report.framework.scale.stated)
    signs = signs.where(signs != "", cells["sign"])
    return dict(zip(zip(cells["scenario_id"], cells["track_id"], strict=True), signs, strict=True))


def mark_sign(name: str, sign: str) -> str:
    """Mark the name of an element whose link hinders, or hinders too, or may."""
    return f"{name} [{SIGNS[sign]}]" if SIGNS[sign] else name
