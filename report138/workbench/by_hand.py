"""Coding by hand in a notebook: where source and sheet are, and what is shown without widgets."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from report138.coding.desk import Desk
from report138.data.check import check_parts
from report138.data.find import expand_home, find_framework
from report138.data.framework import require_known
from report138.engine.typeset.outputs import Prose, escape_markdown
from report138.workbench.words import WORDS


class Advice(Prose):
    """What is said where there are no widgets; plain Python says all of it."""

    def __repr__(self) -> str:
        return str(self)


def code(
    source: str | Path,
    reading: str,
    framework: str | Path,
    language: str = "",
    out: str | Path = "",
) -> Any:
    """Show a copy of the source sentence by sentence, to code it as a new reading.

    Every change is kept at once in the sheet that `render.py code --import` takes, by default in the
    project's folder `coding/`; a sheet of that reading which is there is gone on with.  Of the framework
    only elements, scale, names and places are opened: no other reading, no quotation, no word list.
    """
    folder = find_framework(framework)
    if not language:
        language = check_parts(folder, ("elements.csv",)).languages[0]
    require_known(language, WORDS, "language")
    if find_spec("anywidget") is None:
        said = WORDS[language].NO_CODING
        return Advice(escape_markdown(said), said)
    from report138.workbench.coding_widget import CodingDesk

    root = folder.parent.parent if folder.parent.name == "data" else folder.parent
    copy = expand_home(source)
    copy = copy if copy.exists() or copy.is_absolute() else _find_beside(copy, root)
    return CodingDesk(Desk(folder, copy, reading, Path(out or root / "coding")), language)


def _find_beside(copy: Path, root: Path) -> Path:
    """Find a copy that is named from the project's folder, as commands name it."""
    return root / copy if (root / copy).exists() else copy
