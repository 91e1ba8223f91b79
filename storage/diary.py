"""The diary: councils' meetings, agendas and items as they were known at a moment, whatever became known since.

Rows go in, frozen records come out; a few statements however many meetings. Nothing is written.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased

from domain.dates import NotADate, parse
from domain.document import Access, DocumentKind, EventType
from domain.errors import MinutewatchError
from storage.calendars import is_off
from storage.schema import (
    AgendaItemRow,
    Capture,
    CommitteeRow,
    CouncilRow,
    DocumentRow,
    MeetingRow,
    PageRow,
    Publication,
    SourceRow,
    Succession,
    TextRow,
    VersionRow,
)
from storage.words import key

# What says something about a meeting that a later row of it no longer tells.
_TOLD = (EventType.AGENDA_PUBLISHED, EventType.MINUTES_PUBLISHED, EventType.MOVED, EventType.CANCELLED)
# Who may be shown the words of a version.
SHOWN = (Access.OPEN, Access.RESTRICTED)


class UnknownCouncil(MinutewatchError):
    """No council has this name."""


@dataclass(frozen=True, kw_only=True)
class CouncilKnown:
    """A council: its slug and short name, the last day on which it exists (`None`: no end is known), who comes after it."""

    id: int
    slug: str
    name: str
    ends: date | None
    successors: tuple[str, ...]

    def owed_by(self, day: date) -> tuple[str, ...]:
        """Who owes on a day what the council owed: its successors once it has ended."""
        return self.successors if self.ends and self.ends < day else ()


@dataclass(frozen=True, kw_only=True)
class MeetingKnown:
    """A meeting as it was known: `at` is wall clock; when its agenda and minutes were first seen, and the day printed for the agenda."""

    id: int
    uid: str
    ref: str
    source_id: int
    council_id: int
    committee_id: int
    committee: str
    day: date
    at: time | None
    called_off: bool
    agenda_at: datetime | None
    agenda_printed: date | None
    minutes_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ItemKnown:
    """An item of an agenda: number as printed, title, and what stands under it (`text`: its papers' titles too)."""

    meeting_id: int
    ref: str | None
    number: str | None
    title: str
    text: str
    issue: str | None
    seen_at: datetime


def councils(session: Session) -> dict[int, CouncilKnown]:
    """All councils, by internal id."""
    slugs = dict(session.execute(select(CouncilRow.id, CouncilRow.slug)).all())
    after: dict[int, list[str]] = defaultdict(list)
    for old, new in session.execute(select(Succession.council_id, Succession.successor_id)):
        after[old].append(slugs[new])
    return {
        row.id: CouncilKnown(
            id=row.id,
            slug=row.slug,
            name=row.short_name,
            ends=date.fromisoformat(row.valid_to) if row.valid_to else None,
            successors=tuple(sorted(after[row.id])),
        )
        for row in session.scalars(select(CouncilRow).order_by(CouncilRow.slug))
    }


def named(session: Session, names: Iterable[str]) -> tuple[str, ...]:
    """The slugs of councils by name, as they are commonly called.

    Raises:
        UnknownCouncil: none is called so.
    """
    slugs, others = apart(session, names)
    if others:
        raise UnknownCouncil(f"{others[0]}: no council is called so; `minutewatch sources list` names them")
    return slugs


def apart(session: Session, words: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of some words those that name councils, as slugs, and the others."""
    known = {
        key(name): row.slug
        for row in session.scalars(select(CouncilRow))
        for name in (row.name, row.short_name, row.slug)
    }
    given = list(words)
    slugs = dict.fromkeys(known[key(word)] for word in given if key(word) in known)
    return tuple(slugs), tuple(word for word in given if key(word) not in known)


def concerned(known: dict[int, CouncilKnown], slugs: Collection[str] | None) -> list[CouncilKnown]:
    """These councils and those whose obligations they took over; all of them without names."""
    if slugs is None:
        return list(known.values())
    wanted = set(slugs)
    while before := {each.slug for each in known.values() if wanted.intersection(each.successors)} - wanted:
        wanted |= before
    return [each for each in known.values() if each.slug in wanted]


def heirs(known: dict[int, CouncilKnown], council: CouncilKnown) -> list[CouncilKnown]:
    """A council, and behind it all that came after it."""
    by_slug = {each.slug: each for each in known.values()}
    found: list[CouncilKnown] = []
    left = [council.slug]
    while left:
        found.append(by_slug[left.pop(0)])
        left += [slug for slug in found[-1].successors if slug not in {each.slug for each in found}]
    return found


def looked_for_at(heirs: Sequence[CouncilKnown], day: date) -> list[CouncilKnown]:
    """Of a council (the first) and its heirs those at which on a day one looks for what it owes."""
    if not heirs[0].owed_by(day):
        return [heirs[0]]
    return [each for each in heirs if not each.owed_by(day)]


def meetings(
    session: Session,
    councils: Collection[int],
    *,
    as_of: datetime,
    first: date = date.min,
    last: date = date.max,
) -> list[MeetingKnown]:
    """The meetings of these councils' committees between two days, as they were known at a moment; in order of day."""
    moved = select(Publication.meeting_id).where(Publication.type == EventType.MOVED)
    within = MeetingRow.starts_local >= first.isoformat()
    if last < date.max:
        within &= MeetingRow.starts_local < (last + timedelta(days=1)).isoformat()
    rows = session.execute(
        select(MeetingRow, CommitteeRow.title, SourceRow.council_id)
        .join(CommitteeRow, CommitteeRow.id == MeetingRow.committee_id)
        .join(SourceRow, SourceRow.id == MeetingRow.source_id)
        .where(
            SourceRow.council_id.in_(councils),
            MeetingRow.first_seen_at <= as_of,
            or_(CommitteeRow.watched, CommitteeRow.expired),
            or_(within, MeetingRow.id.in_(moved)),
        )
        .order_by(MeetingRow.starts_local, MeetingRow.uid)
    ).all()
    told = _told(session, councils, first)
    found = (_known(row, title, council or 0, told.get(row.id, []), as_of) for row, title, council in rows)
    return sorted(
        (each for each in found if first <= each.day <= last),
        key=lambda each: (each.day, each.at or time.min, each.uid),
    )


def _told(session: Session, councils: Collection[int], first: date) -> dict[int, list[Publication]]:
    told: dict[int, list[Publication]] = defaultdict(list)
    moved = select(Publication.meeting_id).where(Publication.type == EventType.MOVED)
    for row in session.scalars(
        select(Publication)
        .join(MeetingRow, MeetingRow.id == Publication.meeting_id)
        .join(SourceRow, SourceRow.id == MeetingRow.source_id)
        .where(
            SourceRow.council_id.in_(councils),
            Publication.type.in_(_TOLD),
            or_(MeetingRow.starts_local >= first.isoformat(), MeetingRow.id.in_(moved)),
        )
        .order_by(Publication.first_seen_at, Publication.id)
    ):
        if row.meeting_id is not None:
            told[row.meeting_id].append(row)
    return told


def _known(
    row: MeetingRow, committee: str, council: int, told: Sequence[Publication], as_of: datetime
) -> MeetingKnown:
    by_then = [each for each in told if each.first_seen_at <= as_of]
    since = [each for each in told if each.first_seen_at > as_of]
    starts = next((each.before for each in since if each.type == EventType.MOVED and each.before), None)
    starts = starts or row.starts_local
    called_off_since = any(each.type == EventType.CANCELLED for each in since)
    called_off_by_then = any(each.type == EventType.CANCELLED for each in by_then)
    agenda = next((each for each in by_then if each.type == EventType.AGENDA_PUBLISHED), None)
    minutes = next((each for each in by_then if each.type == EventType.MINUTES_PUBLISHED), None)
    return MeetingKnown(
        id=row.id,
        uid=row.uid,
        ref=row.ref,
        source_id=row.source_id,
        council_id=council,
        committee_id=row.committee_id,
        committee=committee,
        day=date.fromisoformat(starts[:10]),
        at=time.fromisoformat(starts[11:]) if "T" in starts else None,
        # What is off now and was not called off since was off then; a meeting that came back was off at no known time.
        called_off=is_off(row) and (called_off_by_then or not called_off_since),
        agenda_at=agenda.first_seen_at if agenda else None,
        agenda_printed=day_of(agenda.published) if agenda else None,
        minutes_at=minutes.first_seen_at if minutes else None,
    )


def items(
    session: Session, councils: Collection[int], *, as_of: datetime, first: date = date.min
) -> dict[int, list[ItemKnown]]:
    """The items of the agendas of these councils' meetings from a day on as they read at a moment, by meeting, in their order.

    Issues are as the item says now.
    """
    since = MeetingRow.starts_local >= first.isoformat()
    rows = session.execute(
        select(MeetingRow.id, VersionRow.first_seen_at, PageRow.item, PageRow.words)
        .join(DocumentRow, DocumentRow.meeting_id == MeetingRow.id)
        .join(SourceRow, SourceRow.id == MeetingRow.source_id)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .join(TextRow, TextRow.version_id == VersionRow.id)
        .join(PageRow, PageRow.text_id == TextRow.id)
        .where(
            SourceRow.council_id.in_(councils),
            since,
            DocumentRow.kind == DocumentKind.AGENDA,
            is_newest(as_of),
            VersionRow.access.in_(SHOWN),
            TextRow.is_current,
        )
        .order_by(MeetingRow.id, PageRow.number)
    ).all()
    kept = {
        (row.meeting_id, (row.number or str(row.position)).rstrip(" .")): row
        for row in session.scalars(
            select(AgendaItemRow)
            .join(MeetingRow, MeetingRow.id == AgendaItemRow.meeting_id)
            .join(SourceRow, SourceRow.id == MeetingRow.source_id)
            .where(SourceRow.council_id.in_(councils), since)
        )
    }
    found: dict[int, list[ItemKnown]] = defaultdict(list)
    for meeting, seen_at, printed, words in rows:
        title, _, text = (words or "").partition("\n")
        number = (printed or "").rstrip(" .") or None
        title = title.removeprefix(f"{printed} ")
        row = kept.get((meeting, number or ""))
        row = row if row and " ".join(row.title.split()) == " ".join(title.split()) else None
        found[meeting].append(
            ItemKnown(
                meeting_id=meeting,
                ref=row.ref if row else None,
                number=number,
                title=title,
                text=text.strip(),
                issue=row.issue_ref if row else None,
                seen_at=seen_at,
            )
        )
    return found


def looks(
    session: Session, meetings: Collection[MeetingKnown], *, as_of: datetime
) -> dict[int, list[datetime]]:
    """When the pages of meetings were seen well until a moment, by meeting, in order."""
    places = {(each.source_id, f"meeting:{each.ref}"): each.id for each in meetings}
    found: dict[int, list[datetime]] = defaultdict(list)
    for some in batches(each.id for each in meetings):
        rows = session.execute(
            select(Capture.source_id, Capture.watch_key, Capture.asked_at)
            .join(
                MeetingRow,
                and_(
                    MeetingRow.source_id == Capture.source_id,
                    Capture.watch_key == "meeting:" + MeetingRow.ref,
                ),
            )
            .where(
                MeetingRow.id.in_(some),
                Capture.asked_at <= as_of,
                or_(and_(Capture.status == 200, Capture.sha256.is_not(None)), Capture.status == 304),
                Capture.error.is_(None),
            )
            .order_by(Capture.asked_at)
        )
        for source, watched, asked_at in rows:
            found[places[source, watched]].append(asked_at)
    return found


def before(moments: Sequence[datetime], moment: datetime) -> datetime | None:
    """The last of some moments, which are in order, before another."""
    place = bisect_left(moments, moment)
    return moments[place - 1] if place else None


def is_newest(as_of: datetime) -> ColumnElement[bool]:
    """Whether a version is the newest of its document that was seen by a moment."""
    later = aliased(VersionRow)
    newer = select(later.id).where(
        later.document_id == VersionRow.document_id,
        later.number > VersionRow.number,
        later.first_seen_at <= as_of,
    )
    return and_(VersionRow.first_seen_at <= as_of, ~newer.exists())


def day_of(edtf: str | None) -> date | None:
    """The day that a stated date means, if it means one."""
    try:
        stated = parse(edtf or "")
    except NotADate:
        return None
    return stated.first if stated.is_day else None


def batches(values: Iterable[int], size: int = 500) -> Iterator[list[int]]:
    """So many values as one statement takes, and again."""
    ordered = sorted(values)
    for first in range(0, len(ordered), size):
        yield ordered[first : first + size]
