"""The plan of reports: read with file and line in every complaint."""

from pathlib import Path

import pytest
from conftest import ROOT
from test_parameters import write_notebook

from report138.cli.frameworks import CATALOG
from report138.engine.errors import UsageError
from report138.engine.plan.reports_yaml import ReportPlan, read_plan

PARAMETERS = 'language: str = "zh"\ncode: str = ""\nrows: int = 1\nelement: str = ""'


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A folder with two notebooks for plans to name."""
    (tmp_path / "notebooks").mkdir()
    for name in ("a", "b"):
        write_notebook(tmp_path / "notebooks" / f"{name}.ipynb", PARAMETERS)
    return tmp_path


def read(base: Path, text: str) -> dict[str, ReportPlan]:
    """Write a plan and read it."""
    (base / "reports.yaml").write_text(text, encoding="utf-8")
    return read_plan(CATALOG, base / "reports.yaml")


def test_the_shipped_plan_is_valid() -> None:
    """Its first report is the one rendered by default, in both languages, with a title each."""
    plan = read_plan(CATALOG)
    report = plan["report"]
    assert next(iter(plan)) == "report"
    assert report.matrix["language"] == ["zh", "en"]
    assert report.formats == ("html", "pdf")
    assert all(report.titles.values())


def test_the_shipped_plan_uses_every_notebook() -> None:
    """No notebook is left out of every report, and the report keeps their order."""
    plan = read_plan(CATALOG)
    used = {path for report in plan.values() for path in report.notebooks}
    assert used == set((ROOT / "notebooks").glob("*.ipynb"))
    names = [path.name for path in plan["report"].notebooks]
    assert names == sorted(names)


def test_a_report_is_read(base: Path) -> None:
    """Notebooks in their order, titles, formats, and the values of parameters."""
    plan = read(
        base,
        "reports:\n  r:\n    title_zh: 题\n    notebooks: [b, a]\n    formats: pdf\n"
        "    parameters:\n      language: [zh, en]\n",
    )
    report = plan["r"]
    assert [path.stem for path in report.notebooks] == ["b", "a"]
    assert report.titles == {"zh": "题"}
    assert report.formats == ("pdf",)
    assert report.matrix == {"language": ["zh", "en"]}
    assert [item.name for item in report.parameters] == ["language", "code", "rows", "element"]


def test_formats_are_html_and_pdf_unless_said(base: Path) -> None:
    """A plan that names no format makes both."""
    assert read(base, "reports: {r: {notebooks: a}}")["r"].formats == ("html", "pdf")


def test_a_leading_zero_survives(base: Path) -> None:
    """YAML would read 0773 as a number; an id is text."""
    plan = read(base, "reports: {r: {notebooks: a, parameters: {code: [0773, no]}}}")
    assert plan["r"].matrix == {"code": ["0773", "no"]}


@pytest.mark.parametrize(
    ("text", "line", "parts"),
    [
        ("", 1, ["expected `reports:`"]),
        ("reports:\n", 1, ["reports"]),
        ("reports: []\n", 1, ["reports"]),
        ("other: 1\n", 1, ["unknown key other", "reports"]),
        ("reports:\n  r: text\n", 2, ["report r"]),
        ("reports:\n  r:\n    title_zh: t\n", 3, ["report r", "notebooks"]),
        ("reports:\n  r:\n    notebooks:\n", 3, ["report r", "notebooks"]),
        ("reports:\n  r:\n    notebooks: [a, c]\n", 3, ["c", "allowed: a, b"]),
        ("reports:\n  r:\n    notebooks: a\n    formats: doc\n", 4, ["doc", "html, pdf, ipynb"]),
        ("reports:\n  r:\n    notebooks: a\n    color: red\n", 4, ["unknown key color", "formats"]),
        ("reports:\n  r:\n    notebooks: a\n    notebooks: b\n", 4, ["notebooks stands twice"]),
        (
            "reports:\n  r:\n    notebooks: a\n    parameters:\n      size: 1\n",
            5,
            ["unknown key size", "language, code, rows"],
        ),
        (
            "reports:\n  r:\n    notebooks: a\n    parameters:\n      rows: [1, few]\n",
            5,
            ["rows=few", "not a int"],
        ),
        (
            "reports:\n  r:\n    notebooks: a\n    parameters:\n      element: all goals\n",
            5,
            ["all goals", "all tracks and scenarios"],
        ),
    ],
)
def test_a_fault_is_named_with_its_line(base: Path, text: str, line: int, parts: list[str]) -> None:
    """The message says file, line, what was found and what is allowed."""
    with pytest.raises(UsageError) as caught:
        read(base, text)
    message = str(caught.value)
    assert message.startswith(f"reports.yaml, line {line}")
    for part in parts:
        assert part in message


def test_what_is_no_yaml_is_named(base: Path) -> None:
    """A plan that cannot be parsed, or is not there, is an error of usage."""
    with pytest.raises(UsageError, match=r"reports\.yaml: not readable"):
        read(base, "reports: [")
    with pytest.raises(UsageError, match=r"absent\.yaml: not readable"):
        read_plan(CATALOG, base / "absent.yaml")
