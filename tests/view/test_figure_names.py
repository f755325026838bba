"""Names that no figure was designed for: code, characters without a glyph, endless words."""

from pathlib import Path

import pytest
import sample
from drawing import Drawing, find_collisions, read_drawing

from report138.data.framework import load_framework
from report138.view.figures import FIGURES
from report138.view.report import Report

Reports = dict[str, Report]
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente" * 2


def find_cut(drawing: Drawing) -> list[str]:
    """Return the texts that reach over the edge of the sheet."""
    labels = [label for label in drawing.labels if not drawing.sheet.holds(label.box, slack=0.2)]
    return [label.text for label in labels]


def write_names(folder: Path, name: str) -> Report:
    """Give the tiny framework's scenario C1 another English name and report on it."""
    sample.write_tiny(folder)
    sample.set_cell(folder, "elements.csv", 6, "name_en", name)
    return Report(load_framework(folder), "en")


@pytest.mark.parametrize("key", FIGURES)
@pytest.mark.filterwarnings("ignore:Glyph")
def test_a_character_that_the_font_lacks_is_named(folder: Path, key: str) -> None:
    """Arabic alef is drawn as U+0627 within its label, never as an empty box."""
    report = write_names(folder, "ا" * 12)
    drawing = read_drawing(FIGURES[key](report), "en")
    assert "U+0627" in "".join(drawing.texts) or key == "strip"
    assert list(find_collisions(drawing.labels)) == []
    assert find_cut(drawing) == []


@pytest.mark.parametrize("key", FIGURES)
def test_a_word_longer_than_its_label_is_cut(folder: Path, key: str) -> None:
    """A name without a blank to break at stays inside its label, shortened."""
    report = write_names(folder, LONG_WORD)
    drawing = read_drawing(FIGURES[key](report), "en")
    assert list(find_collisions(drawing.labels)) == []
    assert find_cut(drawing) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_code_in_names_is_drawn_as_text(hostile_reports: Reports, language: str) -> None:
    """A name with tags and dollar signs is drawn as it is typed, not run and not typeset."""
    figure = FIGURES["tree"](hostile_reports[language])
    drawn = "".join(read_drawing(figure, language).texts)
    assert drawn.count("<script>$x$</script>") == 3  # R1, C1 and C2
    assert "<script" not in figure.svg
