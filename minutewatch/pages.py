"""Pages of the systems that we crawl, recognised when somebody hands one in as a file: bytes in, records and text out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from crawlers.pages import moderngov
from crawlers.pages.errors import PageChanged
from domain.document import DocumentKind
from domain.meeting import Calendar, Committee, ListedEvent, Meeting
from domain.mention import JsonValue
from domain.text import Text

Record = dict[str, JsonValue]

_READER = "page@1"


@dataclass(frozen=True, kw_only=True)
class KnownPage:
    """A page that a parser of ours understands: a meeting, or what a listing lists; and its words where it has some."""

    kind: DocumentKind
    text: Text
    meeting: Meeting | None = None
    records: tuple[Record, ...] = ()


def recognised(body: bytes, url: str) -> KnownPage | None:
    """What a parser makes of the file; `None` if it is none of our pages, and is to be read as a document."""
    readers: tuple[Callable[[], KnownPage], ...] = (
        lambda: _of_meeting(moderngov.meeting(body, url)),
        lambda: _listing(_of_calendar(moderngov.calendar(body, url, date.min, date.max))),
        lambda: _listing([_of_committee(committee) for committee in moderngov.committees(body, url)]),
        lambda: _listing(
            [
                {
                    "type": "councillor",
                    "id": councillor.ref,
                    "name": councillor.name,
                    "party": councillor.party,
                }
                for councillor in moderngov.councillors(body, url)
            ]
        ),
        lambda: _listing([_of_event(event) for event in moderngov.events(body, url)]),
    )
    for reader in readers:
        try:
            return reader()
        except PageChanged:
            continue
    return None


def _of_meeting(meeting: Meeting) -> KnownPage:
    pages = [
        (
            item.number,
            "\n\n".join(part for part in (item.title, item.text, item.decision, item.minutes) if part),
        )
        for item in meeting.items
    ]
    kind = DocumentKind.MINUTES if meeting.minutes_published else DocumentKind.AGENDA
    return KnownPage(kind=kind, text=Text.of_pages(pages, reader=_READER), meeting=meeting)


def _listing(records: list[Record]) -> KnownPage:
    return KnownPage(
        kind=DocumentKind.OTHER, text=Text(words="", pages=(), reader=_READER), records=tuple(records)
    )


def _of_calendar(calendar: Calendar) -> list[Record]:
    meetings: list[Record] = [
        {
            "type": "meeting",
            "id": meeting.ref,
            "committee": meeting.committee_title,
            "date": meeting.day.isoformat(),
            "time": f"{meeting.at:%H:%M}" if meeting.at else None,
            "status": meeting.status,
        }
        for meeting in calendar.meetings
    ]
    return [*map(_of_committee, calendar.committees), *meetings]


def _of_committee(committee: Committee) -> Record:
    return {"type": "committee", "id": committee.ref, "title": committee.title, "expired": committee.expired}


def _of_event(event: ListedEvent) -> Record:
    return {
        "type": "event",
        "id": event.meeting_ref,
        "date": event.day.isoformat(),
        "what": event.what,
        "title": event.title,
        "url": event.url,
    }
