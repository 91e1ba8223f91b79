"""Prose: finders read plain words, and their spans still count in the text as printed."""

from hypothesis import given
from hypothesis import strategies as st

from domain.findings import Circumstances
from domain.text import Text
from linking.prose import Prose
from tests.linking.texts import prose

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400)
PAPER = st.lists(
    st.sampled_from(
        [
            "The Council",
            " ",
            "\n",
            "\n\n",
            "  \n",
            "“",
            "’s",
            "-",
            "–",
            "words. ",
            "A",
            "Cllr. ",
            "7. ",
            "long-",
            "(a) ",
            "•",
            "\t",
            "\u00a0",
        ]
    ),
    max_size=60,
).map("".join)


def test_quotes_dashes_and_spaces_are_plain() -> None:
    """Curly quotes, long dashes and runs of spaces read as one plain kind each."""
    assert prose("the  council’s “plan” – 2026—27").smooth == 'the council\'s "plan" - 2026-27'


def test_a_sentence_that_a_page_wraps_is_one_sentence() -> None:
    """Line ends of the printed page do not cut sentences; headings keep their own line."""
    text = prose(
        "Executive summary\n"
        "The council has made progress with the plan that it agreed after the last\n"
        "inspection. Leaders know the service well and have put right most of what was\n"
        "found to be weak."
    )

    assert [text.flow[start:end] for start, end in text.sentences] == [
        "Executive summary",
        "The council has made progress with the plan that it agreed after the last inspection.",
        "Leaders know the service well and have put right most of what was found to be weak.",
    ]


def test_a_dash_that_begins_a_line_begins_a_part_of_a_list() -> None:
    """But the dash of an aside, where a page is too narrow for it, goes on with its sentence."""
    listed = prose(
        "Agreed:\n- Officers to report to the panel in March.\n- Every partner to report to it in May."
    )
    aside = prose(
        "The council opened two of its four homes in May; the other two that stand in the south\n"
        "- and cost more than was hoped for when they were begun - will open later in the year."
    )

    assert [listed.flow[slice(*each)] for each in listed.sentences][1:] == [
        "- Officers to report to the panel in March.",
        "- Every partner to report to it in May.",
    ]
    assert len(aside.sentences) == 1


def test_abbreviations_end_no_sentence() -> None:
    """`Cllr. J. Smith` and the number of a paragraph are no sentences of their own."""
    text = prose("7. Cllr. J. Smith asked about No. 4 of the plan. The Chair replied.")

    assert [text.flow[start:end] for start, end in text.sentences] == [
        "7. Cllr. J. Smith asked about No. 4 of the plan.",
        "The Chair replied.",
    ]


def test_a_word_broken_at_its_hyphen_is_whole() -> None:
    """A compound broken at the end of a line reads as one word."""
    assert "multi-agency hub" in prose("The families are helped by the well run multi-\nagency hub.").flow


def test_an_endless_sentence_is_cut() -> None:
    """Words without any full stop do not make one sentence of a whole document."""
    text = prose("word " * 5000)

    assert max(end - start for start, end in text.sentences) <= 1500


@given(words=ANY_TEXT | PAPER)
def test_spans_lead_back_to_the_text(words: str) -> None:
    """Whatever the words: every sentence lies in the text, in order, and its characters are those of the text."""
    text = Text.of_pages([(None, words)], reader="made up")
    made = Prose(text=text, circumstances=Circumstances())

    assert len(made.smooth) == len(made.flow)
    last = 0
    for start, end in made.sentences:
        first, stop = made.span(start, end)

        assert last <= first < stop <= len(words)
        assert words[first].isspace() == made.flow[start].isspace()
        assert made.sentence_at(start) == (start, end)
        last = stop
