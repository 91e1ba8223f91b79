"""Progress: what a council's own tracker, or a paper in its own words, says has become of business."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.actions.planned import Proof
from domain.actions.subject import Subject


class Standing(StrEnum):
    """How business stands by the words of who reports on it."""

    COMPLETE = "complete"
    SUPERSEDED = "superseded"
    OPEN = "open"  # anything else: in progress, not started, or words that say what was done


@dataclass(frozen=True, kw_only=True)
class Progress:
    """A report on business: how it stands, in whose words (`said`), and the day of the text that says it.

    `source` is what the text is: `action log`, `report`. `edition` is its document and version. `on` is when it says
    that the business was completed, or that the `event` took place (EDTF). `by` is what it says has taken the place of
    the business. `event` is what took place, of events that are promised: `focused_visit`, `peer_review`.
    """

    fact: str
    edition: str
    day: date
    standing: Standing
    said: str
    source: str
    subject: Subject
    proof: Proof
    on: str | None = None
    by: str | None = None
    event: str | None = None

    @property
    def is_final(self) -> bool:
        """Whether nothing more is to come of the business."""
        return self.standing is not Standing.OPEN
