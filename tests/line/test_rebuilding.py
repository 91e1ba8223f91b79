"""The home rebuilt from its captures and originals has the same public ids: every address keeps answering."""

from pathlib import Path

import pytest
from sqlalchemy import delete, update

from minutewatch import entities, jobs, rebuilding
from sample.answers import LOOKS
from storage.entities import Kind
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


def test_what_people_decided_of_people_is_rebuilt(tmp_path: Path) -> None:
    """Who was split, merged and renamed by hand is so in the rebuilt home, under the same ids."""
    with playing(tmp_path / "home") as played:
        for look in LOOKS[:2]:
            played.run(look)
        with jobs.open_home(played.settings(LOOKS[1])) as opened:
            people = entities.listed(opened, [], kind=Kind.PERSON)
            told_of = [
                each for person in people if (each := entities.shown(opened, person.uid))[0].documents > 1
            ]
            (one, appears), (other, _), *_ = told_of
            document = appears[0].document
            _, split = entities.split(opened, one.uid, [document], actor="editor", reason="another")
            entities.merge(opened, other.uid, one.uid, actor="editor", reason="one")
            entities.rename(opened, one.uid, "Somebody Else", actor="editor", reason="married")
            assert rebuilding.differences(opened, tmp_path / "rebuilt") == []
            with jobs.open_home(opened.settings.model_copy(update={"home": tmp_path / "rebuilt"})) as rebuilt:
                again = {uid: entities.shown(rebuilt, uid)[0] for uid in (one.uid, other.uid, split)}

            assert again == {uid: entities.shown(opened, uid)[0] for uid in (one.uid, other.uid, split)}
            assert again[other.uid].leads_to == one.uid
            assert again[split].documents == 1


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
