"""Plans damaged at random: one message, or documents whose names a disk takes."""

import tempfile
from pathlib import Path

import sample
from hypothesis import event, given
from hypothesis import strategies as st
from mutation import Damage, draw_damage, hunt, list_tree
from test_parameters import write_notebook

from report138.cli.frameworks import CATALOG
from report138.engine.plan.combine import plan_jobs
from report138.engine.plan.reports_yaml import read_plan
from report138.engine.plan.selection import Selection
from report138.errors import UserError
from report138.unseen import find_unseen

PLAN = """\
# a comment
reports:
  report:
    title_zh: 题
    title_en: "A title: of a report"
    notebooks: [a, b]
    formats: [html, pdf]
    parameters:
      language: [zh, en]
      rows: [1, 2]
      share: 0.5

  brief:
    notebooks: b
    formats: ipynb
    parameters:
      element: all tracks and scenarios
      day: 2021-12-28
"""
COMMON = 'language: str = "zh"\nframework: str = "138"\n'
ASSIGNED = [
    "",
    "rows=3",
    "share=nan",
    "element=C1",
    "tone=loud",
    "ids=a,b",
    "rows=9\udcff",
    "=",
    "x",
]


@hunt
@given(st.lists(draw_damage(), max_size=2), st.sampled_from(ASSIGNED))
def test_damaged_plans_are_refused_or_make_documents(damages: list[Damage], given_: str) -> None:
    """No error but that of a user; names stay below the folder, and nothing is written."""
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        folder = sample.write_tiny(base / "tiny")
        (base / "notebooks").mkdir()
        write_notebook(base / "notebooks/a.ipynb", COMMON + "rows: int = 1\nshare: float = 0.1")
        write_notebook(
            base / "notebooks/b.ipynb",
            'element: str = ""\nday: date = date(2020, 1, 1)\nids: list[str] = []',
        )
        content = PLAN.encode()
        for damage in damages:
            content = damage(content)
        (base / "reports.yaml").write_bytes(content)
        before = list_tree(base)
        assignments = (given_,) if given_ else ()
        selection = Selection(every=True, data=str(folder), assignments=assignments)
        try:
            jobs, _ = plan_jobs(read_plan(CATALOG, base / "reports.yaml"), selection, CATALOG)
        except UserError as error:
            event("refused")
            assert str(error).startswith(("reports.yaml", "-p ", "two documents", str(base)))
        else:
            event("accepted")
            for file in (file for job in jobs for file in job.files):
                assert len(file.encode()) < 255
                assert Path(file).name == file
            assert not any(find_unseen(job.title) or "\n" in job.title for job in jobs)
        assert list_tree(base) == before
