"""Where a page leads besides itself: to what is published beside it, by file name."""

import re
from dataclasses import dataclass

TAGS = {"zh": "zh-CN", "en": "en"}
LANGUAGES = {"zh": "中文", "en": "English"}  # each by its own name
REPORTS = {
    "report": {"zh": "报告", "en": "Report"},
    "brief": {"zh": "简报", "en": "Briefs"},
}


def make_stem(*parts: str) -> str:
    """Join parts to the name of a file without its ending."""
    return "-".join(re.sub(r"[^\w.]+", "_", part) for part in parts)


@dataclass(frozen=True)
class PageLink:
    """A link to a file in the folder of the page; `language` where that is another one."""

    label: str
    file: str
    language: str = ""

    @property
    def tag(self) -> str:
        """The language as a page names it."""
        return TAGS.get(self.language, self.language)


@dataclass(frozen=True)
class LinkGroup:
    """Links to documents of one other report."""

    title: str
    links: tuple[PageLink, ...]


@dataclass(frozen=True)
class PageLinks:
    """The links of a page: to itself in other forms and to its data, then to other reports."""

    own: tuple[PageLink, ...] = ()
    groups: tuple[LinkGroup, ...] = ()


NO_LINKS = PageLinks()


def name_report(name: str, language: str) -> str:
    """Return what a page calls the documents of a report."""
    return REPORTS.get(name, {}).get(language, name)
