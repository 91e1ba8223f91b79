"""Act by: papers that came late for meetings still to come, with the notice that they gave, and by when the public can still ask."""

from collections.abc import Iterator

from digest.item import Item
from digest.period import Part, Period
from digest.telling import deadlines, tell

heading, order, standing, most = "Act by", 10, False, 40


def entries(period: Period) -> Iterator[Item]:
    """The late papers of a period, and the deadlines that pass before the next edition."""
    yield from tell(period.of(Part.ACT_BY), period)
    yield from deadlines.soon(period)
