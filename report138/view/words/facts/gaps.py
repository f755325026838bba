"""What is missing: cells in which no reading finds evidence, and scenarios without a link."""

from dataclasses import dataclass

from report138.analysis.interlinkage import CELL, ITSELF, profile_elements
from report138.view.report import Report


@dataclass(frozen=True)
class Gaps:
    """How many cells are empty in all readings, and which scenarios have no link."""

    readings: int
    missing: int
    judged: int
    unlinked: list[str]  # scenarios that somebody judged, and without a link
    every: bool  # whether these are all scenarios that somebody judged
    inferred: int  # of the missing cells, those for which something is inferred
    partly: bool  # whether there are cells that nobody judged


def find_gaps(report: Report) -> Gaps:
    """Count the cells in which no reading that judged them finds evidence."""
    cells = report.cells
    judged = cells["judged"] > 0
    missing = judged & (cells["found"] == 0)
    links = profile_elements(cells[judged], "scenario_id", report.framework.scale)["links"]
    unlinked = [report.names[scenario] for scenario in links.index[links == 0]]
    return Gaps(
        readings=len(report.coders),
        missing=int(missing.sum()),
        judged=int(judged.sum()),
        unlinked=unlinked,
        every=len(unlinked) == len(links),
        inferred=int((missing & (cells["inferred_volume"] > 0)).sum()),
        partly=not judged[cells["state"] != ITSELF].all(),
    )


def count_inferring(report: Report) -> dict[tuple[str, str], int]:
    """Count for every cell the readings that infer something for it."""
    inferred = report.fills[report.fills["basis"] == "inferred"]
    return {cell: int(n) for cell, n in inferred.groupby(CELL)["coder"].nunique().items()}


@dataclass(frozen=True)
class Gap:
    """A cell that lacks evidence, or that readings dispute."""

    track: str
    found: int  # readings with evidence
    readings: int  # that judged it
    inferring: int
    level: int  # that the inference would give; 0 without one


def list_gaps(report: Report) -> list[tuple[str, list[Gap]]]:
    """List for every scenario the cells in which some reading or all find no evidence."""
    inferring = count_inferring(report)
    listed = []
    for scenario, row in report.cells.groupby("scenario_id", sort=False):
        gaps = [
            Gap(
                report.names[cell["track_id"]],
                int(cell["found"]),
                int(cell["judged"]),
                inferring.get((scenario, cell["track_id"]), 0),
                int(cell["inferred_level"]) if cell["inferred_volume"] else 0,
            )
            for cell in row.to_dict("records")
            if cell["found"] < cell["judged"]
        ]
        if gaps:
            listed.append((report.names[scenario], gaps))
    return listed
