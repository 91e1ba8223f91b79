"""Partial dates: a date as it is known, no more exact than it was stated.

Written in the part of EDTF (ISO 8601-2:2019, the Library of Congress's Extended Date/Time Format) that
council papers need: `2016`, `2016-05`, `2016-05-19`, `2018-12-11T23:58+00:00`, `2016-12/2018-12`,
`2026-11/..`, `../2017-05-31`; a trailing `~` says approximate. Durations (`P4D`) and recurrences (`R/P1Y`)
are no dates and are refused here.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime

from domain.errors import MinutewatchError

_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)


class NotADate(MinutewatchError):
    """The words are not a date in our part of EDTF."""


@dataclass(frozen=True, kw_only=True)
class PartialDate:
    """A date as stated, beside the first and the last day that it can mean (`None`: open on that side)."""

    edtf: str
    first: date | None
    last: date | None
    approximate: bool = False

    def __str__(self) -> str:
        return self.edtf

    @property
    def is_day(self) -> bool:
        """Whether exactly one day is meant."""
        return self.first is not None and self.first == self.last and not self.approximate


def parse(edtf: str) -> PartialDate:
    """Read a partial date.

    Raises:
        NotADate: the words are not in our part of EDTF, name a day that does not exist, or end before they begin.
    """
    begins, slash, ends = edtf.partition("/")
    if not slash:
        first_day, last_day = _bounds(begins, edtf)
        return PartialDate(edtf=edtf, first=first_day, last=last_day, approximate=edtf.endswith("~"))
    if begins == ends == "..":
        raise NotADate(f"{edtf!r}: an interval needs at least one end")
    first = None if begins == ".." else _bounds(begins, edtf)[0]
    last = None if ends == ".." else _bounds(ends, edtf)[1]
    if first and last and last < first:
        raise NotADate(f"{edtf!r}: ends before it begins")
    return PartialDate(edtf=edtf, first=first, last=last, approximate="~" in edtf)


def _bounds(part: str, whole: str) -> tuple[date, date]:
    part = part.removesuffix("~")
    if _MOMENT.fullmatch(part):
        try:
            day = datetime.fromisoformat(part).date()
        except ValueError as exc:
            raise NotADate(f"{whole!r}: {exc}") from exc
        return day, day
    found = _DAY.fullmatch(part)
    if not found:
        raise NotADate(f"{whole!r}: not a date; write 2016, 2016-05, 2016-05-19 or two of them with a slash")
    year, month, day_of_month = (
        int(found[name]) if found[name] else None for name in ("year", "month", "day")
    )
    try:
        return _span(year or 0, month, day_of_month)
    except (ValueError, calendar.IllegalMonthError) as exc:
        raise NotADate(f"{whole!r}: {exc}") from exc


def _span(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)
