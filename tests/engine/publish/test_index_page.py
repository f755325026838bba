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
from report138.engine.publish.publish import mend, report_trouble

EDITION = "2020-02-29-12345678"
HOSTILE = '<script>a("b")</script>'


def make_manifest(heading: str = "借阅", error: str = "") -> dict[str, Any]:
    """Make a manifest of a report in two languages, two briefs and the data, in one edition."""
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
    data = {"tiny-data.zip": {"sha256": "", "bytes": 72_900}}
    files |= data
    documents["tiny-data"] = {
        "framework": "tiny",
        "report": "",
        "language": "",
        "heading": "",
        "edition": EDITION,
        "files": data,
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
    """Title, both files with their sizes, pages, the time of rendering."""
    item = draw().select_one(".documents li")
    words = " ".join(item.get_text().split())
    assert words == "借阅 HTML 402 KB PDF 1.2 MB 12页 生成于2020-03-01 07:20 UTC"
    assert [link["href"] for link in item.find_all("a")] == [
        "tiny-report-zh.html",
        "tiny-report-zh.pdf",
    ]


def read_sections(page: BeautifulSoup) -> dict[str, Any]:
    """Return the part of the page in each language."""
    return {part["lang"]: part for part in page.select(".languages > section")}


def test_each_language_has_a_part_of_its_own() -> None:
    """Chinese, then English: in each the report, the briefs, the data, the editions."""
    parts = read_sections(draw())
    assert list(parts) == ["zh-CN", "en"]
    headings = {
        code: [item.get_text() for item in part.find_all("h4")] for code, part in parts.items()
    }
    assert headings == {
        "zh-CN": ["报告", "简报", "数据", "历次版本"],
        "en": ["Report", "Briefs", "Data", "Archived editions"],
    }


def test_no_line_is_in_the_other_language() -> None:
    """Under 中文 no English word but names of formats; under English no Chinese character."""
    parts = read_sections(draw(error="E", heading="借阅"))
    known = {"HTML", "KB", "PDF", "MB", "UTC", "CSV", "ZIP", "datapackage", "json"}
    words = set(re.findall("[A-Za-z]{2,}", parts["zh-CN"].get_text(" ")))
    assert words - known == set()
    assert re.findall("[\u3000-\u9fff\uff00-\uffef]", parts["en"].get_text()) == []


def test_documents_stand_in_natural_order() -> None:
    """S2 comes before S10."""
    english = read_sections(draw())["en"].select(".documents")[1]
    assert [item.contents[0].strip() for item in english.find_all("li")] == [
        "Lending-S2",
        "Lending-S10",
    ]


def test_the_data_are_linked_in_each_language() -> None:
    """The zip with its size; its version and date stand once, at the head of the part."""
    for code, dated in (("zh-CN", "数据0.1，2020-02-29"), ("en", "data 0.1, 2020-02-29")):
        part = read_sections(draw())[code]
        assert part.find("p").get_text() == dated
        link = part.find("a", href="tiny-data.zip")
        assert link.find_next(class_="size").get_text() == "73 KB"


def test_a_document_on_older_data_says_so() -> None:
    """Its own version and date stand beside it, and only beside it."""
    manifest = make_manifest()
    older = {**manifest["editions"][EDITION], "version": "0.0", "created": "2019-12-31"}
    manifest["editions"] = {"old": older, **manifest["editions"]}
    manifest["documents"]["tiny-report-en"]["edition"] = "old"
    page = BeautifulSoup(draw_index(manifest, set()), "lxml")
    dated = [item.get_text() for item in page.select(".documents li") if item.find("time")]
    assert len(dated) == 1
    assert "data 0.0, 2019-12-31" in dated[0]


def test_every_edition_has_links_of_its_own() -> None:
    """Each document of an edition in a language can be opened there, and so can the data."""
    for part in read_sections(draw()).values():
        links = [link["href"] for link in part.select("details a")]
        assert len(links) == 7
        assert all(link.startswith(f"archive/{EDITION}/") for link in links)
        assert links[-1] == f"archive/{EDITION}/tiny-data.zip"


def test_an_edition_without_the_zip_still_leads_to_its_data() -> None:
    """One from before there was a zip has the data beside its documents."""
    manifest = make_manifest()
    del manifest["editions"][EDITION]["documents"]["tiny-data"]
    page = BeautifulSoup(draw_index(manifest, {EDITION}), "lxml")
    links = [link["href"] for link in page.select("details a")]
    assert links.count(f"archive/{EDITION}/data/datapackage.json") == 2


def test_an_incomplete_edition_is_not_linked() -> None:
    """Where somebody removed files from the archive, the page does not lead there."""
    page = draw(complete=False)
    assert page.find("details") is None
    assert "2020-02-29" in page.select_one(".languages p").get_text()


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
    mend(press.out)
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
        assert set(map(ord, "报告")) <= set(font.getBestCmap())


def test_a_page_that_says_the_same_is_left_alone(press: Press) -> None:
    """Its fonts are put in when it changes, and not to find out whether it has."""
    press.print()
    index = press.out / "index.html"
    before = index.stat().st_mtime_ns
    mend(press.out)
    assert index.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:2000],
        lambda text: text.replace("</main>", ""),
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
    mend(press.out)
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
