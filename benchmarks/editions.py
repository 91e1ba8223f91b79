"""Personal editions: so many readers of the sample council, their mails built and handed to a sink of our own."""

import time
from datetime import timedelta
from pathlib import Path

from benchmarks.sink import sink
from minutewatch import config, demo, editions, jobs, readers
from sample.answers import LOOKS
from sample.server import Server
from sample.world import World
from storage.subscribers import Cadence


def run(home: Path, count: int) -> float:
    """Crawl two weeks of the sample council, add so many readers, send them an edition; returns mails per second."""
    with Server(World.load(), LOOKS[0]) as server, sink() as mail:
        demo.prepare(home, server.url, smtp_port=mail.port)
        for look in LOOKS[:2]:
            server.clock = look
            list(demo.week(home, look))
        settings = config.load(home).model_copy(update={"now": LOOKS[1] + timedelta(hours=1)})
        with jobs.open_home(settings) as opened:
            for number in range(count):
                readers.subscribe(
                    opened,
                    f"reader{number}@example.org",
                    councils=["northshire"] if number % 3 else [],
                    england=number % 3 != 1,
                    cadence=Cadence.WEEKLY,
                    consent="a reader of the benchmark",
                )
            began = time.perf_counter()
            built = editions.build(opened, "2026-W39")
            sent = editions.send(opened, "2026-W39")
            seconds = time.perf_counter() - began
    rate = sent.sent / seconds
    print(
        f"{sent.sent} of {built.subscribers} personal editions built and handed to a sink in {seconds:.1f} s: "
        f"{rate:.0f} a second, {mail.octets / max(mail.messages, 1) / 1024:.0f} KB each"
    )
    return rate
