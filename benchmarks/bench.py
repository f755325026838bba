"""Run the cases one after the other, ours and the plain way in turn: `python -m benchmarks.bench`."""

import argparse
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import plain, preview
from benchmarks.inputs import ROOT, list_documents, write_large, write_notebooks
from benchmarks.measure import Result, run
from benchmarks.results import Findings, write_results

RESULTS = ROOT / "benchmarks" / "results.md"
ENVIRONMENT = {
    # what a shell of the developer may have set would slow down both sides, not equally
    **{key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"},
    "PYTHONUNBUFFERED": "1",
}
COUNTS = (25, 50, 100)  # briefs of the large framework
LOOK, LOOK_RARELY = 0.5, 4.0  # seconds between two looks at the memory; the second costs little


class Bench:
    """The cases, in one temporary folder."""

    def __init__(self, folder: Path, rounds: int, quick: bool) -> None:
        """Write the inputs, and find the browser."""
        self.folder, self.rounds, self.quick = folder, rounds, quick
        self.jobs = list_documents()
        self.notebooks = write_notebooks(self.jobs, folder / "notebooks")
        self.browser = plain.prepare(folder / "browsers")
        self.outs = (folder / f"out-{number}" for number in itertools.count())

    def render(self, *arguments: str, out: Path | None = None, look: float = 0.0) -> Result:
        """Render as a user does, by default into an empty folder."""
        out = out or next(self.outs)
        command = [sys.executable, "render.py", "build", *arguments, "--quiet", "--out", str(out)]
        return run(command, ENVIRONMENT, ROOT, look)

    def render_plainly(self, *stems: str, look: float = 0.0) -> list[Result]:
        """Render documents one after the other in the plain way."""
        environment = {**ENVIRONMENT, **(self.browser or {})}
        out = next(self.outs)
        return [plain.render(self.notebooks[stem], out, environment, ROOT, look) for stem in stems]

    def run_one(self, found: Findings) -> None:
        """(a) One report in one language, each time in a process of its own."""
        arguments = ("report", "--language", "zh")
        for _ in range(self.rounds):
            found.one.append(self.render(*arguments))
            found.one_plain += self.render_plainly("138-report-zh")
        found.peaks["one"] = self.render(*arguments, look=LOOK).peak_mb
        found.peaks["plain"] = self.render_plainly("138-report-zh", look=LOOK)[0].peak_mb

    def run_all(self, found: Findings) -> None:
        """(b) Every document of the shipped framework, (c) the same again, and the floor."""
        stems = [job.stem for job in self.jobs]
        sampled = [stems[0], stems[2], stems[-1]] if self.quick else stems
        order = [stem for turn in range(self.rounds) for stem in sampled[turn :: self.rounds]]
        taken: list[Result] = []
        for turn in range(self.rounds):
            out = next(self.outs)
            found.all.append(self.render("--all", out=out))
            found.nothing.append(self.render("--all", out=out))
            found.one_by_one.append(self.render("--all", "--jobs", "1"))
            taken += self.render_plainly(*sampled[turn :: self.rounds])
            found.floors.append(self.run_floor())
        found.note_plain(dict(zip(order, taken, strict=True)), stems)
        found.peaks["all"] = self.render("--all", look=LOOK).peak_mb
        found.peaks["one by one"] = self.render("--all", "--jobs", "1", look=LOOK).peak_mb

    def run_large(self, found: Findings) -> None:
        """(d) Briefs of a 20 x 60 framework: 25, 50 and 100 of them."""
        data = write_large(self.folder / "large")
        counts = [count // 5 for count in COUNTS] if self.quick else COUNTS
        for count in counts:
            words = ["-m", "benchmarks.inputs", str(data), str(count), str(next(self.outs))]
            found.large[count] = run([sys.executable, *words], ENVIRONMENT, ROOT, LOOK_RARELY)
        first = list_documents("brief", data=data)[0]
        self.notebooks |= write_notebooks([first], self.folder / "large-notebooks")
        found.large_plain = self.render_plainly(first.stem)[0].seconds

    def run_floor(self) -> dict[str, float]:
        """Return what the cells and Typst take by themselves."""
        command = [sys.executable, "-m", "benchmarks.floor"]
        answer = subprocess.run(
            command, env=ENVIRONMENT, cwd=ROOT, text=True, stdout=subprocess.PIPE, check=True
        )
        return json.loads(answer.stdout)

    def run_preview(self, found: Findings) -> None:
        """(e) From a saved notebook to the page in the browser, renewed by a preview."""
        rounds, repeats = (3, 1) if self.quick else (15, self.rounds)
        found.preview = preview.measure_all(self.folder, rounds, repeats, ENVIRONMENT)

    def run_other(self, found: Findings) -> None:
        """nbprint, if it is installed: a brief as HTML, and the same from here."""
        found.other_names = {name: shutil.which(name) or "" for name in ("nbprint", "myst")}
        if not found.other_names["nbprint"]:
            return
        stem = self.jobs[2].stem
        (self.folder / "data").symlink_to(ROOT / "data")  # found from the folder it runs in
        for _ in range(self.rounds):
            command = [found.other_names["nbprint"], str(self.notebooks[stem])]
            found.nbprint.append(run(command, ENVIRONMENT, self.folder))
            found.brief.append(
                self.render("brief", "-p", "element=T1", "--language", "zh", "--format", "html")
            )


def main() -> None:
    """Run every case and write what was found."""
    parser = argparse.ArgumentParser(prog="make bench", description=main.__doc__)
    parser.add_argument("--quick", action="store_true", help="one round, few documents")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="r138-bench-") as folder:
        bench = Bench(Path(folder), 1 if options.quick else 3, options.quick)
        if bench.browser is None:
            sys.exit("the plain way needs a Chromium: none of its names was found on PATH")
        found = Findings(rounds=bench.rounds, quick=options.quick)
        cases = {
            "(a)": bench.run_one,
            "(b)": bench.run_all,
            "(d)": bench.run_large,
            "(e)": bench.run_preview,
            "nbprint": bench.run_other,
        }
        for name, case in cases.items():
            found.loads[name] = os.getloadavg()[0]
            print(case.__doc__, flush=True)
            case(found)
    print(write_results(found, RESULTS))


if __name__ == "__main__":
    main()
