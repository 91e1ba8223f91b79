"""Past years from the command line: asked for once, had in shares by the cron line, searched like anything else, never news."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from domain.document import Origin
from storage.schema import DocumentRow, MeetingRow, VersionRow
from tests.conftest import command
from tests.line.year import Year, at, playing

pytestmark = pytest.mark.slow

READER = "reader@northshire.example"
# Before these months nobody looked: a new watch reaches a year back.
BEGAN = at("2027-11-29")
ASKED = at("2027-11-30")
PAST = ("--from", "2026-05", "--to", "2026-09", "--a-day", "15")


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """Northshire, watched by somebody since yesterday."""
    home = tmp_path_factory.mktemp("backfill") / "home"
    with playing(home, start=BEGAN, followed={READER: ("northshire",)}) as year:
        year.look(BEGAN, ["northshire"])
        yield year


def asked(year: Year, day: datetime, *arguments: str) -> dict[str, object]:
    """What the command says of the past years on a day."""
    year.server.clock = day
    done = command(
        "backfill", "northshire", *arguments, "--json", home=year.home, MINUTEWATCH_NOW=day.isoformat()
    )
    assert done.returncode == 0, done.stdout + done.stderr
    said: dict[str, object] = json.loads(done.stdout)
    return said


def left(said: dict[str, object]) -> int:
    """How many months, meetings and files are still to be had."""
    return sum(int(str(said[what])) for what in ("months", "meetings", "files"))


def test_past_years_come_in_shares_and_are_no_news(year: Year) -> None:
    """The first share at once, the others by the line; after some days all minutes of those months can be searched, a dead
    link is said to be one, and no mail tells of any of it."""
    first = asked(year, ASKED, *PAST)
    day = ASKED
    for _ in range(4):
        day += timedelta(days=1)
        year.look(day, ["northshire"])
        if not left(asked(year, day)):
            break

    with year.reading(day) as session:
        rows = session.execute(
            select(MeetingRow.ref, VersionRow.origin)
            .join(DocumentRow, DocumentRow.meeting_id == MeetingRow.id)
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .where(MeetingRow.starts_local < "2026-10")
        ).all()
    hits = command(
        "search",
        "kind:minutes from:2026-05 to:2026-09",
        "--json",
        home=year.home,
        MINUTEWATCH_NOW=day.isoformat(),
    )
    site = year.world.at(day)["northshire"]
    held = {
        str(each.id)
        for each in site.meetings
        if each.agenda
        and "2026-05" <= each.starts.isoformat() < "2026-10"
        and site.committee(each.committee).watched
    }

    assert left(first) > left(asked(year, day)) == 0
    assert asked(year, day)["in_vain"] == 1
    assert {ref for ref, _ in rows} == held
    assert {origin for _, origin in rows} == {Origin.BACKFILL}
    assert hits.stdout.count("\n") > 5
    assert not [mail for mail in year.inbox if "2026" in mail.read_text().partition("Subject:")[2][:200]]
