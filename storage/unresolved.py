"""Unresolved: the people in public roles whom texts name and of whom it cannot be said who they are, each with why.

What is said of them here follows from what was kept when it was decided (`storage.appearances`); nothing is decided.
Texts of anonymous sources are left out: what they say of anybody is put beside no name.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from domain import wall
from domain.document import Access
from domain.mention import MentionType
from storage import private
from storage.schema import (
    AppearanceRow,
    ArticleRow,
    CouncilRow,
    DocumentRow,
    Entity,
    Link,
    MentionRow,
    SourceRow,
    TextRow,
    VersionRow,
)

# So many appearances are asked for their candidates at a time.
_SOME = 400
# A first name of fewer letters is an initial.
_FULL = 2

_Found = Row[AppearanceRow, str, str, str, int, str, ArticleRow]


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Somebody of the archive who may be meant: public id and name."""

    uid: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Unresolved:
    """Somebody whom a text names in a public role: the name and posts there, document and version, and why it cannot be said
    who it is; `candidates` are those who may be meant. `council` is a slug.
    """

    name: str
    council: str | None
    posts: tuple[str, ...]
    document: str
    version: int
    title: str
    day: str | None
    candidates: tuple[Candidate, ...]
    why: str


def unresolved(session: Session, *, councils: Collection[str] = (), words: str = "") -> Iterator[Unresolved]:
    """Those of councils (slugs) whose name holds these words, by council and name; all without."""
    query = (
        select(
            AppearanceRow,
            TextRow.sha256,
            CouncilRow.slug,
            DocumentRow.uid,
            VersionRow.number,
            VersionRow.title,
            ArticleRow,
        )
        .join(TextRow, TextRow.id == AppearanceRow.text_id)
        .join(VersionRow, VersionRow.id == TextRow.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .join(SourceRow, SourceRow.id == DocumentRow.source_id)
        .outerjoin(ArticleRow, ArticleRow.document_id == DocumentRow.id)
        .outerjoin(CouncilRow, CouncilRow.id == AppearanceRow.council_id)
        .where(
            AppearanceRow.entity_id.is_(None),
            AppearanceRow.until_run.is_(None),
            VersionRow.access.in_((Access.OPEN, Access.RESTRICTED)),
            ~SourceRow.anonymous,
        )
        .order_by(
            func.coalesce(CouncilRow.slug, "~"),
            AppearanceRow.surname,
            AppearanceRow.name,
            func.coalesce(AppearanceRow.day, ""),
            DocumentRow.uid,
            VersionRow.number,
        )
    )
    if councils:
        query = query.where(CouncilRow.slug.in_(councils))
    if words:
        query = query.where(func.lower(AppearanceRow.name).contains(words.lower(), autoescape=True))
    rows = session.execute(query).all()
    for start in range(0, len(rows), _SOME):
        some = rows[start : start + _SOME]
        candidates = _candidates(session, some)
        for row in some:
            yield _told(row, candidates.get(row[0].id, ()))


def _told(row: _Found, candidates: Sequence[Candidate]) -> Unresolved:
    appearance, _, slug, document, version, title, article = row
    return Unresolved(
        name=appearance.name,
        council=slug,
        posts=tuple(appearance.posts),
        document=document,
        version=version,
        title=wall.shown_title(title, names_private=private.gives_away(article)),
        day=appearance.day,
        candidates=tuple(candidates),
        why=_why(appearance, candidates),
    )


def _why(appearance: AppearanceRow, candidates: Sequence[Candidate]) -> str:
    """Why it cannot be said who somebody is: what the text leaves open, the plainest first."""
    if appearance.council_id is None:
        return "the text does not say of which council"
    if appearance.known is None:
        return "nobody has looked yet; run `minutewatch link`"
    if len(candidates) > 1:
        return f"may be any of {len(candidates)}"
    given, _, _ = appearance.name.rpartition(" ")
    if len(given.partition(" ")[0].rstrip(".")) < _FULL:
        return "the text gives no full first name"
    if appearance.capacity is None:
        return "the text does not make clear in which role"
    if not appearance.is_placed:
        return "the text does not make clear whose member or officer it is"
    if candidates:
        return "the text does not say enough to tell whether it is the one known"
    return "several of that name can be meant"


def _candidates(session: Session, rows: Sequence[_Found]) -> dict[int, list[Candidate]]:
    """Who of the archive may be meant by each appearance (its number), as was said when its mentions were looked at last."""
    texts = {appearance.text_id for appearance, *_ in rows}
    numbers = {(appearance.text_id, appearance.whom): appearance.id for appearance, *_ in rows}
    mentions = session.execute(
        select(MentionRow.text_id, MentionRow.whom, TextRow.sha256, MentionRow.starts, MentionRow.ends)
        .join(TextRow, TextRow.id == MentionRow.text_id)
        .where(
            MentionRow.text_id.in_(texts),
            MentionRow.type == MentionType.PERSON,
            MentionRow.until_run.is_(None),
        )
    )
    # The first mention of somebody stands for all: they are answered together.
    keys: dict[int, str] = {}
    for text, whom, sha256, starts, ends in mentions:
        if number := numbers.get((text, whom or "")):
            keys.setdefault(number, f"{sha256}:{starts}:{ends}:{MentionType.PERSON}")
    newest = select(func.max(Link.id)).where(Link.mention_key.in_(keys.values())).group_by(Link.mention_key)
    named = dict(session.execute(select(Link.mention_key, Link.candidates).where(Link.id.in_(newest))).all())
    known = _people(session, {uid for uids in named.values() for uid in uids or ()})
    return {
        number: [known[uid] for uid in named.get(key) or () if uid in known] for number, key in keys.items()
    }


def _people(session: Session, uids: Collection[str]) -> Mapping[str, Candidate]:
    rows = session.execute(
        select(Entity.uid, func.coalesce(Entity.renamed, Entity.name)).where(
            Entity.uid.in_(uids), Entity.public
        )
    )
    return {uid: Candidate(uid=uid, name=name) for uid, name in rows}
