"""Station 6, publish: an edition, the manifest that names it, flat names, the index.

In: files in a staging folder, and what the manifest is to say of them.  Out: the manifest as it is now.

The order is the safety: an edition is complete before the manifest names it, and flat names and
the index follow from the manifest, so that whatever is cut off is mended at the next start.
"""

import datetime
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from report138.engine.errors import explain_disk_errors
from report138.engine.publish.editions import (
    ASIDE,
    RECORD,
    choose_name,
    format_record,
    gather,
    list_data,
    place,
)
from report138.engine.publish.index_page import INDEX, renew_index
from report138.engine.publish.lock import LOCK, hold
from report138.engine.publish.manifest import (
    ARCHIVE,
    MANIFEST,
    TROUBLE,
    Entries,
    Manifest,
    advise,
    matches,
    read_manifest,
    write_manifest,
)
from report138.engine.publish.ours import check_place, hide_paths
from report138.engine.stored import StoredFileError
from report138.whole_file import HeldError, write_whole

# What a run that was killed leaves: files on their way, and editions that were not complete
LEFT_FILE = re.compile(r"\..+\.\d+\.part")
LEFT_FOLDER = re.compile(re.escape(ASIDE) + "[0-9a-f]{8}")


@dataclass
class Batch:
    """Documents of one framework folder that are published together, by stem."""

    source: Path
    finished: Entries = field(default_factory=dict)
    failed: dict[str, dict[str, str]] = field(default_factory=dict)
    unchanged: set[str] = field(default_factory=set)


def format_now() -> str:
    """Return the time now, as the manifest has it."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def mend(out: Path) -> Manifest:
    """Remove what killed runs left behind; bring all in line with the manifest, and return it.

    Where the manifest, or the folder, is not as we leave it, nothing is touched.
    """
    check_place(out, (LOCK, MANIFEST, INDEX))
    _refuse_to_forget(out)
    manifest = read_manifest(out)
    _remove_leftovers(out)
    if manifest["documents"] or manifest["failures"] or TROUBLE in manifest:
        update_public_copies(out, manifest)
    _add_records(out, manifest)
    return manifest


def _refuse_to_forget(out: Path) -> None:
    """Refuse to begin anew where a manifest is lost: the index is written after it, so there was one."""
    if os.path.lexists(out / MANIFEST) or not (out / INDEX).is_file():
        return
    if any((out / ARCHIVE).glob(f"*/{RECORD}")):
        raise StoredFileError(f"{out / MANIFEST}: absent, but there are editions; {advise(out)}")


def _remove_leftovers(out: Path) -> None:
    for path in [*out.glob(".*.part"), *(out / ARCHIVE).glob("*/.*.part")]:
        if LEFT_FILE.fullmatch(path.name) and not path.is_dir():
            path.unlink(missing_ok=True)
    for path in (out / ARCHIVE).glob(f"{ASIDE}*"):
        if LEFT_FOLDER.fullmatch(path.name):
            path.unlink() if path.is_symlink() or path.is_file() else shutil.rmtree(path)


def _add_records(out: Path, manifest: Manifest) -> None:
    """Give editions from before there were records one, so that a lost manifest can be made again."""
    for name in manifest["editions"]:
        folder = out / ARCHIVE / name
        if folder.is_dir() and not os.path.lexists(folder / RECORD):
            write_whole(folder / RECORD, format_record(name, manifest))


def publish_batch(
    out: Path, staging: Path | None, batch: Batch, keep: int | None, before: Manifest
) -> tuple[Manifest, list[str]]:
    """Publish a batch; return the manifest, and the names of files that another program holds."""
    manifest = {
        **{name: value for name, value in before.items() if name != TROUBLE},
        "documents": dict(before["documents"]),
        "editions": dict(before["editions"]),
    }
    failed = {s: {**f, "error": hide_paths(f["error"])} for s, f in batch.failed.items()}
    manifest["failures"] = {
        stem: failure
        for stem, failure in (before["failures"] | failed).items()
        if stem not in batch.finished and stem not in batch.unchanged
    }
    if staging and batch.finished:
        _enter_edition(out, staging, batch, manifest)
    given_up = list_surplus(manifest, keep) if keep else []
    manifest["editions"] = {n: e for n, e in manifest["editions"].items() if n not in given_up}
    pruned = [*before["pruned"], *given_up]
    manifest["pruned"] = [
        name
        for name in dict.fromkeys(pruned)
        if name not in manifest["editions"] and (out / ARCHIVE / name).exists()
    ]
    parts = ("documents", "editions", "failures", TROUBLE)
    if any(manifest.get(part) != before.get(part) for part in parts):
        write_manifest(out, manifest)
    else:
        manifest = before
    return manifest, update_public_copies(out, manifest)


def report_trouble(out: Path, error: str) -> None:
    """Have the index say that a run failed as a whole, until one gets through."""
    with explain_disk_errors(out), hold(out, lambda _: None):
        check_place(out, (LOCK, MANIFEST, INDEX))
        trouble = {"when": format_now(), "error": hide_paths(error)}
        manifest = {**read_manifest(out), TROUBLE: trouble}
        write_manifest(out, manifest)
        update_public_copies(out, manifest)


def _enter_edition(out: Path, staging: Path, batch: Batch, manifest: Manifest) -> None:
    """Make the edition of a batch's data and enter it with its documents."""
    first = next(iter(batch.finished.values()))
    manifest["documents"] |= batch.finished
    members = {
        stem: entry
        for stem, entry in manifest["documents"].items()
        if entry["framework"] == first["framework"]
        and list_data(entry) == list_data(first)
        and stem not in batch.failed
    }
    edition = gather(out, staging, members, set(batch.finished), batch.source)
    name = choose_name(edition, manifest)
    for stem, entry in edition.documents.items():
        manifest["documents"][stem] = {**entry, "edition": name}
    made = manifest["editions"].pop(name, {}).get("made") or format_now()
    manifest["editions"][name] = edition.describe(made)
    place(out, staging, name, edition.files, format_record(name, manifest))


def list_surplus(manifest: Manifest, keep: int) -> list[str]:
    """List the editions beyond the newest of each framework, except those of a document."""
    named = {entry["edition"] for entry in manifest["documents"].values()}
    editions = manifest["editions"]
    surplus = []
    for framework in {entry["framework"] for entry in editions.values()}:
        mine = [name for name, entry in editions.items() if entry["framework"] == framework]
        surplus += [name for name in mine[:-keep] if name not in named]
    return surplus


def update_public_copies(out: Path, manifest: Manifest) -> list[str]:
    """Make flat names and the index what the manifest says; return the names that could not be."""
    held = [name for name, content in _list_stale(out, manifest) if not _put(out / name, content)]
    # an index that could not be replaced may still point there
    for name in manifest["pruned"] if INDEX not in held else []:
        shutil.rmtree(out / ARCHIVE / name, ignore_errors=True)
    return held


def _list_stale(out: Path, manifest: Manifest) -> Iterator[tuple[str, bytes]]:
    """List the files beside the archive that are not as they should be, with their content."""
    for entry in manifest["documents"].values():
        for name, facts in entry["files"].items():
            copy = out / ARCHIVE / entry["edition"] / name
            if not matches(out / name, facts) and matches(copy, facts):
                yield name, copy.read_bytes()
    old = (out / INDEX).read_bytes() if (out / INDEX).is_file() else None
    page = renew_index(manifest, list_complete(out, manifest), old)
    if page is not None:
        yield INDEX, page


def _put(path: Path, content: bytes) -> bool:
    try:
        write_whole(path, content)
    except (HeldError, IsADirectoryError):
        return False
    return True


def list_complete(out: Path, manifest: Manifest) -> set[str]:
    """Return the editions of which every file is there."""
    return {
        name
        for name, entry in manifest["editions"].items()
        if all((out / ARCHIVE / name / file).is_file() for file in entry["files"])
    }
