"""Print a line for people: what stands in data, plans and names does nothing to their terminal."""

import sys

from report138.unseen import escape


def say(line: str, *, err: bool = False) -> None:
    """Print to standard output, or to standard error; characters that cannot be seen are escaped."""
    print(escape(line), file=sys.stderr if err else sys.stdout, flush=True)
