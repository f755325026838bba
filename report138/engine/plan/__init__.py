"""What is due and why: parameters, reports.yaml, jobs, fingerprints.

In: a selection, reports.yaml, the catalog of frameworks; out: one job a document.  Runs nothing and writes nothing.
"""
