"""News that must neither be lost nor made up: a council that changes its mind, its calendar or its files in odd ways."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select

from domain.dates import NotADate, parse
from domain.looking import after_failure
from domain.meeting import AgendaItem, Calendar, ListedEvent, Meeting
from storage import developments
from storage.archive import Archive
from storage.documents import newest_version
from storage.schema import (
    Announcement,
    Attachment,
    DocumentRow,
    MeetingRow,
    Publication,
    VersionRow,
    WatchRow,
)
from storage.sources import refresh
from tests.storage.test_keep import events
from tests.storage.world import (
    COMMITTEES,
    KEY,
    MEETING,
    MONDAY,
    PAPER,
    SOURCE,
    Northshire,
    listed,
    minuted,
    with_agenda,
)

ONE = AgendaItem(ref="1", position=1, number="1", title="Placement costs", documents=(PAPER,))
TWO = AgendaItem(ref="2", position=2, number="2", title="Fostering", documents=(PAPER,))


@pytest.fixture
def council(archive: Archive) -> Northshire:
    """Northshire, whose calendar lists one meeting."""
    council = Northshire(archive)
    council.due()
    council.lists(MEETING)
    return council


def with_items(*items: AgendaItem) -> Meeting:
    """The meeting with an agenda of these items."""
    return replace(MEETING, agenda_published=True, items=items)


def decided(words: str, *, published: bool) -> Meeting:
    """The meeting with this decision under its item, with or without the flag that says so."""
    meeting = with_agenda(PAPER)
    items = tuple(replace(item, decision=words) for item in meeting.items)
    return replace(meeting, decisions_published=published, items=items)


def withdrawn(archive: Archive) -> bool:
    """Whether the paper counts as taken down."""
    with archive.reading() as session:
        row = session.scalars(select(DocumentRow).where(DocumentRow.ref == PAPER.ref)).one()
        return row.withdrawn_at is not None


def places(archive: Archive) -> list[str]:
    """The items under which papers are listed."""
    with archive.reading() as session:
        return sorted(session.scalars(select(Attachment.item_ref).where(Attachment.listed)))


def kind_told(archive: Archive, event: str) -> str | None:
    """The kind of the document whose version the event names."""
    with archive.reading() as session:
        return session.scalar(
            select(DocumentRow.kind)
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .join(Publication, Publication.version_id == VersionRow.id)
            .where(Publication.type == event)
        )


def test_the_day_that_a_council_announces_is_the_day_of_its_agenda(council: Northshire) -> None:
    """What's New says when the agenda came out, though no paper of it prints a day; said twice it is kept once."""
    line = ListedEvent(
        day=date(2026, 6, 1), what="Agenda published", title="Scrutiny", url="u", meeting_ref="9101"
    )
    for _ in range(2):
        council.keeper.keep_events(council.fetched("events", b"x"), (line, line))
    council.shows(with_agenda(replace(PAPER, published=None)))

    with council.archive.reading() as session:
        assert session.scalars(select(Publication.published)).all() == ["2026-06-01"]
        assert session.scalar(select(func.count()).select_from(Announcement)) == 1


def test_a_paper_that_another_meeting_lists_is_not_taken_down(council: Northshire) -> None:
    """Gone from one meeting and still under another."""
    other = replace(MEETING, ref="9102", day=date(2026, 6, 24))
    council.lists(MEETING, other)
    council.shows(with_agenda(PAPER))
    council.shows(replace(with_agenda(PAPER), ref=other.ref, day=other.day))
    for _ in range(2):
        council.later(days=1)
        council.shows(with_agenda())

    assert not withdrawn(council.archive)

    for _ in range(2):
        council.later(days=1)
        council.shows(replace(with_agenda(), ref=other.ref, day=other.day))

    assert withdrawn(council.archive)


def test_a_paper_that_comes_back_is_added_again(council: Northshire) -> None:
    """Withdrawn and listed again, each is news; what the file reads now belongs to its return."""
    council.shows(with_agenda(PAPER))
    council.serves(PAPER.ref, "The plan of May")
    for _ in range(2):
        council.later(days=1)
        council.shows(with_agenda())
    council.later(days=1)
    council.shows(with_agenda(PAPER))
    council.later(minutes=1)
    council.serves(PAPER.ref, "The plan of June")

    assert events(council.archive) == ["agenda_published", "document_withdrawn", "document_added"]
    assert kind_told(council.archive, "document_added") == "report"


def test_a_listing_is_asked_before_its_files(council: Northshire) -> None:
    """Else a file replaced with notice is told twice: as found, and as noticed. The daily questions come before both."""
    council.shows(with_agenda(PAPER))
    with council.archive.writing() as session:
        for row in session.scalars(select(WatchRow)):
            row.due_at = council.now - timedelta(hours=1 if row.key.startswith("document:") else 0)

    assert council.due() == ["calendar", "events", "meeting:9101", "document:s60101"]


def test_a_file_replaced_without_a_word_after_its_title_was_changed_is_news(council: Northshire) -> None:
    """The file read as before when it was looked into after the change of title; that event waits no more."""
    council.shows(with_agenda(PAPER))
    council.serves(PAPER.ref, "A")
    council.later(days=1)
    council.shows(with_agenda(replace(PAPER, title="Improvement plan, final")))
    council.later(minutes=1)
    council.serves(PAPER.ref, "A")
    council.later(days=7)
    council.serves(PAPER.ref, "B")

    assert events(council.archive) == ["agenda_published", "document_replaced", "document_replaced"]


def test_a_look_that_failed_does_not_part_an_event_from_its_file(council: Northshire) -> None:
    """The listing says that the file is new, the first try gives an error page, the second the file: one event."""
    council.shows(with_agenda(PAPER))
    council.serves(PAPER.ref, "A")
    council.later(days=1)
    council.shows(with_agenda(replace(PAPER, published="2026-06-02T09:00")))
    council.later(minutes=1)
    council.keeper.keep_failure(replace(council.fetched("document:s60101", b"Sorry"), error="no file"))
    council.later(minutes=15)
    council.serves(PAPER.ref, "B")

    assert events(council.archive) == ["agenda_published", "document_replaced"]


def test_titles_that_change_to_and_fro_are_told_each_time(council: Northshire) -> None:
    """Called B, A, B: three changes."""
    council.shows(with_agenda(PAPER))
    for title in ("B", "A", "B"):
        council.later(days=1)
        council.shows(with_agenda(replace(PAPER, title=title)))

    assert events(council.archive).count("document_replaced") == 3


def test_a_meeting_called_off_twice_is_two_events(council: Northshire) -> None:
    """Cancelled, confirmed, cancelled."""
    council.shows(MEETING)
    for status in ("Cancelled", "Confirmed", "Cancelled"):
        council.later(days=1)
        council.shows(replace(MEETING, status=status))

    assert events(council.archive) == ["cancelled", "cancelled"]


def test_a_meeting_gone_from_the_calendar_is_no_meeting_ahead(council: Northshire) -> None:
    """Two calendars leave it out: it counts as called off until it is listed again, and may be lost again."""
    for _ in range(2):
        council.later(days=1)
        council.lists()

    assert events(council.archive) == ["cancelled"]
    assert _cancelled(council.archive)

    council.lists(MEETING)

    assert not _cancelled(council.archive)

    for _ in range(2):
        council.later(days=1)
        council.lists()

    assert events(council.archive) == ["cancelled", "cancelled"]


def _cancelled(archive: Archive) -> bool:
    with archive.reading() as session:
        (found,) = developments.meetings_between(session, date(2026, 6, 1), date(2026, 6, 30))
        return found.cancelled


def test_a_meeting_called_off_and_then_taken_out_of_the_calendar_is_called_off_once(
    council: Northshire,
) -> None:
    """Councils clear away what they cancelled."""
    council.shows(replace(MEETING, status="Cancelled"))
    for _ in range(2):
        council.later(days=1)
        council.lists()

    assert events(council.archive) == ["cancelled"]


def test_a_calendar_that_loses_many_meetings_at_once_cancels_none(council: Northshire) -> None:
    """Forty meetings do not vanish in a day; one that truly goes later is told."""
    many = [
        replace(MEETING, ref=str(9200 + number), day=date(2026, 6, 10) + timedelta(days=number))
        for number in range(40)
    ]
    council.lists(MEETING, *many)
    for _ in range(3):
        council.later(days=1)
        council.lists(MEETING)

    assert events(council.archive) == []

    for _ in range(2):
        council.later(days=1)
        council.lists(MEETING, *many[:-1])

    assert events(council.archive) == ["cancelled"]


def test_decisions_kept_before_their_flag_are_named_with_it(council: Northshire) -> None:
    """The words stood there first, the flag came later."""
    council.shows(decided("Agreed.", published=False))
    council.later(days=1)
    council.shows(decided("Agreed.", published=True))

    assert kind_told(council.archive, "decisions_published") == "decision"


def test_decisions_that_follow_their_flag_belong_to_its_event(council: Northshire) -> None:
    """The flag came first, the words later."""
    council.shows(replace(with_agenda(PAPER), decisions_published=True))
    council.later(days=1)
    council.shows(decided("Agreed.", published=True))

    assert kind_told(council.archive, "decisions_published") == "decision"


def test_minutes_that_follow_their_flag_belong_to_its_event(council: Northshire) -> None:
    """Published first, filled in later: not an amendment, and not nothing."""
    council.shows(replace(with_agenda(PAPER), minutes_published=True))
    council.later(days=1)
    council.shows(minuted(with_agenda(PAPER), "Resolved."))

    assert events(council.archive) == ["agenda_published", "minutes_published"]
    assert kind_told(council.archive, "minutes_published") == "minutes"


def test_an_item_taken_off_the_agenda_is_an_item_no_more(council: Northshire) -> None:
    """What the agenda does not list any more is not listed by us; an agenda gone as a whole takes nothing with it."""
    council.shows(with_items(ONE))
    council.later(days=1)
    council.shows(with_items(TWO))
    council.later(days=1)
    council.shows(MEETING)

    with council.archive.reading() as session:
        meeting = session.scalars(select(MeetingRow.id)).one()
        assert [item.title for item in developments.items(session, [meeting])[meeting]] == ["Fostering"]


def test_old_meetings_of_a_committee_newly_watched_are_no_news(archive: Archive) -> None:
    """The source has been watched for months when the operator adds a committee to its list."""
    council = Northshire(archive)
    council.lists(MEETING)
    council.later(days=90)
    with archive.writing() as session:
        refresh(session, [replace(SOURCE, watch_committees=("Planning Committee",))])
    old = replace(MEETING, ref="9400", day=date(2026, 7, 10))
    line = replace(listed(old), committee_ref="601", committee_title="Planning Committee")
    calendar = Calendar(
        first=date(2026, 1, 1), last=date(2026, 12, 31), committees=COMMITTEES, meetings=(line,)
    )
    council.keeper.keep_calendar(council.fetched("calendar", b"<getmeetings/>"), calendar)
    council.shows(replace(with_agenda(PAPER), ref=old.ref, day=old.day))

    with archive.reading() as session:
        assert set(session.scalars(select(Publication.origin))) == {"backfill"}


def test_a_meeting_called_and_held_between_two_looks_is_news_found_late(council: Northshire) -> None:
    """Its committee was watched all along."""
    council.later(days=90)
    special = replace(MEETING, ref="9400", day=date(2026, 7, 10))
    council.lists(MEETING, special)
    council.shows(replace(with_agenda(PAPER), ref=special.ref, day=special.day))

    with council.archive.reading() as session:
        assert set(session.scalars(select(Publication.origin))) == {"watch"}


def test_a_late_paper_of_an_old_meeting_is_news(archive: Archive) -> None:
    """The meeting was over before our first look; the paper came after it."""
    council = Northshire(archive)
    old = replace(MEETING, day=date(2026, 5, 20))
    late = replace(PAPER, ref="s60200", title="Answers to questions")
    council.lists(old)
    council.shows(with_agenda(PAPER, day=old.day))
    council.serves(PAPER.ref, "An old paper")
    council.later(days=3)
    council.shows(with_agenda(PAPER, late, day=old.day))
    council.serves(late.ref, "Answers")

    with archive.reading() as session:
        origins = session.execute(
            select(DocumentRow.ref, VersionRow.origin)
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .where(DocumentRow.meeting_id.is_(None))
            .order_by(DocumentRow.ref)
        )
        assert [tuple(row) for row in origins] == [(PAPER.ref, "backfill"), (late.ref, "watch")]


def test_one_paper_under_two_items_hangs_under_both(council: Northshire) -> None:
    """Put under a second item as well it is no news, taken from the first neither; taken from both it is."""
    council.shows(with_items(ONE, replace(TWO, documents=())))
    council.later(days=1)
    council.shows(with_items(ONE, TWO))

    assert places(council.archive) == ["1", "2"]

    for _ in range(2):
        council.later(days=1)
        council.shows(with_items(replace(ONE, documents=()), TWO))

    assert places(council.archive) == ["2"]
    assert events(council.archive) == ["agenda_published"]

    for _ in range(2):
        council.later(days=1)
        council.shows(with_items(replace(ONE, documents=()), replace(TWO, documents=())))

    assert events(council.archive) == ["agenda_published", "document_withdrawn"]


def test_the_agenda_of_a_meeting_that_was_moved_has_the_new_day(council: Northshire) -> None:
    """The words are the same, so there is no new version; the day is the new one."""
    council.shows(with_agenda(PAPER))
    council.later(days=1)
    council.shows(with_agenda(PAPER, day=date(2026, 6, 17)))

    with council.archive.reading() as session:
        agenda = session.scalars(select(DocumentRow.id).where(DocumentRow.kind == "agenda")).one()
        version = newest_version(session, agenda)
        assert version is not None
        assert (version.number, version.dated, version.dated_from) == (1, "2026-06-17", date(2026, 6, 17))


def test_an_hour_that_becomes_known_is_no_move(council: Northshire) -> None:
    """The calendar knew the day alone; another hour later on is a move."""
    alone = replace(MEETING, ref="9300", at=None)
    council.lists(MEETING, alone)
    council.shows(replace(alone, at=time(10, 30)))

    assert events(council.archive) == []

    council.later(days=1)
    council.shows(replace(alone, at=time(14, 0)))

    assert events(council.archive) == ["moved"]


def test_an_error_page_is_no_look(council: Northshire) -> None:
    """It says 200 and is not what was asked for: the last look is the one before, and What's New has us look again."""
    council.shows(with_agenda(PAPER))
    first = council.now
    council.later(days=2)
    broken = council.fetched("meeting:9101", b"Sorry")
    council.keeper.keep_failure(
        replace(broken, error="not a meeting page"), retry_at=council.now + timedelta(days=3)
    )

    with council.archive.reading() as session:
        seen = developments.looked_at(session, KEY, "meeting:9101", before=council.now + timedelta(hours=1))
    assert seen == first

    line = ListedEvent(day=date(2026, 6, 2), what="Agenda published", title="x", url="u", meeting_ref="9101")
    council.keeper.keep_events(council.fetched("events", b"x"), (line,))

    assert "meeting:9101" in council.due()


def test_what_failed_once_is_tried_again_after_a_quarter_of_an_hour() -> None:
    """Then after an hour, then four; after a week at the most."""
    waits = [after_failure(MONDAY, tries=tries) - MONDAY for tries in (1, 2, 3, 50)]

    assert waits == [timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4), timedelta(days=7)]


@pytest.mark.parametrize("words", ["２０２６-05-19", "2026-05-1٩", "2026-05-19T10:3٠"])
def test_dates_are_written_in_plain_digits(words: str) -> None:
    """Digits of other scripts are no date: the archive compares dates as text."""
    with pytest.raises(NotADate):
        parse(words)
