"""The whole line with its records in PostgreSQL gives what it gives with SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from minutewatch import config
from sample.answers import LOOKS
from tests.conftest import postgres_database
from tests.line import content
from tests.line.playing import playing

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

# The ids of mails hold the reader's own random id.
_OF_THIS_HOME = {"outbox"}


@pytest.fixture
def database(postgres: str) -> Iterator[str]:
    """An empty database."""
    with postgres_database(postgres, "whole_line") as url:
        yield url


def test_two_weeks_are_the_same_on_both_databases(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents, versions, events, mentions, facts, hits and editions."""
    with playing(tmp_path / "home") as played:
        for look in LOOKS[:2]:
            played.run(look)
        sqlite = content.of_home(played.home)
        monkeypatch.setenv("MINUTEWATCH_DATABASE_URL", database)
        for folder in ("blobs", "index"):
            played.home.joinpath(folder).rename(tmp_path / f"{folder}-of-sqlite")
        config.make_home(played.home)
        played.subscribe()
        for look in LOOKS[:2]:
            played.run(look)
        postgresql = content.of_home(played.home)

    assert set(content.differences(sqlite, postgresql)) <= _OF_THIS_HOME
