"""What the archive knows when a text is linked: its councils, committees, members and providers at that moment."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.known import Known, KnownCommittee, KnownPerson, KnownProvider
from domain.members import Term
from domain.mention import JsonValue
from storage.schema import CouncilRow, Entity, MemberRow, ProviderRow
from storage.sources import councils


def known(session: Session) -> Known:
    """All that linking may know beyond a text, in the order of permanent ids, so that the same knowledge has one digest.

    Whoever a person merged with another is known all the same, under the own id: what becomes of that is for identity.
    """
    return Known(
        councils=councils(session),
        committees=tuple(_committees(session)),
        people=tuple(members(session)),
        providers=tuple(_providers(session)),
    )


def terms_of(listed: list[dict[str, JsonValue]]) -> tuple[Term, ...]:
    """The terms of office of a member, as `member.terms` keeps them."""
    return tuple(
        Term(
            first=date.fromisoformat(str(term["first"])),
            last=date.fromisoformat(str(term["last"])) if term["last"] else None,
        )
        for term in listed
    )


def _committees(session: Session) -> Iterator[KnownCommittee]:
    rows = session.execute(
        select(Entity.uid, Entity.name, CouncilRow.slug)
        .join(CouncilRow, CouncilRow.id == Entity.council_id)
        .where(Entity.kind == "committee", Entity.public)
        .order_by(Entity.uid)
    )
    for uid, name, slug in rows:
        yield KnownCommittee(uid=uid, title=name, council=slug)


def members(session: Session) -> Iterator[KnownPerson]:
    """The members of councils by the names that these list, and by those that a person gave them."""
    rows = session.execute(
        select(Entity.uid, Entity.name, Entity.renamed, CouncilRow.slug, MemberRow.terms)
        .join(MemberRow, MemberRow.entity_id == Entity.id)
        .join(CouncilRow, CouncilRow.id == Entity.council_id)
        .where(Entity.public)
        .order_by(Entity.uid)
    )
    for uid, name, renamed, slug, terms in rows:
        yield KnownPerson(uid=uid, name=name, council=slug, terms=terms_of(terms))
        if renamed:
            yield KnownPerson(uid=uid, name=renamed, council=slug, terms=terms_of(terms))


def _providers(session: Session) -> Iterator[KnownProvider]:
    """Providers by name; a children's home that the lists only number has none that a text could call it by."""
    rows = session.execute(
        select(Entity.uid, Entity.name, CouncilRow.slug)
        .join(ProviderRow, ProviderRow.entity_id == Entity.id)
        .outerjoin(CouncilRow, CouncilRow.id == Entity.council_id)
        .where(Entity.kind == "provider", Entity.public)
        .distinct()
        .order_by(Entity.uid)
    )
    for uid, name, slug in rows:
        if not name.startswith("Children's home "):
            yield KnownProvider(uid=uid, name=name, council=slug)
