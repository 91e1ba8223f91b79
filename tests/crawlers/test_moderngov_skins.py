"""ModernGov's pages in the skins of councils that keep its headings elsewhere; every word is our own."""

from collections.abc import Callable

import pytest

from crawlers.pages import moderngov
from crawlers.pages.errors import PageChanged
from tests.crawlers import westmere
from tests.crawlers.test_moderngov_html import MEETING_URL, READ
from tests.crawlers.westmere import BASE

Skin = Callable[[str, str], str]
_OWN = '<div id="modgov"><h1>'


def _reskinned(body: bytes, skin: Skin) -> bytes:
    """A page whose heading a skin puts elsewhere."""
    before, _, rest = body.decode().partition(_OWN)
    heading, _, content = rest.partition("</h1>")
    return (before + skin(heading, content)).encode()


SKINS: dict[str, Skin] = {
    "above ModernGov's own part": lambda said, rest: f'<h1>{said}</h1><div id="modgov">{rest}',
    "as a lower heading with a mark": lambda said, rest: (
        f'<div id="modgov"><div class="mgHeader"><h2 class="mgMainTitleTxt">{said}</h2></div>{rest}'
    ),
    "in the page's title alone": lambda _, rest: f'<div id="modgov">{rest}',
}


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("skin", SKINS.values(), ids=SKINS)
def test_a_heading_that_stands_elsewhere(name: str, skin: Skin) -> None:
    """Where a council's skin prints the heading says nothing of the page: it is read all the same."""
    body: bytes = getattr(westmere, name)

    assert READ[name](_reskinned(body, skin)) == READ[name](body)


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("skin", SKINS.values(), ids=SKINS)
def test_another_page_in_such_a_skin(name: str, skin: Skin) -> None:
    """An agenda item is no meeting, and a meeting no item, wherever their headings stand."""
    other = "ITEM" if name == "MEETING" else "MEETING"
    if name == other:
        return

    with pytest.raises(PageChanged):
        READ[name](_reskinned(getattr(westmere, other), skin))


def test_the_sites_own_words_before_the_heading() -> None:
    """ "Agendas, Meetings and Minutes" is what a site calls itself: of this meeting there is an agenda only."""
    body = westmere.page(
        '<h2 class="mgSubTitleTxt">Panel - Tuesday, 3 November 2026</h2>',
        heading="Agendas, Meetings and Minutes - Agenda",
    )
    found = moderngov.meeting_page(body, MEETING_URL)

    assert (found.agenda_published, found.decisions_published, found.minutes_published) == (
        True,
        False,
        False,
    )


def test_headings_in_the_words_of_clerks() -> None:
    """A heading that was pasted from Word into the minutes does not rename the page."""
    body = westmere.page(
        """<div class="mgContent"><h2 class="mgSubTitleTxt">Panel - Tuesday, 3 November 2026</h2>
<div class="mgWordPara"><h1>Attendance</h1><p>Nobody came.</p></div></div>""",
        heading="Agenda and minutes",
    )

    assert moderngov.meeting_page(body, MEETING_URL).minutes_published


def test_a_page_of_old_without_a_part_of_moderngovs_own() -> None:
    """Pages that have its content only are read with the links and the heading beside it."""
    old = westmere.MEETING.replace(b' id="modgov"', b' class="centre"')

    assert moderngov.meeting_page(old, MEETING_URL) == moderngov.meeting_page(westmere.MEETING, MEETING_URL)


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Youth Panel<br />Wednesday, 10th June, 2026 10.30 am", "Youth Panel"),
        ("Special Meeting, Youth Panel - Wednesday, 10th June, 2026 10.30 am", "Youth Panel"),
        ("Virtual Meeting, Youth Panel - Wednesday, 10th June, 2026 10.30 am", "Youth Panel"),
        ("MOVED TO 17 JUNE, Youth Panel - Wednesday 10 June 2026 10.30 am", "Youth Panel"),
        ("ABANDONED, Youth Panel - Wednesday 10 June 2026 10.30 am", "Youth Panel"),
        (
            "Children, Families and Skills Panel - Wednesday 10 June 2026",
            "Children, Families and Skills Panel",
        ),
        ("Friday Club Panel, Joint - Wednesday 10 June 2026", "Friday Club Panel, Joint"),
    ],
)
def test_the_body_that_meets(subject: str, body: str) -> None:
    """The body is what stands before the day, without what is said of this one meeting."""
    shown = westmere.page(f'<h2 class="mgSubTitleTxt">{subject}</h2>', heading="Meeting details")

    assert moderngov.meeting_page(shown, MEETING_URL).committee_title == body


def test_a_member_of_an_electoral_division() -> None:
    """The place that a member stands for, whatever the council calls it."""
    body = westmere.MEMBER.replace(b"Division:", b"Electoral Division:").replace(
        b"Ward:", b"Electoral Division:"
    )
    url = moderngov.member_page_url(BASE, "401")

    assert moderngov.member_page(body, url) == moderngov.member_page(westmere.MEMBER, url)


def test_a_decision_that_comes_into_force() -> None:
    """When a decision takes effect is read under the other name for it too."""
    body = westmere.DECISION.replace(b"Effective from", b"Date comes into force if not called in")
    url = moderngov.decision_url(BASE, "31")

    assert moderngov.decision_page(body, url) == moderngov.decision_page(westmere.DECISION, url)


def _items(rows: str) -> bytes:
    """A meeting's page with these rows of its table of items."""
    return westmere.page(
        f"""<div class="mgContent"><h2 class="mgSubTitleTxt">Panel - Tuesday, 3 November 2026</h2>
<table class="mgItemTable">{rows}</table></div>""",
        heading="Agenda",
    )


@pytest.mark.parametrize(
    "row",
    [
        '<tr><td class="mgItemNumberCell">1.</td><td><a  name="AI801" ></a><p class="mgAiTitleTxt">Apologies</p></td></tr>',
        '<tr><td class="mgItemNumberCell">1.</td><td><p id="AI801" class="mgAiTitleTxt">Apologies</p></td></tr>',
        '<tr id="AI801"><td class="mgItemNumberCell">1.</td><td><p class="mgAiTitleTxt">Apologies</p></td></tr>',
    ],
)
def test_where_an_items_anchor_is(row: str) -> None:
    """An item is known by its anchor, on whichever element of its row it stands."""
    (item,) = moderngov.meeting_page(_items(row), MEETING_URL).items

    assert (item.ref, item.number, item.title) == ("801", "1", "Apologies")


def test_a_paper_without_a_file_name() -> None:
    """A report whose address gives its id only is called as its link says, else as its item."""
    row = """<tr><td class="mgItemNumberCell"><a name="AI{0}"></a>{0}.</td><td><p class="mgAiTitleTxt">
<a class="mgAiTitleLnk" href="mgConvert2PDF.aspx?ID=44{0}"{1}>School places <span class="mgFileSize">PDF 1 MB</span></a></p></td></tr>"""
    body = _items(row.format(5, ' title="Link&#32;to&#32;document&#32;Places: report"') + row.format(6, ""))
    papers = [item.documents[0] for item in moderngov.meeting_page(body, MEETING_URL).items]

    assert [(paper.ref, paper.title) for paper in papers] == [
        ("s445", "Places: report"),
        ("s446", "School places"),
    ]


def test_papers_that_are_restricted_enclosures() -> None:
    """A paper that is not given out has its place in the list, whatever words say so, and its twins theirs."""
    body = _items(
        """<tr><td class="mgItemNumberCell"><a name="AI5"></a>5.</td><td><p class="mgAiTitleTxt">Contract</p><ul class="mgBulletList">
<li>Bids <a href="mgReasonsRestricted.aspx?OID=7&amp;OT=A" title="View the reasons">View the reasons why document 5./2 is restricted</a></li>
<li>Restricted enclosure</li><li>Restricted enclosure</li></ul></td></tr>"""
    )
    (item,) = moderngov.meeting_page(body, MEETING_URL).items

    assert [(paper.title, paper.restricted, paper.url) for paper in item.documents] == [
        ("Bids", True, None),
        ("Restricted enclosure", True, None),
        ("Restricted enclosure", True, None),
    ]
    assert len({paper.ref for paper in item.documents}) == 3


@pytest.mark.parametrize(
    ("title", "field"),
    [("Resolution:", "decision"), ("Minute extract:", "minutes"), ("Draft Minutes:", "minutes")],
)
def test_titles_of_what_was_said(title: str, field: str) -> None:
    """What a council calls its decisions and minutes is theirs to choose."""
    body = _items(
        f"""<tr><td class="mgItemNumberCell"><a name="AI5"></a>5.</td><td><p class="mgAiTitleTxt">Motion</p>
<p class="mgSubItemTitleTxt">{title}</p><div class="mgWordPara"><p>Agreed.</p></div></td></tr>"""
    )
    (item,) = moderngov.meeting_page(body, MEETING_URL).items

    assert getattr(item, field) == "Agreed."


@pytest.mark.parametrize("visit", ["(S(b3kd0aqz1i2xw))", "(X(1)S(b3kd0aqz1i2xw))"])
def test_the_number_of_a_visit(visit: str) -> None:
    """A site that numbers visitors in its addresses is the same site at each visit: nothing has another address."""
    url = MEETING_URL.replace("/ieList", f"/{visit}/ieList")

    assert moderngov.meeting_page(westmere.MEETING, url) == moderngov.meeting_page(
        westmere.MEETING, MEETING_URL
    )


def test_a_list_of_meetings_that_names_its_body_in_the_heading() -> None:
    """Where nothing else says whose meetings they are, the heading does; one that does not either is refused."""
    row = '<div class="mgContent"><ul><li><a href="ieListDocuments.aspx?CId=21&amp;MId=77">3 Nov 2026 10.30 am</a></li></ul></div>'
    url = moderngov.meeting_list_url(BASE, "21")
    (found,) = moderngov.meeting_list(westmere.page(row, heading="Browse meetings - Cabinet"), url)

    assert (found.ref, found.committee_title) == ("77", "Cabinet")
    with pytest.raises(PageChanged):
        moderngov.meeting_list(westmere.page(row, heading="Browse meetings"), url)


def test_a_publication_without_a_title() -> None:
    """What was published is told even where nothing follows it: a list of nothing else is no broken page."""
    row = '<ul class="mgBulletList"><li>10/06/2026 - <a href="ecSD.aspx?ID=4">Library document published</a></li></ul>'
    body = westmere.page(f'<div class="mgContent">{row}</div>', heading="What's new")
    (found,) = moderngov.events(body, f"{BASE}/mgWhatsNew.aspx")

    assert (found.what, found.title) == ("Library document published", "Library document published")


def test_members_of_electoral_divisions() -> None:
    """The place of each member of a table, whatever its column is called."""
    table = """<table><thead><tr><th>Councillor</th><th>Political party</th><th>Electoral Division</th></tr></thead><tbody>
<tr><td><a href="mgUserInfo.aspx?UID=12">Councillor Ann Oak</a></td><td>Green</td><td>Hill</td></tr></tbody></table>"""
    (found,) = moderngov.members(
        westmere.page(table, heading="Your Councillors"), f"{BASE}/mgMemberIndex.aspx"
    )

    assert (found.name, found.party, found.ward) == ("Councillor Ann Oak", "Green", "Hill")
