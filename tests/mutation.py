"""Files with damage drawn at random: bytes, cells and XML, for tests that nothing slips through."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

CASES = 260  # of each: data folders, plans, sheets
hunt = settings(
    max_examples=CASES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

# What has broken readers of text, CSV, JSON, YAML and XML elsewhere.
PIECES = [
    *(b'"', b"'", b",", b";", b"\t", b"\n", b"\r", b"\r\n\r\n", b"\0", b"\x1b[31m", b"\\"),
    *(b"\xff", b"\xfe\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xc4\xe3", b"\xf4\x90\x80\x80"),
    *("\u202e".encode(), "\u200b".encode(), "；".encode(), "Ｒ1".encode(), "\U00020000".encode()),
    *(
        b"[",
        b"]",
        b"{",
        b"}",
        b"{}",
        b"[[[[",
        b": ",
        b"- ",
        b"? ",
        b"&a ",
        b"*a",
        b"<<: *a",
        b"!!x ",
    ),
    *(
        b"null",
        b"NaN",
        b"1e999",
        b"-1",
        b"0",
        b"true",
        b"9" * 30,
        b"9" * 5000,
        b'"\\ud800"',
        b'"\\a"',
    ),
    *(
        b"<",
        b">",
        b"</c>",
        b"<v>",
        b"&x;",
        b"<!DOCTYPE x>",
        b"_xD800_",
        b"_x0000_",
        b'r="A0"',
        b"-9",
    ),
    *(b"../", b"/etc/passwd", b"NA", b"#REF!", b"=1+1", b"x" * 300, "字".encode() * 100, b" ", b""),
]
VALUES = [piece.decode() for piece in PIECES if b"\0" not in piece and piece.isascii()]
VALUES += [
    "\u202e",
    "\u200b",
    "；",
    "Ｒ1",
    "R1",
    "C1",
    "A1",
    "A2;A1",
    "001",
    "K",
    "L",
    "2",
    "direct",
    "借阅",
]

Damage = Callable[[bytes], bytes]
places = st.floats(0, 1, exclude_max=True)


@st.composite
def draw_damage(draw: st.DrawFn) -> Damage:
    """Draw one way to damage bytes: cut, insert, replace, repeat or exchange."""
    start, length = draw(places), draw(st.integers(0, 40))
    piece = draw(st.sampled_from(PIECES) | st.binary(max_size=3))
    way = draw(st.sampled_from(["insert", "replace", "delete", "repeat", "cut", "line"]))

    def damage(content: bytes) -> bytes:
        at = int(start * len(content))
        before, span, after = content[:at], content[at : at + length], content[at + length :]
        if way == "line":
            lines = content.splitlines(keepends=True) or [b""]
            lines.append(lines[int(start * len(lines))])
            return b"".join(lines)
        made = {"insert": piece + span, "replace": piece, "delete": b"", "repeat": span * 3}
        return before + made[way] + after if way in made else before

    return damage


@st.composite
def draw_cell(draw: st.DrawFn) -> Damage:
    """Draw another value for one cell of a CSV file, which so stays one."""
    row, column = draw(places), draw(places)
    value = draw(st.sampled_from(VALUES) | st.text(max_size=5))

    def change(content: bytes) -> bytes:
        try:
            rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        except (UnicodeDecodeError, csv.Error):
            return content
        if not rows or not rows[int(row * len(rows))]:
            return content
        cells = rows[int(row * len(rows))]
        cells[int(column * len(cells))] = value
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        return text.getvalue().encode("utf-8", "surrogatepass")

    return change


def damage_files(names: Sequence[str]) -> st.SearchStrategy[list[tuple[str, Damage]]]:
    """Draw damage to some of these files, cells of CSV files above all."""
    ways = draw_cell() | draw_damage()
    return st.lists(st.tuples(st.sampled_from(list(names)), ways), min_size=1, max_size=3)


def list_tree(folder: Path) -> dict[str, bytes | None]:
    """Return every file below a folder with its content, and every folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }
