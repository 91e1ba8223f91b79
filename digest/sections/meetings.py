"""Meetings in the next 35 days: each with the state of its agenda, the day on which it is due, and what is still to follow."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from digest import wording
from digest.item import Item, Link, Quote
from digest.period import OWED, Period, audience
from digest.quoting import Excerpt
from digest.telling.common import quote_at, state_of
from domain.document import DocumentKind
from domain.health import HealthState
from domain.instants import london_date
from domain.workingdays import latest_publication
from storage import developments, health
from storage.developments import MeetingSeen

heading, order, standing, most = "Meetings in the next 35 days", 20, True, 80

# Questions and petitions are due before agendas are: a month gives time (research/users.md, finding 1).
_AHEAD = timedelta(days=35)
# "Appendix A to follow"
_TO_FOLLOW = re.compile(r"^.*\bto follow\b.*$", re.IGNORECASE | re.MULTILINE)
_LOOKED_AT = (HealthState.OK, HealthState.QUIET)


def entries(period: Period) -> Iterator[Item]:
    """The meetings ahead, soonest first."""
    not_looked_at = {
        state.source: state
        for state in health.states(period.session, now=period.now)
        if state.state not in _LOOKED_AT
    }
    for meeting in period.ahead:
        if meeting.day <= period.today + _AHEAD and meeting.council:
            source = not_looked_at.get(meeting.source)
            yield _entry(meeting, period, _agenda(meeting, period, source))


def _entry(meeting: MeetingSeen, period: Period, agenda: str) -> Item:
    quotes = () if meeting.cancelled else tuple(_to_follow(meeting, period))
    days = (meeting.day - period.today).days
    ahead = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    item = Item(
        subject=f"meeting/{meeting.uid}/ahead",
        version=f"{wording.meeting_day(meeting)} {agenda}",
        title=f"{wording.meeting_day(meeting)} ({ahead}).",
        audience=audience(meeting.council),
        place=meeting.council.name if meeting.council else "",
        what=f"{meeting.committee}. {agenda}",
        quotes=quotes,
        links=(Link(words="The meeting", url=f"/meeting/{meeting.uid}"),),
        until=meeting.day.isoformat(),
        order=f"{meeting.day.isoformat()} {meeting.at or ''} {meeting.uid}",
    )
    return replace(item, version=f"{item.version} {len(quotes)}") if quotes else item


def _agenda(meeting: MeetingSeen, period: Period, source: health.SourceState | None) -> str:
    """What can be said of the agenda: published, due, expected and not seen, or not to be known."""
    if meeting.cancelled:
        return "Called off."
    latest = latest_publication(meeting.day, clear=OWED)
    if meeting.agenda_published:
        agenda = period.agendas_seen.get(meeting.id)
        if agenda is None:
            return "Agenda published."
        if agenda.published:
            return f"Agenda published {wording.short_day(agenda.published)}."
        return f"Agenda first seen {wording.short_day(london_date(agenda.first_seen_at))}."
    if source:
        since = f" since {wording.short_day(london_date(source.since))}" if source.since else ""
        return f"Agenda: cannot tell, its source could not be looked at{since}."
    if period.today <= latest:
        return f"Agenda due by {wording.short_day(latest)}."
    return f"Agenda was due by {wording.short_day(latest)}: expected, not yet seen."


def _to_follow(meeting: MeetingSeen, period: Period) -> Iterator[Quote]:
    """What the agenda says is to follow, for items that no paper has joined since."""
    own = developments.own_document(period.session, meeting.id, DocumentKind.AGENDA)
    agenda = period.agendas_seen.get(meeting.id)
    if own is None or agenda is None:
        return
    refs = {(item.number or ""): item.ref for item in period.items.get(meeting.id, [])}
    joined = {
        paper.item_ref
        for paper in period.papers.get(meeting.id, [])
        if paper.first_seen_at > agenda.first_seen_at
    }
    document, version = own
    for page in developments.pages(period.session, version.id):
        if refs.get((page.item or "").rstrip(" .")) in joined:
            continue
        for found in _TO_FOLLOW.finditer(page.words or ""):
            excerpt = Excerpt(start=found.start(), end=found.end())
            yield quote_at(document, version, page, excerpt, state=state_of(document, version))
