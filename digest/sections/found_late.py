"""Found late: what came out long ago or was put in by hand; worth knowing, but no news."""

from collections.abc import Iterator

from digest.item import Item
from digest.period import Part, Period
from digest.telling import tell

heading, order, standing, most = "Found late", 50, False, 25


def entries(period: Period) -> Iterator[Item]:
    """What was found late in a period."""
    return tell(period.of(Part.FOUND_LATE), period)
