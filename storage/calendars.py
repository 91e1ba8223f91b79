"""Calendars: which committees a council has and when they mean to meet; what changed there is looked at again."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import committees as choice
from domain.document import EventType, Origin
from domain.instants import london_date
from domain.meeting import ZONE, Calendar, Committee, ListedEvent, ListedMeeting
from domain.uid import public_id
from storage import watching
from storage.documents import note_publication
from storage.schema import Announcement, Capture, CommitteeRow, Entity, EntityRef, MeetingRow, SourceRow
from storage.sources import Place
from storage.writing import Row, insert_new, upsert

# Meetings longer past than this at our first look may wait: they are looked at so many a day, the newest first.
_RECENT = timedelta(days=60)
_OLDER_ONES_A_DAY = 10
# A meeting must be missing from this many healthy calendars before it counts as gone.
_HEALTHY_ABSENCES = 2
# A calendar that drops so many meetings at once, and more than a third of those to come, is broken; it cancels nothing.
_LOST_AT_ONCE = 3
_CANCELLED = ("cancel", "abandon", "withdrawn", "postpone")
NEVER_SEEN = ""  # the fingerprint of a meeting that is listed but was not looked at yet


def keep_calendar(
    session: Session, calendar: Calendar, *, place: Place, run: int, now: datetime
) -> list[Row]:
    """Keep a calendar; meetings that are new, moved or called off are put on the watch queue. Returns changes to be noted."""
    rows = keep_committees(session, calendar.committees, place)
    watched = {row.ref: row.id for row in rows if row.watched}
    meetings = [meeting for meeting in calendar.meetings if meeting.committee_ref in watched]
    known = {
        row.ref: row for row in session.scalars(select(MeetingRow).where(MeetingRow.source_id == place.id))
    }
    new = [meeting for meeting in meetings if meeting.ref not in known]
    _insert(session, new, watched, place, now)
    changed = [
        meeting for meeting in meetings if meeting.ref in known and _differs(known[meeting.ref], meeting)
    ]
    _look_at_new(session, new, place, now)
    _look_at(session, changed, place, now, "the calendar says otherwise than the meeting")
    return _note_absences(session, calendar, known, place, run=run, now=now)


def keep_events(session: Session, events: Sequence[ListedEvent], *, place: Place, now: datetime) -> None:
    """Keep what a What's New page or feed announces; each meeting that it names is looked at, unless it was since that day."""
    announced: list[Row] = [
        {"source_id": place.id, "meeting_ref": event.meeting_ref, "what": event.what, "day": event.day}
        for event in events
        if event.meeting_ref
    ]
    insert_new(session, Announcement, announced, on=["source_id", "meeting_ref", "what", "day"])
    days = {
        event.meeting_ref: event.day
        for event in sorted(events, key=lambda event: event.day)
        if event.meeting_ref
    }
    known = set(
        session.scalars(
            select(MeetingRow.ref).where(MeetingRow.source_id == place.id, MeetingRow.ref.in_(list(days)))
        )
    )
    seen = _last_looks(session, known, place)
    stale = [ref for ref in known if ref not in seen or london_date(seen[ref]) <= days[ref]]
    keys = [(f"meeting:{ref}", None) for ref in sorted(stale)]
    watching.look_at(session, source=place.id, keys=keys, due_at=now, reason="named among what is new")


def is_cancelled(status: str) -> bool:
    """Whether a source's own word for a meeting's status means that it will not be held."""
    return status.lower().startswith(_CANCELLED)


def is_off(meeting: MeetingRow) -> bool:
    """Whether a meeting will not be held as far as we know: called off, or gone from the calendar."""
    return is_cancelled(meeting.status) or meeting.absences >= _HEALTHY_ABSENCES


def keep_committees(session: Session, found: Iterable[Committee], place: Place) -> list[CommitteeRow]:
    """Keep committees, each watched or not by its title; all that are known of the source then."""
    listed = list(found)
    uids = {committee.ref: public_id("committee", place.key, committee.ref) for committee in listed}
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
        for committee in listed
    ]
    upsert(session, Entity, entities, on=["uid"])
    ids = dict(session.execute(select(Entity.uid, Entity.id).where(Entity.uid.in_(uids.values()))).all())
    refs = [
        {"scheme": f"{place.key}:committee", "value": ref, "entity_id": ids[uid]} for ref, uid in uids.items()
    ]
    insert_new(session, EntityRef, refs, on=["scheme", "value"])
    rows = []
    for committee in listed:
        watched, why = choice.choose(
            committee.title, watch=place.watch_committees, skip=place.skip_committees
        )
        rows.append(
            {
                "entity_id": ids[uids[committee.ref]],
                "source_id": place.id,
                "ref": committee.ref,
                "title": committee.title,
                "expired": committee.expired,
                "watched": watched and not committee.expired,
                "why": "no longer meets" if committee.expired else why,
            }
        )
    upsert(session, CommitteeRow, rows, on=["source_id", "ref"])
    return list(session.scalars(select(CommitteeRow).where(CommitteeRow.source_id == place.id)))


def _insert(
    session: Session,
    meetings: Iterable[ListedMeeting],
    committees: dict[str, int],
    place: Place,
    now: datetime,
) -> None:
    rows = [
        {
            "uid": public_id("meeting", place.key, meeting.ref),
            "source_id": place.id,
            "ref": meeting.ref,
            "committee_id": committees[meeting.committee_ref],
            "starts_local": starts_local(meeting),
            "zone": ZONE,
            "place": None,
            "status": meeting.status,
            "agenda_published": False,
            "decisions_published": False,
            "minutes_published": False,
            "fingerprint": NEVER_SEEN,
            "sequence": 0,
            "absences": 0,
            "first_seen_at": now,
        }
        for meeting in meetings
    ]
    insert_new(session, MeetingRow, rows, on=["source_id", "ref"])


def starts_local(meeting: ListedMeeting) -> str:
    """Day and wall-clock time of a listed meeting as ISO text."""
    return meeting.day.isoformat() if meeting.at is None else f"{meeting.day.isoformat()}T{meeting.at:%H:%M}"


def _differs(row: MeetingRow, meeting: ListedMeeting) -> bool:
    return row.starts_local != starts_local(meeting) or row.status != meeting.status


def _look_at_new(session: Session, meetings: Iterable[ListedMeeting], place: Place, now: datetime) -> None:
    """New meetings are looked at now; what was long over when we first looked is spread over the days to come."""
    recent = london_date(now) - _RECENT
    newest_first = sorted(meetings, key=lambda meeting: (meeting.day, meeting.ref), reverse=True)
    _look_at(session, [m for m in newest_first if m.day >= recent], place, now, "new in the calendar")
    older = [m for m in newest_first if m.day < recent]
    for day, start in enumerate(range(0, len(older), _OLDER_ONES_A_DAY), start=1):
        some = older[start : start + _OLDER_ONES_A_DAY]
        _look_at(session, some, place, now + timedelta(days=day), "over before our first look")


def _look_at(
    session: Session, meetings: Iterable[ListedMeeting], place: Place, now: datetime, reason: str
) -> None:
    keys = [(f"meeting:{meeting.ref}", None) for meeting in meetings]
    watching.look_at(session, source=place.id, keys=keys, due_at=now, reason=reason)


def _note_absences(
    session: Session,
    calendar: Calendar,
    known: dict[str, MeetingRow],
    place: Place,
    *,
    run: int,
    now: datetime,
) -> list[Row]:
    """A meeting to come that two healthy calendars in a row leave out is no longer listed, and that is news."""
    listed = {meeting.ref for meeting in calendar.meetings}
    _note_returns(row for ref, row in known.items() if ref in listed)
    first, last = max(london_date(now), calendar.first).isoformat(), calendar.last.isoformat()
    to_come = {ref: row for ref, row in known.items() if first <= row.starts_local[:10] <= last}
    missing = [row for ref, row in to_come.items() if ref not in listed]
    if _is_broken(missing, to_come.values()):
        return []
    changes: list[Row] = []
    for row in missing:
        row.absences += 1
        if row.absences != _HEALTHY_ABSENCES or is_cancelled(row.status):
            continue
        changes += note_publication(
            session,
            EventType.CANCELLED,
            subject=row.uid,
            detail=f"{row.sequence}: no longer listed",
            place=place,
            run=run,
            now=now,
            origin=Origin.WATCH,
            meeting=row.id,
            before=row.status,
            after="no longer listed",
        )
        row.sequence += 1
    return changes


def _note_returns(listed: Iterable[MeetingRow]) -> None:
    for row in listed:
        if row.absences >= _HEALTHY_ABSENCES:
            row.sequence += 1
        row.absences = 0


def _is_broken(missing: Iterable[MeetingRow], to_come: Iterable[MeetingRow]) -> bool:
    """Whether a calendar lost so many meetings at once that it is rather not whole; what was missing before does not count."""
    lost = sum(row.absences == 0 for row in missing)
    held = sum(row.absences == 0 for row in to_come)
    return lost >= _LOST_AT_ONCE and lost * 3 > held


def _last_looks(session: Session, refs: Iterable[str], place: Place) -> dict[str, datetime]:
    keys = [f"meeting:{ref}" for ref in refs]
    rows = session.execute(
        select(Capture.watch_key, func.max(Capture.asked_at))
        .where(
            Capture.source_id == place.id,
            Capture.watch_key.in_(keys),
            Capture.status == 200,
            Capture.error.is_(None),
            Capture.sha256.is_not(None),
        )
        .group_by(Capture.watch_key)
    )
    return {key.removeprefix("meeting:"): moment for key, moment in rows}


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
