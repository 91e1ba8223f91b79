"""What is due from councils as of a moment: agendas, minutes, papers to follow, planned business, deadlines and obligations.

Obligations are rows; all else follows from calendars, agendas and rules when it is read. Nothing is stored as a verdict.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import groupby

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from domain import clocks
from domain import deadlines as rules
from domain.actions import State, Subject
from domain.deadlines import Deadline
from domain.errors import MinutewatchError
from domain.expected import (
    FIVE_CLEAR_DAYS,
    NOT_PUBLIC,
    SUCCESSOR,
    Expected,
    ExpectedKind,
    ExpectedState,
    MeetingAhead,
    MeetingDue,
    Met,
)
from domain.fact import FactType, Modality
from domain.instants import london_date, utc
from domain.notice import can_be
from domain.publication_calendar import Pause
from domain.source import Channel
from domain.workingdays import latest_publication
from storage import diary
from storage.actions import ActionSeen, actions
from storage.diary import SHOWN, CouncilKnown, ItemKnown, MeetingKnown
from storage.documents import bounds
from storage.pauses import pauses
from storage.schema import (
    Attachment,
    CouncilRow,
    DocumentRow,
    Entity,
    Expectation,
    FactRow,
    MeetingRow,
    SourceRow,
    VersionRow,
)
from storage.sights import Gap, Sight, sights
from storage.subjects import stems, subject
from storage.writing import upsert

# Questions are due before agendas are: a month and a few days give time (research/users.md, finding 1).
AHEAD = timedelta(days=35)
# So long after a meeting its minutes are looked for (domain/looking.py).
_MINUTES_LATEST = timedelta(days=400)
# What came, and papers that never did, are told of for so long.
_TOLD_FOR = timedelta(days=35)
# `Appendix A to follow`, `Report of the Director (to follow)`
_TO_FOLLOW = re.compile(r"^.*\bto follow\b.*$", re.IGNORECASE | re.MULTILINE)
# Who watches over councils: what is said of them is due, whoever says it.
_WATCHING = re.compile(
    r"\b(?:Ofsted|inspect(?:ion|ors?)|Care Quality Commission|Department for Education|DfE|Secretary of State|[Oo]mbudsman|commissioner|improvement notice)\b"
)
_NUMBERING = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*\.?|\([a-z\d]{1,3}\)) "
)  # `2.2 A monitoring inspection ...`
_MOSTLY = 0.6
_ONE_DAY = timedelta(days=1)
_BECAUSE_MINUTES = "minutes are put before the next meeting to be approved (Local Government Act 1972, schedule 12, paragraph 41)"

# How the outcome of planned business reads as something that is due.
_STATES = {
    State.REPORTED: ExpectedState.SEEN,
    State.DROPPED: ExpectedState.DROPPED,
    State.NO_UPDATE: ExpectedState.NOT_YET_SEEN,
    State.COULD_NOT_LOOK: ExpectedState.COULD_NOT_LOOK,
}


# What was noted as due, the version that met it, and that version's document (public id).
_Noted = tuple[Expectation, VersionRow | None, str | None]


class UnknownExpectation(MinutewatchError):
    """Nothing is expected under this key."""


def expect(
    session: Session,
    *,
    key: str,
    council: str,
    kind: str,
    what: str,
    due: str,
    because: str,
    now: datetime,
    looks_for: str | None = None,
    version_id: int | None = None,
) -> None:
    """Note that something is due from a council (slug) by a date (EDTF); known under its key already, it is brought up to date.

    `looks_for` are words that an agenda item or paper must hold to meet it, `version_id` the version that makes it due.

    Raises:
        UnknownCouncil: no council has this slug.
        NotADate: `due` is not in our part of EDTF.
    """
    council_id = session.scalar(select(CouncilRow.id).where(CouncilRow.slug == council))
    if council_id is None:
        raise diary.UnknownCouncil(f"{council}: no council has this slug")
    first, last = bounds(due)
    row = {
        "key": key,
        "council_id": council_id,
        "kind": kind,
        "what": what,
        "due": due,
        "due_from": first,
        "due_to": last,
        "because": because,
        "looks_for": looks_for,
        "version_id": version_id,
        "noted_at": utc(now),
    }
    upsert(session, Expectation, [row], on=["key"], keep=["noted_at"])


def meet(session: Session, key: str, *, version: int) -> None:
    """Note that a version meets an expectation.

    Raises:
        UnknownExpectation: nothing is expected under this key.
    """
    _change(session, key, met_by=version)


def drop(session: Session, key: str, *, at: datetime) -> None:
    """Note that something is no longer expected from a moment on.

    Raises:
        UnknownExpectation: nothing is expected under this key.
    """
    _change(session, key, dropped_at=utc(at))


def _change(session: Session, key: str, **values: object) -> None:
    found = session.execute(
        update(Expectation).where(Expectation.key == key).values(**values).returning(Expectation.id)
    ).all()
    if not found:
        raise UnknownExpectation(f"{key}: nothing is expected under this key")


def expected(
    session: Session, councils: Collection[str] | None = None, *, as_of: datetime, ahead: timedelta = AHEAD
) -> tuple[Expected, ...]:
    """What is due from these councils (slugs; all without) as far as was known at a moment, by council and date.

    What a council owed that has ended is found under its own name and under its successors', once.
    """
    return tuple(each for ledger in _ledgers(session, councils, as_of, ahead) for each in ledger.everything())


def obligations(
    session: Session, councils: Collection[str] | None = None, *, as_of: datetime
) -> tuple[Expected, ...]:
    """Of what is due only what was noted as due (`expect`): the same as among all that is `expected`."""
    return tuple(
        each for ledger in _ledgers(session, councils, as_of, AHEAD) for each in ledger.obligations()
    )


def stated(
    session: Session, councils: Collection[str] | None = None, *, as_of: datetime
) -> tuple[Expected, ...]:
    """Of what is due only what councils' papers state as required of them (`STATED`): the same as among all that is `expected`."""
    return tuple(each for ledger in _ledgers(session, councils, as_of, AHEAD) for each in ledger.stated())


def meetings_ahead(
    session: Session, councils: Collection[str] | None = None, *, as_of: datetime, ahead: timedelta = AHEAD
) -> tuple[MeetingAhead, ...]:
    """The meetings of the next weeks as known at a moment, each with the deadlines still open, its agenda and papers to follow."""
    return tuple(each for ledger in _ledgers(session, councils, as_of, ahead) for each in ledger.ahead())


def blind_spots(
    session: Session, councils: Collection[str] | None = None, *, as_of: datetime
) -> dict[str, Gap]:
    """The councils (slugs) whose papers nobody can look at now, with since when and why."""
    known = diary.councils(session)
    wanted = {each.id: each for each in diary.concerned(known, councils)}
    found = sights(session, wanted, as_of=as_of)
    return {wanted[sight.council_id].slug: sight.blind for sight in found.values() if sight.blind}


def _ledgers(
    session: Session, councils: Collection[str] | None, as_of: datetime, ahead: timedelta
) -> Iterator["_Ledger"]:
    known = diary.councils(session)
    wanted = diary.concerned(known, councils)
    lines = {each.id: diary.heirs(known, each) for each in wanted}
    room = _Room(
        session=session,
        slugs=tuple(each.slug for each in wanted),
        councils=frozenset(heir.id for line in lines.values() for heir in line),
        lines={number: tuple(heir.id for heir in line) for number, line in lines.items()},
        as_of=as_of,
        span=ahead,
    )
    for council in wanted:
        yield _Ledger(room=room, council=council, heirs=lines[council.id])


@dataclass(frozen=True, kw_only=True)
class _Room:
    """What the archive holds of several councils and those who come after them, read for all at once, as of a moment.

    `slugs` are the councils that are asked for, `lines` the numbers of each and of those who come after it.
    """

    session: Session
    slugs: tuple[str, ...]
    councils: frozenset[int]
    lines: dict[int, tuple[int, ...]]
    as_of: datetime
    span: timedelta

    @property
    def day(self) -> date:
        """The day in England."""
        return london_date(self.as_of)

    @cached_property
    def meetings(self) -> dict[int, list[MeetingKnown]]:
        """The meetings of the last year and those to come, by council, in order."""
        found: dict[int, list[MeetingKnown]] = defaultdict(list)
        for each in diary.meetings(
            self.session, self.councils, as_of=self.as_of, first=self.day - _MINUTES_LATEST
        ):
            found[each.council_id].append(each)
        return found

    @cached_property
    def sights(self) -> dict[int, Sight]:
        """When the sources of committee papers could be looked at."""
        return sights(self.session, self.councils, as_of=self.as_of)

    @cached_property
    def items(self) -> dict[int, list[ItemKnown]]:
        """The items of the last year's agendas of those councils at which something is looked for."""
        looked_for = {row.council_id for row, *_ in self.noted if row.looks_for and row.council_id}
        at = {heir for number in looked_for for heir in self.lines.get(number, ())}
        return diary.items(self.session, at, as_of=self.as_of, first=self.day - _MINUTES_LATEST)

    @cached_property
    def near_items(self) -> dict[int, list[ItemKnown]]:
        """The items of meetings for which papers can still follow, or lately could."""
        return diary.items(self.session, self.councils, as_of=self.as_of, first=self.day - _TOLD_FOR)

    @cached_property
    def looks(self) -> dict[int, list[datetime]]:
        """When the pages of the meetings ahead were seen well."""
        near = [
            each
            for some in self.meetings.values()
            for each in some
            if self.day <= each.day <= self.day + self.span
        ]
        return diary.looks(self.session, near, as_of=self.as_of)

    @cached_property
    def joined(self) -> dict[tuple[int, str], list[Attachment]]:
        """The papers under each item, in the order in which they were first seen."""
        found: dict[tuple[int, str], list[Attachment]] = {}
        for paper in self.session.scalars(
            select(Attachment)
            .join(MeetingRow, MeetingRow.id == Attachment.meeting_id)
            .join(SourceRow, SourceRow.id == MeetingRow.source_id)
            .where(
                SourceRow.council_id.in_(self.councils),
                MeetingRow.starts_local >= (self.day - _TOLD_FOR).isoformat(),
                Attachment.first_seen_at <= self.as_of,
            )
            .order_by(Attachment.first_seen_at, Attachment.ref)
        ):
            found.setdefault((paper.meeting_id, paper.item_ref), []).append(paper)
        return found

    @cached_property
    def rules(self) -> dict[int, tuple[Deadline, ...]]:
        """The deadlines that councils set, by source."""
        rows = self.session.execute(
            select(SourceRow.id, SourceRow.deadlines).where(SourceRow.council_id.in_(self.councils))
        )
        return {number: tuple(map(rules.of_json, kept)) for number, kept in rows}

    @cached_property
    def noted(self) -> list[_Noted]:
        """What was noted as due from councils, by date, each with the version and document that met it."""
        return [
            (row, version, document)
            for row, version, document in self.session.execute(
                select(Expectation, VersionRow, DocumentRow.uid)
                .outerjoin(VersionRow, VersionRow.id == Expectation.met_by)
                .outerjoin(DocumentRow, DocumentRow.id == VersionRow.document_id)
                .where(Expectation.council_id.in_(self.lines), Expectation.noted_at <= self.as_of)
                .order_by(Expectation.due_to, Expectation.key)
            )
        ]

    @cached_property
    def pauses(self) -> tuple[Pause, ...]:
        """The pauses before elections that hold on the day."""
        return pauses(self.session, day=self.day)

    @cached_property
    def stated(self) -> dict[int, list[tuple[FactRow, VersionRow]]]:
        """What papers state that must be done by councils, or will be by those who watch over them, by council; the newest first."""
        due = FactRow.fields["due"].as_string()
        found: dict[int, list[tuple[FactRow, VersionRow]]] = defaultdict(list)
        for council, fact, version in self.session.execute(
            select(Entity.council_id, FactRow, VersionRow)
            .join(FactRow, FactRow.about == Entity.id)
            .join(VersionRow, VersionRow.id == FactRow.version_id)
            .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
            .join(SourceRow, SourceRow.id == DocumentRow.source_id)
            .where(
                Entity.kind == "council",
                Entity.council_id.in_(self.lines),
                SourceRow.channel == Channel.COMMITTEE,
                FactRow.type == FactType.COMMITMENT,
                FactRow.fields["strength"].as_string().in_(("required", "planned")),
                or_(
                    due >= str(self.day.year), due.contains("/")
                ),  # earlier years are over; intervals may not be
                FactRow.until_run.is_(None),
                VersionRow.first_seen_at <= self.as_of,
                VersionRow.access.in_(SHOWN),
            )
            .order_by(FactRow.id.desc())
        ):
            found[council or 0].append((fact, version))
        return found

    @cached_property
    def actions(self) -> dict[str, list[ActionSeen]]:
        """What became of business, by council (slug)."""
        found: dict[str, list[ActionSeen]] = defaultdict(list)
        for each in actions(self.session, self.slugs, as_of=self.as_of):
            found[each.council].append(each)
        return found


@dataclass(frozen=True, kw_only=True)
class _Ledger:
    """What one council owes."""

    room: _Room
    council: CouncilKnown
    heirs: Sequence[CouncilKnown]

    @property
    def as_of(self) -> datetime:
        """The moment as of which all is told."""
        return self.room.as_of

    @property
    def span(self) -> timedelta:
        """How far ahead meetings are told of."""
        return self.room.span

    @property
    def day(self) -> date:
        """The day in England."""
        return london_date(self.as_of)

    def everything(self) -> Iterator[Expected]:
        """All that is due, by date."""
        found = [
            *(each for ahead in self.ahead() for each in (*ahead.deadlines, ahead.agenda)),
            *self._papers,
            *self._minutes(),
            *self._planned(),
            *self.stated(),
            *self.obligations(),
        ]
        yield from sorted(found, key=lambda each: (each.due or "9", each.key))

    def ahead(self) -> Iterator[MeetingAhead]:
        """The meetings of the next weeks; a council that ends holds none after its end."""
        papers = {meeting: tuple(some) for meeting, some in groupby(self._papers, lambda each: each.meeting)}
        for meeting in self.meetings:
            if not self.day <= meeting.day <= self.day + self.span:
                continue
            due = _meeting_due(meeting)
            yield MeetingAhead(
                council=self.council.slug,
                meeting=due,
                day=self.day,
                called_off=meeting.called_off,
                deadlines=() if meeting.called_off else tuple(self._deadlines(meeting)),
                agenda=self._agenda(meeting),
                papers=papers.get(due, ()),
            )

    # --- Meetings ---

    @cached_property
    def meetings(self) -> list[MeetingKnown]:
        """The meetings of the last year and those to come, until the council ends."""
        latest = self.day + _MINUTES_LATEST
        last = min(latest, self.council.ends or latest)
        return [each for each in self.room.meetings.get(self.council.id, ()) if each.day <= last]

    def _agenda(self, meeting: MeetingKnown) -> Expected:
        latest = latest_publication(meeting.day)
        met = self._agenda_met(meeting)
        sight = self.sights.get(meeting.source_id)
        if meeting.called_off:
            state, reason = ExpectedState.DROPPED, "the meeting is called off"
        elif met:
            state, reason = ExpectedState.SEEN, None
        else:
            state, reason = self._unseen(latest, sight)
        return Expected(
            key=f"agenda/{meeting.uid}",
            council=self.council.slug,
            kind=ExpectedKind.AGENDA,
            what=f"Agenda of {meeting.committee}, {meeting.day}",
            due=latest.isoformat(),
            state=state,
            day=self.day,
            because=FIVE_CLEAR_DAYS,
            reason=reason,
            meeting=_meeting_due(meeting),
            met=met,
            late=self._late(met, sight, printed=self._printed(meeting)),
        )

    def _agenda_met(self, meeting: MeetingKnown) -> Met | None:
        """The agenda as it came out: on the day that the source prints, where it can be that, else as first seen."""
        if meeting.agenda_at is None:
            return None
        return Met(
            title="Agenda",
            day=self._printed(meeting) or london_date(meeting.agenda_at),
            seen_at=meeting.agenda_at,
            body=meeting.committee,
            meeting=meeting.uid,
        )

    def _printed(self, meeting: MeetingKnown) -> date | None:
        """The day that the source prints for an agenda, where it can have come out then."""
        if meeting.agenda_at is None:
            return None
        looked = diary.before(self.room.looks.get(meeting.id, ()), meeting.agenda_at)
        believed = can_be(meeting.agenda_printed, at=meeting.agenda_at, looked=looked)
        return meeting.agenda_printed if believed else None

    def _deadlines(self, meeting: MeetingKnown) -> Iterator[Expected]:
        """Until when the public can still ask, petition or say that it wants to speak."""
        for number, rule in enumerate(self.room.rules.get(meeting.source_id, ())):
            day, hour = rule.for_meeting(meeting.day)
            if rule.holds_for(meeting.committee) and day >= self.day:
                yield Expected(
                    key=f"{rule.kind}/{meeting.uid}/{number}",
                    council=self.council.slug,
                    kind=ExpectedKind(rule.kind),
                    what=f"{rule.kind} for {meeting.committee}, {meeting.day}",
                    due=day.isoformat(),
                    at=hour,
                    state=ExpectedState.EXPECTED,
                    day=self.day,
                    because=rule.source,
                    meeting=_meeting_due(meeting),
                )

    @cached_property
    def _papers(self) -> tuple[Expected, ...]:
        """What agendas say is to follow; seen once a paper has joined the item since."""
        near = [
            each
            for each in self.meetings
            if not each.called_off and self.day - _TOLD_FOR <= each.day <= self.day + self.span
        ]
        return tuple(
            self._paper(meeting, item, " ".join(found[0].split()))
            for meeting in near
            for item in self.room.near_items.get(meeting.id, ())
            for found in _TO_FOLLOW.finditer(f"{item.title}\n{item.text}")
        )

    def _paper(self, meeting: MeetingKnown, item: ItemKnown, words: str) -> Expected:
        joined = self.room.joined.get((meeting.id, item.ref or ""), [])
        since = meeting.agenda_at or item.seen_at
        came = next((paper for paper in joined if paper.first_seen_at > since), None)
        met = (
            Met(title=came.title, day=london_date(came.first_seen_at), seen_at=came.first_seen_at)
            if came
            else None
        )
        sight = self.sights.get(meeting.source_id)
        state, reason = (ExpectedState.SEEN, None) if met else self._unseen(meeting.day, sight)
        number = f"item {item.number}, " if item.number else ""
        return Expected(
            key=f"paper/{meeting.uid}/{item.ref or item.number}/{words}",
            council=self.council.slug,
            kind=ExpectedKind.PAPER,
            what=f"{number}{words}",
            due=meeting.day.isoformat(),
            state=state,
            day=self.day,
            because="the agenda says that it is to follow",
            reason=reason,
            meeting=_meeting_due(meeting),
            met=met,
            late=self._late(met, sight),
        )

    def _minutes(self) -> Iterator[Expected]:
        """Minutes of meetings held: due with the agenda of the body's next meeting, where one is known."""
        for place, meeting in enumerate(self.meetings):
            if meeting.called_off or meeting.agenda_at is None or meeting.day >= self.day:
                continue
            met = _minutes_met(meeting)
            if met and london_date(met.seen_at) < self.day - _TOLD_FOR:
                continue
            later = (
                each
                for each in self.meetings[place + 1 :]
                if each.committee_id == meeting.committee_id
                and each.day > meeting.day
                and not each.called_off
            )
            after = next(later, None)
            due = latest_publication(after.day) if after else None
            sight = self._sight_now(meeting.source_id)
            state, reason = (ExpectedState.SEEN, None) if met else self._unseen(due, sight)
            yield Expected(
                key=f"minutes/{meeting.uid}",
                council=self.council.slug,
                kind=ExpectedKind.MINUTES,
                what=f"Minutes of {meeting.committee}, {meeting.day}",
                due=due.isoformat() if due else None,
                state=state,
                day=self.day,
                because=_BECAUSE_MINUTES,
                reason=reason or (None if met else self._carried),
                meeting=_meeting_due(meeting),
                owed_by=() if met else self._owed_by,
                heirs=() if met else self._heirs,
                met=met,
                late=self._late(met, self.sights.get(meeting.source_id)),
            )

    # --- Business and obligations ---

    def _planned(self) -> Iterator[Expected]:
        """Planned business that is due in the next weeks, or was and did not come."""
        for action in self.room.actions.get(self.council.slug, ()):
            span = bounds(action.due) if action.due and not action.due.startswith("R/") else (None, None)
            station = action.outcome.station
            is_over = action.state is State.REPORTED and station and station.day < self.day - _TOLD_FOR
            is_over = is_over or action.state in (State.COMPLETE, State.SUPERSEDED)
            if is_over or span[0] is None or span[0] > self.day + self.span:
                continue
            state = _STATES.get(action.state, ExpectedState.EXPECTED)
            yield Expected(
                key=f"action/{action.uid}",
                council=self.council.slug,
                kind=ExpectedKind.PLANNED,
                what=action.title,
                due=action.due,
                state=state,
                day=self.day,
                because=action.outcome.seen_in.proof.title if action.outcome.seen_in else "",
                reason=action.outcome.words,
                owed_by=() if state is ExpectedState.SEEN else self._owed_by,
                heirs=() if state is ExpectedState.SEEN else self._heirs,
            )

    def stated(self) -> Iterator[Expected]:
        """What the council's papers say must be done, or what those who watch over it will do, while its date lies ahead."""
        told: dict[str, list[Subject]] = {}
        for fact, version in self.room.stated.get(self.council.id, ()):
            what, due = _NUMBERING.sub("", str(fact.fields["what"])), str(fact.fields["due"])
            last = bounds(due)[1] if not due.startswith("R/") else None
            is_formal = fact.modality == Modality.REQUIRED or _WATCHING.search(what)
            if last is None or last < self.day or not is_formal:
                continue
            about = subject(what)
            if any(about.likeness(other) >= _MOSTLY for other in told.get(due, ())):
                continue  # several papers say it; the newest is told
            told.setdefault(due, []).append(about)
            yield Expected(
                key=f"stated/{fact.uid}",
                council=self.council.slug,
                kind=ExpectedKind.STATED,
                what=what,
                due=due,
                state=ExpectedState.EXPECTED,
                day=self.day,
                because=f"stated in “{version.title}”",
                reason=self._carried,
                owed_by=self._owed_by,
                heirs=self._heirs,
            )

    def obligations(self) -> Iterator[Expected]:
        """What was noted as due from the council; a council that ended hands it on."""
        for row, version, document in self.room.noted:
            if row.council_id == self.council.id and not self._is_over(row, version):
                yield self._obligation(row, version, document)

    def _is_over(self, row: Expectation, version: VersionRow | None) -> bool:
        """Whether what a clock made due is told of no more: met or dropped a while ago, or past and never published."""
        if row.kind not in clocks.KINDS:
            return False
        since = self.day - _TOLD_FOR
        if row.dropped_at and row.dropped_at <= self.as_of:
            return True
        if version and version.first_seen_at <= self.as_of:
            return london_date(version.first_seen_at) < since
        if row.due_to is None or row.kind in clocks.BY_OFSTED:
            return False
        return row.due_to < (self.day if row.kind in clocks.UNPUBLISHED else since)

    def _obligation(self, row: Expectation, version: VersionRow | None, document: str | None) -> Expected:
        found, sight = self._found(row, version, document)
        met = found if found and found.day < self.day else None
        if row.dropped_at and row.dropped_at <= self.as_of:
            state, reason = ExpectedState.DROPPED, f"dropped on {london_date(row.dropped_at)}"
        elif met:
            state, reason = ExpectedState.SEEN, None
        elif found:
            state, reason = ExpectedState.EXPECTED, f"on the agenda of {found.body}, {found.day}"
        else:
            # What is not looked for in papers of committees can be expected without looking at them.
            state, reason = self._unseen(row.due_to, self._blind if row.looks_for else None)
            if row.kind in clocks.KINDS:
                state, reason = ExpectedState.EXPECTED, self._awaited(row)
        is_done = state in (ExpectedState.SEEN, ExpectedState.DROPPED)
        return Expected(
            key=row.key,
            council=self.council.slug,
            kind=row.kind,
            what=row.what,
            due=row.due,
            state=state,
            day=self.day,
            because=row.because,
            reason=reason or (None if is_done else self._carried),
            owed_by=() if is_done else self._owed_by,
            heirs=() if is_done else self._heirs,
            met=met,
            late=self._late(met, sight),
        )

    def _awaited(self, row: Expectation) -> str | None:
        """Why what a clock makes due is not there: Ofsted pauses, or nobody would publish it; a clock alone makes nothing late."""
        if row.kind not in clocks.BY_OFSTED:
            return NOT_PUBLIC if row.due_to and row.due_to < self.day else None
        pause = next((each for each in self.room.pauses if each.concerns(self.council.slug)), None)
        is_held_up = pause and row.due_from and row.due_from <= pause.last
        return pause.reason(self.day) if pause and is_held_up else None

    def _found(
        self, row: Expectation, version: VersionRow | None, document: str | None
    ) -> tuple[Met | None, Sight | None]:
        """What meets an obligation, and where it was seen: a version that is known to, else an agenda item with the words that it looks for."""
        if version and version.first_seen_at <= self.as_of:
            day = version.published_from or version.dated_from or london_date(version.first_seen_at)
            met = Met(title=version.title, day=day, seen_at=version.first_seen_at, document=document)
            return met, self._blind
        wanted = stems(row.looks_for or "")
        for meeting in self._all_meetings if wanted else ():
            if meeting.called_off or meeting.day < london_date(row.noted_at):
                continue
            for item in self.room.items.get(meeting.id, ()):
                if wanted <= stems(f"{item.title}\n{item.text}"):
                    met = Met(
                        title=item.title,
                        day=meeting.day,
                        seen_at=meeting.agenda_at or item.seen_at,
                        body=meeting.committee,
                        item=item.number,
                        meeting=meeting.uid,
                    )
                    return met, self.sights.get(meeting.source_id)
        return None, None

    # --- What can be said ---

    def _unseen(self, due: date | None, sight: Sight | None) -> tuple[ExpectedState, str | None]:
        """The state of what was not seen, and why: nobody could look, it is not due yet, or we looked and it was not there."""
        if sight and sight.blind:
            return ExpectedState.COULD_NOT_LOOK, sight.blind.words(self.council.name, self.day)
        if due is not None and due < self.day:
            return ExpectedState.NOT_YET_SEEN, None
        return ExpectedState.EXPECTED, None

    def _late(self, met: Met | None, sight: Sight | None, *, printed: date | None = None) -> str | None:
        """That something was found late, because nobody had looked for a while; not if its source says that it had just come out."""
        seen = london_date(met.seen_at) if met else None
        gap = sight.gap_before(seen) if sight and seen else None
        if gap is None or seen is None or (printed and seen - printed <= _ONE_DAY):
            return None
        return f"found late: {gap.words('', self.day)}"

    @property
    def _owed_by(self) -> tuple[str, ...]:
        return self.council.owed_by(self.day)

    @property
    def _heirs(self) -> tuple[str, ...]:
        owing = self._owed_by
        return tuple(each.name for each in self.heirs if each.slug in owing)

    @property
    def _carried(self) -> str | None:
        return SUCCESSOR if self._owed_by else None

    def _sight_now(self, source: int) -> Sight | None:
        """The sight of a source, while its council exists; what was handed on is looked for at the successors'."""
        return self._blind if self._owed_by else self.sights.get(source)

    @property
    def _blind(self) -> Sight | None:
        """The sight of the council's own papers, or of its successors' once it has ended, if nothing of it can be looked at."""
        owing = {each.id for each in diary.looked_for_at(self.heirs, self.day)}
        seen = [each for each in self.sights.values() if each.council_id in owing]
        return seen[0] if seen and all(each.blind for each in seen) else None

    # --- What the archive holds ---

    @cached_property
    def sights(self) -> dict[int, Sight]:
        """When the sources of the council and its successors could be looked at."""
        line = self.room.lines[self.council.id]
        return {number: sight for number, sight in self.room.sights.items() if sight.council_id in line}

    @cached_property
    def _all_meetings(self) -> list[MeetingKnown]:
        """The meetings at which one looks for what the council owes: once it has ended its successors' too, in order."""
        if not self._owed_by:
            return self.meetings
        line = self.room.lines[self.council.id]
        found = [each for number in line for each in self.room.meetings.get(number, ())]
        return sorted(found, key=lambda each: (each.day, each.at or time.min, each.uid))


def _meeting_due(meeting: MeetingKnown) -> MeetingDue:
    return MeetingDue(
        uid=meeting.uid,
        body=meeting.committee,
        day=meeting.day,
        at=meeting.at,
        latest=latest_publication(meeting.day),
    )


def _minutes_met(meeting: MeetingKnown) -> Met | None:
    if meeting.minutes_at is None:
        return None
    seen = meeting.minutes_at
    return Met(title="Minutes", day=london_date(seen), seen_at=seen, meeting=meeting.uid)
