"""News in a rebuilt home: the same public ids, and after retention nothing that could not be rebuilt is called lost."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from minutewatch import rebuilding, retaining
from storage import search
from storage.integrity import faults
from storage.query import parse
from storage.schema import DocumentRow, PageRow, Run, TextRow
from tests.line.official import Record
from tests.line.press import TITLES, reading_papers
from tests.line.year import at

pytestmark = pytest.mark.slow

LOOKS = tuple(map(at, ("2026-11-16", "2026-11-18 15:10", "2026-11-20 08:00", "2026-11-24 10:00")))
READER = "reader@papers.example"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """Nine days of both titles."""
    home = tmp_path_factory.mktemp("news") / "home"
    with reading_papers(home, start=LOOKS[0], followed={READER: ("estmere",)}) as record:
        for moment in LOOKS:
            record.look(moment, TITLES)
        yield record


def test_news_is_rebuilt_with_the_same_public_ids(record: Record, tmp_path: Path) -> None:
    """Stories, versions, events and facts; a page that may not be stored is left out of the comparison."""
    with record.year.opened(LOOKS[-1]) as home:
        assert rebuilding.differences(home, tmp_path / "rebuilt") == []


def test_after_retention_nothing_is_broken_and_titles_still_lead_to_stories(
    record: Record, tmp_path: Path
) -> None:
    """No word is left, `check` and a rebuild find no fault, and the index is made anew once a week at the most."""
    with record.year.opened(LOOKS[-1] + timedelta(days=31)) as home:
        done = retaining.retain(home)
        again = retaining.retain(home)
        with home.archive.reading() as session:
            kept = session.scalar(
                select(func.count())
                .select_from(PageRow)
                .join(TextRow, TextRow.id == PageRow.text_id)
                .where(PageRow.words.is_not(None))
            )
            anew = session.scalars(
                select(Run.summary["index_anew"].as_boolean()).where(Run.step == "retention").order_by(Run.id)
            )
            title = session.scalar(select(DocumentRow.uid).order_by(DocumentRow.id).limit(1))

            assert (kept, bool(done), bool(again), list(anew)[-2:]) == (0, True, False, [True, False])
        assert list(faults(home.archive)) == []
        assert rebuilding.differences(home, tmp_path / "rebuilt") == []
        hits = search.search(home.archive, parse("channel:news"), limit=100).hits
        assert title in {hit.doc for hit in hits}
        assert all(hit.snippet is None for hit in hits)
