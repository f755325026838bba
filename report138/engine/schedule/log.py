"""The log of a service: lines for people, or JSON for machines; each names its run."""

import json
import logging
import sys
from datetime import UTC, datetime

from report138.unseen import escape

LOGGER = logging.getLogger("report138.engine.schedule")


class TextFormatter(logging.Formatter):
    """Time, level, run and message on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record; a line break in a message must not look like a new record."""
        run = getattr(record, "run", "")
        words = (_format_time(record), record.levelname.lower(), run, record.getMessage())
        return escape(" ".join(word for word in words if word)).replace("\n", "\n  ")


class JsonFormatter(logging.Formatter):
    """One JSON object a record."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record."""
        facts = {
            "time": _format_time(record),
            "level": record.levelname.lower(),
            "run": getattr(record, "run", None),
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        return escape(json.dumps(facts, ensure_ascii=False))


FORMATS = {"text": TextFormatter, "json": JsonFormatter}


def _format_time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def open_log(form: str, quiet: bool = False) -> None:
    """Send the log to standard error, in one of the formats; when quiet, only what fails."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(FORMATS[form]())
    LOGGER.handlers = [handler]
    LOGGER.setLevel(logging.WARNING if quiet else logging.INFO)
    LOGGER.propagate = False
