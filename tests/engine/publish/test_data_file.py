"""The zip of the data: what is in it, the same bytes always, published like a document."""

import io
import os
import zipfile
from pathlib import Path

import pytest
import sample
from press import Press, check_settled

from report138.engine.publish.data_file import pack

NAME = "tiny-data.zip"


def read_zip(path: Path) -> dict[str, bytes]:
    """Return the files of a zip by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_holds_what_the_documents_were_made_from(press: Press) -> None:
    """The files of the data package, sorted, byte by byte, and nothing else of the folder."""
    (press.data / "source.txt").write_text("the whole article", encoding="utf-8")
    (press.data / "README.md").write_text("about", encoding="utf-8")
    press.print()
    found = read_zip(press.out / NAME)
    names = ["README.md", *sample.FILES, "datapackage.json"]
    assert list(found) == sorted(names)
    assert found == {name: (press.data / name).read_bytes() for name in names}


def test_the_same_files_make_the_same_bytes(press: Press, tmp_path: Path) -> None:
    """Neither when they were written nor the order of a folder shows."""
    press.print()
    for path in press.data.iterdir():
        os.utime(path, (1, 1))
    first = (press.out / NAME).read_bytes()
    press.out = tmp_path / "again"
    press.print()
    assert (press.out / NAME).read_bytes() == first
    assert pack({"a": b"1", "b": b"2"}) == pack({"b": b"2", "a": b"1"})
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}


def test_frictionless_takes_the_zip_for_a_data_package(tmp_path: Path) -> None:
    """Of the shipped data: the descriptor lies at its root, and every file keeps to it."""
    frictionless = pytest.importorskip("frictionless")
    folder = Path(__file__).resolve().parents[3] / "data" / "138"
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".md"}
    (tmp_path / "d.zip").write_bytes(pack(files))
    package = frictionless.Package(str(tmp_path / "d.zip"))
    assert package.validate().valid
    assert len(package.resources) == len(files) - 1


def test_it_is_in_the_edition_and_beside_the_documents(press: Press) -> None:
    """The manifest names it as it names documents, and both copies are whole."""
    press.print()
    entry = press.manifest["documents"]["tiny-data"]
    assert list(entry["files"]) == [NAME]
    copy = press.out / "archive" / press.edition_of("a") / NAME
    assert copy.read_bytes() == (press.out / NAME).read_bytes()
    check_settled(press.out)


def test_other_data_make_another_zip_and_leave_the_old(press: Press) -> None:
    """Each edition keeps the data of its documents."""
    press.print()
    old = press.edition_of("b")
    sample.set_cell(press.data, "about.csv", 2, "text_en", "changed")
    press.texts["a"] = "two"
    press.print("a")
    new = press.edition_of("a")
    for edition, there in ((old, False), (new, True)):
        about = read_zip(press.out / "archive" / edition / NAME)["about.csv"]
        assert (b"changed" in about) is there
    assert b"changed" in read_zip(press.out / NAME)["about.csv"]


def test_a_zip_that_was_lost_comes_back_without_a_rendering(press: Press) -> None:
    """Flat name and archive: the documents beside it are left as they are."""
    press.print()
    whole = (press.out / NAME).read_bytes()
    (press.out / NAME).unlink()
    (press.out / "archive" / press.edition_of("a") / NAME).write_bytes(b"damaged")
    outcomes = press.print(force=False)
    assert [outcome.status for outcome in outcomes] == ["unchanged", "unchanged"]
    assert (press.out / NAME).read_bytes() == whole
    check_settled(press.out)


def test_without_a_document_there_is_no_zip(press: Press) -> None:
    """Where everything fails nothing is published."""
    press.texts = {"a": ""}
    press.print()
    assert press.manifest["documents"] == {}
    assert not (press.out / NAME).exists()


def test_an_edition_that_is_given_up_takes_its_zip_along(press: Press) -> None:
    """Keeping one edition leaves one zip in the archive."""
    for text in ("one", "two"):
        press.texts |= dict.fromkeys("ab", text)
        press.print(keep=1)
    assert len(list((press.out / "archive").rglob(NAME))) == 1
