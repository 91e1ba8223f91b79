"""The two sites of councils' own making show what happens, each in its own way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from sample.server import Server
from tests.sample.asking import get
from tests.sample.little import AGENDA, page, said, served

BEFORE = "2027-01-12T09:00:00+00:00"
AFTER = "2027-02-08T09:00:00+00:00"
AFTERWARDS = """
[[events]]
what = "cancel"
at = 2027-01-13T09:00:00Z
meeting = 811
note = "There is no business."
[[events]]
what = "decisions"
at = 2027-01-21T12:00:00Z
meeting = 801
said = { 2 = "That it be noted." }
[[events]]
what = "minutes"
at = 2027-01-29T09:00:00Z
meeting = 801
closed = "7.10 pm"
said = { 2 = "Homes are few." }
[[events]]
what = "approve"
at = 2027-03-10T18:30:00Z
meeting = 801
"""


@pytest.fixture
def jadu(tmp_path: Path) -> Iterator[Server]:
    """Littlemere on Jadu."""
    with served(tmp_path, AGENDA + AFTERWARDS, AFTER, system="jadu") as server:
        yield server


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Server]:
    """Littlemere on a plain content management system."""
    with served(tmp_path, AGENDA + AFTERWARDS, AFTER, system="plain") as server:
        yield server


def _rows(table: HtmlElement) -> list[list[str]]:
    return [said(row, "td") for row in table.xpath("//tbody/tr")]


def test_jadu_lists_what_is_to_come_and_what_is_past(jadu: Server) -> None:
    """From today on, the next first; the past ones the other way round. A committee's alone can be asked for."""
    jadu.clock = jadu.clock.replace(month=1, day=14)
    coming, past = page(jadu, "/meetings"), page(jadu, "/meetings?when=past")
    one = page(jadu, "/meetings?committee=32")
    jadu.clock = jadu.clock.replace(month=4)
    gone = page(jadu, "/meetings?when=past")

    assert said(coming, "//p[@class='list__date']") == [
        "Wednesday 20 January 2027, 6.00pm",
        "Wednesday 3 February 2027, 10.30am",
        "Wednesday 10 March 2027, 6.00pm",
    ]
    assert said(past, "//p[@class='list__none']") == ["There are no meetings to show."]
    assert said(one, "//li[@class='list__item']") == ["Cabinet Wednesday 3 February 2027, 10.30am Cancelled"]
    assert (
        said(gone, "//a[@class='list__link']/@href")[0] == "/meetings/meeting/802/people_scrutiny_committee"
    )


def test_jadu_shows_ten_meetings_to_a_page(tmp_path: Path) -> None:
    """With a link to the next page while there is one; behind the last page there is a page without meetings."""
    dates = ", ".join(f"{900 + n} = 2027-05-{n + 1:02}T18:00:00" for n in range(12))
    events = f'[[events]]\nwhat = "calendar"\nat = 2027-04-05T09:00:00Z\ncalendar = {{ committee = 31, place = "-", dates = {{ {dates} }} }}\n'
    with served(tmp_path, events, "2027-04-06T09:00:00+01:00", system="jadu") as server:
        first = page(server, "/meetings?committee=31")
        second = page(server, said(first, "//a[@rel='next']/@href")[0])
        third = page(server, "/meetings?page=3")

    assert len(first.xpath("//li[@class='list__item']")) == 10
    assert len(second.xpath("//li[@class='list__item']")) == 2
    assert said(second, "//a[@rel='prev']/@href") == ["/meetings?committee=31&page=1"]
    assert second.xpath("//a[@rel='next']") == []
    assert said(third, "//p[@class='list__none']") == ["There are no meetings to show."]


def test_jadu_groups_the_papers_of_a_meeting(jadu: Server) -> None:
    """Agenda, reports, decisions and minutes, each with its size and the site's own id; a private one has no link."""
    meeting = page(jadu, "/meetings/meeting/801/whatever")
    links = said(meeting, "//ul[contains(@class, 'list--attachments')]//a/@href")

    assert said(meeting, "//dd") == [
        "Wednesday 20 January 2027",
        "6.00pm",
        "Long Room, Pool House",
        "Confirmed",
    ]
    assert said(meeting, "//h2") == ["Agenda", "Reports", "Decisions", "Minutes"]
    assert said(meeting, "//li[@data-id]/a") == [
        "Agenda 20 January 2027",
        "Homes for children",
        "Decisions 20 January 2027",
        "Draft minutes 20 January 2027",
    ]
    assert said(meeting, "//li[@data-id='7002']") == ["Appendix B: costs Not for publication: Paragraph 3"]
    assert links[1] == "/download/meetings/id/7001/homes_for_children"
    assert all(get(jadu.url, link).body.startswith(b"%PDF-") for link in links)


def test_jadu_committees_lead_to_their_meetings(jadu: Server) -> None:
    """By name."""
    assert said(page(jadu, "/meetings/committees"), "//main//a/@href") == [
        "/meetings?committee=32",
        "/meetings?committee=31",
    ]


def test_the_plain_site_has_a_table_a_council_year(plain: Server) -> None:
    """From May to April; a cancelled meeting says so. A year without meetings has a row that says so."""
    now, empty = page(plain, "/your-council/meetings"), page(plain, "/your-council/meetings/2030-31")

    assert said(now, "//caption") == ["Meetings 2026-27"]
    assert _rows(now) == [
        ["20/01/2027", "18:00", "People Scrutiny Committee", "Long Room, Pool House"],
        ["03/02/2027", "10:30", "Cabinet (CANCELLED)", "Round Room, Pool House"],
        ["10/03/2027", "18:00", "People Scrutiny Committee", "Long Room, Pool House"],
    ]
    assert said(now, "//tr[@class='cancelled']//a/@href") == ["/your-council/meetings/811"]
    assert said(empty, "//tr[@class='none']") == ["No meetings have been arranged."]


def test_the_plain_site_says_when_each_paper_was_published(plain: Server) -> None:
    """A table of papers with their items; a private one has no link. Minutes are a draft until they are approved."""
    meeting = page(plain, "/your-council/meetings/801")
    links = said(meeting, "//tbody//a/@href")
    plain.clock = plain.clock.replace(month=3, day=11)
    approved = page(plain, "/your-council/meetings/801")

    assert said(meeting, "//h1") == ["People Scrutiny Committee - 20 January 2027"]
    assert [(row[0], row[2]) for row in _rows(meeting)] == [
        ("", "11 January 2027"),
        ("2", "11 January 2027"),
        ("2", "11 January 2027"),
        ("", "21 January 2027"),
        ("", "29 January 2027"),
    ]
    assert _rows(meeting)[2][1] == "Appendix B: costs (exempt, Paragraph 3)"
    assert links[1] == "/media/7001/homes-for-children.pdf"
    assert all(get(plain.url, link).body.startswith(b"%PDF-") for link in links)
    assert said(meeting, "//tbody//a")[-1] == "Draft minutes 20 January 2027"
    assert said(approved, "//tbody//a")[-1] == "Minutes 20 January 2027"
    assert said(approved, "//tbody//a/@href")[-1].split("/")[2] == links[-1].split("/")[2]


def test_before_its_agenda_a_meeting_has_no_papers(plain: Server) -> None:
    """No table at all; a cancelled one gives its reason."""
    cancelled = page(plain, "/your-council/meetings/811")

    assert cancelled.xpath("//table") == []
    assert said(cancelled, "//div[@id='main']/p")[2:4] == ["Status: Cancelled", "There is no business."]


@pytest.mark.parametrize(
    ("system", "paths"),
    [
        (
            "jadu",
            [
                "/meetings/meeting/999/x",
                "/download/meetings/id/7002/appendix",
                "/meetings?page=x",
                "/nothing",
            ],
        ),
        ("plain", ["/your-council/meetings/999", "/media/7002/appendix-b-costs.pdf", "/nothing"]),
    ],
)
def test_what_is_not_there_is_not_found(tmp_path: Path, system: str, paths: list[str]) -> None:
    """Unknown meetings, private papers and strange pages: 404."""
    with served(tmp_path, AGENDA, BEFORE, system=system) as server:
        assert [get(server.url, path).status for path in paths] == [404] * len(paths)


@pytest.mark.parametrize("system", ["jadu", "plain"])
def test_files_know_when_they_changed(tmp_path: Path, system: str) -> None:
    """These sites send validators: a file that has not changed is not sent again."""
    path = {"jadu": "/download/meetings/id/7001/x", "plain": "/media/7001/x.pdf"}[system]
    with served(tmp_path, AGENDA, BEFORE, system=system) as server:
        first = get(server.url, path)
        again = get(server.url, path, {"If-None-Match": first.headers["ETag"]})

    assert (first.status, again.status) == (200, 304)
