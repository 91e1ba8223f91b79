"""Health: expected, could not look, and nobody looked are three different things."""

from datetime import timedelta

from domain.health import HealthState
from storage.archive import Archive
from storage.health import note_health, states
from tests.storage.world import KEY, MONDAY, Northshire


def test_a_source_never_looked_at_is_stale(archive: Archive) -> None:
    """And the reason says what to run."""
    Northshire(archive)
    with archive.reading() as session:
        (state,) = states(session, now=MONDAY)

    assert (state.state, "minutewatch crawl" in state.reason) == (HealthState.STALE, True)


def test_a_block_says_since_when_and_when_it_last_went_well(archive: Archive) -> None:
    """Three refused looks in a row are one block, since the first of them."""
    council = Northshire(archive)
    with archive.writing() as session:
        note_health(session, KEY, run=council.run, at=MONDAY, state=HealthState.OK, reason="12 meetings")
        for day in (1, 2, 3):
            at = MONDAY + timedelta(days=day)
            note_health(session, KEY, run=council.run, at=at, state=HealthState.BLOCKED, reason="403")
    with archive.reading() as session:
        (state,) = states(session, now=MONDAY + timedelta(days=3))

    assert state.state == HealthState.BLOCKED
    assert state.since == MONDAY + timedelta(days=1)
    assert state.last_success == MONDAY


def test_a_dead_cron_shows(archive: Archive) -> None:
    """Nothing was stored since, and yet the state is not ok any more."""
    council = Northshire(archive)
    with archive.writing() as session:
        note_health(session, KEY, run=council.run, at=MONDAY, state=HealthState.OK, reason="12 meetings")
    with archive.reading() as session:
        (state,) = states(session, now=MONDAY + timedelta(days=5))

    assert (state.state, "cron" in state.reason) == (HealthState.STALE, True)
