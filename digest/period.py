"""The period of an edition: what happened in its window, and what stands around it, as its sections need it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum, auto
from functools import cached_property

from sqlalchemy.orm import Session

from domain.document import Access, DocumentKind, EventType, Origin
from domain.instants import london_date
from domain.workingdays import clear_working_days
from storage import developments
from storage.developments import AgendaSeen, CouncilSeen, Happening, ItemSeen, MeetingSeen, PaperSeen
from storage.editions import EditionName, Window
from storage.subscribers import ENGLAND

# Papers owe this many clear working days (Local Government Act 1972, section 100B(3)).
OWED = 5
# What came out this long before we saw it is no news, but may be worth knowing.
_LONG_AGO = timedelta(days=60)
# Committees meet at least quarterly, with recess between.
_LOOKING_AHEAD = timedelta(days=120)

_ONE_DAY = timedelta(days=1)

_OFFICIAL = (DocumentKind.INSPECTION_REPORT, DocumentKind.INSPECTION_LETTER, DocumentKind.NOTICE)
_PAPERS = (
    EventType.AGENDA_PUBLISHED,
    EventType.DOCUMENT_ADDED,
    EventType.DOCUMENT_REPLACED,
    EventType.UNRESTRICTED,
)


class Part(Enum):
    """Which part of the e-mail tells of a happening; each is told in one part alone."""

    ACT_BY = auto()
    OFFICIAL = auto()
    COUNCILS = auto()
    FOUND_LATE = auto()


@dataclass(frozen=True, kw_only=True)
class Notice:
    """How long before a meeting a paper came: the day it counts from, and the clear working days between.

    It is `certain` where the source prints the day, or where we looked the day before and the paper was not there. What
    was first seen after we had not looked for a while may have been there all the time.
    """

    day: date
    clear: int
    certain: bool

    @property
    def is_short(self) -> bool:
        """Whether it is known to be less than councils owe."""
        return self.certain and self.clear < OWED


@dataclass(frozen=True, kw_only=True)
class Period:
    """What an edition is made of. `now` is the moment of freezing."""

    session: Session
    edition: EditionName
    window: Window
    now: datetime

    @property
    def today(self) -> date:
        """The day in England."""
        return london_date(self.now)

    @cached_property
    def happenings(self) -> tuple[Happening, ...]:
        """What happened and may be told; an agenda under a day on which it was not there yet is one without a day."""
        found = developments.happenings(self.session, self.window)
        return tuple(self._as_seen(each) for each in found if _tellable(each))

    @cached_property
    def ahead(self) -> tuple[MeetingSeen, ...]:
        """The meetings from today on."""
        return tuple(developments.meetings_between(self.session, self.today, self.today + _LOOKING_AHEAD))

    @cached_property
    def items(self) -> dict[int, list[ItemSeen]]:
        """The agenda items of all meetings that this edition may speak of."""
        return developments.items(self.session, self._meetings)

    @cached_property
    def papers(self) -> dict[int, list[PaperSeen]]:
        """The documents listed under those meetings."""
        return developments.papers(self.session, self._meetings)

    @cached_property
    def agendas_seen(self) -> dict[int, AgendaSeen]:
        """When the agendas of those meetings came out."""
        meetings = {
            each.id: each for each in (*self.ahead, *(h.meeting for h in self.happenings if h.meeting))
        }
        return {
            number: agenda
            if self._can_be(agenda.published, meetings[number], agenda.first_seen_at)
            else replace(agenda, published=None)
            for number, agenda in developments.agendas_seen(self.session, meetings).items()
        }

    @cached_property
    def _meetings(self) -> set[int]:
        told = {each.meeting.id for each in self.happenings if each.meeting}
        return told | {meeting.id for meeting in self.ahead}

    def of(self, part: Part) -> Iterator[Happening]:
        """What a part tells of, in order of change."""
        return (each for each in self.happenings if self.part_of(each) is part)

    def part_of(self, happening: Happening) -> Part:
        """Which part tells of a happening: the one in which a reader can still do most about it."""
        if _found_late(happening):
            return Part.FOUND_LATE
        if self.is_late_paper(happening):
            return Part.ACT_BY
        if happening.meeting is None and happening.document and happening.document.kind in _OFFICIAL:
            return Part.OFFICIAL
        return Part.COUNCILS

    def is_late_paper(self, happening: Happening) -> bool:
        """Whether this is a paper for a meeting that is still to come, with less notice than is owed."""
        meeting = happening.meeting
        if meeting is None or meeting.cancelled or meeting.day < self.today or happening.type not in _PAPERS:
            return False
        notice = self.notice(happening)
        return notice is not None and notice.is_short

    def notice(self, happening: Happening) -> Notice | None:
        """The notice that a paper gave, if it is one of a meeting and came before it. A replaced file counts anew."""
        meeting, seen = happening.meeting, london_date(happening.first_seen_at)
        if meeting is None or happening.type not in _PAPERS:
            return None
        printed = _printed_day(happening)
        if printed and printed <= seen and self._can_be(printed, meeting, happening.first_seen_at):
            return _notice(printed, meeting, certain=True) if printed <= meeting.day else None
        if seen > meeting.day:
            return None
        return _notice(seen, meeting, certain=self._was_looked_at_the_day_before(happening))

    def agenda_notice(self, meeting: MeetingSeen) -> Notice | None:
        """The notice that a meeting's agenda gave, at the least."""
        agenda = self.agendas_seen.get(meeting.id)
        if agenda is None:
            return None
        return _notice(agenda.published or london_date(agenda.first_seen_at), meeting, certain=True)

    def came_with_agenda(self, meeting: MeetingSeen) -> list[PaperSeen]:
        """The papers that were there when the agenda was first seen."""
        agenda = self.agendas_seen.get(meeting.id)
        papers = self.papers.get(meeting.id, [])
        return [paper for paper in papers if agenda and paper.first_seen_at <= agenda.first_seen_at]

    def _as_seen(self, happening: Happening) -> Happening:
        if happening.type is not EventType.AGENDA_PUBLISHED or happening.meeting is None:
            return happening
        if self._can_be(happening.published_day, happening.meeting, happening.first_seen_at):
            return happening
        return replace(happening, published=None)

    def _can_be(self, printed: date | None, meeting: MeetingSeen, first_seen_at: datetime) -> bool:
        """Whether something can have been there from the day that is printed: not if we looked later and saw nothing."""
        if printed is None:
            return True
        last = developments.looked_at(
            self.session, meeting.source, f"meeting:{meeting.ref}", before=first_seen_at
        )
        return last is None or london_date(last) <= printed

    def _was_looked_at_the_day_before(self, happening: Happening) -> bool:
        meeting, document = happening.meeting, happening.document
        if meeting is None:
            return False
        silent = happening.type is EventType.DOCUMENT_REPLACED and happening.before is None
        key = f"document:{document.ref}" if silent and document else f"meeting:{meeting.ref}"
        last = developments.looked_at(self.session, meeting.source, key, before=happening.first_seen_at)
        return last is not None and london_date(happening.first_seen_at) - london_date(last) <= _ONE_DAY

    def next_meeting(self, of: MeetingSeen) -> MeetingSeen | None:
        """The next meeting of the same committee that will be held, after the meeting and not before today."""
        return next(
            (
                meeting
                for meeting in self.ahead
                if meeting.committee_id == of.committee_id and meeting.day > of.day and not meeting.cancelled
            ),
            None,
        )


def audience(council: CouncilSeen | None, *, england: bool = False) -> tuple[str, ...]:
    """The targets whose followers are told of a council's matters; `england` where those who follow all of it are too."""
    targets = tuple(f"council:{slug}" for slug in council.concerns) if council else ()
    return (*targets, ENGLAND) if england or council is None else targets


def _printed_day(happening: Happening) -> date | None:
    """The day that the source prints for just this: a replaced file may still be listed under the day of the first."""
    if happening.type is EventType.DOCUMENT_REPLACED and (happening.published or "") in (
        happening.before or ""
    ):
        return None
    return happening.published_day


def _notice(day: date, meeting: MeetingSeen, *, certain: bool) -> Notice:
    return Notice(day=day, clear=clear_working_days(day, meeting.day), certain=certain)


def _tellable(happening: Happening) -> bool:
    """Nothing withdrawn by decision, nothing that its source took down, no error page."""
    document, version = happening.document, happening.version
    if document and document.kind is DocumentKind.ERROR_PAGE:
        return False
    if version and version.access in (Access.HIDDEN, Access.ERASED):
        return False
    return not (document and document.gone) or happening.type is EventType.DOCUMENT_WITHDRAWN


def _found_late(happening: Happening) -> bool:
    if happening.origin is Origin.ADDED:
        return True
    printed = happening.published_day
    if happening.meeting or printed is None:
        return False
    return london_date(happening.first_seen_at) - printed > _LONG_AGO
