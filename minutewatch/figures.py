"""Figures of official tables: made of the originals by the rules, kept with their places, asked for, and proved again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from functools import lru_cache

from crawlers.pages import statistics
from crawlers.pages.errors import PageChanged
from domain import reference
from domain.council import Council
from domain.figures import ALLOWANCE
from domain.meeting import digest
from linking import tables as rules
from linking.measures import MEASURES
from linking.tables import TableRead
from storage import diary, tables
from storage.archive import Archive
from storage.blobs import BlobMissing
from storage.diary import UnknownCouncil
from storage.facts import Relinked
from storage.integrity import Fault
from storage.tables import Figure, Unread

# What stands for every council where one is asked for by name.
EVERY = "all"


def read_tables(
    archive: Archive, *, councils: Sequence[Council], run: int, clock: Callable[[], datetime]
) -> Relinked:
    """Make the figures of every table that was not read with these rules and for these councils yet.

    Each table is kept in a transaction of its own; one whose original is gone is passed over (`check` names it).
    """
    total = Relinked(texts=0, added=0, ended=0, kept=0)
    with archive.reading() as session:
        known = digest([rules.rules_digest(), sorted((each.gss or "", each.slug) for each in councils)])
        due = tables.unread(session, rules=known)
    for table in due:
        body = _original(archive, table)
        if body is None:
            continue
        found = _read(table, body, councils)
        with archive.writing() as session:
            total += tables.keep_figures(
                session, table, found.facts, warnings=found.warnings, rules=known, run=run, now=clock()
            )
    return total


def figures_of(
    archive: Archive, name: str, *, measures: Sequence[str], as_of: datetime
) -> tuple[Figure, ...]:
    """The official figures of a council by name, of all councils, of England, or of a region.

    Raises:
        UnknownCouncil: neither a council nor an area of which we have figures is called so.
    """
    with archive.reading() as session:
        if name.casefold() == EVERY:
            return tables.figures(session, None, as_of=as_of, measures=measures)
        slugs, others = diary.apart(session, [name])
        if slugs:
            return tables.figures(session, slugs, as_of=as_of, measures=measures)
        area = rules.area_called(name)
        if others and area is None:
            raise UnknownCouncil(
                f"{name}: no council and no region is called so; `minutewatch sources list` names councils"
            )
        return tables.figures_of_area(session, area or name, as_of=as_of, measures=measures)


def measure_called(name: str) -> str:
    """The id of a measure as people write it: `Children looked after` is `children_looked_after`."""
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


def unknown_measures(names: Sequence[str]) -> str | None:
    """What to say of the first of these names that no measure has; nothing where all are known."""
    known = {row["measure"] for row in reference.table("measures")} | {*MEASURES, ALLOWANCE}
    for name in names:
        if name not in known:
            near = get_close_matches(name, known) or sorted(known)
            return f"figures: no measure is called {name!r}; there is {', '.join(near)}"
    return None


@dataclass(frozen=True, kw_only=True)
class Definition:
    """What a statistic is officially called, and what it counts."""

    name: str
    words: str


@lru_cache(maxsize=1)
def definitions() -> Mapping[str, Definition]:
    """The official statistics of children's services, by our ids of them."""
    return {
        row["measure_id"]: Definition(name=row["official_name"], words=row["definition"])
        for row in reference.table("statistics")
    }


def misplaced(archive: Archive) -> Iterator[Fault]:
    """Figures that do not stand in their table where they are said to."""
    with archive.reading() as session:
        read = tables.unread(session, rules=None)
    for table in read:
        body = _original(archive, table)
        if body is None:
            continue
        with archive.reading() as session:
            found = list(tables.misplaced(session, table, statistics.rows(body, table.url)))
        for fact, place in found:
            yield Fault(
                where=f"table {table.sha256}, fact {fact}",
                what=f"another figure stands at {place}; run `minutewatch link --all`",
            )


def _read(table: Unread, body: bytes, councils: Sequence[Council]) -> TableRead:
    """The figures of a table; one that today's parser does not understand any more says so and has none."""
    try:
        return rules.read(
            lambda: statistics.rows(body, table.url),
            councils=councils,
            release=table.release,
            licence=table.licence,
        )
    except PageChanged as exc:
        return TableRead(warnings=(str(exc),))


def _original(archive: Archive, table: Unread) -> bytes | None:
    try:
        return archive.blobs.get(table.sha256)
    except BlobMissing:  # erased meanwhile, or lost: `check` tells which
        return None
