"""Publishing at a URL: the same as in a folder, only what changed, editions kept and given up."""

import json
import re
from pathlib import Path

import pytest
from press import Press, check_settled
from remote_sample import Place, change, publish, watch

from report138.engine.publish.editions import RECORD
from report138.engine.publish.manifest import ARCHIVE, MANIFEST
from report138.engine.publish.publish import INDEX


def test_what_is_published_is_what_a_folder_gets(
    press: Press, place: Place, tmp_path: Path
) -> None:
    """The same names and bytes as in a local folder, but for the times in the manifest."""
    assert publish(press, place) == {"a": "done", "b": "done"}
    press.print()
    there, here = place.download(tmp_path / "copy"), press.out
    names = {path.relative_to(here).as_posix() for path in here.rglob("*") if path.is_file()}
    assert set(place.list()) == names - {".lock"}
    timed = {name for name in names if name.endswith((MANIFEST, INDEX, RECORD))}
    for name in names - {".lock"} - timed:
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


def test_the_manifest_forgets_what_was_removed(press: Press, memory: Place) -> None:
    """The list of editions given up does not grow with every run."""
    for text in ("one", "two", "three", "four"):
        change(press, text)
        publish(press, memory, keep=1)
    assert len(json.loads(memory.read(MANIFEST))["pruned"]) == 1


def test_a_file_that_somebody_removed_blocks_nothing(press: Press, place: Place) -> None:
    """With a document and the index gone, the next run mends the index; --force the rest."""
    publish(press, place)
    lost = [name for name in place.list() if name.endswith("tiny-a-en.html")]
    for name in (*lost, INDEX):
        place.fs.rm(f"{place.root}/{name}")
    assert publish(press, place) == {"a": "unchanged", "b": "unchanged"}
    assert INDEX in place.list()
    publish(press, place, force=True)
    assert set(lost) <= set(place.list())


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


def test_browsers_are_told_what_a_file_is(press: Press, bucket: Place) -> None:
    """A page opens in the browser and is not downloaded as something unknown."""
    publish(press, bucket)
    edition = json.loads(bucket.read(MANIFEST))["documents"]["tiny-a-en"]["edition"]
    for name in (INDEX, "tiny-a-en.html", f"{ARCHIVE}/{edition}/tiny-a-en.html"):
        assert bucket.fs.info(f"{bucket.root}/{name}")["ContentType"] == "text/html", name
