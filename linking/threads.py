"""Threads: tellings in, stories out. Records only: no network, no database, no clock.

Two things make a story: pairs of tellings that are alike, and the lines of events on which tellings are anchored. On a
line, what follows from an inspection (visits, a notice, the papers on it, the re-inspection that closes it) belongs to
the inspection that it follows; two inspections on one line never share a story. What a text can mean by "the
inspection" is decided by its own day and claims; where two can be meant it is left out.

The answer depends on what is handed in, never on the order in which it came.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from domain.spoken import plain_day
from domain.story import CARE, Alike, Anchor, Decided, Joined, Pair, Placed

LINE = "threads.line@2"
CLAIMED = "threads.claimed@1"
COPY = "threads.copy@1"
RULES = (LINE, CLAIMED, COPY)

_DECIDED = Alike(score=1.0, reason="a person says that these are of one story", rule="decision")
_COPY = Alike(score=0.99, reason="prints the same text", rule=COPY)
_INSPECTION, _MONITORING = "inspection", "monitoring_visit"
_INADEQUATE = "inadequate"

# Embargoes are broken by hours, and a paper may be dated to the day before.
_EMBARGO = timedelta(days=7)
# A judgement told without a day is the newest one only so long after its report; later on it is background.
_NEWS = timedelta(days=400)
# Papers and visits follow an inspection that found services inadequate as long as three years, until the next; others, a
# focused visit or a home's report less.
_FOLLOWS = timedelta(days=3 * 366)
_FOLLOWS_OTHERS = timedelta(days=180)
_FOLLOWS_ON = {CARE: _NEWS, "send": _FOLLOWS}
# A claimed month may be wrong by this much and still mean the only inspection of that grade near it.
_MISDATED = timedelta(days=275)
# A re-inspection follows the inspection that it repeats.
_REOPENED = timedelta(days=4 * 366)
# What is claimed of an inspection that nobody has the record of, by two texts so near to one another.
_SAME_CLAIM = timedelta(days=45)

_Ends = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class _Record:
    """An inspection or visit of which the record is had: on which thread of its line it is, its days, its grade."""

    telling: str
    thread: str
    first: date
    out: date
    grade: str | None


@dataclass
class _Group:
    """Tellings that are joined so far; `threads` are by line those that they are on,
    `items` the items of `meetings` under which any of them stands."""

    keys: set[str]
    threads: dict[str, str] = field(default_factory=dict)
    meetings: frozenset[int] = frozenset()
    items: frozenset[int] = frozenset()
    anonymous: bool = False
    names_private: bool = False


def join(placed: Collection[Placed], pairs: Iterable[Pair], decided: Iterable[Decided]) -> list[Joined]:
    """The stories among tellings: an entry for each telling that is in one, in the order of keys.

    The surest pairs are joined first, what a person said last: two stories as they stand become one. Two groups are not joined where a person said that any two of their tellings are
    of different stories, where both sides of the jigsaw wall would stand in one, nor where they follow different
    inspections. A story is told by two documents at least. Pairs and decisions that name other tellings are passed over.
    """
    known = {each.telling.key: each for each in placed}
    decided = [each for each in decided if each.one in known and each.other in known]
    threads, found = _on_lines(known)
    likeness = _likeness([*found, *_copies(known), *pairs], decided, known)
    never = {(each.one, each.other) for each in decided if not each.same}
    groups = {key: _group(each, threads.get(key, {})) for key, each in known.items()}
    for ends in sorted(likeness, key=lambda ends: _turn(ends, likeness[ends])):
        mine, theirs = groups[ends[0]], groups[ends[1]]
        by_hand = likeness[ends] is _DECIDED
        if mine is theirs or _kept_apart(mine, theirs, never, by_hand=by_hand):
            continue
        mine.keys |= theirs.keys
        mine.threads |= theirs.threads
        mine.meetings |= theirs.meetings
        mine.items |= theirs.items
        mine.anonymous |= theirs.anonymous
        mine.names_private |= theirs.names_private
        for key in theirs.keys:
            groups[key] = mine
    partners = _partners(likeness)
    return [
        _joined(key, group, partners[key], known)
        for key, group in sorted(groups.items())
        if len({known[each].telling.document for each in group.keys}) > 1
    ]


def _turn(ends: _Ends, alike: Alike) -> tuple[bool, float, _Ends]:
    return alike is _DECIDED, -alike.score, ends


def _group(placed: Placed, threads: Mapping[str, str]) -> _Group:
    return _Group(
        keys={placed.telling.key},
        threads=dict(threads),
        meetings=placed.telling.meetings,
        items=placed.telling.items,
        anonymous=placed.side.anonymous,
        names_private=placed.side.names_private,
    )


def _kept_apart(mine: _Group, theirs: _Group, never: Collection[_Ends], *, by_hand: bool) -> bool:
    """Whether two groups may not be joined; a person's word goes before the lines, nobody's before the wall."""
    if (mine.anonymous or theirs.anonymous) and (mine.names_private or theirs.names_private):
        return True
    if any(
        (one in mine.keys and other in theirs.keys) or (other in mine.keys and one in theirs.keys)
        for one, other in never
    ):
        return True
    if by_hand:
        return False
    if mine.meetings & theirs.meetings and not mine.items & theirs.items:
        return True  # one meeting took them as two matters
    return any(theirs.threads.get(line, thread) != thread for line, thread in mine.threads.items())


def _likeness(
    pairs: Iterable[Pair], decided: Iterable[Decided], known: Mapping[str, Placed]
) -> dict[_Ends, Alike]:
    """Which two are of one story and why; a person's word comes before any rule's, the surer rule before the other."""
    found: dict[_Ends, Alike] = {}
    for pair in pairs:
        ends = (pair.one, pair.other)
        if pair.one not in known or pair.other not in known:
            continue
        if ends not in found or _is_surer(pair.alike, found[ends]):
            found[ends] = pair.alike
    for each in decided:
        if each.same:
            found[each.one, each.other] = _DECIDED
        else:
            found.pop((each.one, each.other), None)
    return found


def _is_surer(one: Alike, other: Alike) -> bool:
    return (one.score, one.rule, one.reason) > (other.score, other.rule, other.reason)


def _partners(likeness: Mapping[_Ends, Alike]) -> Mapping[str, dict[str, Alike]]:
    partners: dict[str, dict[str, Alike]] = defaultdict(dict)
    for (one, other), alike in likeness.items():
        partners[one][other] = partners[other][one] = alike
    return partners


def _joined(key: str, group: _Group, partners: Mapping[str, Alike], known: Mapping[str, Placed]) -> Joined:
    first = min(group.keys, key=lambda each: (known[each].first_seen, each))
    inside = {other: alike for other, alike in partners.items() if other in group.keys}
    of = min(inside, key=lambda other: (-inside[other].score, other))
    return Joined(telling=key, story=first, of=None if key == first else of, alike=inside[of])


def _pair(one: str, other: str, alike: Alike) -> Pair:
    return Pair(one=min(one, other), other=max(one, other), alike=alike)


def _copies(known: Mapping[str, Placed]) -> Iterator[Pair]:
    """Articles that print one text are of one story."""
    groups: dict[str, list[str]] = defaultdict(list)
    for key, each in sorted(known.items()):
        if each.copies and not each.telling.part:
            groups[each.copies].append(key)
    for keys in groups.values():
        for other in keys[1:]:
            yield _pair(keys[0], other, _COPY)


# --- Lines of events --------------------------------------------------------------------------------------------------


def _on_lines(known: Mapping[str, Placed]) -> tuple[dict[str, dict[str, str]], list[Pair]]:
    """On which thread of each line every anchored telling is, and the pairs that follow from it."""
    lines: dict[tuple[str, str], list[Placed]] = defaultdict(list)
    for _, each in sorted(known.items()):
        for line in {anchor.line for anchor in each.telling.anchors}:
            lines[each.telling.council, line].append(each)
    threads: dict[str, dict[str, str]] = defaultdict(dict)
    pairs: list[Pair] = []
    for (_, line), some in lines.items():
        records = _records(some, line)
        pairs += _of_records(records)
        by_key = {record.telling for record in records}
        loose = []
        for record in records:
            threads[record.telling][line] = record.thread
        for each in some:
            if each.telling.key in by_key:
                continue
            meant = _meant(each, line, records)
            if meant is None:
                loose.append(each)
                continue
            threads[each.telling.key][line] = meant.thread
            pairs.append(_pair(each.telling.key, meant.telling, _why(each, line, meant)))
        pairs += _claimed(loose, line)
    return threads, pairs


def _anchors(placed: Placed, line: str) -> list[Anchor]:
    return [anchor for anchor in placed.telling.anchors if anchor.line == line]


def _records(some: Sequence[Placed], line: str) -> list[_Record]:
    """The records of a line, oldest first; one inspection in two documents is one thread, and so is one that was repeated
    because of what it had found."""
    defining = [
        (anchor.first, anchor.last or anchor.first, each.telling.key, anchor)
        for each in some
        for anchor in _anchors(each, line)
        if anchor.defines and anchor.first
    ]
    records: list[_Record] = []
    for first, out, key, anchor in sorted(defining, key=lambda each: each[:3]):
        before = records[-1] if records else None
        is_same = before is not None and first <= before.out
        is_repeated = before is not None and anchor.reopens and first - before.out <= _REOPENED
        thread = before.thread if before and (is_same or is_repeated) else f"{line}@{first}"
        records.append(_Record(telling=key, thread=thread, first=first, out=out, grade=anchor.grade))
    return records


def _of_records(records: Sequence[_Record]) -> Iterator[Pair]:
    for before, after in pairwise(records):
        if before.thread != after.thread:
            continue
        if after.first <= before.out:
            why = Alike(score=0.98, reason=f"the record of the same inspection, of {_span(after)}", rule=LINE)
        else:
            why = Alike(
                score=0.92,
                reason=f"one is a re-inspection of what was found in the inspection of {_span(before)}",
                rule=LINE,
            )
        yield _pair(before.telling, after.telling, why)


def _span(record: _Record) -> str:
    return f"{plain_day(record.first)} (published {plain_day(record.out)})"


def _why(placed: Placed, line: str, meant: _Record) -> Alike:
    """Why a telling follows a record: its most telling anchor, in words that hold read from either side."""
    anchor = min(_anchors(placed, line), key=lambda each: (not each.ordinal, not each.what))
    number = f" no. {anchor.ordinal}" if anchor.ordinal else ""
    if anchor.what == _INSPECTION:
        reason = f"both tell of the inspection of {_span(meant)}"
    elif not anchor.what:
        reason = f"the title of one is about what follows the inspection of {_span(meant)}"
    elif line == CARE:
        reason = f"{_called(anchor)}{number} follows the inspection of {_span(meant)}"
    else:
        reason = f"both tell of the {anchor.what.replace('_', ' ')} of {_span(meant)}"
    return Alike(score=0.9, reason=reason, rule=LINE)


def _called(anchor: Anchor) -> str:
    words = anchor.what.replace("_", " ")
    return words if anchor.ordinal else f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _meant(placed: Placed, line: str, records: Sequence[_Record]) -> _Record | None:
    """The record that a telling follows; nothing where none or more than one can be meant."""
    if not records:
        return None
    found = [
        record
        for anchor in _anchors(placed, line)
        if (record := _meant_by(anchor, placed.telling.day, line, records)) is not None
    ]
    if len({record.thread for record in found}) != 1:
        return None
    return found[0]


def _meant_by(anchor: Anchor, day: date | None, line: str, records: Sequence[_Record]) -> _Record | None:
    """The record that one event of a text's head is of."""
    if anchor.what == _INSPECTION or line != CARE:
        return _inspection_meant(anchor, day, line, records)
    on = anchor.last or day
    if on is None:
        failed = [record for record in records if record.grade == _INADEQUATE]
        return failed[0] if len({record.thread for record in failed}) == 1 else None
    latest = _latest(on, records, _FOLLOWS)
    if latest is None or _was_inadequate(latest, records):
        return latest
    return latest if anchor.what != _MONITORING and on - latest.out <= _NEWS else None


def _was_inadequate(record: _Record, records: Sequence[_Record]) -> bool:
    """Whether an inspection of this thread found services inadequate: only then does Ofsted come for monitoring visits."""
    return any(each.grade in (_INADEQUATE, None) for each in records if each.thread == record.thread)


def _inspection_meant(
    anchor: Anchor, day: date | None, line: str, records: Sequence[_Record]
) -> _Record | None:
    if anchor.first and anchor.last:
        first, last = anchor.first, anchor.last
        same = [each for each in records if each.first <= last and first <= each.out + _EMBARGO]
        if same:
            return same[-1]
        near = [
            each
            for each in records
            if anchor.grade is not None
            and each.grade == anchor.grade
            and min(abs(each.out - first), abs(each.out - last)) <= _MISDATED
        ]
        return near[0] if len(near) == 1 else None
    if day is None:
        graded = [each for each in records if anchor.grade is not None and each.grade == anchor.grade]
        return graded[0] if len({each.thread for each in graded}) == 1 else None
    latest = _latest(day, records, _FOLLOWS_ON.get(line, _FOLLOWS_OTHERS))
    if latest and anchor.grade in (None, latest.grade):
        return latest
    older = [each for each in records if each.out <= day + _EMBARGO and each.grade == anchor.grade]
    # "six months after it was declared inadequate": an older grade is told of while its own thread still runs.
    return older[-1] if latest and older and older[-1].thread == latest.thread else None


def _latest(on: date, records: Sequence[_Record], follows: timedelta) -> _Record | None:
    """The newest record that was out by a day, if it is not out for too long."""
    out = [each for each in records if each.out <= on + _EMBARGO]
    return out[-1] if out and on - out[-1].out <= follows else None


def _claimed(loose: Sequence[Placed], line: str) -> Iterator[Pair]:
    """Texts that tell of the same event of which nobody has the record: the same kind, grade and number, days apart."""
    dated = sorted(
        (each for each in loose if each.telling.day),
        key=lambda each: (str(each.telling.day), each.telling.key),
    )
    for place, each in enumerate(dated):
        for other in dated[place + 1 :]:
            if not each.telling.day or not other.telling.day:
                continue
            if other.telling.day - each.telling.day > _SAME_CLAIM:
                break
            if each.telling.series is not None and each.telling.series == other.telling.series:
                continue
            if same := _same_claim(_anchors(each, line), _anchors(other, line)):
                reason = f"both tell of {same} within {_SAME_CLAIM.days} days"
                yield _pair(
                    each.telling.key, other.telling.key, Alike(score=0.8, reason=reason, rule=CLAIMED)
                )


def _same_claim(mine: Iterable[Anchor], theirs: Sequence[Anchor]) -> str | None:
    """What two texts both tell of, in words."""
    for one in mine:
        for other in theirs:
            is_same = one.what and one.what == other.what
            if is_same and (one.grade, one.ordinal) == (other.grade, other.ordinal):
                grade = f" ({one.grade})" if one.grade else ""
                return f"{_called(one)}{f' no. {one.ordinal}' if one.ordinal else ''}{grade}"
    return None
