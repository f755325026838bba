"""Ways to break a framework folder, and what the message about it must hold."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import sample
from sample import Change

from report138.data.check import FrameworkError, check_framework
from report138.data.read import Fault

# How to break it; then what one line of the message must hold: the place, and other words.
Case = tuple[Change, tuple[str, ...]]


def replace(file: str, content: bytes) -> Change:
    """Return a change that replaces a whole file."""
    return lambda folder: (folder / file).write_bytes(content)


def rewrite(file: str, encoding: str) -> Change:
    """Return a change that saves a file in another encoding."""

    def change(folder: Path) -> None:
        path = folder / file
        path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))

    return change


def adding(file: str, *cells: str) -> Change:
    """Return a change that appends a row."""
    return lambda folder: sample.add_row(folder, file, *cells)


def package(**values: object) -> Change:
    """Return a change that rewrites keys of datapackage.json."""
    return lambda folder: sample.set_package(folder, **values)


def without(file: str, column: str) -> Change:
    """Return a change that deletes a column."""
    return lambda folder: sample.drop_column(folder, file, column)


def only_header(file: str) -> Change:
    """Return a change that leaves nothing but the header."""
    return lambda folder: sample.write_rows(folder / file, sample.read_rows(folder / file)[:1])


def find_faults(folder: Path) -> list[Fault]:
    """Check a broken folder and return its faults."""
    with pytest.raises(FrameworkError) as caught:
        check_framework(folder)
    for fault in caught.value.faults:
        assert str(fault) in str(caught.value)
    return caught.value.faults


def find_warnings(folder: Path) -> list[str]:
    """Check a folder without errors and return its warnings."""
    return check_framework(folder).warnings.list_lines()


def assert_named(faults: Sequence[Fault], place: str, *words: str) -> None:
    """Assert that exactly one fault stands at a place and says these words."""
    lines = [str(fault) for fault in faults]
    there = [line for line in lines if line.startswith(f"{place}: ")]
    assert len([line for line in there if all(word in line for word in words)]) == 1, lines
