"""Motions on a subject, council by council, as of a moment: how each ended, and what became of what it asked for.

A motion can end without a vote: taken off the agenda before the meeting, or withdrawn at it. What is not known is said.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from domain.actions import Proof, State
from domain.document import DocumentKind
from domain.fact import FactType
from domain.instants import london_date
from domain.spoken import plain_day
from storage import diary
from storage.actions import ActionSeen, actions
from storage.diary import SHOWN, CouncilKnown, MeetingKnown, day_of
from storage.schema import (
    Attachment,
    DocumentRow,
    Entity,
    FactRow,
    MeetingRow,
    PageRow,
    SourceRow,
    TextRow,
    VersionRow,
)
from storage.subjects import stems

TAKEN_OFF = "taken off the agenda"
PUT = "put"  # on an agenda, and no outcome is known yet
_MOTION = re.compile(r"\bmotions?\b", re.IGNORECASE)
_CARRIED = ("carried", "carried as amended")
# Which of several texts about one vote is believed: the more final one.
_RANK = {DocumentKind.MINUTES: 2, DocumentKind.REPORT: 1}


@dataclass(frozen=True, kw_only=True)
class MotionSeen:
    """A motion: whose, where and when it was put, how it ended, and which words an amendment took out or put in.

    `gone` is the day on which it was first seen to be off the agenda. `duties` are what it asked to be brought back.
    """

    council: str
    council_name: str
    body: str | None
    meeting: str | None
    day: date | None
    what: str
    outcome: str
    proof: Proof | None
    removed: str | None = None
    added: str | None = None
    gone: date | None = None
    duties: tuple[ActionSeen, ...] = ()

    @property
    def words(self) -> str:
        """`Wolden: withdrawn 11-12 Nov 2026`; `Estmere: carried as amended 20 Jan 2027 (the words “…” removed)`"""
        changes = [
            f"the words “{words}” {verb}"
            for words, verb in ((self.removed, "removed"), (self.added, "added"))
            if words
        ]
        amended = f" ({'; '.join(changes)})" if changes else ""
        return f"{self.council_name}: {self.outcome} {self._when}{amended}".rstrip()

    @property
    def _when(self) -> str:
        """`15 Oct 2026`, or `11-12 Nov 2026` where it was off the agenda before the meeting."""
        if self.day is None:
            return ""
        if self.gone is None or self.gone >= self.day:
            return plain_day(self.day)
        if (self.gone.year, self.gone.month) == (self.day.year, self.day.month):
            return f"{self.gone.day}-{plain_day(self.day)}"
        return f"{plain_day(self.gone)} to {plain_day(self.day)}"

    @property
    def duty_words(self) -> tuple[str, ...]:
        """What became of what it asked for: `no report found; Full Council of 18 Nov 2027 had 14 items`."""
        return tuple(map(_duty, self.duties))


def _duty(duty: ActionSeen) -> str:
    if duty.state is not State.NO_UPDATE:
        return duty.outcome.words
    held = duty.outcome.held_words
    return f"no report found; {held}" if held else duty.outcome.words


@dataclass(frozen=True, kw_only=True)
class _Vote:
    """A vote that a text tells of, and the texts that stand under it."""

    council: int
    meeting: int | None
    motion: MotionSeen
    fact: FactRow
    rank: tuple[int, int]


def motions(
    session: Session, subject: str, councils: Collection[str] | None = None, *, as_of: datetime
) -> tuple[MotionSeen, ...]:
    """The motions on a subject (words, in any form) that were known at a moment, by day and council; one row a meeting."""
    wanted = stems(subject)
    known = diary.councils(session)
    some = {each.id: each for each in known.values() if councils is None or each.slug in councils}
    if not wanted or not some:
        return ()
    meetings = {each.id: each for each in diary.meetings(session, some, as_of=as_of)}
    votes = list(_votes(session, some, meetings, wanted, as_of))
    found: dict[tuple[int, object], MotionSeen] = {}
    for vote in sorted(votes, key=lambda vote: (vote.rank, vote.fact.id)):
        found[vote.council, vote.meeting or vote.motion.day] = vote.motion
    found = _with_agendas(found, session, some, meetings, wanted, as_of)
    with_duties = _with_duties(session, found, votes, as_of)
    return tuple(sorted(with_duties, key=lambda each: (each.day or date.max, each.council)))


# --- Votes ------------------------------------------------------------------------------------------------------------


def _votes(
    session: Session,
    councils: dict[int, CouncilKnown],
    meetings: dict[int, MeetingKnown],
    wanted: frozenset[str],
    as_of: datetime,
) -> Iterator[_Vote]:
    rows = session.execute(
        select(FactRow, VersionRow, DocumentRow, Entity.council_id, PageRow)
        .join(Entity, Entity.id == FactRow.about)
        .join(VersionRow, VersionRow.id == FactRow.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .join(PageRow, (PageRow.text_id == FactRow.text_id) & (PageRow.number == FactRow.page))
        .where(
            FactRow.type == FactType.MOTION,
            FactRow.until_run.is_(None),
            or_(FactRow.fields["of"].as_string().is_(None), FactRow.fields["of"].as_string() != "amendment"),
            Entity.kind == "council",
            Entity.council_id.in_(councils),
            VersionRow.first_seen_at <= as_of,
            VersionRow.access.in_(SHOWN),
        )
        .order_by(FactRow.id)
    ).all()
    under = _meetings_of(session, {document.id for _, _, document, _, _ in rows}, as_of)
    by_day = {(each.committee_id, each.day): each for each in meetings.values()}
    for fact, version, document, council, page in rows:
        what = str(fact.fields["what"])
        heading = (page.words or "").partition("\n")[0] if page.item else ""
        if not wanted <= stems(f"{what}\n{heading}"):
            continue
        meeting = _held(fact, meetings.get(document.meeting_id or under.get(document.id, 0)), by_day)
        yield _Vote(
            council=council or 0,
            meeting=meeting.id if meeting else None,
            fact=fact,
            rank=(_RANK.get(DocumentKind(document.kind), 0), version.id),
            motion=MotionSeen(
                council=councils[council or 0].slug,
                council_name=councils[council or 0].name,
                body=meeting.committee if meeting else None,
                meeting=meeting.uid if meeting else None,
                day=meeting.day if meeting else day_of(fact.stated),
                what=what,
                outcome=str(fact.fields["outcome"]),
                removed=_field(fact, "removed"),
                added=_field(fact, "added"),
                proof=Proof(
                    document=document.uid,
                    version=version.number,
                    title=version.title,
                    page=fact.page,
                    quote=fact.quote,
                ),
            ),
        )


def _held(
    fact: FactRow, listed: MeetingKnown | None, by_day: dict[tuple[int, date], MeetingKnown]
) -> MeetingKnown | None:
    """The meeting at which a vote was taken: minutes hang under the next meeting too, which is to approve them."""
    stated = day_of(fact.stated)
    if listed is None or stated is None or stated == listed.day:
        return listed
    return by_day.get((listed.committee_id, stated))


def _meetings_of(session: Session, documents: Iterable[int], as_of: datetime) -> dict[int, int]:
    """The meeting that each of these papers hung under first."""
    found: dict[int, int] = {}
    for some in diary.batches(documents):
        rows = session.execute(
            select(Attachment.document_id, Attachment.meeting_id)
            .join(MeetingRow, MeetingRow.id == Attachment.meeting_id)
            .where(Attachment.document_id.in_(some), Attachment.first_seen_at <= as_of)
            .order_by(MeetingRow.starts_local.desc())
        )
        found |= {document: meeting for document, meeting in rows if document is not None}
    return found


def _field(fact: FactRow, name: str) -> str | None:
    value = fact.fields.get(name)
    return str(value) if value is not None else None


# --- Agendas ----------------------------------------------------------------------------------------------------------


def _with_agendas(
    found: dict[tuple[int, object], MotionSeen],
    session: Session,
    councils: dict[int, CouncilKnown],
    meetings: dict[int, MeetingKnown],
    wanted: frozenset[str],
    as_of: datetime,
) -> dict[tuple[int, object], MotionSeen]:
    """What agendas add: motions without a known outcome, and those that were taken off before the meeting."""
    for meeting, seen in _on_agendas(session, councils, meetings, wanted, as_of):
        meeting_id = meeting.id
        known = found.get((meeting.council_id, meeting_id))
        if known is None:
            council = councils[meeting.council_id]
            known = MotionSeen(
                council=council.slug,
                council_name=council.name,
                body=meeting.committee,
                meeting=meeting.uid,
                day=meeting.day,
                what=seen.title,
                outcome=TAKEN_OFF if seen.gone else PUT,
                proof=seen.proof,
            )
        found[meeting.council_id, meeting_id] = replace(known, gone=seen.gone)
    return found


@dataclass(frozen=True, kw_only=True)
class _OnAgenda:
    """A motion as an agenda had it, and when it was first seen to be gone from it."""

    title: str
    proof: Proof
    gone: date | None


def _on_agendas(
    session: Session,
    councils: Collection[int],
    meetings: dict[int, MeetingKnown],
    wanted: frozenset[str],
    as_of: datetime,
) -> Iterator[tuple[MeetingKnown, _OnAgenda]]:
    """The motions on a subject that stood on agendas of meetings that were not called off, in whatever version."""
    versions: dict[int, list[VersionRow]] = defaultdict(list)
    pages: dict[int, tuple[DocumentRow, PageRow]] = {}
    rows = session.execute(
        select(DocumentRow, VersionRow, PageRow)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .join(TextRow, TextRow.version_id == VersionRow.id)
        .join(SourceRow, SourceRow.id == DocumentRow.source_id)
        .outerjoin(PageRow, (PageRow.text_id == TextRow.id) & func.lower(PageRow.words).like("%motion%"))
        .where(
            SourceRow.council_id.in_(councils),
            DocumentRow.kind == DocumentKind.AGENDA,
            DocumentRow.meeting_id.is_not(None),
            TextRow.is_current,
            VersionRow.first_seen_at <= as_of,
            VersionRow.access.in_(SHOWN),
        )
        .order_by(DocumentRow.id, VersionRow.number, PageRow.number)
    )
    for document, version, page in rows:
        history = versions[document.meeting_id or 0]
        if not history or history[-1] is not version:
            history.append(version)
        if page and _MOTION.search(page.words or "") and wanted <= stems(page.words or ""):
            pages.setdefault(version.id, (document, page))
    for number, history in versions.items():
        meeting = meetings.get(number)
        if meeting and not meeting.called_off and any(version.id in pages for version in history):
            yield meeting, _on_agenda(meeting, history, pages)


def _on_agenda(
    meeting: MeetingKnown, history: Sequence[VersionRow], pages: dict[int, tuple[DocumentRow, PageRow]]
) -> _OnAgenda:
    """A motion as the agenda last had it; gone if it was off the agenda that stood when the meeting was held."""
    last = next(version for version in reversed(history) if version.id in pages)
    held = [version for version in history if london_date(version.first_seen_at) <= meeting.day]
    gone = None
    for version in reversed(held):
        if version.id in pages:
            break
        gone = london_date(version.first_seen_at)
    was_on = any(version.id in pages for version in held)
    document, page = pages[last.id]
    title = (page.words or "").partition("\n")[0]
    return _OnAgenda(
        title=title.removeprefix(f"{page.item} "),
        proof=Proof(
            document=document.uid, version=last.number, title=last.title, page=page.number, quote=title
        ),
        gone=gone if was_on else None,
    )


# --- Duties -----------------------------------------------------------------------------------------------------------


def _with_duties(
    session: Session, found: dict[tuple[int, object], MotionSeen], votes: Sequence[_Vote], as_of: datetime
) -> Iterator[MotionSeen]:
    """Each motion with what it asked to be brought back, if it was carried."""
    asked = _asked_under(session, [vote for vote in votes if vote.motion.outcome in _CARRIED])
    owing = {councils.council for councils in found.values() if councils.outcome in _CARRIED}
    by_fact = {
        line.fact: each
        for each in (actions(session, owing, as_of=as_of) if owing else ())
        for line in each.action.sightings
    }
    duties: dict[tuple[int, object], dict[str, ActionSeen]] = defaultdict(dict)
    for vote in votes:
        for fact in asked.get(vote.fact.id, ()):
            if duty := by_fact.get(fact):
                duties[vote.council, vote.meeting or vote.motion.day][duty.uid] = duty
    for key, motion in found.items():
        yield replace(motion, duties=tuple(duties[key].values()))


def _asked_under(session: Session, votes: Sequence[_Vote]) -> dict[int, list[str]]:
    """What resolutions ask for that stand under each vote: below it, above the next vote, on the same page; uids by the vote's id."""
    asked: dict[int, list[str]] = defaultdict(list)
    for some in diary.batches({vote.fact.version_id for vote in votes}):
        last: FactRow | None = None
        for fact in session.scalars(
            select(FactRow)
            .where(
                FactRow.version_id.in_(some),
                FactRow.type.in_((FactType.MOTION, FactType.COMMITMENT)),
                FactRow.until_run.is_(None),
            )
            .order_by(FactRow.version_id, FactRow.starts, FactRow.id)
        ):
            if fact.type == FactType.MOTION:
                last = fact
            elif last and (last.version_id, last.page) == (fact.version_id, fact.page):
                asked[last.id].append(fact.uid)
    return asked
