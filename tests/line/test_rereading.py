"""A better reader adds a text and moves no old span; what was linked in the old text is ended, not deleted."""

from pathlib import Path

import pytest
from sqlalchemy import select, update

from domain.document import Fetched
from minutewatch import config, jobs
from reading import recognition
from reading.read import read
from storage.added import keep_added
from storage.schema import FactRow, MentionRow, PageRow, TextRow
from tests.reading.test_recognition import needs, photographed

WORDS = "Minutes\n\nRESOLVED: That a report on foster carers come to the meeting of January 2027.\n"


@pytest.fixture
def opened(tmp_path: Path) -> jobs.Home:
    """A home with one linked document whose reader is since outdated."""
    config.make_home(tmp_path / "home")
    (tmp_path / "paper.txt").write_text(WORDS, encoding="utf-8")
    with jobs.open_home(config.load(tmp_path / "home")) as home:
        with jobs.run_of(home, "add") as (run, _):
            jobs.add(home, tmp_path / "paper.txt", source="added/documents", published=None, run=run)
        jobs.link(home)
        with home.archive.writing() as session:
            session.execute(update(TextRow).values(reader="plain@0"))
    return home


def test_the_old_text_and_its_spans_stay(opened: jobs.Home) -> None:
    """Two texts, the newer one current; mentions of the old one ended where they stood, facts with the ids they had."""
    with opened.archive.reading() as session:
        before = {row.id: (row.starts, row.ends) for row in session.scalars(select(MentionRow))}
        facts = set(session.scalars(select(FactRow.uid)))
    assert jobs.reread(opened) == 1
    jobs.link(opened)

    with opened.archive.reading() as session:
        assert [text.is_current for text in session.scalars(select(TextRow).order_by(TextRow.id))] == [
            False,
            True,
        ]
        assert len(set(session.scalars(select(PageRow.words)))) == 1
        old = [row for row in session.scalars(select(MentionRow)) if row.id in before]
        assert {row.id: (row.starts, row.ends) for row in old} == before
        assert all(row.until_run for row in old)
        assert set(session.scalars(select(FactRow.uid).where(FactRow.until_run.is_(None)))) == facts


def test_nothing_is_read_again_for_nothing(opened: jobs.Home) -> None:
    """Once read by the readers of today, it stays read."""
    jobs.reread(opened)

    assert jobs.reread(opened) == 0


def test_a_scan_is_read_once_it_can_be(opened: jobs.Home) -> None:
    """A crawl keeps a scanned paper unread; the next run recognises its words, once, and they can be found."""
    needs(recognition.reader(), "tesseract")
    body = photographed("The committee noted that 1,842 children were looked after.")
    fetched = Fetched(
        source="added/documents",
        watch_key="document:scan",
        url="https://papers.westmere.example/scan.pdf",
        asked_at=opened.settings.clock(),
        status=200,
        body=body,
    )
    jobs.reread(opened)
    with jobs.run_of(opened, "add") as (run, _):
        keep_added(opened.archive, fetched, read(body, name="scan.pdf"), run=run)

    assert (jobs.reread(opened), jobs.reread(opened)) == (1, 0)
    jobs.link(opened)  # what nobody has linked is not searched
    jobs.index(opened)
    assert [hit.page for hit in jobs.search_for(opened, '"children were looked after"', limit=5).hits] == [2]
