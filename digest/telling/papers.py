"""Papers of a meeting: added after the agenda, replaced under the same number, closed, opened, taken down; items closed or opened as a whole."""

import re
from dataclasses import replace

from digest import wording
from digest.item import Item
from digest.period import Period
from digest.telling import differences, outcomes
from digest.telling.common import begun, first, links, meeting_to_come, telling_quotes, where
from domain.document import DocumentKind, EventType
from domain.notice import OWED
from storage.developments import Happening, MeetingSeen

# A listing as the archive words it: "Agency spend (2026-06-05)"
_LISTED = re.compile(r" \((?P<day>\d{4}-\d{2}-\d{2})\)$", re.ASCII)


def added(happening: Happening, period: Period) -> Item | None:
    """A document came after its agenda."""
    return _new_paper(happening, period, "was added to", "were added to")


def unrestricted(happening: Happening, period: Period) -> Item | None:
    """A document that was private can now be read, or an item is no longer to be taken in private."""
    if _is_of_whole_item(happening):
        return _item_opened(happening, period)
    return _new_paper(
        happening, period, "was private and is now public under", "were private and are now public under"
    )


def replaced(happening: Happening, period: Period) -> Item | None:
    """A document was exchanged under its number: what is different, quoted from both versions."""
    if happening.item is None and happening.document and happening.document.kind is DocumentKind.DECISION:
        return outcomes.decisions_amended(happening, period)
    if happening.version is None:
        return _listed_otherwise(happening, period)
    found = differences.of(happening, period)
    item = begun(happening)
    return replace(
        item,
        what=f"{_title(happening)}, {_of_item(happening)}, was replaced under the same number.{_notice(happening, period)}",
        differences=found.shown,
        different=found.summary,
        where=where(happening, period, f"Version {happening.version.number}"),
        links=links(happening, at=found.after, before=found.before),
        next=meeting_to_come(happening, period),
        short=f"paper replaced{_for(happening, period)}",
        until=_until(happening, period),
        weight=85 if period.is_late_paper(happening) else 60,
    )


def restricted(happening: Happening, period: Period) -> Item | None:
    """A document is listed but kept private, or an item is now to be taken in private; with the reason, where one is printed."""
    if _is_of_whole_item(happening):
        return _item_closed(happening, period)
    return replace(
        begun(happening),
        what=f"{_title(happening)}, {_of_item(happening)}, is listed as not for publication{_because(happening.restriction)}.",
        different="It could be read before." if happening.before else "",
        where=where(happening, period, "Listing of the meeting"),
        links=links(happening),
        next=meeting_to_come(happening, period),
        short="paper listed as private",
        weight=40,
    )


def _item_closed(happening: Happening, period: Period) -> Item:
    reason = happening.item.restriction if happening.item else None
    return replace(
        begun(happening),
        what=f"{wording.sentence(_of_item(happening))} is now to be taken in private{_because(reason)}.",
        where=where(happening, period, "Agenda of the meeting"),
        links=links(happening),
        next=meeting_to_come(happening, period),
        short="item to be taken in private",
        weight=42,
    )


def _item_opened(happening: Happening, period: Period) -> Item:
    return replace(
        begun(happening),
        what=f"{wording.sentence(_of_item(happening))} was to be taken in private and is now public.",
        where=where(happening, period, "Agenda of the meeting"),
        links=links(happening),
        next=meeting_to_come(happening, period),
        short="item now public",
        weight=52,
    )


def _is_of_whole_item(happening: Happening) -> bool:
    """Whether what was closed or opened is an item, not one of its papers: events name papers by their own titles."""
    item = happening.item
    return happening.document is None and item is not None and happening.after == item.title


def _because(reason: str | None) -> str:
    return f" ({' '.join(reason.split())})" if reason else ""


def withdrawn(happening: Happening, period: Period) -> Item | None:
    """A document is no longer listed. What its source took down is not shown again, its title included."""
    return replace(
        begun(happening),
        what=f"A document under {_of_item(happening)} is no longer listed by the council.",
        where=where(happening, period, "Listing of the meeting"),
        links=links(replace(happening, document=None, version=None)),
        next=meeting_to_come(happening, period),
        short="document no longer listed",
        weight=45,
    )


def _listed_otherwise(happening: Happening, period: Period) -> Item | None:
    """Only the listing of a document changed so far; nothing to tell where its new file is told of in the same edition."""
    if happening.document and happening.document.id in period.with_new_versions:
        return None
    return replace(
        begun(happening),
        what=f"{_title(happening)}, {_of_item(happening)}, is listed otherwise than before.{_notice(happening, period)}",
        different=f"It was listed as {_as_listed(happening.before)}." if happening.before else "",
        where=where(happening, period, "Listing of the meeting"),
        links=links(happening),
        next=meeting_to_come(happening, period),
        short=f"paper listed anew{_for(happening, period)}",
        until=_until(happening, period),
        weight=84 if period.is_late_paper(happening) else 45,
    )


def _new_paper(happening: Happening, period: Period, one: str, many: str) -> Item:
    quotes = telling_quotes(happening, period, most=1)
    place = f"{_of_item(happening)}.{_notice(happening, period)}"
    return replace(
        begun(happening),
        what=f"{_title(happening)} {one} {place}",
        many=f"{{count}} documents {many} {place}",
        bundle=_bundle(happening, one, place),
        title=_title(happening),
        quotes=quotes,
        different=_announced(happening),
        where=where(happening, period),
        links=links(happening, at=first(quotes)),
        next=meeting_to_come(happening, period),
        short=f"papers added{_for(happening, period)}",
        until=_until(happening, period),
        weight=90 if period.is_late_paper(happening) else 50,
    )


def _announced(happening: Happening) -> str:
    """That an agenda had promised a paper for later."""
    promised = happening.item is not None and happening.item.to_follow
    is_late = happening.type is EventType.DOCUMENT_ADDED
    return "The agenda had said that a paper was to follow." if promised and is_late else ""


def _bundle(happening: Happening, verb: str, place: str) -> str:
    """What is told as one: papers that joined one item of one meeting with the same notice."""
    meeting, item = happening.meeting, happening.item
    return f"{meeting.uid if meeting else ''} {item.ref if item else ''} {verb} {place}"


def _title(happening: Happening) -> str:
    if happening.version and not happening.restriction:
        return wording.titled(happening.version.title)
    listed = happening.after or happening.before
    return wording.titled(_LISTED.sub("", listed)) if listed else "A document"


def _as_listed(words: str) -> str:
    """`“Agency spend”, 5 June 2026`"""
    day = _LISTED.search(words)
    title = wording.titled(_LISTED.sub("", words))
    return f"{title}, {wording.stated(day['day'])}" if day else title


def _of_item(happening: Happening) -> str:
    item = happening.item
    return wording.item_named(item.number, item.title) if item else "the meeting’s papers"


def _notice(happening: Happening, period: Period) -> str:
    """` Notice given: 0 clear working days before Mon 14 June; the agenda gave 6.`, where it is less than is owed."""
    meeting, notice = happening.meeting, period.notice(happening)
    if meeting is None or notice is None or notice.clear >= OWED:
        return ""
    given = f"{wording.clear_days(notice.clear)} before {wording.short_day(meeting.day)}"
    if not notice.certain:
        return f" First seen {given}."
    return f" Notice given: {given}{_agenda_gave(meeting, period)}."


def _agenda_gave(meeting: MeetingSeen, period: Period) -> str:
    agenda = period.agenda_notice(meeting)
    return f"; the agenda gave {agenda.clear}" if agenda and agenda.clear >= OWED else ""


def _for(happening: Happening, period: Period) -> str:
    meeting = happening.meeting
    return f" for {wording.short_day(meeting.day)}" if meeting and meeting.day >= period.today else ""


def _until(happening: Happening, period: Period) -> str:
    meeting = happening.meeting
    return meeting.day.isoformat() if meeting and meeting.day >= period.today else ""
