"""Visits: what councils themselves say of a visit by Ofsted before its letter is published, and that they said so first."""

from collections.abc import Iterator
from dataclasses import replace

from digest import wording
from digest.item import Item, Link, Quote
from digest.period import Period, audience
from digest.quoting import beginning
from digest.telling.common import copy_of, quote_at, state_of
from domain.document import Origin
from domain.visits import Visit
from storage import passages
from storage.passages import Cited


def told(period: Period) -> Iterator[Item]:
    """The visits of which a council's paper told since the last edition and whose letters were not seen."""
    if period.since is None:
        return
    known = {_known_as(each) for each in period.visits_before}
    new = [
        each
        for each in period.visits
        if each.first_notice and each.letter is None and _known_as(each) not in known
    ]
    cited = passages.cited(period.session, {each.first_notice.fact for each in new if each.first_notice})
    for each in new:
        there = cited.get(each.first_notice.fact) if each.first_notice else None
        if there and there.version.origin is Origin.WATCH:
            yield _item(each, there, period)


def said_first(visit: Visit, there: Cited) -> Quote:
    """The council's own words on a visit, and when they came out."""
    day = f", {wording.plain_day(visit.first_notice.day)}" if visit.first_notice else ""
    return replace(_quote(there), label=f"first stated by the council{day}")


def _item(visit: Visit, there: Cited, period: Period) -> Item:
    council = period.councils[visit.council]
    quote = _quote(there)
    days = f", {wording.days(visit.visited)}" if visit.visited else ""
    focus = f" Its focus, as the council states it: {visit.focus_words}." if visit.focus else ""
    return Item(
        subject=f"visit/{visit.council}/{visit.what}/{visit.visited or there.statement.uid}",
        version="stated",
        audience=audience(council, england=True),
        place=council.name,
        what=f"A council paper says that Ofsted made a {visit.called} to {council.name}{days}; its letter was not seen yet.{focus}",
        quotes=(quote,),
        different=_waiting(visit, period),
        where=f"{wording.titled(there.version.title)}; first seen {wording.moment(there.version.first_seen_at)}",
        links=(Link(words=f"Our copy, {quote.where}", url=copy_of(quote.document, quote.version, quote)),),
        short=f"Ofsted {visit.called} stated by the council",
        weight=78,
        order="~",
    )


def _waiting(visit: Visit, period: Period) -> str:
    """`33 working days since the visit.`, and why no letter is to be expected now where that is so."""
    if visit.waiting is None:
        return ""
    paused = f" {visit.pause.reason(period.today)}." if visit.pause else ""
    return f"{wording.sentence(wording.counted(visit.waiting, 'working day'))} since the visit.{paused}"


def _known_as(visit: Visit) -> tuple[str, str, str | None]:
    return visit.council, visit.what, visit.visited


def _quote(there: Cited) -> Quote:
    statement, page = there.statement, there.page
    start = statement.starts - page.starts
    excerpt = beginning(page.words or "", start, start + len(statement.quote))
    return quote_at(
        there.document,
        there.version,
        page,
        excerpt,
        state=state_of(there.document, there.version),
        fact=statement.uid,
        kept=statement.quote,
    )
