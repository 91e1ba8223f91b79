"""Real CMIS pages of Birmingham and Harborough, read as captures/MANIFEST.md says."""

from datetime import date, time
from pathlib import Path

import pytest

from crawlers.pages import cmis
from crawlers.pages.errors import PageChanged
from domain.document import DocumentKind

BASE = "https://birmingham.cmis.uk.com/birmingham"
VIEW = f"{BASE}/Meetings/tabid/70/ctl"
JUNE = f"{VIEW}/MeetingCalendarPublicNoJava/mid/397/Date/2026-06-01/Default.aspx"
SEARCH = "https://cmis.harborough.gov.uk/cmis5/Search.aspx"
CONTROL = "dnn$ctr424$ViewCMIS_Search$"


def meeting_url(number: int, committee: int) -> str:
    return f"{VIEW}/ViewMeetingPublic/mid/397/Meeting/{number}/Committee/{committee}/SelectedTab/Documents/Default.aspx"


@pytest.fixture(scope="module")
def captures(shared: Path) -> Path:
    return shared / "captures" / "cmis"


def test_a_month_of_birminghams_calendar(captures: Path) -> None:
    """Four meetings of three bodies stand in June; their year is that of the month asked for."""
    found = cmis.calendar((captures / "cmis_calendar_month.html").read_bytes(), JUNE)

    assert [
        (line.ref, line.day, line.at, line.committee_ref, line.committee_title) for line in found.meetings
    ] == [
        ("15028", date(2026, 6, 8), time(10), "6", "Licensing Sub-Committee A"),
        ("15029", date(2026, 6, 9), time(10), "7", "Licensing Sub-Committee B"),
        ("15030", date(2026, 6, 9), time(12), "7", "Licensing Sub-Committee B"),
        ("15099", date(2026, 6, 30), time(14), "4", "Planning Committee"),
    ]
    assert [line.url for line in found.meetings][:1] == [meeting_url(15028, 6)]
    assert (found.first, found.last) == (date(2026, 6, 1), date(2026, 6, 30))


def test_the_month_may_be_given(captures: Path) -> None:
    """Where an address says no month, the one asked for is told beside it."""
    body = (captures / "cmis_calendar_month.html").read_bytes()

    assert cmis.calendar(body, f"{BASE}/Meetings.aspx", date(2026, 6, 17)) == cmis.calendar(body, JUNE)


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ("2027-06-01", "is no day of June 2027"),
        ("2026-08-01", "shows June 2026, not August 2026"),
        ("", "no month asked for"),
    ],
)
def test_another_month_than_asked_for(captures: Path, asked: str, complaint: str) -> None:
    """A calendar that shows another month, or one whose year nobody knows, gives no dates that would be wrong."""
    body = (captures / "cmis_calendar_month.html").read_bytes()

    with pytest.raises(PageChanged, match=complaint):
        cmis.calendar(body, JUNE.replace("/Date/2026-06-01", f"/Date/{asked}" if asked else ""))


def test_birminghams_list_of_the_month(captures: Path) -> None:
    """The list prints whole dates."""
    found = cmis.list_view((captures / "cmis_listview.html").read_bytes(), f"{BASE}/Meetings.aspx")

    assert [(line.ref, line.day, line.at, line.committee_title) for line in found.meetings] == [
        ("15042", date(2026, 7, 9), time(11), "Planning Committee"),
        ("15115", date(2026, 7, 23), time(14), "Standards Committee"),
    ]


def test_where_birminghams_calendar_is(captures: Path) -> None:
    """The module stands in the names of controls, the tab in the links of the list."""
    start = (captures / "cmis_base.html").read_bytes()
    listed = (captures / "cmis_listview.html").read_bytes()
    place = cmis.place_in(listed, f"{BASE}/Meetings.aspx")

    assert (cmis.place_in(start, BASE), cmis.module_in(start, BASE)) == (None, 397)
    assert place == cmis.Place(page="Meetings", tab=70, module=397)
    assert cmis.calendar_url(BASE, place, date(2026, 6, 17)) == JUNE


def test_a_meeting_of_birminghams(captures: Path) -> None:
    """Status and Venue share a class and are told apart by their labels; the minutes of another meeting publish nothing."""
    found = cmis.meeting((captures / "cmis_meeting_summary.html").read_bytes(), meeting_url(15218, 6))

    assert (found.ref, found.committee_ref, found.committee_title) == (
        "15218",
        "6",
        "Licensing Sub-Committee A",
    )
    assert (found.starts_local, found.status, found.place) == (
        "2026-08-03T10:00",
        "Scheduled",
        "On-line meeting",
    )
    assert [(paper.title, paper.kind, paper.restricted) for paper in found.documents] == [
        ("Minutes of the previous meeting", DocumentKind.REPORT, False)
    ]
    assert (found.agenda_published, found.decisions_published, found.minutes_published) == (
        False,
        False,
        False,
    )


def test_the_documents_of_a_meeting(captures: Path) -> None:
    """Agenda and sizes are read; minutes of 16 April at a meeting of 9 July are those of the meeting before."""
    summary = (
        (captures / "cmis_meeting_summary.html")
        .read_text()
        .replace("3 Aug 2026 - 10:00", "9 Jul 2026 - 11:00")
    )
    papers = (captures / "cmis_detail_with_minutes.html").read_text()
    found = cmis.meeting((summary.partition("<ul")[0] + papers).encode(), meeting_url(15042, 4))

    assert [(paper.title, paper.kind, paper.size) for paper in found.documents] == [
        ("Final Planning Minutes 16042026", DocumentKind.REPORT, "156Kb"),
        ("Final Agenda Reports - 9th July 2026", DocumentKind.AGENDA, "2Mb"),
    ]
    assert [paper.url for paper in found.documents] == [
        "https://birmingham.cmis.uk.com/Birmingham/Document.ashx?id=abc123",
        "https://birmingham.cmis.uk.com/Birmingham/Document.ashx?id=def456",
    ]
    assert (found.agenda_published, found.minutes_published) == (True, False)


def test_harboroughs_search_form(captures: Path) -> None:
    """The form is filled in with the state that came with it, under the site's own names."""
    found = cmis.search_form(
        (captures / "cmis_search_harborough_form.html").read_bytes(), SEARCH, "children's homes"
    )
    fields = dict(found.fields)

    assert found.url == SEARCH
    assert fields["__VIEWSTATE"] == "FAKEVIEWSTATEFORFIXTUREPURPOSESONLYnotreal=="
    assert fields["__EVENTVALIDATION"] == "FAKEEVENTVALIDATIONFORFIXTUREPURPOSESONLYnotreal=="
    assert fields["__EVENTTARGET"] == f"{CONTROL}SimpleSearchSubmit"
    assert fields[f"{CONTROL}SimpleSearchFor"] == "children's homes"
    assert fields[f"{CONTROL}SimpleSearchSelector"] == "documents"
    assert fields[f"{CONTROL}rboModeSwitch"] == "Simple"


def test_harboroughs_search_results(captures: Path) -> None:
    """Ten of 22 documents are on the first page, two of them for members only; each names its meeting."""
    body = (captures / "cmis_search_harborough_council_page1.html").read_bytes()
    found = cmis.results(body, SEARCH)
    second = cmis.next_form(body, SEARCH, 2)

    assert (found.count, len(found.hits)) == (22, 10)
    assert [hit.title for hit in found.hits if hit.url is None] == [
        "Agenda Document Pack - Community Governance Review Working Group - 01/09/2026 - Complete Access Preview",
        "Agenda Contents",
        "Agenda Document Pack - Cabinet - 01/09/2026 - Complete Access Preview",
    ]
    assert found.hits[2].kind == "Report"
    assert found.hits[2].size == "182 Kb"
    assert (found.hits[2].committee, found.hits[2].day, found.hits[2].meeting_ref) == (
        "Community Governance Review Working Group",
        date(2026, 9, 1),
        "6072",
    )
    assert second is not None
    assert dict(second.fields)["__EVENTTARGET"] == f"{CONTROL}grdDocuments"
    assert dict(second.fields)["__EVENTARGUMENT"] == "Page$2"
    assert cmis.next_form(body, SEARCH, 4) is None


def test_a_search_without_results(captures: Path) -> None:
    """Searched and found nothing is an answer; a form that was not searched at all is none."""
    found = cmis.results((captures / "cmis_search_no_results.html").read_bytes(), SEARCH)

    assert (found.count, found.hits) == (0, ())
    with pytest.raises(PageChanged, match="no search results"):
        cmis.results((captures / "cmis_search_harborough_form.html").read_bytes(), SEARCH)


def test_pages_of_another_kind(captures: Path) -> None:
    """No page is taken for one of another kind."""
    readers = {
        "cmis_calendar_month.html": cmis.calendar,
        "cmis_listview.html": cmis.list_view,
        "cmis_meeting_summary.html": cmis.meeting,
        "cmis_search_no_results.html": cmis.results,
    }
    for page in [*readers, "cmis_base.html"]:
        for other, read in readers.items():
            if page != other:
                with pytest.raises(PageChanged):
                    read((captures / page).read_bytes(), JUNE)
