"""What a run starts before it has read its plan: the processes take longer than that."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from report138.engine.publish.manifest import MANIFEST
from report138.engine.run.open_files import allow_open_files
from report138.engine.run.warm.pool import keep_warm


@contextmanager
def prestart(options: Mapping[str, Any]) -> Iterator[None]:
    """Start what renders documents, if it is certain that there are some to render.

    The options are those of `render.py build`.  Added fonts would not be known to the kernels
    yet; and where one language is named there may be one document, which needs no workers.
    """
    allow_open_files()
    if not _is_certain(options) or options["dask"] or options["fonts"]:
        yield
        return
    with keep_warm():
        from report138.engine.documents.worker_pool import count_workers, start_fork_server

        if count_workers(options["jobs"], 2) > 1 and len(options["languages"]) != 1:
            start_fork_server()
        yield


def _is_certain(options: Mapping[str, Any]) -> bool:
    out = options["out"]
    return isinstance(out, Path) and (options["force"] or not (out / MANIFEST).exists())
