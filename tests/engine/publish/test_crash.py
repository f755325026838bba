"""Kill the publisher at each of its steps: the folder is sound, and the next start mends it."""

import builtins
import io
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from press import Press, check_folder, check_settled

from report138.engine.publish.publish import mend

STEPS = ("replace", "rename", "fsync", "mkdir", "unlink", "rmdir")
MOST = 400  # more steps than any of these runs has

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


class Counter:
    """Counts the steps of a process and kills it before the one that was chosen."""

    def __init__(self, last: int) -> None:
        self.left = last

    def step(self) -> None:
        """Count one step; at the last one die as by kill -9."""
        self.left -= 1
        if self.left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def wrap(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Make every call of a function a step."""

        def call(*arguments: Any, **options: Any) -> Any:
            self.step()
            return function(*arguments, **options)

        return call

    def install(self) -> None:
        """Wrap what changes the disk, in this process; writing is cut in its middle."""
        for name in STEPS:
            setattr(os, name, self.wrap(getattr(os, name)))
        os.fsync = self.wrap(lambda _: None)  # a kill, unlike a power cut, loses nothing written
        opened, counter = io.open, self

        def open_counted(file: Any, mode: str = "r", *rest: Any, **options: Any) -> Any:
            handle = opened(file, mode, *rest, **options)
            if mode == "wb":
                write = handle.write

                def write_halves(content: bytes) -> None:
                    write(content[: len(content) // 2])
                    handle.flush()
                    counter.step()
                    write(content[len(content) // 2 :])

                handle = Proxy(handle, write_halves)
            return handle

        io.open = builtins.open = open_counted


class Proxy:
    """A file whose writing is another function."""

    def __init__(self, handle: Any, write: Callable[[bytes], None]) -> None:
        self.handle, self.write = handle, write

    def __getattr__(self, name: str) -> Any:
        return getattr(self.handle, name)

    def __enter__(self) -> "Proxy":
        return self

    def __exit__(self, *_: object) -> None:
        self.handle.close()


def run_until(press: Press, last: int, keep: int | None) -> bool:
    """Publish in a process of its own that is killed at a step; tell whether it came that far."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            Counter(last).install()
            press.print(keep=keep)
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0, "the run itself failed"
    return False


def prepare(press: Press, tmp_path: Path, texts: list[str]) -> Path:
    """Publish earlier editions; return a copy of the folder to start each run from."""
    for text in texts:
        press.texts = dict.fromkeys("ab", text)
        press.print()
    start = tmp_path / "start"
    if press.out.exists():
        shutil.move(press.out, start)
    press.texts = dict.fromkeys("ab", "new")
    return start


def list_possible(press: Press, texts: list[str]) -> dict[str, set[bytes]]:
    """Return the whole contents that each flat file may have."""
    possible: dict[str, set[bytes]] = {}
    for text in [*texts, "new"]:
        whole = Press(press.data, press.out, dict.fromkeys("ab", text))
        for report in "ab":
            for name, content in whole.render(whole.make_job(report)).contents.items():
                possible.setdefault(name, set()).add(content)
    return possible


@pytest.mark.parametrize(
    ("texts", "keep"),
    [([], None), (["one"], None), (["one", "two"], 1)],
    ids=["first", "second", "pruning"],
)
def test_a_kill_at_any_step_leaves_a_sound_folder(
    press: Press,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    texts: list[str],
    keep: int | None,
) -> None:
    """What the manifest and the index name is whole; the next start settles, the next run ends."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    start = prepare(press, tmp_path, texts)
    possible = list_possible(press, texts)
    steps = 0
    while steps < MOST:
        steps += 1
        shutil.rmtree(press.out, ignore_errors=True)
        if start.exists():
            shutil.copytree(start, press.out)
        if not run_until(press, steps, keep):
            break
        if not press.out.exists():
            continue  # killed before there was a folder
        check_folder(press.out)
        for name, content in press.flat.items():
            assert content in possible[name], (steps, name)
        mend(press.out)
        if (press.out / "archive").exists():
            check_settled(press.out)
        press.print(keep=keep)
        check_settled(press.out)
        assert all(b"new" in content for content in press.flat.values())
        assert len(press.manifest["editions"]) == (1 if keep else len(texts) + 1)
    assert 30 < steps < MOST
