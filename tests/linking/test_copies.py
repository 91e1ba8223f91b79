"""Two texts are copies when one stands in the other from the head on, whatever a newspaper put around it."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from benchmarks import stories
from benchmarks.stories import Story
from domain.copies import KEPT_ONE_IN
from linking.copies import RULE, alike, prints, worth_comparing

ORIGINAL = stories.story("ferry", paragraphs=12)
OTHER = stories.story("library", paragraphs=12)


def are_copies(one: str, other: str) -> bool:
    """Whether the two are taken for copies."""
    return alike(prints(one), prints(other)) is not None


def in_words(text: str, count: int) -> str:
    """The first words of a text, ending as a sentence does."""
    return " ".join(text.split()[:count]) + "."


def test_a_cut_copy_is_wholly_in_the_original() -> None:
    """What was cut from the bottom stands in the longer text word for word, and that is said."""
    short = stories.cut(ORIGINAL, Random(1), share=0.35)
    found = alike(prints(ORIGINAL.text), prints(short.text))

    assert found is not None
    assert found.containment == 1
    assert found.reason == "100% of the shorter text stands in the longer"
    assert found.rule == RULE


def test_quotes_case_and_commas_make_no_difference() -> None:
    """Another house's style is no other text."""
    theirs = ORIGINAL.text.upper().replace("“", '"').replace("”", '"').replace("’", "'").replace(",", "")

    assert prints(theirs).places == prints(ORIGINAL.text).places


def test_a_titles_own_lines_make_no_difference() -> None:
    """Bylines, captions, teasers and calls to sign up are none of a story's words."""
    around = stories.boilerplated(ORIGINAL, Random(1))

    assert prints(around.text).places == prints(ORIGINAL.text).places


def test_two_stories_are_no_copies() -> None:
    """Different words about the same kind of thing are different stories."""
    assert not are_copies(ORIGINAL.text, OTHER.text)


def test_background_at_the_end_is_no_copy() -> None:
    """Half of a brief story printed again below another story's own news is that story's background."""
    background = Story(headline="", paragraphs=(*OTHER.paragraphs, *ORIGINAL.paragraphs[:4]))
    brief = Story(headline="", paragraphs=ORIGINAL.paragraphs[:6])

    assert not are_copies(background.text, brief.text)


def test_a_brief_printed_again_whole_under_other_news_is_no_copy() -> None:
    """A follow-up that ends with all of last week's brief has its own head, and is far longer."""
    follow_up = Story(headline="", paragraphs=(*OTHER.paragraphs, *ORIGINAL.paragraphs[:3]))
    brief = Story(headline="", paragraphs=ORIGINAL.paragraphs[:3])

    assert prints(brief.text).places.keys() <= prints(follow_up.text).places.keys()
    assert not are_copies(follow_up.text, brief.text)


def test_a_story_that_grew_is_a_copy() -> None:
    """New words on top of the old ones, and below: the story is the same."""
    assert are_copies(ORIGINAL.text, stories.updated(ORIGINAL, Random(1)).text)


def test_a_teaser_is_a_copy_of_the_story_that_it_begins() -> None:
    """Under sixty words nine tenths of them have to stand at the head of the other text."""
    teaser = in_words(ORIGINAL.text, 40)

    assert are_copies(teaser, ORIGINAL.text)


def test_a_brief_that_shares_half_its_words_is_no_copy() -> None:
    """What makes a copy of a story makes none of a text under sixty words."""
    half = in_words(ORIGINAL.text, 30) + " " + in_words(OTHER.text, 22)

    assert not are_copies(half, ORIGINAL.text)
    assert not are_copies(half, OTHER.text)


def test_under_twenty_words_nothing_is_a_copy() -> None:
    """A line or two are nobody's text: "More follows." stands everywhere."""
    line = in_words(ORIGINAL.text, 18)

    assert not are_copies(line, line)
    assert not are_copies(line, ORIGINAL.text)


def test_an_empty_text_has_no_prints() -> None:
    """Without words there is nothing to compare."""
    assert prints("").places == {}
    assert not are_copies("", ORIGINAL.text)


def test_of_a_text_without_end_the_head_is_compared() -> None:
    """A page that never stops costs no more than the longest live blog, and is still found to begin like another."""
    endless = ORIGINAL.text + "\n\n" + " ".join(f"word{number}" for number in range(100_000)) + "."

    assert prints(endless).words == 20_000
    assert are_copies(endless, ORIGINAL.text)


def test_what_is_kept_is_enough_to_compare() -> None:
    """An eighth of the prints tells a copy as well, and a story of its own."""
    kept = prints(ORIGINAL.text).sample

    assert alike(kept, prints(stories.cut(ORIGINAL, Random(1), share=0.6).text)) is not None
    assert alike(kept, prints(OTHER.text)) is None


def test_prints_are_the_same_on_every_machine() -> None:
    """The numbers are kept for years: they depend on the words alone, and fit a BIGINT of either sign."""
    numbers = prints("The council will close two children's homes.").places

    assert numbers == {-7627959126151030110: 0, -7182044243654047682: 1, 6076983157273292920: 2}


@given(st.text(), st.text())
def test_any_two_texts_are_compared_the_same_both_ways(one: str, other: str) -> None:
    """Whatever comes in, there is an answer, and it does not depend on which text came first."""
    assert alike(prints(one), prints(other)) == alike(prints(other), prints(one))


@given(st.integers(0, 10_000), st.sampled_from(sorted(stories.VARIANTS)))
def test_a_copy_is_a_copy_both_ways(seed: int, kind: str) -> None:
    """Story and copy are compared the same both ways."""
    original = stories.story(str(seed), paragraphs=8)
    copy = stories.VARIANTS[kind](original, Random(seed))
    one, other = prints(original.text), prints(copy.text)

    assert alike(one, other) == alike(other, one)


@given(st.text(min_size=1))
def test_kept_prints_are_some_of_all(text: str) -> None:
    """What is kept is a part of what was taken, by a rule that both sides of a comparison share."""
    taken = prints(text)

    assert taken.sample.places == {
        number: place for number, place in taken.places.items() if number % KEPT_ONE_IN == 0
    }
    assert all(-(2**63) <= number < 2**63 for number in taken.places)


@given(st.integers(0, 200), st.integers(1, 200), st.integers(1, 200))
def test_nothing_that_can_be_a_copy_is_passed_over(shared: int, one: int, other: int) -> None:
    """Half of the shorter text's prints are always worth a comparison."""
    assert shared * 2 < min(one, other) or shared == 0 or worth_comparing(shared, one, other)
