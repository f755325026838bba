"""What the browser may see: the newest good page of each document, and what went wrong since."""

import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

GONE = "the plan has it no longer"
INDEX = ""  # the name of the list of documents, beside the names of documents


@dataclass
class Shown:
    """What is known of one document."""

    language: str
    page: str = ""  # of the last run that succeeded
    version: str = ""  # of the page
    error: str = ""  # of the newest run
    made: int = 0  # the state of the sources that the newest run was for


class Site:
    """The documents, and who looks at which; its threads are those of the HTTP server."""

    def __init__(self, on_want: Callable[[], None]) -> None:
        """Say to `on_want` when a document is looked at that has to be rendered."""
        self.documents: dict[str, Shown] = {}
        self.sources = 1  # counts the states of the sources
        self.on_want = on_want
        self._asked: dict[str, None] = {}
        self._open: Counter[str] = Counter()
        self._news = threading.Condition()

    @property
    def language(self) -> str:
        """The language of the list of the documents: that of the first."""
        return next((shown.language for shown in self.documents.values()), "en")

    def list_anew(self, documents: Mapping[str, str]) -> None:
        """Take over which documents there are, and their languages."""
        with self._news:
            known = self.documents
            self.documents = {
                stem: known.get(stem) or Shown(language) for stem, language in documents.items()
            }
            self._news.notify_all()

    def note_change(self) -> None:
        """Have every document rendered again when it is looked at, or is now."""
        with self._news:
            self.sources += 1
            self._news.notify_all()

    def take(self, stem: str, sources: int, answer: Mapping[str, Any]) -> None:
        """Take over what became of a document for one state of the sources."""
        with self._news:
            self._asked.pop(stem, None)
            shown = self.documents.get(stem)
            if shown:
                shown.made, shown.error = sources, answer.get("error", "")
                if "html" in answer:
                    shown.page, shown.version = answer["html"], _hash(answer["html"])
            self._news.notify_all()

    def find_due(self) -> str | None:
        """Return a document that somebody looks at and that is older than its sources."""
        with self._news:
            wanted = dict.fromkeys([*self._asked, *(stem for stem in self._open if stem)])
            return next((stem for stem in wanted if self._is_stale(stem)), None)

    def ask_for(self, stem: str) -> Shown | None:
        """Return what is known of a document, and have it rendered if that is old."""
        with self._news:
            if self._is_stale(stem):
                self._asked[stem] = None
                self.on_want()
            return self.documents.get(stem)

    @contextmanager
    def look_at(self, stem: str) -> Iterator[None]:
        """Have a document rendered at every change as long as somebody looks."""
        with self._news:
            self._open[stem] += 1
        self.ask_for(stem)
        try:
            yield
        finally:
            with self._news:
                self._open[stem] -= 1
                self._open += Counter()  # without those that nobody looks at any more

    def wait(self, stem: str, before: dict[str, Any] | None, seconds: float) -> dict[str, Any]:
        """Wait until a document is in another state than before; return the state it is in."""
        with self._news:
            self._news.wait_for(lambda: self.describe(stem) != before, seconds)
            return self.describe(stem)

    def describe(self, stem: str) -> dict[str, Any]:
        """Say which version of a page there is, what went wrong since, and whether it is renewed."""
        if stem == INDEX:
            table = [(name, bool(one.page), one.error) for name, one in self.documents.items()]
            return {"version": _hash(repr(table)), "error": "", "busy": False}
        shown = self.documents.get(stem)
        if shown is None:
            return {"version": "", "error": GONE, "busy": False}
        return {"version": shown.version, "error": shown.error, "busy": self._is_stale(stem)}

    def _is_stale(self, stem: str) -> bool:
        return stem in self.documents and self.documents[stem].made < self.sources


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
