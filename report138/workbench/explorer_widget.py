"""The explorer as a widget; imported where anywidget is there, and nowhere else."""

from dataclasses import asdict
from functools import cached_property
from typing import Any

import traitlets

from report138.view.figures import draw_matrix
from report138.view.report import Report
from report138.workbench.choice import (
    Choice,
    Offer,
    apply_choice,
    find_offer,
    read_choice,
    start_choice,
)
from report138.workbench.kit import Widget
from report138.workbench.panel import Entries, gather_entries
from report138.workbench.scene import make_scene, open_cell


class _Chosen:
    """A report under a choice; what is the same for all of its cells is computed once."""

    def __init__(self, report: Report, choice: Choice, offer: Offer) -> None:
        self.choice = choice
        same = choice == start_choice(report)
        self.report = report if same else apply_choice(report, choice)
        self.scene = make_scene(report, self.report, choice, offer)

    @cached_property
    def entries(self) -> Entries:
        """What the readings took or inferred, by cell; asked for when a cell is opened."""
        return gather_entries(self.report)

    def open(self, at: Any) -> dict[str, Any]:
        """Return the scene with a cell open, if there is one."""
        return open_cell(self.scene, self.report, self.entries, at) if at else self.scene


class Explorer(Widget):
    """The matrix of a report, to be explored: `choice` comes from the browser, `scene` goes there."""

    kind = traitlets.Unicode("explorer").tag(sync=True)
    choice = traitlets.Dict().tag(sync=True)
    scene = traitlets.Dict().tag(sync=True)

    def __init__(self, report: Report) -> None:
        self._report, self._offer = report, find_offer(report)
        self._chosen = _Chosen(report, start_choice(report), self._offer)
        super().__init__(choice=asdict(self._chosen.choice))

    @traitlets.observe("choice")
    def _show(self, _: Any) -> None:
        """Compute the matrix under the choice, again only where that has changed."""
        choice = read_choice(self.choice, self._offer, start_choice(self._report))
        if choice != self._chosen.choice:
            self._chosen = _Chosen(self._report, choice, self._offer)
        self.scene = self._chosen.open(self.choice.get("at"))

    def _name_self(self) -> str:
        return f"{self._report.framework.name}, {self._report.language}"

    def _stand_in(self) -> dict[str, Any]:
        return draw_matrix(self._report)._repr_mimebundle_()
