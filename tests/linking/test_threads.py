"""Stories are made of pairs, whatever these are: the order makes no difference, and nobody's word stands above the wall."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from domain.story import CARE, Alike, Anchor, Decided, Joined, Pair, Placed, Telling
from domain.wall import Side, together
from linking import threads

KEYS = "abcdefgh"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAY = date(2026, 3, 24)


def placed(
    key: str, *anchors: Anchor, day: date | None = DAY, anonymous: bool = False, names_private: bool = False
) -> Placed:
    """A telling of a document of its own, first seen in the order of the alphabet."""
    side = Side(document=key, anonymous=anonymous, names_private=names_private)
    telling = Telling(
        key=key,
        document=key,
        part="",
        page=None,
        council="estmere",
        day=day,
        source="news/echo",
        anchors=anchors,
    )
    return Placed(telling=telling, first_seen=NOW + timedelta(hours=KEYS.index(key)), side=side)


def report(day: date, *, grade: str, reopens: bool = False) -> Anchor:
    """The record of an inspection that began six weeks before its report."""
    return Anchor(
        line=CARE,
        what="inspection",
        defines=True,
        first=day - timedelta(days=42),
        last=day,
        grade=grade,
        reopens=reopens,
    )


def told(grade: str | None = None, *, on: date | None = None, what: str = "inspection") -> Anchor:
    """What the head of a text says of an inspection, or of what follows one."""
    return Anchor(line=CARE, what=what, first=on, last=on, grade=grade)


def groups(found: list[Joined]) -> set[str]:
    """The stories, as the keys in each."""
    by_story: dict[str, str] = {}
    for each in found:
        by_story[each.story] = by_story.get(each.story, "") + each.telling
    return set(by_story.values())


ENDS = st.sampled_from(list(combinations(KEYS, 2)))
PAIRS = st.lists(st.tuples(ENDS, st.floats(0.3, 1)), max_size=12)
SAID = st.dictionaries(ENDS, st.booleans(), max_size=5)
SIDES = st.lists(st.sampled_from(["neither", "anonymous", "naming"]), min_size=8, max_size=8)


@given(PAIRS, SAID, SIDES)
def test_whatever_is_alike(
    pairs: list[tuple[tuple[str, str], float]],
    said: dict[tuple[str, str], bool],
    sides: list[str],
) -> None:
    """No story stands on both sides of the wall, none holds two that a person set apart, and the order changes nothing."""
    some = [
        placed(key, anonymous=side == "anonymous", names_private=side == "naming")
        for key, side in zip(KEYS, sides, strict=True)
    ]
    alike = [
        Pair(one=one, other=other, alike=Alike(score=score, reason="", rule="r"))
        for (one, other), score in pairs
    ]
    decided = [Decided(one=one, other=other, same=same) for (one, other), same in said.items()]
    found = threads.join(some, alike, decided)
    by_key = {each.telling.key: each.side for each in some}

    for group in groups(found):
        assert together(by_key[key] for key in group) is None
        assert not [ends for ends in combinations(group, 2) if said.get(ends) is False]
    assert threads.join(some[::-1], alike[::-1], decided[::-1]) == found
    assert all(each.of is not None or each.telling == each.story for each in found)


def test_a_text_follows_the_newest_inspection_that_was_out() -> None:
    """A notice after the second inspection belongs to it, and a story of before to the first."""
    some = [
        placed("a", report(date(2022, 3, 1), grade="inadequate")),
        placed("b", report(date(2026, 3, 24), grade="inadequate")),
        placed("c", told("inadequate"), day=date(2022, 3, 2)),
        placed("d", told(what="improvement_notice"), day=date(2026, 7, 1)),
    ]

    assert groups(threads.join(some, [], [])) == {"ac", "bd"}


def test_a_reinspection_closes_its_story() -> None:
    """What was inspected again because of what was found is one story with it."""
    some = [
        placed("a", report(date(2022, 3, 1), grade="inadequate")),
        placed("b", report(date(2025, 3, 1), grade="good", reopens=True)),
        placed("c", told("good"), day=date(2025, 3, 3)),
    ]

    assert groups(threads.join(some, [], [])) == {"abc"}


def test_what_can_mean_two_is_left_out() -> None:
    """An undated text that tells of an inadequate grade, where two inspections gave one, follows neither."""
    some = [
        placed("a", report(date(2020, 3, 1), grade="inadequate")),
        placed("b", report(date(2026, 3, 24), grade="inadequate")),
        placed("c", told("inadequate"), day=None),
    ]

    assert threads.join(some, [], []) == []


def test_a_month_that_is_wrong_still_means_the_one_near_it() -> None:
    """A claim of May for an inspection whose report came in November, where no other gave that grade."""
    some = [
        placed("a", report(date(2015, 11, 27), grade="inadequate")),
        placed("b", told("inadequate", on=date(2015, 5, 31)), day=None),
    ]

    assert groups(threads.join(some, [], [])) == {"ab"}


def test_an_old_grade_is_background() -> None:
    """A text of three years after the report that names the grade, and no day, tells of something else."""
    some = [
        placed("a", report(date(2022, 3, 1), grade="good")),
        placed("b", told("good"), day=date(2025, 3, 1)),
    ]

    assert threads.join(some, [], []) == []


def test_two_texts_of_an_event_without_a_record() -> None:
    """Where nobody has the notice itself, a newspaper and a paper of the same weeks that tell of one are one story."""
    some = [
        placed("a", told(what="improvement_notice"), day=date(2026, 2, 1)),
        placed("b", told(what="improvement_notice"), day=date(2026, 2, 20)),
        placed("c", told(what="improvement_notice"), day=date(2026, 9, 1)),
    ]

    assert groups(threads.join(some, [], [])) == {"ab"}
