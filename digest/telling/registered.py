"""Registered decisions: what one member or officer decided alone, and until when it may be called in; issues still to be decided."""

from dataclasses import replace
from datetime import date

from digest import wording
from digest.item import Item
from digest.period import Period
from digest.quoting import beginning
from digest.telling.business import PROCEDURES
from digest.telling.common import begun, first, links, quote_at, where
from domain.attendance import may_be_named
from domain.meeting import Attendee
from storage.developments import EntrySeen, Happening

_DECISION = "Decision"
_MOST_QUOTES = 1


def decided(happening: Happening, period: Period) -> Item | None:
    """A decision was registered that no meeting took: who decided what, whether it is key, when it takes effect."""
    document, version, entry = happening.document, happening.version, happening.entry
    if document is None or version is None or entry is None:
        return None
    quotes = []
    for page in period.desk.pages(version):
        heading, _, words = (page.words or "").partition("\n\n")
        if heading.strip().startswith(_DECISION) and words.strip() and page.words:
            excerpt = beginning(page.words, len(page.words) - len(words), len(page.words))
            quotes.append(quote_at(document, version, page, excerpt, state="decision register"))
    shown = tuple(quotes[:_MOST_QUOTES])
    return replace(
        begun(happening),
        what=f"{_maker(entry)} decided{_on(entry.decided)}: {wording.titled(version.title)}.",
        quotes=shown,
        different=" ".join(_marks(entry)),
        where=where(happening, period, "Register of decisions"),
        links=links(happening, at=first(shown)),
        next=_call_in(entry, period),
        short=f"decision outside a meeting: {wording.shortened(version.title)}",
        weight=68 if entry.is_key else 58,
    )


def issue(happening: Happening, period: Period) -> Item | None:
    """An issue was published of which no plan tells: what is to be decided, by whom and by when."""
    version, said = happening.version, happening.issue
    if version is None or said is None:
        return None
    due = f", due {wording.stated(said.due)}" if said.due else ""
    maker = f", by {' '.join(said.maker.split())}" if said.maker else ""
    marks = ["It is a key decision."] if said.is_key else []
    if said.procedure in PROCEDURES:
        marks.append(f"It {PROCEDURES[said.procedure]}.")
    return replace(
        begun(happening),
        what=f"Notice was given of a decision to come: {wording.titled(version.title)}{due}{maker}.",
        different=" ".join(marks),
        where=where(happening, period, "Issue"),
        links=links(happening),
        short=f"notice of a decision: {wording.shortened(version.title)}",
        weight=66 if said.procedure in PROCEDURES else 57,
    )


def _maker(entry: EntrySeen) -> str:
    """Who decided: an office or a member; nobody is named who holds no public one."""
    words = " ".join((entry.maker or "").split())
    if not words:
        return "One member or officer"
    named = Attendee(member_ref="maker", name=words, role=words)
    is_office = any(word in words.lower() for word in _OFFICES)
    return words if is_office or may_be_named(named, ()) else "An officer"


# Words of offices: `Cabinet Member for Children`, `Leader of the Council`, `Director of Education`.
_OFFICES = ("cabinet", "leader", "director", "head of", "portfolio", "member for", "committee", "executive", "council", "officer")  # fmt: skip


def _on(day: date | None) -> str:
    return f" on {wording.plain_day(day)}" if day else ""


def _marks(entry: EntrySeen) -> list[str]:
    """What else the register says: `Key decision. Not for publication (Paragraph 3).`"""
    marks = ["Key decision."] if entry.is_key else []
    if entry.restriction:
        marks.append(f"Not for publication ({' '.join(entry.restriction.split())}).")
    return marks


def _call_in(entry: EntrySeen, period: Period) -> str:
    """Until when members may still call it in."""
    if entry.effective is None or entry.effective < period.today:
        return ""
    day = wording.short_day(entry.effective)
    if entry.is_subject_to_call_in is False:
        return f"It takes effect on {day}; it is not subject to call-in."
    return f"It takes effect on {day}, unless members call it in before."
