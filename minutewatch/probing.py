"""Probing: what each source's site offers, asked politely and remembered for thirty days."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from crawlers import crawl as crawling
from domain.probe import Probe, Road
from domain.source import Source
from minutewatch import jobs
from minutewatch.jobs import Home, Progress
from storage import probes


@dataclass(frozen=True, kw_only=True)
class Probed:
    """What is known of a source's site, and whether that was asked just now; `error` is what went wrong with ourselves."""

    source: str
    probe: Probe | None
    fresh: bool
    error: str | None = None


def probe(
    home: Home, keys: Sequence[str], *, again: bool = False, progress: Progress | None = None
) -> list[Probed]:
    """Probe sources, each in a process of its own, a few sites at once; in the order of the keys.

    What was found in the last thirty days still counts, unless it is to be asked `again`.
    """
    now = home.settings.clock()
    with home.archive.reading() as session:
        known = probes.all_newest(session)
    due = [key for key in keys if again or key not in known or not known[key].is_good(now)]
    done = {key: Probed(source=key, probe=known[key], fresh=False) for key in keys if key not in due}
    with (
        jobs.run_of(home, "probe") as (run, summary),
        ThreadPoolExecutor(max_workers=home.settings.crawlers) as pool,
    ):

        def in_turn(group: Sequence[str]) -> None:
            for key in group:
                done[key] = _probe_one(home, run, key)
                if progress:
                    progress(sum(each in done for each in due), len(due))

        list(pool.map(in_turn, jobs.by_site(home, due)))
        failed = [probed.source for probed in done.values() if probed.error]
        summary |= {"sources": len(due), "failed": list(failed)}
    return [done[key] for key in keys]


def _probe_one(home: Home, run: int, key: str) -> Probed:
    source = home.shelf.one(key)
    if source.gap:
        return _noted_gap(home, source, source.gap)
    order = replace(jobs.order(home.settings, key, run=run), spider="probe")
    try:
        outcome = crawling.in_its_own_process(order, log=home.settings.home / "crawl.log")
    except crawling.CrawlFailed as exc:
        return Probed(source=key, probe=None, fresh=False, error=str(exc))
    with home.archive.reading() as session:
        found = probes.newest(session, key)
    return Probed(source=key, probe=found, fresh=outcome.error is None, error=outcome.error)


def _noted_gap(home: Home, source: Source, gap: str) -> Probed:
    """There is nothing to ask: what is missing is all that can be said."""
    now = home.settings.clock()
    with home.archive.writing() as session:
        probes.note(session, source.key, at=now, road=Road.UNKNOWN, reason=gap, found={})
    return Probed(source=source.key, probe=Probe(at=now, road=Road.UNKNOWN, reason=gap), fresh=True)
