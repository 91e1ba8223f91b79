"""The search index: the one module that speaks to tantivy. Entries and query trees in, numbers of versions and pages out.

The index stores no text. Its position (the last change that is in it) is a document of its own, written in the same
commit as the entries, so that whatever happens the index is as it was after some change.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal

from tantivy import (
    Document,
    FieldType,
    Index,
    IndexWriter,
    Occur,
    Schema,
    SchemaBuilder,
    Searcher,
    SearchResult,
)
from tantivy import Query as Compiled

from domain.errors import MinutewatchError
from domain.instants import london_date, utc
from storage import generations
from storage.entries import Entry
from storage.generations import IndexUnreadable, unreadable
from storage.query import (
    And,
    Field,
    FieldName,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Range,
    Term,
    Word,
    asked_for,
)
from storage.words import key, plain_words, stem

# Raise it with any change of the fields below or of `storage.words`: an index of another format is built anew.
FORMAT = 1

# One thread, for one machine does everything; beyond this many bytes of postings a segment is written out.
_HEAP = 50_000_000

# Stands between a title and the first page, so that no phrase runs across; no query can hold it.
_BREAK = "\ue000"
_FOREVER = 2**62
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The engine sets room aside for every hit that is asked for: beyond these they are counted first.
_ROOM = 10_000
# Facets list this many values at most (councils are about 160, committees a few thousand).
_MOST_VALUES = 10_000

Facets = Mapping[FieldName, tuple[tuple[str, int], ...]]
FACETS = (
    FieldName.COUNCIL,
    FieldName.CHANNEL,
    FieldName.KIND,
    FieldName.COMMITTEE,
    FieldName.TOPIC,
    FieldName.YEAR,
)


class IndexMissing(MinutewatchError):
    """Nothing was indexed yet, or by another version of the program."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """A page that matches: the ids of its version, its number (0: the version has no pages), how well (`None`: by date)."""

    version: int
    page: int
    score: float | None


@dataclass(frozen=True, kw_only=True)
class Within:
    """Where to look: versions as they stood at a moment (`None`: now), and only these versions (`None`: all)."""

    as_of: datetime | None = None
    versions: Collection[int] | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A stretch of the matches, how many there are, how many more there would be if undated ones counted, and their facets."""

    found: tuple[Found, ...]
    total: int
    undated_left_out: int
    facets: Facets


# -- opening -----------------------------------------------------------------------------------------------------------


def current(folder: Path) -> Path | None:
    """The folder of the generation in use; `None` if there is none that this program can read."""
    return generations.current(folder, index_format=FORMAT)


def new_generation(folder: Path) -> Path:
    """An empty folder for an index built anew, under `generations.only_indexer`; `generations.use` puts it in use."""
    return generations.new(folder, index_format=FORMAT)


def position(folder: Path) -> int:
    """The last change that is in the index; 0 if there is no index."""
    generation = current(folder)
    if generation is None:
        return 0
    with _engine(generation):
        searcher = _searcher(generation)
        hits = searcher.search(_term("mark", "position"), limit=1).hits
        stored = [searcher.doc(address).to_dict()["position"] for _, address in hits]
    return int(stored[0][0]) if stored else 0


def _current_searcher(folder: Path) -> Searcher:
    # A rebuild may remove the generation between our reading its name and opening it.
    for _ in range(3):
        generation = current(folder)
        if generation is None:
            raise IndexMissing(f"{folder}: there is no index that can be searched; run `minutewatch index`")
        try:
            with _engine(generation):
                return _searcher(generation)
        except IndexUnreadable:
            if current(folder) == generation:
                raise
    raise IndexUnreadable(f"{folder}: the index is being rebuilt again and again; try again later")


def _searcher(generation: Path) -> Searcher:
    engine = _opened(str(generation))
    engine.reload()
    return engine.searcher()


@lru_cache(maxsize=1)
def _opened(generation: str) -> Index:
    # Kept open, for each opening starts a thread that watches the folder for a while. Only the last one is kept, so that
    # no file of an index that was replaced (perhaps for an erasure) outlives it here.
    engine = Index.open(generation)
    engine.config_reader(reload_policy="manual")
    return engine


@contextmanager
def _engine(folder: Path) -> Iterator[None]:
    """Turn what the engine raises into our error; a panic of its Rust code is a BaseException without a name to import."""
    try:
        yield
    except (OSError, ValueError) as exc:
        raise unreadable(folder, exc) from exc
    except BaseException as exc:
        if type(exc).__name__ != "PanicException":
            raise
        raise unreadable(folder, f"the search engine failed ({exc})") from exc


# -- writing -----------------------------------------------------------------------------------------------------------


@contextmanager
def writing(generation: Path) -> Iterator["Writer"]:
    """Write to a generation, under `generations.only_indexer`. What was not committed at the end is forgotten."""
    with _engine(generation):
        engine = Index(_schema(), path=str(generation))
        writer = engine.writer(heap_size=_HEAP, num_threads=1)
    try:
        yield Writer(generation, writer)
    finally:
        with _engine(generation):
            # Ends the merges under way and gives the engine's own lock back.
            writer.wait_merging_threads()


@dataclass(frozen=True)
class Writer:
    """Replaces the entries of documents, many in one commit."""

    generation: Path
    _writer: IndexWriter

    def replace(self, documents: Iterable[int], entries: Iterable[Entry]) -> int:
        """Put these entries in the place of all that the documents had; returns how many they are."""
        with _engine(self.generation):
            for document in documents:
                self._writer.delete_documents_by_term("document", document)
        added = 0
        for entry in entries:
            with _engine(self.generation):
                self._writer.add_document(_document(entry))
            added += 1
        return added

    def commit(self, position: int) -> None:
        """Make everything since the last commit durable and seen, with the change up to which it goes."""
        document = Document()
        document.add_text("mark", "position")
        document.add_integer("position", position)
        with _engine(self.generation):
            self._writer.delete_documents_by_term("mark", "position")
            self._writer.add_document(document)
            self._writer.commit()


@lru_cache(maxsize=1)
def _schema() -> Schema:
    fields = SchemaBuilder()
    fields.add_text_field("mark", tokenizer_name="raw", index_option="basic")
    fields.add_integer_field("position", stored=True)
    fields.add_integer_field("document", indexed=True)
    fields.add_integer_field("version", indexed=True, fast=True)
    fields.add_integer_field("page", fast=True)
    # The words come ready made from `storage.words`; the engine only splits them at the spaces.
    fields.add_text_field("plain", tokenizer_name="whitespace", index_option="position")
    fields.add_text_field("stems", tokenizer_name="whitespace", index_option="freq")
    fields.add_text_field("committee_title", tokenizer_name="whitespace", index_option="position")
    fields.add_text_field("source", tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        if name is FieldName.YEAR:
            fields.add_integer_field(name, indexed=True, fast=True)
        else:
            fields.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for number in ("first_day", "last_day", "seen_day", "since", "until", "newest"):
        fields.add_integer_field(number, fast=True)
    return fields.build()


def _document(entry: Entry) -> Document:
    about = entry.about
    title = [*plain_words(about.title), _BREAK] if entry.leads else []
    plain = [*title, *plain_words(entry.words)]
    document = Document()
    document.add_integer("document", about.document)
    document.add_integer("version", about.version)
    document.add_integer("page", entry.page)
    document.add_text("plain", " ".join(plain))
    document.add_text("stems", " ".join(map(stem, plain)))
    document.add_text("source", about.source)
    document.add_text("channel", about.channel)
    document.add_text("kind", about.kind)
    if about.council:
        document.add_text("council", about.council)
    for topic in about.topics:
        document.add_text("topic", key(topic))
    for committee in about.committees:
        document.add_text("committee", committee.uid)
        document.add_text("committee_title", " ".join(plain_words(committee.title)))
    document.add_integer("seen_day", london_date(about.seen_at).toordinal())
    document.add_integer("since", _microseconds(about.seen_at))
    document.add_integer("until", _microseconds(about.until) if about.until else _FOREVER)
    _add_days(document, about.first, about.last)
    # By date, then by when we saw it; seconds since 1970 stay below 2**36 for two thousand years.
    day = about.last or about.first
    document.add_integer("newest", ((day.toordinal() if day else 0) << 36) + int(about.seen_at.timestamp()))
    document.add_text("mark", "entry")
    if about.until is None:
        document.add_text("mark", "present")
    if entry.leads:
        document.add_text("mark", "leads")
    return document


def _add_days(document: Document, first: date | None, last: date | None) -> None:
    if first is None and last is None:
        document.add_text("mark", "undated")
        return
    document.add_integer("first_day", (first or date.min).toordinal())
    document.add_integer("last_day", (last or date.max).toordinal())
    ends = [day.year for day in (first, last) if day]
    # A date that may lie anywhere in more than a century names no year but its ends.
    years = range(ends[0], ends[-1] + 1)
    for year in years if len(years) <= 100 else ends:
        document.add_integer("year", year)


def _microseconds(moment: datetime) -> int:
    return (utc(moment) - _EPOCH) // timedelta(microseconds=1)


# -- searching ---------------------------------------------------------------------------------------------------------


def find(
    folder: Path,
    query: Query,
    *,
    within: Within,
    limit: int | None,
    offset: int = 0,
    newest: bool = False,
    facets: bool = False,
) -> Answer:
    """The pages that match, best first (`newest`: latest date first, the undated last); `limit` `None` gives all of them.

    A query without words asks for documents: each is found once, by its first page.

    Raises:
        IndexMissing: there is nothing to search yet.
        IndexUnreadable: the index is damaged.
    """
    searcher = _current_searcher(folder)
    has_words = any(isinstance(leaf, Term) for leaf in asked_for(query))
    place = _place(within, leads_only=not has_words)
    wanted = _all_of(_compiled(query), *place)
    with _engine(folder):
        total, found = _top(searcher, wanted, limit=limit, offset=offset, newest=newest or not has_words)
        return Answer(
            found=found,
            total=total,
            undated_left_out=_undated_left_out(searcher, query, wanted, place),
            facets=_facets(searcher, wanted) if facets else {},
        )


def _top(
    searcher: Searcher, wanted: Compiled, *, limit: int | None, offset: int, newest: bool
) -> tuple[int, tuple[Found, ...]]:
    if limit is None or limit + offset > _ROOM:
        total = _count(searcher, wanted)
        limit, offset = min(limit or total, total), min(offset, total)
    result = searcher.search(
        wanted,
        limit=max(limit, 1),  # the engine panics at none
        offset=offset,
        order_by_field="newest" if newest else None,
    )
    hits = result.hits[:limit]
    addresses = [address for _, address in hits]
    versions = searcher.fast_field_values("version", addresses)
    pages = searcher.fast_field_values("page", addresses)
    found = tuple(
        Found(version=int(version or 0), page=int(page or 0), score=None if newest else float(score))
        for (score, _), version, page in zip(hits, versions, pages, strict=True)
    )
    return _counted(result), found


def _count(searcher: Searcher, wanted: Compiled) -> int:
    return _counted(searcher.search(wanted, limit=1))


def _counted(result: SearchResult) -> int:
    count: int = result.count  # type: ignore[attr-defined]  # the engine's type stub leaves it out
    return count


def _undated_left_out(searcher: Searcher, query: Query, wanted: Compiled, place: tuple[Compiled, ...]) -> int:
    """How many undated pages would match too if no date were asked for."""
    if not any(isinstance(leaf, Range) and leaf.of == "date" for leaf in asked_for(query)):
        return 0
    dateless = _all_of(_compiled(query, dates_matter=False), *place, _term("mark", "undated"))
    return _count(searcher, Compiled.boolean_query([(Occur.Must, dateless), (Occur.MustNot, wanted)]))


def _facets(searcher: Searcher, wanted: Compiled) -> Facets:
    counted = searcher.aggregate(
        wanted,
        {
            str(name): {"terms": {"field": str(name), "size": _MOST_VALUES, "segment_size": _MOST_VALUES}}
            for name in FACETS
        },
    )
    return {
        name: tuple(
            sorted(
                ((str(bucket["key"]), int(bucket["doc_count"])) for bucket in counted[name]["buckets"]),
                key=lambda counted: (-counted[1], counted[0]),
            )
        )
        for name in FACETS
    }


# -- compiling ---------------------------------------------------------------------------------------------------------


def _place(within: Within, *, leads_only: bool) -> tuple[Compiled, ...]:
    place = []
    if within.as_of is None:
        place.append(_term("mark", "present"))
    else:
        moment = _microseconds(within.as_of)
        place += [_from("since", None, moment), _from("until", moment + 1, None)]
    if within.versions is not None:
        place.append(Compiled.term_set_query(_schema(), "version", sorted(within.versions)))
    if leads_only:
        place.append(_term("mark", "leads"))
    return tuple(map(_unscored, place))


def _compiled(query: Query, *, dates_matter: bool = True) -> Compiled:
    """The engine's query for a tree. Its own parser finds nothing for `a AND (NOT b)`, and some trees make it panic: never use it."""
    match query:
        case Word(plain):
            return _term("stems", stem(plain), "freq")
        case Phrase(words):
            return _phrase("plain", words)
        case Prefix(plain):
            return Compiled.regex_query(_schema(), "plain", f"{plain}.*")
        case Near(left, right, distance):
            there = _phrase("plain", (left, right), slop=distance - 1)
            return _any_of(there, _phrase("plain", (right, left), slop=distance - 1))
        case Field():
            return _unscored(_field(query))
        case Range(of):
            return _unscored(_range(query) if dates_matter or of == "seen" else Compiled.all_query())
        case And(parts):
            return Compiled.boolean_query([_part(part, dates_matter=dates_matter) for part in parts])
        case Or(alternatives):
            return _any_of(*(_compiled(part, dates_matter=dates_matter) for part in alternatives))


def _part(part: Query | Not, *, dates_matter: bool) -> tuple[Occur, Compiled]:
    if isinstance(part, Not):
        return Occur.MustNot, _compiled(part.part, dates_matter=dates_matter)
    return Occur.Must, _compiled(part, dates_matter=dates_matter)


def _field(field: Field) -> Compiled:
    if field.name is FieldName.YEAR:
        return Compiled.term_query(_schema(), field.name, int(field.value))
    if field.name is FieldName.COMMITTEE:
        # By its public id, or by words of its title in their order.
        words = tuple(field.value.split("-"))
        title = _phrase("committee_title", words) if len(words) > 1 else _term("committee_title", words[0])
        return _any_of(_term("committee", field.value), title)
    return _term(field.name, field.value)


def _range(days: Range) -> Compiled:
    first = days.first.toordinal() if days.first else None
    last = days.last.toordinal() if days.last else None
    if days.of == "seen":
        return _from("seen_day", first, last)
    # A date that may mean several days is found by each of them.
    ends = [_from("last_day", first, None)] if first else []
    begins = [_from("first_day", None, last)] if last else []
    return _all_of(*ends, *begins)


def _from(field: str, lower: int | None, upper: int | None) -> Compiled:
    return Compiled.range_query(_schema(), field, FieldType.Integer, lower_bound=lower, upper_bound=upper)


def _term(field: str, value: str, index_option: Literal["basic", "freq"] = "basic") -> Compiled:
    return Compiled.term_query(_schema(), field, value, index_option)


def _phrase(field: str, words: tuple[str, ...], *, slop: int = 0) -> Compiled:
    return Compiled.phrase_query(_schema(), field, list(words), slop)


def _all_of(*queries: Compiled) -> Compiled:
    return Compiled.boolean_query([(Occur.Must, query) for query in queries])


def _any_of(*queries: Compiled) -> Compiled:
    return Compiled.boolean_query([(Occur.Should, query) for query in queries])


def _unscored(query: Compiled) -> Compiled:
    """The same matches without a say in their order."""
    return Compiled.const_score_query(query, 0.0)
