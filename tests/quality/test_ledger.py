"""The ledger on real news: what five articles of one council promised and demanded, with when it falls due."""

from dataclasses import replace
from pathlib import Path

import pytest

from domain.document import DocumentKind
from domain.known import from_reference
from domain.source import Channel
from storage.actions import ActionSeen, actions
from storage.archive import Archive
from storage.sources import refresh
from tests.storage.linked import at
from tests.storage.official import NEWS, SOURCES, Desk

LANCASHIRE = next(each for each in from_reference().councils if each.slug == "lancashire")


@pytest.fixture
def ledger(shared: Path, sqlite_archive: Archive) -> Desk:
    """Three articles, each on the day on which it can have come out; one of them undated."""
    desk = Desk(sqlite_archive)
    source = next(each for each in SOURCES if each.channel == Channel.COMMITTEE)
    with sqlite_archive.writing() as session:
        refresh(session, [replace(source, key="committee/lancashire", council=LANCASHIRE)], on=set())
    for name, published in (("000", "2018-12-11"), ("002", "2016-06-10"), ("003", None)):
        words = (shared / "seeds" / f"{name}.txt").read_text(encoding="utf-8")
        desk.comes(NEWS, name, words, seen=at(2026, 11, 1), published=published, kind=DocumentKind.ARTICLE)
    return desk


def _owed(desk: Desk) -> list[ActionSeen]:
    with desk.archive.reading() as session:
        return list(actions(session, ["lancashire"], as_of=at(2026, 11, 2), only_stated=True))


def test_what_articles_say_is_due_is_in_the_ledger(ledger: Desk) -> None:
    """The deadline of May 2017, the reviews every six months, and the decision at the budget meeting of February 2019."""
    due = {(each.first_due, each.action.first.how) for each in _owed(ledger)}

    assert {("2017-05-31", "required"), ("R/P6M", "planned"), ("2019-02", "planned")} <= due


def test_each_shows_its_words_and_what_was_searched(ledger: Desk) -> None:
    """Nothing is called broken: no update was found, in so many documents, by a query that is shown."""
    (deadline,) = (each for each in _owed(ledger) if each.first_due == "2017-05-31")

    assert deadline.action.first.proof.quote == (
        "The council has been told that the improvements must be achieved by the end of May next year or sooner."
    )
    assert deadline.outcome.search is not None
    assert deadline.outcome.words == (
        f"no update found since the due date; {deadline.outcome.search.documents} documents searched; "
        f"query: {deadline.outcome.search.query}"
    )


def test_an_undated_article_is_never_of_today(ledger: Desk) -> None:
    """The annual inspections stand in a text without a date: no round of them is said to be due."""
    found = [each for each in _owed(ledger) if each.action.first.proof.title.startswith("Annual inspections")]

    assert {each.outcome.words for each in found} == {
        "planned in an undated article, first seen 1 Nov 2026; due every year"
    }
