"""The whole line on one core: bytes to searchable, then 1,000 personal editions into a small sink of our own.

`python -m benchmarks.whole_line` prints documents per second, each step's share and the peak of memory; it fails
below the floors. The floors only rise.
"""

import argparse
import hashlib
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import editions
from benchmarks.papers import Paper, papers
from domain.document import Fetched
from minutewatch import config, jobs
from reading.read import read
from storage.added import keep_added

DOCUMENTS_PER_SECOND = 20.0
PEAK_MEGABYTES = 500.0
_NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)


class Steps:
    """How long each step took, in seconds."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Time a step; the times of one name add up."""
        began = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began


def main() -> int:
    """Run it and say how it went; 1 if a floor is not reached."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--documents", type=int, default=600)
    arguments.add_argument("--editions", type=int, default=1000)
    asked = arguments.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one core, for us and every child
    made = list(papers(asked.documents))
    with tempfile.TemporaryDirectory(prefix="minutewatch-bench-") as folder:
        rate = _line(Path(folder) / "line", made)
        peak = _peak_megabytes()
        print(f"peak memory {peak:.0f} MB, the largest child included (floor: under {PEAK_MEGABYTES:.0f})")
        editions.run(Path(folder) / "editions", asked.editions)
    return 0 if rate >= DOCUMENTS_PER_SECOND and peak < PEAK_MEGABYTES else 1


def _line(home: Path, made: list[Paper]) -> float:
    steps = Steps()
    config.make_home(home)
    settings = config.load(home).model_copy(update={"now": _NOW})
    with jobs.open_home(settings) as opened, jobs.run_of(opened, "bench") as (run, _):
        for paper in made:
            with steps.of("read"):
                document = read(paper.body, name=paper.name, media_type=paper.media_type)
            with steps.of("keep"):
                keep_added(opened.archive, _fetched(paper), document, run=run)
        with steps.of("link"):
            jobs.link(opened)
        with steps.of("index"):
            jobs.index(opened)
        found = jobs.search_for(opened, '"agency social workers"', limit=1).total
    total = sum(steps.seconds.values())
    rate = len(made) / total
    shares = ", ".join(f"{name} {seconds / total:.0%}" for name, seconds in steps.seconds.items())
    print(
        f"{len(made)} documents of about 500 words: {rate:.1f} a second on one core (floor {DOCUMENTS_PER_SECOND:.0f})"
    )
    print(f"share of each step: {shares}; a phrase finds {found} pages")
    return rate


def _fetched(paper: Paper) -> Fetched:
    return Fetched(
        source="added/documents",
        watch_key=f"document:sha256:{hashlib.sha256(paper.body).hexdigest()}",
        url=f"file:{paper.name}",
        asked_at=_NOW,
        status=200,
        headers={"content-type": paper.media_type},
        body=paper.body,
    )


def _peak_megabytes() -> float:
    """The greatest resident size of this process and of its largest child together (ru_maxrss is in kB on Linux)."""
    own, child = (
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return (own + child) / 1024


if __name__ == "__main__":
    sys.exit(main())
