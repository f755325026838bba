"""Commands that write where nothing can be written: one line and exit status 1, as a build."""

from pathlib import Path

import pytest
from commands import render
from doubt_sample import write_source

from report138.data import new
from report138.data.new import make_framework


@pytest.fixture
def blocked(tmp_path: Path) -> Path:
    """A path below a file, where no folder can be made."""
    (tmp_path / "file").write_text("mine")
    return tmp_path / "file" / "below"


@pytest.mark.parametrize("command", ["new", "code", "figures"])
def test_where_nothing_can_be_written_is_said(
    folder: Path, tmp_path: Path, blocked: Path, command: str
) -> None:
    """One line that names the place; the file that is there is as it was."""
    source = write_source(tmp_path / "copy.txt")
    arguments = {
        "new": ("new", "mine", "--in", blocked),
        "code": ("code", "--data", folder, "--coder", "M", "--source", source, "--out", blocked),
        "figures": ("figures", "--data", folder, "--out", blocked),
    }
    run = render(*arguments[command])
    assert run.status == 1
    assert run.out == ""
    (line,) = run.err.splitlines()
    assert line.startswith(f"error: {blocked}")
    assert "Not a directory" in line
    assert blocked.parent.read_text() == "mine"


def test_a_framework_is_made_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full after the third file: no folder is left behind."""
    written, write = [], new.write_whole

    def fail(path: Path, content: bytes) -> None:
        written.append(path)
        if len(written) > 3:
            raise OSError(28, "No space left on device")
        write(path, content)

    monkeypatch.setattr(new, "write_whole", fail)
    with pytest.raises(OSError, match="No space left"):
        make_framework("mine", tmp_path / "data")
    assert list((tmp_path / "data").iterdir()) == []


@pytest.mark.parametrize(
    "coder",
    ["../x", "a/b", "a\\b", "a\nb", "\x1b[31m", "", " ", "=1+1", "-x", "@x", "x" * 31, "a b"],
)
def test_a_coder_that_is_no_name_is_refused(folder: Path, tmp_path: Path, coder: str) -> None:
    """Their name stands in the names of files and segments."""
    run = render("code", "--data", folder, f"--coder={coder}", "--out", tmp_path / "out")
    assert run.status == 2
    assert run.err.startswith("error: --coder ")
    assert "letters, digits, _ . - only, 30 at most" in run.err
    assert "\x1b" not in run.err
    assert not (tmp_path / "out").exists()


def test_what_the_data_hold_does_nothing_to_a_terminal(folder: Path) -> None:
    """An escape sequence in a name is written out in notes and messages."""
    elements = folder / "elements.csv"
    elements.write_text(elements.read_text("utf-8").replace("Repair", "Re\x1b[2Jpair"), "utf-8")
    run = render("check", folder)
    assert run.status == 0
    assert "elements.csv, row 4, column name_en: U+001B, which cannot be seen" in run.out
    elements.write_text(elements.read_text("utf-8").replace("R2,track", "R\u202e2,track"), "utf-8")
    run = render("check", folder)
    assert run.status == 2
    assert "“R<U+202E>2”" in run.err
    assert not {"\x1b", "\u202e"} & set(run.out + run.err)
