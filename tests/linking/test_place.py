"""A story is told in the digest only where it is set in England: at a council, or in the country as a whole."""

import pytest

from domain.document import DocumentKind
from domain.findings import Circumstances
from domain.known import from_reference
from domain.place import Place
from domain.text import Text
from linking.find import find

LOCAL = ("lancashire", "blackpool")


def place(
    words: str, *, title: str = "", covers: tuple[str, ...] = (), kind: str = DocumentKind.ARTICLE
) -> Place | None:
    """Where a story is set."""
    text = Text.of_pages([(None, words)], reader="test@1")
    circumstances = Circumstances(title=title, kind=kind, covers=covers, published="2026-11-20")
    return find(text, circumstances=circumstances, known=from_reference()).place


@pytest.mark.parametrize(
    ("title", "words", "covers"),
    [
        ("Leeds City Council hires social workers", "Leeds City Council has hired forty.", ()),
        ("Home for two children planned", "Councillors will decide next week.", LOCAL),
        ("Foster carers wanted", "More families are needed, says a charity.", LOCAL),
        ("Children sent to Wales by Kent County Council", "Kent County Council has placed ten there.", ()),
    ],
)
def test_at_a_council(title: str, words: str, covers: tuple[str, ...]) -> None:
    """Where a council is named, or a local paper writes of its own."""
    assert place(words, title=title, covers=covers) is Place.COUNCIL


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Children in care: numbers rise in England", "More than 80,000 are looked after."),
        ("Councils in England short of foster carers", "One in eight is missing, says a charity."),
        ("Ministers promise fewer placements far from home", "A bill is to come before the summer."),
    ],
)
@pytest.mark.parametrize("covers", [(), LOCAL])
def test_in_england_as_a_whole(title: str, words: str, covers: tuple[str, ...]) -> None:
    """Where the country is named, or those who answer for it; in a local paper that prints an agency's story too."""
    assert place(words, title=title, covers=covers) is Place.ENGLAND


@pytest.mark.parametrize(
    ("title", "words", "covers"),
    [
        ("Cardiff short of foster carers", "The council needs forty more.", ()),
        ("Glasgow's children's houses to close", "Councillors voted on Tuesday.", LOCAL),
        ("Ohio: foster boy found", "The government there was told.", LOCAL),
        ("Foster carers wanted", "More families are needed, says a charity.", ()),
    ],
)
def test_in_neither(title: str, words: str, covers: tuple[str, ...]) -> None:
    """Where another nation is named and no place in England, or nothing is said at all in a paper for everywhere."""
    assert place(words, title=title, covers=covers) is Place.NONE


def test_only_articles_have_a_place() -> None:
    """A report belongs to whom it is of."""
    assert place("Leeds City Council met.", kind=DocumentKind.REPORT) is None
