"""Owed: what was noted as due from councils and came, did not come or passed to successors, and councils that ended."""

from collections.abc import Iterator
from datetime import timedelta

from digest import wording
from digest.item import Item, Link
from digest.period import Period, audience
from domain.expected import Expected, ExpectedState
from domain.instants import london_date
from storage import developments
from storage.developments import CouncilSeen
from storage.expected import obligations

_TELLING = (ExpectedState.SEEN, ExpectedState.NOT_YET_SEEN, ExpectedState.DROPPED)


def told(period: Period) -> Iterator[Item]:
    """What changed of what councils owe, and which of them ended since the last edition."""
    yield from _ended(period)
    slugs = developments.owing(period.session)
    if not slugs or period.since is None:
        return
    before = {each.key: each for each in obligations(period.session, slugs, as_of=period.since)}
    for now in obligations(period.session, slugs, as_of=period.now):
        was = before.get(now.key)
        changed = was is not None and was.state is not now.state and now.state in _TELLING
        passed_on = was is not None and was.owed_by != now.owed_by
        if was is None or changed or passed_on:
            yield _item(now, period)


def _item(due: Expected, period: Period) -> Item:
    council = period.councils[due.council]
    heirs = [period.councils[slug] for slug in due.owed_by if slug in period.councils]
    return Item(
        subject=f"owed/{due.key}",
        version=" ".join([due.state, *due.owed_by]),
        audience=audience(council, *heirs),
        place=council.name,
        what=f"{wording.sentence(due.words)}.",
        where=f"{wording.sentence(due.because)}",
        links=tuple(_links(due)),
        short=wording.shortened(due.what),
        weight=67,
        order=f"~ {due.due or ''} {due.key}",
    )


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
