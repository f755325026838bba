"""The files of deploy/: right by their formats, and their commands are ones that render.py takes."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from commands import ROOT

from render import main
from report138.engine.schedule.clock import find_zone
from report138.engine.schedule.cron import read_expression

DEPLOY = ROOT / "deploy"
SPACE = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
UNITS = ("report138.service", "report138-once.service", "report138-once.timer")
# The order that the schema of Microsoft's [MS-TSCH] demands of a task, and of its triggers
PARTS = ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"]
TRIGGER = ["Repetition", "StartBoundary", "Enabled"]
EXEC = ["Command", "Arguments", "WorkingDirectory"]


def read(name: str) -> str:
    """Return a file's text."""
    encoding = "utf-16" if name.endswith(".xml") else "utf-8"
    return (DEPLOY / name).read_text(encoding=encoding)


def list_commands(name: str) -> list[list[str]]:
    """Return the words after render.py of every command in a file."""
    text = read(name).replace("&quot;", '"')
    found = re.findall(r"render\.py (.+?)(?= 2>>| \|\||</|$)", text, flags=re.M)
    made = re.findall(r'make report ARGS="(.+?)"', text)
    return [shlex.split(line) for line in [*found, *made]]


FILES = sorted(path.name for path in DEPLOY.iterdir())
CALLING = [name for name in FILES if not name.endswith((".timer", ".md"))]


@pytest.mark.parametrize("name", CALLING)
def test_every_command_is_one_that_the_program_takes(name: str) -> None:
    """Command, options, the expression and the zone are right."""
    commands = list_commands(name)
    assert commands
    for words in commands:
        context = main.make_context("render.py", list(words), resilient_parsing=False)
        with context:
            command, _, rest = main.resolve_command(
                context, [*context._protected_args, *context.args]
            )
            parsed = main.commands[command].make_context(command, list(rest), parent=context)
        if command == "schedule":
            assert read_expression(parsed.params["expression"]) == "0 7 * * MON"
            assert find_zone(parsed.params["tz"]).key == "Asia/Shanghai"
            assert parsed.params["names"] == ()


def test_each_file_has_its_words() -> None:
    """The README has a row in each language for each file, of about three sentences."""
    for rows in read("README.md").split("\n# "):
        named = re.findall(r"^\| (`.*?) \| (.*) \|$", rows, flags=re.M)
        assert {name for cell, _ in named for name in re.findall(r"`(.*?)`", cell)} == {
            name for name in FILES if name != "README.md"
        }
        assert all(2 <= len(re.findall(r"[.。](?= |$|\W)|。", words)) <= 4 for _, words in named)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_finds_no_fault(tmp_path: Path) -> None:
    """systemd-analyze verify, with a Python that is there."""
    for name in UNITS:
        unit = read(name).replace("/srv/report138/.venv/bin/python", sys.executable)
        (tmp_path / name).write_text(unit)
    done = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / name) for name in UNITS)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_line_of_cron_is_understood() -> None:
    """Five fields and a command; no % in it, which cron would take for a line break."""
    (line,) = [line for line in read("crontab").splitlines() if not line.startswith("#")]
    *fields, command = line.split(maxsplit=5)
    assert read_expression(" ".join(fields)) == "*/10 * * * *"
    assert command.startswith("cd ")
    assert "%" not in line
    assert read("crontab").endswith("\n")


def list_names(element: ElementTree.Element) -> list[str]:
    """Return the names of an element's children; all are in the space of the schema."""
    assert all(child.tag.startswith(SPACE) for child in element)
    return [child.tag.removeprefix(SPACE) for child in element]


def test_the_task_of_windows_has_what_windows_expects() -> None:
    """UTF-16 as declared, the schema's space, its elements in its order, a user's rights only."""
    content = (DEPLOY / "windows-task.xml").read_bytes()
    assert content.startswith(b"\xff\xfe")
    task = ElementTree.fromstring(content)
    assert (task.tag, task.get("version")) == (f"{SPACE}Task", "1.2")
    assert list_names(task) == PARTS
    assert list_names(task.find(f"{SPACE}Triggers/{SPACE}TimeTrigger")) == TRIGGER
    assert list_names(task.find(f"{SPACE}Actions/{SPACE}Exec")) == EXEC
    assert task.find(f"{SPACE}Actions").get("Context") == task.find(
        f"{SPACE}Principals/{SPACE}Principal"
    ).get("id")
    settings = task.find(f"{SPACE}Settings")
    wanted = {"MultipleInstancesPolicy": "IgnoreNew", "StartWhenAvailable": "true"}
    assert {name: settings.findtext(f"{SPACE}{name}") for name in wanted} == wanted
    assert task.findtext(f".//{SPACE}Interval") == "PT10M"
    assert task.findtext(f".//{SPACE}RunLevel") == "LeastPrivilege"


def test_the_workflow_of_github_is_sound() -> None:
    """When, where and what; the schedule is Monday at seven in China, in UTC."""
    workflow = yaml.load(read("github-workflow.yml"), Loader=yaml.BaseLoader)
    assert set(workflow) == {"name", "on", "permissions", "concurrency", "jobs"}
    assert workflow["permissions"] == {"contents": "read"}
    (when,) = workflow["on"]["schedule"]
    assert read_expression(when["cron"]) == "0 23 * * SUN"
    (job,) = workflow["jobs"].values()
    assert job["runs-on"] == "ubuntu-latest"
    for step in job["steps"]:
        assert ("uses" in step) != ("run" in step)
        assert "uses" not in step or re.fullmatch(r"actions/[\w-]+@v\d+", step["uses"])
    (command,) = (step["run"] for step in job["steps"] if "run" in step)
    assert command.startswith("make report ")


@pytest.mark.skipif(shutil.which("actionlint") is None, reason="actionlint is not installed")
def test_actionlint_finds_no_fault(tmp_path: Path) -> None:
    """The workflow where GitHub looks for it."""
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    shutil.copy(DEPLOY / "github-workflow.yml", folder / "report.yml")
    done = subprocess.run(
        ["actionlint", str(folder / "report.yml")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
