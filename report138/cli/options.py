"""Options that several commands share."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from report138.engine.publish.destination import Url, parse_folder, parse_out
from report138.engine.sizes import parse_size
from report138.engine.typeset.shown import Shown


class Name(click.ParamType):
    """A name that is not left empty: "" would stand for the default without a word."""

    name = "name"

    def convert(self, value: Any, *_: Any) -> str:
        """Read what was given."""
        if not value.strip():
            self.fail("it is empty")
        return value


data_option = click.option(
    "--data",
    type=Name(),
    metavar="DIR",
    help="A framework folder, or its name under data/ (default: 138).",
)


language_option = click.option(
    "--language", "languages", multiple=True, metavar="zh|en", help="Repeatable."
)
parameter_option = click.option(
    "-p", "assignments", multiple=True, metavar="NAME=VALUE", help="A parameter."
)


class Folder(click.ParamType):
    """A folder to write to."""

    name = "dir"

    def convert(self, value: Any, *_: Any) -> Path:
        """Read what was given."""
        return parse_folder(value)


class Place(click.ParamType):
    """A folder or a URL; click would print a refused one as it is, with its password."""

    name = "dir|url"

    def convert(self, value: Any, *_: Any) -> Path | Url:
        """Read what was given."""
        return parse_out(value)


out_option = click.option("--out", type=Folder(), default="reports", show_default=True)


class Size(click.ParamType):
    """A number of bytes, such as 800M or 2G."""

    name = "size"

    def convert(self, value: Any, *_: Any) -> int:
        """Read what was given."""
        try:
            return value if isinstance(value, int) else parse_size(value)
        except ValueError as error:
            self.fail(str(error))


class Seconds(click.FloatRange):
    """A time above 0, which "nan" is to no comparison."""

    name = "seconds"

    def __init__(self) -> None:
        super().__init__(min=0, min_open=True)

    def convert(self, value: Any, *more: Any) -> float:
        """Read what was given."""
        seconds = super().convert(value, *more)
        if not math.isfinite(seconds):
            self.fail(f"{value} is no number of seconds")
        return seconds


BUILD_OPTIONS = (
    click.argument("names", nargs=-1, metavar="[NAME]..."),
    click.option("--all", "every", is_flag=True, help="Render every report of the plan."),
    data_option,
    language_option,
    click.option(
        "--format",
        "formats",
        multiple=True,
        type=click.Choice(["html", "pdf", "ipynb"]),
        help="Repeatable; default: what reports.yaml says.",
    ),
    parameter_option,
    click.option(
        "--out",
        type=Place(),
        metavar="DIR|URL",
        default="reports",
        show_default=True,
        help="A folder, or a place such as s3://BUCKET/FOLDER.",
    ),
    click.option(
        "--font",
        "fonts",
        multiple=True,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="A font file for characters that ours lack; repeatable.",
    ),
    click.option(
        "--jobs",
        type=click.IntRange(1, 64),
        help="Documents at the same time (default: one more than there are cores).",
    ),
    click.option(
        "--dask", default="", metavar="ADDRESS", help="Render on a cluster: tcp://HOST:PORT."
    ),
    click.option(
        "--keep",
        type=click.IntRange(min=1),
        metavar="N",
        help="Editions of a framework to keep in the archive (default: all).",
    ),
    click.option("--show-code", is_flag=True, help="Show the notebooks' code; folded on a page."),
    click.option("--show-stderr", is_flag=True, help="Show what cells wrote to stderr."),
    click.option(
        "--max-lines",
        type=click.IntRange(min=1),
        default=Shown.max_lines,
        show_default=True,
        metavar="N",
        help="The most lines of one printed output.",
    ),
    click.option(
        "--max-rows",
        type=click.IntRange(min=0),
        default=Shown.max_rows,
        show_default=True,
        metavar="N",
        help="The most rows of a table of another library; 0 for all.",
    ),
    click.option(
        "--strict", is_flag=True, help="Fail documents that cannot show all that cells display."
    ),
    click.option("--force", is_flag=True, help="Render even what has not changed."),
    click.option(
        "--timeout",
        type=Seconds(),
        metavar="SECONDS",
        help="The longest that the notebooks of one document may run.",
    ),
    click.option(
        "--memory-limit",
        type=Size(),
        metavar="SIZE",
        help="The most memory that the kernel of one document may hold, such as 2G.",
    ),
)


def build_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command what says which documents are rendered, and how."""
    for option in reversed(BUILD_OPTIONS):
        command = option(command)
    return command
