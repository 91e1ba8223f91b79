"""Local news: the stories of a period, each once; after the official record and what councils themselves published."""

from collections.abc import Iterator

from digest.item import Item
from digest.period import Part, Period
from digest.telling import tell

heading, order, standing, most = "Local news", 45, False, 25


def entries(period: Period) -> Iterator[Item]:
    """The news of a period."""
    return tell(period.of(Part.NEWS), period)
