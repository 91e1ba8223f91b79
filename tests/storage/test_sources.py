"""The table of sources: what files and watch list say is in the archive, and comes back from it."""

from dataclasses import replace
from datetime import time

from sqlalchemy import select

from domain.deadlines import Deadline, DeadlineKind, Unit
from storage.archive import Archive
from storage.schema import SourceRow
from storage.sources import councils, deadlines, is_current, place_of, refresh
from tests.storage.world import KEY, SOURCE

QUESTIONS = Deadline(
    kind=DeadlineKind.PUBLIC_QUESTION,
    before=5,
    unit=Unit.WORKING_DAYS,
    at=time(12),
    source="https://northshire.example/rules",
)


def test_deadlines_come_back(archive: Archive) -> None:
    """A council's rules are there for whoever reads the archive; without any there are none."""
    with archive.writing() as session:
        refresh(session, [replace(SOURCE, deadlines=(QUESTIONS,))])
    with archive.reading() as session:
        assert deadlines(session, place_of(session, KEY).id) == (QUESTIONS,)
        assert deadlines(session, place_of(session, "added/documents").id) == ()


def test_the_watch_list_decides_what_is_on(archive: Archive) -> None:
    """A source is on or off as the list says, and the table knows for which list it was written."""
    with archive.writing() as session:
        refresh(session, [SOURCE], on=())
    with archive.reading() as session:
        assert is_current(session, [SOURCE], on=())
        assert not is_current(session, [SOURCE], on={KEY})
        assert enabled(archive) == {KEY: False, "added/documents": True}
    with archive.writing() as session:
        refresh(session, [SOURCE], on={KEY})

    assert enabled(archive)[KEY]


def test_who_does_not_know_the_watch_list_leaves_it_alone(archive: Archive) -> None:
    """A crawl of one source switches no other on or off; the next who knows the list puts it right."""
    with archive.writing() as session:
        refresh(session, [SOURCE], on=())
    with archive.writing() as session:
        refresh(session, [SOURCE, replace(SOURCE, key="committee/other")])

    assert enabled(archive) == {KEY: False, "committee/other": True, "added/documents": True}
    with archive.reading() as session:
        assert not is_current(session, [SOURCE], on=())


def test_a_council_passes_on_to_its_successors(archive: Archive) -> None:
    """Who comes after a council of the operator's own is known, with the days between which each exists."""
    council = SOURCE.council
    assert council is not None
    ending = replace(council, valid_to="2027-03-31", successors=("new-northshire",))
    heir = replace(
        council, slug="new-northshire", gss=None, name="New Northshire Council", valid_from="2027-04-01"
    )
    with archive.writing() as session:
        refresh(
            session, [replace(SOURCE, council=ending), replace(SOURCE, key="committee/new", council=heir)]
        )
    with archive.reading() as session:
        found = {council.slug: council for council in councils(session)}

    assert found["northshire"].successors == ("new-northshire",)
    assert (found["northshire"].valid_to, found["new-northshire"].valid_from) == ("2027-03-31", "2027-04-01")


def enabled(archive: Archive) -> dict[str, bool]:
    """Which sources are switched on."""
    with archive.reading() as session:
        return dict(session.execute(select(SourceRow.key, SourceRow.enabled)).all())
