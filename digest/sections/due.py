"""Due in the next 35 days: what councils must send, answer or publish by a day to come, and what others will do to them by then."""

from collections.abc import Iterator
from datetime import timedelta

from digest.item import Item
from digest.period import Period
from digest.telling import owed
from domain.cited import bounds
from domain.expected import ExpectedState

heading, order, standing, most = "Due in the next 35 days", 25, True, 40

_AHEAD = timedelta(days=35)


def entries(period: Period) -> Iterator[Item]:
    """What falls due, the first first."""
    noted = {(each.council, each.due) for each in period.obligations.values()}
    # What a paper states is told where it is not noted already by what makes it due.
    stated = [each for each in period.stated.values() if (each.council, each.due) not in noted]
    found = [*period.obligations.values(), *stated]
    for each in sorted(found, key=lambda each: (each.due or "", each.key)):
        span = bounds(each.due)
        # A time that is only usual, or that no day is set for, is no deadline.
        is_day = span is not None and span[0] == span[1] and not (each.due or "").endswith("~")
        is_near = span is not None and period.today <= span[1] <= period.today + _AHEAD
        if each.state is ExpectedState.EXPECTED and is_day and is_near:
            yield owed.soon(each, period)
