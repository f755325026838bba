"""对象自己说明自己：报告的几行概要，一格还缺什么。"""

from typing import Any


def sum_up(report: Any) -> str:
    """说明报告是什么、有多大、可以试什么。"""
    said, framework = report.said, report.framework
    tracks, scenarios = (
        said.count(len(rows), tier)
        for tier, rows in (("track", report.tracks), ("scenario", report.scenarios))
    )
    readings = "、".join(
        code if code == label else f"{code}（{label}）" for code, label in report.labels.items()
    )
    codings = int(framework.coding["coder"].isin(report.coders).sum())
    first = report.tracks["id"].iloc[0], report.scenarios["id"].iloc[0]
    lines = [
        f"**{report.describe()['title']}** · 框架 `{framework.name}`，数据版本 {framework.package['version']}，"
        f"语言 `{report.language}`",
        f"- {scenarios} × {tracks}；编码 {codings} 条；阅读：{readings or '无'}",
    ]
    if report.left_out:
        lines.append(f"- 已去掉 {'、'.join(report.left_out)}：不再是这份数据的文档")
    lines.append(
        f'- 可以试试 `report.matrix()`、`report.cell("{first[0]}", "{first[1]}")`、'
        "`report.by_reading()`、`report.codings()`、`figures.draw_matrix(report)`；"
        "输入 `report.` 再按 Tab 键可见其余"
    )
    return "\n".join(lines)


def say_next(level: str, rule: str) -> str:
    """说明升到上一级还需要什么。"""
    return f"若要达到“{level}”，还缺：{rule}。"


def say_unread() -> str:
    """说明没有阅读判断过这一格。"""
    return "还没有哪次阅读判断过这一格。"


def say_only_inferred() -> str:
    """说明联系只靠文外知识。"""
    return "还缺原文自己的话：目前的联系只靠文外知识。"


def say_not_taken(readings: str) -> str:
    """说明哪些阅读没有找到依据。"""
    return f"还缺这些阅读也会采用的依据：{readings}。"
