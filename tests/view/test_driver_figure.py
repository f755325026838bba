"""The drivers: words of tracks marked where they stand in the source's own wording."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import sample
from conftest import Reports
from drawing import Drawing, find_collisions, find_cut, read_drawing
from large_sample import name_long

from report138 import style
from report138.data.framework import Framework, load_framework
from report138.engine.typeset.fonts import measure_mm
from report138.view.figures import draw_drivers
from report138.view.figures.drivers import SIZE_SOURCE
from report138.view.report import Report


def draw(report: Report) -> Drawing:
    """Parse the figure, which must be there."""
    figure = draw_drivers(report)
    assert figure is not None
    return read_drawing(figure, report.language)


def test_a_marked_word_has_a_tint_as_wide_as_itself(tiny_reports: Reports) -> None:
    """The driver 借阅 is R1's word, 修补 R2's: each is tinted whole, with the id above it."""
    drawing = draw(tiny_reports["zh"])
    words = {label.text: label.box for label in drawing.labels if label.size == SIZE_SOURCE}
    ids = {label.text: label.box for label in drawing.labels if label.text in ("R1", "R2")}
    for word in ("借阅", "修补"):
        (tint,) = (
            s.box
            for s in drawing.shapes
            if s.fill == style.LEVEL_FILL[1] and s.box.holds(words[word], slack=0.6)
        )
        assert tint.width == pytest.approx(measure_mm(word, SIZE_SOURCE), abs=0.05)
    marked = [label for label in drawing.labels if label.text in ids]
    assert sorted(label.text for label in marked) == ["R1", "R1", "R2", "R2"]  # two in the legend


def test_the_source_is_shown_with_its_translation(tiny_reports: Reports) -> None:
    """An English reader sees 借阅 and below it lending; a Chinese one 借阅 alone."""
    english, chinese = (draw(tiny_reports[language]).texts for language in ("en", "zh"))
    assert {"借阅", "lending", "修补", "repair"} <= set(english)
    assert "lending" not in chinese


def test_the_headline_says_whose_words_are_drivers(shipped_reports: Reports) -> None:
    """T1's words stand in two drivers, 数字贸易 and 公共服务数字化; 智慧 has no majority."""
    assert draw_drivers(shipped_reports["zh"]).headline == (
        "数字化改革的用语写进两个场景的牵引，双循环、共同富裕的用语只写进品质表述"
    )
    assert draw_drivers(shipped_reports["en"]).headline == (
        "Words of Digital reform stand in the drivers of two scenarios; those of Dual circulation "
        "and Common prosperity in qualities only"
    )


def test_a_word_without_a_majority_is_framed_only(shipped_reports: Reports) -> None:
    """One word is in a dashed frame, with a swatch in the legend; five are tinted, and three ids."""
    drawing = draw(shipped_reports["zh"])
    assert sum(shape.dashed for shape in drawing.shapes) == 2
    assert sum(shape.fill == style.LEVEL_FILL[1] for shape in drawing.shapes) == 5 + 3


def test_with_one_reading_every_plain_word_counts(shipped: Framework) -> None:
    """Nobody voted on 智慧, so that it stands in a third driver."""
    report = Report(shipped, "zh", coder="A")
    assert draw_drivers(report).headline.startswith("数字化改革的用语写进三个场景的牵引")
    assert not any(shape.dashed for shape in draw(report).shapes)


def test_without_words_there_is_no_figure(tiny: Framework) -> None:
    """No lexicon, no marks; no driver, nothing to mark."""
    report = Report(replace(tiny, lexicon=tiny.lexicon.iloc[:0]), "zh")
    assert draw_drivers(report) is None
    blank = tiny.elements.assign(driver_zh="", driver_en="", quality_zh="", quality_en="")
    assert draw_drivers(Report(replace(tiny, elements=blank), "zh")) is None


def test_an_english_framework_has_its_words_marked(english_report: Report) -> None:
    """The terms are English, so that the English drivers are the source's."""
    drawing = draw(english_report)
    assert {"lending", "repair", "R1", "R2"} <= set(drawing.texts)
    assert "translated" not in draw_drivers(english_report).reading


def test_a_word_that_breaks_is_marked_on_both_lines(folder: Path) -> None:
    """A term of 40 characters does not fit its column: both of its lines are tinted."""
    term = "办好全市各个街道社区学校工厂机关部队医院公园车站码头机场乡村的图书借阅服务与修补"
    sample.set_cell(folder, "elements.csv", 6, "driver_zh", term)
    sample.add_row(folder, "lexicon.csv", "R1", term, "own", "accepted", "A1", "", "")
    report = Report(load_framework(folder), "zh")
    drawing = draw(report)
    tints = [s.box for s in drawing.shapes if s.fill == style.LEVEL_FILL[1] and s.box.width > 10]
    assert len(tints) >= 2
    assert find_cut(drawing) == []


def test_long_ids_give_way_to_numbers(tiny: Framework) -> None:
    """Where ids are long words, 1 and 2 stand above the words, and in the legend."""
    ids = {"R1": "track-of-lending", "R2": "track-of-repairing"}
    renamed = {
        name: frame.replace(ids)
        for name, frame in (("elements", tiny.elements), ("lexicon", tiny.lexicon))
    }
    coding = tiny.coding.assign(track_id=tiny.coding["track_id"].replace(ids))
    drawing = draw(Report(replace(tiny, coding=coding, **renamed), "en"))
    assert drawing.texts.count("1") == 2
    assert list(find_collisions(drawing.labels)) == []


def test_more_rows_than_a_page_holds_are_refused(tiny: Framework) -> None:
    """Sixty scenarios with long names are for the table."""
    scenario = tiny.elements[tiny.elements["id"] == "C1"]
    more = [scenario.assign(id=f"X{n}", name_en=name_long(f"X{n}")) for n in range(60)]
    elements = pd.concat([tiny.elements, *more], ignore_index=True)
    assert draw_drivers(Report(replace(tiny, elements=elements), "en")) is None
