"""Tenures: who held which post of a council, at least from when to when, and what texts say of beginnings and ends.

Statements go in, one history a post comes out. A tenure reaches from the first dated sighting to the last and not a day
further: before and after, and of what no text dates, nothing is known. What a text states stands beside it as stated.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain import post
from domain.cited import Cited, bounds
from domain.spoken import stated


class Told(StrEnum):
    """What a statement tells of a post."""

    HELD = "held"
    FORMER = "former"
    BEGINS = "begins"
    ENDS = "ends"
    VACANT = "vacant"


@dataclass(frozen=True, kw_only=True)
class PostTold:
    """A text tells of a post: who holds it, held it, takes it up or leaves it, or that it is vacant.

    `person` is the public id, empty where it cannot be said who of that name is meant; `status` is current, interim or
    acting. `day` is the text's own (EDTF), `begins` and `ends` what it states; `is_planned` says that it is yet to come.
    """

    told: Told
    council: str
    title: str
    person: str | None
    name: str
    status: str
    day: str | None
    cited: Cited
    begins: str | None = None
    ends: str | None = None
    is_planned: bool = False

    @property
    def holder(self) -> str:
        """Whose tenure it belongs to: of somebody unknown, that of the one document that names them."""
        return self.person or f"{self.name} in {self.cited.document}"


@dataclass(frozen=True, kw_only=True)
class Tenure:
    """Somebody in a post: seen in it from `first` to `last` (EDTF, as the texts are dated; both empty where none is).

    `begins` and `ends` are as texts state them, `gone_by` is the day of the first later text that calls it the past.
    `told` are the statements that it rests on, oldest first.
    """

    person: str | None
    name: str
    status: str
    first: str | None
    last: str | None
    begins: str | None
    ends: str | None
    gone_by: str | None
    is_planned: bool
    told: tuple[PostTold, ...]

    @property
    def words(self) -> str:
        """`held at least from 20 Mar 2018 to 22 Oct 2018; since 1 Mar 2018 as stated`"""
        return "; ".join(self._parts())

    def _parts(self) -> Iterator[str]:
        if self.first and self.last:
            at = stated(self.first)
            yield (
                f"seen in post on {at}"
                if self.first == self.last
                else f"held at least from {at} to {stated(self.last)}"
            )
        elif any(each.told is Told.HELD for each in self.told):
            yield "named in post by an undated text"
        if self.begins:
            yield f"{'to begin' if self.is_planned else 'began'} {stated(self.begins)}, as stated"
        elif any(each.told is Told.BEGINS for each in self.told):
            yield "appointed" if not self.is_planned else "to be appointed"
        if self.ends:
            yield f"until {stated(self.ends)}, as stated"
        elif any(each.told is Told.ENDS for each in self.told):
            yield "leaving"
        if self.gone_by:
            yield f"had held it before {stated(self.gone_by)}"


@dataclass(frozen=True, kw_only=True)
class PostHistory:
    """A post of a council: its tenures in order of time, and where texts say that it is vacant."""

    council: str
    post: str
    tenures: tuple[Tenure, ...]
    vacancies: tuple[PostTold, ...] = ()


def histories(told: Iterable[PostTold]) -> tuple[PostHistory, ...]:
    """The history of each post that texts tell of, by council and post."""
    by_post: dict[tuple[str, str], list[PostTold]] = defaultdict(list)
    for each in told:
        by_post[each.council, post.key(each.title)].append(each)
    return tuple(_history(council, by_post[council, key]) for council, key in sorted(by_post))


def _history(council: str, told: Sequence[PostTold]) -> PostHistory:
    titles = Counter(post.named(each.title) for each in told)
    label = min(titles, key=lambda title: (-titles[title], title))
    tenures = [
        tenure
        for holder in dict.fromkeys(each.holder for each in told if each.told is not Told.VACANT)
        for tenure in _tenures(holder, told, is_held_by_one=post.is_held_by_one(label))
    ]
    return PostHistory(
        council=council,
        post=label,
        tenures=tuple(sorted(tenures, key=_order)),
        vacancies=tuple(
            sorted((each for each in told if each.told is Told.VACANT), key=lambda each: _when(each.day))
        ),
    )


def _tenures(holder: str, told: Sequence[PostTold], *, is_held_by_one: bool) -> list[Tenure]:
    """The times for which one person is seen in a post: one for each status, and anew after somebody else held it."""
    own = [each for each in told if each.holder == holder and each.told is not Told.VACANT]
    held = sorted((each for each in own if each.told is Told.HELD), key=lambda each: _when(each.day))
    breaks = [
        days for each in told if (days := _break(each, holder, is_held_by_one=is_held_by_one)) is not None
    ]
    spells = [
        spell
        for status in dict.fromkeys(each.status for each in held)
        for spell in _spells([each for each in held if each.status == status], breaks)
    ]
    tenures = [_tenure(spell) for spell in spells]
    for each in sorted(
        (each for each in own if each.told is not Told.HELD), key=lambda each: _when(each.day)
    ):
        tenures = _with(tenures, each)
    return tenures


def _break(each: PostTold, holder: str, *, is_held_by_one: bool) -> tuple[date, date] | None:
    """The days on which somebody was seen not to hold a post: another did, or it was left."""
    if each.told is Told.ENDS and each.holder == holder and not each.is_planned:
        return bounds(each.ends)
    is_other = each.told is Told.HELD and each.holder != holder and each.person is not None
    return bounds(each.day) if is_other and is_held_by_one else None


def _spells(held: Sequence[PostTold], breaks: Collection[tuple[date, date]]) -> Iterator[list[PostTold]]:
    """Dated sightings in runs that nothing breaks; the undated go with the run if there is one only, else alone."""
    dated = [each for each in held if bounds(each.day)]
    undated = [each for each in held if not bounds(each.day)]
    runs: list[list[PostTold]] = []
    for each in dated:
        if runs and not _is_between(breaks, runs[-1][-1], each):
            runs[-1].append(each)
        else:
            runs.append([each])
    if len(runs) == 1:
        runs[0].extend(undated)
    elif undated:
        runs.append(undated)
    yield from runs


def _is_between(breaks: Collection[tuple[date, date]], one: PostTold, other: PostTold) -> bool:
    before, after = bounds(one.day), bounds(other.day)
    return bool(before and after) and any(
        before[1] < first and last < after[0] for first, last in breaks if before and after
    )


def _tenure(spell: Sequence[PostTold]) -> Tenure:
    dated = [each for each in spell if bounds(each.day)]
    return Tenure(
        person=spell[0].person,
        name=max((each.name for each in spell), key=lambda name: (len(name), name)),
        status=spell[0].status,
        first=dated[0].day if dated else None,
        last=max(dated, key=lambda each: _when(each.day)[::-1]).day if dated else None,
        begins=next((each.begins for each in spell if each.begins), None),
        ends=next((each.ends for each in spell if each.ends), None),
        gone_by=None,
        is_planned=False,
        told=tuple(spell),
    )


def _with(tenures: list[Tenure], each: PostTold) -> list[Tenure]:
    """A statement of a beginning, an end or the past added to the tenure that it can be of, else to one of its own."""
    for index, tenure in enumerate(tenures):
        if _is_of(tenure, each):
            begins = tenure.begins or each.begins
            return [
                *tenures[:index],
                replace(
                    tenure,
                    begins=begins,
                    ends=tenure.ends or each.ends,
                    gone_by=tenure.gone_by or (each.day if each.told is Told.FORMER else None),
                    is_planned=tenure.is_planned and tenure.first is None,
                    told=(*tenure.told, each),
                ),
                *tenures[index + 1 :],
            ]
    own = Tenure(
        person=each.person,
        name=each.name,
        status=each.status,
        first=None,
        last=None,
        begins=each.begins,
        ends=each.ends,
        gone_by=each.day if each.told is Told.FORMER else None,
        is_planned=each.is_planned,
        told=(each,),
    )
    return [*tenures, own]


def _is_of(tenure: Tenure, each: PostTold) -> bool:
    """Whether a statement can be of a tenure: a beginning lies before its last sighting, an end or the past after its first."""
    if tenure.status != each.status and each.told is Told.BEGINS:
        return False
    first, last = bounds(tenure.first), bounds(tenure.last)
    if first is None or last is None:
        return True
    match each.told:
        case Told.BEGINS:
            begins = bounds(each.begins) or bounds(each.day)
            return begins is None or (begins[0] <= first[1] and tenure.begins in (None, each.begins))
        case Told.ENDS:
            ends = bounds(each.ends) or bounds(each.day)
            return ends is None or last[0] <= ends[1]
        case _:
            day = bounds(each.day)
            return day is None or last[0] <= day[1]


def _when(edtf: str | None) -> tuple[date, date]:
    """For ordering: the undated come last."""
    return bounds(edtf) or (date.max, date.max)


def _order(tenure: Tenure) -> tuple[tuple[date, date], str]:
    return _when(tenure.first or tenure.begins or tenure.ends or tenure.gone_by), tenure.name
