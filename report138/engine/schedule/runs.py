"""The log of runs, one JSON object a line, the newest last."""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct, to_builtins

from report138.engine.schedule.state import RunName
from report138.engine.stored import Count, Moment, Seconds, decode, read_stored
from report138.whole_file import write_whole

RUNS = "runs.jsonl"
KEPT = 2000  # lines; a run an hour for almost three months
LARGEST = 4_000_000  # bytes that the file may have before it is cut to the lines kept
ADVICE = "move the file away; a new one is begun"

Record = dict[str, Any]


class Failure(Struct, forbid_unknown_fields=True):
    """A document that failed in a run."""

    document: str
    error: str


class Run(Struct, forbid_unknown_fields=True):
    """A line of the log: what became of one run."""

    run: RunName
    status: Literal["done", "failed", "abandoned", "lost"]
    due: Moment
    started: Moment
    ended: Moment | None
    seconds: Seconds | None
    tries: Count
    documents: dict[str, Count]
    kind: str
    error: str
    failures: list[Failure]

    def __post_init__(self) -> None:
        """Check that its times are some."""
        for moment in filter(None, (self.due, self.started, self.ended)):
            datetime.fromisoformat(moment)


def append_run(out: Path, record: Record) -> None:
    """Add a run to the log, durably; a line that a crash left unfinished is dropped."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / RUNS
    line = json.dumps(record, ensure_ascii=False).encode() + b"\n"
    with path.open("a+b") as file:
        _drop_unfinished(file)
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
        size = file.tell()
    if size > LARGEST:
        lines = path.read_bytes().splitlines(keepends=True)
        write_whole(path, b"".join(_list_newest(lines)))


def _drop_unfinished(file: Any) -> None:
    """Cut the file after its last whole line."""
    end = file.seek(0, os.SEEK_END)
    while end:
        start = max(0, end - 65_536)
        file.seek(start)
        found = file.read(end - start).rfind(b"\n")
        if found >= 0:
            file.truncate(start + found + 1)
            break
        end = start
    else:
        file.truncate(0)
    file.seek(0, os.SEEK_END)


def _list_newest(lines: list[bytes]) -> list[bytes]:
    """Return the newest lines that fit into half of the space."""
    kept, room = [], LARGEST // 2
    for line in reversed(lines[-KEPT:]):
        room -= len(line)
        if room < 0 and kept:
            break
        kept.append(line)
    return kept[::-1]


def read_runs(out: Path) -> list[Record]:
    """Return the runs that the log has, the newest last; raise StoredFileError for what is no run.

    A last line that a crash left unfinished is passed over.
    """
    path = out / RUNS
    *lines, _ = (read_stored(path) or b"").split(b"\n")
    return [
        to_builtins(decode(line, Run, f"{path}, line {number}", ADVICE))
        for number, line in enumerate(lines, start=1)
    ]
