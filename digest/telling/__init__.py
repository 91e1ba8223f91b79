"""Telling: one happening of the archive becomes one item of the e-mail, in verbs of record. No sentence judges."""

from collections.abc import Callable, Iterator

from digest.desk import portions
from digest.item import Item
from digest.period import OFFICIAL, Period
from digest.telling import agendas, alone, meetings, outcomes, papers, registered
from domain.document import EventType
from domain.source import Channel
from storage.developments import Happening

_TELLERS: dict[EventType, Callable[[Happening, Period], Item | None]] = {
    EventType.AGENDA_PUBLISHED: agendas.published,
    EventType.DOCUMENT_ADDED: papers.added,
    EventType.DOCUMENT_REPLACED: papers.replaced,
    EventType.DOCUMENT_WITHDRAWN: papers.withdrawn,
    EventType.RESTRICTED: papers.restricted,
    EventType.UNRESTRICTED: papers.unrestricted,
    EventType.DECISIONS_PUBLISHED: outcomes.decisions,
    EventType.MINUTES_PUBLISHED: outcomes.minutes,
    EventType.MINUTES_AMENDED: outcomes.amended,
    EventType.CANCELLED: meetings.cancelled,
    EventType.MOVED: meetings.moved,
    EventType.ISSUE_PUBLISHED: registered.issue,
}


def tell(happenings: Iterator[Happening], period: Period) -> Iterator[Item]:
    """The items that tell of these happenings; one that turns out to be nothing new gives none."""
    for some in portions(happenings):
        period.desk.lay_out(some)
        for happening in some:
            if item := _teller(happening)(happening, period):
                yield item


def _teller(happening: Happening) -> Callable[[Happening, Period], Item | None]:
    if happening.type is EventType.DOCUMENT_WITHDRAWN and happening.channel in (*OFFICIAL, Channel.NEWS):
        return alone.withdrawn
    if happening.type is EventType.DECISIONS_PUBLISHED and happening.meeting is None:
        return registered.decided
    if happening.type is not None:
        return _TELLERS[happening.type]
    return agendas.changed if happening.meeting else alone.version
