"""The audit: what news titles listed and what became of it, counted per title, and samples of it to be looked at by a person."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select, and_, func, select, tuple_
from sqlalchemy.orm import Session

from domain.audit import evenly
from domain.relevance import Verdict
from domain.wall import shown_title, shown_url
from storage.documents import WITHDRAWN, decision_target, source_target
from storage.schema import ArticleRow, Decision, DocumentRow, ListedStoryRow, SourceRow

KEPT = (Verdict.FETCHED, Verdict.BORDERLINE)
DROPPED = (Verdict.DROPPED,)

# SQLite's oldest limit on the values of one statement is 999, and a story is named by two.
_AT_ONCE = 400

# Until linking has said otherwise, the headline of a story that was read may name anybody.
_IS_PRIVATE = and_(ArticleRow.document_id.is_not(None), ArticleRow.headline_private.is_not(False))
# Somebody decided that the story, or all that its title publishes, is to be hidden or erased.
_IS_WITHDRAWN = (
    select(Decision.id)
    .where(
        Decision.action.in_(("hide", "erase")),
        Decision.target.in_((source_target("") + SourceRow.key, decision_target("") + DocumentRow.uid)),
    )
    .correlate(SourceRow, DocumentRow)
    .exists()
)

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
    found = {
        (row.source_id, row.ref): _audited(key, row, private, withdrawn, stands_for=stands_for)
        for start in range(0, len(drawn), _AT_ONCE)
        for key, row, private, withdrawn in session.execute(_named(drawn[start : start + _AT_ONCE]))
    }
    return tuple(found[name] for name in drawn)


def one(session: Session, row: ListedStoryRow) -> Audited:
    """A listed story as the audit shows it, standing for itself alone."""
    key, story, private, withdrawn = session.execute(_named([(row.source_id, row.ref)])).one()
    return _audited(key, story, private, withdrawn, stands_for=1.0)


def withheld(story: Audited) -> Audited:
    """A story whose headline gives private people away, without its words; by its number its publisher knows it still."""
    return replace(
        story,
        ref=_wordless(story.ref),
        url=shown_url(story.url, names_private=True) if story.url else None,
        title=shown_title(story.title, names_private=True),
        summary=None,
    )


def _named(names: Sequence[tuple[int, str]]) -> Select[str, ListedStoryRow, bool, bool]:
    """The stories of these sources and refs, with the keys of their titles, and whether they are private and withdrawn."""
    return (
        select(SourceRow.key, ListedStoryRow, _IS_PRIVATE, _IS_WITHDRAWN)
        .join(SourceRow, SourceRow.id == ListedStoryRow.source_id)
        .outerjoin(DocumentRow, DocumentRow.id == ListedStoryRow.document_id)
        .outerjoin(ArticleRow, ArticleRow.document_id == ListedStoryRow.document_id)
        .where(tuple_(ListedStoryRow.source_id, ListedStoryRow.ref).in_(names))
    )


def _audited(
    source: str, row: ListedStoryRow, private: bool, withdrawn: bool, *, stands_for: float
) -> Audited:
    story = Audited(
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
    if withdrawn:
        return replace(story, ref=_wordless(row.ref), url=None, title=WITHDRAWN, summary=None, reasons=())
    return withheld(story) if private else story


def _wordless(ref: str) -> str:
    """A ref that is a number; one without is a path, made of the headline's words, and not shown."""
    return "" if ref.startswith("/") else ref


def _of(asked: _Asked, *, since: datetime | None, source: str | None) -> _Asked:
    if since:
        asked = asked.where(ListedStoryRow.first_seen_at >= since)
    return asked.where(SourceRow.key == source) if source else asked
