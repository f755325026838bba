"""工作台的中文用语。"""

from report138.view.names import Names
from report138.view.words.zh.grammar import COMMA, abridge
from report138.workbench.words.facts import Change, Count, Standing

TERMS = {
    "reading": "阅读",
    "all_readings": "全部",
    "plain": "计入常义词",
    "inferred": "计入推断引文",
    "stated": "联系的起算等级",
    "language": "语言",
    "grid": "矩阵：方向键移动，回车键打开一格，Esc键关闭",
    "hint": "点选一格，或用方向键移到该格后按回车键，即可查看其原文依据。",
    "close": "关闭",
    "settings": "计入哪些",
    "evidence": "依据",
    "guesses": "推断，不计入等级",
    "by_reading": "各次阅读",
    "searches": "对本格的记录",
    "missing": "缺什么",
    "also_quoted": "另引",
}
CODING = {
    "source": "原文，逐句列出",
    "words": "本句：用鼠标，或按住Shift键加方向键，选定字句",
    "take": "编码所选字句（回车键）",
    "previous": "上一句",
    "next": "下一句",
    "codings": "本句的编码",
    "none": "本句尚无编码。",
    "track_id": "赛道",
    "scenario_id": "场景",
    "level": "等级",
    "kind": "类别",
    "basis": "凭据",
    "polarity": "方向",
    "quote_zh": "中文字句",
    "quote_en": "英文字句",
    "note_zh": "理由（中文）",
    "note_en": "理由（英文）",
    "drop": "删去",
    "codebook": "编码规则",
    "cells": "各格：方向键移动，回车键选定一格",
    "cell": "整格的判断",
    "evidence": "本格已有依据，等级取其最高者。",
    "formula": "公式句",
    "narrative": "叙述句",
    "direct": "直接",
    "inferred": "推断",
    "rule_direct": "字句本身即可说明",
    "rule_inferred": "须据文外知识",
    "+": "+ 促进",
    "-": "− 相悖",
    "?": "? 不明",
    "NA": "无法判断",
    "open": "未定",
    "unanswered": "尚未保存：内核没有响应。",
    "blind": "这里没有打开其他任何一次阅读，也没有打开其引文和词表。",
}
LACKING = '交互浏览需要安装附加依赖“lab”（pip install -e ".[lab]"）；这里是报告中的静态图。'

NO_CODING = (
    '在笔记本里编码需要安装附加依赖“lab”（pip install -e ".[lab]"）；'
    "也可以用 render.py code --coder 名称 --source 文件 写出同样的编码表，在电子表格里填写。"
)
NOT_HERE = "运行笔记本时在此编码，文档中不显示。"


def say_progress(sentences: int, coded: int, cells: int, open_cells: int, faults: int) -> str:
    """编码到哪一步，还有什么使它不能导入。"""
    said = [f"{sentences}句中已编码{coded}句", f"{cells}格中已定{cells - open_cells}格"]
    said += [f"{faults}条编码尚不完整"] if faults else []
    return f"{'，'.join(said)}。"


def say_fault(kind: str, what: str) -> str:
    """一条编码为什么还不能导入。"""
    return {
        "missing": f"未填：{CODING.get(what, what)}。",
        "not_verbatim": "字句与本句原文不符。",
        "long": f"共{what}字，至多80字；请取包含有关用语的最短一段。",
        "nowhere": "本段与 locators.csv 中的任何一处都不符，所用版本可能不同。",
    }[kind]


def say_replaced(cell: str) -> str:
    """有了依据，整格的判断随之撤回。"""
    return f"{cell}已有依据，整格的判断已撤回。"


def say_saved(path: str) -> str:
    """编码表存在哪里。"""
    return f"已存入 {path}"


def say_unsaved(path: str) -> str:
    """编码表将存在哪里。"""
    return f"将存入 {path}"


def say_change(change: Change, names: Names) -> str:
    """矩阵现状；所选条件改变了什么。"""
    if not change.chosen:
        return _say_whole(change.now)
    now, before = change.now, change.before
    said = [
        f"{now.cells}格中有联系的{now.linked}格{_instead(now.linked, before.linked)}",
        f"有依据的{now.found}格{_instead(now.found, before.found)}",
    ]
    if now.readings > 1:
        said.append(f"有分歧的{now.disputed}格{_instead(now.disputed, before.disputed)}")
    moved = f"有变化的格：{abridge(change.moved, '格')}。" if change.moved else ""
    return f"{_head(change, names)}：{'，'.join(said)}。{moved}"


def _say_whole(now: Count) -> str:
    said = f"{now.cells}格中有联系的{now.linked}格，有依据的{now.found}格"
    if now.readings < 2:
        return f"{said}。"
    return f"全部{now.readings}次阅读：{said}；一致的{now.agreed}格，有分歧的{now.disputed}格。"


def _head(change: Change, names: Names) -> str:
    parts = [f"只看{change.reading}"] if change.reading else []
    parts += [] if change.plain else ["不计常义词"]
    parts += ["计入推断引文"] if change.inferred else []
    parts += [f"自{names.levels.grade(change.links)}起算作联系"] if change.links else []
    return "，".join(parts)


def _instead(now: int, before: int) -> str:
    return f"（原为{before}格）" if now != before else "（不变）"


def say_standing(cell: Standing, names: Names) -> str:
    """一格中有什么，不带句号。"""
    said = []
    if cell.disputed:
        said.append("促进还是相悖，判断不同" if cell.opposed else "有分歧")
    if cell.level:
        level = names.levels.grade(cell.level)
        said.append(level if cell.name == cell.level else f"{level}（{cell.name}）")
        said += [f"兼有{cell.other}"] if cell.other else []
    elif not cell.disputed:
        said.append(names.levels.say_blank(cell.state))
    if cell.readings > 1 and cell.judged == 1:
        said.append(f"{cell.readings}次阅读中只有1次判断")
    elif cell.readings > 1 and (cell.found or 1 < cell.judged < cell.readings):
        said.append(f"{cell.judged}次阅读中{cell.found}次有依据")
    if names.quoted:
        said += _count_units(cell, names)
    return "，".join(said)


def _count_units(cell: Standing, names: Names) -> list[str]:
    said = [names.count(cell.units, "unit")] if cell.units else []
    if cell.others:
        another = "另有" if cell.units else ""
        said.append(f"{another}{names.count(cell.others, 'unit')}只有部分阅读采用")
    if cell.inferred:
        said.append(f"推断{names.count(cell.inferred, 'unit')}")
    return said


def list_missing(cell: Standing, names: Names, empty: list[str], uncoded: list[str]) -> list[str]:
    """一格缺什么：依据、某些阅读的判断，或推断以外的东西。"""
    said = []
    if cell.state == "none_found" and not cell.found:
        said.append("判断过本格的阅读都未见依据。" if cell.readings > 1 else "查过，未见依据。")
    elif empty:
        said.append(f"未见依据：{COMMA.join(empty)}。")
    if cell.state == "not_assessable":
        said.append("无法判断：所指界定不足，不同于“未见”。")
    elif cell.state == "not_coded":
        said.append("本格尚未编码，不能说明有无。")
    elif cell.state == "itself":
        said.append("行与列是同一事项。")
    elif uncoded:
        said.append(f"没有判断本格：{COMMA.join(uncoded)}。")
    if cell.inferred:
        held = (
            f"；若推断成立，为{names.levels.grade(cell.inferred_level)}"
            if cell.inferred_level
            else ""
        )
        said.append(f"推断依靠文外知识，不计入等级{held}。")
    return said


def name_takers(takers: dict[str, str], judged: int, inferred: bool) -> str:
    """哪些阅读采用了这句话，各定几级。"""
    listed = COMMA.join(f"{label} {level}" for label, level in takers.items())
    if judged < 2:
        return "推断" if inferred else ""
    return f"{judged}次阅读中{len(takers)}次{'如此推断' if inferred else '采用'}：{listed}"
