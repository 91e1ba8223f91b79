"""Captures: every answer of a source as it came, with its headers and, by sha256, its bytes."""

from sqlalchemy.orm import Session

from domain.document import Fetched
from storage.blobs import Blobs, Stored
from storage.schema import Blob, Capture
from storage.writing import insert_new


def keep_capture(session: Session, blobs: Blobs, fetched: Fetched, *, source: int, run: int) -> Capture:
    """Keep an answer; the bytes are on disk before the row that names them is written.

    Raises:
        BlobNotStored: the disk would not take the bytes; nothing is kept then.
    """
    stored = blobs.put(fetched.body) if fetched.body else None
    if stored:
        keep_blob(session, stored, media_type=fetched.headers.get("content-type", "application/octet-stream"))
    headers = {name.lower(): value for name, value in fetched.headers.items()}
    capture = Capture(
        source_id=source,
        run_id=run,
        watch_key=fetched.watch_key,
        method=fetched.method,
        url=fetched.url,
        asked_at=fetched.asked_at,
        status=fetched.status,
        error=fetched.error,
        headers=dict(headers),
        etag=headers.get("etag") if stored else None,
        last_modified=headers.get("last-modified") if stored else None,
        sha256=stored.sha256 if stored else None,
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
    }
    insert_new(session, Blob, [row], on=["sha256"])
