"""The six moments of a made-up meeting give exactly the events that happened, each once, by the web service and by pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from crawlers.items import Seen
from crawlers.pages import moderngov
from crawlers.pipelines import keep_seen
from crawlers.spiders.moderngov import answer
from domain.council import Council
from domain.document import Fetched, ReadDocument
from domain.instants import london_date
from domain.meeting import Calendar, Committee, ListedMeeting
from domain.source import Channel, Licence, Source
from domain.text import Text
from storage.archive import Archive
from storage.keep import Keeper
from storage.schema import Attachment, MeetingRow, PageRow, Publication
from storage.sources import refresh
from storage.writing import begin_run

BASE = "https://democracy.northshire.example"
SOURCE = Source(
    key="committee/northshire",
    channel=Channel.COMMITTEE,
    system="moderngov",
    url=BASE,
    licence=Licence.OGL,
    file_sha256="",
    council=Council(slug="northshire", gss="E10999001", name="Northshire", short_name="Northshire"),
)
MOMENTS = (
    "t0_scheduled",
    "t1_agenda",
    "t2_replaced_and_late",
    "t3_decisions",
    "t4_minutes",
    "t5_minutes_amended",
)
HAPPENED = [
    "agenda_published",
    "restricted",
    "document_replaced",
    "document_added",
    "decisions_published",
    "minutes_published",
    "minutes_amended",
]
SERVICE, PAGE = moderngov.meeting_url(BASE, "9101"), moderngov.meeting_page_url(BASE, "9101")
# What the page says where the web service says that a report was replaced: another name of its file, counted up.
REPLACED = (b"documents/s60101/Report.pdf?J=2", b"documents/s60101/Report%20(amended).pdf?J=3")
CLOSED = b"<li>Appendix B ,"
LATE = b'<li><a class="mgAiTitleTxt" href="documents/s60144/Appendix%20C.pdf">Appendix C , item 4.</a></li>'
SUPPLEMENT = (
    b'<li><a href="documents/b4411/Supplementary%20Agenda%20No.1.pdf?T=9">Supplementary Agenda No.1</a></li>'
)
END = b"</ul>\n\n</td></tr>"
DECISION = b'<p class="mgSubItemTitleTxt">Decision:</p><div class="mgWordPara"><p>Resolved: That the plan be noted.</p></div>'


@dataclass
class Crawled:
    """Northshire in an archive, looked at once a day."""

    archive: Archive
    now: datetime = datetime(2026, 6, 1, 6, 0, tzinfo=UTC)

    def __post_init__(self) -> None:
        with self.archive.writing() as session:
            refresh(session, [SOURCE])
            self.run = begin_run(session, "crawl", now=self.now, program="test")
        calendar = Calendar(
            first=date(2026, 6, 1),
            last=date(2026, 6, 30),
            committees=(Committee(ref="501", title="Children's Services Scrutiny Committee"),),
            meetings=(
                ListedMeeting(
                    ref="9101",
                    committee_ref="501",
                    committee_title="Children's Services Scrutiny Committee",
                    day=date(2026, 6, 10),
                    at=None,
                    status="",
                ),
            ),
        )
        self.keeper.keep_calendar(self.fetched("calendar", BASE, b"calendar"), calendar)

    @property
    def keeper(self) -> Keeper:
        return Keeper(archive=self.archive, run=self.run)

    def fetched(self, key: str, url: str, body: bytes) -> Fetched:
        return Fetched(source=SOURCE.key, watch_key=key, url=url, asked_at=self.now, status=200, body=body)

    def shows(self, url: str, body: bytes) -> None:
        """An answer about the meeting, and a day later the files that it made due."""
        self.now += timedelta(days=1)
        found = answer(SOURCE, "meeting:9101", body, url=url, media_type="", today=london_date(self.now))
        keep_seen(self.keeper, Seen(fetched=self.fetched("meeting:9101", url, body), found=found))
        self.now += timedelta(minutes=5)
        for watch in self.keeper.due(SOURCE.key, now=self.now, limit=50, daily=()):
            if watch.key.startswith("document:"):
                self.serves(watch.key, f"{watch.key} {watch.url}")

    def serves(self, key: str, words: str) -> None:
        """A file, which reads otherwise whenever it has another address."""
        text = Text.of_pages([(None, words)], reader="test@1")
        read = ReadDocument(media_type="application/pdf", text=text, fingerprint=words)
        keep_seen(self.keeper, Seen(fetched=self.fetched(key, BASE, words.encode()), found=read))

    @property
    def events(self) -> list[str]:
        """What happened, in order."""
        with self.archive.reading() as session:
            return list(session.scalars(select(Publication.type).order_by(Publication.id)))

    def told(self, event: str) -> Publication:
        """The one event of this type."""
        with self.archive.reading() as session:
            found = session.scalars(select(Publication).where(Publication.type == event)).one()
            session.expunge(found)
        return found


@pytest.fixture
def crawled(archive: Archive) -> Crawled:
    return Crawled(archive)


@pytest.fixture
def made_up(shared: Path) -> Path:
    return shared / "captures" / "moderngov" / "made-up"


def by_service(made_up: Path) -> Iterator[bytes]:
    """The answers of the web service at the six moments."""
    return ((made_up / f"ws_GetMeeting_{moment}.xml").read_bytes() for moment in MOMENTS)


def by_pages(made_up: Path) -> Iterator[bytes]:
    """The page of the meeting at the six moments: the two that were captured, and what lies between them."""
    agenda = (made_up / "ieListDocuments_agenda_only.html").read_bytes()
    scheduled = agenda[: agenda.index(b"<table")] + agenda[agenda.index(b"</table>") + 8 :]
    scheduled = scheduled.replace(b"<h1>Agenda</h1>", b"<h1>Meeting details</h1>")
    late = (
        agenda.replace(*REPLACED)
        .replace(CLOSED, LATE + CLOSED)
        .replace(b"\n\n</ul></div>", SUPPLEMENT + b"</ul></div>")
    )
    decided = late.replace(b"<h1>Agenda</h1>", b"<h1>Agenda and decisions</h1>")
    decided = decided.replace(END, b"</ul>" + DECISION + b"</td></tr>", 1)
    minuted = (made_up / "ieListDocuments_full.html").read_bytes()
    minuted = minuted.replace(*REPLACED).replace(CLOSED, LATE + CLOSED)
    return iter(
        (scheduled, agenda, late, decided, minuted, minuted.replace(b"1,842 children", b"1,824 children"))
    )


def test_by_the_web_service(crawled: Crawled, made_up: Path) -> None:
    """Six answers, seven events, each once."""
    for body in by_service(made_up):
        crawled.shows(SERVICE, body)

    assert crawled.events == HAPPENED
    amended = crawled.told("minutes_amended")
    assert (amended.before, amended.after) == ("1,842", "1,824")


def test_by_pages(crawled: Crawled, made_up: Path) -> None:
    """The same by what people read; the file that was replaced is told of once it reads otherwise."""
    for body in by_pages(made_up):
        crawled.shows(PAGE, body)

    assert sorted(crawled.events) == sorted(HAPPENED)
    amended = crawled.told("minutes_amended")
    assert (amended.before, amended.after) == ("1,842", "1,824")


def test_looking_twice_by_either_road_tells_nothing_new(crawled: Crawled, made_up: Path) -> None:
    """An answer that says the same is no event."""
    for body in by_pages(made_up):
        crawled.shows(PAGE, body)
        crawled.shows(PAGE, body)

    assert sorted(crawled.events) == sorted(HAPPENED)


@pytest.mark.parametrize("there", [SERVICE, PAGE])
def test_going_over_to_another_road_and_back_makes_no_event(
    crawled: Crawled, made_up: Path, there: str
) -> None:
    """What only one road can say, and what both word differently, has not changed."""
    pages = list(by_pages(made_up))
    bodies = {SERVICE: list(by_service(made_up))[4], PAGE: _as_by_service(pages[4])}
    back = PAGE if there == SERVICE else SERVICE
    crawled.shows(there, bodies[there])
    before = crawled.events
    for url in (back, back, there, there, back):
        crawled.shows(url, bodies[url])

    assert crawled.events == before
    with crawled.archive.reading() as session:
        assert session.scalars(select(Attachment.listed).distinct()).all() == [True]


def _as_by_service(page: bytes) -> bytes:
    """The page of the meeting with no more and no less on it than the captures of the web service have."""
    plan, cut = b"1,842 children were looked after", b" and that &#163;3.2m would be spent."
    resolved = b"That a progress report be brought in October 2026.</p>"
    for more, less in (
        (b"Appendix C", b"Appendix A - to follow"),
        (plan + cut + b" An update will be brought to the October meeting.", plan + b"."),
        (_between(page, b"That</p><ol>", b"</ol>"), resolved),
        (_between(page, b'<li><a  class="mgAiTitleTxt"  href="documents/s60102', b"</li>"), b""),
        (
            _between(
                page,
                b'<tr><td  class="mgItemNumberCell" ><p  class="mgAiTitleTxt" ><a name="AI77001',
                b"</tr>",
            ),
            b"",
        ),
    ):
        assert more in page
        page = page.replace(more, less)
    return page


def _between(page: bytes, start: bytes, end: bytes) -> bytes:
    first = page.index(start)
    return page[first : page.index(end, first) + len(end)]


def test_a_paper_withdrawn_is_missed_on_both_roads(crawled: Crawled, made_up: Path) -> None:
    """Whichever road it was seen by, a public paper that two looks do not show was taken down."""
    crawled.shows(SERVICE, list(by_service(made_up))[2])
    page = list(by_pages(made_up))[1]  # without the late one
    for _ in range(2):
        crawled.shows(PAGE, page)

    assert crawled.events.count("document_withdrawn") == 1
    assert crawled.told("document_withdrawn").before == "Appendix A - to follow"


def test_an_item_that_is_cut_is_read_on_its_own_page(crawled: Crawled, made_up: Path) -> None:
    """The meeting's page shows the beginning of the minutes; what is kept is the whole, and it is told once."""
    crawled.shows(PAGE, (made_up / "ieListDocuments_agenda_only.html").read_bytes())
    crawled.shows(PAGE, (made_up / "ieListDocuments_truncated.html").read_bytes())
    assert "item:77004" in [
        watch.key for watch in crawled.keeper.due(SOURCE.key, now=crawled.now, limit=50, daily=())
    ]
    for words in (b"1,842", b"1,842", b"1,824"):
        crawled.now += timedelta(hours=1)
        body = (made_up / "mgAi.html").read_bytes().replace(b"1,842", words)
        url = moderngov.item_page_url(BASE, "77004")
        found = answer(SOURCE, "item:77004", body, url=url, media_type="", today=date(2026, 6, 20))
        keep_seen(crawled.keeper, Seen(fetched=crawled.fetched("item:77004", url, body), found=found))
        crawled.shows(PAGE, (made_up / "ieListDocuments_truncated.html").read_bytes())

    told = [event for event in crawled.events if event.startswith("minutes")]
    assert told == ["minutes_published", "minutes_amended"]
    with crawled.archive.reading() as session:
        pages = session.scalars(
            select(PageRow.words).where(PageRow.words.contains("The Director told"))
        ).all()
    assert [("1,842" in words, "1,824" in words) for words in pages if words] == [
        (True, False),
        (False, True),
    ]


def test_the_meeting_is_found_again_under_both_roads(crawled: Crawled, made_up: Path) -> None:
    """One meeting, with its hour and place kept where a road does not say them."""
    crawled.shows(SERVICE, list(by_service(made_up))[1])
    crawled.shows(PAGE, list(by_pages(made_up))[1].replace(b"10.30 am</h2>", b"</h2>"))

    with crawled.archive.reading() as session:
        row = session.scalars(select(MeetingRow)).one()
        assert (row.starts_local, row.place) == ("2026-06-10T10:30", "Committee Room 1, County Hall")
    assert "moved" not in crawled.events
