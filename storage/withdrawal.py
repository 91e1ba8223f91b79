"""Withdrawal: what a person decides must not be seen any more is hidden or erased, on every surface at once.

The decision names the document by its permanent id, so that it outlives every re-run; rows stay as tombstones.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from domain.document import Access
from domain.errors import MinutewatchError
from storage.archive import Archive
from storage.schema import (
    Blob,
    Decision,
    DocumentRow,
    EditionItem,
    FactRow,
    MentionRow,
    PageRow,
    TextRow,
    VersionRow,
)
from storage.writing import note_changes


class UnknownDocument(MinutewatchError):
    """No document has this id or address."""


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """What was withdrawn: the document, how many versions, how many items of editions lost their words."""

    document: str
    versions: int
    edition_items: int
    decision: int


def withdraw(
    archive: Archive, target: str, *, erase: bool, actor: str, reason: str, now: datetime
) -> Withdrawn:
    """Hide a document (by public id or address), or erase its words, originals, quotes and frozen digest items.

    Raises:
        UnknownDocument: nothing of this id or address is kept.
    """
    with archive.writing() as session:
        document = _find(session, target)
        versions = list(session.scalars(select(VersionRow).where(VersionRow.document_id == document.id)))
        for version in versions:
            version.access = Access.ERASED if erase else Access.HIDDEN
        doomed = _erase(session, versions, now) if erase else []
        blanked = _blank_editions(session, document.uid)
        decision = Decision(
            at=now,
            actor=actor,
            action="erase" if erase else "hide",
            target=f"document:{document.uid}",
            reason=reason,
        )
        session.add(decision)
        session.flush()
        note_changes(session, [{"what": "access", "document_id": document.id}], at=now)
        result = Withdrawn(
            document=document.uid, versions=len(versions), edition_items=blanked, decision=decision.id
        )
    for sha256 in (
        doomed
    ):  # after the rows are committed: a tombstone without its file is right, the other way round is not
        archive.blobs.erase(sha256)
    return result


def _find(session: Session, target: str) -> DocumentRow:
    found = session.scalars(
        select(DocumentRow).where(or_(DocumentRow.uid == target, DocumentRow.url == target))
    ).first()
    if found is None:
        raise UnknownDocument(f"{target}: no document of this id or address; `minutewatch search` shows ids")
    return found


def _erase(session: Session, versions: list[VersionRow], now: datetime) -> list[str]:
    """Take the words out of pages, mentions and facts; returns the originals that nothing else needs."""
    ids = [version.id for version in versions]
    texts = list(session.scalars(select(TextRow.id).where(TextRow.version_id.in_(ids))))
    session.execute(update(TextRow).where(TextRow.id.in_(texts)).values(expired_at=now))
    session.execute(update(PageRow).where(PageRow.text_id.in_(texts)).values(words=None))
    session.execute(update(MentionRow).where(MentionRow.text_id.in_(texts)).values(words="", value=None))
    session.execute(
        update(FactRow).where(FactRow.version_id.in_(ids)).values(quote="", fields={}, speaker=None)
    )
    for version in versions:
        version.title = "Withdrawn"
    originals = {version.sha256 for version in versions if version.sha256}
    shared = (
        set(
            session.scalars(
                select(VersionRow.sha256)
                .where(VersionRow.sha256.in_(originals), VersionRow.document_id != versions[0].document_id)
                .group_by(VersionRow.sha256)
                .having(func.count() > 0)
            )
        )
        if versions
        else set()
    )
    doomed = sorted(originals - shared)
    session.execute(update(Blob).where(Blob.sha256.in_(doomed)).values(erased_at=now))
    return doomed


def _blank_editions(session: Session, document: str) -> int:
    """Take the words out of every frozen digest item that speaks of the document."""
    blanked = 0
    for item in session.scalars(select(EditionItem).where(EditionItem.content.is_not(None))):
        if document in str(item.content):
            item.content = None
            blanked += 1
    return blanked
