"""An errand: one crawl of one source. It holds the source's lock, the open archive and a run, and notes at the end how it went."""

import fcntl
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib.metadata import version
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from crawlers import clocks, sources
from crawlers.clocks import Clock
from crawlers.recording import Recording
from crawlers.replaying import Replay
from crawlers.tally import Tally
from domain.document import Origin
from domain.errors import MinutewatchError
from domain.source import Channel, Source
from storage import sources as source_table
from storage.archive import Archive, open_archive
from storage.health import note_health, note_nothing_due
from storage.keep import Keeper
from storage.writing import begin_run, end_run

# A web address or a mail address, fit to stand in a header.
_CONTACT = re.compile(r"[!-'*-~]{3,200}", re.ASCII)


class NoContact(MinutewatchError):
    """A site of somebody else's may not be crawled without saying whom they can turn to."""


class NotKnownEnough(MinutewatchError):
    """What has to be known before a source can be looked at is not known yet."""


class AlreadyCrawling(MinutewatchError):
    """Another process crawls this source at this moment."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a crawl has to know: which source (key, or a council's name), and what the machine says of itself.

    `now` is the moment of setting out; the clock goes on from there, or stands `still` in replays and tests. `run` is
    the run that it is part of; without one it is a run of its own. `record` is the file to record in; `replay` the
    recording to play instead of asking the site, and `starts` where in it the crawl begins: the clock is then its own.
    `spider` is the one to send; without it, that of the source's system.
    """

    source: str
    home: Path
    now: datetime
    still: bool = False
    contact: str | None = None
    database_url: str | None = None
    run: int | None = None
    record: Path | None = None
    replay: Path | None = None
    starts: int = 0
    spider: str | None = None


@dataclass(frozen=True, kw_only=True)
class Errand:
    """A crawl under way; `tape` is what it is recorded on or played from."""

    source: Source
    keeper: Keeper
    clock: Clock
    user_agent: str
    tape: Recording | Replay | None = None
    tally: Tally = field(default_factory=Tally)


@contextmanager
def begun(order: Order) -> Iterator[Errand]:
    """Set out: find the source, lock it, open the archive; at the end, note the source's health.

    Raises:
        SourcesBroken: the source's file cannot be used.
        UnknownSource: there is no such source.
        NotKnownEnough: its file does not say where its papers are, or how its pages are laid out.
        NoContact: the source is somebody else's and no contact is set.
        AlreadyCrawling: another process is at it.
        RecordingUnreadable: the recording to be played is none.
        ArchiveUnreadable: the archive cannot be opened.
    """
    shelf = sources.read(order.home / "sources")
    source = shelf.one(order.source)
    user_agent = _user_agent(source, order)
    with ExitStack() as stack:
        stack.enter_context(_lock(order.home, source))
        tape = stack.enter_context(_tape(source, order, user_agent))
        clock = tape.clock if tape else clocks.running(order.now, still=order.still)
        archive = stack.enter_context(open_archive(order.home, database_url=order.database_url))
        tally = Tally()
        run = order.run
        if run is None:
            with archive.writing() as session:
                source_table.refresh(session, shelf.sources.values())
            run = stack.enter_context(_own_run(archive, clock, tally))
        yield Errand(
            # Nobody is waited for in a replay.
            source=replace(source, delay=0.0) if order.replay else source,
            keeper=Keeper(archive=archive, run=run, origin=Origin.REPLAY if order.replay else Origin.WATCH),
            clock=clock,
            user_agent=user_agent,
            tape=tape,
            tally=tally,
        )
        if tally.looks or tally.refusal:
            health = tally.health
            with archive.writing() as session:
                note_health(
                    session, source.key, run=run, at=clock(), state=health.state, reason=health.reason
                )
        elif not tally.broke:
            with archive.writing() as session:
                note_nothing_due(session, source.key, run=run, at=clock())


@contextmanager
def _own_run(archive: Archive, clock: Clock, tally: Tally) -> Iterator[int]:
    program = f"scrapy crawl (minutewatch {version('minutewatch')})"
    with archive.writing() as session:
        run = begin_run(session, "crawl", now=clock(), program=program)
    try:
        yield run
    finally:
        outcome = "failed" if tally.broke else "done"
        with archive.writing() as session:
            end_run(session, run, now=clock(), outcome=outcome, summary={"looks": tally.looks})


@contextmanager
def _lock(home: Path, source: Source) -> Iterator[None]:
    """Held until the process ends or the errand does, however either comes about."""
    folder = home / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{source.key.replace('/', '-')}.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            raise AlreadyCrawling(
                f"{source.key}: is being crawled by another process; wait for it to end"
            ) from exc
        yield


def _tape(source: Source, order: Order, user_agent: str) -> AbstractContextManager[Recording | Replay | None]:
    if order.replay:
        return Replay(order.replay, order.starts)
    if order.record:
        clock = clocks.running(order.now, still=order.still)
        return Recording(order.record, source=source.key, clock=clock, software=user_agent)
    return nullcontext()


def _user_agent(source: Source, order: Order) -> str:
    """Who we are and whom a site can turn to: the product's own name, never a browser's."""
    product, contact = f"Minutewatch/{version('minutewatch')}", order.contact
    if order.replay:
        return product
    if source.gap and source.channel is not Channel.ADDED:
        raise NotKnownEnough(f"{source.key}: {source.gap}; say it in a source file of your own")
    if contact:
        if not _CONTACT.fullmatch(contact):
            raise NoContact(f"{contact!r}: no contact; set contact to a web or mail address")
        return f"{product} (+{contact if ':' in contact else f'mailto:{contact}'})"
    if not _is_ours(urlsplit(source.url).hostname or ""):
        raise NoContact(
            f"{source.key}: set contact (minutewatch.toml, MINUTEWATCH_CONTACT) to a web or mail address before crawling; "
            "sites must be able to reach you"
        )
    return product


def _is_ours(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
