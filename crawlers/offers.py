"""What a site may offer, and the page by which each offer is known: a source in, questions out. No network here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from crawlers.pages import bespoke, cmis, moderngov
from crawlers.pages.errors import PageChanged
from domain.mention import JsonValue
from domain.probe import Road
from domain.source import Source


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What a page was found to be: in words, and as data."""

    words: str
    found: dict[str, JsonValue]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """The road that a site was found to open, and why; `found` is what its pages told."""

    road: Road
    reason: str
    found: dict[str, JsonValue]


@dataclass(frozen=True, kw_only=True)
class Question:
    """A page to ask for (`what` it is), the road that it opens, and what makes an offer of its bytes and address.

    `read` raises a `PageChanged` where it is another page.
    """

    road: Road
    what: str
    url: str
    read: Callable[[bytes, str], Offer]


def questions(source: Source, *, today: date) -> tuple[Question, ...]:
    """What to ask of a source's site, the best offer first; nothing is asked of a source with a gap."""
    match source.system:
        case "moderngov":
            return _moderngov(source)
        case "cmis":
            return _cmis(source)
        case "bespoke":
            return _bespoke(source, today)
    return ()


def _moderngov(source: Source) -> tuple[Question, ...]:
    return (
        Question(
            road=Road.WS,
            what="web service",
            url=moderngov.committees_url(source.url),
            read=_service,
        ),
        Question(
            road=Road.HTML,
            what="list of committees",
            url=moderngov.committee_list_url(source.url),
            read=_committee_list,
        ),
    )


def _service(body: bytes, url: str) -> Offer:
    committees = moderngov.committees(body, url)
    if not committees:
        raise PageChanged(f"{url}: the web service lists no committee")
    return Offer(
        words=f"its web service lists {len(committees)} committees", found={"committees": len(committees)}
    )


def _committee_list(body: bytes, url: str) -> Offer:
    committees = moderngov.committee_list(body, url)
    return Offer(words=f"its pages list {len(committees)} committees", found={"committees": len(committees)})


def _cmis(source: Source) -> tuple[Question, ...]:
    place = cmis.place(source.pages)

    def read(body: bytes, url: str) -> Offer:
        learnt = cmis.place_in(body, url)
        module = learnt.module if learnt else cmis.module_in(body, url)
        known = learnt or (place if place.module == module else None)
        found: dict[str, JsonValue] = known.model_dump() if known else {"page": place.page, "module": module}
        return Offer(words=f"its calendar is module {module}", found=found)

    url = cmis.start_url(source.url, place)
    return (Question(road=Road.CMIS, what="page of the calendar", url=url, read=read),)


def _bespoke(source: Source, today: date) -> tuple[Question, ...]:
    pages = bespoke.layout(source.pages)
    name, first = next(iter(pages.lists.items()))

    def read(body: bytes, url: str) -> Offer:
        meetings = bespoke.calendar(body, url, pages.listing, first, today=today).meetings
        return Offer(words=f"its list {name} has {len(meetings)} meetings", found={"meetings": len(meetings)})

    url = bespoke.list_url(source.url, first, 1)
    return (Question(road=Road.BESPOKE, what=f"list {name}", url=url, read=read),)
