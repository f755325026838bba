"""The readings side by side: where they differ, and on which words that turns."""

from report138.view.report import Report
from report138.view.words.en import readings as en
from report138.view.words.facts.readings import Parting, find_accord, list_levels, list_partings
from report138.view.words.zh import readings as zh

WORDS = {"zh": zh, "en": en}


def summarize_readings(report: Report) -> str:
    """Say in one line in how many cells readings differ, and in which scenarios."""
    words = WORDS[report.language]
    return words.summarize_readings(find_accord(report), _name_scenarios(report), report.said)


def explain_readings(report: Report) -> str:
    """Say how to read the marks of the readings."""
    return WORDS[report.language].explain_readings(list(report.labels.values()), report.said)


def caption_readings(report: Report, *, linked: bool = True) -> str:
    """Name the figure of the readings; with `linked` say that its cells open."""
    return WORDS[report.language].caption_readings(linked, report.said)


def describe_readings(report: Report) -> str:
    """Put into words the level that each reading gives each cell, and what divides them."""
    words, labels = WORDS[report.language], list(report.labels.values())
    said = words.describe_readings(_list_texts(report), labels)
    return f"{said} {words.list_partings(_name_scenarios(report), report.said)}".strip()


def _list_texts(report: Report) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    return [
        (scenario, [(track, [mark.text for mark in marks]) for track, marks in row])
        for scenario, row in list_levels(report)
    ]


def say_partings(report: Report) -> dict[str, list[tuple[str, str, str]]]:
    """Say for each scenario, by its id, what divides the readings: words, who took them, both.

    Where the words cannot be named, the levels of the readings say all.
    """
    words = WORDS[report.language]
    said = {
        scenario: [words.say_parting(x, len(some) == 1, report.said) for x in some if x.telling]
        for scenario, some in list_partings(report)
    }
    return {
        scenario: [(*parts, words.label_parting(*parts)) for parts in some]
        for scenario, some in said.items()
    }


def _name_scenarios(report: Report) -> list[tuple[str, list[Parting]]]:
    return [(report.names[scenario], some) for scenario, some in list_partings(report)]
