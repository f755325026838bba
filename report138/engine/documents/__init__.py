"""Build documents: several at once, here or on a cluster, each run and typeset on its own.

In: jobs; out: what became of each, published.  Knows nothing of what a document is about.
"""
