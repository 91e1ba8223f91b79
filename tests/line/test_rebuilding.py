"""The home rebuilt from its captures and originals has the same public ids: every address keeps answering."""

from pathlib import Path

import pytest
from sqlalchemy import delete, update

from minutewatch import jobs, rebuilding
from sample.answers import LOOKS
from storage.schema import Capture, VersionRow
from tests.line.playing import playing

pytestmark = pytest.mark.slow


def test_a_rebuilt_home_has_the_same_public_ids(tmp_path: Path) -> None:
    """Documents, meetings, committees, versions, events and facts."""
    with playing(tmp_path / "home") as played:
        for look in LOOKS[:3]:
            played.run(look)
        with jobs.open_home(played.settings(LOOKS[2])) as opened:
            assert rebuilding.differences(opened, tmp_path / "rebuilt") == []


def test_a_missing_capture_shows(tmp_path: Path) -> None:
    """The comparison can fail: what was kept without a capture cannot be rebuilt, and is named."""
    with playing(tmp_path / "home") as played:
        played.run(LOOKS[0])
        with jobs.open_home(played.settings(LOOKS[0])) as opened:
            with opened.archive.writing() as session:
                session.execute(update(VersionRow).values(capture_id=None))
                session.execute(delete(Capture).where(Capture.watch_key.like("document:%")))
            faults = rebuilding.differences(opened, tmp_path / "rebuilt")

    assert {fault.where.split()[0] for fault in faults} >= {"version", "fact"}
