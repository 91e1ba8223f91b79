"""Meetings: what a meeting's page says now, held against what it said before, gives typed events and versions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, select

from domain import committees, looking, minutes
from domain.document import EventType, Origin
from domain.instants import london_date
from domain.meeting import AgendaItem, Attendee, Meeting
from domain.probe import Road
from storage import calendars, issues, members, papers, proceedings, watching
from storage.answer import Answer
from storage.documents import newest_version
from storage.look import Look, begin, listed
from storage.schema import AgendaItemRow, Attachment, MeetingRow, Publication
from storage.writing import Row, upsert

# An earlier meeting whose minutes an agenda carries lies within so many meetings of the same body.
_MEETINGS_BACK = 12


def keep_meeting(answer: Answer, meeting: Meeting) -> list[Row]:
    """Keep a meeting's page; its papers are put on the watch queue. Returns changes to be noted.

    A meeting that no calendar listed is passed over: whose it is cannot be known.
    """
    look = begin(answer, meeting)
    if look is None:
        _done(answer)
        return []
    missing = any(paper.listed and paper.absences for paper in look.known)
    changed = look.row.fingerprint != look.meeting.fingerprint
    ask_page = _may_name_issues(look) or (changed and _is_short_of_files(meeting))
    if changed or missing:
        _keep_changed(look)
    if not look.row.minutes_published:
        _find_minutes(look)
    members.keep_attendance(answer, look.row.id, meeting.attendees)
    papers.put_on_queue(look)
    changes = look.told()
    _look_again(look, changed=changed, ask_page=ask_page)
    return changes


def keep_attendance(answer: Answer, attendees: Sequence[Attendee]) -> None:
    """Keep who was at a meeting, as the page of its own says that stands beside the meeting's."""
    held = answer.session.scalar(
        select(MeetingRow.id).where(MeetingRow.source_id == answer.place.id, MeetingRow.ref == answer.ref)
    )
    if held is not None:
        members.keep_attendance(answer, held, attendees)
    _done(answer)


def keep_page(answer: Answer, meeting: Meeting) -> list[Row]:
    """Keep what the page of a meeting shows beyond the web service: packs, supplements, sizes, issues."""
    look = begin(answer, meeting)
    if look is not None:
        papers.ensure_listed(look)
        papers.keep_packs(look)
        papers.put_on_queue(look)
        issues.follow(answer, _new_issues(look))
        for item in meeting.items:
            if item.issue_ref and item.ref in look.items:
                look.items[item.ref].issue_ref = item.issue_ref
    _done(answer)
    return look.told() if look else []


def keep_item(answer: Answer, item: AgendaItem) -> list[Row]:
    """Keep the words of an item that its meeting's page shows only the beginning of."""
    found = answer.session.execute(
        select(AgendaItemRow, MeetingRow)
        .join(MeetingRow, MeetingRow.id == AgendaItemRow.meeting_id)
        .where(MeetingRow.source_id == answer.place.id, AgendaItemRow.ref == item.ref)
    ).first()
    _done(answer)
    if found is None:
        return []
    row, meeting = found
    look = begin(answer, _as_kept(meeting))
    if look is None:
        return []
    own = replace(item, number=row.number, position=row.position, title=row.title)
    proceedings.keep_full(look, own)
    return look.told()


def failed(answer: Answer) -> list[Row]:
    """A meeting's page could not be had. If the calendar says that it is off, or no longer lists it, that is all there is."""
    row = answer.session.scalar(
        select(MeetingRow).where(MeetingRow.source_id == answer.place.id, MeetingRow.ref == answer.ref)
    )
    if row is None:
        return []
    if row.absences >= calendars.HEALTHY_ABSENCES:
        reason = "no longer listed, and its page is gone"
        watching.stop(
            answer.session, source=answer.place.id, keys=[answer.key], now=answer.now, reason=reason
        )
        return []
    word = row.listed_status
    if word is None or not calendars.is_cancelled(word) or calendars.is_cancelled(row.status):
        return []
    event = calendars.calling_off(answer, row, word)
    row.status = word
    return answer.note([event])


def _keep_changed(look: Look) -> None:
    """Keep a page that is not as it was."""
    papers.ensure_listed(look)
    _keep_status(look)
    proceedings.keep_agenda(look)
    papers.keep_papers(look)
    proceedings.keep_decisions(look)
    proceedings.keep_minutes(look)
    _keep_restrictions(look)
    _look_at_others(look)
    _remember(look)
    if look.origin is not Origin.BACKFILL:
        issues.follow(look.answer, _new_issues(look))


def _keep_status(look: Look) -> None:
    """Called off, or another day, hour."""
    row, meeting = look.row, look.meeting
    if calendars.is_cancelled(meeting.status) and not calendars.is_off(row):
        look.note(
            EventType.CANCELLED,
            detail=f"{row.sequence}: {meeting.status}",
            before=None if calendars.is_cancelled(row.status) else row.status or None,
            after=meeting.status,
        )
        row.sequence += 1
    elif calendars.is_cancelled(row.status) and not calendars.is_cancelled(meeting.status):
        row.sequence += 1
    if row.starts_local == meeting.starts_local:
        return
    if not _is_same_but_for_the_hour(row.starts_local, meeting):
        look.note(
            EventType.MOVED,
            detail=f"{row.sequence}: {meeting.starts_local}",
            before=row.starts_local,
            after=meeting.starts_local,
        )
        row.sequence += 1
    if row.starts_local[:10] != meeting.day.isoformat():
        proceedings.redate(look)


def _is_same_but_for_the_hour(before: str, meeting: Meeting) -> bool:
    """A day whose hour becomes known, or is not said any more, is no move."""
    unknown = meeting.at is None or "T" not in before
    return unknown and before[:10] == meeting.day.isoformat()


def _keep_restrictions(look: Look) -> None:
    """An item that is closed or opened as a whole, where none of its papers tells of it."""
    told = {
        event.item for event in look.events if event.type in (EventType.RESTRICTED, EventType.UNRESTRICTED)
    }
    for item in look.meeting.items:
        before = look.items.get(item.ref)
        if before is None or before.restricted == item.restricted or item.ref in told or look.by_another_road:
            continue
        look.note(
            EventType.RESTRICTED if item.restricted else EventType.UNRESTRICTED,
            subject=f"item {item.ref}",
            detail=look.answer.now.isoformat(),
            item=item.ref,
            before=before.title,
            after=item.title,
        )


def _remember(look: Look) -> None:
    row, meeting = look.row, look.meeting
    if not (meeting.at is None and row.starts_local[:10] == meeting.day.isoformat()):
        row.starts_local = meeting.starts_local
    row.place, row.status, row.road = meeting.place or row.place, meeting.status, meeting.road
    row.agenda_published = row.agenda_published or meeting.agenda_published
    row.decisions_published = row.decisions_published or meeting.decisions_published
    row.minutes_published = row.minutes_published or meeting.minutes_published
    row.fingerprint = meeting.fingerprint
    kept = {item.ref for item in meeting.items}
    if meeting.agenda_published and kept and look.items.keys() - kept:
        look.session.execute(
            delete(AgendaItemRow).where(AgendaItemRow.meeting_id == row.id, AgendaItemRow.ref.not_in(kept))
        )
    upsert(
        look.session,
        AgendaItemRow,
        [_item_row(row.id, item, look.items.get(item.ref)) for item in meeting.items],
        on=["meeting_id", "ref"],
    )


def _item_row(meeting: int, item: AgendaItem, before: AgendaItemRow | None) -> Row:
    """An item as it stands now; what this road cannot say of it stays as it was said."""
    said = before.restriction if before and item.restricted else None
    return {
        "meeting_id": meeting,
        "ref": item.ref,
        "position": item.position,
        "number": item.number,
        "title": item.title,
        "restricted": item.restricted,
        "restriction": item.restriction or said,
        "to_follow": item.to_follow,
        "issue_ref": item.issue_ref or (before.issue_ref if before else None),
    }


def _new_issues(look: Look) -> list[str]:
    """The issues that items name now and did not name before."""
    return [
        item.issue_ref
        for item in look.meeting.items
        if item.issue_ref and (item.ref not in look.items or look.items[item.ref].issue_ref != item.issue_ref)
    ]


def _look_at_others(look: Look) -> None:
    """Look again at the earlier meetings whose minutes this agenda carries: at once while none are known, and else after
    this meeting, which approves them and may amend them first."""
    if look.origin is Origin.BACKFILL or not look.meeting.agenda_published:
        return
    known = {row.ref for row in look.known}
    titles = [
        *(item.title for item in look.meeting.items if look.with_agenda or item.ref not in look.items),
        *(paper.title for _, paper in listed(look.meeting) if look.with_agenda or paper.ref not in known),
    ]
    carried = [days for title in titles if (days := minutes.carried(title)) is not None]
    if not carried:
        return
    earlier = look.session.scalars(
        select(MeetingRow)
        .where(
            MeetingRow.committee_id == look.row.committee_id,
            MeetingRow.starts_local < look.meeting.day.isoformat(),
        )
        .order_by(MeetingRow.starts_local.desc())
        .limit(_MEETINGS_BACK)
    ).all()
    held = [row for row in earlier if not calendars.is_off(row)]
    named = {day.isoformat() for days in carried for day in days}
    meant = [row for row in held if row.starts_local[:10] in named]
    if () in carried and held and held[0] not in meant:
        meant.append(held[0])
    approval = looking.at_approval(look.meeting.day, now=look.answer.now)
    watching.schedule(
        look.session,
        source=look.answer.place.id,
        looks={
            f"meeting:{row.ref}": (None, approval if row.minutes_published else look.answer.now)
            for row in meant
        },
        reason="an agenda carries its minutes",
    )


def _find_minutes(look: Look) -> None:
    """Where a held meeting has no minutes of its own, a paper of a later meeting that carries them counts as theirs."""
    meeting = look.meeting
    if meeting.day >= london_date(look.answer.now) or calendars.is_off(look.row):
        return
    later = look.session.execute(
        select(MeetingRow, Attachment, AgendaItemRow.title)
        .outerjoin(
            Attachment,
            (Attachment.meeting_id == MeetingRow.id)
            & Attachment.listed
            & Attachment.document_id.is_not(None)
            & Attachment.title.ilike("%minutes%"),
        )
        .outerjoin(
            AgendaItemRow,
            (AgendaItemRow.meeting_id == MeetingRow.id) & (AgendaItemRow.ref == Attachment.item_ref),
        )
        .where(
            MeetingRow.committee_id == look.row.committee_id,
            MeetingRow.starts_local > (meeting.day + timedelta(days=1)).isoformat(),
        )
        .order_by(MeetingRow.starts_local, Attachment.ref)
    ).all()
    held = [(row, paper, item) for row, paper, item in later if not calendars.is_off(row)]
    for row, paper, item in held:
        if paper is None or paper.document_id is None:
            continue
        if _carries(meeting.day, paper.title, item, is_next=row is held[0][0]):
            version = newest_version(look.session, paper.document_id)
            look.row.minutes_published = True
            look.note(
                EventType.MINUTES_PUBLISHED,
                version=version,
                document=paper.document_id,
                published=paper.published,
            )
            return


def _carries(day: date, paper: str, item: str | None, *, is_next: bool) -> bool:
    """Whether a paper of a later meeting is the minutes of this day's: by its own title, else by its item's."""
    days = minutes.carried(paper)
    if item is not None and not days:
        days = minutes.carried(item) or days
    return days is not None and (day in days or (not days and is_next))


def _look_again(look: Look, *, changed: bool, ask_page: bool) -> None:
    """Put the meeting on the queue again, and with it what its answer showed only in part."""
    session, source, now = look.session, look.answer.place.id, look.answer.now
    row, meeting = look.row, look.meeting
    absent = any(paper.listed and paper.absences for paper in look.known)
    again = looking.at_meeting(
        meeting.day,
        now=now,
        agenda=row.agenda_published,
        awaited=any(item.to_follow for item in meeting.items),
        cancelled=calendars.is_cancelled(meeting.status),
        minutes_since=_minutes_since(look),
        next_meeting=calendars.next_meeting(look.session, look.row),
    )
    watching.looked_at(
        session,
        source=source,
        key=f"meeting:{meeting.ref}",
        now=now,
        again_at=looking.tomorrow(now) if absent else again,
        reason="a document is missing" if absent else "watched until its minutes have settled",
    )
    more = [f"item:{item.ref}" for item in meeting.items if item.is_cut]
    if ask_page and meeting.road == Road.WS:
        more.append(f"page:{meeting.ref}")
    if changed and meeting.road == Road.HTML and meeting.minutes_published:
        more.append(f"attendance:{meeting.ref}")
    watching.look_at(
        session,
        source=source,
        keys=[(key, None) for key in more],
        due_at=now,
        reason="the meeting's answer does not hold it",
    )


def _may_name_issues(look: Look) -> bool:
    """Whether the meeting's page is to be asked which issues its agenda takes up: the web service names none.

    Once, when the agenda is new; and of a body that takes up what we follow, whatever else an operator has us watch.
    """
    is_news = look.with_agenda and look.origin is not Origin.BACKFILL
    return is_news and committees.choose(look.committee)[0]


def _is_short_of_files(meeting: Meeting) -> bool:
    """Whether only the meeting's page can have the papers (as a pack) or the minutes (as printed)."""
    no_papers = meeting.agenda_published and not any(True for _ in listed(meeting))
    no_minutes = meeting.minutes_published and not any(item.minutes for item in meeting.items)
    return no_papers or no_minutes


def _minutes_since(look: Look) -> datetime | None:
    return look.session.scalar(
        select(func.min(Publication.first_seen_at)).where(
            Publication.meeting_id == look.row.id, Publication.type == EventType.MINUTES_PUBLISHED
        )
    )


def _as_kept(row: MeetingRow) -> Meeting:
    """A meeting as it is kept, without its items."""
    starts = datetime.fromisoformat(row.starts_local)
    return Meeting(
        ref=row.ref,
        committee_ref=None,
        committee_title=None,
        day=starts.date(),
        at=starts.time() if "T" in row.starts_local else None,
        status=row.status,
        road=row.road,
    )


def _done(answer: Answer) -> None:
    watching.looked_at(answer.session, source=answer.place.id, key=answer.key, now=answer.now)
