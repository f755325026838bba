"""The codebook in short, for the coding sheet, in every language of the framework."""

from report138.data.check import Checked
from report138.data.read import Row
from report138.data.scale import Step, read_scale
from report138.view.levels import Levels
from report138.view.names import Names
from report138.view.words import GRAMMAR, say
from report138.view.words.en import coding_sheet as en
from report138.view.words.zh import coding_sheet as zh

WORDS = {"zh": zh, "en": en}


def list_instructions(checked: Checked, *, quoted: bool) -> list[str]:
    """Return the codebook as paragraphs: the steps, the levels, the elements with their ids.

    It is `quoted` where words of a source are coded, not cells alone.
    """
    paragraphs = []
    for language in checked.languages:
        names, label = read_names(checked, language, quoted), GRAMMAR[language].label
        paragraphs += WORDS[language].list_steps(names, quoted)
        for step in names.levels.steps:
            rule = names.define(step)
            head = name_step(names, step)
            paragraphs.append(label(head, rule) if rule else head)
        for level in ("track", "scenario"):
            listed = "; ".join(_describe(row, language) for row in checked.list_elements(level))
            paragraphs.append(label(names.head(level), listed))
    return paragraphs


def read_names(checked: Checked, language: str, quoted: bool) -> Names:
    """Return what levels and tiers of a framework are called."""
    other = next((code for code in checked.languages if code != language), "")
    tiers = {row["tier"]: row.values for row in checked.tables["tiers.csv"]}
    levels = Levels(read_scale(checked.tables["scale.csv"]), language, other)
    return Names(levels, language, tiers, quoted)


def name_step(names: Names, step: Step) -> str:
    """Write a level as it is to be typed, with its name."""
    name = names.levels.label(step)
    return step.value if name in (step.value, names.levels.write(step)) else f"{step.value} {name}"


def _describe(row: Row, language: str) -> str:
    """Name an element with its driver and quality, which the rules of the levels speak of."""
    facts = [
        f"{say(stem, language)} {row[f'{stem}_{language}']}"
        for stem in ("driver", "quality")
        if row[f"{stem}_{language}"]
    ]
    name = f"{row['id']} {row[f'name_{language}']}"
    return f"{name} ({', '.join(facts)})" if facts else name
