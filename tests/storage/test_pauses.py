"""Pauses as the archive knows them: the reference table, and the operator's own rows before it."""

from datetime import date

import pytest

from domain.publication_calendar import BadElections
from storage.archive import Archive
from storage.pauses import is_current, keep_elections, pause_of, pauses

ROWS = [{"council": "northshire", "polls": "2027-05-06"}, {"council": "leeds", "polls": ""}]


def test_an_operators_rows_come_first(archive: Archive) -> None:
    """Leeds votes in 2027 by the shipped table, and not by the operator's; Northshire is in no shipped table."""
    day = date(2027, 4, 26)
    with archive.reading() as session:
        before = pause_of(session, "leeds", day), pause_of(session, "northshire", day)
    with archive.writing() as session:
        keep_elections(session, ROWS)
    with archive.reading() as session:
        after = pause_of(session, "leeds", day), pause_of(session, "northshire", day)
        named = {slug for pause in pauses(session, day=day) for slug in pause.councils or ()}
        current = is_current(session, ROWS), is_current(session, [])

    assert [each and each.last for each in before] == [date(2027, 5, 6), None]
    assert [each and each.last for each in after] == [None, date(2027, 5, 6)]
    assert ("northshire" in named, "leeds" in named, "manchester" in named) == (True, False, True)
    assert current == (True, False)


def test_a_row_that_cannot_be_read_keeps_nothing(sqlite_archive: Archive) -> None:
    """What was kept before stays."""
    with sqlite_archive.writing() as session, pytest.raises(BadElections):
        keep_elections(session, [{"council": "x", "polls": "soon"}])
    with sqlite_archive.reading() as session:
        assert not is_current(session, [{"council": "x", "polls": "soon"}])
