"""Everything that a site of the world links to is there: no page, file or feed leads to an error."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import html as lxml_html

from sample import papers
from sample.exchange import Question, Reply
from sample.server import SYSTEMS
from sample.site import Site
from sample.world import History, World

# Where a visitor begins who does not come by the front page alone.
DOORS = {
    "moderngov": ("/", "/ieSearchResults2.aspx?SS=children", "/mgWhatsNew.aspx?DR=01/01/2026-31/12/2027"),
    "cmis": ("/", "/Search.aspx", "/Meetings.aspx?ctl=MeetingCalendarListView&mid=612"),
    "jadu": ("/", "/meetings?when=past"),
    "plain": ("/",),
}
# The number of a meeting in the address of its page
MEETING = {
    "moderngov": re.compile(r"/ieListDocuments\.aspx\?.*\bMId=(\d+)", re.IGNORECASE),
    "cmis": re.compile(r"/Meeting/(\d+)/"),
    "jadu": re.compile(r"/meetings/meeting/(\d+)/"),
    "plain": re.compile(r"/your-council/meetings/(\d+)$"),
}
# Links of the real pages that lead to what is not served here.
UNSERVED = ("mailto:", "mglocationdetails", "viewcmis_", "meetingvenuedetails", "site_map", "javascript:")
# The register and the calendar link on to earlier and later ones for ever.
ENDLESS = ("mgdelegateddecisions", "mgcalendarmonthview")


def _doors(site: Site) -> Iterator[str]:
    yield from DOORS[site.system]
    if site.system == "cmis":  # nothing leads from month to month
        for month in sorted({f"{meeting.starts:%Y-%m}-01" for meeting in site.meetings}):
            yield f"/Meetings/tabid/83/ctl/MeetingCalendarPublicNoJava/mid/612/Date/{month}/Default.aspx"


def _ask(site: Site, address: str, at: datetime) -> Reply:
    parts = urlsplit(address)
    question = Question(
        path=unquote(parts.path).removeprefix(site.folder),
        query={name.lower(): value for name, value in parse_qsl(parts.query, keep_blank_values=True)},
        base=f"http://site.example{site.folder}",
        at=at,
    )
    return SYSTEMS[site.system](site, question)


def _walk(site: Site, at: datetime) -> Iterator[tuple[str, Reply]]:
    """Every address that can be reached from the doors, with its reply."""
    home = f"http://site.example{site.folder}"
    queue = deque(f"{home}{door}" for door in _doors(site))
    seen = set(queue)
    while queue:
        address = queue.popleft()
        reply = _ask(site, address, at)
        yield address, reply
        if not reply.media_type.startswith("text/html") or any(each in address.lower() for each in ENDLESS):
            continue
        for link in lxml_html.fromstring(reply.body).xpath("//a/@href"):
            found = urldefrag(urljoin(address, "".join(str(link).split("\r\n")))).url
            if (
                found not in seen
                and found.startswith(home)
                and not any(each in found.lower() for each in UNSERVED)
            ):
                seen.add(found)
                queue.append(found)


def _reached(site: Site, addresses: Iterable[str]) -> set[int]:
    """The meetings whose pages were reached."""
    found = (MEETING[site.system].search(address) for address in addresses)
    return {int(each[1]) for each in found if each}


def _living(site: Site) -> set[int]:
    """The meetings of committees that still meet: others are no longer listed."""
    return {meeting.id for meeting in site.meetings if not site.committee(meeting.committee).expired}


def _is_sound(reply: Reply) -> bool:
    if reply.media_type.startswith("text/html"):
        return reply.status == 200 and b"An error has occurred" not in reply.body
    return reply.body.startswith((b"%PDF-", b"PK", b"<?xml"))


def _last(history: History) -> datetime:
    return max(instant for instant in history.instants).astimezone(UTC)


@pytest.mark.parametrize("slug", ["northshire", "wolden", "estmere", "east-wolden", "west-wolden"])
def test_no_link_leads_astray(world: World, slug: str) -> None:
    """From the front page to the last file, on the day after all has happened and in the middle of the year."""
    history = world.histories[slug]
    for at in (_last(history) + timedelta(days=1), history.instants[len(history.instants) // 2]):
        site = history.at(at)
        replies = dict(_walk(site, at))

        assert [address for address, reply in replies.items() if not _is_sound(reply)] == []
        assert _reached(site, replies) >= _living(site)


@pytest.mark.parametrize("slug", ["estmere", "east-wolden", "west-wolden"])
def test_the_same_day_twice_is_the_same_to_the_byte(slug: str) -> None:
    """Two worlds played from the same script answer alike, addresses that change with the week included."""
    walks = []
    for _ in range(2):
        papers.pdf.cache_clear()
        papers.word.cache_clear()
        history = World.load().histories[slug]
        at = _last(history)
        walks.append([(address, reply.body) for address, reply in _walk(history.at(at), at)])

    assert walks[0] == walks[1]
