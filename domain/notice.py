"""Notice: the clear working days between the publication of a paper and the meeting that it is for.

Papers owe five (Local Government Act 1972, sections 100B(3) and 100C, as amended in 2002); neither end counts.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.instants import london_date
from domain.workingdays import clear_working_days, latest_publication

OWED = 5
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Notice:
    """How long before a meeting something came: the day from which it counts and the clear working days between.

    It is `certain` where the source prints the day, or where we looked the day before and it was not there. What was
    first seen after a time without a look may have been there all the while: it gave this notice at the least.
    """

    day: date
    clear: int
    certain: bool

    @property
    def is_short(self) -> bool:
        """Whether it is known to be less than is owed."""
        return self.certain and self.clear < OWED


def given(published: date, meeting: date, *, certain: bool) -> Notice:
    """The notice that something gave which came out on a day; one that came after the meeting gave none."""
    return Notice(day=published, clear=clear_working_days(published, meeting), certain=certain)


def seen(meeting: date, *, printed: date | None, at: datetime, looked: datetime | None) -> Notice:
    """The notice of what was first seen `at` a moment, where `looked` is the last good look before it.

    The day that the source prints counts, unless we looked after it and saw nothing: then the day on which we saw it does.
    """
    day = london_date(at)
    if can_be(printed, at=at, looked=looked) and printed:
        return given(printed, meeting, certain=True)
    return given(day, meeting, certain=looked is not None and day - london_date(looked) <= _ONE_DAY)


def can_be(printed: date | None, *, at: datetime, looked: datetime | None) -> bool:
    """Whether something seen first `at` a moment can have been there from the day that its source prints."""
    return (
        printed is not None
        and printed <= london_date(at)
        and (looked is None or london_date(looked) <= printed)
    )


def latest(meeting: date) -> date:
    """The last working day on which papers could come out to give all that is owed."""
    return latest_publication(meeting, clear=OWED)
