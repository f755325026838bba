"""A manifest, a state and a log of runs as the program writes them, to be broken by tests."""

import hashlib
import json
from pathlib import Path
from typing import Any

from report138.engine.publish.editions import format_record
from report138.engine.publish.manifest import make_empty

DIGEST = "0123456789abcdef" * 4
NAME = f"2020-02-29-{DIGEST[:8]}"
WHEN = "2026-01-01T12:00:00+00:00"
RUN = "20260101T120000-a1b2c3"


def describe(content: bytes) -> dict[str, Any]:
    """Return what a manifest says of a file."""
    return {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def make_manifest(*stems: str, heading: str = "On a") -> dict[str, Any]:
    """Make a manifest of documents that are one page each, in one edition."""
    named = {"report": "a", "language": "en", "heading": heading}
    files = {stem: {f"{stem}.html": describe(stem.encode())} for stem in stems}
    data = {"data/about.csv": describe(b"data")}
    return {
        **make_empty(),
        "documents": {
            stem: {
                **named,
                "framework": "tiny",
                "parameters": {"language": "en"},
                "inputs": {name: facts["sha256"] for name, facts in data.items()},
                "fingerprint": DIGEST,
                "status": "done",
                "rendered": WHEN,
                "seconds": 1.5,
                "edition": NAME,
                "files": files[stem],
                "warnings": [],
            }
            for stem in stems
        },
        "editions": {
            NAME: {
                "framework": "tiny",
                "digest": DIGEST,
                "created": "2020-02-29",
                "version": "0.1",
                "titles": {"zh": "开放书馆", "en": "Open library"},
                "made": WHEN,
                "documents": {stem: {**named, "files": list(files[stem])} for stem in stems},
                "files": {name: f for part in (*files.values(), data) for name, f in part.items()},
            }
        },
        "failures": {"tiny-b-en": {"framework": "tiny", "when": WHEN, "error": "no glyph"}},
    }


def write_folder(out: Path, *stems: str) -> dict[str, Any]:
    """Write a whole output folder, without an index; return its manifest."""
    manifest = make_manifest(*stems)
    folder = out / "archive" / NAME
    (folder / "data").mkdir(parents=True)
    for stem in stems:
        for place in (out, folder):
            (place / f"{stem}.html").write_text(stem)
    (folder / "data" / "about.csv").write_text("data")
    (folder / "edition.json").write_bytes(format_record(NAME, manifest))
    (out / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")
    return manifest


def make_state(folder: str | None = None) -> dict[str, Any]:
    """Make the state of a schedule that was cut off in a run."""
    return {
        "schema": 1,
        "expression": "0 7 * * *",
        "zone": "UTC",
        "options": {"names": ["a"], "out": "reports", "timeout": 1800.0, "every": False},
        "covered": WHEN,
        "last_due": WHEN,
        "last_done": WHEN,
        "running": {"run": RUN, "due": WHEN, "started": WHEN, "pid": 1, "folder": folder},
        "service": {"pid": 1, "started": WHEN},
    }


def make_run(run: str = RUN, status: str = "done") -> dict[str, Any]:
    """Make a line of the log of runs."""
    failed = status == "failed"
    return {
        "run": run,
        "status": status,
        "due": WHEN,
        "started": WHEN,
        "ended": WHEN,
        "seconds": 1.0,
        "tries": 1,
        "documents": {"done": 1},
        "kind": "documents" if failed else "",
        "error": "a: no glyph" if failed else "",
        "failures": [{"document": "a", "error": "no glyph"}] if failed else [],
    }
