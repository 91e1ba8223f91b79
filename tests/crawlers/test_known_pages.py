"""Pages of committee systems that somebody hands in as files: recognised, and read as records or as a meeting."""

from pathlib import Path

import pytest

from domain.document import DocumentKind
from minutewatch import pages
from tests.crawlers import westmere
from tests.crawlers.westmere import BASE

LISTED = {
    "COMMITTEES": ["committee"] * 3,
    "COMMITTEE": ["committee"],
    "MONTH": ["committee"] * 3 + ["meeting"] * 4,
    "MEETINGS": ["meeting"] * 2,
    "ATTENDANCE": ["attendance"],
    "REGISTER_SHORT": ["decision"] * 2,
    "REGISTER_LONG": ["decision"] * 2,
    "PLANS": ["plan"] * 2,
    "PLAN": ["plan"] + ["planned_item"] * 3,
    "ISSUE": ["issue"] + ["issue_step"] * 4,
    "ISSUE_MEETINGS": ["issue"] + ["issue_step"] * 2,
    "MEMBERS": ["councillor"] * 2,
    "MEMBERS_TABLE": ["councillor"],
    "MEMBER": ["councillor"],
    "SEARCH": ["search_hit"] * 3,
    "NOTHING": [],
    "WHATS_NEW": ["event"] * 5,
}


@pytest.mark.parametrize("name", LISTED)
def test_what_a_page_lists(name: str) -> None:
    """Each page lists records of its own kinds, whether or not it is said where it comes from."""
    body = getattr(westmere, name)
    for url in (f"{BASE}/page.aspx", f"{name}.html"):
        found = pages.recognised(body, url)

        assert found is not None
        assert [record["type"] for record in found.records] == LISTED[name]
        assert (found.meeting, found.text.words) == (None, "")


def test_a_meetings_page() -> None:
    """It is a meeting, with a page of text for each item."""
    found = pages.recognised(westmere.MEETING, f"{BASE}/ieListDocuments.aspx?MId=77")

    assert found is not None
    assert found.meeting is not None
    assert (found.kind, found.meeting.ref, len(found.text.pages)) == (DocumentKind.MINUTES, "77", 3)
    assert "The Director spoke." in found.text.words


def test_an_item_and_a_decision() -> None:
    """Their words are text, and they are records."""
    item = pages.recognised(westmere.ITEM, f"{BASE}/mgAi.aspx?ID=802")
    decision = pages.recognised(westmere.DECISION, f"{BASE}/ieDecisionDetails.aspx?ID=31")

    assert item is not None
    assert decision is not None
    assert (item.kind, item.records[0]["id"], item.text.words.count("Members thanked her.")) == (
        DocumentKind.MINUTES,
        "802",
        1,
    )
    assert (decision.kind, decision.records[0]["id"], decision.records[0]["decided"]) == (
        DocumentKind.DECISION,
        "31",
        "2026-03-31",
    )
    assert decision.text.words.endswith("Decision\n\nAwarded.\n\nFrom May.")


def test_a_page_of_nowhere_keeps_its_addresses() -> None:
    """Where it is not said where a saved page comes from, its links stand as it has them; no host is made up."""
    listed = pages.recognised(westmere.PLANS, "plans.html")
    meeting = pages.recognised(westmere.MEETING, "agenda.html")

    assert listed is not None
    assert listed.records[0]["url"] == "mgListPlanItems.aspx?PlanId=71&RP=130"
    assert meeting is not None
    assert meeting.meeting is not None
    assert meeting.meeting.documents[0].url == "documents/g77/Agenda%20frontsheet.pdf?T=0"
    assert meeting.meeting.items[1].documents[0].url == "documents/s9001/Directors%20report.pdf?J=3"


def test_what_is_none_of_our_pages() -> None:
    """An article, an error page and noise are left to be read as documents."""
    article = b"<html><body><article><h1>Council</h1><p>Words about #modgov.</p></article></body></html>"
    error = westmere.page("<p>Sorry.</p>", heading="Error", title="Error")

    for body in (article, error, b"", b"%PDF-1.7", b"\x00\xff"):
        assert pages.recognised(body, "file") is None


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("ieListMeetings.html", {"meeting"}),
        ("mgCalendarMonthView.html", {"committee", "meeting"}),
        ("mgCommitteeDetails.html", {"committee"}),
        ("mgIssueHistoryHome.html", {"issue", "issue_step"}),
        ("mgListCommittees.html", {"committee"}),
        ("mgRss_XXR0.xml", {"event"}),
        ("mgWhatsNew.html", {"event"}),
        ("ieDecisionDetails.html", {"decision"}),
        ("mgAi.html", {"agenda_item"}),
    ],
)
def test_captures(shared: Path, name: str, kinds: set[str]) -> None:
    """The captured pages are recognised without their addresses."""
    found = pages.recognised((shared / "captures/moderngov/made-up" / name).read_bytes(), name)

    assert found is not None
    assert {record["type"] for record in found.records} == kinds


@pytest.mark.parametrize(
    ("name", "hits"),
    [
        ("moderngov/moderngov_search_kent_substance_misuse.html", 10),
        ("moderngov/moderngov_search_kirklees_drug_and_alcohol.html", 10),
        ("moderngov/moderngov_search_no_results.html", 0),
        ("cmis/cmis_search_harborough_council_page1.html", 10),
        ("cmis/cmis_search_no_results.html", 0),
    ],
)
def test_captured_searches(shared: Path, name: str, hits: int) -> None:
    """Search results of both systems list their hits; none is an answer too."""
    found = pages.recognised((shared / "captures" / name).read_bytes(), name)

    assert found is not None
    assert [record["type"] for record in found.records] == ["search_hit"] * hits


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("search_results.reconstructed.html", ["provider"] * 2),
        ("provider_page_la.reconstructed.html", ["provider"] + ["report"] * 5),
        ("management-information/providers_at_15.sample.csv", ["home"] * 53),
        ("file_not_found_saved_as_pdf.html", None),
    ],
)
def test_captures_of_ofsted(shared: Path, name: str, listed: list[str] | None) -> None:
    """Lists, pages and tables of providers are recognised by what is in them; the page in place of a report is none of them."""
    found = pages.recognised((shared / "captures/ofsted" / name).read_bytes(), name)

    assert (found and [record["type"] for record in found.records]) == listed


def test_a_report_in_a_list() -> None:
    """A publication is listed with its file's id, its day and what kind it is."""
    body = (
        b"<h1>Saltmere Council</h1><li class='timeline__day'><a class='publication-link' href='/v1/file/50000002'>"
        b"Focused visit, PDF - 6 October 2026</a></li>"
    )
    found = pages.recognised(body, "https://reports.example/provider/44/99000")

    assert found is not None
    assert found.records[1] == {
        "type": "report",
        "id": "50000002",
        "title": "Focused visit",
        "what": "focused_visit",
        "url": "https://reports.example/v1/file/50000002",
        "published": "2026-10-06",
        "inspected": None,
    }


@pytest.mark.parametrize(
    ("name", "kind", "listed"),
    [
        ("search_improvement_notices.shape.json", DocumentKind.OTHER, ["page"]),
        ("finder_atom.shape.xml", DocumentKind.OTHER, ["page"]),
        ("content_publication__best-practice-notice.json", DocumentKind.NOTICE, ["change_note"]),
        (
            "content_document_collection__document_collection_with_history.json",
            DocumentKind.OTHER,
            ["change_note"] * 8 + ["page"] * 3,
        ),
    ],
)
def test_answers_of_govuk(shared: Path, name: str, kind: DocumentKind, listed: list[str]) -> None:
    """Searches, feeds and pages of GOV.UK are recognised by what is in them; a page has its words and its change notes."""
    found = pages.recognised((shared / "captures/govuk" / name).read_bytes(), name)

    assert found is not None
    assert (found.kind, [record["type"] for record in found.records]) == (kind, listed)


def test_a_feed_that_has_ended() -> None:
    """A feed that was retired lists that it was."""
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:www.gov.uk,2005:/x</id><title>x</title><entry>
        <title>This feed has ended</title><summary>Use search.</summary></entry></feed>"""
    found = pages.recognised(body, "feed.atom")

    assert found is not None
    assert found.records == ({"type": "feed_ended", "id": None, "reason": "Use search."},)


def test_lists_of_the_statistics_service() -> None:
    """A list of data sets is recognised by what its rows have."""
    body = b"""{"paging": {"page": 1, "totalPages": 1}, "results": [
        {"id": "00000000-0000-4000-8000-000000000001", "title": "Numbers", "status": "Published"}]}"""
    found = pages.recognised(body, "data-sets.json")

    assert found is not None
    assert [(record["type"], record["id"]) for record in found.records] == [
        ("data_set", "00000000-0000-4000-8000-000000000001")
    ]


def test_a_table_of_official_statistics(shared: Path) -> None:
    """A table is no text: its figures are facts, each with its place in the table."""
    name = "statistics/cla_number_and_rate_per_10k_children.csv"
    found = pages.recognised((shared / "captures" / name).read_bytes(), name)

    assert found is not None
    assert (found.kind, found.text.words, len(found.facts)) == (DocumentKind.STATISTICS, "", 5010)


FEED = (
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>Wolden Post</title><item><title>Foster carers wanted</title>'
    b"<link>/news/18701511.foster-carers/</link><pubDate>Sun, 22 Nov 2026 06:00:00 GMT</pubDate></item></channel></rss>"
)
INDEX = (
    b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://post.example/news.xml</loc>'
    b"</sitemap></sitemapindex>"
)


def test_a_feed_of_a_news_title_lists_stories() -> None:
    """A feed that somebody hands in lists its stories, each with what its headline is worth and why."""
    found = pages.recognised(FEED, "feed.xml")

    assert found is not None
    (story,) = found.records
    assert (found.title, story["type"], story["id"], story["url"], story["published"]) == (
        "Wolden Post",
        "story",
        "18701511",
        "news/18701511.foster-carers/",
        "2026-11-22T06:00:00+00:00",
    )
    assert (story["score"], story["reasons"]) == (3, ["speaks of fostering"])


def test_an_index_of_sitemaps_leads_to_those_of_news() -> None:
    """An index of sitemaps lists the sitemaps of news that it names."""
    found = pages.recognised(INDEX, "sitemap.xml")

    assert found is not None
    assert found.records == ({"type": "sitemap", "id": None, "url": "https://post.example/news.xml"},)
