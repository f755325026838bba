"""Numbers of bytes as people read and write them."""

import re

UNITS = "KMGT"  # each a thousand of the one before


def format_size(count: float) -> str:
    """Write a number of bytes: kilobytes up to a million, then megabytes, then gigabytes."""
    if count >= 999_500_000:
        return f"{count / 1e9:.1f} GB"
    return f"{count / 1e6:.1f} MB" if count >= 999_500 else f"{max(1, round(count / 1e3))} KB"


def parse_size(text: str) -> int:
    """Read a number of bytes such as 512M or 1.5GB; raise ValueError for anything else."""
    found = re.fullmatch(rf"([0-9]+(?:\.[0-9]+)?)\s*([{UNITS}])B?", text.strip(), flags=re.I)
    if not found:
        raise ValueError(f"{text}: write a size such as 800M or 2G")
    return int(float(found[1]) * 1000 ** (1 + UNITS.index(found[2].upper())))
