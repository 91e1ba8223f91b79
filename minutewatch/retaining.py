"""Retention as a step of the line: words of news whose time is over go, and the index is brought up to date at once.

What is deleted from an index cannot be found any more, but stays in its files until they are merged; so that it does not
stay for long, the index is made anew where that was not done for a week.
"""

from dataclasses import asdict
from datetime import timedelta

from sqlalchemy import select

from minutewatch import jobs
from minutewatch.jobs import Home
from storage.retention import Expired, expire
from storage.schema import Run

_STEP = "retention"
_ANEW_EVERY = timedelta(days=7)


def retain(home: Home) -> Expired:
    """Delete what may be stored no longer; how long that is the settings say."""
    with jobs.run_of(home, _STEP) as (_, summary):
        done = expire(home.archive, limits=home.settings.news_limits, now=home.settings.clock())
        anew = done.versions > 0 and _is_index_old(home)
        summary |= {**asdict(done), "index_anew": anew}
    if done.versions:
        jobs.index(home, rebuild=anew)
    return done


def _is_index_old(home: Home) -> bool:
    """Whether the index was not made anew for retention within a week."""
    since = home.settings.clock() - _ANEW_EVERY
    with home.archive.reading() as session:
        summaries = session.scalars(
            select(Run.summary).where(Run.step == _STEP, Run.started_at > since, Run.summary.is_not(None))
        )
        return not any(summary and summary.get("index_anew") for summary in summaries)
