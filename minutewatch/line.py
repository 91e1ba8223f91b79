"""The whole line in one run, as cron starts it: crawl, link, index, and the editions that are due."""

from collections.abc import Iterator, Sequence

from crawlers.crawl import Outcome
from digest.send import NotSendable, SendingStopped
from minutewatch import contract, editions, jobs, locks
from minutewatch.jobs import Home


def run(home: Home, *, sources: Sequence[str] | None = None) -> Iterator[str]:
    """Run the line over the sources named, or all that are switched on; yields what happened, line by line.

    Raises:
        Busy: another run over this home is under way.
    """
    with locks.held(home.settings.home, "run"):
        yield from _crawl(home, sources or jobs.enabled(home))
        yield from _read(home)
        yield from _link(home)
        yield from _index(home)
        for edition in editions.due(home):
            yield from _send(home, edition)


def failed(lines: Sequence[str]) -> bool:
    """Whether any of our own work was not done."""
    return any(line.startswith(_NOT_DONE) for line in lines)


_NOT_DONE = "not done: "


def _crawl(home: Home, sources: Sequence[str]) -> Iterator[str]:
    with jobs.run_of(home, "crawl") as (run, summary):
        crawls = jobs.crawl(home, sources, run=run)
        summary |= {"sources": len(crawls), "failed": sum(done.error is not None for done in crawls)}
    for done in crawls:
        yield _crawled(done)


def _crawled(done: Outcome) -> str:
    return f"{_NOT_DONE if done.error else ''}{contract.crawl_line(done)}"


def _read(home: Home) -> Iterator[str]:
    with jobs.run_of(home, "read") as (_, summary):
        again = jobs.reread(home)
        summary |= {"versions": again}
    if again:
        yield f"{again} versions read again"


def _link(home: Home) -> Iterator[str]:
    with jobs.run_of(home, "link") as (run, summary):
        done = jobs.link(home, run=run)
        summary |= {"texts": done.texts, "added": done.added, "ended": done.ended, "kept": done.kept}
    yield contract.link_line(done)


def _index(home: Home) -> Iterator[str]:
    with jobs.run_of(home, "index") as (_, summary):
        done = jobs.index(home)
        summary |= {"documents": done.documents, "pages": done.entries, "position": done.position}
    yield contract.index_line(done)


def _send(home: Home, edition: str) -> Iterator[str]:
    with jobs.run_of(home, "digest") as (_, summary):
        built = editions.build(home, edition)
        summary |= {"edition": edition, "items": built.items, "refused": built.refused}
        yield contract.edition_line(edition, built)
        try:
            sent = editions.send(home, edition)
        except (NotSendable, SendingStopped) as exc:
            yield f"{_NOT_DONE}{exc}"
            return
        summary |= {"sent": sent.sent, "failed": sent.failed}
    yield f"{'' if contract.all_went(sent) else _NOT_DONE}{contract.sent_line(sent)}"
