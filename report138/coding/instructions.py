"""The codebook in short, for the coding sheet, in every language of the framework."""

from report138.data.check import Checked
from report138.data.read import Row
from report138.view.words import pick, say

NONE_FOUND = ("通读原文，未见", "read through, nothing found")  # a second coder has no lexicon
_STEPS = (
    (
        "第一步：逐句阅读。某句若把一条赛道与一个场景连在一起，在该行填 track_id、scenario_id、"
        "level、kind、basis 和引文；"
        "有两种语言时，quote_zh 与 quote_en 都要填，其一为译文；同一句涉及几格，就把该行复制几次。不涉及的留空。",
        "Step 1: read sentence by sentence. Where a sentence links a track to a scenario, fill in "
        "track_id, scenario_id, level, kind, basis and the quotation in its row (with two languages both quote columns, "
        "one of them your translation); copy the row if the "
        "sentence bears on several cells. Leave the others empty.",
    ),
    (
        "第二步：表末每格一行。没有找到依据的填 0，来源没有界定、无法判断的填 NA；第一步已有依据的留空。",
        "Step 2: the last rows are the cells. Write 0 where you found no evidence, NA where the source "
        "does not define the item; leave empty what step 1 has filled.",
    ),
    (
        "依据须同时有该赛道的用语、该场景的用语和两者的关系；两处用语须是不同的字词。"
        "引文取含三者的最短一段，不超过80字，逐字照录。列举全部赛道或场景的句子、笼统谈论全部联系的句子不入任何一格。一句话对同一格只计一次。",
        "Evidence needs words for the track, words for the scenario, and a relation between them; the "
        "two are different words. Quote the shortest stretch that holds all three, verbatim, at most 80 "
        "characters. Sentences that list all tracks or scenarios, or speak of all links at once, fill no "
        "cell. A sentence counts once for a cell.",
    ),
    (
        "basis：文字本身足以支持填 direct；要靠原文以外的知识填 inferred。polarity：促进 +，相悖 -，不明 ?。",
        "basis: direct where the words themselves carry it, inferred where knowledge from outside is "
        "needed. polarity: + furthering, - hindering, ? unclear.",
    ),
    (
        "kind：逐条界定场景的分句填 formula，其余填 narrative。两级之间拿不准时取低，并在 note 写明理由。",
        "kind: formula for the clauses that define the scenarios, narrative for the rest. Between two "
        "levels take the lower, and say why in the note.",
    ),
)


def list_rules(checked: Checked) -> list[str]:
    """Return the codebook as paragraphs: the steps, the levels, the elements with their ids."""
    paragraphs = []
    for language in checked.languages:
        paragraphs += [pick(language, *step) for step in _STEPS]
        for level in (3, 2, 1, 0):
            name = say(f"level_{level}", language)
            rule = pick(language, *NONE_FOUND) if level == 0 else say(f"rule_{level}", language)
            paragraphs.append(f"{level} {name}{pick(language, '：', ': ')}{rule}")
        for level in ("track", "scenario"):
            rows = [row for row in checked.tables["elements.csv"] if row["level"] == level]
            rows.sort(key=lambda row: int(row["order"]))
            listed = "; ".join(_describe(row, language) for row in rows)
            paragraphs.append(f"{say(level, language)}{pick(language, '：', ': ')}{listed}")
    return paragraphs


def _describe(row: Row, language: str) -> str:
    """Name an element with its driver and quality, which the rules of the levels speak of."""
    facts = [
        f"{say(stem, language)} {row[f'{stem}_{language}']}"
        for stem in ("driver", "quality")
        if row[f"{stem}_{language}"]
    ]
    name = f"{row['id']} {row[f'name_{language}']}"
    return f"{name} ({', '.join(facts)})" if facts else name
