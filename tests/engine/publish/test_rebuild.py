"""A manifest that is lost or damaged, made again from the archive."""

import json
from itertools import count
from pathlib import Path

import pytest
from large_sample import call
from press import Press, check_settled

from report138.engine.errors import UsageError
from report138.engine.publish import publish
from report138.engine.publish.manifest import MANIFEST
from report138.engine.publish.rebuild import rebuild


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a minute pass from one edition to the next."""
    minutes = count()
    monkeypatch.setattr(publish, "format_now", lambda: f"2026-01-01T12:{next(minutes):02}:00+00:00")


def print_three(press: Press) -> dict[str, object]:
    """Publish three editions, the last one of a alone; return the manifest."""
    for text in ("one", "two"):
        press.texts = dict.fromkeys("ab", text)
        press.print()
    press.texts["a"] = "three"
    press.print("a")
    return press.manifest


@pytest.mark.parametrize(
    "damage", [b"", b'{"schema": 2, "docu', None], ids=["empty", "cut", "gone"]
)
def test_a_manifest_is_made_again_in_full(press: Press, damage: bytes | None) -> None:
    """Editions and documents are as before, so that nothing is rendered; the old file is kept."""
    before, path = print_three(press), press.out / MANIFEST
    path.unlink() if damage is None else path.write_bytes(damage)
    lines = rebuild(press.out)
    assert lines[-1] == f"{path}: made again: 3 editions, 3 documents"
    kept = press.out / f"{MANIFEST}.broken"
    assert (kept.read_bytes() if kept.exists() else None) == damage
    after = press.manifest
    assert after["documents"] == before["documents"]
    assert {**after["editions"]} == {**before["editions"]}
    check_settled(press.out)
    assert {outcome.status for outcome in press.print(force=False)} == {"unchanged"}


def test_a_manifest_that_can_be_read_stays(press: Press) -> None:
    """There is nothing to repair, and nothing is written."""
    press.print()
    before = (press.out / MANIFEST).read_bytes()
    assert rebuild(press.out)[0].endswith("as it should be; nothing was done")
    assert (press.out / MANIFEST).read_bytes() == before


def test_what_is_shown_decides_between_editions(press: Press) -> None:
    """Texts that went back to an older edition: the documents are in that one."""
    for text in ("one", "two", "one"):
        press.texts = dict.fromkeys("ab", text)
        press.print()
    before = press.edition_of("a")
    (press.out / MANIFEST).unlink()
    rebuild(press.out)
    assert press.edition_of("a") == before
    assert b"one" in press.flat["tiny-a-en.html"]


def test_what_cannot_be_trusted_is_left_out_and_named(press: Press) -> None:
    """An edition with a changed file, and a folder of somebody's, are not entered."""
    print_three(press)
    first, last = press.editions[0], press.edition_of("a")
    damaged = next(name for name in press.editions if name != last)
    (press.out / "archive" / damaged / "tiny-data.zip").write_bytes(b"edited")
    (press.out / "archive" / "mine").mkdir()
    (press.out / MANIFEST).write_bytes(b"")
    lines = rebuild(press.out)
    assert [line for line in lines if f"{damaged}: a file is missing or was changed" in line]
    assert [line for line in lines if "mine: it has no edition.json" in line]
    assert damaged not in press.manifest["editions"]
    assert first in press.editions
    check_settled(press.out)


def test_without_an_edition_nothing_is_touched(tmp_path: Path) -> None:
    """Another program's manifest stays where it is."""
    path = tmp_path / MANIFEST
    path.write_text('{"name": "My app"}')
    with pytest.raises(UsageError, match="no edition to make it from"):
        rebuild(tmp_path)
    assert path.read_text() == '{"name": "My app"}'
    with pytest.raises(UsageError, match="no such folder"):
        rebuild(tmp_path / "nowhere")


def test_editions_from_before_get_a_record(press: Press) -> None:
    """The next start adds it, as long as the manifest can be read."""
    press.print()
    (record,) = press.out.glob("archive/*/edition.json")
    before = json.loads(record.read_text(encoding="utf-8"))
    record.unlink()
    press.print(force=False)
    assert json.loads(record.read_text(encoding="utf-8")) == before


def test_the_command_repairs(press: Press, capsys: pytest.CaptureFixture[str]) -> None:
    """A build names it, with status 2; after it the build goes on."""
    press.print()
    (press.out / MANIFEST).write_bytes(b"{")
    assert call("build", "brief", "-p", "element=S1", "--language", "en", "--out", press.out) == 2
    assert f"render.py repair --out {press.out}" in capsys.readouterr().err
    assert call("repair", "--out", press.out) == 0
    assert "made again: 1 edition, 3 documents" in capsys.readouterr().out
