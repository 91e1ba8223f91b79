"""A council that ends: nothing more is asked of its site, nothing that it published is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from storage.archive import Archive
from storage.schema import DocumentRow, MeetingRow, WatchRow
from storage.sources import refresh
from tests.storage.world import MEETING, PAPER, SOURCE, Northshire, minuted, with_agenda


@pytest.fixture
def council(archive: Archive) -> Northshire:
    """Northshire, which ends on 9 June, with a paper that was had and one that was not."""
    council = Northshire(archive)
    assert SOURCE.council is not None
    with archive.writing() as session:
        refresh(session, [replace(SOURCE, council=replace(SOURCE.council, valid_to="2026-06-09"))])
    council.due()
    council.lists(MEETING)
    council.shows(with_agenda(PAPER, replace(PAPER, ref="s60102", title="Appendix A")))
    council.serves(PAPER.ref, "The plan")
    return council


def test_on_its_last_day_all_is_as_ever(council: Northshire) -> None:
    """The day that it ends on is its own."""
    council.now = council.now.replace(day=9, hour=22)

    assert {"calendar", "events", "meeting:9101"} <= set(council.due())


def test_after_it_all_that_is_left_is_looked_at_once_more(council: Northshire) -> None:
    """It may have published something on its last day; what was seen well then is done with, and says why."""
    council.now = council.now.replace(day=10)
    assert set(council.due()) == {"calendar", "events", "meeting:9101", "document:s60102"}
    council.lists(MEETING)
    council.announces()
    council.shows(minuted(with_agenda(PAPER), "Its last minutes."))
    council.serves("s60102", "An appendix")

    assert council.due() == []
    with council.archive.reading() as session:
        reasons = session.scalars(select(WatchRow.reason).where(WatchRow.done_at.is_not(None))).all()
        assert set(reasons) == {"the council ended on 2026-06-09"}
    council.later(days=60)
    assert council.due() == []


def test_a_site_that_is_gone_with_its_council_is_left_alone_in_the_end(council: Northshire) -> None:
    """It is tried for five weeks."""
    council.now = council.now.replace(day=10)
    for key in council.due():
        council.keeper.keep_failure(replace(council.fetched(key, b""), status=None, error="no such host"))
    council.later(days=8)
    assert council.due() != []
    council.later(days=30)

    assert council.due() == []


def test_nothing_of_it_is_deleted(council: Northshire) -> None:
    """Its meetings and documents stay where they are."""
    council.now += timedelta(days=400)
    council.due()

    with council.archive.reading() as session:
        assert session.scalar(select(func.count()).select_from(MeetingRow)) == 1
        assert session.scalar(select(func.count()).select_from(DocumentRow)) == 3
