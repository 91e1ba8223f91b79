"""The audit: what news titles listed and what became of it, counted per title, and samples of it to be looked at by a person."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select, and_, func, select, tuple_
from sqlalchemy.orm import Session

from domain.audit import evenly
from domain.relevance import Verdict
from domain.uid import public_id
from domain.wall import shown_title, shown_url
from storage.decisions import standing
from storage.documents import WITHDRAWN, decision_target, source_target
from storage.schema import ArticleRow, DocumentRow, ListedStoryRow, SourceRow

KEPT = (Verdict.FETCHED, Verdict.BORDERLINE)
DROPPED = (Verdict.DROPPED,)

# SQLite's oldest limit on the values of one statement is 999, and a story is named by two.
_AT_ONCE = 400

# Until linking has said otherwise, the headline of a story that was read may name anybody.
_IS_PRIVATE = and_(ArticleRow.document_id.is_not(None), ArticleRow.headline_private.is_not(False))

# The number of its title and its ref.
_Named = tuple[int, str]
_Asked = TypeVar("_Asked", bound=Select[*tuple[object, ...]])


@dataclass(frozen=True, kw_only=True)
class TitleCount:
    """How much a news title listed, and what became of it; `refused` are those whose page was not to be had."""

    source: str
    listed: int
    fetched: int
    borderline: int
    dropped: int
    refused: int


@dataclass(frozen=True, kw_only=True)
class Audited:
    """A listed story as the audit shows it, and how many stories of its kind it stands for.

    Of a story that is withdrawn, or that was read and whose headline gives private people away, neither headline nor
    words stand here. Of all others they stand as they were listed: whoever shows them asks first whom they name.
    """

    source: str
    ref: str
    url: str | None
    title: str
    summary: str | None
    published: datetime | None
    first_seen: datetime
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    stands_for: float


def counts(session: Session, *, since: datetime | None, source: str | None) -> tuple[TitleCount, ...]:
    """What became of the stories that each title listed, in the order of the titles' keys."""
    rows = session.execute(
        _of(
            select(
                SourceRow.key, ListedStoryRow.verdict, func.count(), func.count(ListedStoryRow.refused)
            ).join(SourceRow, SourceRow.id == ListedStoryRow.source_id),
            since=since,
            source=source,
        ).group_by(SourceRow.key, ListedStoryRow.verdict)
    )
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for key, verdict, number, refused in rows:
        found[key] += Counter({verdict: number, "refused": refused})
    return tuple(
        TitleCount(
            source=key,
            listed=sum(count[verdict] for verdict in Verdict),
            fetched=count[Verdict.FETCHED],
            borderline=count[Verdict.BORDERLINE],
            dropped=count[Verdict.DROPPED],
            refused=count["refused"],
        )
        for key, count in sorted(found.items())
    )


def sample(
    session: Session, verdicts: Sequence[Verdict], *, size: int, since: datetime | None, source: str | None
) -> tuple[Audited, ...]:
    """So many of the stories of these verdicts, spread evenly over their scores, the highest first."""
    names = session.execute(
        _of(
            select(ListedStoryRow.source_id, ListedStoryRow.ref).join(
                SourceRow, SourceRow.id == ListedStoryRow.source_id
            ),
            since=since,
            source=source,
        )
        .where(ListedStoryRow.verdict.in_(verdicts))
        .order_by(ListedStoryRow.score.desc(), ListedStoryRow.source_id, ListedStoryRow.ref)
    ).all()
    drawn = [(place, ref) for place, ref in evenly(names, size)]
    stands_for = len(names) / len(drawn) if drawn else 0.0
    return tuple(_audited(session, drawn, stands_for=stands_for))


def one(session: Session, row: ListedStoryRow) -> Audited:
    """A listed story as the audit shows it, standing for itself alone."""
    (story,) = _audited(session, [(row.source_id, row.ref)], stands_for=1.0)
    return story


def withheld(story: Audited) -> Audited:
    """A story whose headline gives private people away, without its words; by its number its publisher knows it still."""
    return replace(
        story,
        ref=_wordless(story.ref),
        url=shown_url(story.url, names_private=True) if story.url else None,
        title=shown_title(story.title, names_private=True),
        summary=None,
    )


def _audited(session: Session, names: Sequence[_Named], *, stands_for: float) -> Iterator[Audited]:
    """The stories of these names, in their order."""
    withdrawn = _withdrawn(session)
    found = {
        (row.source_id, row.ref): (key, row, uid, private)
        for start in range(0, len(names), _AT_ONCE)
        for key, row, uid, private in session.execute(
            select(SourceRow.key, ListedStoryRow, DocumentRow.uid, _IS_PRIVATE)
            .join(SourceRow, SourceRow.id == ListedStoryRow.source_id)
            .outerjoin(DocumentRow, DocumentRow.id == ListedStoryRow.document_id)
            .outerjoin(ArticleRow, ArticleRow.document_id == ListedStoryRow.document_id)
            .where(tuple_(ListedStoryRow.source_id, ListedStoryRow.ref).in_(names[start : start + _AT_ONCE]))
        )
    }
    for name in names:
        key, row, uid, private = found[name]
        story = _told(key, row, stands_for=stands_for)
        # Also by the id that its document would have, where its page was never had.
        own = public_id("document", key, row.ref)
        targets = {source_target(key), decision_target(own), decision_target(uid or own)}
        if not withdrawn.isdisjoint(targets):
            yield replace(story, ref=_wordless(row.ref), url=None, title=WITHDRAWN, summary=None, reasons=())
        else:
            yield withheld(story) if private else story


def _withdrawn(session: Session) -> frozenset[str]:
    """What somebody decided to hide or to erase, as decisions name it."""
    return frozenset(row.target for row in standing(session, ("hide", "erase")))


def _told(source: str, row: ListedStoryRow, *, stands_for: float) -> Audited:
    return Audited(
        source=source,
        ref=row.ref,
        url=row.url,
        title=row.title,
        summary=row.summary,
        published=row.published,
        first_seen=row.first_seen_at,
        verdict=Verdict(row.verdict),
        score=row.score,
        reasons=tuple(row.reasons),
        stands_for=stands_for,
    )


def _wordless(ref: str) -> str:
    """A ref that is a number; one without is a path, made of the headline's words, and not shown."""
    return "" if ref.startswith("/") else ref


def _of(asked: _Asked, *, since: datetime | None, source: str | None) -> _Asked:
    if since:
        asked = asked.where(ListedStoryRow.first_seen_at >= since)
    return asked.where(SourceRow.key == source) if source else asked
