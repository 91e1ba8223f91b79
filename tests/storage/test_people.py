"""Members and attendance: who of a council is known, who was there, and that nobody private leaves a trace."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import inspect, select, text

from domain.meeting import Attendee
from domain.members import Councillor, Term
from domain.probe import Road
from storage.archive import Archive
from storage.schema import Attendance, Base, Entity, EntityRef, MemberRow, Publication
from tests.storage.world import KEY, MEETING, Northshire, minuted, with_agenda

BROOK = Councillor(
    ref="2001",
    name="Councillor Ada Brook",
    ward="Riverside",
    party="Independent",
    posts="Chair of Scrutiny",
    terms=(Term(first=date(2025, 5, 6), last=None),),
)
CARR = replace(BROOK, ref="2002", name="Councillor Ben Carr")
THERE = (
    Attendee(member_ref="2001", name="Councillor Ada Brook", role="Chair", attendance="Expected"),
    Attendee(member_ref="2003", name="Mrs Cora Dale", role="Co-opted Member", attendance="Present"),
    Attendee(member_ref=None, name="Zephyrine Quillmarsh", role="Young Person Representative"),
    Attendee(member_ref=None, name="Ottoline Frobury", role="Public questioner"),
    Attendee(member_ref=None, name="Perpetua Whitlam", role="Guest"),
    Attendee(member_ref=None, name="Dana Ellis", role="Director of Children's Services"),
)
PRIVATE = ("Dale", "Quillmarsh", "Frobury", "Whitlam")


@pytest.fixture
def council(archive: Archive) -> Northshire:
    council = Northshire(archive)
    council.lists(MEETING)
    return council


def there(archive: Archive) -> list[tuple[str, str | None, bool]]:
    """Who was at the meeting: name, attendance, whether known as a member."""
    with archive.reading() as session:
        rows = session.scalars(select(Attendance).order_by(Attendance.position))
        return [(row.name, row.attendance, row.member_id is not None) for row in rows]


def test_a_member_is_a_public_person_under_the_council_s_own_id(council: Northshire) -> None:
    """With ward, party, posts and terms as listed; two looks make no second one."""
    for _ in range(2):
        council.elects(BROOK, CARR)

    with council.archive.reading() as session:
        rows = session.scalars(select(MemberRow).order_by(MemberRow.ref)).all()
        person = session.get_one(Entity, rows[0].entity_id)
        assert [row.name for row in rows] == ["Councillor Ada Brook", "Councillor Ben Carr"]
        assert rows[0].terms == [{"first": "2025-05-06", "last": None}]
        assert (person.kind, person.public, person.name) == ("person", True, "Councillor Ada Brook")
        refs = select(EntityRef.value).where(EntityRef.scheme == f"{KEY}:member")
        assert set(session.scalars(refs)) == {"2001", "2002"}


def test_a_member_who_is_no_longer_listed_stays_known(council: Northshire) -> None:
    """And may come back under the same id, by another name."""
    council.elects(BROOK, CARR)
    council.elects(BROOK)
    with council.archive.reading() as session:
        assert session.scalars(select(MemberRow.ref).where(~MemberRow.listed)).all() == ["2002"]
    council.elects(BROOK, replace(CARR, name="Alderman Ben Carr"))

    with council.archive.reading() as session:
        row = session.scalars(select(MemberRow).where(MemberRow.ref == "2002")).one()
        assert (row.listed, session.get_one(Entity, row.entity_id).name) == (True, "Alderman Ben Carr")


def test_members_and_named_officers_are_kept_as_they_are_listed(council: Northshire) -> None:
    """Attendance flickers: it is brought up to date at every look, and is no event."""
    council.elects(BROOK)
    council.shows(replace(MEETING, attendees=THERE))
    assert there(council.archive) == [("Councillor Ada Brook", "Expected", True), ("Dana Ellis", None, False)]
    council.later(days=1)
    council.shows(replace(MEETING, attendees=(replace(THERE[0], attendance="Present"), *THERE[1:])))

    assert there(council.archive)[0] == ("Councillor Ada Brook", "Present", True)
    with council.archive.reading() as session:
        assert session.scalars(select(Publication.type)).all() == []


def test_members_are_known_by_id_and_honorific_before_they_were_listed(council: Northshire) -> None:
    """The list of members is asked monthly; meetings do not wait for it."""
    council.shows(replace(MEETING, attendees=THERE))
    assert there(council.archive)[0] == ("Councillor Ada Brook", "Expected", False)
    council.elects(BROOK)
    council.later(days=1)
    council.shows(replace(MEETING, attendees=THERE))

    assert there(council.archive)[0] == ("Councillor Ada Brook", "Expected", True)


def test_where_only_pages_are_read_attendance_is_asked_once_there_are_minutes(council: Northshire) -> None:
    """The meeting's page does not say who came: the page beside it does, asked when the minutes are out."""
    held = replace(with_agenda(), road=Road.HTML)
    council.shows(held)
    assert council.watches(f"attendance:{MEETING.ref}") is None
    council.later(days=30)
    council.shows(minuted(held, "The minutes."))
    assert f"attendance:{MEETING.ref}" in council.due()
    council.attended(MEETING.ref, *THERE)

    assert there(council.archive) == [
        ("Councillor Ada Brook", "Expected", False),
        ("Dana Ellis", None, False),
    ]
    assert f"attendance:{MEETING.ref}" not in council.due()


def test_nobody_private_reaches_any_table(council: Northshire) -> None:
    """Not a young representative, not a co-opted parent, not who asked a question, not a guest."""
    council.elects(BROOK)
    council.shows(replace(MEETING, attendees=THERE))

    with council.archive.reading() as session:
        tables = [
            table
            for table in Base.metadata.sorted_tables
            if table.name in inspect(session.bind).get_table_names()
        ]
        rows = [str(row) for table in tables for row in session.execute(text(f"SELECT * FROM {table.name}"))]
    assert len(tables) > 40
    assert [name for name in PRIVATE if any(name in row for row in rows)] == []
