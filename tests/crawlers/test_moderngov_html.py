"""ModernGov's pages, of a made-up council: what each tells, and that none is taken for another."""

from collections.abc import Callable
from datetime import date, time

import pytest

from crawlers.pages import moderngov
from crawlers.pages.errors import PageChanged
from domain.document import DocumentKind
from domain.members import Councillor, Seat, Term
from domain.plans import Procedure
from tests.crawlers import westmere
from tests.crawlers.westmere import BASE, page

FIRST, LAST = date(2026, 3, 1), date(2026, 4, 30)
MEETING_URL = moderngov.meeting_page_url(BASE, "77")

# How each kind of page is read, at the address at which it is asked for.
READ: dict[str, Callable[[bytes], object]] = {
    "COMMITTEES": lambda body: moderngov.committee_list(body, moderngov.committee_list_url(BASE)),
    "COMMITTEE": lambda body: moderngov.committee_page(body, moderngov.committee_page_url(BASE, "21")),
    "MONTH": lambda body: moderngov.calendar_month(
        body, moderngov.calendar_month_url(BASE, date(2026, 11, 5)), date(2026, 11, 5)
    ),
    "MEETINGS": lambda body: moderngov.meeting_list(body, moderngov.meeting_list_url(BASE, "21")),
    "MEETING": lambda body: moderngov.meeting_page(body, MEETING_URL),
    "ITEM": lambda body: moderngov.item_page(body, moderngov.item_page_url(BASE, "802")),
    "ATTENDANCE": lambda body: moderngov.attendance(body, moderngov.attendance_url(BASE, "77")),
    "REGISTER_LONG": lambda body: moderngov.register(
        body, moderngov.register_url(BASE, FIRST, LAST), FIRST, LAST
    ),
    "DECISION": lambda body: moderngov.decision_page(body, moderngov.decision_url(BASE, "31")),
    "PLANS": lambda body: moderngov.plans(body, moderngov.plans_url(BASE)),
    "PLAN": lambda body: moderngov.plan(body, moderngov.plan_url(BASE, "71")),
    "ISSUE": lambda body: moderngov.issue(body, moderngov.issue_url(BASE, "660")),
    "MEMBER": lambda body: moderngov.member_page(body, moderngov.member_page_url(BASE, "401")),
    "SEARCH": lambda body: moderngov.search_results(body, moderngov.search_url(BASE, "foster")),
}


def test_committees_stand_under_their_headings() -> None:
    """Each committee once, with the heading that it stands under; what is no committee is passed over."""
    found = moderngov.committee_list(westmere.COMMITTEES, moderngov.committee_list_url(BASE))

    assert [(each.ref, each.title, each.category) for each in found] == [
        ("21", "Young People's Panel", "Scrutiny"),
        ("22", "Health & Care Panel", "Scrutiny"),
        ("11", "Cabinet", "Executive"),
    ]


def test_a_committees_page() -> None:
    """Purpose, members with their roles as printed, and the officer to ask, without a telephone number."""
    found = moderngov.committee_page(westmere.COMMITTEE, moderngov.committee_page_url(BASE, "21"))

    assert found.seats == (
        Seat(member_ref="401", name="Councillor Ivy O'Dell", role="Chair"),
        Seat(member_ref="402", name="Councillor Jo Marsh"),
        Seat(member_ref=None, name="Rev. Pat Lowe", role="Diocesan representative"),
    )
    assert (found.ref, found.officer, found.email) == ("21", "Lee Hart", "lee.hart@westmere.example")
    assert found.purpose is not None
    assert found.purpose.startswith("To look after homes and schools.")


def test_a_month_of_all_committees() -> None:
    """Every meeting of the grid, days of the months around it too; what is off is marked, a body called New is not."""
    found = moderngov.calendar_month(westmere.MONTH, f"{BASE}/x.aspx", date(2026, 11, 5))

    assert (found.first, found.last) == (date(2026, 11, 1), date(2026, 11, 30))
    assert [
        (each.ref, each.committee_ref, each.day.isoformat(), each.at, each.status) for each in found.meetings
    ] == [
        ("70", "11", "2026-10-30", time(14), ""),
        ("77", "21", "2026-11-03", time(10, 30), ""),
        ("78", "31", "2026-11-03", time(18), "Cancelled"),
        ("79", "31", "2026-11-17", None, ""),
    ]
    assert [(each.ref, each.title) for each in found.committees] == [
        ("11", "Cabinet"),
        ("21", "Young People's Panel"),
        ("31", "New Homes Board"),
    ]


def test_another_month_than_the_one_asked_for() -> None:
    """A site that does not understand which month is asked for, and shows this one, is not believed."""
    with pytest.raises(PageChanged, match="shows November 2026, not December 2026"):
        moderngov.calendar_month(westmere.MONTH, f"{BASE}/x.aspx", date(2026, 12, 5))


def test_a_month_without_meetings() -> None:
    """August may be empty; a page that is no calendar is not an empty one."""
    august = page("<table></table>", heading="Monthly meetings calendar - August 2026")

    assert moderngov.calendar_month(august, BASE, date(2026, 8, 1)).meetings == ()
    with pytest.raises(PageChanged, match="no calendar of a month"):
        moderngov.calendar_month(page("<h2>Plan of August 2026</h2>", heading="Forward plan"), BASE)


def test_a_committees_list_of_meetings() -> None:
    """Lines that are no date are passed over; one that is off says so behind its date."""
    found = moderngov.meeting_list(westmere.MEETINGS, moderngov.meeting_list_url(BASE, "21"))

    assert [
        (each.ref, each.committee_title, each.day.isoformat(), each.at, each.status) for each in found
    ] == [
        ("77", "Young People's Panel", "2026-11-03", time(10, 30), ""),
        ("76", "Young People's Panel", "2026-09-01", time(10, 30), "Cancelled"),
    ]


def test_a_meetings_page() -> None:
    """Day, place and how far its papers are; what is printed of the whole meeting are its own documents."""
    found = moderngov.meeting_page(westmere.MEETING, MEETING_URL)

    assert (found.ref, found.starts_local, found.committee_title, found.status, found.place) == (
        "77",
        "2026-11-03T10:30",
        "Young People's Panel",
        "",
        "Mayor's Parlour",
    )
    assert (found.agenda_published, found.decisions_published, found.minutes_published) == (True, True, True)
    assert [(each.ref, each.title, each.kind, each.size) for each in found.documents] == [
        ("g77.0", "Agenda frontsheet", DocumentKind.AGENDA, "PDF 120 KB"),
        ("b501.9", "Supplement 1", None, "PDF 1.5 MB"),
    ]


def test_an_items_words() -> None:
    """Text, decision and minutes each in their place; minutes that the page cuts say so, and end where they were cut."""
    plain, item, _ = moderngov.meeting_page(westmere.MEETING, MEETING_URL).items

    assert (item.ref, item.position, item.number, item.title) == ("802", 2, "2a", "Homes for young people")
    assert item.text == "Report of the Director.\n\nVenue: none of your business"
    assert (item.decision, item.minutes, item.is_cut) == ("Agreed.", "The Director spoke.", True)
    assert item.issue_ref == "660"
    assert (plain.text, plain.minutes, plain.is_cut) == (None, None, False)


def test_an_items_papers() -> None:
    """The paper on its title, those below it, those on other sites, and places of those that are not given out."""
    item = moderngov.meeting_page(westmere.MEETING, MEETING_URL).items[1]
    papers = {each.title: each for each in item.documents}

    assert [(each.title, each.ref[:5]) for each in item.documents if not each.restricted] == [
        ("Director's report", "s9001"),
        ("Annex 3B", "s9002"),
        ("National strategy", papers["National strategy"].ref[:5]),
        ("Decision notice", "s9003"),
    ]
    assert (papers["Director's report"].size, papers["Director's report"].revision) == ("PDF 99 KB", "3")
    assert papers["Director's report"].url == f"{BASE}/documents/s9001/Directors%20report.pdf?J=3"
    assert papers["Decision notice"].is_decision
    assert papers["National strategy"].ref.startswith("u")
    assert [(each.title, each.url, each.restriction) for each in item.documents if each.restricted] == [
        ("Annex C", None, None),
        ("Annex D (exempt - paragraph 3)", None, "paragraph 3"),
    ]


def test_a_withheld_paper_keeps_its_ref() -> None:
    """Its ref is made of its item and title: it stays when another paper comes before it."""
    moved = westmere.MEETING.replace(b"<li>Annex C", b"<li>Annex A , View reasons restricted</li><li>Annex C")
    before, after = (moderngov.meeting_page(body, MEETING_URL).items[1] for body in (westmere.MEETING, moved))
    refs = {paper.title: paper.ref for paper in after.documents}

    assert {paper.title: paper.ref for paper in before.documents}.items() <= refs.items()
    assert refs["Annex A"] != refs["Annex C"]


def test_a_paper_that_is_to_follow() -> None:
    """A list that names a paper without a file says that it is to follow."""
    items = moderngov.meeting_page(westmere.MEETING, MEETING_URL).items

    assert [item.to_follow for item in items] == [False, True, False]


def test_an_exempt_item() -> None:
    """The mark behind its title is what `restricted` says; the reason is as printed."""
    item = moderngov.meeting_page(westmere.MEETING, MEETING_URL).items[2]

    assert (item.title, item.restricted) == ("Lease", True)
    assert item.restriction == "Paragraphs 1, 2 and 3 of Part 1 of Schedule 12A"


@pytest.mark.parametrize(
    ("title", "subject", "status"),
    [
        (
            "CANCELLED, New Homes Board - 3 Nov 2026",
            "New Homes Board - Tuesday, 3rd November, 2026 6.00 pm",
            "Cancelled",
        ),
        ("Meeting details", "New Homes Board - Tuesday, 3rd November, 2026 6.00 pm, CANCELLED", "Cancelled"),
        ("Agenda - Board - POSTPONED - 3 Nov", "Board - Tuesday 3 November 2026 6.00 pm", "Postponed"),
        ("Agenda", "Board - Tuesday, 3 November 2026 6.00 pm (MOVED to 4 November)", "Moved"),
        ("Agenda - New Homes Board", "New Homes Board - Tuesday, 3rd November, 2026 6.00 pm", ""),
    ],
)
def test_a_meeting_that_is_off(title: str, subject: str, status: str) -> None:
    """Only the titles say so, never the council's own banner."""
    body = page(f'<h2 class="mgSubTitleTxt">{subject}</h2>', heading="Meeting details", title=title)
    found = moderngov.meeting_page(body, MEETING_URL)

    assert (found.status, found.starts_local) == (status, "2026-11-03T18:00")
    assert found.committee_title in {"New Homes Board", "Board"}


@pytest.mark.parametrize(
    ("heading", "flags"),
    [
        ("Meeting details", (False, False, False)),
        ("Agenda", (True, False, False)),
        ("Agenda and draft minutes", (True, False, True)),
        ("Agenda, decisions and minutes", (True, True, True)),
        ("Decisions", (False, True, False)),
        ("Agenda - Minutes and Decisions Working Group", (True, False, False)),
    ],
)
def test_what_of_a_meeting_is_published(heading: str, flags: tuple[bool, bool, bool]) -> None:
    """The heading says how far the papers are; the name of a body is not mistaken for them."""
    body = page('<h2 class="mgSubTitleTxt">Board - Tuesday, 3 November 2026</h2>', heading=heading)
    found = moderngov.meeting_page(body, MEETING_URL)

    assert (found.agenda_published, found.decisions_published, found.minutes_published) == flags


def test_the_papers_of_another_meeting() -> None:
    """A page that shows another meeting's packs than the one asked for is refused."""
    with pytest.raises(PageChanged, match="papers of meeting 77"):
        moderngov.meeting_page(westmere.MEETING, moderngov.meeting_page_url(BASE, "78"))


def test_a_table_without_items() -> None:
    """A table of items in which no item can be told is a page that changed, not an empty agenda."""
    changed = westmere.MEETING.replace(b"mgItemNumberCell", b"mgNewCell")

    with pytest.raises(PageChanged, match="no items"):
        moderngov.meeting_page(changed, MEETING_URL)


def test_a_column_of_notes_before_the_numbers() -> None:
    """Some councils put one there; an item is still one item, with its number."""
    noted = westmere.MEETING.replace(
        b'<tr><td  class="mgItemNumberCell" >',
        b'<tr><td class="mgItemNumberCell"><p>*</p></td><td  class="mgItemNumberCell" >',
    )

    assert moderngov.meeting_page(noted, MEETING_URL) == moderngov.meeting_page(westmere.MEETING, MEETING_URL)


def test_an_item_in_full() -> None:
    """The item's own page has the words that the meeting's page cuts."""
    item = moderngov.item_page(westmere.ITEM, moderngov.item_page_url(BASE, "802"))

    assert item.minutes == "The Director spoke.\n\nMembers thanked her."
    assert [paper.ref for paper in item.documents] == ["s9001"]
    assert not item.is_cut


def test_who_attended() -> None:
    """Members with their ids, and officers without."""
    found = moderngov.attendance(westmere.ATTENDANCE, moderngov.attendance_url(BASE, "77"))

    assert [(each.member_ref, each.name, each.role, each.attendance) for each in found] == [
        ("401", "Councillor Ivy O'Dell", "Chair", "Present"),
        (None, "Lee Hart", "Officer", "In attendance"),
    ]


def test_the_long_register() -> None:
    """Who decided what, when it was published and takes effect, with its status; clerks' prose is no label."""
    url = moderngov.register_url(BASE, FIRST, LAST)
    found = moderngov.register(westmere.REGISTER_LONG, url, FIRST, LAST).decisions

    assert [(each.ref, each.title, each.maker, each.status, each.issue_ref) for each in found] == [
        (
            "31",
            "Foster homes: contract award",
            "Cabinet Member for Children",
            "Recommendations Approved",
            None,
        ),
        ("32", "Bus passes", None, None, "661"),
    ]
    assert [(each.published, each.effective) for each in found] == [
        (date(2026, 4, 1), date(2026, 4, 9)),
        (date(2026, 4, 2), None),
    ]
    assert moderngov.next_page(westmere.REGISTER_LONG, url) == f"{BASE}/mgDelegatedDecisions.aspx?PG=2&DS=2"


def test_the_short_register() -> None:
    """The table gives each decision once, with its days, without the hidden ref; rows of issues are no decisions."""
    url = moderngov.register_url(BASE, FIRST, LAST)
    found = moderngov.register(westmere.REGISTER_SHORT, url, FIRST, LAST).decisions

    assert [(each.ref, each.title, each.published, each.effective, each.issue_ref) for each in found] == [
        ("31", "Foster homes: contract award", date(2026, 4, 1), date(2026, 4, 9), None),
        ("32", "Bus passes for care leavers", date(2026, 4, 2), None, None),
    ]
    assert moderngov.next_page(westmere.REGISTER_SHORT, url) is None


def test_a_fortnight_without_decisions() -> None:
    """A register that lists nothing is empty; an agenda that shows decisions is no register."""
    quiet = page("<div class='mgContent'><p>No matching decisions</p></div>", heading="Browse decisions")

    assert moderngov.register(quiet, BASE, FIRST, LAST).decisions == ()
    for other in (westmere.MEETING, westmere.DECISION, westmere.MEMBER):
        with pytest.raises(PageChanged, match="no register of decisions"):
            moderngov.register(other, BASE, FIRST, LAST)


def test_a_decisions_page() -> None:
    """Who decided what, on what papers, why part of it is withheld; a meeting's decision names the meeting."""
    found = moderngov.decision_page(westmere.DECISION, moderngov.decision_url(BASE, "31"))

    assert (found.ref, found.title, found.maker, found.status) == (
        "31",
        "Foster homes: contract award",
        "Cabinet",
        "Recommendations Approved",
    )
    assert (found.is_key, found.is_subject_to_call_in) == (True, False)
    assert (found.decided, found.published, found.effective) == (
        date(2026, 3, 31),
        date(2026, 4, 1),
        date(2026, 4, 9),
    )
    assert (found.meeting_ref, found.issue_ref, found.restriction) == ("70", "660", "Paragraph 3")
    assert found.sections == (("Purpose", "To award a contract."), ("Decision", "Awarded.\n\nFrom May."))
    assert [(each.ref[:5], each.title, each.size, each.restricted) for each in found.documents] == [
        ("s9101", "award - 31.03.2026", "PDF 119 KB", False),
        ("rd31.", "Bids", None, True),
    ]


def test_plans_and_lists_of_plans() -> None:
    """The plans that a page names, and the lists of plans of each body that it leads to."""
    url = moderngov.plans_url(BASE)

    assert [(each.ref, each.title) for each in moderngov.plans(westmere.PLANS, url)] == [
        ("71", "Forward Plan June 2026"),
        ("70", "Forward Plan May 2026"),
    ]
    assert moderngov.plan_lists(westmere.PLANS, url) == (f"{BASE}/mgListPlans.aspx?RPId=130&RD=0",)


def test_a_forward_plan() -> None:
    """Each item with who decides what when, no more exact than printed, and how it comes about without full notice."""
    found = moderngov.plan(westmere.PLAN, moderngov.plan_url(BASE, "71"))

    assert (found.ref, found.title) == ("71", "Forward Plan: June to September 2026")
    assert (found.first, found.last) == (date(2026, 6, 1), date(2026, 9, 30))
    assert [(each.issue_ref, each.title, each.due, each.maker, each.is_key) for each in found.items] == [
        ("660", "Foster homes: contract award", "2026-06-16", "Cabinet", True),
        ("661", "Bus passes", "2026-07-01/..", "Cabinet Member for Children", False),
        ("662", "Leases", "2026-07", "Cabinet", None),
    ]
    assert [(each.procedure, each.restriction, each.status) for each in found.items] == [
        (Procedure.SPECIAL_URGENCY, None, "For Determination"),
        (None, None, None),
        (Procedure.PRIVATE_MEETING, "Paragraph 3", None),
    ]
    assert found.items[0].due_words == "16 June 2026; was May"


def test_an_issue() -> None:
    """From notice to decision under one id, whatever it was called on the way."""
    found = moderngov.issue(westmere.ISSUE, moderngov.issue_url(BASE, "660"))

    assert (found.ref, found.title, found.is_key, found.status, found.maker, found.due) == (
        "660",
        "Foster homes: contract award",
        True,
        "For Determination",
        "Cabinet",
        "2026-06-16",
    )
    assert (found.first_listed, found.procedure) == (date(2026, 4, 2), Procedure.GENERAL_EXCEPTION)
    assert [
        (each.day, each.body, each.title, each.meeting_ref, each.item_ref, each.decision_ref)
        for each in found.steps
    ] == [
        (date(2026, 4, 1), None, "Foster homes: contract award", None, None, "31"),
        (date(2026, 3, 31), "Cabinet", "Foster homes: contract award", "70", "790", None),
        (date(2026, 11, 3), "Young People's Panel", "Homes for young people", "77", "802", None),
        (date(2026, 12, 1), None, "Young People's Panel Update", "80", "820", None),
    ]


def test_all_meetings_of_an_issue() -> None:
    """Each meeting once, with the title of its item; what clerks wrote is no meeting."""
    found = moderngov.issue(westmere.ISSUE_MEETINGS, f"{BASE}/ieIssueDetails.aspx?IId=660&Opt=3")

    assert [(each.day, each.body, each.title, each.meeting_ref, each.item_ref) for each in found.steps] == [
        (date(2026, 3, 31), "Cabinet", "Foster homes: award", "70", "790"),
        (date(2026, 11, 3), "Young People's Panel", "Foster homes: contract award", "77", "802"),
    ]


def test_members() -> None:
    """Name, ward and party of each member once, from a list or a table; homes and telephones are not read."""
    url = moderngov.members_url(BASE)
    ivy = Councillor(
        ref="401", name="Councillor Ivy O'Dell", ward="Riverside", party="Independent", posts=None, terms=()
    )
    jo = Councillor(
        ref="402", name="Councillor Jo Marsh", ward="Hill Top", party="Labour", posts=None, terms=()
    )

    assert moderngov.members(westmere.MEMBERS, url) == (ivy, jo)
    assert moderngov.members(westmere.MEMBERS_TABLE, url) == (ivy,)
    with pytest.raises(PageChanged, match="no list of members"):
        moderngov.members(westmere.COMMITTEE, BASE)


def test_a_members_page() -> None:
    """Terms of office stand there, the running one without an end."""
    found = moderngov.member_page(westmere.MEMBER, moderngov.member_page_url(BASE, "401"))

    assert found == Councillor(
        ref="401",
        name="Councillor Ivy O'Dell",
        ward="Riverside",
        party="Independent",
        posts="Chair of the Panel",
        terms=(
            Term(first=date(2021, 5, 6), last=date(2025, 5, 8)),
            Term(first=date(2025, 5, 9), last=None),
        ),
    )


def test_search_results() -> None:
    """Issues, meetings with their items, and papers; the archive of an older system has no ids of ours."""
    found = moderngov.search_results(westmere.SEARCH, moderngov.search_url(BASE, "foster"))

    assert [
        (each.place, each.kind, each.issue_ref, each.meeting_ref, each.item_ref, each.body)
        for each in found.hits
    ] == [
        (1, "Key issue", "660", None, None, None),
        (2, "Meeting", None, "77", "802", "Young People's Panel"),
        (3, "Meeting", None, None, None, "Old Board"),
    ]
    assert found.hits[0].words == "To award the foster contract ..."
    assert [(paper.title, paper.size) for hit in found.hits for paper in hit.documents] == [
        ("Annex", "PDF 12 KB"),
        ("Minutes", "HTM 2 KB"),
    ]
    assert found.next_url == f"{BASE}/ieSearchResults2.aspx?SS=foster&PG=2"


def test_nothing_found_is_an_answer() -> None:
    """Searched and nothing there is not the same as a search that does not work."""
    found = moderngov.search_results(westmere.NOTHING, moderngov.search_url(BASE, "unicorns"))

    assert (found.hits, found.next_url) == ((), None)
    with pytest.raises(PageChanged, match="no search results"):
        moderngov.search_results(page("<div class='mgContent'></div>", heading="Search results"), BASE)


def test_what_an_announcement_leads_to() -> None:
    """A meeting, a decision, an issue or a plan; a petition is none of these, though it has an issue's address."""
    found = moderngov.events(westmere.WHATS_NEW, moderngov.events_url(BASE, FIRST, LAST))

    assert [
        (each.what, each.meeting_ref, each.decision_ref, each.issue_ref, each.plan_ref) for each in found
    ] == [
        ("Minutes published", "77", None, None, None),
        ("Decision published", None, "31", None, None),
        ("Issue published", None, None, "660", None),
        ("Publication of plan", None, None, None, "71"),
        ("ePetition", None, None, None, None),
    ]


# Two pages of one kind; and a list of plans, which is known by its links alone, as What's New has them.
SAME_KIND = {
    "REGISTER_LONG": {"REGISTER_SHORT"},
    "ISSUE": {"ISSUE_MEETINGS"},
    "SEARCH": {"NOTHING"},
    "PLANS": {"WHATS_NEW"},
}


@pytest.mark.parametrize("name", READ)
def test_no_page_is_taken_for_another(name: str) -> None:
    """Each parser reads its own kind of page, and refuses every other with the address and what it looked for."""
    known = {name, *SAME_KIND.get(name, ())}
    others = [
        body for other, body in vars(westmere).items() if isinstance(body, bytes) and other not in known
    ]

    assert READ[name](getattr(westmere, name))
    for body in others:
        with pytest.raises(PageChanged, match=r"^https://papers\.westmere\.example/moderngov/"):
            READ[name](body)


@pytest.mark.parametrize("name", READ)
def test_an_error_page_is_nothing_else(name: str) -> None:
    """ModernGov's own error page, which comes with status 200, is refused by every parser."""
    body = page("<div class='mgContent'><p>An error has occurred.</p></div>", heading="Error", title="Error")

    with pytest.raises(PageChanged):
        READ[name](body)


def test_addresses() -> None:
    """Every page is asked for under the path at which a council has put ModernGov."""
    assert moderngov.committee_list_url(f"{BASE}/") == f"{BASE}/mgListCommittees.aspx?bcr=1"
    assert moderngov.calendar_month_url(BASE, date(2027, 2, 14)) == (
        f"{BASE}/mgCalendarMonthView.aspx?GL=1&M=2&DD=2027&CID=0&bcr=1"
    )
    assert (
        moderngov.meeting_list_url(BASE, "21", earlier=True) == f"{BASE}/ieListMeetings.aspx?CId=21&Year=-1"
    )
    assert moderngov.register_url(BASE, FIRST, LAST) == (
        f"{BASE}/mgDelegatedDecisions.aspx?DR=01/03/2026-30/04/2026&RP=0&K=0&DM=0&HD=0&DS=2&Next=true"
        "&META=mgdelegateddecisions&V=1"
    )
    assert moderngov.item_page_url(BASE, "802") == f"{BASE}/mgAi.aspx?ID=802"
    assert moderngov.attendance_url(BASE, "77") == f"{BASE}/mgMeetingAttendance.aspx?ID=77"
    assert moderngov.decision_url(BASE, "31") == f"{BASE}/ieDecisionDetails.aspx?ID=31"
    assert moderngov.plan_url(BASE, "71") == f"{BASE}/mgListPlanItems.aspx?PlanId=71"
    assert moderngov.issue_url(BASE, "660") == f"{BASE}/mgIssueHistoryHome.aspx?IId=660"
    assert moderngov.members_url(BASE) == f"{BASE}/mgMemberIndex.aspx?FN=WARD&VW=LIST&PIC=0"
    assert moderngov.member_page_url(BASE, "401") == f"{BASE}/mgUserInfo.aspx?UID=401"
    assert moderngov.search_url(BASE, "care leavers & homes", page=2) == (
        f"{BASE}/ieSearchResults2.aspx?SS=care+leavers+%26+homes&DT=3&ADV=0&CA=false&SB=true&PG=2"
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"{BASE}/mgWebService.asmx/GetMeeting?lMeetingId=77", True),
        (f"{BASE}/MGWEBSERVICE.ASMX/GetCommittees", True),
        (f"{BASE}/mgListCommittees.aspx?bcr=1", False),
        ("", False),
    ],
)
def test_which_road_an_address_belongs_to(url: str, expected: bool) -> None:
    """An address of the web service is told from one of a page."""
    assert moderngov.is_service(url) is expected
