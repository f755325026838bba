"""What every kernel of a document does before its first cell; runs in the kernel.

A message with half of a surrogate pair is no UTF-8: ipykernel would lose it with all that the cell
has shown.
"""

import json
from typing import Any

from report138.engine.surrogates import escape


def show_surrogates(session: Any) -> None:
    """Have a kernel's session write halves of pairs in its messages as what they are."""
    from jupyter_client.jsonutil import json_default

    pack = session.pack

    def pack_all(content: Any) -> bytes:
        try:
            text = json.dumps(content, default=json_default, ensure_ascii=False, allow_nan=False)
        except (TypeError, ValueError):
            return pack(content)
        return escape(text, r"\\u").encode()  # JSON writes a backslash as two

    session.pack = pack_all
