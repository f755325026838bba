"""Publishing at a URL: an S3 API on this machine, and uploads that fail at every step."""

import json
import logging
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from large_sample import call
from press import Press, check_folder, check_settled

from report138.render.errors import PublishError, UsageError
from report138.render.fingerprint import hash_file
from report138.render.jobs import Request
from report138.render.manifest import ARCHIVE, MANIFEST
from report138.render.publish import INDEX
from report138.render.remote import build_remotely
from report138.render.store import Store
from report138.render.url import Url, parse_out

fsspec = pytest.importorskip("fsspec", reason="fsspec, of the extra remote, is not installed")

CHANGES = ("put_file", "cp_file", "rm", "mv")  # what changes something there
READS = ("cat_file", "info", "exists")


@dataclass
class Place:
    """A place for reports: its URL, and how to look at it."""

    url: Url
    fs: Any
    root: str

    def list(self) -> list[str]:
        """List the names of its files."""
        self.fs.invalidate_cache()
        return sorted(
            name.partition(f"{self.root.strip('/')}/")[2] for name in self.fs.find(self.root)
        )

    def read(self, name: str) -> bytes:
        """Return a file's content."""
        return self.fs.cat_file(f"{self.root}/{name}")

    def restore(self, folder: Path) -> None:
        """Make it what a folder is."""
        self.fs.rm(self.root, recursive=True)
        for path in folder.rglob("*"):
            if path.is_file():
                target = f"{self.root}/{path.relative_to(folder).as_posix()}"
                self.fs.makedirs(target.rpartition("/")[0], exist_ok=True)
                self.fs.put_file(str(path), target)

    def download(self, folder: Path) -> Path:
        """Bring all of it into a folder."""
        for name in self.list():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.read(name))
        return folder


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk of this machine."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """An S3 API on this machine; its address."""
    server = pytest.importorskip("moto.server", reason="moto, of the extra test, is not installed")
    pytest.importorskip("s3fs", reason="s3fs, of the extra remote, is not installed")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    yield "http://{}:{}".format(*running.get_host_and_port())
    running.stop()


@pytest.fixture
def bucket(s3: str, monkeypatch: pytest.MonkeyPatch) -> Place:
    """An empty bucket, with the variables that a user would set to reach it."""
    import s3fs

    for name, value in (
        ("ENDPOINT_URL_S3", s3),
        ("ACCESS_KEY_ID", "a"),
        ("SECRET_ACCESS_KEY", "b"),
    ):
        monkeypatch.setenv(f"AWS_{name}", value)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    fs = s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)
    if fs.exists("shelf"):
        fs.rm("shelf", recursive=True)
    fs.mkdir("shelf")
    return Place(Url("s3://shelf/reports"), fs, "shelf/reports")


@pytest.fixture
def memory() -> Place:
    """An empty place in the memory of this process."""
    fs = fsspec.filesystem("memory")
    if fs.exists("/shelf"):
        fs.rm("/shelf", recursive=True)
    return Place(Url("memory://shelf/reports"), fs, "/shelf/reports")


@pytest.fixture
def disk(tmp_path: Path) -> Place:
    """A folder that is treated as a server: files are put aside and renamed."""
    fs = fsspec.filesystem("local")
    return Place(Url(f"local://{tmp_path}/there"), fs, f"{tmp_path}/there")


@pytest.fixture(params=["bucket", "memory", "disk"])
def place(request: pytest.FixtureRequest) -> Place:
    """One kind of place after the other."""
    return request.getfixturevalue(request.param)


def publish(press: Press, place: Place, *reports: str, **options: Any) -> dict[str, str]:
    """Build documents at a place; return what became of each report."""
    hash_file.cache_clear()
    request = replace(Request(out=place.url), **options)
    jobs = [press.make_job(report) for report in reports or press.texts]
    outcomes = build_remotely(jobs, request, lambda *_: None, lambda _: None)
    return {outcome.job.report.name: outcome.status for outcome in outcomes}


def change(press: Press, text: str) -> None:
    """Have both documents say something new, from data that are new too."""
    press.texts = dict.fromkeys("ab", text)
    path = press.data / "about.csv"
    path.write_bytes(path.read_bytes() + f"note,,{text},source,\r\n".encode())


class Watched:
    """A file system that has something done before each of its calls."""

    def __init__(self, fs: Any, act: Callable[[str, str], None]) -> None:
        self.fs, self.act = fs, act

    def __getattr__(self, name: str) -> Any:
        function = getattr(self.fs, name)
        if name not in (*CHANGES, *READS):
            return function

        def call(*arguments: Any, **options: Any) -> Any:
            last = arguments[-1] if name in ("put_file", "mv", "cp_file") else arguments[0]
            self.act(name, str(last))
            return function(*arguments, **options)

        return call


def watch(monkeypatch: pytest.MonkeyPatch, act: Callable[[str, str], None]) -> None:
    """Have something done at every call of a store's file system, told its name and its path."""
    begin = Store.__init__

    def begin_watched(self: Store, url: Url) -> None:
        begin(self, url)
        self.fs = Watched(self.fs, act)

    monkeypatch.setattr(Store, "__init__", begin_watched)


def test_what_is_published_is_what_a_folder_gets(
    press: Press, place: Place, tmp_path: Path
) -> None:
    """The same names and bytes as in a local folder, but for the times in the manifest."""
    assert publish(press, place) == {"a": "done", "b": "done"}
    press.print()
    there, here = place.download(tmp_path / "copy"), press.out
    names = {path.relative_to(here).as_posix() for path in here.rglob("*") if path.is_file()}
    assert set(place.list()) == names - {".lock"}
    for name in names - {".lock", MANIFEST, INDEX}:
        assert (there / name).read_bytes() == (here / name).read_bytes(), name
    check_settled(there)
    shown = re.compile(rb"20\d\d-\d\d-\d\d \d\d:\d\d UTC")
    pages = [shown.sub(b"", (folder / INDEX).read_bytes()) for folder in (there, here)]
    assert pages[0] == pages[1]


def test_with_nothing_to_do_only_manifest_and_index_are_read(
    press: Press, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second run changes nothing there and gets no document."""
    publish(press, place)
    before = {name: place.read(name) for name in place.list()}
    calls: list[tuple[str, str]] = []
    watch(monkeypatch, lambda *call: calls.append(call))
    assert publish(press, place) == {"a": "unchanged", "b": "unchanged"}
    asked = {(name, path.rpartition("/")[2]) for name, path in calls}
    assert asked == {("info", MANIFEST), ("cat_file", MANIFEST), ("cat_file", INDEX)}
    assert {name: place.read(name) for name in place.list()} == before


def test_one_changed_document_makes_an_edition_with_the_other(
    press: Press, place: Place, tmp_path: Path
) -> None:
    """Forced alone, a document is published beside the unchanged one, which is not rendered."""
    publish(press, place)
    press.texts = {"a": "two", "b": ""}  # b would fail
    assert publish(press, place, "a", force=True) == {"a": "done"}
    folder = place.download(tmp_path / "copy")
    check_settled(folder)
    manifest = json.loads((folder / MANIFEST).read_text())
    assert len(manifest["editions"]) == 2
    (newest,) = {entry["edition"] for entry in manifest["documents"].values()}
    assert b"two" in (folder / ARCHIVE / newest / "tiny-a-en.html").read_bytes()
    assert b"one" in (folder / ARCHIVE / newest / "tiny-b-en.html").read_bytes()
    assert b"two" in (folder / "tiny-a-en.html").read_bytes()


def test_a_failure_is_noted_and_leaves_the_rest(press: Press, place: Place, tmp_path: Path) -> None:
    """The document from before stays; manifest and index say what failed; in the end it is gone."""
    publish(press, place)
    press.texts["a"] = ""
    assert publish(press, place, force=True) == {"a": "failed", "b": "done"}
    folder = place.download(tmp_path / "copy")
    check_settled(folder)
    assert list(json.loads((folder / MANIFEST).read_text())["failures"]) == ["tiny-a-en"]
    assert b"lost" in (folder / INDEX).read_bytes()
    press.texts["a"] = "one"
    publish(press, place)
    assert json.loads(place.read(MANIFEST))["failures"] == {}
    assert b"lost" not in place.read(INDEX)


def test_surplus_editions_are_removed(press: Press, place: Place, tmp_path: Path) -> None:
    """With --keep 1 three states leave one edition, also when there is nothing to render."""
    for text in ("one", "two", "three"):
        change(press, text)
        publish(press, place)
    assert len({name.split("/")[1] for name in place.list() if name.startswith(ARCHIVE)}) == 3
    assert publish(press, place, keep=1) == {"a": "unchanged", "b": "unchanged"}
    folder = place.download(tmp_path / "copy")
    check_settled(folder)
    assert len(list((folder / ARCHIVE).iterdir())) == 1


def test_an_edition_may_come_back(press: Press, place: Place, tmp_path: Path) -> None:
    """Data and texts that were published before lead back to their edition, flat names included."""
    original = (press.data / "about.csv").read_bytes()
    publish(press, place)
    change(press, "two")
    publish(press, place)
    (press.data / "about.csv").write_bytes(original)
    press.texts = dict.fromkeys("ab", "one")
    publish(press, place)
    folder = place.download(tmp_path / "copy")
    check_settled(folder)
    assert len(list((folder / ARCHIVE).iterdir())) == 2
    assert b"one" in (folder / "tiny-a-en.html").read_bytes()


@pytest.mark.parametrize(
    ("kind", "keep", "stride"),
    [("memory", None, 1), ("disk", 1, 1), ("bucket", 1, 6)],  # a real API, at some of the steps
    ids=["memory, all kept", "disk, pruning", "S3, pruning"],
)
def test_a_fault_at_any_step_leaves_it_whole(
    press: Press,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    keep: int | None,
    stride: int,
) -> None:
    """What manifest and index name is there; the next run brings everything in line."""
    place = request.getfixturevalue(kind)
    for text in ("one", "two"):
        change(press, text)
        publish(press, place)
    start = place.download(tmp_path / "start")
    change(press, "new")
    left = 0

    def fail(name: str, _: str) -> None:
        nonlocal left
        if name in CHANGES:
            left -= 1
            if left == 0:
                raise OSError("the line is cut")

    watch(monkeypatch, fail)
    for step in range(1, 100, stride):
        place.restore(start)
        left = step
        try:
            publish(press, place, keep=keep)
        except PublishError as error:
            assert "the line is cut; what is published there stays whole" in str(error)
        else:
            break
        left = 0
        check_folder(place.download(tmp_path / f"cut-{step}"))
        publish(press, place, keep=keep)
        folder = place.download(tmp_path / f"mended-{step}")
        for path in folder.rglob("*.part"):  # may stay on a server, under a hidden name
            path.unlink()
        check_settled(folder)
        assert b"new" in (folder / "tiny-a-en.html").read_bytes()
        assert len(json.loads((folder / MANIFEST).read_text())["editions"]) == (1 if keep else 3)
    assert 17 < step < 99  # an edition of 12 files, manifest, 4 flat names, index


def test_a_faster_run_is_not_overwritten(
    press: Press, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The manifest changed since it was read: the run is refused and what the other put stays."""
    publish(press, place)
    other = place.read(MANIFEST).replace(b"tiny", b"tyni")

    def interfere(name: str, path: str) -> None:
        if name == "put_file" and "datapackage.json" in path:
            place.fs.pipe_file(f"{place.root}/{MANIFEST}", other)

    change(press, "new")
    watch(monkeypatch, interfere)
    with pytest.raises(PublishError, match="another run has published there"):
        publish(press, place)
    assert place.read(MANIFEST) == other


def test_s3_guards_the_last_moment(press: Press, bucket: Place, tmp_path: Path) -> None:
    """Between the last look at the manifest and its put there is no gap: the store refuses."""
    publish(press, bucket)
    store = Store(bucket.url)
    content, version = store.read(MANIFEST), store.read_version(MANIFEST)
    bucket.fs.pipe_file(f"{bucket.root}/{MANIFEST}", b"other")
    answers = iter([content, b"other"])  # at the last look it is still as it was
    store.read = lambda _: next(answers)
    (tmp_path / "mine").write_bytes(b"mine")
    with pytest.raises(PublishError, match="another run has published there"):
        store.commit(tmp_path / "mine", MANIFEST, content, version)
    assert bucket.read(MANIFEST) == b"other"


def test_s3_guards_the_first_manifest(bucket: Place, tmp_path: Path) -> None:
    """Two runs that both find nothing there: the second is refused."""
    store = Store(bucket.url)
    for name in ("mine", "other"):
        (tmp_path / name).write_bytes(name.encode())
    store.commit(tmp_path / "other", MANIFEST, None, "")
    answers = iter([None, b"other"])
    store.read = lambda _: next(answers)
    with pytest.raises(PublishError, match="another run has published there"):
        store.commit(tmp_path / "mine", MANIFEST, None, "")
    assert bucket.read(MANIFEST) == b"other"


def test_browsers_are_told_what_a_file_is(press: Press, bucket: Place) -> None:
    """A page opens in the browser and is not downloaded as something unknown."""
    publish(press, bucket)
    edition = json.loads(bucket.read(MANIFEST))["documents"]["tiny-a-en"]["edition"]
    for name in (INDEX, "tiny-a-en.html", f"{ARCHIVE}/{edition}/tiny-a-en.html"):
        assert bucket.fs.info(f"{bucket.root}/{name}")["ContentType"] == "text/html", name


@pytest.mark.parametrize(
    ("url", "error", "words"),
    [
        ("s3://nowhere/reports", PublishError, "there is no bucket nowhere"),
        ("zz://a/b", UsageError, "zz"),
    ],
)
def test_a_place_that_is_not_there_is_said_before_rendering(
    press: Press, bucket: Place, url: str, error: type[Exception], words: str
) -> None:
    """One message with the URL, and nothing is rendered for it."""
    press.texts = dict.fromkeys("ab", "")
    with pytest.raises(error, match=words):
        publish(press, replace(bucket, url=Url(url)))


def test_without_credentials_there_is_one_message(
    bucket: Place,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """Exit status 1, no traceback."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    assert call("build", "--out", "s3://shelf/reports") == 1
    message = capsys.readouterr().err
    assert message.startswith("error: s3://shelf/reports: ")
    assert message.count("\n") == 1
    assert "credentials" in message


def test_a_dead_server_is_one_message(
    bucket: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 1, no traceback."""
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9")
    assert call("build", "--out", "s3://shelf/reports") == 1
    message = capsys.readouterr().err
    assert message.startswith("error: s3://shelf/reports: ")
    assert message.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("reports", Path("reports")),
        ("file:///srv/my%20reports", Path("/srv/my reports")),
        ("s3://b/c", Url("s3://b/c")),
    ],
)
def test_out_is_a_folder_or_a_url(text: str, expected: object) -> None:
    """A file URL is a folder, with everything that holds for folders."""
    assert parse_out(text) == expected


def test_a_password_is_not_shown() -> None:
    """Messages and logs name the place, without the secret in its URL."""
    assert str(Url("sftp://me:secret@host/reports")) == "sftp://me:***@host/reports"
    assert Url("sftp://me:secret@host/reports/") / "a" == "sftp://me:***@host/reports/a"
