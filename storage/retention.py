"""Retention: the words of news titles go when their time is over; what was found in them stays, and that they were.

Deleted are the words of every version, its standfirst, the originals and the answers of feeds, and the summaries that they
gave. Kept are title, byline, dates, address, facts with their quotes, hashes and prints. How long words may be stored says
`domain.licences`; nothing here is fetched again or read again because of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, exists, false, or_, select, update
from sqlalchemy.orm import Session

from domain.document import Access, DocumentKind
from domain.licences import Limits, stored_for
from domain.source import Channel, Licence
from storage.archive import Archive
from storage.articles import SHORT_QUOTE, cut
from storage.captures import keys_of
from storage.documents import access_of
from storage.schema import (
    ArticleRow,
    ArticleVersionRow,
    Blob,
    Capture,
    DocumentRow,
    ListedStoryRow,
    PageRow,
    Reading,
    SourceRow,
    TextRow,
    VersionRow,
)
from storage.writing import Row, note_changes

# Versions to a transaction: other writers wait for no longer than these take.
_AT_ONCE = 200
_LIMITED = (Licence.NONE, Licence.NLA)
_Thing = TypeVar("_Thing")


@dataclass(frozen=True, kw_only=True)
class Expired:
    """What went: the words of so many versions, so many originals and answers of feeds, so many summaries."""

    versions: int
    originals: int
    summaries: int

    def __bool__(self) -> bool:
        return bool(self.versions or self.originals or self.summaries)


def expire(archive: Archive, *, limits: Limits, now: datetime) -> Expired:
    """Delete the words whose time is over, with their originals; the index follows the changes that are noted.

    What its publisher reserves (no copies, no mining) goes as soon as it was linked. Killed at any point, the next call
    does the rest: files of originals that a kill left on disk are unlinked by `storage.withdrawal.finish_erasures`.
    """
    with archive.writing() as session:
        note_changes(session, _follow_licences(session), at=now)
    with archive.reading() as session:
        due = list(session.scalars(_due_versions(limits, now)))
    for some in _some(due):
        with archive.writing() as session:
            note_changes(session, _expire_words(session, some, now), at=now)
    with archive.writing() as session:
        summaries = _expire_summaries(session, limits, now)
        doomed = _expire_originals(session, limits, now)
    # After the rows are committed: a tombstone that still has its file is finished later, the other way round nothing is.
    for sha256 in doomed:
        archive.blobs.erase(sha256)
    return Expired(versions=len(due), originals=len(doomed), summaries=summaries)


def expired_documents(session: Session) -> frozenset[str]:
    """The public ids of documents that cannot be made anew from originals: their words or pages are not stored any more."""
    without_words = (
        select(DocumentRow.uid)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .join(TextRow, TextRow.version_id == VersionRow.id)
        .where(TextRow.expired_at.is_not(None), VersionRow.access != Access.ERASED)
    )
    without_page = (
        select(DocumentRow.uid)
        .join(ListedStoryRow, ListedStoryRow.document_id == DocumentRow.id)
        .join(Capture, _asks_for_story())
        .join(Blob, Blob.sha256 == Capture.sha256)
        .where(Blob.expired)
    )
    return frozenset([*session.scalars(without_words), *session.scalars(without_page)])


def _follow_licences(session: Session) -> list[Row]:
    """Bring the terms of a title's stories up to date with its source file, where the operator has changed them since."""
    rows = session.execute(
        select(VersionRow, SourceRow.licence)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .join(SourceRow, SourceRow.id == DocumentRow.source_id)
        .where(SourceRow.channel == Channel.NEWS, VersionRow.licence != SourceRow.licence)
        .order_by(VersionRow.id)
    ).all()
    for version, licence in rows:
        version.licence = licence
        if version.access in (Access.OPEN, Access.RESTRICTED):
            version.access = access_of(licence)
    session.flush()
    return [
        {"what": "access", "document_id": document}
        for document in sorted({version.document_id for version, _ in rows})
    ]


def _due_versions(limits: Limits, now: datetime) -> Select[int]:
    """Versions of news whose words are still there and whose time is over."""
    standing = exists().where(TextRow.version_id == VersionRow.id, TextRow.expired_at.is_(None))
    linked = exists().where(Reading.text_id == TextRow.id, TextRow.version_id == VersionRow.id)
    reserved = exists().where(
        ArticleRow.document_id == VersionRow.document_id, or_(ArticleRow.noarchive, ArticleRow.tdm_reserved)
    )
    over = or_(false(), *_over(VersionRow.licence, VersionRow.first_seen_at, limits, now))
    return (
        select(VersionRow.id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(
            DocumentRow.kind == DocumentKind.ARTICLE,
            VersionRow.licence.in_(_LIMITED),
            standing,
            or_(over, and_(reserved, linked)),
        )
        .order_by(VersionRow.id)
    )


def _over(
    licence: SQLColumnExpression[str], since: SQLColumnExpression[datetime], limits: Limits, now: datetime
) -> Iterator[ColumnElement[bool]]:
    """That what is stored under a licence since a moment may be stored no longer, for each licence that limits it."""
    for each in _LIMITED:
        time = stored_for(each, limits=limits)
        if time is not None:
            yield and_(licence == each, since <= now - time)


def _asks_for_story() -> ColumnElement[bool]:
    """That an answer is that to the question for a listed story."""
    return and_(
        Capture.source_id == ListedStoryRow.source_id,
        Capture.watch_key == "article:" + ListedStoryRow.ref,
    )


def _expire_words(session: Session, versions: Sequence[int], now: datetime) -> list[Row]:
    """Take the words out of texts and of what stands beside them; a correction is told in a short quote from now on."""
    texts = select(TextRow.id).where(TextRow.version_id.in_(versions))
    session.execute(update(PageRow).where(PageRow.text_id.in_(texts)).values(words=None))
    session.execute(
        update(TextRow)
        .where(TextRow.version_id.in_(versions), TextRow.expired_at.is_(None))
        .values(expired_at=now)
    )
    for told in session.scalars(select(ArticleVersionRow).where(ArticleVersionRow.version_id.in_(versions))):
        told.standfirst, told.left_out = None, []
        told.correction = told.correction and cut(told.correction, most=SHORT_QUOTE)
    session.flush()
    documents = session.execute(
        select(VersionRow.document_id, VersionRow.id)
        .where(VersionRow.id.in_(versions))
        .order_by(VersionRow.id)
    )
    return [
        {"what": "text", "document_id": document, "version_id": version} for document, version in documents
    ]


def _expire_summaries(session: Session, limits: Limits, now: datetime) -> int:
    """Delete the summaries that lists gave, of the dropped stories too."""
    licence = select(SourceRow.licence).where(SourceRow.id == ListedStoryRow.source_id).scalar_subquery()
    over = or_(false(), *_over(licence, ListedStoryRow.first_seen_at, limits, now))
    done = session.scalars(
        update(ListedStoryRow)
        .where(
            ListedStoryRow.summary.is_not(None),
            over,
        )
        .values(summary=None)
        .returning(ListedStoryRow.ref)
        .execution_options(synchronize_session=False)
    )
    return len(done.all())


def _expire_originals(session: Session, limits: Limits, now: datetime) -> list[str]:
    """Put tombstones for the originals whose time is over and that nothing else needs; returns those to be unlinked."""
    due = dict(_due_captures(session, limits, now))
    originals = sorted(set(due.values()))
    doomed: list[str] = []
    for some in _some(originals):
        asked = session.execute(select(Capture.id, Capture.sha256).where(Capture.sha256.in_(some)))
        needed = {sha256 for number, sha256 in asked if number not in due}
        needed |= set(
            session.scalars(
                select(VersionRow.sha256)
                .join(TextRow, TextRow.version_id == VersionRow.id)
                .where(VersionRow.sha256.in_(some), TextRow.expired_at.is_(None))
            )
        )
        gone = [sha256 for sha256 in some if sha256 not in needed]
        session.execute(update(Blob).where(Blob.sha256.in_(gone)).values(erased_at=now, expired=True))
        doomed += gone
    return doomed


def _due_captures(session: Session, limits: Limits, now: datetime) -> Iterator[tuple[int, str]]:
    """The answers, with their originals, that may be stored no longer.

    Those of a news title whose own time is over, and all that hold the words of an article of which no word is stored
    any more: a page is asked for again while it may be edited, and answers with the same words.
    """
    standing = (
        select(Capture.id, Capture.sha256)
        .join(SourceRow, SourceRow.id == Capture.source_id)
        .join(Blob, Blob.sha256 == Capture.sha256)
        .where(Blob.erased_at.is_(None))
    )
    of_news = SourceRow.channel == Channel.NEWS
    over = or_(false(), *_over(SourceRow.licence, Capture.asked_at, limits, now))
    yield from _rows(session.execute(standing.where(of_news, over)))
    for some in _some(_wordless(session)):
        documents = session.scalars(select(DocumentRow).where(DocumentRow.id.in_(some)))
        for document in documents:
            of_it = Capture.watch_key.in_(keys_of(session, document))
            answers = standing.where(Capture.source_id == document.source_id, of_it)
            yield from _rows(session.execute(answers))


def _wordless(session: Session) -> list[int]:
    """Articles of which an original is stored and no word any more."""
    of_it = VersionRow.document_id == DocumentRow.id
    expired, standing = (
        exists().where(of_it, TextRow.version_id == VersionRow.id, condition)
        for condition in (TextRow.expired_at.is_not(None), TextRow.expired_at.is_(None))
    )
    of_version = exists().where(of_it, Blob.sha256 == VersionRow.sha256, Blob.erased_at.is_(None))
    of_look = exists().where(
        ListedStoryRow.document_id == DocumentRow.id,
        _asks_for_story(),
        Blob.sha256 == Capture.sha256,
        Blob.erased_at.is_(None),
    )
    wordless = (
        select(DocumentRow.id)
        .where(DocumentRow.kind == DocumentKind.ARTICLE, expired, ~standing, or_(of_version, of_look))
        .order_by(DocumentRow.id)
    )
    return list(session.scalars(wordless))


def _rows(found: Iterable[tuple[int, str | None]]) -> Iterator[tuple[int, str]]:
    return ((number, sha256) for number, sha256 in found if sha256 is not None)


def _some(things: Sequence[_Thing]) -> Iterator[Sequence[_Thing]]:
    for start in range(0, len(things), _AT_ONCE):
        yield things[start : start + _AT_ONCE]
