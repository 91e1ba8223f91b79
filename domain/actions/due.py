"""When business is due, as stated: a date that may be partial, or how often it comes again."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from domain import dates
from domain.spoken import often

_OPEN = ".."
_A_MONTH = timedelta(days=31)
_MONTHS_IN = {"P1M": 1, "P2M": 2, "P3M": 3, "P4M": 4, "P6M": 6, "P1Y": 12, "P2Y": 24}


@dataclass(frozen=True, kw_only=True)
class Due:
    """When business is due as stated (`edtf`, or a recurrence such as `R/P1Y`), between its first and last possible day.

    `first_round` is the month (EDTF) that a recurrence names: `each November`.
    """

    edtf: str
    first_round: str | None = None

    @property
    def is_recurrence(self) -> bool:
        """Whether it comes again and again."""
        return self.edtf.startswith("R/")

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """Its first and last possible day; nothing for recurrences and open ends."""
        try:
            stated = dates.parse(self.edtf)
        except dates.NotADate:
            return None
        return (stated.first, stated.last) if stated.first and stated.last else None

    @property
    def is_near(self) -> bool:
        """Whether it names a day or a month rather than a longer time."""
        return self.span is not None and self.span[1] - self.span[0] <= _A_MONTH

    def agrees(self, other: "Due | None") -> bool:
        """Whether both can mean one day."""
        if other is None or self.span is None or other.span is None:
            return False
        return self.span[0] <= other.span[1] and other.span[0] <= self.span[1]

    def can_be(self, day: date) -> bool:
        """Whether a day is one that can be meant."""
        return self.span is not None and self.span[0] <= day <= self.span[1]

    def is_over(self, day: date) -> bool:
        """Whether its last possible day is past on a day; a recurrence has a round behind it at any time."""
        return self.is_recurrence or (self.span is not None and self.span[1] < day)

    def refines(self, other: "Due") -> bool:
        """Whether it says the same more exactly, or just the same."""
        if self.span is None or other.span is None:
            return self.edtf == other.edtf
        return other.span[0] <= self.span[0] and self.span[1] <= other.span[1]

    def at(self, day: date, *, since: date) -> "Due":
        """Of a recurrence stated on the day `since`: the round that is due on a day or was due last; else the first to come."""
        months = _MONTHS_IN.get(self.edtf.removeprefix("R/"))
        if months is None:
            return self
        begun = since.year * 12 + since.month - 1 + months
        if self.first_round:
            year, month = self.first_round.split("-")
            begun = int(year) * 12 + int(month) - 1
        gone = max(0, day.year * 12 + day.month - 1 - begun) // months * months
        year_number, month_number = divmod(begun + gone, 12)
        about = "" if self.first_round else "~"
        return Due(edtf=f"{year_number:04}-{month_number + 1:02}{about}")


def when_due(edtf: str) -> str:
    """When something is due, as sentences say it: `2027-03-16`, `2027-01`, `about 2027-06`, `2026-09-15 to 2026-09-16`, `every year`."""
    begins, slash, ends = edtf.partition("/")
    if edtf.startswith("R/"):
        return often(edtf)
    if begins == _OPEN:
        return f"by {_about(ends)}"
    if ends == _OPEN:
        return f"from {_about(begins)} on"
    return f"{_about(begins)} to {_about(ends)}" if slash else _about(begins)


def _about(day: str) -> str:
    return f"about {day.removesuffix('~')}" if day.endswith("~") else day
