"""Trouble while publishing, and how the next start mends what the last one left."""

import shutil
from pathlib import Path

import pytest
import sample
from press import Press, check_folder, check_settled

from report138.engine.documents.rendering import Rendered
from report138.engine.errors import PublishError
from report138.engine.plan.job import Job
from report138.engine.publish import publish
from report138.engine.publish.manifest import MANIFEST
from report138.whole_file import HeldError


def test_the_start_removes_leftovers(press: Press) -> None:
    """What a killed run left aside is gone after the next start; other files are not."""
    press.print()
    for name in (".new-0123abcd", ".new-mine"):
        (press.out / "archive" / name).mkdir()
    (press.out / ".tiny-a-en.html.77.part").write_bytes(b"ha")
    (press.out / "notes.part").write_bytes(b"mine")
    publish.mend(press.out)
    assert [name for name in press.editions if name.startswith(".new")] == [".new-mine"]
    assert [path.name for path in press.out.glob("*.part")] == ["notes.part"]


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"edited")])
def test_the_start_restores_flat_files(press: Press, damage: object) -> None:
    """A file that was deleted or edited comes back from its edition, without rendering."""
    press.print()
    before = press.flat
    damage(press.out / "tiny-a-en.html")
    (press.out / "index.html").write_text("edited")
    outcomes = press.print(force=False)
    assert [outcome.status for outcome in outcomes] == ["unchanged", "unchanged"]
    assert press.flat == before
    assert (press.out / "index.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_damaged_edition_is_made_again(press: Press) -> None:
    """A file missing in the archive is a reason to render, and the folder is whole again."""
    press.print()
    (press.out / "archive" / press.editions[0] / "tiny-a-en.html").unlink()
    statuses = {item.job.report.name: item.status for item in press.print(force=False)}
    assert statuses == {"a": "done", "b": "unchanged"}
    assert len(press.editions) == 1
    check_settled(press.out)


def test_a_removed_archive_is_made_again(press: Press) -> None:
    """Who deletes the archive has a complete edition after the next run."""
    press.print()
    shutil.rmtree(press.out / "archive")
    press.print("a", force=False)
    check_settled(press.out)
    assert press.edition_of("b") == press.edition_of("a")


def test_data_that_change_during_the_run_are_published_as_they_were_read(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents, edition and zip are of the bytes that were hashed; the next run sees the change."""
    press.print()
    read: list[bytes] = []
    before = (press.data / "about.csv").read_bytes()

    def find_data_changed(job: Job, *arguments: object) -> Rendered:
        sample.set_cell(press.data, "about.csv", 2, "text_en", "changed")
        read.append((job.framework.folder / "about.csv").read_bytes())
        return press.render(job, *arguments)

    monkeypatch.setattr("report138.engine.documents.rendering.render_document", find_data_changed)
    press.texts = {"a": "two"}
    press.print()
    edition = press.out / "archive" / press.edition_of("a")
    assert read == [before]
    assert (edition / "data" / "about.csv").read_bytes() == before
    check_settled(press.out)
    assert [item.status for item in press.print(force=False)] == ["done"]


def test_a_held_file_is_named_and_the_others_go_on(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that holds a file keeps the old one; the next run replaces it."""
    press.print()
    press.texts |= {"a": "two", "b": "two"}
    write = publish.write_whole

    def refuse(path: Path, content: bytes) -> None:
        if path.name == "tiny-a-en.html":
            raise HeldError(path)
        write(path, content)

    monkeypatch.setattr(publish, "write_whole", refuse)
    with pytest.raises(PublishError, match=r"tiny-a-en\.html: another program holds it"):
        press.print()
    assert b"one" in press.flat["tiny-a-en.html"]
    assert b"two" in press.flat["tiny-b-en.html"]
    monkeypatch.setattr(publish, "write_whole", write)
    press.print(force=False)
    assert b"two" in press.flat["tiny-a-en.html"]


@pytest.mark.parametrize(
    "module", ["documents.rendering", "publish.editions", "publish.manifest", "publish.publish"]
)
def test_a_full_disk_is_one_message_and_harms_nothing(
    press: Press, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    """Wherever the disk gives up, what is published stays whole, and the next run mends it."""
    press.print()
    press.texts["a"] = "two"
    writer = "write_durably" if module.endswith(("rendering", "editions")) else "write_whole"

    def fail(path: Path, _: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(f"report138.engine.{module}.{writer}", fail)
        with pytest.raises(PublishError, match="No space left on device"):
            press.print()
    check_folder(press.out)
    press.print()
    check_settled(press.out)
    assert b"two" in press.flat["tiny-a-en.html"]


def test_a_folder_that_cannot_be_written_is_one_message(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a read-only folder nothing is rendered; the message names the folder."""

    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "out")

    monkeypatch.setattr(Path, "mkdir", fail)
    with pytest.raises(PublishError, match="Permission denied"):
        press.print()


def test_the_manifest_is_read_once_in_a_run(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a run holds the folder it knows what the manifest says."""
    press.print()
    read, reads = Path.read_bytes, []

    def note(path: Path) -> bytes:
        reads.append(path.name)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", note)
    assert {outcome.status for outcome in press.print()} == {"done"}
    assert reads.count(MANIFEST) == 1
