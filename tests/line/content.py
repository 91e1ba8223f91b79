"""What an archive holds, said by content alone: no row numbers, no run numbers. Two archives are alike if this is."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import select

from minutewatch import config, jobs
from storage import query, search
from storage.schema import (
    Attachment,
    Change,
    DocumentRow,
    Edition,
    EditionItem,
    Entity,
    FactRow,
    Ledger,
    MeetingRow,
    MentionRow,
    Outbox,
    PageRow,
    Publication,
    TextRow,
    VersionRow,
    WatchRow,
)

Content = dict[str, object]


def of_home(home: Path) -> Content:
    """Everything that a reader, researcher or later crawl could notice."""
    with jobs.open_home(config.load(home)) as opened, opened.archive.reading() as session:
        found: Content = {
            "documents": sorted(session.scalars(select(DocumentRow.uid))),
            "versions": _rows(
                session.execute(
                    select(
                        DocumentRow.uid,
                        VersionRow.number,
                        VersionRow.fingerprint,
                        VersionRow.sha256,
                        VersionRow.origin,
                    ).join(DocumentRow, DocumentRow.id == VersionRow.document_id)
                )
            ),
            "pages": _rows(
                session.execute(
                    select(DocumentRow.uid, VersionRow.number, PageRow.number, PageRow.words)
                    .join(VersionRow, VersionRow.document_id == DocumentRow.id)
                    .join(TextRow, TextRow.version_id == VersionRow.id)
                    .join(PageRow, PageRow.text_id == TextRow.id)
                )
            ),
            "meetings": _rows(
                session.execute(
                    select(MeetingRow.uid, MeetingRow.starts_local, MeetingRow.status, MeetingRow.fingerprint)
                )
            ),
            "attachments": _rows(
                session.execute(select(Attachment.ref, Attachment.title, Attachment.listed))
            ),
            "publications": _rows(
                session.execute(
                    select(Publication.key, Publication.type, Publication.before, Publication.after)
                )
            ),
            "entities": sorted(session.scalars(select(Entity.uid))),
            "mentions": _rows(
                session.execute(
                    select(
                        TextRow.sha256, MentionRow.starts, MentionRow.ends, MentionRow.type, MentionRow.value
                    )
                    .join(TextRow, TextRow.id == MentionRow.text_id)
                    .where(MentionRow.until_run.is_(None))
                )
            ),
            "facts": sorted(session.scalars(select(FactRow.uid).where(FactRow.until_run.is_(None)))),
            "watch": _rows(session.execute(select(WatchRow.key, WatchRow.due_at, WatchRow.done_at))),
            "changes": sorted(session.scalars(select(Change.what))),
            "editions": _rows(session.execute(select(Edition.id, Edition.state))),
            "items": _rows(
                session.execute(select(EditionItem.edition_id, EditionItem.item, EditionItem.rank))
            ),
            "outbox": _rows(session.execute(select(Outbox.edition_id, Outbox.message_id, Outbox.state))),
            "ledger": _rows(session.execute(select(Ledger.item, Ledger.version, Ledger.edition_id))),
        }
        for typed in ("children", '"agency social workers"', "kind:minutes", "council:northshire resolved"):
            hits = search.search(opened.archive, query.parse(typed), limit=500).hits
            found[f"search {typed}"] = sorted((hit.doc, hit.version, hit.page or 0) for hit in hits)
    return found


def mails(inbox: Path) -> dict[str, bytes]:
    """Every message that came, by name; the inbox is empty afterwards."""
    found = {path.name: path.read_bytes() for path in sorted(inbox.glob("*.eml"))}
    for path in inbox.iterdir():
        path.unlink()
    return found


def differences(one: Content, other: Content) -> list[str]:
    """The names of what differs."""
    return [name for name in one if one[name] != other[name]]


def _rows(found: Iterable[Sequence[object]]) -> list[str]:
    return sorted(str(tuple(row)) for row in found)
