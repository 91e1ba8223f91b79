"""The whole line in one run, as cron starts it: crawl, read again, link, index, and the editions that are due."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.send import NotSendable, SendingStopped
from minutewatch import contract, editions, jobs, locks
from minutewatch.jobs import Home
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
        for crawled in jobs.crawl(home, sources or jobs.enabled(home)):
            yield Said(contract.crawl_line(crawled), done=crawled.error is None)
        if again := jobs.reread(home):
            yield Said(contract.reread_line(again))
        yield Said(contract.link_line(jobs.link(home)))
        yield Said(contract.index_line(jobs.index(home)))
        for edition in editions.due(home):
            yield from _send(home, edition)


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
