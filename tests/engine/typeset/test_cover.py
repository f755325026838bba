"""What a cover says of its document: facts that a notebook gives, checked like all that it gives."""

import io
from typing import Any

import pikepdf
import pytest
from bs4 import BeautifulSoup
from executed import make_notebook, write
from pdf_text import read_pages
from sample import HOSTILE

from report138.engine.typeset.document import read_document
from report138.engine.typeset.html import HtmlExporter
from report138.engine.typeset.pdf import PdfExporter

EVENT = {"name": "Event", "text": "The opening of the library", "link": ""}
LICENCE = {"name": "Licence", "text": "CC0", "link": "https://example.org/cc0"}
CONTACT = {"name": "Contact", "text": "a@example.org", "link": "mailto:a@example.org"}
DATA = {"source": "A leaflet", "version": "1.0", "created": "2020-02-29"}


def read_facts(facts: Any) -> Any:
    """Return the facts that a document keeps of those that a notebook gives."""
    return read_document(make_notebook(facts=facts)).meta.get("facts")


def test_facts_are_kept_in_their_order() -> None:
    """A label and a value each, with an address or without."""
    facts = [LICENCE, EVENT, CONTACT]
    assert read_facts(facts) == facts


@pytest.mark.parametrize(
    "facts",
    [
        "text",
        {"name": "a"},
        [],
        ["text"],
        [{"name": "a", "text": "b"}],
        [{**EVENT, "text": 5}],
        [{**EVENT, "link": None}],
        [{**EVENT, "name": ""}],
        [{**EVENT, "text": ""}],
    ],
)
def test_what_is_no_fact_is_left_out(facts: Any) -> None:
    """Label, value and address are all text, and the first two are not empty."""
    assert read_facts(facts) is None


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///a", "#here", "a b", "https://a b"]
)
def test_a_fact_leads_to_the_web_or_a_mailbox_only(link: str) -> None:
    """Another address goes, and the words stay."""
    assert read_facts([{**EVENT, "link": link}]) == [EVENT]


def test_the_page_lists_the_facts() -> None:
    """As labels and values; what has an address is a link, and what is markup is text."""
    hostile = {**EVENT, "text": HOSTILE}
    body, _ = HtmlExporter().from_notebook_node(make_notebook(facts=[hostile, LICENCE], **DATA))
    cover = BeautifulSoup(body, "lxml").find(class_="cover")
    assert [term.get_text() for term in cover.find_all("dt")] == ["Event", "Licence"]
    assert [value.get_text() for value in cover.find_all("dd")] == [HOSTILE, "CC0"]
    assert [link["href"] for link in cover.find_all("a")] == ["https://example.org/cc0"]


def test_the_paper_prints_addresses() -> None:
    """Nobody can follow a link on paper: the address stands behind the words, unless it is them."""
    notebook = make_notebook(write("# a"), facts=[EVENT, LICENCE, CONTACT], **DATA)
    body, _ = PdfExporter().from_notebook_node(notebook)
    pdf = pikepdf.open(io.BytesIO(body))
    cover = read_pages(pdf)[0]
    assert (
        "EventTheopeningofthelibraryLicenceCC0example.org/cc0Contacta@example.orgContents" in cover
    )
    targets = {str(link.A.URI) for link in pdf.pages[0].Annots if "/A" in link}
    assert targets == {"https://example.org/cc0", "mailto:a@example.org"}


def test_without_facts_the_cover_names_source_and_data() -> None:
    """As it does for a notebook that knows no facts."""
    body, _ = PdfExporter().from_notebook_node(make_notebook(write("# a"), **DATA))
    assert "SourceAleafletData1.0,2020-02-29" in read_pages(pikepdf.open(io.BytesIO(body)))[0]
