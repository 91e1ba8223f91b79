"""What could not be looked at: the sources of a reader's councils that did not answer, since when, and how many did. Never empty."""

from collections.abc import Iterable, Iterator
from datetime import date

from digest import wording
from digest.item import Item
from digest.period import Period, audience
from domain.health import HealthState
from domain.instants import london_date
from storage import developments, health
from storage.developments import CouncilSeen

heading, order, standing, most = "What could not be looked at", 90, True, 200

# What an item's `state` says of its source.
CHECKED, NOT_CHECKED, UNWATCHED = "checked", "not checked", "unwatched"

EVERYONE = "everyone"  # sources of all England concern every reader

_CHANNELS = {
    "committee": "committee papers",
    "ofsted": "Ofsted",
    "govuk": "GOV.UK",
    "news": "local news",
    "statistics": "statistics",
}
# Why, in words that frighten nobody.
_WHY = {
    HealthState.BLOCKED: "the site refused us",
    HealthState.MOVED: "its address no longer answers",
    HealthState.BROKEN: "its pages could not be read",
}


def entries(period: Period) -> Iterator[Item]:
    """Every source with what became of it, and the followed councils that have none."""
    councils = {council.slug: council for council in developments.councils(period.session).values()}
    watched: set[str] = set()
    for state in health.states(period.session, now=period.now):
        council = councils.get(state.council or "")
        watched.update(council.concerns if council else ())
        yield _source(state, council)
    for target in sorted(developments.followed(period.session)):
        council = councils.get(target.removeprefix("council:"))
        if council and council.slug not in watched:
            yield _unwatched(council)


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


def _source(state: health.SourceState, council: CouncilSeen | None) -> Item:
    channel = state.source.partition("/")[0]
    thing = _CHANNELS.get(channel, channel)
    name = f"{council.name}, {thing}" if council else thing
    checked = state.state in (HealthState.OK, HealthState.QUIET)
    return Item(
        subject=f"source/{state.source}",
        version="state",
        audience=audience(council) if council else (EVERYONE,),
        place=council.name if council else "England",
        what=f"{name}: checked." if checked else f"{name}: {_missed(state)}.",
        state=CHECKED if checked else NOT_CHECKED,
        until=london_date(state.since).isoformat() if state.since else "",
        order=state.source,
    )


def _missed(state: health.SourceState) -> str:
    if state.since is None:
        return "not looked at yet"
    since = wording.plain_day(london_date(state.since))
    if state.state is HealthState.STALE:
        return f"not looked at since {since}; items may be late"
    return f"could not be looked at since {since} ({_WHY[state.state]}); items may be late"


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
