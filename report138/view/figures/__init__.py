"""The figures, each answering one question; one function a figure, a report in, a figure out."""

from report138.engine.typeset.outputs import Figure  # for those of one's own
from report138.view.figures.certainty import draw_certainty
from report138.view.figures.coverage import draw_coverage
from report138.view.figures.drivers import draw_drivers
from report138.view.figures.gaps import draw_gaps
from report138.view.figures.matrix import draw_details, draw_matrix
from report138.view.figures.ranks import draw_ranks
from report138.view.figures.readings import draw_readings
from report138.view.figures.strip import draw_strip
from report138.view.figures.tree import draw_tree

# In the order in which they are written as files; coverage and ranks are in no report.
FIGURES = {
    "tree": draw_tree,
    "drivers": draw_drivers,
    "matrix": draw_matrix,
    "readings": draw_readings,
    "gaps": draw_gaps,
    "strip": draw_strip,
    "coverage": draw_coverage,
    "certainty": draw_certainty,
    "ranks": draw_ranks,
}
