"""kill -9 at any point of crawl, read, link, index, send or re-link: running again gives what an undisturbed run gives."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from minutewatch import config, jobs
from sample.answers import LOOKS
from storage.schema import Reading
from tests.line import content
from tests.line.playing import NORTHSHIRE, Played, playing

pytestmark = pytest.mark.soak

_WEEKS = LOOKS[:3]
_KILLS = 6  # in each week, at moments spread over the whole run


def _command(
    played: Played, look: datetime, words: Sequence[str] = ("run", "--source", NORTHSHIRE)
) -> subprocess.Popen[bytes]:
    """A command of `minutewatch`, `run` if not said, as cron starts it, in a group of processes of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "minutewatch", *words],
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
            cut += _kill(running)
        _end(_command(played, look))
    return cut


def _kill(running: subprocess.Popen[bytes]) -> bool:
    """Kill a command and all its processes; whether it was cut short."""
    is_cut = running.poll() is None
    with suppress(ProcessLookupError):  # it may just have ended
        os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    return is_cut


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


def test_linking_everything_killed_after_each_batch_goes_on(tmp_path: Path) -> None:
    """`link --all`, killed whenever it has kept another batch, goes on from there: in the end all is there, once."""
    with playing(tmp_path / "home") as calm:
        for look in _WEEKS:
            calm.server.clock = look
            _end(_command(calm, look, ("crawl", "--source", NORTHSHIRE)))
        killed = replace(calm, home=Path(shutil.copytree(calm.home, tmp_path / "killed")))
        everything = ("link", "--all")
        _end(_command(calm, _WEEKS[-1], everything))
        kept = [0]
        while (running := _command(killed, _WEEKS[-1], everything)) and _cut_after_a_batch(running, killed):
            kept.append(_texts_linked(killed.home))
        for played in (calm, killed):
            _end(_command(played, _WEEKS[-1], ("index",)))

    expected, found = content.of_home(calm.home), content.of_home(killed.home)
    assert len(kept) > 2
    assert kept == sorted(set(kept))
    assert content.differences(expected, found) == []


def _cut_after_a_batch(running: subprocess.Popen[bytes], played: Played) -> bool:
    """Kill a command that links as soon as it has kept more than it found; whether it did not come to its end before."""
    before = _texts_linked(played.home)
    while running.poll() is None:
        if _texts_linked(played.home) > before:
            return _kill(running)
    _end(running)
    return False


def _texts_linked(home: Path) -> int:
    with jobs.open_home(config.load(home)) as opened, opened.archive.reading() as session:
        return session.scalar(select(func.count()).select_from(Reading)) or 0
