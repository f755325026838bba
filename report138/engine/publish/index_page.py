"""The page index.html of an output folder: what there is, and where; made from the manifest."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from report138 import style
from report138.engine.publish.data_file import is_data
from report138.engine.publish.editions import PACKAGE
from report138.engine.publish.manifest import ARCHIVE, FORMS, TROUBLE, Manifest
from report138.engine.sizes import format_size
from report138.engine.stored import PROGRAM
from report138.engine.typeset.links import LANGUAGES, TAGS, name_report
from report138.engine.typeset.web_fonts import FONT, SANS_FACES, drop_fonts, embed_fonts

INDEX = "index.html"
GENERATOR = f'<meta name="generator" content="{PROGRAM}">'
TEMPLATES = Path(__file__).parents[1] / "typeset" / "templates" / "html"
COLOURS = ("INK", "MUTED", "RULE", "ACCENT", "WARN", "PAPER", "TINT")


def renew_index(manifest: Manifest, complete: set[str], old: bytes | None) -> bytes | None:
    """Return the page, or None where the old one says the same; its fonts are not looked at."""
    page = draw_index(manifest, complete)
    if old is not None and drop_fonts(old.decode(errors="replace")) == page:
        return None
    return embed_fonts(page, apart=False).encode()


def draw_index(manifest: Manifest, complete: set[str]) -> str:
    """Draw the page, without its fonts; of the editions it links to those that are complete."""
    colours = {name.lower(): getattr(style, name) for name in COLOURS}
    return _open_template().render(
        frameworks=list_frameworks(manifest, complete),
        trouble=_date_failure(manifest[TROUBLE]) if TROUBLE in manifest else None,
        languages=LANGUAGES,
        tags=TAGS,
        generator=GENERATOR,
        name_report=name_report,
        font=FONT,
        faces=SANS_FACES,
        colours={name: (colour, style.DARK[colour]) for name, colour in colours.items()},
    )


@cache
def _open_template() -> Any:
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("overview.html.j2")


def list_frameworks(manifest: Manifest, complete: set[str]) -> list[dict[str, Any]]:
    """Sort the manifest by framework: reports with their documents, failures, editions."""
    named = [*manifest["documents"].values(), *manifest["failures"].values()]
    return [
        _describe_framework(name, manifest, complete)
        for name in sorted({entry["framework"] for entry in named}, key=_order_naturally)
    ]


def _describe_framework(name: str, manifest: Manifest, complete: set[str]) -> dict[str, Any]:
    editions = {n: e for n, e in manifest["editions"].items() if e["framework"] == name}
    newest = next(reversed(editions), "")
    entries = {s: e for s, e in manifest["documents"].items() if e["framework"] == name}
    documents = {stem: entry for stem, entry in entries.items() if not is_data(entry)}
    failures = {s: e for s, e in manifest["failures"].items() if e["framework"] == name}
    shown = [
        _describe_edition(key, editions[key], key == newest)
        for key in reversed(editions)
        if key in complete
    ]
    used = {entry["language"] for entry in documents.values()}
    return {
        "name": name,
        "titles": editions[newest]["titles"] if newest else dict.fromkeys(LANGUAGES, name),
        "version": editions[newest]["version"] if newest else "",
        "created": editions[newest]["created"] if newest else "",
        "failures": {stem: _date_failure(failure) for stem, failure in failures.items()},
        "data": [
            file for e in entries.values() if is_data(e) for file in _list_files(e["files"], "")
        ],
        "editions": shown,
        "languages": {
            code: _list_reports(
                {s: e for s, e in documents.items() if e["language"] == code}, editions, failures
            )
            for code in LANGUAGES
            if code in used
        },
    }


def _list_reports(
    documents: dict[str, Any], editions: dict[str, Any], failures: dict[str, Any]
) -> list[dict[str, Any]]:
    """List reports with their documents, the one with fewest first."""
    reports: dict[str, list[dict[str, Any]]] = {}
    newest = editions[next(reversed(editions))] if documents else {}
    for stem in sorted(documents, key=_order_naturally):
        entry = documents[stem]
        edition = editions[entry["edition"]]
        row = {
            "heading": entry["heading"],
            "created": edition["created"],
            "version": edition["version"],
            "older": any(edition[key] != newest[key] for key in ("created", "version")),
            "rendered": _shorten_time(entry["rendered"]) if "rendered" in entry else None,
            "pages": next((f["pages"] for f in entry["files"].values() if "pages" in f), None),
            "files": _list_files(entry["files"], ""),
            "failed": stem in failures,
        }
        reports.setdefault(entry["report"], []).append(row)
    ordered = sorted(reports, key=lambda name: (len(reports[name]), name))
    return [{"name": name, "documents": reports[name]} for name in ordered]


def _describe_edition(name: str, edition: dict[str, Any], newest: bool) -> dict[str, Any]:
    documents = edition["documents"]
    folder = f"{ARCHIVE}/{name}/"
    rows = [
        {
            "heading": documents[stem]["heading"],
            "language": documents[stem]["language"],
            "files": _list_files(
                {file: edition["files"][file] for file in documents[stem]["files"]}, folder
            ),
        }
        for stem in sorted(documents, key=_order_naturally)
    ]
    data = [file for row in rows for file in row["files"] if file["form"] == "ZIP"]
    return {
        "name": name,
        "newest": newest,
        "created": edition["created"],
        "version": edition["version"],
        "made": _shorten_time(edition["made"]),
        # one from before the data were a file of its own has them beside its documents
        "data": data or [{"form": "JSON", "href": f"{folder}{PACKAGE}", "size": ""}],
        "documents": [row for row in rows if row["language"]],
    }


def _list_files(files: dict[str, Any], folder: str) -> list[dict[str, str]]:
    """List the files of an entry in the order of the formats, with link and size."""
    forms = {name.rpartition(".")[2]: (name, facts) for name, facts in files.items()}
    return [
        {
            "form": form.upper() if form != "ipynb" else form,
            "href": folder + forms[form][0],
            "size": format_size(forms[form][1]["bytes"]),
        }
        for form in FORMS
        if form in forms
    ]


def _date_failure(failure: dict[str, str]) -> dict[str, str]:
    return {**failure, "when": _shorten_time(failure["when"])}


def _shorten_time(text: str) -> str:
    """Write a time of the manifest to the minute."""
    return f"{text[:16].replace('T', ' ')} UTC"


def _order_naturally(text: str) -> Iterable[Any]:
    """Sort S2 before S10."""
    return [
        (part.isdecimal(), int(part) if part.isdecimal() else part)
        for part in re.split(r"(\d+)", text)
    ]
