"""The index: what there is, plain and safe, made from the manifest alone."""

import base64
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont
from press import Press, check_settled

from report138 import style
from report138.engine.publish.index_page import draw_index, renew_index
from report138.engine.publish.publish import repair, report_trouble

EDITION = "2020-02-29-12345678"
HOSTILE = '<script>a("b")</script>'


def make_manifest(heading: str = "借阅", error: str = "") -> dict[str, Any]:
    """Make a manifest of a report in two languages and two briefs, in one edition."""
    files, documents = {}, {}
    for report, part in (("report", ""), ("brief", "-S2"), ("brief", "-S10")):
        for language in ("zh", "en"):
            stem = f"tiny-{report}{part}-{language}"
            mine = {
                f"{stem}.html": {"sha256": "", "bytes": 401_600},
                f"{stem}.pdf": {"sha256": "", "bytes": 1_250_000, "pages": 12},
            }
            files |= mine
            documents[stem] = {
                "framework": "tiny",
                "report": report,
                "language": language,
                "rendered": "2020-03-01T07:20:30+00:00",
                "heading": heading if language == "zh" else f"Lending{part}",
                "edition": EDITION,
                "files": mine,
            }
    edition = {
        "framework": "tiny",
        "created": "2020-02-29",
        "version": "0.1",
        "titles": {"zh": "开放书馆", "en": "Open library"},
        "made": "2020-03-01T07:20:00+00:00",
        "documents": {s: {**e, "files": list(e["files"])} for s, e in documents.items()},
        "files": files,
    }
    failure = {"framework": "tiny", "when": "2020-03-02T07:20:00+00:00", "error": error}
    return {
        "documents": documents,
        "editions": {EDITION: edition},
        "failures": {"tiny-report-zh": failure} if error else {},
        "pruned": [],
    }


def draw(complete: bool = True, **options: str) -> BeautifulSoup:
    """Draw the page of such a manifest."""
    return BeautifulSoup(
        draw_index(make_manifest(**options), {EDITION} if complete else set()), "lxml"
    )


def test_a_document_has_its_facts_and_links() -> None:
    """Title, date and version of the data, pages, and both files with their sizes."""
    item = draw().select_one(".documents li")
    words = " ".join(item.get_text().split())
    assert (
        words
        == "借阅 HTML 402 KB PDF 1.2 MB 12 pages · data 0.1, 2020-02-29 · rendered 2020-03-01 07:20 UTC"
    )
    assert [link["href"] for link in item.find_all("a")] == [
        "tiny-report-zh.html",
        "tiny-report-zh.pdf",
    ]


def test_reports_stand_before_briefs_and_both_by_language() -> None:
    """The report comes first, and within a report Chinese, then English, in natural order."""
    page = draw()
    headings = [item.get_text() for item in page.find_all("h3")]
    assert [words.split()[0] for words in headings] == ["Report", "Briefs", "Editions"]
    english = page.select(".languages")[1].find_all("ul")[1]
    assert [item.span.get_text() for item in english.find_all("li")] == [
        "Lending-S2",
        "Lending-S10",
    ]


def test_every_edition_has_links_of_its_own() -> None:
    """Each document of an edition can be opened there, and so can the data."""
    links = [link["href"] for link in draw().select("details a")]
    assert len(links) == 13
    assert all(link.startswith(f"archive/{EDITION}/") for link in links)
    assert links[-1] == f"archive/{EDITION}/data/datapackage.json"


def test_an_incomplete_edition_is_not_linked() -> None:
    """Where somebody removed files from the archive, the page does not lead there."""
    page = draw(complete=False)
    assert page.find("details") is None
    assert "2020-02-29" in page.select_one(".documents").get_text()


def test_a_failure_is_told_where_it_counts() -> None:
    """On top of the framework, and at the document that is therefore the one before."""
    page = draw(error="a.ipynb, cell 2: KeyError")
    assert "tiny-report-zh, 2020-03-02 07:20 UTC: a.ipynb, cell 2: KeyError" in page.get_text()
    assert len(page.select(".documents .failed")) == 1
    assert draw().select(".failed, .failures") == []


def test_a_failure_without_a_document_is_told(press: Press) -> None:
    """When the very first run fails, the index says so."""
    press.texts = {"a": ""}
    press.print()
    text = (press.out / "index.html").read_text(encoding="utf-8")
    assert "tiny-a-en" in text
    assert "KeyError: &#39;lost&#39;" in text


def test_a_run_that_failed_as_a_whole_is_told_until_one_gets_through(press: Press) -> None:
    """On top of the page, as text; the documents from before stay, and the notice goes again."""
    press.print()
    before = press.flat
    report_trouble(press.out, HOSTILE)
    page = BeautifulSoup((press.out / "index.html").read_text(encoding="utf-8"), "lxml")
    box = page.select_one("main > .failures")
    assert "The newest run failed" in box.get_text()
    assert HOSTILE in box.get_text()
    assert press.flat == before
    check_settled(press.out)
    press.print(force=False)
    check_settled(press.out)
    text = (press.out / "index.html").read_text(encoding="utf-8")
    assert "The newest run failed" not in text


def test_a_first_run_that_failed_as_a_whole_has_a_page(press: Press) -> None:
    """Where nothing was ever published, the page says why, also when it has to be mended."""
    report_trouble(press.out, "2 faults")
    index = press.out / "index.html"
    assert "2 faults" in index.read_text(encoding="utf-8")
    index.unlink()
    repair(press.out)
    assert "2 faults" in index.read_text(encoding="utf-8")


def test_data_are_text_whatever_they_look_like() -> None:
    """A title that looks like code is shown as it is."""
    page = draw(heading=HOSTILE, error=HOSTILE)
    assert page.find("script") is None
    assert HOSTILE in page.get_text()


def test_the_page_allows_no_script_and_no_request() -> None:
    """The policy is the one of the reports, and nothing outside the folder is named."""
    page = draw()
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'")
    assert "http" not in str(page).replace("http-equiv", "")


def test_chinese_text_is_marked_as_such() -> None:
    """Every Chinese character stands within an element that says its language."""
    for text in draw().body.find_all(string=re.compile("[\u4e00-\u9fff]")):
        assert text.find_parent(lang="zh-CN"), text


def test_the_page_brings_its_fonts(press: Press) -> None:
    """Both weights have the Chinese characters of the page: no reader needs a Chinese font."""
    press.print()
    text = (press.out / "index.html").read_text(encoding="utf-8")
    fonts = re.findall(r"base64,([^)]*)", text)
    assert len(fonts) == 2
    for encoded in fonts:
        font = TTFont(io.BytesIO(base64.b64decode(encoded)))
        assert set(map(ord, "报告英文")) <= set(font.getBestCmap())


def test_a_page_that_says_the_same_is_left_alone(press: Press) -> None:
    """Its fonts are put in when it changes, and not to find out whether it has."""
    press.print()
    index = press.out / "index.html"
    before = index.stat().st_mtime_ns
    repair(press.out)
    assert index.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:2000],
        lambda text: text.replace("</footer>", ""),
        lambda text: re.sub("base64,[^)]*", "", text),
    ],
)
def test_a_damaged_page_is_drawn_anew(press: Press, damage: Callable[[str], str]) -> None:
    """A page that was cut off, edited or lost its fonts comes back as it was."""
    press.print()
    index = press.out / "index.html"
    before = index.read_text(encoding="utf-8")
    index.write_text(damage(before), encoding="utf-8")
    assert index.read_text(encoding="utf-8") != before
    repair(press.out)
    assert index.read_text(encoding="utf-8") == before


def test_no_title_can_stand_in_for_a_font(press: Press) -> None:
    """What marks the place of a font in a page is text in a title."""
    page = renew_index(make_manifest(heading="<regular>"), {EDITION}, None).decode()
    assert BeautifulSoup(page, "lxml").select_one(".documents").get_text().count("<regular>") == 1


@pytest.mark.parametrize("name", ["INK", "MUTED", "ACCENT", "WARN", "PAPER"])
def test_colours_are_those_of_the_look(name: str) -> None:
    """Light and dark colours come from one place; no other colour is named."""
    page = str(draw())
    light = getattr(style, name)
    assert f"--{name.lower()}: {light};" in page
    assert f"--{name.lower()}: {style.DARK[light]};" in page
    known = {*style.DARK, *style.DARK.values()}
    assert set(re.findall(r"#[0-9a-f]{6}\b", page)) <= known
