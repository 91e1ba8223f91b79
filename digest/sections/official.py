"""Inspections, letters and notices: what Ofsted and the Department published, each judgement in its own words."""

from collections.abc import Iterator

from digest.item import Item
from digest.period import Part, Period
from digest.telling import interventions, tell

heading, order, standing, most = "Inspections, letters and notices", 30, False, 60


def entries(period: Period) -> Iterator[Item]:
    """What changed of intervention, and the official publications of a period."""
    yield from interventions.told(period)
    yield from tell(period.of(Part.OFFICIAL), period)
