"""What could not be looked at: the sources of a reader's councils that did not answer, since when and why, how many did. Never empty.

Councils that ended stand here too, with those who came after them, and in how many documents words wait for a person: an
omission that is declared is forgiven. Which documents these are, and why, is for the operator alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from digest import wording
from digest.item import Item
from digest.period import Period, audience
from domain.harm import State
from domain.health import LOOKED_AT, HealthState
from domain.instants import london_date
from domain.source import Channel
from storage import developments, health, held
from storage.developments import CouncilSeen

heading, order, standing, most = "What could not be looked at", 90, True, 200

# What an item's `state` says of its source.
CHECKED, NOT_CHECKED, UNWATCHED, ENDED, HELD = "checked", "not checked", "unwatched", "ended", "held"

EVERYONE = "everyone"  # sources of all England concern every reader

_CHANNELS = {
    "committee": "committee papers",
    "ofsted": "Ofsted",
    "govuk": "GOV.UK",
    "news": "local news",
    "statistics": "official statistics",
}
# Publishers who are looked at in more than one way.
_NAMES = {"ofsted/providers": "Ofsted’s table of children’s homes"}
# Why, in words that frighten nobody.
_WHY = {
    HealthState.BLOCKED: "the site refused us",
    HealthState.MOVED: "its address no longer answers",
    HealthState.BROKEN: "its pages could not be read",
}

# What a crawl says of a feed that its publisher gave up: `the feed news has ended and tells nothing any more (...)`
_ENDED_FEED = re.compile(r"the feed \S{1,80} has ended")


def entries(period: Period) -> Iterator[Item]:
    """Every source with what became of it, the councils that ended, the followed ones without a source, and what is held."""
    watched: set[str] = set()
    for state in health.states(period.session, now=period.now):
        council = period.councils.get(state.council or "")
        watched.update(council.concerns if council else ())
        if council and council.has_ended(period.today):
            continue
        yield _source(state, council, period)
    for target in sorted(developments.followed(period.session)):
        council = period.councils.get(target.removeprefix("council:"))
        if council and council.has_ended(period.today):
            yield _ended(council, period)
        elif council and council.slug not in watched:
            yield _unwatched(council)
    yield from _held(period)


def summary(items: Iterable[Item]) -> str:
    """`8 of 9 sources checked; 1 could not be looked at since 8 June 2026.`"""
    found = list(items)
    checked = sum(item.state == CHECKED for item in found)
    missed = [item for item in found if item.state == NOT_CHECKED]
    if not checked and not missed:
        return "No source of these councils is watched yet."
    words = f"{checked} of {wording.counted(checked + len(missed), 'source')} checked"
    if not missed:
        return f"{words}."
    since = min((item.until for item in missed if item.until), default="")
    longest = "" if len(missed) == 1 else ", the longest"
    when = f"{longest} since {wording.plain_day(date.fromisoformat(since))}" if since else ""
    return f"{words}; {len(missed)} could not be looked at{when}."


def _source(state: health.SourceState, council: CouncilSeen | None, period: Period) -> Item:
    channel = state.source.partition("/")[0]
    outlet = period.outlets.get(state.source)
    thing = _NAMES.get(state.source) or _CHANNELS.get(channel, channel)
    name = f"{council.name}, {thing}" if council else outlet.name if outlet else wording.sentence(thing)
    covers = [each for slug in (outlet.covers if outlet else ()) if (each := period.councils.get(slug))]
    concerned = [council] if council else covers
    checked = state.state in LOOKED_AT
    return Item(
        subject=f"source/{state.source}",
        version="state",
        audience=audience(*concerned) if concerned else (EVERYONE,),
        place=council.name if council else "England",
        what=f"{name}: checked." if checked else f"{name}: {_missed(state, period)}.",
        state=CHECKED if checked else NOT_CHECKED,
        until=london_date(state.since).isoformat() if state.since else "",
        order=state.source,
    )


def _missed(state: health.SourceState, period: Period) -> str:
    if missing := period.without_address.get(state.source):
        return missing
    if state.since is None:
        return "not looked at yet"
    since = wording.plain_day(london_date(state.since))
    if feed := _ENDED_FEED.match(state.reason):
        return f"{feed[0]}, noticed on {since}; what came by it alone may be missing"
    if state.state is HealthState.STALE:
        return f"not looked at since {since}; items may be late"
    return f"could not be looked at since {since} ({_why(state, period)}); items may be late"


def _why(state: health.SourceState, period: Period) -> str:
    """Why a source could not be looked at; of a site that refuses us, how it does."""
    gap = period.blind.get(state.council or "")
    if state.state is HealthState.BLOCKED and gap and state.source.startswith(f"{Channel.COMMITTEE}/"):
        return wording.why(gap.why) if gap.why.isdecimal() else _WHY[state.state]
    return _WHY[state.state]


def _ended(council: CouncilSeen, period: Period) -> Item:
    """`Wolden ended on 31 March 2027; its successors are East Wolden and West Wolden, of whom you are told instead.`"""
    names = sorted(period.councils[slug].name for slug in council.successors)
    verb = "its successors are" if len(names) > 1 else "its successor is"
    after = f"; {verb} {wording.listed(names)}, of which you are told instead" if names else ""
    return Item(
        subject=f"council/{council.slug}",
        version="ended",
        audience=(f"council:{council.slug}",),
        place=council.name,
        what=f"{council.name} ended on {wording.plain_day(council.ends)}{after}." if council.ends else "",
        state=ENDED,
        order=council.slug,
    )


def _unwatched(council: CouncilSeen) -> Item:
    return Item(
        subject=f"council/{council.slug}",
        version="unwatched",
        audience=audience(council),
        place=council.name,
        what=f"{council.name}: no source of this council is watched yet.",
        state=UNWATCHED,
        order=council.slug,
    )


def _held(period: Period) -> Iterator[Item]:
    """What waits for a person since the edition before, council by council: `Northshire: words in 2 documents are held ...`"""
    documents: dict[str, set[str]] = defaultdict(set)
    for each in held.held(period.session, (State.HELD,)):
        if each.council and (period.since is None or each.since > period.since):
            documents[each.council].add(each.document)
    for slug, waiting in sorted(documents.items()):
        council = period.councils[slug]
        yield Item(
            subject=f"held/{slug}",
            version="held",
            audience=audience(council),
            place=council.name,
            what=f"{council.name}: words in {wording.counted(len(waiting), 'document')} are held until a person "
            "has checked them, and are left out here.",
            state=HELD,
            order=f"~ {slug}",
        )
