"""The steps of the line, each over whatever is due: what cron runs one after another and workers may run apart.

Each step can be killed at any point and run again: it ends where it would have ended undisturbed.
"""

import csv
import hashlib
import mimetypes
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from importlib.metadata import version as installed_version
from pathlib import Path

from crawlers import crawl as crawling
from crawlers import sources as source_files
from crawlers.errand import Order
from domain.document import DocumentKind, Fetched, ReadDocument
from domain.errors import MinutewatchError
from domain.expected import Expected, MeetingAhead
from domain.findings import Circumstances, Findings
from domain.instants import london_date
from domain.known import Known, from_reference
from domain.meeting import Meeting
from domain.mention import JsonValue
from domain.source import Channel
from domain.text import Text
from linking import find
from minutewatch import copying, figures, identifying, linker, locks, pages, threading
from minutewatch.config import Settings
from reading import recognition, relevance
from reading.read import READERS, read
from storage import (
    clocks,
    datasets,
    diary,
    expected,
    facts,
    health,
    integrity,
    known,
    pauses,
    probes,
    query,
    rereading,
    search,
    sources,
    withdrawal,
)
from storage.added import PUBLISHED, await_address, keep_added, newest_number, state_published
from storage.archive import Archive, open_archive
from storage.blobs import BlobMissing
from storage.calendars import committees_of
from storage.documents import file_name
from storage.facts import Relinked
from storage.sights import Gap
from storage.writing import begin_run, end_run

PROGRAM = f"minutewatch {installed_version('minutewatch')}"
# The operator's own table of elections, in the home.
ELECTIONS = "elections.csv"
# What a council listed before it ended, and we had not fetched by then, is fetched in the month after.
_STILL_FETCHED = timedelta(days=30)
_NO_TEXT = Text(words="", pages=(), reader="none@1")
Progress = Callable[[int, int], None]  # (done, of how many)
Summary = dict[str, JsonValue]


class NotFetched(MinutewatchError):
    """A document could not be had from the web."""


class NotAFile(MinutewatchError):
    """A named file cannot be read."""


@dataclass(frozen=True, kw_only=True)
class Home:
    """An open home: its settings, its archive, its source files as they are now, and the keys that are switched on."""

    settings: Settings
    archive: Archive
    shelf: source_files.Shelf
    on: frozenset[str]


@contextmanager
def open_home(settings: Settings) -> Iterator[Home]:
    """Open a home: the archive's schema and its table of sources are brought up to date.

    A source file that is wrong does not keep the others from working; `sources check` and status name it.

    Raises:
        UnknownSource: the watch list names a source that is not there.
        MinutewatchError: the archive cannot be opened.
    """
    shelf = source_files.read(settings.home / "sources")
    on = shelf.switched_on(settings.watch)
    with open_archive(settings.home, database_url=settings.database_url) as archive:
        with archive.reading() as session:
            current = sources.is_current(session, shelf.sources.values(), on=on)
        if not current:
            with archive.writing() as session:
                sources.refresh(session, shelf.sources.values(), on=on)
        _refresh_elections(archive, settings.home / ELECTIONS)
        yield Home(settings=settings, archive=archive, shelf=shelf, on=on)


def _refresh_elections(archive: Archive, path: Path) -> None:
    """Bring the archive up to date with the operator's own table of elections, if there is one."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
    rows = list(csv.DictReader(lines, restkey="more", restval=""))
    with archive.reading() as session:
        current = pauses.is_current(session, rows)
    if not current:
        with archive.writing() as session:
            pauses.keep_elections(session, rows)


@contextmanager
def run_of(home: Home, step: str) -> Iterator[tuple[int, Summary]]:
    """A run of a step: its number, and a summary to be filled; how it ended is noted, also when it fails."""
    with home.archive.writing() as session:
        run = begin_run(session, step, now=home.settings.clock(), program=PROGRAM)
    summary: Summary = {}
    outcome = "failed"
    try:
        yield run, summary
        outcome = "done"
    finally:
        with home.archive.writing() as session:
            end_run(session, run, now=home.settings.clock(), outcome=outcome, summary=summary)


@dataclass(frozen=True, kw_only=True)
class FileRead:
    """A file as read and linked, without any archive."""

    name: str
    read: ReadDocument
    findings: Findings
    relevance: tuple[float, tuple[str, ...]] | None
    meeting: Meeting | None = None
    records: tuple[Summary, ...] = ()


def read_file(path: Path, *, url: str | None = None, published: str | None = None) -> FileRead:
    """Read and link one file without any archive.

    Raises:
        NotAFile: there is no such file, or it may not be read.
    """
    body = _bytes(path)
    document = read(body, name=path.name, url=url, published=published, recognise=True)
    page = pages.recognised(body, url or path.name)
    if page:
        document = replace(
            document,
            text=page.text,
            kind=page.kind,
            title=page.title or document.title,
            published=published or page.published or document.published,
        )
    findings = find.find(
        document.text or _NO_TEXT,
        circumstances=Circumstances(
            title=document.title or "",
            kind=document.kind,
            published=published or document.published,
            address=url or "",
        ),
        known=from_reference(),
    )
    return FileRead(
        name=str(path),
        read=document,
        findings=_with_those_of_tables(findings, page) if page else findings,
        relevance=_relevance(document),
        meeting=page.meeting if page else None,
        records=page.records if page else (),
    )


def _with_those_of_tables(findings: Findings, page: pages.KnownPage) -> Findings:
    """What a page says in words and, if it is a table, in figures."""
    return replace(
        findings, facts=(*findings.facts, *page.facts), warnings=(*findings.warnings, *page.warnings)
    )


def add_address(home: Home, url: str, *, published: str | None, run: int) -> tuple[str, bool]:
    """Fetch a document from the web, as politely as any, and put it into the archive; returns its public id and whether it is new.

    Raises:
        NotFetched: the site refuses us, or there is no such document; the reason is the site's.
    """
    now = home.settings.clock()
    uid = await_address(home.archive, url, run=run, now=now)
    before = newest_number(home.archive, uid)
    (outcome,) = crawl(home, [sources.ADDED.key])
    after = newest_number(home.archive, uid)
    if after == 0 or outcome.error:
        raise NotFetched(f"{url}: {outcome.error or outcome.reason}")
    if published:
        state_published(home.archive, uid, published)
    return uid, after > before


def add(home: Home, path: Path, *, source: str, published: str | None, run: int) -> tuple[str, bool]:
    """Put a file into the archive; returns its public id and whether anything new was kept.

    Raises:
        NotAFile: there is no such file, or it may not be read.
        UnknownSource: no source has this key.
    """
    body = _bytes(path)
    fetched = Fetched(
        source=source,
        watch_key=f"document:sha256:{hashlib.sha256(body).hexdigest()}",
        url=f"file:{path.name}",
        asked_at=home.settings.clock(),
        status=200,
        headers={
            "content-type": mimetypes.guess_type(path.name)[0] or "application/octet-stream",
            **({PUBLISHED: published} if published else {}),
        },
        body=body,
    )
    document = read(
        body,
        name=path.name,
        published=published,
        seen_on=london_date(fetched.asked_at),
        recognise=True,
    )
    return keep_added(home.archive, fetched, document, run=run, published=published)


def reread(home: Home, *, progress: Progress | None = None) -> int:
    """Read again what was read by another reader than those of today, or is a picture of words; returns how many versions."""
    with home.archive.reading() as session:
        due = rereading.outdated(
            session, readers=READERS | {datasets.READER}, recognising=recognition.reader() is not None
        )
    with run_of(home, "read") as (_, summary):
        for number, old in enumerate(due, start=1):
            _reread_one(home, old)
            if progress:
                progress(number, len(due))
        summary |= {"versions": len(due)}
    return len(due)


def _reread_one(home: Home, old: rereading.Outdated) -> None:
    try:
        body = home.archive.blobs.get(old.sha256)
    except BlobMissing:  # erased meanwhile, or lost: `check` tells which
        return
    name = file_name(old.url)
    document = read(
        body, name=name, url=old.url, media_type=old.media_type, published=old.published, recognise=True
    )
    with home.archive.writing() as session:
        rereading.keep_reread(session, old, document.text or _NO_TEXT, now=home.settings.clock())


def link(home: Home, *, everything: bool = False, progress: Progress | None = None) -> Relinked:
    """Link every current text that was not linked with these rules yet, and note what falls due by what they say.

    With `everything`, also those that were linked when other committees, members or councils were known.
    """
    with locks.held(home.settings.home, "link"), run_of(home, "link") as (run, summary):
        with home.archive.reading() as session:
            knowledge = known.known(session)
            due = facts.to_link(
                session, rules=find.rules_digest(), known=knowledge.digest, everything=everything
            )
        total = link_texts(home, due, knowledge, run=run, progress=progress)
        total += figures.read_tables(
            home.archive, councils=knowledge.councils, run=run, clock=home.settings.clock
        )
        identified = identifying.join(home.archive, run=run)
        with home.archive.writing() as session:
            noted = clocks.note_due(session, now=home.settings.clock())
        joined = copying.join(home.archive, run=run)
        threaded = threading.join(home.archive, run=run, now=home.settings.clock())
        summary |= {
            **asdict(total),
            "people": asdict(identified),
            "noted_as_due": noted,
            "copies": asdict(joined),
            "stories": asdict(threaded),
        }
    return total


def link_texts(
    home: Home, ids: Sequence[int], knowledge: Known, *, run: int, progress: Progress | None = None
) -> Relinked:
    """Link texts (by id) by the rules of today and keep what they say, batch by batch."""
    total = Relinked(texts=0, added=0, ended=0, kept=0)
    for found in linker.linked(ids, partial(texts_of, home), knowledge, processes=home.settings.linkers):
        with home.archive.writing() as session:
            total += facts.keep_findings(
                session,
                found,
                rules=find.rules_digest(),
                known=knowledge.digest,
                run=run,
                now=home.settings.clock(),
            )
        if progress:
            progress(total.texts, len(ids))
    return total


def texts_of(home: Home, ids: Sequence[int]) -> list[facts.Unlinked]:
    """Texts by their ids, as linking wants them."""
    with home.archive.reading() as session:
        return facts.texts(session, ids)


def decide_copies(home: Home, one: str, other: str, *, same: bool, actor: str, reason: str) -> None:
    """Keep a person's word that two articles (by public id or address) are copies, or never are, and follow it at once.

    Raises:
        UnknownDocument, NoCopies, Walled: as `storage.copies.decide`.
    """
    with locks.held(home.settings.home, "link"), run_of(home, "decide") as (run, _):
        now = home.settings.clock()
        copying.decide(home.archive, one, other, same=same, actor=actor, reason=reason, run=run, now=now)


def index(home: Home, *, rebuild: bool = False, progress: Progress | None = None) -> search.Indexed:
    """Bring the search index up to the archive's newest change, or make it anew."""
    bring = search.rebuild if rebuild else search.bring_up_to_date
    with run_of(home, "index") as (_, summary):
        done = bring(home.archive, progress=progress)
        summary |= asdict(done)
    return done


def enabled(home: Home, *, channel: Channel | None = None) -> list[str]:
    """The keys of the sources that are switched on and can be looked at.

    The site of a council that has ended is frozen; that of one to come is looked at from its first day.
    """
    day = london_date(home.settings.clock())
    today, frozen = day.isoformat(), (day - _STILL_FETCHED).isoformat()
    return [
        source.key
        for source in home.shelf.sources.values()
        if source.key in home.on
        and source.gap is None
        and (channel is None or source.channel == channel)
        and not (source.council and (source.council.valid_to or today) < frozen)
        and not (source.council and (source.council.valid_from or today) > today)
    ]


def crawl(
    home: Home, keys: Sequence[str], *, record_in: Path | None = None, progress: Progress | None = None
) -> list[crawling.Outcome]:
    """Crawl sources, each in a process of its own, a few sites at once; the outcomes in the order of the keys.

    `record_in` is a folder in which each writes down what it is answered (`part_of`).
    """
    done: dict[str, crawling.Outcome] = {}
    with (
        run_of(home, "crawl") as (run, summary),
        ThreadPoolExecutor(max_workers=home.settings.crawlers) as pool,
    ):

        def in_turn(group: Sequence[str]) -> None:
            for key in group:
                done[key] = crawl_one(home.settings, order(home.settings, key, run=run, record_in=record_in))
                if progress:
                    progress(len(done), len(keys))

        list(pool.map(in_turn, by_site(home, keys)))
        failed = [key for key in keys if done[key].error]
        summary |= {"sources": len(done), "failed": list(failed)}
    return [done[key] for key in keys]


def by_site(home: Home, keys: Sequence[str]) -> list[list[str]]:
    """Sources in groups, those that share a site together: of a group one is asked at a time, so that a site has one of us.

    Forty areas of the BBC are one site. The largest group comes first: the others are done meanwhile.
    """
    groups: list[tuple[frozenset[str], list[str]]] = []
    for key in dict.fromkeys(keys):
        source = home.shelf.sources.get(key)
        sites = source.sites if source else frozenset()
        joined = [group for group in groups if group[0] & sites]
        together = [member for _, members in joined for member in members]
        groups = [group for group in groups if group not in joined]
        groups.append((sites.union(*(of for of, _ in joined)), [*together, key]))
    return sorted((members for _, members in groups), key=len, reverse=True)


def part_of(folder: Path, key: str) -> Path:
    """Where in a folder the crawl of a source is recorded."""
    return folder / f"{key.replace('/', '-')}.warc.gz"


def order(settings: Settings, key: str, *, run: int, record_in: Path | None = None) -> Order:
    """What a crawl of a source has to know of this machine."""
    return Order(
        source=key,
        home=settings.home,
        now=settings.clock(),
        still=settings.now is not None,
        contact=settings.contact,
        database_url=settings.database_url,
        run=run,
        record=part_of(record_in, key) if record_in else None,
    )


def crawl_one(settings: Settings, wanted: Order) -> crawling.Outcome:
    """Crawl one source in a process of its own; that the process died is an outcome too."""
    try:
        return crawling.in_its_own_process(wanted, log=settings.home / "crawl.log")
    except crawling.CrawlFailed as exc:
        return crawling.Outcome(source=wanted.source, error=str(exc))


def search_for(home: Home, typed: str, *, limit: int, as_of: datetime | None = None) -> search.Results:
    """Search the archive for what was typed.

    Raises:
        BadQuery: it cannot be understood; the error says where and what to write.
    """
    return search.search(home.archive, query.parse(typed), limit=limit, as_of=as_of)


def withdraw(home: Home, target: str, *, erase: bool, actor: str, reason: str) -> withdrawal.Withdrawn:
    """Hide or erase a document on every surface; the index follows at once, and is made anew after an erasure.

    Raises:
        UnknownDocument: nothing of this id or address is kept.
    """
    done = withdrawal.withdraw(
        home.archive, target, erase=erase, actor=actor, reason=reason, now=home.settings.clock()
    )
    if erase:
        with locks.held(home.settings.home, "link"), run_of(home, "decide") as (run, _):
            identifying.join(home.archive, run=run)  # people may have borne their full names there alone
    index(home, rebuild=erase)  # deleted words stay in an index until its segments are rewritten
    return done


def status(home: Home) -> list[health.SourceState]:
    """The state of every source that is switched on."""
    with home.archive.reading() as session:
        return health.states(session, now=home.settings.clock())


@dataclass(frozen=True, kw_only=True)
class Awaited:
    """What is due as of a moment: meetings ahead, everything due, whose papers cannot be looked at; `names` of councils by slug."""

    ahead: tuple[MeetingAhead, ...]
    due: tuple[Expected, ...]
    blind: dict[str, Gap]
    names: dict[str, str]


def expected_of(home: Home, councils: Sequence[str], *, as_of: datetime | None = None) -> Awaited:
    """What is due from councils (by name; all without).

    Raises:
        UnknownCouncil: no council is called so.
    """
    moment = as_of or home.settings.clock()
    with home.archive.reading() as session:
        slugs = diary.named(session, councils) or None
        return Awaited(
            ahead=expected.meetings_ahead(session, slugs, as_of=moment),
            due=expected.expected(session, slugs, as_of=moment),
            blind=expected.blind_spots(session, slugs, as_of=moment),
            names={each.slug: each.name for each in diary.councils(session).values()},
        )


def state_changes(home: Home, *, since: datetime) -> list[health.StateChange]:
    """How the states of sources changed from this moment on."""
    with home.archive.reading() as session:
        return health.changes(session, since=since)


def tell_changes(home: Home) -> list[health.StateChange]:
    """What became of sources since this was last asked: each change to or from trouble is told once."""
    with home.archive.writing() as session:
        return health.tell_changes(session, now=home.settings.clock())


def list_sources(home: Home, *, committees: bool = False) -> Iterator[Summary]:
    """Every source and what is known of its site; with `committees`, after each its committees, watched or not, and why."""
    with home.archive.reading() as session:
        known = committees_of(session) if committees else {}
        probed = probes.all_newest(session)
    for key, source in sorted(home.shelf.sources.items()):
        probe = probed.get(key)
        yield {
            "source": key,
            "system": source.system,
            "council": source.council.slug if source.council else None,
            "covers": list(source.covers),
            "url": source.url or None,
            "enabled": key in home.on,
            "road": probe.road if probe else None,
            "reason": source.gap or (probe.reason if probe else None),
            "probed": f"{probe.at:%Y-%m-%dT%H:%M:%SZ}" if probe else None,
            "note": source.note,
        }
        for title, watched, why in known.get(key, ()):
            yield {"source": key, "committee": title, "watched": watched, "why": why}


def counts(home: Home) -> dict[str, int]:
    """How much the archive holds."""
    with home.archive.reading() as session:
        return integrity.counts(session)


def check(home: Home) -> Iterator[integrity.Fault]:
    """All that is wrong with the archive, once what a kill cut short of an erasure is finished."""
    withdrawal.finish_erasures(home.archive)
    yield from integrity.faults(home.archive)
    yield from figures.misplaced(home.archive)
    yield from (integrity.Fault(where=key, what=problem) for key, problem in home.shelf.problems.items())


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as exc:
        raise NotAFile(f"{path}: {exc.strerror}; name a file that can be read") from exc


def _relevance(document: ReadDocument) -> tuple[float, tuple[str, ...]] | None:
    if document.kind != DocumentKind.ARTICLE or document.text is None:
        return None
    return relevance.score(document.title or "", document.text.words)
