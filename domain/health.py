"""The states that a source can be in, as status and digest name them."""

from enum import StrEnum


class HealthState(StrEnum):
    """What can be said of a source at a moment."""

    OK = "ok"  # looked at, and it gave what it promises
    QUIET = "quiet"  # looked at, nothing due and nothing new
    STALE = "stale"  # not looked at for longer than it should be
    BLOCKED = "blocked"  # it refuses us: robots.txt, 403, a challenge; we do not force it
    MOVED = "moved"  # its address answers no more or leads elsewhere
    BROKEN = "broken"  # it answers, but not with what it promises
