"""Which files count as sources, and which notebooks need those before them."""

from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from report138.engine.preview.executed import needs_earlier
from report138.engine.preview.watch import is_source


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        ("a = 1", "print(a)", True),
        ("a = 1", "a = 2\nprint(a)", False),
        ("a = 1", "f(a=2)", False),
        ("def a(): pass", "a()", True),
        ("a = 1", "def f(a): return a\nprint(a)", True),
        ("a = 1", "def f(): return a", True),
        ("def f():\n global a\n a = 1", "print(a)", True),
        ("def f():\n a = 1", "print(a)", False),
        ("import a.b", "a.c", True),
        ("import a.b", "import a\na.c", False),
        ("from a import *", "print(b)", True),
        ("%time a", "print(b)", True),
        ("a = 1", "print((", False),
    ],
)
def test_a_name_of_a_notebook_before_is_found(first: str, second: str, taken: bool) -> None:
    """One that is made there and not here; where that cannot be told, it is taken to be so."""
    notebooks = [new_notebook(cells=[new_code_cell(code)]) for code in (first, second)]
    assert needs_earlier(notebooks) is taken


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("first.ipynb", True),
        ("pictures/map.png", True),
        ("模块.py", True),
        (".~first.ipynb", False),
        (".ipynb_checkpoints/first-checkpoint.ipynb", False),
        ("first.ipynb~", False),
        ("#first.ipynb#", False),
        (".first.ipynb.swp", False),
        ("4913", False),
        ("first.ipynb.tmp", False),
        ("__pycache__/module.cpython-311.pyc", False),
    ],
)
def test_what_editors_write_beside_a_file_is_no_source(name: str, counts: bool) -> None:
    """Temporary files, copies and checkpoints are passed over, wherever the folder is."""
    folder = Path("/home/.hidden/notebooks")
    assert is_source(folder / name, folder) is counts
    assert not is_source(Path("/elsewhere") / name, folder)
