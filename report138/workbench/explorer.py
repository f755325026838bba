"""The explorer: a report's matrix as a widget, or as the static figure where there are no widgets."""

from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from typing import Any

from report138.engine.typeset.outputs import Figure
from report138.view.figures import draw_matrix
from report138.view.report import Report
from report138.workbench.words import WORDS


@dataclass(frozen=True, repr=False)
class Still:
    """The static figure, and one sentence on what would make it live; documents show the figure."""

    figure: Figure
    sentence: str

    def __repr__(self) -> str:
        return f"{self.sentence}\n{self.figure!r}"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        bundle = self.figure._repr_mimebundle_()
        said = f"<p>{escape(self.sentence)}</p>"
        html = {"text/html": said + bundle["text/html"]} if "text/html" in bundle else {}
        return {**bundle, **html, "text/plain": f"{self.sentence}\n{bundle['text/plain']}"}


def explore(report: Report) -> Any:
    """Show the matrix of a report as a widget; without anywidget its figure, with a sentence."""
    if find_spec("anywidget") is None:
        return Still(draw_matrix(report), WORDS[report.language].LACKING)
    from report138.workbench.explorer_widget import Explorer

    return Explorer(report)
