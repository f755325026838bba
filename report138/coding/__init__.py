"""A coder's sheet: written, read back, checked and taken into the data; whole matrices too.

Imports `data`, `analysis` and the rules as `view` words them; knows nothing of notebooks or rendering.
"""
