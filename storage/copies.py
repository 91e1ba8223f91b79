"""Copies in the archive: the prints of articles, candidates found by them, pairs that are alike, and groups of these.

Texts are compared and groups are made elsewhere (`linking`); here is found what has to be compared, without reading the
archive through, and kept what came of it. Prints, pairs and groups hold no words: they outlive the words that retention
deletes. An erasure takes the prints too.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Select, Subquery, delete, func, insert, or_, select, union_all, update
from sqlalchemy.orm import Session, aliased

from domain import wall
from domain.article import ArticleService
from domain.copies import Article, Decided, Group, Joined, Likeness, Member, Pair, Prints, independent_sources
from domain.document import Access
from domain.errors import MinutewatchError
from domain.wall import Side
from storage import decisions, private
from storage.diff import word_changes
from storage.schema import (
    ArticleRow,
    ArticleVersionRow,
    CopyPairRow,
    CopyRow,
    Decision,
    DocumentRow,
    Fingerprint,
    PageRow,
    Run,
    SourceRow,
    TextRow,
    VersionRow,
)
from storage.withdrawal import find
from storage.writing import upsert

# Syndicated copy is printed within days; what comes back later is background.
WINDOW = timedelta(days=14)
# Five words that stand in more versions than this are a phrase of the trade or a line of a title's own: the newest are
# looked at, so that one such phrase costs no more than any other. A story that is printed in more titles than this is
# found all the same, by its prints in the newest of them.
_COMMON = 200
# The likest candidates are compared; who is a copy of more is joined to them through these.
_CANDIDATES = 50
# Selects in one compound: SQLite takes no more than 500.
_PRINTS_AT_ONCE = 400
_AT_ONCE = 450

# What a person decides, and how the decision names the two: `copies:<public id>:<public id>`, the smaller first.
_SAME, _APART = ACTIONS = ("is_copy", "not_copy")
_TARGETS = "copies:"
_Id = TypeVar("_Id", int, str)


class NoCopies(MinutewatchError):
    """Two documents of which a person speaks are no two articles."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A version of another article that may be a copy: how many kept prints it shares, of how many it has."""

    version: int
    document: int
    shared: int
    prints: int


@dataclass(frozen=True, kw_only=True)
class Differing:
    """How an article differs from the one that is shown of its group, in words left out and words of its own."""

    left_out: int
    added: int


def unprinted(session: Session, *, rule: str) -> list[int]:
    """Versions of articles of which this rule has not taken the prints, and of which the words are had; oldest first."""
    # As two ranges and not as one "differs from", so that the index answers it.
    other = or_(
        ArticleVersionRow.printed_by.is_(None),
        ArticleVersionRow.printed_by < rule,
        ArticleVersionRow.printed_by > rule,
    )
    return list(
        session.scalars(
            select(ArticleVersionRow.version_id)
            .join(TextRow, TextRow.version_id == ArticleVersionRow.version_id)
            .where(other, TextRow.is_current, TextRow.expired_at.is_(None))
            .order_by(ArticleVersionRow.version_id)
        )
    )


def texts(session: Session, versions: Collection[int]) -> dict[int, str]:
    """The words of these versions, of those of which they are still had."""
    pages: dict[int, list[str]] = {}
    for some in _some(versions):
        rows = session.execute(
            select(TextRow.version_id, PageRow.words)
            .join(PageRow, PageRow.text_id == TextRow.id)
            .where(TextRow.version_id.in_(some), TextRow.is_current, TextRow.expired_at.is_(None))
            .where(PageRow.words.is_not(None))
            .order_by(TextRow.version_id, PageRow.number)
        )
        for version, words in rows:
            pages.setdefault(version, []).append(words or "")
    return {version: "\n".join(words) for version, words in pages.items()}


def keep_prints(session: Session, prints: Mapping[int, Prints]) -> None:
    """Keep the prints of versions, those that are kept of all, in place of what was kept of them before.

    They were taken outside any transaction: of what was erased meanwhile nothing is kept.
    """
    standing = texts(session, prints)
    session.execute(delete(Fingerprint).where(Fingerprint.version_id.in_(list(prints))))
    rows = [
        {"version_id": version, "hash": number, "place": place}
        for version in standing
        for number, place in prints[version].sample.places.items()
    ]
    if rows:
        session.execute(insert(Fingerprint), rows)
    for version in standing:
        session.execute(
            update(ArticleVersionRow)
            .where(ArticleVersionRow.version_id == version)
            .values(words=prints[version].words, prints=len(prints[version].sample.places))
        )


def kept_prints(session: Session, versions: Collection[int]) -> dict[int, Prints]:
    """The prints that are kept of these versions; an empty set of an erased one."""
    places: dict[int, dict[int, int]] = {version: {} for version in versions}
    words: dict[int, int] = {}
    for some in _some(versions):
        rows = session.execute(
            select(Fingerprint.version_id, Fingerprint.hash, Fingerprint.place).where(
                Fingerprint.version_id.in_(some)
            )
        )
        for version, number, place in rows:
            places[version][number] = place
        counted = select(ArticleVersionRow.version_id, ArticleVersionRow.words)
        words.update(session.execute(counted.where(ArticleVersionRow.version_id.in_(some))).all())
    return {
        version: Prints(words=words.get(version, 0), places=found, sampled=True)
        for version, found in places.items()
    }


def candidates(session: Session, version: int, prints: Prints) -> list[Candidate]:
    """Versions of other articles of the same fourteen days that share kept prints with this one, the likest first.

    Each print is looked up by itself, and no further than its newest occurrences, so that the work does not grow with the
    archive: a statement for each four hundred prints (some 3,200 words), each reading at most `_COMMON` rows of the index a print.
    """
    here = session.execute(
        select(ArticleVersionRow.day, VersionRow.document_id)
        .join(VersionRow, VersionRow.id == ArticleVersionRow.version_id)
        .where(ArticleVersionRow.version_id == version)
    ).one()
    shared: Counter[tuple[int, int, int]] = Counter()
    for some in _some(sorted(prints.sample.places), at_once=_PRINTS_AT_ONCE):
        hits = _hits(some)
        rows = session.execute(
            select(
                ArticleVersionRow.version_id, VersionRow.document_id, ArticleVersionRow.prints, func.count()
            )
            .join_from(hits, ArticleVersionRow, ArticleVersionRow.version_id == hits.c.version_id)
            .join(VersionRow, VersionRow.id == ArticleVersionRow.version_id)
            .where(VersionRow.document_id != here.document_id)
            .where(ArticleVersionRow.day.between(here.day - WINDOW, here.day + WINDOW))
            .group_by(ArticleVersionRow.version_id, VersionRow.document_id, ArticleVersionRow.prints)
        )
        for other, document, count, times in rows:
            shared[other, document, count or 0] += times
    likest = sorted(shared.items(), key=lambda hit: (-hit[1], hit[0]))
    return [
        Candidate(version=other, document=document, shared=times, prints=count)
        for (other, document, count), times in likest[:_CANDIDATES]
    ]


def keep_pairs(
    session: Session, found: Mapping[int, Iterable[tuple[int, Likeness]]], *, rule: str, run: int
) -> set[int]:
    """Keep which documents each version was found to be a copy of, and that this rule has looked at it; returns the
    documents whose groups may have changed.

    What another rule found of a document goes; of several versions the likest two speak for their documents.
    """
    owners = _owners(session, found)
    touched = _forget(session, owners.values(), rule)
    likest: dict[tuple[int, int], Likeness] = {}
    for version, alike in found.items():
        for other, likeness in alike:
            ends = min(owners[version], other), max(owners[version], other)
            likest[ends] = max(likest.get(ends, likeness), likeness, key=_containment)
    for ends, likeness in likest.items():
        row = session.get(CopyPairRow, ends)
        if row is None:
            session.add(
                CopyPairRow(
                    document_id=ends[0],
                    other_id=ends[1],
                    containment=_containment(likeness),
                    reason=likeness.reason,
                    rule=likeness.rule,
                    since_run=run,
                )
            )
        elif _containment(likeness) > row.containment:
            row.containment, row.reason, row.rule = _containment(likeness), likeness.reason, likeness.rule
        touched |= set(ends)
    session.execute(
        update(ArticleVersionRow).where(ArticleVersionRow.version_id.in_(list(found))).values(printed_by=rule)
    )
    session.flush()
    return touched


@dataclass(frozen=True, kw_only=True)
class Connected:
    """All that may belong to one group with some documents: what `linking.join` is handed. `numbers` are by public id."""

    numbers: Mapping[str, int]
    articles: Sequence[Article]
    pairs: Sequence[Pair]
    decided: Sequence[Decided]


def connected(session: Session, documents: Collection[int]) -> Connected:
    """These documents and all that pairs and decisions lead to from them."""
    decided = _decided(session)
    said = _said(session, decided)
    found: dict[tuple[int, int], CopyPairRow] = {}
    reached, frontier = set(documents), set(documents)
    while frontier:
        rows = {(row.document_id, row.other_id): row for row in _pairs(session, frontier)}
        found |= rows
        leading = (ends for ends in said if not frontier.isdisjoint(ends))
        frontier = {end for ends in (*rows, *leading) for end in ends} - reached
        reached |= frontier
    known = _articles(session, reached)
    uids = {number: article.document for number, article in known.items()}
    return Connected(
        numbers={uid: number for number, uid in uids.items()},
        articles=list(known.values()),
        pairs=[_pair(row, uids) for row in found.values()],
        decided=decided,
    )


def keep_groups(session: Session, among: Connected, joined: Iterable[Joined], *, run: int) -> None:
    """Keep in which group each of these documents is; since when one is in any stays as it was."""
    rows = [
        {
            "document_id": among.numbers[each.document],
            "group_uid": each.group,
            "of_document_id": among.numbers[each.of] if each.of else None,
            "containment": each.likeness.containment if each.of else None,
            "reason": each.likeness.reason if each.of else "first seen",
            "rule": each.likeness.rule,
            "since_run": run,
        }
        for each in joined
    ]
    alone = set(among.numbers.values()) - {row["document_id"] for row in rows}
    for some in _some(alone):
        session.execute(delete(CopyRow).where(CopyRow.document_id.in_(some)))
    upsert(session, CopyRow, rows, on=["document_id"], keep=["since_run"])


def groups_of(
    session: Session, documents: Collection[int], *, as_of: datetime | None = None
) -> dict[int, Group]:
    """The groups of copies in which these documents are, by document; one that has no copies to be told of is left out.

    Nobody is told of what was hidden or erased, nor of stories that name private people beside anonymous ones. With
    `as_of`, as the groups were known at that moment.
    """
    uids: set[str] = set()
    for some in _some(documents):
        uids |= set(session.scalars(select(CopyRow.group_uid).where(CopyRow.document_id.in_(some))))
    members: dict[str, list[Member]] = {}
    for some_groups in _some(uids):
        for row in session.execute(_members(some_groups, as_of)):
            members.setdefault(row[0].group_uid, []).append(_member(*row))
    sides = private.sides(session, [each.document for group in members.values() for each in group])
    groups = (_group(uid, found, sides) for uid, found in members.items())
    wanted = set(documents)
    return {
        each.document: group
        for group in groups
        if len(group.members) > 1
        for each in group.members
        if each.document in wanted
    }


def group_of(session: Session, target: str) -> Group | None:
    """The group of copies of an article, by public id or address; nothing where it has none.

    Raises:
        UnknownDocument: nothing of this id or address is kept.
    """
    document = find(session, target)
    return groups_of(session, [document.id]).get(document.id)


def sources_of(session: Session, documents: Collection[int]) -> int:
    """How many independent sources tell a story, where these articles do."""
    groups = groups_of(session, documents)
    told: list[tuple[str, ArticleService | None]] = []
    for some in _some(documents):
        rows = session.execute(
            select(DocumentRow.id, DocumentRow.uid, ArticleRow.service)
            .join(ArticleRow, ArticleRow.document_id == DocumentRow.id)
            .where(DocumentRow.id.in_(some))
        )
        for number, uid, service in rows:
            group = groups.get(number)
            told.append((group.uid, group.service) if group else (uid, _service(service)))
    return independent_sources(told)


def differing(session: Session, group: Group) -> dict[int, Differing]:
    """How the other articles of a group differ from the one shown, by document; of those whose words are still had."""
    newest = _newest(session, [member.document for member in group.members])
    words = texts(session, list(newest.values()))
    shown = words.get(newest[group.shown.document])
    if shown is None:
        return {}
    return {
        member.document: _differing(shown, words[newest[member.document]])
        for member in group.others
        if newest[member.document] in words
    }


def decide(
    session: Session, one: str, other: str, *, same: bool, actor: str, reason: str, now: datetime
) -> set[int]:
    """Keep a person's word on two articles: that they are copies, or never are; returns the documents concerned.

    Raises:
        UnknownDocument: nothing is kept of one of these ids or addresses.
        NoCopies: they are no two articles.
        Walled: they may not stand together, whoever says so.
    """
    rows = sorted((find(session, one), find(session, other)), key=lambda row: row.uid)
    articles = _articles(session, [row.id for row in rows])
    if len(articles) < 2:
        raise NoCopies(f"{one}, {other}: only two different articles can be copies; name two")
    if same:
        wall.require(article.side for article in articles.values())
    session.add(
        Decision(
            at=now,
            actor=actor,
            action=_SAME if same else _APART,
            target=f"{_TARGETS}{rows[0].uid}:{rows[1].uid}",
            reason=reason,
        )
    )
    session.flush()
    return set(articles)


def concerned(session: Session, decision: Decision) -> set[int]:
    """The articles of which a decision of ours speaks, as far as they are held."""
    uids = decision.target.removeprefix(_TARGETS).split(":")
    return set(session.scalars(select(DocumentRow.id).where(DocumentRow.uid.in_(uids))))


def _hits(numbers: Sequence[int]) -> Subquery:
    """The newest versions in which each of these prints stands, once for each."""
    each = (
        select(Fingerprint.version_id)
        .where(Fingerprint.hash == number)
        .order_by(Fingerprint.version_id.desc())
        .limit(_COMMON)
        .subquery()
        for number in numbers
    )
    return union_all(*(select(newest.c.version_id) for newest in each)).subquery()


def _owners(session: Session, versions: Iterable[int]) -> dict[int, int]:
    """The documents of these versions."""
    rows = session.execute(
        select(VersionRow.id, VersionRow.document_id).where(VersionRow.id.in_(list(versions)))
    )
    return dict(rows.all())


def _forget(session: Session, documents: Iterable[int], rule: str) -> set[int]:
    """Drop the pairs of these documents that another rule found; returns the documents of these pairs."""
    rows = [row for row in _pairs(session, documents) if row.rule != rule]
    for row in rows:
        session.delete(row)
    session.flush()
    return {end for row in rows for end in (row.document_id, row.other_id)}


def _pairs(session: Session, documents: Iterable[int]) -> Iterator[CopyPairRow]:
    """The pairs of which any of these documents is one; some of them twice."""
    for some in _some(documents):
        yield from session.scalars(select(CopyPairRow).where(CopyPairRow.document_id.in_(some)))
        yield from session.scalars(select(CopyPairRow).where(CopyPairRow.other_id.in_(some)))


def _pair(row: CopyPairRow, uids: Mapping[int, str]) -> Pair:
    one, other = sorted((uids[row.document_id], uids[row.other_id]))
    likeness = Likeness(containment=row.containment, reason=row.reason, rule=row.rule)
    return Pair(one=one, other=other, likeness=likeness)


def _containment(likeness: Likeness) -> float:
    return likeness.containment or 0


def _decided(session: Session) -> list[Decided]:
    """The word that stands on every two articles of which a person spoke: the last."""
    rows = decisions.standing(session, (_SAME, _APART), prefix=_TARGETS)
    decided = []
    for target, action in {row.target: row.action for row in rows}.items():
        one, _, other = target.removeprefix(_TARGETS).partition(":")
        decided.append(Decided(one=one, other=other, same=action == _SAME))
    return decided


def _said(session: Session, decided: Iterable[Decided]) -> list[tuple[int, int]]:
    """The numbers of every two articles of which a person said that they are copies."""
    same = [each for each in decided if each.same]
    numbers: dict[str, int] = {}
    for some in _some(end for each in same for end in (each.one, each.other)):
        rows = session.execute(select(DocumentRow.uid, DocumentRow.id).where(DocumentRow.uid.in_(some)))
        numbers.update(rows.all())
    ends = ((numbers.get(each.one), numbers.get(each.other)) for each in same)
    return [(one, other) for one, other in ends if one is not None and other is not None]


def _articles(session: Session, documents: Collection[int]) -> dict[int, Article]:
    """These documents as far as they are articles, by number."""
    sides = private.sides(session, documents)
    found: dict[int, Article] = {}
    for some in _some(documents):
        rows = session.execute(
            select(DocumentRow.id, DocumentRow.uid, DocumentRow.first_seen_at)
            .join(ArticleRow, ArticleRow.document_id == DocumentRow.id)
            .where(DocumentRow.id.in_(some))
        )
        for number, uid, seen in rows:
            found[number] = Article(document=uid, first_seen=seen, side=sides[number])
    return found


def _members(
    groups: Sequence[str], as_of: datetime | None
) -> Select[CopyRow, DocumentRow, VersionRow, ArticleVersionRow, ArticleRow, SourceRow]:
    """Who is in these groups, each with its newest version, in the order in which they were first seen."""
    newest = aliased(VersionRow)
    known = select(func.max(newest.number)).where(newest.document_id == DocumentRow.id)
    wanted = (
        select(CopyRow, DocumentRow, VersionRow, ArticleVersionRow, ArticleRow, SourceRow)
        .join(DocumentRow, DocumentRow.id == CopyRow.document_id)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .join(ArticleVersionRow, ArticleVersionRow.version_id == VersionRow.id)
        .join(ArticleRow, ArticleRow.document_id == DocumentRow.id)
        .join(SourceRow, SourceRow.id == DocumentRow.source_id)
        .where(CopyRow.group_uid.in_(groups))
        .where(VersionRow.access.not_in((Access.HIDDEN, Access.ERASED)))
        .order_by(DocumentRow.first_seen_at, DocumentRow.uid)
    )
    if as_of is None:
        return wanted.where(VersionRow.number == known.scalar_subquery())
    then = known.where(newest.first_seen_at <= as_of).scalar_subquery()
    since = select(Run.id).where(Run.id == CopyRow.since_run, Run.started_at <= as_of)
    return wanted.where(VersionRow.number == then, since.exists())


def _member(
    copy: CopyRow,
    document: DocumentRow,
    version: VersionRow,
    printed: ArticleVersionRow,
    article: ArticleRow,
    source: SourceRow,
) -> Member:
    return Member(
        document=document.id,
        uid=document.uid,
        source=source.key,
        outlet=source.name or source.key,
        publisher=source.publisher,
        title=version.title,
        url=document.url,
        authors=tuple(version.authors),
        published=version.published,
        first_seen=document.first_seen_at,
        words=printed.words,
        service=_service(article.service),
        paywalled=article.paywalled,
        names_private=article.headline_private is not False,
        withdrawn=document.withdrawn_at is not None,
        licence=version.licence,
        containment=copy.containment,
        reason=copy.reason,
    )


def _group(uid: str, members: Sequence[Member], sides: Mapping[int, Side]) -> Group:
    """A group of those that may stand together."""
    kept, _ = wall.one_side(members, lambda member: sides[member.document])
    return Group(uid=uid, members=kept)


def _service(word: str | None) -> ArticleService | None:
    return ArticleService(word) if word else None


def _newest(session: Session, documents: Collection[int]) -> dict[int, int]:
    """The newest version of each of these documents."""
    newest: dict[int, int] = {}
    for some in _some(documents):
        rows = session.execute(
            select(VersionRow.document_id, VersionRow.id)
            .where(VersionRow.document_id.in_(some))
            .order_by(VersionRow.document_id, VersionRow.number)
        )
        newest.update(rows.all())
    return newest


def _differing(shown: str, other: str) -> Differing:
    changes = word_changes(shown, other)
    return Differing(
        left_out=sum(len(change.before.split()) for change in changes),
        added=sum(len(change.after.split()) for change in changes),
    )


def _some(ids: Iterable[_Id], *, at_once: int = _AT_ONCE) -> Iterator[list[_Id]]:
    """These ids, as many at once as a statement takes."""
    ordered = sorted(set(ids))
    for first in range(0, len(ordered), at_once):
        yield ordered[first : first + at_once]
