"""What reports say of matrices of ten shapes: words that were read once and approved.

After a change that is meant, `REPORT138_APPROVE=1 pytest tests/test_shapes.py` writes the words anew:
read the difference before it is committed.
"""

import io
import os
import re
from pathlib import Path

import pikepdf
import pytest
from executed import make_notebook, show_item
from pdf_text import read_text
from shapes import SHAPES, write_shape
from words_of import list_words, run_report

from report138.engine.typeset.document import read_document
from report138.engine.typeset.outputs import Group, Table
from report138.engine.typeset.pdf import set_pdf
from report138.engine.typeset.read_back import find_strays

APPROVED = Path(__file__).parent / "approved"
CASES = [(name, language) for name in SHAPES for language in ("zh", "en")]


@pytest.mark.parametrize(("name", "language"), CASES)
def test_the_words_are_those_approved(tmp_path: Path, name: str, language: str) -> None:
    """Prose, headlines, captions, heads and first rows of the report are as they were read."""
    said = "\n".join(list_words(write_shape(name, tmp_path), language)) + "\n"
    approved = APPROVED / f"{name}-{language}.txt"
    if os.environ.get("REPORT138_APPROVE"):
        approved.write_text(said, encoding="utf-8")
    assert said == approved.read_text(encoding="utf-8")


# What the method calls things: of no use to whoever has other names for them.
METHOD = {
    "zh": ("赛道", "场景", "牵引", "触发词", "词表", "80字", "该文", "政策"),
    "en": ("track", "scenario", "driver", "trigger", "lexicon", "80 characters", "wording"),
}


@pytest.mark.parametrize(("name", "language"), CASES)
def test_no_word_of_the_method_is_left(name: str, language: str) -> None:
    """Where the data name their parts themselves no prose speaks of tracks, drivers or triggers."""
    shape, said = SHAPES[name], (APPROVED / f"{name}-{language}.txt").read_text(encoding="utf-8")
    own = " ".join(word for row in (*shape.tiers, shape.title, shape.source) for word in row)
    prose = [line for line in said.splitlines() if not line.startswith("## ")]  # empty sections go
    for word in METHOD[language]:
        if word not in own:
            assert not [line for line in prose if word in line.lower()], word


@pytest.mark.parametrize("name", SHAPES)
def test_every_table_stands_whole_on_its_pages(tmp_path: Path, name: str) -> None:
    """Read back from the PDF: caption, heads, first and last row are there, and nothing is beyond an edge."""
    folder, language = write_shape(name, tmp_path), "en"
    found = [
        shown for shown in run_report(folder, language) if isinstance(shown, Table) and shown.rows
    ]
    notebook = make_notebook(*map(show_item, found), language=language)
    document = read_document(notebook)
    pdf = set_pdf(document)
    assert find_strays(pdf) == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        text = squeeze(read_text(opened))
    for table in found:
        rows = [row for row in table.rows if not isinstance(row, Group)]
        ends = [cell.text for row in (rows[0], rows[-1]) for cell in row]
        for words in (table.caption, *(column.label for column in table.columns), *ends):
            assert squeeze(words) in text, (table.key, words)


def squeeze(text: str) -> str:
    """Leave out blanks and hyphens, which line breaks add and remove."""
    return re.sub(r"[\s\u00ad\u2010\u200b-]+", "", text)
