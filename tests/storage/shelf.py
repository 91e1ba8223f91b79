"""Documents put straight into the tables, for tests of search that need many of them in every state."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain.uid import public_id
from storage.archive import Archive
from storage.documents import bounds
from storage.schema import (
    Attachment,
    Change,
    CommitteeRow,
    CouncilRow,
    DocumentRow,
    Entity,
    MeetingRow,
    PageRow,
    Reading,
    Run,
    SourceRow,
    TextRow,
    VersionRow,
)

MONDAY = datetime(2026, 6, 1, 6, 0, tzinfo=UTC)


@dataclass
class Shelf:
    """An archive that is filled by hand; every call is a transaction of its own with its change."""

    archive: Archive
    run: int = 0
    sources: dict[str, int] = field(default_factory=dict)
    meetings: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with self._writing() as session:
            run = Run(step="test", started_at=MONDAY, program="test")
            session.add(run)
            session.flush()
            self.run = run.id
        for name in ("Northshire", "Saint Ebba's", "Westmoor"):
            self._council(name)
        self.source("ofsted/reports", None)
        self.source("news/northshire-echo", None)

    def _writing(self) -> AbstractContextManager[Session]:
        return self.archive.writing()

    def _council(self, name: str) -> None:
        slug = name.lower().replace("'", "").replace(" ", "-")
        with self._writing() as session:
            council = CouncilRow(
                slug=slug,
                gss=f"E1099{len(self.sources):04}",
                name=f"{name} County Council",
                short_name=name,
                aliases=[f"{name} Council"],
                weak_aliases=[],
            )
            session.add(council)
            session.flush()
            number = council.id
        self.source(f"committee/{slug}", number)

    def source(self, key: str, council: int | None) -> None:
        """A source, with its council if it is one's own."""
        with self._writing() as session:
            row = SourceRow(
                key=key,
                channel=key.partition("/")[0],
                system="test",
                council_id=council,
                base_url="http://127.0.0.1:1",
                licence="ogl",
                promise={},
                watch_committees=[],
                skip_committees=[],
                enabled=True,
                file_sha256="",
            )
            session.add(row)
            session.flush()
            self.sources[key] = row.id

    def committee(self, title: str, *, source: str = "committee/northshire") -> None:
        """A committee with one meeting; documents are put before it by its title."""
        with self._writing() as session:
            entity = Entity(
                uid=public_id("committee", source, title), kind="committee", name=title, public=True
            )
            session.add(entity)
            session.flush()
            committee = CommitteeRow(
                entity_id=entity.id,
                source_id=self.sources[source],
                ref=title,
                title=title,
                expired=False,
                watched=True,
                why="test",
            )
            session.add(committee)
            session.flush()
            meeting = MeetingRow(
                uid=public_id("meeting", source, title),
                source_id=self.sources[source],
                ref=title,
                committee_id=committee.id,
                starts_local="2026-06-10T10:30",
                zone="Europe/London",
                status="Confirmed",
                agenda_published=True,
                decisions_published=False,
                minutes_published=False,
                fingerprint="",
                sequence=0,
                absences=0,
                first_seen_at=MONDAY,
            )
            session.add(meeting)
            session.flush()
            self.meetings[title] = meeting.id

    def document(
        self,
        ref: str,
        *pages: str,
        title: str = "",
        kind: str = "report",
        source: str = "committee/northshire",
        council: str | None = None,
        committee: str | None = None,
        attached: Sequence[str] = (),
        seen: datetime = MONDAY,
        published: str | None = None,
        dated: str | None = None,
        access: str = "open",
        topics: Sequence[str] = (),
    ) -> int:
        """A new document and its first version; returns its id."""
        with self._writing() as session:
            about = session.scalar(select(CouncilRow.id).where(CouncilRow.slug == council))
            row = DocumentRow(
                uid=public_id("document", source, ref),
                source_id=self.sources[source],
                ref=ref,
                kind=kind,
                url=f"http://127.0.0.1:1/{ref}",
                council_id=about or session.get_one(SourceRow, self.sources[source]).council_id,
                meeting_id=self.meetings[committee] if committee else None,
                first_seen_at=seen,
                absences=0,
            )
            session.add(row)
            session.flush()
            session.add_all(
                Attachment(
                    meeting_id=self.meetings[other],
                    item_ref="4",
                    ref=ref,
                    document_id=row.id,
                    title=title,
                    restricted=False,
                    listed=True,
                    absences=0,
                    first_seen_at=seen,
                )
                for other in attached
            )
            document = row.id
        self.version(
            document,
            *pages,
            title=title,
            seen=seen,
            published=published,
            dated=dated,
            access=access,
            topics=topics,
        )
        return document

    def version(
        self,
        document: int,
        *pages: str,
        title: str = "",
        seen: datetime = MONDAY,
        published: str | None = None,
        dated: str | None = None,
        access: str = "open",
        topics: Sequence[str] = (),
    ) -> int:
        """A further version; without pages it has no text yet. Returns its id."""
        with self._writing() as session:
            number = session.scalar(
                select(func.count()).select_from(VersionRow).where(VersionRow.document_id == document)
            )
            first, last = bounds(published)
            dated_first, dated_last = bounds(dated)
            row = VersionRow(
                document_id=document,
                number=(number or 0) + 1,
                fingerprint="",
                title=title,
                authors=[],
                published=published,
                published_from=first,
                published_to=last,
                dated=dated,
                dated_from=dated_first,
                dated_to=dated_last,
                first_seen_at=seen,
                origin="watch",
                licence="ogl",
                access=access,
            )
            session.add(row)
            session.flush()
            version = row.id
            self._change(session, "version", document=document, version=version)
        if pages:
            self.text(version, *pages, topics=topics)
        return version

    def text(self, version: int, *pages: str, topics: Sequence[str] = ()) -> int:
        """A newer text of a version, read for its topics; returns its id."""
        with self._writing() as session:
            session.execute(update(TextRow).where(TextRow.version_id == version).values(is_current=False))
            count = session.scalar(
                select(func.count()).select_from(TextRow).where(TextRow.version_id == version)
            )
            row = TextRow(
                version_id=version,
                sha256="",
                reader=f"test@{count}",
                quality="good",
                warnings=[],
                is_current=True,
            )
            session.add(row)
            session.flush()
            session.add_all(
                PageRow(
                    text_id=row.id, number=number, starts=0, ends=len(words), item=f"{number}a", words=words
                )
                for number, words in enumerate(pages, start=1)
            )
            self._change(session, "text", version=version)
            text = row.id
        self.read(text, topics)
        return text

    def read(self, text: int, topics: Sequence[str]) -> None:
        """Linking read a text and found its topics."""
        with self._writing() as session:
            count = session.scalar(select(func.count()).select_from(Reading).where(Reading.text_id == text))
            reading = Reading(
                text_id=text, rules=str(count), known="", run_id=self.run, topics=list(topics), warnings=[]
            )
            session.add(reading)
            self._change(session, "facts", version=session.get_one(TextRow, text).version_id)

    def expire(self, text: int) -> None:
        """Retention takes the words away."""
        with self._writing() as session:
            session.execute(update(PageRow).where(PageRow.text_id == text).values(words=None))
            row = session.get_one(TextRow, text)
            row.expired_at = MONDAY
            self._change(session, "text", version=row.version_id)

    def access(self, version: int, access: str) -> None:
        """A decision about who may see a version."""
        with self._writing() as session:
            session.get_one(VersionRow, version).access = access
            self._change(session, "access", version=version)

    def withdraw(self, document: int, at: datetime) -> None:
        """The source took a document down."""
        with self._writing() as session:
            session.get_one(DocumentRow, document).withdrawn_at = at
            self._change(session, "publication", document=document)

    def versions(self, document: int) -> list[int]:
        """The ids of a document's versions, in order."""
        with self.archive.reading() as session:
            return list(
                session.scalars(
                    select(VersionRow.id)
                    .where(VersionRow.document_id == document)
                    .order_by(VersionRow.number)
                )
            )

    def changes(self) -> int:
        """The last change."""
        with self.archive.reading() as session:
            return session.scalar(select(func.max(Change.seq))) or 0

    def _change(
        self, session: Session, what: str, *, document: int | None = None, version: int | None = None
    ) -> None:
        last = session.scalar(select(func.max(Change.seq))) or 0
        session.flush()
        session.add(
            Change(
                seq=last + 1,
                at=MONDAY + timedelta(seconds=last),
                what=what,
                document_id=document,
                version_id=version,
            )
        )
