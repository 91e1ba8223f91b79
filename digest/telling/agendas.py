"""Agendas: one was published, or changed after it was published."""

from collections.abc import Iterable
from dataclasses import replace

from digest import wording
from digest.item import Difference, Item, Quote
from digest.period import Period
from digest.quoting import Excerpt
from digest.telling.common import begun, item_title, links, meeting_to_come, quote_at, state_of, where
from domain.notice import OWED, Notice, latest
from storage.developments import Happening, ItemSeen, MeetingSeen, PaperSeen
from storage.passages import DocumentSeen, PageSeen, VersionSeen

# Items that every agenda has say nothing about this one.
_ROUTINE = (
    "apolog", "declaration", "disclosure", "minutes", "urgent business", "any other", "date of", "dates of", "exclusion of",
    "public participation", "public question", "chair", "substitut", "membership", "welcome",
)  # fmt: skip
_MOST_TITLES = 5
# What nobody could see in time is named whole.
_MOST_IF_LATE = 12
_LONGEST_REASON = 60


def published(happening: Happening, period: Period) -> Item | None:
    """An agenda was published: how much notice it gave, what is on it, what is kept private or still to follow."""
    meeting = happening.meeting
    if meeting is None:
        return None
    notice = period.notice(happening)
    items, papers = period.items.get(meeting.id, []), period.came_with_agenda(meeting)
    documents = wording.counted(len(papers), "document")
    size = f"{wording.counted(len(items), 'item')}, {documents}" if items or not papers else documents
    most = _MOST_IF_LATE if period.unseen_during(happening) else _MOST_TITLES
    return replace(
        begun(happening),
        what=f"The agenda was published: {size}. {_notice_given(notice, meeting)}".rstrip(),
        different=_on_it(items, most) if items else _with_it(papers, most),
        where=where(happening, period, "Agenda"),
        links=links(happening),
        next=meeting_to_come(happening, period),
        short=f"agenda for {wording.short_day(meeting.day)}",
        until=meeting.day.isoformat(),
        weight=88 if notice and notice.is_short else 55,
    )


def changed(happening: Happening, period: Period) -> Item | None:
    """Items were taken off an agenda or put on it after it was published; papers that joined are told elsewhere."""
    document, version, meeting = happening.document, happening.version, happening.meeting
    if document is None or version is None or meeting is None:
        return None
    older = period.desk.before(version)
    if older is None:
        return None
    before, after = _headings(period, document, older), _headings(period, document, version)
    gone = [Difference(before=quote, after=None) for title, quote in before.items() if title not in after]
    new = [Difference(before=None, after=quote) for title, quote in after.items() if title not in before]
    if not gone and not new:
        return None
    verbs = ["taken off"] * bool(gone) + ["put on"] * bool(new)
    return replace(
        begun(happening),
        what=f"The agenda was changed after it was published: items were {' and '.join(verbs)} it.",
        differences=(*gone, *new)[:_MOST_TITLES],
        where=where(happening, period, f"Agenda, version {version.number}"),
        links=links(happening),
        next=meeting_to_come(happening, period),
        short=f"agenda for {wording.short_day(meeting.day)} changed",
        weight=72,
    )


def _notice_given(notice: Notice | None, meeting: MeetingSeen) -> str:
    if notice is None:
        return ""
    if not notice.certain:
        return f"It was first seen {wording.clear_days(notice.clear)} before the meeting."
    given = f"It gave {wording.clear_days(notice.clear)} before the meeting"
    if not notice.is_short:
        return f"{given}."
    return f"{given}; for {OWED} it was due by {wording.short_day(latest(meeting.day))}."


def _on_it(items: Iterable[ItemSeen], most: int) -> str:
    """The items that are this meeting's own, by title, and those that are to be taken in private."""
    telling = [each for each in items if not _is_routine(each.title)]
    public = [_named(each) for each in telling if not each.restricted]
    private = [_named(each) for each in telling if each.restricted]
    more = [f"{len(public) - most} more"] if len(public) > most else []
    sentences = []
    if public:
        sentences.append(f"On it: {wording.listed([*public[:most], *more])}.")
    if private:
        sentences.append(f"To be taken in private: {wording.listed(private[:most])}.")
    return " ".join(sentences)


def _with_it(papers: Iterable[PaperSeen], most: int) -> str:
    """The papers that came with an agenda whose items nobody lists: systems without items have files alone."""
    titles = [
        wording.titled(each.title) for each in papers if not each.restricted and not _is_routine(each.title)
    ]
    more = [f"{len(titles) - most} more"] if len(titles) > most else []
    return f"With it: {wording.listed([*titles[:most], *more])}." if titles else ""


def _is_routine(title: str) -> bool:
    return any(word in title.lower() for word in _ROUTINE)


def _named(item: ItemSeen) -> str:
    """`“Placement contract” (item 7, Paragraph 3)`"""
    reason = " ".join((item.restriction or "").split()) if item.restricted else ""
    reason = reason if len(reason) <= _LONGEST_REASON else ""
    place = ", ".join(filter(None, (f"item {item.number}" if item.number else "", reason)))
    return f"{wording.titled(item.title)} ({place})" if place else wording.titled(item.title)


def _headings(period: Period, document: DocumentSeen, version: VersionSeen) -> dict[str, Quote]:
    """The heading of each item of an agenda as it can be quoted, by its words without number."""
    found: dict[str, Quote] = {}
    for page in period.desk.pages(version):
        if excerpt := _heading(page):
            quote = quote_at(document, version, page, excerpt, state=state_of(document, version))
            found[" ".join(quote.words.lower().split())] = quote
    return found


def _heading(page: PageSeen) -> Excerpt | None:
    """Where the title of an item stands on its page."""
    title = item_title(page)
    if title is None or page.words is None:
        return None
    start = page.words.index(title)
    return Excerpt(start=start, end=start + len(title))
