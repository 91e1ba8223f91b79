"""Pages of the systems that we crawl, recognised when somebody hands one in as a file: bytes in, records and text out."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING

from crawlers.pages import cmis, govuk, moderngov, news, ofsted, statistics
from crawlers.pages.errors import PageChanged
from domain.council import all_councils
from domain.document import DocumentKind
from domain.fact import Fact
from domain.instants import london_date
from domain.meeting import (
    AgendaItem,
    Attendee,
    Calendar,
    Committee,
    ListedDocument,
    ListedEvent,
    ListedMeeting,
    Meeting,
)
from domain.members import Councillor
from domain.mention import JsonValue
from domain.news import ListedStory, NewsFeed, NewsSitemap
from domain.plans import Issue, Plan
from domain.provider import HomeTable, ProviderPage
from domain.publications import ContentGone, ContentItem, Feed, ListedPage
from domain.register import RegisteredDecision
from domain.source import Licence
from domain.text import Text
from linking import tables
from reading import relevance

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = dict[str, JsonValue]

_READER = "page@1"
_MODERNGOV = re.compile(rb"modgov|mgContent", re.IGNORECASE)
# The addresses to which a feed of ModernGov leads: "ieListDocuments.aspx", "mgIssueHistoryHome.aspx".
_MODERNGOV_LINK = re.compile(rb"\b(?:ie|mg)[a-z]{3,40}\.aspx", re.IGNORECASE)
# What only Ofsted's pages have, and the heading of a table's column that only its tables of providers have.
_OFSTED = re.compile(rb"search-result__provider-info|timeline__day|publication-link", re.IGNORECASE)
_PROVISION = re.compile(rb"provision type", re.IGNORECASE)
# A feed of GOV.UK, by the ids of its entries or of itself: "tag:www.gov.uk,2005:/search/..."
_GOVUK_FEED = re.compile(rb"<id>tag:[^:<]{1,100},2005:/")
# The first element of a feed, and of a sitemap, whatever its prefix.
_FEED = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
_SITEMAP = re.compile(rb"<(?:\w{1,20}:)?(?:urlset|sitemapindex)\b")
_START = 4096
_TABLE = re.compile(rb"^(?:\xef\xbb\xbf)?[^\r\n]{0,1000}time_period")
_TITLES, _ODS = 16_384, b"application/vnd.oasis.opendocument.spreadsheet"
# The links of a saved page lead somewhere only from somewhere; of a host that cannot be nothing is shown.
_NOWHERE = "https://page.invalid/"


@dataclass(frozen=True, kw_only=True)
class KnownPage:
    """A page that a parser of ours understands: a meeting, or what a listing lists; and its words where it has some.

    `facts` are those that a table proves.
    """

    kind: DocumentKind
    text: Text
    title: str | None = None
    published: str | None = None
    meeting: Meeting | None = None
    records: tuple[Record, ...] = ()
    facts: tuple[Fact, ...] = ()
    warnings: tuple[str, ...] = ()


def recognised(body: bytes, url: str) -> KnownPage | None:
    """What a parser makes of the file; `None` if it is none of our pages, and is to be read as a document."""
    at = url if "://" in url else f"{_NOWHERE}{url}"
    readers = (
        *_service(body, at),
        *_pages(body, at),
        *_of_cmis(body, at),
        *_of_ofsted(body, at),
        *_of_government(body, at),
        *_of_news(body, at),
    )
    for reader in readers:
        try:
            return _as_written(reader())
        except PageChanged:
            continue
    return None


def _service(body: bytes, url: str) -> tuple[Callable[[], KnownPage], ...]:
    return (
        lambda: _of_meeting(moderngov.meeting(body, url)),
        lambda: _listing(_of_calendar(moderngov.calendar(body, url, date.min, date.max))),
        lambda: _listing(map(_of_committee, moderngov.committees(body, url))),
        lambda: _listing(map(_of_councillor, moderngov.councillors(body, url))),
        *_feed_of_moderngov(body, url),
    )


def _feed_of_moderngov(body: bytes, url: str) -> tuple[Callable[[], KnownPage], ...]:
    if not _MODERNGOV_LINK.search(body):
        return ()
    return (lambda: _listing(map(_of_event, moderngov.events(body, moderngov.feed_url(url)))),)


def _pages(body: bytes, url: str) -> tuple[Callable[[], KnownPage], ...]:
    """ModernGov's pages, those with marks of their own before those that are mere lists of links."""
    if not _MODERNGOV.search(body):
        return ()
    return (
        lambda: _of_meeting(moderngov.meeting_page(body, url)),
        lambda: _of_item(moderngov.item_page(body, url)),
        lambda: _listing(_of_attendance(moderngov.attendance(body, url))),
        lambda: _of_decision(moderngov.decision_page(body, url)),
        lambda: _listing(_of_issue(moderngov.issue(body, url))),
        lambda: _listing(_of_plan(moderngov.plan(body, url))),
        lambda: _listing(_records("search_hit", moderngov.search_results(body, url).hits)),
        lambda: _listing(_of_calendar(moderngov.calendar_month(body, url))),
        lambda: _listing(map(_of_listed_meeting, moderngov.meeting_list(body, url))),
        lambda: _listing(_records("decision", moderngov.register(body, url, date.min, date.max).decisions)),
        lambda: _listing(_records("committee", [moderngov.committee_page(body, url)])),
        lambda: _listing(map(_of_committee, moderngov.committee_list(body, url))),
        lambda: _listing(map(_of_councillor, moderngov.members(body, url))),
        lambda: _listing([_of_councillor(moderngov.member_page(body, url))]),
        lambda: _listing(map(_of_event, moderngov.events(body, url))),
        lambda: _listing(_records("plan", moderngov.plans(body, url))),
    )


def _of_cmis(body: bytes, url: str) -> tuple[Callable[[], KnownPage], ...]:
    return (
        lambda: _of_meeting(cmis.meeting(body, url)),
        lambda: _listing(_of_calendar(cmis.calendar(body, url))),
        lambda: _listing(_records("search_hit", cmis.results(body, url).hits)),
        lambda: _listing(_of_calendar(cmis.list_view(body, url))),
        lambda: _listing(_records("document", cmis.documents(body, url))),
    )


def _of_ofsted(body: bytes, url: str) -> tuple[Callable[[], KnownPage], ...]:
    if _OFSTED.search(body):
        return (
            lambda: _listing(_of_provider(ofsted.provider_page(body, url))),
            lambda: _listing(_records("provider", ofsted.results(body, url).providers)),
        )
    if _PROVISION.search(body[:_TITLES]) or _ODS in body[:200]:
        return (lambda: _of_homes(ofsted.homes(body, url)),)
    return ()


def _of_government(body: bytes, url: str) -> tuple[Callable[[], KnownPage], ...]:
    """What GOV.UK and the statistics service answer: JSON, Atom and tables."""
    if body.lstrip()[:1] == b"{":
        return (
            lambda: _of_content(govuk.content_item(body, url)),
            lambda: _listing(map(_of_listed_page, govuk.search(body, url).pages)),
            lambda: _listing(_records("data_set_version", statistics.versions(body, url).versions)),
            lambda: _listing(_records("publication", statistics.publications(body, url).publications)),
            lambda: _listing(_records("data_set", statistics.data_sets(body, url).data_sets)),
            lambda: _listing(_records("data_set_changes", [statistics.changes(body, url)])),
        )
    if _GOVUK_FEED.search(body):
        return (lambda: _of_feed(govuk.feed(body, url)),)
    if _TABLE.search(body[:_TITLES]):
        return (lambda: _of_table(body, url),)
    return ()


def _of_news(body: bytes, url: str) -> tuple[Callable[[], KnownPage], ...]:
    """What a news title lists; feeds of others that come to the same are read as such before."""
    if _FEED.search(body[:_START]):
        return (lambda: _of_stories(news.feed(body, url)),)
    if _SITEMAP.search(body[:_START]):
        return (lambda: _of_stories(news.sitemap(body, url)),)
    return ()


def _of_stories(listed: NewsFeed | NewsSitemap) -> KnownPage:
    """The stories, each with its relevance by headline and summary, and the sitemaps that an index leads to."""
    scored: list[ListedStory] = []
    for story in listed.stories:
        score, reasons = relevance.score(story.title, story.summary or "")
        scored.append(replace(story, score=score, reasons=reasons))
    further = listed.further if isinstance(listed, NewsSitemap) else ()
    leads: list[Record] = [{"type": "sitemap", "id": None, "url": address} for address in further]
    title = listed.title if isinstance(listed, NewsFeed) else None
    return replace(
        _listing([*_records("story", scored), *leads]), title=title or None, warnings=listed.doubts
    )


def _of_content(item: ContentItem | ContentGone) -> KnownPage:
    if isinstance(item, ContentGone):
        gone: Record = {"type": "page_gone", "id": item.path, "moved_to": item.moved_to, "reason": item.words}
        return _listing([gone])
    attached: list[Record] = [
        {"type": "attachment", "id": each.path, "title": each.title, "url": each.url}
        for each in item.attachments
    ]
    listed: list[Record] = [
        {"type": "page", "id": path, "title": title, "group": group.title}
        for group in item.groups
        for path, title in group.pages
    ]
    return KnownPage(
        kind=item.kind,
        text=Text.of_pages([(None, page) for page in item.pages], reader=_READER),
        title=item.title,
        published=london_date(item.first_published).isoformat() if item.first_published else None,
        records=(*_records("change_note", item.changes), *attached, *listed),
    )


def _of_feed(feed: Feed) -> KnownPage:
    ended: list[Record] = [{"type": "feed_ended", "id": None, "reason": feed.ended}] if feed.ended else []
    return _listing([*ended, *map(_of_listed_page, feed.pages)])


def _of_listed_page(page: ListedPage) -> Record:
    return {
        "type": "page",
        "id": page.path,
        "title": page.title,
        "description": page.description,
        "updated": page.updated.isoformat() if page.updated else None,
        "document_type": page.document_type,
    }


def _of_table(body: bytes, url: str) -> KnownPage:
    """A table of official statistics: of which release it is, it does not say itself."""
    statistics.table(body, url)
    read = tables.read(
        lambda: statistics.rows(body, url), councils=all_councils(), release="", licence=Licence.OGL.upper()
    )
    return KnownPage(
        kind=DocumentKind.STATISTICS,
        text=Text(words="", pages=(), reader=_READER),
        facts=read.facts,
        warnings=read.warnings,
    )


def _of_meeting(meeting: Meeting) -> KnownPage:
    pages = [(item.number, _words(item)) for item in meeting.items]
    kind = DocumentKind.MINUTES if meeting.minutes_published else DocumentKind.AGENDA
    return KnownPage(kind=kind, text=Text.of_pages(pages, reader=_READER), meeting=meeting)


def _of_item(item: AgendaItem) -> KnownPage:
    kind = DocumentKind.MINUTES if item.minutes else DocumentKind.AGENDA
    text = Text.of_pages([(item.number, _words(item))], reader=_READER)
    return KnownPage(kind=kind, text=text, records=tuple(_records("agenda_item", [item])))


def _of_decision(decision: RegisteredDecision) -> KnownPage:
    told = [decision.title, *(part for section in decision.sections for part in section)]
    text = Text.of_pages([(None, "\n\n".join(told))], reader=_READER)
    return KnownPage(kind=DocumentKind.DECISION, text=text, records=tuple(_records("decision", [decision])))


def _words(item: AgendaItem) -> str:
    return "\n\n".join(part for part in (item.title, item.text, item.decision, item.minutes) if part)


def _listing(records: Iterable[Record]) -> KnownPage:
    return KnownPage(
        kind=DocumentKind.OTHER, text=Text(words="", pages=(), reader=_READER), records=tuple(records)
    )


def _of_calendar(calendar: Calendar) -> list[Record]:
    return [*map(_of_committee, calendar.committees), *map(_of_listed_meeting, calendar.meetings)]


def _of_listed_meeting(meeting: ListedMeeting) -> Record:
    return {
        "type": "meeting",
        "id": meeting.ref,
        "committee": meeting.committee_title,
        "date": meeting.day.isoformat(),
        "time": f"{meeting.at:%H:%M}" if meeting.at else None,
        "status": meeting.status,
    }


def _of_committee(committee: Committee) -> Record:
    return {"type": "committee", "id": committee.ref, "title": committee.title, "expired": committee.expired}


def _of_councillor(councillor: Councillor) -> Record:
    return {
        "type": "councillor",
        "id": councillor.ref,
        "name": councillor.name,
        "party": councillor.party,
    }


def _of_event(event: ListedEvent) -> Record:
    return {
        "type": "event",
        "id": event.meeting_ref or event.decision_ref or event.issue_ref or event.plan_ref,
        "date": event.day.isoformat(),
        "what": event.what,
        "title": event.title,
        "url": event.url,
    }


def _of_attendance(attendees: Iterable[Attendee]) -> Iterator[Record]:
    """Members alone: who else came is not ours to list."""
    for attendee in attendees:
        if attendee.member_ref:
            yield {
                "type": "attendance",
                "id": attendee.member_ref,
                "name": attendee.name,
                "role": attendee.role,
                "attendance": attendee.attendance,
            }


def _of_issue(issue: Issue) -> Iterator[Record]:
    yield from _records("issue", [issue], but="steps")
    yield from _records("issue_step", issue.steps)


def _of_plan(plan: Plan) -> Iterator[Record]:
    yield from _records("plan", [plan], but="items")
    yield from _records("planned_item", plan.items)


def _of_provider(page: ProviderPage) -> Iterator[Record]:
    yield from _records("provider", [page], but="reports")
    yield from _records("report", page.reports)


def _of_homes(table: HomeTable) -> KnownPage:
    """The homes of a table; its words are figures and addresses, which are nobody's to read."""
    return replace(_listing(_records("home", table.homes)), kind=DocumentKind.STATISTICS)


def _records(kind: str, found: "Iterable[DataclassInstance]", *, but: str = "") -> Iterator[Record]:
    """What a page tells, field by field but for one; the source's own id is called `id`."""
    for each in found:
        fields = {name: _plain(value) for name, value in asdict(each).items() if name != but}
        yield {"type": kind, "id": fields.pop("ref", None) or None, **fields}


def _plain(value: object) -> JsonValue:
    """A value as JSON has it: days as `2026-06-10`, times as `10:30`."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case dict():
            return {str(name): _plain(part) for name, part in value.items()}
        case list() | tuple():
            return [_plain(part) for part in value]
    raise TypeError(f"no record holds {type(value).__name__}")


def _as_written(page: KnownPage) -> KnownPage:
    """Addresses as the page has them where nobody said where it comes from."""
    return replace(
        page,
        meeting=_of_nowhere(page.meeting) if page.meeting else None,
        records=tuple({name: _unplaced(value) for name, value in record.items()} for record in page.records),
    )


def _of_nowhere(meeting: Meeting) -> Meeting:
    return replace(
        meeting,
        url=_written(meeting.url),
        documents=_written_papers(meeting.documents),
        items=tuple(replace(item, documents=_written_papers(item.documents)) for item in meeting.items),
    )


def _written_papers(papers: tuple[ListedDocument, ...]) -> tuple[ListedDocument, ...]:
    return tuple(replace(paper, url=_written(paper.url)) for paper in papers)


def _written(url: str | None) -> str | None:
    return url.removeprefix(_NOWHERE) if url else None


def _unplaced(value: JsonValue) -> JsonValue:
    match value:
        case str():
            return value.removeprefix(_NOWHERE)
        case dict():
            return {name: _unplaced(part) for name, part in value.items()}
        case list():
            return [_unplaced(part) for part in value]
    return value
