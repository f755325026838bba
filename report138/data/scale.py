"""The scale of a framework's levels: how each is written, which are links, which sign they carry.

In memory a level is a rank: 0 for none found, then 1 and up; several values may share a rank if
their signs differ.  Standard library only, so that a check starts fast.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from report138.data.read import Row
from report138.data.schema import LANGUAGES, LEVELS, NOT_ASSESSABLE

MINUS = "−"  # how the sign of a value is set; in the data it is a hyphen


@dataclass(frozen=True)
class Step:
    """One value of a scale: its rank and sign, whether it is a link, and its words by language."""

    value: str
    rank: int
    sign: str = ""
    link: bool = False
    labels: tuple[tuple[str, str], ...] = ()
    definitions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Scale:
    """The values of a framework; `own` if its scale.csv gives them, else they are the codebook's."""

    steps: tuple[Step, ...]
    own: bool = False

    def __repr__(self) -> str:
        return f"<Scale: {', '.join(step.value for step in self.steps)}>"

    @property
    def top(self) -> int:
        """The highest rank."""
        return max(step.rank for step in self.steps)

    @property
    def ranks(self) -> tuple[int, ...]:
        """All ranks, highest first, 0 among them."""
        return tuple(range(self.top, -1, -1))

    @property
    def stated(self) -> int:
        """The rank from which on a cell is a link."""
        return min(step.rank for step in self.steps if step.link)

    @property
    def signed(self) -> bool:
        """Whether a value hinders by its own sign."""
        return any(step.sign == "-" for step in self.steps)

    def find(self, value: str) -> Step | None:
        """Return the step of a value, None for one that cannot be assessed or is not known."""
        return next((step for step in self.steps if step.value == value), None)

    def get(self, rank: int, sign: str = "") -> Step:
        """Return the step of a rank: of a sign if one has it, else the one that does not hinder."""
        mine = [step for step in self.steps if step.rank == rank]
        ordered = sorted(mine, key=lambda step: (step.sign != sign, step.sign == "-"))
        return ordered[0] if ordered else Step(str(rank), rank)

    def show(self, rank: int, sign: str = "") -> str:
        """Return how a rank is written, with a true minus."""
        return show_value(self.get(rank, sign).value)


def show_value(value: str) -> str:
    """Set a value with a true minus sign."""
    return MINUS + value[1:] if value[:1] == "-" and value[1:2].isdigit() else value


CODEBOOK = Scale(tuple(Step(value, int(value), link=int(value) >= 2) for value in LEVELS))


def read_scale(rows: Iterable[Row]) -> Scale:
    """Read the rows of a checked scale.csv; without any the scale is the codebook's."""
    steps = [
        Step(
            row["value"],
            int(row["order"]),
            row["sign"],
            row["link"] == "yes",
            tuple((code, row[f"label_{code}"]) for code in LANGUAGES),
            tuple((code, row[f"definition_{code}"]) for code in LANGUAGES),
        )
        for row in rows
    ]
    if not steps:
        return CODEBOOK
    if all(step.rank for step in steps):
        steps.append(Step("0", 0))
    return Scale(tuple(steps), own=True)


def list_values(rows: list[Row]) -> list[str]:
    """List the values that a level may have: those of the scale, and NA."""
    given = [row["value"] for row in rows if row["value"]]
    none = [] if any(row["order"] == "0" for row in rows) or "0" in given else ["0"]
    return [*(given + none if given else LEVELS), NOT_ASSESSABLE]
