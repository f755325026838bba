"""The manifest of an output folder: which documents there are, and where each one's files are.

What it names is complete before it is written: replacing it is the one commit point.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from report138.whole_file import write_whole

MANIFEST = "manifest.json"
ARCHIVE = "archive"
SCHEMA = 2
# documents: by stem; editions: by name, the newest last; failures: what the newest run could
# not render, by stem; pruned: editions given up, whose folders may go
PARTS: dict[str, type] = {"documents": dict, "editions": dict, "failures": dict, "pruned": list}
# Only when the newest run failed as a whole, with no document to name: when, error.
TROUBLE = "trouble"

Manifest = dict[str, Any]
Files = dict[str, dict[str, Any]]  # by name: sha256, bytes, and pages of a PDF
Entries = dict[str, dict[str, Any]]  # documents, by stem


def hash_bytes(content: bytes) -> str:
    """Return the sha256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def read_manifest(out: Path) -> Manifest:
    """Read the manifest of an output folder; an absent or broken one counts as empty."""
    try:
        manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        manifest = None
    known = isinstance(manifest, dict) and manifest.get("schema") == SCHEMA
    if known and all(isinstance(manifest.get(name), part) for name, part in PARTS.items()):
        return manifest
    return {"schema": SCHEMA, **{name: part() for name, part in PARTS.items()}}


def write_manifest(out: Path, manifest: Manifest) -> None:
    """Write the manifest, documents in the order of their names."""
    ordered = {**manifest, "documents": dict(sorted(manifest["documents"].items()))}
    text = json.dumps(ordered, ensure_ascii=False, indent=2) + "\n"
    write_whole(out / MANIFEST, text.encode())


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
