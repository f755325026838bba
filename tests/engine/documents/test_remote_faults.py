"""Publishing at a URL that goes wrong: cut at every step, overtaken, not there, not allowed."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from large_sample import call
from press import Press, check_folder, check_settled
from remote_sample import CHANGES, Place, change, publish, watch

from report138.engine.errors import PublishError, UsageError
from report138.engine.publish.destination import Url, parse_out
from report138.engine.publish.manifest import MANIFEST
from report138.engine.publish.store import Store
from report138.engine.stored import StoredFileError


@pytest.mark.parametrize(
    ("kind", "keep", "stride"),
    [("memory", 1, 3), ("disk", None, 8), ("bucket", 1, 17)],
    ids=["memory, some steps", "folder, some steps", "S3, some steps"],
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


def test_what_a_cut_run_did_not_remove_the_next_publication_does(
    press: Press, memory: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edition given up, whose removal failed, goes when there is something to publish again."""
    publish(press, memory)
    with monkeypatch.context() as patch:

        def fail(name: str, _: str) -> None:
            if name == "rm":
                raise OSError("the line is cut")

        watch(patch, fail)
        change(press, "two")
        with pytest.raises(PublishError, match="the line is cut"):
            publish(press, memory, keep=1)
    change(press, "three")
    publish(press, memory)
    there = {name.split("/")[1] for name in memory.list() if name.startswith("archive/")}
    assert there == set(json.loads(memory.read(MANIFEST))["editions"])


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


def test_a_lost_manifest_is_not_begun_anew(press: Press, memory: Place) -> None:
    """An index of ours without its manifest is refused: a new one would forget what is there."""
    publish(press, memory)
    memory.fs.rm(f"{memory.root}/{MANIFEST}")
    before = memory.list()
    with pytest.raises(StoredFileError, match=r"manifest\.json: absent; nothing there was changed"):
        publish(press, memory)
    assert memory.list() == before


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


@pytest.mark.parametrize(
    ("url", "error", "words"),
    [
        ("s3://nowhere/reports", PublishError, "bucket does not exist"),
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


def test_without_fsspec_there_is_one_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names the extra to install; exit status 2."""
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    assert call("build", "--out", "s3://shelf/reports") == 2
    assert ".[remote]" in capsys.readouterr().err


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
