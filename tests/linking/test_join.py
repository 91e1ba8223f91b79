"""Articles are joined into groups by the pairs found, whatever order they come in; people and the jigsaw wall overrule."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import permutations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from domain.copies import Article, Decided, Joined, Likeness, Pair
from domain.wall import Side, together
from linking.join import copies

FIRST = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)
NAMES = "abcdefgh"


def article(name: str, *, anonymous: bool = False, names_private: bool = False) -> Article:
    """An article, first seen on the day that its letter says."""
    return Article(
        document=name,
        first_seen=FIRST + timedelta(days=NAMES.index(name)),
        side=Side(document=name, anonymous=anonymous, names_private=names_private),
    )


def pair(ends: str, containment: float = 0.9) -> Pair:
    """Two articles that are alike."""
    one, other = sorted(ends)
    likeness = Likeness(containment=containment, reason="alike", rule="test@1")
    return Pair(one=one, other=other, likeness=likeness)


def said(ends: str, *, same: bool) -> Decided:
    """A person's word."""
    one, other = sorted(ends)
    return Decided(one=one, other=other, same=same)


def groups(joined: Sequence[Joined]) -> set[str]:
    """The groups, each as the letters of its members."""
    names = {each.group for each in joined}
    return {"".join(each.document for each in joined if each.group == name) for name in names}


ARTICLES = [article(name) for name in NAMES]


def test_copies_of_copies_are_one_group() -> None:
    """A copy cut from a copy is of the same story; who has no copies is in no group."""
    found = copies(ARTICLES, [pair("ab"), pair("bc"), pair("ef")], [])

    assert groups(found) == {"abc", "ef"}


def test_a_group_is_named_after_the_article_first_seen() -> None:
    """However the pairs lie, so that whoever joins later changes no name."""
    before = copies(ARTICLES[:3], [pair("bc")], [])
    after = copies(ARTICLES, [pair("bc"), pair("ch"), pair("hg")], [])

    assert {each.group for each in before} == {each.group for each in after} == {"b"}


def test_each_article_is_told_with_the_one_it_is_most_like() -> None:
    """The first seen is the original as far as we know; the others say of what they are copies."""
    found = copies(ARTICLES, [pair("ab", 0.6), pair("ac", 0.7), pair("bc", 0.95)], [])

    assert [(each.document, each.of) for each in found] == [("a", None), ("b", "c"), ("c", "b")]


def test_a_person_takes_a_copy_out() -> None:
    """What a person says are no copies is in two groups, also where a third text is like both."""
    found = copies(ARTICLES, [pair("ab", 0.95), pair("bc", 0.7), pair("ac")], [said("ac", same=False)])

    assert groups(found) == {"ab"}


def test_a_person_joins_what_no_rule_finds() -> None:
    """A person's word needs no likeness, and is told as such."""
    found = copies(ARTICLES, [], [said("dg", same=True)])

    assert groups(found) == {"dg"}
    assert {each.likeness.rule for each in found} == {"decision"}


def test_the_wall_stands_whatever_the_words_say() -> None:
    """An anonymous text and one that names private people are in no group, not by a third text between them, not by hand."""
    articles = [article("a", anonymous=True), article("b"), article("c", names_private=True)]
    alike = [pair("ab", 0.9), pair("bc", 0.8), pair("ac", 1)]

    assert groups(copies(articles, alike, [])) == {"ab"}
    assert groups(copies(articles, alike, [said("ac", same=True)])) == {"ab"}


def test_stories_that_name_the_same_people_may_be_copies() -> None:
    """The wall stands between them and what is anonymous, not between the copies of one such story."""
    articles = [article(name, names_private=True) for name in "ab"]

    assert groups(copies(articles, [pair("ab")], [])) == {"ab"}


def test_what_names_unknown_articles_is_passed_over() -> None:
    """A pair or a decision that leads out of what was handed in joins nothing."""
    assert copies(ARTICLES[:2], [pair("ah")], [said("bg", same=True)]) == []


def test_the_order_in_which_they_come_does_not_matter() -> None:
    """Articles and pairs in any order make the same groups."""
    pairs = [pair("ab", 0.9), pair("bc", 0.9), pair("cd", 0.9)]
    decided = [said("ad", same=False)]
    expected = copies(ARTICLES, pairs, decided)

    assert all(copies(ARTICLES[::-1], order, decided) == expected for order in permutations(pairs))


_ENDS = st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True).map("".join)
_PAIRS = st.lists(st.builds(pair, _ENDS, st.sampled_from((0.5, 0.7, 0.9))), max_size=12)
_SAID = st.lists(st.builds(lambda ends, same: said(ends, same=same), _ENDS, st.booleans()), max_size=3)
_SIDES = st.lists(st.sampled_from(("", "anonymous", "names_private")), min_size=8, max_size=8)


@given(_PAIRS, _SAID, _SIDES, st.randoms())
def test_any_pairs_make_groups_that_may_stand(
    pairs: list[Pair], decided: list[Decided], sides: list[str], random: Random
) -> None:
    """Whatever is handed in: a group of two or more, on one side of the wall, without two that a person took apart, and the
    same however it is shuffled."""
    articles = [
        article(name, **({side: True} if side else {})) for name, side in zip(NAMES, sides, strict=True)
    ]
    standing = list({(each.one, each.other): each for each in decided}.values())
    unique = list({(each.one, each.other): each for each in pairs}.values())
    found = copies(articles, unique, standing)
    shuffled = random.sample(unique, len(unique))
    side_of = {each.document: each.side for each in articles}

    assert copies(articles[::-1], shuffled, standing[::-1]) == found
    for members in groups(found):
        assert len(members) > 1
        assert together(side_of[name] for name in members) is None
        assert not any({each.one, each.other} <= set(members) for each in standing if not each.same)
