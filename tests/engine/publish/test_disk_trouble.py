"""Real trouble with the disk: a folder that may only be read, a full disk, two renders at once."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import ROOT
from large_sample import call
from press import Press, check_folder, check_settled

from report138.engine.errors import PublishError
from report138.engine.plan import combine
from report138.engine.publish import publish
from report138.engine.publish.lock import LOCK
from report138.engine.publish.manifest import read_manifest
from report138.engine.publish.publish import mend

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs POSIX users and mounts")
NOBODY = 65534
KILOBYTE = 1024


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """Start the command line as a user does."""
    return subprocess.Popen(
        [sys.executable, str(ROOT / "render.py"), *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def read_state(out: Path) -> dict[str, tuple[bytes, int]]:
    """Return content and time of every file of a folder, but for the lock."""
    files = (path for path in out.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(p.relative_to(out)): (p.read_bytes(), p.stat().st_mtime_ns) for p in files}


# --- a folder that may only be read ---------------------------------------------------------------


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, unlike those of tests."""
    folder = Path(tempfile.mkdtemp(prefix="r138-open-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def run_as_nobody(out: Path) -> tuple[int, str]:
    """Run the command line in a process that permissions bind; return its status and message.

    It is forked, so that it needs no right to read the interpreter or the project again.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writing, 2)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
        status = 99
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setresgid(NOBODY, NOBODY, NOBODY)
                os.setresuid(NOBODY, NOBODY, NOBODY)
            status = call("build", "--out", out)
        finally:
            sys.stderr.flush()
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as said:
        message = said.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), message


def test_a_folder_that_may_only_be_read_is_named(
    press: Press, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status 1 and one message; what is published there stays untouched."""
    press.out = open_folder / "out"
    planned = [press.make_job(name) for name in "ab"], []
    monkeypatch.setattr(combine, "plan_jobs", lambda *_: planned)
    assert call("build", "--quiet", "--jobs", "1", "--out", press.out) == 0
    before = read_state(press.out)
    press.texts = dict.fromkeys("ab", "two")
    everything = [press.out, *press.out.rglob("*")]
    for path in everything:
        path.chmod(0o555 if path.is_dir() else 0o444)
    status, message = run_as_nobody(press.out)
    for path in everything:
        path.chmod(0o755)
    assert status == 1, message
    assert message.splitlines() == [
        f"error: {press.out}: Permission denied ({press.out / LOCK}); "
        "what is published there stays whole"
    ]
    assert read_state(press.out) == before


# --- a full disk ----------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of eight megabytes in memory, or a reason to skip."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)]
    if not mount or subprocess.run([mount, *options], capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount a disk")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path, left: int) -> Path:
    """Fill a disk until so many bytes are left; return the file that fills it."""
    filler = disk / "filler"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    filler.write_bytes(b"x" * (free - left))
    return filler


def test_a_full_disk_harms_nothing_wherever_it_fills(press: Press, small_disk: Path) -> None:
    """With ever more room left the run fails later; the folder is sound, and the next run mends."""
    press.out = small_disk / "out"
    press.print()
    failures = 0
    for left in range(0, 400 * KILOBYTE, 16 * KILOBYTE):
        flat, edition = press.flat, press.editions
        press.texts = dict.fromkeys("ab", f"with {left} left")
        filler = fill(small_disk, left)
        try:
            press.print()
        except PublishError as error:
            failures += 1
            assert "No space left on device" in str(error)
            check_folder(press.out)
            if press.editions == edition:  # the disk was full before the commit
                assert press.flat == flat
            filler.unlink()
            mend(press.out)
            check_settled(press.out)
        else:
            break
    filler.unlink(missing_ok=True)
    assert failures > 3
    assert all(b"left" in content for content in press.flat.values())
    check_settled(press.out)


def test_a_real_render_on_a_full_disk_says_so(press: Press, small_disk: Path) -> None:
    """Status 1, one message with the cause, no traceback, no remains, the old files untouched."""
    press.out = small_disk / "out"
    press.print()
    fill(small_disk, 40 * KILOBYTE)
    before = read_state(press.out)
    arguments = ("brief", "-p", "element=C1", "--language", "en", "--format", "html")
    run = start("build", *arguments, "--data", press.data, "--out", press.out)
    _, err = run.communicate()
    assert run.returncode == 1, err
    (message,) = err.splitlines()
    assert message.startswith(f"error: {press.out}: No space left on device")
    assert read_state(press.out) == before
    assert list((press.out / "archive").glob(".new-*")) == []


# --- two renders at once --------------------------------------------------------------------------


def test_two_renders_at_once_both_end_well(press: Press) -> None:
    """The second waits for the first; both documents are published, whole, nothing is left over."""
    arguments = ("build", "brief", "-p", "element=C1", "--data", press.data, "--out", press.out)
    runs = [start(*arguments, "--language", language) for language in ("en", "zh")]
    told = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [0, 0], told
    assert sum("waiting for it to end" in out for out, _ in told) == 1
    stems = ["tiny-brief-C1-en", "tiny-brief-C1-zh", "tiny-data"]
    assert list(read_manifest(press.out)["documents"]) == stems
    assert len(list(press.out.glob("tiny-*"))) == 5
    check_settled(press.out)
    assert not [path for path in press.out.rglob(".*") if path.name != ".lock"]


def test_what_was_made_is_told_before_what_is_held(
    press: Press, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line for each file, with a word on the one that is not in place; then the error."""
    planned = [press.make_job(name) for name in "ab"], []
    monkeypatch.setattr(combine, "plan_jobs", lambda *_: planned)
    put = publish._put
    monkeypatch.setattr(
        publish, "_put", lambda path, text: path.name != "tiny-b-en.html" and put(path, text)
    )
    assert call("build", "--jobs", "1", "--out", press.out) == 1
    told = capsys.readouterr()
    lines = [line for line in told.out.splitlines() if " KB " in line]
    assert [Path(line.split("  ")[0]).name for line in lines] == [
        name for job in planned[0] for name in job.files
    ]
    assert [line.endswith("  not published") for line in lines] == [False, False, True, False]
    assert told.err.startswith(f"error: {press.out / 'tiny-b-en.html'}: another program holds it")
