"""Any text can be read: it crashes nothing, its findings stand in it, and the time grows with its length and no faster."""

from collections.abc import Callable
from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.findings import Circumstances, Findings
from domain.text import Text
from linking.find import find
from tests.linking.test_find import assert_proved
from tests.quality.annotations import documents, known
from tests.quality.scoring import is_proved

# Beginnings of what the rules look for, over and over: where a pattern can match in many ways these are slow.
_REPEATED = {
    "councillors": "Councillor ",
    "names without end": "Anna Maria Louisa ",
    "initials": "A. B. C. ",
    "present": "Present: Councillor A Sample, ",
    "posts": "Director of Children's Services and ",
    "heads of": "Head of Service, ",
    "brackets": "((Chair) ",
    "commas": "Sample, ",
    "resolved": "RESOLVED that (1) ",
    "moved": "moved by Councillor Sample and seconded by ",
    "carried": "the motion was put to the vote and ",
    "judged": "has been judged to be ",
    "grades": "inadequate to requires improvement ",
    "sums": "£1,000,000 to £",
    "digits": "1,111,",
    "one long number": "9",
    "dates": "1 May to 2 ",
    "months": "May May ",
    "stretches": "the last twelve months of the next ",
    "quotes": "“she said ‘he ",
    "straight quotes": '"and" ',
    "rows": "| 1 | Action | Owner ",
    "colons": "Item: ",
    "lines": "\n",
    "bullets": "\n- ",
    "numbered": "\n1.1 ",
    "promises": "will be reported to the Committee by the ",
    "of which": "1,000 children of which ",
    "per cent": "5% of 10% of ",
    "committees": "Children and Young People and ",
    "the council": "the Council of the County of ",
    "one word": "a",
    "spaces": " x  ",
    "accents": "é\u0301",
}
_SHORT, _LONGER = 2_000, 4
# Four times the length takes four times as long, and sixteen where one thing is looked at again for each other thing.
_AT_MOST = 9.0
# What is a number or the head of a list throughout costs more than prose, but never so much more.
_DEARER = 20
# A machine at work measures a short run wrongly; a pattern that is slow is slow each time.
_TRIES = 4
# Less than this is too short to be measured, and quick enough whatever it is.
_NEGLIGIBLE = 0.004


def read(words: str) -> Findings:
    text = Text.of_pages([(None, words)], reader="made up")
    return find(text, circumstances=Circumstances(kind="article", published="2026-03-12"), known=known())


def assert_in_place(words: str, found: Findings) -> None:
    assert_proved(words, replace(found, facts=tuple(filter(is_proved, found.facts))))


@pytest.fixture(scope="module")
def ordinary() -> float:
    """Seconds a character of ordinary documents, read in the same run; what is built once is built before."""
    texts = [document.words for document in documents()[:8]]
    read(texts[0])
    return sum(map(_seconds, texts)) / sum(map(len, texts))


@pytest.mark.parametrize("repeated", _REPEATED.values(), ids=_REPEATED)
def test_time_grows_with_length(ordinary: float, repeated: str) -> None:
    """Four times as many of the same words take about four times as long to read, and not far longer than other words."""
    words = (repeated * (_SHORT // len(repeated) + 1))[:_SHORT]

    assert any(_is_bounded(words, ordinary) for _ in range(_TRIES))


def _is_bounded(words: str, ordinary: float) -> bool:
    short, long = _seconds(words), _seconds(words * _LONGER)
    return long / max(short, _NEGLIGIBLE) <= _AT_MOST and long <= _DEARER * ordinary * _LONGER * len(words)


def _seconds(words: str) -> float:
    started = process_time()
    read(words)
    return process_time() - started


def test_a_pack_of_papers_takes_as_long_as_its_papers() -> None:
    """Reading every document in one takes about as long as reading each: nothing is looked at again for each other thing."""
    papers = [document.words for document in documents()]
    read(papers[0])

    assert any(_seconds("\n\n".join(papers)) <= 3 * sum(map(_seconds, papers)) for _ in range(_TRIES))


# Pieces of real-looking documents in any order, cut anywhere, with what does not belong between them.
_PIECES = [
    piece for document in documents() for piece in document.words.splitlines(keepends=True) if piece.strip()
]
_STRANGE = st.sampled_from(
    [
        "\u200f",
        "\u202e",
        "\ufeff",
        "İ",
        "ﬁ",
        "𝒜",
        "\u2028",
        "\t",
        "£",
        "“",
        "’",
        "(",
        "•",
        "\u00ad",
        "١٢",
        "²",
        "½",
        "None",
    ]
)
_TORN = st.lists(
    st.builds(
        lambda piece, start, length: piece[start : start + length],
        st.sampled_from(_PIECES),
        st.integers(0, 60),
        st.integers(1, 200),
    )
    | _STRANGE,
    max_size=25,
).map("".join)


@given(words=_TORN)
@settings(deadline=None, max_examples=60)
def test_torn_documents_are_read_all_the_same(words: str) -> None:
    """Lines of any documents cut and mixed crash nothing, and what is found stands in them."""
    assert_in_place(words, read(words))


@given(number=st.integers(0, len(documents()) - 1), data=st.data())
@settings(deadline=None, max_examples=30)
def test_another_layout_crashes_nothing(number: int, data: st.DataObject) -> None:
    """Capital letters throughout, one word a line, no line breaks, no full stops: all are read."""
    change: Callable[[str], str] = data.draw(
        st.sampled_from(
            [
                str.upper,
                str.lower,
                str.title,
                lambda words: words.replace(" ", "\n"),
                lambda words: words.replace("\n", " "),
                lambda words: words.replace(".", ""),
                lambda words: words[::-1],
            ]
        )
    )
    words = change(documents()[number].words)

    assert_in_place(words, read(words))
