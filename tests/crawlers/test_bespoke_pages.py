"""Sites of councils' own making, read as a source file describes them."""

import tomllib
from contextlib import suppress
from copy import deepcopy
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.pages import bespoke
from crawlers.pages.described import PagesWrong
from crawlers.pages.errors import ErrorPage, PageChanged
from domain.document import DocumentKind
from domain.errors import MinutewatchError

BASE = "https://www.eastmere.example"
MEETING = f"{BASE}/meetings/meeting/8812/people_scrutiny_committee"
TODAY = date(2027, 5, 3)
TABLE: dict[str, Any] = tomllib.loads(
    r"""
[lists]
archive = "meetings/archive"
[lists.upcoming]
path = "meetings?page={page}"
pages = 3
to_come = true
[listing]
row = "ul.list > li"
ref = '/meetings/meeting/(\d+)'
date = "p.date"
committee = "a"
status = "span.label"
none = "p.none"
next = "a[rel=next]"
[meeting]
within = "article"
committee = "h1"
date = 'dt:contains("Date") + dd'
time = 'dt:contains("Time") + dd'
place = 'dt:contains("Venue") + dd'
status = 'dt:contains("Status") + dd'
[meeting.papers]
row = "ul.papers > li"
ref = '/download/(\d+)/'
size = "span.size"
published = "time @datetime"
restricted = "em"
[meeting.items]
row = "ol.agenda > li"
id = "@id"
number = "b"
title = "h3"
text = "div.text"
decision = "div.decision"
minutes = "div.minutes"
restricted = "i.exempt"
[meeting.items.papers]
row = "p.paper"
ref = '/download/(\d+)/'
"""
)
LAYOUT = bespoke.layout(TABLE)


def listing(*rows: tuple[str, str], extra: str = "") -> bytes:
    """A list of meetings: number and day of each."""
    items = "".join(
        f'<li><a href="/meetings/meeting/{number}/x">Corporate Parenting Board</a><p class="date">{day}</p></li>'
        for number, day in rows
    )
    return f'<html><body><ul class="list">{items}</ul>{extra}</body></html>'.encode()


def meeting(
    inside: str = "", *, day: str = "Wednesday 12 May 2027", heading: str = "People Scrutiny Committee"
) -> bytes:
    """The page of a meeting."""
    details = {"Date": day, "Time": "6.00pm", "Venue": "Mill Hall", "Status": "Confirmed"}
    pairs = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in details.items())
    return f"<html><body><article><h1>{heading}</h1><dl>{pairs}</dl>{inside}</article></body></html>".encode()


def paper(number: int, title: str) -> str:
    return (
        f'<ul class="papers"><li><a href="/download/{number}/x">{title}</a> <span class="size">PDF, 24 KB</span>'
        ' <time datetime="2027-05-04T09:00">yesterday</time></li></ul>'
    )


def calendar(body: bytes, key: str = "calendar:upcoming") -> Any:
    asked = LAYOUT.asked(key)
    assert asked is not None

    return bespoke.calendar(body, BASE, LAYOUT.listing, *asked, today=TODAY)


def changed(path: str, value: object) -> dict[str, Any]:
    """The table with one of its keys set, or taken out."""
    table = deepcopy(TABLE)
    *above, last = path.split(".")
    inside = table
    for key in above:
        inside = inside[key]
    inside.pop(last, None) if value is None else inside.update({last: value})
    return table


def test_a_list_of_meetings() -> None:
    """Each row gives its meeting's id, address, day, hour, body and status."""
    body = listing(("8812", "Wednesday 12 May 2027, 6.00pm"), ("8813", "19/05/2027")).replace(
        b"19/05/2027</p>", b'19/05/2027</p><span class="label">Cancelled</span>'
    )
    found = calendar(body)

    assert [(line.ref, line.day, line.at, line.status) for line in found.meetings] == [
        ("8812", date(2027, 5, 12), time(18), ""),
        ("8813", date(2027, 5, 19), None, "Cancelled"),
    ]
    assert found.meetings[0].url == f"{BASE}/meetings/meeting/8812/x"
    assert found.meetings[0].committee_title == "Corporate Parenting Board"
    assert found.meetings[0].committee_ref == "corporate-parenting-board"


def test_what_is_asked() -> None:
    """Each page of each list is a question of its own."""
    urls = {key: bespoke.list_url(BASE, *asked) for key in LAYOUT.questions if (asked := LAYOUT.asked(key))}

    assert urls == {
        "calendar:archive": f"{BASE}/meetings/archive",
        "calendar:upcoming": f"{BASE}/meetings?page=1",
        "calendar:upcoming:2": f"{BASE}/meetings?page=2",
        "calendar:upcoming:3": f"{BASE}/meetings?page=3",
    }
    assert LAYOUT.asked("calendar:upcoming:4") is None
    assert LAYOUT.asked("calendar:long-gone") is None


def test_the_days_that_pages_speak_for() -> None:
    """A list of all to come speaks from today on; a day that two pages share is spoken for by neither."""
    rows = listing(("1", "10 May 2027"), ("2", "12 May 2027"), ("3", "20 May 2027"))
    goes_on = rows.replace(b"</body>", b'<a rel="next" href="?page=2">Next</a></body>')

    assert [
        (found.first, found.last)
        for found in (
            calendar(goes_on),
            calendar(goes_on, "calendar:upcoming:2"),
            calendar(rows, "calendar:upcoming:3"),
            calendar(rows, "calendar:archive"),
        )
    ] == [
        (TODAY, date(2027, 5, 19)),
        (date(2027, 5, 11), date(2027, 5, 19)),
        (date(2027, 5, 11), date(2028, 5, 3)),
        (date(2027, 5, 10), date(2027, 5, 20)),
    ]


def test_pages_that_speak_for_no_day() -> None:
    """An empty page after the last, and a page of one day between others, say nothing of what is not on them."""
    empty = calendar(b'<html><body><p class="none">Nothing.</p></body></html>', "calendar:upcoming:3")
    between = calendar(
        listing(("1", "10 May 2027"), extra='<a rel="next" href="?page=3">Next</a>'), "calendar:upcoming:2"
    )

    assert empty.first > empty.last
    assert between.first > between.last


def test_more_pages_than_described() -> None:
    """A list that has grown beyond what the source file asks for says so, and nothing is missed in silence."""
    body = listing(("1", "10 May 2027"), extra='<a rel="next" href="?page=4">Next</a>')

    with pytest.raises(PageChanged, match=r"goes on .* after 3 pages"):
        calendar(body, "calendar:upcoming:3")


def test_no_meetings() -> None:
    """A list that says that there is no meeting is empty; one that merely shows none has changed."""
    found = calendar(b'<html><body><p class="none">Nothing.</p></body></html>', "calendar:upcoming:3")

    assert (found.meetings, found.committees) == ((), ())
    with pytest.raises(PageChanged, match=r"no list of meetings \(ul\.list > li\)"):
        calendar(b"<html><body><ul class='meetings'><li>Cabinet</li></ul></body></html>")


def test_a_list_of_one_committee() -> None:
    """A list that is one committee's speaks for no other."""
    table = changed("lists.archive", {"path": "cabinet", "committee": "Cabinet"})
    layout = bespoke.layout(table)
    found = bespoke.calendar(
        listing(("1", "10 May 2027")), BASE, layout.listing, layout.lists["archive"], today=TODAY
    )

    assert (found.only, found.meetings[0].committee_title) == (("cabinet",), "Cabinet")


def test_rows_that_cannot_be_read(caplog: pytest.LogCaptureFixture) -> None:
    """One row without a day is logged and left out; if none can be read the page has changed."""
    found = calendar(listing(("1", "soon"), ("2", "12 May 2027")))

    assert [line.ref for line in found.meetings] == ["2"]
    assert "meeting 1 has no day (p.date)" in caplog.text
    with pytest.raises(PageChanged, match="none of 1 rows"):
        calendar(listing(("1", "soon")))


def test_a_meeting() -> None:
    """A meeting has its day, hour, place, status and papers, each with its id, size and day."""
    found = bespoke.meeting(
        meeting("<h2>Agenda</h2>" + paper(90001, "Front sheet") + "<h2>Reports</h2>" + paper(7, "Homes")),
        MEETING,
        LAYOUT,
    )

    assert (found.ref, found.committee_title, found.committee_ref) == (
        "8812",
        "People Scrutiny Committee",
        "people-scrutiny-committee",
    )
    assert (found.starts_local, found.place, found.status) == ("2027-05-12T18:00", "Mill Hall", "Confirmed")
    assert [(each.ref, each.title, each.kind, each.size, each.published) for each in found.documents] == [
        ("90001", "Front sheet", DocumentKind.REPORT, "PDF, 24 KB", "2027-05-04"),
        ("7", "Homes", DocumentKind.REPORT, "PDF, 24 KB", "2027-05-04"),
    ]
    assert (found.url, found.documents[1].url) == (MEETING, f"{BASE}/download/7/x")


@pytest.mark.parametrize(
    ("inside", "published"),
    [
        ("", (False, False, False)),
        (paper(1, "Agenda 12 May 2027"), (True, False, False)),
        (paper(1, "Agenda") + paper(2, "Minutes of the previous meeting"), (True, False, False)),
        ("<h2>Decisions</h2>" + paper(1, "12 May 2027"), (False, True, False)),
        ("<h2>Minutes</h2>" + paper(1, "Draft minutes 12 May 2027"), (False, False, True)),
        ('<ol class="agenda"><li id="i1"><h3>Homes</h3></li></ol>', (True, False, False)),
        (
            '<ol class="agenda"><li><h3>Homes</h3><div class="decision">A</div><div class="minutes">B</div></li></ol>',
            (True, True, True),
        ),
    ],
)
def test_what_is_published(inside: str, published: tuple[bool, bool, bool]) -> None:
    """Agenda, decisions and minutes are published by a file that is theirs, or by the words under the items."""
    found = bespoke.meeting(meeting(inside), MEETING, LAYOUT)

    assert (found.agenda_published, found.decisions_published, found.minutes_published) == published


def test_items_with_their_papers() -> None:
    """An item has its number, words and papers; a paper of an item is not one of the meeting's too."""
    inside = (
        '<ol class="agenda"><li id="i1"><b>4a.</b><h3>Homes</h3><div class="text"><p>To note.</p><p>To agree.</p></div>'
        '<p class="paper"><a href="/download/12/x">Homes report</a></p></li>'
        '<li><h3>Contract</h3><i class="exempt">Exempt: paragraph 3</i><div class="text">Report to follow</div></li></ol>'
        + paper(1, "Agenda")
    )
    found = bespoke.meeting(meeting(inside), MEETING, LAYOUT)
    first, second = found.items

    assert (first.ref, first.number, first.title, first.text) == (
        "i1",
        "4a",
        "Homes",
        "To note.\n\nTo agree.",
    )
    assert [each.ref for each in first.documents] == ["12"]
    assert [each.ref for each in found.documents] == ["1"]
    assert (second.restricted, second.restriction, second.to_follow) == (True, "paragraph 3", True)
    assert second.ref.startswith("t")


def test_a_paper_that_is_not_public() -> None:
    """A placeholder is restricted, with its reason; its mark is no part of its title."""
    inside = '<ul class="papers"><li>Appendix A <em>Not for publication: Paragraph 3</em></li></ul>'
    found = bespoke.meeting(meeting(inside), MEETING, LAYOUT).documents[0]

    assert (found.title, found.url, found.restricted, found.restriction) == (
        "Appendix A",
        None,
        True,
        "Paragraph 3",
    )


def test_a_placeholder_with_an_id() -> None:
    """Where rows have ids, a paper keeps its ref when it is made public."""
    layout = bespoke.layout(
        changed("meeting.papers", TABLE["meeting"]["papers"] | {"id": "@data-id", "ref": r"(\d+)"})
    )
    private = '<ul class="papers"><li data-id="77">Appendix A <em>Private</em></li></ul>'
    public = '<ul class="papers"><li data-id="77"><a href="/download/99/x">Appendix A</a></li></ul>'
    before, after = (
        bespoke.meeting(meeting(inside), MEETING, layout).documents[0] for inside in (private, public)
    )

    assert (before.ref, before.restricted) == ("77", True)
    assert (after.ref, after.restricted, after.title) == ("77", False, "Appendix A")


@pytest.mark.parametrize(
    ("body", "url", "complaint"),
    [
        (meeting(), f"{BASE}/meetings/latest", "no id of a meeting"),
        (meeting(heading=""), MEETING, r"no committee of the meeting \(h1\)"),
        (meeting(day="in May"), MEETING, "no day of the meeting"),
        (meeting().replace(b"article", b"section"), MEETING, r"no meeting \(article\)"),
        (meeting('<ul class="papers"><li>Homes</li></ul>'), MEETING, "none of 1 rows can be read as a paper"),
    ],
)
def test_a_page_that_changed(body: bytes, url: str, complaint: str) -> None:
    """What has to be on a page and is not is named, with its selector."""
    with pytest.raises(PageChanged, match=complaint):
        bespoke.meeting(body, url, LAYOUT)


def test_what_holds_the_papers() -> None:
    """Where the source file names what holds the papers, a page without it has changed."""
    layout = bespoke.layout(changed("meeting.papers.within", "div.papers"))
    found = bespoke.meeting(meeting('<div class="papers"></div>'), MEETING, layout)

    assert found.documents == ()
    with pytest.raises(PageChanged, match=r"no papers \(div\.papers\)"):
        bespoke.meeting(meeting(), MEETING, layout)


@pytest.mark.parametrize(
    ("printed", "form", "expected"),
    [
        ("12.05.27", "%d.%m.%y", date(2027, 5, 12)),
        ("Wed 12 May 2027 18:00", "%a %d %b %Y %H:%M", date(2027, 5, 12)),
    ],
)
def test_days_of_another_form(printed: str, form: str, expected: date) -> None:
    """A site's own way of writing days can be said."""
    layout = bespoke.layout(changed("meeting.date_form", form))

    assert bespoke.meeting(meeting(day=printed), MEETING, layout).day == expected


def test_a_part_of_what_is_printed() -> None:
    """A pattern says which part of the words counts."""
    layout = bespoke.layout(
        changed(
            "meeting", TABLE["meeting"] | {"committee": {"at": "h1", "pattern": r"(.+) - \d"}, "date": "h1"}
        )
    )
    found = bespoke.meeting(meeting(heading="Audit Committee - 19 May 2027"), MEETING, layout)

    assert (found.committee_title, found.day) == ("Audit Committee", date(2027, 5, 19))


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        ("lists", {}, "pages.lists"),
        ("lists.Upcoming!", "meetings", "pages.lists"),
        ("lists.upcoming.path", "meetings", r"say with \{page\}"),
        ("listing.row", "ul..list", "pages.listing.row = 'ul..list': is no CSS selector"),
        ("listing.ref", r"\d+", r"pages\.listing\.ref = .*: needs one group"),
        ("listing.ref", "(", "is no pattern"),
        ("listing.committee", None, "where a row names its committee"),
        ("listing.rows", "li", "rows is no key that we know"),
        ("meeting.date", None, "pages.meeting needs date"),
        ("meeting.date", "", "names no place"),
        ("meeting.date_form", "%d.%m", "needs day, month and year"),
        ("meeting.papers.ref", 7, "pages.meeting.papers.ref = 7"),
    ],
)
def test_descriptions_that_cannot_be(path: str, value: object, complaint: str) -> None:
    """A table that cannot be used is refused when it is read, and the message names the key."""
    with pytest.raises(PagesWrong, match=complaint):
        bespoke.layout(changed(path, value))


def test_an_error_page() -> None:
    """An error page is named for what it is."""
    with pytest.raises(ErrorPage):
        bespoke.meeting(b"<html><title>Page not found</title></html>", MEETING, LAYOUT)


@given(
    gap=st.sampled_from(["", "\n", "\r\n    ", "<!-- noise -->"]),
    space=st.sampled_from([" ", "  ", "\r\n", "&#32;", "&nbsp;"]),
    slash=st.sampled_from(["/", "&#47;", "&#x2f;", "\r\n/", "/\t"]),
    attributes=st.sampled_from([" ", "   ", "\n"]),
)
def test_noise_changes_nothing(gap: str, space: str, slash: str, attributes: str) -> None:
    """White space, the style of entities, comments and line breaks in addresses do not change what is read."""
    quiet = meeting("<h2>Agenda</h2>" + paper(90001, "Front sheet")).decode()
    noisy = quiet.replace("><", f">{gap}<").replace("Front sheet", f"Front{space}sheet")
    noisy = noisy.replace("/download/", f"/download{slash}").replace('" ', f'"{attributes}')

    assert bespoke.meeting(noisy.encode(), MEETING, LAYOUT) == bespoke.meeting(
        quiet.encode(), MEETING, LAYOUT
    )


PIECES = [
    *meeting(
        "<h2>Agenda</h2>"
        + paper(1, "Agenda")
        + "<ol class=agenda><li><h3>x</h3><p class=paper><a href='//[x/'>y</a></p></li></ol>"
    )
    .decode()
    .split("<"),
    *listing(("1", "10 May 2027"), ("2", "99/99/9999")).decode().split("<"),
]


@given(st.one_of(st.binary(), st.lists(st.sampled_from(PIECES)).map(lambda parts: "<".join(parts).encode())))
def test_any_bytes(body: bytes) -> None:
    """No page makes a parser fail otherwise than with an error of ours."""
    for url in (MEETING, "http://[x/", ""):
        with suppress(MinutewatchError):
            bespoke.meeting(body, url, LAYOUT)
        for name, page in LAYOUT.lists.items():
            with suppress(MinutewatchError):
                bespoke.calendar(body, url, LAYOUT.listing, page, len(name) % 2 + 1, today=TODAY)


def test_the_page_that_says_how() -> None:
    """The example of the documentation can be used as it stands, and every key is on the page."""
    words = (Path(__file__).parents[2] / "docs" / "how-to" / "describe-a-site.md").read_text(encoding="utf-8")
    example = tomllib.loads(words.partition("```toml\n")[2].partition("```")[0])
    models = (
        bespoke.ListPage,
        bespoke.Listing,
        bespoke.MeetingPage,
        bespoke.Papers,
        bespoke.Items,
        bespoke.Where,
    )
    keys = {key for model in models for key in model.model_fields} - {"attribute"}

    assert set(bespoke.layout(example["pages"]).lists) == {"upcoming"}
    assert {key for key in keys if f"`{key}" not in words and f"{key} =" not in words} == set()
