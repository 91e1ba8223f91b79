"""What is held is kept with its rule, hides what it must, and follows what a person decides, in every version and for good."""

import pytest
from sqlalchemy import select

from domain.document import Access
from domain.harm import Fault, Redaction, State
from domain.spoken import plain_day
from domain.text import Text
from linking import find
from minutewatch import holding
from storage import decisions, facts, held, known, private, search
from storage.archive import Archive
from storage.documents import keep_text
from storage.held import HeldSeen, UnknownHeld
from storage.query import parse
from storage.schema import HeldRow, TextRow, VersionRow
from storage.withdrawal import withdraw
from tests.storage.world import MEETING, MONDAY, PAPER, Northshire, with_agenda

ADDRESS = "The council's new children's home is at 14 Alder Close, Ambleford."
WORDS = f"{ADDRESS} The budget is £4.6m."
# What needs no SQL of its own is asked of one database.
sqlite = pytest.mark.parametrize("archive", ["sqlite"], indirect=True)
WHO = {"actor": "ann", "reason": "seen"}


@pytest.fixture
def council(archive: Archive) -> Northshire:
    """A council with one paper that tells of a home's address, linked and indexed."""
    council = Northshire(archive)
    council.lists(MEETING)
    council.shows(with_agenda(PAPER))
    council.serves(PAPER.ref, WORDS)
    bring_up(archive)
    return council


def bring_up(archive: Archive) -> None:
    """Link every current text by the real finders, also those that were, and bring the index up to it."""
    with archive.writing() as session:
        knowledge = known.known(session)
        ids = session.scalars(select(TextRow.id).where(TextRow.is_current, TextRow.expired_at.is_(None)))
        found = {
            each.text_id: find.find(each.text, circumstances=each.circumstances, known=knowledge)
            for each in facts.texts(session, ids)
        }
        facts.keep_findings(session, found, rules="r", known=knowledge.digest, run=1, now=MONDAY)
    search.bring_up_to_date(archive)


def waiting(archive: Archive) -> list[HeldSeen]:
    """What waits for a decision."""
    with archive.reading() as session:
        return held.held(session, (State.HELD,))


def hits(archive: Archive, words: str) -> list[str]:
    """The snippets that a search shows."""
    return [str(hit.snippet) for hit in search.search(archive, parse(words)).hits]


def decide(council: Northshire, uid: str, action: str) -> int:
    """A person's decision, followed."""
    with council.archive.writing() as session:
        decision, _ = held.decide(session, uid, action, **WHO, now=MONDAY)
        number = decision.id
    bring_up(council.archive)
    return number


@sqlite
def test_what_is_held_says_where_by_which_rule_and_why(council: Northshire) -> None:
    """The street alone is the secret; where it stands is told, and what a person decided of it."""
    (found,) = waiting(council.archive)

    assert (found.rule, found.words, found.page) == ("harm.home_address@4", "Alder Close", 1)
    assert (found.state, found.actor) == (State.HELD, None)


@sqlite
def test_since_when_it_waits_and_who_decided_is_told(council: Northshire) -> None:
    """In words as in JSON; the secret itself only where it is asked for."""
    (found,) = waiting(council.archive)
    decide(council, found.uid, "drop")
    with council.archive.reading() as session:
        (decided,) = held.held(session, (State.DROPPED,))
    day = plain_day(MONDAY.date())

    assert list(holding.held_lines(found))[1].endswith(f"; waits for a decision since {day}")
    assert list(holding.held_lines(decided))[1].endswith(f"; held since {day}, dropped on {day} by ann: seen")
    assert "Alder" not in " ".join(holding.held_lines(found))
    assert list(holding.held_lines(found, with_words=True))[-1] == "  “Alder Close”"


@sqlite
def test_held_words_are_found_by_nobody(council: Northshire) -> None:
    """Neither by search nor in what it shows; the rest of the page is."""
    assert hits(council.archive, "alder") == []
    assert [snippet for snippet in hits(council.archive, "budget") if "Alder" in snippet] == []
    assert hits(council.archive, "budget") != []


def test_what_is_released_is_shown_again(council: Northshire) -> None:
    """On every surface, and in every later reading: the decision names it by its natural key."""
    (found,) = waiting(council.archive)
    decide(council, found.uid, "release")

    assert waiting(council.archive) == []
    assert hits(council.archive, "alder") != []


@sqlite
def test_a_release_of_a_private_name_says_that_it_stays_hidden(archive: Archive) -> None:
    """Whoever releases a name learns that no answer shows it all the same; of an address nothing is said."""
    council = Northshire(archive)
    council.lists(MEETING)
    council.shows(with_agenda(PAPER))
    council.serves(PAPER.ref, f"{WORDS}\n\nLily Oakes (Young Person Representative) said that she agreed.")
    bring_up(archive)
    for each in waiting(archive):
        decide(council, each.uid, "release")
    with archive.reading() as session:
        released = held.held(session, (State.RELEASED,))
        hidden = {each.rule.partition("@")[0]: held.is_covered(session, each.uid) for each in released}

    assert hidden == {"harm.home_address": False, "harm.named_child": True}


@sqlite
def test_a_release_that_is_taken_back_holds_again(council: Northshire) -> None:
    """As if it had never been."""
    (found,) = waiting(council.archive)
    number = decide(council, found.uid, "release")
    with council.archive.writing() as session:
        decisions.undo(session, number, **WHO, now=MONDAY)
        held.follow(session, found.uid, now=MONDAY)
    bring_up(council.archive)

    assert [each.uid for each in waiting(council.archive)] == [found.uid]
    assert hits(council.archive, "alder") == []


@sqlite
def test_what_is_dropped_stays_hidden(council: Northshire) -> None:
    """It waits for nobody any more, and nobody sees it; a new version that says it again is no new question."""
    (found,) = waiting(council.archive)
    decide(council, found.uid, "drop")
    council.serves(PAPER.ref, f"{WORDS} It opens in May.")
    bring_up(council.archive)

    assert waiting(council.archive) == []
    assert hits(council.archive, "alder") == []


@sqlite
def test_a_document_with_a_failed_redaction_is_hidden_until_it_is_released(council: Northshire) -> None:
    """All of it, though its hidden words are not even in its text."""
    with council.archive.writing() as session:
        version = session.scalars(
            select(TextRow.version_id).join(VersionRow).where(VersionRow.title == PAPER.title)
        ).one()
        text = Text.of_pages(
            [(None, "Payments of the year.")], reader="r", redactions=(Redaction(page=1, fault=Fault.BOX),)
        )
        keep_text(session, version, text)
    bring_up(council.archive)
    (found,) = waiting(council.archive)
    with council.archive.reading() as session:
        hidden = session.get_one(VersionRow, version).access
    decide(council, found.uid, "release")
    with council.archive.reading() as session:
        shown = session.get_one(VersionRow, version).access

    assert (found.rule, found.is_whole, found.words) == ("harm.failed_redaction@1", True, "")
    assert (hidden, shown) == (Access.HIDDEN, Access.OPEN)


@sqlite
def test_what_somebody_withdrew_is_not_shown_by_a_release(council: Northshire) -> None:
    """Hidden by decision stays hidden."""
    (found,) = waiting(council.archive)
    withdraw(council.archive, found.document, erase=False, **WHO, now=MONDAY)
    decide(council, found.uid, "release")

    assert hits(council.archive, "alder") == []


def test_erasing_takes_the_held_words_too(council: Northshire) -> None:
    """That something was held, and by which rule, stays."""
    (found,) = waiting(council.archive)
    withdraw(council.archive, found.document, erase=True, **WHO, now=MONDAY)
    with council.archive.reading() as session:
        (row,) = session.scalars(select(HeldRow).where(HeldRow.uid == found.uid)).all()

    assert (row.words, row.places, row.rule) == (None, [], "harm.home_address@4")


@sqlite
def test_no_fact_is_made_of_held_words(council: Northshire) -> None:
    """The spans that surfaces blank hold the address."""
    with council.archive.reading() as session:
        sha256 = session.scalars(select(TextRow.sha256).join(HeldRow, HeldRow.text_id == TextRow.id)).one()
        spans = private.spans(session, [sha256])[sha256]

    assert [WORDS[start:end] for start, end in spans] == ["14 Alder Close"]


@sqlite
def test_what_nobody_has_linked_is_not_searched(council: Northshire) -> None:
    """Of words that came since nobody knows yet what is to be held; with the next linking they are found."""
    council.serves(PAPER.ref, "Some wholly other words: the grant went up.")
    search.bring_up_to_date(council.archive)
    before = hits(council.archive, "grant")
    bring_up(council.archive)

    assert before == []
    assert hits(council.archive, "grant") != []


@sqlite
def test_an_unknown_id_is_refused(council: Northshire) -> None:
    """With what to do instead."""
    with council.archive.writing() as session, pytest.raises(UnknownHeld, match="held list"):
        held.decide(session, "nosuch", "drop", **WHO, now=MONDAY)
