"""A week in which most things happen once, for tests that look at a whole e-mail."""

from dataclasses import replace
from datetime import UTC, date, datetime

from domain.document import DocumentKind
from domain.health import HealthState
from storage.archive import Archive
from tests.digest.world import MONDAY, World, item, meeting, paper

_RESOLVED = "RESOLVED: That a report on agency social workers be brought to the meeting of September 2026."
REPORT = (
    "Inspection of Northshire County Council children’s services\n\nOverall effectiveness: Inadequate\n\n"
    "The impact of leaders: Requires improvement\n\nThe experiences of care leavers: Good"
)


def a_week(archive: Archive) -> World:
    """Northshire publishes, replaces, adds late and amends; Estmere calls a meeting off; Wolden's site refuses us."""
    world = World(archive)
    northshire = world.council()
    estmere = world.council("estmere", "Estmere")
    wolden = world.council("wolden", "Wolden")
    past, later = (
        meeting("9101", date(2026, 5, 20), item(4, "Agency spend")),
        meeting("9103", date(2026, 7, 7)),
    )
    coming = meeting(
        "9102",
        date(2026, 6, 16),
        item(1, "Apologies for absence"),
        item(5, "Agency social workers", paper("s1", "Agency spend", "2026-06-05")),
        item(6, "Improvement plan", text="Appendix A to follow"),
        item(7, "Placement contract", restricted=True),
    )
    elsewhere = meeting("8001", date(2026, 6, 30))
    northshire.lists(past, coming, later)
    estmere.lists(elsewhere)
    northshire.shows(past)
    northshire.shows(coming)
    northshire.serves("s1", "Agency spend\n\nThe forecast for the year is £6.2m, against a budget of £4.0m.")

    world.at(datetime(2026, 6, 9, 6, tzinfo=UTC))
    minuted = replace(past, minutes_published=True)
    said = "{}\n\nThe forecast was £{}.\n\nPresent: Young Reader, Ann Other"
    northshire.shows(
        replace(minuted, items=(item(4, "Agency spend", minutes=said.format(_RESOLVED, "6.2m")),))
    )
    northshire.serves("s1", "Agency spend\n\nThe forecast for the year is £7.9m, against a budget of £4.0m.")

    world.at(datetime(2026, 6, 12, 16, 30, tzinfo=UTC))
    late = (
        paper("s2", "Appendix A: improvement plan", "2026-06-12"),
        paper("s3", "Appendix B: finance", "2026-06-12"),
    )
    items = (*coming.items[:2], replace(coming.items[2], documents=late), coming.items[3])
    northshire.shows(replace(coming, items=items))
    northshire.serves("s2", "Improvement plan\n\nThe plan costs £1.4m over two years.")
    northshire.shows(
        replace(minuted, items=(item(4, "Agency spend", minutes=said.format(_RESOLVED, "7.9m")),))
    )
    estmere.shows(replace(elsewhere, status="Cancelled"))
    world.adds(
        REPORT,
        kind=DocumentKind.INSPECTION_REPORT,
        title="Northshire inspection report",
        published="2018-08-17",
    )
    world.links(about=northshire.council)

    world.at(MONDAY)
    northshire.is_seen_as(HealthState.OK)
    estmere.is_seen_as(HealthState.QUIET)
    wolden.is_seen_as(HealthState.BLOCKED, "403")
    return world
