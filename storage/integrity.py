"""Integrity: whether an archive still is what it says: the database sound, originals unharmed, quotes in their texts."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from domain.document import Access
from storage.archive import Archive
from storage.blobs import BlobMissing
from storage.schema import Blob, DocumentRow, FactRow, MentionRow, PageRow, Publication, TextRow, VersionRow

_BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something in the archive that is not as it should be: where, what, and what next."""

    where: str
    what: str


def faults(archive: Archive) -> Iterator[Fault]:
    """All that is wrong, in the order database, originals, quotes."""
    yield from _database(archive)
    yield from _originals(archive)
    yield from _quotes(archive)


def _database(archive: Archive) -> Iterator[Fault]:
    if archive.engine.dialect.name != "sqlite":
        return
    with archive.reading() as session:
        for (word,) in session.execute(text("PRAGMA integrity_check")):
            if word != "ok":
                yield Fault(where="archive.db", what=f"{word}; restore a backup")
        for row in session.execute(text("PRAGMA foreign_key_check")):
            yield Fault(
                where=f"archive.db, table {row[0]}, row {row[1]}", what=f"names a {row[2]} that is not there"
            )


def _originals(archive: Archive) -> Iterator[Fault]:
    with archive.reading() as session:
        for sha256 in session.scalars(
            select(Blob.sha256).where(Blob.erased_at.is_(None)).order_by(Blob.sha256)
        ):
            try:
                archive.blobs.get(sha256)
            except BlobMissing as exc:
                yield Fault(where=f"original {sha256}", what=str(exc))


def _quotes(archive: Archive) -> Iterator[Fault]:
    """Every fact that stands must read, in the words kept, exactly as it quotes."""
    standing = (
        select(
            FactRow.uid,
            FactRow.quote,
            FactRow.starts,
            FactRow.ends,
            PageRow.starts,
            PageRow.words,
            DocumentRow.uid,
        )
        .join(TextRow, TextRow.id == FactRow.text_id)
        .join(VersionRow, VersionRow.id == FactRow.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .join(
            PageRow,
            (PageRow.text_id == TextRow.id)
            & (PageRow.starts <= FactRow.starts)
            & (PageRow.ends >= FactRow.ends),
        )
        .where(FactRow.until_run.is_(None), PageRow.words.is_not(None), VersionRow.access != Access.ERASED)
        .order_by(FactRow.id)
        .execution_options(yield_per=_BATCH)
    )
    with archive.reading() as session:
        for fact, quote, starts, ends, page_starts, words, document in session.execute(standing):
            start, end = (starts or 0) - page_starts, (ends or 0) - page_starts
            if words is None or words[start:end] != quote:
                yield Fault(
                    where=f"document {document}, fact {fact}",
                    what="the quote is not what stands there; run `minutewatch link --all`",
                )


def counts(session: Session) -> dict[str, int]:
    """How many documents, versions, publications, and standing mentions and facts there are."""
    everything = {"documents": DocumentRow.id, "versions": VersionRow.id, "publications": Publication.id}
    standing = {"mentions": MentionRow.until_run, "facts": FactRow.until_run}
    found = {name: session.scalar(select(func.count(number))) or 0 for name, number in everything.items()}
    return found | {
        name: session.scalar(select(func.count()).where(ended.is_(None))) or 0
        for name, ended in standing.items()
    }
