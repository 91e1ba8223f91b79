"""Real ModernGov answers, and the six moments of a made-up meeting, read as captures/MANIFEST.md says."""

import json
from datetime import date, time
from pathlib import Path

import pytest

from crawlers.pages import moderngov
from crawlers.pages.errors import Challenge, ErrorPage, NotThePage, PageChanged
from domain.meeting import Meeting

URL = "https://democracy.northshire.example/mgWebService.asmx/Any"
MOMENTS = (
    "t0_scheduled",
    "t1_agenda",
    "t2_replaced_and_late",
    "t3_decisions",
    "t4_minutes",
    "t5_minutes_amended",
)


@pytest.fixture(scope="module")
def captures(shared: Path) -> Path:
    return shared / "captures" / "moderngov"


@pytest.fixture(scope="module")
def moments(captures: Path) -> dict[str, Meeting]:
    return {
        moment[:2]: moderngov.meeting(
            (captures / "made-up" / f"ws_GetMeeting_{moment}.xml").read_bytes(), URL
        )
        for moment in MOMENTS
    }


def test_manchesters_committees(captures: Path) -> None:
    """Three committees are listed, of which the appointment sub committee is over."""
    found = moderngov.committees((captures / "committees.xml").read_bytes(), URL)

    assert [(committee.ref, committee.expired) for committee in found] == [
        ("312", True),
        ("163", False),
        ("144", False),
    ]
    assert found[2].title == "Audit Committee"
    assert found[2].category == "Governance and Decision Making Committees"


def test_manchesters_calendar(captures: Path) -> None:
    """Two meetings are listed: one cancelled, one to be held."""
    found = moderngov.calendar(
        (captures / "meetings.xml").read_bytes(), URL, date(2026, 1, 1), date(2026, 3, 31)
    )

    assert [(line.ref, line.status, line.day, line.at) for line in found.meetings] == [
        ("4966", "Cancelled", date(2026, 1, 13), time(10)),
        ("4967", "Confirmed", date(2026, 2, 10), time(10)),
    ]
    assert {(line.committee_ref, line.committee_title) for line in found.meetings} == {
        ("144", "Audit Committee")
    }
    assert (found.first, found.last) == (date(2026, 1, 1), date(2026, 3, 31))


def test_manchesters_cancelled_meeting(captures: Path) -> None:
    """A cancelled meeting has an empty agenda and nothing published."""
    found = moderngov.meeting((captures / "meeting_no_minutes.xml").read_bytes(), URL)

    assert (found.ref, found.status, found.starts_local) == ("4966", "Cancelled", "2026-01-13T10:00")
    assert found.items == ()
    assert (found.agenda_published, found.decisions_published, found.minutes_published) == (
        False,
        False,
        False,
    )


def test_manchesters_meeting_with_minutes(captures: Path) -> None:
    """Minutes stand inline under their items, two papers hang below them, and attendance was left at "Expected"."""
    found = moderngov.meeting((captures / "meeting_with_minutes.xml").read_bytes(), URL)

    assert (found.ref, found.status, found.starts_local) == ("4967", "Confirmed", "2026-02-10T10:00")
    assert found.committee_title == "Audit Committee"
    assert found.place == "Council Antechamber, Level 2, Town Hall Extension"
    assert (found.agenda_published, found.decisions_published, found.minutes_published) == (True, False, True)
    assert [(item.number, item.title) for item in found.items] == [("1", "Minutes"), ("9", "Work Programme")]
    assert found.items[0].minutes == (
        "To approve the minutes of the meeting held on 25 November 2025 as a correct record."
    )
    assert found.items[0].text is not None
    assert "&" not in found.items[0].text
    assert "<" not in found.items[0].text
    assert [
        (doc.ref, doc.published, doc.url, doc.restricted) for item in found.items for doc in item.documents
    ] == [
        ("s60860", "2026-02-02", "https://democracy.manchester.gov.uk/mgConvert2PDF.aspx?ID=60860", False),
        ("s60909", "2026-02-02", "https://democracy.manchester.gov.uk/mgConvert2PDF.aspx?ID=60909", False),
    ]
    assert [(who.member_ref, who.name, who.role, who.attendance) for who in found.attendees] == [
        ("192", "Councillor Basil Curley", "Committee Member", "Expected")
    ]


@pytest.mark.parametrize(
    ("council", "members"),
    [("rotherham", 63), ("redbridge", 63), ("cheshire-east", 82), ("staffordshire", 62)],
)
def test_councillors_by_ward(captures: Path, council: str, members: int) -> None:
    """Every member of four councils is found, with an id of their own, a ward and a party."""
    found = moderngov.councillors((captures / f"councillors_by_ward_{council}.xml").read_bytes(), URL)

    assert len(found) == members
    assert len({councillor.ref for councillor in found}) == members
    assert all(councillor.ward and councillor.party for councillor in found)


def test_terms_of_office(captures: Path) -> None:
    """A term whose end is "unspecified" is open; one that is over has its last day."""
    found = moderngov.councillors((captures / "councillors_by_ward_cheshire-east.xml").read_bytes(), URL)
    terms = next(councillor.terms for councillor in found if councillor.ref == "7378")

    assert [(term.first, term.last) for term in terms] == [
        (date(2015, 5, 11), None),
        (date(2015, 5, 11), date(2015, 5, 11)),
    ]


def test_addresses_of_lancashires_documents(captures: Path) -> None:
    """Every paper of a month has a ref of its own; the page of an agenda item, which one paper leads to, has none."""
    month = json.loads((captures / "lancashire_meetings_2026-03.json").read_text(encoding="utf-8"))
    urls = {document["url"] for meeting in month["meetings"] for document in meeting["documents"]}
    refs = {url: moderngov.document_ref(url) for url in urls}

    assert [url for url, ref in refs.items() if ref is None] == [
        "https://council.lancashire.gov.uk/mgAi.aspx?ID=116046#mgDocuments"
    ]
    assert len(set(refs.values())) == len(urls)
    assert {"g16719.0", "g16719.10", "g16719.1", "b45969.9"} <= set(refs.values())


def test_the_made_up_calendar(captures: Path) -> None:
    """Titles that were escaped twice read as they were written."""
    found = moderngov.calendar(
        (captures / "made-up" / "ws_GetMeetings_all.xml").read_bytes(),
        URL,
        date(2026, 6, 1),
        date(2026, 8, 31),
    )

    assert [(committee.ref, committee.title) for committee in found.committees] == [
        ("101", "Cabinet"),
        ("501", "Children's Services Scrutiny Committee"),
    ]
    assert [(line.ref, line.status, line.at) for line in found.meetings] == [
        ("9090", "Confirmed", time(14)),
        ("9101", "Confirmed", time(10, 30)),
        ("9102", "Cancelled", time(10, 30)),
    ]


def test_what_becomes_of_a_meeting(moments: dict[str, Meeting]) -> None:
    """Agenda, replaced report, late paper, restricted appendix, decisions, minutes and their silent amendment all show."""
    published = [
        (moment.agenda_published, moment.decisions_published, moment.minutes_published)
        for moment in moments.values()
    ]

    assert published == [
        (False, False, False),
        (True, False, False),
        (True, False, False),
        (True, True, False),
        (True, True, True),
        (True, True, True),
    ]
    assert len({moment.fingerprint for moment in moments.values()}) == 6


def test_a_report_replaced_under_its_id(moments: dict[str, Meeting]) -> None:
    """A replaced report keeps its ref; title and day of publication say that it is another."""
    before, after = moments["t1"].items[0].documents, moments["t2"].items[0].documents

    assert [doc.ref for doc in before] == ["s60101", "s60110"]
    assert [doc.ref for doc in after] == ["s60101", "s60110", "s60144"]
    assert (before[0].title, before[0].published) == ("Report", "2026-06-03")
    assert (after[0].title, after[0].published) == ("Report (amended)", "2026-06-08")


def test_what_is_restricted(moments: dict[str, Meeting]) -> None:
    """A restricted paper is listed with its reason and without an address; a restricted item keeps its title."""
    paper = moments["t1"].items[0].documents[1]

    assert (paper.ref, paper.restricted, paper.restriction, paper.url) == (
        "s60110",
        True,
        "Paragraph 3",
        None,
    )
    assert [(item.title, item.restricted) for item in moments["t1"].items] == [
        ("Ofsted Focused Visit – Improvement Plan", False),
        ("Residential placements contract", True),
    ]


def test_minutes_amended_without_notice(moments: dict[str, Meeting]) -> None:
    """A figure that changed in published minutes is the one thing that changed."""
    before, after = moments["t4"].items[0].minutes, moments["t5"].items[0].minutes

    assert before is not None
    assert after is not None
    assert "1,842 children" in before
    assert after == before.replace("1,842", "1,824")


def test_whats_new(captures: Path) -> None:
    """Each line of What's New gives its day, what was published, and the meeting where there is one."""
    found = moderngov.events(
        (captures / "made-up" / "mgWhatsNew.html").read_bytes(),
        "https://democracy.northshire.example/mgWhatsNew.aspx?ACT=Find&XXR=0",
    )

    assert [(event.day.day, event.what, event.meeting_ref) for event in found] == [
        (10, "Minutes published", "9080"),
        (9, "Decision published", None),
        (8, "Decision sheet published", "9090"),
        (3, "Agenda published", "9101"),
        (3, "Issue published", None),
        (3, "Publication of plan", None),
        (3, "ePetition", None),
    ]
    assert found[0].title == "Children's Services Scrutiny Committee, 22/04/2026"
    assert found[0].url == "https://democracy.northshire.example/ieListDocuments.aspx?CId=501&MId=9080&Ver=4"


def test_the_feed(captures: Path) -> None:
    """The feed gives the same; a decision that stands once for each of its signatories is one publication."""
    found = moderngov.events(
        (captures / "made-up" / "mgRss_XXR0.xml").read_bytes(),
        "https://democracy.northshire.example/mgRss.aspx?XXR=0",
    )

    assert [(event.day.isoformat(), event.what, event.title, event.meeting_ref) for event in found] == [
        ("2026-06-10", "Minutes published", "Children's Services Scrutiny Committee, 22/04/2026", "9080"),
        ("2026-06-09", "Decision published", "Foster carer allowances 2026/27", None),
        ("2026-06-03", "Agenda published", "Children's Services Scrutiny Committee, 10/06/2026", "9101"),
    ]


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ("fail_asmx_disabled.html", ErrorPage),
        ("fail_mgError_softerror.html", ErrorPage),
        ("fail_incapsula_stub.html", Challenge),
        ("mgRss_bcr1_returns_html.html", NotThePage),
        ("ieListDocuments_full.html", NotThePage),
    ],
)
def test_pages_that_fail_with_status_200(captures: Path, page: str, what: type[PageChanged]) -> None:
    """A page that stands in for another is named for what it is, and read as nothing."""
    body = (captures / "made-up" / page).read_bytes()

    for read in (moderngov.meeting, moderngov.committees, moderngov.councillors):
        with pytest.raises(what) as caught:
            read(body, URL)
        assert type(caught.value) is what
        assert str(caught.value).startswith(URL)


def test_a_feed_that_is_html(captures: Path) -> None:
    """The HTML page that five hosts send in place of a feed is refused."""
    body = (captures / "made-up" / "mgRss_bcr1_returns_html.html").read_bytes()

    with pytest.raises(NotThePage, match="another HTML page"):
        moderngov.events(body, "https://democracy.northshire.example/mgRss.aspx?bcr=1")


SITE = "https://democracy.northshire.example"


def read_page(captures: Path, name: str, meeting: str = "9101") -> Meeting:
    body = (captures / "made-up" / f"ieListDocuments_{name}.html").read_bytes()
    return moderngov.meeting_page(body, moderngov.meeting_page_url(SITE, meeting))


@pytest.mark.parametrize(("moment", "page"), [("t1", "agenda_only"), ("t3", "full"), ("t4", "full")])
def test_both_roads_agree(captures: Path, moments: dict[str, Meeting], moment: str, page: str) -> None:
    """The web service and the page tell the same of a meeting and of the items and papers that both show."""
    told, shown = moments[moment], read_page(captures, page)
    items = {item.ref: item for item in shown.items}

    assert (shown.ref, shown.starts_local, shown.place, shown.committee_title, shown.url) == (
        told.ref,
        told.starts_local,
        told.place,
        told.committee_title,
        told.url,
    )
    for item in told.items:
        twin = items[item.ref]
        assert (twin.number, twin.title, twin.text, twin.restricted, twin.to_follow) == (
            item.number,
            item.title,
            item.text,
            item.restricted,
            item.to_follow,
        )
        assert item.decision in {twin.decision, None}
        papers = {paper.title: paper for paper in twin.documents}
        for paper in item.documents:
            if paper.restricted:
                assert papers[paper.title].restricted
            elif paper.title == "Report":
                assert papers[paper.title].ref == paper.ref


def test_how_far_the_papers_are_on_both_roads(captures: Path, moments: dict[str, Meeting]) -> None:
    """Agenda, decisions and minutes are published on the page when they are in the web service."""
    for moment, page in (("t1", "agenda_only"), ("t4", "full")):
        told, shown = moments[moment], read_page(captures, page)

        assert (shown.agenda_published, shown.decisions_published, shown.minutes_published) == (
            told.agenda_published,
            told.decisions_published,
            told.minutes_published,
        )


def test_what_only_the_page_tells(captures: Path) -> None:
    """Packs and supplements with their sizes, ModernGov's count of revisions, and the issue; addresses broken into lines are whole."""
    found = read_page(captures, "full")
    item = found.items[1]

    assert [(paper.ref, paper.size) for paper in found.documents] == [
        ("g9101.0", "PDF 132 KB"),
        ("g9101.10", "PDF 2 MB"),
        ("g9101.1", "PDF 97 KB"),
        ("b4411.9", "PDF 300 KB"),
    ]
    assert (
        found.documents[2].url == f"{SITE}/documents/g9101/Printed%20minutes%2010th-Jun-2026%2010.30.pdf?T=1"
    )
    assert (item.issue_ref, item.documents[0].revision, item.documents[0].size) == (
        "33001",
        "2",
        "PDF 128 KB",
    )
    assert item.minutes is not None
    assert item.minutes.endswith("2. a progress report be brought to the Committee in October 2026.")


def test_what_is_exempt_on_the_page(captures: Path) -> None:
    """The exempt item has its paragraph, the paper that is not given out its place."""
    found = read_page(captures, "agenda_only")
    exempt, withheld = found.items[2], found.items[1].documents[2]

    assert (exempt.title, exempt.restricted, exempt.restriction) == (
        "Residential placements contract",
        True,
        "Paragraph 3",
    )
    assert (withheld.title, withheld.restricted, withheld.url) == ("Appendix B", True, None)


def test_a_cancelled_meetings_page(captures: Path) -> None:
    """The page's title says so."""
    found = read_page(captures, "cancelled", "9102")

    assert (found.ref, found.status, found.items) == ("9102", "Cancelled", ())
    assert not found.agenda_published


def test_minutes_that_the_page_cuts(captures: Path) -> None:
    """They are marked as cut, and whole on the item's own page."""
    cut = read_page(captures, "truncated")
    item = moderngov.item_page(
        (captures / "made-up" / "mgAi.html").read_bytes(), moderngov.item_page_url(SITE, "77004")
    )

    assert (cut.items[0].is_cut, cut.items[0].minutes) == (True, "The Director told members that")
    assert (item.is_cut, item.minutes) == (
        False,
        "The Director told members that 1,842 children were looked after. Resolved: That the plan be noted.",
    )


def test_lists_on_the_pages(captures: Path) -> None:
    """Committees with their headings, a committee's members, a month, and a committee's meetings."""
    made_up = captures / "made-up"
    committees = moderngov.committee_list(
        (made_up / "mgListCommittees.html").read_bytes(), moderngov.committee_list_url(SITE)
    )
    committee = moderngov.committee_page(
        (made_up / "mgCommitteeDetails.html").read_bytes(), moderngov.committee_page_url(SITE, "501")
    )
    month = moderngov.calendar_month(
        (made_up / "mgCalendarMonthView.html").read_bytes(),
        moderngov.calendar_month_url(SITE, date(2026, 6, 1)),
        date(2026, 6, 1),
    )
    listed = moderngov.meeting_list(
        (made_up / "ieListMeetings.html").read_bytes(), moderngov.meeting_list_url(SITE, "501")
    )

    assert [(each.ref, each.category) for each in committees] == [
        ("501", "Scrutiny"),
        ("502", "Scrutiny"),
        ("101", "Executive"),
        ("640", "Executive"),
    ]
    assert [(seat.member_ref, seat.role) for seat in committee.seats] == [
        ("2001", "Chair"),
        ("2002", "Vice-Chair"),
        ("2003", "Co-opted Member"),
    ]
    assert (committee.officer, committee.email) == ("Eve Finch", "eve.finch@northshire.example")
    assert [(each.ref, each.day.isoformat()) for each in month.meetings] == [
        ("9101", "2026-06-10"),
        ("9102", "2026-07-08"),
    ]
    assert [each.status for each in month.meetings] == ["", "Cancelled"]
    assert [(each.ref, each.status) for each in listed] == [("9103", ""), ("9102", "Cancelled"), ("9101", "")]


def test_a_decision_and_its_issue(captures: Path) -> None:
    """The decision names its meeting, the issue both."""
    decision = moderngov.decision_page(
        (captures / "made-up" / "ieDecisionDetails.html").read_bytes(), moderngov.decision_url(SITE, "8801")
    )
    issue = moderngov.issue(
        (captures / "made-up" / "mgIssueHistoryHome.html").read_bytes(), moderngov.issue_url(SITE, "33001")
    )

    assert (decision.maker, decision.is_key, decision.meeting_ref, decision.effective) == (
        "Cabinet",
        True,
        "9101",
        date(2026, 6, 18),
    )
    assert (issue.is_key, issue.due, issue.maker, issue.first_listed) == (
        True,
        "2026-06-10",
        "Cabinet",
        date(2026, 4, 2),
    )
    assert [(step.meeting_ref, step.item_ref, step.decision_ref) for step in issue.steps] == [
        (None, None, "8801"),
        ("9101", "77004", None),
    ]


def test_kents_search(captures: Path) -> None:
    """Ten hits: six issues and four meetings with the items that speak of it; the next page is the second."""
    url = "https://democracy.kent.gov.uk/ieSearchResults2.aspx?SS=substance%20misuse&DT=3"
    found = moderngov.search_results(
        (captures / "moderngov_search_kent_substance_misuse.html").read_bytes(), url
    )

    assert [hit.kind for hit in found.hits] == [*["Key issue"] * 4, "Issue", "Key issue", *["Meeting"] * 4]
    assert [hit.issue_ref for hit in found.hits[:6]] == ["59835", "43973", "32333", "45261", "30490", "33210"]
    assert [(hit.meeting_ref, hit.item_ref, hit.url.partition("#")[2]) for hit in found.hits[6:]] == [
        ("8594", "54346", "AI54346"),
        ("7738", "44440", "AI44440"),
        ("6251", "43021", "AI43021"),
        ("6291", "41934", "AI41934"),
    ]
    assert found.hits[6].body == "Health Reform and Public Health Cabinet Committee"
    assert found.hits[6].day == date(2020, 9, 9)
    assert found.next_url == (
        "https://democracy.kent.gov.uk/ieSearchResults2.aspx?SS=substance%20misuse&DT=3&CA=false&SB=true&PG=2"
    )


def test_kirkleess_search(captures: Path) -> None:
    """Ten hits, of which six lie in the archive of an older system: they have an address and no ids."""
    url = "https://democracy.kirklees.gov.uk/ieSearchResults2.aspx?SS=drug%20and%20alcohol&DT=3"
    body = (captures / "moderngov_search_kirklees_drug_and_alcohol.html").read_bytes()
    found = moderngov.search_results(body, url)
    legacy = [hit for hit in found.hits if "ceListDocuments.aspx" in hit.url]

    assert len(found.hits) == 10
    assert [(hit.place, hit.meeting_ref, hit.day) for hit in legacy] == [
        (4, None, date(2011, 2, 8)),
        (5, None, date(2008, 5, 20)),
        (6, None, date(2013, 10, 14)),
        (8, None, date(2011, 1, 11)),
        (9, None, date(2011, 2, 8)),
        (10, None, date(2011, 2, 8)),
    ]
    assert [paper.ref for paper in found.hits[6].documents] == ["s49857"]
    assert all(hit.documents for hit in legacy)


def test_a_search_that_finds_nothing(captures: Path) -> None:
    """The site's own word for it is an answer; the empty form is not."""
    url = "https://democracy.kent.gov.uk/ieSearchResults2.aspx?SS=zzqxwvnothinghere&DT=3"
    found = moderngov.search_results((captures / "moderngov_search_no_results.html").read_bytes(), url)

    assert (found.hits, found.next_url) == ((), None)
    with pytest.raises(PageChanged, match="no search results"):
        moderngov.search_results((captures / "moderngov_doc_search_form.html").read_bytes(), url)
