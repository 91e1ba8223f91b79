"""The official record: inspections, letters, notices and figures, each judgement in Ofsted's own words."""

from collections.abc import Iterator

from digest.item import Item
from digest.period import Part, Period
from digest.telling import figures, interventions, tell, visits

heading, order, standing, most = "The official record", 30, False, 60


def entries(period: Period) -> Iterator[Item]:
    """What changed of intervention, and the official publications of a period."""
    yield from interventions.told(period)
    yield from tell((each for each in period.of(Part.OFFICIAL) if not figures.is_table(each)), period)
    yield from visits.told(period)
    yield from figures.told(period)
