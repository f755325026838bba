"""What a document depends on: everything that can change it, and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sample
from planning import describe_folder
from test_parameters import write_notebook

from report138.engine.plan import fingerprint as module
from report138.engine.plan.fingerprint import (
    describe_dependencies,
    explain_difference,
    fingerprint,
    hash_code,
    hash_file,
    list_versions,
)
from report138.engine.plan.job import Job
from report138.engine.plan.reports_yaml import ReportPlan
from report138.engine.typeset.shown import Shown

VERSIONS = {"python": "3.11", "typst": "0.15"}


@pytest.fixture
def job(tmp_path: Path, folder: Path) -> Job:
    """A document of one notebook on the tiny framework."""
    path = write_notebook(tmp_path / "a.ipynb", 'language: str = "en"')
    report = ReportPlan("r", (path,), {"zh": "题", "en": "T"}, ("html",), {}, {})
    return Job(report, describe_folder(folder), "en", ("html",), {"language": "en"})


def describe(job: Job, code: str = "c", versions: dict[str, str] = VERSIONS) -> dict[str, Any]:
    """Describe a job's dependencies with the files as they are now."""
    hash_file.cache_clear()
    return describe_dependencies(job, code, versions)


def test_the_same_inputs_have_the_same_mark(job: Job) -> None:
    """Nothing changed: the fingerprint is the same, whatever the order of its parts."""
    first, second = describe(job), describe(job)
    assert fingerprint(first) == fingerprint(second)
    assert fingerprint(first) == fingerprint(dict(reversed(first.items())))
    assert explain_difference(first, second) == []


def touch_data(job: Job) -> Job:
    """Change a cell of the data."""
    sample.set_cell(job.framework.folder, "about.csv", 2, "text_en", "changed")
    return job


def touch_notebook(job: Job) -> Job:
    """Change the notebook."""
    write_notebook(job.report.notebooks[0], 'language: str = "zh"')
    return job


def drop_data(job: Job) -> Job:
    """Delete an optional file of the data."""
    (job.framework.folder / "locators.csv").unlink()
    return job


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (touch_data, "changed: data/about.csv"),
        (drop_data, "changed: data/locators.csv"),
        (touch_notebook, "changed: notebooks/a.ipynb"),
        (
            lambda job: replace(job, parameters={"language": "en", "rows": 2}),
            "changed: parameter rows",
        ),
        (
            lambda job: replace(job, report=replace(job.report, titles={"en": "U"})),
            "changed: the title in the plan",
        ),
        (lambda job: replace(job, shown=Shown(show_code=True)), "changed: --show-code"),
    ],
    ids=["data", "file less", "notebook", "parameter", "title", "show code"],
)
def test_a_change_changes_the_mark_and_is_named(
    job: Job, change: Callable[[Job], Job], reason: str
) -> None:
    """Whatever a page can follow from makes another fingerprint, and the reason says what."""
    before = describe(job)
    after = describe(change(job))
    assert fingerprint(before) != fingerprint(after)
    assert explain_difference(before, after) == [reason]


def test_code_and_versions_count(job: Job) -> None:
    """Another state of the package, or another version of a library, is a change."""
    before = describe(job)
    code = describe(job, code="d")
    versions = describe(job, versions={"python": "3.11", "typst": "0.16"})
    assert len({fingerprint(item) for item in (before, code, versions)}) == 3
    assert explain_difference(before, code) == ["changed: the code of report138"]
    assert explain_difference(before, versions) == ["changed: version of typst"]


def test_formats_do_not_count(job: Job) -> None:
    """The same content in another format is the same content."""
    other = replace(job, formats=("pdf", "ipynb"))
    assert fingerprint(describe(job)) == fingerprint(describe(other))


def test_other_files_of_the_folder_do_not_count(job: Job) -> None:
    """Notes beside the data change nothing."""
    before = describe(job)
    (job.framework.folder / "notes.txt").write_text("mine")
    assert describe(job) == before


def test_a_new_document_is_not_rendered_yet(job: Job) -> None:
    """Without an entry in the manifest there is one reason."""
    assert explain_difference(None, describe(job)) == ["not rendered yet"]


def test_the_code_is_hashed_with_its_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Modules, templates and fonts count by name and content; other files do not."""
    marks = []
    files = (
        ("a.py", "1"),
        ("a.py", "2"),
        ("t.typ", "1"),
        ("t.j2", "1"),
        ("f.ttf", "1"),
        ("n.txt", "1"),
    )
    for name, text in files:
        monkeypatch.setattr(module, "CODE", tmp_path)
        (tmp_path / name).write_text(text)
        hash_file.cache_clear()
        marks.append(hash_code())
    assert len(set(marks)) == 5
    assert marks[4] == marks[5]


def test_versions_are_those_installed() -> None:
    """Every package that can change a page is listed, none is missing here."""
    versions = list_versions()
    assert {"python", "typst", "matplotlib", "pandas", "nbconvert", "mistune"} <= set(versions)
    assert "absent" not in versions.values()
