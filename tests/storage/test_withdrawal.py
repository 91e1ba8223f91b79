"""Withdrawal: hidden is out of sight, erased is gone, and both leave word of who decided what and why."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.article import ArticleTold
from domain.health import HealthState
from storage.archive import Archive, open_archive
from storage.blobs import BlobMissing
from storage.health import states
from storage.integrity import faults
from storage.relevance import UnknownStory, correct
from storage.schema import Blob, Capture, Change, Decision, DocumentRow, PageRow, VersionRow
from storage.withdrawal import (
    UnknownDocument,
    copy_decisions,
    erased_documents,
    follow_decisions,
    withdraw,
)
from tests.storage.newsroom import ECHO, STORY, WORDS, Newsroom
from tests.storage.world import KEY, MEETING, MONDAY, PAPER, Northshire, with_agenda

CANARY = "ZEBRA-CHILD-7731 lives in Ambleford"


@pytest.fixture
def paper(archive: Archive) -> tuple[str, str]:
    """A paper that should never have been published: its public id and the sha256 of its original."""
    council = Northshire(archive)
    council.lists(MEETING)
    council.shows(with_agenda(PAPER))
    council.serves("s60101", CANARY)
    with archive.reading() as session:
        return session.execute(
            select(DocumentRow.uid, VersionRow.sha256)
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .where(DocumentRow.ref == "s60101")
        ).one()  # type: ignore[return-value]


def test_erasing_takes_words_and_original_and_leaves_a_tombstone(
    archive: Archive, paper: tuple[str, str]
) -> None:
    """No page, no blob holds it any more; the row that it was there stays, and so does the decision."""
    uid, sha256 = paper
    withdraw(archive, uid, erase=True, actor="operator", reason="names a child", now=MONDAY)

    with pytest.raises(BlobMissing):
        archive.blobs.get(sha256)
    with archive.reading() as session:
        assert CANARY not in list(session.scalars(select(PageRow.words)))
        assert session.scalars(select(Decision.reason)).all() == ["names a child"]
        assert session.scalars(select(Change.what).order_by(Change.seq)).all()[-1] == "access"
    assert list(faults(archive)) == []


def test_hiding_keeps_the_words_for_those_who_may_see_them(archive: Archive, paper: tuple[str, str]) -> None:
    """Every version is hidden; nothing is destroyed."""
    uid, sha256 = paper
    hidden = withdraw(archive, PAPER.url or "", erase=False, actor="operator", reason="asked to", now=MONDAY)

    assert hidden.document == uid
    assert archive.blobs.get(sha256) == CANARY.encode()
    with archive.reading() as session:
        access = select(VersionRow.access).join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        assert set(session.scalars(access.where(DocumentRow.uid == uid))) == {"hidden"}


def test_what_is_not_kept_cannot_be_withdrawn(archive: Archive) -> None:
    """The error says how to find the id."""
    with pytest.raises(UnknownDocument, match="minutewatch search"):
        withdraw(archive, "nosuchdocument", erase=False, actor="operator", reason="none", now=MONDAY)


# -- news ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def echo(archive: Archive) -> Newsroom:
    """The Echo, with a story that was fetched and one that was dropped."""
    room = Newsroom(archive)
    room.lists(STORY, replace(STORY, ref="18700102", title="Fair returns", score=0.0))
    room.shows(told=ArticleTold(standfirst=WORDS[:40], correction="It gave a wrong number."))
    return room


def _on_disk(archive: Archive) -> bytes:
    with archive.reading() as session:
        standing = session.scalars(select(Blob.sha256).where(Blob.erased_at.is_(None))).all()
    return b"".join(archive.blobs.get(sha256) for sha256 in standing)


def test_a_story_is_erased_by_its_address_with_what_lists_told_of_it(echo: Newsroom) -> None:
    """No word, headline or summary of it is left, and the list's next answer brings none back."""
    archive = echo.archive
    withdraw(archive, STORY.url, erase=True, actor="operator", reason="asked to", now=echo.now)
    echo.later(hours=1)
    echo.lists(STORY)

    row, (told,) = echo.story(), echo.told()
    assert (row.title, row.summary, row.url, row.verdict) == ("Withdrawn", None, "", "dropped")
    assert (told.standfirst, told.correction) == (None, None)
    assert (echo.texts(), echo.due()) == ([None], [])
    assert STORY.title.encode() not in _on_disk(archive)
    assert list(faults(archive)) == []


@pytest.mark.parametrize("erase", [False, True], ids=["hide", "erase"])
def test_a_news_title_is_withdrawn_as_a_whole(echo: Newsroom, erase: bool) -> None:
    """What it published, and what it publishes later."""
    later = replace(
        STORY, ref="18700109", url="https://echo.example/news/18700109.later/", title="A later one"
    )
    done = withdraw(echo.archive, ECHO.key, erase=erase, actor="operator", reason="asked to", now=echo.now)
    echo.later(hours=1)
    echo.lists(later)
    echo.shows(story=later)

    assert (done.document, done.documents, done.versions) == (ECHO.key, 1, 1)
    assert [version.access for version in echo.versions()] == ["erased" if erase else "hidden"] * 2
    assert (b"twelve people" in _on_disk(echo.archive)) is not erase
    assert list(faults(echo.archive)) == []


def test_of_an_erased_news_title_nothing_is_asked_any_more(echo: Newsroom) -> None:
    """Neither its lists nor its stories."""
    withdraw(echo.archive, ECHO.key, erase=True, actor="operator", reason="asked to", now=echo.now)
    echo.later(days=3)

    assert echo.keeper.due(ECHO.key, now=echo.now, limit=100, daily=["feed:news", "sitemap:news"]) == []
    assert echo.story("18700102").title == "Withdrawn"


def test_the_silence_of_an_erased_title_is_no_fault(echo: Newsroom) -> None:
    """Its state says that it was withdrawn, and since when, however long nobody looked at it."""
    at = echo.now
    withdraw(echo.archive, ECHO.key, erase=True, actor="operator", reason="asked to", now=at)
    echo.later(days=60)
    with echo.archive.reading() as session:
        (state,) = [each for each in states(session, now=echo.now) if each.source == ECHO.key]

    assert (state.state, state.since) == (HealthState.QUIET, at)
    assert state.reason == "withdrawn: it is asked nothing any more"


def test_another_source_is_not_withdrawn_as_a_whole(paper: tuple[str, str], archive: Archive) -> None:
    """A council's papers are withdrawn one by one."""
    assert paper
    with pytest.raises(UnknownDocument):
        withdraw(archive, KEY, erase=True, actor="operator", reason="none", now=MONDAY)


def test_what_people_decided_is_copied_wholly(echo: Newsroom, tmp_path: Path) -> None:
    """A rebuilt archive follows the same decisions, of whatever kind."""
    withdraw(echo.archive, ECHO.key, erase=True, actor="operator", reason="asked to", now=echo.now)
    with echo.archive.writing() as session:
        session.add(
            Decision(at=echo.now, actor="operator", action="irrelevant", target="phrase:fair", reason="no")
        )
    with open_archive(tmp_path / "rebuilt") as rebuilt:
        again = Newsroom(rebuilt)
        copy_decisions(echo.archive, rebuilt)
        again.lists(STORY)
        again.shows()
        follow_decisions(rebuilt)
        with rebuilt.reading() as session:
            actions = session.scalars(select(Decision.action).order_by(Decision.id)).all()

            assert (actions, again.texts()) == (["erase", "irrelevant"], [])
            assert erased_documents(session) == {again.document().uid}


LISTED = replace(
    STORY, ref="18800006", url="https://echo.example/news/18800006.forb/", title="Social worker at the forb"
)


def _of_the_listed(archive: Archive) -> bytes:
    """All that stands in rows and originals of the story that was only listed."""
    with archive.reading() as session:
        captures = session.scalars(select(Capture.url)).all()
    return _on_disk(archive) + "".join(captures).encode()


@pytest.mark.parametrize("came", ["not found", "dropped", "waits"])
def test_a_story_that_was_only_listed_is_erased_by_its_address(echo: Newsroom, came: str) -> None:
    """No document stands for it: its listing loses its words, its page is never asked for, and no list brings it back."""
    archive, listed = echo.archive, replace(LISTED, score=0.0) if came == "dropped" else LISTED
    echo.lists(listed)
    if came == "not found":
        echo.lacks(story=listed)
    done = withdraw(archive, listed.url, erase=True, actor="operator", reason="asked to", now=echo.now)
    echo.later(days=3)
    echo.lists(replace(listed, modified=echo.now, score=4.0), STORY)

    row = echo.story(listed.ref)
    assert (row.title, row.summary, row.authors, row.section) == ("Withdrawn", None, [], None)
    assert (row.url, row.verdict, row.document_id) == ("", "dropped", None)
    assert (done.documents, done.versions) == (0, 0)
    assert f"article:{listed.ref}" not in echo.due()
    assert b"forb" not in _of_the_listed(archive)
    assert list(faults(archive)) == []


def test_nobody_can_have_an_erased_story_fetched_after_all(echo: Newsroom) -> None:
    """Who calls it relevant is told that it was erased."""
    echo.lists(LISTED)
    withdraw(echo.archive, LISTED.url, erase=True, actor="operator", reason="asked to", now=echo.now)

    with echo.archive.writing() as session, pytest.raises(UnknownStory, match="was erased"):
        correct(session, LISTED.url, relevant=True, reason="ours", actor="operator", now=echo.now)


@pytest.mark.parametrize("erase", [False, True], ids=["hide", "erase"])
def test_what_comes_of_a_listed_story_follows_the_decision(
    echo: Newsroom, erase: bool, tmp_path: Path
) -> None:
    """Its page comes all the same, here or in a rebuilt archive: nobody sees it."""
    echo.lists(LISTED)
    withdraw(echo.archive, LISTED.url, erase=erase, actor="operator", reason="asked to", now=echo.now)
    with open_archive(tmp_path / "rebuilt") as rebuilt:
        again = Newsroom(rebuilt)
        copy_decisions(echo.archive, rebuilt)
        again.lists(LISTED)
        again.shows(story=LISTED)
        follow_decisions(rebuilt)

        assert [version.access for version in again.versions()] == ["erased" if erase else "hidden"]
        assert again.story(LISTED.ref).title == ("Withdrawn" if erase else LISTED.title)
        assert (b"forb" in _of_the_listed(rebuilt)) is not erase


def test_an_erased_story_is_erased_under_its_other_names_too(echo: Newsroom) -> None:
    """A list names it by another number than its page does."""
    other = replace(LISTED, ref="18700199", url="https://echo.example/news/18700199.again/")
    echo.lists(other)
    echo.shows(story=other, told=ArticleTold(canonical=STORY.url, number=STORY.ref))
    withdraw(echo.archive, STORY.url, erase=True, actor="operator", reason="asked to", now=echo.now)
    echo.later(hours=1)
    echo.lists(other)

    assert (echo.story(other.ref).title, echo.due()) == ("Withdrawn", [])
    assert b"forb" not in _on_disk(echo.archive)


def test_an_unknown_title_is_said_to_be_unknown(archive: Archive) -> None:
    """Not that there is no such document."""
    with pytest.raises(UnknownDocument, match="no news title has this key"):
        withdraw(archive, "news/nobody", erase=True, actor="operator", reason="none", now=MONDAY)
