"""Show documents in a browser while their notebooks, data, plan and code are worked on.

In: a selection of documents.  Out: pages over HTTP on this machine alone.  Publishes nothing.
"""
