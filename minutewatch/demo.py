"""The demo: the whole line on the sample world, six weeks from the pages of a council, Ofsted and two newspapers to a digest.

Everything is real but the sites: HTTP on loopback, a crawl in a process of its own, the archive, the index, and
mail over SMTP to a sink on loopback that writes each message to a file.
"""

import os
import socket
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

from aiosmtpd import smtp
from aiosmtpd.controller import Controller

from domain.errors import MinutewatchError
from domain.instants import LONDON
from minutewatch import config, jobs, line, readers
from sample import sources as sample_sources
from sample.answers import LOOKS
from sample.server import Server
from sample.world import World
from storage.subscribers import Cadence

_READER = "reader@northshire.example"
_COUNCIL = "committee/northshire"
# Looked at in the first week and in the last, which brings Ofsted's letter and what the papers make of it: in between
# they have little that is new.
_BESIDE = ("ofsted/reports", "govuk/childrens-services", "news/estmere-echo", "news/wolden-post")
_OFF = ("providers", "explore-education")  # a demo has to be short
_QUERY = '"agency social workers" council:northshire'


class NotEmpty(MinutewatchError):
    """The folder for the demo holds something already."""


def play(folder: Path | None) -> Iterator[str]:
    """Play the six weeks in a new home, kept afterwards; yields what happened, line by line.

    Raises:
        NotEmpty: the folder named is not empty.
    """
    home = _home(folder)
    yield f"Home: {home}"
    with Server(World.load(), LOOKS[0]) as server, inbox(home / "inbox") as port:
        prepare(home, server.url, smtp_port=port)
        with (home / config.FILE).open("a", encoding="utf-8") as file:
            file.write("watch = []\n")  # there are no councils and titles but those of this world
        sample_sources.write_official(home, server.official, off=_OFF)
        # The papers cover councils that are not looked at here.
        others = [slug for slug in server.urls if f"committee/{slug}" != _COUNCIL]
        sample_sources.write_all(home / "sources", server.urls, off=others)
        sample_sources.write_news(home / "sources", server.news)
        with jobs.open_home(config.load(home)) as opened:
            readers.subscribe(
                opened,
                _READER,
                councils=["northshire"],
                england=True,
                cadence=Cadence.WEEKLY,
                consent="the demo's own reader",
            )
        for look in LOOKS:
            server.clock = look
            yield f"\n{look.astimezone(LONDON):%A %-d %B %Y, %H:%M}"
            beside = _BESIDE if look in (LOOKS[0], LOOKS[-1]) else ()
            yield from (f"  {said}" for said in week(home, look, sources=(_COUNCIL, *beside)))
        yield from _account(home, LOOKS[-1], requests=len(server.log))


def prepare(home: Path, url: str, *, smtp_port: int) -> config.Settings:
    """Make a home that knows the sample world's sources and sends its mail to loopback."""
    config.make_home(home)
    sample_sources.write(home / "sources", url)
    (home / config.FILE).write_text(
        f'smtp_port = {smtp_port}\nrecipients = "*"\nmail_from = "Minutewatch <digest@minutewatch.example>"\n',
        encoding="utf-8",
    )
    return config.load(home)


def week(home: Path, now: datetime, *, sources: Sequence[str] = (_COUNCIL,)) -> Iterator[str]:
    """One look: what `minutewatch run` says of these sources at this moment."""
    settings = config.load(home).model_copy(update={"now": now})
    with jobs.open_home(settings) as opened:
        yield from (said.words for said in line.run(opened, sources=sources))


@contextmanager
def inbox(folder: Path) -> Iterator[int]:
    """A mail server on loopback that writes each message, and its HTML, into a folder; yields its port."""
    folder.mkdir(parents=True, exist_ok=True)
    with socket.socket() as free:  # aiosmtpd wants to be told its port
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    controller = Controller(_Inbox(folder), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


class _Inbox:
    """Takes every message."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, _server: smtp.SMTP, _session: smtp.Session, envelope: smtp.Envelope) -> str:  # noqa: N802
        """Write the message to a file; the name is aiosmtpd's."""
        body = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content).encode()
        message = message_from_bytes(body, policy=SMTP)
        name = str(message["Message-ID"]).strip("<>").partition("@")[0]
        (self.folder / f"{name}.eml").write_bytes(body)
        html = message.get_body(("html",))
        if html is not None:
            (self.folder / f"{name}.html").write_text(html.get_content(), encoding="utf-8")
        return "250 Message accepted for delivery"


def _home(folder: Path | None) -> Path:
    if folder is None:
        return Path(tempfile.mkdtemp(prefix="minutewatch-demo-"))
    if folder.exists() and any(folder.iterdir()):
        raise NotEmpty(f"{folder}: is not empty; name a folder that is not there yet")
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()


def _account(home: Path, now: datetime, *, requests: int) -> Iterator[str]:
    settings = config.load(home).model_copy(update={"now": now})
    with jobs.open_home(settings) as opened:
        found = jobs.search_for(opened, _QUERY, limit=3)
        counts = jobs.counts(opened)
    mails = sorted((home / "inbox").glob("*.eml"))
    yield f"\nThe sites were asked {requests} times, each for one thing at a time."
    yield (
        f"The archive holds {counts['documents']} documents in {counts['versions']} versions, {counts['publications']} "
        f"things that the council did, {counts['mentions']} mentions and {counts['facts']} facts."
    )
    yield f"A search for {_QUERY} finds {found.total} pages, the first in: {found.hits[0].title if found.hits else '-'}"
    yield f"{len(mails)} digests were sent. Look at the newest:"
    yield f"  {mails[-1]}" if mails else "  (none)"
    yield f"  {mails[-1].with_suffix('.html')}" if mails else "  (none)"
    program = os.path.relpath(Path(sys.executable).with_name("minutewatch"))
    yield f"Go on from here: {program} search --home {home} 'improvement'"
    yield f"                 {program} status --home {home}"
