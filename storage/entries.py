"""Entries of the search index: documents in, one entry a page out, with all that can be asked of it; reads the database only.

Every version that may be seen has entries, for a search as of an earlier moment; hidden and erased ones have none.
A version's title is found with its first page; a version without any words (a scan, an expired article) by its title alone.
A text that nobody has linked yet is found by its title alone: whom it names, and what of it is to be held, is not known.
Names of private people are in no entry, nor is a headline that gives them away, nor what is held for a person to judge.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.document import Access
from domain.wall import Span, veiled
from storage import held, private
from storage.schema import (
    ArticleRow,
    Attachment,
    CommitteeRow,
    CouncilRow,
    DocumentRow,
    Entity,
    MeetingRow,
    PageRow,
    Reading,
    SourceRow,
    TextRow,
    VersionRow,
)

# Restricted words may be searched, they are only not shown.
SEARCHED = (Access.OPEN, Access.RESTRICTED)
# The page number of an entry that stands for a version without pages; pages count from 1.
NO_PAGE = 0

# Pages are read through a cursor: packs of 300 pages never stand in memory together.
_TEXTS_AT_ONCE = 100
_PAGES_AT_ONCE = 200


@dataclass(frozen=True, kw_only=True)
class Committee:
    """A committee by its public id and title."""

    uid: str
    title: str


@dataclass(frozen=True, kw_only=True)
class About:
    """What all pages of a version share.

    `first` and `last` are the days that its date can mean: the published one, else the meeting's (both `None`: undated).
    `until` is when another version took its place or the source took it down (`None`: it is the document's present one).
    """

    document: int
    version: int
    title: str
    kind: str
    channel: str
    source: str
    council: str | None
    committees: tuple[Committee, ...]
    topics: tuple[str, ...]
    first: date | None
    last: date | None
    seen_at: datetime
    until: datetime | None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A page of a version; `leads` is the first one, which is also found by the title."""

    about: About
    page: int
    words: str
    leads: bool


@dataclass(frozen=True, kw_only=True)
class _Version:
    """A version that may be searched, and its current text."""

    about: About
    text: int | None


def entries(session: Session, documents: Collection[int]) -> Iterator[Entry]:
    """All entries of these documents, in a handful of queries however many they are."""
    versions = list(_versions(session, documents))
    yield from (_by_title(version.about) for version in versions if version.text is None)
    with_text = {version.text: version.about for version in versions if version.text is not None}
    linked = private.linked(session, with_text)
    yield from (_by_title(about) for text, about in with_text.items() if text not in linked)
    texts = sorted(linked)
    for start in range(0, len(texts), _TEXTS_AT_ONCE):
        some = texts[start : start + _TEXTS_AT_ONCE]
        paged = set()
        names = private.spans_by_text(session, some)
        for text, pages in groupby(_pages(session, some), key=lambda page: page[0]):
            paged.add(text)
            yield from _of_pages(with_text[text], pages, names.get(text, ()))
        yield from (_by_title(with_text[text]) for text in some if text not in paged)


def _of_pages(
    about: About, pages: Iterable[tuple[int, int, int, str | None]], names: Sequence[Span]
) -> Iterator[Entry]:
    leads = True
    for _, number, starts, words in pages:
        if leads or words:
            found = veiled(words or "", names, start=starts) if names else words or ""
            yield Entry(about=about, page=number, words=found, leads=leads)
        leads = False


def _by_title(about: About) -> Entry:
    return Entry(about=about, page=NO_PAGE, words="", leads=True)


def _pages(session: Session, texts: Collection[int]) -> Iterator[tuple[int, int, int, str | None]]:
    # In the order of the primary key, so that neither database sorts the words.
    query = (
        select(PageRow.text_id, PageRow.number, PageRow.starts, PageRow.words)
        .where(PageRow.text_id.in_(texts))
        .order_by(PageRow.text_id, PageRow.number)
        .execution_options(yield_per=_PAGES_AT_ONCE)
    )
    return iter(session.execute(query))


def _versions(session: Session, documents: Collection[int]) -> Iterator[_Version]:
    texts = _current_texts(session, documents)
    topics = _topics(session, documents)
    committees = _committees(session, documents)
    veil = held.veil(session)
    rows = session.execute(
        select(VersionRow, DocumentRow, SourceRow.channel, SourceRow.key, CouncilRow.slug, ArticleRow)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .join(SourceRow, SourceRow.id == DocumentRow.source_id)
        .outerjoin(CouncilRow, CouncilRow.id == DocumentRow.council_id)
        .outerjoin(ArticleRow, ArticleRow.document_id == DocumentRow.id)
        .where(VersionRow.document_id.in_(documents))
        .order_by(VersionRow.document_id, VersionRow.number.desc())
    )
    for _, versions in groupby(rows, key=lambda row: row[0].document_id):
        until: datetime | None = None
        for number_from_newest, (version, document, channel, source, council, article) in enumerate(versions):
            if number_from_newest == 0:
                until = document.withdrawn_at
            if version.access in SEARCHED:
                first, last = _days(version)
                text = texts.get(version.id)
                yield _Version(
                    text=text,
                    about=About(
                        document=document.id,
                        version=version.id,
                        title="" if private.gives_away(article) else veil.over(version.title),
                        kind=document.kind,
                        channel=channel,
                        source=source,
                        council=council,
                        committees=committees.get(document.id, ()),
                        topics=topics.get(text, ()) if text else (),
                        first=first,
                        last=last,
                        seen_at=version.first_seen_at,
                        until=until,
                    ),
                )
            until = version.first_seen_at


def _days(version: VersionRow) -> tuple[date | None, date | None]:
    if version.published_from or version.published_to:
        return version.published_from, version.published_to
    return version.dated_from, version.dated_to


def _current_texts(session: Session, documents: Collection[int]) -> dict[int, int]:
    """The current text of each version."""
    rows = session.execute(
        select(TextRow.version_id, func.max(TextRow.id))
        .join(VersionRow, VersionRow.id == TextRow.version_id)
        .where(VersionRow.document_id.in_(documents), TextRow.is_current)
        .group_by(TextRow.version_id)
    )
    return dict(rows.all())


def _topics(session: Session, documents: Collection[int]) -> dict[int, tuple[str, ...]]:
    """What each text is about, by its newest reading."""
    rows = session.execute(
        select(Reading.text_id, Reading.topics)
        .join(TextRow, TextRow.id == Reading.text_id)
        .join(VersionRow, VersionRow.id == TextRow.version_id)
        .where(VersionRow.document_id.in_(documents))
        .order_by(Reading.text_id, Reading.run_id, Reading.id)
    )
    return {text: tuple(topics) for text, topics in rows}


def _committees(session: Session, documents: Collection[int]) -> dict[int, tuple[Committee, ...]]:
    """The committees before which each document came: its own meeting's, and those of meetings under which it hangs."""
    own = select(DocumentRow.id.label("document"), DocumentRow.meeting_id.label("meeting")).where(
        DocumentRow.id.in_(documents), DocumentRow.meeting_id.is_not(None)
    )
    hung = select(Attachment.document_id, Attachment.meeting_id).where(Attachment.document_id.in_(documents))
    before = own.union(hung).subquery()
    rows = session.execute(
        select(before.c.document, Entity.uid, CommitteeRow.title)
        .join(MeetingRow, MeetingRow.id == before.c.meeting)
        .join(CommitteeRow, CommitteeRow.id == MeetingRow.committee_id)
        .join(Entity, Entity.id == CommitteeRow.entity_id)
        .distinct()
        .order_by(before.c.document, Entity.uid, CommitteeRow.title)
    )
    return {
        document: tuple(Committee(uid=uid, title=title) for _, uid, title in committees)
        for document, committees in groupby(rows, key=lambda row: row[0])
    }
