"""Read what stands in files that others could have changed: nothing in them is taken on trust.

Each kind of file has one schema, a msgspec struct; what does not fit it is refused as a whole.
"""

import json
from pathlib import Path
from typing import Annotated, Any, TypeVar

from msgspec import Meta, Struct, ValidationError, convert

from report138.errors import UserError

PROGRAM = "report138"

Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Count = Annotated[int, Meta(ge=0, le=2**53)]
Seconds = Annotated[float, Meta(ge=0, le=2**53)]
Moment = Annotated[
    str, Meta(pattern=r"^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.0-9]*\+00:00\Z")
]
Plain = str | int | float | bool | None
Value = Plain | list[Plain]

Kind = TypeVar("Kind", bound=Struct)


class StoredFileError(UserError):
    """A file is not as this program writes it; it stays as it is (exit status 2)."""


def read_stored(path: Path) -> bytes | None:
    """Return the content of a file, or None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoredFileError(f"{path}: cannot be read: {error.strerror or error}") from None


def decode(content: bytes, kind: type[Kind], place: object, advice: str) -> Kind:
    """Read JSON by a schema; raise StoredFileError that names the place, and says how to go on."""
    try:
        plain = json.loads(content.decode(), parse_constant=_refuse_constant)
        json.dumps(plain, ensure_ascii=False).encode()  # half a surrogate pair could not be written
    except (ValueError, RecursionError) as error:
        raise StoredFileError(f"{place}: cut off or damaged ({error}); {advice}") from None
    try:
        _refuse_strangers(plain, getattr(kind, "SCHEMA", 0))
        return convert(plain, kind)
    except (ValidationError, ValueError) as error:
        raise StoredFileError(f"{place}: not as {PROGRAM} writes it: {error}; {advice}") from None


def _refuse_constant(name: str) -> None:
    """Refuse NaN and Infinity, which Python writes and other readers of JSON do not take."""
    raise ValueError(f"{name} is no number")


def _refuse_strangers(plain: Any, known: int) -> None:
    """Say of a file that is another program's, or of another version, just that."""
    if not known or not isinstance(plain, dict):
        return
    if plain.get("program", PROGRAM) != PROGRAM:
        raise ValueError("it belongs to another program")
    number = plain.get("schema")
    if isinstance(number, int) and number != known:
        age = "a newer" if number > known else "an older"
        raise ValueError(f"it is of {age} version, with schema {number}; this one has {known}")
