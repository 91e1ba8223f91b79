"""Act by: papers that came late for meetings still to come, with the clear working days of notice that they gave."""

from collections.abc import Iterator

from digest.item import Item
from digest.period import Part, Period
from digest.telling import tell

heading, order, standing, most = "Act by", 10, False, 40


def entries(period: Period) -> Iterator[Item]:
    """The late papers of a period."""
    return tell(period.of(Part.ACT_BY), period)
