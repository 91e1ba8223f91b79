"""Interventions: notices, directions, appointed people, trusts and partners of councils, as known at a moment.

Nothing is stored: facts of texts, read when asked, a few statements however many councils.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from domain import reference
from domain.cited import Stated
from domain.council import by_gss
from domain.instants import london_date
from domain.intervention import EVENTS, Intervention, Spell, Track, intervention
from storage import diary
from storage.stated import stated

_TRUSTS = "reference/authorities.csv"


def interventions(
    session: Session, councils: Collection[str] | None = None, *, as_of: datetime
) -> tuple[Intervention, ...]:
    """What is known of intervention in councils (slugs) at a moment; without names, in those of which anything is known."""
    told: dict[str, list[Stated]] = defaultdict(list)
    for each in stated(session, councils, as_of=as_of, events=EVENTS):
        told[each.council].append(each)
    trusts = _trusts()
    wanted = {*told, *trusts} if councils is None else set(councils)
    names = {each.slug: each.name for each in diary.councils(session).values()}
    day = london_date(as_of)
    found = (
        intervention(slug, names[slug], told[slug], day=day, known=trusts.get(slug, ()))
        for slug in sorted(wanted & names.keys())
    )
    return tuple(each for each in found if councils is not None or each.spells or each.reported)


def _trusts() -> dict[str, list[Spell]]:
    """The trusts that the reference table knows, by council."""
    found: dict[str, list[Spell]] = defaultdict(list)
    for row in reference.table("authorities"):
        if row["children_trust"] and row["trust_from"]:
            council = by_gss()[row["gss_code"]]
            found[council.slug].append(
                Spell(
                    track=Track.DELIVERY,
                    what="trust",
                    name=row["children_trust"],
                    since=row["trust_from"],
                    until=row["trust_to"] or None,
                    began="established",
                    ended="ended" if row["trust_to"] else None,
                    table=_TRUSTS,
                )
            )
    return found
