"""Where --out leads: URLs that work through the command line, and what is no place at all."""

from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem
from fsspec.utils import infer_storage_options
from large_sample import call
from planning import patch_settings
from remote_sample import Place

from report138.engine.documents import rendering
from report138.engine.errors import NotebookError
from report138.engine.plan.job import Job

BRIEF = ("build", "brief", "-p", "element=S1", "--language", "en", "--format", "html")
NAME = "138-brief-S1-en.html"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch, hurry: None) -> None:
    """Print a page without a kernel."""

    def render(job: Job, *_: Any) -> rendering.Rendered:
        return rendering.Rendered(dict.fromkeys(job.files, b"<title>page</title>"))

    monkeypatch.setattr(rendering, "render_document", render)
    patch_settings(monkeypatch, warm=False)


def test_a_build_at_a_url_lists_its_files(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 0 and a line a file, as for a folder; a second run changes nothing."""
    for last in ("0.0 s", "unchanged"):
        assert call(*BRIEF, "--jobs", "1", "--out", place.url.full) == 0
        assert f"{place.url}/{NAME}  0 KB  {last}\n" in capsys.readouterr().out
    assert place.read(NAME) == b"<title>page</title>"


def test_a_file_url_is_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What stands after file:// is a path, with blanks and the like as in any URL."""
    assert call(*BRIEF, "--jobs", "1", "--out", f"file://{tmp_path}/my%20reports%23") == 0
    assert (tmp_path / "my reports#" / NAME).is_file()
    assert f"{NAME}  0 KB" in capsys.readouterr().out


def test_what_could_not_be_put_is_listed_so(
    memory: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A document that was rendered and did not get there is not published; status 1."""

    def fail(*_: Any, **__: Any) -> None:
        raise OSError("the line is cut")

    monkeypatch.setattr(MemoryFileSystem, "put_file", fail)
    assert call(*BRIEF, "--jobs", "1", "--out", memory.url.full) == 1
    said = capsys.readouterr()
    assert f"{NAME}  0 KB  0.0 s  not published\n" in said.out
    assert "the line is cut" in said.err


class Guarded(MemoryFileSystem):
    """A place in memory that wants a password."""

    protocol = "guarded"
    cachable = False
    passwords: list[str] = []  # noqa: RUF012 -- seen by the test

    def __init__(self, **options: Any) -> None:
        super().__init__()
        self.passwords.append(options.get("password", ""))

    @staticmethod
    def _get_kwargs_from_urls(url: str) -> dict[str, Any]:
        return {"password": infer_storage_options(url)["password"]}

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return super()._strip_protocol("/" + path.rpartition("@")[2].lstrip("/"))

    def cat_file(self, path: str, *arguments: Any, **options: Any) -> bytes:
        """Read a file, unless the place is to complain."""
        if "refused" in path:
            raise OSError(f"cannot log in as {self.passwords[-1]}")
        return super().cat_file(path, *arguments, **options)


def test_a_password_is_used_and_never_shown(
    memory: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It goes to the place; lines, errors and what is stored there are without it."""
    fsspec.register_implementation("guarded", Guarded, clobber=True)
    for folder, status in (("shelf", 0), ("refused", 1)):
        Guarded.passwords.clear()
        url = f"guarded://me:s3cr3t@host/{folder}"
        assert call(*BRIEF, "--jobs", "1", "--out", url) == status
        assert set(Guarded.passwords) == {"s3cr3t"}
        said = capsys.readouterr()
        assert "guarded://me:***@host" in said.out + said.err
        assert "s3cr3t" not in said.out + said.err
    stored = [content.getvalue() for content in MemoryFileSystem.store.values()]
    assert len(stored) > 5
    assert not [content for content in stored if b"s3cr3t" in content]


COMMANDS = {
    "build": BRIEF,
    "schedule": ("schedule", "0 7 * * *", "--once"),
    "status": ("status",),
    "figures": ("figures",),
    "repair": ("repair",),
    "diff": ("diff", "138", "138"),
    "code": ("code", "--coder", "Z"),
}
NOWHERE = (
    "",
    " ",
    "file://reports",
    "file://",
    "file:///",
    "file:/srv/x",
    "s3://",
    "s3:///",
    "s3:///folder",
    "s3:/bucket/x",
    "s3:bucket",
    "memory:/x",
    "memory://",
    "sftp://",
    "~/reports",
    "~",
    "re\nports",
    "re\x1b[2Jports",
    "sftp://me:s3cr3t@/x:y",
)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("out", NOWHERE, ids=ascii)
def test_what_is_no_place_is_refused(
    command: str,
    out: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One line that names --out, status 2, and nothing is made."""
    monkeypatch.chdir(tmp_path)
    if out.startswith("sftp://me") and command == "build":
        pytest.skip("a place with a name of its own")
    assert call(*COMMANDS[command], "--out", out) == 2
    said = capsys.readouterr()
    assert said.err.startswith("error: --out")
    assert said.err.count("\n") == 1
    assert "s3cr3t" not in said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "build"])
def test_where_a_folder_is_needed_a_url_is_refused(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A schedule keeps its memory there, figures are files: only build writes to a URL."""
    assert call(*COMMANDS[command], "--out", "s3://bucket/x") == 2
    assert "folder" in capsys.readouterr().err


def test_another_programs_files_stop_a_build_before_it_renders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A manifest.json or an index.html of others is left alone: one line, status 2."""

    def refuse(*_: Any) -> None:
        raise AssertionError("rendered")

    monkeypatch.setattr(rendering, "render_document", refuse)
    for name, content in (("manifest.json", '{"name": "My app"}'), ("index.html", "<p>mine")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / name).write_text(content)
        assert call(*BRIEF, "--jobs", "1", "--out", folder) == 2
        error = capsys.readouterr().err
        assert name in error
        assert error.count("\n") == 1
        assert (folder / name).read_text() == content
        assert {path.name for path in folder.iterdir()} <= {name, ".lock"}


def test_another_programs_files_stop_a_build_at_a_url(
    memory: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same holds there, and for a manifest that leads out of the folder of this machine."""
    evil = b'{"schema": 2, "documents": {}, "editions": {}, "failures": {}, "pruned": ["../../x"]}'
    for name, content in (("index.html", b"<p>mine"), ("manifest.json", evil)):
        memory.fs.pipe_file(f"{memory.root}/{name}", content)
        assert call(*BRIEF, "--jobs", "1", "--out", memory.url.full) == 2
        error = capsys.readouterr().err
        assert name in error
        assert error.count("\n") == 1
        assert memory.list() == [name]
        memory.fs.rm(f"{memory.root}/{name}")


def test_paths_of_this_machine_stay_out_of_what_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the manifest nor the index says where the data lie or which file failed."""
    import sample

    data = sample.write_tiny(tmp_path / "secret-place")
    out = tmp_path / "out"
    brief = ("build", "brief", "-p", "element=R1", "--language", "en", "--format", "html")
    assert call(*brief, "--jobs", "1", "--data", data, "--out", out) == 0

    def fail(*_: Any) -> None:
        raise NotebookError(f"a.ipynb, cell 2: FileNotFoundError: no file '{data}/x.csv'")

    monkeypatch.setattr(rendering, "render_document", fail)
    assert call(*brief, "--jobs", "1", "--data", data, "--out", out, "--force") == 1
    for path in (out / "manifest.json", out / "index.html", *out.glob("archive/*/edition.json")):
        assert str(tmp_path) not in path.read_text(encoding="utf-8")
        assert "secret-place" not in path.read_text(encoding="utf-8"), path.name
    assert "no file &#39;x.csv&#39;" in (out / "index.html").read_text(encoding="utf-8")
