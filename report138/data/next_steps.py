"""What to fill in next: hints on a folder that is valid and not finished."""

import re

from report138.data.check import Checked

SHOWN = 5
TITLES = ("title", "title_zh", "title_en", "sources")


def list_next_steps(checked: Checked) -> list[str]:
    """Say what a valid folder still lacks, in the order in which it is best filled."""
    steps = []
    for name, rows in checked.tables.items():
        numbers = [row.number for row in rows if any(map(is_example, row.values.values()))]
        if numbers:
            steps.append(f"{name}: replace the example in row {_list(numbers)}")
    if any(is_example(str(checked.package.get(key, ""))) for key in TITLES):
        steps.append("datapackage.json: replace the example title and source")
    if not checked.tables["segments.csv"]:
        steps.append("segments.csv: no quotation yet")
    cells = _find_uncoded(checked)
    if cells:
        steps.append(f"coding.csv: {len(cells)} cells are not coded: {_list(cells)}")
    steps += _find_unused(checked)
    if not checked.tables["lexicon.csv"]:
        steps.append("lexicon.csv: no trigger terms yet")
    if not checked.tables["locators.csv"]:
        steps.append("locators.csv: missing; the strip and the shares of text are left out")
    return steps


def _list(items: list) -> str:
    shown = ", ".join(map(str, items[:SHOWN]))
    return shown + (f" and {len(items) - SHOWN} more" if len(items) > SHOWN else "")


def _find_uncoded(checked: Checked) -> list[str]:
    rows = checked.tables["coding.csv"]
    first = rows[0]["coder"] if rows else ""
    coded = {(row["track_id"], row["scenario_id"]) for row in rows if row["coder"] == first}
    ids = {
        level: [row["id"] for row in checked.tables["elements.csv"] if row["level"] == level]
        for level in ("track", "scenario")
    }
    names = {
        row["id"]: tuple(row[f"name_{language}"] for language in checked.languages)
        for row in checked.tables["elements.csv"]
    }
    return [
        f"{track} × {scenario}"
        for scenario in ids["scenario"]
        for track in ids["track"]
        if (track, scenario) not in coded and names[track] != names[scenario]
    ]


def _find_unused(checked: Checked) -> list[str]:
    used = {row["segment_id"] for row in checked.tables["coding.csv"]}
    unused = [
        row["segment_id"]
        for row in checked.tables["segments.csv"]
        if row["kind"] in ("formula", "narrative") and row["segment_id"] not in used
    ]
    return [f"coding.csv: no row for segment {_list(unused)}"] if unused else []


def is_example(text: str) -> bool:
    """Tell whether a text still is one of the examples."""
    return bool(re.search(r"（例）|\(example\)", text))
