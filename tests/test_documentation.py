"""What README and the data's documentation say is checked against what is there."""

import ast
import json
import re
import subprocess
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from report138.analysis.interlinkage import profile_elements
from report138.cli.figure_files import draw_figures, draw_pages
from report138.cli.frameworks import PHRASES
from report138.coding import read_workbook
from report138.data import findings, schema
from report138.data import read as read_data
from report138.data.framework import load_framework
from report138.engine.plan import reports_yaml
from report138.engine.plan.parameters import read_parameters
from report138.view.figures import compact
from report138.view.report import Report
from report138.view.sentences import summarize_matrix
from report138.view.words import GRAMMAR
from report138.view.words.facts import cells

ROOT = Path(__file__).resolve().parents[1]
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh-CN.md"}
# The sentence on links, as the READMEs put it: cells, tracks with their scenarios, cells at level 1.
LINKS = {
    "en": r"states a link in (\d+) cells: (.+?) to (\w+) scenarios, (.+?) and (.+?) to (\w+) each\. In (\d+) more",
    "zh": r"写明联系的有(\d+)格：(.+?)与(.)个场景，(.+?)、(.+?)各与(.)个场景；另有(\d+)格仅并提",
}


def read(language: str) -> str:
    """Return a README's text."""
    return READMES[language].read_text(encoding="utf-8")


def open_138(language: str) -> Report:
    """Return the report on the shipped framework, over all its readings."""
    return Report(load_framework(ROOT / "data" / "138"), language)


def list_blocks(text: str) -> list[str]:
    """Return the fenced blocks of a Markdown text."""
    return re.findall(r"```\w*\n(.*?)```", text, flags=re.S)


def list_rows(text: str, heading: str) -> list[list[str]]:
    """Return the body rows of the first table below a line that starts with `heading`."""
    start = text.index(f"\n| {heading} ")
    lines = text[start + 1 :].split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


# explore is part of no report, and says itself what it shows
CHAPTERS = [path for path in sorted((ROOT / "notebooks").glob("*.ipynb")) if path.stem != "explore"]


def list_calls() -> dict[str, set[str]]:
    """Return the functions of figures, tables and sentences that each notebook calls."""
    calls = {}
    for path in CHAPTERS:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        source = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
        calls[path.stem] = {
            ast.unparse(node.func)
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Call)
        }
    return calls


@pytest.mark.parametrize("language", READMES)
def test_readme_states_the_finding_that_the_data_give(language: str) -> None:
    """The sentence in bold is the headline computed from the shipped data."""
    stop = {"en": ".", "zh": "。"}[language]
    assert f"**{summarize_matrix(open_138(language))}{stop}**" in read(language)


@pytest.mark.parametrize("language", READMES)
def test_readme_names_the_words_on_which_disputed_cells_turn(language: str) -> None:
    """The expressions below the finding are those computed, in their order, and no others."""
    words = dict.fromkeys(open_138(language).dividing_words["term"])
    paragraph = read(language).split("**\n\n", 1)[1].split("\n\n", 1)[0]
    named = re.findall(r"“(.+?)”" if language == "zh" else r"[\u4e00-\u9fff]+", paragraph)
    assert named == list(words)


@pytest.mark.parametrize("language", READMES)
def test_readme_counts_the_links_that_the_data_give(language: str) -> None:
    """Links over all, links of each track, and cells that only name both are those computed."""
    report, count = open_138(language), GRAMMAR[language].count
    tracks = profile_elements(report.cells, "track_id")
    links = {report.names[track]: count(number) for track, number in tracks["links"].items()}
    total, first, many, second, third, few, named = re.search(
        LINKS[language], " ".join(read(language).split())
    ).groups()
    assert (int(total), int(named)) == (tracks["links"].sum(), tracks["level_1"].sum())
    assert {first: many, second: few, third: few} == links


@pytest.mark.parametrize("language", READMES)
def test_crosswalk_names_functions_that_its_notebooks_call(language: str) -> None:
    """Every row of the crosswalk points to a notebook that calls the function."""
    calls = list_calls()
    for item, notebooks, functions, _ in list_rows(
        read(language), {"en": "report item", "zh": "报告内容"}[language]
    ):
        for notebook in notebooks.split(", "):
            for function in re.findall(r"`(.*?)`", functions):
                assert function in calls[notebook], (item, notebook, function)


@pytest.mark.parametrize("language", READMES)
def test_crosswalk_lists_all_that_the_notebooks_show(language: str) -> None:
    """No figure, table or sentence is shown in a notebook without a row in the crosswalk."""
    listed = set(re.findall(r"`((?:figures|tables|sentences)\.\w+)`", read(language)))
    shown = {
        call
        for calls in list_calls().values()
        for call in calls
        if call.startswith(("figures.", "tables.", "sentences."))
    }
    assert shown == listed


@pytest.mark.parametrize("language", READMES)
def test_parameters_table_equals_the_notebooks(language: str) -> None:
    """The table of parameters gives the name, type and default that the notebooks declare."""
    rows = list_rows(read(language), {"en": "parameter", "zh": "参数"}[language])
    documented = {(row[0].strip("`"), row[1], row[2].strip("`")) for row in rows}
    declared = {
        (parameter.name, str(parameter.kind), repr(parameter.default))
        for path in CHAPTERS
        for parameter in read_parameters(path)
    }
    assert documented == declared


@pytest.mark.parametrize("language", READMES)
def test_keys_of_the_plan_are_those_that_it_takes(language: str) -> None:
    """The table of keys names each that `reports.yaml` may have, and each format and phrase."""
    rows = list_rows(read(language), {"en": "key", "zh": "键"}[language])
    assert {row[0].strip("`") for row in rows} == set(reports_yaml.KEYS)
    named = {row[0].strip("`"): re.findall(r"`(.*?)`", row[1]) for row in rows}
    assert named["formats"] == list(reports_yaml.FORMATS)
    assert named["parameters"] == list(PHRASES)


@pytest.mark.parametrize("language", READMES)
def test_limits_of_the_matrix_are_those_of_the_code(language: str) -> None:
    """Up to how many tracks and scenarios it has large and small tiles is what the figures take."""
    line = next(row for row in read(language).split("\n- ") if "44" in row)
    limits = [
        number for size in (cells, compact) for number in (size.MOST_TRACKS, size.MOST_SCENARIOS)
    ]
    assert [int(number) for number in re.findall(r"\d+", line)] == limits


@pytest.mark.parametrize("language", READMES)
def test_limits_of_names_are_those_of_the_check(language: str) -> None:
    """How long names, ids and coders may be, and how many faults of a kind are listed."""
    line = next(row for row in read(language).split("\n- ") if "40 MB" in row)
    longest = [
        next(n for n in range(1, 200) if not pattern.fullmatch("a" * n)) - 1
        for pattern in (schema.NAME_PATTERN, schema.ID_PATTERN)
    ]
    assert [int(number) for number in re.findall(r"\d+", line)] == [
        *(*longest, schema.CODER_LENGTH),
        *(read_data.LARGEST // 10**6, read_workbook.LARGEST // 10**6, findings.MOST),
    ]


@pytest.mark.parametrize("language", READMES)
def test_readme_counts_the_cases_that_the_tests_try(language: str) -> None:
    """Outputs of notebooks; data, twice a sheet and a plan; files of the output folder."""
    text = read(language).replace(",", "")
    cases = [
        times * int(re.search(r"^CASES = (\d+)", (ROOT / "tests" / path).read_text(), re.M)[1])
        for path, times in (
            ("engine/typeset/test_hostile_outputs.py", 1),
            ("mutation.py", 4),
            ("engine/publish/test_hostile_files.py", 1),
        )
    ]
    found = [str(number) for number in cases if re.search(rf"(?<!\d){number}(?!\d)", text)]
    assert found == list(map(str, cases))


@pytest.mark.parametrize("language", READMES)
def test_tree_names_exactly_the_top_level_of_the_repository(language: str) -> None:
    """The tree in the README lists every tracked top-level entry that is not hidden, and no other."""
    tree = next(block for block in list_blocks(read(language)) if block.startswith("README.md  "))
    named = {
        word.rstrip("/")
        for line in tree.splitlines()
        for word in re.split(r" {2,}", line.split("   ")[0])
        if word
    }
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    top = {line.split("/")[0].strip('"') for line in tracked if line and not line.startswith(".")}
    assert named == top


@pytest.mark.parametrize("language", READMES)
def test_every_runtime_dependency_has_its_reason(language: str) -> None:
    """The table of packages lists exactly the dependencies of pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[<>=]", entry)[0] for entry in project["dependencies"]}
    rows = list_rows(read(language), {"en": "package", "zh": "包"}[language])
    assert {row[0] for row in rows} == needed


@pytest.mark.parametrize("language", READMES)
def test_images_and_links_lead_to_files(language: str) -> None:
    """Every relative link and image of a README exists."""
    targets = re.findall(r"\]\((?!http)(.*?)\)", read(language))
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_both_readmes_show_the_same_commands() -> None:
    """The blocks of commands are the same in both languages, but for the words of the tree."""
    blocks = {language: list_blocks(read(language)) for language in READMES}
    pairs = zip(blocks["en"], blocks["zh"], strict=True)
    assert [en for en, zh in pairs if en != zh and not en.startswith("README.md  ")] == []


def test_make_targets_in_the_readme_exist() -> None:
    """Every `make TARGET` that the README names is a target of the Makefile."""
    named = set(re.findall(r"`?make ([a-z]+)`?$", read("en"), flags=re.M))
    named |= set(re.findall(r"`make ([a-z]+)`", read("en")))
    targets = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M)
    )
    assert {"report", "test", "lab"} <= named <= targets


def test_render_commands_in_the_readme_are_understood(capsys: pytest.CaptureFixture[str]) -> None:
    """Every render.py command in the README parses: command, options and values are known."""
    import click

    from render import main

    commands = re.findall(
        r"render\.py((?: [^\s`#]+)*)", read("en").replace("\n--import", " --import")
    )
    parsed = []
    for command in commands:
        words = [word for word in command.split() if word not in ("COMMAND", "--help")]
        context = main.make_context("render.py", list(words) or ["build"], resilient_parsing=False)
        with context:
            name, _, rest = main.resolve_command(context, [*context._protected_args, *context.args])
            assert name in main.commands, command
            try:
                main.commands[name].make_context(name, list(rest), parent=context)
            except click.MissingParameter:
                # a bare mention such as `render.py code` without its options
                assert not rest, command
        parsed.append(name)
    assert {"build", "list", "check", "verify", "code", "figures"} <= set(parsed)


PHOTOGRAPHS = "lab-"  # by tests/lab_picture.py: of programs that look otherwise elsewhere


def list_stale(drawn: Iterable[tuple[str, bytes]], pages: bool) -> list[str]:
    """Return the stored figures, or pages, that are not drawn now or drawn otherwise."""
    now = dict(drawn)
    stored = {
        path.name: path.read_bytes()
        for path in (ROOT / "figures").iterdir()
        if path.name.startswith("page-") == pages and not path.name.startswith(PHOTOGRAPHS)
    }
    return sorted(name for name in now | stored if now.get(name) != stored.get(name))


def test_figures_are_not_stale() -> None:
    """The stored figures are, byte for byte, those that the data and the code give now."""
    stale = list_stale(draw_figures(ROOT / "data" / "138"), pages=False)
    assert stale == [], "run: python render.py figures"


@pytest.mark.slow
def test_pages_beside_the_figures_are_not_stale() -> None:
    """The stored pages are, byte for byte, those that the report gives now."""
    stale = list_stale(draw_pages(ROOT / "data" / "138"), pages=True)
    assert stale == [], "run: python render.py figures"


def test_data_readme_describes_every_file() -> None:
    """data/README.md has a row for every CSV of the contract, and for no other file."""
    from report138.data.schema import FILES

    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    rows = list_rows(text, "file")
    assert {re.search(r"`(.*?)`", row[0]).group(1) for row in rows} == set(FILES)


def test_changelog_names_the_version_of_the_data() -> None:
    """The version in datapackage.json is mentioned in CHANGELOG.md."""
    package = json.loads((ROOT / "data" / "138" / "datapackage.json").read_text(encoding="utf-8"))
    assert f"Data {package['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", READMES)
def test_the_speeds_are_those_measured(language: str) -> None:
    """The seconds and the ratios come from the table that `make bench` wrote."""
    lines = (ROOT / "benchmarks" / "results.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:]] for line in lines if line[:3] == "| ("]
    one, many, _, floor, _, nothing = rows[:6]
    second = {"en": "s", "zh": "秒"}[language]
    text = " ".join(read(language).split())
    words = [row for row in rows if row[0].startswith("(e) a word")]
    for row, column in (
        (one, 1),
        (many, 1),
        (floor, 2),
        (nothing, 1),
        (words[0], 1),
        (words[1], 1),
    ):
        assert f"{float(row[column].split()[0]):.1f} {second}" in text
    times = {"en": f"{one[3]} and {many[3]} times", "zh": f"{one[3]} 倍和 {many[3]} 倍"}
    assert times[language] in text
