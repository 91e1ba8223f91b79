"""Snippets: the telling piece of a page, marked by the rules by which it was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.query import parse
from storage.snippets import Snippet, cut
from storage.words import plain_words


def marked(snippet: Snippet) -> list[str]:
    """The marked words."""
    return [snippet.words[start:end] for start, end in snippet.marks]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("notice", ["Notices", "notice"]),
        ('"improvement notice"', ["improvement notice"]),
        ("improve*", ["improvement"]),
        ("improvement NEAR/2 issued", ["improvement", "issued"]),
        ("improvement NEAR/1 issued", []),
        ("café", ["Cafe\u0301"]),
        ("children's", ["children’s"]),
        ("10000", ["10,000"]),
        ("notice NOT cafe", ["Notices", "notice"]),
        ("council:leeds year:2016", []),
        ('improvement "improvement notice" notice', ["Notices", "improvement notice"]),
    ],
)
def test_what_was_found_is_marked(typed: str, words: list[str]) -> None:
    """Other forms of a word, phrases, beginnings and neighbours are marked; what is left out and fields are not."""
    page = "😀 Notices: an improvement notice issued to the children’s Cafe\u0301 for £10,000."

    assert marked(cut(page, parse(typed))) == words


def test_a_snippet_shows_where_most_of_the_query_stands() -> None:
    """Where all words stand together is more telling than where one of them stands often."""
    page = f"notice notice notice {'and so on ' * 60}the improvement notice {'and so on ' * 60}"
    snippet = cut(page, parse("improvement notice"))

    assert marked(snippet) == ["improvement", "notice"]
    assert len(snippet.words) <= 200
    assert (snippet.before, snippet.after) == (True, True)


def test_a_page_without_the_words_is_shown_from_its_beginning() -> None:
    """A page that was found by its title or fields begins at its beginning, ending between words."""
    page = "The committee met. " * 40

    assert cut(page, parse("kind:minutes")) == Snippet(words=page[:193], marks=(), before=False, after=True)


def test_a_word_longer_than_a_snippet_is_cut() -> None:
    """Ten thousand characters without a space do not fill the page of results."""
    assert len(cut("a" * 10_000, parse("notice")).words) == 200
    assert len(cut(f"{'x ' * 300}notice{'s' * 10_000}", parse("notice*")).words) <= 200


@given(
    st.text(alphabet="no tice\n😀é\u0301日‘’,1", max_size=400),
    st.sampled_from(["notice", "no*", '"no tice"', "no NEAR/3 tice", "é OR 日", "1"]),
    st.integers(1, 60),
)
def test_snippets_are_pieces_of_the_page(page: str, typed: str, length: int) -> None:
    """A snippet stands in the page but for white space, keeps its length, and its marks lie in it, in order and apart."""
    snippet = cut(page, parse(typed), length=length)
    edges = [edge for mark in snippet.marks for edge in mark]

    assert snippet.words in page.replace("\n", " ")
    assert len(snippet.words) <= length
    assert edges == sorted(set(edges))
    assert all(0 <= start < end <= len(snippet.words) for start, end in snippet.marks)
    assert all(plain_words(word) for word in marked(snippet))
