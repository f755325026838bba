"""The desk of a coder as a widget; imported where anywidget is there, and nowhere else."""

from typing import Any

import traitlets

from report138.coding.desk import Desk
from report138.engine.typeset.outputs import write_prose
from report138.errors import UserError
from report138.workbench.coding_scene import DeskScene
from report138.workbench.kit import Widget


class CodingDesk(Widget):
    """The source to be coded by hand: the browser sends changes, `scene` is what then stands there."""

    kind = traitlets.Unicode("coding").tag(sync=True)
    scene = traitlets.Dict().tag(sync=True)

    def __init__(self, desk: Desk, language: str) -> None:
        self._desk, self._view = desk, DeskScene(desk, language)
        self._cell: tuple[str, str] | None = None
        super().__init__(scene=self._view.show("", None))
        self.on_msg(self._take)

    def _take(self, _: Any, content: Any, __: Any) -> None:
        """Make a change that the browser asks for, keep it, and show what then stands there."""
        message = ""
        try:
            message = self._change(content)
        except UserError as error:
            message = str(error)
        except (KeyError, IndexError, TypeError, ValueError):
            pass  # nothing that our script sends
        self.scene = self._view.show(message, self._cell)

    def _change(self, content: dict[str, Any]) -> str:
        desk, do = self._desk, content["do"]
        if do == "quote":
            desk.quote(content["sentence"], content["start"], content["end"])
        elif do == "fill":
            replaced = desk.fill(content["number"], content["name"], str(content["value"]))
            if replaced:
                return self._view.words.say_replaced(self._view.name_cell(replaced))
        elif do == "drop":
            desk.drop(content["number"])
        elif do == "decide":
            cell = content["track"], content["scenario"]
            desk.decide(cell, content["name"], str(content["value"]))
        elif do == "open":
            cell = content["track"], content["scenario"]
            self._cell = cell if cell in desk.cells else None
        return ""

    def _name_self(self) -> str:
        return self._desk.path.name

    def _stand_in(self) -> dict[str, Any]:
        return write_prose(self._view.words.NOT_HERE)._repr_mimebundle_()
