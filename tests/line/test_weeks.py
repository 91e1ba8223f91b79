"""Six weeks of a council, looked at each Monday: exactly what happened is found, once, and nothing else."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from minutewatch import jobs
from sample.answers import LOOKS, PRIVATE_NAMES, Expected, weeks
from sample.world import World
from storage.schema import Change, Entity, FactRow, MentionRow, Outbox, Publication, VersionRow
from tests.line.playing import ABOUT_PAPERS, Event, Played, playing

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """All seven looks, one after another."""
    with playing(tmp_path_factory.mktemp("weeks") / "home") as played:
        for look in LOOKS:
            played.run(look)
        yield played


def _event(expected: Expected) -> Event:
    paper = f"s{expected.paper}" if expected.kind in ABOUT_PAPERS else None
    return expected.kind, str(expected.meeting), paper


@pytest.mark.parametrize("week", range(len(LOOKS) - 1))
def test_each_week_gives_exactly_what_happened_in_it(played: Played, week: int) -> None:
    """Late papers, replaced ones, silent amendments, a cancelled and a moved meeting: each once."""
    expected = weeks(World.load())[week]

    assert played.events(LOOKS[week + 1]) == {_event(each) for each in expected}


def test_the_same_week_twice_stores_nothing_twice_and_sends_no_second_mail(played: Played) -> None:
    """Another run at the same moment finds nothing new."""
    before, mails = _counts(played), len(played.inbox)
    played.run(LOOKS[-1])

    assert _counts(played) == before
    assert len(played.inbox) == mails


def test_nobody_private_is_an_entity_or_a_mention(played: Played) -> None:
    """A young representative, a parent who asked a question and a councillor's relative stand in the papers only.

    First names tell: the relative shares the councillor's surname.
    """
    with jobs.open_home(played.settings()) as opened, opened.archive.reading() as session:
        words = [*session.scalars(select(MentionRow.words)), *session.scalars(select(Entity.name))]
        words += [str(fields) for fields in session.scalars(select(FactRow.fields))]

    assert [name for name in PRIVATE_NAMES if any(name.split()[0] in word for word in words)] == []


def test_no_mail_names_anybody_private(played: Played) -> None:
    """In no digest, neither in its text nor in its HTML."""
    mails = [(path.read_text(), path.with_suffix(".html").read_text()) for path in played.inbox]

    assert mails
    assert [name for name in PRIVATE_NAMES for mail in mails if name.split()[0] in "".join(mail)] == []


def _counts(played: Played) -> dict[str, int]:
    tables = (Change, Publication, VersionRow, MentionRow, FactRow, Outbox)
    with jobs.open_home(played.settings()) as opened, opened.archive.reading() as session:
        return {
            table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0
            for table in tables
        }
