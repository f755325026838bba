"""The job form of JupyterLab, with the frameworks; the settings of its server name these classes.

jupyter-scheduler runs a job in a process that imports this module.
"""

from report138.cli.configure import configure
from report138.cli.frameworks import CATALOG
from report138.engine.lab import lab_jobs

configure()


class RenderingManager(lab_jobs.RenderingManager):
    """Runs jobs on the frameworks that the command line knows."""

    catalog = CATALOG
