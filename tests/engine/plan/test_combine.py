"""The documents that follow from a plan, a framework and a request."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sample
from conftest import ROOT
from planning import plan
from test_parameters import write_notebook

from report138.cli.frameworks import CATALOG
from report138.engine.errors import UsageError
from report138.engine.plan.combine import choose_folder
from report138.engine.plan.job import Job

PLAN = """\
reports:
  report:
    title_en: T
    notebooks: [a]
    parameters:
      language: [zh, en]
  brief:
    notebooks: [b]
    formats: pdf
    parameters:
      element: all tracks and scenarios
      language: en
"""
Ask = Callable[..., list[Job]]


@pytest.fixture
def ask(tmp_path: Path, folder: Path) -> Ask:
    """Plan jobs on the tiny framework by a small plan."""
    (tmp_path / "notebooks").mkdir()
    common = 'language: str = "zh"\nframework: str = "138"\n'
    write_notebook(tmp_path / "notebooks" / "a.ipynb", common + "rows: int = 3")
    write_notebook(tmp_path / "notebooks" / "b.ipynb", common + 'element: str = ""')
    (tmp_path / "reports.yaml").write_text(PLAN, encoding="utf-8")

    def plan_them(*names: str, data: Path | None = folder, **options: Any) -> list[Job]:
        where = str(data) if data else None
        return plan(*names, path=tmp_path / "reports.yaml", data=where, **options)[0]

    return plan_them


def list_stems(jobs: list[Job]) -> list[str]:
    """Return the names of the documents."""
    return [job.stem for job in jobs]


def test_without_a_name_the_report_is_made_in_every_language(ask: Ask) -> None:
    """The report named report, one document a language, in the plan's formats."""
    jobs = ask()
    assert list_stems(jobs) == ["tiny-report-zh", "tiny-report-en"]
    assert jobs[1].files == ["tiny-report-en.html", "tiny-report-en.pdf"]
    assert jobs[1].parameters["language"] == "en"


def test_a_phrase_stands_for_the_ids_in_their_order(ask: Ask) -> None:
    """All tracks and scenarios: R1, R2, C1, C2, C3, though the file has them otherwise."""
    jobs = ask("brief")
    assert [job.parameters["element"] for job in jobs] == ["R1", "R2", "C1", "C2", "C3"]
    assert list_stems(jobs)[0] == "tiny-brief-R1-en"


def test_every_report_is_made_when_asked(ask: Ask) -> None:
    """--all makes the documents of the whole plan; names beside it contradict it."""
    assert len(ask(every=True)) == 2 + 5
    with pytest.raises(UsageError, match="--all and the names brief"):
        ask("brief", every=True)


def test_an_unknown_report_is_named(ask: Ask) -> None:
    """The message lists the reports of the plan."""
    with pytest.raises(UsageError, match="report poster: the plan has report, brief"):
        ask("poster")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("breif", "report breif: did you mean brief? the plan has report, brief"),
        ("a", "report a: it is a notebook of report; the plan has report, brief"),
        ("b.ipynb", "report b.ipynb: it is a notebook of brief"),
    ],
)
def test_a_report_that_was_meant_is_named(ask: Ask, name: str, message: str) -> None:
    """Where a name is close to one, or is that of a notebook."""
    with pytest.raises(UsageError) as refused:
        ask(name)
    assert str(refused.value).startswith(message)


def test_a_language_or_parameter_that_was_meant_is_named(ask: Ask) -> None:
    """The list of all follows."""
    with pytest.raises(UsageError, match=r"no such parameter; did you mean language\?\n"):
        ask(assignments=("langage=en",))


def test_one_language_can_be_asked_for(ask: Ask) -> None:
    """By option or by parameter, or by both when they agree."""
    for options in (
        {"languages": ("en",)},
        {"assignments": ("language=en",)},
        {"languages": ("en",), "assignments": ("language=en",)},
    ):
        assert list_stems(ask(**options)) == ["tiny-report-en"]


def test_two_languages_contradict_each_other(ask: Ask) -> None:
    """An option and a parameter that differ are refused, both named."""
    with pytest.raises(UsageError, match="--language zh and -p language=en"):
        ask(languages=("zh",), assignments=("language=en",))


def test_a_language_that_the_framework_lacks_is_refused(ask: Ask, english_folder: Path) -> None:
    """Asked for, it is an error that names those it has; planned only, it is skipped."""
    with pytest.raises(UsageError, match="language fr: tiny has zh and en"):
        ask(assignments=("language=fr",))
    with pytest.raises(UsageError, match="language zh: tiny has en"):
        ask(data=english_folder, languages=("zh",))
    assert list_stems(ask(data=english_folder)) == ["tiny-report-en"]


def test_a_skipped_language_is_noted(ask: Ask, english_folder: Path) -> None:
    """The note says which report, which language, and what the framework has."""
    _, notes = plan(data=str(english_folder))
    assert notes == ["skipped report in zh: tiny has only en"]


def test_parameters_reach_the_jobs_as_values(ask: Ask) -> None:
    """A number is a number; formats asked for take the place of the plan's."""
    jobs = ask(assignments=("rows=12",), formats=("ipynb",))
    assert jobs[0].parameters["rows"] == 12
    assert jobs[0].files == ["tiny-report-rows_12-zh.ipynb"]


def test_a_given_value_takes_the_place_of_the_planned_ones(ask: Ask) -> None:
    """One element asked for makes one brief; one that does not exist is refused at once."""
    assert list_stems(ask("brief", assignments=("element=C2",))) == ["tiny-brief-C2-en"]
    with pytest.raises(UsageError, match="element=Z: the framework has R1, R2, C1, C2, C3"):
        ask("brief", assignments=("element=Z",))


def test_a_framework_is_given_in_one_way(ask: Ask, english_folder: Path, folder: Path) -> None:
    """--data and -p framework may agree, but not differ."""
    assert ask(assignments=(f"framework={folder}",))
    assert ask(data=None, assignments=(f"framework={folder}",))[0].framework.folder == folder
    with pytest.raises(UsageError, match="two frameworks"):
        ask(assignments=(f"framework={english_folder}",))
    assert choose_folder(None, None, CATALOG) == ROOT / "data" / "138"


def test_a_framework_under_data_is_passed_on_by_name(ask: Ask, folder: Path) -> None:
    """Names are the same on every machine, so documents are; a path is passed where it must."""
    assert ask(data=None)[0].parameters["framework"] == "138"
    assert ask()[0].parameters["framework"] == str(folder)


def test_values_in_names_cannot_leave_the_folder(ask: Ask) -> None:
    """What varies stands in the file's name, with anything but word characters replaced."""
    (job,) = ask("brief", assignments=("element=C1",))
    odd = replace(job, parameters={**job.parameters, "element": "../a b/乙"})
    assert "/" not in odd.stem
    assert " " not in odd.stem
    assert odd.stem.endswith("a_b_乙-en")


def test_names_that_differ_only_in_case_are_refused(ask: Ask, folder: Path) -> None:
    """On many disks C1 and c1 would be one file."""
    sample.add_row(folder, "elements.csv", "c1", "scenario", "0", "甲", "A")
    with pytest.raises(UsageError, match="two documents would be named tiny-brief-C1-en"):
        ask("brief")


def test_the_command_renders_the_same_document_again(ask: Ask) -> None:
    """What the colophon prints names report, values and language, and no path."""
    (job,) = ask("brief", assignments=("element=C1",))
    assert job.command == ("python render.py build brief --data tiny -p element=C1 --language en")


def test_bad_data_stop_before_anything_is_planned(ask: Ask, folder: Path) -> None:
    """The check of the framework comes first."""
    sample.set_cell(folder, "coding.csv", 2, "level", "7")
    with pytest.raises(ValueError, match=r"coding\.csv, row 2, column level"):
        ask()


def test_notes_on_the_data_are_passed_on(ask: Ask, folder: Path) -> None:
    """What the check noted is among the notes of the plan."""
    rows = sample.read_rows(folder / "about.csv")
    sample.write_rows(folder / "about.csv", [[*row, "mine"] for row in rows])
    _, notes = plan(data=str(folder))
    assert notes == ["about.csv: not used: column mine"]


def test_a_plan_may_name_several_frameworks(ask: Ask, folder: Path, tmp_path: Path) -> None:
    """Framework by framework; the report that names none has the default one, or the one asked for."""
    other = sample.write_tiny(tmp_path / "other")
    sample.set_package(other, name="other")
    text = PLAN.replace("      element:", f"      framework: [{other}, {folder}]\n      element:")
    (tmp_path / "reports.yaml").write_text(text)
    ids = ("R1", "R2", "C1", "C2", "C3")
    briefs = [f"{name}-brief-{key}-en" for name in ("other", "tiny") for key in ids]
    assert list_stems(ask("brief", data=None)) == briefs
    assert list_stems(ask("report", data=None)) == ["138-report-zh", "138-report-en"]
    assert list_stems(ask("brief", data=folder)) == briefs[5:]


def test_a_framework_of_the_plan_that_is_not_there_is_named(ask: Ask, tmp_path: Path) -> None:
    """With its line, and what there is under data/."""
    (tmp_path / "reports.yaml").write_text(PLAN.replace("[zh, en]", "en\n      framework: nowhere"))
    with pytest.raises(UsageError, match=r"^reports\.yaml, line 7, report report: .*nowhere.*138"):
        ask(data=None)


def test_a_value_asked_for_once_has_a_document_of_its_own(ask: Ask) -> None:
    """It stands in the name, unless it is what the notebook takes by itself: the plan's document."""
    assert list_stems(ask(assignments=("rows=12",), languages=("en",))) == [
        "tiny-report-rows_12-en"
    ]
    (job,) = ask(assignments=("rows=3",), languages=("en",))
    assert (job.stem, job.parameters) == (
        "tiny-report-en",
        {"language": "en", "framework": job.parameters["framework"]},
    )


def test_a_document_of_a_value_asked_for_links_to_no_other_language(ask: Ask) -> None:
    """The English report of 12 rows is none of the plan's; the briefs are linked to all the same."""
    (job,) = ask(assignments=("rows=12",), languages=("en",))
    assert [link.file for link in job.links.own] == [
        "tiny-report-rows_12-en.pdf",
        "tiny-data.zip",
    ]
    assert len(job.links.groups[0].links) == 5


def test_a_parameter_of_another_report_is_named_with_it(ask: Ask) -> None:
    """Who forgot the name of the brief is told which report has that parameter."""
    with pytest.raises(
        UsageError, match="no such parameter here, but in the report brief: name it"
    ):
        ask(assignments=("element=C2",))


def test_a_value_that_is_no_text_is_refused(ask: Ask) -> None:
    """Bytes that are not UTF-8 reach Python as halves of characters."""
    with pytest.raises(UsageError, match="not UTF-8 text"):
        ask("brief", assignments=("element=q\udcff",))


def test_a_folder_whose_name_is_no_text_is_refused(ask: Ask, tmp_path: Path) -> None:
    """Its name would stand in every notebook."""
    with pytest.raises(UsageError, match="its name is not UTF-8 text"):
        ask(data=tmp_path / "q\udcff")


@pytest.mark.parametrize(("count", "refused"), [(68, False), (69, True)])
def test_a_name_too_long_for_a_disk_is_refused(
    ask: Ask, tmp_path: Path, count: int, refused: bool
) -> None:
    """Besides the characters of 3 bytes each, tiny-report--en has 15: 219 bytes fit, 222 do not."""
    write_notebook(tmp_path / "notebooks" / "a.ipynb", 'language: str = "en"\ncode: str = ""')
    text = PLAN.replace("language: [zh, en]", f"code: {'甲' * count}\n      language: en")
    (tmp_path / "reports.yaml").write_text(text, encoding="utf-8")
    if refused:
        with pytest.raises(UsageError, match=r"report report: .* 222 bytes; allowed: 220 at most"):
            ask("report")
    else:
        assert len(ask("report")[0].stem.encode()) == 219


def test_too_many_combinations_are_refused_before_they_are_made(ask: Ask, tmp_path: Path) -> None:
    """101 times 100 values are 10,100 documents, whose names alone would fill a disk."""
    write_notebook(
        tmp_path / "notebooks" / "a.ipynb", 'language: str = "en"\nm: int = 1\nn: int = 1'
    )
    many = f"m: {list(range(101))}\n      n: {list(range(100))}\n      language: en"
    text = PLAN.replace("language: [zh, en]", many)
    (tmp_path / "reports.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"^reports\.yaml, line 6.*10,100 combinations.*10,000"):
        ask("report")
