"""Execute the notebooks of one document in a kernel, within limits, leaving nothing behind.

In: notebooks with parameters, and a work folder; out: an executed notebook.  Sets no page and publishes nothing.
"""
