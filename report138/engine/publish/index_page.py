"""The page index.html of an output folder: what there is, and where; made from the manifest."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from report138 import style
from report138.engine.publish.manifest import ARCHIVE, TROUBLE, Manifest
from report138.engine.sizes import format_size
from report138.engine.typeset.web_fonts import FONT, SANS_FACES, drop_fonts, embed_fonts

INDEX = "index.html"
TEMPLATES = Path(__file__).parents[1] / "typeset" / "templates" / "html"
LANGUAGES = {"zh": ("Chinese", "中文", "zh-CN"), "en": ("English", "英文", "en")}
COLOURS = ("INK", "MUTED", "RULE", "ACCENT", "WARN", "PAPER", "TINT")
FORMS = ("html", "pdf", "ipynb")


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
    documents = {s: e for s, e in manifest["documents"].items() if e["framework"] == name}
    failures = {s: e for s, e in manifest["failures"].items() if e["framework"] == name}
    return {
        "name": name,
        "titles": editions[newest]["titles"] if newest else {"zh": name, "en": name},
        "reports": _list_reports(documents, editions, failures),
        "failures": {stem: _date_failure(failure) for stem, failure in failures.items()},
        "editions": [
            _describe_edition(key, editions[key], key == newest)
            for key in reversed(editions)
            if key in complete
        ],
    }


def _list_reports(
    documents: dict[str, Any], editions: dict[str, Any], failures: dict[str, Any]
) -> list[dict[str, Any]]:
    """List reports, the one with fewest documents first; each by language."""
    reports: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for stem in sorted(documents, key=_order_naturally):
        entry = documents[stem]
        edition = editions[entry["edition"]]
        row = {
            "heading": entry["heading"],
            "created": edition["created"],
            "version": edition["version"],
            "rendered": _shorten_time(entry["rendered"]) if "rendered" in entry else None,
            "pages": next((f["pages"] for f in entry["files"].values() if "pages" in f), None),
            "files": _list_files(entry["files"], ""),
            "failed": stem in failures,
        }
        reports.setdefault(entry["report"], {}).setdefault(entry["language"], []).append(row)
    ordered = sorted(reports, key=lambda name: (sum(map(len, reports[name].values())), name))
    return [
        {
            "name": name,
            "languages": [(c, reports[name][c]) for c in LANGUAGES if c in reports[name]],
        }
        for name in ordered
    ]


def _describe_edition(name: str, edition: dict[str, Any], newest: bool) -> dict[str, Any]:
    documents = edition["documents"]
    return {
        "name": name,
        "newest": newest,
        "created": edition["created"],
        "version": edition["version"],
        "made": _shorten_time(edition["made"]),
        "data": f"{ARCHIVE}/{name}/data/datapackage.json",
        "documents": [
            {
                "heading": documents[stem]["heading"],
                "language": documents[stem]["language"],
                "files": _list_files(
                    {file: edition["files"][file] for file in documents[stem]["files"]},
                    f"{ARCHIVE}/{name}/",
                ),
            }
            for stem in sorted(documents, key=_order_naturally)
        ],
    }


def _list_files(files: dict[str, Any], folder: str) -> list[dict[str, str]]:
    """List a document's files in the order of the formats, with link and size."""
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
        (part.isdigit(), int(part) if part.isdigit() else part) for part in re.split(r"(\d+)", text)
    ]
