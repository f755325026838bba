"""Any executed notebook as blocks, HTML and PDF.

In: a notebook with its outputs; out: bytes.  Reads no data folder, starts no kernel, and knows
what was displayed through the MIME types of `outputs` alone.
"""
