"""A Dask cluster that cannot be reached: one message each."""

import sys
from pathlib import Path

import pytest
from large_sample import call


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("tcp://127.0.0.1:9", 1, "no scheduler answers there within 10 seconds"),
        ("127.0.0.1:8786", 2, "expected tcp://HOST:PORT or tls://HOST:PORT"),
        ("http://a:1", 2, "expected tcp://HOST:PORT or tls://HOST:PORT"),
    ],
)
def test_a_wrong_address_is_one_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str, status: int, words: str
) -> None:
    """It says what was found and what is expected, without a traceback."""
    assert call("build", "--out", tmp_path / "out", "--dask", address) == status
    message = capsys.readouterr().err
    assert message.startswith(f"error: --dask {address}: ")
    assert words in message
    assert message.count("\n") == 1


def test_without_distributed_there_is_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names the extra to install; exit status 2."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert call("build", "--out", tmp_path / "out", "--dask", "tcp://127.0.0.1:9") == 2
    assert ".[dask]" in capsys.readouterr().err
