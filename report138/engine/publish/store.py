"""Files at a place that fsspec reaches: each put is whole, and the manifest's put is guarded.

Object stores put an object whole or not at all.  Elsewhere a file goes aside first and is renamed.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from report138.engine.errors import PublishError, UsageError
from report138.engine.publish.destination import Url

PUT_WHOLE = {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oss", "memory"}
GUARDED = {"s3", "s3a"}  # where a put can name the version that it replaces
CHANGED = {"PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey"}
UNCACHED = {"use_listings_cache": False, "skip_instance_cache": True}


class Store:
    """A place for published files; whatever goes wrong there is a PublishError."""

    def __init__(self, url: Url) -> None:
        """Open it; raise UsageError if its protocol is unknown or its package is absent."""
        try:
            from fsspec.core import url_to_fs
        except ImportError as error:
            raise UsageError(
                f"--out {url}: the package fsspec is not installed: pip install -e '.[remote]'"
            ) from error
        self.url = url
        try:
            with self.explain():
                self.fs, root = url_to_fs(url.full, **UNCACHED)
        except PublishError as error:
            if isinstance(error.__cause__, (ImportError, ValueError)):
                raise UsageError(f"--out {url}: {url.hide(str(error.__cause__))}") from error
            raise
        self.root = root.rstrip("/")

    @contextmanager
    def explain(self) -> Iterator[None]:
        """Turn what the other side, its library or the network refuses into one message."""
        try:
            yield
        except (PublishError, UsageError):
            raise
        except Exception as error:
            reason = self.url.hide((str(error).strip() or type(error).__name__).splitlines()[0])
            raise PublishError(
                f"{self.url}: {reason}; what is published there stays whole"
            ) from error

    def read(self, name: str) -> bytes | None:
        """Return a file's content, or None if there is no such file; there must be its bucket."""
        with self.explain():
            try:
                return self.fs.cat_file(f"{self.root}/{name}")
            except FileNotFoundError as error:
                if find_code(error) == "NoSuchBucket":
                    raise
                return None

    def read_version(self, name: str) -> str:
        """Return what identifies a version of a file, where the place has that."""
        with self.explain():
            try:
                return self.fs.info(f"{self.root}/{name}").get("ETag", "")
            except FileNotFoundError:
                return ""

    def put(self, file: Path, name: str) -> None:
        """Put a file there, so that it appears whole or not at all."""
        path = f"{self.root}/{name}"
        with self.explain():
            if self.url.scheme in PUT_WHOLE:
                self.fs.put_file(str(file), path)
                return
            folder, _, last = path.rpartition("/")
            self.fs.makedirs(folder, exist_ok=True)
            self.fs.put_file(str(file), f"{folder}/.{last}.part")
            self.fs.mv(f"{folder}/.{last}.part", path)

    def copy(self, source: str, target: str) -> None:
        """Copy a file there, unless it was removed; through here only where it must be."""
        if self.url.scheme in PUT_WHOLE:
            with self.explain(), suppress(FileNotFoundError):
                self.fs.cp_file(f"{self.root}/{source}", f"{self.root}/{target}")
            return
        content = self.read(source)
        if content is not None:
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / Path(target).name
                file.write_bytes(content)
                self.put(file, target)

    def remove(self, folder: str) -> None:
        """Remove a folder with all that is in it, if it is there."""
        with self.explain(), suppress(FileNotFoundError):
            self.fs.rm(f"{self.root}/{folder}", recursive=True)

    def commit(self, file: Path, name: str, before: bytes | None, version: str) -> None:
        """Put a file in the place of what was read before; refuse if that has changed since."""
        if self.read(name) != before:
            raise self.refuse()
        if self.url.scheme not in GUARDED:
            self.put(file, name)
            return
        guard = {"IfMatch": version} if before is not None else {"mode": "create"}
        with self.explain():
            try:
                self.fs.put_file(str(file), f"{self.root}/{name}", **guard)
            except OSError as error:
                code = find_code(error)
                if code in CHANGED or isinstance(error, FileExistsError):
                    if self.read(name) != file.read_bytes():  # else an answer was lost on its way
                        raise self.refuse() from error
                elif code == "NotImplemented":
                    self.put(file, name)
                else:
                    raise

    def refuse(self) -> PublishError:
        """Return the error for a place that another run has changed meanwhile."""
        return PublishError(
            f"{self.url}: another run has published there since this one began; "
            "nothing of this one is published: run again, one at a time"
        )


def find_code(error: Exception) -> str:
    """Return the code of S3 behind an error, if there is one."""
    response = getattr(error.__cause__, "response", {})
    return response.get("Error", {}).get("Code", "")
