"""Documents that an operator puts in by hand: kept like any other, known by what they are made of.

A file has no id of its own, so the sha256 of its first bytes seen is its id; a page fetched from the web has its address.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from domain.article import ArticleTold
from domain.document import DocumentKind, Fetched, Origin, ReadDocument
from domain.source import Channel
from storage import watching
from storage.archive import Archive
from storage.articles import note_told
from storage.captures import keep_capture
from storage.documents import NewVersion, add_version, bounds, ensure_document, file_name, newest_version
from storage.schema import Capture, DocumentRow, TextRow, VersionRow
from storage.sources import ADDED, Place, place_of
from storage.writing import note_changes

# The header under which a capture keeps the operator's own word on when a document came out.
PUBLISHED = "minutewatch-published"


def await_address(archive: Archive, url: str, *, run: int, now: datetime) -> str:
    """Put an address on the watch queue of what is added by hand, to be fetched now; returns the document's public id."""
    with archive.writing() as session:
        place = place_of(session, ADDED.key)
        document = ensure_document(
            session, place=place, ref=url, kind=DocumentKind.OTHER, url=url, now=now, run=run
        )
        watching.look_at(
            session, source=place.id, keys=[(f"document:{url}", url)], due_at=now, reason="added by hand"
        )
        return document.uid


def state_published(archive: Archive, uid: str, published: str) -> None:
    """The operator's word on when a document came out stands where the document itself says nothing.

    It is noted with the capture too, for a rebuild has nothing else to go by.
    """
    with archive.writing() as session:
        document = session.scalars(select(DocumentRow).where(DocumentRow.uid == uid)).one()
        version = newest_version(session, document.id)
        if version and version.published is None:
            version.published = published
            version.published_from, version.published_to = bounds(published)
            capture = session.get_one(Capture, version.capture_id)
            capture.headers = capture.headers | {PUBLISHED: published}


def newest_number(archive: Archive, uid: str) -> int:
    """The number of a document's newest version; 0 while there is none."""
    with archive.reading() as session:
        document = session.scalars(select(DocumentRow).where(DocumentRow.uid == uid)).one()
        version = newest_version(session, document.id)
        return version.number if version else 0


def warnings(archive: Archive, uid: str) -> tuple[str, ...]:
    """What reading warned of in a document's newest version: that it is empty, that its words are poor."""
    with archive.reading() as session:
        told = session.scalars(
            select(TextRow.warnings)
            .join(VersionRow, VersionRow.id == TextRow.version_id)
            .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
            .where(DocumentRow.uid == uid, TextRow.is_current)
            .order_by(VersionRow.number.desc())
            .limit(1)
        ).first()
        return tuple(told or ())


def keep_added(
    archive: Archive, fetched: Fetched, read: ReadDocument, *, run: int, published: str | None = None
) -> tuple[str, bool]:
    """Keep a document put in by hand; `published` (EDTF) is the operator's word and wins over the file's own.

    Returns the document's public id and whether anything new was kept.

    Raises:
        UnknownSource: `fetched.source` is no source of this archive.
    """
    with archive.writing() as session:
        place = place_of(session, fetched.source)
        read = _as_published(read, place)
        capture = keep_capture(session, archive.blobs, fetched, source=place.id, run=run)
        document = ensure_document(
            session,
            place=place,
            ref=fetched.watch_key.removeprefix("document:"),
            kind=read.kind,
            url=fetched.url,
            now=fetched.asked_at,
            run=run,
        )
        new = NewVersion(
            fingerprint=read.fingerprint,
            title=read.title or file_name(fetched.url),
            origin=Origin.ADDED,
            text=read.text,
            sha256=capture.sha256,
            authors=read.authors,
            published=published or read.published,
            modified=read.modified,
            kind=read.kind,
        )
        version = add_version(session, document, new, place=place, capture=capture, now=fetched.asked_at)
        note_told(session, document, version, read)
        note_changes(session, [_change(document, version)] if version else [], at=fetched.asked_at)
        return document.uid, version is not None


def _as_published(read: ReadDocument, place: Place) -> ReadDocument:
    """Whatever a newspaper or broadcaster published is an article, also where its page does not look like one: its headline
    may name private people.
    """
    if place.channel != Channel.NEWS:
        return read
    kind = DocumentKind.ARTICLE if read.kind is DocumentKind.OTHER else read.kind
    return replace(read, kind=kind, article=read.article or ArticleTold())


def _change(document: DocumentRow, version: VersionRow) -> dict[str, object]:
    return {"what": "version", "document_id": document.id, "version_id": version.id}
