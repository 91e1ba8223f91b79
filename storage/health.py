"""Health: what each crawl saw of a source, and the state that follows from it and from the archive at the moment of reading.

Each row says what is true of its source as of it, so that reading needs the newest row of each and windows of the rest.
`stale` is never stored: a dead cron stores nothing, and must show all the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from domain.document import Origin
from domain.health import LAYOUT, LIVELY, LOOKED_AT, HealthState, LayoutSigns, ListSigns, Look, Signs, judged
from domain.instants import london_date
from domain.source import Channel
from storage.calendars import NEVER_SEEN, is_cancelled
from storage.documents import source_target
from storage.schema import (
    ArticleVersionRow,
    CommitteeRow,
    CouncilRow,
    Decision,
    DocumentRow,
    FeedState,
    MeetingRow,
    Meta,
    Publication,
    SourceHealth,
    SourceRow,
    Succession,
    VersionRow,
    WatchRow,
)
from storage.sources import place_of
from storage.watching import GIVE_UP_AFTER
from storage.writing import upsert

_MONTH, _YEAR = timedelta(days=30), timedelta(days=425)
_MINUTES_TAKE = timedelta(days=60)
# A feed that never answered is one slip at first, and worth an alarm when it was asked so often.
_ASKED_IN_VAIN = 3
# The word under which the archive remembers which states it has told of.
_TOLD = "states told"


@dataclass(frozen=True, kw_only=True)
class SourceState:
    """The state of one source: since when, why, when it was last seen well, and the newest thing it gave.

    `ended` is whether its council is no more.
    """

    source: str
    council: str | None
    state: HealthState
    since: datetime | None
    reason: str
    last_success: datetime | None
    newest: datetime | None
    ended: bool = False


@dataclass(frozen=True, kw_only=True)
class StateChange:
    """That a source passed from one state to another; `before` is `None` where none was known."""

    source: str
    at: datetime
    before: HealthState | None
    after: HealthState
    reason: str


def note_health(
    session: Session, source: str, *, run: int, at: datetime, state: HealthState, reason: str
) -> None:
    """Note what a crawl saw of a source.

    Raises:
        UnknownSource: no source has this key.
    """
    place = place_of(session, source)
    before = _newest_look(session, place.id)
    session.add(
        SourceHealth(
            source_id=place.id,
            run_id=run,
            at=at,
            state=state,
            reason=reason,
            since=before.since if before and before.state == state else at,
            last_success=at if state in LOOKED_AT else before.last_success if before else None,
        )
    )


def note_nothing_due(session: Session, source: str, *, run: int, at: datetime) -> None:
    """Note that a crawl had nothing to look at: the source is as it was when it was last looked at, well or not.

    Raises:
        UnknownSource: no source has this key.
    """
    place = place_of(session, source)
    before = _newest_look(session, place.id)
    if before is None:
        return
    session.add(
        SourceHealth(
            source_id=place.id,
            run_id=run,
            at=at,
            state=before.state,
            reason=before.reason,
            since=before.since,
            last_success=before.last_success,
        )
    )


def states(session: Session, *, now: datetime) -> list[SourceState]:
    """The state of every source that is switched on, by key."""
    looked = session.execute(
        select(SourceRow, CouncilRow, SourceHealth, _newest().label("newest"))
        .outerjoin(CouncilRow, CouncilRow.id == SourceRow.council_id)
        .outerjoin(SourceHealth, SourceHealth.id == _last_look())
        .where(SourceRow.enabled, SourceRow.system != "added")
        .order_by(SourceRow.key)
    ).all()
    successors = _successors(session)
    meetings = _meetings(session, now)
    given_up = _given_up(session)
    titles = [source.id for source, *_ in looked if source.channel == Channel.NEWS]
    lists = _lists(session, titles)
    layouts = _layouts(session, titles, since=now - LAYOUT)
    # A title gives stories, whether they are ours or not.
    rows = [
        (source, council, look, _newest_listed(lists.get(source.id, ()), now) or newest)
        for source, council, look, newest in looked
    ]
    silent = [source.id for source, _, _, newest in rows if newest and now - newest > LIVELY]
    longest = _longest_silences(session, silent, now)
    found = []
    for source, council, look, newest in rows:
        signs = replace(
            meetings.get(source.id, Signs()),
            look=_look(look) if look else None,
            gap=None if source.base_url else source.note,
            begins=_day(council.valid_from) if council else None,
            ended=_day(council.valid_to) if council else None,
            successors=successors.get(council.id, ()) if council else (),
            newest=newest,
            longest=longest.get(source.id),
            given_up=given_up.get(source.id, 0),
            meets=source.channel == Channel.COMMITTEE,
            lists=lists.get(source.id, ()),
            layout=layouts.get(source.id),
        )
        found.append(_state(source.key, council.slug if council else None, signs, now))
    withdrawn = _withdrawn(session)
    return [_as_withdrawn(state, withdrawn.get(state.source)) for state in found]


def changes(session: Session, *, since: datetime) -> list[StateChange]:
    """How the states of sources changed from this moment on, as crawls saw them, in order."""
    earlier = aliased(SourceHealth)
    before = (
        select(earlier.state)
        .where(earlier.source_id == SourceHealth.source_id, earlier.id < SourceHealth.id)
        .order_by(earlier.id.desc())
        .limit(1)
        .correlate(SourceHealth)
        .scalar_subquery()
    )
    rows = session.execute(
        select(SourceRow.key, SourceHealth, before)
        .join(SourceRow, SourceRow.id == SourceHealth.source_id)
        .where(SourceHealth.at >= since, SourceHealth.since == SourceHealth.at)
        .order_by(SourceHealth.id)
    )
    return [
        StateChange(
            source=key,
            at=row.at,
            before=HealthState(was) if was else None,
            after=HealthState(row.state),
            reason=row.reason,
        )
        for key, row, was in rows
    ]


def tell_changes(session: Session, *, now: datetime) -> list[StateChange]:
    """What became of sources since this was last asked: each change to or from trouble is told once."""
    row = session.get(Meta, _TOLD)
    told: Mapping[str, str] = dict(pair.split("=", 1) for pair in row.value.split()) if row else {}
    current = states(session, now=now)
    words = " ".join(f"{state.source}={state.state}" for state in current)
    upsert(session, Meta, [{"key": _TOLD, "value": words}], on=["key"])
    found = []
    for state in current:
        before = HealthState(told[state.source]) if state.source in told else None
        if before != state.state and not {before or HealthState.OK, state.state} <= LOOKED_AT:
            found.append(
                StateChange(
                    source=state.source,
                    at=state.since or now,
                    before=before,
                    after=state.state,
                    reason=state.reason,
                )
            )
    return found


def _state(key: str, council: str | None, signs: Signs, now: datetime) -> SourceState:
    verdict = judged(signs, now=now)
    return SourceState(
        source=key,
        council=council,
        state=verdict.state,
        since=verdict.since,
        reason=verdict.reason,
        last_success=signs.look.last_success if signs.look else None,
        newest=signs.newest,
        ended=signs.has_ended(now),
    )


def _withdrawn(session: Session) -> dict[str, datetime]:
    """When it was decided, first, to erase all that a source published, by its key: it is asked nothing any more."""
    rows = session.execute(
        select(SourceRow.key, func.min(Decision.at))
        .join(Decision, Decision.target == literal(source_target("")) + SourceRow.key)
        .where(Decision.action == "erase")
        .group_by(SourceRow.key)
    )
    return dict(rows.all())


def _as_withdrawn(state: SourceState, at: datetime | None) -> SourceState:
    """The state of a source that was withdrawn at this moment: its silence is meant."""
    if at is None:
        return state
    return replace(state, state=HealthState.QUIET, since=at, reason="withdrawn: it is asked nothing any more")


def _day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None


def _look(row: SourceHealth) -> Look:
    """A row as it was written; rows of before 0002 say nothing of the time before them."""
    state = HealthState(row.state)
    return Look(
        at=row.at,
        state=state,
        reason=row.reason,
        since=row.since or row.at,
        last_success=row.last_success or (row.at if state in LOOKED_AT else None),
    )


def _newest_look(session: Session, source: int) -> Look | None:
    """What the last crawl that looked noted of a source."""
    last = session.scalar(
        select(SourceHealth).where(SourceHealth.source_id == source).order_by(SourceHealth.id.desc()).limit(1)
    )
    return _look(last) if last else None


def _last_look() -> ScalarSelect[int]:
    return (
        select(func.max(SourceHealth.id))
        .where(SourceHealth.source_id == SourceRow.id)
        .correlate(SourceRow)
        .scalar_subquery()
    )


def _newest() -> ColumnElement[datetime | None]:
    """When it last gave something that was news; where no events are kept of it, when a document was first seen."""
    event = (
        select(Publication.first_seen_at)
        .where(Publication.source_id == SourceRow.id, Publication.origin != Origin.BACKFILL)
        .order_by(Publication.first_seen_at.desc())
        .limit(1)
        .correlate(SourceRow)
        .scalar_subquery()
    )
    document = (
        select(func.max(DocumentRow.first_seen_at))
        .where(DocumentRow.source_id == SourceRow.id)
        .correlate(SourceRow)
        .scalar_subquery()
    )
    return func.coalesce(event, document)


def _successors(session: Session) -> dict[int, tuple[str, ...]]:
    """The names of those who follow a council, by its number."""
    found: dict[int, tuple[str, ...]] = {}
    rows = session.execute(
        select(Succession.council_id, CouncilRow.short_name)
        .join(CouncilRow, CouncilRow.id == Succession.successor_id)
        .order_by(CouncilRow.short_name)
    )
    for number, name in rows:
        found[number] = (*found.get(number, ()), name)
    return found


def _meetings(session: Session, now: datetime) -> dict[int, Signs]:
    """What the meetings of the past year and those to come say of each source, by its number."""
    today = london_date(now)
    found: dict[int, Signs] = {}
    rows = session.execute(
        select(
            MeetingRow.source_id,
            MeetingRow.starts_local,
            MeetingRow.status,
            MeetingRow.agenda_published,
            MeetingRow.minutes_published,
            MeetingRow.fingerprint,
        )
        .join(CommitteeRow, CommitteeRow.id == MeetingRow.committee_id)
        .where(
            MeetingRow.starts_local >= (today - _YEAR).isoformat(),
            MeetingRow.absences == 0,
            CommitteeRow.watched,
        )
    )
    for source, starts, status, agenda, minutes, fingerprint in rows:
        if is_cancelled(status):
            continue
        signs, day = found.get(source, Signs()), date.fromisoformat(starts[:10])
        if day >= today:
            signs = replace(signs, next_meeting=min(day, signs.next_meeting or day))
        elif fingerprint == NEVER_SEEN:
            continue
        elif day >= today - _MONTH:
            signs = replace(signs, held=signs.held + 1, with_agenda=signs.with_agenda + agenda)
        elif day < today - _MINUTES_TAKE:
            signs = replace(signs, past=signs.past + 1, unminuted=signs.unminuted + (not minutes))
        found[source] = signs
    return found


def _longest_silences(session: Session, sources: Iterable[int], now: datetime) -> dict[int, timedelta]:
    """The longest time in the past year in which each of these sources gave nothing, the present silence aside."""
    moments: dict[int, list[datetime]] = {}
    rows = session.execute(
        select(Publication.source_id, func.min(Publication.first_seen_at).label("seen"))
        .where(
            Publication.source_id.in_(list(sources)),
            Publication.first_seen_at >= now - _YEAR,
            Publication.origin != Origin.BACKFILL,
        )
        .group_by(Publication.source_id, Publication.run_id)
        .order_by("seen")
    )
    for source, seen in rows:
        moments.setdefault(source, []).append(seen)
    return {
        source: max(later - earlier for earlier, later in pairwise(seen))
        for source, seen in moments.items()
        if len(seen) > 1
    }


def _lists(session: Session, titles: Sequence[int]) -> dict[int, tuple[ListSigns, ...]]:
    """The feeds and news sitemaps that these titles are asked for; new ones that answered nothing yet left out."""
    if not titles:
        return {}
    rows = session.execute(
        select(WatchRow.source_id, WatchRow.key, FeedState.last_success_at, FeedState.newest_item)
        .outerjoin(FeedState, and_(FeedState.source_id == WatchRow.source_id, FeedState.key == WatchRow.key))
        .where(
            WatchRow.source_id.in_(titles),
            WatchRow.done_at.is_(None),
            or_(WatchRow.key.startswith("feed:"), WatchRow.key.startswith("sitemap:")),
            or_(FeedState.last_success_at.is_not(None), WatchRow.tries >= _ASKED_IN_VAIN),
        )
        .order_by(WatchRow.source_id, WatchRow.key)
    )
    found: dict[int, tuple[ListSigns, ...]] = {}
    for source, key, answered, newest in rows:
        signs = ListSigns(key=key, answered=answered, newest=newest)
        found[source] = (*found.get(source, ()), signs)
    return found


def _layouts(session: Session, titles: Sequence[int], *, since: datetime) -> dict[int, LayoutSigns]:
    """Those of these titles of whose stories since then any was read at odds with an independent look at its page."""
    if not titles:
        return {}
    stories = (
        select(
            DocumentRow.source_id,
            func.count().label("read"),
            func.count(ArticleVersionRow.drift).label("drifted"),
            func.max(VersionRow.id).filter(ArticleVersionRow.drift.is_not(None)).label("last"),
            func.min(VersionRow.first_seen_at).filter(ArticleVersionRow.drift.is_not(None)).label("begun"),
        )
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .join(ArticleVersionRow, ArticleVersionRow.version_id == VersionRow.id)
        .where(DocumentRow.source_id.in_(titles), VersionRow.first_seen_at >= since)
        .group_by(DocumentRow.source_id)
        .subquery()
    )
    rows = session.execute(
        select(stories, ArticleVersionRow.drift).join(
            ArticleVersionRow, ArticleVersionRow.version_id == stories.c.last
        )
    )
    return {
        source: LayoutSigns(read=read, drifted=drifted, since=begun, words=words or "")
        for source, read, drifted, _, begun, words in rows
    }


def _newest_listed(lists: Iterable[ListSigns], now: datetime) -> datetime | None:
    """The moment of the newest story that a title listed; clocks of sites may be fast."""
    return max((min(each.newest, now) for each in lists if each.newest), default=None)


def _given_up(session: Session) -> dict[int, int]:
    """How many files of each source were tried too often in vain, by its number."""
    # Written out, for SQLite to see that the index of what failed (`ix_watch_tries`) holds all of it.
    failed = WatchRow.tries > literal(0, literal_execute=True)
    rows = session.execute(
        select(WatchRow.source_id, func.count())
        .where(failed, WatchRow.tries >= GIVE_UP_AFTER, WatchRow.done_at.is_not(None))
        .group_by(WatchRow.source_id)
    )
    return dict(rows.all())
