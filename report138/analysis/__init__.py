"""What follows from the coding: frames in, frames out.

Cells and levels, doubt, agreement, comparison, and what is not computed and why.  Imports only
`data`; knows no language, no words for readers, no drawing.
"""
