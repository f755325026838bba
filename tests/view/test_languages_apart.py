"""Each language stands by itself, and a name that is changed in its one place changes everywhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, Reports
from test_sentences import get_text
from test_tables import make_matrix

from report138.view import sentences, tables
from report138.view.figures.legend import list_legend
from report138.view.words.en.terms import TERMS as ENGLISH
from report138.view.words.zh.terms import TERMS as CHINESE

VIEW = ROOT / "report138" / "view"
CHINESE_LETTER = re.compile(r"[\u4e00-\u9fff]")
ENGLISH_WORDS = re.compile(r"[A-Za-z]{2,} [a-z]+ [a-z]+")
MODULES = sorted(VIEW.rglob("*.py"))
IN_CHINESE = [path for path in MODULES if path.is_relative_to(VIEW / "words" / "zh")]
WORDLESS = [
    path
    for path in MODULES
    if path.is_relative_to(VIEW / "sentences") or path.is_relative_to(VIEW / "words" / "facts")
]


def name_module(path: Path) -> str:
    """Name a module within the view."""
    return str(path.relative_to(VIEW))


def list_strings(path: Path, *, docstrings: bool = True) -> Iterator[str]:
    """Yield the strings of a module, with or without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    own = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node)
    }
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and (docstrings or id(node) not in own):
            yield text


@pytest.mark.parametrize("path", sorted(set(MODULES) - set(IN_CHINESE)), ids=name_module)
def test_chinese_stands_in_the_chinese_modules_alone(path: Path) -> None:
    """Neither the English modules nor those that compute or lay out hold a Chinese letter."""
    assert not CHINESE_LETTER.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", IN_CHINESE, ids=name_module)
def test_a_chinese_module_holds_no_english(path: Path) -> None:
    """Strings and docstrings of a Chinese module are Chinese; it imports nothing English."""
    for text in list_strings(path):
        assert not ENGLISH_WORDS.search(text), text
    assert "words.en" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", WORDLESS, ids=name_module)
def test_what_computes_holds_no_words(path: Path) -> None:
    """Facts and the functions that notebooks call say nothing themselves."""
    for text in list_strings(path, docstrings=False):
        assert not re.search(r"[A-Za-z]{2,} [A-Za-z]", text), text


# Sentences of the tiny framework that name a level: two cells are empty, one each is at 1, 2, 3.
NAMING = {3: "state_findings", 2: "explain_levels", 1: "describe_coverage", 0: "describe_matrix"}


@pytest.mark.parametrize("level", [3, 2, 1, 0])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_level_has_its_name_in_one_place(
    tiny_reports: Reports, monkeypatch: pytest.MonkeyPatch, language: str, level: int
) -> None:
    """A level renamed among the terms is so in tables, in the legend and in sentences."""
    terms, report = {"zh": CHINESE, "en": ENGLISH}[language], tiny_reports[language]
    old, name = terms[f"level_{level}"], "甲乙" if language == "zh" else "renamed"
    monkeypatch.setitem(terms, f"level_{level}", name)
    cells = [c.text for row in make_matrix(report).rows for c in row]
    assert any(name in text for text in cells)
    assert not any(old in text for text in cells)
    assert name in [row[1].text for row in tables.tabulate_levels(report).rows]
    assert any(name in words for _, words in list_legend(report))
    text = get_text(getattr(sentences, NAMING[level])(report))
    assert name in text
    assert old not in text
