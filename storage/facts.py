"""Mentions and facts of texts: a re-run ends what is no longer found and adds what is new, and renumbers nothing."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from domain.document import Access, DocumentKind
from domain.evidence import HEADLINE, Evidence, Pointer
from domain.fact import Fact
from domain.findings import Circumstances, Findings
from domain.mention import JsonValue, Mention, MentionType
from domain.text import Page, Quality, Text
from storage import appearances, held
from storage.documents import bounds, file_name, redactions
from storage.schema import (
    ArticleRow,
    CouncilRow,
    DocumentRow,
    Entity,
    FactRow,
    Link,
    MentionRow,
    PageRow,
    Reading,
    SourceRow,
    TextRow,
    VersionRow,
)
from storage.writing import Row, insert_new, note_changes, upsert

# Whose word is the official record.
_OFFICIAL = frozenset({"ofsted", "govuk", "statistics"})


@dataclass(frozen=True, kw_only=True)
class Unlinked:
    """A current text that was not linked yet with these rules and this knowledge, and what is known of it from outside."""

    text_id: int
    text: Text
    circumstances: Circumstances


@dataclass(frozen=True, kw_only=True)
class Relinked:
    """What linking did to the mentions and facts of so many texts."""

    texts: int = 1
    added: int
    ended: int
    kept: int

    def __add__(self, other: "Relinked") -> "Relinked":
        return Relinked(
            texts=self.texts + other.texts,
            added=self.added + other.added,
            ended=self.ended + other.ended,
            kept=self.kept + other.kept,
        )


def to_link(session: Session, *, rules: str, known: str, everything: bool = False) -> list[int]:
    """The ids of current texts that were never linked with these rules and this knowledge, oldest first.

    A text linked with these rules but other knowledge is linked again only where `everything` is asked for or it came
    in since: what is known grows with each crawl, and each growth cannot mean reading the whole archive again.
    """
    done = select(Reading.id).where(Reading.text_id == TextRow.id, Reading.rules == rules)
    if everything:
        done = done.where(Reading.known == known)
    return list(
        session.scalars(
            select(TextRow.id)
            .where(TextRow.is_current, TextRow.expired_at.is_(None), ~done.exists())
            .order_by(TextRow.id)
        )
    )


def texts(session: Session, ids: Iterable[int]) -> list[Unlinked]:
    """The texts with these ids, each with what is known of it from outside; two queries however many."""
    wanted = list(ids)
    released = held.released(session)
    pages: dict[int, list[PageRow]] = {}
    for page in session.scalars(
        select(PageRow).where(PageRow.text_id.in_(wanted)).order_by(PageRow.text_id, PageRow.number)
    ):
        pages.setdefault(page.text_id, []).append(page)
    rows = session.execute(
        select(TextRow, VersionRow, DocumentRow, CouncilRow.slug, SourceRow.covers, SourceRow.anonymous)
        .join(VersionRow, VersionRow.id == TextRow.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .join(SourceRow, SourceRow.id == DocumentRow.source_id)
        .outerjoin(CouncilRow, CouncilRow.id == DocumentRow.council_id)
        .where(TextRow.id.in_(wanted))
        .order_by(TextRow.id)
    )
    return [
        Unlinked(
            text_id=text.id,
            text=_text(text, pages.get(text.id, [])),
            circumstances=Circumstances(
                title=version.title,
                kind=document.kind,
                published=version.published or version.dated,
                council=slug,
                covers=tuple(covers),
                is_anonymous=anonymous,
                address=document.url,
                document=document.uid,
                released=released,
            ),
        )
        for text, version, document, slug, covers, anonymous in rows
    ]


def keep_findings(
    session: Session, found: Mapping[int, Findings], *, rules: str, known: str, run: int, now: datetime
) -> Relinked:
    """Keep what linking found in texts (by id); what stands already stays untouched, with its number.

    A text that was erased since it was read is passed over. Change numbers are drawn at the end, for they are drawn
    under a lock that every writer waits for.
    """
    total, changes = Relinked(texts=0, added=0, ended=0, kept=0), []
    for text_id, findings in sorted(found.items()):
        relinked, change = _keep_one(session, text_id, findings, rules=rules, known=known, run=run, now=now)
        total += relinked
        changes += change
    session.flush()
    note_changes(session, changes, at=now)
    return total


def _keep_one(
    session: Session, text_id: int, findings: Findings, *, rules: str, known: str, run: int, now: datetime
) -> tuple[Relinked, list[Row]]:
    text, version, document, channel = session.execute(
        select(TextRow, VersionRow, DocumentRow, SourceRow.channel)
        .join(VersionRow, VersionRow.id == TextRow.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .join(SourceRow, SourceRow.id == DocumentRow.source_id)
        .where(TextRow.id == text_id)
    ).one()
    if text.expired_at is not None or version.access == Access.ERASED:
        return Relinked(added=0, ended=0, kept=0), []
    entities = _entities(session, findings)
    mentions = _keep_mentions(session, text, findings.mentions, entities, run)
    appearances.keep(session, text, findings.appearances, run=run)
    official = channel in _OFFICIAL or findings.inspection is not None
    facts = _keep_facts(session, text, version, document.uid, findings, entities, official, run)
    _keep_reading(session, text, findings, rules=rules, known=known, run=run)
    _learn(session, document, version, findings)
    hidden = held.keep(session, text, version, document, findings, run=run, now=now)
    relinked = Relinked(
        added=mentions.added + facts.added,
        ended=mentions.ended + facts.ended,
        kept=mentions.kept + facts.kept,
    )
    return relinked, [{"what": "facts", "document_id": document.id, "version_id": version.id}, *hidden]


def _text(row: TextRow, pages: list[PageRow]) -> Text:
    words, end = [], 0
    for page in pages:
        words.append("\n" * (page.starts - end))  # between pages a text has line ends only
        words.append(page.words or "")
        end = page.ends
    return Text(
        words="".join(words),
        pages=tuple(Page(number=p.number, start=p.starts, end=p.ends, item=p.item) for p in pages),
        reader=row.reader,
        quality=Quality(row.quality),
        redactions=redactions(row.redactions),
    )


def _keep_mentions(
    session: Session, text: TextRow, found: tuple[Mention, ...], entities: dict[str, int], run: int
) -> Relinked:
    outread = select(TextRow.id).where(TextRow.version_id == text.version_id, TextRow.id != text.id)
    session.execute(
        update(MentionRow)
        .where(MentionRow.text_id.in_(outread), MentionRow.until_run.is_(None))
        .values(until_run=run)
    )
    standing = {
        (row.starts, row.ends, row.type): row
        for row in session.scalars(
            select(MentionRow).where(MentionRow.text_id == text.id, MentionRow.until_run.is_(None))
        )
    }
    wanted = {(mention.start, mention.end, str(mention.type)): mention for mention in found}
    ended = [row.id for key, row in standing.items() if key not in wanted or not _same(row, wanted[key])]
    session.execute(update(MentionRow).where(MentionRow.id.in_(ended)).values(until_run=run))
    new = [m for key, m in wanted.items() if key not in standing or standing[key].id in set(ended)]
    rows = [
        {
            "text_id": text.id,
            "starts": mention.start,
            "ends": mention.end,
            "type": mention.type,
            "words": mention.text,
            "value": written(mention.value),
            "whom": _whom(mention),
            "rule": mention.rule,
            "since_run": run,
        }
        for mention in new
    ]
    if rows:
        session.execute(MentionRow.__table__.insert(), rows)  # type: ignore[attr-defined]
    for key, row in standing.items():
        if key in wanted:
            row.whom = _whom(wanted[key])
    _keep_links(session, text, wanted.values(), entities, run)
    return Relinked(added=len(new), ended=len(ended), kept=len(standing) - len(ended))


def _same(row: MentionRow, mention: Mention) -> bool:
    return row.value == written(mention.value) and row.rule == mention.rule


def _whom(mention: Mention) -> str | None:
    return mention.entity if mention.type == MentionType.PERSON else None


def _keep_links(
    session: Session, text: TextRow, mentions: Iterable[Mention], entities: dict[str, int], run: int
) -> None:
    """Append what each mention means where the answer is new; a mention of nobody we know needs no row.

    Who a person is can be said only when all of that surname are looked at together (`storage.appearances`).
    """
    answers = {
        f"{text.sha256}:{mention.start}:{mention.end}:{mention.type}": (
            entities.get(mention.entity or ""),
            mention,
        )
        for mention in mentions
        if mention.entity and mention.type != MentionType.PERSON
    }
    newest = select(func.max(Link.id)).where(Link.mention_key.in_(list(answers))).group_by(Link.mention_key)
    standing = {
        row.mention_key: row.entity_id for row in session.scalars(select(Link).where(Link.id.in_(newest)))
    }
    rows = [
        {
            "mention_key": key,
            "entity_id": entity,
            "rule": mention.rule,
            "candidates": None if entity else [mention.entity],
            "run_id": run,
        }
        for key, (entity, mention) in answers.items()
        if key not in standing or standing[key] != entity
    ]
    if rows:
        session.execute(Link.__table__.insert(), rows)  # type: ignore[attr-defined]


def _keep_facts(
    session: Session,
    text: TextRow,
    version: VersionRow,
    document: str,
    findings: Findings,
    entities: dict[str, int],
    official: bool,
    run: int,
) -> Relinked:
    people = {appearance.whom for appearance in findings.appearances}
    others = {uid: number for uid, number in entities.items() if uid not in people}
    standing = {
        row.uid: row
        for row in session.scalars(
            select(FactRow).where(
                FactRow.version_id == version.id,
                or_(FactRow.text_id.is_not(None), FactRow.pointer == HEADLINE),
                FactRow.until_run.is_(None),
            )
        )
    }
    wanted = {fact.uid(document, str(version.number)): fact for fact in findings.facts}
    ended = [row.id for uid, row in standing.items() if uid not in wanted]
    session.execute(update(FactRow).where(FactRow.id.in_(ended)).values(until_run=run))
    rows = [
        fact_row(uid, fact, version=version.id, text=text.id, about=others, official=official, run=run)
        | {"whom": fact.about if fact.about in people else None}
        for uid, fact in wanted.items()
        if uid not in standing
    ]
    if rows:
        session.execute(FactRow.__table__.insert(), rows)  # type: ignore[attr-defined]
    for uid, row in standing.items():
        if uid in wanted:
            fact = wanted[uid]
            row.rule, row.speaker, row.stated = fact.rule, fact.speaker, fact.stated
            whom = fact.about if fact.about in people else None
            if row.whom != whom:  # who that is, is said anew with all of that surname
                row.whom, row.about = whom, others.get(fact.about or "")
            row.stated_from, row.stated_to = bounds(fact.stated)
    return Relinked(added=len(rows), ended=len(ended), kept=len(standing) - len(ended))


def fact_row(
    uid: str,
    fact: Fact,
    *,
    version: int,
    text: int | None,
    about: Mapping[str, int],
    official: bool,
    run: int,
) -> dict[str, Any]:
    """A fact as a row to be added; `about` are entities by public id, `text` the text that its quote stands in, none for a table."""
    first, last = bounds(fact.stated)
    return {
        "uid": uid,
        "type": fact.type,
        "about": about.get(fact.about or ""),
        "version_id": version,
        **_proof(fact.evidence, text),
        "stated": fact.stated,
        "stated_from": first,
        "stated_to": last,
        "modality": fact.modality,
        "speaker": fact.speaker,
        "official": official,
        "fields": fact.fields,
        "rule": fact.rule,
        "since_run": run,
    }


def _proof(evidence: Evidence | Pointer, text: int | None) -> dict[str, Any]:
    if isinstance(evidence, Pointer):
        spanless = dict.fromkeys(("text_id", "page", "starts", "ends"))
        return {**spanless, "pointer": evidence.pointer, "quote": evidence.value}
    return {
        "text_id": text,
        "page": evidence.page,
        "starts": evidence.start,
        "ends": evidence.end,
        "pointer": None,
        "quote": evidence.quote,
    }


def _keep_reading(
    session: Session, text: TextRow, findings: Findings, *, rules: str, known: str, run: int
) -> None:
    row = {
        "text_id": text.id,
        "rules": rules,
        "known": known,
        "run_id": run,
        "inspection": asdict(findings.inspection) if findings.inspection else None,
        "topics": list(findings.topics),
        "warnings": list(findings.warnings),
        "private": [list(span) for span in findings.private],
    }
    upsert(session, Reading, [row], on=["text_id", "rules", "known"])


def _learn(session: Session, document: DocumentRow, version: VersionRow, findings: Findings) -> None:
    """What a text proves of its document where nothing else says it: whom it is about, its kind, title and date."""
    if findings.council and document.council_id is None:
        document.council_id = session.scalar(
            select(CouncilRow.id).where(CouncilRow.slug == findings.council.slug)
        )
    if findings.kind and document.kind == DocumentKind.OTHER:
        document.kind = findings.kind
    if findings.title and version.title == file_name(document.url):
        version.title = findings.title
    if findings.published and version.published is None and document.meeting_id is None:
        version.dated = findings.published
        version.dated_from, version.dated_to = bounds(findings.published)
    if article := session.get(ArticleRow, document.id):
        article.place = findings.place
        _learn_of_private_people(session, article, version, findings)


def _learn_of_private_people(
    session: Session, article: ArticleRow, version: VersionRow, findings: Findings
) -> None:
    """Whether an article names private people, and in its headline: in any version, for its readers know the name."""
    others = session.scalars(
        select(Reading.private)
        .join(TextRow, TextRow.id == Reading.text_id)
        .join(VersionRow, VersionRow.id == TextRow.version_id)
        .where(VersionRow.document_id == version.document_id, VersionRow.id != version.id, TextRow.is_current)
    ).all()
    article.names_private = findings.names_private or any(others)
    was_told = bool(others) and bool(article.headline_private)
    article.headline_private = findings.headline_private or was_told


def _entities(session: Session, findings: Findings) -> dict[str, int]:
    """The numbers of the entities that mentions and facts name by permanent id; bodies of the glossary are made on sight."""
    named = {mention.entity: mention for mention in findings.mentions if mention.entity}
    uids = [*named, *{fact.about for fact in findings.facts if fact.about}]
    known = dict(session.execute(select(Entity.uid, Entity.id).where(Entity.uid.in_(uids))).all())
    bodies = [
        {
            "uid": uid,
            "kind": mention.type,
            "name": str(mention.value or mention.text),
            "council_id": None,
            "valid_from": None,
            "valid_to": None,
            "public": True,
        }
        for uid, mention in named.items()
        if uid not in known and mention.type == MentionType.ORGANISATION and "/" not in uid
    ]
    insert_new(session, Entity, bodies, on=["uid"])
    made = [str(body["uid"]) for body in bodies]
    return known | dict(session.execute(select(Entity.uid, Entity.id).where(Entity.uid.in_(made))).all())


def written(value: JsonValue) -> str | None:
    """The value of a mention as its row has it."""
    return None if value is None else json.dumps(value, sort_keys=True, ensure_ascii=False)
