"""Recordings of crawls: fetch what is due and write down every answer, or look at the answers of then once more."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from crawlers import crawl as crawling
from crawlers import recording, replaying
from domain.errors import MinutewatchError
from minutewatch import jobs
from minutewatch.jobs import Home, Progress


class NotInRecording(MinutewatchError):
    """A recording holds no crawl of the sources that were named."""


def record(
    home: Home, keys: Sequence[str], into: Path, *, progress: Progress | None = None
) -> list[crawling.Outcome]:
    """Crawl sources and record what they answer in one new file; each source is written apart until all are done.

    Raises:
        RecordingExists: there is such a file already.
    """
    if into.exists():
        raise recording.RecordingExists(f"{into}: is there already; name a new file for the recording")
    with TemporaryDirectory(prefix=f".{into.name}-", dir=into.parent) as folder:
        outcomes = jobs.crawl(home, keys, record_in=Path(folder), progress=progress)
        recording.join([jobs.part_of(Path(folder), key) for key in keys], into)
    return outcomes


def replay(
    home: Home, path: Path, keys: Sequence[str] = (), *, progress: Progress | None = None
) -> list[crawling.Outcome]:
    """Play the crawls of a recording, of the sources named or of all, one after another as they stand in it.

    Raises:
        RecordingUnreadable: there is no such file, or it is no recording.
        NotInRecording: it holds no crawl of the sources named.
        UnknownSource: it holds a crawl of a source that this home does not know.
    """
    held = replaying.sections(path)
    chosen = [section for section in held if not keys or section.source in keys]
    if not chosen:
        names = ", ".join(sorted({section.source for section in held}))
        raise NotInRecording(f"{path}: holds no crawl of {', '.join(keys)}, but of {names}")
    for section in chosen:
        home.shelf.one(section.source)
    outcomes = []
    with jobs.run_of(home, "replay") as (run, summary):
        for number, section in enumerate(chosen, start=1):
            outcomes.append(
                jobs.crawl_one(
                    home.settings,
                    replace(
                        jobs.order(home.settings, section.source, run=run),
                        now=section.began,
                        replay=path.absolute(),
                        starts=section.starts,
                    ),
                )
            )
            if progress:
                progress(number, len(chosen))
        summary |= {"recording": path.name, "crawls": len(chosen)}
    return outcomes
