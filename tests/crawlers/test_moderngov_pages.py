"""ModernGov pages as they can come: noisy, cut short, hostile. All words here are made up."""

import re
from collections.abc import Callable
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.pages import moderngov
from crawlers.pages.errors import Challenge, ErrorPage, NotThePage, PageChanged
from tests.crawlers import westmere

BASE = "https://papers.westmere.example/moderngov"
URL = f"{BASE}/mgWebService.asmx/GetMeeting?lMeetingId=77"

MEETING = """<meeting><meetingid>77</meetingid><meetingdate>03/11/2026</meetingdate><meetingstatus>Confirmed</meetingstatus>\
<meetingtime>10.30 am</meetingtime><meetinglocation>Mayor's Parlour</meetinglocation><agendapublished>True</agendapublished>\
<decisionpublished>False</decisionpublished><minutepublished>False</minutepublished><agendaitems><agendaitem>\
<agendaitemid>501</agendaitemid><agendaitemtitle>Young people's homes</agendaitemtitle><agendatext></agendatext>\
<fulldisplaynumberformat>4a)</fulldisplaynumberformat><isrestricted>False</isrestricted><linkeddocuments><linkeddoc>\
<attachmentid>9001</attachmentid><title>Director's report</title><url>{url}</url><isrestricted>False</isrestricted>\
<restrictionsRef></restrictionsRef><publicationdate>26/10/2026</publicationdate><committeetitle>Children's Board</committeetitle>\
</linkeddoc></linkeddocuments></agendaitem></agendaitems><attendees><attendee {attendee}></attendee></attendees></meeting>"""
ATTRIBUTES = (
    'memberid="31"',
    'name="Councillor Ivy O\'Dell"',
    'roledescription="Chair"',
    'attendance="Expected"',
)
HREF = "https://papers.westmere.example/moderngov/documents/s9001/Director%20s%20report.pdf"

CALENDAR = """<getmeetings><meetingscount> {meetings}</meetingscount><committeescount> {committees}</committeescount>\
<committee><committeeid>5</committeeid><committeetitle>Schools Forum</committeetitle><committeemeetings>{rows}\
</committeemeetings></committee></getmeetings>"""


def page(*, url: str = HREF, attendee: str = " ".join(ATTRIBUTES)) -> str:
    return MEETING.format(url=url, attendee=attendee)


def row(ref: str = "77", day: str = "03/11/2026", at: str = "10.30 am") -> str:
    return (
        f"<meeting><meetingid>{ref}</meetingid><meetingdate>{day}</meetingdate>"
        f"<meetingtime>{at}</meetingtime><meetingstatus>Confirmed</meetingstatus></meeting>"
    )


def calendar(*rows: str, meetings: int | None = None, committees: int = 1) -> bytes:
    stated = len(rows) if meetings is None else meetings
    return CALENDAR.format(meetings=stated, committees=committees, rows="".join(rows)).encode()


def read_calendar(body: bytes, url: str = URL) -> object:
    return moderngov.calendar(body, url, date(2026, 11, 1), date(2026, 11, 30))


EXPECTED = moderngov.meeting(page().encode(), URL)
PARSERS: tuple[Callable[[bytes, str], object], ...] = (
    moderngov.meeting,
    read_calendar,
    moderngov.committees,
    moderngov.councillors,
    moderngov.events,
    moderngov.committee_list,
    moderngov.committee_page,
    moderngov.calendar_month,
    moderngov.meeting_list,
    moderngov.meeting_page,
    moderngov.item_page,
    moderngov.attendance,
    lambda body, url: moderngov.register(body, url, date(2026, 1, 1), date(2026, 2, 1)),
    moderngov.next_page,
    moderngov.decision_page,
    moderngov.plans,
    moderngov.plan_lists,
    moderngov.plan,
    moderngov.issue,
    moderngov.members,
    moderngov.member_page,
    moderngov.search_results,
)


def test_a_meeting_is_read() -> None:
    """A meeting has its day, wall-clock time, place, items, papers and people."""
    found = EXPECTED

    assert (found.ref, found.starts_local, found.place) == ("77", "2026-11-03T10:30", "Mayor's Parlour")
    assert (found.items[0].number, found.items[0].title, found.items[0].text) == (
        "4a",
        "Young people's homes",
        None,
    )
    assert (found.items[0].documents[0].ref, found.items[0].documents[0].url) == ("s9001", HREF)
    assert found.attendees[0].name == "Councillor Ivy O'Dell"


@given(
    apostrophe=st.sampled_from(["'", "&#39;", "&apos;", "&#x27;", "&amp;#39;", "&amp;#x27;"]),
    gap=st.sampled_from(["", "\n", "\r\n      ", "\n\t<!-- noise -->\n", "<?noise?>"]),
    namespace=st.sampled_from(
        ["", ' xmlns="http://moderngov.co.uk/namespaces"', ' xmlns:xsi="urn:x" xsi:nil="false"']
    ),
    attributes=st.permutations(ATTRIBUTES),
    spacing=st.sampled_from([" ", "   ", "\r\n"]),
    before=st.sampled_from(["", "\ufeff", '<?xml version="1.0" encoding="utf-8"?>\r\n']),
)
def test_noise_changes_nothing(
    apostrophe: str, gap: str, namespace: str, attributes: list[str], spacing: str, before: str
) -> None:
    """The order of attributes, the style of entities, white space, comments and name spaces do not change what is read."""
    noisy = (
        page(attendee=spacing.join(attributes))
        .replace("'", apostrophe)
        .replace("><", f">{gap}<")
        .replace("<meeting>", f"<meeting{namespace}>", 1)
    )

    assert moderngov.meeting((before + noisy).encode(), URL) == EXPECTED


@given(
    place=st.integers(min_value=1, max_value=len(HREF)),
    noise=st.sampled_from(["\r\n", "\n", "&#13;&#10;", "\t"]),
)
def test_line_breaks_in_addresses_are_taken_out(place: int, noise: str) -> None:
    """An address that the site broke into lines leads to the same document."""
    broken = f"{HREF[:place]}{noise}{HREF[place:]}"

    assert moderngov.meeting(page(url=broken).encode(), URL) == EXPECTED


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        (
            "documents/s9001/Director s report.pdf",
            f"{BASE}/mgWebService.asmx/documents/s9001/Director%20s%20report.pdf",
        ),
        ("/documents/s1/A &amp;amp; B.pdf", "https://papers.westmere.example/documents/s1/A%20&%20B.pdf"),
        ("javascript:alert(1)", None),
        ("mailto:clerk@westmere.example", None),
        ("file:///etc/passwd", None),
        ("http://[broken/", None),
        ("https://papers.westmere.example:port/", None),
        ("", None),
    ],
)
def test_addresses(href: str, expected: str | None) -> None:
    """Spaces are encoded; what is no address of the web is no address."""
    found = moderngov.meeting(page(url=href).encode(), URL)

    assert found.items[0].documents[0].url == expected


def test_control_characters_do_not_lose_the_page() -> None:
    """Word's line break, written by the web service as &#xB;, costs a space and not the meeting."""
    for noise in ("&#xB;", "&#11;", "&#x1F;", "\x0b", "&amp;#11;"):
        body = page().replace("Young people's", f"Young{noise} people's").encode()

        assert moderngov.meeting(body, URL) == EXPECTED


def test_windows_characters_in_a_page_that_says_utf_8() -> None:
    """A page that says UTF-8 and holds Windows characters loses none of them."""
    words = page().replace("Mayor's", "Mayor’s £9m")
    found = moderngov.meeting(f'<?xml version="1.0" encoding="utf-8"?>{words}'.encode("windows-1252"), URL)

    assert found.place == "Mayor’s £9m Parlour"


def test_markup_that_is_not_escaped() -> None:
    """Minutes that stand in the XML as markup read the same as escaped ones."""
    bare = "<p>The plan was agreed.</p><p>It will come back in March.</p>"
    escaped = bare.replace("<", "&lt;").replace(">", "&gt;")
    found = [
        moderngov.meeting(
            page().replace("<agendatext></agendatext>", f"<agendatext>{words}</agendatext>").encode(), URL
        )
        for words in (bare, escaped)
    ]

    assert found[0] == found[1]
    assert found[0].items[0].text is not None
    assert "It will come back in March." in found[0].items[0].text


def test_what_the_council_does_not_show() -> None:
    """An item that is not to be displayed is left out."""
    body = page().replace(
        "<isrestricted>False", "<isdisplayallowed>False</isdisplayallowed><isrestricted>False", 1
    )

    assert moderngov.meeting(body.encode(), URL).items == ()


def test_a_restricted_paper_has_no_address() -> None:
    """The address of a restricted paper is not kept, even where the site lets one slip."""
    body = page().replace("</url><isrestricted>False", "</url><isrestricted>True").encode()
    paper = moderngov.meeting(body, URL).items[0].documents[0]

    assert (paper.restricted, paper.url) == (True, None)


def test_an_exempt_item_in_the_web_service() -> None:
    """Its reason is what its title or text says, else what its restricted papers say; its mark is taken off."""
    exempt = page().replace("<isrestricted>False", "<isrestricted>True")
    named = exempt.replace("Young people's homes", "Lease (exempt)").replace(
        "<agendatext></agendatext>", "<agendatext>Exempt under paragraph 2.</agendatext>"
    )
    papers = exempt.replace(
        "<restrictionsRef></restrictionsRef>", "<restrictionsRef>Paragraph 3</restrictionsRef>"
    )
    found = [moderngov.meeting(body.encode(), URL).items[0] for body in (named, papers, page())]

    assert [(item.title, item.restricted, item.restriction) for item in found] == [
        ("Lease", True, "paragraph 2"),
        ("Young people's homes", True, "Paragraph 3"),
        ("Young people's homes", False, None),
    ]


def test_a_paper_to_follow_in_the_web_service() -> None:
    """A title or text that says so, or a listed paper without a file; a late paper that is there is no promise."""
    bodies = (
        page().replace("Young people's homes", "Budget (to follow)"),
        page().replace("<agendatext></agendatext>", "<agendatext>Report to follow.</agendatext>"),
        page(url="").replace("Director's report", "Appendix A - to follow"),
        page().replace("Director's report", "Appendix A - to follow"),
        page(),
    )

    assert [moderngov.meeting(body.encode(), URL).items[0].to_follow for body in bodies] == [
        True,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("10.30 am", time(10, 30)),
        ("10.30 a.m.", time(10, 30)),
        ("12.00 noon", time(12)),
        ("12 noon", time(12)),
        ("12.15 am", time(0, 15)),
        ("12.15 pm", time(12, 15)),
        ("7pm", time(19)),
        ("13:30", time(13, 30)),
        ("25.00", None),
        ("10.75 am", None),
        ("On the rising of Cabinet", None),
        ("", None),
    ],
)
def test_times(words: str, expected: time | None) -> None:
    """Times are read as clerks write them; what is no time is none."""
    body = page().replace("10.30 am", words).encode()

    assert moderngov.meeting(body, URL).at == expected


def test_a_calendar_that_lost_rows() -> None:
    """A calendar that holds fewer meetings or committees than it states is refused, for none may vanish unseen."""
    with pytest.raises(PageChanged, match="states 3 meetings, holds 2"):
        read_calendar(calendar(row("1"), row("2"), meetings=3))
    with pytest.raises(PageChanged, match="states 2 committees, holds 1"):
        read_calendar(calendar(row("1"), committees=2))


def test_a_calendar_without_counts() -> None:
    """Without the counts there is no proof that the calendar is whole."""
    body = calendar(row("1")).replace(b"meetingscount", b"other")

    with pytest.raises(PageChanged, match="no number in <meetingscount>"):
        read_calendar(body)


def test_one_row_that_cannot_be_read(caplog: pytest.LogCaptureFixture) -> None:
    """One undated meeting is logged and left out; if all are undated, the page has changed."""
    found = moderngov.calendar(
        calendar(row("1"), row("2", day="To be confirmed")), URL, date(2026, 11, 1), date(2026, 11, 30)
    )

    assert [line.ref for line in found.meetings] == ["1"]
    assert "meeting 2 has no date" in caplog.text
    with pytest.raises(PageChanged, match="none of 1 rows"):
        read_calendar(calendar(row("2", day="To be confirmed")))


def test_an_empty_calendar() -> None:
    """In August there may be no meeting at all: the counts prove that the calendar is whole."""
    found = moderngov.calendar(calendar(), URL, date(2026, 8, 1), date(2026, 8, 31))

    assert found.meetings == ()
    assert [committee.title for committee in found.committees] == ["Schools Forum"]


@pytest.mark.parametrize(
    "words",
    ["<meeting></meeting>", page().replace(">77<", ">0x4d<"), page().replace("03/11/2026", "31/02/2026")],
)
def test_a_meeting_without_id_or_day(words: str) -> None:
    """A meeting that is nameless or undated is no meeting."""
    with pytest.raises(PageChanged, match="no meeting"):
        moderngov.meeting(words.encode(), URL)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", NotThePage),
        (b"   \r\n", NotThePage),
        (b"<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>", NotThePage),
        (
            b"<html><head><title>Error | Westmere</title></head><body><div id='modgov'></div></body></html>",
            ErrorPage,
        ),
        (b"<html><h1>Server Error in '/' Application.</h1></html>", ErrorPage),
        (
            b"<html><head><title>Just a moment...</title></head><script>window._cf_chl_opt={}</script></html>",
            Challenge,
        ),
        (b'<html><script src="/_Incapsula_Resource?SWJIYLWA=1"></script></html>', Challenge),
        (b"The requested URL was rejected. Your support ID is: 1234", Challenge),
    ],
)
def test_what_answers_in_a_pages_place(body: bytes, what: type[PageChanged]) -> None:
    """What came instead is named, with the address and what was looked for."""
    for parse in PARSERS:
        with pytest.raises(PageChanged) as caught:
            parse(body, URL)
        assert type(caught.value) is what
        assert str(caught.value).startswith(f"{URL}: no ")


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE meeting SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE meeting [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        '<!DOCTYPE meeting [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_document_type_is_refused(doctype: str) -> None:
    """No entity of a stranger is expanded, no file of ours read."""
    body = page().replace("Mayor's Parlour", "&x;" if "x SYSTEM" in doctype else "Hall")

    with pytest.raises(PageChanged, match="without a document type"):
        moderngov.meeting(f"{doctype}{body}".encode(), URL)


def test_whats_new_on_a_quiet_week() -> None:
    """A What's New page that lists nothing is a quiet week; a page without list and heading is not What's New."""
    quiet = b"<html><body><div id='modgov'><h1>What&rsquo;s new</h1><p>Nothing.</p></div></body></html>"

    assert moderngov.events(quiet, f"{BASE}/mgWhatsNew.aspx") == ()
    with pytest.raises(PageChanged, match="no list of publications"):
        moderngov.events(quiet.replace(b"What&rsquo;s new", b"Councillors"), f"{BASE}/mgWhatsNew.aspx")


def test_addresses_that_we_ask_for() -> None:
    """Addresses keep the path under which a council has put ModernGov."""
    first, last = date(2026, 1, 5), date(2026, 12, 31)

    assert moderngov.calendar_url(f"{BASE}/", first, last) == (
        f"{BASE}/mgWebService.asmx/GetMeetings?lCommitteeId=0&sFromDate=05/01/2026&sToDate=31/12/2026"
    )
    assert moderngov.committees_url(BASE) == f"{BASE}/mgWebService.asmx/GetCommittees"
    assert moderngov.councillors_url(BASE) == f"{BASE}/mgWebService.asmx/GetCouncillorsByWard"
    assert moderngov.meeting_url(BASE, "77") == URL
    assert moderngov.meeting_page_url(BASE, "77") == f"{BASE}/ieListDocuments.aspx?MId=77&Ver=4"
    assert moderngov.events_url(BASE, first, last) == (
        f"{BASE}/mgWhatsNew.aspx?ACT=Find&DR=05/01/2026-31/12/2026&XXR=0"
    )
    assert moderngov.feed_url(BASE) == f"{BASE}/mgRss.aspx?XXR=0"


@pytest.mark.parametrize("ref", ["s60860", "g16719.10", "g16719.0"])
def test_documents_are_known_by_ref(ref: str) -> None:
    """The address made from a ref leads back to the ref."""
    url = moderngov.document_url(BASE, ref)

    assert url is not None
    assert moderngov.document_ref(url) == ref


@pytest.mark.parametrize("ref", ["", "s", "60860", "s60860.x", "b45969.9", "s1/../../x"])
def test_refs_without_an_address(ref: str) -> None:
    """A supplement is given out under its file name only, and what is no ref has no address."""
    assert moderngov.document_url(BASE, ref) is None


@given(body=st.binary(max_size=400))
def test_no_bytes_crash_a_parser(body: bytes) -> None:
    """Whatever comes, a parser reads it or says that the page has changed."""
    for parse in PARSERS:
        for url in (URL, f"{BASE}/mgWhatsNew.aspx", f"{BASE}/mgRss.aspx?XXR=0"):
            try:
                parse(body, url)
            except PageChanged as exc:
                assert str(exc).startswith(url)  # noqa: PT017  # reading it is as good


PAGES = [body for body in vars(westmere).values() if isinstance(body, bytes)]


@given(
    body=st.sampled_from(PAGES),
    at=st.floats(min_value=0, max_value=1),
    gone=st.integers(min_value=0, max_value=400),
    put=st.binary(max_size=20)
    | st.sampled_from(
        [b"<table>", b"</div>", b"<a href='", b"&#0;", b"<td class='mgItemNumberCell'>", b"</html>", b"\x00"]
    ),
)
def test_no_damage_crashes_the_parser_of_a_page(body: bytes, at: float, gone: int, put: bytes) -> None:
    """A page that people read, cut, torn or written over, is read or refused by every parser."""
    place = int(at * len(body))
    damaged = body[:place] + put + body[place + gone :]
    for parse in PARSERS:
        try:
            parse(damaged, URL)
        except PageChanged as exc:
            assert str(exc).startswith(URL)  # noqa: PT017  # reading it is as good


NOISY = (
    (moderngov.meeting_page, westmere.MEETING, moderngov.meeting_page_url(BASE, "77")),
    (moderngov.calendar_month, westmere.MONTH, moderngov.calendar_month_url(BASE, date(2026, 11, 1))),
    (moderngov.committee_list, westmere.COMMITTEES, moderngov.committee_list_url(BASE)),
    (moderngov.plan, westmere.PLAN, moderngov.plan_url(BASE, "71")),
    (moderngov.issue, westmere.ISSUE, moderngov.issue_url(BASE, "660")),
    (moderngov.decision_page, westmere.DECISION, moderngov.decision_url(BASE, "31")),
    (moderngov.search_results, westmere.SEARCH, moderngov.search_url(BASE, "foster")),
    (moderngov.members, westmere.MEMBERS, moderngov.members_url(BASE)),
)
QUERY_NAMES = re.compile(rb"(?<=[?&;])(CId|MId|MID|ID|Id|IId|UID|PlanId)(?==)")
ATTRIBUTE = re.compile(rb"<a  ?(href=\"[^\"]*\")( +title=\"[^\"]*\")? *>")


@given(
    which=st.sampled_from(NOISY),
    spacing=st.sampled_from([b" ", b"   ", b"\r\n", b"\t"]),
    case=st.sampled_from([bytes.lower, bytes.upper, bytes.title]),
    apostrophe=st.sampled_from([b"&#39;", b"'", b"&apos;", b"&#x27;", b"&amp;#39;"]),
    slash=st.sampled_from([b"&#47;", b"/", b"&#x2F;"]),
    broken=st.sampled_from([b"", b"\r\n", b"\n", b"&#13;&#10;"]),
    word=st.sampled_from([b"", b"<o:p></o:p>", b'<?xml:namespace prefix = "o" />', b"<!-- noise -->"]),
    turned=st.booleans(),
)
def test_noise_on_a_page_changes_nothing(
    which: tuple[Callable[[bytes, str], object], bytes, str],
    spacing: bytes,
    case: Callable[[bytes], bytes],
    apostrophe: bytes,
    slash: bytes,
    broken: bytes,
    word: bytes,
    turned: bool,
) -> None:
    """Spacing and order of attributes, style of entities, line breaks in addresses, the case of their names, Word's name spaces do not count."""
    parse, body, url = which
    noisy = QUERY_NAMES.sub(lambda name: case(name[0]), body)
    if turned:
        noisy = ATTRIBUTE.sub(lambda link: b"<a %s %s>" % ((link[2] or b"").strip(), link[1]), noisy)
    noisy = noisy.replace(b"</p></div>", word + b"</p></div>").replace(
        b"<html>", b'<html xmlns:o="urn:office">'
    )
    noisy = noisy.replace(b'  class="', spacing + b'class="').replace(b'" >', b'"' + spacing + b">")
    noisy = (
        noisy.replace(b"&#39;", apostrophe).replace(b"&#47;", slash).replace(b".aspx?", broken + b".aspx?")
    )

    assert _without_addresses(parse(noisy, url)) == _without_addresses(parse(body, url))


def _without_addresses(found: object) -> str:
    """What was read, but for addresses: the case of the names in them is the site's."""
    return re.sub(r"https://\S+?'", "'", repr(found))


@given(
    at=st.integers(min_value=0, max_value=len(page())),
    gone=st.integers(min_value=0, max_value=60),
    put=st.text(max_size=20)
    | st.sampled_from(["<html>", "]]>", "&", "<![CDATA[", "</agendaitem>", "&#55296;"]),
)
def test_no_damage_crashes_a_parser(at: int, gone: int, put: str) -> None:
    """A page cut, torn or written over is read or refused."""
    damaged = (page()[:at] + put + page()[at + gone :]).encode(errors="replace")
    try:
        found = moderngov.meeting(damaged, URL)
    except PageChanged:
        return

    assert found.ref.isdecimal()


@given(st.text())
def test_no_address_crashes(url: str) -> None:
    """Any string is a document's address or is not."""
    ref = moderngov.document_ref(url)

    assert ref is None or ref[0] in "sgb"
