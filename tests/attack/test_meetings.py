"""A council that changes its mind: what is taken back and given again is told once each time, and nothing is lost."""

from dataclasses import replace
from datetime import date

import pytest

from storage.archive import Archive
from tests.storage.test_keep import events, versions
from tests.storage.world import MEETING, PAPER, Northshire, minuted, with_agenda


@pytest.fixture
def council(archive: Archive) -> Northshire:
    """Northshire, whose calendar lists one meeting."""
    council = Northshire(archive)
    council.due()
    council.lists(MEETING)
    return council


def test_minutes_taken_back_and_given_again_otherwise_are_amended(council: Northshire) -> None:
    """The minutes vanish for a day and come back with other words."""
    for meeting in (
        minuted(with_agenda(PAPER), "Noted."),
        with_agenda(PAPER),
        minuted(with_agenda(PAPER), "Agreed."),
    ):
        council.shows(meeting)
        council.later(days=1)

    assert events(council.archive) == ["agenda_published", "minutes_published", "minutes_amended"]


def test_a_meeting_moved_twice_is_two_events(council: Northshire) -> None:
    """Away and back to the first day."""
    council.shows(MEETING)
    for day in (date(2026, 6, 17), MEETING.day):
        council.later(days=1)
        council.shows(replace(MEETING, day=day))

    assert events(council.archive) == ["moved", "moved"]


def test_a_paper_moved_to_another_item_is_no_event(council: Northshire) -> None:
    """The same paper under an item with a new id is neither added nor withdrawn."""
    council.shows(with_agenda(PAPER))
    council.serves("s60101", "The plan")
    moved = with_agenda(PAPER)
    moved = replace(moved, items=tuple(replace(item, ref="88001") for item in moved.items))
    for _ in range(3):
        council.later(days=1)
        council.shows(moved)

    assert events(council.archive) == ["agenda_published"]
    assert versions(council.archive, "s60101") == ["The plan"]


def test_a_closed_paper_that_is_opened_beside_other_changes_is_one_event(council: Northshire) -> None:
    """Closed when the agenda came, then opened, renamed and dated at once: it was opened."""
    closed = replace(PAPER, restricted=True, url=None)
    council.shows(with_agenda(closed))
    council.later(days=1)
    council.shows(with_agenda(replace(PAPER, title="Improvement plan (public)", published="2026-06-05")))
    council.serves("s60101", "The plan")

    assert events(council.archive) == ["agenda_published", "restricted", "unrestricted"]


def test_a_clock_set_back_loses_nothing(council: Northshire) -> None:
    """A late paper seen on a machine whose clock was set back is kept all the same."""
    council.shows(with_agenda(PAPER))
    council.later(days=-3)
    council.shows(with_agenda(PAPER, replace(PAPER, ref="s60144", title="Appendix A")))
    council.serves("s60144", "Figures")

    assert events(council.archive) == ["agenda_published", "document_added"]
    assert versions(council.archive, "s60144") == ["Figures"]
