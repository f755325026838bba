"""How many links further, hinder, or do both: what a number of links alone would hide."""

from collections.abc import Mapping
from typing import Any

from report138.analysis.interlinkage import STATED
from report138.analysis.signs import BOTH, MINUS, count_links
from report138.view.report import Report


def hinders(report: Report) -> bool:
    """Tell whether any cell hinders, so that links must be counted by sign."""
    return bool(report.cells["sign"].isin([MINUS, BOTH]).any())


def count_all(report: Report) -> dict[str, int]:
    """Count the links of the whole matrix by sign; empty where nothing hinders."""
    return count_links(report.cells, STATED) if hinders(report) else {}


def show_signs(counts: Mapping[str, Any]) -> str:
    """Write numbers of links by sign: +2 −1 ±1, and ?1 where there is such a link."""
    shown = {"+": "further", "−": "hinder", "±": "both", "?": "open"}
    return " ".join(
        f"{sign}{int(counts[name])}" for sign, name in shown.items() if counts[name] or sign in "+−"
    )
