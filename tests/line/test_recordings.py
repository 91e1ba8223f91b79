"""Recordings from the command line: what was crawled is played into another home, and comes out the same."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

import sample.sources
from sample import faults
from sample.answers import LOOKS
from sample.server import Server
from sample.world import World
from storage.archive import open_archive
from storage.schema import DocumentRow, MeetingRow, PageRow, Publication, TextRow, VersionRow
from tests.conftest import command

pytestmark = pytest.mark.slow

FIRST, SECOND = LOOKS[2], LOOKS[3]
# Told of every connection that a process makes, before it is made (PEP 578).
WATCHMAN = """
import sys
def told(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        with open({path!r}, "a") as file:
            print(event, arguments[-1], file=file)
sys.addaudithook(told)
"""


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """Two recordings, a week apart, and the home that they were made in."""

    home: Path
    tapes: tuple[Path, Path]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """Northshire on two Mondays, on the first of which it has its moods; the site is gone afterwards."""
    folder = tmp_path_factory.mktemp("recorded")
    made = Recorded(home=folder / "home", tapes=(folder / "first.warc.gz", folder / "second.warc.gz"))
    with Server(World.load(), FIRST) as server:
        prepare(made.home, server.url)
        server.misbehave("ID=60241", faults.truncated)
        server.misbehave("ID=60242", faults.server_error(503), times=1)
        record(made, 0, server)
        server.heal()
        server.clock = SECOND
        record(made, 1, server)
    return made


def prepare(home: Path, url: str) -> None:
    """A home that knows where Northshire is, or was."""
    assert command("init", home=home).returncode == 0
    sample.sources.write(home / "sources", url)


def record(made: Recorded, which: int, server: Server) -> None:
    done = command(
        "crawl",
        "--council",
        "northshire",
        "--record",
        str(made.tapes[which]),
        home=made.home,
        MINUTEWATCH_NOW=server.clock.isoformat(),
    )
    assert done.returncode == 0, done.stdout + done.stderr


def played(home: Path, tape: Path, *arguments: str, **environment: str) -> str:
    """Play a recording; what the command said."""
    done = command("crawl", "--replay", str(tape), *arguments, home=home, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def content(home: Path) -> dict[str, list[str]]:
    """All that an archive holds under names that are the same everywhere, but for how it came."""
    asked = {
        "meetings": select(
            MeetingRow.uid, MeetingRow.starts_local, MeetingRow.status, MeetingRow.fingerprint
        ),
        "versions": select(
            DocumentRow.uid,
            VersionRow.number,
            VersionRow.fingerprint,
            VersionRow.sha256,
            VersionRow.title,
            VersionRow.first_seen_at,
        ).join(DocumentRow, DocumentRow.id == VersionRow.document_id),
        "pages": select(VersionRow.fingerprint, PageRow.number, PageRow.words)
        .join(TextRow, TextRow.id == PageRow.text_id)
        .join(VersionRow, VersionRow.id == TextRow.version_id),
        "events": select(
            Publication.key,
            Publication.type,
            Publication.published,
            Publication.first_seen_at,
            Publication.before,
            Publication.after,
        ),
    }
    with open_archive(home) as archive, archive.reading() as session:
        return {what: sorted(map(repr, session.execute(query).all())) for what, query in asked.items()}


def origins(home: Path) -> set[str]:
    """How versions and events came."""
    with open_archive(home) as archive, archive.reading() as session:
        return {*session.scalars(select(VersionRow.origin)), *session.scalars(select(Publication.origin))}


def test_a_replay_puts_into_an_archive_what_the_crawl_put(recorded: Recorded, tmp_path: Path) -> None:
    """Documents, versions, words and events are the same under the same addresses, first seen when they were first seen."""
    home = tmp_path / "home"
    prepare(home, "http://127.0.0.1:1")
    url = (recorded.home / "sources" / "councils" / "northshire.toml").read_text(encoding="utf-8")
    (home / "sources" / "councils" / "northshire.toml").write_text(url, encoding="utf-8")
    for tape in recorded.tapes:
        played(home, tape)
    found, expected = content(home), content(recorded.home)

    assert all(expected.values())
    assert found == expected
    assert "watch" in origins(recorded.home)
    assert "replay" in origins(home) <= {"replay", "backfill"}


def test_a_replay_opens_no_connection(recorded: Recorded, tmp_path: Path) -> None:
    """Neither a connection is made nor a name looked up, in no process of the replay; what watches for it sees a crawl."""
    home, log = tmp_path / "home", tmp_path / "connections"
    (tmp_path / "sitecustomize.py").write_text(WATCHMAN.format(path=str(log)), encoding="utf-8")
    prepare(home, "http://127.0.0.1:1")
    command("crawl", "--council", "northshire", home=home, PYTHONPATH=str(tmp_path))
    control = log.read_text(encoding="utf-8")
    log.unlink()
    (home / "sources" / "councils" / "northshire.toml").write_bytes(
        (recorded.home / "sources" / "councils" / "northshire.toml").read_bytes()
    )
    played(home, recorded.tapes[0], PYTHONPATH=str(tmp_path))

    assert "socket.connect" in control
    assert not log.exists()


def test_what_was_not_asked_then_has_no_answer(recorded: Recorded, tmp_path: Path) -> None:
    """A source whose address is another now finds nothing in the recording: that is said, and nothing is asked of anybody."""
    home = tmp_path / "home"
    prepare(home, "http://127.0.0.1:1")
    done = command("crawl", "--replay", str(recorded.tapes[0]), "--json", home=home)

    assert '"state": "broken"' in done.stdout
    assert "robots.txt: the recording holds no answer to this" in done.stdout


def test_a_replay_takes_the_road_that_was_taken(tmp_path: Path) -> None:
    """A council whose pages alone could be read, as was known then, is played where nothing is known of it."""
    homes, tape = (tmp_path / "asking", tmp_path / "playing"), tmp_path / "by_pages.warc.gz"
    with Server(World.load(), FIRST) as server:
        for home in homes:
            assert command("init", home=home).returncode == 0
            sample.sources.write(home / "sources", server.urls["wolden"], "wolden")
        environment = {"MINUTEWATCH_NOW": server.clock.isoformat()}
        command("sources", "probe", "wolden", home=homes[0], **environment)
        command("crawl", "--council", "wolden", "--record", str(tape), home=homes[0], **environment)
    played(homes[1], tape)
    asked, found = map(content, homes)

    assert asked["meetings"]
    assert found == asked


def test_words_that_cannot_be_meant(recorded: Recorded, tmp_path: Path) -> None:
    """Bad usage is 2, and says what to do."""
    tape = str(recorded.tapes[0])
    both = command("crawl", "--record", tape, "--replay", tape, home=recorded.home)
    there = command("crawl", "--record", tape, home=recorded.home)
    other = command("crawl", "--replay", tape, "--council", "lancashire", home=recorded.home)
    gone = command("crawl", "--replay", str(tmp_path / "gone"), home=recorded.home)

    assert [done.returncode for done in (both, there, other, gone)] == [2, 2, 2, 1]
    assert "--record or --replay, not both" in both.stderr
    assert "name a new file for the recording" in there.stderr
    assert "holds no crawl of committee/lancashire, but of committee/northshire" in other.stderr
    assert "name a recording that can be read" in gone.stderr
