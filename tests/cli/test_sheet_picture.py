"""The picture of a sheet beside its figure."""

import pytest
from commands import ROOT

from report138.cli.sheet_picture import draw_sheet
from report138.data.framework import load_framework


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_stored_picture_is_that_of_the_data(language: str) -> None:
    """Byte for byte what an export of the shipped framework and its stored figure give now."""
    figures = ROOT / "figures"
    figure = (figures / f"matrix-{language}.png").read_bytes()
    drawn = draw_sheet(load_framework(ROOT / "data" / "138"), language, figure)
    assert drawn == (figures / f"sheet-{language}.png").read_bytes()
