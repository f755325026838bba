"""The contract of a framework folder: which files, which columns, which values.

The rules here decide what is valid; a folder's datapackage.json documents them and may
narrow a vocabulary.  Standard library only, so that a check starts fast.
"""

import re
from dataclasses import dataclass, field

LANGUAGES = ("zh", "en")
LEVELS = ("0", "1", "2", "3")
NOT_ASSESSABLE = "NA"
# Kinds of segments: those that fill cells, and those that do not.
EVIDENCE_KINDS, OTHER_KINDS = ("formula", "narrative"), ("structural", "global")
BASES = ("direct", "inferred")
POLARITIES = ("+", "-", "?")
# Whether a coder chose the segments from the source, or judged segments that were given.
CHOSEN, GIVEN = "source", "segments"
# What a reader had before the first decision: the word list, the source and the sheet alone, or
# the cells and quotes of another reader.
HAD = LISTED, UNLISTED, SHOWN = ("list", "sheet", "cells")
SEPARATOR = ";"  # joins several locators in one cell
# A quote is the shortest stretch that holds its words; so many characters in a language that is
# written without blanks.
LONGEST_QUOTE = {"zh": 80}

# An id becomes part of an anchor and of a file name: word characters (Chinese included),
# dots and hyphens, so that it can neither leave a folder nor become markup.
ID_PATTERN = re.compile(r"\w[\w.-]{0,79}")
# With the framework's name, a report, a language and an ending it must stay below 255 bytes.
LONGEST_ID = 160  # bytes
CODER_LENGTH = 30  # a new segment's id is the coder's name and a number
INTEGER_PATTERN = re.compile(r"\d{1,9}")
# The folder's name in datapackage.json starts every published file name; with a report, an element,
# a language and an ending it must stay below the 255 bytes that disks take.
NAME_PATTERN = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
NAME_MEANS = "lower-case letters, digits, . _ - (it starts every file name), 60 at most"
# What a source, a licence or a contributor of datapackage.json says in words.
PACKAGE_TEXTS = ("title", *(f"title_{code}" for code in LANGUAGES), "name", "path", "email")
# What a spreadsheet shows where a formula failed; saved as CSV it looks like a value.
SPREADSHEET_ERRORS = (
    *("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"),
    *("#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#GETTING_DATA"),
)
SPREADSHEET_MEANT = "the text that was meant, or empty"
VALUE_PATTERN = re.compile(r"(?!NA$)\S(?:.{0,10}\S)?")
MOST_STEPS = 9  # of a scale, above none found; a digit
ELEMENT_TIERS = ("goal", "track", "scenario")
TIERS = (*ELEMENT_TIERS, "source", "unit")
DATE_PATTERN = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Field:
    """One field of a file, a column: what a filled cell may hold, and whether it must be."""

    name: str
    required: bool = False
    allowed: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None
    means: str = ""
    wanted: bool = False  # by the codebook: a warning where it is empty

    def explain(self) -> str:
        """Say what is allowed, for an error message."""
        return ", ".join(self.allowed) if self.allowed else self.means


@dataclass(frozen=True)
class File:
    """One file of the package: its fields, its key, and whether it may be left out."""

    name: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    optional: bool = False
    may_be_empty: bool = True
    optional_fields: frozenset[str] = field(default_factory=frozenset)

    def list_needed(self) -> list[str]:
        """List the columns that must be there; one for a language may be left out."""
        endings = tuple(f"_{language}" for language in LANGUAGES)
        return [
            field.name
            for field in self.fields
            if not (
                field.name.endswith(endings) or field.wanted or field.name in self.optional_fields
            )
        ]


def _id(name: str, required: bool = True) -> Field:
    return Field(
        name, required, pattern=ID_PATTERN, means="letters, digits, _ . - (no spaces), 80 at most"
    )


def _whole(name: str) -> Field:
    return Field(
        name,
        required=True,
        pattern=INTEGER_PATTERN,
        means="a whole number, 0 or more, of 9 digits at most",
    )


def _words(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name) for name in names)


def _bilingual(*stems: str) -> tuple[Field, ...]:
    return _words(*(f"{stem}_{language}" for stem in stems for language in LANGUAGES))


def _choice(name: str, *allowed: str, required: bool = True) -> Field:
    return Field(name, required, allowed=allowed)


def _wanted(name: str, *allowed: str) -> Field:
    return Field(name, allowed=allowed, wanted=True)


_FILES = (
    File(
        "elements.csv",
        (
            _id("id"),
            _choice("level", *ELEMENT_TIERS),
            _whole("order"),
            *_bilingual("name", "driver", "quality", "aim"),
            Field("locator"),
        ),
        key=("id",),
        may_be_empty=False,
        optional_fields=frozenset({"locator"}),
    ),
    File(
        "segments.csv",
        (
            _id("segment_id"),
            Field("locator", True, means="a place in the source"),
            _wanted("kind", *EVIDENCE_KINDS, *OTHER_KINDS),
            *_bilingual("quote"),
            Field("unit"),
        ),
        key=("segment_id",),
        optional=True,
        optional_fields=frozenset({"unit"}),
    ),
    File(
        "readings.csv",
        (
            Field("coder", True, means="a name or letter for the coder"),
            *_bilingual("label"),
            _wanted("had", *HAD),
            Field("blind_to"),
            *_bilingual("note"),
        ),
        key=("coder",),
        optional=True,
    ),
    File(
        "coding.csv",
        (
            _id("segment_id", required=False),
            _id("track_id"),
            _id("scenario_id"),
            Field("coder", True, means="a name or letter for the coder"),
            Field("level", True, means="0, 1, 2, 3, NA, or what scale.csv lists instead"),
            _choice("basis", *BASES, required=False),
            _choice("polarity", *POLARITIES, required=False),
            *_words("trigger_track", "trigger_scenario"),
            *_bilingual("note"),
            _choice("stage", CHOSEN, GIVEN, required=False),
        ),
        key=("segment_id", "track_id", "scenario_id", "coder"),
        optional_fields=frozenset({"trigger_track", "trigger_scenario", "stage"}),
    ),
    File(
        "lexicon.csv",
        (
            _id("element_id"),
            Field("term", True, means="a word or stem of the source"),
            _wanted("warrant", "own", "source", "plain"),
            _choice("sense", "accepted", "rejected"),
            Field("locator"),
            *_bilingual("note", "gloss"),
        ),
        key=("element_id", "term", "sense"),
        optional=True,
        optional_fields=frozenset({"locator"}),
    ),
    File(
        "locators.csv",
        (
            Field("locator", True, means="a place in the source"),
            _whole("order"),
            Field("kind", True, means="what the place is, such as paragraph"),
            _whole("characters"),
            _whole("sentences"),
            _id("topic_id", required=False),
        ),
        key=("locator",),
        optional=True,
    ),
    File(
        "about.csv",
        (
            _id("key"),
            *_bilingual("text"),
            _choice("basis", "source", "analyst", "outside"),
            Field("locator"),
        ),
        key=("key",),
        optional=True,
        optional_fields=frozenset({"locator"}),
    ),
    File(
        "glossary.csv",
        (
            *_words("term_zh", "term_en", "explanation_zh", "explanation_en"),
            _choice("term_en_status", "seen", "own", required=False),
            Field("source"),
            _choice("explanation_basis", "article", "analyst", "outside", required=False),
        ),
        key=("term_zh", "term_en"),
        optional=True,
        optional_fields=frozenset({"term_en_status", "explanation_basis"}),
    ),
    File(
        "scale.csv",
        (
            Field("value", True, pattern=VALUE_PATTERN, means="a text of 12 at most, not NA"),
            Field(
                "order",
                True,
                pattern=re.compile(f"[0-{MOST_STEPS}]"),
                means=f"a whole number, 0 to {MOST_STEPS}",
            ),
            _choice("sign", "+", "-", required=False),
            _choice("link", "yes", required=False),
            *_bilingual("label", "definition"),
        ),
        key=("value",),
        optional=True,
        may_be_empty=False,
        optional_fields=frozenset({"sign"}),
    ),
    File(
        "tiers.csv",
        (_choice("tier", *TIERS), *_bilingual("name"), Field("plural_en")),
        key=("tier",),
        optional=True,
    ),
)
FILES = {file.name: file for file in _FILES}


def explain_coder(name: str) -> str:
    """Say what the name of a new coder may be, if one is not so; else return ""."""
    if ID_PATTERN.fullmatch(name) and len(name) <= CODER_LENGTH:
        return ""
    return f"letters, digits, _ . - only, {CODER_LENGTH} at most, a letter or digit first"


def find_first_place(locator: str) -> str:
    """Return the first of the places that a locator joins."""
    return locator.split(SEPARATOR)[0].strip()
