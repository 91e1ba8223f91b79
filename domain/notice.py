"""Notice: the clear working days between the publication of a paper and the meeting that it is for.

Papers owe five (Local Government Act 1972, sections 100B(3) and 100C, as amended in 2002); neither end counts.
"""

from dataclasses import dataclass
from datetime import date

from domain.workingdays import clear_working_days, latest_publication

OWED = 5


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


def latest(meeting: date) -> date:
    """The last working day on which papers could come out to give all that is owed."""
    return latest_publication(meeting, clear=OWED)
