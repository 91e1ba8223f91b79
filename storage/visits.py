"""Visits of Ofsted to councils, by focus and days, as known at a moment: from letters, and before these from councils' papers."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.cited import Stated, overlap
from domain.document import EventType
from domain.fact import FactType
from domain.instants import london_date
from domain.notice import can_be
from domain.publication_calendar import Pause, pauses_of
from domain.source import Channel
from domain.visits import FOCUSED, KINDS, Judged, Visit
from domain.visits import visits as told_of
from storage import diary
from storage.pauses import elections
from storage.schema import Attachment, DocumentRow, Publication
from storage.stated import stated


def visits(
    session: Session,
    councils: Collection[str] | None = None,
    *,
    as_of: datetime,
    focus: str | None = None,
    visited: str | None = None,
    kinds: Collection[str] = (FOCUSED,),
) -> tuple[Visit, ...]:
    """The visits to councils (slugs; all without) by day and council.

    With `focus` (an id of focuses.csv) only those that looked at it, with `visited` (EDTF) only those of that time. A few
    statements however many visits.
    """
    told = stated(session, councils, as_of=as_of, events=KINDS, types=(FactType.FINDING, FactType.JUDGEMENT))
    told = _with_days_of_agendas(session, told, as_of)
    day = london_date(as_of)
    names = {each.slug: each.name for each in diary.councils(session).values()}
    polls = elections(session)

    def paused(council: str, since: date) -> list[Pause]:
        return pauses_of(council, polls, first=since, last=day)

    found = told_of(told, names=names, day=day, judged=judged(told), pauses=paused)
    return tuple(
        sorted(
            (
                each
                for each in found
                if each.what in kinds
                and (focus is None or focus in each.focus)
                and (visited is None or overlap(visited, each.visited))
            ),
            key=lambda each: (each.visited or "", each.council_name, each.what),
        )
    )


def _with_days_of_agendas(session: Session, told: Sequence[Stated], as_of: datetime) -> list[Stated]:
    """Statements of councils' papers that print no day, with the day that the site prints for the agenda they came out with."""
    undated = {
        each.cited.document
        for each in told
        if each.cited.channel == Channel.COMMITTEE and each.cited.published is None
    }
    if not undated:
        return list(told)
    rows = session.execute(
        select(DocumentRow.uid, Publication.published, Publication.first_seen_at)
        .join(Attachment, Attachment.document_id == DocumentRow.id)
        .join(Publication, Publication.meeting_id == Attachment.meeting_id)
        .where(
            DocumentRow.uid.in_(sorted(undated)),
            Publication.type == EventType.AGENDA_PUBLISHED,
            Publication.published.is_not(None),
            Publication.first_seen_at <= as_of,
            Attachment.first_seen_at <= Publication.first_seen_at,
        )
        .order_by(Publication.first_seen_at.desc())
    )
    days = {
        document: published
        for document, published, seen in rows
        if published and can_be(diary.day_of(published), at=seen, looked=None)
    }
    return [
        replace(each, cited=replace(each.cited, published=days[each.cited.document]))
        if each.cited.published is None and each.cited.document in days
        else each
        for each in told
    ]


def judged(told: Collection[Stated]) -> dict[str, list[Judged]]:
    """The grades that Ofsted gave, by council, those of the newest inspection first."""
    found: dict[str, list[Judged]] = defaultdict(list)
    for each in told:
        if each.type is FactType.JUDGEMENT and each.cited.official:
            found[each.council].append(
                Judged(
                    aspect=each.word("aspect") or "",
                    grade=each.word("grade") or "",
                    inspected=each.word("inspected"),
                    published=each.word("published") or each.cited.published,
                    cited=each.cited,
                )
            )
    for grades in found.values():
        grades.sort(key=lambda each: each.inspected or each.published or "", reverse=True)
    return found
