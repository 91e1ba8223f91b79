"""Figures over time: what texts say of a measure of a council, day by day, each with its sources; pure sums, no ranks.

Statements of texts go in, of every version; points come out. The same figure in two sources is one point with both; what
a later version of a document replaced stays beside what it says now; parts are summed and held against their whole. A
number under five is never shown, nor one that would let it be worked out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from domain.cited import Cited, Stated, bounds

# What a council pays foster carers for a child, by age band.
ALLOWANCE = "fostering_allowance"
# Where children in care live: nobody is in two of these.
_PLACES = frozenset({"in_foster_families", "in_childrens_homes", "with_parents"})
# A count below this could point at a child.
LEAST = 5


@dataclass(frozen=True, kw_only=True)
class Told:
    """A figure as a version of a document states it; `is_current` says that no later version of it was read."""

    stated: Stated
    is_current: bool

    @property
    def measure(self) -> str:
        """Our id of what is counted."""
        return self.stated.word("measure") or ""

    @property
    def breakdown(self) -> str | None:
        """The group that it is about: an age band."""
        return self.stated.word("breakdown")

    @property
    def when(self) -> str | None:
        """The day, or the time, that it is of (EDTF)."""
        period = self.stated.word("period")
        return self.stated.word("as_of") or (None if (period or "P").startswith("P") else period)

    @property
    def value(self) -> int | float | None:
        """The number."""
        value = self.stated.fields.get("value")
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    @property
    def whose(self) -> str:
        """The council's slug; the name of an area where it is not a council's own figure."""
        return self.stated.council or self.stated.word("area") or ""

    @property
    def is_national(self) -> bool:
        """Whether it is the national minimum of something."""
        return self.stated.fields.get("national") is True

    @property
    def is_shown(self) -> bool:
        """Whether it is a number that may be told: no count under five."""
        return self.value is not None and (self.stated.word("unit") != "count" or self.value >= LEAST)

    @property
    def _of(self) -> tuple[str, str, str, str]:
        return self.whose, self.measure, self.breakdown or "", self.when or ""


@dataclass(frozen=True, kw_only=True)
class Replaced:
    """What an earlier version of a document said instead."""

    value: int | float
    cited: Cited


@dataclass(frozen=True, kw_only=True)
class Point:
    """A figure of a council at a day or over a time, with everybody who states it.

    `differs` says that another document has another value for the same measure and day; `replaced` is what earlier versions of
    its documents said; `is_withdrawn` that no current version of a document says it any more.
    """

    council: str
    measure: str
    breakdown: str | None
    when: str | None
    value: int | float
    unit: str
    proofs: tuple[Cited, ...]
    replaced: tuple[Replaced, ...] = ()
    differs: bool = False
    is_withdrawn: bool = False


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The parts of a whole as one document lists them, and what they leave over.

    `left` is empty where it would tell of fewer than five children; the smallest part is left out too then.
    """

    council: str
    whole: str
    when: str | None
    total: int | float
    parts: tuple[tuple[str, int | float], ...]
    left: int | float | None
    proofs: tuple[Cited, ...]

    @property
    def words(self) -> str:
        """`1,168 + 192 + 372 = 1,732 of 1,986: 254 not itemised`"""
        values = [value for _, value in self.parts]
        listed = sum(values)
        added = f"{' + '.join(f'{value:,}' for value in values)} = {listed:,} of {self.total:,}"
        if self.left is None:
            return f"{added}: not all parts are shown"
        if self.left < 0:
            return f"{added}: the parts come to more than the whole"
        return f"{added}: {self.left:,} not itemised" if self.left else f"{added}: all itemised"


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """What a council pays for a child of an age band in a year: the point, or `None` where its papers leave the band out.

    `minimum` is the national minimum of that band and year, where it is known.
    """

    council: str
    band: str
    year: str
    point: Point | None
    minimum: Point | None

    @property
    def is_below(self) -> bool:
        """Whether what is stated is less than the national minimum."""
        return self.point is not None and self.minimum is not None and self.point.value < self.minimum.value


def points(told: Sequence[Told]) -> tuple[Point, ...]:
    """The figures that are told, by whose they are, measure, group and time; what could point at a child is left out."""
    hidden = _derivable(told)
    shown = [each for each in told if each.is_shown and each.stated.cited.fact not in hidden]
    found: list[Point] = []
    for _, of_one in groupby(sorted(shown, key=_order), key=lambda each: each._of):
        found += _points(list(of_one))
    return tuple(found)


def parts(told: Sequence[Told]) -> tuple[Parts, ...]:
    """The wholes whose parts a current document lists, with what is left over."""
    hidden = _derivable(told)
    found: dict[tuple[str, str, float, frozenset[tuple[str, float]]], list[Told]] = {}
    for (council, _, when), (total, listed) in sorted(
        _wholes(told), key=lambda each: (each[0][0], each[0][2])
    ):
        values = frozenset((each.measure, each.value or 0) for each in listed)
        found.setdefault((council, when, total, values), []).extend(listed)
    return tuple(_parts(total, when or None, some, hidden) for (_, when, total, _), some in found.items())


def allowances(told: Sequence[Told], *, year: str | None = None) -> tuple[Allowance, ...]:
    """What councils pay by age band and year (EDTF; every year without), a band that a council leaves out among them.

    Which bands there are says the national minimum of that year; where that is not known, only what is stated is told.
    """
    of_measure = [each for each in points(told) if each.measure == ALLOWANCE and each.when]
    minima = _minima(told)
    found: list[Allowance] = []
    paid: dict[tuple[str, str], dict[str, Point]] = defaultdict(dict)
    councils = {each.stated.council for each in told if each.stated.council}
    for point in of_measure:
        if point.council in councils and not point.is_withdrawn and (year is None or point.when == year):
            paid[point.council, point.when or ""].setdefault(point.breakdown or "", point)
    for (council, when), bands in sorted(paid.items()):
        national = minima.get(when, {})
        found += [
            Allowance(
                council=council, band=band, year=when, point=bands.get(band), minimum=national.get(band)
            )
            for band in sorted({*bands, *national}, key=_age)
        ]
    return tuple(found)


def _parts(total: float, when: str | None, listed: Sequence[Told], hidden: frozenset[str]) -> Parts:
    """A whole with its parts in the order of the document that listed them first, and all documents that list them."""
    first = listed[0].stated.cited.document
    own = [each for each in listed if each.stated.cited.document == first]
    shown = [each for each in own if each.stated.cited.fact not in hidden]
    return Parts(
        council=own[0].whose,
        whole=own[0].stated.word("part_of") or "",
        when=when,
        total=total,
        parts=tuple((each.measure, each.value or 0) for each in shown),
        left=total - sum(each.value or 0 for each in own) if shown == own else None,
        proofs=_once(each.stated.cited for each in listed),
    )


def _order(told: Told) -> tuple[object, ...]:
    days = bounds(told.when)
    whose, measure, breakdown, when = told._of
    cited = told.stated.cited
    age = _age(breakdown) if breakdown else (0, "")
    return whose, measure, age, str(days[1]) if days else "9999", when, cited.seen_at, cited.fact


def _age(band: str) -> tuple[int, str]:
    low = "".join(letter for letter in band.partition("-")[0] if letter.isdecimal())
    return (int(low) if low else 0, band)


def _points(told: Sequence[Told]) -> Iterator[Point]:
    """The points of one measure, group and time: one for each value that somebody states now, or stated once."""
    now: dict[int | float, list[Told]] = defaultdict(list)
    before: list[Told] = []
    for each in told:
        if each.is_current and each.value is not None:
            now[each.value].append(each)
        elif each.value is not None:
            before.append(each)
    said_now = {each.stated.cited.document: value for value, some in now.items() for each in some}
    replaced: dict[int | float, list[Replaced]] = defaultdict(list)
    gone: dict[int | float, list[Told]] = defaultdict(list)
    for each in before:
        document, value = each.stated.cited.document, each.value
        if value is None or any(other.stated.cited.document == document for other in now.get(value, ())):
            continue
        if document in said_now:
            if value not in [known.value for known in replaced[said_now[document]]]:
                replaced[said_now[document]].append(Replaced(value=value, cited=each.stated.cited))
        elif value not in now:
            gone[value].append(each)
    for value, some in (*now.items(), *gone.items()):
        first = some[0]
        yield Point(
            council=first.whose,
            measure=first.measure,
            breakdown=first.breakdown,
            when=first.when,
            value=value,
            unit=first.stated.word("unit") or "",
            proofs=_once(each.stated.cited for each in some),
            replaced=tuple(replaced.get(value, ())) if value in now else (),
            differs=value in now and first.when is not None and _is_disputed(value, now),
            is_withdrawn=value not in now,
        )


def _is_disputed(value: float, now: Mapping[int | float, Sequence[Told]]) -> bool:
    """Whether a document that does not state a value states another one instead."""
    own = {each.stated.cited.document for each in now[value]}
    return any(
        each.stated.cited.document not in own for other in now if other != value for each in now[other]
    )


def _once(cited: Iterable[Cited]) -> tuple[Cited, ...]:
    """Each document once, the one seen first at the head."""
    found: dict[str, Cited] = {}
    for each in sorted(cited, key=lambda one: (one.seen_at, one.fact)):
        found.setdefault(each.document, each)
    return tuple(found.values())


_Whole = tuple[tuple[str, str, str], tuple[int | float, list[Told]]]


def _wholes(told: Sequence[Told]) -> Iterator[_Whole]:
    """By council, document and day: the whole and two or more of its parts, in the order in which they are told."""
    listed: dict[tuple[str, str, str], dict[str, Told]] = defaultdict(dict)
    for each in told:
        is_part = each.measure in _PLACES and isinstance(each.stated.fields.get("of"), int | float)
        if each.is_current and is_part and each.value is not None and not each.stated.word("area"):
            listed[each.whose, each.stated.cited.document, each.when or ""].setdefault(each.measure, each)
    for key, some in listed.items():
        totals = {each.stated.fields["of"] for each in some.values()}
        total = next(iter(totals))
        if len(some) > 1 and len(totals) == 1 and isinstance(total, int | float):
            yield key, (total, list(some.values()))


def _derivable(told: Sequence[Told]) -> frozenset[str]:
    """The facts that are not shown because what is left over beside them is fewer than five: the smallest part of each."""
    hidden: set[str] = set()
    for (whose, _, when), (total, listed) in _wholes(told):
        if 0 < total - sum(each.value or 0 for each in listed) < LEAST:
            least = min(listed, key=lambda each: each.value or 0)
            hidden |= {
                each.stated.cited.fact
                for each in told
                if (each.whose, each.measure, each.when or "") == (whose, least.measure, when)
            }
    return frozenset(hidden)


def _minima(told: Sequence[Told]) -> Mapping[str, Mapping[str, Point]]:
    """The national minimum by year and band: the official record's where it is here; none where it differs by area."""
    national = [each for each in told if each.is_national and each.measure == ALLOWANCE]
    official = [each for each in national if each.stated.cited.official] or national
    areas = {each.whose for each in official}
    found: dict[str, dict[str, Point]] = defaultdict(dict)
    if len(areas) == 1:
        for point in points(official):
            if point.when and point.breakdown and not point.differs and not point.is_withdrawn:
                found[point.when][point.breakdown] = point
    return found
