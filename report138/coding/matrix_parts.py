"""What is read from a matrix in spreadsheets, before it becomes a framework folder."""

from dataclasses import dataclass, field

from report138.coding.guess_layout import name_column
from report138.coding.headings import fold
from report138.coding.read_workbook import Page
from report138.data.read import Fault, name_spreadsheet_error
from report138.data.rules import list_known, quote_unknown
from report138.data.schema import SPREADSHEET_MEANT
from report138.errors import count
from report138.unseen import Lookalikes


@dataclass
class Item:
    """A row or a column of the matrix: its id, its names by language, and its details by column."""

    id: str
    names: dict[str, str]
    details: dict[str, str] = field(default_factory=dict)


class Items:
    """The rows, or the columns, in their order, found by id or by any of their names."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.all: list[Item] = []
        self._found: dict[str, Item] = {}

    def add(self, item: Item) -> None:
        """Add an item at the end."""
        self.all.append(item)
        for text in (item.id, *item.names.values()):
            if text:
                self._found.setdefault(fold(text), item)

    def find(self, text: str) -> Item | None:
        """Return the item of an id or a name."""
        return self._found.get(fold(text))

    def quote(self, text: str) -> tuple[str, str]:
        """Say what was found instead of a known name, and which are known."""
        known = [next(iter(item.names.values()), item.id) for item in self.all]
        allowed = f"a {self.what} of the matrix: {list_known(known)}"
        return quote_unknown(text, Lookalikes(known)), allowed


@dataclass(frozen=True)
class Spot:
    """A place in a sheet, for messages."""

    page: Page
    row: int
    column: int = 0

    @property
    def sheet(self) -> str:
        """What messages call the sheet."""
        return self.page.title

    def fault(self, found: str, allowed: str = "") -> Fault:
        """Return what is wrong there."""
        return Fault(self.sheet, found, allowed, self.row, name_column(self.column))

    def check(self, text: str) -> list[Fault]:
        """Return the fault of a text that is an error of a spreadsheet."""
        found = name_spreadsheet_error(text)
        return [self.fault(found, SPREADSHEET_MEANT)] if found else []

    def __str__(self) -> str:
        return f"{name_column(self.column)}{self.row}"


@dataclass
class Record:
    """What a sheet says of one cell: a value, or words, or both."""

    row: Item
    column: Item
    spot: Spot
    coder: str = ""
    value: str = ""
    sign: str = ""  # of the sheet that it stands in
    polarity: str = ""  # of a column beside it
    from_line: bool = False  # of a page in long form
    # quote, quote_en, note, place, kind, basis, segment
    texts: dict[str, str] = field(default_factory=dict)


@dataclass
class Found:
    """All that was read, what was guessed of it, what was left out, and what is wrong."""

    rows: Items = field(default_factory=lambda: Items("row"))
    columns: Items = field(default_factory=lambda: Items("column"))
    records: list[Record] = field(default_factory=list)
    scale: list[dict[str, str]] = field(default_factory=list)  # rows of a sheet Scale
    links_told: bool = False  # whether it says which values are links
    readings: list[dict[str, str]] = field(default_factory=list)
    about: list[dict[str, str]] = field(default_factory=list)
    tiers: dict[str, str] = field(default_factory=dict)  # as headings name them
    tier_rows: list[dict[str, str]] = field(default_factory=list)  # rows of a sheet Tiers
    title: str = ""
    notes: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)  # guesses that need a look
    faults: list[Fault] = field(default_factory=list)

    @property
    def square(self) -> bool:
        """Whether rows and columns are the same items: then a corner names neither of them."""
        rows, columns = ([item.names for item in items.all] for items in (self.rows, self.columns))
        return rows == columns


def say_become(number: int, one: str, other: str) -> str:
    """Say what the lines of a sheet become."""
    become = f"becomes a {other}" if number == 1 else f"become {other}s"
    return f"{count(number, one)} {become}"
