"""Where documents go: a folder of this machine, or a place that is reached by a URL."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from report138.engine.errors import UsageError


@dataclass(frozen=True)
class Url:
    """A place that is reached by a URL; as text it keeps a password to itself."""

    full: str

    @property
    def scheme(self) -> str:
        """The protocol, such as s3."""
        return self.full.partition("://")[0].lower()

    def __str__(self) -> str:
        return re.sub(r"(://[^/@:]*):[^/@]*@", r"\1:***@", self.full.rstrip("/"))

    def __truediv__(self, name: str) -> str:
        return f"{self}/{name}"


@dataclass(frozen=True)
class Destination:
    """Where documents are published, and how many editions of a framework stay there."""

    out: Path | Url
    keep: int | None = None  # None: all

    def __post_init__(self) -> None:
        """Refuse a file."""
        if isinstance(self.out, Path) and self.out.exists() and not self.out.is_dir():
            raise UsageError(f"--out {self.out}: a file, not a folder")


def parse_out(text: str | Path | Url) -> Path | Url:
    """Return a folder or a URL; file:///srv/reports is the folder /srv/reports."""
    if not isinstance(text, str) or "://" not in text:
        return text if isinstance(text, Url) else Path(text)
    if text.lower().startswith("file://"):
        from urllib.request import url2pathname  # 28 ms, for what is rarely needed

        return Path(url2pathname(urlsplit(text).path))
    return Url(text)
