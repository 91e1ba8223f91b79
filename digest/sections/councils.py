"""Your councils: what happened in meetings and documents of the councils that a reader follows."""

from collections.abc import Iterator

from digest.item import Item
from digest.period import Part, Period
from digest.telling import tell

heading, order, standing, most = "Your councils", 40, False, 100


def entries(period: Period) -> Iterator[Item]:
    """What happened in a period, council by council."""
    return tell(period.of(Part.COUNCILS), period)
