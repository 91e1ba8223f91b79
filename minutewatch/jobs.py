"""The steps of the line, each over whatever is due: what cron runs one after another and workers may run apart.

Each step can be killed at any point and run again: it ends where it would have ended undisturbed.
"""

import hashlib
import mimetypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version as installed_version
from pathlib import Path

from crawlers import sources as source_files
from domain.document import Fetched, ReadDocument
from domain.errors import MinutewatchError
from domain.findings import Circumstances, Findings
from domain.known import Known, from_reference
from domain.mention import JsonValue
from domain.source import Source
from domain.text import Text
from linking import find
from minutewatch.config import Settings
from reading.read import read
from storage import facts, known, sources
from storage.added import keep_added
from storage.archive import Archive, open_archive
from storage.writing import begin_run, end_run

PROGRAM = f"minutewatch {installed_version('minutewatch')}"
_TEXTS_AT_ONCE = 20
Progress = Callable[[int, int], None]  # (done, of how many)


class NotAFile(MinutewatchError):
    """A named file cannot be read."""


@dataclass(frozen=True, kw_only=True)
class Home:
    """An open home: its settings, its archive, and the sources as their files describe them now."""

    settings: Settings
    archive: Archive
    sources: dict[str, Source]


@contextmanager
def open_home(settings: Settings) -> Iterator[Home]:
    """Open a home: the archive's schema and its table of sources are brought up to date.

    Raises:
        MinutewatchError: a source file is wrong, or the archive cannot be opened.
    """
    found = source_files.load(settings.home / "sources")
    with open_archive(settings.home, database_url=settings.database_url) as archive:
        with archive.writing() as session:
            sources.refresh(session, found.values())
        yield Home(settings=settings, archive=archive, sources=found)


@contextmanager
def run_of(home: Home, step: str) -> Iterator[tuple[int, dict[str, JsonValue]]]:
    """A run of a step: its number and a summary to be filled; how it ended is noted, also when it fails."""
    with home.archive.writing() as session:
        run = begin_run(session, step, now=home.settings.clock(), program=PROGRAM)
    summary: dict[str, JsonValue] = {}
    outcome = "failed"
    try:
        yield run, summary
        outcome = "done"
    finally:
        with home.archive.writing() as session:
            end_run(session, run, now=home.settings.clock(), outcome=outcome, summary=summary)


@dataclass(frozen=True, kw_only=True)
class FileRead:
    """A file as read and linked, without any archive."""

    name: str
    read: ReadDocument
    findings: Findings
    relevance: tuple[float, tuple[str, ...]] | None


def read_file(
    path: Path, *, url: str | None = None, published: str | None = None, known: Known | None = None
) -> FileRead:
    """Read and link one file without any archive.

    Raises:
        NotAFile: there is no such file, or it may not be read.
    """
    body = file_bytes(path)
    document = read(body, name=path.name, url=url, published=published)
    findings = findings_of(document, published=published, known=known or from_reference())
    return FileRead(name=str(path), read=document, findings=findings, relevance=_relevance(document))


def findings_of(document: ReadDocument, *, published: str | None, known: Known) -> Findings:
    """What a freshly read document says."""
    text = document.text or Text(words="", pages=(), reader="none")
    circumstances = Circumstances(
        title=document.title or "", kind=document.kind, published=published or document.published
    )
    return find.find(text, circumstances=circumstances, known=known)


def add(home: Home, path: Path, *, source: str, published: str | None, run: int) -> tuple[str, bool]:
    """Put a file into the archive; returns its public id and whether anything new was kept.

    Raises:
        NotAFile: there is no such file, or it may not be read.
    """
    body = file_bytes(path)
    fetched = Fetched(
        source=source,
        watch_key=f"document:sha256:{hashlib.sha256(body).hexdigest()}",
        url=f"file:{path.name}",
        asked_at=home.settings.clock(),
        status=200,
        headers={"content-type": mimetypes.guess_type(path.name)[0] or "application/octet-stream"},
        body=body,
    )
    document = read(body, name=path.name, published=published)
    return keep_added(home.archive, fetched, document, run=run, published=published)


def link(
    home: Home, *, run: int, everything: bool = False, progress: Progress | None = None
) -> facts.Relinked:
    """Link every current text that was not linked with these rules yet; with `everything`, also those whose surroundings changed."""
    with home.archive.reading() as session:
        knowledge = known.known(session)
        due = facts.to_link(session, rules=find.rules_digest(), known=knowledge.digest, everything=everything)
    added = ended = kept = 0
    for start in range(0, len(due), _TEXTS_AT_ONCE):
        result = _link_batch(home, due[start : start + _TEXTS_AT_ONCE], knowledge, run)
        added, ended, kept = added + result.added, ended + result.ended, kept + result.kept
        if progress:
            progress(min(start + _TEXTS_AT_ONCE, len(due)), len(due))
    return facts.Relinked(texts=len(due), added=added, ended=ended, kept=kept)


def _link_batch(home: Home, ids: list[int], knowledge: Known, run: int) -> facts.Relinked:
    with home.archive.reading() as session:
        texts = facts.texts(session, ids)
    found = [
        (text, find.find(text.text, circumstances=text.circumstances, known=knowledge)) for text in texts
    ]
    added = ended = kept = 0
    with home.archive.writing() as session:
        for text, findings in found:
            result = facts.keep_findings(
                session,
                text.text_id,
                findings,
                rules=find.rules_digest(),
                known=knowledge.digest,
                run=run,
                now=home.settings.clock(),
            )
            added, ended, kept = added + result.added, ended + result.ended, kept + result.kept
    return facts.Relinked(texts=len(texts), added=added, ended=ended, kept=kept)
