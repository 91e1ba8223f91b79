"""The newsstand: what is known of news titles and their stories beside their words, as the digest tells of them."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.article import ArticleService, ArticleShape
from domain.place import Place
from domain.relevance import Verdict
from domain.source import Channel
from storage.articles import SUMMARY_READER
from storage.passages import batches
from storage.schema import (
    ArticleRow,
    ArticleVersionRow,
    DocumentRow,
    ListedStoryRow,
    SourceRow,
    TextRow,
    VersionRow,
)


@dataclass(frozen=True, kw_only=True)
class Outlet:
    """A news title: its name, and the slugs of the councils that it covers; none of one that writes for all England."""

    name: str
    covers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StorySeen:
    """An article: the name of its title, what its page told, and what was made of it.

    `covers` are the slugs of the councils that the title covers. `names_private` says that the story names private people,
    `headline_private` that its headline or address does; both are so until linking has said otherwise. `place` is where
    it is set. `verdict` and `score` are those
    of its listing; a story that no list named was asked for by hand, and has neither. `correction` are the publisher's
    words in its newest version. `first_pages` are the numbers of versions that are the first to be made of the story's page,
    where only its listing was had before: nothing was changed by them.
    """

    outlet: str
    shape: ArticleShape
    service: ArticleService | None
    paywalled: bool
    covers: tuple[str, ...]
    names_private: bool
    headline_private: bool
    place: Place | None
    verdict: Verdict | None
    score: float
    correction: str | None
    first_pages: frozenset[int]


def outlets(session: Session) -> dict[str, Outlet]:
    """The news titles, by the keys of their sources."""
    rows = session.scalars(select(SourceRow).where(SourceRow.channel == Channel.NEWS))
    return {row.key: Outlet(name=_name(row), covers=tuple(row.covers)) for row in rows}


def anonymous_sources(session: Session) -> frozenset[int]:
    """The sources (internal ids) whose texts leave people without a name."""
    return frozenset(session.scalars(select(SourceRow.id).where(SourceRow.anonymous)))


def stories(session: Session, documents: Collection[int]) -> dict[int, StorySeen]:
    """What is known of those of these documents that are articles."""
    corrections = _corrections(session, documents)
    first_pages = _first_pages(session, documents)
    listed = _listings(session, documents)
    return {
        article.document_id: StorySeen(
            outlet=_name(source),
            shape=ArticleShape(article.shape),
            service=ArticleService(article.service) if article.service else None,
            paywalled=article.paywalled,
            covers=tuple(source.covers),
            names_private=article.names_private is not False,
            headline_private=article.headline_private is not False,
            place=Place(article.place) if article.place else None,
            verdict=listed[article.document_id][0] if article.document_id in listed else None,
            score=listed[article.document_id][1] if article.document_id in listed else 0.0,
            correction=corrections.get(article.document_id),
            first_pages=frozenset(first_pages.get(article.document_id, ())),
        )
        for some in batches(documents)
        for article, source in session.execute(
            select(ArticleRow, SourceRow)
            .join(DocumentRow, DocumentRow.id == ArticleRow.document_id)
            .join(SourceRow, SourceRow.id == DocumentRow.source_id)
            .where(ArticleRow.document_id.in_(some))
        )
    }


def _name(row: SourceRow) -> str:
    return row.name or row.key


def _corrections(session: Session, documents: Collection[int]) -> dict[int, str]:
    """The publisher's words that a story was corrected, where its newest version has them."""
    found: dict[int, str | None] = {}
    for some in batches(documents):
        rows = session.execute(
            select(VersionRow.document_id, ArticleVersionRow.correction)
            .join(ArticleVersionRow, ArticleVersionRow.version_id == VersionRow.id)
            .where(VersionRow.document_id.in_(some))
            .order_by(VersionRow.number)
        )
        found |= dict(rows.all())
    return {document: words for document, words in found.items() if words}


def _first_pages(session: Session, documents: Collection[int]) -> dict[int, set[int]]:
    """The versions made of a story's page whose version before was made of its listing alone, by document."""
    readers = {
        (document, number): reader
        for some in batches(documents)
        for document, number, reader in session.execute(
            select(VersionRow.document_id, VersionRow.number, TextRow.reader)
            .join(TextRow, TextRow.version_id == VersionRow.id)
            .where(VersionRow.document_id.in_(some), TextRow.is_current)
        )
    }
    found: dict[int, set[int]] = {}
    for (document, number), reader in readers.items():
        if reader != SUMMARY_READER and readers.get((document, number - 1)) == SUMMARY_READER:
            found.setdefault(document, set()).add(number)
    return found


def _listings(session: Session, documents: Collection[int]) -> dict[int, tuple[Verdict, float]]:
    """What was made of the stories' listings: of several, the best."""
    found: dict[int, tuple[Verdict, float]] = {}
    for some in batches(documents):
        rows = session.execute(
            select(ListedStoryRow.document_id, ListedStoryRow.verdict, ListedStoryRow.score)
            .where(ListedStoryRow.document_id.in_(some))
            .order_by(ListedStoryRow.score)
        )
        found |= {document: (Verdict(verdict), score) for document, verdict, score in rows if document}
    return found
