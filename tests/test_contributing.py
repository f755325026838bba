"""CONTRIBUTING.md and ARCHITECTURE.md: every file they name is there, and recipes are short."""

import re

import pytest
from commands import ROOT

PAGES = ("CONTRIBUTING.md", "ARCHITECTURE.md")
MOST_STEPS = 5


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_a_page_names_exists(page: str) -> None:
    """A word in backticks with a slash is a path: of the repository, the package or the engine."""
    words = re.findall(r"`([\w./-]+/[\w./-]*)`", (ROOT / page).read_text(encoding="utf-8"))
    bases = (ROOT, ROOT / "report138", ROOT / "report138" / "engine" / "typeset")
    assert len(words) > 5
    assert [word for word in words if not any((base / word).exists() for base in bases)] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_function_that_a_page_names_is_in_the_code(page: str) -> None:
    """A word in backticks with an underscore is a name in the code of the package."""
    words = set(re.findall(r"`([a-z]\w*_\w+)`", (ROOT / page).read_text(encoding="utf-8")))
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "report138").rglob("*.py")
    )
    assert words
    assert [word for word in sorted(words) if not re.search(rf"\b{word}\b", code)] == []


@pytest.mark.parametrize("page", [*PAGES, "README.md", "README.zh-CN.md", "CHANGELOG.md"])
def test_no_row_stands_outside_a_table(page: str) -> None:
    """Rows that follow each other begin with a heading and its rule: a blank line ends a table."""
    text = (ROOT / page).read_text(encoding="utf-8")
    tables = re.findall(r"(?:^\|.*\n)+", text, flags=re.M)
    assert [rows for rows in tables if not re.match(r".*\n\|[-|: ]+\|\n", rows)] == []


def test_recipes_have_few_steps() -> None:
    """No recipe has more sentences or clauses than five: it can be kept in mind."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    recipes = re.findall(r"^\*\*(.+?)\.?\*\* (.+?)(?=\n\n)", text, flags=re.M | re.S)
    assert len(recipes) >= 10
    for name, recipe in recipes:
        assert len(re.findall(r"[.;](?:\s|$)", recipe)) <= MOST_STEPS, name
