"""Files in the output folder that somebody has changed: one clear error, and no harm anywhere.

Each case starts from a valid file and breaks it: values, types, names, length, bytes.  Nothing is
rendered; what reads, mends and publishes is called as a build or a schedule calls it.
"""

import json
import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import valid_files
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from press import Press

from report138.engine.documents.remote import WorkingCopy
from report138.engine.errors import PublishError
from report138.engine.publish.destination import Url
from report138.engine.publish.index_page import INDEX
from report138.engine.publish.manifest import MANIFEST, read_manifest
from report138.engine.publish.publish import Batch, list_surplus, mend, publish_batch
from report138.engine.publish.rebuild import rebuild
from report138.engine.publish.store import Store
from report138.engine.run import processes
from report138.engine.schedule import service
from report138.engine.schedule.runs import RUNS, append_run, read_runs
from report138.engine.schedule.service import Service
from report138.engine.schedule.settings import Settings
from report138.engine.schedule.state import STATE
from report138.engine.schedule.status import describe_schedule
from report138.engine.schedule.supervise import Result
from report138.errors import UserError

CASES = 1000  # in all, over the four tests
QUICK = {
    "deadline": None,
    "database": None,
    "derandomize": True,
    "suppress_health_check": list(HealthCheck),
}
NAMES = ("tiny-a-en", "tiny-data-en")
ROOT = "/@root@"  # stands for the folder that holds all of a case
OUTSIDE = (
    *(f"{'../' * up}{name}" for up in range(1, 6) for name in ("canary", "new.html")),
    *(f"{ROOT}/canary", f"{ROOT}/canary/kept", f"{ROOT}/new.html", "data/../../../../new.csv"),
)
NAMED = ("files", "inputs", "documents", "editions", "failures", "pruned")
WRONG = (
    *("", ".", "..", "C:\\x", "\\\\h\\x", "a\0b", "a\nb", "\ud800", "²", "٣", "1" * 5000, "index"),
    *("manifest.json", "index.html", "schedule.json", ".lock", "edition.json", "x.html", "data"),
    *("2020-02-30T00:00:00+00:00", "2026-01-01T12:00:00", "0001-01-01T00:00:00+00:00", "Mars/Base"),
    *(None, True, 0, -1, 2**31, 2**70, 10**400, 1.5, float("nan"), float("inf"), [], {}, [[]]),
    *({"../x": {}}, [f"{ROOT}/canary"], {"sha256": "0"}, valid_files.RUN, valid_files.NAME),
)


def list_places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List the ways to every value in a tree."""
    inner = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list):
        inner = enumerate(value)
    return [at, *(way for key, item in inner for way in list_places(item, (*at, key)))]


def is_name(way: tuple[Any, ...]) -> bool:
    """Tell whether a value, or its key, is the name of a file, a folder, a document or a run."""
    return way[-1] in ("edition", "folder", "run") or (len(way) > 1 and way[-2] in NAMED)


def change(parent: Any, last: Any, act: str, wrong: Any) -> None:
    """Change one place of a tree."""
    if act == "remove":
        del parent[last]
    elif act in ("rename", "add") and isinstance(parent, dict):
        parent[str(wrong)] = parent[last] if act == "add" else parent.pop(last)
    else:
        parent[last] = wrong


@st.composite
def broken(draw: st.DrawFn, valid: Any) -> bytes:
    """Break a valid value once or more, mostly a name in it, or the bytes of it."""
    value = json.loads(json.dumps(valid))
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3, 0]))):
        ways = list_places(value)[1:]
        named = [way for way in ways if is_name(way)]
        if named and draw(st.booleans()):
            *way, last = draw(st.sampled_from(named))
            act = "set" if last in ("edition", "folder", "run") else "rename"
            wrong = draw(st.sampled_from(OUTSIDE))
        else:
            *way, last = draw(st.sampled_from(ways))
            act = draw(st.sampled_from(["set", "set", "remove", "rename", "add"]))
            wrong = deepcopy(draw(st.sampled_from(WRONG)))
        parent = value
        for step in way:
            parent = parent[step]
        change(parent, last, act, wrong)
        if not value:
            break
    content = json.dumps(value).encode()
    way = draw(st.sampled_from([*["whole"] * 8, "cut", "byte", "deep", "other"]))
    place = draw(st.integers(0, len(content)))
    return {
        "whole": content,
        "cut": content[:place],
        "byte": content[:place] + bytes([draw(st.integers(0, 255))]) + content[place + 1 :],
        "deep": b'{"schema": ' + b"[" * 20_000,
        "other": draw(st.sampled_from([b"null", b"[]", b"\xff\xfe", b'{"name": "app"}', b'"x"'])),
    }[way]


class Field:
    """An output folder in a folder that holds something else, which must stay as it is."""

    def __init__(self, root: Path) -> None:
        self.root, self.out = root, root / "a" / "b" / "c" / "out"
        for folder in (*self.out.parents[:3], root):  # wherever a name with ../ leads to
            (folder / "canary").mkdir(parents=True)
            (folder / "canary" / "kept").write_text("kept")
        self.before = self.list_around()

    def fill(self, content: bytes) -> bytes:
        """Return the content of a case with the place of this field in it."""
        return content.replace(ROOT.encode(), str(self.root).encode())

    def list_around(self) -> dict[str, bytes]:
        """Return all files outside the output folder."""
        paths = [path for path in self.root.rglob("*") if not path.is_relative_to(self.out)]
        return {str(path): path.read_bytes() for path in paths if path.is_file()}

    def check(self, act: Callable[[], Any]) -> bool:
        """Do something; tell whether it was refused as it should be, if it was."""
        try:
            act()
        except (UserError, PublishError) as error:
            assert str(error)
            return True
        finally:
            assert self.list_around() == self.before
        return False


@pytest.fixture(autouse=True)
def harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk, and end no process: only one with the mark of a run may be asked for."""
    monkeypatch.setattr("os.fsync", lambda _: None)
    monkeypatch.setattr(processes, "_signal", _refuse)
    monkeypatch.setattr(processes.psutil, "process_iter", lambda *_: iter(()))


def _refuse(*_: Any) -> None:
    raise AssertionError("a process was to be ended")


@pytest.fixture
def fields(tmp_path: Path) -> Callable[[], Field]:
    """A new field for each case, in the place of the last one."""

    def make() -> Field:
        shutil.rmtree(tmp_path / "field", ignore_errors=True)
        return Field(tmp_path / "field")

    return make


def publish_again(out: Path) -> None:
    """Start on a folder and publish as a build does in which nothing is rendered."""
    manifest = mend(out)
    list_surplus(manifest, 1)
    publish_batch(out, None, Batch(out, unchanged=set(NAMES)), 1, manifest)


@settings(max_examples=CASES * 4 // 10, **QUICK)
@given(content=broken(valid_files.make_manifest(*NAMES) | {"pruned": ["2019-01-01-00000000"]}))
def test_a_hostile_manifest_harms_nothing(fields: Callable[[], Field], content: bytes) -> None:
    """It is refused and left as it is, or it is one that could be ours; it can be made again."""
    field = fields()
    content = field.fill(content)
    valid_files.write_folder(field.out, *NAMES)
    (field.out / MANIFEST).write_bytes(content)
    pages = {path: path.read_bytes() for path in field.out.rglob("tiny*")}
    if not field.check(lambda: publish_again(field.out)):
        return
    assert (field.out / MANIFEST).read_bytes() == content
    assert not (field.out / INDEX).exists()
    assert {path: path.read_bytes() for path in pages} == pages
    assert not field.check(lambda: rebuild(field.out))
    assert set(read_manifest(field.out)["documents"]) == set(NAMES)
    assert (field.out / f"{MANIFEST}.broken").read_bytes() == content


@settings(max_examples=CASES // 10, **QUICK)
@given(content=broken(valid_files.make_manifest(*NAMES)))
def test_a_hostile_record_harms_nothing(fields: Callable[[], Field], content: bytes) -> None:
    """What an edition says of itself is read by the same rules."""
    field = fields()
    valid_files.write_folder(field.out, *NAMES)
    (field.out / MANIFEST).unlink()
    (field.out / "archive" / valid_files.NAME / "edition.json").write_bytes(field.fill(content))
    field.check(lambda: rebuild(field.out))
    field.check(lambda: publish_again(field.out))


class HostileStore(Store):
    """A place whose manifest is hostile, and which has a file of any name."""

    content = b""

    def read(self, name: str) -> bytes | None:
        """Return the manifest, no index, and else what should not get here."""
        return {MANIFEST: self.content, INDEX: None}.get(name, b"hostile")

    def copy(self, *_: str) -> None:
        """Copy nothing: there is none."""


@settings(max_examples=CASES * 2 // 10, **QUICK)
@given(content=broken(valid_files.make_manifest(*NAMES) | {"pruned": ["2019-01-01-00000000"]}))
def test_a_hostile_place_harms_nothing(fields: Callable[[], Field], content: bytes) -> None:
    """What stands in a bucket writes nothing outside of the working copy here."""
    pytest.importorskip("fsspec")
    field = fields()
    content = field.fill(content)
    store = HostileStore(Url("memory://hostile/reports"))
    store.remove("")
    store.content = content
    framework = SimpleNamespace(name="tiny")
    inputs = valid_files.make_manifest(*NAMES)["documents"][NAMES[0]]["inputs"]
    task = SimpleNamespace(
        job=SimpleNamespace(framework=framework), dependencies={"inputs": inputs}
    )

    def work() -> None:
        copy = WorkingCopy(store, field.out)
        copy.begin()
        copy.fetch([task])
        publish_again(copy.folder)
        copy.push()

    if field.check(work):
        assert store.fs.find(store.root) == []


@settings(max_examples=CASES * 3 // 10, **QUICK)
@given(
    state=broken(valid_files.make_state("/tmp/r138-0123abcd")),
    run=broken(valid_files.make_run()),
    which=st.sampled_from([STATE, STATE, RUNS]),
)
def test_a_hostile_memory_of_a_schedule_harms_nothing(
    fields: Callable[[], Field], state: bytes, run: bytes, which: str
) -> None:
    """State and log are refused by status and schedule and stay, or they could be ours."""
    field = fields()
    field.out.mkdir()
    append_run(field.out, valid_files.make_run())
    (field.out / STATE).write_bytes(json.dumps(valid_files.make_state()).encode())
    content = state if which == STATE else run + b"\n" + json.dumps(valid_files.make_run()).encode()
    content = field.fill(content)
    (field.out / which).write_bytes(content)
    plain = Settings("0 7 * * *", "UTC", {"out": str(field.out), "names": ["a"]})

    def start() -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(service, "try_until_done", lambda *_: (Result(kind=""), 1))
            made = Service(plain, lambda: False)
            with made.hold():
                made.run_due()
                made.run_due()

    asked = field.check(lambda: describe_schedule(field.out))
    refused = field.check(start)
    assert asked == refused
    if refused:
        assert (field.out / which).read_bytes() == content


def test_a_mark_that_is_none_ends_nothing(press: Press) -> None:
    """Without a mark, or with one of another form, every process would be meant, or a stranger's."""
    for mark in (None, "", "r", "*", 5):
        with pytest.raises(ValueError, match="is no mark"):
            processes.end_family(None, "REPORT138_RUN", mark)


def test_a_last_line_that_was_cut_off_is_ours(tmp_path: Path) -> None:
    """A kill in mid-line costs that line, and is no fault of the log."""
    append_run(tmp_path, valid_files.make_run())
    with (tmp_path / RUNS).open("ab") as file:
        file.write(b'{"run": "2026')
    assert len(read_runs(tmp_path)) == 1


@pytest.mark.parametrize("seconds", ["NaN", "Infinity", "1e999", "-1"])
def test_seconds_are_a_number(tmp_path: Path, seconds: str) -> None:
    """What no other reader of JSON takes is refused, instead of being told as `nan s`."""
    line = json.dumps(valid_files.make_run() | {"seconds": 7.25}).replace("7.25", seconds)
    (tmp_path / RUNS).write_text(f"{line}\n")
    with pytest.raises(UserError, match="line 1"):
        read_runs(tmp_path)


@pytest.mark.parametrize("part", ["service", "running"])
def test_a_process_of_no_date_is_refused(tmp_path: Path, part: str) -> None:
    """A start on the 99th of a month has status say so, without a traceback."""
    state = valid_files.make_state()
    state[part] = {**(state.get(part) or {"pid": 1}), "started": "2026-01-99T12:00:00+00:00"}
    (tmp_path / STATE).write_text(json.dumps(state))
    with pytest.raises(UserError, match=r"schedule\.json"):
        describe_schedule(tmp_path)


def test_a_lost_manifest_is_not_begun_anew(tmp_path: Path) -> None:
    """A build would forget the editions of which the archive has records; it names `repair`."""
    valid_files.write_folder(tmp_path, *NAMES)
    mend(tmp_path)
    (tmp_path / MANIFEST).unlink()
    with pytest.raises(UserError, match="repair --out"):
        mend(tmp_path)
    assert not (tmp_path / MANIFEST).exists()
