"""Publish to a place that has neither locks nor folders that can be renamed, such as S3.

What must be rendered is seen from the manifest there.  A working copy in a temporary folder gets
the files that this takes; of others it has only the names.  It is built in as always, then what is
new goes up: edition, manifest, flat names, index.  The manifest is the one commit point; what a run
that was cut off did not get to after it, the next one does.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from report138.engine.documents.build import Outcome, Task, build, leave, select_due
from report138.engine.documents.options import RenderOptions
from report138.engine.documents.rendering import OnCell
from report138.engine.errors import PublishError, explain_disk_errors
from report138.engine.plan.job import Job
from report138.engine.publish.destination import Destination
from report138.engine.publish.editions import RECORD, list_data
from report138.engine.publish.index_page import INDEX, renew_index
from report138.engine.publish.manifest import (
    ARCHIVE,
    MANIFEST,
    Manifest,
    is_intact,
    matches,
    parse_manifest,
    read_manifest,
)
from report138.engine.publish.ours import FAILED, refuse_foreign_index
from report138.engine.publish.publish import list_surplus
from report138.engine.publish.store import Store
from report138.engine.run.execute import open_work_folder
from report138.engine.stored import StoredFileError

ADVICE = (
    "nothing there was changed: copy the place into a folder, make it again there with python "
    "render.py repair --out FOLDER, and put it back"
)


def build_remotely(
    jobs: list[Job],
    options: RenderOptions,
    destination: Destination,
    on_cell: OnCell,
    say: Callable[[str], None] = print,
) -> Iterator[Outcome]:
    """Render documents and publish them at a URL; raises PublishError if that cannot be done."""
    with explain_disk_errors(destination.out), open_work_folder() as folder:
        copy = WorkingCopy(Store(destination.out), folder / "out")
        copy.begin()
        here = replace(destination, out=copy.folder)
        documents = copy.before["documents"]
        tasks = list(select_due(jobs, copy.folder, documents, options, lambda *_: True))
        busy = _find_busy(tasks, copy.before, destination.keep)
        for task in tasks:
            if task.job.framework.folder not in busy:
                yield leave(task.job, documents)
        if not busy:
            return
        due = [task for task in tasks if task.job.framework.folder in busy]
        copy.fetch(due)
        try:
            for outcome in build([task.job for task in due], options, here, on_cell, say):
                error = outcome.error.replace(str(copy.folder), str(destination.out))
                yield replace(outcome, error=error)
        except PublishError:
            copy.push()  # what other frameworks have come to
            raise
        copy.push()


def _find_busy(tasks: list[Task], manifest: Manifest, keep: int | None) -> set[Path]:
    """Return the framework folders for which there is something to do."""
    if keep and list_surplus(manifest, keep):
        return {task.job.framework.folder for task in tasks}
    return {
        task.job.framework.folder
        for task in tasks
        if task.reasons or task.job.stem in manifest["failures"]
    }


class WorkingCopy:
    """A folder here that stands for the one there."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder = store, folder
        folder.mkdir(parents=True)

    def begin(self) -> None:
        """Read the manifest there, and finish what a run that was cut off has not."""
        # the version first: should the manifest change in between, the commit is refused
        self.version = self.store.read_version(MANIFEST)
        self.content = self.store.read(MANIFEST)
        self.before = parse_manifest(self.content, self.store.url / MANIFEST, ADVICE)
        if self.content is None:
            index = self.store.read(INDEX)
            refuse_foreign_index(index, self.store.url)
            if index is not None:  # it is written after the manifest, so there was one
                raise StoredFileError(f"{self.store.url / MANIFEST}: absent; {ADVICE}")
        else:
            (self.folder / MANIFEST).write_bytes(self.content)
        if not self.before["documents"] and not self.before["failures"]:
            return
        page = renew_index(self.before, set(self.before["editions"]), self.store.read(INDEX))
        if page is not None:  # the last step of a publication
            (self.folder / INDEX).write_bytes(page)
            for entry in self.before["documents"].values():
                for name in entry["files"]:
                    self.store.copy(f"{ARCHIVE}/{entry['edition']}/{name}", name)
            self._end(self.before["pruned"])

    def fetch(self, tasks: list[Task]) -> None:
        """Get the documents that may go into an edition with new ones: those of the same data."""
        fresh = [(task.job.framework.name, list_data(task.dependencies)) for task in tasks]
        for entry in self.before["documents"].values():
            if (entry["framework"], list_data(entry)) in fresh:
                for name in entry["files"]:
                    self._get(f"{ARCHIVE}/{entry['edition']}/{name}")
        for edition, entry in self.before["editions"].items():
            for name in entry["files"]:
                self._stand_in(f"{ARCHIVE}/{edition}/{name}")
        for edition in self.before["pruned"]:  # the new manifest forgets them
            self.store.remove(f"{ARCHIVE}/{edition}")

    def _get(self, name: str) -> None:
        content = self.store.read(name)
        if content is not None:  # else it is rendered again
            self._stand_in(name).write_bytes(content)

    def _stand_in(self, name: str) -> Path:
        """Make an empty file that says that there is one, unless it is here."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        return path

    def push(self) -> None:
        """Bring there what is new here, in the order that keeps it whole at every moment."""
        after = read_manifest(self.folder)
        made = [
            edition
            for edition, entry in after["editions"].items()
            if is_intact(self.folder / ARCHIVE / edition, entry["files"])
        ]
        for edition in made:
            for name in (*after["editions"][edition]["files"], RECORD):
                self._put(f"{ARCHIVE}/{edition}/{name}")
        for path in (self.folder / FAILED).rglob("*.ipynb"):
            self._put(path.relative_to(self.folder).as_posix())
        if not (self.folder / MANIFEST).exists():
            return
        if (self.folder / MANIFEST).read_bytes() != self.content:
            self.store.commit(self.folder / MANIFEST, MANIFEST, self.content, self.version)
        self._follow(after, made)
        self._end(after["pruned"])

    def _follow(self, manifest: dict, made: list[str]) -> None:
        """Put the flat names of documents that are in another edition than before, or made again."""
        for stem, entry in manifest["documents"].items():
            known = self.before["documents"].get(stem, {})
            same = (known.get("edition"), known.get("files")) == (entry["edition"], entry["files"])
            if same and entry["edition"] not in made:
                continue
            for name, facts in entry["files"].items():
                if matches(self.folder / name, facts):
                    self._put(name)
                else:
                    self.store.copy(f"{ARCHIVE}/{entry['edition']}/{name}", name)

    def _end(self, pruned: list[str]) -> None:
        """Put the index, which no longer points to editions that were given up; remove those."""
        self._put(INDEX)
        for edition in pruned:
            self.store.remove(f"{ARCHIVE}/{edition}")

    def _put(self, name: str) -> None:
        self.store.put(self.folder / name, name)
