"""Make a manifest again from the archive: each edition has a record of what the manifest said of it."""

import os
from pathlib import Path
from typing import Any

from report138.engine.errors import UsageError, explain_disk_errors
from report138.engine.publish.editions import ASIDE, RECORD
from report138.engine.publish.index_page import INDEX
from report138.engine.publish.lock import LOCK, hold
from report138.engine.publish.manifest import (
    ARCHIVE,
    MANIFEST,
    Manifest,
    is_intact,
    make_empty,
    parse_manifest,
    read_manifest,
    write_manifest,
)
from report138.engine.publish.ours import refuse_links
from report138.engine.publish.publish import mend
from report138.engine.stored import StoredFileError, read_stored
from report138.errors import count


def rebuild(out: Path) -> list[str]:
    """Make the manifest again if it cannot be read; say what was done.  The old one is kept aside."""
    if not out.is_dir():
        raise UsageError(f"{out}: no such folder")
    with explain_disk_errors(out), hold(out, print):
        refuse_links(out, (LOCK, MANIFEST, INDEX, ARCHIVE))
        try:
            if os.path.lexists(out / MANIFEST):
                read_manifest(out)
                return [f"{out / MANIFEST}: as it should be; nothing was done"]
        except StoredFileError as error:
            fault = str(error)
        else:
            fault = f"{out / MANIFEST}: absent"
        found, left = read_records(out)
        if not found:
            raise UsageError(
                "\n  ".join([f"{fault}\n  {out / ARCHIVE}: no edition to make it from", *left])
            )
        lines = [*_keep_aside(out / MANIFEST), *left]
        manifest = merge(out, found)
        write_manifest(out, manifest)
        mend(out)
    counts = ", ".join(count(len(manifest[f"{part}s"]), part) for part in ("edition", "document"))
    return [*lines, f"{out / MANIFEST}: made again: {counts}"]


def read_records(out: Path) -> tuple[dict[str, Manifest], list[str]]:
    """Return the records of whole editions by name, the newest last; say which are left out."""
    found, left = {}, []
    folders = sorted((out / ARCHIVE).iterdir()) if (out / ARCHIVE).is_dir() else []
    for folder in folders:
        if folder.name.startswith(ASIDE):
            continue
        try:
            found[folder.name] = _read_record(folder)
        except StoredFileError as error:
            left.append(f"left out: {error}")
    newest_last = sorted(found, key=lambda name: found[name]["editions"][name]["made"])
    return {name: found[name] for name in newest_last}, left


def _read_record(folder: Path) -> Manifest:
    """Read the record of one edition; raise StoredFileError if it is not that, or files are missing."""
    path = folder / RECORD
    content = read_stored(path)
    if content is None:
        raise StoredFileError(f"{folder}: it has no {RECORD}")
    record = parse_manifest(content, path, "it stays as it is")
    if list(record["editions"]) != [folder.name]:
        raise StoredFileError(f"{path}: it is of another edition")
    if not is_intact(folder, record["editions"][folder.name]["files"]):
        raise StoredFileError(f"{folder}: a file is missing or was changed")
    return record


def merge(out: Path, records: dict[str, Manifest]) -> Manifest:
    """Make one manifest of records; a document is in the newest edition, or the one that is shown."""
    manifest = make_empty()
    chosen: dict[str, dict[str, Any]] = {}
    for record in records.values():
        manifest["editions"] |= record["editions"]
        for stem, entry in record["documents"].items():
            known = chosen.get(stem)
            if known is None or is_intact(out, entry["files"]) >= is_intact(out, known["files"]):
                chosen[stem] = entry
    return {**manifest, "documents": chosen}


def _keep_aside(path: Path) -> list[str]:
    """Move a file out of the way, over no other; say where to."""
    if not os.path.lexists(path):
        return []
    names = [f"{path.name}.broken", *(f"{path.name}.broken-{n}" for n in range(2, 1000))]
    aside = next(path.with_name(n) for n in names if not os.path.lexists(path.with_name(n)))
    path.rename(aside)
    return [f"{path}: kept as {aside.name}"]
