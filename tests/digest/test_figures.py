"""Official figures in the e-mail: each council's for its own readers, what was kept back said so, what was revised beside it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest import gate
from digest.build import build
from digest.item import Item
from domain.document import DocumentKind, Origin
from domain.evidence import Pointer
from domain.fact import Fact, FactType
from domain.mention import JsonValue
from domain.source import Channel
from storage.archive import Archive
from storage.tables import keep_facts
from tests.digest.record import Office
from tests.digest.test_official import version_of
from tests.digest.test_sections import of, told
from tests.digest.world import SETTINGS, Site, World

EDITION = "2026-W48"
MONDAY = datetime(2026, 11, 23, 7, tzinfo=UTC)
TITLE = "Children looked after in England"


def figure(site: Site | None, row: int, value: float | None, year: int, **fields: JsonValue) -> Fact:
    """A figure of a council, or of England, on 31 March of a year."""
    printed = str(value) if value is not None else str(fields["suppressed"])
    made: dict[str, JsonValue] = {
        "measure": "children_looked_after",
        "value": value,
        "unit": "children",
        "period": f"{year}-03-31",
        "as_of": f"{year}-03-31",
        "release": str(year),
        "definition": "CLA_31MARCH",
        "suppressed": None,
        "rounding": None,
        "area": site.council.name if site else "England",
        "breakdown": None,
        "licence": "OGL",
    }
    return Fact(
        type=FactType.STATISTIC,
        evidence=Pointer(pointer=f"row {row}, column children_count", value=printed),
        rule="test.cell@1",
        fields=made | fields,
        about=site.council.uid if site else None,
    )


@pytest.fixture
def world(sqlite_archive: Archive) -> World:
    """An archive in the autumn of 2026."""
    return World(sqlite_archive, now=datetime(2026, 9, 1, 6, tzinfo=UTC))


@pytest.fixture
def sites(world: World) -> tuple[Site, Site]:
    """Northshire and Wolden."""
    return world.council(), world.council("wolden", "Wolden")


@pytest.fixture
def office(world: World) -> Office:
    """The statistics service."""
    return Office(world, Channel.STATISTICS)


def publish(
    office: Office,
    *found: Fact,
    release: str = "2026",
    origin: Origin = Origin.WATCH,
    published: str = "2026-11-19",
) -> None:
    """A release of the table with these figures."""
    uid = office.publishes(
        "dataset:1",
        f"{TITLE}\nRelease {release}",
        title=TITLE,
        kind=DocumentKind.STATISTICS,
        published=published,
        origin=origin,
    )
    world = office.world
    version = version_of(world, uid)
    with world.archive.writing() as session:
        keep_facts(session, version, found, run=world.run, now=world.now)


def _items(world: World) -> list[Item]:
    world.at(MONDAY)
    return of(told(world, EDITION), "official")


def _shown(item: Item) -> list[str]:
    return [each.shown for each in item.figures]


def test_each_council_is_told_its_own_figures(world: World, sites: tuple[Site, Site], office: Office) -> None:
    """The newest period beside the one before; readers of a council get that council alone, England's readers England."""
    northshire, wolden = sites
    world.at(datetime(2026, 11, 19, 12, tzinfo=UTC))
    publish(
        office,
        figure(northshire, 2, 1754, 2026, rounding=10),
        figure(northshire, 3, 1870, 2025),
        figure(wolden, 4, 410, 2026),
        figure(None, 5, 83630, 2026),
    )
    items = {each.place: each for each in _items(world)}

    assert items["Northshire"].what == (
        "The Department for Education published new figures on Northshire: “Children looked after in England”, release 2026."
    )
    assert _shown(items["Northshire"]) == [
        "Children looked after: 1,754 (31 March 2026); 1,870 (31 March 2025)"
    ]
    assert items["Northshire"].different == "Some are rounded to 10."
    assert items["Northshire"].audience == ("council:northshire",)
    assert _shown(items["Wolden"]) == ["Children looked after: 410 (31 March 2026)"]
    assert _shown(items["England"]) == ["Children looked after: 83,630 (31 March 2026)"]
    assert items["England"].audience == ("england",)
    assert items["England"].different == "The table has figures of 2 councils."


def test_what_was_kept_back_is_said_as_kept_back(
    world: World, sites: tuple[Site, Site], office: Office
) -> None:
    """The marker of the table in words, never a nought or a gap."""
    northshire, _ = sites
    world.at(datetime(2026, 11, 19, 12, tzinfo=UTC))
    publish(office, figure(northshire, 2, None, 2026, suppressed="c", measure="adoptions"))
    (item,) = _items(world)

    assert _shown(item) == [
        "Adoptions: kept back by the publisher so that nobody can be identified (31 March 2026)"
    ]


def test_a_later_release_is_told_with_what_it_revised(
    world: World, sites: tuple[Site, Site], office: Office
) -> None:
    """What the release before gave stands beside it; figures that stayed the same are no news."""
    northshire, wolden = sites
    publish(
        office,
        figure(northshire, 2, 1860, 2025),
        figure(wolden, 3, 400, 2025),
        release="2025",
        origin=Origin.BACKFILL,
        published="2025-11-20",
    )
    world.at(datetime(2026, 11, 16, 7, tzinfo=UTC))
    build(world.archive, "2026-W47", now=world.now, settings=SETTINGS)
    world.at(datetime(2026, 11, 19, 12, tzinfo=UTC))
    publish(
        office,
        figure(northshire, 2, 1754, 2026),
        figure(northshire, 3, 1870, 2025),
        figure(wolden, 4, 400, 2025),
    )
    (item,) = _items(world)

    assert _shown(item) == [
        "Children looked after: 1,754 (31 March 2026); 1,870 (31 March 2025)",
        "Children looked after, revised: 1,870 (31 March 2025); in the release before 1,860",
    ]


def test_a_figure_that_does_not_stand_in_its_table_is_left_out(
    world: World, sites: tuple[Site, Site], office: Office
) -> None:
    """The gate asks the archive for the cell of each figure."""
    northshire, _ = sites
    world.at(datetime(2026, 11, 19, 12, tzinfo=UTC))
    publish(office, figure(northshire, 2, 1754, 2026))
    (item,) = _items(world)
    wrong = replace(item, figures=(replace(item.figures[0], printed="1755"),))
    with world.archive.reading() as session:
        passed = gate.passed(session, [wrong])

    assert passed.items == ()  # nothing is left of it to tell
    assert passed.refused == 1


def test_a_figure_under_five_is_never_told(world: World, sites: tuple[Site, Site], office: Office) -> None:
    """Whatever a table prints: three children could be known."""
    northshire, _ = sites
    world.at(datetime(2026, 11, 19, 12, tzinfo=UTC))
    publish(office, figure(northshire, 2, 3, 2026))

    assert _items(world) == []
