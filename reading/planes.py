"""Planes: boxes and matrices of a page, and many boxes sorted by height, so that those beside a place are found at once."""

from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top
Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1, 0, 0, 1, 0, 0)

# Points of height that are looked up together: about a line of print.
_BAND = 12
# Nothing lies higher or lower than pages are tall, whatever a file says.
_FARTHEST = 2_000


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """First the inner matrix, then the outer one."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def scale(matrix: Matrix) -> float:
    """How many times as long a line becomes, on the whole."""
    a, b, c, d, _, _ = matrix
    return float(abs(a * d - b * c) ** 0.5)


def moved(point: Point, matrix: Matrix) -> Point:
    """Where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def moved_box(box: Box, matrix: Matrix) -> Box:
    """The box around a box that a matrix puts somewhere."""
    left, bottom, right, top = box
    corners = ((left, bottom), (left, top), (right, bottom), (right, top))
    return around([moved(corner, matrix) for corner in corners])


def around(points: Iterable[Point]) -> Box:
    """The box around points."""
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share any ground."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def ground(box: Box) -> float:
    """How much ground a box has."""
    return (box[2] - box[0]) * (box[3] - box[1])


def enclosed(points: list[Point]) -> float:
    """How much ground a closed line of points encloses."""
    ends = [*points[1:], points[0]]
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(points, ends, strict=True))) / 2


class _Placed(Protocol):
    @property
    def box(self) -> Box: ...


Thing = TypeVar("Thing", bound=_Placed)


class Bands(Generic[Thing]):
    """Things with boxes, in the order in which they were given, to be looked up by where they lie."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self._bands: dict[int, list[Thing]] = {}
        for thing in things:
            for band in _bands(thing.box):
                self._bands.setdefault(band, []).append(thing)

    def beside(self, height: float) -> list[Thing]:
        """The things at a height; some may lie a little above or below it."""
        return self._bands.get(_band(height), [])

    def overlapping(self, box: Box) -> Iterator[Thing]:
        """The things that overlap a box; those in several bands come several times."""
        return (
            thing for band in _bands(box) for thing in self._bands.get(band, []) if overlap(thing.box, box)
        )


def _bands(box: Box) -> range:
    return range(_band(box[1]), _band(box[3]) + 1)


def _band(height: float) -> int:
    return int(min(max(height, -_FARTHEST), _FARTHEST) // _BAND)
