"""The process on a Dask worker that renders one document: a package in, its files out.

    python -m report138.engine.documents.cluster_process [--describe]

It ends, and takes its kernel and its folder with it, when its standard input does: then the worker
is gone.
"""

import os
import pickle
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

from report138.engine.documents.dask_task import LENGTH

GRACE = 10.0  # seconds to end a kernel and remove a folder


def main() -> None:
    """Answer on the standard output, which nothing else may print to."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    if sys.argv[1:] == ["--describe"]:
        answer = find_facts()
    else:
        length = int.from_bytes(sys.stdin.buffer.read(LENGTH))
        package = pickle.loads(sys.stdin.buffer.read(length))
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
        threading.Thread(target=_end_with_worker, daemon=True).start()
        answer = render(package)
    answers.write(pickle.dumps(answer))
    answers.close()


def find_facts() -> dict[str, str]:
    """Return the versions of this machine and the hash of its code."""
    from report138.engine.documents.package import describe
    from report138.engine.plan.fingerprint import hash_code, list_versions

    return describe(hash_code(), list_versions())


def render(package: dict[str, Any]) -> dict[str, Any]:
    """Render a package: its files, or the error and the notebook that failed, or a refusal."""
    facts = find_facts()
    if facts != package["facts"]:
        return {"facts": facts}
    from report138.engine.documents.package import unpack
    from report138.engine.documents.rendering import KEPT, render_document
    from report138.engine.errors import NotebookError
    from report138.engine.publish.ours import FAILED
    from report138.engine.run.execute import open_work_folder

    with open_work_folder() as folder:
        job, limits = unpack(package, folder), pickle.loads(package["limits"])
        os.chdir(folder)
        try:
            # as plain values: the worker that passes them on may be older
            return render_document(job, folder, lambda *_: None, limits)._asdict()
        except NotebookError as error:
            error.args = (str(error).partition(KEPT)[0],)
            kept = next((folder / FAILED).rglob("*.ipynb"), None)
            return {"error": error, "notebook": kept and kept.read_bytes()}
        except Exception as error:  # as a failure at home is reported
            return {"error": NotebookError(f"{type(error).__name__}: {error}")}
        finally:
            os.chdir(Path(folder.anchor))  # Windows removes no folder that a process is in


def _end_with_worker() -> None:
    """Wait for the end of the standard input, then end this process, tidily if that is possible."""
    os.read(0, 1)  # not sys.stdin: a thread that holds its lock would abort an orderly end
    os.kill(os.getpid(), signal.SIGINT)  # nbclient ends the kernel, all folders are removed
    time.sleep(GRACE)
    os._exit(1)


if __name__ == "__main__":
    main()
