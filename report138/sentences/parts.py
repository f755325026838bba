"""Sentences about what the framework is made of, and the answer that opens a report."""

from report138.interlinkage import count_levels
from report138.items import Prose, escape_markdown, write_prose
from report138.report import Report
from report138.sentences.matrix import count_found
from report138.text import capitalize, count, join, pick, plural, say

MOST_NAMES = 6  # that a sentence can list and still be read


def _names(report: Report, level: str) -> list[str]:
    return list(report.framework.get_elements(level)[f"name_{report.language}"])


def summarize_parts(report: Report) -> str:
    """Say in one line how many goals, tracks and scenarios there are."""
    goals, tracks, scenarios = (len(_names(report, x)) for x in ("goal", "track", "scenario"))
    return pick(
        report.language,
        f"{count(goals, 'zh')}个总目标、{count(tracks, 'zh')}条赛道、{count(scenarios, 'zh')}个场景",
        capitalize(
            f"{plural(goals, 'goal', 'goals')}, {plural(tracks, 'track', 'tracks')}, "
            f"{plural(scenarios, 'scenario', 'scenarios')}"
        ),
    )


def explain_tree(report: Report) -> str:
    """Say how to read the framework tree."""
    return pick(
        report.language,
        "自上而下为总目标、赛道、场景；小字为目标表述或牵引。竖线只表示层次，不表示对应关系。",
        "Goal, tracks and scenarios from the top; small type gives the aim or the driver. "
        "The upright lines show tiers, not which track serves which scenario.",
    )


def caption_tree(report: Report) -> str:
    """Name the framework tree and its places in the source."""
    places: dict[str, None] = {}
    for locator in report.framework.elements["locator"]:
        places.update(dict.fromkeys(filter(None, map(str.strip, locator.split(";")))))
    where = join(list(places), report.language)
    zh, en = "框架的构成", "The parts of the framework"
    if where:
        zh, en = f"{zh}；出处 {where}", f"{en}; source places {where}"
    return pick(report.language, f"{zh}。", f"{en}.")


def describe_tree(report: Report) -> str:
    """Put the framework tree into words."""
    language = report.language
    parts = []
    for level in ("goal", "track", "scenario"):
        names = []
        for _, row in report.framework.get_elements(level).iterrows():
            driver = report.read(row, "driver")
            extra = pick(language, f"（牵引：{driver}）", f" (driver: {driver})") if driver else ""
            names.append(row[f"name_{language}"] + extra)
        parts.append(f"{say(level, language)}{pick(language, '：', ': ')}{join(names, language)}")
    return pick(language, "；", "; ").join(parts) + pick(language, "。", ".")


def tell(report: Report, key: str) -> Prose:
    """Show a passage of about.csv, marked with its basis; nothing if there is none."""
    rows = report.framework.about
    rows = rows[rows["key"] == key]
    if rows.empty:
        return Prose("")
    row = rows.iloc[0]
    text = escape_markdown(report.read(row, "text"))
    basis = say(f"basis_{row['basis']}", report.language)
    place = (
        pick(report.language, "，", ", ")
        + row["locator"].replace(";", "、" if report.language == "zh" else ", ")
        if row["locator"]
        else ""
    )
    mark = pick(report.language, f"〔{basis}{place}〕", f" [{basis}{place}]")
    return Prose(text + escape_markdown(mark))


def state_answer(report: Report) -> Prose:
    """Answer in one sentence what the framework is and where the text links its parts."""
    language = report.language
    found, total = count_found(report)
    counts = count_levels(report.cells)
    goals, tracks, scenarios = (_names(report, x) for x in ("goal", "track", "scenario"))
    named = len(tracks) <= MOST_NAMES
    goal_zh, goal_en = (f"（{join(goals, 'zh')}）", f" ({join(goals, 'en')})")
    track_zh, track_en = (
        (f"（{join(tracks, 'zh')}）", f" ({join(tracks, 'en')})") if named else ("", "")
    )
    zh = (
        f"{count(len(goals), 'zh')}个总目标{goal_zh}、{count(len(tracks), 'zh')}条赛道{track_zh}、"
        f"{count(len(scenarios), 'zh')}个场景；按原文逐格查证，{total}格中{found}格的赛道与场景有联系，"
        f"其中{counts[3]}格有抓手，{counts[2]}格有表述，{counts[1]}格只是并提。"
    )
    en = (
        f"{capitalize(plural(len(goals), 'goal', 'goals'))}{goal_en}, "
        f"{plural(len(tracks), 'track', 'tracks')}{track_en} and "
        f"{plural(len(scenarios), 'scenario', 'scenarios')}: read cell by cell, the text links track and "
        f"scenario in {found} of {total} cells, {counts[3]} of them operational, {counts[2]} stated and "
        f"{counts[1]} only co-presented."
    )
    return write_prose(pick(language, zh, en))


def _count_filled(report: Report, level: str, stem: str) -> tuple[int, int]:
    rows = report.framework.get_elements(level)
    return sum(bool(report.read(row, stem)) for _, row in rows.iterrows()), len(rows)


def read_tracks(report: Report) -> Prose:
    """Say for how many tracks the source states an aim, and for how many a driver."""
    aims, total = _count_filled(report, "track", "aim")
    drivers, _ = _count_filled(report, "track", "driver")
    driven_zh = f"写明牵引的有{count(drivers, 'zh')}条" if drivers else "均未写明牵引"
    aims_en, driven_en = (count(number, "en") if number else "none" for number in (aims, drivers))
    return write_prose(
        pick(
            report.language,
            f"{count(total, 'zh')}条赛道中，原文给出目标表述的有{count(aims, 'zh')}条，{driven_zh}。",
            f"Of {plural(total, 'track', 'tracks')}, the source states an aim for {aims_en} "
            f"and a driver for {driven_en}.",
        )
    )


def read_scenarios(report: Report) -> Prose:
    """Say for how many scenarios the source names a driver and a quality."""
    drivers, total = _count_filled(report, "scenario", "driver")
    qualities, _ = _count_filled(report, "scenario", "quality")
    return write_prose(
        pick(
            report.language,
            f"{count(total, 'zh')}个场景中，原文写明牵引的有{count(drivers, 'zh')}个，"
            f"写明品质语的有{count(qualities, 'zh')}个。",
            f"Of {plural(total, 'scenario', 'scenarios')}, the source names a driver for "
            f"{count(drivers, 'en') if drivers else 'none'} and a quality for "
            f"{count(qualities, 'en') if qualities else 'none'}.",
        )
    )
