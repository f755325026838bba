"""Put finished files in their place: each appears whole or not at all, the manifest last."""

import hashlib
import json
from pathlib import Path
from typing import Any

from report138.whole_file import write_whole

MANIFEST = "manifest.json"
SCHEMA = 1


def hash_bytes(content: bytes) -> str:
    """Return the sha256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def read_manifest(out: Path) -> dict[str, Any]:
    """Read the manifest of an output folder; an absent or broken one counts as empty."""
    try:
        manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {"schema": SCHEMA, "documents": {}}
    if not isinstance(manifest, dict):
        manifest = {}
    if manifest.get("schema") != SCHEMA or not isinstance(manifest.get("documents"), dict):
        return {"schema": SCHEMA, "documents": {}}
    return manifest


def write_manifest(out: Path, manifest: dict[str, Any]) -> None:
    """Write the manifest, documents in the order of their names."""
    ordered = {**manifest, "documents": dict(sorted(manifest["documents"].items()))}
    text = json.dumps(ordered, ensure_ascii=False, indent=2) + "\n"
    write_whole(out / MANIFEST, text.encode())


def publish(out: Path, files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    """Publish the files of one document; return sha256 and bytes of each, by name."""
    for name, content in files.items():
        write_whole(out / name, content)
    return {
        name: {"sha256": hash_bytes(content), "bytes": len(content)}
        for name, content in files.items()
    }


def is_intact(out: Path, files: dict[str, dict[str, Any]]) -> bool:
    """Tell whether every published file is still what the manifest says."""
    return all(
        (out / name).is_file() and hash_bytes((out / name).read_bytes()) == entry["sha256"]
        for name, entry in files.items()
    )
