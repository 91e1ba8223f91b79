"""The timeline of a council as known at a moment: all that is dated, with proof, and what others claim beside it."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.cited import Stated
from domain.fact import FactType
from domain.instants import london_date
from domain.intervention import EVENTS as OF_INTERVENTION
from domain.timeline import EVENTS, Node
from domain.timeline import timeline as nodes_of
from domain.visits import KINDS
from storage import diary
from storage.interventions import interventions
from storage.schema import CouncilRow, DocumentRow, Reading, TextRow, VersionRow
from storage.stated import stated
from storage.visits import visits

_TYPES = (FactType.JUDGEMENT, FactType.STATISTIC)


def timeline(session: Session, council: str, *, as_of: datetime) -> tuple[Node, ...]:
    """What is known at a moment of a council (slug) and of those that it took over from, oldest first.

    Raises:
        UnknownCouncil: no council has this slug.
    """
    known = diary.councils(session)
    slugs = [each.slug for each in diary.concerned(known, [council])]
    if council not in slugs:
        raise diary.UnknownCouncil(f"{council}: no council has this slug")
    told: dict[str, list[Stated]] = defaultdict(list)
    for each in stated(session, slugs, as_of=as_of, events=(*EVENTS, *KINDS, *OF_INTERVENTION), types=_TYPES):
        told[each.council].append(each)
    statuses = _statuses(session, slugs)
    intervened = interventions(session, slugs, as_of=as_of)
    visited = visits(session, slugs, as_of=as_of, kinds=KINDS)
    found = (
        node
        for slug in slugs
        for node in nodes_of(
            slug,
            told[slug],
            statuses=statuses,
            interventions=[each for each in intervened if each.council == slug],
            visits=[each for each in visited if each.council == slug],
            day=london_date(as_of),
        )
    )
    return tuple(sorted(found, key=lambda node: node.sorts_at))


def _statuses(session: Session, councils: list[str]) -> dict[tuple[str, int], str | None]:
    """Whether an overall judgement is given, by document and version of inspection reports about these councils."""
    rows = session.execute(
        select(DocumentRow.uid, VersionRow.number, Reading.inspection)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .join(TextRow, TextRow.version_id == VersionRow.id)
        .join(Reading, Reading.text_id == TextRow.id)
        .join(CouncilRow, CouncilRow.id == DocumentRow.council_id)
        .where(CouncilRow.slug.in_(councils), Reading.inspection.is_not(None))
        .order_by(Reading.id)
    )
    return {
        (document, number): str(inspection.get("overall_status") or "")
        for document, number, inspection in rows
        if inspection
    }
