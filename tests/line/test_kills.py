"""kill -9 at any point of crawl, read, link, index or send: running again gives what an undisturbed run gives."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from sample.answers import LOOKS
from tests.line import content
from tests.line.playing import NORTHSHIRE, Played, playing

pytestmark = pytest.mark.soak

_WEEKS = LOOKS[:3]
_KILLS = 6  # in each week, at moments spread over the whole run


def _command(played: Played, look: datetime) -> subprocess.Popen[bytes]:
    """`minutewatch run` as cron starts it, in a group of processes of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "minutewatch", "run", "--source", NORTHSHIRE],
        env=os.environ | {"MINUTEWATCH_HOME": str(played.home), "MINUTEWATCH_NOW": look.isoformat()},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def _undisturbed(played: Played) -> float:
    """Play the weeks; how many seconds the longest run took."""
    longest = 0.0
    for look in _WEEKS:
        played.server.clock = look
        began = time.monotonic()
        _end(_command(played, look))
        longest = max(longest, time.monotonic() - began)
    return longest


def _killed(played: Played, longest: float, dice: random.Random) -> int:
    """Play the weeks, killed again and again; how many runs were cut short."""
    cut = 0
    for look in _WEEKS:
        played.server.clock = look
        for part in range(_KILLS):
            running = _command(played, look)
            time.sleep(longest * (part + dice.random()) / _KILLS)
            if running.poll() is None:
                cut += 1
            with suppress(ProcessLookupError):  # it may just have ended
                os.killpg(running.pid, signal.SIGKILL)
            running.communicate()
        _end(_command(played, look))
    return cut


def _end(running: subprocess.Popen[bytes]) -> None:
    _, said = running.communicate(timeout=300)
    assert running.returncode == 0, said.decode()


def test_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    """Two homes alike, one left in peace and one killed again and again: the same archive, hits and mails, byte for byte."""
    with playing(tmp_path / "home") as played:
        inbox = played.home / "inbox"
        calm, killed = (
            replace(played, home=Path(shutil.copytree(played.home, tmp_path / name)))
            for name in ("calm", "killed")
        )
        longest = _undisturbed(calm)
        expected = content.of_home(calm.home) | {"mails": content.mails(inbox)}
        cut = _killed(killed, longest, random.Random(7))
        found = content.of_home(killed.home) | {"mails": content.mails(inbox)}

    assert cut >= _KILLS
    assert expected["mails"]
    assert content.differences(expected, found) == []
