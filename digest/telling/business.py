"""Business: what became of what councils planned and promised since the last edition, each with the words that show it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from urllib.parse import quote_plus

from digest import wording
from digest.item import Difference, Item, Link, Quote
from digest.period import Period, audience
from digest.quoting import Excerpt, beginning
from digest.telling.common import copy_of, item_title, quote_at, state_of
from domain.actions import Due, PlanKind, Sighting, State, Station
from domain.document import Origin
from domain.instants import london_date
from domain.plans import Procedure
from storage import developments, passages
from storage.actions import ActionSeen, actions
from storage.passages import AgendaPage, Cited

# Where business was that comes on an agenda again.
_OUT_OF_SIGHT = (State.DROPPED, State.NO_UPDATE, State.CALLED_OFF, State.DEFERRED)
_STILL_LISTED = (State.LISTED, State.MOVED, State.ON_AGENDA)
_MOST_TITLES = 6
_MOST_QUOTES = 3
PROCEDURES: dict[str, str] = {
    Procedure.GENERAL_EXCEPTION: "is to be decided under the general exception, without the full notice of a forward plan",
    Procedure.SPECIAL_URGENCY: "is to be decided as a case of special urgency",
    Procedure.PRIVATE_MEETING: "is to be decided in private, of which notice was given",
}


class _News(Enum):
    """What there is to tell of an action."""

    LISTED = auto()
    MOVED = auto()
    DROPPED = auto()
    ELSEWHERE = auto()
    CALLED_OFF = auto()
    NO_UPDATE = auto()
    REPORTED = auto()
    AGAIN = auto()  # on an agenda, after it had gone out of sight


@dataclass(frozen=True, kw_only=True)
class _Change:
    """An action as it was when the last edition was made (`None`: not known then) and as it is now."""

    before: ActionSeen | None
    now: ActionSeen

    @property
    def news(self) -> _News | None:
        """What there is to tell of it, if anything."""
        before, now = self.before, self.now
        if before is None:
            is_planned = (
                now.action.last.kind is not PlanKind.RESOLUTION
            )  # a resolution is told with its minutes
            return _News.LISTED if is_planned and now.state in _STILL_LISTED else None
        if now.state in (State.LISTED, State.MOVED):
            return _News.MOVED if _is_moved(before.due, now.due) else None
        if now.state is State.ON_AGENDA:
            return _News.AGAIN if before.state in _OUT_OF_SIGHT else None
        if now.state is State.REPORTED:
            return _News.REPORTED if _came_to(before) != _came_to(now) else None
        return _BY_STATE.get(now.state) if before.state is not now.state else None

    @property
    def came_as_planned(self) -> bool:
        """Whether it came under its own title on the date first stated: that needs few words."""
        before, outcome = self.before, self.now.outcome
        return (
            before is not None
            and before.state in _STILL_LISTED
            and outcome.station is not None
            and outcome.station.subject.is_same(self.now.action.last.subject)
            and not _is_moved(outcome.first_due, outcome.due)
        )


_BY_STATE = {
    State.DROPPED: _News.DROPPED,
    State.ELSEWHERE: _News.ELSEWHERE,
    State.CALLED_OFF: _News.CALLED_OFF,
    State.NO_UPDATE: _News.NO_UPDATE,
}


def told(period: Period) -> Iterator[Item]:
    """What there is to tell of business in a period; councils of which nothing can have changed are not read."""
    since = period.since
    slugs = developments.with_business(
        period.session,
        period.window,
        since=london_date(since) if since else period.today,
        today=period.today,
    )
    if not slugs:
        return
    known = {each.uid: each for each in actions(period.session, slugs, as_of=since)} if since else {}
    now = actions(period.session, slugs, as_of=period.now)
    yield from _Teller(period, [_Change(before=known.get(each.uid), now=each) for each in now]).items()


class _Teller:
    """Tells the changes of a period, with their proofs read for all at once."""

    def __init__(self, period: Period, changes: Sequence[_Change]) -> None:
        self._period = period
        self._news = [(change, news) for change in changes if (news := change.news)]
        self._urgent = [change for change in changes if _procedures(change, period)]
        facts = {line.fact for change, _ in self._news for line in _lines(change) if line} | {
            line.fact for change in self._urgent for line in _procedures(change, period)
        }
        self._cited: Mapping[str, Cited] = passages.cited(period.session, facts)
        meetings = {
            change.now.outcome.station.meeting
            for change, _ in self._news
            if change.now.outcome.station and change.now.outcome.station.meeting
        }
        self._agendas: Mapping[tuple[str, str], AgendaPage] = passages.agenda_pages(period.session, meetings)

    def items(self) -> Iterator[Item]:
        """An item for each change; what was newly listed is told plan by plan, what came as planned meeting by meeting."""
        listed: dict[tuple[str, str], list[ActionSeen]] = defaultdict(list)
        came: dict[str, list[ActionSeen]] = defaultdict(list)
        for change, news in self._news:
            if self._is_gone(change.now):
                continue
            station = change.now.outcome.station
            if news is _News.LISTED:
                if self._is_watched(change.now):
                    listed[change.now.council, change.now.action.last.edition].append(change.now)
            elif news is _News.REPORTED and station and station.meeting and change.came_as_planned:
                came[station.meeting].append(change.now)
            else:
                yield self._item(change, news)
        for some in listed.values():
            yield self._listed(some)
        for some in came.values():
            yield self._came(some)
        for change in self._urgent:
            yield from self._procedures(change)

    def _is_gone(self, action: ActionSeen) -> bool:
        """Whether the document that named it last was taken down by its source: what stood there is not told again."""
        there = self._cited.get(action.action.last.fact)
        return there is not None and there.document.gone

    def _is_watched(self, action: ActionSeen) -> bool:
        """Whether it was found by watching: what past years planned is no news."""
        there = self._cited.get(action.action.last.fact)
        return there is not None and there.version.origin is Origin.WATCH

    def _item(self, change: _Change, news: _News) -> Item:
        match news:
            case _News.MOVED:
                return self._moved(change)
            case _News.DROPPED:
                return self._dropped(change.now)
            case _News.ELSEWHERE:
                return self._elsewhere(change.now)
            case _News.CALLED_OFF:
                return self._called_off(change.now)
            case _News.NO_UPDATE:
                return self._no_update(change.now)
            case _News.AGAIN:
                return self._again(change.now)
            case _:
                return self._reported(change.now)

    def _moved(self, change: _Change) -> Item:
        now, before = change.now, change.before
        was = before.due if before else now.first_due
        old = before.outcome.seen_in if before else None
        pair = Difference(before=self._quote(old), after=self._quote(now.outcome.seen_in))
        first = now.first_due
        return replace(
            self._begun(now, detail=now.due or ""),
            what=f"{_title(now)} was moved from {_stated(was)} to {_stated(now.due)}.",
            differences=(pair,) if pair.before and pair.after else (),
            quotes=() if pair.before and pair.after else _given(pair.after),
            different=f"First stated for {_stated(first)}." if first and _is_moved(first, was) else "",
            where=_listed_in(now.outcome.seen_in),
            links=self._links(now.outcome.seen_in),
            short=f"{_short(now)} moved to {_stated(now.due)}",
            weight=63,
        )

    def _dropped(self, now: ActionSeen) -> Item:
        edition = now.outcome.edition
        named = f"{edition.kind} of {wording.plain_day(edition.day)}" if edition else "plan"
        links = list(self._links(now.action.last))
        if edition:
            uid, _, number = edition.key.partition("/")
            links.insert(0, Link(words="The plan that leaves it out", url=copy_of(uid, int(number))))
        before = self._quote(now.action.last)
        return replace(
            self._begun(now, detail=edition.key if edition else ""),
            what=f"{_title(now)} is no longer on the {named}.",
            differences=(Difference(before=before, after=None),) if before else (),
            different=f"It was due {_stated(now.due)} as last stated." if now.due else "",
            where=_listed_in(now.action.last),
            links=tuple(links),
            short=f"{_short(now)} no longer on the {edition.kind if edition else 'plan'}",
            weight=64,
        )

    def _elsewhere(self, now: ActionSeen) -> Item:
        line = now.outcome.elsewhere
        body = f" to {line.body_name}" if line and line.body_name else " elsewhere"
        due = f", for {_stated(line.due.edtf)}" if line and line.due else ""
        return replace(
            self._begun(now, detail=line.fact if line else ""),
            what=f"{_title(now)} was taken{body}{due}.",
            quotes=_given(self._quote(line)),
            where=_listed_in(line),
            links=self._links(line),
            short=f"{_short(now)} taken elsewhere",
            weight=61,
        )

    def _called_off(self, now: ActionSeen) -> Item:
        days = wording.listed([wording.plain_day(each.day) for each in now.outcome.held])
        return replace(
            self._begun(now, detail=now.due or ""),
            what=f"{_title(now)} was due at the meeting of {days}, which was called off; it is not listed again yet.",
            quotes=_given(self._quote(now.action.last)),
            where=_listed_in(now.action.last),
            links=self._links(now.action.last),
            short=f"{_short(now)}: meeting called off",
            weight=60,
        )

    def _no_update(self, now: ActionSeen) -> Item:
        search = now.outcome.search
        links = list(self._links(now.action.last))
        if search:
            links.append(Link(words="Search again", url=f"/search?q={quote_plus(search.query)}"))
        searched = (
            f"{wording.counted(search.documents, 'document')} searched; query: {search.query}"
            if search
            else ""
        )
        return replace(
            self._begun(now, detail=now.due or ""),
            what=f"{_title(now)} was due {_stated(now.due)}; no update was found since.",
            quotes=_given(self._quote(now.action.last)),
            different=f"{wording.sentence(searched)}." if searched else "",
            where=_listed_in(now.action.last),
            links=tuple(links),
            short=f"no update found on {_short(now)}",
            weight=62,
        )

    def _reported(self, now: ActionSeen) -> Item:
        station = now.outcome.station
        first = f" First stated for {_stated(now.first_due)}." if now.first_due else ""
        other = station is not None and not station.subject.is_same(now.action.last.subject)
        title = f", under the title {wording.titled(station.subject.title)}" if station and other else ""
        quotes = [_labelled(self._quote(now.action.last), "listed"), self._heading(station, "came as")]
        return replace(
            self._begun(now, detail=station.key if station else ""),
            what=f"{_title(now)} was reported{_at(station)}{title}.",
            quotes=tuple(quote for quote in quotes if quote),
            different=first.strip(),
            where=_listed_in(now.action.last),
            links=(*self._links(now.action.last), *_meeting(station)),
            short=f"{_short(now)} reported",
            weight=59,
        )

    def _again(self, now: ActionSeen) -> Item:
        station = now.outcome.station
        return replace(
            self._begun(now, detail=station.key if station else ""),
            what=f"{_title(now)} is on an agenda again{_at(station)}.",
            quotes=_given(self._heading(station, None)) or _given(self._quote(now.action.last)),
            where=_listed_in(now.action.last),
            links=_meeting(station) or self._links(now.action.last),
            short=f"{_short(now)} on an agenda again",
            until=station.day.isoformat() if station else "",
            weight=65,
        )

    def _listed(self, some: Sequence[ActionSeen]) -> Item:
        """What a plan lists for the first time."""
        line = some[0].action.last
        titles = [f"{_title(each)} ({_stated(each.due)})" if each.due else _title(each) for each in some]
        more = [f"{len(titles) - _MOST_TITLES} more"] if len(titles) > _MOST_TITLES else []
        quotes = [self._quote(each.action.last) for each in some[:_MOST_QUOTES]]
        uid, _, number = line.edition.partition("/")
        return replace(
            self._begun(some[0], detail=""),
            subject=f"plan/{uid}",
            version=number,
            what=f"The {line.kind} of {wording.plain_day(line.day)} lists {wording.counted(len(some), 'item')} for the first time: "
            f"{wording.listed([*titles[:_MOST_TITLES], *more])}.",
            quotes=tuple(quote for quote in quotes if quote),
            where=wording.titled(line.proof.title),
            links=(Link(words="Our copy", url=copy_of(uid, int(number))),),
            short=f"{wording.counted(len(some), 'item')} newly on the {line.kind}",
            weight=28,
        )

    def _came(self, some: Sequence[ActionSeen]) -> Item:
        """What came to a meeting as it had been planned."""
        station = some[0].outcome.station
        day = wording.plain_day(station.day) if station else ""
        titles = [
            f"{_title(each)}{f' (item {at.item})' if (at := each.outcome.station) and at.item else ''}"
            for each in some
        ]
        more = [f"{len(titles) - _MOST_TITLES} more"] if len(titles) > _MOST_TITLES else []
        quotes = [self._heading(each.outcome.station, None) for each in some[:_MOST_QUOTES]]
        return replace(
            self._begun(some[0], detail=""),
            subject=f"meeting/{station.meeting if station else ''}/as-planned",
            version="/".join(sorted(each.uid for each in some)),
            what=f"{wording.sentence(wording.counted(len(some), 'planned item'))} came to the meeting of {day}: "
            f"{wording.listed([*titles[:_MOST_TITLES], *more])}.",
            quotes=tuple(quote for quote in quotes if quote),
            where="Agenda of the meeting",
            links=_meeting(station),
            short=f"{wording.counted(len(some), 'planned item')} came to the meeting of {day}",
            weight=22,
        )

    def _procedures(self, change: _Change) -> Iterator[Item]:
        """That a decision comes without the full notice, or in private."""
        for line in _procedures(change, self._period):
            yield replace(
                self._begun(change.now, detail=""),
                subject=f"action/{change.now.uid}/{line.procedure}",
                version="noticed",
                what=f"{_title(change.now)} {PROCEDURES[line.procedure or '']}.",
                quotes=_given(self._quote(line)),
                different=f"Decision due {_stated(change.now.due)}." if change.now.due else "",
                where=_listed_in(line),
                links=self._links(line),
                short=f"notice of {line.procedure}",
                weight=66,
            )

    def _begun(self, now: ActionSeen, *, detail: str) -> Item:
        """The item of an action under its council and body; followers of those who owe it now are told too."""
        council = self._period.councils[now.council]
        heirs = [self._period.councils[slug] for slug in now.owed_by if slug in self._period.councils]
        carried = f"It is owed by {wording.listed([each.name for each in heirs])} now." if heirs else ""
        return Item(
            subject=f"action/{now.uid}",
            version=f"{now.state} {detail}".strip(),
            audience=audience(council, *heirs),
            place=council.name,
            under=now.committee or "",
            what="",
            next=carried,
            order=f"{now.committee or ''} {now.title} {now.uid}",
        )

    def _quote(self, line: Sighting | None) -> Quote | None:
        """The words that name business, without those who are to bring it."""
        there = self._cited.get(line.fact) if line else None
        if line is None or there is None:
            return None
        state = state_of(there.document, there.version)
        if line.kind is not PlanKind.RESOLUTION:
            state = f"{line.kind} of {wording.plain_day(line.day)}"
        statement, page = there.statement, there.page
        quote = quote_at(
            there.document,
            there.version,
            page,
            _excerpt(there),
            state=state,
            fact=statement.uid,
            kept=statement.quote,
        )
        return replace(quote, about=None)

    def _heading(self, station: Station | None, label: str | None) -> Quote | None:
        """The heading under which business came, as the agenda has it."""
        there = self._agendas.get((station.meeting or "", station.item or "")) if station else None
        title = item_title(there.page) if there else None
        if there is None or title is None or there.page.words is None:
            return None
        start = there.page.words.index(title)
        excerpt = Excerpt(start=start, end=start + len(title))
        quote = quote_at(there.document, there.version, there.page, excerpt, state="agenda", label=label)
        return replace(quote, about=None)

    def _links(self, line: Sighting | None) -> tuple[Link, ...]:
        quote = self._quote(line)
        if line is None:
            return ()
        words = f"Our copy, {quote.where}" if quote else "Our copy"
        return (Link(words=words, url=copy_of(line.proof.document, line.proof.version, quote)),)


def _excerpt(there: Cited) -> Excerpt:
    """A line without the name at its end: who is to bring business is not what became of it."""
    statement, page = there.statement, there.page
    start = statement.starts - page.starts
    end = start + len(statement.quote)
    if page.words is None:
        return Excerpt(start=start, end=end)
    words, who = page.words[start:end].rstrip(), str(statement.fields.get("who") or "")
    if who and words.endswith(who):
        kept = words.removesuffix(who).rstrip(" |(,–-\n")
        words = kept or words
    return beginning(page.words, start, start + len(words))


def _lines(change: _Change) -> Iterator[Sighting | None]:
    """The lines that may be quoted of a change."""
    yield change.now.action.last
    yield change.now.outcome.seen_in
    yield change.now.outcome.elsewhere
    yield change.before.outcome.seen_in if change.before else None


def _procedures(change: _Change, period: Period) -> list[Sighting]:
    """The lines that newly say that business comes without the full notice, or in private."""
    known = {line.procedure for line in change.before.action.sightings} if change.before else set()
    new = {
        line.procedure: line
        for line in reversed(change.now.action.sightings)
        if line.procedure in PROCEDURES and line.procedure not in known
    }
    return [line for line in new.values() if period.since is None or line.at > period.since]


def _came_to(action: ActionSeen) -> str | None:
    """The station at which it was reported, if it was."""
    station = action.outcome.station
    return station.key if station and action.state is State.REPORTED else None


def _is_moved(was: str | None, now: str | None) -> bool:
    """Whether a date is another one, not the same said more exactly."""
    return bool(was and now and was != now and not Due(edtf=now).refines(Due(edtf=was)))


def _title(action: ActionSeen) -> str:
    return wording.titled(action.title)


def _short(action: ActionSeen) -> str:
    return f"“{wording.shortened(action.title)}”"


def _stated(edtf: str | None) -> str:
    return wording.stated(edtf) if edtf else "no stated date"


def _listed_in(line: Sighting | None) -> str:
    """`Work programme of 11 January 2027; first seen Mon 11 January 2027, 06:10`"""
    if line is None:
        return ""
    return f"{wording.sentence(line.kind)} of {wording.plain_day(line.day)}; first seen {wording.moment(line.at)}"


def _at(station: Station | None) -> str:
    """` to the meeting of 21 September 2027, item 7`"""
    if station is None:
        return ""
    item = f", item {station.item}" if station.item else ""
    what = "by the decision" if station.is_decided else "at the meeting"
    return f" {what} of {wording.plain_day(station.day)}{item}"


def _meeting(station: Station | None) -> tuple[Link, ...]:
    if station is None or station.meeting is None:
        return ()
    return (Link(words="The meeting", url=f"/meeting/{station.meeting}"),)


def _given(quote: Quote | None) -> tuple[Quote, ...]:
    return (quote,) if quote else ()


def _labelled(quote: Quote | None, label: str) -> Quote | None:
    return replace(quote, label=label) if quote else None
