"""Typed parameters all the way: from the command line or the plan into an executed notebook."""

import ast
import json
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import planning
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from report138.engine.documents.rendering import make_run
from report138.engine.errors import UsageError
from report138.engine.plan.fingerprint import describe_dependencies, explain_difference
from report138.engine.plan.job import Job
from report138.engine.run.execute import execute, merge_notebooks, open_work_folder

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
IMPORTS = "from datetime import date\nfrom typing import Literal"
PARAMETERS = """\
language: str = "en"  # language of the report
framework: str = "138"
when: date = date(2021, 12, 28)
mode: Literal["a", "b"] = "a"
codes: list[str] = ["01"]
days: list[date] = []
n: int = 1
share: float = 0.5
flag: bool = False
place: str = "0773"
"""
SHOW = "print(repr((when, mode, codes, days, n, share, flag, place)))"
NAMES = ("when", "mode", "codes", "days", "n", "share", "flag", "place")
# As typed, and as the notebook gets it.
TYPED = {
    "when": ("2020-02-29", date(2020, 2, 29)),
    "mode": ("b", "b"),
    "codes": ("007,0773", ["007", "0773"]),
    "days": ("2020-02-29,2021-03-01", [date(2020, 2, 29), date(2021, 3, 1)]),
    "n": ("012", 12),
    "share": ("1e-2", 0.01),
    "flag": ("yes", True),
    "place": ("00义乌“a\\b'\"$x", "00义乌“a\\b'\"$x"),
}
BAD = {
    "when": ("29.2.2020", "date"),
    "mode": ("c", "Literal['a', 'b']"),
    "days": ("2020-02-29,soon", "list[date]"),
    "n": ("1.5", "int"),
    "share": ("half", "float"),
    "flag": ("maybe", "bool"),
}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A folder with a notebook that imports types, declares parameters and shows them."""
    (tmp_path / "notebooks").mkdir()
    cells = [
        new_code_cell(IMPORTS),
        new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        new_code_cell(SHOW),
    ]
    nbformat.write(new_notebook(cells=cells, metadata=KERNEL), tmp_path / "notebooks" / "t.ipynb")
    return tmp_path


def plan(base: Path, values: dict[str, Any], *assignments: str) -> list[Job]:
    """Plan the documents of a report with values in the plan and on the command line."""
    matrix = "".join(
        f"      {name}: {json.dumps(v, ensure_ascii=False)}\n" for name, v in values.items()
    )
    text = f"reports:\n  r:\n    notebooks: t\n    parameters:\n      language: en\n{matrix}"
    (base / "reports.yaml").write_text(text, encoding="utf-8")
    return planning.plan("r", path=base / "reports.yaml", assignments=assignments)[0]


def list_values(job: Job) -> dict[str, Any]:
    """Return the values of a job that are not language and framework."""
    return {name: job.parameters[name] for name in NAMES if name in job.parameters}


def read_injected(job: Job) -> str:
    """Return the source of the cell that papermill puts after the parameters."""
    cells = merge_notebooks(make_run(job)).cells
    (cell,) = (cell for cell in cells if "injected-parameters" in cell.metadata.get("tags", []))
    return cell.source


EXPECTED = {name: value for name, (_, value) in TYPED.items()}


def test_values_of_the_command_line_are_converted(base: Path) -> None:
    """Every -p NAME=VALUE becomes a value of the declared type; a text stays as it was typed."""
    typed = [f"{name}={text}" for name, (text, _) in TYPED.items()]
    (job,) = plan(base, {}, *typed)
    assert list_values(job) == EXPECTED
    assert [type(value) for value in list_values(job).values()] == [
        type(value) for value in EXPECTED.values()
    ]


@pytest.mark.parametrize("quoted", [False, True], ids=["value", "list of one"])
def test_values_of_the_plan_are_converted(base: Path, quoted: bool) -> None:
    """The same texts in reports.yaml give the same values, alone or in a list."""
    values = {name: [text] if quoted else text for name, (text, _) in TYPED.items()}
    (job,) = plan(base, values)
    assert list_values(job) == EXPECTED


def test_yaml_does_not_guess(base: Path) -> None:
    """Bare 0773 and no are texts, a bare date is a date, and each value makes a document."""
    (base / "reports.yaml").write_text(
        "reports:\n  r:\n    notebooks: t\n    parameters:\n      language: en\n"
        "      place: [0773, no, 1.50]\n      when: [2020-02-29]\n"
    )
    jobs, _ = planning.plan("r", path=base / "reports.yaml")
    assert [job.parameters["place"] for job in jobs] == ["0773", "no", "1.50"]
    assert {job.parameters["when"] for job in jobs} == {date(2020, 2, 29)}
    assert [job.stem for job in jobs] == [
        f"138-r-{place}-2020_02_29-en" for place in ("0773", "no", "1.50")
    ]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_value_on_the_command_line_is_named(base: Path, name: str) -> None:
    """The message says what was given, of which type it is not, and what there is."""
    text, kind = BAD[name]
    with pytest.raises(UsageError) as caught:
        plan(base, {}, f"{name}={text}")
    assert str(caught.value).startswith(f"-p {name}={text}: not a {kind}\nThe parameters are:")


@pytest.mark.parametrize("name", BAD)
def test_a_bad_value_in_the_plan_is_named_with_its_line(base: Path, name: str) -> None:
    """The value stands in line 7, below a good one in line 6."""
    text, kind = BAD[name]
    with pytest.raises(UsageError) as caught:
        plan(base, {"place": "x", name: [TYPED[name][0], text]})
    assert str(caught.value) == f"reports.yaml, line 7, report r: {name}={text}: not a {kind}"


def test_the_injected_cell_reads_as_it_was_typed(base: Path) -> None:
    """Chinese stands as Chinese and a date as a date; evaluated, the cell gives the values."""
    (job,) = plan(base, {name: text for name, (text, _) in TYPED.items()})
    source = read_injected(job)
    assert "义乌“" in source
    assert "when = date(2020, 2, 29)" in source
    assert "\\u" not in source
    names: dict[str, Any] = {"date": date}
    exec(source, names)
    assert {name: names[name] for name in NAMES} == EXPECTED


def test_what_is_not_given_keeps_its_default(base: Path) -> None:
    """Only given values are injected; the default in the notebook stands for the others."""
    (job,) = plan(base, {}, "n=7")
    assigned = [ast.unparse(line.targets[0]) for line in ast.parse(read_injected(job)).body]
    assert sorted(assigned) == ["framework", "language", "n"]


def test_the_kernel_gets_the_values(base: Path) -> None:
    """Executed, the notebook shows every value with its type."""
    (job,) = plan(base, {name: text for name, (text, _) in TYPED.items()})
    with open_work_folder() as folder:
        executed = execute(make_run(job), folder, lambda *_: None)
    (output,) = executed.cells[-1].outputs
    shown = output.text.strip().replace("datetime.date", "date")
    assert eval(shown, {"date": date}) == tuple(EXPECTED[name] for name in NAMES)


def test_a_changed_value_is_a_reason_to_render(base: Path) -> None:
    """Dates and lists count as other values do, and survive the manifest's JSON."""
    (job,) = plan(base, {}, "when=2020-02-29", "days=2020-02-29")
    (other,) = plan(base, {}, "when=2020-02-29", "days=2020-03-01")
    entry = json.loads(json.dumps(describe_dependencies(job, "c", {})))
    assert explain_difference(entry, describe_dependencies(job, "c", {})) == []
    reasons = explain_difference(entry, describe_dependencies(other, "c", {}))
    # the file of another value has another name, which its page links to
    assert reasons == ["changed: parameter days", "changed: the documents beside it"]


@pytest.mark.parametrize("name", ["codes", "days", "place"])
def test_the_printed_command_gives_the_value_again(base: Path, name: str) -> None:
    """What the colophon says, typed into a shell, makes the document with the same value."""
    (job,) = plan(base, {name: TYPED[name][0].replace("义", "a b")})
    words = shlex.split(job.command)
    typed = [words[at + 1] for at, word in enumerate(words) if word == "-p"]
    (again,) = plan(base, {}, *typed)
    assert list_values(again) == list_values(job)


def test_the_printed_command_has_every_value_that_was_given(base: Path) -> None:
    """A document made with -p n=7 is not made again without it."""
    (job,) = plan(base, {}, "n=7")
    assert "-p n=7" in job.command


def test_a_phrase_fits_texts_only(base: Path) -> None:
    """The ids of all tracks are no whole numbers."""
    with pytest.raises(UsageError, match=r"reports\.yaml, line 6, report r: "):
        plan(base, {"n": "all tracks"})


def test_a_framework_in_the_plan_is_taken(
    base: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plan that names a framework does not render another one."""
    jobs = plan(base, {"framework": str(folder)})
    assert [job.framework.folder for job in jobs] == [folder]
