"""Pages of GOV.UK and figures of official tables in an archive: what is followed, kept, revised, asked for and erased."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from domain.council import by_gss
from domain.document import EventType, Fetched, Origin
from domain.evidence import Evidence, Pointer
from domain.fact import Fact, FactType
from domain.publications import (
    ChangeNote,
    ContentItem,
    DataFile,
    DataSetList,
    DataSetVersion,
    DataSetVersions,
    Feed,
    ListedAttachment,
    ListedDataSet,
    ListedPage,
    SearchPage,
)
from domain.source import Channel, Licence, Source
from storage import integrity, tables
from storage.archive import Archive
from storage.keep import Keeper, NotKept
from storage.schema import ContentItemRow, DocumentRow, FactRow, PageRow, Publication, VersionRow
from storage.sources import refresh
from storage.tables import Figure, NoTableFact
from storage.withdrawal import withdraw
from storage.writing import begin_run

MONDAY = datetime(2026, 6, 1, 6, 0, tzinfo=UTC)
OLD = datetime(2024, 3, 12, 9, 30, tzinfo=UTC)
GOVUK, STATISTICS = "govuk/notices", "statistics/numbers"
NOTICE = "/government/publications/improvement-notice-issued-to-saltmere-march-2024"
LANCASHIRE = by_gss()["E10000017"]
DATA_SET = "00000000-0000-4000-8000-00000000000a"


def source(key: str, channel: Channel) -> Source:
    """An official source on this machine."""
    return Source(
        key=key,
        channel=channel,
        system=channel,
        url="http://127.0.0.1:1",
        licence=Licence.OGL,
        file_sha256="0" * 64,
    )


def page(*notes: ChangeNote, **fields: object) -> ContentItem:
    """A made-up notice with these change notes, the newest first."""
    known: dict[str, object] = {
        "path": NOTICE,
        "content_id": "1",
        "document_type": "decision",
        "title": "Improvement notice issued to Saltmere: March 2024",
        "description": "About children's services.",
        "body": "The council must report each month.",
        "first_published": OLD,
        "updated": notes[0].at if notes else OLD,
        "changes": notes or (ChangeNote(at=OLD, words="First published."),),
    }
    return ContentItem(**known | fields)  # type: ignore[arg-type]


def figure(value: int, *, row: int = 2, release: str = "2024", day: str = "2024-03-31") -> Fact:
    """Lancashire's children looked after, as a table's row gives them."""
    return Fact(
        type=FactType.STATISTIC,
        evidence=Pointer(pointer=f"row {row}, column number", value=str(value)),
        rule="tables.cell@1",
        about=LANCASHIRE.uid,
        stated=day,
        fields={
            "measure": "children_looked_after",
            "definition": "CLA_31MARCH",
            "value": value,
            "unit": "children",
            "period": day,
            "as_of": day,
            "release": release,
            "suppressed": None,
            "rounding": None,
            "area": "Lancashire",
            "breakdown": None,
            "licence": "OGL",
        },
    )


@dataclass
class Government:
    """GOV.UK and the statistics service in an archive: each call is one answer, at `now`."""

    archive: Archive
    now: datetime = MONDAY
    run: int = field(init=False)

    def __post_init__(self) -> None:
        with self.archive.writing() as session:
            refresh(session, [source(GOVUK, Channel.GOVUK), source(STATISTICS, Channel.STATISTICS)])
            self.run = begin_run(session, "crawl", now=self.now, program="test")

    @property
    def keeper(self) -> Keeper:
        """The keeper of the present run."""
        return Keeper(archive=self.archive, run=self.run)

    def fetched(self, key: str, body: bytes = b"{}", *, of: str = GOVUK) -> Fetched:
        """An answer to a question."""
        return Fetched(
            source=of,
            watch_key=key,
            url=f"http://127.0.0.1:1/{key}",
            asked_at=self.now,
            status=200,
            body=body,
        )

    def due(self, *daily: str, of: str = GOVUK) -> list[str]:
        """What is due now."""
        return [watch.key for watch in self.keeper.due(of, now=self.now, limit=1000, daily=daily)]

    def shows(self, item: ContentItem) -> None:
        """GOV.UK shows this page."""
        self.keeper.keep_content(self.fetched(f"content:{item.path}", repr(item).encode()), item)

    def has_versions(self, *numbers: str) -> None:
        """The service lists the data set with these versions, the newest first as it does."""
        listed = ListedDataSet(
            ref=DATA_SET, title="Numbers", summary="", status="Published", latest=numbers[-1]
        )
        versions = tuple(
            DataSetVersion(
                number=number,
                kind="Major",
                status="Published",
                release=f"Release {number}",
                published=OLD,
                periods=("2020", "2024"),
            )
            for number in reversed(numbers)
        )
        lists = self.fetched("datasets:numbers", of=STATISTICS)
        self.keeper.keep_statistics(lists, DataSetList(data_sets=(listed,), web="https://example.org"))
        whole = self.fetched(f"dataset:{DATA_SET}", of=STATISTICS)
        self.keeper.keep_statistics(whole, DataSetVersions(versions=versions))

    def serves(self, number: str, body: bytes) -> None:
        """The service gives the table of a version."""
        table = DataFile(columns=("number",), rows=1, fingerprint=str(hash(body)))
        self.keeper.keep_statistics(self.fetched(f"dataset:{DATA_SET}@{number}", body, of=STATISTICS), table)

    def links(self, *facts: Fact, rules: str = "r1") -> list[tuple[int, int, int]]:
        """The tables that are due are read with these rules and give these facts."""
        with self.archive.writing() as session:
            done = [
                tables.keep_figures(
                    session, table, facts, warnings=(), rules=rules, run=self.run, now=self.now
                )
                for table in tables.unread(session, rules=rules)
            ]
        return [(each.added, each.ended, each.kept) for each in done]

    def figures(self, *, as_of: datetime | None = None) -> list[tuple[str, float | None, bool]]:
        """Lancashire's figures: day, value, and whether they were stated again."""
        with self.archive.reading() as session:
            found: tuple[Figure, ...] = tables.figures(session, ["lancashire"], as_of=as_of or self.now)
        return [(each.as_of, each.value, each.superseded) for each in found]


@pytest.fixture
def government(archive: Archive) -> Government:
    """An archive that follows GOV.UK and one series of statistics."""
    return Government(archive)


def test_only_what_is_ours_and_new_or_changed_is_followed(government: Government) -> None:
    """Of a search's results those about children's services, or instruments, are looked at; a quiet one is not looked at again."""
    results = SearchPage(
        pages=(
            ListedPage(
                path=NOTICE, title="Improvement notice issued to Saltmere: March 2024", updated=MONDAY
            ),
            ListedPage(path="/government/publications/trains", title="Rolling stock", updated=MONDAY),
        ),
        total=2,
    )
    government.due("search:notices")
    government.keeper.keep_listing(government.fetched("search:notices"), results)
    first = government.due("search:notices")
    government.shows(page(ChangeNote(at=MONDAY, words="First published.")))
    government.keeper.keep_listing(government.fetched("search:notices"), results)

    assert first == [f"content:{NOTICE}"]
    assert government.due("search:notices") == []


def test_old_pages_are_spread_over_days_and_new_ones_are_not(government: Government) -> None:
    """A search that is new finds years of pages: what changed lately is looked at at once, the rest so many a day."""
    old = [
        ListedPage(path=f"/government/publications/children-{n}", title="Children", updated=OLD)
        for n in range(120)
    ]
    new = ListedPage(path="/government/publications/children-new", title="Children", updated=MONDAY)
    government.due("search:notices")
    government.keeper.keep_listing(
        government.fetched("search:notices"), SearchPage(pages=(*old, new), total=121)
    )

    assert len(government.due("search:notices")) == 51


def test_a_feed_that_has_ended_is_doubtful(government: Government) -> None:
    """What is said against a feed is its own last word, and which one it is."""
    government.due("feed:papers")
    doubt = government.keeper.keep_listing(
        government.fetched("feed:papers"), Feed(title="x", pages=(), ended="Use search.")
    )

    assert doubt is not None
    assert doubt.startswith("the feed papers has ended and tells nothing any more (Use search.)")


def test_a_page_that_changed_before_we_came_is_old_and_what_changes_later_is_news(
    government: Government, archive: Archive
) -> None:
    """A page is backfill at first; its next change is told with the note and the day of it."""
    government.due("search:notices")
    government.shows(page())
    government.now += timedelta(days=1)
    government.shows(page(ChangeNote(at=government.now, words="Lifted."), ChangeNote(at=OLD, words="First.")))
    with archive.reading() as session:
        events = session.scalars(select(Publication).order_by(Publication.id)).all()

        assert [(row.type, row.origin, row.published, row.after) for row in events] == [
            (EventType.DOCUMENT_ADDED, Origin.BACKFILL, "2024-03-12", None),
            (EventType.DOCUMENT_REPLACED, Origin.WATCH, "2026-06-02", "Lifted."),
        ]


def test_an_enclosed_file_is_fetched_once_and_again_when_it_is_listed_otherwise(
    government: Government,
) -> None:
    """A file has its own name among GOV.UK's files; it is looked at when it is new or called otherwise."""
    enclosed = ListedAttachment(
        path="/media/1/notice.pdf", title="Notice", url="http://127.0.0.1:1/media/1/notice.pdf"
    )
    government.shows(page(attachments=(enclosed,)))
    first = government.due()
    government.keeper.keep_failure(
        government.fetched("document:media/1/notice.pdf"), retry_at=MONDAY + timedelta(days=9)
    )
    government.shows(page(attachments=(enclosed,)))

    assert first == ["document:media/1/notice.pdf"]
    assert government.due() == []


def test_an_erased_page_leaves_no_word(government: Government, archive: Archive) -> None:
    """Erased, a page of GOV.UK keeps neither words nor the note of its withdrawal, and does not come back."""
    secret = "ZEBRA-CHILD-7731"
    item = page(body=secret, withdrawn=ChangeNote(at=MONDAY, words=secret))
    government.shows(item)
    with archive.reading() as session:
        uid = session.scalars(select(DocumentRow.uid)).one()
    withdraw(archive, uid, erase=True, actor="operator", reason="names a child", now=MONDAY)
    government.shows(item)
    with archive.reading() as session:
        words = [
            *session.scalars(select(PageRow.words)),
            *session.scalars(select(ContentItemRow.withdrawn_note)),
        ]
        events = session.scalars(select(Publication.after)).all()

    assert not any(secret in (each or "") for each in (*words, *events))
    assert list(integrity.faults(archive)) == []


def test_versions_of_a_data_set_are_asked_for_one_after_another(government: Government) -> None:
    """The oldest comes first, and the next only when it is had, so that they are kept in their order."""
    government.has_versions("1.0", "1.1", "2.0")
    due = [key for key in government.due(of=STATISTICS) if key.startswith("dataset:")]
    government.serves("1.0", b"a")

    assert due == [f"dataset:{DATA_SET}@1.0"]
    assert f"dataset:{DATA_SET}@1.1" in government.due(of=STATISTICS)


def test_a_table_of_a_data_set_that_nobody_listed_is_not_kept(government: Government) -> None:
    """An answer about something unknown is noted as one that could not be kept."""
    with pytest.raises(NotKept):
        government.serves("1.0", b"a")


def test_revised_figures_stand_beside_those_before(government: Government) -> None:
    """A later version states a day again: both figures are given, the newer first; as of before, only what was known then."""
    government.has_versions("1.0")
    government.serves("1.0", b"a")
    first = government.links(figure(1754))
    government.now += timedelta(days=30)
    government.has_versions("1.0", "2.0")
    government.serves("2.0", b"b")
    second = government.links(figure(1750, release="2025"), figure(1699, row=3, day="2025-03-31"))

    assert (first, second) == ([(1, 0, 0)], [(2, 0, 0)])
    assert government.figures() == [
        ("2025-03-31", 1699, False),
        ("2024-03-31", 1750, False),
        ("2024-03-31", 1754, True),
    ]
    assert government.figures(as_of=MONDAY) == [("2024-03-31", 1754, False)]


def test_other_rules_end_and_add_and_renumber_nothing(government: Government, archive: Archive) -> None:
    """A table is read again when rules change: what both find keeps its number, the rest is ended or added."""
    government.has_versions("1.0")
    government.serves("1.0", b"a")
    government.links(figure(1754), figure(1870, row=3, day="2023-03-31"))
    with archive.reading() as session:
        before = dict(session.execute(select(FactRow.quote, FactRow.id)).all())
    again = government.links(figure(1754), figure(1934, row=4, day="2022-03-31"), rules="r2")
    nothing = government.links(figure(1754), rules="r2")
    with archive.reading() as session:
        standing = session.execute(select(FactRow.quote, FactRow.id).where(FactRow.until_run.is_(None)))

        assert dict(standing.all())["1754"] == before["1754"]
    assert (again, nothing) == ([(1, 1, 1)], [])


def test_the_same_table_under_another_number_is_one_version(government: Government, archive: Archive) -> None:
    """A patch that changes nothing makes no version and no figure twice."""
    government.has_versions("1.0")
    government.serves("1.0", b"a")
    government.has_versions("1.0", "1.0.1")
    government.serves("1.0.1", b"a")
    government.links(figure(1754))

    assert government.figures() == [("2024-03-31", 1754, False)]
    with archive.reading() as session:
        assert len(session.scalars(select(VersionRow)).all()) == 1


def test_a_figure_that_stands_elsewhere_is_found(government: Government, archive: Archive) -> None:
    """Every figure is proved again by its table: another value at its place, or no such place, is a fault."""
    government.has_versions("1.0")
    government.serves("1.0", b"a")
    government.links(figure(1754), figure(1870, row=9, day="2023-03-31"))
    rows = [(1, ("time_period", "number")), (2, ("2024", "1755"))]
    with archive.reading() as session:
        (table,) = tables.unread(session, rules=None)
        found = {place for _, place in tables.misplaced(session, table, rows)}
        right = list(
            tables.misplaced(session, table, [rows[0], (2, ("2024", "1754")), (9, ("2023", "1870"))])
        )

    assert found == {"row 2, column number", "row 9, column number"}
    assert right == []


def test_a_fact_of_a_text_is_no_fact_of_a_table(government: Government, archive: Archive) -> None:
    """What a span of a text proves is not kept as if a table did."""
    government.has_versions("1.0")
    government.serves("1.0", b"a")
    spoken = Fact(
        type=FactType.STATISTIC,
        evidence=Evidence(page=1, start=0, end=1, quote="a"),
        rule="statistics.count@1",
    )
    with archive.writing() as session, pytest.raises(NoTableFact):
        tables.keep_facts(session, 1, [spoken], run=government.run, now=MONDAY)
