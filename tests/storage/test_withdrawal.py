"""Withdrawal: hidden is out of sight, erased is gone, and both leave word of who decided what and why."""

import pytest
from sqlalchemy import select

from storage.archive import Archive
from storage.blobs import BlobMissing
from storage.integrity import faults
from storage.schema import Change, Decision, DocumentRow, PageRow, VersionRow
from storage.withdrawal import UnknownDocument, withdraw
from tests.storage.world import MEETING, MONDAY, PAPER, Northshire, with_agenda

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
