"""Tellings in the archive: which documents are to be asked what they tell of, with what, and what was told, kept as hashes.

What a document tells of is decided elsewhere (`linking.stories`). Here stands what it is asked with, and what is kept of
the answer: days, events and hashes of words, none of the words themselves, so that it outlives the words that retention
deletes. An erasure takes it too (`forget`).
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import blake2b
from typing import TypeVar

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from domain.fact import FactType, Modality
from domain.provider import ProviderKind
from domain.source import Channel
from domain.story import Anchor, Item, Material, Statement, Telling
from storage import facts, private
from storage.diary import SHOWN
from storage.private import gives_away
from storage.schema import (
    AgendaItemRow,
    ArticleRow,
    Attachment,
    CouncilRow,
    DocumentRow,
    Entity,
    FactRow,
    JsonObject,
    ListedReportRow,
    MeetingRow,
    ProviderRow,
    Reading,
    RegisterEntry,
    SourceRow,
    StoryLook,
    StoryMember,
    TellingKey,
    TellingPair,
    TellingRow,
    TextRow,
    VersionRow,
)
from storage.writing import upsert

# SQLite's oldest limit on the values of one statement is 999.
_AT_ONCE = 450
_OFFICIAL = frozenset({Channel.OFSTED, Channel.GOVUK})
_STATED = (FactType.JUDGEMENT, FactType.EVENT, FactType.STATISTIC)
# The kinds of hashes, as they are kept. What joins papers for certain is few; the others are words.
_TERM, _NAME = "term", "name"
_SURE = ("issue", "item", "meeting", "figure", "series", "line")
# Words and figures are compared where so many are shared.
_TERMS_SHARED, _FIGURES_SHARED = 5, 3
# A word that so many tellings of a council share says nothing of which matter they tell of.
_COMMON_AT_LEAST, _COMMON_SHARE = 12, 0.04
# The likest are compared; who is like more is joined to them through these.
_CANDIDATES = 30
# What is under one issue or item comes before whatever shares words.
_SURELY = 10_000
_Id = TypeVar("_Id", int, str)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A document to be asked what it tells of: its number, newest version, council, and the run in which it was read last.

    `material` is empty where no words of it are had any more: what it told then stands.
    """

    document: int
    version: int
    council: int
    read_run: int
    material: Material | None


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What keeping tellings changed: those (by number) that are new or tell something else, and all that were paired with
    these or with what is gone."""

    new: Mapping[int, Telling]
    touched: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class Near:
    """By number of each telling: those with which it is worth comparing it, the hashes of its words that are too common to
    say anything, and how many tellings its council has; and in how many tellings each hash stands."""

    tellings: Mapping[int, Sequence[Telling]]
    common: Mapping[int, frozenset[int]]
    totals: Mapping[int, int]
    counts: Mapping[int, int]


def pending(session: Session, *, rule: str) -> list[int]:
    """Documents of a council that were read since they were last asked, or never were by this rule; oldest first.

    One pass over the readings of current texts, and no look at any words.
    """
    read = (
        select(VersionRow.document_id, func.max(Reading.run_id).label("run"))
        .join(TextRow, TextRow.version_id == VersionRow.id)
        .join(Reading, Reading.text_id == TextRow.id)
        .where(TextRow.is_current)
        .group_by(VersionRow.document_id)
        .subquery()
    )
    other = or_(StoryLook.document_id.is_(None), StoryLook.rule != rule, StoryLook.read_run < read.c.run)
    return list(
        session.scalars(
            select(read.c.document_id)
            .join(DocumentRow, DocumentRow.id == read.c.document_id)
            .outerjoin(StoryLook, StoryLook.document_id == read.c.document_id)
            .where(other, DocumentRow.council_id.is_not(None))
            .order_by(read.c.document_id)
        )
    )


def asked(session: Session, documents: Collection[int]) -> list[Asked]:
    """These documents with what they are asked with; a few statements however many."""
    rows = {row.document: row for row in _newest(session, documents)}
    texts = {
        each.text_id: each for each in facts.texts(session, [row.text for row in rows.values() if row.is_had])
    }
    stated = _statements(session, rows.values())
    veiled = private.spans_by_text(session, [row.text for row in rows.values()])
    items, committees, days = _items(session, rows)
    providers = _providers(session, rows)
    found = []
    for number, row in rows.items():
        text = texts.get(row.text)
        material = (
            None
            if text is None
            else Material(
                document=row.uid,
                kind=row.kind,
                source=row.source,
                council=row.slug,
                title=row.title,
                published=text.circumstances.published or days.get(number),
                text=text.text,
                statements=stated.get(number, ()),
                private=veiled.get(row.text, ()),
                items=items.get(number, ()),
                committee=committees.get(number),
                providers=providers.get(number, ()),
                framework=row.framework,
                official=row.is_official,
                is_of_meeting=row.meeting is not None,
            )
        )
        found.append(
            Asked(
                document=number,
                version=row.version,
                council=row.council,
                read_run=row.read_run,
                material=material,
            )
        )
    return found


def keep(session: Session, told: Iterable[tuple[Asked, Sequence[Telling]]], *, run: int) -> Kept:
    """Keep what documents tell of; nothing is kept twice.

    A telling that is as it was keeps its number, its pairs and its story.
    """
    told = list(told)
    standing: dict[int, dict[str, TellingRow]] = defaultdict(dict)
    for some in _some([each.document for each, _ in told]):
        for row in session.scalars(select(TellingRow).where(TellingRow.document_id.in_(some))):
            standing[row.document_id][row.key] = row
    changed: list[tuple[TellingRow, Telling]] = []
    gone: dict[int, TellingRow] = {}
    for each, found in told:
        wanted = {telling.key: telling for telling in found}
        before = standing[each.document]
        gone |= {row.id: row for key, row in before.items() if key not in wanted}
        for key, telling in wanted.items():
            made = _changed(each, telling, before.get(key))
            if made is not None:
                session.add(made)
                changed.append((made, telling))
    session.flush()
    new = {row.id: telling for row, telling in changed}
    touched = _drop_pairs(session, [*gone, *new])
    for row in gone.values():
        _leave(session, row, run=run)
    _drop(session, gone)
    _keep_keys(session, new)
    return Kept(new=new, touched=frozenset(touched - gone.keys()))


def of_documents(session: Session, documents: Collection[int]) -> set[int]:
    """The numbers of the tellings of documents."""
    found: set[int] = set()
    for some in _some(documents):
        found |= set(session.scalars(select(TellingRow.id).where(TellingRow.document_id.in_(some))))
    return found


def note_looks(session: Session, looks: Mapping[int, int], *, rule: str) -> None:
    """Note that documents were asked by this rule, after the run in which each was read last."""
    rows = [{"document_id": document, "read_run": run, "rule": rule} for document, run in looks.items()]
    upsert(session, StoryLook, rows, on=["document_id"])


def forget(session: Session, documents: Collection[int]) -> None:
    """Delete all that documents tell of: of what is erased no hash stays."""
    for some in _some(documents):
        numbers = list(session.scalars(select(TellingRow.id).where(TellingRow.document_id.in_(some))))
        _drop_pairs(session, numbers)
        _drop(session, numbers)
        session.execute(delete(StoryLook).where(StoryLook.document_id.in_(some)))


def candidates(session: Session, new: Mapping[int, Telling]) -> Near:
    """The tellings with which it is worth comparing each of these (by number), likest first, and how often their hashes stand.

    A range of the index of hashes for each of a telling's forty rarest words; hashes are of one council, so that the work
    grows with that council's own papers and not with the archive.
    """
    holding: dict[int, list[int]] = defaultdict(list)
    for some in _some({hashed for telling in new.values() for hashed in _compared(telling)}):
        for hashed, number in session.execute(
            select(TellingKey.hash, TellingKey.telling_id).where(TellingKey.hash.in_(some))
        ):
            holding[hashed].append(number)
    totals = _totals(session, new)
    near: dict[int, list[int]] = {}
    common: dict[int, frozenset[int]] = {}
    for number, telling in new.items():
        most = max(_COMMON_AT_LEAST, totals[number] * _COMMON_SHARE)
        common[number] = frozenset(hashed for hashed in telling.terms if len(holding[hashed]) > most)
        near[number] = _likest(number, telling, holding, common[number])
    found = tellings(session, {other for others in near.values() for other in others})
    return Near(
        tellings={
            number: [found[other] for other in others if other in found] for number, others in near.items()
        },
        common=common,
        counts={hashed: len(numbers) for hashed, numbers in holding.items()},
        totals=totals,
    )


def _compared(telling: Telling) -> set[int]:
    return {*telling.terms, *telling.issues, *telling.items, *telling.figures}


def _totals(session: Session, new: Mapping[int, Telling]) -> dict[int, int]:
    """How many tellings the council of each of these has."""
    councils: dict[int, int] = {}
    for some in _some(new):
        councils.update(
            session.execute(select(TellingRow.id, TellingRow.council_id).where(TellingRow.id.in_(some))).all()
        )
    counted: dict[int, int] = {}
    for some in _some(councils.values()):
        counted.update(
            session.execute(
                select(TellingRow.council_id, func.count())
                .where(TellingRow.council_id.in_(some))
                .group_by(TellingRow.council_id)
            ).all()
        )
    return {number: counted[council] for number, council in councils.items()}


def _likest(
    number: int, telling: Telling, holding: Mapping[int, Sequence[int]], common: frozenset[int]
) -> list[int]:
    """The tellings that share an issue or item, or enough figures or words, with one; what is rare counts more."""
    shared: dict[int, float] = defaultdict(float)
    worth: set[int] = set()
    sure = telling.issues | telling.items
    for hashes, least in (
        (sure, 1),
        (telling.figures, _FIGURES_SHARED),
        (telling.terms.keys() - common, _TERMS_SHARED),
    ):
        counted: Counter[int] = Counter()
        for hashed in hashes:
            weight = _SURELY if hashes is sure else telling.terms.get(hashed, 1)
            for other in holding.get(hashed, ()):
                counted[other] += 1
                shared[other] += weight / len(holding[hashed])
        worth |= {other for other, times in counted.items() if times >= least}
    return sorted(worth - {number}, key=lambda other: (-shared[other], other))[:_CANDIDATES]


def weigh(session: Session, weighed: Mapping[int, Telling]) -> None:
    """Keep the weights of the words of tellings, as they were found when they came in."""
    _keep_keys(session, weighed)


def tellings(session: Session, numbers: Collection[int], *, words: bool = True) -> dict[int, Telling]:
    """Tellings by number, as they were kept; without their words and figures if these are not wanted."""
    keys: dict[int, dict[str, list[tuple[int, float]]]] = defaultdict(lambda: defaultdict(list))
    found: dict[int, Telling] = {}
    for some in _some(numbers):
        rows = select(TellingKey.telling_id, TellingKey.kind, TellingKey.hash, TellingKey.weight).where(
            TellingKey.telling_id.in_(some)
        )
        if not words:
            rows = rows.where(TellingKey.kind.in_(("issue", "item", "meeting", "series")))
        for number, kind, hashed, weight in session.execute(rows):
            keys[number][kind].append((hashed, weight))
        for row, uid, source, slug in session.execute(
            select(TellingRow, DocumentRow.uid, SourceRow.key, CouncilRow.slug)
            .join(DocumentRow, DocumentRow.id == TellingRow.document_id)
            .join(SourceRow, SourceRow.id == DocumentRow.source_id)
            .join(CouncilRow, CouncilRow.id == TellingRow.council_id)
            .where(TellingRow.id.in_(some))
        ):
            found[row.id] = _telling(row, uid, source, slug, keys[row.id])
    return found


# --- What a document is asked with ------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Row:
    document: int
    uid: str
    kind: str
    source: str
    is_official: bool
    council: int
    slug: str
    version: int
    title: str
    text: int
    is_had: bool
    read_run: int
    framework: str | None
    meeting: int | None


def _newest(session: Session, documents: Collection[int]) -> Iterator[_Row]:
    """The newest version of each of these documents that was read and may be shown, with its newest reading."""
    newest: dict[int, _Row] = {}
    for some in _some(documents):
        rows = session.execute(
            select(DocumentRow, VersionRow, TextRow, Reading, SourceRow, CouncilRow, ArticleRow)
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .join(TextRow, TextRow.version_id == VersionRow.id)
            .join(Reading, Reading.text_id == TextRow.id)
            .join(SourceRow, SourceRow.id == DocumentRow.source_id)
            .join(CouncilRow, CouncilRow.id == DocumentRow.council_id)
            .outerjoin(ArticleRow, ArticleRow.document_id == DocumentRow.id)
            .where(DocumentRow.id.in_(some), TextRow.is_current)
            .order_by(DocumentRow.id, VersionRow.number, Reading.run_id, Reading.id)
        )
        for document, version, text, reading, source, council, article in rows:
            inspection = reading.inspection or {}
            framework = inspection.get("framework")
            newest[document.id] = _Row(
                document=document.id,
                uid=document.uid,
                kind=document.kind,
                source=source.key,
                is_official=source.channel in _OFFICIAL or bool(inspection),
                council=council.id,
                slug=council.slug,
                version=version.id,
                title="" if gives_away(article) else version.title,
                text=text.id,
                is_had=text.expired_at is None and version.access in SHOWN,
                read_run=reading.run_id,
                framework=framework if isinstance(framework, str) else None,
                meeting=document.meeting_id,
            )
    yield from newest.values()


def _statements(session: Session, rows: Iterable[_Row]) -> dict[int, list[Statement]]:
    """What these versions state of their own council, in the order of the text."""
    owners = {row.version: row for row in rows}
    found: dict[int, list[Statement]] = defaultdict(list)
    for some in _some(owners):
        facts_of = session.execute(
            select(FactRow, Entity.council_id)
            .outerjoin(Entity, Entity.id == FactRow.about)
            .where(FactRow.version_id.in_(some), FactRow.until_run.is_(None), FactRow.type.in_(_STATED))
            .order_by(FactRow.version_id, FactRow.starts, FactRow.id)
        )
        for fact, council in facts_of:
            owner = owners[fact.version_id]
            if council not in (None, owner.council):
                continue
            found[owner.document].append(
                Statement(
                    type=FactType(fact.type),
                    fields=fact.fields,
                    modality=Modality(fact.modality),
                    start=fact.starts,
                )
            )
    return found


def _items(
    session: Session, rows: Mapping[int, _Row]
) -> tuple[dict[int, list[Item]], dict[int, str], dict[int, str]]:
    """By document: the items of its meeting (minutes) or under which it hangs, its committee, and the day of its meeting."""
    items: dict[int, list[Item]] = defaultdict(list)
    committees: dict[int, str] = {}
    days: dict[int, str] = {}
    own: dict[int, list[_Row]] = defaultdict(list)
    for row in rows.values():
        if row.meeting is not None:
            own[row.meeting].append(row)
    for some in _some(own):
        for meeting, item, source in session.execute(
            select(MeetingRow, AgendaItemRow, SourceRow.key)
            .join(SourceRow, SourceRow.id == MeetingRow.source_id)
            .outerjoin(AgendaItemRow, AgendaItemRow.meeting_id == MeetingRow.id)
            .where(MeetingRow.id.in_(some))
            .order_by(MeetingRow.id, AgendaItemRow.position)
        ):
            for row in own[meeting.id]:
                committees[row.document] = str(meeting.committee_id)
                days[row.document] = meeting.starts_local[:10]
                if item is not None and item.number:
                    items[row.document].append(_item(meeting, item, source))
    for some in _some(rows):
        for document, meeting, item, source in session.execute(
            select(Attachment.document_id, MeetingRow, AgendaItemRow, SourceRow.key)
            .join(MeetingRow, MeetingRow.id == Attachment.meeting_id)
            .join(SourceRow, SourceRow.id == MeetingRow.source_id)
            .outerjoin(
                AgendaItemRow,
                (AgendaItemRow.meeting_id == Attachment.meeting_id)
                & (AgendaItemRow.ref == Attachment.item_ref),
            )
            .where(Attachment.document_id.in_(some))
            .order_by(Attachment.document_id, MeetingRow.starts_local, Attachment.item_ref)
        ):
            if document is None:
                continue
            committees.setdefault(document, str(meeting.committee_id))
            days.setdefault(document, meeting.starts_local[:10])
            if item is not None:
                items[document].append(_item(meeting, item, source))
        for entry, source in session.execute(
            select(RegisterEntry, SourceRow.key)
            .join(DocumentRow, DocumentRow.id == RegisterEntry.document_id)
            .join(SourceRow, SourceRow.id == DocumentRow.source_id)
            .where(RegisterEntry.document_id.in_(some))
        ):
            if entry.issue_ref:
                items[entry.document_id].append(
                    Item(number="", key="", issues=(f"{source}/{entry.issue_ref}",))
                )
            if entry.decided:
                days[entry.document_id] = entry.decided.isoformat()
    return items, committees, days


def _item(meeting: MeetingRow, item: AgendaItemRow, source: str) -> Item:
    return Item(
        number=item.number or "",
        key=f"{meeting.uid}/{item.ref}",
        title=item.title,
        issues=(f"{source}/{item.issue_ref}",) if item.issue_ref else (),
    )


def _providers(session: Session, documents: Iterable[int]) -> dict[int, list[str]]:
    """The homes and other providers, but not the councils' services as a whole, under which documents are listed."""
    found: dict[int, list[str]] = defaultdict(list)
    for some in _some(documents):
        for document, ref in session.execute(
            select(ListedReportRow.document_id, ProviderRow.ref)
            .join(ProviderRow, ProviderRow.id == ListedReportRow.provider_id)
            .where(
                ListedReportRow.document_id.in_(some),
                ProviderRow.kind != ProviderKind.CHILDRENS_SERVICES,
            )
            .order_by(ListedReportRow.document_id, ProviderRow.ref)
        ):
            found[document].append(ref)
    return found


# --- What is kept -----------------------------------------------------------------------------------------------------


def _changed(of: Asked, telling: Telling, row: TellingRow | None) -> TellingRow | None:
    """The row of a telling if it is new or tells something else than before."""
    digest = _digest(telling)
    if row is not None and row.digest == digest:
        row.version_id, row.page = of.version, telling.page
        return None
    row = row or TellingRow(key=telling.key, document_id=of.document, part=telling.part)
    row.version_id, row.council_id, row.page, row.day = of.version, of.council, telling.page, telling.day
    row.anchors = [_anchor(anchor) for anchor in telling.anchors]
    row.digest = digest
    return row


def _digest(telling: Telling) -> str:
    """Changes with whatever could change a telling's place among others."""
    told = [
        str(telling.day),
        telling.council,
        [_anchor(anchor) for anchor in telling.anchors],
        sorted((hashed, kind, weight) for kind, hashed, weight in _keys(telling)),
    ]
    return blake2b(json.dumps(told, sort_keys=True).encode(), digest_size=16).hexdigest()


def _keys(telling: Telling) -> Iterator[tuple[str, int, float]]:
    """The hashes of a telling: their kind, number and weight."""
    for hashed, weight in telling.terms.items():
        yield _NAME if hashed in telling.names else _TERM, hashed, weight
    sure = (
        telling.issues,
        telling.items,
        telling.meetings,
        telling.figures,
        () if telling.series is None else (telling.series,),
        telling.lines,
    )
    for kind, hashes in zip(_SURE, sure, strict=True):
        for hashed in hashes:
            yield kind, hashed, 1.0


def _keep_keys(session: Session, new: Mapping[int, Telling]) -> None:
    for some in _some(new):
        session.execute(delete(TellingKey).where(TellingKey.telling_id.in_(some)))
    rows = [
        {"telling_id": number, "hash": hashed, "kind": kind, "weight": weight}
        for number, telling in new.items()
        for kind, hashed, weight in _keys(telling)
    ]
    if rows:
        session.execute(insert(TellingKey), rows)


def _drop_pairs(session: Session, numbers: Collection[int]) -> set[int]:
    """Delete the pairs of tellings; returns those of which any was."""
    ends: set[int] = set()
    for some in _some(numbers):
        either = or_(TellingPair.telling_id.in_(some), TellingPair.other_id.in_(some))
        for one, other in session.execute(select(TellingPair.telling_id, TellingPair.other_id).where(either)):
            ends |= {one, other}
        session.execute(delete(TellingPair).where(either))
    return ends


def _leave(session: Session, row: TellingRow, *, run: int) -> None:
    """End the membership of a telling that is none any more."""
    session.execute(
        update(StoryMember)
        .where(StoryMember.document_id == row.document_id, StoryMember.part == row.part)
        .where(StoryMember.until_run.is_(None))
        .values(until_run=run)
    )


def _drop(session: Session, numbers: Collection[int]) -> None:
    for some in _some(numbers):
        session.execute(delete(TellingKey).where(TellingKey.telling_id.in_(some)))
        session.execute(delete(TellingRow).where(TellingRow.id.in_(some)))


def _telling(
    row: TellingRow,
    document: str,
    source: str,
    council: str,
    keys: Mapping[str, Sequence[tuple[int, float]]],
) -> Telling:
    series = keys.get("series", ())
    return Telling(
        key=row.key,
        document=document,
        part=row.part,
        page=row.page,
        council=council,
        day=row.day,
        source=source,
        anchors=tuple(_anchor_of(anchor) for anchor in row.anchors),
        issues=_hashes(keys, "issue"),
        items=_hashes(keys, "item"),
        meetings=_hashes(keys, "meeting"),
        figures=_hashes(keys, "figure"),
        names=_hashes(keys, _NAME),
        series=series[0][0] if series else None,
        terms={hashed: weight for kind in (_TERM, _NAME) for hashed, weight in keys.get(kind, ())},
        lines=_hashes(keys, "line"),
    )


def _hashes(keys: Mapping[str, Sequence[tuple[int, float]]], kind: str) -> frozenset[int]:
    return frozenset(hashed for hashed, _ in keys.get(kind, ()))


def _anchor(anchor: Anchor) -> JsonObject:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(anchor).items()
    }


def _anchor_of(kept: Mapping[str, object]) -> Anchor:
    days = {name: date.fromisoformat(str(kept[name])) if kept[name] else None for name in ("first", "last")}
    return Anchor(**{**kept, **days})  # type: ignore[arg-type]  # as `_anchor` wrote it


def _some(ids: Iterable[_Id]) -> Iterator[list[_Id]]:
    """These ids, as many at once as a statement takes."""
    ordered = sorted(set(ids))
    for first in range(0, len(ordered), _AT_ONCE):
        yield ordered[first : first + _AT_ONCE]
