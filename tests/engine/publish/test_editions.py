"""Editions: made when bytes change, never changed, kept as long as asked."""

import json
from pathlib import Path

import pytest
import sample
from press import Press, check_settled

from report138.cli.data import find_data
from report138.engine.errors import UsageError
from report138.engine.publish import editions


def test_an_edition_holds_documents_and_data(press: Press) -> None:
    """The folder is named by the day of the data and a hash, and is complete."""
    press.print()
    (name,) = press.editions
    assert name.startswith("2020-02-29-")
    assert len(name) == len("2020-02-29-") + 8
    files = {path.name for path in (press.out / "archive" / name).iterdir()}
    assert files == {*press.flat, "tiny-data.zip", "data", "edition.json"}
    assert find_data(name, press.out) == press.out / "archive" / name / "data"
    for path in find_data(name, press.out).iterdir():
        assert path.read_bytes() == (press.data / path.name).read_bytes()


def test_the_same_bytes_make_no_new_edition(press: Press) -> None:
    """Rendered once more with the same result, the archive is as before."""
    press.print()
    before = press.editions
    press.print()
    assert press.editions == before


def test_changed_bytes_make_a_new_edition_and_leave_the_old(press: Press) -> None:
    """The sent link still leads to what it led to; the flat name has the new text."""
    press.print()
    old = press.edition_of("a")
    press.texts["a"] = "two"
    press.print("a")
    new = press.edition_of("a")
    assert new != old
    for edition, text in ((old, b"one"), (new, b"two")):
        path = press.out / "archive" / edition / "tiny-a-en.html"
        assert text in path.read_bytes()
    assert b"two" in press.flat["tiny-a-en.html"]


def test_documents_not_asked_for_are_copied(press: Press) -> None:
    """With the same data an edition is complete, whatever part of it was rendered."""
    press.print()
    press.texts["a"] = "two"
    press.print("a")
    assert press.edition_of("b") == press.edition_of("a")
    assert (press.out / "archive" / press.edition_of("b") / "tiny-b-en.html").is_file()


def test_documents_on_other_data_stay_behind(press: Press) -> None:
    """A document that was made from other data keeps its own edition."""
    press.print()
    old = press.edition_of("b")
    sample.set_cell(press.data, "about.csv", 2, "text_en", "changed")
    press.texts["a"] = "two"
    press.print("a")
    assert press.edition_of("b") == old != press.edition_of("a")
    assert not (press.out / "archive" / press.edition_of("a") / "tiny-b-en.html").exists()


def test_a_failed_document_keeps_entry_file_and_edition(press: Press) -> None:
    """The others go on into a new edition."""
    press.print()
    before, flat = press.manifest["documents"]["tiny-b-en"], press.flat["tiny-b-en.html"]
    press.texts |= {"a": "two", "b": ""}
    press.print()
    assert press.manifest["documents"]["tiny-b-en"] == before
    assert press.flat["tiny-b-en.html"] == flat
    assert press.edition_of("a") != press.edition_of("b")


def test_a_failure_is_noted_until_it_is_over(press: Press) -> None:
    """The first line of the error stands in the manifest; the next success clears it."""
    press.texts["b"] = ""
    press.print()
    failure = press.manifest["failures"]["tiny-b-en"]
    assert failure["error"] == "a.ipynb, cell 2: KeyError: 'lost'"
    assert failure["when"]
    press.texts["b"] = "one"
    press.print("b")
    assert press.manifest["failures"] == {}


def test_a_failure_is_over_when_the_old_document_fits_again(press: Press) -> None:
    """When what broke it is taken back, nothing is rendered and the note goes."""
    press.print()
    sample.set_cell(press.data, "about.csv", 2, "text_en", "changed")
    press.texts["b"] = ""
    press.print("b")
    assert press.manifest["failures"]
    sample.write_tiny(press.data)
    (outcome,) = press.print("b", force=False)
    assert outcome.status == "unchanged"
    assert press.manifest["failures"] == {}


def test_what_comes_back_is_the_edition_it_was(press: Press) -> None:
    """When the bytes of an earlier edition return, that folder is named again."""
    press.print()
    first = press.edition_of("a")
    for text in ("two", "one"):
        press.texts["a"] = text
        press.print()
    assert press.edition_of("a") == first
    assert list(press.manifest["editions"])[-1] == first


def test_keeping_some_removes_the_oldest(press: Press) -> None:
    """After the run the newest ones are there, in the archive and in the manifest."""
    for text in ("one", "two", "three"):
        press.texts |= dict.fromkeys("ab", text)
        press.print(keep=2)
    assert len(press.editions) == 2
    assert sorted(press.manifest["editions"]) == press.editions
    check_settled(press.out)


def test_keeping_some_spares_what_a_document_is_in(press: Press) -> None:
    """An edition that the manifest names stays, however old."""
    press.print()
    old = press.edition_of("b")
    press.texts |= {"a": "two", "b": ""}
    press.print(keep=1)
    assert old in press.editions
    check_settled(press.out)


def test_everything_is_kept_unless_told(press: Press) -> None:
    """Without a number no edition goes."""
    for text in ("one", "two", "three"):
        press.texts["a"] = text
        press.print()
    assert len(press.editions) == 3


def test_two_editions_with_one_short_hash_have_two_names(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When eight digits are not enough, the name grows."""
    press.print()
    manifest = press.manifest
    (name,) = manifest["editions"]
    manifest["editions"][name]["digest"] = name[-8:] + "0" * 56
    (press.out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    press.print()
    assert press.editions[1].startswith(name)
    assert len(press.editions[1]) == len(name) + 8


def test_a_data_set_is_found_by_edition_folder_or_name(press: Press) -> None:
    """An edition's name, its folder, a framework folder and a framework's name all lead there."""
    press.print()
    (name,) = press.editions
    folder = press.out / "archive" / name
    assert find_data(name, press.out) == find_data(str(folder), press.out) == folder / "data"
    assert find_data(str(press.data), press.out) == press.data
    assert find_data("138", press.out).name == "138"
    with pytest.raises(UsageError, match="2020-01-01-00000000: no edition in"):
        find_data("2020-01-01-00000000", press.out)


def test_a_staging_folder_goes_with_its_run(tmp_path: Path) -> None:
    """When a run ends by an error, nothing of it stays aside."""
    with pytest.raises(RuntimeError), editions.open_staging(tmp_path) as folder:
        (folder / "a").write_bytes(b"half")
        raise RuntimeError
    assert list((tmp_path / "archive").iterdir()) == []
