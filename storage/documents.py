"""Documents and their versions: a new version is made only when the fingerprint differs from the newest one's."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain import dates
from domain.document import Access, DocumentKind, EventType, Origin
from domain.harm import Fault, Redaction
from domain.mention import JsonValue
from domain.source import Channel, Licence
from domain.text import Text
from domain.uid import public_id
from storage.decisions import undone_ids
from storage.diff import word_changes
from storage.schema import Blob, Capture, Decision, DocumentRow, PageRow, Publication, TextRow, VersionRow
from storage.sources import Place
from storage.writing import Row, insert_new

# A newspaper's words are kept for linking and search but not shown.
_OPEN = {Licence.OGL, Licence.OWN}
# What a document is called whose words were erased.
WITHDRAWN = "Withdrawn"


@dataclass(frozen=True, kw_only=True)
class NewVersion:
    """A version to be: its fingerprint, its original (if it has one of its own), what it is called and when it says it came out.

    `kind` is what reading took the file for; it says what the document is where nothing else does.
    """

    fingerprint: str
    title: str
    origin: Origin
    text: Text | None
    sha256: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    kind: DocumentKind | None = None


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A document that its source lists: its id there, what it is, where."""

    ref: str
    kind: DocumentKind
    url: str


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
    """The document with this id of its source, made if it is new; its address is brought up to date.

    Whoever asks has seen it listed, so that it is not withdrawn by its source any more. An erased one gets no address.
    """
    erased = erased_among(session, [public_id("document", place.key, ref)])
    listed = Listed(ref=ref, kind=kind, url=url)
    return ensure_documents(session, [listed], place=place, erased=erased, now=now, run=run, meeting=meeting)[
        ref
    ]


def ensure_documents(
    session: Session,
    listed: Iterable[Listed],
    *,
    place: Place,
    erased: Collection[str],
    now: datetime,
    run: int,
    meeting: int | None = None,
) -> dict[str, DocumentRow]:
    """The same for many at once, by their ids at the source; `erased` are the public ids of those that were erased."""
    wanted = {each.ref: each for each in listed}
    if not wanted:
        return {}
    found = {
        row.ref: row
        for row in session.scalars(
            select(DocumentRow).where(DocumentRow.source_id == place.id, DocumentRow.ref.in_(list(wanted)))
        )
    }
    new = {
        ref: DocumentRow(
            uid=public_id("document", place.key, ref),
            source_id=place.id,
            ref=ref,
            kind=each.kind,
            council_id=place.council_id,
            meeting_id=meeting,
            first_seen_at=now,
        )
        for ref, each in wanted.items()
        if ref not in found
    }
    session.add_all(new.values())
    for ref, row in (found | new).items():
        row.url = "" if row.uid in erased else wanted[ref].url
        row.last_listed_run, row.absences, row.withdrawn_at = run, 0, None
    session.flush()
    return found | new


def withdrawn(session: Session, uid: str, *, source: str) -> Access | None:
    """What was decided of a document, or of all that its source publishes: `ERASED`, `HIDDEN`, or nothing.

    What was erased once stays erased.
    """
    return _decided(session, [decision_target(uid), source_target(source)])


def publisher_withdrawn(session: Session, key: str) -> Access | None:
    """The same of all that a source publishes: `news/estmere-echo`."""
    return _decided(session, [source_target(key)])


def _decided(session: Session, targets: Sequence[str]) -> Access | None:
    decided = dict(
        session.execute(select(Decision.id, Decision.action).where(Decision.target.in_(targets))).all()
    )
    if "erase" in decided.values():
        return Access.ERASED
    hidden = {number for number, action in decided.items() if action == "hide"}
    return Access.HIDDEN if hidden and hidden - undone_ids(session) else None


def erased_among(session: Session, uids: Sequence[str]) -> set[str]:
    """Those of these documents that it was decided to erase."""
    if not uids:
        return set()
    targets = {decision_target(uid): uid for uid in uids}
    decided = select(Decision.target).where(Decision.target.in_(list(targets)), Decision.action == "erase")
    return {targets[target] for target in session.scalars(decided)}


def decision_target(uid: str) -> str:
    """How a decision names a document: by its public id, so that it outlives every rebuild."""
    return f"document:{uid}"


def source_target(key: str) -> str:
    """How a decision names all that a source publishes."""
    return f"source:{key}"


def newest_version(session: Session, document: int) -> VersionRow | None:
    """The newest version of a document."""
    return session.scalar(
        select(VersionRow)
        .where(VersionRow.document_id == document)
        .order_by(VersionRow.number.desc())
        .limit(1)
    )


def version_before(session: Session, version: VersionRow) -> VersionRow | None:
    """The version of the same document before this one; nothing before the first."""
    return session.scalar(
        select(VersionRow).where(
            VersionRow.document_id == version.document_id, VersionRow.number == version.number - 1
        )
    )


def first_change(session: Session, version: VersionRow) -> tuple[str | None, str | None]:
    """The words that the first difference from the version before concerns, as they stood and as they stand."""
    older = version_before(session, version)
    changes = word_changes(words_of(session, older.id), words_of(session, version.id)) if older else []
    return (changes[0].before, changes[0].after) if changes else (None, None)


def words_of(session: Session, version: int) -> str:
    """All words of a version's current text."""
    pages = session.scalars(
        select(PageRow.words)
        .join(TextRow, TextRow.id == PageRow.text_id)
        .where(TextRow.version_id == version, TextRow.is_current)
        .order_by(PageRow.number)
    )
    return "\n\n".join(words or "" for words in pages)


def add_version(
    session: Session,
    document: DocumentRow,
    new: NewVersion,
    *,
    place: Place,
    capture: Capture | None,
    now: datetime,
) -> VersionRow | None:
    """Keep a version and its text; `None` if the newest version already reads the same or has the same bytes.

    What was decided of a document holds for every version to come: a version of a hidden one is hidden, and of an
    erased one, or of bytes that were erased elsewhere, no word and no original is kept.
    """
    newest = newest_version(session, document.id)
    if newest and (newest.fingerprint == new.fingerprint or (new.sha256 and newest.sha256 == new.sha256)):
        return None
    decided = withdrawn(session, document.uid, source=place.key)
    erased = decided is Access.ERASED or is_tombstone(session, new.sha256)
    licence, access = _terms(new, place)
    if new.kind and document.kind == DocumentKind.OTHER:
        document.kind = new.kind
    first, last = bounds(new.published)
    row = VersionRow(
        document_id=document.id,
        number=newest.number + 1 if newest else 1,
        fingerprint=new.fingerprint,
        sha256=None if erased else new.sha256,
        capture_id=capture.id if capture else None,
        title=WITHDRAWN if erased else new.title,
        authors=[] if erased else list(new.authors),
        published=new.published,
        published_from=first,
        published_to=last,
        modified=new.modified,
        first_seen_at=now,
        origin=new.origin,
        licence=licence,
        access=Access.ERASED if erased else decided or access,
    )
    session.add(row)
    session.flush()
    if new.text is not None and not erased:
        keep_text(session, row.id, new.text)
    return row


def _terms(new: NewVersion, place: Place) -> tuple[str, Access]:
    """The licence of a version and who may see it. Whoever adds a newspaper's article has not thereby the right to show it."""
    if place.channel == Channel.ADDED and new.kind is DocumentKind.ARTICLE:
        return Licence.NONE, Access.RESTRICTED
    return place.licence, access_of(place.licence)


def access_of(licence: str) -> Access:
    """Who may see what stands under a licence, as long as nobody has decided otherwise."""
    return Access.OPEN if licence in _OPEN else Access.RESTRICTED


def is_tombstone(session: Session, sha256: str | None) -> bool:
    """Whether these bytes were erased, under whatever name they came; what only was over in time may come again."""
    if sha256 is None:
        return False
    found = select(Blob.sha256).where(Blob.sha256 == sha256, Blob.erased_at.is_not(None), ~Blob.expired)
    return session.scalar(found) is not None


def keep_text(session: Session, version: int, text: Text) -> TextRow:
    """Keep what a reader made of a version; it becomes the current text, and no older text or span is touched."""
    session.execute(update(TextRow).where(TextRow.version_id == version).values(is_current=False))
    row = TextRow(
        version_id=version,
        sha256=hashlib.sha256(text.words.encode()).hexdigest(),
        reader=text.reader,
        quality=text.quality,
        warnings=list(text.warnings),
        redactions=[[each.page, each.fault] for each in text.redactions],
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
                "score": page.score,
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
                "score": None,
                "words": text.words,
            }
        ],
    )
    return row


def redactions(kept: Iterable[Sequence[JsonValue]]) -> tuple[Redaction, ...]:
    """Failed redactions as they are kept of a text."""
    return tuple(Redaction(page=int(str(page)), fault=Fault(str(fault))) for page, fault in kept)


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that a source did: the same event on the same subject with the same detail is one.

    `published` is the day that the source prints for it (EDTF), `before` and `after` the words that it concerns,
    `replaces` the document in whose place it puts another.
    """

    type: EventType
    subject: str
    detail: str = ""
    origin: Origin = Origin.WATCH
    meeting: int | None = None
    document: int | None = None
    version: int | None = None
    item: str | None = None
    published: str | None = None
    before: str | None = None
    after: str | None = None
    replaces: int | None = None

    @property
    def key(self) -> str:
        """Its permanent id."""
        return public_id("publication", self.type, self.subject, self.detail)


def note_events(
    session: Session, events: Iterable[Event], *, place: Place, run: int, now: datetime
) -> list[Row]:
    """Note what a source did, each once. Returns the changes. Of an erased document an event is noted without words."""
    noted = {event.key: event for event in events}
    if not noted:
        return []
    known = set(session.scalars(select(Publication.key).where(Publication.key.in_(list(noted)))))
    new = {key: event for key, event in noted.items() if key not in known}
    silent = _erased_ids(session, {event.document for event in new.values() if event.document is not None})
    rows = [
        {
            "key": key,
            "type": event.type,
            "source_id": place.id,
            "meeting_id": event.meeting,
            "document_id": event.document,
            "version_id": event.version,
            "item_ref": event.item,
            "published": event.published,
            "first_seen_at": now,
            "origin": event.origin,
            "run_id": run,
            "before": None if event.document in silent else event.before,
            "after": None if event.document in silent else event.after,
            "replaces_id": event.replaces,
        }
        for key, event in new.items()
    ]
    insert_new(session, Publication, rows, on=["key"])
    numbers = dict(
        session.execute(select(Publication.key, Publication.id).where(Publication.key.in_(list(new)))).all()
    )
    return [
        {
            "what": "publication",
            "publication_id": numbers[key],
            "document_id": event.document,
            "version_id": event.version,
        }
        for key, event in new.items()
    ]


def _erased_ids(session: Session, documents: Collection[int]) -> set[int]:
    """Those of these documents that it was decided to erase."""
    if not documents:
        return set()
    uids = dict(
        session.execute(select(DocumentRow.uid, DocumentRow.id).where(DocumentRow.id.in_(documents))).all()
    )
    return {uids[uid] for uid in erased_among(session, list(uids))}


def file_name(url: str) -> str:
    """The name of the file at an address: what a document is called as long as nothing better is known."""
    return url.removeprefix("file:").rstrip("/").rpartition("/")[2] or url


def bounds(edtf: str | None) -> tuple[date | None, date | None]:
    """The first and last day that a stated date can mean; both empty where none is stated."""
    if edtf is None:
        return None, None
    stated = dates.parse(edtf)
    return stated.first, stated.last
