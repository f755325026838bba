"""The settings of a run: one variable, which every child process inherits."""

import json
import os
import subprocess
import sys

import pytest

from report138.settings import VARIABLE, Settings, change_settings, get_settings


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin without settings, and put back those that were there."""
    monkeypatch.setenv(VARIABLE, "{}")


def test_a_change_is_seen_here_and_leaves_the_rest() -> None:
    """Two changes, one after the other, hold both."""
    change_settings(fonts=("/a.otf", "/b:c.otf"))
    change_settings(warm=False)
    assert get_settings() == Settings(fonts=("/a.otf", "/b:c.otf"), warm=False)


def test_a_child_process_has_the_same_settings() -> None:
    """They cross in the environment, texts in Chinese included."""
    change_settings(carried=("义乌", "/folder"), bitmaps=False)
    ask = "from report138.settings import get_settings as g; print(g().carried, g().bitmaps)"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", ask], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "('义乌', '/folder') False\n"


def test_only_what_differs_from_the_default_is_written() -> None:
    """A variable that a person reads in `env` stays short."""
    change_settings(warm=False, bitmaps=True)
    assert json.loads(os.environ[VARIABLE]) == {"warm": False}


def test_another_environment_can_be_read() -> None:
    """That of a kernel to come, without changing the one of this process."""
    environment = Settings(fonts=("/a.otf",)).to_environment()
    assert get_settings(environment).fonts == ("/a.otf",)
    assert get_settings().fonts == ()
