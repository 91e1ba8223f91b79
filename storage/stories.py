"""Stories in the archive: pairs of tellings, the stories made of them, what people decided, and what may be told of a story.

Which tellings are alike and who belongs together is decided elsewhere (`linking`). A story has the public id of its first
telling for good; where it is merged into another, its address keeps answering. Memberships are ended, never deleted.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import TypeVar

from sqlalchemy import func, literal, select, update
from sqlalchemy.orm import Session, aliased

from domain import wall
from domain.document import Access
from domain.errors import MinutewatchError
from domain.source import known_as
from domain.story import Alike, Decided, Joined, Member, Pair, Placed, Standing, story_uid
from domain.wall import shown_title, shown_url
from storage import decisions, private, tellings
from storage.copies import sources_of
from storage.diary import SHOWN
from storage.private import gives_away
from storage.schema import (
    AgendaItemRow,
    ArticleRow,
    CopyRow,
    CouncilRow,
    Decision,
    DocumentRow,
    Run,
    SourceRow,
    StoryMember,
    TellingKey,
    TellingPair,
    TellingRow,
    VersionRow,
)
from storage.schema import Story as StoryRow
from storage.withdrawal import UnknownDocument, find
from storage.writing import note_changes, upsert

# What a person decides, and how the decision names two tellings: `stories:<key> <key>`, the smaller first.
SAME, APART = "same_story", "not_story"
_TARGETS = "stories:"
_AT_ONCE = 450
_Id = TypeVar("_Id", int, str)


class UnknownStory(MinutewatchError):
    """No story has this public id."""


class NotInStory(MinutewatchError):
    """A document of which a person speaks is not in the story, or is all of it."""


@dataclass(frozen=True, kw_only=True)
class Connected:
    """All that may belong to one story with some tellings: what `linking.threads` is handed. `numbers` are by key."""

    numbers: Mapping[str, int]
    placed: Sequence[Placed]
    pairs: Sequence[Pair]
    decided: Sequence[Decided]


def keep_pairs(session: Session, found: Mapping[int, Sequence[tuple[str, Alike]]], *, run: int) -> set[int]:
    """Keep with which others (by key) each telling is of one development; returns the tellings whose stories may change."""
    keys = {key for alike in found.values() for key, _ in alike}
    numbers: dict[str, int] = {}
    for some in _some(keys):
        numbers.update(
            session.execute(select(TellingRow.key, TellingRow.id).where(TellingRow.key.in_(some))).all()
        )
    rows = {
        (min(number, numbers[key]), max(number, numbers[key])): alike
        for number, others in found.items()
        for key, alike in others
        if key in numbers
    }
    upsert(
        session,
        TellingPair,
        [
            {
                "telling_id": one,
                "other_id": other,
                "score": alike.score,
                "reason": alike.reason,
                "rule": alike.rule,
                "since_run": run,
            }
            for (one, other), alike in sorted(rows.items())
        ],
        on=["telling_id", "other_id"],
        keep=["since_run"],
    )
    return {*found, *(end for ends in rows for end in ends)}


def connected(session: Session, numbers: Collection[int]) -> Connected:
    """These tellings and all that pairs, copies, decisions, lines of events and standing stories lead to from them."""
    decided = standing_decisions(session)
    said = _said(session, decided)
    pairs: dict[tuple[int, int], Alike] = {}
    reached, frontier = set(numbers), set(numbers)
    while frontier:
        found = {(row.telling_id, row.other_id): _alike(row) for row in _pairs(session, frontier)}
        pairs |= found
        near = {
            end
            for ends in (*found, *(ends for ends in said if not frontier.isdisjoint(ends)))
            for end in ends
        }
        near |= _on_same_lines(session, frontier) | _copies_of(session, frontier) | _with(session, frontier)
        frontier = near - reached
        reached |= frontier
    placed = _placed(session, reached)
    keys = {number: each.telling.key for number, each in placed.items()}
    return Connected(
        numbers={key: number for number, key in keys.items()},
        placed=list(placed.values()),
        pairs=[_pair(keys[one], keys[other], alike) for (one, other), alike in pairs.items()],
        decided=decided,
    )


def torn(session: Session) -> set[int]:
    """The tellings (by number) of stories in which both sides of the jigsaw wall stand: a source came to be anonymous since."""
    anonymous = (
        select(StoryMember.story_id)
        .join(DocumentRow, DocumentRow.id == StoryMember.document_id)
        .join(SourceRow, SourceRow.id == DocumentRow.source_id)
        .where(SourceRow.anonymous, StoryMember.until_run.is_(None))
    )
    stories: dict[int, dict[int, int]] = defaultdict(dict)
    for story, telling, document in session.execute(
        select(StoryMember.story_id, TellingRow.id, TellingRow.document_id)
        .join(
            TellingRow,
            (StoryMember.document_id == TellingRow.document_id) & (StoryMember.part == TellingRow.part),
        )
        .where(StoryMember.story_id.in_(anonymous), StoryMember.until_run.is_(None))
    ):
        stories[story][telling] = document
    sides = private.sides(
        session, {document for members in stories.values() for document in members.values()}
    )
    return {
        telling
        for members in stories.values()
        if wall.together(sides[document] for document in members.values())
        for telling in members
    }


def keep(session: Session, among: Connected, joined: Iterable[Joined], *, run: int, now: datetime) -> int:
    """Keep in which story each of these tellings is; returns how many stories changed.

    A story is made on sight, with the id of its first telling; one whose first telling went into another is merged into
    that. What is in a story already stays since when it was; what is not any more is ended.
    """
    joined = list(joined)
    rows = list(_telling_rows(session, among.numbers.values()))
    of = {row.key: row for row in rows}
    stories = _stories(session, among, {each.story for each in joined}, of, now=now)
    wanted = {
        (stories[each.story].id, of[each.telling].document_id, of[each.telling].part): each for each in joined
    }
    standing = {(row.story_id, row.document_id, row.part): row for row in _members_of(session, rows)}
    changed = {key[0] for key in wanted.keys() ^ standing.keys()}
    for key in standing.keys() - wanted.keys():
        standing[key].until_run = run
    session.flush()
    fresh = [
        {
            "story_id": story,
            "document_id": document,
            "part": part,
            "page": of[each.telling].page,
            "of_document_id": of[each.of].document_id if each.of else None,
            "score": each.alike.score if each.of else None,
            "reason": each.alike.reason if each.of else "first seen",
            "rule": each.alike.rule,
            "since_run": run,
            "until_run": None,
        }
        for (story, document, part), each in sorted(wanted.items())
        if (story, document, part) not in standing
    ]
    upsert(session, StoryMember, fresh, on=["story_id", "document_id", "part", "since_run"])
    for key, each in wanted.items():
        if row := standing.get(key):
            row.of_document_id = of[each.of].document_id if each.of else None
            row.score = each.alike.score if each.of else None
            row.reason, row.rule = each.alike.reason if each.of else "first seen", each.alike.rule
    for some in _some(changed):
        session.execute(update(StoryRow).where(StoryRow.id.in_(some)).values(changed_at=now))
    _follow(session, standing.keys() - wanted.keys(), wanted.keys())
    session.flush()
    note_changes(session, [{"what": "story", "story_id": story} for story in sorted(changed)], at=now)
    return len(changed)


# --- What people decide -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Ruled:
    """A decision as it was kept: its number, by which it can be taken back, and the tellings (by number) that it concerns."""

    number: int
    concerned: frozenset[int]


def merge(session: Session, one: str, other: str, *, actor: str, reason: str, now: datetime) -> Ruled:
    """Keep a person's word that two stories are one, or that a document which stands alone is of a story (`other`).

    Raises:
        UnknownStory: no story has one of these ids, and no document the other.
        NotInStory: they are one story already, or the document is in other stories, or tells of nothing.
        Walled: their documents may not stand together, whoever says so.
    """
    mine, theirs = _tellings_of(session, one), _tellings_of_either(session, other)
    if mine.keys() & theirs.keys():
        raise NotInStory(f"{one}, {other}: these are one story already; name two")
    documents = {row.document_id for row in (*mine.values(), *theirs.values())}
    wall.require(private.sides(session, documents).values())
    target = _target(min(mine), min(theirs))
    decision = decisions.decide(session, SAME, target, actor=actor, reason=reason, now=now)
    concerned = frozenset(row.id for row in (*mine.values(), *theirs.values()))
    return Ruled(number=decision.id, concerned=concerned)


def split(
    session: Session, story: str, documents: Sequence[str], *, actor: str, reason: str, now: datetime
) -> Ruled:
    """Keep a person's word that documents (by public id or address) are none of a story's.

    The decision names all that leaves and all that stays, each by its key.

    Raises:
        UnknownStory: no story has this id.
        UnknownDocument: nothing is kept of one of these ids or addresses.
        NotInStory: one of them is not in the story, or no document would be left in it.
    """
    within = _tellings_of(session, story)
    leaving = {find(session, target).id: target for target in documents}
    out = {key: row for key, row in within.items() if row.document_id in leaving}
    if missing := leaving.keys() - {row.document_id for row in out.values()}:
        raise NotInStory(
            f"{leaving[min(missing)]}: not in story {story}; `stories show {story}` lists what is"
        )
    rest = within.keys() - out.keys()
    if not rest:
        raise NotInStory(f"{story}: nothing would be left in it; name fewer documents")
    decision = decisions.decide(
        session,
        APART,
        _target(min(out), min(rest)),
        actor=actor,
        reason=reason,
        now=now,
        value=json.dumps([sorted(out), sorted(rest)]),
    )
    return Ruled(number=decision.id, concerned=frozenset(row.id for row in within.values()))


def standing_decisions(session: Session) -> list[Decided]:
    """The word that stands on every two tellings of which a person spoke: the last that was not undone."""
    last: dict[tuple[str, str], bool] = {}
    for row in decisions.standing(session, (SAME, APART), prefix=_TARGETS):
        mine, theirs = _sides(row)
        last |= {(min(ends), max(ends)): row.action == SAME for ends in product(mine, theirs)}
    return [Decided(one=one, other=other, same=same) for (one, other), same in last.items()]


def tellings_of_decision(session: Session, decision: Decision) -> set[int]:
    """The tellings that a decision names, of those that are had."""
    found: set[int] = set()
    for some in _some(key for side in _sides(decision) for key in side):
        found |= set(session.scalars(select(TellingRow.id).where(TellingRow.key.in_(some))))
    return found


def _target(one: str, other: str) -> str:
    return f"{_TARGETS}{min(one, other)} {max(one, other)}"


def _sides(decision: Decision) -> tuple[list[str], list[str]]:
    """The keys on both sides of a decision."""
    if decision.value:
        out, rest = json.loads(decision.value)
        return out, rest
    one, _, other = decision.target.removeprefix(_TARGETS).partition(" ")
    return [one], [other]


# --- What is told of stories ------------------------------------------------------------------------------------------


def listed(
    session: Session, councils: Collection[str] | None = None, *, since: datetime | None = None
) -> list[Standing]:
    """The stories of councils (slugs; all without) that stand, the last changed first; `since`: changed after a moment."""
    query = (
        select(StoryRow.id)
        .join(CouncilRow, CouncilRow.id == StoryRow.council_id)
        .where(StoryRow.merged_into.is_(None))
        .order_by(StoryRow.changed_at.desc(), StoryRow.id)
    )
    if councils is not None:
        query = query.where(CouncilRow.slug.in_(sorted(councils)))
    if since is not None:
        query = query.where(StoryRow.changed_at > since)
    return _standing(session, list(session.scalars(query)))


def standing(session: Session, uid: str) -> Standing:
    """A story by public id; of one that was merged into another, the other.

    Raises:
        UnknownStory: no story has or had this id, or all that was in it is withdrawn or gone elsewhere.
    """
    row = _row(session, uid)
    found = _standing(session, [row.id])
    if not found:
        raise UnknownStory(f"{uid}: nothing stands in this story any more")
    return found[0]


def stories_of(session: Session, documents: Collection[int]) -> dict[int, list[str]]:
    """The public ids of the stories in which documents are, by document."""
    found: dict[int, list[str]] = defaultdict(list)
    for some in _some(documents):
        for document, uid in session.execute(
            select(StoryMember.document_id, StoryRow.uid)
            .join(StoryRow, StoryRow.id == StoryMember.story_id)
            .where(StoryMember.document_id.in_(some), StoryMember.until_run.is_(None))
            .order_by(StoryMember.document_id, StoryRow.id)
        ):
            if uid not in found[document]:
                found[document].append(uid)
    return found


def _standing(session: Session, ids: Sequence[int]) -> list[Standing]:
    members: dict[int, dict[int, Member]] = defaultdict(dict)
    rows: dict[int, tuple[StoryRow, CouncilRow]] = {}
    merged: dict[int, list[str]] = defaultdict(list)
    for some in _some(ids):
        for story, council in session.execute(
            select(StoryRow, CouncilRow)
            .join(CouncilRow, CouncilRow.id == StoryRow.council_id)
            .where(StoryRow.id.in_(some))
        ):
            rows[story.id] = (story, council)
        for uid, into in session.execute(
            select(StoryRow.uid, StoryRow.merged_into).where(StoryRow.merged_into.in_(some))
        ):
            merged[into or 0].append(uid)
        for number, member in _members(session, some):
            members[number].setdefault(member.document, member)
    sides = private.sides(session, {document for group in members.values() for document in group})
    found = []
    for number in ids:
        shown, _ = wall.one_side(tuple(members[number].values()), lambda member: sides[member.document])
        if len(shown) < 2:
            continue
        story, council = rows[number]
        found.append(
            Standing(
                uid=story.uid,
                council=council.slug,
                council_name=council.name,
                members=tuple(
                    sorted(shown, key=lambda each: (each.day or each.first_seen.isoformat(), each.uid))
                ),
                sources=_independent(session, shown),
                first_seen=story.first_seen_at,
                changed_at=story.changed_at or story.first_seen_at,
                merged=tuple(sorted(merged[number])),
            )
        )
    return found


def _independent(session: Session, members: Iterable[Member]) -> int:
    """How many independent sources tell a story: copies of one article count once, and so does each public body."""
    members = list(members)
    documents = [each.document for each in members if each.is_article]
    printed = set(
        session.scalars(select(ArticleRow.document_id).where(ArticleRow.document_id.in_(documents)))
    )
    bodies = {each.body for each in members if not each.is_article}
    return sources_of(session, printed) + len(set(documents) - printed) + len(bodies)


def _members(session: Session, stories: Sequence[int]) -> Iterator[tuple[int, Member]]:
    later = aliased(VersionRow)
    newest = select(func.max(later.number)).where(later.document_id == DocumentRow.id).scalar_subquery()
    for member, document, version, source, article, run, item in session.execute(
        select(StoryMember, DocumentRow, VersionRow, SourceRow, ArticleRow, Run, AgendaItemRow.title)
        .join(DocumentRow, DocumentRow.id == StoryMember.document_id)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .join(SourceRow, SourceRow.id == DocumentRow.source_id)
        .join(Run, Run.id == StoryMember.since_run)
        .outerjoin(ArticleRow, ArticleRow.document_id == DocumentRow.id)
        .outerjoin(
            AgendaItemRow,
            (AgendaItemRow.meeting_id == DocumentRow.meeting_id)
            & (literal("item:").concat(AgendaItemRow.number) == StoryMember.part),
        )
        .where(StoryMember.story_id.in_(stories), StoryMember.until_run.is_(None))
        .where(VersionRow.number == newest, VersionRow.access.in_(SHOWN))
        .order_by(StoryMember.story_id, DocumentRow.first_seen_at, DocumentRow.uid, StoryMember.page)
    ):
        withheld = gives_away(article)
        yield (
            member.story_id,
            Member(
                document=document.id,
                uid=document.uid,
                kind=document.kind,
                channel=source.channel,
                source=source.key,
                outlet=known_as(source.key, source.name),
                title=shown_title(version.title, names_private=withheld),
                url=shown_url(document.url, names_private=withheld),
                day=version.published or version.dated,
                first_seen=document.first_seen_at,
                page=member.page,
                item=item,
                reason=member.reason,
                rule=member.rule,
                score=member.score,
                since=run.started_at,
                licence=version.licence,
                access=Access(version.access),
            ),
        )


def _row(session: Session, uid: str) -> StoryRow:
    row = session.scalars(select(StoryRow).where(StoryRow.uid == uid)).one_or_none()
    if row is None:
        raise UnknownStory(f"{uid}: no story has this id; `stories` lists those that stand")
    seen = {row.id}
    while row.merged_into is not None and row.merged_into not in seen:
        row = session.get_one(StoryRow, row.merged_into)
        seen.add(row.id)
    return row


def _tellings_of(session: Session, uid: str) -> dict[str, TellingRow]:
    """The tellings in a story, by key."""
    story = _row(session, uid)
    rows = session.scalars(
        select(TellingRow)
        .join(
            StoryMember,
            (StoryMember.document_id == TellingRow.document_id) & (StoryMember.part == TellingRow.part),
        )
        .where(StoryMember.story_id == story.id, StoryMember.until_run.is_(None))
    )
    found = {row.key: row for row in rows}
    if not found:
        raise UnknownStory(f"{uid}: nothing stands in this story any more")
    return found


def _tellings_of_either(session: Session, uid: str) -> dict[str, TellingRow]:
    """The tellings in a story, or the first telling of a document (by public id or address) that is in none, by key."""
    try:
        return _tellings_of(session, uid)
    except UnknownStory as unknown:
        try:
            document = find(session, uid)
        except UnknownDocument:
            raise unknown from None
    if within := stories_of(session, [document.id]).get(document.id):
        raise NotInStory(f"{uid}: it is in the story {within[0]}; name that")
    rows = session.scalars(select(TellingRow).where(TellingRow.document_id == document.id))
    first = min(rows, key=lambda row: row.key, default=None)
    if first is None:
        raise NotInStory(f"{uid}: it tells of nothing that a story could be about")
    return {first.key: first}


# --- Keeping ----------------------------------------------------------------------------------------------------------


def _stories(
    session: Session,
    among: Connected,
    wanted: Collection[str],
    of: Mapping[str, TellingRow],
    *,
    now: datetime,
) -> dict[str, StoryRow]:
    """The stories of these keys, made where there is none."""
    seen = {each.telling.key: each.first_seen for each in among.placed}
    uids = {story_uid(key): key for key in wanted}
    found: dict[str, StoryRow] = {}
    for some in _some(uids):
        for row in session.scalars(select(StoryRow).where(StoryRow.uid.in_(some))):
            found[uids[row.uid]] = row
    for key in sorted(wanted - found.keys()):
        found[key] = StoryRow(
            uid=story_uid(key), council_id=of[key].council_id, first_seen_at=seen[key], changed_at=now
        )
        session.add(found[key])
    session.flush()
    for key in wanted:
        found[key].merged_into = None
    return found


def _follow(
    session: Session, ended: Iterable[tuple[int, int, str]], wanted: Iterable[tuple[int, int, str]]
) -> None:
    """Let the address of a story that has no members any more lead to the one in which most of them are now."""
    now_in = {(document, part): story for story, document, part in wanted}
    left: dict[int, Counter[int]] = defaultdict(Counter)
    for story, document, part in ended:
        if (document, part) in now_in:
            left[story][now_in[document, part]] += 1
    living = set(now_in.values())
    for story, went in left.items():
        if story not in living:
            session.get_one(StoryRow, story).merged_into = min(went, key=lambda into: (-went[into], into))


def _members_of(session: Session, rows: Iterable[TellingRow]) -> Iterator[StoryMember]:
    """The standing memberships of these tellings."""
    parts = {(row.document_id, row.part) for row in rows}
    for some in _some({document for document, _ in parts}):
        for member in session.scalars(
            select(StoryMember).where(StoryMember.document_id.in_(some), StoryMember.until_run.is_(None))
        ):
            if (member.document_id, member.part) in parts:
                yield member


def _telling_rows(session: Session, numbers: Iterable[int]) -> Iterator[TellingRow]:
    for some in _some(numbers):
        yield from session.scalars(select(TellingRow).where(TellingRow.id.in_(some)))


# --- What leads from one telling to another ---------------------------------------------------------------------------


def _pairs(session: Session, numbers: Iterable[int]) -> Iterator[TellingPair]:
    for some in _some(numbers):
        yield from session.scalars(select(TellingPair).where(TellingPair.telling_id.in_(some)))
        yield from session.scalars(select(TellingPair).where(TellingPair.other_id.in_(some)))


def _said(session: Session, decided: Iterable[Decided]) -> list[tuple[int, int]]:
    """The numbers of every two tellings of which a person spoke."""
    decided = list(decided)
    numbers: dict[str, int] = {}
    for some in _some({end for each in decided for end in (each.one, each.other)}):
        numbers.update(
            session.execute(select(TellingRow.key, TellingRow.id).where(TellingRow.key.in_(some))).all()
        )
    ends = ((numbers.get(each.one), numbers.get(each.other)) for each in decided)
    return [(one, other) for one, other in ends if one is not None and other is not None]


def _on_same_lines(session: Session, numbers: Iterable[int]) -> set[int]:
    """All tellings on the lines of events on which any of these is: hashes of a council's lines are its own."""
    lines: set[int] = set()
    for some in _some(numbers):
        lines |= set(
            session.scalars(
                select(TellingKey.hash).where(TellingKey.telling_id.in_(some), TellingKey.kind == "line")
            )
        )
    found: set[int] = set()
    for some in _some(lines):
        found |= set(
            session.scalars(
                select(TellingKey.telling_id).where(TellingKey.hash.in_(some), TellingKey.kind == "line")
            )
        )
    return found


def _copies_of(session: Session, numbers: Iterable[int]) -> set[int]:
    """The tellings of the copies of these articles."""
    found: set[int] = set()
    for some in _some(numbers):
        mine = (
            select(CopyRow.group_uid)
            .join(TellingRow, TellingRow.document_id == CopyRow.document_id)
            .where(TellingRow.id.in_(some))
        )
        found |= set(
            session.scalars(
                select(TellingRow.id)
                .join(CopyRow, CopyRow.document_id == TellingRow.document_id)
                .where(CopyRow.group_uid.in_(mine))
            )
        )
    return found


def _with(session: Session, numbers: Iterable[int]) -> set[int]:
    """The tellings that stand in one story with any of these."""
    found: set[int] = set()
    for some in _some(numbers):
        mine = (
            select(StoryMember.story_id)
            .join(TellingRow, TellingRow.document_id == StoryMember.document_id)
            .where(
                TellingRow.id.in_(some), StoryMember.part == TellingRow.part, StoryMember.until_run.is_(None)
            )
        )
        found |= set(
            session.scalars(
                select(TellingRow.id)
                .join(
                    StoryMember,
                    (StoryMember.document_id == TellingRow.document_id)
                    & (StoryMember.part == TellingRow.part),
                )
                .where(StoryMember.story_id.in_(mine), StoryMember.until_run.is_(None))
            )
        )
    return found


def _placed(session: Session, numbers: Collection[int]) -> dict[int, Placed]:
    told = tellings.tellings(session, numbers, words=False)
    documents: dict[int, tuple[int, datetime, str | None]] = {}
    for some in _some(numbers):
        for number, document, seen, group in session.execute(
            select(TellingRow.id, DocumentRow.id, DocumentRow.first_seen_at, CopyRow.group_uid)
            .join(DocumentRow, DocumentRow.id == TellingRow.document_id)
            .outerjoin(CopyRow, CopyRow.document_id == DocumentRow.id)
            .where(TellingRow.id.in_(some))
        ):
            documents[number] = (document, seen, group)
    sides = private.sides(session, {document for document, *_ in documents.values()})
    return {
        number: Placed(telling=telling, first_seen=seen, side=sides[document], copies=group)
        for number, telling in told.items()
        for document, seen, group in (documents[number],)
    }


def _alike(row: TellingPair) -> Alike:
    return Alike(score=row.score, reason=row.reason, rule=row.rule)


def _pair(one: str, other: str, alike: Alike) -> Pair:
    return Pair(one=min(one, other), other=max(one, other), alike=alike)


def _some(ids: Iterable[_Id]) -> Iterator[list[_Id]]:
    """These ids, as many at once as a statement takes."""
    ordered = sorted(set(ids))
    for first in range(0, len(ordered), _AT_ONCE):
        yield ordered[first : first + _AT_ONCE]
