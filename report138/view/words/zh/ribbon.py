"""联系一览：带状图。"""

from report138.view.words.facts.ribbon import MOST_NAMED, Fullest, Links
from report138.view.words.zh.grammar import bracket, close, join, label
from report138.view.words.zh.terms import TERMS


def summarize_ribbon(fullest: Fullest) -> str:
    """一行标题：哪条赛道与哪个场景之间引文最多。"""
    if not fullest.names:
        return "没有直接引文"
    number = len(fullest.names)
    each = f"{'各' if number > 1 else ''}{fullest.segments}条"
    if number <= MOST_NAMED:
        return f"引文最多的是{join(fullest.names)}（{each}）"
    if fullest.every:
        return f"有依据的{number}格引文一样多（{each}）"
    return f"引文最多的有{number}格（{each}）"


def explain_ribbon(searched: bool) -> str:
    """怎样读带状图。"""
    none = "没有带的即未见依据。" if searched else "没有带的为未见依据、无法判断或未编码。"
    return f"左为赛道，右为场景；带宽为直接引文条数，颜色越醒目等级越高。{none}"


def describe_ribbon(links: Links) -> str:
    """用文字说出带状图：每条赛道连到哪里，哪些场景没有联系。"""
    said = []
    for track, linked, blank in links.tracks:
        names = [f"{name}{bracket(f'{number}条')}" for name, number in linked]
        said.append(label(track, join(names) or TERMS[blank]))
    if links.alone:
        said.append(label("没有联系的场景", join(links.alone)))
    said += [label(name, TERMS[blank]) for name, blank in links.blank]
    return close("；".join(said))
