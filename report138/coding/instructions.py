"""The codebook in short, for the coding sheet, in every language of the framework."""

from report138.data.check import Checked
from report138.data.read import Row
from report138.view.words import GRAMMAR, say
from report138.view.words.en import coding_sheet as en
from report138.view.words.zh import coding_sheet as zh

WORDS = {"zh": zh, "en": en}


def list_instructions(checked: Checked) -> list[str]:
    """Return the codebook as paragraphs: the steps, the levels, the elements with their ids."""
    paragraphs = []
    for language in checked.languages:
        words, label = WORDS[language], GRAMMAR[language].label
        paragraphs += words.STEPS
        for level in (3, 2, 1, 0):
            name = say(f"level_{level}", language)
            paragraphs.append(label(f"{level} {name}", say(f"rule_{level}", language)))
        for level in ("track", "scenario"):
            rows = [row for row in checked.tables["elements.csv"] if row["level"] == level]
            rows.sort(key=lambda row: int(row["order"]))
            listed = "; ".join(_describe(row, language) for row in rows)
            paragraphs.append(label(say(level, language), listed))
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
