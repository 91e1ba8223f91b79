"""A probe: what a site was found to offer at a moment, and so by which road its papers are read."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.mention import JsonValue

# A council that changes its site does so once in years; a month without a fresh look loses little.
GOOD_FOR = timedelta(days=30)


class Road(StrEnum):
    """The road by which a site's papers are read, or why there is none."""

    WS = "ws"  # ModernGov's web service
    HTML = "html"  # ModernGov's pages alone
    CMIS = "cmis"  # the pages of CMIS
    BESPOKE = "bespoke"  # the list pages that the source file names
    NEWS = "news"  # the feeds and sitemaps of a news title
    BLOCKED = "blocked"  # the site refuses us; we do not force it
    MOVED = "moved"  # the address answers no more, or leads to another host
    UNKNOWN = "unknown"  # something answers that we do not recognise, or there is no address yet


# By these papers can be had; the others say why they cannot.
OPEN_ROADS = frozenset({Road.WS, Road.HTML, Road.CMIS, Road.BESPOKE, Road.NEWS})


@dataclass(frozen=True, kw_only=True)
class Probe:
    """One look at what a site offers: the road, why, and what was found (such as the number of committees)."""

    at: datetime
    road: Road
    reason: str
    found: dict[str, JsonValue] = field(default_factory=dict)

    @property
    def good_until(self) -> datetime:
        """From this moment on the site is to be probed again."""
        return self.at + GOOD_FOR

    def is_good(self, now: datetime) -> bool:
        """Whether it still counts."""
        return now < self.good_until
