"""Killed while sending: whatever the step, no mail is lost, and at most one goes twice for each kill, the same to the byte."""

import signal
import subprocess
import sys
from collections import defaultdict
from itertools import cycle

import pytest

from digest.build import build
from storage import editions
from storage.archive import Archive
from tests.conftest import ROOT
from tests.digest.sender import STEPS
from tests.digest.servers import Server, server
from tests.digest.story import a_week
from tests.digest.world import EDITION, MONDAY, SETTINGS, reader_in

READERS = 12
KILLS = 8


def _send(archive: Archive, found: Server, step: str, number: int) -> int:
    """Send in a process of its own; returns how it ended."""
    database = archive.engine.url.render_as_string(hide_password=False)
    command = [
        sys.executable,
        "-m",
        "tests.digest.sender",
        str(archive.home),
        database,
        str(found.port),
        step,
        str(number),
    ]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, check=False).returncode


@pytest.mark.soak
def test_a_sender_killed_again_and_again_loses_nothing(archive: Archive) -> None:
    """Killed at each step in turn: every reader gets their mail, twice at the most once for each kill."""
    world = a_week(archive)
    with archive.writing() as session:
        for number in range(READERS):
            reader_in(session, "council:northshire", address=f"reader{number}@example.org", now=world.now)
    build(archive, EDITION, now=MONDAY, settings=SETTINGS)
    kills = 0
    with server() as found:
        for step, number in zip(cycle(STEPS), range(1, KILLS + 1), strict=False):
            if _send(archive, found, step, 1 + number % 3) == -signal.SIGKILL:
                kills += 1
        assert _send(archive, found, "never", 0) == 0

    copies: dict[str, list[bytes]] = defaultdict(list)
    for recipient, data in zip(found.recipients, found.taken, strict=True):
        copies[recipient].append(data)
    assert kills >= KILLS // 2
    assert set(copies) == {f"reader{number}@example.org" for number in range(READERS)}
    assert len(found.taken) - READERS <= kills
    assert all(len(set(mails)) == 1 for mails in copies.values())
    with archive.reading() as session:
        assert editions.waiting(session, EDITION) == 0
