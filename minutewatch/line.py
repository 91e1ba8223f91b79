"""The whole line in one run, as cron starts it: crawl, read again, link, index, the editions that are due, retention."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.send import NotSendable, SendingStopped
from minutewatch import contract, editions, jobs, locks
from minutewatch.jobs import Home
from minutewatch.retaining import retain
from storage.withdrawal import finish_erasures


@dataclass(frozen=True)
class Said:
    """What a step says of itself, in one line, and whether our own work was done."""

    words: str
    done: bool = True


def run(home: Home, *, sources: Sequence[str] | None = None) -> Iterator[Said]:
    """Run the line over the sources named, or all that are switched on; yields what happened.

    Raises:
        Busy: another run over this home is under way.
    """
    with locks.held(home.settings.home, "run"):
        finish_erasures(home.archive)
        yield from _crawl(home, sources)
        if again := jobs.reread(home):
            yield Said(contract.reread_line(again))
        yield Said(contract.link_line(jobs.link(home)))
        yield Said(contract.index_line(jobs.index(home)))
        for edition in editions.due(home):
            yield from _send(home, edition)
        if expired := retain(home):
            yield Said(contract.expired_line(expired))


def _crawl(home: Home, sources: Sequence[str] | None) -> Iterator[Said]:
    """A line for each source that was named; of all that are switched on only what they came to, and our own failures."""
    crawls = jobs.crawl(home, sources or jobs.enabled(home))
    if not sources:
        yield Said(contract.crawls_line(crawls))
    for crawled in crawls:
        if sources or crawled.error:
            yield Said(contract.crawl_line(crawled), done=crawled.error is None)
    if changed := jobs.tell_changes(home):
        yield Said(contract.changes_line(changed))


def _send(home: Home, edition: str) -> Iterator[Said]:
    with jobs.run_of(home, "digest") as (_, summary):
        built = editions.build(home, edition)
        summary |= {"edition": edition, "items": built.items, "refused": built.refused}
        yield Said(contract.edition_line(edition, built))
        try:
            sent = editions.send(home, edition)
        except (NotSendable, SendingStopped) as exc:
            yield Said(str(exc), done=False)
            return
        summary |= {"sent": sent.sent, "failed": sent.failed}
        yield Said(contract.sent_line(sent), done=contract.all_went(sent))
