"""Actions with news: what was planned or promised and moved, dropped, put off, reported or not heard of again."""

from collections.abc import Iterator

from digest.item import Item
from digest.period import Period
from digest.telling import business, deferrals, owed

heading, order, standing, most = "Actions with news", 45, False, 60


def entries(period: Period) -> Iterator[Item]:
    """What became of business in a period."""
    yield from deferrals.told(period)
    yield from business.told(period)
    yield from owed.told(period)
