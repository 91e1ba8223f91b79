"""A made-up news title for tests of keeping: its feed, its pages and what becomes of them, kept through the real keeper."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from domain.article import ArticleTold
from domain.document import DocumentKind, Fetched, Origin, ReadDocument
from domain.meeting import digest
from domain.news import ListedStory, NewsFeed, NewsSitemap
from domain.source import Channel, Licence, Source
from domain.text import Text
from storage.archive import Archive
from storage.keep import Keeper
from storage.schema import (
    ArticleRow,
    ArticleVersionRow,
    DocumentRow,
    FeedState,
    ListedStoryRow,
    PageRow,
    Publication,
    TextRow,
    VersionRow,
    WatchRow,
)
from storage.sources import refresh
from storage.writing import begin_run

MONDAY = datetime(2026, 6, 1, 6, 0, tzinfo=UTC)
ECHO = Source(
    key="news/estmere-echo",
    channel=Channel.NEWS,
    system="news",
    url="https://echo.example",
    licence=Licence.NONE,
    file_sha256="0" * 64,
    name="Estmere Echo",
    covers=("lancashire",),
)
STORY = ListedStory(
    ref="18700101",
    url="https://echo.example/news/18700101.children-wait-longer/",
    title="Children wait longer for a social worker in Estmere",
    summary="Figures seen by the Echo show that waits have grown.",
    published=MONDAY + timedelta(hours=1),
    authors=("Ada Marlow",),
    section="news",
    score=4.0,
    reasons=("names a social worker",),
)
WORDS = (
    "Children in Estmere wait longer for a social worker than a year ago. The council said that it had appointed"
    " twelve people. A report goes to the cabinet in July."
)


@dataclass
class Newsroom:
    """A title in an archive: each call is one answer of its site, at `now`."""

    archive: Archive
    source: Source = ECHO
    now: datetime = MONDAY
    origin: Origin = Origin.WATCH
    run: int = field(init=False)

    def __post_init__(self) -> None:
        with self.archive.writing() as session:
            refresh(session, [self.source])
            self.run = begin_run(session, "crawl", now=self.now, program="test")
        self.keeper.due(self.source.key, now=self.now, limit=1, daily=["feed:news", "sitemap:news"])

    @property
    def keeper(self) -> Keeper:
        """The keeper of the present run."""
        return Keeper(archive=self.archive, run=self.run, origin=self.origin)

    def later(self, **time_passed: float) -> None:
        """Let time pass and begin another run."""
        self.now += timedelta(**time_passed)
        with self.archive.writing() as session:
            self.run = begin_run(session, "crawl", now=self.now, program="test")

    def due(self) -> list[str]:
        """Which stories are due now."""
        watches = self.keeper.due(self.source.key, now=self.now, limit=10_000, daily=["feed:news"])
        return [watch.key for watch in watches if watch.key.startswith("article:")]

    def fetched(
        self, key: str, body: bytes, *, url: str = "https://echo.example/", status: int = 200
    ) -> Fetched:
        """An answer of the site."""
        return Fetched(
            source=self.source.key,
            watch_key=key,
            url=url,
            asked_at=self.now,
            status=status,
            headers={"content-type": "text/html", "etag": f'"{digest(body.decode())[:8]}"'},
            body=body,
        )

    def lists(self, *stories: ListedStory, key: str = "feed:news") -> str | None:
        """The feed lists these stories; what is to be said against it."""
        body = repr(stories).encode()
        return self.keeper.keep_news_listing(self.fetched(key, body), NewsFeed(title="Echo", stories=stories))

    def maps(self, *stories: ListedStory, further: tuple[str, ...] = (), key: str = "sitemap:news") -> None:
        """A news sitemap lists these stories and leads to these further ones."""
        listed = NewsSitemap(stories=stories, further=further)
        self.keeper.keep_news_listing(self.fetched(key, repr(listed).encode()), listed)

    def shows(
        self,
        words: str = WORDS,
        *,
        story: ListedStory = STORY,
        title: str | None = None,
        told: ArticleTold | None = None,
        around: str = "",
        modified: datetime | None = None,
    ) -> None:
        """The page of a story reads so; `around` is what the site puts around it."""
        read = ReadDocument(
            media_type="text/html",
            text=Text.of_pages([(None, words)], reader="articles@1"),
            fingerprint=digest(words.split()),
            kind=DocumentKind.ARTICLE,
            title=title or story.title,
            authors=("Ada Marlow",),
            published=f"{story.published:%Y-%m-%dT%H:%M:%SZ}" if story.published else None,
            modified=f"{modified:%Y-%m-%dT%H:%M:%SZ}" if modified else None,
            article=told or ArticleTold(layout="newsquest@1", standfirst=words[:40]),
        )
        body = f"<html>{title}{words}{around}{told}</html>".encode()
        self.keeper.keep_document(self.fetched(f"article:{story.ref}", body, url=story.url), read)

    def unchanged(self, key: str = "article:18700101") -> None:
        """The site says that nothing changed."""
        self.keeper.keep_unchanged(replace(self.fetched(key, b""), status=304))

    def lacks(self, *, story: ListedStory = STORY, status: int = 404) -> None:
        """The page of a story is not there."""
        self.keeper.keep_gone(self.fetched(f"article:{story.ref}", b"gone", url=story.url, status=status))

    def refuses(self, *, story: ListedStory = STORY, status: int = 403) -> None:
        """The site does not let us have the page of a story."""
        answer = self.fetched(f"article:{story.ref}", b"no", url=story.url, status=status)
        self.keeper.keep_refused(answer, f"the site refuses it (status {status})")

    # -- what is kept --------------------------------------------------------------------------------------------------

    def events(self) -> list[str]:
        """All events in order."""
        with self.archive.reading() as session:
            return list(session.scalars(select(Publication.type).order_by(Publication.id)))

    def event(self, kind: str) -> Publication:
        """The one event of this kind."""
        with self.archive.reading() as session:
            return session.scalars(select(Publication).where(Publication.type == kind)).one()

    def texts(self) -> list[str | None]:
        """The words of each version, in order."""
        with self.archive.reading() as session:
            rows = session.scalars(
                select(PageRow.words)
                .join(TextRow, TextRow.id == PageRow.text_id)
                .where(TextRow.is_current)
                .order_by(TextRow.version_id)
            )
            return list(rows)

    def versions(self) -> list[VersionRow]:
        """All versions, in order."""
        with self.archive.reading() as session:
            return list(session.scalars(select(VersionRow).order_by(VersionRow.id)))

    def told(self) -> list[ArticleVersionRow]:
        """What stands beside each version."""
        with self.archive.reading() as session:
            return list(session.scalars(select(ArticleVersionRow).order_by(ArticleVersionRow.version_id)))

    def article(self) -> ArticleRow:
        """What is known of the one story."""
        with self.archive.reading() as session:
            return session.scalars(select(ArticleRow)).one()

    def document(self) -> DocumentRow:
        """The one document."""
        with self.archive.reading() as session:
            return session.scalars(select(DocumentRow)).one()

    def story(self, ref: str = STORY.ref) -> ListedStoryRow:
        """A listed story."""
        with self.archive.reading() as session:
            return session.scalars(select(ListedStoryRow).where(ListedStoryRow.ref == ref)).one()

    def watch(self, key: str) -> WatchRow:
        """What stands on the queue under this key."""
        with self.archive.reading() as session:
            return session.scalars(select(WatchRow).where(WatchRow.key == key)).one()

    def state(self, key: str = "feed:news") -> FeedState:
        """How a feed stands."""
        with self.archive.reading() as session:
            return session.scalars(select(FeedState).where(FeedState.key == key)).one()
