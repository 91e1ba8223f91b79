"""Audit: labelled stories in, how precise the rules are and how much they miss out, each with the interval it is known by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TypeVar

# The 97.5th percentile of the normal distribution: intervals hold the true share 19 times of 20.
_Z = 1.959964

_Item = TypeVar("_Item")


@dataclass(frozen=True, kw_only=True)
class Share:
    """A share found, and the interval in which the true one lies 19 times of 20."""

    found: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """A story that a person looked at: whether it is ours, whether the rules let it pass, and how many stories it stands for."""

    ours: bool
    passed: bool
    stands_for: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Accuracy:
    """How many labelled stories there were, and the shares; `None` where nothing passed, or nothing is ours."""

    labelled: int
    precision: Share | None
    recall: Share | None


def accuracy(stories: Iterable[Labelled]) -> Accuracy:
    """Precision and recall over labelled stories.

    Where each stands for itself alone, both intervals are Wilson's. Of a sample, what was missed is reckoned from the
    dropped ones that were looked at, and the interval of the recall takes both halves at their worst and at their best.
    """
    told = list(stories)
    passed = [story for story in told if story.passed]
    dropped = [story for story in told if not story.passed]
    kept, missed = _share_of_ours(passed), _share_of_ours(dropped)
    return Accuracy(labelled=len(told), precision=kept, recall=_recall(passed, dropped, kept, missed))


def wilson(hits: float, of: float) -> Share:
    """Wilson's score interval (E. B. Wilson, Journal of the American Statistical Association 22, 1927) of a share.

    Raises:
        ValueError: nothing was counted.
    """
    if of <= 0:
        raise ValueError("a share of nothing")
    found = hits / of
    middle = (found + _Z**2 / (2 * of)) / (1 + _Z**2 / of)
    reach = _Z * sqrt(found * (1 - found) / of + _Z**2 / (4 * of**2)) / (1 + _Z**2 / of)
    return Share(
        found=found, low=min(found, max(0.0, middle - reach)), high=max(found, min(1.0, middle + reach))
    )


def evenly(items: Sequence[_Item], number: int) -> tuple[_Item, ...]:
    """So many of the items, evenly spaced over their order: the middle one of each of as many equal stretches."""
    if number >= len(items):
        return tuple(items)
    return tuple(items[(2 * place + 1) * len(items) // (2 * number)] for place in range(number))


def _share_of_ours(stories: Sequence[Labelled]) -> Share | None:
    """The share of ours, each story weighed by what it stands for; the interval is that of as many stories of equal weight."""
    weight = sum(story.stands_for for story in stories)
    if not weight:
        return None
    ours = sum(story.stands_for for story in stories if story.ours) / weight
    as_many = weight**2 / sum(story.stands_for**2 for story in stories)
    return wilson(ours * as_many, as_many)


def _recall(
    passed: Sequence[Labelled], dropped: Sequence[Labelled], kept: Share | None, missed: Share | None
) -> Share | None:
    had = sum(story.stands_for for story in passed if story.ours)
    lost = sum(story.stands_for for story in dropped if story.ours)
    if not had + lost:
        return None
    if all(story.stands_for == 1 for story in (*passed, *dropped)):
        return wilson(had, had + lost)
    all_passed, all_dropped = sum(s.stands_for for s in passed), sum(s.stands_for for s in dropped)
    nothing = Share(found=0.0, low=0.0, high=0.0)
    kept, missed = kept or nothing, missed or nothing
    return Share(
        found=had / (had + lost),
        low=_part(kept.low * all_passed, missed.high * all_dropped),
        high=_part(kept.high * all_passed, missed.low * all_dropped),
    )


def _part(had: float, lost: float) -> float:
    return had / (had + lost) if had + lost else 0.0
