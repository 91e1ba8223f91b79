"""Plans of business to come: each a document with a page for every item, a version whenever it says otherwise."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from domain import committees, looking
from domain.document import DocumentKind
from domain.instants import london_date
from domain.meeting import digest
from domain.plans import Plan, PlanList, PlannedItem, last_day
from domain.remit import concerns_children
from domain.text import Text
from storage import issues, watching
from storage.announcements import announced
from storage.answer import Answer
from storage.documents import NewVersion, add_version, ensure_document
from storage.schema import IssueRow
from storage.sources import Place
from storage.writing import Row

_READER = "moderngov/plan@1"
# A plan may be decided upon some weeks after its last day.
_AFTERWARDS = timedelta(days=60)
# Lists go back for years; what is current is among the newest.
_NEWEST = 12
# "Forward Plan June 2026", "Work programme 2026/27", "1 September 2026 to 31 December 2026"
_YEAR = re.compile(r"\b(20\d{2})(?:[/-](?:20)?(\d{2}))?\b", re.ASCII)


def keep_plans(answer: Answer, listed: PlanList) -> None:
    """Have the plans looked at that are listed and may still be current, and the pages of series that list more."""
    today = london_date(answer.now)
    current = [plan for plan in listed.plans if _last_year(plan.title) >= (today - _AFTERWARDS).year]
    newest = sorted(current, key=lambda plan: (len(plan.ref), plan.ref), reverse=True)[:_NEWEST]
    watching.add(
        answer.session,
        source=answer.place.id,
        looks={f"plan:{plan.ref}": (None, answer.now) for plan in newest},
        reason="listed among the plans",
    )
    watching.add(
        answer.session,
        source=answer.place.id,
        looks={f"plans:{series.ref}": (series.url, answer.now) for series in listed.series},
        reason=watching.STANDING,
    )
    again = looking.at_question(answer.key, now=answer.now)
    watching.looked_at(answer.session, source=answer.place.id, key=answer.key, now=answer.now, again_at=again)


def keep_plan(answer: Answer, plan: Plan) -> list[Row]:
    """Keep a plan; the issues in it that are about children's services are followed. Returns changes to be noted."""
    session, place = answer.session, answer.place
    document = ensure_document(
        session,
        place=place,
        ref=f"plan:{plan.ref}",
        kind=DocumentKind.OTHER,
        url=plan.url,
        now=answer.now,
        run=answer.run,
    )
    pages = [(str(number), item.words) for number, item in enumerate(plan.items, start=1)]
    day = announced(session, place, f"plan:{plan.ref}")
    version = add_version(
        session,
        document,
        NewVersion(
            fingerprint=digest([plan.title, *(words.split() for _, words in pages)]),
            title=plan.title,
            origin=answer.origin,
            text=Text.of_pages(pages or [(None, plan.title)], reader=_READER),
            published=day.isoformat() if day else None,
        ),
        place=place,
        capture=answer.capture,
        now=answer.now,
    )
    is_over = _is_over(plan, london_date(answer.now))
    again = None if is_over else looking.at_plan(document.first_seen_at, now=answer.now)
    watching.looked_at(session, source=place.id, key=answer.key, now=answer.now, again_at=again)
    if version is None:
        return []
    _follow(answer, plan.items)
    return [{"what": "version", "document_id": document.id, "version_id": version.id}]


def _follow(answer: Answer, items: Sequence[PlannedItem]) -> None:
    """Look at the issues of ours that are new in the plan, or of which it says otherwise than they do."""
    ours = {item.issue_ref: item for item in items if item.issue_ref and _is_ours(item, answer.place)}
    known = {
        row.ref: (row.title, row.due, row.maker)
        for row in answer.session.scalars(
            select(IssueRow).where(IssueRow.source_id == answer.place.id, IssueRow.ref.in_(ours))
        )
    }
    issues.follow(
        answer,
        [ref for ref, item in ours.items() if known.get(ref) != (item.title, item.due, item.maker)],
    )


def _is_ours(item: PlannedItem, place: Place) -> bool:
    if concerns_children(item.title):
        return True
    watched, _ = committees.choose(item.maker or "", watch=place.watch_committees, skip=place.skip_committees)
    return watched


def _is_over(plan: Plan, today: date) -> bool:
    """Whether nothing of a plan is still to come: its last day, or the last of its items' days, is long past."""
    last = plan.last or max((day for item in plan.items if (day := last_day(item.due))), default=None)
    return last is not None and last + _AFTERWARDS < today


def _last_year(title: str) -> int:
    """The last year that a title names; one that names none may be of any."""
    years = [int(found[2] or found[1][2:]) + 2000 for found in _YEAR.finditer(title)]
    return max(years, default=9999)
