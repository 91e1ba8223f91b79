"""A small world for tests of the digest: councils whose pages are kept by the real keeper, facts by the real line.

`links` stands in for linking with three plain rules, so that these tests do not hang on how well finders find.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from digest.settings import Settings
from domain.council import Council
from domain.document import DocumentKind, Fetched, ReadDocument
from domain.evidence import quote
from domain.fact import Fact, FactType
from domain.findings import Findings
from domain.harm import Held
from domain.health import HealthState
from domain.inspection import Inspection, OverallStatus
from domain.meeting import AgendaItem, Calendar, Committee, ListedDocument, ListedMeeting, Meeting
from domain.mention import JsonValue
from domain.source import Channel, Licence, Source
from domain.text import Text
from storage import facts, health, subscribers
from storage.added import keep_added
from storage.archive import Archive
from storage.keep import Keeper
from storage.sources import refresh
from storage.subscribers import Cadence, Depth, Reader
from storage.writing import begin_run

SECRET = b"a secret of this test, and of no other"
SETTINGS = Settings(
    base_url="https://minutewatch.example.org",
    sender="Minutewatch <digest@minutewatch.example.org>",
    reply_to="editor@minutewatch.example.org",
    list_domain="minutewatch.example.org",
    operator="The Weekly Reporter, 1 High Street, Northtown",
    secret=SECRET,
)
# A Monday in June 2026, six in the morning UTC; its edition is 2026-W25.
MONDAY = datetime(2026, 6, 15, 6, 0, tzinfo=UTC)
EDITION = "2026-W25"
COMMITTEE = Committee(ref="501", title="Children and Families Scrutiny Committee")

_RULES = (
    (FactType.RESOLUTION, re.compile(r"RESOLVED[^\n]*")),
    (FactType.RESOLUTION, re.compile(r"(?<=\(\d\) )that [^\n]*")),
    (FactType.MONEY, re.compile(r"£[\d.]+m")),
    (
        FactType.JUDGEMENT,
        re.compile(
            r"(?P<aspect>Overall effectiveness|The impact of leaders|The experiences of care leavers): "
            r"(?P<grade>Inadequate|Good|Requires improvement)"
        ),
    ),
    (FactType.ATTENDANCE, re.compile(r"Present: [^\n]*")),
    (FactType.QUOTE, re.compile(r"said: [^\n]*")),
)
_HELD = re.compile(r"\d+ Alder Close")
_APPROVED = re.compile(r"minutes of (\d{4}-\d\d-\d\d) be approved")
_ASPECTS = {
    "Overall effectiveness": "overall",
    "The impact of leaders": "leaders",
    "The experiences of care leavers": "care_leavers",
}


def meeting(
    ref: str, day: date, *items: AgendaItem, at: time | None = time(10, 30), **changes: object
) -> Meeting:
    """A meeting of the scrutiny committee; with items, its agenda is published."""
    made = Meeting(
        ref=ref,
        committee_ref=None,
        committee_title=COMMITTEE.title,
        day=day,
        at=at,
        status="Confirmed",
        place="County Hall",
        url=f"https://northshire.example.org/ieListDocuments.aspx?MId={ref}",
        agenda_published=bool(items),
        items=items,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # fields by name


def item(number: int, title: str, *papers: ListedDocument, **changes: object) -> AgendaItem:
    """An agenda item with these papers."""
    made = AgendaItem(ref=f"7{number:04}", position=number, number=str(number), title=title, documents=papers)
    return replace(made, **changes)  # type: ignore[arg-type]  # fields by name


def paper(ref: str, title: str, published: str | None = None, **changes: object) -> ListedDocument:
    """A listed document."""
    made = ListedDocument(
        ref=ref, title=title, url=f"https://northshire.example.org/{ref}", published=published
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # fields by name


@dataclass
class Site:
    """One council's committee pages."""

    world: "World"
    source: Source

    @property
    def council(self) -> Council:
        """The council whose pages these are."""
        assert self.source.council is not None
        return self.source.council

    def lists(self, *meetings: Meeting) -> None:
        """The site lists these meetings."""
        listed = tuple(
            ListedMeeting(
                ref=each.ref,
                committee_ref=COMMITTEE.ref,
                committee_title=COMMITTEE.title,
                day=each.day,
                at=each.at,
                status=each.status,
            )
            for each in meetings
        )
        calendar = Calendar(
            first=date(2026, 1, 1), last=date(2027, 12, 31), committees=(COMMITTEE,), meetings=listed
        )
        self._keeper.keep_calendar(self._fetched("calendar", b"<getmeetings/>"), calendar)

    def shows(self, shown: Meeting) -> None:
        """The site shows this page of a meeting."""
        self._keeper.keep_meeting(self._fetched(f"meeting:{shown.ref}", repr(shown).encode()), shown)

    def serves(self, ref: str, *pages: str) -> None:
        """The site serves a file with these pages."""
        text = Text.of_pages([(None, words) for words in pages], reader="test@1")
        read = ReadDocument(media_type="application/pdf", text=text, fingerprint=text.words)
        self._keeper.keep_document(self._fetched(f"document:{ref}", text.words.encode()), read)

    def is_seen_as(self, state: HealthState, reason: str = "") -> None:
        """A crawl of the site ended so."""
        with self.world.archive.writing() as session:
            health.note_health(
                session, self.source.key, run=self.world.run, at=self.world.now, state=state, reason=reason
            )

    @property
    def _keeper(self) -> Keeper:
        return Keeper(archive=self.world.archive, run=self.world.run)

    def _fetched(self, key: str, body: bytes) -> Fetched:
        return Fetched(
            source=self.source.key,
            watch_key=key,
            url=f"{self.source.url}/{key}",
            asked_at=self.world.now,
            status=200,
            body=body,
        )


@dataclass
class World:
    """An archive with councils, played by hand: every call happens at `now`."""

    archive: Archive
    now: datetime = MONDAY - timedelta(days=7)
    run: int = field(init=False)
    sources: list[Source] = field(default_factory=list)

    def __post_init__(self) -> None:
        with self.archive.writing() as session:
            refresh(session, [])
            self.run = begin_run(session, "crawl", now=self.now, program="test")

    def council(self, slug: str = "northshire", name: str = "Northshire") -> Site:
        """A council with committee pages, seen well at this moment."""
        number = len(self.sources)
        source = Source(
            key=f"committee/{slug}",
            channel=Channel.COMMITTEE,
            system="moderngov",
            url=f"https://{slug}.example.org",
            licence=Licence.OGL,
            file_sha256="0" * 64,
            council=Council(
                slug=slug, gss=f"E10999{number:03}", name=f"{name} County Council", short_name=name
            ),
        )
        self.sources.append(source)
        with self.archive.writing() as session:
            refresh(session, self.sources)
        site = Site(world=self, source=source)
        site.lists()
        site.is_seen_as(HealthState.OK)
        return site

    def at(self, moment: datetime) -> None:
        """Go on to a moment and begin another run."""
        self.now = moment
        with self.archive.writing() as session:
            self.run = begin_run(session, "crawl", now=self.now, program="test")

    def adds(
        self,
        words: str,
        *,
        kind: DocumentKind = DocumentKind.OTHER,
        title: str = "A document",
        published: str | None = None,
        name: str = "document.pdf",
    ) -> str:
        """An operator puts a document in; returns its public id."""
        text = Text.of_pages([(None, page) for page in words.split("\f")], reader="test@1")
        read = ReadDocument(
            media_type="application/pdf",
            text=text,
            fingerprint=words,
            kind=kind,
            title=title,
            published=published,
        )
        fetched = Fetched(
            source="added/documents",
            watch_key=f"document:{name}",
            url=f"file:{name}",
            asked_at=self.now,
            status=200,
            body=words.encode(),
        )
        uid, _ = keep_added(self.archive, fetched, read, run=self.run)
        return uid

    def links(
        self, rules: str = "1", *, without: FactType | None = None, about: Council | None = None
    ) -> None:
        """Every text is linked with the rules of this test; `without` leaves one of them out, as a better finder might."""
        with self.archive.writing() as session:
            findings = {}
            for unlinked in facts.texts(session, facts.to_link(session, rules=rules, known="")):
                found = tuple(_found(unlinked.text, without))
                findings[unlinked.text_id] = Findings(
                    facts=found,
                    council=about,
                    inspection=_inspection(found),
                    held=tuple(_held(unlinked.text)),
                )
            facts.keep_findings(session, findings, rules=rules, known="", run=self.run, now=self.now)

    def reader(
        self,
        *targets: str,
        address: str = "reader@example.org",
        cadence: Cadence = Cadence.WEEKLY,
        depth: Depth = Depth.STANDARD,
    ) -> Reader:
        """A confirmed reader who follows these targets."""
        with self.archive.writing() as session:
            return reader_in(session, *targets, address=address, cadence=cadence, depth=depth, now=self.now)


def reader_in(
    session: Session,
    *targets: str,
    address: str,
    now: datetime,
    cadence: Cadence = Cadence.WEEKLY,
    depth: Depth = Depth.STANDARD,
) -> Reader:
    """A confirmed reader, made in this transaction."""
    made = subscribers.add(session, address, secret=SECRET, now=now, wording="test")
    subscribers.confirm(session, made.uid, now=now, wording="test")
    for target in targets:
        subscribers.follow(session, made.uid, target, cadence=cadence, depth=depth, now=now)
    return subscribers.by_address(session, address, secret=SECRET)


def _found(text: Text, without: FactType | None) -> Iterator[Fact]:
    for kind, rule in _RULES:
        if kind is without:
            continue
        for each in rule.finditer(text.words):
            yield Fact(
                type=kind,
                evidence=quote(text, each.start(), each.end()),
                rule=f"test.{kind}@1",
                fields=_fields(each),
                speaker="Ann Other" if kind is FactType.QUOTE else None,
            )


def _held(text: Text) -> Iterator[Held]:
    for each in _HELD.finditer(text.words):
        yield Held(
            rule="test.held@1", reason="the address of a home", words=each[0], places=(each.span(),), page=1
        )


def _fields(found: re.Match[str]) -> dict[str, JsonValue]:
    named = found.groupdict()
    if approved := _APPROVED.search(found[0]):
        return {"outcome": "approved", "minutes_of": approved[1]}
    return {"aspect": _ASPECTS[named["aspect"]], "grade": named["grade"].lower()} if named else {}


def _inspection(found: tuple[Fact, ...]) -> Inspection | None:
    if not any(fact.type is FactType.JUDGEMENT for fact in found):
        return None
    return Inspection(
        framework="SIF",
        start="2018-06-04",
        end="2018-06-28",
        lead_inspector=None,
        overall_status=OverallStatus.GIVEN,
    )
