"""Captures: every answer of a source as it came, with its headers and, by sha256, its bytes.

Of what somebody decided to erase nothing comes back: the bytes of a later answer never reach the disk.
"""

import hashlib
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.document import Access, DocumentKind, Fetched
from domain.uid import public_id
from storage.blobs import RAW, Blobs, Stored
from storage.documents import erased_among, is_tombstone, publisher_withdrawn
from storage.schema import (
    AgendaItemRow,
    Blob,
    Capture,
    DataSetRow,
    DataSetVersionRow,
    DocumentRow,
    ListedStoryRow,
    MeetingRow,
)
from storage.writing import insert_new

# Questions whose address and headers tell of one document alone.
_OF_ONE_DOCUMENT = ("document:", "article:", "decision:", "plan:", "issue:", "content:", "dataset:")


def keep_capture(
    session: Session, blobs: Blobs, fetched: Fetched, *, source: int, run: int, hash_only: bool = False
) -> Capture:
    """Keep an answer; the bytes are on disk before the row that names them is written.

    Of an erased document, and of bytes that were erased under any name, only the hash is kept: the row of the
    original is a tombstone. Of an erased document neither address nor headers are kept. With `hash_only` the bytes
    never reach the disk either: they are not ours to store.

    Raises:
        BlobNotStored: the disk would not take the bytes; nothing is kept then.
    """
    sha256 = hashlib.sha256(fetched.body).hexdigest() if fetched.body else None
    erased = _speaks_of_the_erased(session, fetched, source)
    if sha256 and (erased or hash_only):
        _bury(session, sha256, fetched, now=fetched.asked_at, for_good=erased)
    stored = None
    if sha256 and not hash_only and not is_tombstone(session, sha256):
        stored = blobs.put(fetched.body)
        keep_blob(session, stored, media_type=_media_type(fetched))
    silent = erased and fetched.watch_key.startswith(_OF_ONE_DOCUMENT)
    headers = {} if silent else {name.lower(): value for name, value in fetched.headers.items()}
    capture = Capture(
        source_id=source,
        run_id=run,
        watch_key=fetched.watch_key,
        method=fetched.method,
        url="" if silent else fetched.url,
        asked_at=fetched.asked_at,
        status=fetched.status,
        error=fetched.error,
        headers=dict(headers),
        etag=headers.get("etag") if stored else None,
        last_modified=headers.get("last-modified") if stored else None,
        sha256=sha256,
    )
    session.add(capture)
    session.flush()
    return capture


def keep_blob(session: Session, stored: Stored, *, media_type: str) -> None:
    """Note an original that is on disk."""
    row = {
        "sha256": stored.sha256,
        "bytes": stored.bytes,
        "media_type": media_type.partition(";")[0].strip(),
        "packing": stored.packing,
        "erased_at": None,
        "expired": False,
    }
    insert_new(session, Blob, [row], on=["sha256"])
    came_again = (Blob.sha256 == stored.sha256) & Blob.expired
    session.execute(update(Blob).where(came_again).values(erased_at=None, expired=False))


def refs_in(session: Session, source: int, watch_key: str) -> list[str]:
    """The ids, at their source, of the documents whose words the answer to this question may hold.

    A meeting's page holds the words of its own agenda, decisions and minutes, and so does the page of one of its items.
    """
    what, _, ref = watch_key.partition(":")
    match what:
        case "document":
            return [ref]
        case "article":
            story = session.scalar(
                select(DocumentRow.ref)
                .join(ListedStoryRow, ListedStoryRow.document_id == DocumentRow.id)
                .where(ListedStoryRow.source_id == source, ListedStoryRow.ref == ref)
            )
            return [story or ref]
        case "decision" | "plan" | "issue" | "content":
            return [watch_key]
        case "dataset":
            return [watch_key.partition("@")[0]]
        case "meeting" | "page":
            return _own(ref)
        case "item":
            meetings = session.scalars(
                select(MeetingRow.ref)
                .join(AgendaItemRow, AgendaItemRow.meeting_id == MeetingRow.id)
                .where(MeetingRow.source_id == source, AgendaItemRow.ref == ref)
            )
            return [own for meeting in meetings for own in _own(meeting)]
    return []


def keys_of(session: Session, document: DocumentRow) -> list[str]:
    """The questions, to the document's source, whose answers may hold its words: the other way round."""
    keys = [f"document:{document.ref}"]
    if document.meeting_id is None:
        # A decision, a page of GOV.UK and the like are asked for under the name that they have as documents.
        tables = session.scalars(
            select(DataSetVersionRow.number)
            .join(DataSetRow, DataSetRow.id == DataSetVersionRow.data_set_id)
            .where(DataSetRow.document_id == document.id)
        )
        listed = session.scalars(select(ListedStoryRow.ref).where(ListedStoryRow.document_id == document.id))
        articles = (f"article:{ref}" for ref in sorted({document.ref, *listed}))
        return [*keys, document.ref, *articles, *(f"{document.ref}@{number}" for number in tables)]
    meeting = session.get_one(MeetingRow, document.meeting_id)
    items = session.scalars(select(AgendaItemRow.ref).where(AgendaItemRow.meeting_id == meeting.id))
    return [*keys, f"meeting:{meeting.ref}", f"page:{meeting.ref}", *(f"item:{ref}" for ref in items)]


def _own(meeting: str) -> list[str]:
    return [f"meeting:{meeting}:{kind}" for kind in DocumentKind]


def _speaks_of_the_erased(session: Session, fetched: Fetched, source: int) -> bool:
    if publisher_withdrawn(session, fetched.source) is Access.ERASED:
        return True
    refs = refs_in(session, source, fetched.watch_key)
    return bool(erased_among(session, [public_id("document", fetched.source, ref) for ref in refs]))


def _bury(session: Session, sha256: str, fetched: Fetched, *, now: datetime, for_good: bool) -> None:
    """Put up a tombstone for bytes that were never stored; an original that another document needs stays."""
    row = {
        "sha256": sha256,
        "bytes": len(fetched.body),
        "media_type": _media_type(fetched).partition(";")[0].strip(),
        "packing": RAW,
        "erased_at": now,
        "expired": not for_good,
    }
    insert_new(session, Blob, [row], on=["sha256"])


def _media_type(fetched: Fetched) -> str:
    return fetched.headers.get("content-type", "application/octet-stream")
