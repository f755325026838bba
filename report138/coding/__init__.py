"""A coder's sheet: written, read back, checked and taken into the data; whole matrices too.

Imports `data`, `analysis`, and of `view` the rules, levels and names as it words them; knows nothing of
notebooks or rendering.
"""
