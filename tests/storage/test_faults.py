"""Faults of ours: one answer that cannot be kept is rolled back, noted and asked for last; the archive and the others are well."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select, text

from storage.archive import Archive
from storage.blobs import BlobNotStored
from storage.keep import NotKept
from storage.schema import AgendaItemRow, Attachment, Capture, Publication, VersionRow
from tests.storage.test_keep import events
from tests.storage.world import MEETING, PAPER, Northshire, with_agenda

# No database takes a lone surrogate; no parser of ours gives one, unless it has a fault.
POISON = replace(PAPER, title="Plan \ud800")


@pytest.fixture
def council(archive: Archive) -> Northshire:
    council = Northshire(archive)
    council.due()
    council.lists(MEETING, replace(MEETING, ref="9102"))
    return council


def rows(archive: Archive) -> list[int | None]:
    """How many events, versions, items and papers are kept."""
    with archive.reading() as session:
        return [
            session.scalar(select(func.count()).select_from(table))
            for table in (Publication, VersionRow, AgendaItemRow, Attachment)
        ]


def test_an_answer_that_cannot_be_kept_leaves_nothing_behind(council: Northshire) -> None:
    """It is kept wholly or not at all, and what is wrong is said in a line."""
    with pytest.raises(NotKept, match=r"^could not be kept: UnicodeEncodeError: .{10,250}$"):
        council.shows(with_agenda(POISON))

    assert rows(council.archive) == [0, 0, 0, 0]


def test_it_comes_last_the_next_time(council: Northshire) -> None:
    """After everything else that is due, and later each time."""
    council.shows(with_agenda(PAPER, ref="9102"))
    failed = council.fetched("meeting:9101", b"")
    council.keeper.keep_failure(replace(failed, error="could not be kept: x"), unkept="could not be kept: x")
    assert "meeting:9101" not in council.due()
    council.later(days=1)

    assert council.due()[-1] == "meeting:9101"
    assert council.due().index("document:s60101") < len(council.due()) - 1


def test_it_is_no_sign_that_the_page_is_gone(council: Northshire) -> None:
    """A meeting called off in the calendar whose page we could not keep is asked again, and not told of."""
    council.lists(replace(MEETING, status="Cancelled"), replace(MEETING, ref="9102"))
    failed = replace(council.fetched("meeting:9101", b""), error="could not be kept: x")
    council.keeper.keep_failure(failed, unkept="could not be kept: x")

    assert events(council.archive) == []


def test_once_we_are_mended_it_is_kept(council: Northshire) -> None:
    """Nothing of the failure stands in the way, and the queue forgets it."""
    with pytest.raises(NotKept):
        council.shows(with_agenda(POISON))
    council.keeper.keep_failure(
        replace(council.fetched("meeting:9101", b""), error="could not be kept: x"),
        unkept="could not be kept: x",
    )
    council.later(hours=1)
    council.shows(with_agenda(PAPER))
    row = council.watches("meeting:9101")

    assert events(council.archive) == ["agenda_published"]
    assert row is not None
    assert (row.tries, row.reason.startswith("could not")) == (0, False)


def test_a_full_disk_is_no_fault_of_the_answer(council: Northshire, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next answer would fare no better: it is raised as what it is."""

    def full(*_: object) -> None:
        raise BlobNotStored("disk full")

    monkeypatch.setattr("storage.blobs.Blobs.put", full)
    with pytest.raises(BlobNotStored):
        council.shows(with_agenda(PAPER))


def test_a_broken_database_is_no_fault_of_the_answer(council: Northshire) -> None:
    """Nor is a table that cannot be read."""
    with council.archive.writing() as session:
        session.execute(text("ALTER TABLE publication RENAME TO elsewhere"))
    with pytest.raises(Exception, match="publication") as raised:
        council.shows(with_agenda(PAPER))

    assert council.archive.engine.dialect.name != "sqlite" or not isinstance(raised.value, NotKept)


def test_what_failed_too_often_is_given_up_but_no_meeting(council: Northshire) -> None:
    """A page of an item or a decision that is never there is asked for no more until it is listed again."""
    council.shows(
        replace(with_agenda(PAPER), items=tuple(replace(i, is_cut=True) for i in with_agenda().items))
    )
    for key in ("item:77004", "meeting:9101"):
        for _ in range(8):
            council.keeper.keep_failure(replace(council.fetched(key, b""), status=500, error="status 500"))
            council.later(days=8)
    given_up, kept = council.watches("item:77004"), council.watches("meeting:9101")

    assert given_up is not None
    assert kept is not None
    assert (given_up.done_at is not None, kept.done_at) == (True, None)


def test_a_capture_of_a_failure_has_no_content(council: Northshire) -> None:
    """What came in place of a page, or could not be kept, is never stored."""
    council.keeper.keep_failure(replace(council.fetched("meeting:9101", b""), error="could not be kept: x"))

    with council.archive.reading() as session:
        row = session.scalars(select(Capture).order_by(Capture.id.desc()).limit(1)).one()
        assert (row.sha256, row.error, row.asked_at) == (None, "could not be kept: x", council.now)
