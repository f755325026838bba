"""The notebooks of failed documents, kept for debugging: not for ever."""

from pathlib import Path

from report138.engine.documents.rendering import RUNS, prune_failed


def test_the_newest_runs_stay(tmp_path: Path) -> None:
    """Of 23 runs the three oldest go; what people have put beside them stays."""
    assert RUNS == 20
    names = [f"202601{day:02}T070000" for day in range(1, 24)]
    for name in [*names, "mine", "20250101"]:
        (tmp_path / "failed" / name).mkdir(parents=True)
        (tmp_path / "failed" / name / "d.ipynb").touch()
    prune_failed(tmp_path)
    left = sorted(path.name for path in (tmp_path / "failed").iterdir())
    assert left == sorted([*names[3:], "mine", "20250101"])


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """A link with such a name leads somewhere else, where all stays."""
    aside = tmp_path / "aside"
    aside.mkdir()
    (aside / "kept").touch()
    (tmp_path / "failed").mkdir()
    (tmp_path / "failed" / "20250101T000000").symlink_to(aside)
    for day in range(1, 24):
        (tmp_path / "failed" / f"202601{day:02}T070000").mkdir()
    prune_failed(tmp_path)
    assert (aside / "kept").exists()


def test_nothing_failed_is_no_trouble(tmp_path: Path) -> None:
    """Most folders have none."""
    prune_failed(tmp_path)
