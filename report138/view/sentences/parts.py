"""Sentences about what the framework is made of, and the answer that opens a report."""

from report138.analysis.interlinkage import count_levels
from report138.engine.typeset.outputs import Prose, escape_markdown, write_prose
from report138.view.report import Report
from report138.view.sentences.counts import count_found
from report138.view.sentences.unjudged import has_levels, list_gaps, say_unjudged
from report138.view.text import (
    bracket,
    capitalize,
    close,
    count,
    join,
    pick,
    plural,
    say,
    share_cells,
    share_out,
    tally,
)

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
    elements = report.framework.elements.to_dict("records")
    small = any(report.read(row, stem) for row in elements for stem in ("driver", "aim"))
    zh, en = (
        ("；小字为目标表述或牵引", "; small type gives the aim or the driver")
        if small
        else ("", "")
    )
    return pick(
        report.language,
        f"自上而下为总目标、赛道、场景{zh}。竖线只表示层次，不表示对应关系。",
        f"Goal, tracks and scenarios from the top{en}. "
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
    return close(pick(report.language, zh, en), report.language)


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
    return close(pick(language, "；", "; ").join(parts), language)


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
    goals, tracks, scenarios = (_names(report, x) for x in ("goal", "track", "scenario"))
    goal_zh, goal_en = (_list_few(goals, language) for language in ("zh", "en"))
    track_zh, track_en = (_list_few(tracks, language) for language in ("zh", "en"))
    zh = (
        f"{count(len(goals), 'zh')}个总目标{goal_zh}、{count(len(tracks), 'zh')}条赛道{track_zh}、"
        f"{count(len(scenarios), 'zh')}个场景；{_say_links(report)}。"
    )
    en = (
        f"{capitalize(plural(len(goals), 'goal', 'goals'))}{goal_en}, "
        f"{plural(len(tracks), 'track', 'tracks')}{track_en} and "
        f"{plural(len(scenarios), 'scenario', 'scenarios')}: {_say_links(report)}."
    )
    return write_prose(pick(report.language, zh, en))


def _list_few(names: list[str], language: str) -> str:
    """List names in brackets, unless there are too many for a sentence."""
    return bracket(join(names, language), language) if len(names) <= MOST_NAMES else ""


def _say_links(report: Report) -> str:
    """Say in how many cells the text links track and scenario, and at which levels."""
    cells, language = report.cells, report.language
    if not has_levels(cells):
        return say_unjudged(cells, language)
    found, total = count_found(report)
    levels, gaps = _say_levels(report), list_gaps(cells, language)
    zh = f"按原文逐格查证，{share_cells(found, total)}的赛道与场景有联系" + (
        f"，{levels}" if levels else ""
    )
    en = (
        "read cell by cell, the text links track and scenario in "
        f"{share_out(found, total, 'cell', 'cells')}" + (f", {levels}" if levels else "")
    )
    return pick(language, zh, en) + (pick(language, "；", "; ") + gaps if gaps else "")


def _say_levels(report: Report) -> str:
    """Say how many of the found cells have which level; a level without cells is left out."""
    counts = {n: number for n, number in count_levels(report.cells).items() if n and number}
    words = {
        n: pick(report.language, *pair)
        for n, pair in (
            (3, ("有抓手", "operational")),
            (2, ("有表述", "stated")),
            (1, ("只是并提", "only co-presented")),
        )
        if n in counts
    }
    if len(counts) == 1:
        ((level, number),) = counts.items()
        zh, en = ("这一格", "which is") if number == 1 else ("都", "all of them")
        return pick(report.language, f"{zh}{words[level]}", f"{en} {words[level]}")
    parts = [
        pick(report.language, f"{counts[n]}格{words[n]}", f"{counts[n]} {words[n]}") for n in words
    ]
    if not parts:
        return ""
    if report.language == "zh":
        return f"其中{'，'.join(parts)}"
    first, *rest = parts
    return join([first.replace(" ", " of them ", 1), *rest], "en")


def _count_filled(report: Report, level: str, stem: str) -> tuple[int, int]:
    rows = report.framework.get_elements(level)
    return sum(bool(report.read(row, stem)) for _, row in rows.iterrows()), len(rows)


def read_tracks(report: Report) -> Prose:
    """Say for how many tracks the source states an aim, and for how many a driver."""
    aims, total = _count_filled(report, "track", "aim")
    drivers, _ = _count_filled(report, "track", "driver")
    if total == 1:
        facts = (("目标表述", "an aim", "aim", aims), ("牵引", "a driver", "driver", drivers))
        return _read_only(report, "唯一的赛道", "the one track", facts)
    aims_zh = f"原文给出目标表述的有{count(aims, 'zh')}条" if aims else "原文均未给出目标表述"
    driven_zh = f"写明牵引的有{count(drivers, 'zh')}条" if drivers else "均未写明牵引"
    if not aims and not drivers:
        driven_zh = "也未写明牵引"
    aims_en, driven_en = (tally(number, "en") for number in (aims, drivers))
    return write_prose(
        pick(
            report.language,
            f"{count(total, 'zh')}条赛道中，{aims_zh}，{driven_zh}。",
            f"Of {plural(total, 'track', 'tracks')}, the source states an aim for {aims_en} "
            f"and a driver for {driven_en}.",
        )
    )


def read_scenarios(report: Report) -> Prose:
    """Say for how many scenarios the source names a driver and a quality."""
    drivers, total = _count_filled(report, "scenario", "driver")
    qualities, _ = _count_filled(report, "scenario", "quality")
    if total == 1:
        facts = (
            ("牵引", "a driver", "driver", drivers),
            ("品质语", "a quality", "quality", qualities),
        )
        return _read_only(report, "唯一的场景", "the one scenario", facts)
    driven_zh = f"原文写明牵引的有{count(drivers, 'zh')}个" if drivers else "原文均未写明牵引"
    named_zh = f"写明品质语的有{count(qualities, 'zh')}个" if qualities else "均未写明品质语"
    if not drivers and not qualities:
        named_zh = "也未写明品质语"
    return write_prose(
        pick(
            report.language,
            f"{count(total, 'zh')}个场景中，{driven_zh}，{named_zh}。",
            f"Of {plural(total, 'scenario', 'scenarios')}, the source names a driver for "
            f"{tally(drivers, 'en')} and a quality for {tally(qualities, 'en')}.",
        )
    )


def _read_only(
    report: Report, only_zh: str, only_en: str, facts: tuple[tuple[str, str, str, int], ...]
) -> Prose:
    """Say which fields the source fills in for an element that is the only one of its kind."""
    given = [fact for fact in facts if fact[-1]]
    lacking = [fact for fact in facts if not fact[-1]]
    zh = [
        f"{verb}{'和'.join(fact[0] for fact in chosen)}"
        for verb, chosen in (("写明了", given), ("未写明", lacking))
        if chosen
    ]
    named, bare = [fact[1] for fact in given], [f"no {fact[2]}" for fact in lacking]
    en = join([*named, *bare], "en") if given else "neither " + " nor ".join(x[1] for x in lacking)
    return write_prose(
        pick(
            report.language,
            f"对{only_zh}，原文{'，'.join(zh)}。",
            f"For {only_en} the source gives {en}.",
        )
    )
