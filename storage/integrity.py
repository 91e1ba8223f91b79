"""Integrity: whether an archive still is what it says: the database sound, originals unharmed, quotes in their texts.

No transaction is held from beginning to end, so that a long check keeps no writer's log from being cleared.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from domain.document import Access
from storage.archive import Archive
from storage.blobs import BlobMissing, Blobs
from storage.schema import Blob, DocumentRow, FactRow, MentionRow, PageRow, Publication, TextRow, VersionRow

# How the names of originals begin that are being written (`storage.blobs`).
TEMPORARY = ".writing-"
_BATCH = 500
# A crawl may be between the writing of an original and the commit of its row; none takes a day.
_ORPHAN_SECONDS = 24 * 60 * 60


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


def files(blobs: Blobs) -> Iterator[tuple[Path, str, float]]:
    """Every file among the originals: where it lies, the sha256 that its name says, and when it was written (Unix time)."""
    for path in sorted(blobs.folder.rglob("*")):
        try:
            if path.is_file():
                yield path, path.name.removesuffix(".zst"), path.stat().st_mtime
        except FileNotFoundError:  # erased, or written to its end, since the folder was listed
            continue


def _originals(archive: Archive) -> Iterator[Fault]:
    after = ""
    while batch := _after(archive, after):
        for sha256 in batch:
            try:
                archive.blobs.get(sha256)
            except BlobMissing as exc:
                if _expected(archive, sha256):
                    yield Fault(where=f"original {sha256}", what=str(exc))
        after = batch[-1]
    yield from _strays(archive)


def _after(archive: Archive, sha256: str) -> list[str]:
    with archive.reading() as session:
        standing = select(Blob.sha256).where(Blob.erased_at.is_(None), Blob.sha256 > sha256)
        return list(session.scalars(standing.order_by(Blob.sha256).limit(_BATCH)))


def _expected(archive: Archive, sha256: str) -> bool:
    """Whether an original should be there, as of now: it may have been erased since the check began."""
    with archive.reading() as session:
        blob = session.get(Blob, sha256)
        return blob is not None and blob.erased_at is None


def _strays(archive: Archive) -> Iterator[Fault]:
    """Files that no row accounts for: erased ones that are still there, and those that nothing names."""
    old = time.time() - _ORPHAN_SECONDS  # files carry the machine's own time
    with archive.reading() as session:
        erased_at = dict(session.execute(select(Blob.sha256, Blob.erased_at)).all())
    for path, sha256, written in files(archive.blobs):
        if erased_at.get(sha256):
            yield Fault(
                where=f"original {sha256}",
                what=f"was erased and is still on disk; delete {path}",
            )
        elif sha256 not in erased_at and written < old:
            yield Fault(where=str(path), what="no record names this file; delete it")


def _quotes(archive: Archive) -> Iterator[Fault]:
    """Every fact that stands must read, in the words kept, exactly as it quotes."""
    after = 0
    while True:
        with archive.reading() as session:
            ids = session.scalars(
                select(FactRow.id)
                .where(FactRow.until_run.is_(None), FactRow.id > after)
                .order_by(FactRow.id)
                .limit(_BATCH)
            ).all()
            found = list(_misquoted(session, after, ids[-1])) if ids else []
        if not ids:
            return
        yield from found
        after = ids[-1]


def _misquoted(session: Session, after: int, last: int) -> Iterator[Fault]:
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
        .where(FactRow.id > after, FactRow.id <= last)
        .order_by(FactRow.id)
    )
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
