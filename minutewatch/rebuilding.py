"""Rebuilding: the archive made anew from its captures and originals, and held against the one there is.

Who reads the e-mail is no capture: it is not rebuilt. What was withdrawn is withdrawn in the rebuilt archive too, and
what was erased, with all that only erased originals could tell, is left out of the comparison; so are news stories whose
words or pages may be stored no longer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from crawlers.answers import Answering
from crawlers.items import FAULTS, REFUSED, Found, Seen
from crawlers.pipelines import keep_seen
from crawlers.problems import Problem
from crawlers.spiders import added, bespoke, cmis, govuk, moderngov, news, ofsted, ofsted_tables, statistics
from domain.document import Fetched
from domain.errors import MinutewatchError
from domain.health import HealthState
from domain.instants import london_date
from domain.mention import MentionType
from domain.news import StoryRefused
from domain.uid import public_id
from minutewatch import config, jobs
from minutewatch.jobs import Home
from reading.read import read
from storage.added import PUBLISHED, await_address, keep_added, state_published
from storage.archive import Archive
from storage.integrity import Fault
from storage.keep import Keeper
from storage.retention import expired_documents
from storage.schema import (
    Attachment,
    Blob,
    Capture,
    DocumentRow,
    Entity,
    FactRow,
    MeetingRow,
    MemberRow,
    Publication,
    Run,
    SourceRow,
    VersionRow,
)
from storage.sources import ADDED, refresh
from storage.withdrawal import copy_decisions, erased_documents, follow_decisions
from storage.writing import begin_run

_AT_ONCE = 200
# What an answer of each system holds.
_ANSWERS: dict[str, Answering] = {
    "bespoke": bespoke.answer,
    "cmis": cmis.answer,
    "govuk": govuk.answer,
    "moderngov": moderngov.answer,
    "news": news.answer,
    "ofsted": ofsted.answer,
    "ofsted_tables": ofsted_tables.answer,
    "statistics": statistics.answer,
}
# With 410 GOV.UK says that a page is gone, and what took its place.
_TELLING = (200, 410)
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
        copy_decisions(home.archive, rebuilt.archive)
        _keep_all(home, rebuilt)
        follow_decisions(rebuilt.archive)
        jobs.link(rebuilt)
        lost = _lost(home.archive)
        there, here = _public_ids(home.archive, lost), _public_ids(rebuilt.archive, lost)
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
    by_hand = fetched.watch_key.startswith(_BY_CONTENT)
    if fetched.source in home.shelf.sources and not by_hand and not _is_listed(archive, fetched):
        return
    if fetched.source == ADDED.key and not by_hand:
        await_address(archive, fetched.watch_key.removeprefix("document:"), run=run, now=fetched.asked_at)
    elif fetched.source not in home.shelf.sources or by_hand:
        published = fetched.headers.get(PUBLISHED)
        document = read(fetched.body, name=fetched.url.removeprefix("file:"), published=published)
        keep_added(archive, fetched, document, run=run, published=published)
        return
    keep_seen(Keeper(archive=archive, run=run), _seen(home, fetched, media_type))
    if fetched.source == ADDED.key and PUBLISHED in fetched.headers:
        uid = public_id("document", ADDED.key, fetched.watch_key.removeprefix("document:"))
        state_published(archive, uid, fetched.headers[PUBLISHED])


def _is_listed(archive: Archive, fetched: Fetched) -> bool:
    """Whether it is known what this answer is: a file is not where the page that listed it was erased."""
    what, _, ref = fetched.watch_key.partition(":")
    if what != "document":
        return True
    uid = public_id("document", fetched.source, ref)
    with archive.reading() as session:
        return session.scalar(select(DocumentRow.id).where(DocumentRow.uid == uid)) is not None


def _seen(home: Home, fetched: Fetched, media_type: str) -> Seen:
    if fetched.status == 304:
        return Seen(fetched=fetched)
    if fetched.error and fetched.error.startswith(FAULTS):
        return Seen(fetched=fetched, fault=fetched.error)
    if fetched.error and fetched.error.startswith(REFUSED):
        return Seen(fetched=fetched, found=StoryRefused(reason=fetched.error.removeprefix(REFUSED)))
    if gone := news.of_status(fetched.watch_key, fetched.status):
        return Seen(fetched=fetched, found=gone)
    if fetched.error or fetched.status not in _TELLING or not fetched.body:
        return Seen(
            fetched=fetched, problem=Problem(state=HealthState.BROKEN, reason=fetched.error or "no content")
        )
    if fetched.source == ADDED.key:
        found: Found = added.answer(fetched.body, url=fetched.url, media_type=media_type)
        return Seen(fetched=fetched, found=found)
    source = home.shelf.sources[fetched.source]
    found = _ANSWERS[source.system](
        source,
        fetched.watch_key,
        fetched.body,
        url=fetched.url,
        media_type=media_type,
        today=london_date(fetched.asked_at),
    )
    return Seen(fetched=fetched, found=found)


@dataclass(frozen=True, kw_only=True)
class _Lost:
    """What cannot be compared, by public id: `documents`, all that was seen of `meetings`, and facts of `blackened` documents.

    The pages of a meeting are lost with its own agenda, decisions or minutes; what links to a meeting only through them
    is lost too. An agenda is blackened where it names an erased document.
    """

    documents: frozenset[str]
    meetings: frozenset[str]
    blackened: frozenset[str]


def _lost(archive: Archive) -> _Lost:
    with archive.reading() as session:
        erased = erased_documents(session) | expired_documents(session)
        pages = select(DocumentRow.meeting_id).where(
            DocumentRow.uid.in_(erased), DocumentRow.meeting_id.is_not(None)
        )
        papers = select(Attachment.document_id).where(Attachment.meeting_id.in_(pages))
        under = (
            select(Attachment.meeting_id)
            .join(DocumentRow, DocumentRow.id == Attachment.document_id)
            .where(DocumentRow.uid.in_(erased))
        )
        of_lost_pages = or_(DocumentRow.meeting_id.in_(pages), DocumentRow.id.in_(papers))
        return _Lost(
            documents=erased | set(session.scalars(select(DocumentRow.uid).where(of_lost_pages))),
            meetings=frozenset(session.scalars(select(MeetingRow.uid).where(MeetingRow.id.in_(pages)))),
            blackened=frozenset(
                session.scalars(select(DocumentRow.uid).where(DocumentRow.meeting_id.in_(under)))
            ),
        )


def _public_ids(archive: Archive, lost: _Lost) -> dict[str, set[str]]:
    with archive.reading() as session:
        return {
            "document": set(session.scalars(select(DocumentRow.uid).where(_but(lost.documents)))),
            "meeting": set(session.scalars(select(MeetingRow.uid))),
            "entity": _entities(session, lost),
            "version": _versions(session, lost),
            "event": _events(session, lost),
            "fact": _facts(session, lost),
        }


def _but(documents: frozenset[str]) -> ColumnElement[bool]:
    return DocumentRow.uid.not_in(documents)


def _entities(session: Session, lost: _Lost) -> set[str]:
    """Bodies and people are made where a text first names them: where texts are lost, theirs cannot be compared.

    Of whom no text tells any more only the address is left.
    """
    listed = exists().where(MemberRow.entity_id == Entity.id)
    told_of = or_(Entity.kind != MentionType.PERSON, Entity.public, listed)
    everything = select(Entity.uid).where(told_of)
    if lost.documents:
        made = or_(Entity.kind == MentionType.ORGANISATION, and_(Entity.kind == MentionType.PERSON, ~listed))
        everything = everything.where(~made)
    return set(session.scalars(everything))


def _versions(session: Session, lost: _Lost) -> set[str]:
    rows = session.execute(
        select(DocumentRow.uid, VersionRow.number, VersionRow.fingerprint)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(_but(lost.documents | lost.blackened))
    )
    return {f"{uid} v{number} {fingerprint}" for uid, number, fingerprint in rows}


def _events(session: Session, lost: _Lost) -> set[str]:
    rows = session.scalars(
        select(Publication.key)
        .outerjoin(DocumentRow, DocumentRow.id == Publication.document_id)
        .outerjoin(MeetingRow, MeetingRow.id == Publication.meeting_id)
        .where(or_(DocumentRow.uid.is_(None), _but(lost.documents)))
        .where(or_(MeetingRow.uid.is_(None), MeetingRow.uid.not_in(lost.meetings)))
    )
    return set(rows)


def _facts(session: Session, lost: _Lost) -> set[str]:
    rows = session.scalars(
        select(FactRow.uid)
        .join(VersionRow, VersionRow.id == FactRow.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(FactRow.until_run.is_(None), _but(lost.documents | lost.blackened))
    )
    return set(rows)
