"""Places to publish to: an S3 API on this machine, memory, a folder treated as a server."""

import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from press import Press

from report138.engine.documents.options import RenderOptions
from report138.engine.documents.remote import build_remotely
from report138.engine.plan.fingerprint import hash_file
from report138.engine.publish.destination import Destination, Url
from report138.engine.publish.store import Store

CHANGES = ("put_file", "cp_file", "rm", "mv")  # what changes something there
READS = ("cat_file", "info", "exists")


ABSENT = "fsspec, of the extra remote, is not installed"


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


@pytest.fixture
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
def bucket(hurry: None, s3: str, monkeypatch: pytest.MonkeyPatch) -> Place:
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
def memory(hurry: None) -> Place:
    """An empty place in the memory of this process."""
    fs = pytest.importorskip("fsspec", reason=ABSENT).filesystem("memory")
    if fs.exists("/shelf"):
        fs.rm("/shelf", recursive=True)
    return Place(Url("memory://shelf/reports"), fs, "/shelf/reports")


@pytest.fixture
def disk(hurry: None, tmp_path: Path) -> Place:
    """A folder that is treated as a server: files are put aside and renamed."""
    fs = pytest.importorskip("fsspec", reason=ABSENT).filesystem("local")
    return Place(Url(f"local://{tmp_path}/there"), fs, f"{tmp_path}/there")


@pytest.fixture(params=["bucket", "memory", "disk"])
def place(request: pytest.FixtureRequest) -> Place:
    """One kind of place after the other."""
    return request.getfixturevalue(request.param)


def publish(press: Press, place: Place, *reports: str, **options: Any) -> dict[str, str]:
    """Build documents at a place; return what became of each report."""
    hash_file.cache_clear()
    destination = Destination(place.url, options.pop("keep", None))
    jobs = [press.make_job(report) for report in reports or press.texts]
    outcomes = build_remotely(
        jobs, RenderOptions(**options), destination, lambda *_: None, lambda _: None
    )
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
