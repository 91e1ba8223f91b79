"""Calendars: which committees a council has and when they mean to meet; what changed there is looked at again."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import committees as choice
from domain import looking
from domain.document import EventType
from domain.instants import london_date
from domain.meeting import ZONE, Calendar, Committee, ListedMeeting
from domain.uid import public_id
from storage import backfill, watching
from storage.answer import Answer
from storage.documents import Event
from storage.schema import (
    Attachment,
    CommitteeRow,
    DocumentRow,
    Entity,
    EntityRef,
    MeetingRow,
    SourceRow,
    WatchRow,
)
from storage.writing import Row, insert_new, upsert

# Meetings longer past than this at our first look may wait: they are looked at so many a day, the newest first.
_RECENT = timedelta(days=60)
_OVER = "over before our first look"
# A meeting must be missing from this many healthy calendars before it counts as gone.
HEALTHY_ABSENCES = 2
# A calendar that drops so many meetings at once, and more than a third of those to come, is broken; it cancels nothing.
_LOST_AT_ONCE = 3
_CANCELLED = ("cancel", "abandon", "withdrawn", "postpone")
# Among so many meetings of a body one is not called off.
_LOOKED_THROUGH = 12
NEVER_SEEN = ""  # the fingerprint of a meeting that is listed but was not looked at yet


def keep_committees(answer: Answer, committees: Iterable[Committee]) -> None:
    """Keep all the committees of a source, each watched or not by its title.

    Where one is watched from now on, the calendars are asked once more for its meetings.
    """
    if _choose(answer, committees, whole=True).begun:
        watching.ask_again(answer.session, source=answer.place.id, now=answer.now)


def keep_calendar(answer: Answer, calendar: Calendar) -> tuple[list[Row], str | None]:
    """Keep a calendar; meetings that are new, moved or called off are put on the watch queue.

    Returns changes to be noted, and what makes the calendar doubtful, if anything does. Of a month long past the
    meetings of bodies that no longer meet are kept too.
    """
    session, now = answer.session, answer.now
    chosen = _choose(answer, calendar.committees, whole=False)
    if chosen.begun_again:
        watching.ask_again(session, source=answer.place.id, now=now)
    long_past = looking.is_long_past(answer.key, now=now)
    wanted = chosen.ever if long_past else chosen.watched
    known = {
        row.ref: row
        for row in session.scalars(select(MeetingRow).where(MeetingRow.source_id == answer.place.id))
    }
    meetings = [meeting for meeting in calendar.meetings if meeting.committee_ref in wanted]
    new = [meeting for meeting in meetings if meeting.ref not in known]
    _insert(answer, new, wanted)
    _look_at_new(answer, [_When(ref=each.ref, day=each.day, url=each.url) for each in new])
    if long_past:
        return [], None
    watched = {ref: row for ref, row in known.items() if row.committee_id in set(chosen.watched.values())}
    _compare(answer, [(watched[each.ref], each) for each in meetings if each.ref in watched])
    return _note_absences(answer, calendar, _spoken_of(calendar, chosen, watched))


def is_cancelled(status: str | None) -> bool:
    """Whether a source's own word for a meeting's status means that it will not be held."""
    return (status or "").lower().startswith(_CANCELLED)


def is_off(meeting: MeetingRow) -> bool:
    """Whether a meeting will not be held as far as we know: called off, or gone from the calendar."""
    return is_cancelled(meeting.status) or meeting.absences >= HEALTHY_ABSENCES


def next_meeting(session: Session, meeting: MeetingRow) -> date | None:
    """The day of the next meeting of the same body that is not off, which approves the minutes of this one."""
    rows = session.scalars(
        select(MeetingRow)
        .where(
            MeetingRow.committee_id == meeting.committee_id,
            MeetingRow.starts_local > (_day(meeting) + timedelta(days=1)).isoformat(),
        )
        .order_by(MeetingRow.starts_local)
        .limit(_LOOKED_THROUGH)
    )
    return next((_day(row) for row in rows if not is_off(row)), None)


def calling_off(answer: Answer, row: MeetingRow, word: str) -> Event:
    """The event that a meeting was called off, in the source's own word; its count of changes goes up."""
    event = Event(
        type=EventType.CANCELLED,
        subject=row.uid,
        detail=f"{row.sequence}: {word}",
        origin=answer.origin,
        meeting=row.id,
        before=None if is_cancelled(row.status) else row.status,
        after=word,
    )
    row.sequence += 1
    return event


@dataclass(frozen=True, kw_only=True)
class _Chosen:
    """The committees of a source by their own ids: the `watched` ones, and those that are or would be if they still met.

    `begun` says whether any is watched from now on, `begun_again` whether one is that was known and left alone before.
    """

    watched: dict[str, int]
    ever: dict[str, int]
    begun: bool
    begun_again: bool


def _choose(answer: Answer, listed: Iterable[Committee], *, whole: bool) -> _Chosen:
    """Keep committees, and choose anew among all that are known: titles, the source file and our rules may have changed.

    Only the whole list can tell that a committee meets again; a calendar lists those that meet in its days.
    """
    session, place = answer.session, answer.place
    found = select(CommitteeRow).where(CommitteeRow.source_id == place.id)
    rows = {row.ref: row for row in session.scalars(found)}
    known = {row.id for row in rows.values()}
    before = {row.id for row in rows.values() if row.watched}
    heard = {committee.ref: committee for committee in listed}
    rows |= _added(answer, [each for ref, each in heard.items() if ref not in rows])
    ever = set()
    for ref, row in rows.items():
        if said := heard.get(ref):
            _rename(session, row, said.title)
            row.category = said.category or row.category
            row.expired = said.expired or (row.expired and not whole)
        chosen, why = choice.choose(
            row.title, category=row.category, watch=place.watch_committees, skip=place.skip_committees
        )
        row.watched, row.why = chosen and not row.expired, "no longer meets" if row.expired else why
        if chosen:
            ever.add(ref)
    session.flush()
    watched = {ref: row.id for ref, row in rows.items() if row.watched}
    again = (set(watched.values()) & known) - before
    _take_up(answer, again)
    # One that no longer meets is left in peace: the minutes of its last meetings may still come.
    _leave(answer, [row for ref, row in rows.items() if row.id in before and ref not in ever])
    return _Chosen(
        watched=watched,
        ever={ref: rows[ref].id for ref in ever},
        begun=bool(set(watched.values()) - before),
        begun_again=bool(again),
    )


def _added(answer: Answer, new: Sequence[Committee]) -> dict[str, CommitteeRow]:
    """Rows for committees that were not known, each an entity of its own."""
    if not new:
        return {}
    session, place = answer.session, answer.place
    uids = {committee.ref: public_id("committee", place.key, committee.ref) for committee in new}
    entities = [
        {
            "uid": uids[committee.ref],
            "kind": "committee",
            "name": committee.title,
            "council_id": place.council_id,
            "valid_from": None,
            "valid_to": None,
            "public": True,
        }
        for committee in new
    ]
    upsert(session, Entity, entities, on=["uid"])
    ids = dict(session.execute(select(Entity.uid, Entity.id).where(Entity.uid.in_(uids.values()))).all())
    refs = [
        {"scheme": f"{place.key}:committee", "value": ref, "entity_id": ids[uid]} for ref, uid in uids.items()
    ]
    insert_new(session, EntityRef, refs, on=["scheme", "value"])
    rows = {
        committee.ref: CommitteeRow(
            entity_id=ids[uids[committee.ref]],
            source_id=place.id,
            ref=committee.ref,
            title=committee.title,
            category=committee.category,
            expired=committee.expired,
            watched=False,
            why="",
        )
        for committee in new
    }
    session.add_all(rows.values())
    return rows


def _rename(session: Session, row: CommitteeRow, title: str) -> None:
    if row.title == title:
        return
    row.title = title
    session.get_one(Entity, row.entity_id).name = title


def _take_up(answer: Answer, committees: Collection[int]) -> None:
    """Look at the meetings of committees that were left alone so far, as if they were new."""
    if not committees:
        return
    rows = answer.session.scalars(select(MeetingRow).where(MeetingRow.committee_id.in_(committees)))
    _look_at_new(answer, [_When(ref=row.ref, day=_day(row)) for row in rows])


def _leave(answer: Answer, committees: Collection[CommitteeRow]) -> None:
    """Look no more at what belongs to committees that are not watched any longer."""
    session, source = answer.session, answer.place.id
    for committee in committees:
        meetings = select(MeetingRow.id).where(MeetingRow.committee_id == committee.id)
        of_others = (
            select(Attachment.ref)
            .join(MeetingRow, MeetingRow.id == Attachment.meeting_id)
            .join(CommitteeRow, CommitteeRow.id == MeetingRow.committee_id)
            .where(Attachment.document_id == DocumentRow.id, CommitteeRow.watched)
        )
        papers = session.scalars(
            select(DocumentRow.ref)
            .join(Attachment, Attachment.document_id == DocumentRow.id)
            .where(Attachment.meeting_id.in_(meetings), ~of_others.exists())
        )
        refs = session.scalars(select(MeetingRow.ref).where(MeetingRow.id.in_(meetings)))
        keys = [key for ref in refs for key in (f"meeting:{ref}", f"page:{ref}")]
        reason = f"its committee is not watched any longer: {committee.why}"
        keys += [f"document:{ref}" for ref in papers]
        watching.stop(session, source=source, keys=keys, now=answer.now, reason=reason)


def _insert(answer: Answer, meetings: Iterable[ListedMeeting], committees: dict[str, int]) -> None:
    rows = [
        {
            "uid": public_id("meeting", answer.place.key, meeting.ref),
            "source_id": answer.place.id,
            "ref": meeting.ref,
            "committee_id": committees[meeting.committee_ref],
            "starts_local": starts_local(meeting),
            "zone": ZONE,
            "place": None,
            # That it is off is told when its page was asked, which may know better.
            "status": "" if is_cancelled(meeting.status) else meeting.status,
            "listed_status": meeting.status or None,
            "agenda_published": False,
            "decisions_published": False,
            "minutes_published": False,
            "fingerprint": NEVER_SEEN,
            "sequence": 0,
            "absences": 0,
            "first_seen_at": answer.now,
        }
        for meeting in meetings
    ]
    insert_new(answer.session, MeetingRow, rows, on=["source_id", "ref"])


def starts_local(meeting: ListedMeeting) -> str:
    """Day and wall-clock time of a listed meeting as ISO text."""
    return meeting.day.isoformat() if meeting.at is None else f"{meeting.day.isoformat()}T{meeting.at:%H:%M}"


def _compare(answer: Answer, meetings: Sequence[tuple[MeetingRow, ListedMeeting]]) -> None:
    """Look at the meetings of which the calendar says otherwise than they do themselves, and mind where each is found."""
    session, source = answer.session, answer.place.id
    differing = []
    for row, listed in meetings:
        row.listed_status = listed.status or row.listed_status
        if _differs(row, listed):
            differing.append((f"meeting:{listed.ref}", listed.url))
    watching.look_at(
        session,
        source=source,
        keys=differing,
        due_at=answer.now,
        reason="the calendar says otherwise than the meeting",
    )
    urls = {f"meeting:{listed.ref}": listed.url for _, listed in meetings if listed.url}
    if urls:
        watching.readdress(session, source=source, urls=urls)


def _differs(row: MeetingRow, listed: ListedMeeting) -> bool:
    """Whether a calendar says otherwise; what it does not say, status or hour, says nothing."""
    if listed.status and row.status != listed.status:
        return True
    if listed.at is None or "T" not in row.starts_local:
        return row.starts_local[:10] != listed.day.isoformat()
    return row.starts_local != starts_local(listed)


@dataclass(frozen=True, kw_only=True)
class _When:
    """A meeting to be looked at: its day, and its page where that cannot be made from the id."""

    ref: str
    day: date
    url: str | None = None


def _look_at_new(answer: Answer, meetings: Iterable[_When]) -> None:
    """New meetings are looked at when their agenda is due, at once if that is near or they were held of late; what was
    long over when we first looked is spread over the days to come.

    Sites whose meetings have addresses of their own have no What's New page that would name an early agenda.
    """
    today = london_date(answer.now)
    newest_first = sorted(meetings, key=lambda each: (each.day, each.ref), reverse=True)
    ahead = [each for each in newest_first if each.day >= today - _RECENT]
    first = [(each, answer.now if each.url else looking.at_new(each.day, now=answer.now)) for each in ahead]
    _put(answer, first, "new in the calendar")
    over = newest_first[len(ahead) :]
    if over:
        _put(answer, list(zip(over, _free_days(answer), strict=False)), _OVER)


def _free_days(answer: Answer) -> Iterator[datetime]:
    """When to look at what was over before our first look: so many a day, those that wait already included."""
    waiting = answer.session.scalars(
        select(WatchRow.due_at).where(
            WatchRow.source_id == answer.place.id, WatchRow.reason == _OVER, WatchRow.done_at.is_(None)
        )
    )
    taken = Counter(london_date(due_at) for due_at in waiting)
    a_day = backfill.pace(answer.session, answer.place.key)
    moment = answer.now
    while True:
        moment += timedelta(days=1)
        yield from [moment] * max(a_day - taken[london_date(moment)], 0)


def _put(answer: Answer, looks: Iterable[tuple[_When, datetime]], reason: str) -> None:
    watching.schedule(
        answer.session,
        source=answer.place.id,
        looks={f"meeting:{each.ref}": (each.url, due_at) for each, due_at in looks},
        reason=reason,
    )


def _spoken_of(calendar: Calendar, chosen: _Chosen, watched: dict[str, MeetingRow]) -> dict[str, MeetingRow]:
    """The meetings that a calendar would list if they still stood: those of its committees, within its days."""
    only = {number for ref, number in chosen.watched.items() if ref in calendar.only}
    first, last = calendar.first.isoformat(), calendar.last.isoformat()
    return {
        ref: row
        for ref, row in watched.items()
        if first <= row.starts_local[:10] <= last and (not calendar.only or row.committee_id in only)
    }


def _note_absences(
    answer: Answer, calendar: Calendar, expected: dict[str, MeetingRow]
) -> tuple[list[Row], str | None]:
    """A meeting to come that two healthy calendars in a row leave out is no longer listed, and that is news.

    Its own page is asked in between: it may have been put off to a month that was not asked for yet.
    """
    listed = {meeting.ref for meeting in calendar.meetings}
    _note_returns(row for ref, row in expected.items() if ref in listed)
    today = london_date(answer.now).isoformat()
    to_come = [row for row in expected.values() if row.starts_local[:10] >= today]
    missing = [row for row in to_come if row.ref not in listed]
    if doubt := _doubt(expected.values(), missing, to_come, listed):
        return [], doubt
    events = []
    for row in missing:
        row.absences += 1
        if row.absences == HEALTHY_ABSENCES and not is_cancelled(row.status):
            events.append(calling_off(answer, row, "no longer listed"))
    watching.look_at(
        answer.session,
        source=answer.place.id,
        keys=[(f"meeting:{row.ref}", None) for row in missing if row.absences == 1],
        due_at=answer.now,
        reason="missing from the calendar",
    )
    return answer.note(events), None


def _note_returns(listed: Iterable[MeetingRow]) -> None:
    for row in listed:
        if row.absences >= HEALTHY_ABSENCES:
            row.sequence += 1
        row.absences = 0


def _doubt(
    expected: Collection[MeetingRow],
    missing: Collection[MeetingRow],
    to_come: Collection[MeetingRow],
    listed: Collection[str],
) -> str | None:
    """Why a calendar is rather not whole than telling: it lost many meetings at once; what was missing before does not count."""
    lost = sum(row.absences == 0 for row in missing)
    held = sum(row.absences == 0 for row in to_come)
    if lost >= _LOST_AT_ONCE and lost * 3 > held:
        return f"the calendar lists {held - lost} of the {held} meetings to come that it listed before"
    before = sum(row.absences == 0 for row in expected)
    if before >= _LOST_AT_ONCE and not any(row.ref in listed for row in expected):
        return f"the calendar lists none of the {before} meetings that it listed before"
    return None


def _day(row: MeetingRow) -> date:
    return date.fromisoformat(row.starts_local[:10])


def committees_of(session: Session) -> dict[str, list[tuple[str, bool, str]]]:
    """The committees of each source, by key: title, whether watched, and why."""
    found: dict[str, list[tuple[str, bool, str]]] = {}
    rows = session.execute(
        select(SourceRow.key, CommitteeRow.title, CommitteeRow.watched, CommitteeRow.why)
        .join(SourceRow, SourceRow.id == CommitteeRow.source_id)
        .order_by(SourceRow.key, CommitteeRow.watched.desc(), CommitteeRow.title)
    )
    for key, title, watched, why in rows:
        found.setdefault(key, []).append((title, watched, why))
    return found
