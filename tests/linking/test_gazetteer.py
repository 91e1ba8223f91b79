"""Gazetteers: the longest whole name at each place, whatever longer word a still longer name is cut out of."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linking.gazetteer import Gazetteer

NAMES = ("foster", "foster child", "child", "children", "foster children of the county", "a b", "b a")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Foster child", ["foster child"]),
        ("foster children play", ["foster", "children"]),
        ("foster children of the county", ["foster children of the county"]),
        ("foster children of the countryside", ["foster", "children"]),
        ("fosterchild", []),
        ("", []),
    ],
)
def test_names_are_whole_words(words: str, expected: list[str]) -> None:
    """A name that is only part of a word hides none that is whole."""
    found = Gazetteer({name: name for name in NAMES}, any_case=True).find(words)

    assert [name for _, _, name in found] == expected


@given(st.lists(st.sampled_from([*NAMES, "a", "b", "ren", "xfoster"]), max_size=12).map(" ".join))
def test_places_are_in_order_and_hold_their_names(words: str) -> None:
    """None overlaps another, each stands where it is said to."""
    found = list(Gazetteer({name: name for name in NAMES}).find(words))

    assert all(words[start:end] == name for start, end, name in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
