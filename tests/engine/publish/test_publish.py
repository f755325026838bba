"""Finished files appear whole or not at all, and the manifest says what they are."""

import hashlib
import json
import os
from pathlib import Path

import pytest
import valid_files

from report138 import whole_file
from report138.engine.publish.manifest import (
    MANIFEST,
    find_copy,
    is_intact,
    read_manifest,
    write_manifest,
)
from report138.engine.stored import StoredFileError
from report138.whole_file import HeldError, write_whole

EMPTY = {
    "schema": 2,
    "program": "report138",
    "documents": {},
    "editions": {},
    "failures": {},
    "pruned": [],
}


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


def test_a_held_target_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the file is open elsewhere and cannot be replaced, nothing is left beside it."""
    path = tmp_path / "a.pdf"
    write_whole(path, b"old")

    def fail(*_: object) -> None:
        raise PermissionError("in use")

    monkeypatch.setattr(whole_file, "PATIENCE", 0.0)
    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(HeldError, match=r"a\.pdf: another program holds it"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_held_target_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that lets go after a moment costs nothing but the moment."""
    path, replace, refusals = tmp_path / "a.pdf", os.replace, [1, 2]

    def refuse(*arguments: Path) -> None:
        if refusals:
            refusals.pop()
            raise PermissionError("in use")
        replace(*arguments)

    monkeypatch.setattr("os.replace", refuse)
    monkeypatch.setattr(whole_file, "PAUSE", 0.0)
    write_whole(path, b"new")
    assert (path.read_bytes(), refusals) == (b"new", [])


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    """What is entered comes back, Chinese included, documents in the order of their names."""
    manifest = valid_files.make_manifest("b", "a", heading="义乌")
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
        json.dumps({**EMPTY, "schema": 1}).encode(),
        json.dumps({**EMPTY, "documents": []}).encode(),
        json.dumps({"schema": 2, "documents": {}}).encode(),
    ],
    ids=["empty", "cut", "no text", "list", "text", "null", "other schema", "no map", "no docs"],
)
def test_a_broken_manifest_is_refused(tmp_path: Path, content: bytes) -> None:
    """Whatever stands in its place, it is named and left as it is."""
    (tmp_path / MANIFEST).write_bytes(content)
    with pytest.raises(StoredFileError, match=r"manifest\.json: .*render\.py repair --out"):
        read_manifest(tmp_path)
    assert (tmp_path / MANIFEST).read_bytes() == content


def write_files(folder: Path) -> dict[str, dict[str, object]]:
    """Write two files and return what a manifest says of them."""
    folder.mkdir(parents=True, exist_ok=True)
    contents = {"a.html": b"page", "a.pdf": b"sheet"}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return {name: {"sha256": hashlib.sha256(c).hexdigest()} for name, c in contents.items()}


def test_published_files_are_intact_until_touched(tmp_path: Path) -> None:
    """A changed or deleted file is noticed by its hash."""
    files = write_files(tmp_path)
    assert is_intact(tmp_path, files)
    (tmp_path / "a.pdf").write_bytes(b"shee7")
    assert not is_intact(tmp_path, files)
    (tmp_path / "a.pdf").unlink()
    assert not is_intact(tmp_path, files)
    assert is_intact(tmp_path, {"a.html": files["a.html"]})


def test_a_copy_is_found_in_the_edition_or_under_the_flat_name(tmp_path: Path) -> None:
    """The edition comes first; where it is damaged, the flat file serves if it is whole."""
    edition = tmp_path / "archive" / "2020-02-29-12345678"
    entry = {"edition": edition.name, "files": write_files(edition)}
    assert find_copy(tmp_path, entry, "a.pdf") == b"sheet"
    write_files(tmp_path)
    (edition / "a.pdf").write_bytes(b"shee7")
    assert find_copy(tmp_path, entry, "a.pdf") == b"sheet"
    (tmp_path / "a.pdf").unlink()
    assert find_copy(tmp_path, entry, "a.pdf") is None
