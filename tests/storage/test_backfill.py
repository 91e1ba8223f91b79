"""Past years: asked for month by month and meeting by meeting, so many a day, until nothing is left."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from storage import backfill
from storage.archive import Archive
from storage.backfill import Left
from storage.schema import WatchRow
from tests.storage.world import KEY, MEETING, MONDAY, PAPER, Northshire, with_agenda

FIRST, LAST = date(2019, 1, 1), date(2019, 12, 31)
OLD = replace(MEETING, ref="1001", day=date(2019, 12, 10))


def begin(council: Northshire, *, first: date = FIRST, last: date = LAST, a_day: int = 10) -> None:
    """Ask for past months."""
    with council.archive.writing() as session:
        backfill.begin(session, KEY, first=first, last=last, a_day=a_day, now=council.now)


def left(council: Northshire) -> Left:
    """What is left of them."""
    with council.archive.reading() as session:
        found = backfill.left(session, KEY)
    assert found is not None
    return found


def months(council: Northshire) -> dict[str, int]:
    """The months on the queue, and after how many days each falls due."""
    with council.archive.reading() as session:
        rows = session.scalars(select(WatchRow).where(WatchRow.key.startswith("calendar:")))
        return {row.key.removeprefix("calendar:"): (row.due_at - MONDAY).days for row in rows}


def test_nothing_is_left_where_nothing_was_asked_for(archive: Archive) -> None:
    """Without a word there are no past years, and the usual pace."""
    council = Northshire(archive)
    with archive.reading() as session:
        assert backfill.left(session, KEY) is None
        assert backfill.pace(session, KEY) == backfill.USUAL_PACE
    assert months(council) == {}


def test_months_are_asked_for_the_newest_first(archive: Archive) -> None:
    """So many a day that about the wanted number of meetings comes of them."""
    council = Northshire(archive)
    begin(council, first=date(2019, 9, 3), last=date(2020, 1, 4))

    assert months(council) == {"2020-01": 0, "2019-12": 0, "2019-11": 1, "2019-10": 1, "2019-09": 2}
    with archive.reading() as session:
        assert backfill.pace(session, KEY) == 10


def test_a_slow_pace_is_still_a_pace(archive: Archive) -> None:
    """At one meeting a day there is one month a day."""
    council = Northshire(archive)
    begin(council, first=date(2019, 11, 1), a_day=1)

    assert months(council) == {"2019-12": 0, "2019-11": 1}


def test_what_is_left_goes_down(archive: Archive) -> None:
    """A month that was looked at brings meetings, a meeting its files; at the end all is in the archive."""
    council = Northshire(archive)
    begin(council, first=date(2019, 12, 1))

    assert (left(council).months, left(council).meetings, left(council).until) == (1, 0, MONDAY)
    council.lists(OLD)
    with archive.writing() as session:
        row = session.get_one(WatchRow, (1, "calendar:2019-12"))
        row.done_at = council.now
    assert (left(council).months, left(council).meetings, left(council).files) == (0, 1, 0)
    council.later(days=1)
    council.shows(replace(with_agenda(PAPER), ref=OLD.ref, day=OLD.day))
    assert left(council).files == 1
    council.serves(PAPER.ref, "The plan of 2019.")
    assert left(council).files == 0


def test_a_file_that_cannot_be_had_holds_nothing_up(archive: Archive) -> None:
    """Asked for three times in vain it is counted apart; what could be had is all there."""
    council = Northshire(archive)
    begin(council, first=date(2019, 12, 1))
    council.lists(OLD)
    with archive.writing() as session:
        session.get_one(WatchRow, (1, "calendar:2019-12")).done_at = council.now
    council.shows(replace(with_agenda(PAPER), ref=OLD.ref, day=OLD.day))
    counts = [(left(council).files, left(council).in_vain)]
    for _ in range(3):
        council.later(days=1)
        gone = replace(council.fetched(f"document:{PAPER.ref}", b""), status=404, error="no such page")
        council.keeper.keep_failure(gone)
        counts.append((left(council).files, left(council).in_vain))

    assert counts == [(1, 0), (1, 0), (1, 0), (0, 1)]


def test_asking_again_asks_for_no_month_twice(archive: Archive) -> None:
    """A wider span adds what is not there; months that were done stay done."""
    council = Northshire(archive)
    begin(council, first=date(2019, 12, 1))
    with archive.writing() as session:
        row = session.get_one(WatchRow, (1, "calendar:2019-12"))
        row.done_at = council.now
    council.later(days=7)
    begin(council, first=date(2019, 10, 1), a_day=50)

    assert left(council).months == 2
    assert (left(council).first, left(council).last) == (date(2019, 10, 1), LAST)
    with archive.reading() as session:
        assert backfill.pace(session, KEY) == 50
    assert months(council)["2019-12"] == 0


def test_other_days_are_not_counted(archive: Archive) -> None:
    """What is looked at anyway is not of past years."""
    council = Northshire(archive)
    council.lists(MEETING)
    begin(council, first=date(2019, 12, 1))

    assert left(council).meetings == 0
    assert left(council).until == MONDAY + timedelta()
