"""The made-up press on the whole line, for tests: looks at both titles, at GOV.UK beside them, and one anonymous report."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from minutewatch import jobs
from sample import sources
from sample.news.record import Press
from storage.schema import DocumentRow, ListedStoryRow, SourceRow
from tests.line.official import Record, watching

TITLES = ("news/estmere-echo", "news/wolden-post")
GOVUK = "govuk/childrens-services"

# The Ombudsman names nobody. What is known of him here is put in by hand.
OMBUDSMAN = "govuk/ombudsman"
_OMBUDSMAN_FILE = """
channel = "govuk"
system = "bespoke"
url = "https://ombudsman.example"
licence = "ogl"
anonymous = true
enabled = false
"""
# What he reported four days before a mother told her story; who has both knows of whom.
REPORT = """Report in the public interest

Investigation into a complaint about Wolden Council, reference number 25 990 001

10 December 2026

Mrs F complains that the Council left her son, who has special educational needs, at home without lessons for four terms, and that its children's services took fourteen months to answer her complaint.

We found fault by the Council which caused injustice to Mrs F and her son. The Council should have found him a place by September 2024.

The Council has agreed to apologise and to pay £3,200. It must consider this report within three months and tell us what it has done.
"""


@contextmanager
def reading_papers(home: Path, *, start: datetime, followed: Mapping[str, Sequence[str]]) -> Iterator[Record]:
    """A new home that knows both titles, the official sites and the Ombudsman, with a weekly reader for each address."""
    with watching(home, start=start, england="england@papers.example", followed=followed) as record:
        sources.write_news(home / "sources", record.year.server.news)
        ombudsman = home / "sources" / "official" / "ombudsman.toml"
        ombudsman.write_text(_OMBUDSMAN_FILE, encoding="utf-8")
        yield record


def put_in_report(record: Record, moment: datetime) -> str:
    """Add the Ombudsman's report to the archive by hand; returns its public id."""
    path = record.year.home / "ombudsman.txt"
    path.write_text(REPORT, encoding="utf-8")
    with record.year.opened(moment) as home, jobs.run_of(home, "add") as (run, _):
        uid, _ = jobs.add(home, path, source=OMBUDSMAN, published="2026-12-10", run=run)
    return uid


def paths_of_no_concern(press: Press, numbers: frozenset[int]) -> set[str]:
    """The addresses of the stories of these numbers, without their hosts."""
    return {story.path for story in press.stories if story.number in numbers}


def listed(session: Session) -> dict[int, ListedStoryRow]:
    """What the archive noted of each story that a title listed, by the story's number."""
    rows = session.scalars(select(ListedStoryRow).join(SourceRow).where(SourceRow.key.in_(TITLES)))
    return {int(row.ref): row for row in rows}


def articles(session: Session) -> dict[int, DocumentRow]:
    """The articles that the archive has, by the story's number."""
    rows = session.scalars(select(DocumentRow).join(SourceRow).where(SourceRow.key.in_(TITLES)))
    return {int(row.ref): row for row in rows}


def bodies(inbox: Sequence[Path]) -> dict[str, str]:
    """Every body of every mail that came, by its file and kind, on one line."""
    found = {}
    for path in inbox:
        message = message_from_bytes(path.read_bytes(), policy=SMTP)
        for kind in ("plain", "html"):
            if body := message.get_body((kind,)):
                found[f"{path.name} {kind}"] = " ".join(body.get_content().split())
    return found
