"""Members of a council under the source's own ids, and who of them, and of its named officers, was at a meeting."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from domain.attendance import may_be_named
from domain.meeting import Attendee
from domain.members import Councillor
from domain.uid import public_id
from storage.answer import Answer
from storage.schema import Attendance, Entity, EntityRef, MemberRow
from storage.writing import insert_new, upsert


def keep_members(answer: Answer, members: Sequence[Councillor]) -> None:
    """Keep the members that a council lists, each a person in a public role; those who are no longer listed stay known."""
    session, place = answer.session, answer.place
    listed = {member.ref: member for member in members}
    rows = {row.ref: row for row in session.scalars(select(MemberRow).where(MemberRow.source_id == place.id))}
    entities = _persons(answer, listed.values())
    for ref, member in listed.items():
        row = rows.get(ref)
        if row is None:
            row = MemberRow(source_id=place.id, ref=ref, first_seen_at=answer.now)
            session.add(row)
        row.entity_id, row.name, row.listed = entities[ref], member.name, True
        row.ward, row.party, row.posts = member.ward, member.party, member.posts
        row.terms = [
            {"first": term.first.isoformat(), "last": term.last.isoformat() if term.last else None}
            for term in member.terms
        ]
    for ref, row in rows.items():
        row.listed = ref in listed
    session.flush()


def _persons(answer: Answer, members: Iterable[Councillor]) -> dict[str, int]:
    """A public person for each member, known by the council's own id: two members of one name are two."""
    session, place = answer.session, answer.place
    uids = {member.ref: public_id("person", place.key, member.ref) for member in members}
    upsert(
        session,
        Entity,
        [
            {
                "uid": uids[member.ref],
                "kind": "person",
                "name": member.name,
                "council_id": place.council_id,
                "valid_from": None,
                "valid_to": None,
                "public": True,
            }
            for member in members
        ],
        on=["uid"],
        keep=["valid_from", "valid_to", "public"],
    )
    ids = dict(session.execute(select(Entity.uid, Entity.id).where(Entity.uid.in_(uids.values()))).all())
    refs = [
        {"scheme": f"{place.key}:member", "value": ref, "entity_id": ids[uid]} for ref, uid in uids.items()
    ]
    insert_new(session, EntityRef, refs, on=["scheme", "value"])
    return {ref: ids[uid] for ref, uid in uids.items()}


def keep_attendance(answer: Answer, meeting: int, attendees: Sequence[Attendee]) -> None:
    """Keep who of the members and named officers was at a meeting, as last listed; nobody else leaves a trace."""
    if not attendees:
        return
    session = answer.session
    refs = [each.member_ref for each in attendees if each.member_ref]
    members = dict(
        session.execute(
            select(MemberRow.ref, MemberRow.id).where(
                MemberRow.source_id == answer.place.id, MemberRow.ref.in_(refs)
            )
        ).all()
    )
    wanted = {
        position: (members.get(each.member_ref or ""), each.name, each.role, each.attendance)
        for position, each in enumerate(attendees, start=1)
        if may_be_named(each, members)
    }
    if wanted == _attended(session, meeting):
        return
    session.execute(delete(Attendance).where(Attendance.meeting_id == meeting))
    names = ("member_id", "name", "role", "attendance")
    insert_new(
        session,
        Attendance,
        [
            {"meeting_id": meeting, "position": position, **dict(zip(names, who, strict=True))}
            for position, who in wanted.items()
        ],
        on=["meeting_id", "position"],
    )


def _attended(session: Session, meeting: int) -> dict[int, tuple[int | None, str, str | None, str | None]]:
    rows = session.scalars(select(Attendance).where(Attendance.meeting_id == meeting))
    return {row.position: (row.member_id, row.name, row.role, row.attendance) for row in rows}
