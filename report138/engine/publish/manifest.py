"""The manifest of an output folder: which documents there are, and where each one's files are.

What it names is complete before it is written: replacing it is the one commit point.  It is read
with distrust: names are of the form that we give, and lie in the folder.
"""

import hashlib
import json
import shlex
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, to_builtins

from report138.engine.stored import (
    PROGRAM,
    Count,
    Digest,
    Moment,
    Seconds,
    Value,
    decode,
    read_stored,
)
from report138.engine.typeset.links import LANGUAGES
from report138.whole_file import write_whole

MANIFEST = "manifest.json"
ARCHIVE = "archive"
SCHEMA = 2
FORMS = ("html", "pdf", "ipynb", "zip")
# Only when the newest run failed as a whole, with no document to name: when, error.
TROUBLE = "trouble"
ADVICE = "nothing was changed: make it again from the archive with python render.py repair --out {}"

Manifest = dict[str, Any]
Files = dict[str, dict[str, Any]]  # by name: sha256, bytes, and pages of a PDF
Entries = dict[str, dict[str, Any]]  # documents, by stem

PLAIN = r"(?!\.)[\w.-]+"
FILE = rf"{PLAIN}\.({'|'.join(FORMS)})"
Stem = Annotated[str, Meta(pattern=rf"^{PLAIN}\Z", max_length=249)]
Name = Annotated[str, Meta(pattern=rf"^{FILE}\Z", max_length=255)]
InEdition = Annotated[str, Meta(pattern=rf"^({FILE}|data/{PLAIN})\Z", max_length=255)]
Input = Annotated[str, Meta(pattern=r"^(data|fonts|notebooks)/(?!\.\.?\Z)[^/\\]+\Z")]
EDITION = r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{8}([0-9a-f]{8}([0-9a-f]{48})?)?"
EditionName = Annotated[str, Meta(pattern=rf"^{EDITION}\Z")]
Language = Literal[("", *LANGUAGES)]


class Facts(Struct, forbid_unknown_fields=True):
    """What is said of a file."""

    sha256: Digest
    bytes: Count
    pages: Count | UnsetType = UNSET


class Document(Struct, forbid_unknown_fields=True):
    """A document, or the data of a framework, which have no report and no language."""

    report: str
    framework: Annotated[str, Meta(min_length=1)]
    language: Language
    heading: str
    inputs: dict[Input, Digest]
    status: Literal["done"]
    edition: EditionName
    files: dict[Name, Facts]
    parameters: dict[str, Value] | UnsetType = UNSET
    title: str | UnsetType = UNSET
    shown: dict[str, Value] | UnsetType = UNSET
    links: str | UnsetType = UNSET
    code: str | UnsetType = UNSET
    versions: dict[str, str] | UnsetType = UNSET
    fingerprint: Digest | UnsetType = UNSET
    rendered: Moment | UnsetType = UNSET
    seconds: Seconds | UnsetType = UNSET
    warnings: list[str] | UnsetType = UNSET


class InFolder(Struct, forbid_unknown_fields=True):
    """What an edition says of a document in it."""

    report: str
    language: Language
    heading: str
    files: list[Name]


class Titles(Struct, forbid_unknown_fields=True):
    """The title of a framework in each language."""

    zh: str
    en: str


class Edition(Struct, forbid_unknown_fields=True):
    """A folder of the archive."""

    framework: str
    digest: Digest
    created: str
    version: str
    titles: Titles
    made: Moment
    documents: dict[Stem, InFolder]
    files: dict[InEdition, Facts]


class Trouble(Struct, forbid_unknown_fields=True):
    """Why a run failed as a whole."""

    when: Moment
    error: str


class Failure(Trouble):
    """Why the newest run could not render a document."""

    framework: Annotated[str, Meta(min_length=1)]


class ManifestFile(Struct, forbid_unknown_fields=True):
    """The whole; `editions` has the newest last, `pruned` those given up, whose folders may go."""

    SCHEMA: ClassVar[int] = SCHEMA

    schema: int
    documents: dict[Stem, Document]
    editions: dict[EditionName, Edition]
    failures: dict[Stem, Failure]
    pruned: list[EditionName]
    program: str | UnsetType = UNSET  # absent in those of version 1.0
    trouble: Trouble | UnsetType = UNSET

    def __post_init__(self) -> None:
        """Check what its parts say of each other."""
        if both := set(self.pruned) & set(self.editions):
            raise ValueError(f"`pruned` has the edition {min(both)}, which is in use")
        for stem, document in self.documents.items():
            home = self.editions.get(document.edition)
            if home is None or home.framework != document.framework:
                raise ValueError(f"`{stem}` names the edition {document.edition}, which lacks it")
            _check_names(stem, document.files)
        for name, edition in self.editions.items():
            if not edition.digest.startswith(name[11:]) or not name.startswith(edition.created):
                raise ValueError(f"the edition {name} has another digest or date than its name")
            for stem, inside in edition.documents.items():
                _check_names(stem, inside.files)
                if not set(inside.files) <= edition.files.keys():
                    raise ValueError(f"the edition {name} lacks files of `{stem}`")


def _check_names(stem: str, names: Any) -> None:
    for name in names:
        if name.lower() == "index.html" or name not in {f"{stem}.{form}" for form in FORMS}:
            raise ValueError(f"`{stem}` cannot have a file {name}")


def hash_bytes(content: bytes) -> str:
    """Return the sha256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def make_empty() -> Manifest:
    """Return the manifest of a folder where nothing has been published yet."""
    parts = {"documents": {}, "editions": {}, "failures": {}, "pruned": []}
    return {"schema": SCHEMA, "program": PROGRAM, **parts}


def read_manifest(out: Path) -> Manifest:
    """Read the manifest of an output folder; raise StoredFileError for one that is not as we write it."""
    return parse_manifest(read_stored(out / MANIFEST), out / MANIFEST, advise(out))


def advise(out: Path) -> str:
    """Say how to go on where the manifest of an output folder cannot be used."""
    return ADVICE.format(shlex.quote(str(out)))


def parse_manifest(content: bytes | None, place: object, advice: str) -> Manifest:
    """Return the manifest that some bytes are; without any an empty one."""
    if content is None:
        return make_empty()
    return {**to_builtins(decode(content, ManifestFile, place, advice)), "program": PROGRAM}


def format_manifest(manifest: Manifest, place: object) -> bytes:
    """Return a manifest as bytes, documents in the order of their names; they can be read again."""
    ordered = {**manifest, "documents": dict(sorted(manifest["documents"].items()))}
    content = (json.dumps(ordered, ensure_ascii=False, indent=2) + "\n").encode()
    parse_manifest(content, place, "it was not written")
    return content


def write_manifest(out: Path, manifest: Manifest) -> None:
    """Write the manifest."""
    write_whole(out / MANIFEST, format_manifest(manifest, out / MANIFEST))


def matches(path: Path, facts: dict[str, Any]) -> bool:
    """Return whether a file is there and has the content that the manifest says."""
    try:
        return hash_bytes(path.read_bytes()) == facts["sha256"]
    except OSError:
        return False


def is_intact(folder: Path, files: Files) -> bool:
    """Return whether every file of a folder is still what the manifest says."""
    return all(matches(folder / name, facts) for name, facts in files.items())


def find_copy(out: Path, entry: dict[str, Any], name: str) -> bytes | None:
    """Return a document's file as published: from its edition, else from the flat name."""
    for path in (out / ARCHIVE / entry["edition"] / name, out / name):
        if matches(path, entry["files"][name]):
            return path.read_bytes()
    return None
