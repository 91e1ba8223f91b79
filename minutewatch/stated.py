"""Stated figures as answers: what texts say of a council in numbers, beside the official tables, as JSON and as lines."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from domain.cited import Cited
from domain.figures import ALLOWANCE, Allowance, Parts, Point, Told, allowances, parts, points
from domain.spoken import stated
from minutewatch.contract import JsonObject, instant
from minutewatch.figures import EVERY
from storage import diary, stated_figures
from storage.archive import Archive
from storage.tables import Figure


def told_of(archive: Archive, name: str, *, measures: Sequence[str], as_of: datetime) -> list[Told]:
    """The figures that texts state of a council by name, or of every one; of a region or England only the national minima."""
    with archive.reading() as session:
        slugs = None if name.casefold() == EVERY else diary.apart(session, [name])[0]
        return stated_figures.told(session, slugs, as_of=as_of, measures=measures)


def answers(told: Sequence[Told], official: Sequence[Figure]) -> Iterator[JsonObject]:
    """One object a figure, then one for each whole with its parts, then one for each band of allowances."""
    for point in _points(told):
        yield _point(point, _beside(point, official))
    for whole in parts(told):
        yield _whole(whole)
    for allowance in allowances(told):
        yield _allowance(allowance)


def lines(told: Sequence[Told], official: Sequence[Figure]) -> Iterator[str]:
    """The same in words, measure by measure, the oldest first."""
    for (council, measure), of_measure in groupby(
        _points(told), key=lambda each: (each.council, each.measure)
    ):
        yield f"{_called(council)}: {measure.replace('_', ' ')}, as texts say"
        for point in of_measure:
            yield f"  {_words(point)}"
            if beside := _beside(point, official):
                relation = "the same" if beside.value == point.value else f"{beside.value:,}"
                yield f"    the official table ({beside.release}): {relation}"
    for whole in parts(told):
        when = f" at {stated(whole.when)}" if whole.when else ""
        yield f"{_called(whole.council)}: {whole.whole.replace('_', ' ')}{when}: {whole.words}"
    for (council, year), of_year in groupby(allowances(told), key=lambda each: (each.council, each.year)):
        yield f"{_called(council)}: fostering allowances {_year(year)}, pounds a week for each child"
        for allowance in of_year:
            yield f"  {allowance.band}: {_paid(allowance)}"


def _points(told: Sequence[Told]) -> list[Point]:
    """The figures but the allowances, which have an answer of their own."""
    return [point for point in points(told) if point.measure != ALLOWANCE]


def _beside(point: Point, official: Sequence[Figure]) -> Figure | None:
    """The figure of the official tables for the same measure and day, as the newest release has it."""
    return next(
        (
            each
            for each in official
            if (each.council, each.measure, each.as_of) == (point.council, point.measure, point.when)
            and each.breakdown is None
            and each.value is not None
            and not each.superseded
        ),
        None,
    )


def _words(point: Point) -> str:
    when = stated(point.when) if point.when else "no day given"
    value = f"{point.value:,}{'%' if point.unit == 'percent' else ''}"
    rate = " per 10,000" if point.unit == "per 10,000" else ""
    marks = []
    if point.is_withdrawn:
        marks.append("no longer stated")
    if point.differs:
        marks.append("sources differ")
    marks += [f"earlier version: {each.value:,}, replaced" for each in point.replaced]
    marked = f" [{'; '.join(marks)}]" if marks else ""
    return f"{when}: {value}{rate}{marked} ({'; '.join(map(_proof, point.proofs))})"


def _proof(cited: Cited) -> str:
    page = f", page {cited.page}" if cited.page else ""
    return f"“{cited.words}”, {cited.title or cited.source}{page}, {cited.when}"


def _paid(allowance: Allowance) -> str:
    point, minimum = allowance.point, allowance.minimum
    if point is None:
        return "not stated"
    beside = f"; below the national minimum of £{minimum.value:,}" if minimum and allowance.is_below else ""
    replaced = "".join(f"; earlier version £{each.value:,}, replaced" for each in point.replaced)
    differs = "; sources differ" if point.differs else ""
    return f"£{point.value:,}{beside}{replaced}{differs} ({'; '.join(map(_proof, point.proofs))})"


def _point(point: Point, beside: Figure | None) -> JsonObject:
    return {
        "council": point.council,
        "measure": point.measure,
        "breakdown": point.breakdown,
        "when": point.when,
        "value": point.value,
        "unit": point.unit,
        "differs": point.differs,
        "withdrawn": point.is_withdrawn,
        "replaced": [_earlier(each.value, each.cited) for each in point.replaced],
        "sources": [_cited(each) for each in point.proofs],
        "official": {
            "value": beside.value,
            "release": beside.release,
            "place": beside.pointer,
            "url": beside.url,
            "agrees": beside.value == point.value,
        }
        if beside
        else None,
    }


def _whole(whole: Parts) -> JsonObject:
    return {
        "council": whole.council,
        "whole": whole.whole,
        "when": whole.when,
        "total": whole.total,
        "parts": [{"measure": measure, "value": value} for measure, value in whole.parts],
        "not_itemised": whole.left,
        "words": whole.words,
        "sources": [_cited(each) for each in whole.proofs],
    }


def _allowance(allowance: Allowance) -> JsonObject:
    point, minimum = allowance.point, allowance.minimum
    return {
        "council": allowance.council,
        "measure": ALLOWANCE,
        "band": allowance.band,
        "year": allowance.year,
        "value": point.value if point else None,
        "stated": point is not None,
        "minimum": {"value": minimum.value, "sources": [_cited(each) for each in minimum.proofs]}
        if minimum
        else None,
        "below_minimum": allowance.is_below,
        "differs": point.differs if point else False,
        "replaced": [_earlier(each.value, each.cited) for each in point.replaced] if point else [],
        "sources": [_cited(each) for each in point.proofs] if point else [],
    }


def _earlier(value: float, cited: Cited) -> JsonObject:
    return {"value": value} | _cited(cited)


def _cited(cited: Cited) -> JsonObject:
    return {
        "fact": cited.fact,
        "doc": cited.document,
        "version": cited.version,
        "title": cited.title,
        "url": cited.url,
        "page": cited.page,
        "quote": cited.quote,
        "source": cited.source,
        "official": cited.official,
        "published": cited.published,
        "first_seen": instant(cited.seen_at),
    }


def _called(slug: str) -> str:
    return slug.replace("-", " ").title()


def _year(edtf: str) -> str:
    """`2027/28` of `2027-04/2028-03`"""
    first, _, last = edtf.partition("/")
    return f"{first[:4]}/{last[2:4]}" if last else edtf
