"""Deadlines for the public: the day and hour that a council's own rule comes to."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadlines import Deadline, DeadlineKind, Unit, of_json
from domain.workingdays import clear_working_days, is_working

TUESDAY = date(2027, 2, 23)
RULE = "https://wolden.example/constitution"


def deadline(before: int, unit: Unit, *, at: time | None = None, bodies: tuple[str, ...] = ()) -> Deadline:
    """A rule for public questions."""
    return Deadline(
        kind=DeadlineKind.PUBLIC_QUESTION, before=before, unit=unit, at=at, bodies=bodies, source=RULE
    )


@pytest.mark.parametrize(
    ("before", "unit", "last"),
    [
        (7, Unit.DAYS, date(2027, 2, 16)),
        (3, Unit.WORKING_DAYS, date(2027, 2, 18)),
        (3, Unit.CLEAR_WORKING_DAYS, date(2027, 2, 17)),
        (0, Unit.DAYS, TUESDAY),
    ],
)
def test_days_are_counted_as_the_rule_counts_them(before: int, unit: Unit, last: date) -> None:
    """Seven days are seven days; clear working days leave out both ends."""
    assert deadline(before, unit).for_meeting(TUESDAY) == (last, None)


def test_bank_holidays_bring_a_deadline_forward() -> None:
    """Three working days before the Thursday after Easter lies before Good Friday."""
    assert deadline(3, Unit.WORKING_DAYS, at=time(12)).for_meeting(date(2027, 4, 1)) == (
        date(2027, 3, 25),
        time(12),
    )


@pytest.mark.parametrize(
    ("title", "holds"),
    [
        ("Children, Families and Skills Select Committee", True),
        ("Cabinet", True),
        ("CABINET", True),
        ("Company Member Cabinet Committee", False),
        ("Shadow Cabinet Board", False),
        ("Full Council", False),
    ],
)
def test_a_rule_of_some_bodies(title: str, holds: bool) -> None:
    """A rule says for which bodies it holds, by title or by the words that titles end with."""
    assert deadline(7, Unit.DAYS, bodies=("Cabinet", "Select Committee")).holds_for(title) is holds


def test_a_rule_of_every_body() -> None:
    """Where no body is named, all are meant."""
    assert deadline(7, Unit.DAYS).holds_for("Schools Forum")


@given(
    kind=st.sampled_from(DeadlineKind),
    before=st.integers(0, 40),
    unit=st.sampled_from(Unit),
    at=st.none() | st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
    bodies=st.lists(st.text(max_size=20), max_size=3).map(tuple),
)
def test_what_is_kept_comes_back(
    kind: DeadlineKind, before: int, unit: Unit, at: time | None, bodies: tuple[str, ...]
) -> None:
    """A deadline is the same after the archive has kept it."""
    rule = Deadline(kind=kind, before=before, unit=unit, at=at, bodies=bodies, source=RULE)

    assert of_json(rule.as_json()) == rule


@given(day=st.dates(date(2016, 1, 1), date(2030, 12, 31)), before=st.integers(1, 15))
def test_against_counting_by_hand(day: date, before: int) -> None:
    """The last day is a working day with so many working days after it up to the meeting, and no later day has."""
    counted, _ = deadline(before, Unit.WORKING_DAYS).for_meeting(day)
    clear, _ = deadline(before, Unit.CLEAR_WORKING_DAYS).for_meeting(day)
    after = [counted + timedelta(days=n) for n in range(1, (day - counted).days)]

    assert is_working(counted)
    assert sum(map(is_working, after)) == before - 1
    assert clear_working_days(clear, day) == before
