"""Crawls of a small Ofsted: what a day costs, what is new, issued again, withdrawn, dead or broken."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from crawlers.crawl import Outcome, in_its_own_process
from crawlers.errand import Order
from domain.document import DocumentKind, EventType, Origin
from domain.health import HealthState
from minutewatch import config, jobs, rebuilding
from storage.archive import open_archive
from storage.schema import (
    CouncilRow,
    DocumentRow,
    FactRow,
    ListedReportRow,
    ProviderRow,
    Publication,
    VersionRow,
)
from tests.crawlers.conftest import QUICK
from tests.crawlers.ofsted_site import Ofsted, Provider, Report
from tests.crawlers.serving import serving

pytestmark = pytest.mark.slow

TUESDAY = datetime(2026, 10, 6, 6, 0, tzinfo=UTC)
SOURCE = """
channel = "ofsted"
system = "ofsted"
url = "{url}"
licence = "ogl"
delay = 0.02
[promise]
providers = 3
[pages]
files = "{url}"
rows = 2
"""
COUNCIL = """
system = "moderngov"
url = "unknown"
licence = "ogl"
[council]
name = "Saltmere Council"
short_name = "Saltmere"
slug = "saltmere"
"""
OLD = Report(
    file="50000001",
    words="Children's services inspection",
    published=date(2024, 3, 4),
    inspected=date(2024, 1, 26),
)
LETTER = Report(
    file="50000002",
    words="Children's services focused visit",
    published=date(2026, 10, 6),
    inspected=date(2026, 9, 16),
)


@dataclass(kw_only=True)
class Watched:
    """A served Ofsted and the home of somebody who watches it."""

    site: Ofsted
    home: Path
    now: datetime = TUESDAY

    def crawl(self, *, days: int = 0, source: str = "ofsted/reports") -> Outcome:
        """Look at what is due, so many days later."""
        self.now += timedelta(days=days)
        order = Order(source=source, home=self.home, now=self.now, still=True)
        return in_its_own_process(order, log=self.home / "crawl.log", **QUICK)

    def events(self) -> list[tuple[str, str, str, str | None]]:
        """What was noted: type, origin, the file's id, and that of the one in whose place it is."""
        with open_archive(self.home) as archive, archive.reading() as session:
            refs = dict(session.execute(select(DocumentRow.id, DocumentRow.ref)).all())
            rows = session.scalars(select(Publication).order_by(Publication.id))
            return [
                (row.type, row.origin, refs[row.document_id or 0], refs.get(row.replaces_id or 0))
                for row in rows
            ]

    def titles(self) -> dict[str, tuple[str, str | None]]:
        """Title and day of the newest version of each file, by its id."""
        with open_archive(self.home) as archive, archive.reading() as session:
            rows = session.execute(
                select(DocumentRow.ref, VersionRow.title, VersionRow.published)
                .join(VersionRow, VersionRow.document_id == DocumentRow.id)
                .order_by(VersionRow.number)
            )
            return {ref: (title, published) for ref, title, published in rows}


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    """Three councils, of which one has had a report and one never had any."""
    names = ("Saltmere Council", "Fernley Borough Council", "Isle of Thrift Council")
    site = Ofsted(providers=[Provider(urn=f"9900{place}", name=name) for place, name in enumerate(names)])
    site.publish("99000", OLD, "Inspection of Saltmere children's services. Overall effectiveness: Good")
    site.publish(
        "99001",
        Report(
            file="50000009",
            words="Joint targeted area inspection",
            published=OLD.published,
            inspected=OLD.inspected,
        ),
        "Joint targeted area inspection of Fernley",
    )
    with serving(site):
        home = tmp_path / "home"
        for folder, name, words in (("official", "reports", SOURCE), ("councils", "saltmere", COUNCIL)):
            path = home / "sources" / folder / f"{name}.toml"
            path.parent.mkdir(parents=True)
            path.write_text(words.format(url=site.url), encoding="utf-8")
        yield Watched(site=site, home=home)


def test_what_a_day_costs_and_what_is_new(watched: Watched) -> None:
    """The first look has all; a day on which nothing is new costs the pages of the list, and a new letter a page and a file."""
    first = watched.crawl()
    all_of_it = watched.site.asked_for()
    quiet = watched.crawl(days=1), watched.site.asked_for()
    watched.site.publish("99000", LETTER, "Focused visit to Saltmere")
    new = watched.crawl(days=1), watched.site.asked_for()

    assert (first.state, all_of_it) == (HealthState.OK, {"list": 2, "page": 3, "file": 2})
    assert quiet[1] == {"list": 2, "page": 0, "file": 0}
    assert new[1] == {"list": 2, "page": 1, "file": 1}
    assert watched.events() == [
        (EventType.DOCUMENT_ADDED, Origin.BACKFILL, "50000001", None),
        (EventType.DOCUMENT_ADDED, Origin.BACKFILL, "50000009", None),
        (EventType.DOCUMENT_ADDED, Origin.WATCH, "50000002", None),
    ]
    assert watched.titles()["50000002"] == (
        "Children's services focused visit: Saltmere Council",
        "2026-10-06",
    )
    with open_archive(watched.home) as archive, archive.reading() as session:
        letter = session.execute(
            select(DocumentRow.kind, CouncilRow.slug, VersionRow.origin, ListedReportRow.what)
            .join(CouncilRow, CouncilRow.id == DocumentRow.council_id)
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .join(ListedReportRow, ListedReportRow.document_id == DocumentRow.id)
            .where(DocumentRow.ref == "50000002")
        ).one()
        announced = session.scalar(select(Publication.version_id).where(Publication.origin == Origin.WATCH))

        assert tuple(letter) == (DocumentKind.INSPECTION_LETTER, "saltmere", Origin.WATCH, "focused_visit")
        assert announced is not None


def test_the_pages_are_listed_again_each_week(watched: Watched) -> None:
    """A report that is issued again under another id, without a new day, is found on Sunday, and said to replace the old one."""
    watched.crawl()
    watched.site.asked_for()
    again = Report(file="50000101", words=OLD.words, published=OLD.published, inspected=OLD.inspected)
    watched.site.provider("99000").reports.clear()
    watched.site.publish("99000", again, "Inspection of Saltmere children's services. Corrected on page 4")
    saturday = watched.crawl(days=4), watched.site.asked_for()
    sunday = watched.crawl(days=1), watched.site.asked_for()
    monday = watched.crawl(days=1), watched.site.asked_for()

    assert saturday[1] == {"list": 2, "page": 0, "file": 0}
    assert sunday[1] == {"list": 2, "page": 3, "file": 1}
    assert monday[1] == {"list": 2, "page": 1, "file": 0}
    assert watched.events()[2:] == [
        (EventType.DOCUMENT_REPLACED, Origin.WATCH, "50000101", "50000001"),
        (EventType.DOCUMENT_WITHDRAWN, Origin.WATCH, "50000001", None),
    ]
    with open_archive(watched.home) as archive, archive.reading() as session:
        old, new = session.scalars(
            select(DocumentRow).where(DocumentRow.ref.in_(["50000001", "50000101"])).order_by(DocumentRow.ref)
        )
        replaced = session.scalars(select(Publication).where(Publication.replaces_id == old.id)).one()

        assert old.withdrawn_at == watched.now
        assert new.withdrawn_at is None
        assert replaced.version_id is not None
    assert watched.titles().keys() >= {"50000001", "50000101"}


def test_what_is_gone_once_may_come_back(watched: Watched) -> None:
    """A report that is missing from one page and there on the next was never withdrawn."""
    watched.site.publish("99000", LETTER, "Focused visit to Saltmere")
    watched.crawl()
    kept = watched.site.provider("99000").reports
    watched.site.provider("99000").reports = [LETTER]
    watched.crawl(days=5)
    watched.site.provider("99000").reports = kept
    watched.crawl(days=1)
    watched.crawl(days=1)

    assert [event[0] for event in watched.events()] == [EventType.DOCUMENT_ADDED] * 3


def test_a_page_that_lists_nothing_any_more_is_doubted(watched: Watched) -> None:
    """That all reports of a council are gone at once is rather a fault of the page than news: it is said, and nothing is withdrawn."""
    watched.crawl()
    watched.site.provider("99000").reports = []
    watched.site.provider("99001").reports.append(LETTER)
    watched.site.files[LETTER.file] = watched.site.files[OLD.file]
    looks = [watched.crawl(days=5), watched.crawl(days=1), watched.crawl(days=1)]

    assert [look.state for look in looks] == [HealthState.BROKEN] * 3
    assert "lists none of the 1 reports that it listed before" in looks[0].reason
    assert EventType.DOCUMENT_WITHDRAWN not in [event[0] for event in watched.events()]


def test_a_dead_id_is_never_a_report(watched: Watched) -> None:
    """The page that answers for a file that is no more is not stored; it is asked for again no sooner than on Sunday."""
    del watched.site.files["50000009"]
    done = watched.crawl(), watched.site.asked_for()["file"]
    saturday = watched.crawl(days=4), watched.site.asked_for()["file"]
    sunday = watched.crawl(days=1), watched.site.asked_for()["file"]

    assert [look.state for look, _ in (done, saturday, sunday)] == [HealthState.OK] * 3
    assert [files for _, files in (done, saturday, sunday)] == [2, 0, 1]
    assert "document:50000009: " in done[0].reason
    assert "an error page with status 200" in done[0].reason
    assert watched.titles().keys() == {"50000001"}


def test_half_a_list_is_kept_and_said_to_be_half(watched: Watched) -> None:
    """Where one page of the list fails, what the other tells is had, and the source is called broken until the list is whole."""
    watched.crawl()
    watched.site.failing = ("start=2",)
    watched.site.publish("99000", LETTER, "Focused visit to Saltmere")
    half = watched.crawl(days=1)
    watched.site.failing = ()
    whole = watched.crawl(days=1)

    assert (half.state, "status 500" in half.reason) == (HealthState.BROKEN, True)
    assert whole.state is HealthState.OK
    assert "50000002" in watched.titles()
    with open_archive(watched.home) as archive, archive.reading() as session:
        assert all(session.scalars(select(ProviderRow.listed)))


def test_a_page_and_a_file_that_fail_are_asked_for_again(watched: Watched) -> None:
    """A page that answers with an error and a file that is cut short keep nothing from being had later, and hide nothing."""
    watched.crawl()
    watched.site.failing = ("/provider/44/99000",)
    watched.site.publish("99000", LETTER, "Focused visit to Saltmere")
    failed = watched.crawl(days=1)
    watched.site.failing, whole = (), watched.site.files[LETTER.file]
    watched.site.files[LETTER.file] = whole[: len(whole) // 2]
    short = watched.crawl(days=1)
    watched.site.files[LETTER.file] = whole
    well = watched.crawl(days=1)

    assert "provider:99000: the site answered with status 500" in failed.reason
    assert "no whole PDF" in short.reason
    assert well.state is HealthState.OK
    assert watched.titles()["50000002"][1] == "2026-10-06"
    assert watched.events()[-1] == (EventType.DOCUMENT_ADDED, Origin.WATCH, "50000002", None)


def test_a_list_that_is_not_whole_is_refused(watched: Watched) -> None:
    """Fewer councils than are promised fail loudly, and nobody counts as gone for it."""
    watched.crawl()
    lost = watched.site.providers.pop()
    thin = watched.crawl(days=1)
    watched.site.providers.append(lost)
    well = watched.crawl(days=1)

    assert thin.state is HealthState.BROKEN
    assert "lists 2 providers, promises at least 3" in thin.reason
    assert well.state is HealthState.OK
    with open_archive(watched.home) as archive, archive.reading() as session:
        assert all(session.scalars(select(ProviderRow.listed)))


def test_a_list_that_grows_is_followed(watched: Watched) -> None:
    """A council that begins is found wherever the list puts it; one that leaves the list keeps its reports."""
    watched.crawl()
    watched.site.asked_for()
    watched.site.providers += [
        Provider(urn="99003", name="East Reach"),
        Provider(urn="99004", name="West Reach"),
    ]
    grown = watched.crawl(days=1), watched.site.asked_for()
    watched.site.providers.pop(0)
    watched.crawl(days=1)
    shrunk = watched.crawl(days=1)

    assert (grown[0].state, grown[1]) == (HealthState.OK, {"list": 3, "page": 2, "file": 0})
    assert shrunk.state is HealthState.OK
    with open_archive(watched.home) as archive, archive.reading() as session:
        listed = dict(session.execute(select(ProviderRow.ref, ProviderRow.listed)).all())

        assert listed == {"99000": False, "99001": True, "99002": True, "99003": True, "99004": True}
        assert set(session.scalars(select(DocumentRow.withdrawn_at))) == {None}


def test_it_can_be_rebuilt(watched: Watched, tmp_path: Path) -> None:
    """From its captures alone the archive is the same again: documents, versions, events and facts."""
    watched.crawl()
    again = Report(file="50000101", words=OLD.words, published=OLD.published, inspected=OLD.inspected)
    watched.site.provider("99000").reports.clear()
    watched.site.publish("99000", again, "Inspection of Saltmere children's services. Corrected on page 4")
    watched.crawl(days=5)
    watched.crawl(days=1)
    settings = config.load(watched.home).model_copy(update={"now": watched.now})
    with jobs.open_home(settings) as home:
        jobs.link(home)
        found = rebuilding.differences(home, tmp_path / "rebuilt")

    assert found == []


TABLES = """
channel = "ofsted"
system = "ofsted_tables"
url = "{url}"
licence = "ogl"
delay = 0.02
[pages]
assets = "{url}"
collection = "/government/collections/care"
releases = "/government/statistics/care-in-england-"
tables = ["provider level"]
"""
HOMES = b"""URN,Provision type,Local authority,Name,Inspection date,Overall effectiveness
SC012345,Children's home,Saltmere,Gorse Lodge,04/03/2026,Good
SC099999,Children's home,Fernley,REDACTED,05/03/2026,Inadequate
"""


def test_children_s_homes_in_official_tables(watched: Watched) -> None:
    """The collection leads to its releases, each to its table; a table that is not understood is said to be so, loudly."""
    site, release = watched.site, "/government/statistics/care-in-england-2026"
    collection = {
        "base_path": "/government/collections/care",
        "schema_name": "document_collection",
        "document_type": "document_collection",
        "title": "Care",
        "links": {"documents": [{"base_path": release, "title": "2026"}]},
    }
    published = {
        "base_path": release,
        "schema_name": "publication",
        "document_type": "official_statistics",
        "title": "Care in England 2026",
        "first_published_at": "2026-07-09T08:30:00Z",
        "details": {
            "attachments": [
                {
                    "title": "Provider level",
                    "url": f"{site.url}/media/1/{name}.csv",
                    "content_type": "text/csv",
                    "attachment_type": "file",
                }
                for name in ("homes", "odd")
            ]
        },
    }
    for page in (collection, published):
        site.pages[f"/api/content{page['base_path']}"] = json.dumps(page).encode()
    site.pages |= {"/media/1/homes.csv": HOMES, "/media/1/odd.csv": b"Number,Kind\n1,Home\n"}
    path = watched.home / "sources" / "official" / "providers.toml"
    path.write_text(TABLES.format(url=site.url), encoding="utf-8")
    done = watched.crawl(source="ofsted/providers")
    asked = list(site.asked)

    assert done.state is HealthState.BROKEN
    assert (
        "no table of providers (looked for the headings URN, Provision type, Local authority" in done.reason
    )
    assert asked == [
        "/api/content/government/collections/care",
        f"/api/content{release}",
        "/media/1/homes.csv",
        "/media/1/odd.csv",
    ]
    with open_archive(watched.home) as archive, archive.reading() as session:
        homes = session.execute(
            select(ProviderRow.ref, ProviderRow.name, FactRow.quote, FactRow.pointer).join(
                FactRow, FactRow.about == ProviderRow.entity_id
            )
        ).all()

        assert [tuple(home) for home in homes] == [
            ("SC012345", "Gorse Lodge", "Good", "row 2, column Overall effectiveness")
        ]
    settings = config.load(watched.home).model_copy(update={"now": watched.now})
    with jobs.open_home(settings) as home:
        assert rebuilding.differences(home, watched.home.parent / "rebuilt") == []
