"""What the archive knows when a text is linked: its councils, committees and members at that moment."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.known import Known, KnownCommittee, KnownPerson
from storage.schema import CouncilRow, Entity
from storage.sources import councils


def known(session: Session) -> Known:
    """All that linking may know beyond a text, in the order of permanent ids, so that the same knowledge has one digest."""
    rows = session.execute(
        select(Entity.kind, Entity.uid, Entity.name, CouncilRow.slug)
        .join(CouncilRow, CouncilRow.id == Entity.council_id)
        .where(Entity.kind.in_(("committee", "person")), Entity.merged_into.is_(None), Entity.public)
        .order_by(Entity.uid)
    ).all()
    return Known(
        councils=councils(session),
        committees=tuple(
            KnownCommittee(uid=uid, title=name, council=slug)
            for kind, uid, name, slug in rows
            if kind == "committee"
        ),
        people=tuple(
            KnownPerson(uid=uid, name=name, council=slug)
            for kind, uid, name, slug in rows
            if kind == "person"
        ),
    )
