"""Past years of a council: ask for them, do today's share, say what is left. Cron does the other days' shares."""

from datetime import date

from crawlers.crawl import Outcome
from domain.errors import MinutewatchError
from minutewatch import jobs
from minutewatch.jobs import Home
from storage import backfill
from storage.backfill import Left

# These list the meetings of any month. Sites of a council's own list what they list.
_HAVE_MONTHS = frozenset({"moderngov", "cmis"})


class NoPastYears(MinutewatchError):
    """The past years of a source cannot be asked for, or nobody asked for them."""


def begin(home: Home, key: str, *, first: date, last: date, a_day: int) -> tuple[Outcome, Left]:
    """Ask for the months between two days and do today's share of it.

    Raises:
        NoPastYears: the site lists no past months, or the days are in the wrong order.
    """
    source = home.shelf.one(key)
    if source.system not in _HAVE_MONTHS:
        raise NoPastYears(
            f"{key}: a {source.system} site lists no past months; what it lists is looked at anyway"
        )
    if last < first:
        raise NoPastYears(f"{key}: {first} to {last} ends before it begins")
    with home.archive.writing() as session:
        backfill.begin(session, key, first=first, last=last, a_day=a_day, now=home.settings.clock())
    (outcome,) = jobs.crawl(home, [key])
    return outcome, left(home, key)


def left(home: Home, key: str) -> Left:
    """What is left of the past years of a source.

    Raises:
        NoPastYears: nobody asked for them.
    """
    with home.archive.reading() as session:
        found = backfill.left(session, key)
    if found is None:
        raise NoPastYears(f"{key}: no past years were asked for; say since when with --from 2019")
    return found
