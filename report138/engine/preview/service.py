"""The preview: sources are watched, what somebody looks at is rendered, the browser hears of it."""

import queue
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from report138.engine.errors import UsageError
from report138.engine.plan.selection import Selection
from report138.engine.preview.renderer import Renderer
from report138.engine.preview.server import Server
from report138.engine.preview.site import Site
from report138.engine.preview.watch import Watcher, is_code, require_watchfiles
from report138.engine.run.folders import sweep_folders
from report138.errors import count

PATIENCE = 20.0  # seconds that a run for older sources may go on; then it is broken off
PULSE = 1.0

Say = Callable[[str], None]


def serve(selection: Selection, port: int | None, browse: bool, say: Say) -> None:
    """Show documents until Ctrl-C or SIGTERM; raise UsageError for what does not fit at the start."""
    require_watchfiles()
    sweep_folders()
    service = _Service(selection, say)
    try:
        service.begin(port, browse)
        while True:
            service.go_on()
    except KeyboardInterrupt:
        say("preview ended")
    finally:
        service.end()


class _Service:
    """What goes on, in the main thread; other threads put it into the queue."""

    def __init__(self, selection: Selection, say: Say) -> None:
        self.selection, self.say = selection, say
        self.events: queue.Queue[tuple[str, Any]] = queue.Queue()
        self.site = Site(lambda: self.events.put(("wanted", None)))
        self.watcher: Watcher | None = None
        self.renderer = Renderer(selection, self.events)
        self.busy: tuple[str | None, int, float] | None = None  # document, sources, since

    def begin(self, port: int | None, browse: bool) -> None:
        """List the documents, watch what they are made from, open the first page."""
        server = Server(self.site, port)
        self.ask(None)
        while self.busy:
            self.go_on()
        url = server.url
        self.say(f"preview: {url}  (Ctrl-C ends it)")
        self.site.ask_for(next(iter(self.site.documents)))
        if browse:
            webbrowser.open(url)

    def end(self) -> None:
        """Leave nothing behind."""
        if self.watcher:
            self.watcher.close()
        self.renderer.end()

    def go_on(self) -> None:
        """Take up one thing that has happened, then render what is due."""
        try:
            kind, fact = self.events.get(timeout=PULSE)
        except queue.Empty:
            kind, fact = "", None
        if kind == "changed":
            self.take_change(fact)
        elif kind == "answer" and fact[0] is self.renderer:
            self.take_answer(fact[1])
        stale = self.busy and self.busy[1] < self.site.sources
        if stale and time.monotonic() - self.busy[2] > PATIENCE:
            self.start_anew()
        due = None if self.busy else self.site.find_due()
        if due:
            self.ask(due)

    def ask(self, stem: str | None) -> None:
        """Have a document rendered from the sources as they are now."""
        if self.renderer.ended:
            self.start_anew()
        self.busy = (stem, self.site.sources, time.monotonic())
        self.renderer.ask(stem)

    def take_change(self, paths: set[Path]) -> None:
        """Note that sources have changed; changed code needs processes that have not read it."""
        self.site.note_change()
        if any(map(is_code, paths)):
            self.start_anew()

    def start_anew(self) -> None:
        """Break off what is under way, and start the process that renders anew."""
        self.renderer.end()
        self.renderer, self.busy = Renderer(self.selection, self.events), None

    def take_answer(self, answer: dict[str, Any]) -> None:
        """Show what became of a document."""
        stem, sources, _ = self.busy or (None, 0, 0.0)
        self.busy = None
        if "documents" in answer:
            self.site.list_anew(answer["documents"])
            self.watch([Path(name) for name in answer["folders"]])
        if stem is None:
            if not self.site.documents:
                raise UsageError(answer.get("error") or "the plan has no such document")
            return
        self.site.take(stem, sources, answer)
        if "error" in answer:
            self.say(f"{stem}: failed: {answer['error']}")
            return
        for warning in answer.get("warnings", ()):
            self.say(f"{stem}: warning: {warning}")
        if "html" in answer:
            ran = f"{count(answer['ran'], 'notebook')} run" if answer["ran"] else "text only"
            self.say(f"{stem}: {answer['seconds']:.2f} s, {ran}")

    def watch(self, folders: list[Path]) -> None:
        """Watch the sources; others than before where the plan or the selection says so."""
        if self.watcher and self.watcher.folders == folders:
            return
        before = self.watcher
        self.watcher = Watcher(folders, lambda paths: self.events.put(("changed", paths)))
        if before:  # what changed in a new folder before it was watched
            before.close()
            self.site.note_change()
