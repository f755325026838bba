"""The data of a framework as one file beside its documents: a zip of what they were made from.

It is entered in the manifest as a document of no report, so that edition, flat name, archive and
remote publishing hold for it as for the others.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report138.engine.publish.editions import list_data
from report138.engine.publish.manifest import ARCHIVE, Entries, hash_bytes, is_intact
from report138.whole_file import write_durably

# Neither the clock, nor the system, nor its version of zlib may show in the bytes.
LONG_AGO = (1980, 1, 1, 0, 0, 0)
UNIX, READABLE = 3, 0o100644 << 16


@dataclass(frozen=True)
class DataFile:
    """The zip of a framework: its name, and which files of the folder, by name and sha256."""

    name: str
    framework: str
    source: Path
    inputs: Mapping[str, str]

    @property
    def stem(self) -> str:
        """What the manifest lists it under."""
        return self.name.removesuffix(".zip")

    def is_whole(self, out: Path, documents: Entries) -> bool:
        """Return whether it is published, of these data, and as the manifest says."""
        entry = documents.get(self.stem)
        if entry is None or list_data(entry) != self.inputs:
            return False
        return is_intact(out / ARCHIVE / entry["edition"], entry["files"])

    def put_aside(self, staging: Path, documents: Entries) -> Entries:
        """Write it into a folder aside; return its entry for the manifest."""
        names = [Path(name).name for name in self.inputs]
        content = pack({name: (self.source / name).read_bytes() for name in names})
        write_durably(staging / self.name, content)
        facts = {"sha256": hash_bytes(content), "bytes": len(content)}
        return {
            self.stem: {
                "report": "",
                "framework": self.framework,
                "language": "",
                "heading": "",
                "inputs": dict(self.inputs),
                "status": "done",
                "edition": documents.get(self.stem, {}).get("edition", ""),
                "files": {self.name: facts},
            }
        }


def is_data(entry: Mapping[str, Any]) -> bool:
    """Return whether an entry of the manifest is no document but the data."""
    return not entry["report"]


def pack(files: Mapping[str, bytes]) -> bytes:
    """Pack files so that the same files make the same bytes, wherever and whenever."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.create_system, entry.external_attr = UNIX, READABLE
            archive.writestr(entry, files[name])
    return packed.getvalue()
