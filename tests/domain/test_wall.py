"""The jigsaw wall: what is anonymous and what names private people never stand together, also where somebody wants it."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.wall import (
    WITHHELD,
    Side,
    Walled,
    apart,
    one_side,
    require,
    shown_title,
    shown_url,
    together,
    touches,
    veiled,
)

OMBUDSMAN = Side(document="ombudsman", anonymous=True)
MOTHER = Side(document="mother", names_private=True)
COUNCIL = Side(document="council")
SIDES = st.lists(
    st.builds(Side, document=st.sampled_from("abcdef"), anonymous=st.booleans(), names_private=st.booleans())
)
URL = "https://www.woldenpost.co.uk/news/24801234.mother-zoe-sample-tells-wait-school-place/?ref=rss#comments"


def test_an_anonymous_report_and_a_named_family_stay_apart() -> None:
    """The ombudsman's report and the mother's story are refused, in either order, with both named in the reason."""
    assert apart(OMBUDSMAN, MOTHER) == apart(MOTHER, OMBUDSMAN)
    assert apart(OMBUDSMAN, MOTHER) == (
        "mother names private people and ombudsman is from an anonymous source: together they could say who a child is"
    )


@pytest.mark.parametrize(
    "pair", [(OMBUDSMAN, COUNCIL), (MOTHER, COUNCIL), (MOTHER, MOTHER), (OMBUDSMAN, OMBUDSMAN)]
)
def test_all_others_may_stand_together(pair: tuple[Side, Side]) -> None:
    """The council's answer to the ombudsman belongs to it; copies of one story that names a mother belong together."""
    assert apart(*pair) is None


def test_a_third_does_not_join_them() -> None:
    """A group is asked as a whole: the council's paper between the two is no bridge, in whatever order they came."""
    for order in permutations((OMBUDSMAN, COUNCIL, MOTHER)):
        assert together(order) is not None


def test_nobody_can_force_it() -> None:
    """Joined by hand the two are refused too, and the reason is said."""
    with pytest.raises(
        Walled, match="not joined: mother names private people and ombudsman is from an anonymous"
    ):
        require([COUNCIL, MOTHER, OMBUDSMAN])
    require([COUNCIL, MOTHER])


def test_what_is_both_stands_with_nothing() -> None:
    """A text of an anonymous source that names somebody after all is refused by itself: it was not anonymous."""
    assert together([Side(document="slip", anonymous=True, names_private=True)]) == (
        "slip is from an anonymous source and names private people"
    )


@given(SIDES)
def test_a_list_shows_one_side(sides: list[Side]) -> None:
    """Whatever a list holds: what is shown of it may stand together, nothing is lost, and the order stays."""
    shown, left_out = one_side(sides, lambda side: side)

    assert together(shown) is None
    assert sorted(map(repr, (*shown, *left_out))) == sorted(map(repr, sides))
    assert list(shown) == [side for side in sides if side in shown]


@given(SIDES)
def test_a_refusal_is_one_in_any_order(sides: list[Side]) -> None:
    """Whether a group may be does not hang on the order in which it is told."""
    assert (together(sides) is None) == (together(reversed(sides)) is None)


def test_the_headline_of_a_named_family_is_withheld() -> None:
    """What is shown of such a story has no word of its headline; others keep theirs."""
    assert shown_title("Mother Zoe Sample tells of wait", names_private=True) == WITHHELD
    assert shown_title("Council agrees budget", names_private=False) == "Council agrees budget"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (URL, "https://www.woldenpost.co.uk/news/24801234.display/"),
        ("https://www.bbc.co.uk/news/articles/c4n1jr0kd2xo", "https://www.bbc.co.uk/news/articles/c4n1jr0kd2xo"),
        ("https://www.bbc.co.uk/news/uk-england-south-yorkshire-56123456", "https://www.bbc.co.uk/news/uk-england-south-yorkshire-56123456"),
        ("https://www.estmereecho.co.uk/news/people/mother-zoe-sample-tells-of-wait-5123456", None),
        ("https://www.estmere.live/news/estmere-news/mother-zoe-sample-28037002", None),
        ("https://example.org/news/uk-zoe-sample-1234567", None),
        ("not an address", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_words_of_an_address_are_withheld(url: str, shown: str | None) -> None:
    """A link leads there by the publisher's number alone, or there is none."""
    assert shown_url(url, names_private=True) == shown
    assert shown_url(url, names_private=False) == url


@given(st.text(max_size=200))
def test_no_address_keeps_its_words(url: str) -> None:
    """Whatever an address looks like: what is shown of it is nothing, or leads by number."""
    assert (shown_url(url, names_private=True) or "").count("sample") == 0


def test_names_are_blanked_where_they_stand() -> None:
    """A stretch of text keeps its length; only the characters of names in it are gone."""
    words = "The mother, Zoe Sample, said no."

    assert veiled(words, [(12, 22)]) == "The mother, ▇▇▇▇▇▇▇▇▇▇, said no."
    assert veiled(words[16:], [(12, 22)], start=16) == "▇▇▇▇▇▇, said no."
    assert veiled(words, [(60, 70)]) == words
    assert touches([(12, 22)], 0, 13)
    assert not touches([(12, 22)], 22, 30)


@given(st.text(), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60))), st.integers(0, 40))
def test_veiling_keeps_the_length(words: str, spans: list[tuple[int, int]], start: int) -> None:
    """Whatever the spans, even those outside the words: places in the text stay where they were."""
    assert len(veiled(words, spans, start=start)) == len(words)
