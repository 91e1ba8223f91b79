"""Tables of official statistics: rows in, figures with their proof out. Pure: no network, no database, no clock.

Which columns and groups make which measure stands in the table `measures`, old names beside new ones, for they are
renamed between releases. A figure is taken as printed: a marker that it is kept back stays one, rounded figures say so,
and a row that is broken down by something that we do not know counts no whole. Counts of children under five are never
facts: they could point at a child.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from domain import reference
from domain.council import Council
from domain.evidence import Pointer
from domain.fact import Fact, FactType
from domain.meeting import digest

CELL = "tables.cell@1"
RULES = (CELL,)

# What stands in place of a figure, in the department's tables, and why.
MARKERS: Mapping[str, str] = {
    "c": "kept back so that nobody can be identified",
    "z": "not applicable",
    "x": "not available",
    ":": "not available",
    "low": "rounds to nought",
    "u": "of low reliability",
}
Row = tuple[int, tuple[str, ...]]  # the number of the row, as a spreadsheet counts, and its cells
_Rows = Callable[[], Iterable[Row]]

# "1754", "-1080", "68.5"
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,9})?", re.ASCII)
# "2024"; "202324" and "2023/24" of years that begin in one and end in the next
_YEAR = re.compile(r"(?P<first>(?:19|20)\d{2})", re.ASCII)
_TWO_YEARS = re.compile(r"(?P<first>(?:19|20)\d{2})[/-]?(?P<last>\d{2})", re.ASCII)
_OF_ONE_YEAR = frozenset({"reporting year", "calendar year"})
_OF_TWO_YEARS = frozenset({"financial year", "academic year", "tax year"})
# Of counts of people, a smaller figure is no fact.
_SMALLEST = 5
_PEOPLE = frozenset({"children", "care leavers"})
# Columns that say where and when, and break nothing down.
_PLACES = re.compile(
    r"time_period|time_identifier|geographic_level|(?:\w{1,30}_)?(?:country|region|la|lad|local_authority|authority)_(?:code|name)"
)
_PLACE = ("country_name", "region_code", "region_name", "old_la_code", "new_la_code")
_MOST_WARNINGS = 20


@dataclass(frozen=True, kw_only=True)
class TableRead:
    """What a table gives: figures, and what in it was not understood."""

    facts: tuple[Fact, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Measure:
    """A measure as the table of measures describes it; of names that changed, each has all that it ever had."""

    definition: str
    name: str
    columns: tuple[str, ...]
    unit: str
    where: tuple[tuple[tuple[str, ...], frozenset[str]], ...]
    by: tuple[str, ...]
    stated: str
    rounded: int | None


@dataclass(frozen=True, kw_only=True)
class _Column:
    """A measure in a table: where its figures are, which rows are of it, and which columns must not break it down."""

    measure: _Measure
    at: int
    name: str
    where: tuple[tuple[int, frozenset[str]], ...]
    by: int | None
    others: tuple[int, ...]

    def breakdown(self, cells: Sequence[str]) -> str | None:
        """The group that a row is about, where the measure has several."""
        return cells[self.by] if self.by is not None else None

    def is_in(self, cells: Sequence[str]) -> bool:
        """Whether a row is of this measure, and of the whole."""
        return all(cells[at].casefold() in wanted for at, wanted in self.where) and all(
            _is_whole(cells[at]) for at in self.others
        )


@dataclass(frozen=True, kw_only=True)
class _Area:
    """Whom a row is about: an authority, else England or a region by name."""

    name: str
    council: Council | None = None


@dataclass(frozen=True, kw_only=True)
class _Release:
    """What the figures of a table have in common; `councils` by every code of theirs."""

    title: str
    licence: str
    councils: Mapping[str, Council]


@dataclass(frozen=True, kw_only=True)
class _Header:
    """The columns that every such table has, by their place."""

    period: int
    identifier: int
    level: int
    places: Mapping[str, int]

    def cell(self, cells: Sequence[str], name: str) -> str:
        """What a row has in a column that may be missing."""
        at = self.places.get(name)
        return cells[at] if at is not None else ""


def read(rows: _Rows, *, councils: Sequence[Council], release: str, licence: str) -> TableRead:
    """The figures of the measures that we know, of England, its regions and these councils.

    `rows` gives the table from its header on, as often as it is asked: the first time it is seen whether a measure has
    one figure only for each place and period, and one that has several is left out and named.
    """
    first = next(iter(rows()), None)
    header = _header(first[1]) if first else None
    columns = tuple(_columns(first[1])) if first else ()
    if first is None or header is None or not columns:
        return TableRead(warnings=("no measure of ours is in the table",))
    ambiguous = _ambiguous(rows, header, columns)
    warnings: Counter[str] = Counter()
    for column in columns:
        if column.measure.name in ambiguous:
            warnings[f"{column.measure.name}: several figures for one place and period; left out"] += 1
    kept = tuple(column for column in columns if column.measure.name not in ambiguous)
    of = _Release(title=release, licence=licence, councils=_by_code(councils))
    facts = tuple(_facts(rows, header, kept, of, warnings))
    if not facts:
        names = ", ".join(sorted({column.measure.definition for column in kept}))
        warnings[f"no figure found, though it has the columns of {names or 'no measure of ours'}"] += 1
    return TableRead(facts=facts, warnings=tuple(_said(warnings)))


def area_called(name: str) -> str | None:
    """England, or a region of it, by its name in any case; `None` if none is called so."""
    return next(
        (area for area in ("England", *_regions()) if area.casefold() == name.strip().casefold()), None
    )


def rules_digest() -> str:
    """Changes when a rule, or a table that rules rest on, changes: tables read under another digest are to be read again."""
    tables = ("measures", "authorities", "former_authorities", "future_authorities")
    return digest([sorted(RULES), [reference.table(name) for name in tables]])


def _facts(
    rows: _Rows, header: _Header, columns: Sequence[_Column], of: _Release, warnings: Counter[str]
) -> Iterator[Fact]:
    for number, cells in _body(rows):
        ours = [column for column in columns if column.is_in(cells)]
        if not ours:
            continue
        area = _area(header, cells, of, warnings)
        year = _year(header, cells)
        if year is None:
            warnings[f"period {cells[header.period]!r} ({cells[header.identifier]}) is not understood"] += 1
        if area is None or year is None:
            continue
        for column in ours:
            yield from _fact(column, number, cells, area, year, of, warnings)


def _fact(
    column: _Column,
    number: int,
    cells: Sequence[str],
    area: _Area,
    year: int,
    of: _Release,
    warnings: Counter[str],
) -> Iterator[Fact]:
    measure, cell = column.measure, cells[column.at]
    marker = cell.casefold() if cell.casefold() in MARKERS else None
    value = _value(cell)
    if value is None and marker is None:
        if cell:
            warnings[f"{measure.name}: {cell[:30]!r} is neither a figure nor a marker"] += 1
        return
    if value is not None and measure.unit in _PEOPLE and 0 < value < _SMALLEST:
        return
    period, as_of = _stated(measure.stated, year)
    yield Fact(
        type=FactType.STATISTIC,
        evidence=Pointer(pointer=f"row {number}, column {column.name}", value=cell),
        rule=CELL,
        about=area.council.uid if area.council else None,
        stated=period,
        fields={
            "measure": measure.name,
            "definition": measure.definition,
            "value": value,
            "unit": measure.unit,
            "period": period,
            "as_of": as_of,
            "release": of.title,
            "suppressed": marker,
            "rounding": measure.rounded if area.council is None else None,
            "area": area.name,
            "breakdown": column.breakdown(cells),
            "licence": of.licence,
        },
    )


def _ambiguous(rows: _Rows, header: _Header, columns: Sequence[_Column]) -> frozenset[str]:
    """The measures of which some place has two figures for one period: what parts them we do not know."""
    seen: set[tuple[str, ...]] = set()
    found: set[str] = set()
    for _, cells in _body(rows):
        for column in columns:
            if column.is_in(cells):
                place = (header.cell(cells, name) for name in _PLACE)
                key = (
                    column.measure.name,
                    column.name,
                    column.breakdown(cells) or "",
                    cells[header.period],
                    cells[header.level],
                    *place,
                )
                if key in seen:
                    found.add(column.measure.name)
                seen.add(key)
    return frozenset(found)


def _body(rows: _Rows) -> Iterator[Row]:
    """The rows below the header."""
    table = iter(rows())
    next(table, None)
    yield from table


def _header(columns: Sequence[str]) -> _Header | None:
    places = {name.casefold(): at for at, name in enumerate(columns)}
    try:
        return _Header(
            period=places["time_period"],
            identifier=places["time_identifier"],
            level=places["geographic_level"],
            places=places,
        )
    except KeyError:
        return None


def _columns(header: Sequence[str]) -> Iterator[_Column]:
    """The measures that a table holds, by its header."""
    places = {name.casefold(): at for at, name in enumerate(header)}
    values = {name for measure in _measures() for name in measure.columns}
    for measure in _measures():
        at = _place(measure.columns, places)
        where = tuple(
            (place, wanted) for names, wanted in measure.where if (place := _place(names, places)) is not None
        )
        if at is None or len(where) < len(measure.where):
            continue
        by = _place(measure.by, places)
        named = {at, by, *(place for place, _ in where)}
        yield _Column(
            measure=measure,
            at=at,
            name=header[at],
            where=where,
            by=by,
            others=tuple(
                place
                for name, place in places.items()
                if place not in named and name not in values and not _PLACES.fullmatch(name)
            ),
        )


def _place(names: Iterable[str], places: Mapping[str, int]) -> int | None:
    """Where the first of these columns is that the table has."""
    return next((places[name] for name in names if name in places), None)


@lru_cache(maxsize=1)
def _measures() -> tuple[_Measure, ...]:
    return tuple(
        _Measure(
            definition=row["definition"],
            name=row["measure"],
            columns=reference.cells(row["columns"]),
            unit=row["unit"],
            where=tuple(_condition(words) for words in row["where"].split(";") if words),
            by=reference.cells(row["by"]),
            stated=row["stated"],
            rounded=int(row["rounded"]) if row["rounded"] else None,
        )
        for row in reference.table("measures")
    )


def _condition(words: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """`population_type|population_count=Children looked after on 31 March each year`: columns, and what must stand there."""
    names, _, wanted = words.partition("=")
    return reference.cells(names), frozenset(each.casefold() for each in reference.cells(wanted))


def _is_whole(cell: str) -> bool:
    """Whether a cell of a column that we do not know breaks nothing down: a figure, a marker, nothing, or a total."""
    said = cell.casefold()
    return not said or said in MARKERS or said in {"total", "all"} or _NUMBER.fullmatch(said) is not None


def _area(header: _Header, cells: Sequence[str], of: _Release, warnings: Counter[str]) -> _Area | None:
    """Whom a row is about; of other levels than authorities, regions and the country we keep nothing."""
    match cells[header.level].casefold():
        case "local authority":
            codes = (header.cell(cells, "new_la_code"), header.cell(cells, "old_la_code"))
            council = of.councils.get(codes[0]) or of.councils.get(codes[1])
            if council is None:
                warnings[f"no authority has the codes {codes[0][:20]!r} and {codes[1][:20]!r}"] += 1
                return None
            return _Area(name=council.short_name, council=council)
        case "regional":
            name = header.cell(cells, "region_name")
            return _Area(name=name) if name in _regions() else None
        case "national":
            # The department counts England; a table of the United Kingdom says so.
            return _Area(name="England") if header.cell(cells, "country_name") in ("", "England") else None
    return None


def _by_code(councils: Sequence[Council]) -> dict[str, Council]:
    """Councils by the codes that they bear and bore, and by the department's own three figures.

    A code that passed on is that of the council that bears it now.
    """
    found: dict[str, Council] = {}
    for council in reversed(councils):
        for gss in (*council.former_gss, *([council.gss] if council.gss else [])):
            found[gss] = council
    tables = (*reference.table("former_authorities"), *reference.table("authorities"))
    own = {row["la_code"]: found[row["gss_code"]] for row in tables if row["gss_code"] in found}
    return {code: council for code, council in own.items() if code} | found


@lru_cache(maxsize=1)
def _regions() -> frozenset[str]:
    """The names of regions; London comes whole, and as Inner and Outer London too."""
    return frozenset(row["region"] for row in reference.table("authorities")) | {
        "Inner London",
        "Outer London",
    }


def _year(header: _Header, cells: Sequence[str]) -> int | None:
    """The year in which a row's period ends."""
    identifier, period = cells[header.identifier].casefold(), cells[header.period]
    if identifier in _OF_ONE_YEAR and (one := _YEAR.fullmatch(period)):
        return int(one["first"])
    if identifier in _OF_TWO_YEARS and (two := _TWO_YEARS.fullmatch(period)):
        first = int(two["first"])
        return first + 1 if (first + 1) % 100 == int(two["last"]) else None
    return None


def _stated(words: str, year: int) -> tuple[str, str]:
    """The period of a figure (EDTF) and its last day, as a measure states it: `31 March`, `year to 31 March`, `30 September`."""
    day = f"{year}-09-30" if words.endswith("30 September") else f"{year}-03-31"
    if not words.startswith("year to "):
        return day, day
    begins = f"{year - 1}-10-01" if words.endswith("30 September") else f"{year - 1}-04-01"
    return f"{begins}/{day}", day


def _value(cell: str) -> int | float | None:
    if not _NUMBER.fullmatch(cell):
        return None
    return float(cell) if "." in cell else int(cell)


def _said(warnings: Counter[str]) -> Iterator[str]:
    """Warnings with how often; the rest of many is counted."""
    for words, count in warnings.most_common(_MOST_WARNINGS):
        yield words if count == 1 else f"{words} ({count} times)"
    if len(warnings) > _MOST_WARNINGS:
        yield f"and {len(warnings) - _MOST_WARNINGS} more kinds of fault"
