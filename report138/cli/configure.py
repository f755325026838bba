"""Name to the engine what it must not import by itself, at the start of every command."""

from report138.settings import change_settings

CATALOG = "report138.cli.frameworks:CATALOG"
# What the cells of the notebooks import, or set up when they are first called.
KERNEL_PRELOAD = (
    "report138.view.report",
    "report138.view.figures",
    "report138.view.sentences",
    "report138.view.tables",
    "report138.analysis.robustness.agreement",
    "report138.analysis.robustness.doubt",
    "report138.view.canvas:register_fonts",
)
# What render.py imports, which every worker process runs anew.
WORKER_PRELOAD = ("report138.cli.build", "report138.cli.data", "report138.cli.schedule")


def configure() -> None:
    """Set catalog and preloads for this process and those that it starts."""
    change_settings(catalog=CATALOG, kernel_preload=KERNEL_PRELOAD, worker_preload=WORKER_PRELOAD)
