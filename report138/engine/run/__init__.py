"""Execute the notebooks of one job in a kernel, within limits, leaving nothing behind.

In: a job and a work folder; out: an executed notebook.  Sets no page and publishes nothing.
"""
