"""Data folders damaged at random: a list of faults, or data from which the report can be made."""

import tempfile
from pathlib import Path

import sample
from hypothesis import event, given
from mutation import Damage, damage_files, hunt, list_tree

from report138.data.check import check_framework
from report138.data.framework import load_framework
from report138.data.new import list_next_steps
from report138.errors import UserError
from report138.view.cover import list_facts
from report138.view.report import Report
from report138.view.sentences import summarize_matrix

FILES = [*sample.FILES, "datapackage.json", "readings.csv"]
LONGEST = 2000  # characters of a line of a message
READINGS = (
    "coder,label_zh,label_en,had,blind_to,note_zh,note_en\nK,甲,A,list,L,,\nL,乙,B,sheet,K,,\n"
)


@hunt
@given(damage_files(FILES))
def test_damaged_data_are_refused_or_can_be_reported(damages: list[tuple[str, Damage]]) -> None:
    """No error but that of a user; what the check accepts makes cells, and nothing is written."""
    with tempfile.TemporaryDirectory() as name:
        folder = sample.write_tiny(Path(name) / "tiny")
        (folder / "readings.csv").write_text(READINGS, encoding="utf-8")
        for file, damage in damages:
            path = folder / file
            path.write_bytes(damage(path.read_bytes()))
        before = list_tree(Path(name))
        try:
            checked = check_framework(folder)
        except UserError as error:
            event("refused")
            assert max(map(len, str(error).splitlines())) < LONGEST
        else:
            event("accepted")
            list_next_steps(checked)
            framework = load_framework(folder)
            for language in framework.languages:
                report = Report(framework, language)
                assert set(report.cells["track_id"]) == set(report.tracks["id"])
                assert summarize_matrix(report)
                assert list(report.labels) == report.coders
                assert len(report.fills) >= (report.cells["level"] > 0).sum()
                assert list_facts(framework, language, report.coders)
        assert list_tree(Path(name)) == before
