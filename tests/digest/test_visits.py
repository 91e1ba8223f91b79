"""Focused visits in the e-mail, read by the real finders: first from the council's own paper, then from Ofsted's letter."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from digest.build import build
from digest.item import Item
from domain.document import DocumentKind
from domain.source import Channel
from storage.archive import Archive
from tests.digest.record import Office, reads
from tests.digest.test_sections import of, told
from tests.digest.world import SETTINGS, Site, World, item, meeting, paper

PAPER = (
    "Corporate Parenting Board\n\nOfsted visited the council on 29 and 30 September 2026 to look at care leavers; the letter is "
    "awaited."
)
LETTER = """23 November 2026

Lena Marsh, Director of Children's Services
Wolden County Council

Dear Lena Marsh

Focused visit to Wolden children's services

This letter summarises the findings of the focused visit to Wolden children's services on 29 and 30 September 2026. His
Majesty's Inspectors for this visit were Ann Other and Sam Person.

Inspectors looked at the local authority's arrangements for care leavers.

Area for priority action
- accommodation for 16 and 17 year olds

Yours sincerely

Ann Other
His Majesty's Inspector"""


@pytest.fixture
def world(sqlite_archive: Archive) -> World:
    """An archive in the autumn of 2026."""
    return World(sqlite_archive, now=datetime(2026, 9, 1, 6, tzinfo=UTC))


@pytest.fixture
def wolden(world: World) -> Site:
    """Wolden."""
    return world.council("wolden", "Wolden")


def _build(world: World, edition: str, now: datetime) -> list[Item]:
    """What the edition says of the official record; it is frozen, so that the next one begins where it ended."""
    world.at(now)
    found = of(told(world, edition), "official")
    build(world.archive, edition, now=now, settings=SETTINGS)
    return found


def test_a_visit_is_told_when_the_council_speaks_of_it_and_again_with_its_letter(
    world: World, wolden: Site
) -> None:
    """On 16 November the council's sentence and the days since; on 30 November the letter, with that sentence as first notice."""
    ofsted = Office(world, Channel.OFSTED)
    board = meeting("9101", date(2026, 11, 20), item(4, "Corporate parenting"))
    wolden.lists(board)
    wolden.shows(board)
    _build(world, "2026-W46", datetime(2026, 11, 9, 7, tzinfo=UTC))
    world.at(datetime(2026, 11, 13, 7, tzinfo=UTC))
    report = item(4, "Corporate parenting", paper("s1", "Corporate parenting report", "2026-11-13"))
    wolden.shows(replace(board, items=(report,)))
    wolden.serves("s1", PAPER)
    reads(ofsted.world)
    (stated,) = _build(world, "2026-W47", datetime(2026, 11, 16, 7, tzinfo=UTC))
    world.at(datetime(2026, 11, 23, 12, tzinfo=UTC))
    ofsted.publishes(
        "50300001",
        LETTER,
        title="Children's services focused visit: Wolden",
        kind=DocumentKind.INSPECTION_LETTER,
        published="2026-11-23",
        about=wolden,
        read=True,
    )
    (letter,) = _build(world, "2026-W49", datetime(2026, 11, 30, 7, tzinfo=UTC))

    assert stated.what == (
        "A council paper says that Ofsted made a focused visit to Wolden, 29 and 30 September 2026; its letter was not seen yet. "
        "Its focus, as the council states it: care leavers."
    )
    assert stated.different == "33 working days since the visit."
    assert letter.what == (
        "Ofsted published its letter on a focused visit to Wolden, 29 and 30 September 2026. Its focus: care leavers. "
        "It names 1 area for priority action."
    )
    assert [(quote.label, quote.shown) for quote in letter.quotes] == [
        ("area for priority action", "“accommodation for 16 and 17 year olds”"),
        (
            "first stated by the council, 13 November 2026",
            "“Ofsted visited the council on 29 and 30 September 2026 to look at care leavers; the letter is awaited.”",
        ),
    ]
