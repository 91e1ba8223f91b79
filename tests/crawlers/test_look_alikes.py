"""The made-up sites that are not ModernGov's: what the parsers read of them is what happened there."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.request import urlopen

import pytest

import sample.sources
from crawlers import sources
from crawlers.pages import bespoke, cmis
from domain.meeting import ListedMeeting, Meeting
from domain.source import Source
from sample import site
from sample.server import Server
from sample.world import World

DECEMBER, NOVEMBER = (
    datetime.fromisoformat(f"{month}-20T12:00:00+00:00") for month in ("2026-12", "2027-11")
)


def get(url: str) -> bytes:
    with urlopen(url, timeout=10) as answer:
        body: bytes = answer.read()
    return body


@pytest.fixture
def server(request: pytest.FixtureRequest, world: World) -> Iterator[Server]:
    """All sites as they stood then."""
    with Server(world, request.param) as served:
        yield served


@pytest.fixture
def shelf(server: Server, tmp_path: Path) -> dict[str, Source]:
    """The sources of the sites, by slug."""
    sample.sources.write_all(tmp_path, server.urls)
    return {slug: sources.read(tmp_path).one(slug) for slug in server.urls}


def as_read(listed: ListedMeeting, found: Meeting) -> tuple[object, ...]:
    """What calendar and page say of a meeting."""
    return (
        found.ref,
        listed.committee_title,
        found.committee_title,
        f"{listed.day}T{listed.at:%H:%M}",
        found.starts_local,
        found.place,
        found.status.startswith("Cancel"),
        found.agenda_published,
        found.decisions_published,
        found.minutes_published,
    )


def as_it_is(council: site.Site, meeting: site.Meeting) -> tuple[object, ...]:
    """What the script says of it."""
    title, starts = council.committee(meeting.committee).title, f"{meeting.starts:%Y-%m-%dT%H:%M}"
    return (
        str(meeting.id),
        title,
        title,
        starts,
        starts,
        meeting.place,
        meeting.status == "Cancelled",
        bool(meeting.agenda),
        bool(meeting.decisions),
        bool(meeting.minutes),
    )


def private(meeting: site.Meeting) -> list[str]:
    """The titles of a meeting's papers that are not public."""
    return [paper.title for item, paper in meeting.attachments() if paper.restricted or item.restricted]


@pytest.mark.parametrize("server", [DECEMBER, NOVEMBER], indirect=True, ids=["december", "november"])
def test_estmere(server: Server, world: World, shelf: dict[str, Source]) -> None:
    """Every meeting of Estmere's calendar, and every paper that is not public, is read as it is."""
    council, base = world.at(server.clock)["estmere"], shelf["estmere"].url
    start = cmis.start_url(base, cmis.place({}))
    module = cmis.module_in(get(start), start)
    listed = cmis.list_url(base, cmis.place({}), module)
    place = cmis.place_in(get(listed), listed)
    assert place is not None
    for meeting in council.meetings:
        month = cmis.calendar_url(base, place, meeting.starts.date())
        line = next(each for each in cmis.calendar(get(month), month).meetings if each.ref == str(meeting.id))
        assert line.url is not None
        found = cmis.meeting(get(line.url), line.url)

        assert as_read(line, found) == as_it_is(council, meeting)
        assert [paper.title for paper in found.documents if paper.restricted] == private(meeting)


@pytest.mark.parametrize("server", [NOVEMBER], indirect=True, ids=["november"])
@pytest.mark.parametrize("slug", ["east-wolden", "west-wolden"])
def test_sites_of_their_own(slug: str, server: Server, world: World, shelf: dict[str, Source]) -> None:
    """Every meeting on the lists of both Woldens, and every paper that is not public, is read as it is."""
    council, layout = world.at(server.clock)[slug], bespoke.layout(shelf[slug].pages)
    listed: dict[str, ListedMeeting] = {}
    for key in layout.questions:
        asked = layout.asked(key)
        assert asked is not None
        url = bespoke.list_url(shelf[slug].url, *asked)
        lines = bespoke.calendar(get(url), url, layout.listing, *asked, today=server.clock.date()).meetings
        listed |= {line.ref: line for line in lines}
    for ref, line in listed.items():
        meeting = council.meeting(int(ref))
        assert line.url is not None
        found = bespoke.meeting(get(line.url), line.url, layout)

        assert as_read(line, found) == as_it_is(council, meeting)
        assert [paper.title for paper in found.documents if paper.restricted] == private(meeting)

    assert len(listed) >= 10
