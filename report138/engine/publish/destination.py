"""Where documents go: a folder of this machine, or a place that is reached by a URL."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from report138.engine.errors import UsageError

NO_HOST = {"memory", "local"}  # URLs that have a path only
PASSWORD = re.compile(r"(://[^/@:]*:)(.*)@")  # it may hold any character, the last @ ends it
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):(//)?")


@dataclass(frozen=True)
class Url:
    """A place that is reached by a URL; as text it keeps a password to itself."""

    full: str

    @property
    def scheme(self) -> str:
        """The protocol, such as s3."""
        return self.full.partition("://")[0].lower()

    def __str__(self) -> str:
        return PASSWORD.sub(r"\1***@", self.full.rstrip("/"))

    def __truediv__(self, name: str) -> str:
        return f"{self}/{name}"

    def hide(self, text: str) -> str:
        """Return what a library says of the place, without the password."""
        found = PASSWORD.search(self.full)
        secret = found[2] if found else ""
        for form in filter(None, (secret, unquote(secret))):
            text = text.replace(form, "***")
        return text

    def __repr__(self) -> str:
        return f"Url({str(self)!r})"


@dataclass(frozen=True)
class Destination:
    """Where documents are published, and how many editions of a framework stay there."""

    out: Path | Url
    keep: int | None = None  # None: all

    def __post_init__(self) -> None:
        """Refuse a file, and what cannot be the name of a folder."""
        if not isinstance(self.out, Path):
            return
        try:
            is_file = self.out.exists() and not self.out.is_dir()
        except OSError as error:
            raise UsageError(f"--out {self.out}: {error.strerror or error}") from None
        if is_file:
            raise UsageError(f"--out {self.out}: a file, not a folder")


def parse_out(text: str | Path | Url) -> Path | Url:
    """Return a folder or a URL; file:///srv/reports is the folder /srv/reports.

    Raises UsageError for what is neither, before it makes a folder that nobody meant.
    """
    if not isinstance(text, str):
        return text
    shown = f"--out {Url(text)}"
    if not text.strip():
        raise UsageError("--out is empty: give a folder, or a place such as s3://BUCKET/FOLDER")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
        raise UsageError(f"--out {text!a}: with control characters, or not in UTF-8")
    if text.startswith("~"):
        raise UsageError(f"{shown}: write the whole path (./{text} for a folder of that name)")
    found = SCHEME.match(text)
    if not found or Path(text).drive:
        return Path(text)
    if not found[2]:
        raise UsageError(
            f"{shown}: a URL has ://, as in {found[1]}://...; for a folder of that name write ./{text}"
        )
    return _parse_url(text, found[1].lower(), shown)


def parse_folder(text: str | Path | Url) -> Path:
    """Return a folder; raise UsageError for a URL too."""
    out = parse_out(text)
    if isinstance(out, Url):
        raise UsageError(f"--out {out}: only a folder can be given here")
    return out


def _parse_url(text: str, scheme: str, shown: str) -> Path | Url:
    host, _, path = text.partition("://")[2].partition("/")
    if scheme == "file":
        if host not in ("", "localhost") or not path.strip("/"):
            raise UsageError(f"{shown}: write file:///ABSOLUTE/FOLDER, or the folder itself")
        from urllib.request import url2pathname  # 28 ms, for what is rarely needed

        return Path(url2pathname(f"/{path}"))
    if not host and (scheme not in NO_HOST or not path.strip("/")):
        raise UsageError(f"{shown}: no bucket or host is named, as in {scheme}://BUCKET/FOLDER")
    return Url(text)
