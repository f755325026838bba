"""Publish tiny documents without notebooks or kernels, and look at what stands in the folder."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import sample
from bs4 import BeautifulSoup
from planning import describe_folder, patch_settings

from report138.engine.documents import rendering
from report138.engine.documents.build import Outcome, build
from report138.engine.documents.options import RenderOptions
from report138.engine.errors import NotebookError
from report138.engine.plan.fingerprint import hash_file
from report138.engine.plan.job import Job
from report138.engine.plan.reports_yaml import ReportPlan
from report138.engine.publish.destination import Destination
from report138.engine.publish.manifest import ARCHIVE, is_intact, matches, read_manifest
from report138.engine.publish.publish import INDEX


@dataclass
class Press:
    """Documents with given texts on the tiny framework, printed into a folder."""

    data: Path
    out: Path
    texts: dict[str, str] = field(default_factory=dict)  # by report; empty: the document fails

    def make_job(self, report: str) -> Job:
        """Make the job of a document that no notebook stands behind."""
        plan = ReportPlan(report, (), {"zh": "", "en": f"On {report}"}, ("html", "ipynb"), {}, {})
        return Job(plan, describe_folder(self.data), "en", plan.formats, {"language": "en"})

    def render(self, job: Job, *_: Any) -> rendering.Rendered:
        """Stand in for rendering: the text, or a failure."""
        text = self.texts[job.report.name]
        if not text:
            raise NotebookError("a.ipynb, cell 2: KeyError: 'lost'\n  kept: somewhere")
        return rendering.Rendered({name: f"{name}: {text}".encode() * 500 for name in job.files})

    def print(self, *reports: str, **options: Any) -> list[Outcome]:
        """Build documents, by default all, whether they changed or not."""
        hash_file.cache_clear()
        destination = Destination(self.out, options.pop("keep", None))
        how = RenderOptions(**{"force": True, **options})
        jobs = [self.make_job(report) for report in reports or self.texts]
        return list(build(jobs, how, destination, lambda *_: None, lambda _: None))

    @property
    def manifest(self) -> dict[str, Any]:
        """The manifest as it stands."""
        return read_manifest(self.out)

    @property
    def editions(self) -> list[str]:
        """The names of the folders in the archive, hidden ones included."""
        folder = self.out / ARCHIVE
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []

    @property
    def flat(self) -> dict[str, bytes]:
        """The documents under their flat names."""
        return {path.name: path.read_bytes() for path in self.out.glob("tiny-*-en.*")}

    def edition_of(self, report: str) -> str:
        """Return the edition that a document is in."""
        return self.manifest["documents"][f"tiny-{report}-en"]["edition"]


@pytest.fixture
def press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Press:
    """Two documents, a and b, not published yet."""
    made = Press(sample.write_tiny(tmp_path / "tiny"), tmp_path / "out", {"a": "one", "b": "one"})
    monkeypatch.setattr(rendering, "render_document", made.render)
    patch_settings(monkeypatch, warm=False)  # no kernel is needed, so none is kept ready
    return made


def list_links(out: Path) -> list[str]:
    """Return to which files the links of the index lead."""
    page = BeautifulSoup((out / INDEX).read_text(encoding="utf-8"), "lxml")
    links = [link["href"] for link in page.find_all("a")]
    return [link for link in links if not link.startswith("#")]


def check_folder(out: Path) -> None:
    """Check what must hold at every moment: what is named is there and whole."""
    path = out / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8")) if path.exists() else read_manifest(out)
    for name, edition in manifest["editions"].items():
        assert is_intact(out / ARCHIVE / name, edition["files"]), name
    for stem, entry in manifest["documents"].items():
        assert entry["edition"] in manifest["editions"], stem
        assert is_intact(out / ARCHIVE / entry["edition"], entry["files"]), stem
    if (out / INDEX).exists():
        for link in list_links(out):
            assert (out / link).is_file(), link
            if link.startswith(ARCHIVE):
                assert link.split("/")[1] in list_whole(out), link


def list_whole(out: Path) -> list[str]:
    """List the editions that hold as many files as when they were made: two a document, data twice."""
    return [
        folder.name
        for folder in (out / ARCHIVE).iterdir()
        if len(list(folder.glob("tiny-*-*"))) >= 2
        and (folder / "tiny-data.zip").is_file()
        and len(list(folder.glob("data/*"))) == 8
    ]


def check_settled(out: Path) -> None:
    """Check what must hold after a start: nothing half done is left, everything agrees."""
    check_folder(out)
    assert [path.name for path in out.rglob("*") if path.name.endswith(".part")] == []
    assert list((out / ARCHIVE).glob(".new-*")) == []
    for entry in read_manifest(out)["documents"].values():
        for name, facts in entry["files"].items():
            assert matches(out / name, facts), name
