"""The official record for tests of the digest: documents of Ofsted, GOV.UK and the statistics service, with facts put beside them.

What the crawl keeps and what linking finds is made by hand here, in the shapes that they promise, so that these tests
hang on what is told and on nothing else.
"""

from dataclasses import dataclass, field
from typing import ClassVar

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.document import DocumentKind, EventType, Origin
from domain.evidence import Evidence
from domain.fact import Fact, FactType, Modality
from domain.findings import Findings
from domain.inspection import Inspection
from domain.mention import JsonValue
from domain.source import Channel, Licence, Source
from domain.text import Text
from linking import find
from storage import facts, known
from storage.documents import Event, NewVersion, add_version, ensure_document, newest_version, note_events
from storage.schema import CouncilRow, DocumentRow, Publication
from storage.sources import place_of, refresh
from storage.writing import note_changes
from tests.digest.world import Site, World

RULES = "record"


@dataclass(frozen=True, kw_only=True)
class Said:
    """A fact to be: its kind, the words of the text that state it, its fields."""

    type: FactType
    words: str
    fields: dict[str, JsonValue] = field(default_factory=dict)
    modality: Modality = Modality.ACTUAL

    def fact(self, text: Text, about: str | None) -> Fact:
        """The fact where its words stand first."""
        start = text.words.index(self.words)
        page = text.page_at(start)
        return Fact(
            type=self.type,
            evidence=Evidence(
                page=page.number if page else None,
                start=start,
                end=start + len(self.words),
                quote=self.words,
            ),
            rule="test.record@1",
            fields=self.fields,
            about=about,
            modality=self.modality,
        )


@dataclass
class Office:
    """A publisher of the official record, or with a `key` of any source of the world; calls happen at the world's moment."""

    world: World
    channel: Channel
    key: str = ""
    _KEYS: ClassVar = {
        Channel.OFSTED: "ofsted/reports",
        Channel.GOVUK: "govuk/childrens-services",
        Channel.STATISTICS: "statistics/explore-education",
    }

    def __post_init__(self) -> None:
        if self.key:
            with self.world.archive.writing() as session:
                refresh(session, self.world.sources)
            return
        self.key = self._KEYS[self.channel]
        source = Source(
            key=self.key,
            channel=self.channel,
            system=str(self.channel),
            url=f"https://{self.channel}.example.org",
            licence=Licence.OGL,
            file_sha256="0" * 64,
        )
        self.world.sources.append(source)
        with self.world.archive.writing() as session:
            refresh(session, self.world.sources)

    def publishes(
        self,
        ref: str,
        *pages: str,
        title: str,
        kind: DocumentKind,
        published: str,
        about: Site | None = None,
        said: tuple[Said, ...] = (),
        inspection: Inspection | None = None,
        origin: Origin = Origin.WATCH,
        instead_of: str | None = None,
        after: str | None = None,
        read: bool = False,
    ) -> str:
        """It publishes a document, or another version of it; returns its public id. With `read` the real finders read it."""
        text = Text.of_pages([(None, words) for words in pages], reader="test@1")
        world = self.world
        with world.archive.writing() as session:
            place = place_of(session, self.key)
            document = ensure_document(
                session,
                place=place,
                ref=ref,
                kind=kind,
                url=f"https://{self.channel}.example.org/{ref}",
                now=world.now,
                run=world.run,
            )
            if about:
                document.council_id = session.scalar(
                    select(CouncilRow.id).where(CouncilRow.slug == about.council.slug)
                )
            before = newest_version(session, document.id)
            version = add_version(
                session,
                document,
                NewVersion(
                    fingerprint=text.words, title=title, origin=origin, text=text, published=published
                ),
                place=place,
                capture=None,
                now=world.now,
            )
            assert version is not None
            again = before is not None or instead_of is not None
            event = Event(
                type=EventType.DOCUMENT_REPLACED if again else EventType.DOCUMENT_ADDED,
                subject=document.uid,
                detail=str(version.number),
                origin=origin,
                document=document.id,
                version=version.id,
                published=published,
                after=after,
            )
            events = [event] if self.channel in self._KEYS else []
            changes = note_events(session, events, place=place, run=world.run, now=world.now)
            changes.append({"what": "version", "document_id": document.id, "version_id": version.id})
            note_changes(session, changes, at=world.now)
            if instead_of:
                self._put_in_place(session, event.key, instead_of)
            uid = document.uid
        if read:
            reads(self.world)
        else:
            self._link(text, about, said, inspection)
        return uid

    def takes_down(self, uid: str) -> None:
        """It does not list a document any more."""
        world = self.world
        with world.archive.writing() as session:
            place = place_of(session, self.key)
            document = session.scalars(select(DocumentRow).where(DocumentRow.uid == uid)).one()
            document.withdrawn_at = world.now
            newest = newest_version(session, document.id)
            event = Event(
                type=EventType.DOCUMENT_WITHDRAWN,
                subject=uid,
                document=document.id,
                published=newest.published if newest else None,
            )
            changes = note_events(session, [event], place=place, run=world.run, now=world.now)
            note_changes(session, changes, at=world.now)

    @staticmethod
    def _put_in_place(session: Session, event: str, uid: str) -> None:
        replaced = select(DocumentRow.id).where(DocumentRow.uid == uid).scalar_subquery()
        session.execute(update(Publication).where(Publication.key == event).values(replaces_id=replaced))

    def _link(
        self, text: Text, about: Site | None, said: tuple[Said, ...], inspection: Inspection | None
    ) -> None:
        """Put what is said beside the text that was kept last; nothing beside all that was not linked before."""
        world, council = self.world, about.council if about else None
        with world.archive.writing() as session:
            found = {}
            for unlinked in facts.texts(session, facts.to_link(session, rules=RULES, known="")):
                mine = unlinked.text.words == text.words
                found[unlinked.text_id] = Findings(
                    facts=tuple(each.fact(unlinked.text, council.uid if council else None) for each in said)
                    if mine
                    else (),
                    inspection=inspection if mine else None,
                )
            facts.keep_findings(session, found, rules=RULES, known="", run=world.run, now=world.now)


def reads(world: World) -> None:
    """The real finders read what was not read yet."""
    with world.archive.writing() as session:
        knowledge = known.known(session)
        due = facts.to_link(session, rules=RULES, known=knowledge.digest)
        found = {
            each.text_id: find.find(each.text, circumstances=each.circumstances, known=knowledge)
            for each in facts.texts(session, due)
        }
        facts.keep_findings(session, found, rules=RULES, known=knowledge.digest, run=world.run, now=world.now)
