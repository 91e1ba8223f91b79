"""Keeping what a crawl saw: typed events each once, versions only when something reads otherwise, nothing lost to a kill."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from storage.archive import Archive
from storage.schema import Change, DocumentRow, MeetingRow, PageRow, Publication, TextRow, VersionRow
from tests.storage.world import MEETING, PAPER, Northshire, minuted, with_agenda


def events(archive: Archive) -> list[str]:
    """All events in order."""
    with archive.reading() as session:
        return list(session.scalars(select(Publication.type).order_by(Publication.id)))


def versions(archive: Archive, ref: str) -> list[str]:
    """The words of each version of a document, in order."""
    with archive.reading() as session:
        rows = session.execute(
            select(VersionRow.number, PageRow.words)
            .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
            .join(TextRow, TextRow.version_id == VersionRow.id)
            .join(PageRow, PageRow.text_id == TextRow.id)
            .where(DocumentRow.ref == ref)
            .order_by(VersionRow.number, PageRow.number)
        )
        return [words or "" for _, words in rows]


@pytest.fixture
def council(archive: Archive) -> Northshire:
    """Northshire, whose calendar lists one meeting."""
    council = Northshire(archive)
    council.due()
    council.lists(MEETING)
    return council


def test_a_council_is_first_asked_what_is_new_and_when_it_meets(archive: Archive) -> None:
    """The daily questions stand on the queue before anything is known."""
    assert set(Northshire(archive).due()) == {"calendar", "events"}


def test_a_listed_meeting_of_a_watched_committee_is_looked_at(council: Northshire) -> None:
    """A meeting that is new in the calendar falls due at once."""
    assert "meeting:9101" in council.due()


def test_a_meeting_of_another_committee_is_not_kept(council: Northshire) -> None:
    """Planning is left alone, and the committee's row says why."""
    with council.archive.reading() as session:
        assert session.scalar(select(func.count()).select_from(MeetingRow)) == 1


def test_what_comes_with_an_agenda_belongs_to_it(council: Northshire) -> None:
    """One event for the agenda, none for each paper; the papers fall due."""
    council.shows(with_agenda(PAPER))

    assert events(council.archive) == ["agenda_published"]
    assert "document:s60101" in council.due()


def test_a_late_paper_is_an_event_of_its_own(council: Northshire) -> None:
    """A document that appears after the agenda is document_added."""
    council.shows(with_agenda(PAPER))
    council.later(days=1)
    council.shows(with_agenda(PAPER, replace(PAPER, ref="s60144", title="Appendix A")))

    assert events(council.archive) == ["agenda_published", "document_added"]


def test_a_document_replaced_in_the_listing_is_one_event(council: Northshire) -> None:
    """The listing and the file both changed: one event, which names the new version."""
    council.shows(with_agenda(PAPER))
    council.serves("s60101", "The plan of May")
    council.later(days=1)
    council.shows(with_agenda(replace(PAPER, title="Improvement plan (amended)", published="2026-06-08")))
    council.serves("s60101", "The plan of June")

    assert events(council.archive) == ["agenda_published", "document_replaced"]
    assert versions(council.archive, "s60101") == ["The plan of May", "The plan of June"]
    with council.archive.reading() as session:
        assert session.scalars(select(Publication.version_id)).all()[-1] is not None


def test_a_document_replaced_without_a_word_is_found(council: Northshire) -> None:
    """The listing is as before, the file reads otherwise."""
    council.shows(with_agenda(PAPER))
    council.serves("s60101", "The plan of May")
    council.later(days=8)
    assert "document:s60101" in council.due()
    council.serves("s60101", "The plan of June")

    assert events(council.archive) == ["agenda_published", "document_replaced"]


def test_a_then_b_then_a_are_three_versions(council: Northshire) -> None:
    """A file that goes back to what it was is a third version."""
    council.shows(with_agenda(PAPER))
    for words in ("A", "B", "A"):
        council.serves("s60101", words)
        council.later(hours=1)

    assert versions(council.archive, "s60101") == ["A", "B", "A"]
    assert events(council.archive).count("document_replaced") == 2


def test_the_same_seen_twice_is_kept_once(council: Northshire) -> None:
    """Crawling again what did not change makes no version, no event, no change."""
    for _ in range(2):
        council.shows(with_agenda(PAPER))
        council.serves("s60101", "The plan of May")
        council.later(days=1)

    assert events(council.archive) == ["agenda_published"]
    assert versions(council.archive, "s60101") == ["The plan of May"]
    with council.archive.reading() as session:
        assert session.scalar(select(func.count()).select_from(VersionRow)) == 2  # the agenda and the paper


def test_minutes_amended_without_notice_are_found(council: Northshire) -> None:
    """The body changes, no flag does: minutes_amended, with the words before and after."""
    council.shows(minuted(with_agenda(PAPER), "1,842 children were looked after."))
    council.later(days=7)
    council.shows(minuted(with_agenda(PAPER), "1,824 children were looked after."))

    assert events(council.archive) == ["agenda_published", "minutes_published", "minutes_amended"]
    with council.archive.reading() as session:
        amended = session.scalars(select(Publication).where(Publication.type == "minutes_amended")).one()
        assert (amended.before, amended.after) == ("1,842", "1,824")


def test_a_cancelled_meeting_is_one_event(council: Northshire) -> None:
    """Cancelled in the calendar and on the page: said once."""
    cancelled = replace(MEETING, status="Cancelled")
    council.lists(cancelled)
    council.shows(cancelled)
    council.later(days=1)
    council.lists(cancelled)
    council.shows(cancelled)

    assert events(council.archive) == ["cancelled"]


def test_a_moved_meeting_keeps_its_address(council: Northshire) -> None:
    """Another day under the same id is a move, not a new meeting and a cancelled one."""
    council.shows(MEETING)
    moved = replace(MEETING, day=date(2026, 6, 17))
    council.later(days=1)
    council.lists(moved)
    assert "meeting:9101" in council.due()
    council.shows(moved)

    assert events(council.archive) == ["moved"]


def test_a_document_is_withdrawn_only_after_two_healthy_looks_without_it(council: Northshire) -> None:
    """One look without it may be a slip of the site."""
    council.shows(with_agenda(PAPER))
    council.later(days=1)
    council.shows(with_agenda())
    assert events(council.archive) == ["agenda_published"]

    council.later(days=1)
    council.shows(with_agenda())

    assert events(council.archive) == ["agenda_published", "document_withdrawn"]


def test_a_restriction_is_an_event_and_so_is_its_end(council: Northshire) -> None:
    """A paper that becomes exempt, and one that is opened again."""
    council.shows(with_agenda(PAPER))
    for restricted in (True, False):
        council.later(days=1)
        council.shows(
            with_agenda(replace(PAPER, restricted=restricted, url=None if restricted else PAPER.url))
        )

    assert events(council.archive) == ["agenda_published", "restricted", "unrestricted"]


def test_what_was_over_before_our_first_look_is_backfill(archive: Archive) -> None:
    """Old meetings are searchable, never news."""
    council = Northshire(archive)
    old = replace(MEETING, day=date(2026, 5, 20))
    council.lists(old)
    council.shows(minuted(with_agenda(PAPER, day=old.day), "Noted."))
    council.serves("s60101", "An old paper")

    with archive.reading() as session:
        assert set(session.scalars(select(Publication.origin))) == {"backfill"}
        assert set(session.scalars(select(VersionRow.origin))) == {"backfill"}


def test_every_change_has_the_next_number(council: Northshire) -> None:
    """The change sequence has no gaps and no doubles."""
    council.shows(with_agenda(PAPER))
    council.serves("s60101", "The plan of May")

    with council.archive.reading() as session:
        numbers = list(session.scalars(select(Change.seq).order_by(Change.seq)))
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_failure_is_tried_again_and_later_each_time(council: Northshire) -> None:
    """What failed is not due at once, is due later, and is kept as a capture without content."""
    council.shows(with_agenda(PAPER))
    waits = []
    for _ in range(3):
        failed = replace(council.fetched("document:s60101", b""), status=None, error="timed out")
        council.keeper.keep_failure(failed)
        before = council.now
        while "document:s60101" not in council.due():
            council.later(minutes=15)
        waits.append(council.now - before)

    assert waits[0] < waits[1] < waits[2]
