"""Figures of tables: facts whose proof is a place in a table, kept by the thousand, and asked for again by council.

A version of a data set keeps its own figures: what a later release revises stands beside what an earlier one said.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.orm import Session

from domain.document import Access
from domain.evidence import Evidence
from domain.fact import Fact, FactType
from storage.diary import SHOWN
from storage.facts import Relinked, fact_row
from storage.schema import (
    CouncilRow,
    DataSetRow,
    DataSetVersionRow,
    DocumentRow,
    Entity,
    FactRow,
    VersionRow,
)
from storage.writing import note_changes

# SQLite's oldest limit on the values of one statement is 999; inserted rows go one by one.
_AT_ONCE = 900
# "row 147, column number"
_PLACE = re.compile(r"row (?P<row>\d{1,9}), column (?P<column>.+)", re.ASCII | re.DOTALL)
# What a figure is, beside whose it is.
_WHAT = ("area", "measure", "period", "breakdown")
_FIELDS = (
    *_WHAT,
    "definition",
    "value",
    "unit",
    "as_of",
    "suppressed",
    "rounding",
    "release",
    "licence",
)


class NoTableFact(TypeError):
    """A fact has a place in a text for its proof, where one in a table was to be kept."""


@dataclass(frozen=True, kw_only=True)
class Unread:
    """A version of a data set whose table was not read yet with these rules: its original, release and licence."""

    version_id: int
    sha256: str
    url: str
    release: str
    licence: str


@dataclass(frozen=True, kw_only=True)
class Figure:
    """An official figure of a council, England or a region, as one release states it.

    `period` is EDTF, `as_of` its last day; `value` is empty where it was kept back (`suppressed` is the marker then).
    `superseded` says that a later version of the same data set states this measure of the same period again.
    """

    council: str | None
    area: str
    measure: str
    definition: str
    value: float | int | None
    unit: str
    period: str
    as_of: str
    breakdown: str | None
    suppressed: str | None
    rounding: int | None
    release: str
    licence: str
    superseded: bool
    fact: str
    pointer: str
    quote: str
    document: str
    version: int
    title: str
    url: str
    published: str | None
    first_seen_at: datetime


def unread(session: Session, *, rules: str | None) -> list[Unread]:
    """The versions of data sets whose tables were not read with these rules, oldest first; erased ones never are.

    Where a later number has the same table, it is that of the first.
    """
    rows = session.execute(
        select(DataSetVersionRow, VersionRow, DocumentRow.url)
        .join(VersionRow, VersionRow.id == DataSetVersionRow.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(
            VersionRow.sha256.is_not(None),
            VersionRow.access != Access.ERASED,
        )
        .order_by(VersionRow.id, DataSetVersionRow.first_seen_at, DataSetVersionRow.number)
    )
    found: dict[int, Unread] = {}
    due: set[int] = set()
    for stated, version, url in rows:
        table = Unread(
            version_id=version.id,
            sha256=version.sha256 or "",
            url=url,
            release=stated.release,
            licence=version.licence.upper(),
        )
        found.setdefault(version.id, table)
        if stated.rules != rules:
            due.add(version.id)
    return [table for table in found.values() if table.version_id in due]


def keep_figures(
    session: Session,
    table: Unread,
    facts: Iterable[Fact],
    *,
    warnings: Sequence[str],
    rules: str,
    run: int,
    now: datetime,
) -> Relinked:
    """Keep what a table says, and that it was read with these rules."""
    done = keep_facts(session, table.version_id, facts, run=run, now=now)
    session.execute(
        update(DataSetVersionRow)
        .where(DataSetVersionRow.version_id == table.version_id)
        .values(rules=rules, warnings=list(warnings))
    )
    return done


def keep_facts(
    session: Session, version: int, facts: Iterable[Fact], *, run: int, now: datetime, official: bool = True
) -> Relinked:
    """Keep the facts that a version's table proves; those that it no longer gives are ended, the others stay untouched.

    Facts that the version's text proves are not touched. Of an erased version nothing is kept.

    Raises:
        NoTableFact: the proof of a fact is no place in a table.
    """
    row, document = session.execute(
        select(VersionRow, DocumentRow)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(VersionRow.id == version)
    ).one()
    if row.access == Access.ERASED:
        return Relinked(added=0, ended=0, kept=0)
    standing = dict(
        session.execute(
            select(FactRow.uid, FactRow.id).where(
                FactRow.version_id == version, FactRow.pointer.is_not(None), FactRow.until_run.is_(None)
            )
        ).all()
    )
    about: dict[str, int] = {}
    added = kept = 0
    for some in _batches(facts):
        named = {fact.uid(document.uid, str(row.number)): fact for fact in some}
        unknown = {fact.about for fact in some if fact.about} - about.keys()
        about |= dict(session.execute(select(Entity.uid, Entity.id).where(Entity.uid.in_(unknown))).all())
        new = [
            fact_row(uid, _proved(fact), version=version, text=None, about=about, official=official, run=run)
            for uid, fact in named.items()
            if uid not in standing
        ]
        if new:
            session.execute(FactRow.__table__.insert(), new)  # type: ignore[attr-defined]
        added, kept = added + len(new), kept + len(named) - len(new)
        for uid in named:
            standing.pop(uid, None)
    _end(session, list(standing.values()), run)
    if added or standing:
        note_changes(session, [{"what": "facts", "document_id": document.id, "version_id": version}], at=now)
    return Relinked(added=added, ended=len(standing), kept=kept)


def figures(
    session: Session, councils: Collection[str] | None, *, as_of: datetime, measures: Collection[str] = ()
) -> tuple[Figure, ...]:
    """The official figures of councils (slugs; all without), as they were had at a moment; of some measures, or of all.

    In order of council, measure, group and period, the newest first; of one period each release's figure, the newest
    release first.
    """
    slugs = select(Entity.id).join(CouncilRow, CouncilRow.id == Entity.council_id)
    about = FactRow.about.in_(
        slugs.where(CouncilRow.slug.in_(list(councils))) if councils is not None else slugs
    )
    return _figures(session, about, as_of=as_of, measures=measures)


def figures_of_area(
    session: Session, area: str, *, as_of: datetime, measures: Collection[str] = ()
) -> tuple[Figure, ...]:
    """The same of England or one of its regions, by name."""
    about = and_(FactRow.about.is_(None), FactRow.fields["area"].as_string() == area)
    return _figures(session, about, as_of=as_of, measures=measures)


def misplaced(
    session: Session, table: Unread, rows: Iterable[tuple[int, tuple[str, ...]]]
) -> Iterator[tuple[str, str]]:
    """The facts of a table, as (public id, place), that do not stand there as quoted."""
    wanted: dict[int, list[tuple[str, str, str]]] = {}
    facts = session.execute(
        select(FactRow.uid, FactRow.pointer, FactRow.quote).where(
            FactRow.version_id == table.version_id, FactRow.pointer.is_not(None), FactRow.until_run.is_(None)
        )
    )
    for uid, pointer, quote in facts:
        place = _PLACE.fullmatch(pointer or "")
        if place is None:
            yield uid, pointer or ""
        else:
            wanted.setdefault(int(place["row"]), []).append((uid, place["column"], quote))
    header: tuple[str, ...] = ()
    for number, cells in rows:
        header = header or cells
        found = dict(zip(header, cells, strict=True))
        for uid, column, quote in wanted.pop(number, []):
            if found.get(column) != quote:
                yield uid, f"row {number}, column {column}"
    for number, left in wanted.items():
        yield from ((uid, f"row {number}, column {column}") for uid, column, _ in left)


def _figures(
    session: Session, about: ColumnElement[bool], *, as_of: datetime, measures: Collection[str]
) -> tuple[Figure, ...]:
    rows = session.execute(
        select(FactRow, VersionRow, DocumentRow, CouncilRow.slug)
        .join(VersionRow, VersionRow.id == FactRow.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .join(DataSetRow, DataSetRow.document_id == DocumentRow.id)
        .outerjoin(Entity, Entity.id == FactRow.about)
        .outerjoin(CouncilRow, CouncilRow.id == Entity.council_id)
        .where(
            about,
            FactRow.type == FactType.STATISTIC,
            FactRow.pointer.is_not(None),
            FactRow.until_run.is_(None),
            VersionRow.first_seen_at <= as_of,
            VersionRow.access.in_(SHOWN),
        )
        .order_by(VersionRow.published_from.desc(), VersionRow.number.desc(), FactRow.id)
    )
    found: list[Figure] = []
    stated: set[tuple[object, ...]] = set()
    for fact, version, document, slug in rows:
        fields = fact.fields
        if measures and fields["measure"] not in measures:
            continue
        key = (document.id, slug, *(fields[name] for name in _WHAT))
        found.append(_figure(fact, version, document, slug, superseded=key in stated))
        stated.add(key)
    found.sort(key=lambda each: each.as_of, reverse=True)
    found.sort(key=lambda each: (each.council or "", each.area, each.measure, each.breakdown or ""))
    return tuple(found)


def _figure(
    fact: FactRow, version: VersionRow, document: DocumentRow, slug: str | None, *, superseded: bool
) -> Figure:
    fields = fact.fields
    return Figure(
        council=slug,
        superseded=superseded,
        fact=fact.uid,
        pointer=fact.pointer or "",
        quote=fact.quote,
        document=document.uid,
        version=version.number,
        title=version.title,
        url=document.url,
        published=version.published,
        first_seen_at=version.first_seen_at,
        **{name: fields.get(name) for name in _FIELDS},  # type: ignore[arg-type]  # as linking.tables made them
    )


def _proved(fact: Fact) -> Fact:
    """The fact, if a table proves it."""
    if isinstance(fact.evidence, Evidence):
        raise NoTableFact(
            f"{fact.rule}: characters {fact.evidence.start} to {fact.evidence.end} are no place in a table"
        )
    return fact


def _end(session: Session, facts: Sequence[int], run: int) -> None:
    for start in range(0, len(facts), _AT_ONCE):
        some = facts[start : start + _AT_ONCE]
        session.execute(update(FactRow).where(FactRow.id.in_(some)).values(until_run=run))


def _batches(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    left = iter(facts)
    while some := list(islice(left, _AT_ONCE)):
        yield some
