"""Word differences: what stood before and what stands now, each quotable from its own text."""

from hypothesis import given
from hypothesis import strategies as st

from storage.diff import word_changes

_TEXTS = st.text(alphabet="ab c\n", max_size=80)


def test_a_changed_figure_is_one_change_with_its_surroundings() -> None:
    """The figure before, the figure after, and the words around it."""
    (change,) = word_changes(
        "members heard that 1,842 children\nwere looked after",
        "members heard that 1,824 children\nwere looked after",
    )

    assert (change.before, change.after) == ("1,842", "1,824")
    assert (change.lead, change.tail) == ("members heard that", "children\nwere looked after")


def test_white_space_is_no_change() -> None:
    """A paragraph broken elsewhere reads the same to a person."""
    assert word_changes("one two three", "one two   three") == []


@given(before=_TEXTS, after=_TEXTS)
def test_every_change_can_be_quoted_from_both_texts(before: str, after: str) -> None:
    """The spans hold exactly the words that the change names."""
    for change in word_changes(before, after):
        assert before[slice(*change.before_span)] == change.before
        assert after[slice(*change.after_span)] == change.after


@given(before=_TEXTS, after=_TEXTS)
def test_the_changes_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    """Put in place of what stood before, the new words give the new text, white space aside."""
    made, at = [], 0
    for change in word_changes(before, after):
        made += [before[at : change.before_span[0]], " ", change.after, " "]
        at = change.before_span[1]
    made.append(before[at:])

    assert "".join(made).split() == after.split()
