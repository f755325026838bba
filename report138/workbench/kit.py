"""What the widgets of the workbench share: one script, one style, and what stands in their place."""

from pathlib import Path
from typing import Any

import anywidget

STATIC = Path(__file__).parent / "static"


class Widget(anywidget.AnyWidget):
    """A widget that carries beside itself what documents, and notebooks without a kernel, show."""

    _esm = STATIC / "workbench.js"
    _css = STATIC / "workbench.css"

    def __repr__(self) -> str:
        shown = "a notebook shows it, where it ends a cell; make lab opens one"
        return f"<{type(self).__name__} {self._name_self()}: {shown}>"

    def _name_self(self) -> str:
        """Say what is shown, in a word or two."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **options: Any) -> Any:
        live = super()._repr_mimebundle_(**options)
        shown, about = live if isinstance(live, tuple) else (live, {})
        return {**shown, **self._stand_in()}, about

    def _stand_in(self) -> dict[str, Any]:
        """Return what is shown in place of the widget, by MIME type."""
        raise NotImplementedError
