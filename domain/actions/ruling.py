"""Rulings: what a person decided has become of an action, whatever the rules say."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """What a person may decide of an action."""

    OPEN = "open"
    COMPLETE = "complete"
    SUPERSEDED = "superseded"
    DROPPED = "dropped"
    ELSEWHERE = "taken elsewhere"
    NONE = "no action"  # the rules took for business what is none: the ledger leaves it out


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """A person's decision on an action: the verdict, when, why, and the number by which it can be undone."""

    verdict: Verdict
    day: date
    reason: str
    number: int
