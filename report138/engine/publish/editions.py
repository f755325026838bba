"""Editions: folders in the archive that hold documents with their data and never change."""

import json
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from report138.engine.publish.manifest import (
    ARCHIVE,
    EDITION,
    Entries,
    Files,
    Manifest,
    find_copy,
    format_manifest,
    hash_bytes,
    is_intact,
    make_empty,
)
from report138.whole_file import sync_folder, write_durably

ASIDE = ".new-"
DATA = "data"
PACKAGE = f"{DATA}/datapackage.json"
RECORD = "edition.json"  # what the manifest says of the edition that it lies in, as a manifest
# One name in four thousand million is enough; should two differ all the same, it grows.
HASH_LENGTHS = (8, 16, 64)


@dataclass
class Edition:
    """What an edition is made of: its files, data included, and the documents they belong to."""

    framework: str
    documents: Entries
    files: Files = field(default_factory=dict)
    package: dict[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """A sha256 over the names and hashes of the files."""
        lines = [f"{name}\0{facts['sha256']}\n" for name, facts in sorted(self.files.items())]
        return hash_bytes("".join(lines).encode())

    def describe(self, made: str) -> dict[str, Any]:
        """Return its entry in the manifest."""
        titles = {code: self.package.get(f"title_{code}") for code in ("zh", "en")}
        plain = str(self.package["title"])
        return {
            "framework": self.framework,
            "digest": self.digest,
            "created": str(self.package["created"])[:10],
            "version": str(self.package["version"]),
            "titles": {code: str(title or plain) for code, title in titles.items()},
            "made": made,
            "documents": {
                stem: {
                    **{key: entry[key] for key in ("report", "language", "heading")},
                    "files": sorted(entry["files"]),
                }
                for stem, entry in sorted(self.documents.items())
            },
            "files": dict(sorted(self.files.items())),
        }


@contextmanager
def open_staging(out: Path) -> Iterator[Path]:
    """Make a folder aside where an edition grows; remove what is left of it at the end."""
    folder = out / ARCHIVE / f"{ASIDE}{secrets.token_hex(4)}"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def list_data(entry: dict[str, Any]) -> dict[str, str]:
    """Return the sha256 of the data files that a document was made from."""
    inputs = entry["inputs"].items()
    return {name: digest for name, digest in inputs if name.startswith(f"{DATA}/")}


def gather(out: Path, staging: Path, documents: Entries, fresh: set[str], source: Path) -> Edition:
    """Bring an edition together: fresh documents lie aside already, the others are copied."""
    first = next(iter(documents.values()))
    edition = Edition(first["framework"], {})
    for stem, entry in documents.items():
        absent = [n for n in entry["files"] if stem not in fresh or not (staging / n).is_file()]
        copies = {name: find_copy(out, entry, name) for name in absent}
        if None in copies.values():
            continue  # damaged, and not part of this run: its next one makes it again
        for name, content in copies.items():
            write_durably(staging / name, content)
        edition.documents[stem] = entry
        edition.files |= entry["files"]
    edition.files |= _copy_data(staging, list_data(first), source)
    edition.package = json.loads((staging / PACKAGE).read_text(encoding="utf-8-sig"))
    _drop_strangers(staging, set(edition.files))
    return edition


def _copy_data(staging: Path, data: dict[str, str], source: Path) -> Files:
    (staging / DATA).mkdir()
    files = {}
    for name, digest in data.items():
        content = (source / Path(name).name).read_bytes()
        write_durably(staging / name, content)
        files[name] = {"sha256": digest, "bytes": len(content)}
    return files


def _drop_strangers(staging: Path, names: set[str]) -> None:
    """Remove what a failed document or a dead worker left among the files."""
    for path in staging.iterdir():
        if path.is_file() and path.name not in names:
            path.unlink()


def choose_name(edition: Edition, manifest: Manifest) -> str:
    """Return the name of an edition: the date of its data, and as much of its digest as is needed."""
    digest = edition.digest
    names = [f"{str(edition.package['created'])[:10]}-{digest[:size]}" for size in HASH_LENGTHS]
    known = manifest["editions"]
    return next(n for n in names if known.get(n, {}).get("digest", digest) == digest)


def format_record(name: str, manifest: Manifest) -> bytes:
    """Return what a manifest says of one edition and of the documents that are in it."""
    documents = {s: e for s, e in manifest["documents"].items() if e["edition"] == name}
    editions = {name: manifest["editions"][name]}
    return format_manifest(
        {**make_empty(), "documents": documents, "editions": editions}, f"{ARCHIVE}/{name}/{RECORD}"
    )


def place(out: Path, staging: Path, name: str, files: Files, record: bytes) -> None:
    """Put a complete edition into the archive, unless it is there."""
    target = out / ARCHIVE / name
    if is_intact(target, files):
        return
    write_durably(staging / RECORD, record)
    sync_folder(staging / DATA)
    sync_folder(staging)
    damaged = out / ARCHIVE / f"{ASIDE}{secrets.token_hex(4)}"
    if target.exists():  # its files were removed or edited
        target.rename(damaged)
    staging.rename(target)
    shutil.rmtree(damaged, ignore_errors=True)
    sync_folder(out / ARCHIVE)


def find_edition_data(given: str, out: Path) -> Path | None:
    """Find the data of an edition by its name or folder."""
    named = [out / ARCHIVE / given] if re.fullmatch(EDITION, given) else []
    for folder in (*named, Path(given)):
        if (folder / PACKAGE).is_file():
            return folder / DATA
    return None
