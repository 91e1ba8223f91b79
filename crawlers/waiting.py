"""How long a site asks us to wait: its Retry-After header in, seconds and a moment out (RFC 9110, section 10.2.3). No clock here."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# "120"; nobody means a longer wait than 11 days by it
_SECONDS = re.compile(r"\d{1,6}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Wait:
    """So many seconds, which end at this moment (UTC) by our clock."""

    seconds: float
    until: datetime


def asked(retry_after: str, *, date: str, now: datetime) -> Wait | None:
    """The wait that a Retry-After header asks for, in seconds or until a date; `None` if it says neither.

    A date is counted from the site's own clock, its `Date` header, where it has one: ours may be another.
    """
    words = retry_after.strip()
    if _SECONDS.fullmatch(words):
        seconds = float(words)
    elif until := _moment(words):
        seconds = max(0.0, (until - (_moment(date) or now)).total_seconds())
    else:
        return None
    try:
        return Wait(seconds=seconds, until=now + timedelta(seconds=seconds))
    except OverflowError:
        return None


def _moment(words: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(words.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
