"""The explorer as a widget; imported where anywidget is there, and nowhere else."""

from typing import Any

import traitlets

from report138.view.figures import draw_matrix
from report138.view.report import Report
from report138.workbench.choice import apply_choice, find_offer, read_choice, start_choice
from report138.workbench.kit import Widget
from report138.workbench.scene import make_scene, open_cell


class Explorer(Widget):
    """The matrix of a report, to be explored: `choice` comes from the browser, `scene` goes there."""

    kind = traitlets.Unicode("explorer").tag(sync=True)
    choice = traitlets.Dict().tag(sync=True)
    scene = traitlets.Dict().tag(sync=True)

    def __init__(self, report: Report) -> None:
        self._report, self._offer, self._start = report, find_offer(report), start_choice(report)
        self._last = self._start, report, make_scene(report, report, self._start, self._offer)
        super().__init__(choice=self._start.to_json())

    @traitlets.observe("choice")
    def _show(self, _: Any = None) -> None:
        """Compute the matrix under the choice, again only where that has changed."""
        chosen = read_choice(self.choice, self._offer, self._start)
        if chosen != self._last[0]:
            varied = apply_choice(self._report, chosen)
            self._last = chosen, varied, make_scene(self._report, varied, chosen, self._offer)
        self.scene = open_cell(self._last[2], self._last[1], self.choice.get("at"))

    def _stand_in(self) -> dict[str, Any]:
        return draw_matrix(self._report)._repr_mimebundle_()
