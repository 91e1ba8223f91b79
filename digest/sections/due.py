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
    found = [*period.obligations.values(), *period.stated.values()]
    for each in sorted(found, key=lambda each: (each.due or "", each.key)):
        last = bounds(each.due)
        if each.state is not ExpectedState.EXPECTED or last is None:
            continue
        if period.today <= last[1] <= period.today + _AHEAD:
            yield owed.soon(each, period)
