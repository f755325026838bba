"""Ten small frameworks in the shapes of matrices that people have, with numbers made by a rule.

None has a value of a published matrix; the shapes (rows, columns, signs, scales, what is quoted) are
those of published ones.  Each is written into a folder by `write_shape`.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scale_sample import HALVES, write_csv

Value = Callable[[int, int, int], str]  # of a row, a column and a reading; "" leaves the cell out
Names = tuple[str, str]  # zh, en

PLAIN = [("0", 0, "", "", "无", "none")]


def _make_steps(labels: Sequence[Names], link: int) -> list[tuple]:
    steps = enumerate(labels, start=1)
    return [*PLAIN, *((str(n), n, "", "yes" if n >= link else "", *both) for n, both in steps)]


FOUR = _make_steps(
    [("弱", "weak"), ("中", "moderate"), ("强", "strong"), ("很强", "very strong")], 3
)
FIVE = _make_steps(
    [
        ("很低", "very low"),
        ("低", "low"),
        ("中等", "moderate"),
        ("高", "high"),
        ("很高", "very high"),
    ],
    4,
)
THERE = _make_steps([("到场", "present")], 1)
INFLUENCE = _make_steps([("弱", "weak"), ("中", "medium"), ("强", "strong")], 2)
NILSSON = [
    ("+3", 3, "+", "yes", "不可分割", "indivisible"),
    ("+2", 2, "+", "yes", "强化", "reinforcing"),
    ("+1", 1, "+", "yes", "促成", "enabling"),
    ("0", 0, "", "", "一致", "consistent"),
    ("-1", 1, "-", "yes", "制约", "constraining"),
    ("-2", 2, "-", "yes", "抵消", "counteracting"),
    ("-3", 3, "-", "yes", "取消", "cancelling"),
]
IMPACT = [
    *(
        (f"+{n}", n, "+", "yes" if n > 1 else "", zh, en)
        for n, zh, en in [
            (2, "明显有利", "clearly beneficial"),
            (1, "略有利", "slightly beneficial"),
        ]
    ),
    ("0", 0, "", "", "无影响", "no impact"),
    *(
        (f"-{n}", n, "-", "yes" if n > 1 else "", zh, en)
        for n, zh, en in [(1, "略不利", "slightly adverse"), (2, "明显不利", "clearly adverse")]
    ),
]


@dataclass(frozen=True)
class Shape:
    """A framework to write: names of columns (tracks) and rows (scenarios), values, scale, tiers."""

    columns: Sequence[Names]
    rows: Sequence[Names]
    value: Value
    scale: Sequence[tuple] = ()
    tiers: Sequence[tuple[str, ...]] = ()
    readings: int = 1
    quoted: bool = False
    title: Names = ("评分", "Scores")
    source: Names = ("专家组", "A panel")


def _number(zh: str, en: str, count: int) -> list[Names]:
    return [(f"{zh}{n}", f"{en} {n}") for n in range(1, count + 1)]


def _cycle(*values: str, step: int = 5, turn: int = 3) -> Value:
    return lambda row, column, reading: values[
        (row * step + column * turn + row * column + reading * (row % 4 == 1)) % len(values)
    ]


def _skip_diagonal(value: Value) -> Value:
    return lambda row, column, reading: "" if row == column else value(row, column, reading)


EXPERTS = ("source", "专家", "the experts", "the experts")
STUDY = ("source", "该研究", "the study", "the studies")
JUDGED = ("unit", "判断", "judgement", "judgements")
ENVIRONMENT = [
    ("track", "工程活动", "activity", "activities"),
    ("scenario", "环境要素", "environmental factor", "environmental factors"),
    ("source", "评价组", "the assessors", "the assessors"),
    JUDGED,
]

SHAPES = {
    # solutions by targets, signed, quoted: 150 rows
    "signed-12x150": Shape(
        _number("方案", "Solution", 12),
        _number("目标", "Target", 150),
        _cycle("", "", "+1", "", "+2", "", "-1", "", "", "+3", "", "-2", ""),
        NILSSON,
        [
            ("track", "方案", "solution", "solutions"),
            ("scenario", "具体目标", "target", "targets"),
            STUDY,
            ("unit", "表述", "statement", "statements"),
        ],
        quoted=True,
        title=("气候方案与具体目标", "Climate solutions and targets"),
        source=("一项研究", "A study"),
    ),
    # goals by the same goals, quoted texts
    "square-17x17": Shape(
        _number("目标", "Goal", 17),
        _number("目标", "Goal", 17),
        _skip_diagonal(_cycle("", "2", "", "1", "3", "", "", "2", "", "", "1")),
        (),
        [
            ("track", "目标", "goal", "goals"),
            ("scenario", "目标", "goal", "goals"),
            ("source", "文献", "the literature", "the bodies of literature"),
            ("unit", "文段", "text", "texts"),
        ],
        quoted=True,
        title=("目标之间的联系", "Links between goals"),
        source=("文献汇编", "A collection of papers"),
    ),
    # factors by the same factors, scored by experts
    "square-20x20": Shape(
        _number("因素", "Factor", 20),
        _number("因素", "Factor", 20),
        _skip_diagonal(_cycle("0", "1", "0", "2", "3", "0", "4", "1", "0", "2", "0")),
        FOUR,
        [
            ("track", "因素", "factor", "factors"),
            ("scenario", "因素", "factor", "factors"),
            EXPERTS,
            JUDGED,
        ],
        title=("因素之间的影响", "Influences between factors"),
    ),
    # environmental impact matrices
    "impact-21x10": Shape(
        _number("活动", "Activity", 10),
        _number("要素", "Factor", 21),
        _cycle("0", "-1", "0", "+1", "-2", "0", "0", "+2", "0", "-1", "NA"),
        IMPACT,
        ENVIRONMENT,
        title=("环境影响矩阵", "Environmental impact matrix"),
        source=("评价组", "The assessors"),
    ),
    "impact-20x5": Shape(
        _number("活动", "Activity", 5),
        _number("要素", "Factor", 20),
        _cycle("0", "-1", "-2", "0", "-1", "0", "-2"),
        IMPACT,
        ENVIRONMENT,
        title=("环境影响矩阵", "Environmental impact matrix"),
        source=("评价组", "The assessors"),
    ),
    "impact-16x9": Shape(
        _number("活动", "Activity", 9),
        _number("要素", "Factor", 16),
        _cycle("1", "2", "3", "4", "5", "0", "1", "3", "", "2"),
        FIVE,
        ENVIRONMENT,
        readings=2,
        title=("环境影响矩阵", "Environmental impact matrix"),
        source=("评价组", "The assessors"),
    ),
    # who was where
    "attendance-18x14": Shape(
        _number("活动", "Event", 14),
        _number("来宾", "Guest", 18),
        _cycle("0", "1", "0", "0", "1", "0", "1"),
        THERE,
        [
            ("track", "活动", "event", "events"),
            ("scenario", "来宾", "guest", "guests"),
            ("source", "签到表", "the register", "the registers"),
            ("unit", "记录", "entry", "entries"),
        ],
        title=("出席记录", "Attendance"),
        source=("签到表", "A register"),
    ),
    # three factors on each other
    "influence-3x3": Shape(
        _number("变量", "Variable", 3),
        _number("变量", "Variable", 3),
        _skip_diagonal(lambda row, column, _: "3102321"[row * 2 + column]),
        INFLUENCE,
        [
            ("track", "变量", "variable", "variables"),
            ("scenario", "变量", "variable", "variables"),
            EXPERTS,
            JUDGED,
        ],
        title=("变量之间的影响", "Influences between variables"),
    ),
    # steps of a half, two readings
    "halves-6x4": Shape(
        _number("政策", "Policy", 4),
        _number("指标", "Indicator", 6),
        _cycle("0", "0.5", "1", "0", "0.5"),
        HALVES,
        [
            ("track", "政策", "policy", "policies"),
            ("scenario", "指标", "indicator", "indicators"),
            EXPERTS,
            JUDGED,
        ],
        readings=2,
        title=("政策与指标", "Policies and indicators"),
    ),
    # all of one kind: nothing found, nothing judged but in one row
    "sparse-5x5": Shape(
        _number("政策", "Policy", 5),
        _number("指标", "Indicator", 5),
        lambda row, column, _: "0" if row == 1 else "NA" if row == 2 else "",
        HALVES,
        [
            ("track", "政策", "policy", "policies"),
            ("scenario", "指标", "indicator", "indicators"),
            EXPERTS,
            JUDGED,
        ],
        title=("政策与指标", "Policies and indicators"),
    ),
}


def write_shape(name: str, folder: Path) -> Path:
    """Write the files of a shape into a folder of its own; return it."""
    shape, folder = SHAPES[name], folder / name
    folder.mkdir(parents=True)
    write_csv(folder / "elements.csv", list(_list_elements(shape)))
    segments, codings = _code(shape)
    write_csv(folder / "coding.csv", codings)
    if shape.quoted:
        write_csv(folder / "segments.csv", segments)
    if shape.scale:
        head = ["value", "order", "sign", "link", "label_zh", "label_en"]
        write_csv(folder / "scale.csv", [head, *shape.scale])
    write_csv(folder / "tiers.csv", [["tier", "name_zh", "name_en", "plural_en"], *shape.tiers])
    package = {
        "name": name,
        "title": shape.title[1],
        "title_zh": shape.title[0],
        "title_en": shape.title[1],
        "version": "1",
        "created": "2024-05-01",
        "sources": [
            {"title": shape.source[1], "title_zh": shape.source[0], "title_en": shape.source[1]}
        ],
    }
    text = json.dumps(package, ensure_ascii=False)
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    return folder


def _list_elements(shape: Shape) -> Iterator[list[str]]:
    yield ["id", "level", "order", "name_zh", "name_en", "locator"]
    for kind, letter, names in (
        ("track", "T", shape.columns),
        ("scenario", "S", shape.rows),
    ):
        for number, both in enumerate(names, start=1):
            yield [f"{letter}{number}", kind, str(number), *both, ""]


def _code(shape: Shape) -> tuple[list[list[str]], list[list[str]]]:
    segments = [["segment_id", "kind", "locator", "quote_zh", "quote_en"]]
    head = ["segment_id", "track_id", "scenario_id", "coder", "level", "basis", "polarity"]
    codings = [[*head, "trigger_track", "trigger_scenario"]]
    for reading in range(shape.readings):
        for row in range(len(shape.rows)):
            for column in range(len(shape.columns)):
                value = shape.value(row, column, reading)
                if not value:
                    continue
                found = shape.quoted and value not in ("0", "NA")
                segment = f"Q{len(segments)}" if found else ""
                if found:
                    zh, en = (
                        f"{shape.columns[column][0]}对{shape.rows[row][0]}有作用",
                        f"{shape.columns[column][1]} acts on {shape.rows[row][1]}",
                    )
                    segments.append([segment, "narrative", f"p{row + 1}", zh, en])
                basis = "direct" if found else ""
                polarity = "+" if found and not shape.scale else ""
                place = [f"T{column + 1}", f"S{row + 1}"]
                codings.append([segment, *place, "AB"[reading], value, basis, polarity, "", ""])
    return segments, codings
