"""What follows from the coding: frames in, frames out.

Cells and levels, doubt, agreement, comparison, and what is not computed and why.  Imports only
`data` and the ground; knows no words for readers and no drawing.
"""
