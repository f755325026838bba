"""Finished files appear whole or not at all, and the manifest says what they are."""

import hashlib
import json
from pathlib import Path

import pytest

from report138.render.publish import (
    MANIFEST,
    is_intact,
    publish,
    read_manifest,
    write_manifest,
)
from report138.whole_file import write_whole

EMPTY = {"schema": 1, "documents": {}}


def test_a_file_is_written_with_its_folder(tmp_path: Path) -> None:
    """Missing folders are made, and nothing but the file is left in them."""
    path = tmp_path / "new" / "deep" / "a.pdf"
    write_whole(path, b"content")
    assert path.read_bytes() == b"content"
    assert [item.name for item in path.parent.iterdir()] == ["a.pdf"]


def test_a_file_is_replaced(tmp_path: Path) -> None:
    """New content takes the place of the old, and no part of the writing stays behind."""
    path = tmp_path / "a.pdf"
    for content in (b"long old content", b"new"):
        write_whole(path, content)
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk gives up before the end, the published file is the one from before."""
    path = tmp_path / "a.pdf"
    write_whole(path, b"old")

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="no space left"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_move_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the file is open elsewhere and cannot be replaced, nothing is left beside it."""
    path = tmp_path / "a.pdf"
    write_whole(path, b"old")

    def fail(self: Path, target: Path) -> None:
        raise PermissionError("in use")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(PermissionError, match="in use"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_publishing_returns_hash_and_size(tmp_path: Path) -> None:
    """Every file of a document is written, and described by sha256 and length."""
    files = publish(tmp_path, {"a.html": b"page", "a.pdf": b"sheet"})
    assert (tmp_path / "a.html").read_bytes() == b"page"
    assert files["a.pdf"] == {"sha256": hashlib.sha256(b"sheet").hexdigest(), "bytes": 5}


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    """What is entered comes back, Chinese included, documents in the order of their names."""
    manifest = {"schema": 1, "documents": {"b": {"title": "义乌"}, "a": {"title": "Yiwu"}}}
    write_manifest(tmp_path, manifest)
    assert read_manifest(tmp_path) == manifest
    assert list(read_manifest(tmp_path)["documents"]) == ["a", "b"]
    assert "义乌" in (tmp_path / MANIFEST).read_text(encoding="utf-8")


def test_an_absent_manifest_counts_as_empty(tmp_path: Path) -> None:
    """In a new folder nothing has been published yet."""
    assert read_manifest(tmp_path) == EMPTY


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"schema": 1, "documents": {"a": ',
        b"\xff\xfe\x00",
        b"[]",
        b'"text"',
        b"null",
        json.dumps({"schema": 2, "documents": {}}).encode(),
        json.dumps({"schema": 1, "documents": []}).encode(),
        json.dumps({"schema": 1}).encode(),
    ],
    ids=["empty", "cut", "no text", "list", "text", "null", "other schema", "no map", "no docs"],
)
def test_a_broken_manifest_counts_as_empty(tmp_path: Path, content: bytes) -> None:
    """Whatever stands in its place, rendering starts afresh and does not stop."""
    (tmp_path / MANIFEST).write_bytes(content)
    assert read_manifest(tmp_path) == EMPTY


def test_published_files_are_intact_until_touched(tmp_path: Path) -> None:
    """A changed or deleted file is noticed by its hash."""
    files = publish(tmp_path, {"a.html": b"page", "a.pdf": b"sheet"})
    assert is_intact(tmp_path, files)
    (tmp_path / "a.pdf").write_bytes(b"shee7")
    assert not is_intact(tmp_path, files)
    (tmp_path / "a.pdf").unlink()
    assert not is_intact(tmp_path, files)
    assert is_intact(tmp_path, {"a.html": files["a.html"]})
