"""几次阅读逐格并列：哪里不同，取决于哪些用语。"""

from report138.view.names import Names
from report138.view.words.facts.readings import Accord, Parting
from report138.view.words.numbers import MOST_SPELLED
from report138.view.words.zh.grammar import COMMA, bracket, close, count, join, label
from report138.view.words.zh.terms import TERMS

SHORT = "阅读"  # 并列时不再重复的称呼


def summarize_readings(
    accord: Accord, partings: list[tuple[str, list[Parting]]], names: Names
) -> str:
    """一行标题：几格有分歧，分歧在哪些场景。"""
    readings = f"{count(accord.readings)}次阅读"
    if not accord.compared:
        return f"{readings}没有共同判定的格"
    if not accord.disputed:
        return (
            f"{readings}对共同判定的{accord.compared}格，{names.say('same_evidence')}的判断都一致"
        )
    where = join([name for name, _ in partings])
    if len(partings) > MOST_SPELLED:
        where = f"{names.count(len(partings), 'scenario')}"
    share = f"{accord.compared}格中的{accord.disputed}格上"
    if accord.disputed == accord.compared:
        share = "唯一可比的一格上" if accord.compared == 1 else f"全部{accord.compared}格上都"
    said = f"{readings}在{share}有分歧，见于{where}"
    if accord.opposed:
        said += bracket(f"其中{accord.opposed}格为促进还是相悖之别")
    return said


def explain_readings(labels: list[str], names: Names) -> str:
    """怎样读并列图。"""
    order = join(labels) if len(labels) <= MOST_SPELLED else f"{labels[0]}至{labels[-1]}"
    return f"每格中一个小方块为一次阅读，依次为{order}；数字为等级，空框为{names.levels.name(0)}。"


def caption_readings(linked: bool, names: Names) -> str:
    """并列图的图题。"""
    click = "点任一格可见原文。" if linked and names.quoted else ""
    return f"各次阅读逐格所给的等级：图示各次阅读怎样判定，不代表实际情况。{click}"


def describe_readings(
    rows: list[tuple[str, list[tuple[str, list[str]]]]], labels: list[str]
) -> str:
    """用文字说出各格中每次阅读给出的等级。"""
    said = [
        label(name, "，".join(f"{track} {_say_levels(levels)}" for track, levels in cells))
        for name, cells in rows
    ]
    return f"依次为{join(labels)}。{'；'.join(said)}。"


def _say_levels(levels: list[str]) -> str:
    """都一样时只说一次。"""
    said = [TERMS.get(level, level) for level in levels]
    return f"都是{said[0]}" if len(set(said)) == 1 else "/".join(said)


def say_parting(parting: Parting, alone: bool, names: Names) -> tuple[str, str]:
    """说出一处分歧：在哪些用语（或赛道）上，谁取，谁不取。"""
    words = join([f"“{word}”" for word in parting.words])
    if parting.plus or parting.minus:
        words, said = "", f"{_name(parting.plus)}为促进，{_name(parting.minus)}为相悖"
    elif not parting.left:
        said = f"各次阅读都{names.say('evidence')}"
    else:
        took, left = ("取", "不取") if words else (names.say("evidence"), names.say("empty"))
        said = f"{_name(parting.took)}{took}，{_name(parting.left)}{left}"
    if not alone:
        words = words + bracket(join(parting.tracks)) if words else join(parting.tracks)
    return words, said


def _name(labels: list[str]) -> str:
    """列出阅读；太多时只说几次。"""
    if len(labels) > MOST_SPELLED:
        return f"{len(labels)}次"
    short = [text.removeprefix(SHORT) for text in labels]
    return COMMA.join(short if all(short) else labels)


def label_parting(words: str, said: str) -> str:
    """把用语与取舍连成一句。"""
    return label(words, said) if words else said


def list_partings(partings: list[tuple[str, list[Parting]]], names: Names) -> str:
    """一句话列出所有分歧。"""
    said = [
        f"{scenario} × {join(parting.tracks)}，{label_parting(*say_parting(parting, True, names))}"
        for scenario, some in partings
        for parting in some
    ]
    return close("；".join(said)) if said else ""
