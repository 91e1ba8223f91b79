"""The opening of a mail: its subject, headline, the line that inboxes show beside it, and what stands before all items."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from digest import wording
from digest.item import DEADLINE, Item
from digest.sections import sections
from digest.select import Chosen
from storage.editions import EditionName
from storage.subscribers import Cadence

_PREHEADER = 100  # characters; inboxes cut what is longer
_MOST_NAMES = 3  # of councils, where more are counted
_MOST_DATES = 4
_ACT_BY, _MEETINGS, _DUE = "act_by", "meetings", "due"

Telling = tuple[Chosen, ...]  # one item, or several that are told as one


@dataclass(frozen=True, kw_only=True)
class Opening:
    """How a mail begins. No two editions have the same subject: mail programs would fold them into one."""

    subject: str
    headline: str
    preheader: str
    first: tuple[str, ...]


def opened(name: EditionName, parts: Mapping[str, Sequence[Telling]], looked_at: str) -> Opening:
    """The opening of a mail with these parts; `looked_at` says how many sources were checked.

    The subject is the first fact, its council and how many more there are; without news it says so.
    """
    news = list(_news(parts))
    ahead = [telling[0].item for telling in parts[_MEETINGS]]
    facts = [f"{item.place}: {item.short}" for item in news]
    headline = facts[0] if facts else _no_news(parts, ahead)
    others = f", and {len(facts) - 1} more" if len(facts) > 1 else ""
    first = [_counts(news), *_dates(parts, ahead), looked_at]
    return Opening(
        subject=f"{headline}{others} ({_edition_day(name)})",
        headline=headline,
        preheader=_preheader(facts[1:], looked_at),
        first=tuple(line for line in first if line),
    )


def _news(parts: Mapping[str, Sequence[Telling]]) -> Iterator[Item]:
    """What is news, in the order of the parts, the weightiest first."""
    for name, tellings in parts.items():
        if not sections()[name].standing:
            yield from sorted((telling[0].item for telling in tellings), key=lambda item: -item.weight)


def _no_news(parts: Mapping[str, Sequence[Telling]], ahead: Sequence[Item]) -> str:
    places = _places([telling[0].item for tellings in parts.values() for telling in tellings])
    meetings = f"; {wording.counted(len(ahead), 'meeting')} ahead" if ahead else ""
    return f"No news{f' from {places}' if places else ''}{meetings}"


def _counts(news: Sequence[Item]) -> str:
    happened = [item for item in news if item.state != DEADLINE]
    if not happened:
        return "Nothing new since the last edition."
    return f"{wording.counted(len(happened), 'development')} in {_places(happened)}."


def _places(items: Sequence[Item]) -> str:
    """Each council once: what stands under several of them together is not named where they are named alone."""
    readers: dict[str, set[str]] = {}
    for item in items:
        if item.place:
            readers.setdefault(item.place, set()).update(item.audience)
    parts = {place: [some for some in readers.values() if some < of] for place, of in readers.items()}
    names = sorted(
        place for place, of in readers.items() if not (parts[place] and of <= set().union(*parts[place]))
    )
    return (
        wording.listed(names) if 0 < len(names) <= _MOST_NAMES else f"{len(names)} councils" if names else ""
    )


def _dates(parts: Mapping[str, Sequence[Telling]], ahead: Sequence[Item]) -> Iterator[str]:
    """Until when a reader can act: papers that came late, days by which the public can ask; else the next meeting."""
    acting = [telling[0].item for telling in parts[_ACT_BY] if telling[0].item.until]
    late = _days(item for item in acting if item.state != DEADLINE)
    asking = _days(item for item in acting if item.state == DEADLINE)
    coming = _days(ahead)
    if late:
        yield f"Papers came late for {wording.listed(late[:_MOST_DATES])}."
    if asking:
        yield f"The public can ask until {wording.listed(asking[:_MOST_DATES])}."
    if due := _days(telling[0].item for telling in parts[_DUE]):
        yield f"Due: {wording.listed(due[:_MOST_DATES])}."
    if coming and not acting:
        yield f"Next meeting: {coming[0]}."


def _days(items: Iterable[Item]) -> list[str]:
    days = sorted({item.until for item in items if item.until})
    return [wording.short_day(date.fromisoformat(day)) for day in days]


def _preheader(others: Sequence[str], looked_at: str) -> str:
    words = f"Also {'; '.join(others[:2])}." if others else looked_at
    if len(words) > _PREHEADER and others:
        words = f"Also {others[0]}."
    return words if len(words) <= _PREHEADER else looked_at


def _edition_day(name: EditionName) -> str:
    if name.cadence is Cadence.MONTHLY:
        return f"{name.day:%b %Y}"
    return f"{name.day.day} {name.day:%b}"
