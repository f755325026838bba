"""What the cover of a report says of it: label and value, with an address where there is one."""

import re
from typing import Any

from report138.data.framework import Framework
from report138.view.words import GRAMMAR, say
from report138.view.words.en import codes as en
from report138.view.words.facts.codes import find_codes
from report138.view.words.zh import codes as zh

CODES = {"zh": zh, "en": en}
Fact = dict[str, str]
_ADDRESS = re.compile(r"https?://\S+|mailto:\S+", re.I)
_MAILBOX = re.compile(r"[^@\s:]+@[^@\s]+\.[^@\s]+")


def list_facts(framework: Framework, language: str, coders: list[str]) -> list[Fact]:
    """List event, plan period, source, author, contact, data, licence and codes, in the language.

    What the data do not give is left out; of author, contact and licence it is said.
    """
    package, about = framework.package, _read_about(framework, language)
    told = (
        ("fact_event", [_state(about.get("event_short", ""))]),
        ("fact_period", [_state(about.get("period", ""))]),
        ("fact_source", _list_sources(package, about.get("source_short", ""), language)),
        ("fact_author", _insist(_list_authors(package, language), language)),
        ("fact_contact", _insist(_list_contacts(package), language)),
        ("fact_data", [_state(_name_version(package, language))]),
        ("fact_licence", _insist(_list_licences(package), language)),
        ("fact_codes", [_state(CODES[language].explain_codes(find_codes(framework, coders)))]),
    )
    return [
        {"name": say(key, language), **fact}
        for key, facts in told
        for fact in facts
        if fact["text"]
    ]


def _state(text: str, *addresses: str) -> Fact:
    """Make a fact that leads to the first of some addresses that is one."""
    known = filter(None, map(_read_address, addresses))
    return {"text": " ".join(text.split()), "link": next(known, "")}


def _read_address(given: str) -> str:
    address = given.strip()
    if _MAILBOX.fullmatch(address):
        return f"mailto:{address}"
    return address if _ADDRESS.fullmatch(address) else ""


def _insist(facts: list[Fact], language: str) -> list[Fact]:
    """Say that nothing is stated where there is no fact."""
    stated = [fact for fact in facts if fact["text"]]
    return stated or [_state(say("not_stated", language))]


def _read_about(framework: Framework, language: str) -> dict[str, str]:
    other = next((code for code in framework.languages if code != language), language)
    return {
        row["key"]: row[f"text_{language}"] or row[f"text_{other}"]
        for _, row in framework.about.iterrows()
    }


def name_item(item: dict[str, Any], language: str) -> str:
    """Name a source or a person of datapackage.json in a language, or else plainly."""
    return item.get(f"title_{language}") or item.get("title", "")


def name_licence(item: dict[str, Any]) -> str:
    """Name a licence of datapackage.json."""
    return item.get("title") or item.get("name", "")


def _list_sources(package: dict[str, Any], short: str, language: str) -> list[Fact]:
    """List the sources; a short text of the framework's own stands for all of them."""
    sources = package.get("sources", [])
    if short:
        return [_state(short, *(source.get("path", "") for source in sources[:1]))]
    return [_state(name_item(source, language), source.get("path", "")) for source in sources]


def _list_authors(package: dict[str, Any], language: str) -> list[Fact]:
    people = [name_item(item, language) for item in package.get("contributors", [])]
    return [_state(GRAMMAR[language].join([name for name in people if name]))]


def _list_contacts(package: dict[str, Any]) -> list[Fact]:
    """List for each contributor the mailbox, or else the page."""
    found = (
        _state("", item.get("email", ""), item.get("path", ""))
        for item in package.get("contributors", [])
    )
    return [{**fact, "text": fact["link"].removeprefix("mailto:")} for fact in found]


def _name_version(package: dict[str, Any], language: str) -> str:
    """Name the version of the data with its day."""
    return f"{package['version']}{GRAMMAR[language].bracket(package['created'][:10])}"


def _list_licences(package: dict[str, Any]) -> list[Fact]:
    return [
        _state(name_licence(item), item.get("path", "")) for item in package.get("licenses", [])
    ]
