"""A coder's sheet: written, read back, checked and taken into the data.

Imports `data` and the rules as `view` words them; knows nothing of notebooks or rendering.
"""
