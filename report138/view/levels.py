"""The levels of a framework as a reader sees them: how each is written, named and coloured."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from report138 import style
from report138.analysis.signs import BOTH, OPEN, PLUS, sign_digit
from report138.data.scale import MINUS, Scale, Step, show_value
from report138.view.words import say

SIGNS = {"": "", PLUS: "", "-": MINUS, BOTH: "±", OPEN: "?"}  # before a level, as they are drawn


@dataclass(frozen=True)
class Levels:
    """A scale in one language; `other` is the language that stands in for an empty label."""

    scale: Scale
    language: str
    other: str = ""

    def __repr__(self) -> str:
        return f"<Levels: {', '.join(map(self.head, self.steps))}>"

    @property
    def own(self) -> bool:
        """Whether the framework has a scale of its own."""
        return self.scale.own

    @property
    def signed(self) -> bool:
        """Whether levels are written with signs."""
        return self.scale.signed

    @property
    def steps(self) -> list[Step]:
        """The steps in the order in which they are listed: highest first, + before -."""
        return sorted(self.scale.steps, key=lambda step: (-step.rank, step.sign == "-"))

    @property
    def ranks(self) -> tuple[int, ...]:
        """The ranks above none found, highest first."""
        return self.scale.ranks[:-1]

    @property
    def several(self) -> bool:
        """Whether some links are stronger than others."""
        return self.scale.top > self.scale.stated

    def show(self, rank: int, sign: str = "") -> str:
        """Write a rank as the data do."""
        return self.scale.show(rank, sign)

    def write(self, step: Step) -> str:
        """Write a step as the data do."""
        return show_value(step.value)

    def name(self, rank: int, sign: str = "") -> str:
        """Name a rank; of one with two signs, and none asked for, both."""
        if not self.own:
            return say(f"level_{rank}", self.language)
        mine = [step for step in self.steps if step.rank == rank and sign in ("", step.sign)]
        return " / ".join(map(self.label, mine or [self.scale.get(rank)]))

    def label(self, step: Step) -> str:
        """Name a step."""
        if not self.own:
            return say(f"level_{step.rank}", self.language)
        none = say("level_0", self.language) if not step.rank else ""
        return show_value(self._read(step.labels) or none or step.value)

    def define(self, step: Step) -> str:
        """Return the rule of a step of a scale of one's own."""
        return self._read(step.definitions)

    def _read(self, texts: tuple[tuple[str, str], ...]) -> str:
        found = dict(texts)
        return found.get(self.language) or found.get(self.other, "")

    def head(self, step: Step) -> str:
        """Write a step with its name, as a legend or a heading does; of none found the name."""
        value, label = self.write(step), self.label(step)
        return value if value == label else f"{value} {label}"

    def split_heads(self) -> tuple[list[str], list[str], list[str]]:
        """Write the steps, each with its name, by kind: links, lower levels, none found."""
        links = [self.head(step) for step in self.steps if step.link]
        lower = [self.head(step) for step in self.steps if step.rank and not step.link]
        return links, lower, [self.head(step) for step in self.steps if not step.rank]

    @property
    def labelled(self) -> bool:
        """Whether any level above none found has a name beside its value."""
        return any(self.write(step) != self.label(step) for step in self.steps if step.rank)

    def head_cell(self, cell: Any) -> str:
        """Write the level of a cell, with its name if it has one."""
        shown = self.show_cell(cell)
        return f"{shown} {self.name_cell(cell)}" if self.labelled else shown

    def head_rank(self, rank: int) -> str:
        """Write all steps of a rank with their names."""
        return " / ".join(self.head(step) for step in self.steps if step.rank == rank)

    def list_legend(self) -> list[tuple[str, str]]:
        """List the tile of each step with its words, that of none found last."""
        entries = [
            (f"level_{self.shade(step.rank)}", self.head(step)) for step in self.steps if step.rank
        ]
        return [*entries, ("level_0", self.name(0))]

    def grade(self, text: str) -> str:
        """Write a level within a sentence; what is no plain number may take other words."""
        key = "grade_number" if text.isdecimal() else "grade_other"
        return say(key, self.language).replace("*", text)

    def show_rank(self, rank: int) -> str:
        """Write all values of a rank."""
        return "/".join(self.write(step) for step in self.steps if step.rank == rank)

    def say_links(self) -> str:
        """Say which levels are links."""
        key = "levels_from" if self.several else "levels_at"
        if not self.own:
            key = "levels_of_links"
        return say(key, self.language).replace("*", self.show_rank(self.scale.stated))

    def say_above_zero(self) -> str:
        """Say of a level that it is not that of none found: −2 is not above 0."""
        key = "above_zero_signed" if self.signed else "above_zero"
        return say(key, self.language).replace("*", self.show(0))

    def say_weaker(self) -> str:
        """Say what evidence is that is no link."""
        return say("below_links" if self.own else "level_1", self.language)

    def say_blank(self, state: str) -> str:
        """Name what stands in a cell without evidence, by its state."""
        return self.name(0) if state == "none_found" else say(state, self.language)

    # ---- cells ---------------------------------------------------------------------------

    def show_cell(self, cell: Any) -> str:
        """Write the level of a cell with the sign that gives it."""
        return self.show_signed(int(cell["level"]), sign_digit(cell))

    def show_signed(self, rank: int, sign: str) -> str:
        """Write a rank with a sign: − hinders, ± hinders as much as it furthers, ? is unknown."""
        if not self.is_signed(rank):
            return (SIGNS[sign] if rank else "") + self.show(rank)
        if sign in (BOTH, OPEN):
            return SIGNS[sign] + self.show(rank, PLUS).lstrip("+")
        return self.show(rank, sign)

    def name_cell(self, cell: Any) -> str:
        """Name the level of a cell."""
        rank, sign = int(cell["level"]), sign_digit(cell)
        return self.name(rank, sign if self.is_signed(rank) and sign in (PLUS, "-") else "")

    def show_other(self, cell: Any) -> tuple[str, str] | None:
        """Return the sign and the digits of the lower layer of a cell that holds both directions."""
        digit = sign_digit(cell)
        if cell["sign"] != BOTH or digit == BOTH:
            return None
        name, sign, shown = (
            ("hindering", "-", MINUS) if digit == PLUS else ("furthering", PLUS, PLUS)
        )
        rank = cell[f"{name}_level"]
        if pd.isna(rank):
            return None
        return shown, self.show(int(rank), sign).lstrip(f"+{MINUS}")

    def is_signed(self, rank: int) -> bool:
        """Whether a rank is written with a sign of its own."""
        return any(step.rank == rank and step.sign == "-" for step in self.scale.steps)

    # ---- colours -------------------------------------------------------------------------

    def shade(self, rank: int) -> int:
        """Return the number of a rank's tile in style.SHADE_FILL."""
        return style.SHADES[self.scale.top - 1][rank]

    def fill(self, rank: int) -> str:
        """Return the colour of a rank's tile."""
        return style.SHADE_FILL[self.shade(rank)]

    def ink(self, rank: int) -> str:
        """Return the colour of text on a rank's tile."""
        return style.SHADE_TEXT[self.shade(rank)]
