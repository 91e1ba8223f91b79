"""The publication calendar: when Ofsted does not publish, and how long its reports usually take.

Before elections Ofsted publishes no report on a whole council that votes (inspections, focused and monitoring visits,
area SEND, JTAI): https://www.gov.uk/government/news/ofsted-reports-during-local-elections-pre-election-silence (2019).
Which councils vote when stands in reference/elections.csv, general elections in general_elections.csv, usual lags in
publication_lags.csv. Nothing is called late that is not due: days of a pause do not count, and what may be a pause is one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from domain import reference
from domain.council import by_gss
from domain.errors import MinutewatchError
from domain.spoken import near_day
from domain.workingdays import add_working_days

# Notice of an election is given at the latest so many working days before the poll (Local Elections (Principal
# Areas) (England and Wales) Rules 2006, schedule 2, rule 1).
_NOTICE = 25
# The ordinary day of election is the first Thursday in May (Representation of the People Act 1983, section 37), but
# for 2014, when it was the day of the European poll; those of 2020 were put off to 2021.
_THURSDAY = 3
_MOVED = {2014: date(2014, 5, 22)}
_NONE_IN = frozenset({2020})
_DAY = timedelta(days=1)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")  # fmt: skip


class BadElections(MinutewatchError):
    """A table of elections cannot be read."""


class PollKind(StrEnum):
    """Whose poll it is."""

    LOCAL = "local"
    GENERAL = "general"


@dataclass(frozen=True, kw_only=True)
class Elections:
    """When a council votes; polls from `doubtful_from` on may be moved or called off."""

    council: str
    polls: tuple[date, ...]
    doubtful_from: date | None = None
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Pause:
    """Ofsted publishes nothing council-wide of these councils (slugs; `None`: of any) from the first to the last day, before a poll."""

    first: date
    last: date
    kind: PollKind
    councils: tuple[str, ...] | None
    certain: bool = True

    def concerns(self, council: str) -> bool:
        """Whether it holds for a council."""
        return self.councils is None or council in self.councils

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.first <= day <= self.last

    def words(self, names: Sequence[str], today: date) -> str:
        """`Ofsted pauses council-wide reports before elections (Northshire and six others until 6 May)`"""
        if self.kind is PollKind.GENERAL:
            whom = "all councils"
        elif len(names) > 1:
            others = len(names) - 1
            counted = _NUMBERS[others] if others < len(_NUMBERS) else str(others)
            whom = f"{names[0]} and {counted} other{'' if others == 1 else 's'}"
        else:
            whom = names[0] if names else "no council"
        return (
            f"Ofsted pauses council-wide reports before elections ({whom} until {near_day(self.last, today)})"
        )

    def reason(self, today: date) -> str:
        """`Ofsted publishes no council-wide report before the elections of 6 May`"""
        election = "election" if self.kind is PollKind.GENERAL else "elections"
        return (
            f"Ofsted publishes no council-wide report before the {election} of {near_day(self.last, today)}"
        )


class Standing(StrEnum):
    """How long a publication has been awaited, beside how long others took."""

    USUAL = "usual"  # no longer than others took
    PAUSED = "paused"
    LATE = "late"  # longer than any was known to take, pauses aside


def shipped() -> dict[str, Elections]:
    """The elections of the reference table, by council."""
    return dict(_shipped())


@lru_cache(maxsize=1)
def _shipped() -> tuple[tuple[str, Elections], ...]:
    councils = by_gss()
    return tuple(
        (slug, _elections(row, slug))
        for row in reference.table("elections")
        for slug in (councils[row["gss_code"]].slug,)
    )


def of_rows(rows: Iterable[Mapping[str, str]]) -> dict[str, Elections]:
    """The elections that an operator's own table gives, by council (slug in column `council`).

    Raises:
        BadElections: a row has no council, or a poll is neither a year nor a day.
    """
    found: dict[str, Elections] = {}
    for number, row in enumerate(rows, start=2):
        slug = (row.get("council") or "").strip()
        if not slug:
            raise BadElections(f"elections.csv, line {number}: column `council` needs a council's slug")
        try:
            found[slug] = _elections(row, slug)
        except ValueError as exc:
            raise BadElections(f"elections.csv, line {number}: {exc}; write 2027 or 2027-05-06") from exc
    return found


def _elections(row: Mapping[str, str], slug: str) -> Elections:
    doubtful = (row.get("doubtful_from") or "").strip()
    return Elections(
        council=slug,
        polls=tuple(_poll(cell) for cell in reference.cells(row.get("polls") or "")),
        doubtful_from=date(int(doubtful), 1, 1) if doubtful else None,
        source=(row.get("source") or "").strip(),
    )


def _poll(cell: str) -> date:
    if not cell.isdecimal():
        return date.fromisoformat(cell)
    year = int(cell)
    if year in _NONE_IN:
        raise ValueError(f"no poll was held in {year}")
    first = date(year, 5, 1)
    return _MOVED.get(year, first + ((_THURSDAY - first.weekday()) % 7) * _DAY)


def general() -> Iterator[Pause]:
    """The pauses before general elections."""
    for row in reference.table("general_elections"):
        poll = date.fromisoformat(row["poll"])
        first = date.fromisoformat(row["pause_from"])
        yield Pause(first=first, last=poll, kind=PollKind.GENERAL, councils=None)


def pauses_on(day: date, elections: Mapping[str, Elections]) -> tuple[Pause, ...]:
    """The pauses that hold on a day: one for each poll, with the councils that vote in it."""
    voting: dict[tuple[date, bool], list[str]] = {}
    for each in elections.values():
        for poll in each.polls:
            if pause_before(poll) <= day <= poll:
                voting.setdefault((poll, _is_certain(each, poll)), []).append(each.council)
    local = (
        Pause(
            first=pause_before(poll),
            last=poll,
            kind=PollKind.LOCAL,
            councils=tuple(sorted(councils)),
            certain=certain,
        )
        for (poll, certain), councils in sorted(voting.items(), reverse=True)
    )
    return (*(each for each in general() if each.holds(day)), *local)


def pauses_of(council: str, elections: Mapping[str, Elections], *, first: date, last: date) -> list[Pause]:
    """The pauses of a council that touch a stretch of time, in order."""
    found = [each for each in general() if each.first <= last and each.last >= first]
    if own := elections.get(council):
        found += [
            Pause(
                first=pause_before(poll),
                last=poll,
                kind=PollKind.LOCAL,
                councils=(council,),
                certain=_is_certain(own, poll),
            )
            for poll in own.polls
            if pause_before(poll) <= last and poll >= first
        ]
    return sorted(found, key=lambda each: each.first)


@lru_cache(maxsize=256)
def pause_before(poll: date) -> date:
    """The first day of the pause before a poll: the last day for the notice of election."""
    return add_working_days(poll, -_NOTICE)


def standing(what: str, ended: date, day: date, pauses: Collection[Pause]) -> Standing:
    """How a publication stands on a day that is awaited since a visit or inspection ended; `what` is a row of publication_lags.csv."""
    if any(pause.holds(day) for pause in pauses):
        return Standing.PAUSED
    waited = (day - ended).days - _paused_days(ended, day, pauses)
    return Standing.LATE if waited > longest(what) else Standing.USUAL


def longest(what: str) -> int:
    """How many days the slowest known publication of its kind took."""
    rows = {row["what"]: int(row["longest_days"]) for row in reference.table("publication_lags")}
    return rows.get(what, max(rows.values()))


def _paused_days(first: date, last: date, pauses: Collection[Pause]) -> int:
    paused: set[date] = set()
    for pause in pauses:
        begin, end = max(first, pause.first), min(last, pause.last)
        paused.update(begin + number * _DAY for number in range((end - begin).days + 1))
    return len(paused)


def _is_certain(elections: Elections, poll: date) -> bool:
    return elections.doubtful_from is None or poll < elections.doubtful_from
