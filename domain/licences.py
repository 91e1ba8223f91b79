"""Licences of news: what may be stored of a title's words, and for how long, by the licence that its source file names.

The rules only; that words are not stored, not shown and deleted in time is done by `storage`. What they rest on stands in
`docs/explanation/copyright.md`.
"""

from dataclasses import dataclass
from datetime import timedelta

from domain.source import Licence

# Whose words need no limit: those under the Open Government Licence, and the operator's own.
_FREE = frozenset({Licence.OGL, Licence.OWN})


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How many days words are kept: without an agreement, and under a newspaper licence (`nla`)."""

    days: int = 30
    days_nla: int = 365


def may_store(licence: Licence, *, paywalled: bool) -> bool:
    """Whether the words of a page may be stored at all: behind a paywall only where an agreement or the operator says so."""
    return not paywalled or licence in _FREE or licence is Licence.NLA


def stored_for(licence: Licence, *, limits: Limits, is_reserved: bool = False) -> timedelta | None:
    """How long words may be stored after they were first seen; `None` where nothing limits it.

    What its publisher reserves (no copies, no mining) is read and not stored: no time at all.
    """
    if licence in _FREE:
        return None
    if is_reserved:
        return timedelta(0)
    return timedelta(days=limits.days_nla if licence is Licence.NLA else limits.days)
