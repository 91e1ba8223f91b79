"""Documents and their versions: a new version is made only when the fingerprint differs from the newest one's."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain import dates
from domain.document import Access, DocumentKind, EventType
from domain.source import Licence
from domain.text import Text
from domain.uid import public_id
from storage.schema import Capture, DocumentRow, PageRow, Publication, TextRow, VersionRow
from storage.sources import Place
from storage.writing import Row, insert_new

# A newspaper's words are kept for linking and search but not shown.
_OPEN = {Licence.OGL, Licence.OWN}


@dataclass(frozen=True, kw_only=True)
class NewVersion:
    """A version to be: its fingerprint, its original (if it has one of its own), what it is called and when it says it came out."""

    fingerprint: str
    title: str
    origin: str
    text: Text | None
    sha256: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None


def ensure_document(
    session: Session,
    *,
    place: Place,
    ref: str,
    kind: DocumentKind,
    url: str,
    now: datetime,
    run: int,
    meeting: int | None = None,
) -> DocumentRow:
    """The document with this id of its source, made if it is new; its address is brought up to date."""
    row = session.scalar(select(DocumentRow).where(DocumentRow.source_id == place.id, DocumentRow.ref == ref))
    if row is None:
        row = DocumentRow(
            uid=public_id("document", place.key, ref),
            source_id=place.id,
            ref=ref,
            kind=kind,
            url=url,
            council_id=place.council_id,
            meeting_id=meeting,
            first_seen_at=now,
            last_listed_run=run,
            absences=0,
        )
        session.add(row)
        session.flush()
    row.url, row.last_listed_run, row.absences = url, run, 0
    return row


def newest_version(session: Session, document: int) -> VersionRow | None:
    """The newest version of a document."""
    return session.scalar(
        select(VersionRow)
        .where(VersionRow.document_id == document)
        .order_by(VersionRow.number.desc())
        .limit(1)
    )


def add_version(
    session: Session,
    document: DocumentRow,
    new: NewVersion,
    *,
    place: Place,
    capture: Capture | None,
    now: datetime,
) -> VersionRow | None:
    """Keep a version and its text; `None` if the newest version already reads the same or has the same bytes."""
    newest = newest_version(session, document.id)
    if newest and (newest.fingerprint == new.fingerprint or (new.sha256 and newest.sha256 == new.sha256)):
        return None
    first, last = bounds(new.published)
    row = VersionRow(
        document_id=document.id,
        number=newest.number + 1 if newest else 1,
        fingerprint=new.fingerprint,
        sha256=new.sha256,
        capture_id=capture.id if capture else None,
        title=new.title,
        authors=list(new.authors),
        published=new.published,
        published_from=first,
        published_to=last,
        modified=new.modified,
        first_seen_at=now,
        origin=new.origin,
        licence=place.licence,
        access=Access.OPEN if place.licence in _OPEN else Access.RESTRICTED,
    )
    session.add(row)
    session.flush()
    if new.text is not None:
        keep_text(session, row.id, new.text)
    return row


def keep_text(session: Session, version: int, text: Text) -> TextRow:
    """Keep what a reader made of a version; it becomes the current text, and no older text or span is touched."""
    session.execute(update(TextRow).where(TextRow.version_id == version).values(is_current=False))
    row = TextRow(
        version_id=version,
        sha256=hashlib.sha256(text.words.encode()).hexdigest(),
        reader=text.reader,
        quality=text.quality,
        warnings=list(text.warnings),
        is_current=True,
    )
    session.add(row)
    session.flush()
    session.execute(
        PageRow.__table__.insert(),  # type: ignore[attr-defined]  # declarative tables are Tables
        [
            {
                "text_id": row.id,
                "number": page.number,
                "starts": page.start,
                "ends": page.end,
                "item": page.item,
                "words": text.words[page.start : page.end],
            }
            for page in text.pages
        ]
        or [
            {
                "text_id": row.id,
                "number": 1,
                "starts": 0,
                "ends": len(text.words),
                "item": None,
                "words": text.words,
            }
        ],
    )
    return row


def note_publication(
    session: Session,
    event: EventType,
    *,
    subject: str,
    detail: str,
    place: Place,
    run: int,
    now: datetime,
    origin: str,
    meeting: int | None = None,
    document: int | None = None,
    version: int | None = None,
    item: str | None = None,
    published: str | None = None,
    before: str | None = None,
    after: str | None = None,
) -> list[Row]:
    """Note what a source did, once: the same event on the same subject with the same detail is one. Returns the change."""
    key = public_id("publication", event, subject, detail)
    row = {
        "key": key,
        "type": event,
        "source_id": place.id,
        "meeting_id": meeting,
        "document_id": document,
        "version_id": version,
        "item_ref": item,
        "published": published,
        "first_seen_at": now,
        "origin": origin,
        "run_id": run,
        "before": before,
        "after": after,
    }
    if session.scalar(select(Publication.id).where(Publication.key == key)) is not None:
        return []
    insert_new(session, Publication, [row], on=["key"])
    number = session.scalars(select(Publication.id).where(Publication.key == key)).one()
    return [{"what": "publication", "publication_id": number, "document_id": document, "version_id": version}]


def file_name(url: str) -> str:
    """The name of the file at an address: what a document is called as long as nothing better is known."""
    return url.removeprefix("file:").rstrip("/").rpartition("/")[2] or url


def bounds(edtf: str | None) -> tuple[date | None, date | None]:
    """The first and last day that a stated date can mean; both empty where none is stated."""
    if edtf is None:
        return None, None
    stated = dates.parse(edtf)
    return stated.first, stated.last
