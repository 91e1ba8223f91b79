"""What is not due now: before elections Ofsted publishes nothing on the councils that vote, and the mail says so."""

from datetime import UTC, datetime

import pytest

from digest.build import preview
from digest.select import compose, for_everybody, is_news
from storage import editions
from storage.archive import Archive
from storage.pauses import keep_elections
from tests.digest.test_sections import of, told
from tests.digest.world import SETTINGS, World

EDITION = "2027-W17"
MONDAY = datetime(2027, 4, 26, 6, tzinfo=UTC)
OTHERS = ("Ashcombe", "Brayle", "Caddon", "Dunmere", "Eskby", "Farrow")


@pytest.fixture
def world(sqlite_archive: Archive) -> World:
    """Northshire and six others vote on 6 May 2027; Estmere does not."""
    world = World(sqlite_archive, now=datetime(2026, 9, 1, 6, tzinfo=UTC))
    for name in ("Estmere", *OTHERS, "Northshire"):
        world.council(name.lower(), name)
    rows = [{"council": name.lower(), "polls": "2027-05-06"} for name in ("Northshire", *OTHERS)]
    with world.archive.writing() as session:
        keep_elections(session, rows)
    world.at(MONDAY)
    return world


def test_england_is_told_of_the_pause_in_one_line(world: World) -> None:
    """Which councils, by name and number, and until when."""
    (line, *_) = [each for each in of(told(world, EDITION), "pauses") if each.place == "England"]

    assert (
        line.what
        == "Ofsted pauses council-wide reports before elections (Ashcombe and six others until 6 May)."
    )
    assert line.audience == ("england",)


def test_readers_of_a_council_are_told_of_its_own_pause(world: World) -> None:
    """A reader of Northshire hears of Northshire, a reader of Estmere of nothing."""
    world.reader("council:northshire")
    world.reader("council:estmere", address="estmere@example.org")
    mails = {
        name: preview(world.archive, EDITION, f"{address}@example.org", "text", now=MONDAY, settings=SETTINGS)
        for name, address in (("Northshire", "reader"), ("Estmere", "estmere"))
    }

    said = "Ofsted pauses council-wide reports before elections (Northshire until 6 May)."
    assert said in " ".join(str(mails["Northshire"]).split())
    assert "pauses" not in mails["Estmere"]


def test_a_pause_is_no_news(world: World) -> None:
    """It stands in the mails that go out anyway; no mail goes out for it."""
    named = editions.named(EDITION)
    with world.archive.reading() as session:
        items = compose(session, named, editions.next_window(session, named), now=MONDAY).items

    assert not any(is_news(each) for each in for_everybody(items) if each.item.section == "pauses")


def test_after_the_elections_nothing_is_paused(world: World) -> None:
    """From 7 May on the line is gone."""
    world.at(datetime(2027, 5, 10, 6, tzinfo=UTC))

    assert of(told(world, "2027-W19"), "pauses") == []
