"""Put what the bench found into a table: medians, spreads, ratios, and the machine they are from."""

import datetime
import os
import platform
import statistics
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import Result, add, get_median, show

PACKAGES = ("papermill", "nbconvert", "ipykernel", "matplotlib", "pandas", "typst", "playwright")
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


PREVIEW = (
    "(e) is `render.py preview` with one language, from saving a notebook (of the report's six, 02-interlinkages) to "
    "the page in Chromium that has the new word; the plain way is papermill and nbconvert to HTML, without a browser."
)


@dataclass
class Findings:
    """The results of every case; `plain` is papermill and nbconvert."""

    rounds: int
    quick: bool
    one: list[Result] = field(default_factory=list)
    one_plain: list[Result] = field(default_factory=list)
    all: list[Result] = field(default_factory=list)
    one_by_one: list[Result] = field(default_factory=list)
    nothing: list[Result] = field(default_factory=list)
    all_plain: float = 0.0
    measured_plain: int = 0
    large: dict[int, Result] = field(default_factory=dict)
    large_plain: float = 0.0
    peaks: dict[str, float] = field(default_factory=dict)
    floors: list[dict[str, float]] = field(default_factory=list)
    other_names: dict[str, str] = field(default_factory=dict)
    nbprint: list[Result] = field(default_factory=list)
    brief: list[Result] = field(default_factory=list)
    preview: dict[str, list[Result]] = field(default_factory=dict)  # see preview.measure_all
    loads: dict[str, float] = field(default_factory=dict)

    def note_plain(self, taken: dict[str, Result], stems: list[str]) -> None:
        """Sum up the plain way; documents that were not measured are as the mean of their kind."""
        self.measured_plain, seconds = len(taken), 0.0
        for kind in ("-report-", "-brief-"):
            results = [result for stem, result in taken.items() if kind in stem]
            count = sum(kind in stem for stem in stems)
            seconds += add(results).seconds / len(results) * count
        self.all_plain = seconds

    def show_peaks(self, case: str) -> str:
        """Show the memory of a case and, for comparison, that of the plain way's report."""
        return f"{self.peaks[case]:.0f} / {self.peaks['plain']:.0f} MB"


def write_results(found: Findings, path: Path) -> str:
    """Write the table to a file, and return it."""
    text = "\n".join([*_describe_run(found), "", *_list_rows(found), "", *_list_notes(found), ""])
    path.write_text(text, encoding="utf-8")
    return text


def _describe_run(found: Findings) -> list[str]:
    kind = "quick run, one round: not for conclusions" if found.quick else f"{found.rounds} rounds"
    loads = ", ".join(f"{case} {load:.1f}" for case, load in found.loads.items())
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return [
        "# How fast",
        "",
        "Made by `make bench`; medians, with lowest and highest in brackets. Ours and the plain way take turns.",
        "",
        f"- {datetime.date.today().isoformat()}, {kind}; {CORES} cores, {platform.machine()}, "
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
        f"- {versions}",
        f"- load of the machine before each case: {loads} (what others did then makes all of it slower)",
    ]


def _list_rows(found: Findings) -> list[str]:
    one, one_plain = get_median(found.one), get_median(found.one_plain)
    whole, plain = get_median(found.all), found.all_plain
    floors, alone = (list_floors(found, cells) for cells in ("cells", "alone"))
    counts = sorted(found.large)
    last = found.large[counts[-1]]
    plain_large = found.large_plain * counts[-1]
    rows = [
        ("case", "report138", "plain way", "ratio", "target", "peak memory, report138 / plain"),
        ("---",) * 6,
        (
            "(a) one report, HTML and PDF, cold",
            show(found.one),
            show(found.one_plain),
            f"{one_plain / one:.1f}",
            "≥ 3",
            found.show_peaks("one"),
        ),
        (
            "(b) 24 documents",
            show(found.all),
            f"{plain:.0f} s",
            f"{plain / whole:.1f}",
            "≥ 10",
            found.show_peaks("all"),
        ),
        (
            "(b) the same with `--jobs 1`",
            show(found.one_by_one),
            f"{plain:.0f} s",
            f"{plain / get_median(found.one_by_one):.1f}",
            "",
            found.show_peaks("one by one"),
        ),
        (
            "(b) against the floor",
            show(found.all),
            f"{show(floors)} (floor)",
            f"{whole / get_median(floors):.2f}",
            "≤ 1.5",
            "",
        ),
        (
            "(b) against the cells alone",
            show(found.all),
            f"{show(alone)} (floor)",
            f"{whole / get_median(alone):.2f}",
            "",
            "",
        ),
        ("(c) nothing to do", show(found.nothing), "all again", "", "< 0.5 s", ""),
        (
            f"(d) {counts[-1]} briefs of 20 x 60",
            f"{last.seconds:.1f} s",
            f"{plain_large:.0f} s",
            f"{plain_large / last.seconds:.1f}",
            "",
            _show_growth(last),
        ),
    ]
    rows += [_compare_growth(found, count, counts[-1]) for count in counts[:-1]]
    if found.nbprint:
        ratio = get_median(found.nbprint) / get_median(found.brief)
        words = show(found.brief), f"{show(found.nbprint)} (nbprint)", f"{ratio:.1f}"
        rows.append(("one brief, HTML only, cold", *words, "", ""))
    rows += list_preview(found.preview)
    return [f"| {' | '.join(row)} |" for row in rows]


def list_preview(found: dict[str, list[Result]]) -> list[tuple[str, ...]]:
    """List how long it takes from saving a notebook to the page in the browser."""
    targets = {"report markdown": "< 1 s", "brief markdown": "< 0.5 s"}
    kinds = {"markdown": "a word", "code": "a line of code"}
    return [
        (
            f"(e) {words} saved, a {case} in the browser",
            show(found[f"{case} {kind}"]),
            show(found[f"{case} plain"]),
            f"{get_median(found[f'{case} plain']) / get_median(found[f'{case} {kind}']):.1f}",
            targets.get(f"{case} {kind}", ""),
            "",
        )
        for case in ("report", "brief")
        for kind, words in kinds.items()
        if f"{case} plain" in found
    ]


def list_floors(found: Findings, cells: str) -> list[Result]:
    """List the seconds that cells and Typst need on all cores, if nothing else took any."""
    return [Result((floor[cells] + floor["typst"]) / CORES) for floor in found.floors]


def _compare_growth(found: Findings, count: int, most: int) -> tuple[str, ...]:
    """Compare the time a document with that of the largest batch."""
    part, whole = found.large[count], found.large[most]
    growth = whole.seconds / most / (part.seconds / count)
    return (
        f"(d) {count} of them",
        f"{part.seconds:.1f} s",
        "",
        f"{growth:.2f} (time a document, {most} to {count})",
        "0.9–1.1",
        _show_growth(part),
    )


def _show_growth(result: Result) -> str:
    """Show how much memory a batch held at most, and how much in its second half."""
    return f"{result.peak_mb:.0f} MB, later {result.late_mb:.0f} MB"


def _list_notes(found: Findings) -> list[str]:
    cells, typst, alone = (
        statistics.median(floor[part] for floor in found.floors)
        for part in ("cells", "typst", "alone")
    )
    measured = found.measured_plain
    rest = "" if measured == 24 else ", the others reckoned as the mean of their kind"
    notes = [
        "The plain way is `papermill`, then `jupyter nbconvert --to html` and `--to webpdf` with the system's "
        "Chromium, one document after the other. A report's six notebooks come to it joined into one, which spares "
        "it five of six rounds. Without a network its pages do not wait for MathJax and require.js.",
        f"Of its 24 documents {measured} were measured{rest}; of (d) one brief was measured, times {max(found.large)}. "
        f"Two of its loops at the same time would need about half the time of (b) on {CORES} cores.",
        f"The floor is the time of the cells, {cells:.2f} s as papermill notes it in such a run, and of Typst's "
        f"compile, {typst:.2f} s, divided by {CORES} cores, with a worker a core; it is measured once a round. Alone, "
        "without kernels and messages, in forks of a process that has everything imported, the same cells take "
        f"{alone:.2f} s: the row below it.",
        "Memory is the highest sum over all processes of a run of its own, looked at twice a second (in (d) every four "
        "seconds, `later` being the median in the second half of the time); shared pages count once. That of the plain "
        "way is its report's, the largest document. It grows until each worker has set some ten documents, of which "
        "Typst remembers parts.",
        "MyST and Jupyter Book 2 fetch their templates from a server for every build; without a network they build "
        "neither HTML nor PDF, so they are not in the table.",
    ]
    if found.preview:
        notes.append(PREVIEW)
    if not found.nbprint:
        notes.append(
            "nbprint is not in the table: its command, of an environment with report138, is not on PATH."
        )
    else:
        notes.append(
            "nbprint runs the brief's notebook and makes HTML of it; its PDF is a browser's, printed from that."
        )
    return [f"- {note}" for note in notes]
