"""One render at a time in a folder: the second says that it waits, and waits."""

import subprocess
import sys
from pathlib import Path

import pytest

from report138.engine.errors import PublishError
from report138.engine.publish import lock
from report138.engine.publish.lock import hold

HOLDER = """
import sys
from pathlib import Path
from report138.engine.publish.lock import hold
with hold(Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.read()
"""


def start_holder(out: Path) -> subprocess.Popen[str]:
    """Start a process that holds a folder until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(out)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "held\n"
    return process


def test_a_free_folder_is_held_without_a_word(tmp_path: Path) -> None:
    """The folder is made if it is not there, and nothing is said."""
    said: list[str] = []
    for _ in range(2):
        with hold(tmp_path / "new" / "out", said.append):
            assert (tmp_path / "new" / "out").is_dir()
    assert said == []


def test_a_second_render_says_that_it_waits_and_goes_on(tmp_path: Path) -> None:
    """When the first one ends, the second one has the folder."""
    holder = start_holder(tmp_path)
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        holder.communicate()  # the first one ends only now

    with hold(tmp_path, say):
        assert said == [f"{tmp_path}: another render works here; waiting for it to end"]


def test_a_second_render_does_not_wait_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the longest wait there is one message that names the folder."""
    monkeypatch.setattr(lock, "WAIT", 0.01)
    holder = start_holder(tmp_path)
    with pytest.raises(PublishError, match=str(tmp_path)), hold(tmp_path, lambda _: None):
        pass
    holder.communicate()


def test_a_killed_render_leaves_the_folder_free(tmp_path: Path) -> None:
    """The lock ends with its process, whatever became of it."""
    holder = start_holder(tmp_path)
    holder.kill()
    holder.communicate()
    said: list[str] = []
    with hold(tmp_path, said.append):
        assert said == []
