"""Figures: what a new release of official statistics says of a council, beside the period before and what it revised.

Each council's readers are told of their council alone, England's readers of England. What the publisher kept back is said
as kept back; nothing is ranked, averaged or called better.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from digest import wording
from digest.item import Figure, Item
from digest.period import Part, Period, audience
from digest.telling.common import begun, links, where
from domain.source import Channel
from storage import passages
from storage.developments import CouncilSeen, Happening
from storage.passages import FigureSeen
from storage.subscribers import ENGLAND

_MOST = 12
# Why there is no figure, as the department's tables mark it (explore-education-statistics.service.gov.uk, "symbols").
_MARKERS = {
    "c": "kept back by the publisher so that nobody can be identified",
    "z": "not applicable",
    "x": "not available",
    ":": "not available",
    "low": "rounds to nought",
    "u": "kept back by the publisher as of low reliability",
}
_PEOPLE = ("children", "care leavers")
_FEWEST = 5
_A_YEAR = (364, 365)  # days from the first to the last
_UNITS = {"percent": " per cent", "children": "", "care leavers": ""}
_KINDS = {"_rate": " (rate)", "_share": " (share)"}


@dataclass(frozen=True, kw_only=True)
class _Release:
    """A version of a table with its figures and those of the version before."""

    happening: Happening
    now: Sequence[FigureSeen]
    before: Sequence[FigureSeen]


def told(period: Period) -> Iterator[Item]:
    """The figures of each new release, council by council, and of England."""
    for release in _releases(period):
        if not release.now:
            yield _unread(release.happening, period)
        of_council: dict[int | None, list[FigureSeen]] = defaultdict(list)
        for each in release.now:
            if each.council_id or each.fields.get("area") == "England":
                of_council[each.council_id].append(each)
        councils = {each.id: each for each in period.councils.values()}
        for number, some in of_council.items():
            council = councils.get(number or 0)
            if shown := _figures(some, release, number):
                yield _item(release, council, shown, len(of_council) - (None in of_council), period)


def _unread(happening: Happening, period: Period) -> Item:
    """A table whose figures were not read, or of which none is a council's."""
    return replace(
        begun(happening),
        audience=(ENGLAND,),
        what=f"The Department for Education published a table: {_title(happening)}.",
        where=where(happening, period, "Official statistics"),
        links=links(happening),
        short="official table published",
        weight=50,
    )


def is_table(happening: Happening) -> bool:
    """Whether a happening is a version of a table of official statistics."""
    return happening.channel is Channel.STATISTICS and happening.type is None


def _releases(period: Period) -> list[_Release]:
    """The tables of a period, with what was read in them."""
    tables = [each for each in period.of(Part.OFFICIAL) if is_table(each) and each.version]
    wanted = {(each.version.document_id, each.version.number - 1) for each in tables if each.version}
    older = passages.numbered(period.session, wanted)
    versions = {each.version.id for each in tables if each.version} | {each.id for each in older.values()}
    found = passages.figures(period.session, versions)
    return [
        _Release(
            happening=each,
            now=found.get(each.version.id, []),
            before=found.get(before.id, [])
            if (before := older.get((each.version.document_id, each.version.number - 1)))
            else [],
        )
        for each in tables
        if each.version
    ]


def _item(
    release: _Release, council: CouncilSeen | None, shown: Sequence[Figure], councils: int, period: Period
) -> Item:
    happening = release.happening
    item = begun(happening)
    name = council.name if council else "England"
    more = len(shown) - _MOST
    return replace(
        item,
        subject=f"{item.subject}/figures/{council.slug if council else 'england'}",
        audience=audience(council) if council else (ENGLAND,),
        place=name,
        what=f"The Department for Education published new figures on {name}: {_title(happening)}{_named(release)}.",
        figures=tuple(shown[:_MOST]),
        different=" ".join(
            filter(
                None,
                (
                    f"{wording.counted(more, 'more measure')} in the table." if more > 0 else "",
                    "" if council else f"The table has figures of {wording.counted(councils, 'council')}.",
                    _rounded(release, council),
                ),
            )
        ),
        where=where(happening, period, "Official statistics"),
        links=links(happening),
        short="new official figures",
        weight=76,
    )


def _figures(some: Sequence[FigureSeen], release: _Release, council: int | None) -> list[Figure]:
    """The newest figure of each measure, beside the one of the period before or of the release before."""
    earlier = {_known_as(each): each for each in release.before if each.council_id == council}
    by_measure: dict[tuple[str, str], list[FigureSeen]] = defaultdict(list)
    for each in some:
        if _points_at_somebody(each):
            continue
        by_measure[str(each.fields.get("measure")), str(each.fields.get("breakdown") or "")].append(each)
    shown: list[Figure] = []
    for series in by_measure.values():
        ordered = sorted(series, key=lambda each: str(each.fields.get("as_of") or ""), reverse=True)
        if _known_as(ordered[0]) in earlier:  # no new period: only what was revised is news
            shown += _revised(ordered, earlier, release)
            continue
        newest, *rest = ordered
        beside = _figure(rest[0], release, _dated(rest[0])) if rest else None
        shown.append(replace(_figure(newest, release, f"{_label(newest)}: {_dated(newest)}"), before=beside))
        shown += _revised(rest, earlier, release)
    return shown


def _revised(
    rest: Sequence[FigureSeen], earlier: dict[tuple[object, ...], FigureSeen], release: _Release
) -> Iterator[Figure]:
    """Figures of earlier periods that this release gives otherwise than the one before it."""
    for each in rest:
        stood = earlier.get(_known_as(each))
        if stood and stood.quote != each.quote:
            yield replace(
                _figure(each, release, f"{_label(each)}, revised: {_dated(each)}"),
                before=_figure(stood, release, f"in the release before {_value(stood)}"),
            )


def _figure(seen: FigureSeen, release: _Release, words: str) -> Figure:
    document, version = release.happening.document, release.happening.version
    number = version.number if version else 1
    return Figure(
        words=words,
        printed=seen.quote,
        pointer=seen.pointer,
        document=document.uid if document else "",
        version=number if version and seen.version_id == version.id else number - 1,
        fact=seen.uid,
    )


def _points_at_somebody(seen: FigureSeen) -> bool:
    """Whether a figure counts so few people that they could be known."""
    value = seen.fields.get("value")
    return seen.fields.get("unit") in _PEOPLE and isinstance(value, int | float) and 0 < value < _FEWEST


def _known_as(seen: FigureSeen) -> tuple[object, ...]:
    return tuple(seen.fields.get(name) for name in ("area", "measure", "period", "breakdown"))


def _label(seen: FigureSeen) -> str:
    """`Children looked after (rate), 16 to 17 years`"""
    measure = str(seen.fields.get("measure"))
    kind = next((words for suffix, words in _KINDS.items() if measure.endswith(suffix)), "")
    for suffix in _KINDS:
        measure = measure.removesuffix(suffix)
    breakdown = seen.fields.get("breakdown")
    name = wording.sentence(measure.replace("_", " "))
    return f"{name}{kind}{f', {breakdown}' if breakdown else ''}"


def _dated(seen: FigureSeen) -> str:
    return f"{_value(seen)} ({_period(str(seen.fields.get('period')))})"


def _period(edtf: str) -> str:
    """`31 March 2026`; `year to 31 March 2026` where a period is a year long."""
    first, slash, last = edtf.partition("/")
    try:
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days if slash else 0
    except ValueError:
        return wording.stated(edtf)
    return f"year to {wording.stated(last)}" if days in _A_YEAR else wording.stated(edtf)


def _value(seen: FigureSeen) -> str:
    """`1,754`, `68 per 10,000 children`, `kept back by the publisher ...`"""
    marker, value = seen.fields.get("suppressed"), seen.fields.get("value")
    if marker or value is None:
        return _MARKERS.get(str(marker), "not given")
    unit = str(seen.fields.get("unit") or "")
    number = f"{value:,}" if isinstance(value, int | float) else str(value)
    return f"{number}{_UNITS.get(unit, f' {unit}' if unit else '')}"


def _rounded(release: _Release, council: CouncilSeen | None) -> str:
    """That figures are rounded, where the publisher says so."""
    number = council.id if council else None
    roundings = {
        each.fields.get("rounding")
        for each in release.now
        if each.council_id == number and each.fields.get("rounding")
    }
    return f"Some are rounded to {max(map(str, roundings))}." if roundings else ""


def _named(release: _Release) -> str:
    """`, release 2026`"""
    named = next((each.fields.get("release") for each in release.now if each.fields.get("release")), None)
    version = release.happening.version
    return f", release {named}" if named and not (version and str(named) in version.title) else ""


def _title(happening: Happening) -> str:
    return wording.titled(happening.version.title) if happening.version else "a table"
