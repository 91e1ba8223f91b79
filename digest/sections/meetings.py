"""Meetings in the next 35 days: by when the public can ask, the state of the agenda or the day on which it is due, what is to follow."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from digest import wording
from digest.item import Item, Link, Quote
from digest.period import Period, audience
from digest.quoting import Excerpt
from digest.telling import deadlines
from digest.telling.common import quote_at, state_of
from domain.document import DocumentKind
from domain.expected import Expected, ExpectedState, MeetingAhead
from domain.instants import london_date
from storage import passages
from storage.developments import MeetingSeen
from storage.passages import DocumentSeen, PageSeen, VersionSeen

heading, order, standing, most = "Meetings in the next 35 days", 20, True, 80

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, kw_only=True)
class _Agenda:
    """A meeting's own agenda as it reads now."""

    document: DocumentSeen
    version: VersionSeen
    pages: Sequence[PageSeen]


def entries(period: Period) -> Iterator[Item]:
    """The meetings ahead, soonest first."""
    known = {each.uid: each for each in period.ahead}
    agendas = _agendas(period, known)
    for ahead in period.meetings_ahead:
        yield _entry(ahead, known.get(ahead.meeting.uid), agendas.get(ahead.meeting.uid), period)


def _agendas(period: Period, known: Mapping[str, MeetingSeen]) -> dict[str, _Agenda]:
    """The agendas that say that something is to follow, by meeting."""
    wanted = {
        known[ahead.meeting.uid].id: ahead.meeting.uid
        for ahead in period.meetings_ahead
        if ahead.papers and ahead.meeting.uid in known
    }
    own = passages.own_documents(period.session, wanted, DocumentKind.AGENDA)
    pages = passages.pages(period.session, {version.id for _, version in own.values()})
    return {
        wanted[meeting]: _Agenda(document=document, version=version, pages=pages[version.id])
        for (meeting, _), (document, version) in own.items()
    }


def _entry(ahead: MeetingAhead, seen: MeetingSeen | None, agenda: _Agenda | None, period: Period) -> Item:
    council, meeting = period.councils[ahead.council], ahead.meeting
    awaited = [paper for paper in ahead.papers if paper.state is not ExpectedState.SEEN]
    quotes = tuple(quote for paper in awaited if agenda and (quote := _quoted(paper, agenda)))
    day = wording.day_and_hour(meeting.day, meeting.at)
    stands = f"{_of_agenda(ahead, seen, period)}{_of_papers(awaited)}"
    asking = [f"{deadlines.words(due)}." for due in ahead.deadlines]
    days = {0: "today", 1: "tomorrow"}.get(ahead.days, f"in {ahead.days} days")
    rules = dict.fromkeys(deadlines.rule(due) for due in ahead.deadlines)
    return Item(
        subject=f"meeting/{meeting.uid}/ahead",
        version=" ".join([day, stands, *([str(len(quotes))] if quotes else [])]),
        title=f"{day} ({days}).",
        audience=audience(council),
        place=council.name,
        what=" ".join([f"{meeting.body}.", *asking, stands]),
        quotes=quotes,
        links=(Link(words="The meeting", url=f"/meeting/{meeting.uid}"), *rules),
        until=meeting.day.isoformat(),
        order=f"{meeting.day.isoformat()} {meeting.at or ''} {meeting.uid}",
    )


def _of_agenda(ahead: MeetingAhead, seen: MeetingSeen | None, period: Period) -> str:
    """What can be said of the agenda: published, due, expected and not seen, or not to be known."""
    latest = wording.short_day(ahead.meeting.latest)
    match ahead.agenda.state:
        case ExpectedState.DROPPED:
            return "Called off."
        case ExpectedState.SEEN:
            return _published(ahead.agenda, seen, period)
        case ExpectedState.COULD_NOT_LOOK:
            gap = period.blind.get(ahead.council)
            since = f" since {wording.short_day(gap.first)}" if gap else ""
            return f"Agenda: cannot tell, its source could not be looked at{since}."
        case ExpectedState.NOT_YET_SEEN:
            return f"Agenda was due by {latest}: expected, not yet seen."
        case _:
            return f"Agenda due by {latest}."


def _published(due: Expected, seen: MeetingSeen | None, period: Period) -> str:
    """On which day an agenda came out: as its source prints it, if it can have been there then, else when it was first seen."""
    agenda = period.agendas_seen.get(seen.id) if seen else None
    if agenda is None:
        return f"Agenda published {wording.short_day(due.met.day)}." if due.met else "Agenda published."
    if agenda.published:
        return f"Agenda published {wording.short_day(agenda.published)}."
    return f"Agenda first seen {wording.short_day(london_date(agenda.first_seen_at))}."


def _of_papers(awaited: Sequence[Expected]) -> str:
    """That nobody can tell whether papers to follow have come, where that is so; their words are quoted."""
    blind = any(paper.state is ExpectedState.COULD_NOT_LOOK for paper in awaited)
    return " Whether what was to follow has come: cannot tell." if blind else ""


def _quoted(paper: Expected, agenda: _Agenda) -> Quote | None:
    """The agenda's own words that a paper is to follow."""
    for page in agenda.pages:
        number = (page.item or "").rstrip(" .")
        place = f"item {number}, " if number else ""
        for line in _LINE.finditer(page.words or ""):
            printed = f"{page.item} " if line.start() == 0 and page.item else ""
            words = line[0].removeprefix(printed)
            if paper.what == f"{place}{' '.join(words.split())}":
                excerpt = Excerpt(start=line.end() - len(words), end=line.end())
                state = state_of(agenda.document, agenda.version)
                return quote_at(agenda.document, agenda.version, page, excerpt, state=state)
    return None
