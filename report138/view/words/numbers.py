"""Numbers as both languages write them."""

import math
from collections.abc import Sequence

MOST_SPELLED = 4  # readings, or tracks or scenarios of a headline, that are named one by one
MOST_LISTED, FIRST_LISTED = 8, 5  # names that a sentence holds, and how many of more it shows


def percent(share: float) -> str:
    """Write a share as a whole percentage."""
    return f"{share * 100:.0f}%"


def span(shares: Sequence[float], to: str = "–") -> str:
    """Write the lowest and the highest of some shares, or one where they look alike."""
    low, high = percent(min(shares)), percent(max(shares))
    return low if low == high else f"{low}{to}{high}"


def show_coefficient(value: float) -> str:
    """Write a coefficient with two decimals and a true minus sign; nothing where there is none."""
    if math.isnan(value):
        return ""
    return f"{value + 0.0:.2f}".replace("-0.00", "0.00").replace("-", "−")
