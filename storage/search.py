"""Search: a query tree in, the pages of the archive that answer it out; and the index brought up to date with the archive.

The index says which pages match; titles, dates and words come from the database at that moment, so that what was hidden
or erased since is not shown. A page without words of its own to show (restricted, erased, a scan) has no snippet.

No answer holds an anonymous source's text and a story that names private people (domain/wall.py), and none shows a name
of theirs.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, NoReturn, TypeVar

import structlog
from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from domain import wall
from domain.document import Access
from domain.harm import Veil
from storage import held, index, private
from storage.archive import Archive
from storage.entries import NO_PAGE, SEARCHED, entries
from storage.generations import IndexUnreadable, only_indexer, use
from storage.index import Found, Within
from storage.query import And, BadQuery, Field, FieldName, Or, Query, fields, with_fields
from storage.schema import (
    ArticleRow,
    Change,
    CommitteeRow,
    CouncilRow,
    DocumentRow,
    Entity,
    PageRow,
    SourceRow,
    TextRow,
    VersionRow,
)
from storage.snippets import Snippet, cut
from storage.words import key

log = structlog.get_logger(__name__)

Progress = Callable[[int, int], None]
_Thing = TypeVar("_Thing")

# Changes to a commit: some 20 ms of a commit are spread over them, and a kill loses no more.
_BATCH = 500
# What one statement may name: PostgreSQL takes 65,535 parameters, SQLite 32,766.
_AT_ONCE = 1_000
_PAGES_AT_ONCE = 100


@dataclass(frozen=True, kw_only=True)
class Indexed:
    """What indexing did: the last change that is now in the index, how many documents and entries (pages) were written."""

    position: int
    documents: int
    entries: int


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A page or item that answers a query, with what a list of results shows of it.

    `doc` is the document's public id, `version` its number, `version_id` the archive's own; `page` is `None` where the
    version has no pages. `published` and `dated` (the meeting's date) are EDTF as stated; `council` is a slug, `source`
    a key. `snippet` is `None` where no words may be shown (`restricted`: for the publisher's rights) or none are there.
    `score` is comparable within one search only, `None` where hits are sorted by date. The title of a story that names
    private people in its headline is withheld, and `url` is empty where only its words would lead there.
    """

    doc: str
    version: int
    version_id: int
    page: int | None
    item: str | None
    title: str
    kind: str
    council: str | None
    source: str
    published: str | None
    dated: str | None
    first_seen: datetime
    url: str
    snippet: Snippet | None
    restricted: bool
    score: float | None


@dataclass(frozen=True, kw_only=True)
class FacetValue:
    """How many of all matches have this value; `label` is what to call it, `value` what to type behind `field:`."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Results:
    """A stretch of the hits, how many there are in all, and how many undated ones `from:` and `to:` left out.

    `walled_off` are hits of this stretch that name private people and were left out, because texts of anonymous sources
    match too.
    """

    hits: tuple[Hit, ...]
    total: int
    undated_left_out: int
    facets: dict[FieldName, tuple[FacetValue, ...]]
    walled_off: int = 0


# -- indexing ----------------------------------------------------------------------------------------------------------


def bring_up_to_date(archive: Archive, *, batch: int = _BATCH, progress: Progress | None = None) -> Indexed:
    """Index what changed since the index's position.

    From the start if there is no index, if it is damaged (a kill can leave a file that stands in the engine's way), if it
    is ahead of the archive (which was restored from a backup), or if something was erased: what is only deleted from an
    index stays in its files.

    `progress` is told how many changes (from the start: documents) are done, and of how many. Killed at any point, the
    index stands as after some earlier change, and the next call goes on from there.

    Raises:
        IndexBusy: another process is indexing.
        IndexUnreadable: the index cannot be written, not even anew.
    """
    with only_indexer(archive.index):
        try:
            generation, position = index.current(archive.index), index.position(archive.index)
            if generation and position <= _last_change(archive) and not _erased_since(archive, position):
                return _followed(archive, generation, position, batch, progress)
        except IndexUnreadable as exc:
            log.warning("the search index is made anew", because=str(exc))
        return _rebuilt(archive, batch, progress)


def _followed(
    archive: Archive, generation: Path, position: int, batch: int, progress: Progress | None
) -> Indexed:
    last = _last_change(archive)
    documents = written = done = 0
    to_do = last - position
    if not to_do:
        return Indexed(position=position, documents=0, entries=0)
    with index.writing(generation) as writer:
        while position < last:
            with archive.reading() as session:
                reached, changed = _changed_after(session, position, batch)
                written += writer.replace(changed, entries(session, changed))
            writer.commit(reached)
            documents += len(changed)
            done += reached - position
            position = reached
            if progress:
                progress(min(done, to_do), to_do)
    return Indexed(position=position, documents=documents, entries=written)


def rebuild(archive: Archive, *, batch: int = _BATCH, progress: Progress | None = None) -> Indexed:
    """Index everything anew, beside the index in use, and then put it in its place; no word of the old one stays on disk.

    Raises:
        IndexBusy, IndexUnreadable: as `bring_up_to_date`.
    """
    with only_indexer(archive.index):
        return _rebuilt(archive, batch, progress)


def indexed_to(archive: Archive) -> int:
    """The last change that searches can find: compare it with a window of changes before saying that nothing matches."""
    return index.position(archive.index)


def _rebuilt(archive: Archive, batch: int, progress: Progress | None) -> Indexed:
    position = _last_change(archive)
    generation = index.new_generation(archive.index)
    with archive.reading() as session:
        to_do = session.scalar(select(func.count()).select_from(DocumentRow)) or 0
    documents = written = 0
    with index.writing(generation) as writer:
        for some in _all_documents(archive, batch):
            with archive.reading() as session:
                written += writer.replace((), entries(session, some))
            documents += len(some)
            if progress:
                progress(documents, max(documents, to_do))
        writer.commit(position)
    use(generation)
    return Indexed(position=position, documents=documents, entries=written)


def _all_documents(archive: Archive, batch: int) -> Iterator[list[int]]:
    last = 0
    while True:
        with archive.reading() as session:
            some = list(
                session.scalars(
                    select(DocumentRow.id).where(DocumentRow.id > last).order_by(DocumentRow.id).limit(batch)
                )
            )
        if not some:
            return
        yield some
        last = some[-1]


def _last_change(archive: Archive) -> int:
    with archive.reading() as session:
        return session.scalar(select(func.max(Change.seq))) or 0


def _erased_since(archive: Archive, position: int) -> bool:
    with archive.reading() as session:
        erased = select(Change.seq).where(
            Change.seq > position,
            Change.what == "access",
            or_(VersionRow.id == Change.version_id, VersionRow.document_id == Change.document_id),
            VersionRow.access == Access.ERASED,
        )
        return session.scalar(erased.limit(1)) is not None


def _changed_after(session: Session, position: int, batch: int) -> tuple[int, list[int]]:
    """The next changes: the number of the last of them, and the documents that they touched."""
    rows = session.execute(
        select(Change.seq, func.coalesce(Change.document_id, VersionRow.document_id))
        .outerjoin(VersionRow, VersionRow.id == Change.version_id)
        .where(Change.seq > position)
        .order_by(Change.seq)
        .limit(batch)
    ).all()
    return rows[-1][0], sorted({document for _, document in rows if document is not None})


# -- searching ---------------------------------------------------------------------------------------------------------


def search(
    archive: Archive,
    query: Query,
    *,
    limit: int = 20,
    offset: int = 0,
    as_of: datetime | None = None,
    sort: Literal["relevance", "newest"] = "relevance",
    only_versions: Collection[int] | None = None,
) -> Results:
    """The pages and items that match, best first (`newest`: by their published or meeting date, the undated last).

    Searched is the present version of each document; `as_of` (UTC) searches those that we had seen last at that moment,
    `only_versions` just these versions. A query without words (`council:lancashire kind:minutes`) finds documents, each
    once, newest first.

    Raises:
        BadQuery: there is no such council or source.
        IndexMissing, IndexUnreadable: `minutewatch index` was not run yet, or the index is damaged.
    """
    with archive.reading() as session:
        meant = _meant(session, query)
        within = Within(as_of=as_of, versions=only_versions)
        answer = index.find(
            archive.index,
            meant,
            within=within,
            limit=limit,
            offset=offset,
            newest=sort == "newest",
            facets=True,
        )
        kept, walled_off = _one_side(session, answer.found, also=_anonymous(archive, session, meant, within))
        hits = _hits(session, kept, meant)
        return Results(
            hits=hits,
            total=answer.total - (len(answer.found) - len(hits)),
            undated_left_out=answer.undated_left_out,
            walled_off=len(walled_off),
            facets=_labelled(session, answer.facets),
        )


def matches(archive: Archive, query: Query, *, versions: Collection[int]) -> tuple[Hit, ...]:
    """Which of these versions match a saved search, each by its best page, best first: all of them, however many.

    Newly seen versions must be in the index (`indexed_to`); one already replaced by another is not found.

    Raises:
        BadQuery, IndexMissing, IndexUnreadable: as `search`.
    """
    with archive.reading() as session:
        meant = _meant(session, query)
        answer = index.find(archive.index, meant, within=Within(versions=versions), limit=None)
        best: dict[int, Found] = {}
        for found in answer.found:
            best.setdefault(found.version, found)
        kept, _ = _one_side(session, list(best.values()), also=())
        return _hits(session, kept, meant)


def _anonymous(archive: Archive, session: Session, query: Query, within: Within) -> Sequence[Found]:
    """A text of an anonymous source that answers the query, on whichever stretch of the answer it stands; most often none."""
    keys = session.scalars(select(SourceRow.key).where(SourceRow.anonymous).order_by(SourceRow.key)).all()
    if not keys:
        return ()
    theirs = tuple(Field(FieldName.SOURCE, source) for source in keys)
    asked = And((query, theirs[0] if len(theirs) == 1 else Or(theirs)))
    return index.find(archive.index, asked, within=within, limit=1).found


def _one_side(
    session: Session, found: Sequence[Found], *, also: Sequence[Found]
) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """What of an answer may stand together, and the stories left out of it; `also` belongs to the answer, unseen here."""
    everything = [*also, *found]
    documents = _documents(session, [one.version for one in everything])
    sides = private.sides(session, documents.values())
    kept, left_out = wall.one_side(everything, lambda one: sides[documents[one.version]])
    unseen = {id(one) for one in also}
    return tuple(one for one in kept if id(one) not in unseen), left_out


def _documents(session: Session, versions: Sequence[int]) -> dict[int, int]:
    """The documents (by number) of versions."""
    query = select(VersionRow.id, VersionRow.document_id)
    return {
        version: document
        for some in _some_at_once(versions)
        for version, document in session.execute(query.where(VersionRow.id.in_(some)))
    }


def _meant(session: Session, query: Query) -> Query:
    """The query with councils by their slug, however they were named, and sources that exist."""
    named = {field.name for field in fields(query)}
    councils = _council_names(session) if FieldName.COUNCIL in named else {}
    sources = set(session.scalars(select(SourceRow.key))) if FieldName.SOURCE in named else set()

    def meant(field: Field) -> Query:
        if field.name is FieldName.COUNCIL:
            slugs = councils.get(field.value) or _none_such(field, councils)
            found = tuple(Field(FieldName.COUNCIL, slug) for slug in sorted(slugs))
            return found[0] if len(found) == 1 else Or(found)
        if field.name is FieldName.SOURCE and field.value not in sources:
            _none_such(field, sources)
        return field

    return with_fields(query, meant)


def _council_names(session: Session) -> dict[str, set[str]]:
    """Slugs by every name of a council; a slug means its council alone, another name all that bear it."""
    rows = session.execute(
        select(CouncilRow.slug, CouncilRow.name, CouncilRow.short_name, CouncilRow.gss, CouncilRow.aliases)
    )
    names: dict[str, set[str]] = {}
    slugs = set()
    for slug, name, short_name, gss, aliases in rows:
        slugs.add(slug)
        for one in (name, short_name, gss or "", *aliases):
            names.setdefault(key(one), set()).add(slug)
    return names | {slug: {slug} for slug in slugs}


def _none_such(field: Field, known: Collection[str]) -> NoReturn:
    near = get_close_matches(field.value, sorted(known), n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "`minutewatch sources list` shows them"
    raise BadQuery(f"{field.name}:{field.value}: no such {field.name}; {hint}")


def _hits(session: Session, found: Sequence[Found], query: Query) -> tuple[Hit, ...]:
    """What was found, as the database has it now; what may no longer be seen is left out."""
    versions = _versions(session, sorted({one.version for one in found}))
    # The words of restricted versions do not leave the database.
    shown = {number for number, (version, *_) in versions.items() if version.access == Access.OPEN}
    pages = _pages(session, {(one.version, one.page) for one in found if one.version in shown})
    veil = held.veil(session)
    return tuple(
        _hit(one, versions[one.version], pages.get((one.version, one.page), _NOTHING), query, veil)
        for one in found
        if one.version in versions
    )


_Seen = tuple[VersionRow, DocumentRow, str, str | None, ArticleRow | None]
_Words = tuple[str | None, str | None]
_NOTHING: _Words = None, None


def _hit(found: Found, seen: _Seen, page: _Words, query: Query, veil: Veil) -> Hit:
    (version, document, source, council, article), (item, words) = seen, page
    withheld = private.gives_away(article)
    return Hit(
        doc=document.uid,
        version=version.number,
        version_id=version.id,
        page=None if found.page == NO_PAGE else found.page,
        item=item,
        title=veil.over(wall.shown_title(version.title, names_private=withheld)),
        kind=document.kind,
        council=council,
        source=source,
        published=version.published,
        dated=version.dated,
        first_seen=version.first_seen_at,
        url=veil.address(wall.shown_url(document.url, names_private=withheld) or "") or "",
        snippet=cut(words, query) if words else None,
        restricted=version.access == Access.RESTRICTED,
        score=found.score,
    )


def _versions(session: Session, ids: Sequence[int]) -> dict[int, _Seen]:
    """The versions with their documents, sources' keys and councils' slugs, those that may be seen."""
    query = (
        select(VersionRow, DocumentRow, SourceRow.key, CouncilRow.slug, ArticleRow)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .join(SourceRow, SourceRow.id == DocumentRow.source_id)
        .outerjoin(CouncilRow, CouncilRow.id == DocumentRow.council_id)
        .outerjoin(ArticleRow, ArticleRow.document_id == DocumentRow.id)
        .where(VersionRow.access.in_(SEARCHED))
    )
    return {
        row[0].id: row
        for some in _some_at_once(ids)
        for row in session.execute(query.where(VersionRow.id.in_(some)))
    }


def _pages(session: Session, places: Collection[tuple[int, int]]) -> dict[tuple[int, int], _Words]:
    """Item and words of pages by version and number, the names of private people blanked."""
    texts = _current_texts(session, sorted({version for version, _ in places}))
    versions = {text: version for version, text in texts.items()}
    wanted = sorted((texts[version], page) for version, page in places if version in texts)
    # One condition a page: for `(text_id, number) IN (...)`, or a list to join with, SQLite looks at every page there is.
    query = select(PageRow.text_id, PageRow.number, PageRow.item, PageRow.starts, PageRow.words)
    names = private.spans_by_text(session, versions)
    return {
        (versions[text], number): (
            item,
            wall.veiled(words, names.get(text, ()), start=starts) if words else None,
        )
        for some in _some_at_once(wanted, _PAGES_AT_ONCE)
        for text, number, item, starts, words in session.execute(
            query.where(or_(*(and_(PageRow.text_id == text, PageRow.number == page) for text, page in some)))
        )
    }


def _current_texts(session: Session, versions: Sequence[int]) -> dict[int, int]:
    query = select(TextRow.version_id, TextRow.id).where(TextRow.is_current)
    return {
        version: text
        for some in _some_at_once(versions)
        for version, text in session.execute(query.where(TextRow.version_id.in_(some)))
    }


def _labelled(session: Session, facets: index.Facets) -> dict[FieldName, tuple[FacetValue, ...]]:
    """The facets with the names of councils and committees."""
    labels: dict[FieldName, dict[str, str]] = {
        FieldName.COUNCIL: dict(session.execute(select(CouncilRow.slug, CouncilRow.name)).all()),
        FieldName.COMMITTEE: _committee_titles(session, [uid for uid, _ in facets[FieldName.COMMITTEE]]),
        FieldName.TOPIC: {topic: topic.replace("-", " ") for topic, _ in facets[FieldName.TOPIC]},
    }
    return {
        name: tuple(
            FacetValue(value=value, label=labels.get(name, {}).get(value, value), count=count)
            for value, count in counted
        )
        for name, counted in facets.items()
    }


def _committee_titles(session: Session, uids: Sequence[str]) -> dict[str, str]:
    query = select(Entity.uid, CommitteeRow.title).join(CommitteeRow, CommitteeRow.entity_id == Entity.id)
    return {
        uid: title
        for some in _some_at_once(uids)
        for uid, title in session.execute(query.where(Entity.uid.in_(some)))
    }


def _some_at_once(things: Sequence[_Thing], most: int = _AT_ONCE) -> Iterator[Sequence[_Thing]]:
    for start in range(0, len(things), most):
        yield things[start : start + most]
