"""Rebuilding: the archive made anew from its captures and originals, and held against the one there is.

What people decided and who reads the e-mail are no captures: they are not rebuilt. Neither is what was erased.
"""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawlers.items import Found, Seen
from crawlers.pipelines import keep_seen
from crawlers.problems import Problem
from crawlers.spiders import added, moderngov
from domain.document import Fetched
from domain.errors import MinutewatchError
from domain.health import HealthState
from domain.instants import london_date
from domain.uid import public_id
from minutewatch import config, jobs
from minutewatch.jobs import Home
from reading.read import read
from storage.added import PUBLISHED, await_address, keep_added, state_published
from storage.archive import Archive
from storage.integrity import Fault
from storage.keep import Keeper
from storage.schema import (
    Blob,
    Capture,
    DocumentRow,
    Entity,
    FactRow,
    MeetingRow,
    Publication,
    Run,
    SourceRow,
    VersionRow,
)
from storage.sources import ADDED, refresh
from storage.writing import begin_run

_AT_ONCE = 200
_BY_CONTENT = "document:sha256:"  # files put in by hand, known by what they are made of


class NotEmpty(MinutewatchError):
    """The folder for the rebuilt home holds something already."""


def differences(home: Home, into: Path) -> list[Fault]:
    """Rebuild the home in an empty folder; what the two do not have in common, by public id.

    Raises:
        NotEmpty: the folder is not empty.
    """
    if into.exists() and any(into.iterdir()):
        raise NotEmpty(f"{into}: is not empty; name a folder that is not there yet")
    config.make_home(into)
    settings = home.settings.model_copy(update={"home": into, "database_url": None})
    with jobs.open_home(settings) as rebuilt:
        with rebuilt.archive.writing() as session:
            refresh(session, home.shelf.sources.values())
        _keep_all(home, rebuilt)
        jobs.link(rebuilt)
        there, here = _public_ids(home.archive), _public_ids(rebuilt.archive)
    return [
        Fault(
            where=f"{kind} {uid}",
            what="only in the archive" if uid in there[kind] else "only in the rebuilt one",
        )
        for kind in there
        for uid in sorted(there[kind] ^ here[kind])
    ]


def _keep_all(home: Home, rebuilt: Home) -> None:
    runs: dict[int, int] = {}
    for capture, source, step in _captures(home.archive):
        if capture.run_id not in runs:
            with rebuilt.archive.writing() as session:
                runs[capture.run_id] = begin_run(session, step, now=capture.asked_at, program=jobs.PROGRAM)
        fetched = _fetched(home.archive, capture, source)
        _keep(home, rebuilt.archive, fetched, run=runs[capture.run_id])


def _captures(archive: Archive) -> Iterator[tuple[Capture, str, str]]:
    """Every capture in order, with its source's key and the step of its run; without those whose original was erased."""
    after = 0
    while True:
        with archive.reading() as session:
            rows = session.execute(
                select(Capture, SourceRow.key, Run.step)
                .join(SourceRow, SourceRow.id == Capture.source_id)
                .join(Run, Run.id == Capture.run_id)
                .outerjoin(Blob, Blob.sha256 == Capture.sha256)
                .where(Capture.id > after, Blob.erased_at.is_(None))
                .order_by(Capture.id)
                .limit(_AT_ONCE)
            ).all()
            session.expunge_all()
        if not rows:
            return
        yield from ((capture, key, step) for capture, key, step in rows)
        after = rows[-1][0].id


def _fetched(archive: Archive, capture: Capture, source: str) -> Fetched:
    return Fetched(
        source=source,
        watch_key=capture.watch_key,
        url=capture.url,
        asked_at=capture.asked_at,
        method=capture.method,
        status=capture.status,
        headers={name: str(value) for name, value in capture.headers.items()},
        body=archive.blobs.get(capture.sha256) if capture.sha256 else b"",
        error=capture.error,
    )


def _keep(home: Home, archive: Archive, fetched: Fetched, *, run: int) -> None:
    media_type = fetched.headers.get("content-type", "")
    if fetched.source == ADDED.key and not fetched.watch_key.startswith(_BY_CONTENT):
        await_address(archive, fetched.watch_key.removeprefix("document:"), run=run, now=fetched.asked_at)
    elif fetched.source not in home.shelf.sources or fetched.watch_key.startswith(_BY_CONTENT):
        published = fetched.headers.get(PUBLISHED)
        document = read(fetched.body, name=fetched.url.removeprefix("file:"), published=published)
        keep_added(archive, fetched, document, run=run, published=published)
        return
    keep_seen(Keeper(archive=archive, run=run), _seen(home, fetched, media_type))
    if fetched.source == ADDED.key and PUBLISHED in fetched.headers:
        uid = public_id("document", ADDED.key, fetched.watch_key.removeprefix("document:"))
        state_published(archive, uid, fetched.headers[PUBLISHED])


def _seen(home: Home, fetched: Fetched, media_type: str) -> Seen:
    if fetched.status == 304:
        return Seen(fetched=fetched)
    if fetched.error or fetched.status != 200 or not fetched.body:
        return Seen(
            fetched=fetched, problem=Problem(state=HealthState.BROKEN, reason=fetched.error or "no content")
        )
    if fetched.source == ADDED.key:
        found: Found = added.answer(fetched.body, url=fetched.url, media_type=media_type)
        return Seen(fetched=fetched, found=found)
    source = home.shelf.sources[fetched.source]
    found = moderngov.answer(
        source,
        fetched.watch_key,
        fetched.body,
        url=fetched.url,
        media_type=media_type,
        today=london_date(fetched.asked_at),
    )
    return Seen(fetched=fetched, found=found)


def _public_ids(archive: Archive) -> dict[str, set[str]]:
    with archive.reading() as session:
        return {
            "document": set(session.scalars(select(DocumentRow.uid))),
            "meeting": set(session.scalars(select(MeetingRow.uid))),
            "entity": set(session.scalars(select(Entity.uid))),
            "version": _versions(session),
            "event": set(session.scalars(select(Publication.key))),
            "fact": set(session.scalars(select(FactRow.uid).where(FactRow.until_run.is_(None)))),
        }


def _versions(session: Session) -> set[str]:
    rows = session.execute(
        select(DocumentRow.uid, VersionRow.number, VersionRow.fingerprint).join(
            DocumentRow, DocumentRow.id == VersionRow.document_id
        )
    )
    return {f"{uid} v{number} {fingerprint}" for uid, number, fingerprint in rows}
