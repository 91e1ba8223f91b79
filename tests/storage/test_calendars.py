"""Calendars that come whole, by months or as lists of one committee: what is new, gone or moved, and what is rather broken."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from domain.meeting import Calendar, Committee, ListedEvent
from storage.archive import Archive
from storage.schema import CommitteeRow, MeetingRow, Publication
from tests.storage.test_keep import events
from tests.storage.world import COMMITTEES, MEETING, PAPER, Northshire, listed, with_agenda

SCRUTINY, PLANNING = COMMITTEES
JULY = replace(MEETING, ref="9102", day=date(2026, 7, 8))


@pytest.fixture
def council(archive: Archive) -> Northshire:
    return Northshire(archive)


def meetings(archive: Archive) -> set[str]:
    """The meetings that are kept."""
    with archive.reading() as session:
        return set(session.scalars(select(MeetingRow.ref)))


def test_a_month_speaks_of_its_own_days_alone(council: Northshire) -> None:
    """June's page says nothing of July's meetings."""
    council.lists_month("2026-06", listed(MEETING))
    council.lists_month("2026-07", listed(JULY))
    for _ in range(3):
        council.later(days=1)
        council.lists_month("2026-06", listed(MEETING))

    assert events(council.archive) == []
    assert meetings(council.archive) == {"9101", "9102"}


def test_a_meeting_moved_to_another_month_is_no_cancelled_one(council: Northshire) -> None:
    """Gone from June: its own page is asked, which knows that it is in July now."""
    council.lists_month("2026-06", listed(MEETING))
    council.shows(MEETING)
    council.later(days=1)
    council.lists_month("2026-06")
    assert "meeting:9101" in council.due()
    council.shows(replace(MEETING, day=JULY.day))
    for _ in range(2):
        council.later(days=1)
        council.lists_month("2026-06")

    assert events(council.archive) == ["moved"]


def test_a_list_of_one_committee_says_nothing_of_others(council: Northshire) -> None:
    """Whose list it is, is said with it."""
    forum = Committee(ref="502", title="Schools Forum")
    forums = replace(listed(JULY), committee_ref="502", committee_title="Schools Forum")
    calendar = Calendar(
        first=date(2026, 6, 1),
        last=date(2026, 12, 31),
        committees=(SCRUTINY, forum),
        meetings=(listed(MEETING), forums),
    )
    council.keeper.keep_calendar(council.fetched("calendar:all", b"1"), calendar)
    alone = replace(calendar, committees=(SCRUTINY,), meetings=(listed(MEETING),), only=("501",))
    for _ in range(2):
        council.later(days=1)
        council.keeper.keep_calendar(council.fetched("calendar:scrutiny", b"2"), alone)
    assert events(council.archive) == []

    nothing = replace(alone, meetings=())
    for _ in range(2):
        council.later(days=1)
        council.keeper.keep_calendar(council.fetched("calendar:scrutiny", b"3"), nothing)

    assert events(council.archive) == ["cancelled"]


def test_what_a_calendar_does_not_say_is_no_change(council: Northshire) -> None:
    """A list without status or hour does not have every meeting looked at every day."""
    council.lists(MEETING)
    council.shows(MEETING)
    council.later(days=1)
    council.lists_month("2026-06", replace(listed(MEETING), at=None, status=""))

    assert "meeting:9101" not in council.due()


def test_the_address_of_a_meeting_is_minded(council: Northshire) -> None:
    """Where the list says that the page is elsewhere now, it is looked for there, and when it was to be looked at stays."""
    for slug in ("children", "children-and-families"):
        council.lists_month("2026-06", replace(listed(MEETING), url=f"http://127.0.0.1:1/{slug}"))
    row = council.watches("meeting:9101")
    before = row and row.due_at
    council.shows(MEETING)
    council.later(days=1)
    council.lists_month("2026-06", replace(listed(MEETING), url="http://127.0.0.1:1/c-and-f"))
    row = council.watches("meeting:9101")

    assert before == council.now - timedelta(days=1)
    assert row is not None
    assert (row.url, row.due_at > council.now) == ("http://127.0.0.1:1/c-and-f", True)


def test_a_meeting_called_off_in_the_calendar_while_its_page_is_gone_is_told(council: Northshire) -> None:
    """Once; the page need not come back for it."""
    council.lists(MEETING)
    council.shows(MEETING)
    for _ in range(2):
        council.later(days=1)
        council.lists(replace(MEETING, status="Cancelled"))
        council.lacks(MEETING)
    council.shows(replace(MEETING, status="Cancelled"))

    assert events(council.archive) == ["cancelled"]
    with council.archive.reading() as session:
        assert session.scalars(select(Publication.after)).one() == "Cancelled"


def test_a_page_that_says_it_will_be_held_is_believed(council: Northshire) -> None:
    """Calendar and page disagree: the page knows better, and nothing is told day after day."""
    council.lists(MEETING)
    for _ in range(3):
        council.later(days=1)
        council.lists(replace(MEETING, status="Cancelled"))
        council.shows(MEETING)

    assert events(council.archive) == []


def test_a_meeting_gone_with_its_page_is_asked_for_no_more(council: Northshire) -> None:
    """Neither listed nor there: it is told, and left in peace."""
    council.lists(MEETING)
    council.shows(MEETING)
    for _ in range(2):
        council.later(days=1)
        council.lists()
        council.lacks(MEETING)
    row = council.watches("meeting:9101")

    assert events(council.archive) == ["cancelled"]
    assert row is not None
    assert row.done_at is not None


def test_a_calendar_that_lost_most_of_its_meetings_is_doubted(council: Northshire) -> None:
    """It cancels nothing, and says why it is rather broken; one that lost as many before today, too."""
    many = [replace(MEETING, ref=str(number), day=date(2026, 6, number % 28 + 1)) for number in range(28)]
    assert council.lists_month("2026-06", *map(listed, many)) is None
    for _ in range(2):
        council.later(days=1)
        doubt = council.lists_month("2026-06", listed(many[-1]))
        assert "meetings to come that it listed before" in (doubt or "")
    council.later(days=40)
    doubt = council.lists_month("2026-06")

    assert doubt == "the calendar lists none of the 28 meetings that it listed before"
    assert events(council.archive) == []


def test_an_empty_month_of_recess_is_no_doubt(council: Northshire) -> None:
    """Nothing was listed in August before: nothing is missing."""
    assert council.lists_month("2026-08") is None


def test_a_committee_that_is_watched_from_now_on(council: Northshire) -> None:
    """Its title changed: its meetings are looked at, those that are kept already and those that the calendar lists."""
    body = Committee(ref="502", title="Places Select Board")
    one = replace(listed(JULY), committee_ref="502", committee_title=body.title)
    council.lists_committees(*COMMITTEES, body)
    council.due("calendar:2026-08")
    council.lists_month("2026-08", replace(one, day=date(2026, 8, 3)))
    assert meetings(council.archive) == set()
    council.later(days=3)
    assert "calendar:2026-08" not in council.due("calendar:2026-08")
    council.lists_committees(*COMMITTEES, replace(body, title="Children and Places Select Board"))
    assert "calendar:2026-08" in council.due("calendar:2026-08")
    council.lists_month("2026-07", replace(one, committee_title="Children and Places Select Board"))

    assert meetings(council.archive) == {"9102"}
    with council.archive.reading() as session:
        row = session.scalars(select(CommitteeRow).where(CommitteeRow.ref == "502")).one()
        assert (row.watched, row.title) == (True, "Children and Places Select Board")


def test_a_committee_that_is_not_watched_any_more(council: Northshire) -> None:
    """What stands on the queue for it is done with, and says why; should it be watched again, it is looked at again."""
    council.lists(MEETING)
    council.shows(with_agenda(PAPER))
    council.lists_committees(replace(SCRUTINY, title="Pensions Committee"), PLANNING)
    rows = [council.watches(key) for key in ("meeting:9101", "document:s60101")]

    assert all(row and row.done_at and "not watched any longer: about pensions" in row.reason for row in rows)
    council.announces(_published("9101"))
    assert not {"meeting:9101", "document:s60101"} & set(council.due())
    council.later(days=1)
    council.lists_committees(SCRUTINY, PLANNING)
    assert "meeting:9101" in council.due()


def test_a_committee_that_meets_no_more_keeps_its_last_minutes(council: Northshire) -> None:
    """No new meeting of it is looked for, but those that were held are watched until their minutes have settled."""
    council.lists(MEETING)
    council.shows(with_agenda(PAPER))
    council.later(days=10)
    council.lists_committees(replace(SCRUTINY, expired=True), PLANNING)
    council.lists(MEETING, JULY)
    row = council.watches("meeting:9101")

    assert row is not None
    assert row.done_at is None
    assert meetings(council.archive) == {"9101"}


def test_a_month_long_past_brings_bodies_that_meet_no_more(council: Northshire) -> None:
    """Backfill: their meetings are kept, a few looked at each day, and nothing of it is news."""
    council.lists_committees(replace(SCRUTINY, expired=True), PLANNING)
    old = [replace(MEETING, ref=str(number), day=date(2019, 3, number)) for number in range(1, 26)]
    council.lists_month("2019-03", *map(listed, old[:13]))
    council.lists_month("2019-04", *(replace(listed(each), day=date(2019, 4, 3)) for each in old[13:]))
    due = []
    for _ in range(3):
        council.later(days=1)
        due.append(len([key for key in council.due() if key.startswith("meeting:")]))
    council.shows(replace(with_agenda(PAPER), ref="3", day=date(2019, 3, 3)))
    council.later(days=1)
    council.shows(replace(with_agenda(), ref="3", day=date(2019, 3, 3)))

    assert due == [10, 20, 25]
    with council.archive.reading() as session:
        assert set(session.scalars(select(Publication.origin))) == {"backfill"}
        assert session.scalar(select(func.count()).select_from(MeetingRow)) == 25


def _published(meeting: str) -> ListedEvent:
    return ListedEvent(
        day=date(2026, 6, 1), what="Agenda published", title="Scrutiny", url="u", meeting_ref=meeting
    )
