"""Join values, quotations and notes of each cell into rows of coding.csv and segments.csv."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from report138.coding.guess_layout import guess_language
from report138.coding.guess_scale import SheetScale
from report138.coding.matrix_parts import Found, Record
from report138.data.read import quote_value
from report138.data.schema import BASES, EVIDENCE_KINDS, ID_PATTERN, NOT_ASSESSABLE, POLARITIES
from report138.errors import count

Row = dict[str, str]


@dataclass
class Cells:
    """The rows of coding.csv and segments.csv as they are made."""

    found: Found
    scale: SheetScale
    languages: tuple[str, ...]
    coding: list[Row] = field(default_factory=list)
    segments: dict[tuple[str, ...], Row] = field(default_factory=dict)
    uncoded: list[Record] = field(default_factory=list)
    declined: int = 0
    lent: bool = False  # whether a quotation stands for the other language too

    def find_sign(self, record: Record) -> str:
        """Return the sign of a record: of its own, or of its value."""
        steps = self.scale.steps.items()
        return record.polarity or next((s for (_, s), text in steps if text == record.value), "")


def settle_cells(found: Found, scale: SheetScale, languages: tuple[str, ...]) -> Cells:
    """Make the rows; what contradicts itself goes to the faults."""
    cells = Cells(found, scale, languages)
    by_cell: dict[tuple[str, str, str], list[Record]] = {}
    for record in found.records:
        _check_choices(found, record)
        by_cell.setdefault((record.coder, record.row.id, record.column.id), []).append(record)
    for records in by_cell.values():
        _settle_cell(cells, records)
    if cells.uncoded:
        spots = ", ".join(f"{record.spot.sheet} {record.spot}" for record in cells.uncoded[:5])
        found.left_out.append(
            f"{count(len(cells.uncoded), 'quotation')} whose cell has no one value above none found, "
            f"in segments.csv without filling a cell: {spots}{', …' if len(cells.uncoded) > 5 else ''}"
        )
    if cells.declined:
        found.left_out.append(
            f"{cells.declined} n/a in one of two sheets where the other has a value"
        )
    if cells.lent:
        found.said.append(
            "quotations stand in one language: both languages of the data show these words"
        )
    return cells


def _check_choices(found: Found, record: Record) -> None:
    for key, allowed in (("kind", EVIDENCE_KINDS), ("basis", BASES)):
        if record.texts.get(key, allowed[0]) not in allowed:
            found.faults.append(
                record.spot.fault(f"{key} {quote_value(record.texts[key])}", ", ".join(allowed))
            )
            record.texts[key] = allowed[0]
    if record.polarity not in ("", *POLARITIES):
        found.faults.append(
            record.spot.fault(f"sign {quote_value(record.polarity)}", "+, -, ? or empty")
        )


def _is_quote(record: Record) -> bool:
    return any(key.startswith("quote") for key in record.texts)


def _settle_cell(cells: Cells, records: list[Record]) -> None:
    whole = _join_values(
        cells, [record for record in records if record.value and not _is_quote(record)]
    )
    quotes = [record for record in records if _is_quote(record)]
    positive = [record for record in whole if cells.scale.rank(record.value) > 0]
    for record in quotes:
        if not record.value and len(positive) == 1:
            record.value = positive[0].value
            record.polarity = record.polarity or positive[0].polarity
        if not record.value:
            cells.uncoded.append(record)
            _add_segment(cells, record)
    coded = [record for record in quotes if record.value]
    direct = [record for record in coded if record.texts.get("basis", "direct") == "direct"]
    highest = max(direct, key=lambda record: cells.scale.rank(record.value), default=None)
    if highest and cells.scale.rank(highest.value) > 0:
        for record in whole:
            _check_level(cells, record, highest)
        _lend_notes(whole, direct[0])
        whole = []
    for record in [*whole, *coded]:
        cells.coding.append(_make_coding(cells, record))
    cells.found.left_out += [
        f"{record.spot.sheet} {record.spot}: a note without a value: {quote_value(text)}"
        for record in records
        for key, text in record.texts.items()
        if not record.value and not _is_quote(record) and key.startswith("note")
    ]


def _join_values(cells: Cells, records: list[Record]) -> list[Record]:
    """Return one record for each value of a whole cell: one, or one of each sign."""
    joined: list[Record] = []
    for record in records:
        same = [x for x in joined if x.value == record.value and _may_join(x, record)]
        if same:
            _lend_notes([record], same[0])
            same[0].polarity = same[0].polarity or record.polarity
        else:
            joined.append(record)
    if len(joined) > 1 and all(record.sign for record in joined):
        # of two sheets the one with a value says more than none found or n/a in the other
        cells.declined += any(record.value == NOT_ASSESSABLE for record in joined)
        positive = [record for record in joined if cells.scale.rank(record.value) > 0]
        joined = positive or [x for x in joined if x.value != NOT_ASSESSABLE]
    if sorted(map(cells.find_sign, joined)) == ["+", "-"]:
        for record in joined:
            record.polarity = cells.find_sign(record)
        return joined
    for record in joined[1:]:
        first = joined[0]
        found = f"{quote_value(record.value)} for a cell that {first.spot.sheet} {first.spot} gives {quote_value(first.value)}"
        allowed = "one value a cell and reading, or one of each sign"
        cells.found.faults.append(record.spot.fault(found, allowed))
    return joined[:1]


def _may_join(one: Record, other: Record) -> bool:
    return one.polarity == other.polarity or not (one.polarity and other.polarity)


def _check_level(cells: Cells, whole: Record, highest: Record) -> None:
    if cells.scale.rank(whole.value) != cells.scale.rank(highest.value):
        found = f"{quote_value(highest.value)} for a cell that {whole.spot.sheet} {whole.spot} gives {quote_value(whole.value)}"
        allowed = "the value of the cell as the highest of its quotations"
        cells.found.faults.append(highest.spot.fault(found, allowed))


def _lend_notes(records: Iterable[Record], target: Record) -> None:
    """Keep the notes of records that go up in another one."""
    for record in records:
        for key, text in record.texts.items():
            if key.startswith("note") and text != target.texts.get(key):
                target.texts[key] = "; ".join(filter(None, [target.texts.get(key), text]))


def _make_coding(cells: Cells, record: Record) -> Row:
    row = {
        "segment_id": _add_segment(cells, record) if _is_quote(record) else "",
        "track_id": record.column.id,
        "scenario_id": record.row.id,
        "coder": record.coder,
        "level": record.value,
        "polarity": record.polarity,
    }
    if _is_quote(record):
        row["basis"] = record.texts.get("basis", "direct")
    return row | spread(record.texts, "note", cells.languages)


def _add_segment(cells: Cells, record: Record) -> str:
    """Add the quotation of a record unless it is there; return its id."""
    quotes = {key: text for key, text in record.texts.items() if key.startswith("quote")}
    locator = record.texts.get("place", "")
    given = record.texts.get("segment", "")
    if given:
        key = (given,)
    elif locator:
        key = (locator, *quotes.values())
    else:
        key = (str(record.spot), record.spot.sheet)
    if key in cells.segments:
        return cells.segments[key]["segment_id"]
    if given and not ID_PATTERN.fullmatch(given):
        cells.found.faults.append(
            record.spot.fault(f"segment {quote_value(given)}", "letters, digits, _ . - (no spaces)")
        )
    filled = spread(quotes, "quote", cells.languages)
    words = next(iter(filled.values()))
    cells.lent |= len(filled) < len(cells.languages)
    row = {
        "segment_id": given or f"Q{len(cells.segments) + 1}",
        "locator": locator or _name_place(record),
    }
    row |= {"kind": record.texts.get("kind", "narrative"), "unit": record.texts.get("unit", "")}
    row |= {f"quote_{code}": filled.get(f"quote_{code}", words) for code in cells.languages}
    cells.segments[key] = row
    return row["segment_id"]


def _name_place(record: Record) -> str:
    page, row = record.spot.page, f"row {record.spot.row}"
    return f"sheet {page.name}, {row}".replace(";", ",") if page.file else row


def spread(texts: dict[str, str], stem: str, languages: tuple[str, ...]) -> Row:
    """Return texts of a kind by language; those that name none stand in the one they look like."""
    row = {}
    for key, text in texts.items():
        if key == stem or key.startswith(f"{stem}_"):
            code = key.removeprefix(stem).removeprefix("_") or guess_language([text])
            row[f"{stem}_{code if code in languages else languages[0]}"] = text
    return row
