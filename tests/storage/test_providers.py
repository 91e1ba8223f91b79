"""Providers: what Ofsted lists is kept under its own ids; homes of watched councils, with their judgements, and no others."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.council import Council
from domain.document import Access, DocumentKind, EventType, Fetched, Origin, ReadDocument
from domain.provider import (
    HomeJudgement,
    HomeTable,
    ListedHome,
    ListedProvider,
    ListedReport,
    ListedTable,
    ProviderKind,
    ProviderList,
    ProviderPage,
    ReportKind,
    TableLeads,
)
from domain.source import Channel, Licence, Source
from domain.text import Text
from storage.archive import Archive
from storage.keep import Keeper
from storage.schema import (
    CouncilRow,
    DocumentRow,
    Entity,
    FactRow,
    ListedReportRow,
    ProviderRow,
    Publication,
    TextRow,
    VersionRow,
    WatchRow,
)
from storage.sources import refresh
from storage.withdrawal import withdraw
from storage.writing import begin_run

MONDAY = datetime(2026, 10, 5, 6, 0, tzinfo=UTC)
REPORTS, TABLES = "ofsted/reports", "ofsted/providers"
SALTMERE = Council(slug="saltmere", gss="E10999071", name="Saltmere Council", short_name="Saltmere")
OLD = ListedReport(
    ref="50000001",
    title="Children's services inspection",
    what=ReportKind.INSPECTION_REPORT,
    url="https://files.example/v1/file/50000001",
    published=date(2024, 3, 4),
    inspected=date(2024, 1, 26),
)
LETTER = ListedReport(
    ref="50000002",
    title="Children's services focused visit",
    what=ReportKind.FOCUSED_VISIT,
    url="https://files.example/v1/file/50000002",
    published=date(2026, 10, 5),
    inspected=date(2026, 9, 16),
)
LISTED = ListedProvider(
    ref="99000",
    name="Saltmere Council",
    kind=ProviderKind.CHILDRENS_SERVICES,
    listed_type="Local Authority Children's Services",
    url="https://reports.example/provider/44/99000",
    latest_report=date(2026, 10, 5),
)
HOME = ListedHome(
    row=5,
    ref="SC012345",
    listed_type="Children's home",
    local_authority="Saltmere",
    name="Gorse Lodge",
    status="Active",
    inspected=date(2026, 3, 4),
    published=date(2026, 4, 20),
    inspection="10300001",
    judgements=(HomeJudgement(aspect="overall", heading="Overall", words="Requires improvement to be good"),),
)


def _source(key: str, channel: Channel, council: Council | None = None) -> Source:
    return Source(
        key=key,
        channel=channel,
        system="ofsted" if council is None else "moderngov",
        url="http://127.0.0.1:1",
        licence=Licence.OGL,
        file_sha256="0" * 64,
        council=council,
    )


@dataclass
class Ofsted:
    """An archive that watches Saltmere and Ofsted, and what Ofsted answers on a day."""

    archive: Archive
    now: datetime = MONDAY

    def __post_init__(self) -> None:
        with self.archive.writing() as session:
            refresh(
                session,
                [
                    _source(REPORTS, Channel.OFSTED),
                    _source(TABLES, Channel.OFSTED),
                    _source("committee/saltmere", Channel.COMMITTEE, SALTMERE),
                ],
            )

    def lists(self, *providers: ListedProvider, total: int | None = None) -> None:
        """The whole list, as of now."""
        fetched = self._answer(REPORTS, "providers:0")
        whole = ProviderList(start=0, providers=providers, total=total or len(providers))
        self._keeper([REPORTS, "providers:0"]).keep_providers(fetched, whole)

    def shows(self, *reports: ListedReport, urn: str = "99000") -> str | None:
        """The page of a council's children's services, Saltmere's if no other."""
        page = ProviderPage(
            ref=urn,
            name="Saltmere Council",
            kind=ProviderKind.CHILDRENS_SERVICES,
            listed_type="",
            reports=reports,
        )
        return self._keeper().keep_provider(self._answer(REPORTS, f"provider:{urn}"), page)

    def gives(self, report: ListedReport, words: str) -> None:
        """The file of a report."""
        read = ReadDocument(
            media_type="application/pdf",
            text=Text.of_pages([(None, words)], reader="test@1"),
            fingerprint=words,
            kind=DocumentKind.INSPECTION_LETTER,
        )
        self._keeper().keep_document(self._answer(REPORTS, f"document:{report.ref}", words.encode()), read)

    def tables(self, *homes: ListedHome, ref: str = "media/1/homes.csv", as_of: date | None = None) -> None:
        """A release with a table of homes in it."""
        keeper = self._keeper()
        table = ListedTable(
            ref=ref,
            title="Provider level data",
            url=f"https://assets.example/{ref}",
            published=date(2026, 7, 9),
        )
        keeper.keep_table_leads(
            self._answer(TABLES, "collection:/care"), TableLeads(releases=("/care-2026",), tables=(table,))
        )
        keeper.keep_homes(
            self._answer(TABLES, f"document:{ref}", repr(homes).encode()),
            HomeTable(homes=homes, rows=len(homes), as_of=as_of),
        )

    def later(self, **days: int) -> None:
        self.now += timedelta(**days)

    def queue(self, key: str) -> tuple[datetime, bool]:
        """When something is looked at next, and whether it is done with."""
        with self.archive.reading() as session:
            row = session.scalars(select(WatchRow).where(WatchRow.key == key)).one()
            return row.due_at, row.done_at is not None

    def events(self) -> list[tuple[str, str, str | None, str | None]]:
        with self.archive.reading() as session:
            rows = session.scalars(select(Publication).order_by(Publication.id))
            return [(row.type, row.origin, row.before, row.after) for row in rows]

    def _keeper(self, asked: list[str] | None = None) -> Keeper:
        with self.archive.writing() as session:
            run = begin_run(session, "crawl", now=self.now, program="test")
        keeper = Keeper(archive=self.archive, run=run)
        if asked:
            keeper.due(asked[0], now=self.now, limit=10, daily=asked[1:])
        return keeper

    def _answer(self, source: str, key: str, body: bytes = b"<html></html>") -> Fetched:
        return Fetched(
            source=source,
            watch_key=key,
            url="http://127.0.0.1:1/",
            asked_at=self.now,
            status=200,
            headers={"content-type": "text/html"},
            body=body,
        )


@pytest.fixture
def ofsted(archive: Archive) -> Ofsted:
    found = Ofsted(archive)
    found.lists(LISTED)
    return found


def test_a_provider_that_is_new_or_changed_is_looked_at(ofsted: Ofsted) -> None:
    """A page is looked at when the list gives it a new latest report, and else on the next Sunday."""
    first = ofsted.queue("provider:99000")
    ofsted.later(days=1)
    ofsted.shows(OLD, LETTER)
    weekly = ofsted.queue("provider:99000")
    ofsted.lists(LISTED)
    quiet = ofsted.queue("provider:99000")
    ofsted.later(days=1)
    ofsted.lists(replace(LISTED, latest_report=date(2026, 10, 7)))
    changed = ofsted.queue("provider:99000")

    assert first == (MONDAY, False)
    assert weekly == quiet == (datetime(2026, 10, 11, 4, 0, tzinfo=UTC), False)
    assert changed == (ofsted.now, False)
    assert ofsted.queue("providers:0")[0] == datetime(2026, 10, 8, 4, 0, tzinfo=UTC)


def test_a_page_behind_its_list_is_looked_at_the_next_day(ofsted: Ofsted) -> None:
    """Where the list knows of a report that the page does not show yet, the page is looked at again at once."""
    ofsted.shows(OLD)

    assert ofsted.queue("provider:99000")[0] == datetime(2026, 10, 6, 4, 0, tzinfo=UTC)


def test_a_second_report_of_the_same_day_is_not_missed(ofsted: Ofsted) -> None:
    """A page that is looked at on the day of its latest report is looked at the next day again: the list would print the same day."""
    ofsted.shows(OLD, LETTER)

    assert ofsted.queue("provider:99000")[0] == datetime(2026, 10, 6, 4, 0, tzinfo=UTC)


def test_a_joint_report_is_withdrawn_when_no_page_lists_it(ofsted: Ofsted) -> None:
    """A file may be on the pages of several providers; gone from one of them it is still listed."""
    ofsted.lists(LISTED, replace(LISTED, ref="99001", name="Fernley Council"))
    ofsted.shows(OLD, LETTER)
    ofsted.shows(LETTER, urn="99001")
    for _ in range(2):
        ofsted.later(days=7)
        ofsted.shows(OLD)
    once = [event[0] for event in ofsted.events()]
    for _ in range(2):
        ofsted.later(days=7)
        ofsted.shows(replace(OLD, ref="50000008"), urn="99001")

    assert EventType.DOCUMENT_WITHDRAWN not in once
    assert ofsted.events()[-1][0] == EventType.DOCUMENT_WITHDRAWN


def test_reports_are_documents_of_their_council(ofsted: Ofsted) -> None:
    """What was published before we looked is old, what came on the day is news; the document is the council's and a letter."""
    ofsted.shows(OLD, LETTER)
    ofsted.gives(LETTER, "Focused visit to Saltmere children's services")

    assert ofsted.events() == [
        (EventType.DOCUMENT_ADDED, Origin.BACKFILL, None, "Children's services inspection"),
        (EventType.DOCUMENT_ADDED, Origin.WATCH, None, "Children's services focused visit"),
    ]
    with ofsted.archive.reading() as session:
        row = session.execute(
            select(
                DocumentRow.kind,
                CouncilRow.slug,
                VersionRow.title,
                VersionRow.published,
                ListedReportRow.what,
            )
            .join(CouncilRow, CouncilRow.id == DocumentRow.council_id)
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .join(ListedReportRow, ListedReportRow.document_id == DocumentRow.id)
        ).one()
        provider = session.execute(
            select(ProviderRow.kind, Entity.kind, Entity.name).join(
                Entity, Entity.id == ProviderRow.entity_id
            )
        ).one()

        assert tuple(row) == (
            DocumentKind.INSPECTION_LETTER,
            "saltmere",
            "Children's services focused visit: Saltmere Council",
            "2026-10-05",
            ReportKind.FOCUSED_VISIT,
        )
        assert tuple(provider) == (ProviderKind.CHILDRENS_SERVICES, "council", "Saltmere Council")


def test_a_new_file_is_fetched_again_while_it_may_be_put_right(ofsted: Ofsted) -> None:
    """A week and five weeks after its day; an old one is fetched once."""
    ofsted.shows(OLD, LETTER)
    ofsted.gives(LETTER, "Focused visit")
    ofsted.gives(OLD, "Inspection")

    assert ofsted.queue("document:50000002") == (datetime(2026, 10, 12, 4, 0, tzinfo=UTC), False)
    assert ofsted.queue("document:50000001")[1]


def test_issued_again(ofsted: Ofsted) -> None:
    """The same report under another id replaces the old one at once; the old one is withdrawn after two looks without it."""
    ofsted.shows(OLD, LETTER)
    again = replace(OLD, ref="50000101", url="https://files.example/v1/file/50000101")
    ofsted.later(days=6)
    ofsted.shows(again, LETTER)
    once = ofsted.events()[2:]
    ofsted.later(days=1)
    ofsted.shows(again, LETTER)
    twice = ofsted.events()[3:]

    assert once == [
        (
            EventType.DOCUMENT_REPLACED,
            Origin.WATCH,
            "Children's services inspection",
            "Children's services inspection",
        )
    ]
    assert twice == [(EventType.DOCUMENT_WITHDRAWN, Origin.WATCH, "Children's services inspection", None)]
    with ofsted.archive.reading() as session:
        old = session.scalars(select(DocumentRow).where(DocumentRow.ref == OLD.ref)).one()
        new = session.scalars(select(DocumentRow).where(DocumentRow.ref == again.ref)).one()
        event = session.scalars(select(Publication).where(Publication.replaces_id == old.id)).one()

        assert event.document_id == new.id
        assert old.withdrawn_at == ofsted.now
    assert ofsted.queue("document:50000001")[1]


def test_two_reports_of_one_day_are_two(ofsted: Ofsted) -> None:
    """While the first is still listed, a second of the same kind and day is no other issue of it."""
    second = replace(LETTER, ref="50000003", url="https://files.example/v1/file/50000003")
    ofsted.shows(LETTER)
    ofsted.shows(LETTER, second)

    assert [event[0] for event in ofsted.events()] == [EventType.DOCUMENT_ADDED] * 2


def test_another_day_in_the_listing(ofsted: Ofsted) -> None:
    """A report that is listed with another day under the same id was replaced, and is fetched again; other words are not news."""
    ofsted.shows(LETTER)
    ofsted.later(days=29)
    ofsted.gives(LETTER, "Focused visit")
    ofsted.later(days=1)
    ofsted.shows(replace(LETTER, title="Focused visit"))
    silent = ofsted.events()[1:]
    ofsted.shows(replace(LETTER, title="Focused visit", published=date(2026, 11, 3)))

    assert silent == []
    assert ofsted.events()[1:] == [
        (
            EventType.DOCUMENT_REPLACED,
            Origin.WATCH,
            "Focused visit (2026-10-05)",
            "Focused visit (2026-11-03)",
        )
    ]
    assert ofsted.queue("document:50000002") == (datetime(2026, 11, 4, 6, 0, tzinfo=UTC), False)


def test_an_erased_report_stays_erased(ofsted: Ofsted) -> None:
    """Listed again, it gets no title and no address, and is not fetched."""
    ofsted.shows(LETTER)
    ofsted.gives(LETTER, "Focused visit")
    with ofsted.archive.reading() as session:
        uid = session.scalars(select(DocumentRow.uid)).one()
    withdraw(ofsted.archive, uid, erase=True, actor="editor", reason="names a child", now=ofsted.now)
    ofsted.later(days=30)
    ofsted.shows(replace(LETTER, published=date(2026, 11, 3)))

    with ofsted.archive.reading() as session:
        assert session.scalars(select(ListedReportRow.title)).one() == "Withdrawn"
        assert session.scalars(select(DocumentRow.url)).one() == ""
        assert set(session.scalars(select(VersionRow.access))) == {Access.ERASED}
    assert ofsted.queue("document:50000002")[1]


def test_a_provider_that_leaves_the_list(ofsted: Ofsted) -> None:
    """After two whole lists without it, it is listed no more; a list that is not whole says nothing of the kind."""
    other = replace(
        LISTED, ref="99001", name="Fernley Council", url="https://reports.example/provider/44/99001"
    )
    states = []
    for total in (None, 2, None):
        ofsted.later(days=1)
        ofsted.lists(other, total=total)
        with ofsted.archive.reading() as session:
            row = session.scalars(select(ProviderRow).where(ProviderRow.ref == "99000")).one()
            states.append((row.listed, row.absences))

    assert states == [(True, 1), (True, 1), (False, 2)]
    with ofsted.archive.reading() as session:
        fernley = session.execute(
            select(ProviderRow.council_id, Entity.kind, Entity.name)
            .join(Entity, Entity.id == ProviderRow.entity_id)
            .where(ProviderRow.ref == "99001")
        ).one()

        assert tuple(fernley) == (None, "provider", "Fernley Council")


def test_homes_of_watched_councils(ofsted: Ofsted) -> None:
    """A home is kept with its judgements and where in the table they stand; a home elsewhere, and the table's words, are not."""
    elsewhere = replace(HOME, row=6, ref="SC099999", local_authority="Fernley")
    nameless = replace(HOME, row=7, ref="2616605", name=None, judgements=())
    ofsted.tables(HOME, elsewhere, nameless, as_of=date(2026, 3, 31))

    with ofsted.archive.reading() as session:
        homes = session.execute(
            select(ProviderRow.ref, ProviderRow.name, ProviderRow.status, CouncilRow.slug, Entity.uid)
            .join(CouncilRow, CouncilRow.id == ProviderRow.council_id)
            .join(Entity, Entity.id == ProviderRow.entity_id)
            .where(ProviderRow.kind == ProviderKind.CHILDRENS_HOME)
            .order_by(ProviderRow.ref.desc())
        ).all()
        fact = session.scalars(select(FactRow)).one()
        about = session.scalars(select(Entity.uid).where(Entity.id == fact.about)).one()
        version = session.scalars(select(VersionRow)).one()

        assert [tuple(home)[:4] for home in homes] == [
            ("SC012345", "Gorse Lodge", "Active", "saltmere"),
            ("2616605", "Children's home 2616605", "Active", "saltmere"),
        ]
        assert about == homes[0].uid
        assert (fact.pointer, fact.quote, fact.official, fact.text_id) == (
            "row 5, column Overall",
            "Requires improvement to be good",
            True,
            None,
        )
        assert fact.fields | {"aspect": "overall", "grade": "requires improvement"} == fact.fields
        assert (fact.fields["framework"], fact.fields["inspected"]) == ("SCCIF", "2026-03-04")
        assert (version.title, version.dated, version.origin) == (
            "Provider level data",
            "2026-03-31",
            Origin.BACKFILL,
        )
        assert session.scalars(select(TextRow)).all() == []


def test_an_older_table_does_not_overrule_a_newer_one(ofsted: Ofsted) -> None:
    """Tables may come in any order: who a home is is told by the newest, what was judged by each."""
    ofsted.tables(replace(HOME, name="Heather House", status="Resigned"), as_of=date(2026, 3, 31))
    ofsted.tables(HOME, ref="media/0/homes.csv", as_of=date(2023, 3, 31))

    with ofsted.archive.reading() as session:
        home = session.scalars(select(ProviderRow).where(ProviderRow.ref == "SC012345")).one()

        assert (home.name, home.status) == ("Heather House", "Resigned")
        assert len(session.scalars(select(FactRow)).all()) == 2
