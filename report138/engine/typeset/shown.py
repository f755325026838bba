"""What of a notebook a document shows, beside prose and outputs, and how much of an output."""

from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Shown:
    """The choice of a reader: each is an option of both exporters and of the command line."""

    show_code: bool = False  # of every cell; folded on a page
    show_stderr: bool = False
    max_lines: int = 2_000  # of one box of printed text
    max_rows: int = 1_000  # of a table of another library; 0 for all

    def list_changed(self) -> dict[str, Any]:
        """Return what is not as by default, by name."""
        usual = asdict(Shown())
        return {name: value for name, value in asdict(self).items() if value != usual[name]}

    def write_options(self) -> list[str]:
        """Return the options of the command line that ask for it."""
        found = []
        for name, value in self.list_changed().items():
            option = "--" + name.replace("_", "-")
            found += [option] if value is True else [option, str(value)]
        return found


SHOWN = Shown()  # by default
OPTIONS = tuple(one.name for one in fields(Shown))
