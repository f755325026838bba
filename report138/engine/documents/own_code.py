"""Have a Python process of its own find the code that runs here, installed or not."""

import os

from report138.engine.plan.fingerprint import CODE


def make_paths() -> dict[str, str]:
    """Return this environment, in which Python finds the code that runs here."""
    paths = [str(CODE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
