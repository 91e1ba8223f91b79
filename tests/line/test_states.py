"""What cron tells of the states of sources: once, when they change, and not a line for each failure."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import sample.sources
from domain.source import Channel
from minutewatch import config, jobs
from sample import faults
from sample.answers import LOOKS
from sample.server import Server
from sample.world import World
from tests.conftest import command

pytestmark = pytest.mark.slow


@pytest.fixture
def server() -> Iterator[Server]:
    """The sample council's site."""
    with Server(World.load(), LOOKS[2]) as server:
        yield server


@pytest.mark.parametrize(
    ("day", "looked_at"),
    [("2027-03-31", {"northshire"}), ("2027-04-01", {"northshire", "east-wolden"})],
)
def test_a_council_to_come(day: str, looked_at: set[str], tmp_path: Path) -> None:
    """The site of a council that has not begun is not looked at, and so is never in trouble, until its first day."""
    home = tmp_path / "home"
    command("init", home=home)
    nowhere = "http://127.0.0.1:9"
    sample.sources.write_all(home / "sources", {"northshire": nowhere, "east-wolden": nowhere})
    settings = config.load(home).model_copy(
        update={"now": datetime.fromisoformat(f"{day}T06:00:00Z"), "watch": ()}
    )
    with jobs.open_home(settings) as opened:
        found = jobs.enabled(opened, channel=Channel.COMMITTEE)

    assert set(found) == {f"committee/{council}" for council in looked_at}


def test_a_change_of_state_is_told_once(server: Server, tmp_path: Path) -> None:
    """A run says which states changed; the next run, in which they stay, does not; `status --changes` lists them all."""
    home = tmp_path / "home"
    command("init", home=home)
    sample.sources.write(home / "sources", server.url)
    told = []
    for fault in (None, faults.forbidden, faults.forbidden, None):
        server.heal()
        if fault:
            server.misbehave("^/(?!robots)", fault)
        done = command(
            "run",
            "--source",
            "northshire",
            home=home,
            MINUTEWATCH_NOW=server.clock.isoformat(),
            MINUTEWATCH_WATCH="northshire",
        )
        assert done.returncode == 0, done.stderr
        changed = [line for line in done.stdout.splitlines() if line.startswith("states that changed: ")]
        told.append([line for line in changed if "committee/northshire" in line])
        server.clock += timedelta(days=1)
    environment = {"MINUTEWATCH_NOW": server.clock.isoformat(), "MINUTEWATCH_WATCH": "northshire"}
    listed = command("status", "--changes", "--json", home=home, **environment)
    none = command("status", "--changes", "--since", server.clock.isoformat(), home=home, **environment)

    assert [len(lines) for lines in told] == [0, 1, 0, 1]
    assert told[1][0].endswith(
        "committee/northshire was ok, is blocked since 2026-09-29: the site refuses us (status 403)"
    )
    assert "committee/northshire was blocked, is ok since 2026-10-01: " in told[3][0]
    assert [(row["before"], row["after"]) for row in map(json.loads, listed.stdout.splitlines())] == [
        (None, "ok"),
        ("ok", "blocked"),
        ("blocked", "ok"),
    ]
    assert none.stdout == "No state changed.\n"


def test_since_goes_with_changes(tmp_path: Path) -> None:
    """A moment without the question is bad usage."""
    command("init", home=tmp_path)

    assert command("status", "--since", "2026-10-05T06:00:00Z", home=tmp_path).returncode == 2
    assert command("status", "--changes", "--since", "monday", home=tmp_path).returncode == 2
