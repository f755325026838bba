"""Read the pages beside a matrix: details of rows and columns, the scale, the readings, about."""

from collections.abc import Iterator

from report138.coding.guess_layout import guess_language
from report138.coding.headings import read_heading
from report138.coding.matrix_parts import Found, Items, Spot
from report138.coding.read_workbook import UNCOMPUTED, Page
from report138.data.schema import HAD, LANGUAGES, TIERS

DETAILS = ("id", "name", "driver", "quality", "aim", "place")
SCALE = ("value", "order", "sign", "link", "label", "aim")
READINGS = ("coder", "label", "had", "blind_to", "note")
TIERS_READ = ("tier", "name", "plural")
ABOUT = ("key", "quote", "basis", "place")
Line = tuple[Spot, dict[str, str]]


def read_lines(page: Page, found: Found, meanings: tuple[str, ...]) -> Iterator[Line]:
    """Yield the lines of a page below its headings, by what these mean; say which are not known."""
    head = next((row for row, cells in page.rows.items() if len(cells) > 1), None)
    if head is None:
        return
    places: dict[str, int] = {}
    for column, text in page.rows[head].items():
        meaning, language = read_heading(text, *meanings)
        key = f"{meaning}_{language}".rstrip("_")
        if meaning and key not in places:
            places[key] = column
        elif any(column in cells for row, cells in page.rows.items() if row > head):
            found.left_out.append(f"{page.title}: column “{text}”: none of {', '.join(meanings)}")
    for row, column in sorted(page.uncomputed):
        if column in places.values():
            found.faults.append(Spot(page, row, column).fault(UNCOMPUTED, "a value"))
    for row, cells in page.rows.items():
        if row > head:
            for column in places.values():
                found.faults += Spot(page, row, column).check(cells.get(column, ""))
            yield (
                Spot(page, row, next(iter(places.values()), 1)),
                {key: cells[column] for key, column in places.items() if column in cells},
            )


def read_details(page: Page, found: Found, items: Items) -> None:
    """Read details of rows or columns, matched by id or by name."""
    lines = list(read_lines(page, found, DETAILS))
    plain = guess_language([texts["name"] for _, texts in lines if "name" in texts])
    for spot, texts in lines:
        names = {key: text for key, text in texts.items() if key.startswith("name")}
        item = next(filter(None, map(items.find, [*names.values(), texts.get("id", "")])), None)
        if item is None:
            named = next(iter([*names.values(), texts.get("id", "")]), "")
            found.faults.append(spot.fault(*items.quote(named)))
            continue
        item.id = texts.pop("id", "") or item.id
        if "name" in texts:
            texts.setdefault(f"name_{plain}", texts.pop("name"))
        for key, text in texts.items():
            if key.startswith("name_"):
                item.names[key[5:]] = text
            elif key not in names:
                item.details[key] = text
        if item.names.get("") in [item.names.get(code) for code in LANGUAGES]:
            item.names.pop("", None)  # the same name, whose language is now said


def read_scale(page: Page, found: Found) -> None:
    """Read the values in their order, from none found up."""
    lines = [(spot, texts) for spot, texts in read_lines(page, found, SCALE) if texts.get("value")]
    start = 0 if lines and lines[0][1]["value"] == "0" else 1
    seen: set[str] = set()
    for place, (spot, texts) in enumerate(lines):
        order = texts.get("order", str(place + start))
        if not order.isascii() or not order.isdigit() or int(order) > 9:
            found.faults.append(
                spot.fault(f"order “{order}”", "a whole number, 0 (none found) to 9")
            )
            continue
        if len(texts["value"]) > 12 or texts["value"] in seen or texts["value"] == "NA":
            found.faults.append(
                spot.fault(f"“{texts['value']}”", "12 characters at most, each once, not NA")
            )
            continue
        seen.add(texts["value"])
        row = {"value": texts["value"], "order": str(int(order)), "sign": texts.get("sign", "")}
        row["link"] = "yes" if texts.get("link", "") in ("yes", "是", "1", "TRUE") else ""
        row |= {
            key.replace("aim", "definition"): text
            for key, text in texts.items()
            if key.startswith("aim")
        }
        row |= {key: text for key, text in texts.items() if key.startswith("label")}
        found.scale.append(row)
    found.links_told = any(row["link"] for row in found.scale)
    if not found.links_told:
        for row in found.scale:
            row["link"] = "yes" if row["order"] != "0" else ""


def read_readings(page: Page, found: Found) -> None:
    """Read what is said of the readings; a line is taken only with what the reader had."""
    for spot, texts in read_lines(page, found, READINGS):
        if texts.get("had") not in HAD or not texts.get("coder"):
            found.faults.append(spot.fault(f"had “{texts.get('had', '')}”", ", ".join(HAD)))
            continue
        found.readings.append(texts)


def read_tiers(page: Page, found: Found) -> None:
    """Read how the reports call the tiers."""
    for spot, texts in read_lines(page, found, TIERS_READ):
        if texts.get("tier") not in TIERS:
            found.faults.append(spot.fault(f"tier “{texts.get('tier', '')}”", ", ".join(TIERS)))
            continue
        found.tier_rows.append(texts)


def read_about(page: Page, found: Found) -> None:
    """Read passages about the framework, by key."""
    for spot, texts in read_lines(page, found, ABOUT):
        if not texts.get("key"):
            found.faults.append(
                spot.fault("no key", "a key for each passage, such as source_short")
            )
            continue
        found.about.append(texts)
