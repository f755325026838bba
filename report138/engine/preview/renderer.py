"""The process that renders, as the preview holds it: questions go in, answers come out."""

import json
import queue
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from report138.engine.documents.own_code import make_paths
from report138.engine.plan.selection import Selection

END_SECONDS = 5.0
DIED = "the process that renders ended"
SHOWN = 1500  # characters of what it said last


class Renderer:
    """One process; its answers, and its end, come as events of this object."""

    def __init__(self, selection: Selection, events: "queue.Queue[tuple[str, Any]]") -> None:
        """Start it."""
        self.events, self.ended = events, False
        self.log = tempfile.TemporaryFile()  # noqa: SIM115 -- closed when the process has ended
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "report138.engine.preview.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            env=make_paths(),
            start_new_session=True,  # Ctrl-C is for the preview, which ends it
        )
        threading.Thread(target=self._read, daemon=True).start()
        self._send(asdict(selection))

    def ask(self, stem: str | None) -> None:
        """Have a document rendered, or the documents listed."""
        self._send(stem)

    def _send(self, fact: Any) -> None:
        with suppress(OSError):  # it has ended, as an event will say
            self.process.stdin.write(json.dumps(fact).encode() + b"\n")
            self.process.stdin.flush()

    def _read(self) -> None:
        for line in self.process.stdout:
            self.events.put(("answer", (self, json.loads(line))))
        self.process.wait()
        self.ended = True
        self.events.put(("answer", (self, {"error": self._explain()})))

    def _explain(self) -> str:
        """Say what it said last, as the traceback of code that cannot be imported."""
        with suppress(OSError, ValueError):
            self.log.seek(0)
            said = self.log.read().decode("utf-8", "replace").strip()
            return f"{DIED}:\n{said[-SHOWN:]}" if said else DIED
        return DIED

    def end(self) -> None:
        """End it with all that it started; it removes what it has written."""
        with suppress(OSError):
            self.process.stdin.close()  # by this it leaves in good order
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
