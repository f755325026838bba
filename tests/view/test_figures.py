"""What holds for every figure: it says in words what it shows, and nothing is cut or hidden."""

import re
from collections.abc import Iterator

import pytest
import sample
from drawing import Drawing, find_collisions, place_link, read_drawing

from report138 import style
from report138.data.framework import load_framework
from report138.engine.typeset import fonts
from report138.engine.typeset.outputs import FIGURE_TYPE, Figure
from report138.view.canvas import Canvas
from report138.view.figures import FIGURES
from report138.view.report import Report

Reports = dict[str, Report]
SMALLEST = 7.0  # points, at print size
COLOURS = {
    *(style.INK, style.MUTED, style.RULE, style.ACCENT, style.WARN, style.PAPER, style.TINT),
    *style.LEVEL_FILL,
}
CHINESE = re.compile("[\u4e00-\u9fff]")
# A variant of the framework, a figure, a language.
Case = tuple[str, str, str]
CASES = [
    (variant, key, language)
    for variant in ("tiny", "shipped", "hostile", "long")
    for key in FIGURES
    for language in ("zh", "en")
]


@pytest.fixture(scope="module")
def all_reports(
    tiny_reports: Reports,
    shipped_reports: Reports,
    hostile_reports: Reports,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Reports]:
    """The reports on every variant of a framework, by variant and language."""
    long = load_framework(sample.write_long(tmp_path_factory.mktemp("module") / "long"))
    return {
        "tiny": tiny_reports,
        "shipped": shipped_reports,
        "hostile": hostile_reports,
        "long": {language: Report(long, language) for language in ("zh", "en")},
    }


Drawn = tuple[Figure, Drawing, Report]
SAVE = Canvas.save


def save_vectors(canvas: Canvas, *forms: str) -> list[bytes]:
    """Save an SVG as it is, and no bitmap."""
    return [SAVE(canvas, form)[0] if form == "svg" else b"" for form in forms]


@pytest.fixture(scope="module")
def gallery(all_reports: dict[str, Reports]) -> dict[Case, Drawn]:
    """Every figure of every variant in both languages; those that refuse are left out."""

    def draw() -> Iterator[tuple[Case, Drawn]]:
        for variant, key, language in CASES:
            report = all_reports[variant][language]
            with pytest.MonkeyPatch.context() as patch:
                if variant != "tiny":  # pixels take long, and are looked at for one variant only
                    patch.setattr(Canvas, "save", save_vectors)
                figure = FIGURES[key](report)
            assert figure is not None, (variant, key)
            yield (variant, key, language), (figure, read_drawing(figure, language), report)

    return dict(draw())


@pytest.fixture(params=CASES, ids="-".join)
def drawn(request: pytest.FixtureRequest, gallery: dict[Case, Drawn]) -> Drawn:
    """One figure after the other, as figure, parsed drawing and report."""
    return gallery[request.param]


def test_the_sheet_has_the_stated_size(drawn: Drawn) -> None:
    """Width and height of the SVG, in points, are the figure's millimetres."""
    figure, _, _ = drawn
    head = figure.svg[: figure.svg.index(">")]
    sizes = [float(re.search(rf' {side}="([\d.]+)pt"', head)[1]) for side in ("width", "height")]
    expected = [figure.width_mm, figure.height_mm]
    assert [size / fonts.POINTS_PER_MM for size in sizes] == pytest.approx(expected, abs=0.01)
    assert figure.width_mm == style.COLUMN_MM


def test_nothing_is_drawn_outside_the_sheet(drawn: Drawn) -> None:
    """No shape and no text is cut at the edge."""
    _, drawing, _ = drawn
    for shape in drawing.shapes:
        assert drawing.sheet.holds(shape.box), shape
    for label in drawing.labels:
        assert drawing.sheet.holds(label.box, slack=0.2), label


def test_no_text_is_drawn_over_another(drawn: Drawn) -> None:
    """However long the names are, labels keep clear of each other."""
    _, drawing, _ = drawn
    assert list(find_collisions(drawing.labels)) == []


def test_text_is_large_enough_to_print(drawn: Drawn) -> None:
    """No letter is smaller than 7 points."""
    _, drawing, _ = drawn
    assert drawing.labels
    assert min(label.size for label in drawing.labels) >= SMALLEST


def test_text_is_in_the_font_of_the_house(drawn: Drawn) -> None:
    """All text names the sans of the house and nothing else."""
    _, drawing, _ = drawn
    assert {label.family for label in drawing.labels} == {fonts.SANS}


def test_colours_are_those_that_a_dark_page_can_turn(drawn: Drawn) -> None:
    """Every colour is one of the look, for which the dark mode has another."""
    figure, _, _ = drawn
    used = set(
        re.findall("#[0-9a-f]{6}", re.sub("(?s)<text.*?</text>|<defs>.*?</defs>", "", figure.svg))
    )
    used |= set(re.findall(r"<text style=\"[^\"]*fill: (#[0-9a-f]{6})", figure.svg))
    assert used <= COLOURS


def test_the_svg_holds_nothing_but_the_drawing(drawn: Drawn) -> None:
    """No script, date, address of another site, or version of a library stands in it."""
    figure, _, _ = drawn
    assert not re.search(r"<script|<metadata|<!--|<\?xml|matplotlib|\d{4}-\d\d-\d\d", figure.svg)
    addresses = set(re.findall(r"https?://[\w./-]+", figure.svg))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


@pytest.mark.parametrize("key", FIGURES)
def test_the_bitmap_is_the_same_sheet(gallery: dict[Case, Drawn], key: str) -> None:
    """The PNG has the figure's shape, at 220 dots an inch, and does not say when it was made."""
    figure, _, _ = gallery["tiny", key, "en"]
    assert figure.png.startswith(b"\x89PNG")
    width, height = (int.from_bytes(figure.png[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == pytest.approx(
        (figure.width_mm / 25.4 * 220, figure.height_mm / 25.4 * 220), abs=2
    )
    assert not re.search(rb"tEXt(Software|Date|Creation)", figure.png)


def test_links_lie_on_the_sheet_and_apart(drawn: Drawn) -> None:
    """Every link has a target, a title and an area of its own on the sheet."""
    figure, drawing, _ = drawn
    areas = [place_link(figure, link) for link in figure.links]
    for position, area in enumerate(areas):
        assert figure.links[position].target
        assert figure.links[position].title
        assert drawing.sheet.holds(area)
        assert not any(area.meets(other) for other in areas[:position])


def test_the_words_around_a_figure_are_there(drawn: Drawn) -> None:
    """Headline, reading, caption and alt text are never empty, and in the report's language."""
    figure, _, report = drawn
    for words in (figure.headline, figure.reading, figure.caption, figure.alt):
        assert words.strip()
        if report.language == "en" and report.framework.name == "138":
            for known in (report.get_source(), *report.dividing_words["term"]):
                words = words.replace(known or " ", "")  # the source's own words stay as they are
            assert not CHINESE.search(words)
        if report.language == "zh":
            assert CHINESE.search(words)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("variant", ["tiny", "shipped", "hostile"])
@pytest.mark.parametrize(
    ("key", "levels"),
    [
        ("tree", ("goal", "track", "scenario")),
        ("matrix", ("track", "scenario")),
        ("readings", ("track", "scenario")),
        ("coverage", ("track", "scenario")),
        ("certainty", ("track", "scenario")),
        ("ranks", ("track", "scenario")),
        ("strip", ("track",)),
    ],
)
def test_the_alt_text_names_every_element(
    gallery: dict[Case, Drawn], variant: str, key: str, levels: tuple[str, ...], language: str
) -> None:
    """Who does not see the figure hears every goal, track and scenario that it shows, whole."""
    figure, _, report = gallery[variant, key, language]
    for level in levels:
        for identifier in report.framework.get_elements(level)["id"]:
            assert report.names[identifier] in figure.alt


@pytest.mark.parametrize("key", FIGURES)
def test_a_figure_is_drawn_the_same_again(tiny_reports: Reports, key: str) -> None:
    """Two drawings of one report have the same bytes, as vectors and as pixels."""
    first, second = (FIGURES[key](tiny_reports["en"]) for _ in range(2))
    assert first.svg == second.svg
    assert first.png == second.png


@pytest.mark.parametrize("key", FIGURES)
def test_a_poster_has_its_words_in_the_drawing(tiny_reports: Reports, key: str) -> None:
    """A figure for a file of its own carries headline and caption, and its links still fit."""
    plain = FIGURES[key](tiny_reports["en"])
    poster = FIGURES[key](tiny_reports["en"], poster=True)
    words = "".join(read_drawing(poster, "en").texts).replace(" ", "")
    assert plain.headline.replace(" ", "")[:30] in words
    assert plain.caption.replace(" ", "")[:30] in words
    assert poster.height_mm > plain.height_mm
    drawing = read_drawing(poster, "en")
    for label in drawing.labels:
        assert drawing.sheet.holds(label.box, slack=0.2), label


def test_a_figure_shows_itself_in_a_notebook(hostile_reports: Reports) -> None:
    """JupyterLab gets an image with alt text and the words around it, escaped."""
    figure = FIGURES["tree"](hostile_reports["en"])
    bundle = figure._repr_mimebundle_()
    assert "<script" not in bundle["text/html"]
    assert "data:image/png;base64," in bundle["text/html"]
    assert bundle[FIGURE_TYPE]["alt"] == figure.alt
    assert "png" not in bundle[FIGURE_TYPE]
