"""Whole crawls into a real archive: what is kept, what is not, and that what was missed is caught up with."""

import json
import os
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from crawlers.crawl import in_its_own_process
from crawlers.errand import Order
from sample import faults
from sample.exchange import Reply
from storage.archive import open_archive
from storage.schema import Capture, DocumentRow, MeetingRow, Run, SourceHealth, VersionRow, WatchRow
from tests.conftest import ROOT
from tests.crawlers.conftest import MONDAY, Northshire

pytestmark = pytest.mark.slow

PAPERS = "mgConvert2PDF|/documents/"
PAPER = "document:s60241"


def versions(northshire: Northshire) -> Counter[str]:
    """How many versions of each document the archive holds."""
    with open_archive(northshire.home) as archive, archive.reading() as session:
        refs = session.scalars(
            select(DocumentRow.ref).join(VersionRow, VersionRow.document_id == DocumentRow.id)
        )
        return Counter(refs)


def next_look(northshire: Northshire) -> datetime:
    """When the first paper is to be looked at again."""
    with open_archive(northshire.home) as archive, archive.reading() as session:
        due = select(WatchRow.due_at).where(
            WatchRow.key.startswith("document:s"), WatchRow.done_at.is_(None), WatchRow.tries == 0
        )
        return min(session.scalars(due))


def captures(northshire: Northshire, key: str) -> list[Capture]:
    """What was had for a watch key, in order."""
    with open_archive(northshire.home) as archive, archive.reading() as session:
        found = session.scalars(select(Capture).where(Capture.watch_key == key).order_by(Capture.id)).all()
        session.expunge_all()
        return list(found)


def test_everything_is_kept(northshire: Northshire) -> None:
    """After a crawl every paper that was had has a version, every meeting that was looked at is known, and the run says how it went."""
    outcome = northshire.crawl()
    papers = {
        each.path for each in northshire.asked if each.path.startswith(("/mgConvert2PDF", "/documents/"))
    }
    kept = versions(northshire)

    assert len([ref for ref in kept if ref.startswith("s")]) == len(papers)
    assert set(kept.values()) == {1}
    with open_archive(northshire.home) as archive, archive.reading() as session:
        health = session.scalars(select(SourceHealth)).one()
        run = session.scalars(select(Run)).one()
        assert (health.state, health.reason) == (outcome.state, outcome.reason)
        assert (run.step, run.outcome) == ("crawl", "done")


def test_what_did_not_change_is_not_sent_again(northshire: Northshire) -> None:
    """Papers that are looked at again go with the validators of what we hold; the answer that nothing changed makes no version."""
    northshire.crawl()
    before, kept = len(northshire.server.log), versions(northshire)
    northshire.server.clock = next_look(northshire)
    outcome = northshire.crawl()
    again = [each for each in northshire.server.log[before:] if each.conditional]

    assert again
    assert {each.status for each in again} <= {200, 304}
    assert outcome.unchanged == len([each for each in again if each.status == 304]) > 0
    assert versions(northshire) >= kept


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (faults.html_for_pdf, "no application/pdf (an error page with status 200)"),
        (faults.error_page, "(an error page with status 200)"),
        (faults.zero_bytes, "(the answer was empty)"),
        (faults.truncated, "the answer was cut short"),
        (
            lambda reply: Reply(body=reply.body[: len(reply.body) // 2], media_type=reply.media_type),
            "no whole",
        ),
        (lambda reply: Reply(body=b"", media_type=reply.media_type, status=404), "status 404"),
        (
            lambda _: Reply(body=b"Hello", media_type="application/pdf"),
            "no application/pdf (the file is text/plain)",
        ),
    ],
)
def test_what_is_not_the_paper_is_not_kept(northshire: Northshire, fault: faults.Fault, why: str) -> None:
    """What comes in place of a paper makes no version and stores no bytes; once the site is well again the paper is had."""
    northshire.server.misbehave("ID=60241", fault)
    outcome = northshire.crawl()
    failed = captures(northshire, PAPER)

    assert outcome.state == "ok"
    assert "s60241" not in versions(northshire)
    assert [capture.sha256 for capture in failed] == [None]
    assert why in (failed[0].error or "")
    northshire.server.heal()
    northshire.server.clock = MONDAY + timedelta(hours=2)
    northshire.crawl()
    assert versions(northshire)["s60241"] == 1


def test_a_paper_too_large(northshire: Northshire) -> None:
    """A file over the limit is not taken, and does not stop the others."""
    northshire.server.misbehave(
        "ID=60241", lambda _: Reply(body=b"%PDF-" + b"x" * 300_000, media_type="application/pdf")
    )
    outcome = northshire.crawl(DOWNLOAD_MAXSIZE=250_000)

    assert "the answer was not taken" in (captures(northshire, PAPER)[0].error or "")
    assert outcome.failed == 2
    assert outcome.state == "ok"


@pytest.mark.parametrize("fault", [faults.error_page, faults.zero_bytes, faults.html_for_pdf])
def test_a_calendar_that_is_none(northshire: Northshire, fault: faults.Fault) -> None:
    """A site whose calendar cannot be read is broken, whatever else it answers; nothing of it is kept."""
    northshire.server.misbehave("GetMeetings", fault)
    outcome = northshire.crawl()

    assert outcome.state == "broken"
    assert "no <getmeetings> (root of the XML)" in outcome.reason
    assert versions(northshire) == Counter()
    northshire.server.heal()
    northshire.server.clock = MONDAY + timedelta(hours=2)
    assert northshire.crawl().state == "ok"
    assert versions(northshire)


def test_less_than_promised(northshire: Northshire) -> None:
    """A calendar thinner than the source promises fails the crawl and is not believed: no meeting counts as gone for it."""
    northshire.write_source(meetings=1000)
    outcome = northshire.crawl()

    assert outcome.state == "broken"
    assert "promises at least 1000; look at the site, or lower the promise" in outcome.reason
    with open_archive(northshire.home) as archive, archive.reading() as session:
        assert session.scalars(select(MeetingRow)).all() == []


def test_another_meeting_than_asked_for(northshire: Northshire) -> None:
    """A meeting that is given in place of another is not taken for it."""
    body = b"<meeting><meetingid>1</meetingid><meetingdate>01/10/2026</meetingdate></meeting>"
    northshire.server.misbehave(r"GetMeeting\?", lambda _: Reply(body=body, media_type="text/xml"))
    outcome = northshire.crawl()

    assert outcome.state == "broken"
    assert "gives meeting 1, not the one asked for" in outcome.reason


def test_an_archive_that_cannot_keep(northshire: Northshire) -> None:
    """When nothing can be stored any more the crawl ends and says why; afterwards everything is still due."""
    northshire.crawl(CLOSESPIDER_ITEMCOUNT=2)
    blobs = northshire.home / "blobs"
    blobs.rename(northshire.home / "elsewhere")
    blobs.write_text("in the way")
    northshire.server.clock = MONDAY + timedelta(hours=2)
    outcome = northshire.crawl()

    assert outcome.error
    assert outcome.kept == 0
    blobs.unlink()
    (northshire.home / "elsewhere").rename(blobs)
    assert northshire.crawl().error is None
    assert versions(northshire)["s60241"] == 1


def test_what_was_asked_for_is_noted_with_its_answer(northshire: Northshire) -> None:
    """Each capture says what was asked, when, and with what headers it came; a refusal says why nothing was asked."""
    northshire.crawl()
    paper, refused = captures(northshire, PAPER)[0], captures(northshire, "document:s60202")[0]

    assert (paper.status, paper.url, paper.asked_at) == (
        200,
        f"{northshire.server.url}/mgConvert2PDF.aspx?ID=60241",
        MONDAY,
    )
    assert paper.headers["content-type"] == "application/pdf"
    assert (refused.status, refused.sha256, refused.error) == (
        None,
        None,
        "robots.txt forbids /ecSDDisplay.aspx",
    )


def test_a_long_wait_is_remembered(northshire: Northshire) -> None:
    """What a site asked us to come back for later is due then, not before."""
    northshire.server.misbehave("GetMeetings", faults.too_many(7200))
    northshire.crawl()

    with open_archive(northshire.home) as archive, archive.reading() as session:
        due: datetime = session.scalars(select(WatchRow.due_at).where(WatchRow.key == "calendar")).one()
        assert due == MONDAY + timedelta(hours=2)


def test_passwords_stay_out_of_the_log(northshire: Northshire) -> None:
    """Where the records are kept, and how one gets at them, is not written into any log."""
    url = f"sqlite:///{northshire.home / 'hush.db'}"
    order = Order(source="northshire", home=northshire.home, now=MONDAY, still=True, database_url=url)
    northshire.server.misbehave("GetMeetings", faults.forbidden)
    outcome = in_its_own_process(order, log=northshire.log)

    assert outcome.error is None
    assert (northshire.home / "hush.db").exists()
    assert "hush" not in northshire.log.read_text()


def test_the_command_line_of_the_process(northshire: Northshire) -> None:
    """`python -m crawlers.crawl` takes an order and answers with one line; it fails where the source is broken."""
    order = {
        "source": "committee/northshire",
        "home": str(northshire.home),
        "now": MONDAY.isoformat(),
        "settings": {"LOG_LEVEL": "ERROR"},
    }
    northshire.server.misbehave("GetMeetings", faults.error_page)
    done = subprocess.run(
        [sys.executable, "-m", "crawlers.crawl"],
        input=json.dumps(order),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert json.loads(done.stdout)["state"] == "broken"


def test_scrapys_own_command_line(northshire: Northshire, tmp_path: Path) -> None:
    """`scrapy list` names the spiders, and `scrapy crawl moderngov -a council=northshire` crawls into the home."""
    scrapy = [sys.executable, "-m", "scrapy"]
    environment = os.environ | {
        "MINUTEWATCH_HOME": str(northshire.home),
        "MINUTEWATCH_NOW": MONDAY.isoformat(),
        "SCRAPY_PROJECT": "default",
    }
    listed = subprocess.run([*scrapy, "list"], cwd=ROOT, capture_output=True, text=True, check=True)
    subprocess.run(
        [
            *scrapy,
            "crawl",
            "moderngov",
            "-a",
            "council=Northshire County Council",
            "--logfile",
            str(tmp_path / "log"),
        ],
        cwd=ROOT,
        env=environment,
        check=True,
    )

    assert listed.stdout.split() == [
        "added",
        "bespoke",
        "cmis",
        "govuk",
        "moderngov",
        "news",
        "ofsted",
        "ofsted_tables",
        "probe",
        "statistics",
    ]
    assert versions(northshire)["s60241"] == 1
