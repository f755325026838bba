"""Plots that people draw themselves, in the look of the house."""

import subprocess
import sys
import warnings
from collections.abc import Iterator

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from report138 import style
from report138.engine.typeset import fonts
from report138.view import plots
from report138.view.figures import FIGURES, draw_matrix
from report138.view.report import Report


@pytest.fixture(autouse=True)
def settings() -> Iterator[None]:
    """Leave matplotlib's settings as they were."""
    with mpl.rc_context():
        yield


def test_chinese_needs_no_font_to_be_set_up() -> None:
    """A title in Chinese, a minus sign and a subscript are drawn without a missing character."""
    plots.use()
    figure = Figure()
    axes = figure.subplots()
    axes.plot([-3, 2], [-1, 1])
    axes.set_title("销售“增长”（CO₂）")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.canvas.draw()
    assert axes.title.get_fontname() == fonts.SANS


def test_plots_have_the_look_of_the_house() -> None:
    """Its first colour, no box around the plot."""
    plots.use()
    axes = Figure().subplots()
    (line,) = axes.plot([1, 2])
    assert line.get_color() == style.ACCENT
    assert not axes.spines["top"].get_visible() and not axes.spines["right"].get_visible()


def test_the_same_plot_is_the_same_svg_with_words() -> None:
    """Ids do not differ from run to run, and text is text."""
    import io

    plots.use()

    def draw() -> str:
        figure, saved = Figure(), io.StringIO()
        figure.subplots().set_title("销售")
        figure.savefig(saved, format="svg", metadata={"Date": None})
        return saved.getvalue()

    assert draw() == draw()
    assert "销售" in draw()


def test_figures_of_the_report_stay_as_they_are(tiny_reports: dict[str, Report]) -> None:
    """They set all that they need, so their drawings are the same to the byte."""
    before = draw_matrix(tiny_reports["zh"])
    plots.use()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        after = draw_matrix(tiny_reports["zh"])
    assert (after.svg, after.png) == (before.svg, before.png)


OWN = {
    "axes.facecolor": "red",
    "font.size": 40,
    "hatch.color": "red",
    "hatch.linewidth": 9,
    "patch.antialiased": False,
    "path.sketch": (1, 100, 2),
    "savefig.bbox": "tight",
    "savefig.facecolor": "blue",
    "savefig.transparent": True,
    "svg.fonttype": "path",
    "text.usetex": True,
}


@pytest.mark.parametrize("key", FIGURES)
def test_no_settings_of_a_user_reach_a_figure_of_the_report(
    tiny_reports: dict[str, Report], key: str
) -> None:
    """Whatever a matplotlibrc says, the bytes are the same, and the user's own plots obey it."""
    with mpl.rc_context(mpl.rcParamsDefault):
        plain = FIGURES[key](tiny_reports["zh"], poster=True)
    with mpl.rc_context(OWN):
        drawn = FIGURES[key](tiny_reports["zh"], poster=True)
        kept = mpl.rcParams["path.sketch"], mpl.rcParams["font.size"]
    assert (drawn.svg, drawn.png) == (plain.svg, plain.png)
    assert kept == ((1, 100, 2), 40)


def test_a_report_switches_it_on_when_pyplot_comes() -> None:
    """To open a report loads no matplotlib; pyplot imported after it has the look."""
    code = (
        "import sys\n"
        "from report138.view.report import start\n"
        "start('138', 'zh')\n"
        "assert 'matplotlib' not in sys.modules\n"
        "import matplotlib.pyplot as plt\n"
        "print(plt.rcParams['font.family'][0])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == fonts.SANS
