"""The figures, each answering one question; one function a figure, a report in, a figure out."""

from report138.figures.coverage import draw_coverage
from report138.figures.matrix import draw_matrix
from report138.figures.strip import draw_strip
from report138.figures.tree import draw_tree

# In the order in which a report shows them.
FIGURES = {
    "tree": draw_tree,
    "matrix": draw_matrix,
    "coverage": draw_coverage,
    "strip": draw_strip,
}

__all__ = ["FIGURES", *sorted(function.__name__ for function in FIGURES.values())]
