"""A summary is a text's own best lines: what it states first, each verbatim and with its place, none of private people."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.evidence import Evidence, quote
from domain.fact import Fact, FactType
from domain.summary import Line
from domain.text import Text
from linking import summaries

WORDS = (
    "The committee met in the morning and heard from three officers about the winter.\n\n"
    "Ofsted judged children's services in Estmere inadequate in March 2026.\n\n"
    "The council will report to the improvement board every month until the spring.\n\n"
    "Decisions at the Wrenfield hub took nine days on average, the audit found, and thresholds at Wrenfield were not"
    " understood. At Wrenfield the audit read forty files. Maren Oldroyd said that her daughter had waited at the"
    " Wrenfield hub since the audit."
)
TEXT = Text.of_pages([(None, WORDS)], reader="test@1")


def fact(kind: FactType, words: str, **fields: str) -> Fact:
    """A fact whose proof are these words of the text."""
    start = WORDS.index(words)
    return Fact(
        type=kind, evidence=quote(TEXT, start, start + len(words)), rule="test@1", fields=dict(fields)
    )


JUDGED = fact(
    FactType.JUDGEMENT,
    "Ofsted judged children's services in Estmere inadequate in March 2026.",
    aspect="overall",
    grade="inadequate",
)
PROMISED = fact(
    FactType.COMMITMENT,
    "The council will report to the improvement board every month until the spring.",
    strength="planned",
    due="R/P1M",
)


def quotes(lines: tuple[Line, ...]) -> list[str]:
    """The words of lines."""
    return [line.evidence.quote for line in lines]


def test_facts_come_first_and_say_what_they_are() -> None:
    """What was judged before what was promised, whatever stands first; then the sentence that says most of the text."""
    found = summaries.summary(TEXT, [PROMISED, JUDGED])

    assert quotes(found)[:2] == [JUDGED.evidence.quote, PROMISED.evidence.quote]  # type: ignore[union-attr]
    assert [line.says for line in found[:2]] == [
        ("judgement: overall, inadequate",),
        ("commitment: planned, every month",),
    ]
    assert any("Wrenfield" in line for line in quotes(found)[2:])


def test_sentences_about_private_people_are_left_out() -> None:
    """A sentence in which anybody private is named, or anything is held, is never quoted."""
    start = WORDS.index("Maren Oldroyd")
    found = summaries.summary(TEXT, [JUDGED], private=[(start, start + 13)], words=200)

    assert not [line for line in quotes(found) if "daughter" in line]
    assert [line for line in quotes(found) if "forty files" in line]


def test_it_is_never_longer_than_asked_for() -> None:
    """In words, facts and sentences together."""
    for most in (0, 12, 30, 60):
        found = summaries.summary(TEXT, [JUDGED, PROMISED], words=most)

        assert sum(len(line.split()) for line in quotes(found)) <= most


def test_of_words_that_are_gone_the_facts_stay() -> None:
    """Where the time for keeping a text is over, the quotes that were kept of it are told."""
    found = summaries.summary(None, [PROMISED, JUDGED])

    assert quotes(found) == [JUDGED.evidence.quote, PROMISED.evidence.quote]  # type: ignore[union-attr]


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=400))
def test_every_line_is_verbatim(words: str) -> None:
    """Whatever the text: each line stands in it, at its place, and none twice."""
    text = Text.of_pages([(None, words)], reader="test@1")
    found = summaries.summary(text, [])
    spans = sorted((line.evidence.start, line.evidence.end) for line in found)

    for line in found:
        assert isinstance(line.evidence, Evidence)
        line.evidence.check(words)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
