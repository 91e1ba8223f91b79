"""CMIS pages of fictional Estmere: what they say, and what no page may do to the parsers."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawlers.pages import cmis
from crawlers.pages.described import PagesWrong
from crawlers.pages.errors import Challenge, ErrorPage, PageChanged
from domain.document import DocumentKind
from domain.errors import MinutewatchError

BASE = "https://papers.estmere.example/estmere"
VIEW = f"{BASE}/Meetings/tabid/83/ctl"
DECEMBER = f"{VIEW}/MeetingCalendarPublicNoJava/mid/612/Date/2026-12-01/Default.aspx"
MEETING = f"{VIEW}/ViewMeetingPublic/mid/612/Meeting/4711/Committee/31/SelectedTab/Documents/Default.aspx"
SEARCH = f"{BASE}/Search.aspx"


def month(*days: tuple[str, str]) -> bytes:
    """A month view: day cells, each with the cell of its meetings."""
    rows = "".join(f'<tr><td class="SimpleCalendarDate">{day}</td><td>{its}</td></tr>' for day, its in days)
    return f"<html><body><table>{rows}</table></body></html>".encode()


def entry(words: str, number: int = 4711, committee: int = 31) -> str:
    href = MEETING.replace("4711", str(number)).replace("/31/", f"/{committee}/")
    return f'<p class="Meeting"><a href="{href}">{words}</a></p>'


def document(title: str, *, href: str = "/estmere/Document.ashx?czJK=Zm9v", size: str = "(24Kb)") -> str:
    return f'<li class="DocumentListItem"><a class="TitleLink" href="{href}">{title}</a> <span class="FileSize">{size}</span></li>'


def meeting(*documents: str, when: str = "20 Jan 2027 - 10:00", extra: str = "") -> bytes:
    """The page of a meeting with these items in its list of documents."""
    values = {
        "Committee": "Children&#39;s Panel",
        "Date/Time": when,
        "Status": "Scheduled",
        "Venue": "Old Library",
    }
    labels = "".join(
        f'<div class="holder"><div class="DNNLabel VenueLabel"><span>{label}:</span></div><div class="Value Venue">{value}</div></div>'
        for label, value in values.items()
    )
    items = "".join(documents)
    return f'<html><body><h1>Meeting Details</h1>{labels}<ol class="DocumentList">{items}</ol>{extra}</body></html>'.encode()


def refs(*documents: str) -> dict[str, str]:
    """The refs of listed documents, by the address that each leads to."""
    found = cmis.meeting(meeting(*documents), MEETING).documents
    return {(paper.url or "private").rpartition("=")[2]: paper.ref for paper in found}


def test_the_turn_of_the_year() -> None:
    """A day of January in the month view of December is of the next year, and no part of December."""
    body = month(
        ("Thursday, 31 December", entry("10:00 Cabinet", 1)), ("Friday, 1 January", entry("11:00 Cabinet", 2))
    )
    found = cmis.calendar(body, DECEMBER)

    assert [(line.ref, line.day) for line in found.meetings] == [("1", date(2026, 12, 31))]


def test_a_month_without_meetings() -> None:
    """A month in which nobody meets is empty; a page without days is no calendar."""
    found = cmis.calendar(month(("Tuesday, 1 December", ""), ("Wednesday, 2 December", "&nbsp;")), DECEMBER)

    assert (found.meetings, found.first, found.last) == ((), date(2026, 12, 1), date(2026, 12, 31))
    with pytest.raises(PageChanged, match="no days of a month"):
        cmis.calendar(b"<html><body><table><tr><td>Bank holiday</td></tr></table></body></html>", DECEMBER)


def test_days_that_hold_words_but_no_meeting() -> None:
    """A calendar whose links are others than they were has changed; it is not empty."""
    body = month(("Tuesday, 1 December", '<a href="/new/meetings/4711">10:00 Cabinet</a>'))

    with pytest.raises(PageChanged, match="no meetings"):
        cmis.calendar(body, DECEMBER)


@pytest.mark.parametrize(
    ("words", "title", "at", "status"),
    [
        ("10:00 Cabinet", "Cabinet", time(10), ""),
        ("Cabinet", "Cabinet", None, ""),
        ("09:30 CANCELLED - Cabinet", "Cabinet", time(9, 30), "Cancelled"),
        ("18.30 Schools Forum (Postponed)", "Schools Forum", time(18, 30), "Postponed"),
        ("2:00 PM - Cabinet", "Cabinet", time(14), ""),
    ],
)
def test_entries_of_the_calendar(words: str, title: str, at: time | None, status: str) -> None:
    """An entry has the hour before the body's name, and perhaps a mark that it is off."""
    found = cmis.calendar(month(("Tuesday, 1 December", entry(words))), DECEMBER).meetings[0]

    assert (found.committee_title, found.at, found.status) == (title, at, status)


def test_one_meeting_without_numbers(caplog: pytest.LogCaptureFixture) -> None:
    """An entry that leads nowhere is logged and left out; the others stand."""
    broken = '<a href="/estmere/Meetings/ViewMeetingPublic/Default.aspx">10:00 Cabinet</a>'
    found = cmis.calendar(month(("Tuesday, 1 December", broken + entry("11:00 Council"))), DECEMBER)

    assert [line.committee_title for line in found.meetings] == ["Council"]
    assert "left out" in caplog.text


def test_where_a_meeting_is_listed_twice() -> None:
    """A meeting that stands twice in a month is one meeting."""
    body = month(("Tuesday, 1 December", entry("10:00 Cabinet") + entry("10:00 Cabinet")))

    assert len(cmis.calendar(body, DECEMBER).meetings) == 1


def test_a_meeting_with_its_end() -> None:
    """The hour at which a meeting ended does not hide when it began."""
    found = cmis.meeting(meeting(when="19 January 2027 - 18:30 to 19:53"), MEETING)

    assert (found.starts_local, found.place, found.status) == ("2027-01-19T18:30", "Old Library", "Scheduled")
    assert found.committee_title == "Children's Panel"


@pytest.mark.parametrize(
    "when",
    [
        "20 Jan 2027 - 10:00",
        "Wednesday 20 January 2027 10.00 am",
        "20/01/2027 - 10:00",
        "20th January 2027 at 10am",
    ],
)
def test_ways_to_write_a_day(when: str) -> None:
    """The day and hour of a meeting, however a council has them written."""
    assert cmis.meeting(meeting(when=when), MEETING).starts_local == "2027-01-20T10:00"


@pytest.mark.parametrize("label", ["Date / Time", "Date and Time", "Meeting Date", "date/time"])
def test_ways_to_say_when(label: str) -> None:
    """What stands before the day is the council's to choose."""
    body = meeting().replace(b"Date/Time:", f"{label}:".encode())

    assert cmis.meeting(body, MEETING).starts_local == "2027-01-20T10:00"


def test_a_summary_without_labels() -> None:
    """Where a site hides its labels, body and hour are known by their classes; a status, which has none, is not told."""
    body = b"""<div class="Value Committee">Youth Panel</div><div class="Value DateTime">20 Jan 2027 - 10:00 to 11:25</div>
<div class="Value Venue">Scheduled</div>"""
    found = cmis.meeting(body, MEETING)

    assert (found.committee_title, found.starts_local, found.status) == (
        "Youth Panel",
        "2027-01-20T10:00",
        "",
    )


def test_a_list_of_documents_alone() -> None:
    """A saved part of a page that says of no meeting what it lists still lists it; any other page with files does not."""
    body = f"<ol>{document('Draft minutes')}</ol>".encode()
    (found,) = cmis.documents(body, "saved.html")

    assert (found.title, found.kind, found.size) == ("Draft minutes", DocumentKind.MINUTES, "24Kb")
    with pytest.raises(PageChanged, match="DocumentListItem"):
        cmis.documents(b'<p><a href="/estmere/Document.ashx?x">Report</a></p>', "saved.html")


def test_a_month_whose_form_says_which() -> None:
    """A month that was saved without its address is the one that its form asks for."""
    body = month(("Tuesday, 1 December", entry("10:00 Cabinet")))
    form = f'<form action="{DECEMBER}"></form></body>'.encode()
    found = cmis.calendar(body.replace(b"</body>", form), "saved.html")

    assert found.first == date(2026, 12, 1)


@pytest.mark.parametrize("when", ["to be arranged", "31 Feb 2027 - 10:00", ""])
def test_a_meeting_without_a_day(when: str) -> None:
    """A meeting page that names no day is refused."""
    with pytest.raises(PageChanged, match="Date/Time"):
        cmis.meeting(meeting(when=when), MEETING)


def test_whose_number_a_saved_page_has() -> None:
    """A page that was saved elsewhere tells its meeting by its form; one that was cut tells none."""
    form = f'<form action="{MEETING}"></form>'
    found = cmis.meeting(meeting(extra=form), "file:meeting.html")

    assert (found.ref, found.committee_ref) == ("4711", "31")
    assert cmis.meeting(meeting(), "file:meeting.html").ref == ""


def test_what_listed_files_publish() -> None:
    """Agenda, decisions and minutes are files; each is published when it is listed."""
    found = [
        cmis.meeting(meeting(*listed), MEETING)
        for listed in (
            [],
            [document("Agenda - 20 January 2027")],
            [
                document("Agenda - 20 January 2027"),
                document("Decision Notice - 20 January 2027", href="?Document.ashx"),
            ],
            [document("Agenda"), document("Draft Minutes - 20 January 2027", href="/Document.ashx?b")],
        )
    ]

    assert [(each.agenda_published, each.decisions_published, each.minutes_published) for each in found] == [
        (False, False, False),
        (True, False, False),
        (True, True, False),
        (True, False, True),
    ]
    assert [paper.kind for paper in found[3].documents] == [DocumentKind.AGENDA, DocumentKind.MINUTES]


def test_files_under_headings() -> None:
    """Where documents stand under headings, the headings say what they are; a lower heading changes nothing."""
    extra = (
        "<h2>Documents</h2><h3>Agenda</h3><h4>Standard Items</h4>"
        '<table><tr><td>4</td><td><a href="/Document.ashx?min">Minutes</a><span class="FileSize">(537Kb)</span></td></tr></table>'
        '<h3>Minutes</h3><p><a href="/Document.ashx?signed">20 January 2027</a></p>'
    )
    found = cmis.meeting(meeting(extra=extra), MEETING)

    assert [(paper.title, paper.kind, paper.size) for paper in found.documents] == [
        ("Minutes", DocumentKind.REPORT, "537Kb"),
        ("20 January 2027", DocumentKind.MINUTES, None),
    ]
    assert (found.agenda_published, found.minutes_published) == (True, True)


def test_a_paper_keeps_its_ref() -> None:
    """Neither another size nor another address nor a word of its state makes another document of a paper."""
    before = refs(document("Sufficiency strategy", href="/Document.ashx?a=monday"))
    after = refs(
        document("Agenda", href="/Document.ashx?a=agenda"),
        document("Sufficiency Strategy (amended)", href="/Document.ashx?a=friday", size="(31Kb)"),
    )

    assert after["friday"] == before["monday"]
    assert after["agenda"] != before["monday"]


def test_refs_are_of_their_meeting() -> None:
    """Papers of one title at two meetings are two papers."""
    papers = [
        cmis.meeting(meeting(document("Work programme")), MEETING.replace("4711", number)).documents[0].ref
        for number in ("4711", "4712")
    ]

    assert papers[0].partition(".")[0] == "4711"
    assert papers[1].partition(".")[0] == "4712"


def test_equal_titles() -> None:
    """Papers of one title at one meeting are told apart by their order; a placeholder takes no ref from one that is public."""
    private = (
        '<li class="DocumentListItem"><span class="TitleLink">Appendix 1 (Private: Paragraph 3)</span></li>'
    )
    one, other = (document("Appendix 1", href=f"/Document.ashx?a={name}") for name in ("one", "other"))
    alone, beside, after = refs(one, other), refs(private, one, other), refs(private)

    assert len(set(alone.values())) == 2
    assert beside == alone | {"private": beside["private"]}
    assert after["private"] == alone["one"]


def test_a_paper_that_is_not_public() -> None:
    """A title without a link is a restricted paper, with the paragraph as printed; it keeps its ref when it is made public."""
    private = (
        '<li class="DocumentListItem"><span class="TitleLink">Appendix A (Private: Paragraph 3)</span></li>'
    )
    found = cmis.meeting(meeting(private), MEETING).documents[0]
    public = cmis.meeting(meeting(document("Appendix A")), MEETING).documents[0]

    assert (found.title, found.url, found.restricted, found.restriction) == (
        "Appendix A",
        None,
        True,
        "Paragraph 3",
    )
    assert (public.ref, public.restricted) == (found.ref, False)


def test_an_address_listed_twice() -> None:
    """A file that stands in two lists is one document."""
    found = cmis.meeting(meeting(document("Agenda"), document("Agenda")), MEETING)

    assert len(found.documents) == 1


def test_who_was_there() -> None:
    """Members are kept with what they did; visitors, and names that lead to no member's page, are not."""
    person = '<tr><td><a href="/estmere/Members/tabid/62/ctl/ViewCMIS_Person/mid/600/id/{}/ScreenMode/Ward/Default.aspx">{}</a></td></tr>'
    extra = (
        f"<fieldset><legend>Attended - Committee Members</legend><table>{person.format(12, 'Cllr Ada Marsh')}</table></fieldset>"
        f"<fieldset><legend>Apologies</legend><table>{person.format(13, 'Cllr Tom Reed')}<tr><td>A parent</td></tr></table></fieldset>"
        f"<fieldset><legend>Visitors</legend><table>{person.format(14, 'Somebody Else')}</table></fieldset>"
    )
    found = cmis.meeting(meeting(extra=extra), MEETING)

    assert [(who.member_ref, who.name, who.attendance) for who in found.attendees] == [
        ("12", "Cllr Ada Marsh", "Attended"),
        ("13", "Cllr Tom Reed", "Apologies"),
    ]


def test_a_search_that_lost_results() -> None:
    """A page of results that holds other than it states is refused."""
    row = '<tr><td>1</td><td><a href="/Document.ashx?a">Work programme</a></td><td>Report</td><td>9 Kb</td><td>Policies</td></tr>'
    page = (
        "<html><h2>Search Results ({} Documents Found)</h2><table class='CMIS_Grid'><tr><th>Hits</th><th>Document</th>"
        f"<th>Document Type</th><th>Size</th><th>Parent</th></tr>{row}</table></html>"
    )
    found = cmis.results(page.format(1).encode(), SEARCH)

    assert (found.hits[0].title, found.hits[0].committee, found.hits[0].day) == ("Work programme", None, None)
    for stated in (0, 2):
        with pytest.raises(PageChanged, match=f"states {stated} documents found, holds 1"):
            cmis.results(page.format(stated).encode(), SEARCH)


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ({"tab": 70}, "both tab and module"),
        ({"tab": 0, "module": 397}, r"pages\.tab = 0"),
        ({"page": "../etc", "tab": 70, "module": 397}, r"pages\.page"),
        ({"tabid": 70}, "tabid is no key that we know"),
    ],
)
def test_a_place_that_cannot_be(table: dict[str, str | int], complaint: str) -> None:
    """What a source file says of the calendar's place is checked, and the message names the key."""
    with pytest.raises(PagesWrong, match=complaint):
        cmis.place(dict(table))


def test_a_place_that_is_not_said() -> None:
    """Without a table the place is to be learnt, from the page of meetings."""
    found = cmis.place({})

    assert (found.is_known, cmis.start_url(BASE, found)) == (False, f"{BASE}/Meetings.aspx")
    assert cmis.list_url(BASE, found, 612) == f"{BASE}/Meetings.aspx?ctl=MeetingCalendarListView&mid=612"


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"<html><head><title>Error</title></head><body>Sorry</body></html>", ErrorPage),
        (b"<html><script src='/_Incapsula_Resource?x=1'></script></html>", Challenge),
        (b"", PageChanged),
    ],
)
def test_what_stands_in_for_a_page(body: bytes, error: type[PageChanged]) -> None:
    """Error pages and challenges are named for what they are by every parser."""
    for read in READERS:
        with pytest.raises(error):
            read(body, DECEMBER)


READERS: tuple[Callable[[bytes, str], object], ...] = (
    cmis.calendar,
    cmis.list_view,
    cmis.meeting,
    cmis.results,
    cmis.module_in,
    lambda body, url: cmis.search_form(body, url, "homes"),
    lambda body, url: cmis.next_form(body, url, 2),
)
EXPECTED = cmis.meeting(
    meeting(document("Children's homes"), document("Agenda", href="/Document.ashx?b")), MEETING
)


@given(
    apostrophe=st.sampled_from(["'", "&#39;", "&apos;", "&#x27;", "&#039;"]),
    space=st.sampled_from([" ", "  ", "\r\n\t", "&#32;", "&nbsp;"]),
    gap=st.sampled_from(["", "\n", "\r\n      ", "<!-- noise -->"]),
    quote=st.sampled_from(['"', "'"]),
    attributes=st.sampled_from([" ", "   ", "\r\n"]),
    breaks=st.sampled_from(["", "\r\n", "\n", "\t"]),
)
def test_noise_changes_nothing(
    apostrophe: str, space: str, gap: str, quote: str, attributes: str, breaks: str
) -> None:
    """White space, the style of entities and quotes, comments and line breaks in addresses do not change what is read."""
    noisy = meeting(
        document(f"Children{apostrophe}s{space}homes", href=f"/estmere/Docu{breaks}ment.ashx?czJK=Zm9v"),
        document("Agenda", href=f"{breaks}/Document.ashx?b"),
    ).decode()
    noisy = noisy.replace("><", f">{gap}<").replace('" ', f'"{attributes}')
    if quote == "'" and apostrophe != "'":
        noisy = noisy.replace('"', "'")

    assert cmis.meeting(noisy.encode(), MEETING) == EXPECTED


PIECES = [
    *meeting(document("Agenda")).decode().split("<"),
    *month(("Tuesday, 1 December", entry("10:00 Cabinet"))).decode().split("<"),
    "table class='CMIS_Grid'>",
    "h2>Search Results (2 Documents Found)",
    "input name='a$SimpleSearchFor'>",
    "form action='http://[x/'>",
    "fieldset><legend>Absent",
]


@given(st.one_of(st.binary(), st.lists(st.sampled_from(PIECES)).map(lambda parts: "<".join(parts).encode())))
@example(month(("Monday, 99 December", "")))
@example(month(("Tuesday, 1 Dezember", "")))
@example(meeting(document("A", href="http://[x/Document.ashx")))
@example(meeting(document("A", href="//Document.ashx")))
@example(meeting(when="20 Foo 2027 - 10:00"))
@example(meeting(when="20 Jan 0000 - 10:00"))
def test_any_bytes(body: bytes) -> None:
    """No page makes a parser fail otherwise than with an error of ours."""
    for read in READERS:
        for url in (DECEMBER, MEETING, "http://[x/", ""):
            with suppress(MinutewatchError):
                read(body, url)
