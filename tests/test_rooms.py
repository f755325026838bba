"""The rooms of the package: which may import which, as ARCHITECTURE draws them."""

import ast
import re
from graphlib import TopologicalSorter
from itertools import takewhile

import pytest
from commands import ROOT

# What the lines alone would allow: the engine knows no matrix, the analysis no notebooks.
APART = {
    "engine": ("data", "analysis", "view", "coding", "workbench", "cli"),
    "analysis": ("engine",),
}
# The one door upwards: what a notebook types of a report, and it opens when it is typed.
DOORS = {("report138.view.report", "report138.workbench")}

PATHS = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in ROOT.glob("report138/**/*.py")
}
Arrow = tuple[str, str]


def read_drawing() -> dict[str, int]:
    """Return on which line of the drawing in ARCHITECTURE.md each room stands, the highest first."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    drawing = re.search(r"## The rooms\n.*?```\n(.*?)```", text, flags=re.S)[1]
    lines: dict[str, int] = {}
    for place, line in enumerate(drawing.splitlines()):
        # what is no module ends the names: words say what the line holds
        names = takewhile(lambda name: f"report138.{name}" in PATHS, re.split(" {2,}", line))
        lines |= dict.fromkeys(names, place)
    return lines


LINE = read_drawing()


def find_room(module: str) -> str:
    """Return the room of a module: the longest name in the drawing that it starts with."""
    name = module.removeprefix("report138.")
    return next((room for room in sorted(LINE)[::-1] if f"{name}.".startswith(f"{room}.")), "")


def list_imports(module: str, *, dotted: bool = False) -> set[str]:
    """Return the modules that one imports, anywhere in it; with `dotted` also those it names as text."""
    found = set()
    for node in ast.walk(ast.parse(PATHS[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            whole = {f"{node.module}.{alias.name}" for alias in node.names} & PATHS.keys()
            found |= whole or {node.module}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif dotted and isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= set(re.findall(r"^report138(?:\.\w+)+", node.value))
    return {name for name in found if name.startswith("report138.")}


def is_allowed(source: str, target: str) -> bool:
    """Return whether the drawing has an arrow from one module's room to another's."""
    start, end = find_room(source), find_room(target)
    if start == end:
        return True
    apart = APART.get(start.partition(".")[0], ())
    return LINE[start] < LINE[end] and end.partition(".")[0] not in apart


@pytest.fixture(scope="module")
def wrong() -> set[Arrow]:
    """The imports that the drawing does not have."""
    arrows = {(one, other) for one in PATHS for other in list_imports(one, dotted=True)}
    wrong = {arrow for arrow in arrows if arrow[0] != "report138" and not is_allowed(*arrow)}
    assert wrong >= DOORS
    return wrong - DOORS


def test_each_room_imports_only_rooms_below(wrong: set[Arrow]) -> None:
    """No arrow goes up or sideways, or to a room that is to stay unknown; nor by a name in a text."""
    assert wrong == set()


def test_no_modules_import_each_other_in_a_circle() -> None:
    """There is an order in which every module comes after those that it imports."""
    TopologicalSorter({one: list_imports(one) for one in PATHS}).prepare()


def test_every_module_is_in_a_room() -> None:
    """A folder that the drawing lacks would be checked by nobody."""
    assert {module for module in PATHS if not find_room(module)} == {"report138"}
