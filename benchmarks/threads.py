"""Joining documents into stories in an archive of a hundred thousand: minutes for all, seconds for one day's more.

Run it with `python -m benchmarks.threads`, or `python -m benchmarks.threads 20000` for another number of documents. Every
council has inspections with what follows from them, matters told by several papers and newspapers, and as many that one
document tells of alone; all are made up. Printed are how long the first run took and one over a day's new documents,
what share of the pairs in stories is right and what share of the right ones is found. Texts are linked already: the
finders have a benchmark of their own. Minutes are those of the processor; a busy machine takes longer by the clock.
"""

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from itertools import count
from math import comb
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from domain.council import all_councils
from domain.document import DocumentKind
from domain.source import Channel, Licence, Source
from domain.uid import public_id
from linking.common_words import COMMON
from minutewatch import threading
from storage.archive import Archive, open_archive
from storage.schema import (
    ArticleRow,
    Base,
    CouncilRow,
    DocumentRow,
    Entity,
    FactRow,
    PageRow,
    Reading,
    SourceRow,
    StoryMember,
    TextRow,
    VersionRow,
)
from storage.sources import refresh
from storage.writing import begin_run

DOCUMENTS, A_DAY = 100_000, 1_100
_FIRST, _DAYS = date(2024, 1, 1), 730
_AT_ONCE = 2_000
_SYLLABLES = [
    "al",
    "bar",
    "cor",
    "den",
    "eth",
    "fen",
    "gar",
    "hol",
    "ing",
    "jar",
    "kel",
    "lun",
    "mor",
    "nes",
    "oak",
    "pen",
    "quar",
    "ros",
    "sel",
    "thor",
    "ul",
    "ver",
    "wick",
    "yar",
    "zel",
]
_FILLER = sorted(COMMON)
# Words that are not of the trade alone, some of them in every other text: a thousand and a half, as often as words are.
_ORDINARY = [
    f"{one}{two}{three}" for one in _SYLLABLES[:10] for two in _SYLLABLES[:10] for three in _SYLLABLES[:15]
]
_OFTEN = [1 / (place + 10) for place in range(len(_ORDINARY))]
_PAPERS = (
    (Channel.COMMITTEE, DocumentKind.REPORT),
    (Channel.NEWS, DocumentKind.ARTICLE),
    (Channel.COMMITTEE, DocumentKind.DECISION),
    (Channel.NEWS, DocumentKind.ARTICLE),
)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A made-up document: whose, on which matter (empty: on none that another tells of), and what it states."""

    council: str
    matter: str
    channel: Channel
    kind: DocumentKind
    day: date
    title: str
    words: str
    facts: Sequence[dict[str, object]] = ()


@dataclass
class Shelf:
    """An archive that is filled with papers, a few statements for thousands of them; `matters` are by document."""

    archive: Archive
    matters: dict[int, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    run: int = 0

    def __post_init__(self) -> None:
        with self.archive.writing() as session:
            refresh(session, list(_sources()))
            self.run = begin_run(session, "link", now=_at(_FIRST), program="benchmark")
            self.councils = dict(session.execute(select(CouncilRow.slug, CouncilRow.id)).all())
            self.sources = dict(session.execute(select(SourceRow.key, SourceRow.id)).all())
            self.entities = dict(
                session.execute(
                    select(CouncilRow.slug, Entity.id).join(Entity, Entity.council_id == CouncilRow.id)
                ).all()
            )

    def take(self, papers: Iterable[Paper]) -> None:
        """Put papers in."""
        some: list[Paper] = []
        for paper in papers:
            some.append(paper)
            if len(some) == _AT_ONCE:
                self._keep(some)
                some = []
        self._keep(some)

    def _keep(self, papers: Sequence[Paper]) -> None:
        rows: defaultdict[type[Base], list[dict[str, object]]] = defaultdict(list)
        for paper in papers:
            self._rows(rows, next(self.numbers), paper)
        with self.archive.writing() as session:
            for table, some in rows.items():
                session.execute(insert(table), some)

    def _rows(
        self, rows: defaultdict[type[Base], list[dict[str, object]]], number: int, paper: Paper
    ) -> None:
        """The rows of one paper; its number is that of its document, version and text."""
        self.matters[number] = paper.matter
        key = f"committee/{paper.council}" if paper.channel is Channel.COMMITTEE else f"{paper.channel}/all"
        rows[DocumentRow].append(
            {
                "id": number,
                "uid": public_id("document", key, str(number)),
                "source_id": self.sources[key],
                "ref": str(number),
                "kind": paper.kind,
                "url": f"http://127.0.0.1:1/{number}",
                "council_id": self.councils[paper.council],
                "first_seen_at": _at(paper.day),
                "absences": 0,
            }
        )
        rows[VersionRow].append(
            {
                "id": number,
                "document_id": number,
                "number": 1,
                "fingerprint": "",
                "title": paper.title,
                "authors": [],
                "published": paper.day.isoformat(),
                "published_from": paper.day,
                "published_to": paper.day,
                "first_seen_at": _at(paper.day),
                "origin": "watch",
                "licence": "ogl",
                "access": "open",
            }
        )
        rows[TextRow].append(
            {
                "id": number,
                "version_id": number,
                "sha256": sha256(paper.words.encode()).hexdigest(),
                "reader": "benchmark@1",
                "quality": "good",
                "warnings": [],
                "is_current": True,
            }
        )
        rows[PageRow].append(
            {"text_id": number, "number": 1, "starts": 0, "ends": len(paper.words), "words": paper.words}
        )
        rows[Reading].append(
            {
                "text_id": number,
                "rules": "r",
                "known": "k",
                "run_id": self.run,
                "topics": [],
                "warnings": [],
                "private": [],
            }
        )
        if paper.kind is DocumentKind.ARTICLE:
            rows[ArticleRow].append(
                {
                    "document_id": number,
                    "shape": "story",
                    "roles": [],
                    "paywalled": False,
                    "noarchive": False,
                    "tdm_reserved": False,
                    "names_private": False,
                    "headline_private": False,
                }
            )
        for place, fields in enumerate(paper.facts):
            rows[FactRow].append(
                {
                    "uid": public_id("fact", str(number), str(place)),
                    "type": "judgement" if "grade" in fields else "event",
                    "about": self.entities[paper.council],
                    "version_id": number,
                    "text_id": number,
                    "page": 1,
                    "starts": place,
                    "ends": place + 1,
                    "quote": paper.words[place],
                    "modality": "actual",
                    "official": paper.channel is Channel.OFSTED,
                    "fields": fields,
                    "rule": "benchmark@1",
                    "since_run": self.run,
                }
            )


def made_up(documents: int, *, first: date, days: int, seed: str) -> list[Paper]:
    """So many papers over so many days in the order of days, the same each time."""
    councils = [council.slug for council in all_councils()]
    papers = [
        paper
        for place, slug in enumerate(councils)
        for paper in _of_council(
            slug,
            Random(f"{seed} {slug}"),
            documents=documents // len(councils) + (place < documents % len(councils)),
            first=first,
            days=days,
        )
    ]
    return sorted(papers, key=lambda paper: paper.day)


def _of_council(slug: str, random: Random, *, documents: int, first: date, days: int) -> list[Paper]:
    papers = list(_inspection(slug, random, first)) if days > 365 else []
    for matter in count():
        if len(papers) >= documents:
            return papers[:documents]
        day = first + timedelta(days=random.randrange(days))
        of = random.choice((1, 1, 1, 2, 3, 4))
        papers += _matter(slug, random, f"{slug} {first} {matter}" if of > 1 else "", day, of)
    return papers


def _inspection(slug: str, random: Random, first: date) -> Iterator[Paper]:
    """An inspection with its report, six texts about it, and three visits with a story each."""
    inspected = first + timedelta(days=60 + random.randrange(60))
    out = inspected + timedelta(days=45)
    days = f"{inspected}/{inspected + timedelta(days=11)}"
    judged: dict[str, object] = {"aspect": "overall", "grade": "inadequate", "body": "Ofsted"}

    def paper(channel: Channel, kind: DocumentKind, day: date, *facts: dict[str, object]) -> Paper:
        return Paper(
            council=slug,
            matter=f"{slug} inspection",
            channel=channel,
            kind=kind,
            day=day,
            title=_name(random),
            words=_text(random, [_name(random) for _ in range(12)] * 2),
            facts=facts,
        )

    report = {**judged, "inspected": days, "published": out.isoformat()}
    yield paper(Channel.OFSTED, DocumentKind.INSPECTION_REPORT, out, report)
    for number in range(6):
        yield paper(*_PAPERS[number % 4], out + timedelta(days=3 * number), judged)
    for number in range(1, 4):
        day = out + timedelta(days=150 * number)
        visit: dict[str, object] = {"what": "monitoring_visit", "ordinal": number}
        on = (day - timedelta(days=30)).isoformat()
        yield paper(Channel.OFSTED, DocumentKind.INSPECTION_LETTER, day, {**visit, "on": on})
        yield paper(Channel.NEWS, DocumentKind.ARTICLE, day + timedelta(days=2), visit)


def _matter(slug: str, random: Random, matter: str, day: date, documents: int) -> Iterator[Paper]:
    """A matter with names and words of its own, told by so many documents within a month."""
    own = [_name(random) for _ in range(4)] + [_name(random).lower() for _ in range(8)]
    for place in range(documents):
        channel, kind = _PAPERS[place % len(_PAPERS)]
        words = [*random.sample(own, 9) * 2, *(_name(random).lower() for _ in range(12))]
        yield Paper(
            council=slug,
            matter=matter,
            channel=channel,
            kind=kind,
            day=day + timedelta(days=random.randrange(30)),
            title=f"{_name(random)} {random.choice(own)}",
            words=_text(random, words),
        )


def _text(random: Random, telling: Sequence[str]) -> str:
    """Some 350 words: these among words that all texts share, and some that many do."""
    words = [*random.choices(_FILLER, k=270), *random.choices(_ORDINARY, weights=_OFTEN, k=80)]
    random.shuffle(words)
    for word in telling:
        words[random.randrange(1, len(words))] = word
    return " ".join(word if place % 14 else f"{word}." for place, word in enumerate(words, start=1))


def _name(random: Random) -> str:
    return "".join(random.choices(_SYLLABLES, k=3)).capitalize()


def _sources() -> Iterator[Source]:
    channels = (Channel.OFSTED, Channel.NEWS)
    yield from (_source(channel, "all", None) for channel in channels)
    yield from (_source(Channel.COMMITTEE, council.slug, council) for council in all_councils())


def _source(channel: Channel, stem: str, council: object) -> Source:
    return Source(
        key=f"{channel}/{stem}",
        channel=channel,
        system="test",
        url="http://127.0.0.1:1",
        licence=Licence.OGL,
        file_sha256="0" * 64,
        council=council,  # type: ignore[arg-type]
    )


def _at(day: date) -> datetime:
    return datetime.combine(day, time(6), tzinfo=UTC)


def scored(session: Session, matters: dict[int, str]) -> tuple[float, float]:
    """The share of the pairs in stories that are of one matter, and of the pairs of one matter that are in one story."""
    stories: defaultdict[int, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for story, document in session.execute(
        select(StoryMember.story_id, StoryMember.document_id).where(StoryMember.until_run.is_(None))
    ):
        stories[story][matters[document] or f"alone {document}"] += 1
    said: defaultdict[str, int] = defaultdict(int)
    for matter in matters.values():
        said[matter] += bool(matter)
    together = sum(comb(sum(group.values()), 2) for group in stories.values())
    right = sum(comb(times, 2) for group in stories.values() for times in group.values())
    return right / (together or 1), right / (sum(comb(times, 2) for times in said.values()) or 1)


def main(documents: int) -> None:
    """Print what was measured."""
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder)) as archive:
        shelf = Shelf(archive)
        shelf.take(made_up(documents, first=_FIRST, days=_DAYS, seed="years"))
        last = _FIRST + timedelta(days=_DAYS)
        began, ticked = process_time(), perf_counter()
        threaded = threading.join(archive, run=shelf.run, now=_at(last))
        all_of_it, waited = process_time() - began, perf_counter() - ticked
        with archive.reading() as session:
            precision, recall = scored(session, shelf.matters)
        shelf.take(made_up(A_DAY, first=last, days=1, seed="a day"))
        began = process_time()
        later = threading.join(archive, run=shelf.run, now=_at(last))
        one_day = process_time() - began
        began = process_time()
        threading.join(archive, run=shelf.run, now=_at(last))
        idle = process_time() - began
    print(
        f"{threaded.documents:,} documents: {all_of_it / 60:.1f} minutes, {threaded.documents / all_of_it:,.0f} a second"
        f" ({waited / 60:.1f} minutes by the clock)"
    )
    print(f"a day's {later.documents:,} more: {one_day:.1f} seconds; with nothing new: {idle:.1f} seconds")
    print(f"pairs: precision {precision:.3f}, recall {recall:.3f}; {threaded.stories:,} stories")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS)
