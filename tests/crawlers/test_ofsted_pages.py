"""Ofsted's pages: what is listed is read however the markup is spaced, and anything else ends in an error of ours."""

import html
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.pages import ofsted
from crawlers.pages.errors import Challenge, ErrorPage, PageChanged
from crawlers.problems import PromiseBroken
from crawlers.spiders.ofsted import answer
from domain.council import all_councils
from domain.document import DocumentKind
from domain.provider import ListedProvider, ListedReport, ProviderKind, ReportKind, council_of, report_kind
from domain.source import Channel, Licence, Source
from tests.crawlers.ofsted_site import NOT_FOUND, Ofsted, Provider, Report
from tests.reading.files import pdf_of_pages

SITE = "https://reports.example"
SEARCH = f"{SITE}/search?start=0"
REPORTS = Source(
    key="ofsted/reports",
    channel=Channel.OFSTED,
    system="ofsted",
    url=SITE,
    licence=Licence.OGL,
    file_sha256="",
    promise={"providers": 3},
    pages={"files": "https://files.example", "rows": 2},
)
LETTER = Report(
    file="50000002",
    words="Children's services focused visit",
    published=date(2026, 10, 6),
    inspected=date(2026, 9, 16),
)
NAMES = st.text(
    st.characters(codec="utf-8", categories=("L", "N"), include_characters="&'<> -"), min_size=1
).map(lambda words: " ".join(words.split()))


def site() -> Ofsted:
    """Three councils, of which one has a letter."""
    names = ("Saltmere & Reach Council", "Fernley Borough Council", "Isle of Thrift Council")
    found = Ofsted(
        providers=[Provider(urn=f"9900{place}", name=name) for place, name in enumerate(names)], url=SITE
    )
    found.publish("99000", LETTER, "Focused visit")
    return found


def a_list(start: int = 0) -> bytes:
    return site().answer(f"/search?start={start}&rows=2")[2]


def a_page() -> bytes:
    return site().answer("/provider/44/99000")[2]


def test_the_list_of_providers() -> None:
    """Each provider is listed with its number, its name, and the day of its latest report if it has one."""
    listed = ofsted.results(a_list(), SEARCH)

    assert (listed.start, listed.total) == (0, 3)
    assert listed.providers == (
        ListedProvider(
            ref="99000",
            name="Saltmere & Reach Council",
            kind=ProviderKind.CHILDRENS_SERVICES,
            listed_type="Local Authority Children's Services",
            url=f"{SITE}/provider/44/99000",
            latest_report=date(2026, 10, 6),
        ),
        ListedProvider(
            ref="99001",
            name="Fernley Borough Council",
            kind=ProviderKind.CHILDRENS_SERVICES,
            listed_type="Local Authority Children's Services",
            url=f"{SITE}/provider/44/99001",
        ),
    )


def test_a_provider_page() -> None:
    """A page gives each report under the id of its file, with its words, its day, and what kind of publication it is."""
    page = ofsted.provider_page(a_page(), f"{SITE}/provider/44/99000")

    assert (page.ref, page.name) == ("99000", "Saltmere & Reach Council")
    assert page.reports == (
        ListedReport(
            ref="50000002",
            title="Children's services focused visit",
            what=ReportKind.FOCUSED_VISIT,
            url=f"{SITE}/v1/file/50000002",
            published=date(2026, 10, 6),
            inspected=date(2026, 9, 16),
        ),
    )


def test_the_pages_as_they_were_seen(shared: Path) -> None:
    """The pages rebuilt from what others read there: a council with five publications of four kinds, and a home in a list."""
    folder = shared / "captures" / "ofsted"
    page = ofsted.provider_page(
        (folder / "provider_page_la.reconstructed.html").read_bytes(),
        "https://reports.ofsted.gov.uk/provider/44/80480",
    )
    listed = ofsted.results((folder / "search_results.reconstructed.html").read_bytes(), SEARCH)
    dead = (folder / "file_not_found_saved_as_pdf.html").read_bytes()

    assert (page.ref, page.name, page.local_authority) == ("80480", "Lancashire County Council", "Lancashire")
    assert [(report.what, report.published) for report in page.reports] == [
        (ReportKind.INSPECTION_REPORT, date(2026, 8, 20)),
        (ReportKind.AREA_SEND, date(2025, 2, 12)),
        (ReportKind.JTAI, date(2024, 5, 16)),
        (ReportKind.INSPECTION_REPORT, date(2023, 1, 26)),
        (ReportKind.FOCUSED_VISIT, date(2024, 8, 1)),
    ]
    assert [(each.ref, each.kind, each.rating) for each in listed.providers] == [
        ("80480", ProviderKind.CHILDRENS_SERVICES, None),
        ("2766766", ProviderKind.CHILDRENS_HOME, "Good"),
    ]
    with pytest.raises(ErrorPage):
        ofsted.check(dead, "https://files.ofsted.gov.uk/v1/file/50164401", "application/pdf")


@pytest.mark.parametrize(
    ("words", "kind", "document"),
    [
        ("Children's services inspection", ReportKind.INSPECTION_REPORT, DocumentKind.INSPECTION_REPORT),
        ("Single inspection of LA children’s services as pdf", ReportKind.INSPECTION_REPORT, DocumentKind.INSPECTION_REPORT),
        ("children's services inspection,  pdf", ReportKind.INSPECTION_REPORT, DocumentKind.INSPECTION_REPORT),
        ("Children's services focused visit", ReportKind.FOCUSED_VISIT, DocumentKind.INSPECTION_LETTER),
        ("Children's services monitoring visit", ReportKind.MONITORING_VISIT, DocumentKind.INSPECTION_LETTER),
        ("Joint area child protection inspection", ReportKind.JTAI, DocumentKind.INSPECTION_LETTER),
        ("Joint targeted area inspection", ReportKind.JTAI, DocumentKind.INSPECTION_LETTER),
        ("Area SEND full inspection", ReportKind.AREA_SEND, DocumentKind.INSPECTION_REPORT),
        ("Area SEND monitoring inspection", ReportKind.AREA_SEND, DocumentKind.INSPECTION_REPORT),
        ("Action plan statement", ReportKind.OTHER, DocumentKind.OTHER),
    ],
)  # fmt: skip
def test_kinds_of_publication(words: str, kind: ReportKind, document: DocumentKind) -> None:
    """What a page calls a publication says what it is, and whether it is a report or a letter."""
    assert (report_kind(words), report_kind(words).document_kind) == (kind, document)


def test_whose_report_it_is() -> None:
    """A number means the council of the day: Buckinghamshire's was the county's before 2020; names help where no number is known."""

    def slug(urn: str | None, name: str | None, on: date | None) -> str | None:
        found = council_of(all_councils(), urn=urn, name=name, on=on)
        return found.slug if found else None

    assert slug("80480", None, None) == "lancashire"
    assert slug("80442", None, date(2018, 1, 29)) == "buckinghamshire-county-council"
    assert slug("80442", None, date(2021, 12, 6)) == "buckinghamshire"
    assert slug("1", "Northamptonshire County Council", date(2019, 7, 1)) == "northamptonshire-county-council"
    assert slug(None, "Bournemouth, Christchurch & Poole", None) == "bournemouth-christchurch-and-poole"
    assert slug(None, "St. Helens", None) == "st-helens"
    assert slug("1", "Atlantis", None) is None


def test_a_home() -> None:
    """The page of a home gives when it was registered and how it was graded last."""
    body = (
        b"<html><head><link rel='canonical' href='/provider/2/SC012345'></head><body><main>"
        b"<h1 class='title-block__heading'>Gorse Lodge</h1><ul><li><span>Type:</span><span>Children's home</span></li>"
        b"<li><span>Local authority:</span> <span>Saltmere</span></li></ul>"
        b"<div class='subjudgements__overall'><p>Overall</p><strong>Good</strong></div>"
        b"<ul><li class='subjudgements__rates__item'><p>How well children are helped: <strong>Outstanding</strong></p></li></ul>"
        b"<ol class='timeline'><li class='timeline__day'><p class='timeline__date'><time>4 March 2026</time></p>"
        b"<a class='publication-link' href='https://files.example/v1/file/50000077'>Full inspection</a>"
        b"<p>Published <time>20 April 2026</time></p></li>"
        b"<li class='timeline__day timeline__day--registered'><p class='timeline__date'><time>1 May 2019</time></p></li></ol>"
        b"</main></body></html>"
    )
    page = ofsted.provider_page(body, f"{SITE}/provider/2/SC012345")

    assert (page.ref, page.kind, page.registered) == (
        "SC012345",
        ProviderKind.CHILDRENS_HOME,
        date(2019, 5, 1),
    )
    assert page.grades == (("Overall", "Good"), ("How well children are helped", "Outstanding"))
    assert [(report.published, report.inspected) for report in page.reports] == [
        (date(2026, 4, 20), date(2026, 3, 4))
    ]


def _wide(page: str) -> str:
    """Attributes on lines of their own, equal signs in spaces."""
    return re.sub(r' (class|href)="([^"]*)"', r'\n\t \1 =\n "\2"', page)


def _apostrophes(page: str) -> str:
    return re.sub(r' (class|rel|href)="([^"]*)"', r" \1='\2'", page)


REWRITTEN: list[Callable[[str], str]] = [
    _wide,
    _apostrophes,
    lambda page: page.replace("><", ">\r\n  <"),
    lambda page: page.replace("Children's", "Children&#8217;s").replace(" - ", "&#32;-&#x20;"),
    lambda page: page.replace(' class="', ' data-x="1" class="extra '),
    lambda page: page.replace("<li", "<!-- a note --><LI").replace("</li>", "</LI>"),
    lambda page: page.replace("\n", "\r\n").replace(">", "  >"),
]


@pytest.mark.parametrize("rewrite", REWRITTEN)
def test_spacing_means_nothing(rewrite: Callable[[str], str]) -> None:
    """Attribute spacing, quotes, line ends, entities, further classes and comments change nothing that is read."""
    listed, page = (rewrite(body.decode()).encode() for body in (a_list(), a_page()))
    found = ofsted.results(listed, SEARCH)
    report = ofsted.provider_page(page, f"{SITE}/provider/44/99000").reports[0]

    assert [(each.ref, each.name, each.latest_report) for each in found.providers] == [
        ("99000", "Saltmere & Reach Council", date(2026, 10, 6)),
        ("99001", "Fernley Borough Council", None),
    ]
    assert (report.ref, report.what, report.published, report.inspected) == (
        "50000002",
        ReportKind.FOCUSED_VISIT,
        date(2026, 10, 6),
        date(2026, 9, 16),
    )


@given(NAMES, st.dates(date(2007, 1, 1), date(2040, 1, 1)), st.integers(1, 10**12))
def test_what_is_printed_is_read(name: str, day: date, file: int) -> None:
    """Whatever a council is called, whenever its report came out and whatever its file's id, the page and the list say so."""
    served = Ofsted(providers=[Provider(urn="99000", name=name)], url=SITE)
    served.publish(
        "99000", Report(file=str(file), words="Area SEND inspection", published=day, inspected=day), "x"
    )
    listed = ofsted.results(served.answer("/search?start=0&rows=2")[2], SEARCH).providers
    page = ofsted.provider_page(served.answer("/provider/44/99000")[2], f"{SITE}/provider/44/99000")

    assert [(each.name, each.latest_report) for each in listed] == [(html.unescape(name), day)]
    assert [(each.ref, each.published) for each in page.reports] == [(str(file), day)]


@given(st.binary())
def test_no_bytes_break_a_parser(body: bytes) -> None:
    """Bytes of any kind are read or refused, never anything else."""
    _read_all(body)


@given(st.data())
def test_no_damage_breaks_a_parser(data: st.DataObject) -> None:
    """A page with a piece cut out, put twice or written over is read or refused."""
    body = data.draw(st.sampled_from([a_list(), a_page(), NOT_FOUND]))
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(body))] * 2)))
    piece = data.draw(st.one_of(st.binary(max_size=40), st.just(body[start:end] * 2), st.just(b"")))
    _read_all(body[:start] + piece + body[end:])


def _read_all(body: bytes) -> None:
    for read in (ofsted.results, ofsted.provider_page, ofsted.homes):
        with suppress(PageChanged):
            read(body, SEARCH)
    with suppress(PageChanged):
        ofsted.check(body, "https://files.example/v1/file/1", "application/pdf")


def test_what_is_no_list_or_page_is_refused() -> None:
    """Another page, an error page and a challenge are each called what they are."""
    with pytest.raises(ErrorPage, match="list of search results"):
        ofsted.results(NOT_FOUND, SEARCH)
    with pytest.raises(PageChanged, match="page of a provider"):
        ofsted.provider_page(a_list(), SEARCH)
    with pytest.raises(Challenge):
        ofsted.results(b"<html><script>_Incapsula_Resource</script></html>", SEARCH)


def test_a_row_that_cannot_be_read_is_not_passed_over() -> None:
    """A list that states more than can be read of it is refused, and so is a page with a report whose file has no address."""
    with pytest.raises(PageChanged, match="states 2 results, holds 1"):
        ofsted.results(a_list().replace(b"/provider/44/99001", b"/somewhere"), SEARCH)
    with pytest.raises(PageChanged, match="none of 1 rows can be read as a report"):
        ofsted.provider_page(a_page().replace(b"/v1/file/50000002", b"/"), f"{SITE}/provider/44/99000")


def test_the_promise() -> None:
    """Each page of the list must reach as far as the site says and as the source's file promises."""

    def listed(body: bytes, start: int) -> int:
        found = answer(
            REPORTS, f"providers:{start}", body, url=SEARCH, media_type="text/html", today=date(2026, 10, 6)
        )
        assert hasattr(found, "providers")
        return len(found.providers)

    assert (listed(a_list(), 0), listed(a_list(2), 2)) == (2, 1)
    with pytest.raises(PromiseBroken, match="lists 2 providers, promises at least 3"):
        listed(a_list().replace(b"of 3", b"of 2"), 0)
    with pytest.raises(PromiseBroken, match="lists 1 children's services from place 0 on, not 2"):
        listed(a_list(2).replace(b'<p class="results-total">', b"<p>"), 0)
    with pytest.raises(PageChanged, match="gives the list from place 0 on, not 2"):
        listed(a_list(), 2)


def test_files_are_reports_or_nothing() -> None:
    """Only a whole PDF is a report; what answers for a dead id is an error page, whatever it calls itself."""
    whole = pdf_of_pages(["Inspection of Saltmere"])
    ofsted.check(whole, "https://files.example/v1/file/1", "application/octet-stream")

    with pytest.raises(ErrorPage):
        ofsted.check(NOT_FOUND, "https://files.example/v1/file/1", "application/pdf")
    with pytest.raises(PageChanged, match="no whole PDF"):
        ofsted.check(whole[: len(whole) // 2], "https://files.example/v1/file/1", "application/pdf")
    with pytest.raises(PageChanged, match="the answer was empty"):
        ofsted.check(b"", "https://files.example/v1/file/1", "application/pdf")
