"""Where business to come was named: a line of a plan, a resolution, a promise, the edition it stands in, and what proves it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.actions.due import Due
from domain.actions.subject import Subject


class PlanKind(StrEnum):
    """What named the business to come."""

    WORK_PROGRAMME = "work programme"
    FORWARD_PLAN = "forward plan"
    NOTICE = "notice"
    TRACKER = "tracker"  # a council's own log of actions, recommendations or outcomes
    RESOLUTION = "resolution"
    STATEMENT = "statement"  # a promise, demand or action that any text states


@dataclass(frozen=True, kw_only=True)
class Proof:
    """Where a sighting stands: a document's public id, its version, the page and the words."""

    document: str
    version: int
    title: str
    page: int | None
    quote: str


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """A line that names business to come. `body` is who is to have it, by whatever tells bodies apart; `at` when we first saw it.

    `edition` is the document and version that it stands in, `day` the day of that edition (for a resolution: of the meeting);
    of a text without a date (not `dated`) it is the day on which we first saw it. `source` is what the text is (`letter`,
    `action log`), `how` the strength with which a statement binds (`required`, `promised`, `action`), `event` what is to
    take place by it (`focused_visit`). `puts_off` says that it sets a later day for what was named before.
    """

    fact: str
    kind: PlanKind
    edition: str
    day: date
    at: datetime
    subject: Subject
    body: str | None
    body_name: str | None
    due: Due | None
    proof: Proof
    who: str | None = None
    issue: str | None = None
    procedure: str | None = None
    dated: bool = True
    source: str = ""
    how: str = ""
    event: str | None = None
    puts_off: bool = False

    @property
    def named(self) -> str:
        """What it stands in: `work programme`, `recommendation tracker`, `letter`."""
        return (
            self.source if self.kind in (PlanKind.TRACKER, PlanKind.STATEMENT) and self.source else self.kind
        )


@dataclass(frozen=True, kw_only=True)
class Edition:
    """An edition of a plan: `order` tells the newest, `speaks_for` from which day on it lists the business of which bodies."""

    key: str
    kind: PlanKind
    day: date
    order: tuple[datetime, int]
    speaks_for: Mapping[str | None, date]
