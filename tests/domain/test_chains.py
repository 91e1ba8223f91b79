"""Chains: what members asked is told in the minutes' own words, whatever these are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.chains import Item, touches_on


def _item(minutes: str) -> Item:
    return Item(
        meeting="m",
        committee="Board",
        day=date(2027, 1, 19),
        number="5",
        title="Plan",
        text="",
        minutes=minutes,
    )


@pytest.mark.parametrize(
    ("minutes", "question"),
    [
        ("The plan was noted. Councillor Aldous queried the date. It was June.", "Councillor Aldous queried the date."),
        ("In response to questions, the Director said that\nvisits were on time.", "In response to questions, the Director said that visits were on time."),
        ("Questions were raised about housing", "Questions were raised about housing"),
        ("The Committee is asked to note the plan.", None),
        ("The Chair asked members to note the plan.", None),
        ("▇▇▇▇ ▇▇▇▇▇, a parent, asked why. The plan was noted.", None),
        ("The plan was noted.", None),
    ],
)  # fmt: skip
def test_the_first_question_of_minutes_is_told(minutes: str, question: str | None) -> None:
    """One sentence, as it stands; none that names a private person, and none that only asks for the plan to be noted."""
    assert _item(minutes).question == question


@given(
    st.lists(
        st.sampled_from(["Members asked", "why", ". ", "\n", "\n\n", "the plan", "▇", "?", " "]), max_size=30
    )
)
def test_what_is_told_stands_in_the_minutes(parts: list[str]) -> None:
    """Whatever the minutes, what is told is a stretch of them, line ends apart."""
    minutes = "".join(parts)
    question = _item(minutes).question

    assert question is None or question in " ".join(minutes.split())


def test_focuses_are_told_by_their_wordings() -> None:
    """`Pathway plans for care leavers` touches on care leavers, and `thresholds` on none."""
    assert touches_on("pathway plans for care leavers and permanence") == ("permanence", "care_leavers")
    assert touches_on("thresholds") == ()
