"""Response chains in the archive, as known at a moment: letters of Ofsted with findings, and what councils' papers say since.

Nothing is stored: facts, agendas and minutes are read when asked, a few statements however many letters.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.chains import INSPECTION, Chain, Ground, Item, Letter, Owed
from domain.chains import chains as in_order
from domain.cited import Stated
from domain.document import DocumentKind
from domain.fact import FactType, Modality
from domain.instants import london_date
from domain.wall import veiled
from storage import diary
from storage.diary import SHOWN, MeetingKnown, is_newest
from storage.private import spans_by_text
from storage.schema import DocumentRow, Expectation, MeetingRow, PageRow, TextRow, VersionRow
from storage.sights import sights
from storage.stated import stated

_EVENTS = ("focused_visit", "monitoring_visit", "jtai", "area_send", "area_send_monitoring")

# The minutes of an item: their words without private names, and the document and version that they stand in.
_Minutes = tuple[str, str, int]


def chains(
    session: Session, councils: Collection[str] | None = None, *, as_of: datetime
) -> tuple[Chain, ...]:
    """The response chains of these councils (slugs; all without), by council, the newest letter last."""
    known = diary.councils(session)
    letters = _letters(
        stated(session, councils, as_of=as_of, events=_EVENTS, types=(FactType.FINDING, FactType.JUDGEMENT))
    )
    by_slug = {each.slug: each for each in known.values()}
    lines = {slug: [each.id for each in diary.heirs(known, by_slug[slug])] for slug in sorted(letters)}
    numbers = frozenset(number for line in lines.values() for number in line)
    if not numbers:
        return ()
    first = min(each.day for some in letters.values() for each in some)
    items = _items(session, numbers, first=first, as_of=as_of)
    owed = _owed(session, numbers, as_of=as_of)
    looked = sights(session, numbers, as_of=as_of)
    day = london_date(as_of)
    found: list[Chain] = []
    for slug, line in lines.items():
        gaps = [each.blind for each in looked.values() if each.council_id in line]
        gap = gaps[0] if gaps and all(gaps) else None
        found += in_order(
            Ground(
                name=by_slug[slug].name,
                day=day,
                letters=letters[slug],
                items=sorted(
                    (each for number in line for each in items.get(number, ())),
                    key=lambda each: (each.day, each.meeting),
                ),
                owed=[each for number in line for each in owed.get(number, ())],
                blind=gap.words("", day) if gap else None,
            )
        )
    return tuple(found)


def _letters(told: Sequence[Stated]) -> dict[str, list[Letter]]:
    """The letters and reports of the official record, by council, each from what its newest version states."""
    by_document: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    for each in told:
        if each.cited.official and each.modality is Modality.ACTUAL:
            by_document[each.council, each.cited.document].append(each)
    found: dict[str, list[Letter]] = defaultdict(list)
    for (council, _), facts in by_document.items():
        if letter := _letter(council, facts):
            found[council].append(letter)
    return {council: some for council, some in found.items() if any(each.findings for each in some)}


def _letter(council: str, facts: Sequence[Stated]) -> Letter | None:
    """A letter from its facts; nothing of a text that only tells of grades, such as a table of all councils."""
    visit = next((each for each in facts if each.type is FactType.EVENT), None)
    findings = tuple(each for each in facts if each.type is FactType.FINDING)
    judged = next(
        (each for each in facts if each.type is FactType.JUDGEMENT and each.word("inspected")), None
    )
    proof = visit or judged or (findings[0] if findings else None)
    if proof is None:
        return None
    focus = visit.fields.get("focus") if visit else None
    inspected = proof.word("on") or proof.word("inspected")
    return Letter(
        council=council,
        what=(visit.word("what") if visit else None) or INSPECTION,
        cited=proof.cited,
        visited=inspected,
        focus=tuple(str(one) for one in focus) if isinstance(focus, list) else (),
        findings=findings,
    )


def _items(
    session: Session, councils: Collection[int], *, first: date, as_of: datetime
) -> dict[int, list[Item]]:
    """The items of meetings since a day that were not called off, by council, with their minutes."""
    meetings = {
        each.id: each
        for each in diary.meetings(session, councils, as_of=as_of, first=first)
        if not each.called_off
    }
    listed = diary.items(session, councils, as_of=as_of, first=first)
    minutes = _minutes(session, [number for number in listed if number in meetings], as_of)
    found: dict[int, list[Item]] = defaultdict(list)
    for number, meeting in meetings.items():
        for item in listed.get(number, ()):
            words = _minutes_of(meeting, item.number, minutes)
            found[meeting.council_id].append(
                Item(
                    meeting=meeting.uid,
                    committee=meeting.committee,
                    day=meeting.day,
                    number=item.number,
                    title=item.title,
                    text=item.text,
                    minutes=words[0] if words else None,
                    minutes_document=words[1] if words else None,
                    minutes_version=words[2] if words else None,
                )
            )
    return found


def _minutes_of(
    meeting: MeetingKnown, number: str | None, minutes: dict[tuple[int, str], _Minutes]
) -> _Minutes | None:
    return minutes.get((meeting.id, number)) if number else None


def _minutes(session: Session, meetings: Collection[int], as_of: datetime) -> dict[tuple[int, str], _Minutes]:
    """The minutes of items, by meeting and item."""
    rows = [row for some in diary.batches(meetings) for row in _minuted(session, some, as_of)]
    private = spans_by_text(session, {text for *_, text, _ in rows})
    return {
        (meeting, item.rstrip(" .")): (veiled(words, private.get(text, ()), start=starts), document, version)
        for meeting, item, words, starts, text, (document, version) in rows
    }


def _minuted(
    session: Session, meetings: Sequence[int], as_of: datetime
) -> Iterator[tuple[int, str, str, int, int, tuple[str, int]]]:
    rows = session.execute(
        select(
            MeetingRow.id,
            PageRow.item,
            PageRow.words,
            PageRow.starts,
            TextRow.id,
            DocumentRow.uid,
            VersionRow.number,
        )
        .join(DocumentRow, DocumentRow.meeting_id == MeetingRow.id)
        .join(VersionRow, VersionRow.document_id == DocumentRow.id)
        .join(TextRow, TextRow.version_id == VersionRow.id)
        .join(PageRow, PageRow.text_id == TextRow.id)
        .where(
            MeetingRow.id.in_(meetings),
            DocumentRow.kind == DocumentKind.MINUTES,
            is_newest(as_of),
            VersionRow.access.in_(SHOWN),
            TextRow.is_current,
            PageRow.item.is_not(None),
            PageRow.words.is_not(None),
        )
    )
    for meeting, item, words, starts, text, document, version in rows:
        yield meeting, item or "", words or "", starts, text, (document, version)


def _owed(session: Session, councils: Collection[int], *, as_of: datetime) -> dict[int, list[Owed]]:
    """What clocks make due from councils, by council: plans and letters that were not met by then."""
    rows = session.execute(
        select(Expectation, DocumentRow.uid)
        .outerjoin(VersionRow, VersionRow.id == Expectation.version_id)
        .outerjoin(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .where(
            Expectation.council_id.in_(councils),
            Expectation.noted_at <= as_of,
            Expectation.kind.in_(_AWAITED),
        )
        .order_by(Expectation.due, Expectation.key)
    )
    found: dict[int, list[Owed]] = defaultdict(list)
    for row, document in rows:
        if row.dropped_at is None or row.dropped_at > as_of:
            found[row.council_id or 0].append(
                Owed(kind=row.kind, due=row.due, last=row.due_to, document=document)
            )
    return found


# Of what clocks make due: plans, and what Ofsted is to publish next.
_AWAITED = ("action_plan", "area_send_plan", "monitoring_letter", "next_inspection", "area_send_monitoring", "area_send_inspection")  # fmt: skip
