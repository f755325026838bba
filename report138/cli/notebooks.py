"""The notebooks beside the plan, as they are stored."""

from collections.abc import Iterator

from report138.engine.errors import UsageError
from report138.engine.plan.reports_yaml import ROOT
from report138.engine.plan.stored_notebook import has_outputs


def list_run_notebooks() -> Iterator[str]:
    """Yield a note on every notebook that is stored with outputs: no document shows them."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        try:
            if has_outputs(path):
                yield (
                    f"notebooks/{path.name} is stored with outputs; no document shows them, and in "
                    "JupyterLab Edit > Clear Outputs of All Cells removes them"
                )
        except UsageError:  # the plan says why it is none
            continue
