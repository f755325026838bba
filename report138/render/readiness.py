"""What rendering a document needs, set up once: worker processes are forked with it.

Importing this module does it, since that is all that a fork server of the standard library can do.
"""

import gc
import importlib

from report138.render.execute import skip_slow_import
from report138.render.rendering import get_html_exporter

MODULES = (
    "fontTools.ttLib",
    "papermill",
    "pikepdf",
    "report138.render.kernels",
    "report138.render.pdf",
    "typst",
    "uharfbuzz",
)

gc.disable()  # imports make no garbage to speak of
skip_slow_import()
for name in MODULES:
    importlib.import_module(name)
TEMPLATE = get_html_exporter().template  # compiled when it is asked for
gc.enable()
gc.freeze()  # what is here already stays, and need not be looked through
