"""Deadlines that a council sets for the public: by when a question, a petition or a wish to speak must have reached it.

Each is a rule that the council has published, with its address. A rule of the sort "by Wednesday before" is not told here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from domain.mention import JsonValue
from domain.workingdays import add_working_days, latest_publication


class DeadlineKind(StrEnum):
    """What must have come in by then."""

    PUBLIC_QUESTION = "public_question"
    PETITION = "petition"
    SPEAKING = "speaking"  # the wish to speak, or the text of a statement


class Unit(StrEnum):
    """How the days before a meeting are counted."""

    DAYS = "days"  # 7 days before Tuesday the 23rd is Tuesday the 16th
    WORKING_DAYS = "working_days"  # the meeting's own day does not count, the deadline's does
    CLEAR_WORKING_DAYS = "clear_working_days"  # neither counts: so many lie between


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """A council's rule: so many days before a meeting, at an hour if it names one (wall clock; `None`: by the end of the day).

    `bodies` are titles, or the words that titles end with (`Select Committee`); none means every body. `source` is
    the address of the rule.
    """

    kind: DeadlineKind
    before: int
    unit: Unit
    source: str
    at: time | None = None
    bodies: tuple[str, ...] = ()

    def for_meeting(self, day: date) -> tuple[date, time | None]:
        """The last day, and the hour on it, for a meeting of this day."""
        match self.unit:
            case Unit.DAYS:
                return day - timedelta(days=self.before), self.at
            case Unit.WORKING_DAYS:
                return add_working_days(day, -self.before), self.at
            case Unit.CLEAR_WORKING_DAYS:
                return latest_publication(day, clear=self.before), self.at

    def holds_for(self, title: str) -> bool:
        """Whether the rule is one of the body of this title."""
        words = f" {title.casefold()}"
        return not self.bodies or any(words.endswith(f" {body.casefold()}") for body in self.bodies)

    def as_json(self) -> dict[str, JsonValue]:
        """As the archive keeps it."""
        return {
            "kind": self.kind,
            "before": self.before,
            "unit": self.unit,
            "at": self.at.isoformat(timespec="minutes") if self.at else None,
            "bodies": list(self.bodies),
            "source": self.source,
        }


def of_json(kept: Mapping[str, JsonValue]) -> Deadline:
    """The deadline that `as_json` wrote."""
    at, bodies = kept["at"], kept["bodies"]
    return Deadline(
        kind=DeadlineKind(str(kept["kind"])),
        before=int(str(kept["before"])),
        unit=Unit(str(kept["unit"])),
        source=str(kept["source"]),
        at=time.fromisoformat(at) if isinstance(at, str) else None,
        bodies=tuple(str(body) for body in bodies) if isinstance(bodies, list) else (),
    )
