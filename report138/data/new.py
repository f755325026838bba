"""Make the folder of a new framework: every file with its header and example rows to replace.

The example passes the check and renders at once; its rows say that they are examples.
"""

import csv
import io
import json
from datetime import date
from pathlib import Path

from report138.data.schema import FILES, ID_PATTERN, NAME_PATTERN
from report138.errors import UserError
from report138.whole_file import write_whole

EXAMPLE_MARK = (
    "（例）"  # in every example name, so that a check can say what is still to be replaced
)
EXAMPLE_MARK_EN = "(example)"

# file: rows as mappings; columns that are not named stay empty.
_ROWS: dict[str, list[dict[str, str]]] = {
    "elements.csv": [
        {
            "id": "g",
            "level": "goal",
            "order": "1",
            "name_zh": "总目标（例）",
            "name_en": "Goal (example)",
            "locator": "P1",
        },
        {
            "id": "t1",
            "level": "track",
            "order": "1",
            "name_zh": "赛道一（例）",
            "name_en": "Track one (example)",
            "aim_zh": "要做到什么",
            "aim_en": "what it is to reach",
            "locator": "P1",
        },
        {
            "id": "t2",
            "level": "track",
            "order": "2",
            "name_zh": "赛道二（例）",
            "name_en": "Track two (example)",
            "locator": "P1",
        },
        {
            "id": "s1",
            "level": "scenario",
            "order": "1",
            "name_zh": "场景一（例）",
            "name_en": "Scenario one (example)",
            "driver_zh": "以什么为牵引",
            "driver_en": "what drives it",
            "locator": "P2",
        },
        {
            "id": "s2",
            "level": "scenario",
            "order": "2",
            "name_zh": "场景二（例）",
            "name_en": "Scenario two (example)",
            "locator": "P2",
        },
    ],
    "segments.csv": [
        {
            "segment_id": "N1",
            "locator": "P2",
            "kind": "narrative",
            "quote_zh": "以赛道一推动场景一（例）",
            "quote_en": "track one furthers scenario one (example)",
        },
        {
            "segment_id": "N2",
            "locator": "P2",
            "kind": "narrative",
            "quote_zh": "赛道二与场景二（例）",
            "quote_en": "track two and scenario two (example)",
        },
    ],
    "coding.csv": [
        {
            "segment_id": "N1",
            "track_id": "t1",
            "scenario_id": "s1",
            "coder": "A",
            "level": "2",
            "basis": "direct",
            "polarity": "+",
            "trigger_track": "赛道一",
            "trigger_scenario": "场景一",
            "note_zh": "“推动”为明示关系（例）。",
            "note_en": "“furthers” is a stated relation (example).",
        },
        {
            "track_id": "t1",
            "scenario_id": "s2",
            "coder": "A",
            "level": "0",
            "note_zh": "检索未见（例）。",
            "note_en": "Searched, nothing found (example).",
        },
    ],
    "lexicon.csv": [
        {
            "element_id": "t1",
            "term": "赛道一",
            "warrant": "own",
            "sense": "accepted",
            "locator": "P1",
            "note_zh": "（例）",
            "note_en": "(example)",
        },
        {
            "element_id": "s1",
            "term": "场景一",
            "warrant": "own",
            "sense": "accepted",
            "locator": "P2",
            "note_zh": "（例）",
            "note_en": "(example)",
        },
    ],
    "locators.csv": [
        {
            "locator": "P1",
            "order": "1",
            "kind": "paragraph (example)",
            "characters": "100",
            "sentences": "2",
        },
        {
            "locator": "P2",
            "order": "2",
            "kind": "paragraph (example)",
            "characters": "150",
            "sentences": "3",
            "topic_id": "t1",
        },
    ],
    "about.csv": [
        {
            "key": "event",
            "text_zh": "何时、何地、由谁提出（例）。",
            "text_en": "When, where and by whom it was announced (example).",
            "basis": "source",
            "locator": "P1",
        },
        {
            "key": "limits",
            "text_zh": "矩阵出自对一份文本的人工编码（例）。",
            "text_en": "The matrix comes from manual coding of one text (example).",
            "basis": "analyst",
        },
    ],
    "glossary.csv": [
        {
            "term_zh": "术语一（例）",
            "term_en": "term one (example)",
            "explanation_zh": "它指什么。",
            "explanation_en": "what it means",
            "term_en_status": "own",
            "explanation_basis": "analyst",
        },
        {
            "term_zh": "术语二（例）",
            "term_en": "term two (example)",
            "explanation_zh": "它指什么。",
            "explanation_en": "what it means",
            "term_en_status": "own",
            "explanation_basis": "analyst",
        },
    ],
}

_README = """\
# {name}

这是一个新的框架文件夹。每个文件都带表头和两三行示例（名称后有“（例）”），请换成你自己的内容。
建议的次序：elements.csv（总目标、赛道、场景），segments.csv（引文），lexicon.csv（触发词），
coding.csv（编码），其余可以留空或删去。随时运行 `python render.py check {name}`，它会列出全部错误，
并说明接下来该填什么。每列的含义见 data/138/datapackage.json 和 data/README.md。
只有一种语言时，另一种语言的列可以留空。

This is the folder of a new framework. Every file has its header and two or three example rows, marked
“(example)”: replace them with your own. A good order: elements.csv (goal, tracks, scenarios), segments.csv
(quotations), lexicon.csv (trigger terms), coding.csv (the coding); the other files may stay empty or go. Run
`python render.py check {name}` at any time: it lists every fault and says what to fill in next. What each
column means is in data/138/datapackage.json and data/README.md. With one language only, leave the columns of
the other empty.
"""


class NewFrameworkError(UserError):
    """The folder cannot be made: its name does not fit, or it is there already."""


def make_framework(name: str, base: Path) -> Path:
    """Make the folder `base`/`name` with example files; return its path."""
    if not NAME_PATTERN.fullmatch(name) or not ID_PATTERN.fullmatch(name):
        raise NewFrameworkError(
            f"{name}: lower-case letters, digits, . _ - only, as it starts file names"
        )
    folder = base / name
    if folder.exists():
        raise NewFrameworkError(f"{folder} is there already")
    for file, rows in _ROWS.items():
        write_whole(folder / file, _to_csv(file, rows))
    package = {
        "name": name,
        "title": f"{name} {EXAMPLE_MARK_EN}",
        "title_zh": f"{name}{EXAMPLE_MARK}",
        "title_en": f"{name} {EXAMPLE_MARK_EN}",
        "version": "0.1.0",
        "created": f"{date.today().isoformat()}T00:00:00Z",
        "sources": [{"title": f"the text that was coded {EXAMPLE_MARK_EN}"}],
        "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0"}],
        "resources": [
            {"name": Path(file).stem, "path": file, "encoding": "utf-8", "schema": _describe(file)}
            for file in _ROWS
        ],
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    write_whole(folder / "datapackage.json", text.encode())
    write_whole(folder / "README.md", _README.format(name=name).encode())
    return folder


def _describe(file: str) -> dict[str, object]:
    names = [column.name for column in FILES[file].columns]
    return {
        "fields": [{"name": name} for name in names],
        "fieldsMatch": "subset",
        "missingValues": [""],
    }


def _to_csv(file: str, rows: list[dict[str, str]]) -> bytes:
    names = [column.name for column in FILES[file].columns]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()
