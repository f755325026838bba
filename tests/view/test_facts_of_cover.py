"""The facts of the cover, from the data package and the framework's own texts."""

from pathlib import Path

import sample

from report138.view.cover import Fact
from report138.view.report import start

PEOPLE = [
    {"title": "An office", "title_zh": "某室", "email": "a@example.org", "path": "https://b.org"},
    {"title": "B. Clerk", "path": "https://example.org/b"},
    {"role": "editor"},
]


def list_facts(folder: Path, language: str = "en") -> list[Fact]:
    """List the facts of a framework folder."""
    return start(str(folder), language).describe()["facts"]


def read(folder: Path, name: str, language: str = "en") -> list[tuple[str, str]]:
    """Return text and address of the facts under one label."""
    return [
        (fact["text"], fact["link"])
        for fact in list_facts(folder, language)
        if fact["name"] == name
    ]


def add_about(folder: Path, key: str, chinese: str, english: str) -> None:
    """Add a text to the framework's own."""
    with (folder / "about.csv").open("a", encoding="utf-8") as file:
        file.write(f"{key},{chinese},{english},analyst,\n")


def test_what_the_data_do_not_give_is_left_out_or_said(folder: Path) -> None:
    """No event and no period; author, contact and licence are said to be not stated."""
    sample.set_package(folder, licenses=[])
    told = [(fact["name"], fact["text"]) for fact in list_facts(folder)]
    assert told == [
        ("Source", "A leaflet"),
        ("Author", "not stated"),
        ("Contact", "not stated"),
        ("Data", "0.1 (2020-02-29)"),
        ("Data licence", "not stated"),
        (
            "How to read",
            "Places: paragraphs A1–A3. Codes such as 001 number the quotations. K and L are readings. "
            "A formula is a clause by which the source defines a scenario. A passage is marked by its "
            "origin ([from the source] [the analyst’s own] [from outside the source]).",
        ),
    ]


def test_all_facts_stand_in_their_order(folder: Path) -> None:
    """Event, plan period, source, author, contact, data, licence and codes, in the language."""
    add_about(folder, "event_short", "开馆，2020年2月", "Opening of the library")
    add_about(folder, "period", "2020—2024年", "2020 to 2024")
    add_about(folder, "source_short", "传单，未注明日期", "A leaflet without a date")
    sample.set_package(folder, contributors=PEOPLE[:1])
    assert [(fact["name"], fact["text"]) for fact in list_facts(folder, "zh")] == [
        ("事件", "开馆，2020年2月"),
        ("规划期", "2020—2024年"),
        ("依据", "传单，未注明日期"),
        ("编制", "某室"),
        ("联系", "a@example.org"),
        ("数据版本", "0.1（2020-02-29）"),
        ("数据许可", "CC0-1.0"),
        (
            "怎样读",
            "出处：A1–A3为段落。001等为引文编号。K、L为各次阅读的代号。"
            "公式句指原文逐条界定场景的分句。"
            "〔原文〕〔分析者〕〔文外〕标明一段话的来历：依次为原文所写、分析者的归纳、文外资料。",
        ),
    ]


def test_contributors_are_authors_with_a_contact_each(folder: Path) -> None:
    """The names in one line; of each the mailbox, or else the page."""
    sample.set_package(folder, contributors=PEOPLE)
    assert read(folder, "Author") == [("An office and B. Clerk", "")]
    assert read(folder, "Contact") == [
        ("a@example.org", "mailto:a@example.org"),
        ("https://example.org/b", "https://example.org/b"),
    ]


def test_source_and_licence_lead_to_their_addresses(folder: Path) -> None:
    """Each of several; what is no address of the web leads nowhere."""
    sources = [{"title": "One", "path": "https://example.org/1"}, {"title": "Two", "path": "2.txt"}]
    licence = {"name": "CC0-1.0", "title": "CC Zero", "path": "https://example.org/cc0"}
    sample.set_package(folder, sources=sources, licenses=[licence])
    assert read(folder, "Source") == [("One", "https://example.org/1"), ("Two", "")]
    assert read(folder, "Data licence") == [("CC Zero", "https://example.org/cc0")]
