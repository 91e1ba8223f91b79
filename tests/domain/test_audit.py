"""Labelled stories say how good the rules are, and how sure that is."""

from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.audit import Labelled, accuracy, evenly, wilson


def test_wilson_as_in_the_tables() -> None:
    """Of ten all right: between 72 and 100 per cent; of a hundred half: between 40 and 60 (Newcombe 1998)."""
    assert astuple(wilson(10, 10)) == pytest.approx((1.0, 0.7225, 1.0), abs=1e-4)
    assert astuple(wilson(50, 100)) == pytest.approx((0.5, 0.4038, 0.5962), abs=1e-4)


def test_where_all_were_labelled() -> None:
    """Three right of four that passed; three of five that are ours."""
    told = accuracy(
        [
            *[Labelled(ours=True, passed=True)] * 3,
            Labelled(ours=False, passed=True),
            *[Labelled(ours=True, passed=False)] * 2,
        ]
    )

    assert (told.precision, told.recall) == (wilson(3, 4), wilson(3, 5))


def test_a_sample_stands_for_what_it_was_drawn_from() -> None:
    """One in a hundred dropped ones is ours, and each stands for fifty: half of what is ours was missed."""
    told = accuracy(
        [
            *[Labelled(ours=True, passed=True)] * 50,
            Labelled(ours=True, passed=False, stands_for=50),
            *[Labelled(ours=False, passed=False, stands_for=50)] * 99,
        ]
    )

    assert told.recall is not None
    assert told.recall.found == 0.5
    assert told.recall.low < 0.2
    assert told.recall.high > 0.8


def test_nothing_found_is_no_proof_that_nothing_was_missed() -> None:
    """Where none of ten dropped ones is ours, and each stands for a hundred, hundreds may have been missed all the same."""
    told = accuracy(
        [
            *[Labelled(ours=True, passed=True)] * 50,
            *[Labelled(ours=False, passed=False, stands_for=100)] * 10,
        ]
    )

    assert told.recall is not None
    assert told.recall.found == 1.0
    assert told.recall.low < 0.2


def test_no_labels_tell_nothing() -> None:
    """Of nothing there is no share."""
    told = accuracy([])

    assert (told.labelled, told.precision, told.recall) == (0, None, None)
    with pytest.raises(ValueError, match="nothing"):
        wilson(0, 0)


def test_evenly() -> None:
    """A sample is spread over the whole order."""
    assert evenly(range(10), 5) == (1, 3, 5, 7, 9)
    assert evenly(range(3), 5) == (0, 1, 2)


@given(st.integers(0, 500), st.integers(1, 60))
def test_a_sample_is_as_large_as_was_asked(size: int, number: int) -> None:
    """No item twice, in order, and neither more nor fewer than asked where there are enough."""
    drawn = evenly(range(size), number)

    assert len(drawn) == min(size, number)
    assert list(drawn) == sorted(set(drawn))


@given(
    st.lists(
        st.builds(
            Labelled, ours=st.booleans(), passed=st.booleans(), stands_for=st.sampled_from([1.0, 2.5, 40.0])
        ),
        max_size=40,
    )
)
def test_the_interval_holds_what_was_found(stories: list[Labelled]) -> None:
    """Whatever is labelled, a share lies within its interval, and that between nothing and all."""
    told = accuracy(stories)

    for share in filter(None, (told.precision, told.recall)):
        assert 0 <= share.low <= share.found + 1e-9
        assert share.found - 1e-9 <= share.high <= 1
