"""Decisions as a council registers them: those that concern children's services, each a document, whoever took it where."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import committees, looking
from domain.document import DocumentKind, EventType, Origin
from domain.instants import london_date
from domain.meeting import ListedDocument, digest
from domain.register import ListedDecision, Register, RegisteredDecision
from domain.remit import concerns_children
from domain.text import Text
from domain.uid import public_id
from storage import issues, watching
from storage.announcements import first_asked
from storage.answer import Answer
from storage.documents import (
    WITHDRAWN,
    Event,
    Listed,
    NewVersion,
    add_version,
    ensure_document,
    ensure_documents,
    erased_among,
    first_change,
)
from storage.schema import DocumentRow, Enclosure, MeetingRow, RegisterEntry, VersionRow
from storage.sources import Place
from storage.writing import Row, upsert

_READER = "moderngov/decision@1"
# What was registered longer ago than this when it is first listed is looked at so many a day.
_RECENT = timedelta(days=35)
_OLDER_ONES_A_DAY = 10
_STANDING = ("decisions", "decisions:sweep")
# No register that we ask for fills more pages than this; a site that leads in circles is not followed.
_MOST_PAGES = 20


def keep_register(answer: Answer, register: Register) -> None:
    """Have the decisions looked at that concern children's services, where they are new or listed otherwise than they were."""
    session, source = answer.session, answer.place.id
    ours = {each.ref: each for each in register.decisions if _is_ours(each, answer.place)}
    known = _entries(answer, ours)
    new = [each for ref, each in ours.items() if ref not in known]
    changed = [ref for ref, entry in known.items() if _differs(entry, ours[ref])]
    watching.add(
        session,
        source=source,
        looks={f"decision:{ref}": (None, due_at) for ref, due_at in _spread(answer, new)},
        reason="listed in the register of decisions",
    )
    watching.look_at(
        session,
        source=source,
        keys=[(f"decision:{ref}", None) for ref in changed],
        due_at=answer.now,
        reason="listed otherwise in the register of decisions",
    )
    number, further = _next_page(answer.key)
    if register.next_url and number <= _MOST_PAGES:
        watching.look_at(
            session,
            source=source,
            keys=[(further, register.next_url)],
            due_at=answer.now,
            reason="where the register goes on",
        )
    again = looking.at_question(answer.key, now=answer.now) if answer.key in _STANDING else None
    watching.looked_at(session, source=source, key=answer.key, now=answer.now, again_at=again)


def keep_decision(answer: Answer, decision: RegisteredDecision) -> list[Row]:
    """Keep a decision's own page as a document, and the papers that it was made on. Returns changes to be noted.

    What one member or officer decided is news of its own; what a meeting of ours decided belongs to the meeting.
    """
    session, place = answer.session, answer.place
    document = ensure_document(
        session,
        place=place,
        ref=f"decision:{decision.ref}",
        kind=DocumentKind.DECISION,
        url=decision.url,
        now=answer.now,
        run=answer.run,
    )
    pages = decision.pages
    version = add_version(
        session,
        document,
        NewVersion(
            fingerprint=digest([words.split() for words in pages]),
            title=decision.title,
            origin=_origin(answer, decision, document),
            text=Text.of_pages([(None, words) for words in pages], reader=_READER),
            published=decision.published.isoformat() if decision.published else None,
        ),
        place=place,
        capture=answer.capture,
        now=answer.now,
    )
    _keep_entry(session, document, decision)
    _keep_papers(answer, document, decision)
    if decision.issue_ref and version is not None and version.origin != Origin.BACKFILL:
        issues.follow(answer, [decision.issue_ref])
    watching.looked_at(
        session,
        source=place.id,
        key=answer.key,
        now=answer.now,
        again_at=looking.at_decision(document.first_seen_at, now=answer.now),
        reason="it may be called in",
    )
    if version is None:
        return []
    change = {"what": "version", "document_id": document.id, "version_id": version.id}
    return [change, *answer.note(_events(answer, document, version, decision))]


def _events(
    answer: Answer, document: DocumentRow, version: VersionRow, decision: RegisteredDecision
) -> list[Event]:
    if version.number > 1:
        before, after = first_change(answer.session, version)
        return [
            Event(
                type=EventType.DOCUMENT_REPLACED,
                subject=document.uid,
                detail=f"{version.number}:{version.fingerprint}",
                origin=answer.origin,
                document=document.id,
                version=version.id,
                before=before,
                after=after,
            )
        ]
    if _is_of_our_meeting(answer, decision):
        return []
    return [
        Event(
            type=EventType.DECISIONS_PUBLISHED,
            subject=document.uid,
            origin=Origin(version.origin),
            document=document.id,
            version=version.id,
            published=version.published,
        )
    ]


def _is_of_our_meeting(answer: Answer, decision: RegisteredDecision) -> bool:
    if decision.meeting_ref is None:
        return False
    found = select(MeetingRow.id).where(
        MeetingRow.source_id == answer.place.id, MeetingRow.ref == decision.meeting_ref
    )
    return answer.session.scalar(found) is not None


def _origin(answer: Answer, decision: RegisteredDecision, document: DocumentRow) -> Origin:
    """What was published before the register was first asked for is old; so is all that changes of it at once."""
    began = first_asked(answer.session, answer.place, _STANDING[0]) or answer.now
    is_old = decision.published is not None and decision.published < london_date(began)
    is_new = document.first_seen_at == answer.now
    return Origin.BACKFILL if is_old and is_new else answer.origin


def _keep_entry(session: Session, document: DocumentRow, decision: RegisteredDecision) -> None:
    row = {
        "document_id": document.id,
        "maker": decision.maker,
        "status": decision.status,
        "is_key": decision.is_key,
        "is_subject_to_call_in": decision.is_subject_to_call_in,
        "decided": decision.decided,
        "published": decision.published,
        "effective": decision.effective,
        "meeting_ref": decision.meeting_ref,
        "issue_ref": decision.issue_ref,
        "restriction": decision.restriction,
    }
    upsert(session, RegisterEntry, [row], on=["document_id"])


def _keep_papers(answer: Answer, document: DocumentRow, decision: RegisteredDecision) -> None:
    """Keep the papers that a decision was made on; those that are new, or listed otherwise, are fetched."""
    session, place = answer.session, answer.place
    uids = [public_id("document", place.key, paper.ref) for paper in decision.documents]
    erased = erased_among(session, uids)
    public = [paper for paper in decision.documents if paper.url]
    documents = ensure_documents(
        session,
        [Listed(ref=paper.ref, kind=DocumentKind.REPORT, url=paper.url or "") for paper in public],
        place=place,
        erased=erased,
        now=answer.now,
        run=answer.run,
    )
    known = {
        row.ref: (row.title, row.published, row.restricted)
        for row in session.scalars(select(Enclosure).where(Enclosure.decision_id == document.id))
    }
    rows = [
        {
            "decision_id": document.id,
            "ref": paper.ref,
            "document_id": documents[paper.ref].id if paper.ref in documents else None,
            "title": WITHDRAWN if uid in erased else paper.title,
            "restricted": paper.restricted,
            "restriction": paper.restriction,
            "published": paper.published,
            "first_seen_at": answer.now,
        }
        for uid, paper in zip(uids, decision.documents, strict=True)
    ]
    upsert(session, Enclosure, rows, on=["decision_id", "ref"], keep=["first_seen_at"])
    watching.look_at(
        session,
        source=place.id,
        keys=[
            (f"document:{paper.ref}", paper.url)
            for paper in public
            if documents[paper.ref].url and known.get(paper.ref) != _as_listed(paper)
        ],
        due_at=answer.now,
        reason="listed under a decision",
    )


def _as_listed(paper: ListedDocument) -> tuple[str, str | None, bool]:
    return paper.title, paper.published, paper.restricted


def _is_ours(decision: ListedDecision, place: Place) -> bool:
    """Whether a decision is about children's services, by its title or by who took it, or of a body that is watched."""
    if concerns_children(decision.title):
        return True
    watched, _ = committees.choose(
        decision.maker or "", watch=place.watch_committees, skip=place.skip_committees
    )
    return watched


def _entries(answer: Answer, refs: Collection[str]) -> dict[str, RegisterEntry]:
    """What is known of registered decisions, by the source's own ids."""
    wanted = {f"decision:{ref}": ref for ref in refs}
    rows = answer.session.execute(
        select(DocumentRow.ref, RegisterEntry)
        .join(RegisterEntry, RegisterEntry.document_id == DocumentRow.id)
        .where(DocumentRow.source_id == answer.place.id, DocumentRow.ref.in_(list(wanted)))
    )
    return {wanted[ref]: entry for ref, entry in rows}


def _differs(entry: RegisterEntry, listed: ListedDecision) -> bool:
    """Whether the register says otherwise of a decision than its page did; what a line does not say says nothing."""
    said = (
        (listed.status, entry.status),
        (listed.published, entry.published),
        (listed.effective, entry.effective),
    )
    return any(now is not None and now != before for now, before in said)


def _spread(answer: Answer, decisions: Sequence[ListedDecision]) -> Iterator[tuple[str, datetime]]:
    """When to look at decisions that are new to us: at once, but those long registered so many a day, the newest first."""
    recent = london_date(answer.now) - _RECENT
    newest_first = sorted(decisions, key=lambda each: (each.published or date.max, each.ref), reverse=True)
    older = 0
    for each in newest_first:
        if each.published is None or each.published >= recent:
            yield each.ref, answer.now
        else:
            older += 1
            yield each.ref, answer.now + timedelta(days=1 + older // _OLDER_ONES_A_DAY)


def _next_page(key: str) -> tuple[int, str]:
    """The question to the next page: `decisions:2` after `decisions`, `decisions:sweep:3` after `decisions:sweep:2`."""
    first, _, number = key.rpartition(":")
    if not number.isdecimal():
        return 2, f"{key}:2"
    return int(number) + 1, f"{first}:{int(number) + 1}"
