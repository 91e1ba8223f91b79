"""Deferrals: an item was put off, in the words of the decision or the minutes, and where it stands on an agenda again."""

from collections.abc import Iterator
from dataclasses import replace

from digest import wording
from digest.desk import portions
from digest.item import Item
from digest.period import Period
from digest.quoting import sentence_around
from digest.telling.common import begun, item_title, links, next_meeting, quote_at, state_of, where
from domain.document import EventType
from domain.notice import OWED, latest
from storage import developments
from storage.actions import put_off
from storage.developments import AgendaSeen, Happening, ItemSeen, MeetingSeen
from storage.passages import PageSeen

_OUTCOMES = (EventType.DECISIONS_PUBLISHED, EventType.MINUTES_PUBLISHED)


def told(period: Period) -> Iterator[Item]:
    """The items that were put off, as the decisions and minutes of a period say."""
    outcomes = [each for each in period.happenings if each.type in _OUTCOMES and each.meeting]
    found: list[tuple[Happening, PageSeen]] = []
    for some in portions(outcomes):
        period.desk.lay_out(some)
        for happening in some:
            pages = period.desk.pages(happening.version) if happening.version else ()
            found += [(happening, page) for page in pages if page.item and put_off(page.words or "")]
    later = _Later(period, [happening.meeting for happening, _ in found if happening.meeting])
    for happening, page in found:
        if item := _item(happening, page, later, period):
            yield item


def _item(happening: Happening, page: PageSeen, later: "_Later", period: Period) -> Item | None:
    document, version, meeting = happening.document, happening.version, happening.meeting
    span = put_off(page.words or "")
    if document is None or version is None or meeting is None or span is None or page.words is None:
        return None
    number = (page.item or "").rstrip(" .")
    named = wording.item_named(number, item_title(page) or "")
    quote = quote_at(
        document, version, page, sentence_around(page.words, *span), state=state_of(document, version)
    )
    return replace(
        begun(happening),
        subject=f"meeting/{meeting.uid}/deferred/{number}",
        version="deferred",
        what=f"{wording.sentence(named)}, was deferred{later.where_to(meeting, number)}.",
        quotes=(replace(quote, about=None),),
        where=where(happening, period, "Decision sheet" if happening.type is _OUTCOMES[0] else "Minutes"),
        links=links(happening, at=quote),
        next=next_meeting(happening, period),
        short=f"item {number} of {wording.short_day(meeting.day)} deferred",
        weight=78,
    )


class _Later:
    """The later meetings of committees that put something off, with their agendas."""

    def __init__(self, period: Period, meetings: list[MeetingSeen]) -> None:
        self._period = period
        committees = {each.committee_id for each in meetings}
        first = min((each.day for each in meetings), default=period.today)
        self._later = [
            each
            for each in developments.meetings_of(period.session, committees, since=first)
            if not each.cancelled
        ]
        numbers = {each.id for each in (*meetings, *self._later)}
        self._items = developments.items(period.session, numbers)
        self._agendas = developments.agendas_seen(period.session, numbers)

    def where_to(self, meeting: MeetingSeen, number: str) -> str:
        """` to the meeting of Mon 21 June; its agenda gave 3 clear working days; for 5 it was due by Fri 11 June`"""
        put_off_item = next((each for each in self._items[meeting.id] if each.number == number), None)
        for after in self._later if put_off_item else ():
            is_after = after.committee_id == meeting.committee_id and after.day > meeting.day
            if is_after and any(_is_same(each, put_off_item) for each in self._items[after.id]):
                agenda = self._agendas.get(after.id)
                return f" to the meeting of {wording.short_day(after.day)}{self._notice(after, agenda)}"
        return ""

    def _notice(self, meeting: MeetingSeen, agenda: AgendaSeen | None) -> str:
        if agenda is None:
            return ""
        given = self._period.notice_of(agenda, meeting)
        days = wording.clear_days(given.clear)
        if not given.certain:
            return f"; its agenda was first seen {days} before"
        if not given.is_short:
            return f"; its agenda gave {days}"
        return f"; its agenda gave {days}; for {OWED} it was due by {wording.short_day(latest(meeting.day))}"


def _is_same(one: ItemSeen, other: ItemSeen | None) -> bool:
    """Whether two agendas have one item: under the council's own id, else called the same."""
    if other is None:
        return False
    return (one.issue is not None and one.issue == other.issue) or _folded(one) == _folded(other)


def _folded(item: ItemSeen) -> str:
    return " ".join(item.title.casefold().split())
