"""Bylines give names, posts and agencies, each for what it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.article import ArticleService
from reading.articles import bylines


@pytest.mark.parametrize(
    ("words", "names", "roles"),
    [
        ("By Robin Hale", ("Robin Hale",), ()),
        ("Robin Hale and Sam Reed", ("Robin Hale", "Sam Reed"), ()),
        ("By Robin Hale, Local Democracy Reporter", ("Robin Hale",), ("Local Democracy Reporter",)),
        (
            "Robin Hale - Local Democracy Reporting Service",
            ("Robin Hale",),
            ("Local Democracy Reporting Service",),
        ),
        ("Robin Hale, PA", ("Robin Hale",), ("PA",)),
        ("Court Reporter", ("Court Reporter",), ("Court Reporter",)),
        ("Northshire and Wolden", ("Northshire and Wolden",), ()),
        ("The Newsroom", ("The Newsroom",), ()),
        ("Anna de la Haye & Jo O'Neil", ("Anna de la Haye", "Jo O'Neil"), ()),
        ("", (), ()),
    ],
)
def test_a_byline_is_taken_apart(words: str, names: tuple[str, ...], roles: tuple[str, ...]) -> None:
    """Names by themselves; what somebody is, beside them; a desk stays whole."""
    found = bylines.of([words])

    assert (found.names, found.roles) == (names, roles)


@pytest.mark.parametrize(
    "line", ["By the end of June, said Eve Finch.", "By October", "Robin Hale", "By 2027 " * 30]
)
def test_other_lines_are_no_bylines(line: str) -> None:
    """Only a line that is nothing else says who wrote."""
    found = bylines.read(line)

    assert found is None or found.names == ("October",)


def test_a_service_is_known() -> None:
    """By the byline, or by a credit at the end."""
    assert bylines.service_of(bylines.of(["Robin Hale, PA Media"]), []) is ArticleService.PA
    assert bylines.service_of(bylines.of(["Robin Hale, Local Democracy Reporter"]), []) is ArticleService.LDRS
    assert (
        bylines.service_of(bylines.Byline(), ["Story.", "Local Democracy Reporting Service"])
        is ArticleService.LDRS
    )
    assert (
        bylines.service_of(bylines.of(["Robin Hale"]), ["He told the Local Democracy Reporting Service."])
        is None
    )


@given(st.text(max_size=200))
def test_any_words_are_a_byline_or_not(words: str) -> None:
    """Nothing in a byline makes the reader fail."""
    assert bylines.of([words]).names or not bylines.of([words]).roles
