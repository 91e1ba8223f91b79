"""What linking changed, and would change: findings as they stand, beside those of the rules of today. Reads only."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from domain.document import DocumentKind
from domain.evidence import HEADLINE, Evidence
from domain.findings import Findings
from domain.relinked import Finding, RuleChange
from storage.facts import written
from storage.schema import DocumentRow, FactRow, MentionRow, Run, TextRow, VersionRow

_FACT, _MENTION = "fact", "mention"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A text's document (public id), version and title, and what stands of it."""

    document: str
    version: int
    title: str
    findings: tuple[Finding, ...]


def sample(session: Session, size: int, *, kind: DocumentKind | None = None) -> list[int]:
    """The ids of so many current texts, the same ones each time, spread over the archive by the hash of their words."""
    wanted = select(TextRow.id).where(TextRow.is_current, TextRow.expired_at.is_(None))
    if kind:
        wanted = (
            wanted.join(VersionRow, VersionRow.id == TextRow.version_id)
            .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
            .where(DocumentRow.kind == kind)
        )
    return list(session.scalars(wanted.order_by(TextRow.sha256, TextRow.id).limit(size)))


def standing(session: Session, texts: Collection[int]) -> dict[int, Standing]:
    """What stands of texts, by their ids; three statements however many."""
    found: dict[int, list[Finding]] = {text: [] for text in texts}
    for mention in session.scalars(
        select(MentionRow).where(MentionRow.text_id.in_(texts), MentionRow.until_run.is_(None))
    ):
        found[mention.text_id].append(_of_mention(mention))
    facts = session.execute(
        select(TextRow.id, FactRow)
        .join(FactRow, FactRow.version_id == TextRow.version_id)
        .where(
            TextRow.id.in_(texts),
            FactRow.until_run.is_(None),
            or_(FactRow.text_id == TextRow.id, FactRow.pointer == HEADLINE),
        )
    )
    for text, fact in facts:
        found[text].append(_of_fact(fact))
    documents = session.execute(
        select(TextRow.id, DocumentRow.uid, VersionRow.number, VersionRow.title)
        .join(VersionRow, VersionRow.id == TextRow.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(TextRow.id.in_(texts))
    )
    return {
        text: Standing(document=uid, version=number, title=title, findings=tuple(found[text]))
        for text, uid, number, title in documents
    }


def findings_of(stands: Standing, found: Findings) -> Iterable[Finding]:
    """What was found in a text just now, in the shape of what stands."""
    for mention in found.mentions:
        value = written(mention.value)
        yield Finding(
            what=_MENTION,
            type=mention.type,
            key=f"{mention.start}:{mention.end}:{mention.type}:{value}",
            start=mention.start,
            end=mention.end,
            words=mention.text,
            says=mention.value,
            rule=mention.rule,
        )
    for fact in found.facts:
        spanned = fact.evidence if isinstance(fact.evidence, Evidence) else None
        yield Finding(
            what=_FACT,
            type=fact.type,
            key=fact.uid(stands.document, str(stands.version)),
            start=spanned.start if spanned else None,
            end=spanned.end if spanned else None,
            words=fact.evidence.quote if isinstance(fact.evidence, Evidence) else fact.evidence.value,
            says=fact.fields,
            rule=fact.rule,
        )


def newest_run(session: Session) -> int | None:
    """The number of the newest run of linking."""
    return session.scalar(select(func.max(Run.id)).where(Run.step == "link"))


def changed_by(session: Session, run: int) -> Sequence[RuleChange]:
    """What a run of linking added and ended, by kind and rule, the most changed first."""
    counted: dict[tuple[str, str, str], list[int]] = {}
    for what, table in ((_FACT, FactRow), (_MENTION, MentionRow)):
        for place, column in enumerate((table.since_run, table.until_run)):
            rows = session.execute(
                select(table.type, table.rule, func.count())
                .where(column == run)
                .group_by(table.type, table.rule)
            )
            for kind, rule, number in rows:
                counted.setdefault((what, kind, rule), [0, 0])[place] = number
    changes = [
        RuleChange(what=what, type=kind, rule=rule, added=added, ended=ended)
        for (what, kind, rule), (added, ended) in counted.items()
    ]
    return sorted(changes, key=lambda each: (-(each.added + each.ended), each.what, each.type, each.rule))


def _of_mention(row: MentionRow) -> Finding:
    return Finding(
        what=_MENTION,
        type=row.type,
        key=f"{row.starts}:{row.ends}:{row.type}:{row.value}",
        start=row.starts,
        end=row.ends,
        words=row.words,
        says=None if row.value is None else json.loads(row.value),
        rule=row.rule,
    )


def _of_fact(row: FactRow) -> Finding:
    return Finding(
        what=_FACT,
        type=row.type,
        key=row.uid,
        start=row.starts,
        end=row.ends,
        words=row.quote,
        says=row.fields,
        rule=row.rule,
    )
