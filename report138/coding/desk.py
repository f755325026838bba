"""A coder at work: the source sentence by sentence, each choice kept at once in the coding sheet.

Blind by construction: of a framework only its package file, elements, scale, names and places are
opened, never a reading, a quotation or the word list, which is drawn up from readings.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from report138.coding.open_sheet import read_pages
from report138.coding.read_sheet import FORMS, Record, read_records
from report138.coding.write_sheet import (
    GIVEN,
    list_choices,
    list_columns,
    list_rows,
    make_table,
    name_sheet,
)
from report138.data.check import Checked, check_parts
from report138.data.read import quote_value
from report138.data.rules import measure_long
from report138.data.scale import Scale, read_scale
from report138.data.schema import explain_coder
from report138.data.source_text import NOWHERE, normalize
from report138.errors import UserError
from report138.whole_file import write_whole

OPENED = ("elements.csv", "scale.csv", "tiers.csv", "locators.csv")

Cell = tuple[str, str]  # a track, a scenario
Values = dict[str, str]


class DeskError(UserError):
    """The desk cannot be opened, or its sheet not be written; the sheet is as it was."""


@dataclass
class Coding:
    """Words of a sentence that bear on a cell, as far as the coder has filled it in."""

    number: int
    values: Values

    @property
    def cell(self) -> Cell:
        """The cell that the words bear on; "" stands for what is not filled in."""
        return self.values.get("track_id", ""), self.values.get("scenario_id", "")


@dataclass
class Sentence:
    """A sentence of the coder's copy, its place, and the codings of its words."""

    place: str
    text: str
    codings: list[Coding] = field(default_factory=list)


class Desk:
    """What a coder has before them, and the sheet that holds it.

    Every change is written whole before the call returns.  A sheet that is there is gone on
    with; one that this program could not write back without loss is refused and not touched.
    """

    def __init__(self, folder: Path, source: Path, coder: str, out: Path) -> None:
        if allowed := explain_coder(coder):
            raise DeskError(f"reading {quote_value(coder)}: {allowed}")
        self.checked: Checked = check_parts(folder, OPENED)
        self.scale: Scale = read_scale(self.checked.tables["scale.csv"])
        self.columns = list_columns(self.checked)
        self.choices = list_choices(self.checked)
        self.sentences: list[Sentence] = []
        self.cells: dict[Cell, Values] = {}
        for row in list_rows(self.checked, source, coder):
            if row["stage"] == "sentence":
                self.sentences.append(Sentence(row["locator"], row["text"]))
            else:
                self.cells[row["track_id"], row["scenario_id"]] = {}
        self._numbers = count(1)
        self.path = name_sheet(self.checked, coder, out)
        self._written = self._read()
        if self._written is not None:
            self._take_in()

    # ---- changes ---------------------------------------------------------------------------

    def quote(self, sentence: int, start: int, end: int) -> Coding:
        """Begin a coding with words of a sentence, by their place in it."""
        one = self.sentences[sentence]
        words = one.text[max(start, 0) : max(end, 0)].strip()
        if not words:
            raise DeskError("no words are selected")
        values = {f"quote_{self.find_language(one.text)}": words}
        coding = Coding(next(self._numbers), values | {"kind": "narrative", "basis": "direct"})
        one.codings.append(coding)
        self._save()
        return coding

    def fill(self, number: int, name: str, value: str) -> Cell | None:
        """Fill in one column of a coding; return the cell whose own decision that replaces."""
        _, coding = self._find(number)
        self._check(name, value)
        coding.values[name] = " ".join(value.split())
        replaced = None
        if self.cells.get(coding.cell, {}).get("level") and self.find_level(coding.cell) > 0:
            self.cells[coding.cell]["level"] = ""
            replaced = coding.cell
        self._save()
        return replaced

    def drop(self, number: int) -> None:
        """Take a coding away."""
        sentence, coding = self._find(number)
        sentence.codings.remove(coding)
        self._save()

    def decide(self, cell: Cell, name: str, value: str) -> None:
        """Decide on a whole cell, or note something on it."""
        if cell not in self.cells:
            raise DeskError(f"{cell}: no cell of the matrix")
        self._check(name, value)
        if name == "level" and value and self.find_level(cell) > 0:
            raise DeskError("the cell has evidence: its level is the highest of that")
        self.cells[cell][name] = " ".join(value.split())
        self._save()

    def _check(self, name: str, value: str) -> None:
        allowed = self.choices.get(name)
        if name not in self.columns or name in GIVEN or (allowed and value not in ("", *allowed)):
            raise DeskError(f"{name}, {quote_value(value)}: not a value of the sheet")

    def _find(self, number: int) -> tuple[Sentence, Coding]:
        for sentence in self.sentences:
            for coding in sentence.codings:
                if coding.number == number:
                    return sentence, coding
        raise DeskError("the coding is no longer there")

    # ---- what stands there -----------------------------------------------------------------

    def find_language(self, text: str) -> str:
        """Return the language of the framework that a text of the source is in."""
        chinese = any("\u4e00" <= char <= "\u9fff" for char in text)
        fitting = [code for code in self.checked.languages if (code == "zh") == chinese]
        return (fitting or list(self.checked.languages))[0]

    def find_level(self, cell: Cell) -> int:
        """Return the highest rank that direct codings give a cell, 0 without any."""
        levels = [
            coding.values.get("level", "")
            for sentence in self.sentences
            for coding in sentence.codings
            if coding.cell == cell and coding.values.get("basis") == "direct"
        ]
        return max((step.rank for step in map(self.scale.find, levels) if step), default=0)

    def list_faults(self, sentence: Sentence, coding: Coding) -> Iterator[tuple[str, str]]:
        """Yield what keeps a coding from being imported: a kind of fault, and the column or number."""
        values = coding.values
        quotes = [f"quote_{code}" for code in self.checked.languages]
        for name in ("track_id", "scenario_id", "level", *quotes):
            if not values.get(name):
                yield "missing", name
        given = [(name, values[name]) for name in quotes if values.get(name)]
        text = normalize(sentence.text)
        verbatim = [(name, quote) for name, quote in given if normalize(quote) in text]
        if given and not verbatim:
            yield "not_verbatim", given[0][0]
        for name, quote in verbatim:
            if number := measure_long(quote, name.removeprefix("quote_")):
                yield "long", str(number)
        if sentence.place == NOWHERE:
            yield "nowhere", ""

    def list_open_cells(self) -> list[Cell]:
        """List the cells without a decision: neither evidence nor a level of their own."""
        decided = {
            coding.cell
            for sentence in self.sentences
            for coding in sentence.codings
            if coding.values.get("level")
        }
        return [
            cell
            for cell, values in self.cells.items()
            if cell not in decided and not values.get("level")
        ]

    # ---- the sheet -------------------------------------------------------------------------

    def _list_rows(self) -> Iterator[Values]:
        for sentence in self.sentences:
            given = {"stage": "sentence", "locator": sentence.place, "text": sentence.text}
            for coding in sentence.codings or [Coding(0, {})]:
                yield {**coding.values, **given}
        for (track, scenario), values in self.cells.items():
            yield {**values, "stage": "cell", "track_id": track, "scenario_id": scenario}

    def _read(self) -> bytes | None:
        try:
            return self.path.read_bytes() if self.path.exists() else None
        except OSError as error:
            raise DeskError(f"{self.path}: {error.strerror or error}") from error

    def _save(self) -> None:
        """Write the sheet whole, unless another program has changed it meanwhile."""
        if self._read() != self._written:
            raise DeskError(
                f"{self.path}: changed by another program and not written over: run this cell again to "
                "go on with what stands there, or move the file away to have it written anew"
            )
        content = make_table(self.columns, list(self._list_rows()))
        try:
            write_whole(self.path, content)
        except OSError as error:
            raise DeskError(f"{self.path}: not written ({error.strerror or error})") from error
        self._written = content

    def _take_in(self) -> None:
        """Go on with a sheet that is there."""
        pages, fault = read_pages(self.path, FORMS)
        if fault:
            raise self._refuse(str(fault))
        header = {name.strip() for name in pages[0].rows.get(1, {}).values()}
        if header != set(self.columns):
            raise self._refuse(f"row 1 has other headings than {', '.join(self.columns)}")
        stage = next(c for c, name in pages[0].rows[1].items() if name.strip() == "stage")
        for row, cells in pages[0].rows.items():
            if row > 1 and cells and cells.get(stage, "").strip() not in ("sentence", "cell"):
                raise self._refuse(f"row {row}: stage is neither sentence nor cell")
        records, _, faults = read_records(self.checked, self.path)
        if faults:
            raise self._refuse(str(faults[0]))
        for record in records:
            self._place(record)

    def _place(self, record: Record) -> None:
        """Put a filled row where it belongs: to its sentence, or to its cell."""
        given = record.values
        if given["segment_id"]:
            raise self._refuse(f"row {record.number}: judges a quotation of another reading")
        values = {name: value for name, value in given.items() if value and name not in GIVEN}
        if given["stage"] == "cell" and record.is_whole_cell:
            cell = given["track_id"], given["scenario_id"]
            if cell not in self.cells:
                raise self._refuse(
                    f"row {record.number}: no cell of the matrix: {' × '.join(cell)}"
                )
            if self.cells[cell]:
                raise self._refuse(f"row {record.number}: a second decision on {' × '.join(cell)}")
            self.cells[cell] = {n: v for n, v in values.items() if not n.endswith("_id")}
            return
        text = normalize(given["text"])
        here = [
            one
            for one in self.sentences
            if one.place == given["locator"] and normalize(one.text) == text
        ]
        if given["stage"] != "sentence" or not here:
            what = quote_value(given["text"]) if given["text"] else given["stage"] or "no stage"
            raise self._refuse(
                f"row {record.number}: in this copy of the source there is no {what}"
            )
        here[0].codings.append(Coding(next(self._numbers), values))

    def _refuse(self, why: str) -> DeskError:
        return DeskError(
            f"{self.path} is there and stays as it is: {why}; take it into the data with --import, move "
            "it away, or name another reading or folder"
        )
