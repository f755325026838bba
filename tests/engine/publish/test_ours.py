"""What in an output folder is not ours, and what readers may not see."""

from pathlib import Path

import pytest
from press import Press

from report138.engine.errors import PublishError, UsageError
from report138.engine.publish.ours import hide_paths


@pytest.mark.parametrize(
    "name", ["archive", "failed", "manifest.json", "index.html", "archive/2020-02-29-0123abcd"]
)
@pytest.mark.parametrize("there", [True, False], ids=["there", "dangling"])
def test_a_link_that_leads_out_is_refused(
    press: Press, tmp_path: Path, name: str, there: bool
) -> None:
    """Nothing is written where it leads to, and nothing is removed there."""
    (tmp_path / "outside").mkdir()
    target = tmp_path / "outside" / "x"
    if there:
        target.mkdir()
    link = press.out / name
    link.parent.mkdir(parents=True)
    link.symlink_to(target)
    with pytest.raises(UsageError, match="a symbolic link that leads out of the folder"):
        press.print()
    assert [path.name for path in (tmp_path / "outside").rglob("*")] == ["x"] * there


def test_the_output_folder_itself_may_be_a_link(press: Press, tmp_path: Path) -> None:
    """And so may a part of it that stays inside."""
    (tmp_path / "disk" / "old").mkdir(parents=True)
    press.out.symlink_to(tmp_path / "disk")
    (press.out / "archive").symlink_to(tmp_path / "disk" / "old")
    assert {outcome.status for outcome in press.print()} == {"done"}


def test_a_link_left_among_the_leftovers_is_removed_alone(press: Press, tmp_path: Path) -> None:
    """What it leads to stays."""
    press.print()
    (press.out / "mine").mkdir()
    (press.out / "mine" / "kept").touch()
    (press.out / "archive" / ".new-0123abcd").symlink_to(press.out / "mine")
    press.print()
    assert not (press.out / "archive" / ".new-0123abcd").is_symlink()
    assert (press.out / "mine" / "kept").exists()


@pytest.mark.parametrize("name", ["tiny-a-en.html", "index.html"])
def test_a_folder_in_the_place_of_a_file_is_named_and_the_rest_goes_on(
    press: Press, name: str
) -> None:
    """The others are published; when it is gone, the next run puts the file there."""
    (press.out / name).mkdir(parents=True)
    with pytest.raises(PublishError, match=rf"{name}: .* a folder has its name"):
        press.print()
    files = {path.name for path in press.out.iterdir() if path.is_file()}
    assert {"tiny-a-en.html", "tiny-b-en.html", "index.html", "manifest.json"} - {name} <= files
    (press.out / name).rmdir()
    press.print(force=False)
    assert (press.out / name).is_file()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("no file '/home/me/data/x.csv'", "no file 'x.csv'"),
        ("/srv/a b: denied", "a b: denied"),
        (r"C:\Users\me\x.csv is open", "x.csv is open"),
        (r"\\server\share\x.csv", "x.csv"),
        ("see https://example.org/a/b and 1/2/3", "see https://example.org/a/b and 1/2/3"),
        ("data/x.csv, row 2", "data/x.csv, row 2"),
    ],
)
def test_of_a_path_readers_see_the_name(said: str, shown: str) -> None:
    """Where things lie on this machine is nobody's business; addresses and relative names stay."""
    assert hide_paths(said) == shown
