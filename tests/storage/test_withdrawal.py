"""Withdrawal: hidden is out of sight, erased is gone, and both leave word of who decided what and why."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.article import ArticleTold
from storage.archive import Archive, open_archive
from storage.blobs import BlobMissing
from storage.integrity import faults
from storage.schema import Blob, Change, Decision, DocumentRow, PageRow, VersionRow
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
