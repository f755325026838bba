"""Small frameworks with scales of their own, without a quotation, whose numbers are counted by hand.

Scores 1 to 5 by one panel, links from 3 on, six rows by five columns (T1 … T5):

        T1  T2  T3  T4  T5
    S1   5   3   1   0   2
    S2   4   3   3   1   0
    S3   2   1   0   0   NA
    S4   5   5   4   3   3
    S5   1   0   1   2   0
    S6   0   0   0   0   0

Links: S1 2, S2 3, S4 5, in all 10; of T1 3, T2 3, T3 2, T4 1, T5 1.  Evidence in 18 of 30 cells, eleven
0 and one NA.  At the top, 5: S1 T1, S4 T1, S4 T2.

Signed influences -3 to +3, links from 2 on, five rows by four columns:

         T1  T2  T3  T4
    S1   +3  -3   0  +1
    S2   -2  +2  -1   0
    S3    0   0  -3  -2
    S4   +1  -1   0   0
    S5   +2   0   0  +3

Links: S1 2, S2 2, S3 2, S5 2, in all 8, of which 4 hinder; evidence in 12 of 20.
"""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

from report138.data.framework import load_framework
from report138.view.report import Report

SCORES = """\
5 3 1 0 2
4 3 3 1 0
2 1 0 0 NA
5 5 4 3 3
1 0 1 2 0
0 0 0 0 0
"""
FIVE = [
    ("0", 0, "", "", "无", "none"),
    ("1", 1, "", "", "很弱", "very weak"),
    ("2", 2, "", "", "弱", "weak"),
    ("3", 3, "", "yes", "中等", "moderate"),
    ("4", 4, "", "yes", "强", "strong"),
    ("5", 5, "", "yes", "很强", "very strong"),
]
SIGNS = """\
+3 -3 0 +1
-2 +2 -1 0
0 0 -3 -2
+1 -1 0 0
+2 0 0 +3
"""
SEVEN = [
    ("+3", 3, "+", "yes", "不可分割", "indivisible"),
    ("+2", 2, "+", "yes", "强化", "reinforcing"),
    ("+1", 1, "+", "", "促成", "enabling"),
    ("0", 0, "", "", "一致", "consistent"),
    ("-1", 1, "-", "", "制约", "constraining"),
    ("-2", 2, "-", "yes", "抵消", "counteracting"),
    ("-3", 3, "-", "yes", "取消", "cancelling"),
]
HALVES = [
    ("0", 0, "", "", "无", "none"),
    ("0.5", 1, "", "", "间接", "indirect"),
    ("1", 2, "", "yes", "直接", "direct"),
]
HALF_SCORES = """\
1 0.5 0
0.5 1 1
0 0 0.5
"""
TIERS = [
    ("track", "目标", "target", "targets"),
    ("scenario", "措施", "measure", "measures"),
    ("source", "专家", "the experts", "the experts"),
    ("unit", "判断", "judgement", "judgements"),
]
PACKAGE = {
    "title": "Scores",
    "title_zh": "评分",
    "title_en": "Scores",
    "version": "1",
    "created": "2024-05-01",
    "sources": [{"title": "A panel", "title_zh": "专家组"}],
}


def write_scored(
    folder: Path,
    *readings: str,
    scale: Sequence[tuple] = (),
    tiers: Sequence[tuple[str, ...]] = (),
    name: str = "scored",
) -> Path:
    """Write elements.csv, coding.csv and datapackage.json for whole-cell readings, and what is given."""
    folder.mkdir(parents=True, exist_ok=True)
    grids = [[line.split() for line in reading.splitlines()] for reading in readings]
    rows = [["id", "level", "order", "name_zh", "name_en"]]
    rows[0] += [f"{stem}_{code}" for stem in ("driver", "quality", "aim") for code in ("zh", "en")]
    rows[0] += ["locator"]
    for kind, letter, number in (
        ("track", "T", len(grids[0][0])),
        ("scenario", "S", len(grids[0])),
    ):
        for place in range(1, number + 1):
            what = {"track": ("甲", "Target"), "scenario": ("乙", "Measure")}[kind]
            names = [f"{what[0]}{place}", f"{what[1]} {place}"]
            rows.append([f"{letter}{place}", kind, str(place), *names, *[""] * 7])
    write_csv(folder / "elements.csv", rows)
    codings = [
        [
            *("segment_id", "track_id", "scenario_id", "coder", "level", "basis", "polarity"),
            *("trigger_track", "trigger_scenario"),
        ]
    ]
    for coder, grid in zip("ABCDE", grids, strict=False):
        for down, line in enumerate(grid, start=1):
            for across, value in enumerate(line, start=1):
                if value != ".":
                    codings.append(["", f"T{across}", f"S{down}", coder, value, "", "", "", ""])
    write_csv(folder / "coding.csv", codings)
    if scale:
        head = ["value", "order", "sign", "link", "label_zh", "label_en"]
        write_csv(folder / "scale.csv", [head, *scale])
    if tiers:
        write_csv(folder / "tiers.csv", [["tier", "name_zh", "name_en", "plural_en"], *tiers])
    text = json.dumps({"name": name, **PACKAGE}, ensure_ascii=False)
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    return folder


def write_csv(path: Path, rows: Sequence[Sequence[object]]) -> None:
    """Write rows into a file."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")


def open_scored(folder: Path, *readings: str, language: str = "en", **given: object) -> Report:
    """Write such a framework and open it for a report."""
    return Report(load_framework(write_scored(folder, *readings, **given)), language)
