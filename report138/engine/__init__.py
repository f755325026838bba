"""Notebooks in, published files out.

Plan, run, typeset, publish, and when.  Knows no framework, track or matrix: what it must know
of the data is handed in by `cli`; imports only its own rooms and the ground.
"""
