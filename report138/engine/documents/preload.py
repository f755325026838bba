"""What rendering a document needs, set up once: worker processes are forked with it.

Importing this module does it, since that is all that a fork server of the standard library can
do.  Nothing here may start a thread, which a fork does not keep: Typst's compiler does.
"""

import atexit
import gc
import importlib
from multiprocessing import forkserver
from pathlib import Path

from report138.engine.documents.rendering import export
from report138.engine.run.execute import skip_slow_imports
from report138.engine.run.folders import remove_if_left
from report138.engine.typeset import fonts
from report138.settings import get_settings

MODULES = (
    # what fontTools and jupyter_client look up when they are first used
    "fontTools.ttLib.tables.C_F_F_",
    "fontTools.ttLib.tables.C_P_A_L_",
    "fontTools.ttLib.tables.G_P_O_S_",
    "fontTools.ttLib.tables.G_S_U_B_",
    "fontTools.ttLib.tables._f_v_a_r",
    "fontTools.ttLib.tables._g_l_y_f",
    "ipykernel.kernelspec",
    "papermill",
    "pikepdf",
    "report138.engine.documents.build",
    "report138.engine.run.client",
    "report138.engine.run.failures",
    "report138.engine.run.processes",
)


def preload() -> None:
    """Import, compile and open what the first document would."""
    skip_slow_imports()
    for name in (*MODULES, *get_settings().worker_preload):
        importlib.import_module(name)
    import nbformat

    export(nbformat.v4.new_notebook(), ("html",))
    fonts.open_own_fonts()
    for path in fonts.get_font_paths():
        fonts.list_characters(path)


def _remove_socket() -> None:
    """Remove the folder of this fork server's socket, where the run cannot: it was killed."""
    address = forkserver._forkserver._forkserver_address
    if address:
        remove_if_left(Path(address).parent)


atexit.register(_remove_socket)  # the workers that are forked from here do not come by this
gc.disable()  # imports make no garbage to speak of
preload()
gc.freeze()  # what is here already stays, and need not be looked through
gc.enable()
