"""Values of options that a command must refuse before anything is rendered, each in one line."""

from pathlib import Path

import pytest
from large_sample import call


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "--data", ""), "it is empty"),
        (("check", "--data", " "), "it is empty"),
        (("build", "--timeout", "nan"), "nan is no number of seconds"),
        (("build", "--timeout", "inf"), "inf is no number of seconds"),
        (("build", "-p", "reading=Z"), "reading=Z: the framework has A, B, C, D"),
        (
            ("previw",),
            "report previw: the plan has report, brief; did you mean the command preview?",
        ),
        (("lst",), "did you mean the command list?"),
        (("preview", "brif"), "error: report brif: did you mean brief? the plan has"),
        (("check", "--data", "18"), "no such folder; did you mean 138?"),
        (("build", "--data", "18"), "no such folder; did you mean 138?"),
        (("verify", "--source", "/dev/zero"), "/dev/zero: no file"),
        (("code", "--coder", "E", "--source", "/dev/null"), "/dev/null: no file"),
    ],
)
def test_a_value_that_is_none_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Status 2, and what is wrong with it; nothing is written."""
    out = () if arguments[0] in ("check", "verify", "preview") else ("--out", str(tmp_path / "out"))
    assert call(*arguments, *out) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_empty_source_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A sheet without a sentence would ask its coder for nothing."""
    (tmp_path / "source.txt").write_text(" \n")
    source = str(tmp_path / "source.txt")
    assert call("code", "--coder", "E", "--source", source, "--out", str(tmp_path / "out")) == 2
    assert "source.txt: the file is empty" in capsys.readouterr().err
