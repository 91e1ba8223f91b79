"""A record to read: texts of Ofsted, GOV.UK, newspapers and councils as they came, linked by the real finders."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select

from domain.council import Council
from domain.document import DocumentKind
from domain.source import Channel, Licence, Source
from domain.text import Text
from domain.uid import public_id
from linking import find
from storage import facts, known
from storage.archive import Archive
from storage.documents import bounds
from storage.schema import CouncilRow, DocumentRow, PageRow, SourceRow, TextRow, VersionRow
from storage.sources import refresh
from storage.writing import begin_run
from tests.storage.linked import at


def _council(name: str, gss: str) -> Council:
    return Council(slug=name.lower(), gss=gss, name=f"{name} Council", short_name=name)


COUNCILS = (
    _council("Northshire", "E10999001"),
    _council("Wolden", "E06999002"),
    _council("Estmere", "E06999003"),
)


def _source(channel: Channel, stem: str, council: Council | None = None) -> Source:
    return Source(
        key=f"{channel}/{stem}",
        channel=channel,
        system="test",
        url="http://127.0.0.1:1",
        licence=Licence.OGL,
        file_sha256="0" * 64,
        council=council,
    )


OFSTED, GOVUK, NEWS = "ofsted/reports", "govuk/childrens-services", "news/echo"
SOURCES = (
    _source(Channel.OFSTED, "reports"),
    _source(Channel.GOVUK, "childrens-services"),
    _source(Channel.NEWS, "echo"),
    *(_source(Channel.COMMITTEE, council.slug, council) for council in COUNCILS),
)


@dataclass
class Desk:
    """An archive and the moment; each text that comes is linked at once."""

    archive: Archive
    now: datetime = field(default_factory=lambda: at(2024, 1, 1))

    def __post_init__(self) -> None:
        with self.archive.writing() as session:
            refresh(session, SOURCES, on={source.key for source in SOURCES})
            self.run = begin_run(session, "crawl", now=self.now, program="test")

    def comes(
        self,
        source: str,
        ref: str,
        *pages: str,
        seen: datetime,
        published: str | None = None,
        kind: DocumentKind = DocumentKind.OTHER,
        council: str | None = None,
        title: str = "",
    ) -> None:
        """A text comes from a source; under a known `ref` it is a new version."""
        self.now = seen
        text = Text.of_pages([(None, page) for page in pages], reader="test@1")
        with self.archive.writing() as session:
            about = session.scalar(select(CouncilRow.id).where(CouncilRow.slug == council))
            place = session.scalars(select(SourceRow).where(SourceRow.key == source)).one()
            uid = public_id("document", source, ref)
            document = session.scalar(select(DocumentRow).where(DocumentRow.uid == uid))
            if document is None:
                document = DocumentRow(
                    uid=uid,
                    source_id=place.id,
                    ref=ref,
                    kind=kind,
                    url=f"http://127.0.0.1:1/{ref}",
                    council_id=about or place.council_id,
                    first_seen_at=seen,
                    absences=0,
                )
                session.add(document)
                session.flush()
            count = session.scalar(
                select(func.count()).select_from(VersionRow).where(VersionRow.document_id == document.id)
            )
            first, last = bounds(published)
            version = VersionRow(
                document_id=document.id,
                number=(count or 0) + 1,
                fingerprint="",
                title=title or pages[0].partition("\n")[0],
                authors=[],
                published=published,
                published_from=first,
                published_to=last,
                first_seen_at=seen,
                origin="watch",
                licence="ogl",
                access="open",
            )
            session.add(version)
            session.flush()
            row = TextRow(
                version_id=version.id,
                sha256=hashlib.sha256(text.words.encode()).hexdigest(),
                reader=text.reader,
                quality=text.quality,
                warnings=[],
                is_current=True,
            )
            session.add(row)
            session.flush()
            session.add_all(
                PageRow(
                    text_id=row.id,
                    number=page.number,
                    starts=page.start,
                    ends=page.end,
                    words=text.words[page.start : page.end],
                )
                for page in text.pages
            )
        self._link()

    def _link(self) -> None:
        with self.archive.writing() as session:
            knowledge = known.known(session)
            due = facts.to_link(session, rules="r", known=knowledge.digest)
            found = {
                each.text_id: find.find(each.text, circumstances=each.circumstances, known=knowledge)
                for each in facts.texts(session, due)
            }
            facts.keep_findings(session, found, rules="r", known=knowledge.digest, run=self.run, now=self.now)
