"""Any executed notebook as blocks, HTML and PDF.

In: a notebook with its outputs; out: bytes.  Reads no data folder and starts no kernel: what was
displayed it knows by MIME type, the project's own (`outputs`) or any other.
"""
