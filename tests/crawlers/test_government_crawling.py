"""Crawls of a small GOV.UK and a small statistics service: what a day costs, what is new, changed, ended, refused or gone."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from crawlers.crawl import Outcome, in_its_own_process
from crawlers.errand import Order
from domain.document import DocumentKind, EventType, Origin
from domain.health import HealthState
from minutewatch import config, figures, jobs, rebuilding
from storage.archive import open_archive
from storage.documents import words_of
from storage.schema import ContentItemRow, DataSetVersionRow, DocumentRow, Enclosure, Publication, VersionRow
from tests.conftest import command
from tests.crawlers.conftest import QUICK
from tests.crawlers.government_site import (
    COLLECTION,
    DATA_SET,
    NEW_LAYOUT,
    NOTICE,
    OLD_LAYOUT,
    Government,
    Version,
    table,
)
from tests.crawlers.serving import serving
from tests.reading.files import pdf_of_pages

pytestmark = pytest.mark.slow

TUESDAY = datetime(2026, 10, 6, 6, 0, tzinfo=UTC)
FILE = "/media/0123456789abcdef01234567/Saltmere_notice.pdf"
SOURCES = {
    "childrens-services": f"""
channel = "govuk"
system = "govuk"
url = "{{url}}"
licence = "ogl"
delay = 0.02
[pages]
collections = ["{COLLECTION}"]
[pages.searches.notices]
q = "notice"
[pages.feeds]
papers = "/search/papers.atom?keywords=children"
""",
    "explore-education": """
channel = "statistics"
system = "statistics"
url = "{url}/statistics"
licence = "ogl"
delay = 0.02
[pages]
publications = ["looked-after"]
site = "https://statistics.example"
""",
}
FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Papers</title><entry><id>tag:www.gov.uk,2005:{path}</id>'
    "<title>{title}</title><updated>{at}</updated></entry></feed>"
)


@dataclass(kw_only=True)
class Watched:
    """The served sites and the home of somebody who watches them."""

    site: Government
    home: Path
    now: datetime = TUESDAY

    def crawl(self, source: str = "govuk/childrens-services", *, days: int = 0) -> Outcome:
        """Look at what is due, so many days later."""
        self.now += timedelta(days=days)
        order = Order(source=source, home=self.home, now=self.now, still=True)
        return in_its_own_process(order, log=self.home / "crawl.log", **QUICK)

    def events(self) -> list[tuple[str, str, str, str | None, str | None]]:
        """What was noted: type, origin, the document, the day that the source prints, and the words."""
        with open_archive(self.home) as archive, archive.reading() as session:
            refs = dict(session.execute(select(DocumentRow.id, DocumentRow.ref)).all())
            rows = session.scalars(select(Publication).order_by(Publication.id))
            return [
                (row.type, row.origin, refs[row.document_id or 0], row.published, row.after) for row in rows
            ]

    def text(self, ref: str) -> str:
        """The words of the newest version of a document."""
        with open_archive(self.home) as archive, archive.reading() as session:
            newest = session.scalars(
                select(VersionRow.id)
                .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
                .where(DocumentRow.ref == ref)
                .order_by(VersionRow.number.desc())
            ).first()
            return words_of(session, newest or 0)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    """A collection with one notice of last spring, which encloses a file."""
    site = Government()
    with serving(site):
        site.publish(
            NOTICE,
            title="Improvement notice issued to Saltmere Council: March 2026",
            at="2026-03-12T09:30:00+00:00",
            details={
                "body": "<p>The council must report each month.</p>",
                "attachments": [
                    {"attachment_type": "file", "title": "Saltmere: notice", "url": f"{site.url}{FILE}"}
                ],
            },
        )
        site.files[FILE] = pdf_of_pages(["Improvement notice to Saltmere Council"])
        site.publish(
            COLLECTION,
            title="Improvement notices and directions",
            at="2026-03-12T10:00:00+00:00",
            document_type="document_collection",
            links={"documents": [{"base_path": NOTICE, "title": "Improvement notice issued to Saltmere"}]},
        )
        site.feed = FEED.format(path=NOTICE, title="Improvement notice issued to", at="2026-03-12T09:30:00Z")
        site.versions.append(
            Version(
                number="1.0",
                release="Reporting year 2024",
                published="2024-11-14T09:30:00Z",
                table=table(OLD_LAYOUT, {2023: "1870", 2024: "1754"}),
            )
        )
        home = tmp_path / "home"
        config.make_home(home)
        for name, words in SOURCES.items():
            path = home / "sources" / "official" / f"{name}.toml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words.format(url=site.url), encoding="utf-8")
        yield Watched(site=site, home=home)


def test_what_a_day_costs_and_what_is_new(watched: Watched) -> None:
    """The first look has all, as old; a quiet day costs a request for each search, feed and collection; a change costs a page."""
    watched.crawl()
    first = watched.site.asked_for()
    watched.crawl(days=1)
    quiet = watched.site.asked_for()
    watched.site.publish(
        COLLECTION,
        title="Improvement notices and directions",
        at="2026-10-08T01:00:00+01:00",
        document_type="document_collection",
        note="Moved 'Improvement notice issued to Saltmere' to Closed notices.",
    )
    changed = watched.crawl(days=1)

    assert first == {"page": 2, "feed": 1, "search": 1, "file": 1}
    assert quiet == {"page": 1, "feed": 1, "search": 1}
    assert watched.site.asked_for() == quiet
    assert (changed.state, changed.error) == (HealthState.OK, None)
    assert watched.events() == [
        (EventType.DOCUMENT_ADDED, Origin.BACKFILL, f"content:{COLLECTION}", "2026-03-12", None),
        (EventType.DOCUMENT_ADDED, Origin.BACKFILL, f"content:{NOTICE}", "2026-03-12", None),
        (
            EventType.DOCUMENT_REPLACED,
            Origin.WATCH,
            f"content:{COLLECTION}",
            "2026-10-08",
            "Moved 'Improvement notice issued to Saltmere' to Closed notices.",
        ),
    ]


def test_a_page_that_a_feed_or_search_names_as_changed_is_looked_at_once(watched: Watched) -> None:
    """A new moment under the id that is known means that the page changed: it is fetched, and not again on the next day."""
    watched.crawl()
    watched.site.publish(
        NOTICE,
        title="Improvement notice issued to Saltmere Council: March 2026",
        at="2026-10-06T09:30:00+01:00",
        note="Added the report of the adviser.",
    )
    watched.site.asked_for()
    watched.crawl(days=1)
    named = watched.site.asked_for()
    watched.crawl(days=1)

    assert named["page"] == 2
    assert watched.site.asked_for()["page"] == 1
    assert watched.text(f"content:{NOTICE}").splitlines()[-3:] == [
        "2026-10-06: Added the report of the adviser.",
        "",
        "2026-03-12: First published.",
    ]


def test_a_page_is_a_document_with_its_file_beside_it(watched: Watched) -> None:
    """A notice is kept with its day and kind, and its file as a document under the name that the page gives it."""
    watched.crawl()
    with open_archive(watched.home) as archive, archive.reading() as session:
        documents = {row.ref: row for row in session.scalars(select(DocumentRow))}
        titles = dict(session.execute(select(VersionRow.document_id, VersionRow.title)).all())
        enclosed = session.scalars(select(Enclosure)).one()
        item = session.get_one(ContentItemRow, documents[f"content:{NOTICE}"].id)

        assert documents[f"content:{NOTICE}"].kind == DocumentKind.NOTICE
        assert (enclosed.decision_id, enclosed.ref) == (item.document_id, FILE[1:])
        assert titles[documents[FILE[1:]].id] == "Saltmere: notice"
        assert item.updated_at == datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


def test_a_feed_that_has_ended_is_told_for_as_long_as_it_is_read(watched: Watched) -> None:
    """A retired feed makes the source broken, with its name and where to go, each day; all else goes on."""
    watched.crawl()
    watched.site.feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><id>tag:www.gov.uk,2005:/x</id>'
        '<title>This feed has ended</title><summary type="html">Use search instead.</summary></entry></feed>'
    )
    days = [watched.crawl(days=1) for _ in range(3)]

    assert [(each.state, each.error) for each in days] == [(HealthState.BROKEN, None)] * 3
    assert "the feed papers has ended and tells nothing any more (Use search instead.)" in days[2].reason


def test_a_parameter_that_the_search_does_not_know_is_named_each_day(watched: Watched) -> None:
    """A search that is refused with 422 makes the source broken and says which parameter is wrong; the next day it is tried again."""
    watched.site.refusal = "Unexpected parameters: colour"
    days = [watched.crawl(days=1) for _ in range(3)]

    assert [each.state for each in days] == [HealthState.BROKEN] * 3
    assert "the search API knows no parameter colour; put [pages.searches] right" in days[2].reason


def test_a_page_that_was_taken_away_or_moved_is_withdrawn(watched: Watched) -> None:
    """A page that answers 410 is withdrawn, and what took its place is looked at."""
    watched.crawl()
    del watched.site.pages[NOTICE]
    new = "/government/publications/improvement-notice-saltmere"
    watched.site.gone[NOTICE] = {"schema_name": "redirect", "redirects": [{"destination": new}]}
    watched.site.publish(new, title="Improvement notice issued to Saltmere", at="2026-03-12T09:30:00+00:00")
    watched.site.feed = FEED.format(
        path=NOTICE, title="Improvement notice issued to", at="2026-10-07T00:00:00Z"
    )
    watched.crawl(days=1)
    watched.crawl(days=1)
    with open_archive(watched.home) as archive, archive.reading() as session:
        gone = session.scalars(select(DocumentRow).where(DocumentRow.ref == f"content:{NOTICE}")).one()

        assert gone.withdrawn_at == TUESDAY + timedelta(days=1)
    assert [event for event in watched.events() if event[0] == EventType.DOCUMENT_WITHDRAWN] == [
        (EventType.DOCUMENT_WITHDRAWN, Origin.WATCH, f"content:{NOTICE}", None, f"moved to {new}")
    ]


def test_a_withdrawn_page_stays_and_says_so(watched: Watched) -> None:
    """A page that its publisher withdrew is kept as it reads now, and marked once."""
    watched.crawl()
    for moment in ("2026-10-06T10:00:00Z", "2026-10-07T10:00:00Z"):
        watched.site.publish(
            NOTICE,
            title="Improvement notice issued to Saltmere Council: March 2026",
            at=moment,
            note="Withdrawn.",
            withdrawn_notice={"withdrawn_at": "2026-10-06T10:00:00Z", "explanation": "<p>Lifted.</p>"},
        )
        watched.crawl(days=1)

    assert "2026-10-06: Withdrawn: Lifted." in watched.text(f"content:{NOTICE}")
    assert [event[3:] for event in watched.events() if event[0] == EventType.DOCUMENT_WITHDRAWN] == [
        ("2026-10-06", "Lifted.")
    ]


def test_a_new_version_of_a_data_set_revises_and_both_figures_stand(watched: Watched) -> None:
    """A quiet day costs one request a series; a new version is fetched with what it breaks, and both releases' figures are kept."""
    watched.crawl("statistics/explore-education")
    first = watched.site.asked_for()
    watched.crawl("statistics/explore-education", days=1)
    quiet = watched.site.asked_for()
    before = _figures(watched)
    watched.site.versions.append(
        Version(
            number="2.0",
            release="Reporting year 2025",
            published="2026-10-08T08:30:00Z",
            table=table(NEW_LAYOUT, {2024: "1750", 2025: "1699", 2026: "c"}),
            renamed=(("number", "children_count"),),
        )
    )
    watched.crawl("statistics/explore-education", days=2)

    assert first == {"series": 1, "data sets": 1, "versions": 1, "table": 1}
    assert quiet == {"series": 1}
    assert watched.site.asked_for() == {"series": 1, "data sets": 1, "versions": 1, "changes": 1, "table": 1}
    assert before == [
        ("2024-03-31", 1754, "Reporting year 2024", False),
        ("2023-03-31", 1870, "Reporting year 2024", False),
    ]
    assert _figures(watched) == [
        ("2026-03-31", None, "Reporting year 2025", False),
        ("2025-03-31", 1699, "Reporting year 2025", False),
        ("2024-03-31", 1750, "Reporting year 2025", False),
        ("2024-03-31", 1754, "Reporting year 2024", True),
        ("2023-03-31", 1870, "Reporting year 2024", False),
    ]
    assert watched.events()[-1] == (
        EventType.DOCUMENT_REPLACED,
        Origin.WATCH,
        f"dataset:{DATA_SET}",
        "2026-10-08",
        "Reporting year 2025, version 2.0; breaks what reads it: indicator number is now children_count",
    )


def test_versions_that_are_there_at_first_are_kept_in_their_order(watched: Watched) -> None:
    """What was revised before we came is had as well: the versions of a data set are kept one after another, as old."""
    watched.site.versions.append(
        Version(
            number="1.1",
            release="Reporting year 2024",
            published="2025-01-09T09:30:00Z",
            table=table(OLD_LAYOUT, {2024: "1753"}),
        )
    )
    watched.crawl("statistics/explore-education")
    with open_archive(watched.home) as archive, archive.reading() as session:
        kept = session.execute(
            select(DataSetVersionRow.number, VersionRow.number, VersionRow.origin)
            .join(VersionRow, VersionRow.id == DataSetVersionRow.version_id)
            .order_by(VersionRow.number)
        ).all()

    assert [tuple(row) for row in kept] == [("1.0", 1, Origin.BACKFILL), ("1.1", 2, Origin.BACKFILL)]


def test_a_series_that_the_service_does_not_have_is_named(watched: Watched) -> None:
    """A series that is not found makes the source broken and says which."""
    watched.site.versions.clear()
    done = watched.crawl("statistics/explore-education")

    assert done.state == HealthState.BROKEN
    assert "no series looked-after found" in done.reason


def test_the_record_can_be_made_anew_and_proved(watched: Watched, tmp_path: Path) -> None:
    """Rebuilt from its captures the archive is the same; every figure stands in its table, and a table is no text to be read."""
    watched.crawl()
    watched.crawl("statistics/explore-education")
    settings = config.load(watched.home).model_copy(update={"now": watched.now})
    with jobs.open_home(settings) as home:
        jobs.reread(home)
        jobs.link(home)

        assert watched.text(f"dataset:{DATA_SET}").startswith("Numbers: Reporting year 2024\n\nVersion 1.0")
        assert list(figures.misplaced(home.archive)) == []
        assert rebuilding.differences(home, tmp_path / "again") == []


def test_official_figures_are_told_with_release_definition_and_source(watched: Watched) -> None:
    """The command prints a council's figures with what they count and where they come from; a name of nobody is bad usage."""
    watched.crawl("statistics/explore-education")
    _figures(watched)
    told = command("figures", "lancashire", "--measure", "children_looked_after", home=watched.home)
    asked = command("figures", "lancashire", "--json", home=watched.home)
    nobody = command("figures", "atlantis", home=watched.home)

    assert told.stdout.splitlines()[:3] == [
        "Lancashire: children looked after (children)",
        "  31 March 2024: 1,754 (Reporting year 2024)",
        "  31 March 2023: 1,870 (Reporting year 2024)",
    ]
    assert "https://statistics.example/looked-after (OGL)" in told.stdout
    assert [json.loads(line)["place"] for line in asked.stdout.splitlines()] == [
        "row 3, column number",
        "row 2, column number",
        "row 3, column rate_per_10000",
        "row 2, column rate_per_10000",
    ]
    assert (nobody.returncode, "atlantis: no council and no region is called so" in nobody.stderr) == (
        2,
        True,
    )


def _figures(watched: Watched) -> list[tuple[str, float | int | None, str, bool]]:
    """Lancashire's children looked after: day, value, release, and whether a later release states it again."""
    settings = config.load(watched.home).model_copy(update={"now": watched.now})
    with jobs.open_home(settings) as home:
        jobs.link(home)
        found = figures.figures_of(
            home.archive, "Lancashire", measures=["children_looked_after"], as_of=watched.now
        )
    return [(each.as_of, each.value, each.release, each.superseded) for each in found]
