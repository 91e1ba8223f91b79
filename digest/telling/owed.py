"""Owed: what was noted or stated as due from councils and came, did not come or passed to successors, and councils that ended."""

from collections.abc import Iterator
from datetime import timedelta

from digest import wording
from digest.item import Item, Link, Quote
from digest.period import Period, audience
from digest.quoting import beginning
from digest.telling.common import copy_of, quote_at, state_of
from domain.clocks import KINDS
from domain.document import Origin
from domain.expected import Expected, ExpectedState
from domain.instants import london_date
from storage import developments, passages
from storage.developments import CouncilSeen
from storage.passages import Cited

_TELLING = (ExpectedState.SEEN, ExpectedState.NOT_YET_SEEN, ExpectedState.DROPPED)
# How the keys of what papers state begin; the fact follows (storage.expected).
_STATED = "stated/"


def told(period: Period) -> Iterator[Item]:
    """What changed of what councils owe, what their papers newly state, and which of them ended since the last edition."""
    yield from _ended(period)
    if period.since is None:
        return
    yield from _changed(period)
    yield from _newly_stated(period)


def soon(due: Expected, period: Period) -> Item:
    """What falls due soon, in one line: `Action plan to Ofsted: due Wed 30 June 2027.`"""
    return Item(
        subject=f"owed/{due.key}/soon",
        version=due.due or "",
        audience=_audience(due, period),
        place=period.councils[due.council].name,
        title=f"{wording.exact_day(due.due or '')}.",
        what=f"{wording.sentence(due.what).rstrip('.')}{_heirs(due)} ({due.because}).",
        links=tuple(_links(due)),
        until=_day(due),
        order=f"{due.due or ''} {due.key}",
    )


def _changed(period: Period) -> Iterator[Item]:
    """What was newly noted as due, came, did not come in time, was dropped or was handed on.

    What a document makes due stands beneath that document, and only there.
    """
    made = developments.made_due_by_documents(period.session) if period.obligations else frozenset()
    for key, now in period.obligations.items():
        was = period.obligations_before.get(key)
        changed = was is not None and was.state is not now.state and _is_told(now)
        passed_on = was is not None and was.owed_by != now.owed_by
        if changed or passed_on or (was is None and key not in made):
            yield _item(now, period)


def _is_told(due: Expected) -> bool:
    """Whether a change of state is told. Nobody sees whether a plan went to Ofsted, and what Ofsted publishes is told itself."""
    return due.state in _TELLING and due.kind not in KINDS


def _item(due: Expected, period: Period) -> Item:
    return Item(
        subject=f"owed/{due.key}",
        version=" ".join([due.state, *due.owed_by]),
        audience=_audience(due, period),
        place=period.councils[due.council].name,
        what=f"{wording.sentence(due.words)}.",
        where=f"{wording.sentence(due.because)}",
        links=tuple(_links(due)),
        short=wording.shortened(due.what),
        weight=67,
        order=f"~ {due.due or ''} {due.key}",
    )


def _newly_stated(period: Period) -> Iterator[Item]:
    """What a paper states for the first time that must be done by a day to come, in its own words."""
    new = [each for key, each in period.stated.items() if key not in period.stated_before]
    cited = passages.cited(period.session, {each.key.removeprefix(_STATED) for each in new})
    for each in new:
        there = cited.get(each.key.removeprefix(_STATED))
        if there and there.version.origin is Origin.WATCH and not there.document.gone:
            yield _stated(each, there, period)


def _stated(due: Expected, there: Cited, period: Period) -> Item:
    quote = _quote(there)
    return Item(
        subject=f"owed/{due.key}",
        version=due.due or "",
        audience=_audience(due, period),
        place=period.councils[due.council].name,
        what=f"Due {wording.exact_day(due.due or '')}, as a paper states: {wording.titled(due.what.rstrip('.'))}{_heirs(due)}.",
        quotes=(quote,),
        where=f"{wording.titled(there.version.title)}; first seen {wording.moment(there.version.first_seen_at)}",
        links=(Link(words=f"Our copy, {quote.where}", url=copy_of(quote.document, quote.version, quote)),),
        short=f"due {wording.exact_day(due.due or '')}: {wording.shortened(due.what)}",
        weight=68,
        order=f"~ {due.due or ''} {due.key}",
    )


def _quote(there: Cited) -> Quote:
    statement, page = there.statement, there.page
    start = statement.starts - page.starts
    return quote_at(
        there.document,
        there.version,
        page,
        beginning(page.words or "", start, start + len(statement.quote)),
        state=state_of(there.document, there.version),
        fact=statement.uid,
        kept=statement.quote,
    )


def _audience(due: Expected, period: Period) -> tuple[str, ...]:
    """The followers of the council and of those who owe it now."""
    heirs = [period.councils[slug] for slug in due.owed_by if slug in period.councils]
    return audience(period.councils[due.council], *heirs)


def _heirs(due: Expected) -> str:
    return f" (owed by {wording.listed(due.heirs)} now)" if due.heirs else ""


def _day(due: Expected) -> str:
    """The day itself, where one is stated."""
    return due.due if due.due and len(due.due) == len("2027-06-30") and "/" not in due.due else ""


def _links(due: Expected) -> Iterator[Link]:
    if due.met and due.met.meeting:
        yield Link(words="The meeting", url=f"/meeting/{due.met.meeting}")
    if due.met and due.met.document:
        yield Link(words="Our copy", url=f"/doc/{due.met.document}")
    yield Link(words="The council", url=f"/council/{due.council}")


def _ended(period: Period) -> Iterator[Item]:
    """The councils whose last day passed since the last edition."""
    first = london_date(period.since) if period.since else period.today
    for council in period.councils.values():
        if council.ends and first <= council.ends + timedelta(days=1) <= period.today:
            yield _end(council, period)


def _end(council: CouncilSeen, period: Period) -> Item:
    """`Wolden ended on 31 March 2027. East Wolden and West Wolden follow it and owe what it owed.`"""
    heirs = [period.councils[slug] for slug in council.successors]
    names = wording.listed(sorted(each.name for each in heirs)) if heirs else ""
    verb = "follow" if len(heirs) > 1 else "follows"
    owe = "owe" if len(heirs) > 1 else "owes"
    follow = f" {names} {verb} it and {owe} what it owed." if heirs else ""
    day = wording.plain_day(council.ends) if council.ends else ""
    return Item(
        subject=f"council/{council.slug}/ended",
        version=day,
        audience=audience(council, *heirs),
        place=council.name,
        what=f"{council.name} ended on {day}.{follow} Its papers stay where they are.",
        links=(Link(words="The council", url=f"/council/{council.slug}"),),
        short=f"ended on {day}",
        weight=74,
        order="!",
    )
