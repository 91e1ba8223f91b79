"""Reading again: versions whose text came from another reader than those of today, or that have pages nobody could read.

The old text stays, with every span in it; the new one becomes the current.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, not_, or_, select, update
from sqlalchemy.orm import Session

from domain.document import Access
from domain.text import Quality, Text
from storage.documents import keep_text
from storage.schema import ArticleVersionRow, Blob, DocumentRow, PageRow, TextRow, VersionRow
from storage.writing import note_changes


@dataclass(frozen=True, kw_only=True)
class Outdated:
    """A version to be read again: its original and what is known of it."""

    version: int
    document: int
    sha256: str
    media_type: str
    url: str
    published: str | None


def outdated(session: Session, *, readers: Collection[str], recognising: bool = False) -> list[Outdated]:
    """Versions with an original whose current text none of these readers made, oldest first.

    When pictures can be recognised, also those with a page that is one and on which it was not tried yet. A reader's
    helpers follow its name behind a `+` and make no other reader of it.
    """
    read_well = or_(
        TextRow.reader.in_(readers),
        *(TextRow.reader.startswith(f"{reader}+", autoescape=True) for reader in readers),
    )
    pictured = or_(
        TextRow.quality == Quality.UNREAD,
        exists().where(PageRow.text_id == TextRow.id, PageRow.score == 0, PageRow.words == ""),
    )
    waits = and_(pictured, TextRow.reader.not_like("%+tesseract@%"))
    rows = session.execute(
        select(VersionRow, DocumentRow.url, Blob.media_type)
        .join(TextRow, TextRow.version_id == VersionRow.id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .join(Blob, Blob.sha256 == VersionRow.sha256)
        .where(TextRow.is_current, TextRow.expired_at.is_(None))
        .where(or_(not_(read_well), waits) if recognising else not_(read_well))
        .where(Blob.erased_at.is_(None))
        .order_by(VersionRow.id)
    )
    return [
        Outdated(
            version=version.id,
            document=version.document_id,
            sha256=version.sha256 or "",
            media_type=media_type,
            url=url,
            published=version.published,
        )
        for version, url, media_type in rows
    ]


def keep_reread(session: Session, old: Outdated, text: Text, *, now: datetime) -> None:
    """Keep the better text of a version; linking and the index follow the change.

    Reading takes its time, outside any transaction: of what was erased or expired meanwhile nothing is kept.
    """
    standing = session.scalar(
        select(TextRow.id)
        .join(VersionRow, VersionRow.id == TextRow.version_id)
        .where(VersionRow.id == old.version, VersionRow.access != Access.ERASED)
        .where(TextRow.is_current, TextRow.expired_at.is_(None))
    )
    if standing is None:
        return
    keep_text(session, old.version, text)
    session.execute(  # its prints are to be taken again
        update(ArticleVersionRow)
        .where(ArticleVersionRow.version_id == old.version)
        .values(prints=None, printed_by=None)
    )
    note_changes(session, [{"what": "text", "document_id": old.document, "version_id": old.version}], at=now)
