"""Documents that an operator puts in by hand: kept like any other, known by what they are made of.

A file has no id of its own, so the sha256 of its first bytes seen is its id; a page fetched from the web has its address.
"""

from domain.document import Fetched, Origin, ReadDocument
from storage.archive import Archive
from storage.captures import keep_capture
from storage.documents import NewVersion, add_version, ensure_document, file_name
from storage.schema import DocumentRow, VersionRow
from storage.sources import place_of
from storage.writing import note_changes


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
        )
        version = add_version(session, document, new, place=place, capture=capture, now=fetched.asked_at)
        note_changes(session, [_change(document, version)] if version else [], at=fetched.asked_at)
        return document.uid, version is not None


def _change(document: DocumentRow, version: VersionRow) -> dict[str, object]:
    return {"what": "version", "document_id": document.id, "version_id": version.id}
