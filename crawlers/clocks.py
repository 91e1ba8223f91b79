"""The clocks of a crawl: one that goes on from the moment of setting out, and one that stands at the last answer."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]


@dataclass
class Standing:
    """A clock that stands until it is set: in recordings and replays the moment of an answer is the moment it came."""

    now: datetime

    def __call__(self) -> datetime:
        """The moment it is set to."""
        return self.now


def running(now: datetime, *, still: bool) -> Clock:
    """A clock that goes on from this moment, or stands `still` there."""
    if still:
        return Standing(now)
    began = time.monotonic()
    return lambda: now + timedelta(seconds=time.monotonic() - began)
