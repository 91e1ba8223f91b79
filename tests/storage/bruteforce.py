"""Search without an index: every page of the archive is looked at, one query at a time, in plain Python.

What a query means stands here a second time, as simply as it can be said; search must give the same answers.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.instants import london_date
from storage.archive import Archive
from storage.query import And, Field, FieldName, Near, Not, Or, Phrase, Prefix, Query, Range, Word, asked_for
from storage.schema import (
    Attachment,
    CommitteeRow,
    CouncilRow,
    DocumentRow,
    Entity,
    MeetingRow,
    PageRow,
    Reading,
    SourceRow,
    TextRow,
    VersionRow,
)
from storage.words import key, plain_words, stem

NOBODY = "?"  # stands between a title and its page: a word that no query holds


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A page and everything that can be asked of it."""

    version: int
    page: int
    leads: bool
    words: list[str]
    fields: dict[FieldName, set[str]]
    committees: list[list[str]]
    first: date | None
    last: date | None
    seen_at: datetime
    until: datetime | None

    @property
    def place(self) -> tuple[int, int]:
        """By what a hit is known."""
        return self.version, self.page

    @property
    def undated(self) -> bool:
        """Whether neither end of its date is known."""
        return self.first is None and self.last is None


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What a search should answer."""

    places: set[tuple[int, int]]
    undated_left_out: int
    facets: dict[FieldName, Counter[str]]


def expected(
    papers: list[Paper], query: Query, *, as_of: datetime | None = None, versions: set[int] | None = None
) -> Expected:
    """Look at every page."""
    has_words = any(not isinstance(leaf, Field | Range) for leaf in asked_for(query))
    eligible = [
        paper
        for paper in papers
        if _stands(paper, as_of)
        and (versions is None or paper.version in versions)
        and (has_words or paper.leads)
    ]
    found = [paper for paper in eligible if matches(paper, query)]
    places = {paper.place for paper in found}
    left_out = [
        paper
        for paper in eligible
        if paper.undated and paper.place not in places and matches(paper, query, any_date=True)
    ]
    asks_for_dates = any(isinstance(leaf, Range) and leaf.of == "date" for leaf in asked_for(query))
    return Expected(
        places=places,
        undated_left_out=len(left_out) if asks_for_dates else 0,
        facets={
            name: Counter(value for paper in found for value in paper.fields[name])
            for name in FieldName
            if name is not FieldName.SOURCE
        },
    )


def _stands(paper: Paper, as_of: datetime | None) -> bool:
    if as_of is None:
        return paper.until is None
    return paper.seen_at <= as_of and (paper.until is None or as_of < paper.until)


def matches(paper: Paper, query: Query, *, any_date: bool = False) -> bool:
    """Whether a page answers a query (`any_date`: whatever date is asked for)."""
    words = paper.words
    match query:
        case Word(plain):
            return stem(plain) in map(stem, words)
        case Phrase(run):
            return _holds(words, list(run))
        case Prefix(plain):
            return any(word.startswith(plain) for word in words)
        case Near(left, right, distance):
            return any(
                {word, other} == {left, right}
                for at, word in enumerate(words)
                for other in words[at + 1 : at + distance + 1]
            )
        case Field(FieldName.COMMITTEE, value):
            return value in paper.fields[FieldName.COMMITTEE] or any(
                _holds(title, value.split("-")) for title in paper.committees
            )
        case Field(name, value):
            return value in paper.fields[name]
        case Range("seen", first, last):
            day = london_date(paper.seen_at)
            return (first or date.min) <= day <= (last or date.max)
        case Range(_, first, last):
            return any_date or (
                not paper.undated
                and (first is None or (paper.last or date.max) >= first)
                and (last is None or (paper.first or date.min) <= last)
            )
        case And(parts):
            return all(
                not matches(paper, part.part, any_date=any_date)
                if isinstance(part, Not)
                else matches(paper, part, any_date=any_date)
                for part in parts
            )
        case Or(parts):
            return any(matches(paper, part, any_date=any_date) for part in parts)


def _holds(words: list[str], run: list[str]) -> bool:
    return any(words[at : at + len(run)] == run for at in range(len(words)))


def papers(archive: Archive) -> list[Paper]:
    """Every page that may be searched, of every version of every document."""
    with archive.reading() as session:
        return [
            paper
            for document in session.scalars(select(DocumentRow))
            for paper in _papers_of(session, document)
        ]


def _papers_of(session: Session, document: DocumentRow) -> list[Paper]:
    found = []
    versions = session.scalars(
        select(VersionRow).where(VersionRow.document_id == document.id).order_by(VersionRow.number)
    ).all()
    for at, version in enumerate(versions):
        later = versions[at + 1].first_seen_at if at + 1 < len(versions) else document.withdrawn_at
        if version.access in ("open", "restricted"):
            found += _papers_of_version(session, document, version, until=later)
    return found


def _papers_of_version(
    session: Session, document: DocumentRow, version: VersionRow, *, until: datetime | None
) -> list[Paper]:
    text = session.scalar(select(TextRow).where(TextRow.version_id == version.id, TextRow.is_current))
    pages = (
        session.scalars(select(PageRow).where(PageRow.text_id == text.id).order_by(PageRow.number)).all()
        if text
        else []
    )
    readings = (
        session.scalars(select(Reading).where(Reading.text_id == text.id).order_by(Reading.id)).all()
        if text
        else []
    )
    committees = _committees(session, document)
    source = session.get_one(SourceRow, document.source_id)
    council = session.get(CouncilRow, document.council_id) if document.council_id else None
    published = bool(version.published_from or version.published_to)
    first, last = (
        (version.published_from, version.published_to)
        if published
        else (version.dated_from, version.dated_to)
    )
    title = [*plain_words(version.title), NOBODY]
    numbered = [(page.number, page.words or "") for page in pages] or [(0, "")]
    return [
        Paper(
            version=version.id,
            page=number,
            leads=at == 0,
            words=[*(title if at == 0 else []), *plain_words(words)],
            fields={
                FieldName.COUNCIL: {council.slug} if council else set(),
                FieldName.CHANNEL: {source.channel},
                FieldName.KIND: {document.kind},
                FieldName.COMMITTEE: {uid for uid, _ in committees},
                FieldName.TOPIC: {key(topic) for topic in readings[-1].topics} if readings else set(),
                FieldName.YEAR: _years(first, last),
                FieldName.SOURCE: {source.key},
            },
            committees=[plain_words(committee) for _, committee in committees],
            first=first,
            last=last,
            seen_at=version.first_seen_at,
            until=until,
        )
        for at, (number, words) in enumerate(numbered)
        if at == 0 or words
    ]


def _committees(session: Session, document: DocumentRow) -> set[tuple[str, str]]:
    meetings = {document.meeting_id} | set(
        session.scalars(select(Attachment.meeting_id).where(Attachment.document_id == document.id))
    )
    committees = [
        session.get_one(CommitteeRow, session.get_one(MeetingRow, meeting).committee_id)
        for meeting in meetings
        if meeting
    ]
    return {(session.get_one(Entity, row.entity_id).uid, row.title) for row in committees}


def _years(first: date | None, last: date | None) -> set[str]:
    known = [day.year for day in (first, last) if day]
    return {str(year) for year in range(known[0], known[-1] + 1)} if known else set()
