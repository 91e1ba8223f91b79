"""Notice given: for every paper of a meeting the clear working days that it gave, as was known at a moment.

A replaced file counts anew. A day that the source prints counts, unless we looked later and the paper was not there.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import notice
from domain.document import EventType
from domain.instants import london_date
from domain.notice import Notice
from domain.spoken import clock_time, week_day
from storage import diary
from storage.diary import MeetingKnown, day_of
from storage.schema import AgendaItemRow, Attachment, DocumentRow, Publication


@dataclass(frozen=True, kw_only=True)
class PaperNotice:
    """A paper of a meeting and the notice that it gave: `at` is when we first saw it, or saw it exchanged (`replaced`).

    `after_agenda` says that it came on a later day than the agenda. `document` is its public id, if it may be read.
    """

    item: str | None
    title: str
    document: str | None
    at: datetime
    notice: Notice
    after_agenda: bool
    replaced: bool
    restricted: bool


@dataclass(frozen=True, kw_only=True)
class MeetingNotice:
    """A meeting, the notice that its agenda gave (`None`: no agenda seen), and that of each of its papers."""

    meeting: str
    council: str
    body: str
    day: date
    agenda: Notice | None
    papers: tuple[PaperNotice, ...]

    @property
    def latest_for_five(self) -> date:
        """The last working day on which papers could have come out with the five clear working days that they owe."""
        return notice.latest(self.day)

    @property
    def words(self) -> str:
        """`item 6, 2 documents added Fri 11 Jun 17:20, 0 clear working days before Mon 14 Jun; agenda itself 6 clear working days`"""
        late = [each for each in self.papers if each.after_agenda]
        said = [_added(list(some), self.day) for _, some in groupby(late, _together)]
        said.append(f"agenda itself {_clear_days(self.agenda.clear)}" if self.agenda else "no agenda seen")
        if self.agenda and self.agenda.is_short:
            said.append(f"latest date for five {week_day(self.latest_for_five)}")
        return "; ".join(said)


def given(
    session: Session, councils: Collection[str] | None = None, *, as_of: datetime, first: date, last: date
) -> tuple[MeetingNotice, ...]:
    """The notice given for the meetings of these councils (slugs; all without) between two days, as known at a moment.

    Half a dozen statements, however many papers. Meetings that were called off are left out.
    """
    known = diary.councils(session)
    wanted = {each.id: each for each in known.values() if councils is None or each.slug in councils}
    meetings = [
        each
        for each in diary.meetings(session, wanted, as_of=as_of, first=first, last=last)
        if not each.called_off
    ]
    shelf = _Shelf(session, meetings, as_of)
    return tuple(
        MeetingNotice(
            meeting=each.uid,
            council=wanted[each.council_id].slug,
            body=each.committee,
            day=each.day,
            agenda=_agenda(each, shelf),
            papers=tuple(sorted(_papers(each, shelf), key=_place)),
        )
        for each in meetings
    )


class _Shelf:
    """The papers of some meetings, their replacements, and when the meetings were looked at."""

    def __init__(self, session: Session, meetings: Sequence[MeetingKnown], as_of: datetime) -> None:
        self.listed: dict[int, list[tuple[Attachment, DocumentRow | None]]] = defaultdict(list)
        self.numbers: dict[tuple[int, str], str] = {}
        self.replaced: dict[tuple[int, int | None], list[Publication]] = defaultdict(list)
        self._looks = diary.looks(session, meetings, as_of=as_of)
        for some in diary.batches(each.id for each in meetings):
            self._read(session, some, as_of)

    def _read(self, session: Session, meetings: list[int], as_of: datetime) -> None:
        for paper, document in session.execute(
            select(Attachment, DocumentRow)
            .outerjoin(DocumentRow, DocumentRow.id == Attachment.document_id)
            .where(Attachment.meeting_id.in_(meetings), Attachment.first_seen_at <= as_of, Attachment.listed)
            .order_by(Attachment.meeting_id, Attachment.item_ref, Attachment.ref)
        ):
            self.listed[paper.meeting_id].append((paper, document))
        for item in session.scalars(select(AgendaItemRow).where(AgendaItemRow.meeting_id.in_(meetings))):
            self.numbers[item.meeting_id, item.ref] = (item.number or str(item.position)).rstrip(" .")
        for event in session.scalars(
            select(Publication)
            .where(
                Publication.meeting_id.in_(meetings),
                Publication.type == EventType.DOCUMENT_REPLACED,
                Publication.first_seen_at <= as_of,
            )
            .order_by(Publication.first_seen_at, Publication.id)
        ):
            self.replaced[event.meeting_id or 0, event.document_id].append(event)

    def notice(self, meeting: MeetingKnown, *, printed: date | None, at: datetime) -> Notice:
        """The notice of what was first seen at a moment."""
        looked = diary.before(self._looks[meeting.id], at)
        return notice.seen(meeting.day, printed=printed, at=at, looked=looked)


def _agenda(meeting: MeetingKnown, shelf: _Shelf) -> Notice | None:
    if meeting.agenda_at is None:
        return None
    return shelf.notice(meeting, printed=meeting.agenda_printed, at=meeting.agenda_at)


def _papers(meeting: MeetingKnown, shelf: _Shelf) -> Iterator[PaperNotice]:
    """The papers that came before the meeting was held."""
    for paper, document in shelf.listed[meeting.id]:
        exchanged = shelf.replaced[meeting.id, paper.document_id] if paper.document_id else []
        before = [each for each in exchanged if london_date(each.first_seen_at) <= meeting.day]
        at, printed = paper.first_seen_at, day_of(paper.published)
        if before:
            at, printed = before[-1].first_seen_at, _printed_anew(before[-1])
        if london_date(at) > meeting.day and not (printed and printed <= meeting.day):
            continue
        given = shelf.notice(meeting, printed=printed, at=at)
        yield PaperNotice(
            item=shelf.numbers.get((meeting.id, paper.item_ref)),
            title=paper.title,
            document=document.uid if document else None,
            at=at,
            notice=given,
            after_agenda=meeting.agenda_at is not None and at > meeting.agenda_at,
            replaced=bool(before),
            restricted=paper.restricted,
        )


def _printed_anew(event: Publication) -> date | None:
    """The day that the source prints for the new file; a replaced one may still be listed under the day of the first."""
    if event.published and event.published in (event.before or ""):
        return None
    return day_of(event.published)


def _together(paper: PaperNotice) -> tuple[str | None, bool, datetime]:
    """What is told as one: papers of one item that came at one time."""
    return paper.item, paper.replaced, paper.at


def _added(papers: Sequence[PaperNotice], meeting: date) -> str:
    first = papers[0]
    where = f"item {first.item}, " if first.item else ""
    documents = f"{len(papers)} document{'' if len(papers) == 1 else 's'}"
    verb = "replaced" if first.replaced else "added"
    when = clock_time(first.at)
    if first.notice.day != london_date(first.at):
        when = f"{week_day(first.notice.day)} (first seen {when})"
    return f"{where}{documents} {verb} {when}, {_clear_days(first.notice.clear)} before {week_day(meeting)}"


def _place(paper: PaperNotice) -> tuple[str, bool, datetime, str]:
    return (paper.item or "").zfill(4), paper.replaced, paper.at, paper.title


def _clear_days(number: int) -> str:
    return f"{number} clear working day{'' if number == 1 else 's'}"
