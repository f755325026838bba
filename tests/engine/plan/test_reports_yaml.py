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


EXPLORE = ROOT / "notebooks" / "explore.ipynb"


def test_the_shipped_plan_uses_every_notebook() -> None:
    """No notebook but the one to play in is left out of every report; the report keeps their order."""
    plan = read_plan(CATALOG)
    used = {path for report in plan.values() for path in report.notebooks}
    assert used == set((ROOT / "notebooks").glob("*.ipynb")) - {EXPLORE}
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


R = "reports:\n  r:\n    notebooks: a\n"
HOSTILE = {
    "a list as a key": (R + "    ? [b, c]\n    : d\n", 4, "a key: expected a value, found a list"),
    "a mapping as a report": ("reports:\n  ? {a: b}\n  : c\n", 2, "found a mapping"),
    "5,000 lists": (f"reports: {'[' * 5000}{']' * 5000}", None, "too deep in each other"),
    "no formats": (R + "    formats: []\n", 4, "an empty list; allowed: at least one value: html"),
    "no notebooks": ("reports:\n  r:\n    notebooks: []\n", 3, "an empty list"),
    "no values": (R + "    parameters:\n      code: []\n", 5, "code: an empty list"),
    "two titles": (R + "    title_en: [A, B]\n", 4, "title_en: expected a value, found a list"),
    "a title of nothing": (R + "    title_en:\n", 4, "expected a value, found nothing"),
    "a tag": (R + "    title_en: !!python/name:os.system A\n", 4, "the tag tag:yaml.org"),
    "a tag of a list": (R + "    formats: !!set {pdf, html}\n", 4, "formats"),
    "aliases": (
        "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(9)),
        1,
        "unknown key a; allowed: reports",
    ),
    "an alias of itself": (R + "    formats: &f [*f]\n", 4, "formats"),
    "a merge": (R + "    <<: {formats: pdf}\n", 4, "unknown key <<"),
    "a bell": (R + '    title_en: "a\\ab"\n', 4, "U+0007, which cannot be seen"),
    "two lines": (R + '    title_en: "a\\nb"\n', 4, "U+000A, which cannot be seen"),
    "half a character": (R + '    title_en: "\\ud800"\n', 4, "U+D800"),
    "no character": (R + '    title_en: "\\UFFFFFFFF"\n', None, "not readable as YAML"),
    "a raw bell": (R + "    title_en: a\ab\n", 4, "U+0007 is not allowed in YAML"),
    "two documents": (R + "---\nreports: {}\n", 4, "not readable as YAML"),
    "no report name": ('reports:\n  "": {notebooks: a}\n', 2, "reports, a key"),
}


@pytest.mark.parametrize(("text", "line", "words"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_plan_gets_one_message(
    base: Path, text: str, line: int | None, words: str
) -> None:
    """Whatever YAML can say and a plan cannot is named, with its line where there is one."""
    with pytest.raises(UsageError) as caught:
        read(base, text)
    message = str(caught.value)
    assert message.startswith(f"reports.yaml, line {line}: " if line else "reports.yaml: ")
    assert words in message


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ((R + "    title_zh: 书馆\n").encode("gbk"), r"not UTF-8 text \(line 4, .*GBK"),
        (R.encode("utf-16"), "UTF-16 text; save it as UTF-8"),
        (b"PK\x03\x04", "ZIP"),
        (R.encode() + b"\0", "NUL characters"),
    ],
    ids=["GBK", "UTF-16", "a workbook", "NUL"],
)
def test_a_plan_in_another_encoding_is_named(base: Path, raw: bytes, words: str) -> None:
    """As for a data file: what it is as far as that is certain, and what to do."""
    (base / "reports.yaml").write_bytes(raw)
    with pytest.raises(UsageError, match=rf"^reports\.yaml: .*{words}"):
        read_plan(CATALOG, base / "reports.yaml")


def test_a_byte_order_mark_is_no_fault(base: Path) -> None:
    """Some editors on Windows write one."""
    assert list(read(base, "\ufeff" + R)) == ["r"]


def test_notebooks_without_parameters_are_named(base: Path) -> None:
    """There is nothing to list as allowed, and that is said."""
    write_notebook(base / "notebooks" / "a.ipynb", "x = 1", tags=())
    with pytest.raises(UsageError, match="unknown key rows; allowed: none, since the notebooks"):
        read(base, R + "    parameters: {rows: 1}\n")


def test_what_is_no_yaml_is_named(base: Path) -> None:
    """A plan that cannot be parsed, or is not there, is an error of usage."""
    with pytest.raises(UsageError, match=r"reports\.yaml, line 1: not readable as YAML"):
        read(base, "reports: [")
    with pytest.raises(UsageError, match=r"absent\.yaml: not readable"):
        read_plan(CATALOG, base / "absent.yaml")
