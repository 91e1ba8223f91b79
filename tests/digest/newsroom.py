"""News titles for tests of the digest: stories listed and fetched through the real keeper, what linking finds put beside them by hand."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from domain.article import ArticleService, ArticleShape, ArticleTold
from domain.document import DocumentKind, Fetched, ReadDocument
from domain.findings import Findings
from domain.news import ListedStory, NewsFeed
from domain.place import Place
from domain.source import Channel, Licence, Source
from domain.text import Text
from storage import facts
from storage.keep import Keeper
from storage.schema import CopyRow, DocumentRow, SourceRow
from storage.sources import refresh
from tests.digest.record import RULES, Said, reads
from tests.digest.world import Site, World


@dataclass(frozen=True, kw_only=True)
class Found:
    """What linking finds in a story, besides its facts: where names of private people stand, and of which place it tells."""

    private: tuple[str, ...] = ()
    headline_private: bool = False
    place: Place | None = Place.COUNCIL


NOTHING = Found()


@dataclass
class Title:
    """A news title of the world; calls happen at the world's moment."""

    world: World
    key: str
    name: str
    covers: tuple[str, ...] = ()
    publisher: str | None = None
    licence: Licence = Licence.NONE
    _listed: dict[str, ListedStory] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.world.sources.append(
            Source(
                key=self.key,
                channel=Channel.NEWS,
                system="news",
                url=f"https://{self.key.rpartition('/')[2]}.example.org",
                licence=self.licence,
                file_sha256="0" * 64,
                name=self.name,
                publisher=self.publisher,
                covers=self.covers,
            )
        )
        with self.world.archive.writing() as session:
            refresh(session, self.world.sources)
        self._keeper.keep_news_listing(self._fetched("feed:news", b""), NewsFeed(title=self.name, stories=()))

    def prints(
        self,
        number: str,
        words: str,
        *,
        title: str,
        about: Site | None = None,
        published: datetime | None = None,
        authors: tuple[str, ...] = ("Ada Marlow",),
        said: tuple[Said, ...] = (),
        found: Found = NOTHING,
        score: float = 4.0,
        shape: ArticleShape = ArticleShape.STORY,
        service: ArticleService | None = None,
        paywalled: bool = False,
        correction: str | None = None,
        for_real: bool = False,
    ) -> str:
        """It prints a story, or another version of it; returns its public id. With `for_real` the finders read it."""
        story = ListedStory(
            ref=number,
            url=f"https://{self.key.rpartition('/')[2]}.example.org/news/{number}.{title.lower().replace(' ', '-')}/",
            title=title,
            published=published or self.world.now,
            authors=authors,
            score=score,
        )
        self._lists(story)
        text = Text.of_pages([(None, words)], reader="test@1")
        told = ArticleTold(
            shape=shape, service=service, paywalled=paywalled, correction=correction, layout="newsquest@1"
        )
        read = ReadDocument(
            media_type="text/html",
            text=text,
            fingerprint=words,
            kind=DocumentKind.ARTICLE,
            title=title,
            authors=authors,
            published=f"{story.published:%Y-%m-%dT%H:%M:%SZ}" if story.published else None,
            article=told,
        )
        self._keeper.keep_document(self._fetched(f"article:{number}", words.encode(), url=story.url), read)
        if for_real:
            reads(self.world)
        else:
            self._link(text, about, said, found)
        return self._uid(number)

    def refuses(self, number: str, *, title: str, summary: str, about: Site) -> str:
        """It lists a story and does not let us have its page; returns its public id."""
        story = ListedStory(
            ref=number,
            url=f"https://{self.key.rpartition('/')[2]}.example.org/news/{number}.{title.lower().replace(' ', '-')}/",
            title=title,
            summary=summary,
            published=self.world.now,
            score=4.0,
        )
        self._lists(story)
        self._keeper.keep_refused(
            self._fetched(f"article:{number}", b"", url=story.url, status=403), "the site refuses it"
        )
        self._link(Text.of_pages([(None, summary)], reader="test@1"), about, (), NOTHING)
        return self._uid(number)

    def takes_down(self, number: str) -> None:
        """A story is not at its address any more."""
        story = self._listed[number]
        self._keeper.keep_gone(self._fetched(f"article:{number}", b"", url=story.url, status=410))

    def _lists(self, story: ListedStory) -> None:
        """Its feed lists a story beside those that it listed before."""
        self._listed[story.ref] = story
        stories = tuple(self._listed.values())
        self._keeper.keep_news_listing(
            self._fetched("feed:news", repr(stories).encode()), NewsFeed(title=self.name, stories=stories)
        )

    def _link(self, text: Text, about: Site | None, said: tuple[Said, ...], found: Found) -> None:
        """What linking would find is kept for what was not linked yet."""
        world, council = self.world, about.council if about else None
        places = [(text.words.index(name), len(name)) for name in found.private]
        findings = Findings(
            facts=tuple(each.fact(text, council.uid if council else None) for each in said),
            council=council,
            private=tuple((start, start + length) for start, length in places),
            names_private=bool(places) or found.headline_private,
            headline_private=found.headline_private,
            place=found.place,
        )
        with world.archive.writing() as session:
            due = facts.texts(session, facts.to_link(session, rules=RULES, known=""))
            kept = {each.text_id: findings for each in due}
            facts.keep_findings(session, kept, rules=RULES, known="", run=world.run, now=world.now)

    def _uid(self, number: str) -> str:
        with self.world.archive.reading() as session:
            return session.scalars(
                select(DocumentRow.uid)
                .join(SourceRow, SourceRow.id == DocumentRow.source_id)
                .where(SourceRow.key == self.key, DocumentRow.ref == number)
            ).one()

    @property
    def _keeper(self) -> Keeper:
        return Keeper(archive=self.world.archive, run=self.world.run)

    def _fetched(self, key: str, body: bytes, *, url: str = "", status: int = 200) -> Fetched:
        return Fetched(
            source=self.key,
            watch_key=key,
            url=url or f"https://{self.key.rpartition('/')[2]}.example.org/{key}",
            asked_at=self.world.now,
            status=status,
            headers={"content-type": "text/html"},
            body=body,
        )


def copied(world: World, first: str, *others: str) -> None:
    """These articles (public ids) print one text; the first was first seen."""
    with world.archive.writing() as session:
        rows = {
            row.uid: row.id
            for row in session.scalars(select(DocumentRow).where(DocumentRow.uid.in_([first, *others])))
        }
        for uid, number in rows.items():
            session.merge(
                CopyRow(
                    document_id=number,
                    group_uid=first,
                    of_document_id=None if uid == first else rows[first],
                    containment=0.9,
                    reason="shares nine tenths of its words",
                    rule="test.copies@1",
                    since_run=world.run,
                )
            )
