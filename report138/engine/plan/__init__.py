"""What is due and why: parameters, reports.yaml, jobs, fingerprints.

In: what the user asked for; out: one job a document.  Runs nothing and writes nothing.
"""
