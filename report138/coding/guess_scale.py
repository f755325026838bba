"""Make the scale of a matrix from the values that stand in it, and say what was taken for what."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from report138.coding.level_values import LISTED, NOT_ASSESSED, NUMBER, SIGN, TICK, WORD, Value
from report138.data.schema import LEVELS, MOST_STEPS, NOT_ASSESSABLE

CODEBOOK_TOPS = (2, 3)  # 0 and 1 alone are presence, not the codebook's "named together"
Step = tuple[float, str]  # how strong, and the sign


@dataclass
class SheetScale:
    """How each strength and sign is written, the rows of scale.csv if it needs one, and what was guessed."""

    kind: str = NUMBER
    signed: bool = False
    dash_declines: bool = False  # a dash alone stands for not assessable
    steps: dict[Step, str] = field(default_factory=dict)
    rows: list[dict[str, str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    # strengths, if there are more than a scale has
    too_many: list[str] = field(default_factory=list)

    def write(self, value: Value) -> str | None:
        """Return a value as coding.csv has it; None if it is of another kind than the others."""
        if value.kind == NOT_ASSESSED or (self.dash_declines and value.kind == SIGN):
            return NOT_ASSESSABLE
        zero = not value.size and value.kind in (NUMBER, WORD)
        return self.steps.get(self.place(value)) if zero or value.kind == self.kind else None

    def place(self, value: Value) -> Step:
        """Return the strength of a value, and its sign where signs count."""
        return value.size, (value.sign or "+") if self.signed and value.size else ""

    def rank(self, written: str) -> int:
        """Return the rank of a value as it is written, -1 for not assessable."""
        sizes = sorted({size for size, _ in self.steps} | {0.0})
        return next(
            (sizes.index(size) for (size, _), text in self.steps.items() if text == written), -1
        )


def make_scale(values: Iterable[Value], listed: list[dict[str, str]]) -> SheetScale:
    """Choose the kind of scale that most values have; `listed` are the rows of a sheet Scale."""
    found = list(values)
    if listed:
        steps = {(float(row["order"]), row["sign"]): row["value"] for row in listed}
        signed = any(row["sign"] for row in listed)
        return SheetScale(
            LISTED,
            signed,
            steps={(0.0, ""): "0"} | steps,
            rows=listed,
            said=["values: those of the sheet Scale"],
        )
    kinds = Counter(value.kind for value in found if value.size or value.kind == TICK)
    del kinds[NOT_ASSESSED]
    signs = [value for value in found if value.kind == SIGN]
    alone = signs and all(value.text == "-" for value in signs)
    if alone and any(value.kind in (NUMBER, WORD, TICK) for value in found):
        del kinds[SIGN]
    kind = kinds.most_common(1)[0][0] if kinds else NUMBER
    mine = [value for value in found if value.kind == kind]
    signed = any(value.sign == "-" for value in mine) or kind == SIGN
    scale = SheetScale(kind, signed, bool(alone) and kind != SIGN)
    if scale.dash_declines:
        scale.said.append("a dash alone stands for not assessable")
    sizes = sorted({value.size for value in mine if value.size}) or [1.0]
    if kind == NUMBER:
        sizes = _fill_gaps(sizes)
    if len(sizes) > MOST_STEPS:
        scale.too_many = [f"{size:g}" for size in sizes]
        return scale
    _name_steps(scale, sizes, found)
    scale.said.append(_describe(scale))
    return scale


def _fill_gaps(sizes: list[float]) -> list[float]:
    """Return all steps of 1 or 0.5 up to the highest, where they are few enough."""
    for step in (1, 0.5):
        number = int(sizes[-1] / step)
        if number <= MOST_STEPS and all((size / step).is_integer() for size in sizes):
            return [step * each for each in range(1, number + 1)]
    return sizes


def _name_steps(scale: SheetScale, sizes: list[float], found: list[Value]) -> None:
    """Write each strength as it stands in the sheet, or with its sign where signs count."""
    words: dict[Step, str] = {}
    for value in found:
        if value.kind == scale.kind and value.kind in (WORD, SIGN):
            words.setdefault(scale.place(value), value.text)
    plain = {value.size: value.text for value in found if value.kind == WORD}
    zero = next((v.text for v in found if v.kind == WORD == scale.kind and not v.size), "0")
    scale.steps = {(0.0, ""): zero}
    for size in sizes:
        for sign in ("+", "-") if scale.signed else ("",):
            text = {SIGN: sign * int(size), WORD: f"{sign}{plain.get(size, '')}"}.get(scale.kind)
            own = words.get((size, sign), "")
            free = own and own not in scale.steps.values()
            scale.steps[size, sign] = (own if free else text) or f"{sign}{size:g}"
    if (
        scale.kind == NUMBER
        and not scale.signed
        and sizes[-1] in CODEBOOK_TOPS
        and 0.5 not in sizes
    ):
        scale.steps = {(float(level), ""): level for level in LEVELS}
        return
    scale.rows = [
        {
            "value": text,
            "order": str(scale.rank(text)),
            "sign": sign,
            "link": "yes" if size else "",
            "label": text,
        }
        for (size, sign), text in scale.steps.items()
    ]


def _describe(scale: SheetScale) -> str:
    if not scale.rows:
        return (
            "values: whole numbers up to 3 are taken for the codebook's levels 0 to 3; "
            "a sheet Scale (value, order, label) gives them other names"
        )
    listed = ", ".join(row["value"] for row in scale.rows)
    return f"values: {scale.kind}, in this order: {listed}"
