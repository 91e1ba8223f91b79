"""The look-alike answers as ModernGov does, with the quirks that were measured."""

import re
from collections import Counter
from datetime import datetime
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import etree
from lxml import html as lxml_html

from sample import answers
from sample.server import Server
from sample.site import Site
from sample.world import World
from tests.sample.asking import get, xml

ALL = "lCommitteeId=0&sFromDate=0&sToDate=0"


def _texts(root: etree._Element, path: str) -> list[str]:
    return [(node.text or "").strip() for node in root.iterfind(path)]


def _links(server: Server, path: str) -> list[str]:
    page = lxml_html.fromstring(get(server.url, path).body)
    return [str(link) for link in page.xpath("//div[@id='modgov']//a/@href")]


def test_committees_are_counted(server: Server) -> None:
    """GetCommittees counts what it lists, with a space before the number, expired committees too."""
    root = xml(server.url, "GetCommittees")

    assert root.findtext("committeescount") == " 9"
    assert len(root.findall("committee")) == 9
    assert _texts(root, "committee[committeeexpired='True']/committeeid") == ["77"]


def test_titles_are_escaped_twice(server: Server) -> None:
    """What the service holds is HTML already: unescaping once is not enough."""
    title = xml(server.url, "GetCommittees").findtext("committee[committeeid='77']/committeetitle")

    assert title == "Children&#39;s Services Improvement Panel (to 2017)"
    assert unescape(title) == "Children's Services Improvement Panel (to 2017)"


def test_meetings_are_counted(server: Server, northshire: Site) -> None:
    """GetMeetings lists every meeting once, counts them in all and by committee."""
    root = xml(server.url, f"GetMeetings?{ALL}")
    listed = root.findall("committee/committeemeetings/meeting")

    assert int(str(root.findtext("meetingscount"))) == len(listed) == len(northshire.meetings)
    assert int(str(root.findtext("committeescount"))) == len(root.findall("committee"))
    for committee in root.iterfind("committee"):
        count = int(str(committee.findtext("committeemeetingcount")))
        assert count == len(committee.findall("committeemeetings/meeting"))


def test_dates_choose_meetings(server: Server) -> None:
    """Both ends of a span of dates belong to it."""
    root = xml(server.url, "GetMeetings?lCommitteeId=146&sFromDate=22/09/2026&sToDate=06/10/2026")

    assert _texts(root, "committee/committeemeetings/meeting/meetingid") == ["7203", "7208"]


def test_other_dates_are_ignored_without_a_word(server: Server) -> None:
    """ISO dates give everything, as the real service does."""
    everything = get(server.url, f"/mgWebService.asmx/GetMeetings?{ALL}").body
    asked = get(
        server.url, "/mgWebService.asmx/GetMeetings?lCommitteeId=0&sFromDate=2026-09-01&sToDate=2026-09-30"
    )

    assert asked.body == everything


@pytest.mark.parametrize("look", answers.LOOKS)
def test_every_meeting_parses_at_every_look(world: World, server: Server, look: datetime) -> None:
    """GetMeeting gives each meeting of each week as the script has it."""
    server.clock = look
    for meeting in world.at(look)["northshire"].meetings:
        root = xml(server.url, f"GetMeeting?lMeetingId={meeting.id}")
        papers = _texts(root, "agendaitems/agendaitem/linkeddocuments/linkeddoc/attachmentid")
        flags = [root.findtext(f"{flag}published") for flag in ("agenda", "decision", "minute")]

        assert root.findtext("meetingdate") == f"{meeting.starts:%d/%m/%Y}"
        assert root.findtext("meetingstatus") == meeting.status
        assert flags == [str(bool(at)) for at in (meeting.agenda, meeting.decisions, meeting.minutes)]
        assert papers == [str(paper.id) for _, paper in meeting.attachments()]


def test_papers_are_listed_as_the_service_lists_them(server: Server) -> None:
    """A PDF goes through the converter, a DOCX lies where it lies, a restricted paper has no address."""
    root = xml(server.url, "GetMeeting?lMeetingId=7206")
    urls = dict(zip(_texts(root, ".//linkeddoc/attachmentid"), _texts(root, ".//linkeddoc/url"), strict=True))

    assert urls["60221"] == f"{server.url}/mgConvert2PDF.aspx?ID=60221"
    assert (
        urls["60237"] == f"{server.url}/documents/s60237/Appendix%20C%20equality%20impact%20assessment.docx"
    )
    assert urls["60224"] == ""
    assert root.findtext(".//linkeddoc[attachmentid='60224']/restrictionsRef") == "Paragraph 3"
    assert root.findtext(".//linkeddoc[attachmentid='60221']/publicationdate") == "23/09/2026"


def test_what_is_empty_holds_a_line_break(server: Server) -> None:
    """An empty element is not empty to a parser."""
    room = xml(server.url, "GetMeeting?lMeetingId=7206").findtext("meetingroom")

    assert room is not None
    assert room.strip() == ""
    assert "\n" in room


def test_attendance_may_stay_expected(server: Server) -> None:
    """Where the clerk never filled it in, members are "Expected" although the minutes say who came."""
    left = xml(server.url, "GetMeeting?lMeetingId=7207").findall("attendees/attendee")
    filled = xml(server.url, "GetMeeting?lMeetingId=7203").findall("attendees/attendee")

    assert Counter(each.get("attendance") for each in left) == {"Expected": 6}
    assert Counter(each.get("attendance") for each in filled) == {"Present": 9, "Apologies": 1}


def test_guests_are_on_the_page_and_not_in_the_service(server: Server) -> None:
    """The young people's representative stands on the attendance page and in the minutes only."""
    name = answers.PRIVATE_NAMES[0]
    attendees = [each.get("name") for each in xml(server.url, "GetMeeting?lMeetingId=7201").iter("attendee")]

    assert name.encode() in get(server.url, "/mgMeetingAttendance.aspx?ID=7201").body
    assert name not in attendees
    assert len(attendees) == 5


def test_the_web_service_sends_no_validators(server: Server) -> None:
    """Nothing says whether an answer changed: a client has to compare."""
    headers = get(server.url, "/mgWebService.asmx/GetMeeting?lMeetingId=7203").headers

    assert headers["ETag"] is None
    assert headers["Last-Modified"] is None


def test_councillors_have_terms(server: Server) -> None:
    """Members come by ward with parties and terms; the present one has no end."""
    root = xml(server.url, "GetCouncillorsByWard")

    assert len(root.findall(".//councillor")) == 24
    assert root.findtext("wards/ward[wardtitle='Sandle Bay']/councillors/councillorcount") == " 2"
    assert root.findall(".//termofoffice")[-1].findtext("enddate") == "unspecified"


def test_answers_have_the_elements_of_the_real_ones(server: Server, shared: Path) -> None:
    """Every element of the captured answers is in ours, in the same order."""
    captures = shared / "captures" / "moderngov"
    pairs = [
        ("committees.xml", "GetCommittees", "committee"),
        ("meetings.xml", f"GetMeetings?{ALL}", "committee"),
        ("meeting_with_minutes.xml", "GetMeeting?lMeetingId=7203", "."),
        ("meeting_with_minutes.xml", "GetMeeting?lMeetingId=7203", ".//agendaitem"),
        ("meeting_with_minutes.xml", "GetMeeting?lMeetingId=7203", ".//linkeddoc"),
    ]
    for file, asked, path in pairs:
        real, ours = etree.parse(captures / file).find(path), xml(server.url, asked).find(path)
        assert real is not None
        assert ours is not None
        # The captured meeting had no decisions; the made-up twins show where their element stands.
        assert [child.tag for child in ours if child.tag != "decisionnonemptyhtmlbody"] == [
            child.tag for child in real
        ]


PAGES = [
    "/",
    "/mgListCommittees.aspx?bcr=1",
    "/mgCommitteeDetails.aspx?ID=146",
    "/ieListMeetings.aspx?CId=146&Year=0",
    "/ieListMeetings.aspx?CommitteeId=146&Year=-1",
    "/ieListDocuments.aspx?CId=146&MId=7203&Ver=4",
    "/ieListDocuments.aspx?CId=121&MeetingId=7206",
    "/ieListDocuments.aspx?CId=160&MId=7209&Ver=4",
    "/mgAi.aspx?ID=720306",
    "/mgMeetingAttendance.aspx?ID=7203",
    "/mgUserInfo.aspx?UID=2004",
    "/mgCalendarMonthView.aspx?M=10&DD=2026&CID=0",
    "/mgIssueHistoryHome.aspx?IId=33014",
    "/mgWhatsNew.aspx?ACT=Find&DR=14/09/2026-20/09/2026&XXR=0",
    "/ecSDDisplay.aspx?NAME=SD441",
]


@pytest.mark.parametrize("path", PAGES)
def test_pages_wear_the_skin(server: Server, path: str) -> None:
    """Every page has its content in #modgov, with a heading, inside the council's own skin."""
    page = lxml_html.fromstring(get(server.url, path).body)

    assert page.xpath("string(//div[@id='modgov']/h1)") not in {"", "Error"}
    assert page.xpath("//div[@id='modgov']//div[@class='mgContent']")
    assert page.xpath("//footer")


@pytest.mark.parametrize("path", [path.swapcase() for path in PAGES[1:4]])
def test_the_case_of_an_address_does_not_matter(server: Server, path: str) -> None:
    """Neither pages nor names of parameters mind capitals."""
    assert b"<h1>Error</h1>" not in get(server.url, path).body


@pytest.mark.parametrize(
    "path",
    [
        "/nothing.aspx",
        "/ieListDocuments.aspx?CId=146&MId=1",
        "/mgAi.aspx?ID=x",
        "/documents/s1/Report.pdf",
        "/documents/s60224/Appendix%20B.pdf",
        "/documents/g7203/Pack.pdf",
        "/documents/g7216/Minutes.pdf?T=1",
        "/mgConvert2PDF.aspx?ID=60226",
        "/mgWebService.asmx/GetMeeting?lMeetingId=1",
        "/mgWebService.asmx/GetEverything",
        "/mgWhatsNew.aspx?DR=yesterday",
    ],
)
def test_what_is_not_there_says_200(server: Server, path: str) -> None:
    """Unknown pages, unknown ids, private papers and packs without T get the error page, with status 200."""
    got = get(server.url, path)

    assert got.status == 200
    assert b"<h1>Error</h1>" in got.body


def test_a_meeting_links_all_that_it_has(server: Server) -> None:
    """Everything that a meeting's page links to is there; the address of the minutes holds a line break."""
    links = _links(server, "/ieListDocuments.aspx?CId=146&MId=7203&Ver=4")
    files = [link for link in links if link.startswith("documents/")]
    broken = [link for link in files if "\n" in link]

    assert len(files) == 10
    assert len(broken) == 1
    assert broken[0].endswith("?T=1")
    for link in files:
        body = get(server.url, "/" + quote(re.sub(r"[\r\n]", "", link), safe="/%?=")).body
        assert body.startswith(b"PK" if ".docx" in link else b"%PDF-")


def test_a_draft_says_so_until_it_is_confirmed(server: Server) -> None:
    """Printed minutes are called draft until the next meeting confirms them."""
    draft = get(server.url, "/ieListDocuments.aspx?CId=146&MId=7203").body
    confirmed = get(server.url, "/ieListDocuments.aspx?CId=121&MId=7206").body

    assert b">Printed draft minutes " in draft
    assert b">Printed minutes " in confirmed


def test_only_the_title_says_that_a_meeting_is_cancelled(server: Server) -> None:
    """The word stands in the title; the footer of every page speaks of cancelled meetings too."""
    cancelled = lxml_html.fromstring(get(server.url, "/ieListDocuments.aspx?CId=160&MId=7209").body)
    other = get(server.url, "/ieListDocuments.aspx?CId=160&MId=7204").body

    assert str(cancelled.findtext(".//title")).startswith("CANCELLED, Schools Forum - 8 Oct 2026")
    assert b"have been cancelled" in other


def test_whats_new_lists_its_days_only(server: Server) -> None:
    """The list holds what was published between two days, newest first."""
    page = lxml_html.fromstring(get(server.url, "/mgWhatsNew.aspx?DR=28/09/2026-30/09/2026").body)

    assert [str(line.text_content()) for line in page.xpath("//li")] == [
        "30/09/2026 - Minutes published: Corporate Parenting Board, 16/09/2026",
        "30/09/2026 - Decision sheet published: Cabinet, 29/09/2026",
        "28/09/2026 - Agenda published: Children and Families Scrutiny Committee, 06/10/2026",
    ]


def test_the_feed_is_a_feed_unless_it_is_a_page(server: Server) -> None:
    """With bcr=1 the feed's address gives HTML, with 200."""
    feed = get(server.url, "/mgRss.aspx?XXR=0")
    page = get(server.url, "/mgRss.aspx?XXR=0&bcr=1")

    assert etree.fromstring(feed.body).tag == "rss"
    assert feed.headers["Content-Type"].startswith("text/xml")
    assert (page.status, page.body[:6]) == (200, b"<html>")


def test_one_paper_hangs_on_two_agendas(server: Server) -> None:
    """The report that was called in has the same id under the Cabinet and under scrutiny."""
    both = [xml(server.url, f"GetMeeting?lMeetingId={meeting}") for meeting in (7210, 7216)]

    assert all("60251" in _texts(root, ".//linkeddoc/attachmentid") for root in both)


def test_a_link_leads_where_robots_may_not_go(server: Server) -> None:
    """One item links to a page that robots.txt forbids."""
    url = xml(server.url, "GetMeeting?lMeetingId=7203").findtext(".//linkeddoc[attachmentid='60202']/url")

    assert str(url).startswith(f"{server.url}/ecSDDisplay.aspx?")
    assert b"Disallow: /ecSDDisplay.aspx" in get(server.url, "/robots.txt").body
