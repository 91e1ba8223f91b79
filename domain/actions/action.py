"""One piece of business: every line that named it, in order, and what it came to."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.actions.due import Due
from domain.actions.planned import PlanKind, Sighting
from domain.actions.progress import Progress
from domain.actions.stations import Station

_NAMED_BY_SENTENCES = (PlanKind.RESOLUTION, PlanKind.STATEMENT)


@dataclass(frozen=True, kw_only=True)
class Action:
    """One piece of business: where it was named, in order, why each sighting is of it, the stations that it came to and
    what texts report of it.
    """

    sightings: tuple[Sighting, ...]
    because: tuple[str, ...]
    stations: tuple[Station, ...] = ()
    progress: tuple[Progress, ...] = ()

    @property
    def first(self) -> Sighting:
        """Where it was named first."""
        return self.sightings[0]

    @property
    def last(self) -> Sighting:
        """Where it was named last."""
        return self.sightings[-1]

    @property
    def title(self) -> str:
        """What to call it: as the newest plan does, else as it was last resolved or stated."""
        planned = [each for each in self.sightings if each.kind not in _NAMED_BY_SENTENCES]
        return (planned or list(self.sightings))[-1].subject.title

    @property
    def first_due(self) -> Due | None:
        """The date first stated."""
        return first_stated(self.sightings)

    @property
    def due(self) -> Due | None:
        """The date last stated."""
        return first_stated(reversed(self.sightings))

    @property
    def is_only_stated(self) -> bool:
        """Whether no plan and no resolution names it: only what some text states."""
        return all(each.kind is PlanKind.STATEMENT for each in self.sightings)

    @property
    def issues(self) -> frozenset[str]:
        """The ids under which the council follows it."""
        return frozenset(each.issue for each in self.sightings if each.issue)


def first_stated(lines: Iterable[Sighting]) -> Due | None:
    """The first date that lines state; how often something comes only where none names a date."""
    dues = [line.due for line in lines if line.due]
    return next((due for due in dues if not due.is_recurrence), dues[0] if dues else None)
