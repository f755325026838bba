"""Documents are made from what was hashed, whatever happens to data and notebooks meanwhile."""

from pathlib import Path

import sample
from one_notebook import make_job, write_notebook

from report138.engine.documents.build import Outcome, build
from report138.engine.documents.options import RenderOptions
from report138.engine.plan.job import Job
from report138.engine.publish.destination import Destination
from report138.settings import get_settings

LOAD = "from report138.data.framework import load_framework; f = load_framework(framework)"
# The data change after the first notebook has begun, and change back before the end.
CHANGE = """from pathlib import Path
about = Path({path!r}); before = about.read_bytes()
about.write_bytes(before.replace(b"text_en", b"text_en,x", 1) + b"broken")"""
CHANGE_BACK = "print(f.about.shape); about.write_bytes(before); print('read', f.folder.name)"


def run(out: Path, *jobs: Job) -> list[Outcome]:
    """Build documents, one after the other."""
    options = RenderOptions(force=True, jobs=1)
    return list(build(list(jobs), options, Destination(out), lambda *_: None, lambda _: None))


def make_loading_job(tmp_path: Path, *sources: str) -> Job:
    """Make a job whose notebook asks for its framework by its path."""
    data = sample.write_tiny(tmp_path / "tiny")
    notebook = write_notebook(tmp_path / "a.ipynb", *sources)
    text = notebook.read_text(encoding="utf-8")
    asked = 'language: str = \\"zh\\"'
    notebook.write_text(text.replace(asked, f'{asked}\\nframework: str = \\"\\"'), encoding="utf-8")
    job = make_job(notebook, data)
    job.parameters["framework"] = str(data)
    return job


def test_data_changed_and_changed_back_leave_no_mixture(tmp_path: Path) -> None:
    """A kernel that loads the data in between loads what was hashed and is published."""
    about = tmp_path / "tiny" / "about.csv"
    job = make_loading_job(tmp_path, CHANGE.format(path=str(about)), LOAD, CHANGE_BACK)
    before = sample.write_tiny(tmp_path / "other").joinpath("about.csv").read_bytes()
    out = tmp_path / "out"
    assert [item.status for item in run(out, job)] == ["done"]
    assert about.read_bytes() == before
    (published,) = (out / "archive").glob("*/data/about.csv")
    assert published.read_bytes() == before


def test_a_notebook_changed_during_the_run_is_run_as_it_was_hashed(tmp_path: Path) -> None:
    """The first document rewrites the second one's notebook, which is run as it stood before."""
    data = sample.write_tiny(tmp_path / "tiny")
    second = write_notebook(tmp_path / "b.ipynb", "print('as it was')")
    rewrite = f"from pathlib import Path; p = Path({str(second)!r}); t = p.read_text()\n"
    first = write_notebook(tmp_path / "a.ipynb", f"{rewrite}p.write_text(t.replace('was', 'is'))")
    out = tmp_path / "out"
    outcomes = run(out, make_job(first, data), make_job(second, data))
    assert [item.status for item in outcomes] == ["done", "done"]
    assert "as it is" in second.read_text(encoding="utf-8")
    assert "as it was" in (out / "tiny-b-en.html").read_text(encoding="utf-8")


def test_pictures_are_still_found_beside_the_notebook(tmp_path: Path) -> None:
    """The copy of a notebook shows a picture of the folder that the notebook came from."""
    from PIL import Image

    Image.new("RGB", (4, 4), "red").save(tmp_path / "red.png")
    source = "from IPython.display import Markdown; Markdown('![red](red.png)')"
    job = make_job(
        write_notebook(tmp_path / "a.ipynb", source), sample.write_tiny(tmp_path / "tiny")
    )
    (outcome,) = run(tmp_path / "out", job)
    assert outcome.warnings == ()
    assert "data:image/png" in (tmp_path / "out" / "tiny-a-en.html").read_text(encoding="utf-8")


def test_the_settings_are_as_before_afterwards(tmp_path: Path) -> None:
    """What comes after a build in the same process finds frameworks where they are."""
    before = get_settings()
    run(tmp_path / "out", make_loading_job(tmp_path, LOAD))
    assert get_settings() == before


def test_no_document_says_where_its_data_are(tmp_path: Path) -> None:
    """A notebook that is published asks for its framework by name, whatever path it was given by."""
    (outcome,) = run(tmp_path / "out", make_loading_job(tmp_path, LOAD))
    assert outcome.status == "done"
    notebook = (tmp_path / "out" / "tiny-a-en.ipynb").read_text(encoding="utf-8")
    assert 'framework = \\"tiny\\"' in notebook.replace("'", '\\"')
    assert str(tmp_path) not in notebook


def test_a_module_beside_the_notebook_is_still_imported(tmp_path: Path) -> None:
    """Only the notebook is copied: what it imports is found where the notebook came from."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "helper_of_mine.py").write_text("WORD = 'from beside'")
    source = "import helper_of_mine; print(helper_of_mine.WORD)"
    job = make_job(write_notebook(folder / "a.ipynb", source), sample.write_tiny(tmp_path / "tiny"))
    (outcome,) = run(tmp_path / "out", job)
    assert (outcome.status, outcome.error) == ("done", "")
