"""Held: words and documents that wait for a person, and what the person decided. What is held comes from linking, and is kept here.

A document that is held as a whole is hidden, as a withdrawn one is, until nothing of it is held any more; words that are
held are among the spans that no surface shows (`storage.private`). Decisions are kept under the natural key of what they
release or drop: they hold for every text and version, and for an archive that is made anew.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain import harm
from domain.document import Access
from domain.errors import MinutewatchError
from domain.findings import Findings
from domain.harm import Held, State, Veil
from domain.wall import shown_title, touches
from storage import decisions
from storage.documents import access_of, withdrawn
from storage.private import gives_away, spans_by_text
from storage.schema import (
    ArticleRow,
    CouncilRow,
    Decision,
    DocumentRow,
    EditionItem,
    HeldRow,
    SourceRow,
    TextRow,
    VersionRow,
)
from storage.writing import Row, note_changes

_STATES = {"release": State.RELEASED, "drop": State.DROPPED}
ACTIONS = tuple(_STATES)


class UnknownHeld(MinutewatchError):
    """Nothing that is held has this id."""


@dataclass(frozen=True, kw_only=True)
class HeldSeen:
    """Something held, as the person sees who decides: where it is, by which rule, since when, and what was decided by whom.

    `words` are what nobody else is shown; empty where only the file knows them. `at`, `actor` and `why` are of the decision.
    """

    uid: str
    document: str
    title: str
    source: str
    council: str | None
    version: int
    page: int | None
    rule: str
    reason: str
    words: str
    is_whole: bool
    state: State
    since: datetime
    at: datetime | None = None
    actor: str | None = None
    why: str | None = None


def keep(
    session: Session,
    text: TextRow,
    version: VersionRow,
    document: DocumentRow,
    found: Findings,
    *,
    run: int,
    now: datetime,
) -> list[Row]:
    """Keep what linking held of a text; what stands stays, with its number. Returns the changes, to be noted.

    The version is hidden while it is held as a whole, and shown again when nothing holds it any more.
    """
    wanted = {each.uid(document.uid): each for each in found.held}
    if not wanted and not _was_ever(session, document):
        return []  # most texts: nothing more is asked of the database
    _end_others(session, text, version, wanted, run)
    standing = set(
        session.scalars(select(HeldRow.uid).where(HeldRow.text_id == text.id, HeldRow.until_run.is_(None)))
    )
    decided = _decided(session, wanted.keys() - standing)
    for uid, each in wanted.items():
        if uid not in standing:
            session.add(_row(uid, each, text, version, document, decided.get(uid), run=run, now=now))
    session.flush()
    return _open_or_hide(session, [version.id])


def _was_ever(session: Session, document: DocumentRow) -> bool:
    """Whether anything of a document was ever held."""
    return session.scalar(select(HeldRow.id).where(HeldRow.document_id == document.id).limit(1)) is not None


def _end_others(
    session: Session, text: TextRow, version: VersionRow, wanted: Collection[str], run: int
) -> None:
    """End what is held no longer, and what stood in older readings of the same version."""
    of_version = (HeldRow.version_id == version.id) & HeldRow.until_run.is_(None)
    here = (HeldRow.text_id == text.id) & HeldRow.uid.in_(list(wanted))
    session.execute(update(HeldRow).where(of_version, ~here).values(until_run=run))


def _row(
    uid: str,
    held: Held,
    text: TextRow,
    version: VersionRow,
    document: DocumentRow,
    decision: Decision | None,
    *,
    run: int,
    now: datetime,
) -> HeldRow:
    return HeldRow(
        uid=uid,
        text_id=text.id,
        version_id=version.id,
        document_id=document.id,
        rule=held.rule,
        reason=held.reason,
        page=held.page,
        words=held.words or None,
        places=[list(place) for place in held.places],
        is_whole=held.is_whole,
        in_title=held.in_title,
        state=_STATES[decision.action] if decision else State.HELD,
        decision_id=decision.id if decision else None,
        held_at=now,
        since_run=run,
    )


def _decided(session: Session, uids: Collection[str]) -> dict[str, Decision]:
    """The decision that stands of each of these; the last one counts."""
    if not uids:
        return {}
    found = decisions.standing(session, ACTIONS, prefix=harm.target(""))
    named = {harm.uid_of(each.target) or "": each for each in found}
    return {uid: each for uid, each in named.items() if uid in uids}


def released(session: Session) -> frozenset[str]:
    """The ids of everything that a person let be shown."""
    last = {
        each.target: each for each in decisions.standing(session, ACTIONS, prefix=harm.target(""))
    }.values()
    return frozenset(
        harm.uid_of(each.target) or "" for each in last if _STATES[each.action] is State.RELEASED
    )


def decide(
    session: Session, uid: str, action: str, *, actor: str, reason: str, now: datetime
) -> tuple[Decision, list[int]]:
    """Release something held (`release`), or drop it for good (`drop`); returns the decision and the texts to be linked again.

    Raises:
        UnknownHeld: nothing of this id is held.
    """
    if session.scalar(select(HeldRow.id).where(HeldRow.uid == uid).limit(1)) is None:
        raise UnknownHeld(f"{uid}: nothing held has this id; `minutewatch held list` shows ids")
    decision = decisions.decide(session, action, harm.target(uid), actor=actor, reason=reason, now=now)
    return decision, follow(session, uid, now=now)


def follow(session: Session, uid: str, *, now: datetime) -> list[int]:
    """Do what now stands decided of something held; returns the numbers of the texts that are to be linked again.

    What is dropped is taken out of the editions that told of it too.
    """
    decision = _decided(session, [uid]).get(uid)
    state = _STATES[decision.action] if decision else State.HELD
    session.execute(
        update(HeldRow)
        .where(HeldRow.uid == uid)
        .values(state=state, decision_id=decision.id if decision else None)
    )
    rows = session.scalars(select(HeldRow).where(HeldRow.uid == uid, HeldRow.until_run.is_(None))).all()
    changes = _open_or_hide(session, [row.version_id for row in rows])
    if state is State.DROPPED:
        _blank_editions(session, rows)
    note_changes(session, changes, at=now)
    return [row.text_id for row in rows]


def is_covered(session: Session, uid: str) -> bool:
    """Whether words that were held are hidden all the same, since they name a private person."""
    rows = session.scalars(select(HeldRow).where(HeldRow.uid == uid, HeldRow.until_run.is_(None))).all()
    hidden = spans_by_text(session, {row.text_id for row in rows})
    return any(touches(hidden.get(row.text_id, ()), start, end) for row in rows for start, end in row.places)


def _open_or_hide(session: Session, versions: Collection[int]) -> list[Row]:
    """Hide the versions that are held as a whole, and show those again that nobody hides any more; the changes."""
    rows = session.execute(
        select(VersionRow, DocumentRow, SourceRow.key)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .join(SourceRow, SourceRow.id == DocumentRow.source_id)
        .where(VersionRow.id.in_(versions), VersionRow.access != Access.ERASED)
    )
    changes: list[Row] = []
    for version, document, source in rows:
        is_held, was_held = _holds(session, version.id)
        if not was_held:
            continue
        decided = withdrawn(session, document.uid, source=source)
        access = Access.HIDDEN if is_held else decided or access_of(version.licence)
        if version.access != access:
            version.access = access
            changes.append({"what": "access", "document_id": document.id})
    session.flush()
    return changes


def _holds(session: Session, version: int) -> tuple[bool, bool]:
    """Whether a version is held as a whole now, and whether it ever was."""
    whole = session.execute(
        select(HeldRow.state, HeldRow.until_run).where(HeldRow.version_id == version, HeldRow.is_whole)
    ).all()
    return any(state != State.RELEASED and until is None for state, until in whole), bool(whole)


def _blank_editions(session: Session, rows: Iterable[HeldRow]) -> None:
    """Take the words out of every frozen digest item that repeats what was dropped."""
    veil = Veil(row.words for row in rows if row.words)
    whole = [row.document_id for row in rows if row.is_whole]
    uids = list(session.scalars(select(DocumentRow.uid).where(DocumentRow.id.in_(whole))))
    for item in session.scalars(select(EditionItem).where(EditionItem.content.is_not(None))):
        told = str(item.content)
        if veil.covers(told) or any(uid in told for uid in uids):
            item.content = None
    session.flush()


def veil(session: Session) -> Veil:
    """Everything held and not released, to be blanked wherever else its words stand."""
    in_force = HeldRow.until_run.is_(None) & (HeldRow.state != State.RELEASED) & HeldRow.words.is_not(None)
    return Veil(words for words in session.scalars(select(HeldRow.words).where(in_force).distinct()) if words)


def forget(session: Session, texts: Collection[int]) -> None:
    """Take the held words of texts that are erased; that something was held, by which rule, stays."""
    session.execute(
        update(HeldRow).where(HeldRow.text_id.in_(texts)).values(words=None, places=[], in_title=False)
    )


def held(session: Session, states: Collection[State] = tuple(State)) -> list[HeldSeen]:
    """What is held, or was until a person decided, in these states: each once, by its newest version, oldest first."""
    newest = (
        select(func.max(HeldRow.id))
        .where(HeldRow.until_run.is_(None))
        .group_by(HeldRow.uid)
        .scalar_subquery()
    )
    rows = session.execute(
        select(HeldRow, DocumentRow, VersionRow, SourceRow.key, CouncilRow.slug, Decision, ArticleRow)
        .join(DocumentRow, DocumentRow.id == HeldRow.document_id)
        .join(VersionRow, VersionRow.id == HeldRow.version_id)
        .join(SourceRow, SourceRow.id == DocumentRow.source_id)
        .outerjoin(CouncilRow, CouncilRow.id == DocumentRow.council_id)
        .outerjoin(Decision, Decision.id == HeldRow.decision_id)
        .outerjoin(ArticleRow, ArticleRow.document_id == DocumentRow.id)
        .where(HeldRow.id.in_(newest), HeldRow.state.in_(list(states)))
        .order_by(HeldRow.held_at, HeldRow.id)
    ).all()
    cover = veil(session)
    # A title that gives something away does so beside whatever else is held of its version.
    titled = {(row.version_id, row.state) for row, *_ in rows if row.in_title}
    return [
        HeldSeen(
            uid=row.uid,
            document=document.uid,
            title=harm.WITHHELD
            if (row.version_id, row.state) in titled
            else cover.over(shown_title(version.title, names_private=gives_away(article))),
            source=source,
            council=council,
            version=version.number,
            page=row.page,
            rule=row.rule,
            reason=row.reason,
            words=row.words or "",
            is_whole=row.is_whole,
            state=State(row.state),
            since=row.held_at,
            at=decision.at if decision else None,
            actor=decision.actor if decision else None,
            why=decision.reason if decision else None,
        )
        for row, document, version, source, council, decision, article in rows
    ]
