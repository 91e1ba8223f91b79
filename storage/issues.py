"""Issues: what a council follows under one id from plan to decision, each with its stations; the native join of its papers."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import select, update

from domain import looking
from domain.document import DocumentKind, Origin
from domain.instants import london_date
from domain.meeting import digest
from domain.plans import Issue, IssueStep, last_day
from domain.text import Text
from domain.uid import public_id
from storage import watching
from storage.announcements import first_asked, issue_published, name_in
from storage.answer import Answer
from storage.documents import WITHDRAWN, NewVersion, add_version, ensure_document, erased_among
from storage.schema import AgendaItemRow, IssueRow, IssueStepRow, MeetingRow
from storage.writing import Row, insert_new

_READER = "moderngov/issue@1"


def follow(answer: Answer, refs: Collection[str]) -> None:
    """Have these issues looked at: something was said of them."""
    watching.look_at(
        answer.session,
        source=answer.place.id,
        keys=[(f"issue:{ref}", None) for ref in refs],
        due_at=answer.now,
        reason="named by a plan or an agenda",
    )


def keep_issue(answer: Answer, issue: Issue) -> list[Row]:
    """Keep an issue, its stations, and what its page says as a document. Returns changes to be noted.

    Agenda items that are stations of it are known by its id from now on, whatever they are called.
    """
    session, place = answer.session, answer.place
    if erased_among(session, [public_id("document", place.key, f"issue:{issue.ref}")]):
        issue = replace(issue, title=WITHDRAWN, url="", maker=None, steps=())
    row = session.scalar(select(IssueRow).where(IssueRow.source_id == place.id, IssueRow.ref == issue.ref))
    changes: list[Row] = []
    if row is None or row.fingerprint != issue.fingerprint:
        is_new = row is None
        if row is None:
            row = IssueRow(
                uid=public_id("issue", place.key, issue.ref),
                source_id=place.id,
                ref=issue.ref,
                first_seen_at=answer.now,
            )
            session.add(row)
        row.title, row.url, row.maker, row.status = issue.title, issue.url, issue.maker, issue.status
        row.is_key, row.due, row.procedure = issue.is_key, issue.due, issue.procedure
        row.fingerprint = issue.fingerprint
        session.flush()
        _keep_steps(answer, row.id, issue.steps)
        changes = _keep_words(answer, issue, is_new=is_new)
    again = looking.at_issue(last_day(issue.due), now=answer.now)
    watching.looked_at(
        session, source=place.id, key=answer.key, now=answer.now, again_at=again, reason="due by then"
    )
    return changes


def _keep_steps(answer: Answer, issue: int, steps: Sequence[IssueStep]) -> None:
    rows = [
        {
            "issue_id": issue,
            "ref": ref,
            "meeting_ref": step.meeting_ref,
            "title": step.title,
            "body": step.body,
            "day": step.day,
            "first_seen_at": answer.now,
        }
        for step in steps
        if (ref := _station(step))
    ]
    insert_new(answer.session, IssueStepRow, rows, on=["issue_id", "ref"])
    items = [step.item_ref for step in steps if step.item_ref]
    if items:
        ours = select(MeetingRow.id).where(MeetingRow.source_id == answer.place.id)
        answer.session.execute(
            update(AgendaItemRow)
            .where(AgendaItemRow.ref.in_(items), AgendaItemRow.meeting_id.in_(ours))
            .values(issue_ref=answer.ref)
        )


def _station(step: IssueStep) -> str | None:
    if step.item_ref:
        return f"item:{step.item_ref}"
    if step.decision_ref:
        return f"decision:{step.decision_ref}"
    return f"meeting:{step.meeting_ref}" if step.meeting_ref else None


def _keep_words(answer: Answer, issue: Issue, *, is_new: bool) -> list[Row]:
    session, place = answer.session, answer.place
    began = first_asked(session, place, "events") or answer.now
    is_news = issue.first_listed is not None and issue.first_listed >= london_date(began)
    told = issue_published(
        answer, issue.ref, title=issue.title, published=issue.first_listed, is_news=is_news
    )
    changes = answer.note([told]) if is_new else []
    document = ensure_document(
        session,
        place=place,
        ref=f"issue:{issue.ref}",
        kind=DocumentKind.OTHER,
        url=issue.url,
        now=answer.now,
        run=answer.run,
    )
    version = add_version(
        session,
        document,
        NewVersion(
            fingerprint=digest(issue.words.split()),
            title=issue.title,
            origin=answer.origin if is_news or not is_new else Origin.BACKFILL,
            text=Text.of_pages([(None, issue.words)], reader=_READER),
        ),
        place=place,
        capture=answer.capture,
        now=answer.now,
    )
    if version is None:
        return changes
    name_in(answer, told, version)
    return [*changes, {"what": "version", "document_id": document.id, "version_id": version.id}]
