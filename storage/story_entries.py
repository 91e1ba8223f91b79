"""What happened in a story, with proof: the part of its council's timeline that its documents prove, what they resolved,
and for a document that states nothing of the kind, that it was published."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.cited import Cited
from domain.fact import FactType, Modality
from domain.spoken import stated
from domain.story import PUBLISHED, Entry, Member, Proof, Standing
from domain.timeline import Node, NodeKind
from domain.wall import veiled
from storage import private
from storage.schema import DocumentRow, FactRow, PageRow, SourceRow, StoryMember, TextRow, VersionRow
from storage.schema import Story as StoryRow
from storage.timeline import timeline

_AT_ONCE = 450
# By public ids of story and document: the pages that tell of the story, where the document tells of other matters too.
_Pages = Mapping[tuple[str, str], Collection[int]]
# How strong a fact is, by kind: of the official record, and of others.
_RANKS = {
    NodeKind.INSPECTION: (0, 5),
    NodeKind.INTERVENTION: (1, 5),
    NodeKind.VISIT: (2, 6),
    NodeKind.EVENT: (3, 6),
    NodeKind.CLAIM: (5, 5),
    NodeKind.FIGURES: (7, 7),
}
_RESOLVED, _PUBLISHED, _REPORTED = 4, PUBLISHED, PUBLISHED + 1
_DECIDED = (FactType.RESOLUTION, FactType.MOTION)
# What says nothing of a matter: the minutes of the last meeting were approved, a report was noted.
_ROUTINE = ("noted",)


def entries(
    session: Session, stories: Sequence[Standing], *, as_of: datetime
) -> dict[str, tuple[Entry, ...]]:
    """The entries of stories by public id, oldest first; one look at the timeline of each council."""
    nodes: dict[str, tuple[Node, ...]] = {}
    for council in sorted({each.council for each in stories}):
        nodes[council] = timeline(session, council, as_of=as_of)
    pages = _pages(session, stories)
    resolved = _resolved(session, stories, pages)
    found = {
        story.uid: [*_of_timeline(nodes[story.council], story, pages), *resolved.get(story.uid, ())]
        for story in stories
    }
    spans = _spans(session, [entry for each in found.values() for entry in each])
    return {
        story.uid: tuple(
            sorted(
                (
                    *(_veiled(entry, spans) for entry in found[story.uid]),
                    *_published(story, found[story.uid]),
                ),
                key=_place,
            )
        )
        for story in stories
    }


def _place(entry: Entry) -> tuple[bool, str, int, str]:
    """What has a day stands in its order, what has none last."""
    return entry.day is None, (entry.day or "").removeprefix("../"), entry.rank, entry.words


def _pages(session: Session, stories: Iterable[Standing]) -> _Pages:
    """The pages that tell of a story, of its documents that tell of other matters too."""
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for some in _some(story.uid for story in stories):
        rows = session.execute(
            select(StoryRow.uid, DocumentRow.uid, StoryMember.part, PageRow.number, PageRow.item)
            .join(StoryMember, StoryMember.story_id == StoryRow.id)
            .join(DocumentRow, DocumentRow.id == StoryMember.document_id)
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .join(TextRow, TextRow.version_id == VersionRow.id)
            .join(PageRow, PageRow.text_id == TextRow.id)
            .where(StoryRow.uid.in_(some), StoryMember.until_run.is_(None), StoryMember.part != "")
            .where(TextRow.is_current)
        )
        for story, document, part, number, item in rows:
            found[story, document] |= {number} if part == f"item:{item}" else set()
    return found


def _of_timeline(nodes: Iterable[Node], story: Standing, pages: _Pages) -> Iterator[Entry]:
    """The nodes that a story's documents prove, with what others of them claim of these; a claim of what is proved elsewhere
    is background."""
    ours = {member.uid for member in story.members}

    def is_ours(cited: Cited) -> bool:
        return cited.document in ours and cited.page in pages.get((story.uid, cited.document), (cited.page,))

    for node in nodes:
        proofs = [cited for cited in node.proofs if is_ours(cited)]
        claims = [claim for claim in node.claims if is_ours(claim.cited)]
        if not proofs:
            continue
        official, other = _RANKS[node.kind]
        yield Entry(
            day=node.day,
            words=node.words,
            what=node.kind,
            rank=official if any(cited.official for cited in proofs) else other,
            official=node.official,
            proofs=tuple(_proof(cited) for cited in proofs),
            claims=tuple(
                (f"{claim.relation}: {claim.says}; the official record: {claim.record}", _proof(claim.cited))
                for claim in claims
            ),
        )


def _proof(cited: Cited) -> Proof:
    return Proof(
        fact=cited.fact,
        document=cited.document,
        version=cited.version,
        page=cited.page,
        quote=cited.quote,
        whose=cited.whose,
        when=cited.when,
        url=cited.url,
    )


def _resolved(session: Session, stories: Iterable[Standing], pages: _Pages) -> Mapping[str, list[Entry]]:
    """What councils' papers in these stories resolved, each within the pages that tell of the story; what one paper resolved
    in several parts is one entry."""
    found: dict[tuple[str, str, str], Entry] = {}
    members = {
        (story.uid, member.document): member
        for story in stories
        for member in story.members
        if member.voice == "council"
    }
    for some in _some({uid for uid, _ in members}):
        rows = session.execute(
            select(StoryRow.uid, FactRow, VersionRow, DocumentRow, SourceRow)
            .join(StoryMember, StoryMember.story_id == StoryRow.id)
            .join(DocumentRow, DocumentRow.id == StoryMember.document_id)
            .join(SourceRow, SourceRow.id == DocumentRow.source_id)
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .join(FactRow, FactRow.version_id == VersionRow.id)
            .where(StoryRow.uid.in_(some), StoryMember.until_run.is_(None))
            .where(FactRow.until_run.is_(None), FactRow.type.in_(_DECIDED))
            .where(FactRow.modality.not_in((Modality.DENIED, Modality.COUNTERFACTUAL)))
            .order_by(StoryRow.uid, VersionRow.number, FactRow.starts, FactRow.id)
        ).all()
        newest = {(uid, document.id): version.number for uid, _, version, document, _ in rows}
        for uid, fact, version, document, source in rows:
            member = members.get((uid, document.id))
            is_here = fact.page in pages.get((uid, document.uid), (fact.page,))
            if member is None or not is_here or version.number != newest[uid, document.id]:
                continue
            if fact.fields.get("outcome") in _ROUTINE or fact.fields.get("minutes_of"):
                continue
            entry = _decision(member, fact, version, source)
            before = found.get((uid, member.uid, entry.words))
            known = {proof.fact for proof in before.proofs} if before else set()
            if before is None:
                found[uid, member.uid, entry.words] = entry
            elif fact.uid not in known:
                joined = replace(before, proofs=(*before.proofs, *entry.proofs))
                found[uid, member.uid, entry.words] = joined
    by_story: dict[str, list[Entry]] = defaultdict(list)
    for (uid, _, _), entry in found.items():
        by_story[uid].append(entry)
    return by_story


def _decision(member: Member, fact: FactRow, version: VersionRow, source: SourceRow) -> Entry:
    outcome = fact.fields.get("outcome")
    what = "motion" if fact.type == FactType.MOTION else "resolution"
    said = f"{what} {outcome}" if isinstance(outcome, str) else what
    return Entry(
        day=member.day,
        words=f"{said.capitalize()}: {member.item or member.title}",
        what=what,
        rank=_RESOLVED,
        official=False,
        proofs=(
            Proof(
                fact=fact.uid,
                document=member.uid,
                version=version.number,
                page=fact.page,
                quote=fact.quote,
                whose=source.name or member.outlet,
                when=stated(member.day) if member.day else "undated",
                url=member.url or "",
            ),
        ),
    )


def _published(story: Standing, stated: Iterable[Entry]) -> Iterator[Entry]:
    """That a document was published, of those that state nothing else."""
    proved = {
        proof.document for entry in stated for proof in (*entry.proofs, *(each for _, each in entry.claims))
    }
    for member in story.members:
        if member.uid in proved:
            continue
        verb = "reported" if member.is_article else "published"
        yield Entry(
            day=member.day,
            words=f"{member.outlet} {verb}: {member.item or member.title}",
            what=verb,
            rank=_REPORTED if member.is_article else _PUBLISHED,
            official=False,
            proofs=(),
        )


# --- Words that name private people -----------------------------------------------------------------------------------


def _spans(session: Session, found: Iterable[Entry]) -> dict[str, str]:
    """The quotes of facts by public id, with every private span blanked."""
    uids = {proof.fact for entry in found for proof in (*entry.proofs, *(each for _, each in entry.claims))}
    rows: list[FactRow] = []
    for some in _some(uids):
        rows += session.scalars(select(FactRow).where(FactRow.uid.in_(some), FactRow.until_run.is_(None)))
    spans = private.spans_by_text(session, {row.text_id for row in rows if row.text_id is not None})
    return {
        row.uid: veiled(row.quote, spans.get(row.text_id or 0, ()), start=row.starts or 0) for row in rows
    }


def _veiled(entry: Entry, quotes: Mapping[str, str]) -> Entry:
    return entry.with_quotes(lambda proof: quotes.get(proof.fact, ""))


def _some(words: Iterable[str]) -> Iterator[list[str]]:
    """These, as many at once as a statement takes."""
    ordered = sorted(set(words))
    for first in range(0, len(ordered), _AT_ONCE):
        yield ordered[first : first + _AT_ONCE]
