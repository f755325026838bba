"""What a page links to: what the plan makes beside it, and nothing that it does not."""

from pathlib import Path

import pytest
from planning import plan
from test_parameters import write_notebook

from report138.engine.plan.fingerprint import describe_dependencies, explain_difference
from report138.engine.plan.job import Job

HEAD = "reports:\n"
REPORT = """\
  report:
    title_zh: 题
    title_en: T
    notebooks: [a]
    parameters:
      language: [zh, en]
"""
BRIEF = """\
  brief:
    notebooks: [b]
    parameters:
      element: all tracks
      language: [zh, en]
"""
NOTE = """\
  note:
    notebooks: [b]
    formats: pdf
    parameters:
      element: [R2, Z9]
      language: en
"""
COMMON = 'language: str = "zh"\nframework: str = "138"\n'


@pytest.fixture(autouse=True)
def _notebooks(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    write_notebook(tmp_path / "notebooks" / "a.ipynb", COMMON + "rows: int = 3")
    write_notebook(tmp_path / "notebooks" / "b.ipynb", COMMON + 'element: str = ""')


def ask(folder: Path, text: str, *names: str, **options: object) -> dict[str, Job]:
    """Plan documents of a plan that lies beside the data; return them by name."""
    path = folder.parent / "reports.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    jobs, _ = plan(*names, path=path, data=str(folder), **options)
    return {job.stem: job for job in jobs}


def list_own(job: Job) -> list[tuple[str, str]]:
    """Return the links to the document in other forms, and to its data."""
    return [(link.label, link.file) for link in job.links.own]


def list_others(job: Job) -> dict[str, list[tuple[str, str]]]:
    """Return the links to other reports."""
    return {
        group.title: [(link.label, link.file) for link in group.links] for group in job.links.groups
    }


def test_a_report_links_to_its_other_forms_and_its_briefs(folder: Path) -> None:
    """In its own language, by id and name, though only the report itself is asked for."""
    jobs = ask(folder, REPORT + BRIEF, "report")
    assert list_own(jobs["tiny-report-zh"]) == [
        ("English", "tiny-report-en.html"),
        ("PDF", "tiny-report-zh.pdf"),
        ("数据 ZIP", "tiny-data.zip"),
    ]
    assert list_others(jobs["tiny-report-zh"]) == {
        "简报": [("R1 借阅", "tiny-brief-R1-zh.html"), ("R2 修补", "tiny-brief-R2-zh.html")]
    }
    assert list_others(jobs["tiny-report-en"])["Briefs"][0] == (
        "R1 Lending",
        "tiny-brief-R1-en.html",
    )


def test_a_brief_links_to_its_report(folder: Path) -> None:
    """By the report's title; to itself on the same element in the other language."""
    job = ask(folder, REPORT + BRIEF, "brief")["tiny-brief-R2-en"]
    assert list_own(job)[0] == ("中文", "tiny-brief-R2-zh.html")
    assert list_others(job) == {"Report": [("T", "tiny-report-en.html")]}


def test_documents_on_one_element_find_each_other(folder: Path) -> None:
    """Of another report that varies the same parameter, only what is on the same value."""
    jobs = ask(folder, BRIEF + NOTE, "brief", "note", assignments=("element=R2",))
    assert list_others(jobs["tiny-brief-R2-en"]) == {
        "note": [("R2 Repair (pdf)", "tiny-note-R2-en.pdf")]
    }
    jobs = ask(folder, BRIEF + NOTE, "brief", assignments=("element=R1",))
    assert list_others(jobs["tiny-brief-R1-en"]) == {}


def test_what_the_plan_does_not_make_is_not_named(folder: Path) -> None:
    """No other language, no PDF, no element that the framework lacks."""
    text = REPORT.replace("[zh, en]", "en") + "    formats: html\n" + NOTE
    job = ask(folder, text)["tiny-report-en"]
    assert list_own(job) == [("Data ZIP", "tiny-data.zip")]
    assert list_others(job) == {"note": [("R2 Repair (pdf)", "tiny-note-R2-en.pdf")]}


def test_a_language_that_the_framework_lacks_is_not_named(english_folder: Path) -> None:
    """The plan has two languages, the data one."""
    job = ask(english_folder, REPORT)["tiny-report-en"]
    assert [label for label, _ in list_own(job)] == ["PDF", "Data ZIP"]


def test_a_report_on_other_frameworks_is_not_named(folder: Path) -> None:
    """What the plan makes of another folder alone stands not beside this document."""
    text = REPORT + BRIEF + "      framework: 138\n"
    assert list_others(ask(folder, text)["tiny-report-en"]) == {}


@pytest.mark.parametrize("options", [{"formats": ("html",)}, {"languages": ("en",)}])
def test_the_links_do_not_depend_on_the_selection(folder: Path, options: dict) -> None:
    """A document is the same whatever else is made in the run."""
    whole = ask(folder, REPORT + BRIEF, every=True)["tiny-report-en"]
    assert ask(folder, REPORT + BRIEF, **options)["tiny-report-en"].links == whole.links


def test_another_plan_renders_the_document_again(folder: Path) -> None:
    """A page that would name a document that is gone is made anew."""
    before, after = (
        describe_dependencies(ask(folder, text)["tiny-report-en"], "c", {})
        for text in (REPORT + BRIEF, REPORT)
    )
    assert explain_difference(before, after) == ["changed: the documents beside it"]
