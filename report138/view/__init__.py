"""What a reader sees: the report object, words, sentences, tables and figures.

In: frames of `analysis`; out: outputs of `engine.typeset` that a notebook displays.  Imports
nothing else of `engine`, and computes nothing that is not about showing.
"""
