"""The look-alike answers as CMIS does, with the quirks that were found on real sites."""

from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

from sample.server import Server
from tests.sample.asking import get
from tests.sample.little import AGENDA, marks, page, said, served

NOW = "2027-02-08T09:00:00+00:00"
MONTH = "/Meetings/tabid/83/ctl/MeetingCalendarPublicNoJava/mid/612/Date/{}/Default.aspx"
MEETING = "/Meetings/tabid/83/ctl/ViewMeetingPublic/mid/612/Meeting/801/Committee/31/SelectedTab/Documents/Default.aspx"
DECIDED = """
[[events]]
what = "decisions"
at = 2027-01-21T12:00:00Z
meeting = 801
said = { 2 = "That it be noted." }
"""
MINUTED = """
[[events]]
what = "minutes"
at = 2027-01-29T09:00:00Z
meeting = 801
closed = "7.10 pm"
apologies = [3]
officers = [{ name = "Rufus Alder", role = "Director of People" }]
said = { 2 = "Homes are few." }
"""
APPROVED = '[[events]]\nwhat = "approve"\nat = 2027-02-10T18:00:00Z\nmeeting = 801\n'
DOCUMENTS = "//ol[@class='DocumentList']/li//*[contains(@class, 'TitleLink')]"


@pytest.fixture
def estmere(tmp_path: Path) -> Iterator[Server]:
    """Littlemere on CMIS, after a meeting whose minutes are out."""
    with served(
        tmp_path, AGENDA + DECIDED + MINUTED + APPROVED, NOW, system="cmis", council='folder = "/little"'
    ) as server:
        yield server


def _post(server: Server, path: str, fields: dict[str, str]) -> tuple[int, HtmlElement]:
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=10)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", f"/little{path}", body=urlencode(fields), headers=headers)
        response = connection.getresponse()
        return response.status, lxml_html.document_fromstring(response.read())
    finally:
        connection.close()


def _fields(found: HtmlElement) -> dict[str, str]:
    """The hidden fields that a form brings along."""
    hidden = found.xpath("//input[@type='hidden']")
    return {str(each.get("name")): str(each.get("value")) for each in hidden}


def test_the_calendars_page_tells_its_module_and_nothing_else(estmere: Server) -> None:
    """A browser fills it: there is no link to a meeting in it."""
    base = page(estmere, "/Meetings.aspx")

    assert said(base, "//div[@class='UserEditActions']/input/@name") == [
        "dnn$ctr612$MeetingCalendarPublic$btnButtonListView",
        "dnn$ctr612$MeetingCalendarPublic$btnButtonMeetingsRSS",
    ]
    assert base.xpath("//a[contains(@href, 'ViewMeetingPublic')]") == []


def test_the_list_knows_the_present_month_only(estmere: Server) -> None:
    """Whatever date is asked for; its links tell tab and module."""
    asked = page(estmere, "/Meetings.aspx?ctl=MeetingCalendarListView&mid=612&Date=2027-01-01")
    estmere.clock += timedelta(days=60)
    empty = page(estmere, "/Meetings.aspx?ctl=MeetingCalendarListView&mid=612")

    assert said(asked, "//td[@class='DateColumn']/a") == ["3 Feb 2027 10:30 - Cabinet"]
    assert said(asked, "//td[@class='DateColumn']/a/@href")[0].startswith(
        f"{estmere.url}/Meetings/tabid/83/ctl/ViewMeetingPublic/mid/612/Meeting/811/Committee/32/"
    )
    assert said(empty, "//tr[@class='rgNoRecords']") == ["No records to display."]


def test_a_month_is_shown_day_by_day_without_its_year(estmere: Server) -> None:
    """A row for each working day, any month; a meeting has its hour and its committee."""
    month = page(estmere, MONTH.format("2027-01-01"))
    rows = [(words[0], words[1:]) for row in month.xpath("//tr") if (words := said(row, ".//td|.//p/a"))]

    assert len(rows) == 21
    assert [day for day, _ in rows][:2] == ["Friday, 1 January", "Monday, 4 January"]
    assert [row for row in rows if len(row[1]) > 1] == [
        (
            "Wednesday, 20 January",
            ["18:00 People Scrutiny Committee", "18:00 People Scrutiny Committee"],
        )
    ]
    assert "2027" not in " ".join(day for day, _ in rows)


def test_a_meeting_is_told_by_labels(estmere: Server) -> None:
    """Status and venue share a class; the hour of the end comes with the minutes."""
    meeting = page(estmere, MEETING)
    names = [label.rstrip(":") for label in said(meeting, "//label")]
    values = said(meeting, "//div[starts-with(@class, 'Value')]")

    assert dict(zip(names, values, strict=True)) == {
        "Committee": "People Scrutiny Committee",
        "Date/Time": "20 Jan 2027 - 18:00 to 19:10",
        "Status": "Scheduled",
        "Venue": "Long Room, Pool House",
    }
    assert len(meeting.xpath("//div[@class='Value Venue']")) == 2


def test_all_that_a_meeting_has_is_documents(estmere: Server) -> None:
    """Agenda, papers, decisions and minutes in a row, with sizes; a private paper has no link."""
    meeting = page(estmere, MEETING)
    linked = meeting.xpath("//ol[@class='DocumentList']//a")
    bodies = [get(estmere.url, link.get("href")) for link in linked]

    assert said(meeting, DOCUMENTS) == [
        "Agenda - 20 January 2027",
        "Homes for children",
        "Appendix B: costs (Private: Paragraph 3)",
        "Decision Notice - 20 January 2027",
        "Draft Minutes - 20 January 2027",
    ]
    assert len(linked) == 4
    assert all(got.body.startswith(b"%PDF-") for got in bodies)
    assert {got.headers["ETag"] for got in bodies} == {None}
    assert said(meeting, "//span[@class='FileSize']")[0] == f"({len(bodies[0].body) // 1024}Kb)"


def test_approved_minutes_are_no_longer_called_draft(estmere: Server) -> None:
    """From the meeting on that approves them."""
    estmere.clock += timedelta(days=7)

    assert said(page(estmere, MEETING), DOCUMENTS)[-1] == "Minutes - 20 January 2027"


def test_who_was_there_stands_in_boxes(estmere: Server) -> None:
    """Members, apologies and visitors, each under a legend; members link to a page of their own."""
    meeting = page(estmere, MEETING)
    boxes = {
        legend: said(box, ".//td[1]") for box in meeting.xpath("//fieldset") for legend in said(box, "legend")
    }

    assert boxes == {
        "Attended - Committee Members": ["Councillor Ottilie Marram"],
        "Apologies": ["Mrs Delphine Oak"],
        "Visitors": ["Rufus Alder"],
    }
    assert "/id/1/" in said(meeting, "//fieldset[1]//a/@href")[0]


def _addresses(server: Server) -> list[str]:
    return said(page(server, MEETING), "//ol[@class='DocumentList']//a/@href")


def test_addresses_of_documents_change_every_monday(estmere: Server) -> None:
    """During a week they stay; in the next one every one of them is another, though the files are the same."""
    estmere.clock += timedelta(weeks=1)
    monday = _addresses(estmere)
    estmere.clock += timedelta(days=6)
    sunday = _addresses(estmere)
    estmere.clock += timedelta(days=1)
    next_monday = _addresses(estmere)

    assert sunday == monday
    assert not set(monday) & set(next_monday)
    assert get(estmere.url, monday[1]).body == get(estmere.url, next_monday[1]).body


def test_an_old_address_leads_nowhere(estmere: Server) -> None:
    """After eight weeks there is an error page, with 200."""
    address = _addresses(estmere)[1]
    estmere.clock += timedelta(weeks=8)
    still = get(estmere.url, address)
    estmere.clock += timedelta(weeks=1)
    gone = get(estmere.url, address)

    assert still.body.startswith(b"%PDF-")
    assert gone.status == 200
    assert b"could not be found" in gone.body


def test_a_replaced_paper_has_another_address_at_once(tmp_path: Path) -> None:
    """Same title, other bytes; where it was there is an error page."""
    change = (
        '[[events]]\nwhat = "replace"\nat = 2027-02-09T09:00:00Z\npaper = 7001\nchange = [["41", "42"]]\n'
    )
    with served(tmp_path, AGENDA + change, NOW, system="cmis", council='folder = "/little"') as server:
        before, title = _addresses(server)[1], said(page(server, MEETING), DOCUMENTS)[1]
        server.clock += timedelta(days=2)
        after = _addresses(server)[1]
        gone, new = get(server.url, before).body, get(server.url, after).body

        assert title == said(page(server, MEETING), DOCUMENTS)[1]
    assert after != before
    assert new.startswith(b"%PDF-")
    assert not gone.startswith(b"%PDF-")


def test_the_search_wants_its_state_back(estmere: Server) -> None:
    """Without the form's state, or with another page's, there is an error of the server."""
    form = page(estmere, "/Search.aspx")
    asked = {"dnn$ctr424$ViewCMIS_Search$SimpleSearchFor": "homes"}
    with_state, found = _post(estmere, "/Search.aspx", _fields(form) | asked)
    without, _ = _post(estmere, "/Search.aspx", asked)
    forged, _ = _post(estmere, "/Search.aspx", asked | {"__VIEWSTATE": "Zm9yZ2Vk"})

    assert (with_state, without, forged) == (200, 500, 500)
    assert said(found, "//h2") == ["Search Results (4 Documents Found)"]
    assert said(found, "//td[3]//a") == [
        "Agenda - 20 January 2027",
        "Homes for children",
        "Decision Notice - 20 January 2027",
        "Draft Minutes - 20 January 2027",
    ]
    assert said(found, "//td[last()]/a")[0] == "Meeting: People Scrutiny Committee - 20/Jan/2027"


def test_a_search_that_finds_nothing_says_so(estmere: Server) -> None:
    """Searched and empty is not broken."""
    fields = _fields(page(estmere, "/Search.aspx"))
    _, found = _post(estmere, "/Search.aspx", fields | {"dnn$ctr424$ViewCMIS_Search$SimpleSearchFor": "zzqx"})

    assert said(found, "//div[@class='NoData']") == ["Your search produced no results."]


def test_results_are_paged_by_the_form(tmp_path: Path) -> None:
    """Ten to a page; the next page is asked for with the state of this one."""
    papers = "".join(
        f'[[events]]\nwhat = "add"\nat = 2027-01-12T09:00:00Z\nmeeting = 801\nitem = "2"\n'
        f'paper = {{ id = {7200 + n}, title = "Appendix {n}", text = "costs" }}\n'
        for n in range(12)
    )
    asked = "dnn$ctr424$ViewCMIS_Search$SimpleSearchFor"
    with served(tmp_path, AGENDA + papers, NOW, system="cmis", council='folder = "/little"') as server:
        _, first = _post(server, "/Search.aspx", _fields(page(server, "/Search.aspx")) | {asked: "week"})
        more = {"__EVENTTARGET": "dnn$ctr424$ViewCMIS_Search$grdDocuments", "__EVENTARGUMENT": "Page$2"}
        _, second = _post(server, "/Search.aspx", _fields(first) | more)

    assert said(first, "//h2") == ["Search Results (12 Documents Found)"]
    assert len(said(first, "//td[3]//a")) == 10
    assert "'Page$2'" in unescape(said(first, "//tr[@class='CMIS_Grid_PagerStyle']//a/@href")[0])
    assert said(second, "//td[3]//a") == ["Appendix 10", "Appendix 11"]


@pytest.mark.parametrize(
    "path",
    [
        "/Nothing.aspx",
        MEETING.replace("801", "999"),
        MEETING.replace("/31/", "/32/"),
        MONTH.format("June"),
        "/Document.ashx",
    ],
)
def test_what_is_not_there_says_200(estmere: Server, path: str) -> None:
    """Unknown pages, meetings, months and documents get the error page."""
    got = get(estmere.url, f"/little{path}")

    assert got.status == 200
    assert b"An error has occurred" in got.body


def test_pages_have_the_marks_of_the_real_ones(estmere: Server, shared: Path) -> None:
    """Every element and class of the captured pages is in ours."""
    pairs = {
        "cmis_base.html": "/Meetings.aspx",
        "cmis_listview.html": "/Meetings.aspx?ctl=MeetingCalendarListView&mid=612",
        "cmis_calendar_month.html": MONTH.format("2027-01-01"),
        "cmis_detail_with_minutes.html": MEETING,
    }
    for capture, path in pairs.items():
        real = lxml_html.parse(shared / "captures" / "cmis" / capture).getroot()
        assert marks(real) - marks(page(estmere, path)) <= {("tr", "rgAltRow")}  # one meeting a month here
