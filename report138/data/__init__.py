"""A framework folder: its schema, reading, checks and writing.

In: a folder of CSV files; out: checked rows, or frames.  Imports nothing of the project but the
ground: no analysis, no report, no notebook.
"""
