"""What is rendered: the shipped framework's 24 documents, and briefs of a synthetic large one.

`python -m benchmarks.inputs FOLDER COUNT OUT` renders the first briefs of a framework.
"""

import sys
from pathlib import Path

from report138.cli.frameworks import CATALOG
from report138.engine.documents.rendering import make_run
from report138.engine.plan.combine import plan_jobs
from report138.engine.plan.job import Job
from report138.engine.plan.reports_yaml import read_plan
from report138.engine.plan.selection import Selection
from report138.engine.run.execute import merge_notebooks, skip_slow_imports

ROOT = Path(__file__).resolve().parents[1]
LARGE = (60, 20)  # scenarios, tracks


def list_documents(*names: str, data: Path | None = None) -> list[Job]:
    """Return the documents of some reports of the plan, or of all."""
    selection = Selection(names, every=not names, data=data and str(data))
    return plan_jobs(read_plan(CATALOG), selection, CATALOG)[0]


def write_large(folder: Path) -> Path:
    """Write the synthetic framework; its makers are those of the tests."""
    sys.path.insert(0, str(ROOT / "tests"))
    from large_sample import write_sized

    write_sized(folder, LARGE)
    return folder


def write_notebooks(jobs: list[Job], folder: Path) -> dict[str, Path]:
    """Write each document's notebooks as one, with its parameters in it, for the plain way."""
    skip_slow_imports()
    import nbformat

    folder.mkdir(parents=True)
    paths = {}
    for job in jobs:
        paths[job.stem] = folder / f"{job.stem}.ipynb"
        nbformat.write(merge_notebooks(make_run(job)), paths[job.stem])
    return paths


def render_first(data: Path, count: int, out: Path) -> None:
    """Render the first briefs of a framework, as `render.py build brief` would all of them."""
    from report138.cli.configure import configure
    from report138.engine.documents.build import build
    from report138.engine.documents.options import RenderOptions
    from report138.engine.publish.destination import Destination

    configure()
    jobs = list_documents("brief", data=data)[:count]
    outcomes = list(build(jobs, RenderOptions(jobs=None), Destination(out), lambda *_: None))
    failed = [outcome.error for outcome in outcomes if outcome.status != "done"]
    if len(outcomes) < count or failed:
        sys.exit(f"{len(outcomes)} briefs, failed: {failed}")


if __name__ == "__main__":
    render_first(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
