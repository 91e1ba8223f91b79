"""What all tellers share: headings, where a thing stands, what comes next, and the words worth quoting."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from digest import wording
from digest.item import Item, Link, Quote
from digest.period import Period, audience
from digest.quoting import Excerpt, beginning, completed, most_words, sentence_around
from domain.document import Access, DocumentKind, EventType
from domain.fact import FactType, Modality
from domain.instants import london_date
from storage.developments import Happening, MeetingSeen
from storage.passages import DocumentSeen, PageSeen, Statement, VersionSeen

# A paper seen this long after the day that it prints was found late, whatever the reason.
_LATE = timedelta(days=7)
# Shorter quotes say too little alone: the sentence around them is quoted.
_FEW_WORDS = 6

_MINUTES_TITLE = re.compile(r"\bminutes\b", re.IGNORECASE)
_APPROVED_TITLE = re.compile(r"\b(?:approved|confirmed|signed)\b", re.IGNORECASE)
# What every meeting resolves: confirming minutes, noting reports, excluding the public, thanks.
_ROUTINE = re.compile(
    r"\bminutes\b.{0,120}\b(?:approved|agreed|confirmed|signed)\b|\b(?:be|is|are|was|were) (?:received and )?noted\b"
    r"|\bpress and public\b|\bapologies\b|\bdate of (?:the )?next meeting\b",
    re.IGNORECASE | re.DOTALL,
)

_LONGEST_ROUTINE = (
    16  # words: "RESOLVED that the minutes of the meeting held on 6 May 2026 be approved and signed"
)

_RESOLVING = re.compile(r"\b(?:resolved|agreed|recommended)\b|^decisions?\b", re.IGNORECASE)

# What is worth quoting of a paper, the most telling first.
_OF_OUTCOMES = (FactType.RESOLUTION, FactType.ACTION, FactType.COMMITMENT, FactType.MOTION)
_OF_PAPERS = (
    FactType.COMMITMENT,
    FactType.ACTION,
    FactType.RESOLUTION,
    FactType.JUDGEMENT,
    FactType.EVENT,
    FactType.MONEY,
)
_OF_ARTICLES = (FactType.QUOTE, FactType.EVENT, FactType.JUDGEMENT, FactType.COMMITMENT)
_HELD_AS_SO = (Modality.ACTUAL, Modality.PLANNED, Modality.REQUIRED)


def place_name(happening: Happening) -> str:
    """The heading that a happening stands under first: its council, or England."""
    return happening.council.name if happening.council else "England"


def under_meeting(meeting: MeetingSeen) -> str:
    """The heading of a meeting: `Children and Families Committee, Tuesday 14 June 2027, 10:30`."""
    return f"{meeting.committee}, {wording.meeting_day(meeting)}"


def order_of(happening: Happening) -> str:
    """The place of a happening under its council: meetings by day, then items as printed, then as seen."""
    meeting, item = happening.meeting, happening.item
    number = (item.number or "") if item else ""
    digits = "".join(letter for letter in number if letter.isdigit()) or "0"
    day = f"{meeting.day.isoformat()} {meeting.uid}" if meeting else ""
    return f"{day} {int(digits):05} {number} {happening.seq:012}"


def begun(happening: Happening) -> Item:
    """The item of a happening with its headings and what the ledger knows it by; its words are still to come."""
    document, meeting = happening.document, happening.meeting
    if document:
        subject = f"document/{document.uid}"
    else:
        subject = f"meeting/{meeting.uid}" if meeting else f"happening/{happening.key}"
    return Item(
        subject=subject,
        version=happening.key,
        audience=audience(happening.council),
        place=place_name(happening),
        under=under_meeting(meeting) if meeting else "",
        what="",
        order=order_of(happening),
        seq=happening.seq,
    )


def where(happening: Happening, period: Period, thing: str = "") -> str:
    """`Minutes (draft); published 2 February 2027; first seen Wed 3 February 2027, 06:10`; and why it was found late, if it was."""
    parts = [thing]
    if happening.published:
        replaced = happening.type is EventType.DOCUMENT_REPLACED or happening.replaces
        listed = "listed as published" if replaced else "published"
        parts.append(f"{listed} {wording.stated(happening.published)}")
    parts.append(f"first seen {wording.moment(happening.first_seen_at)}")
    parts.append(_found_late(happening, period))
    words = "; ".join(part for part in parts if part)
    return f"{words[0].upper()}{words[1:]}"


def links(happening: Happening, *, at: Quote | None = None, before: Quote | None = None) -> tuple[Link, ...]:
    """Where to read it: our copy, at the first quote; what stood `before`; the source's own; the meeting."""
    found: list[Link] = []
    document, version = happening.document, happening.version
    if document and version:
        words = f"Our copy, {at.where}" if at else "Our copy"
        found.append(Link(words=words, url=copy_of(document.uid, version.number, at)))
    if before:
        found.append(
            Link(
                words=f"The version before, {before.where}",
                url=copy_of(before.document, before.version, before),
            )
        )
    if document and document.url.startswith(("http://", "https://")):
        found.append(Link(words="The source’s own", url=document.url))
    if happening.meeting:
        found.append(Link(words="The meeting", url=f"/meeting/{happening.meeting.uid}"))
    return tuple(found)


def copy_of(document: str, version: int, at: Quote | None = None) -> str:
    """Where the web archive shows a version of ours, at the page of a quote if there is one."""
    return f"/doc/{document}/v{version}{f'#p{at.page}' if at else ''}"


def meeting_to_come(happening: Happening, period: Period) -> str:
    """What comes next after a paper: the meeting that it is for, if that is still to come."""
    meeting = happening.meeting
    if meeting is None or meeting.cancelled or meeting.day < period.today:
        return ""
    place = f", {meeting.place}" if meeting.place else ""
    return f"The committee meets on {wording.meeting_day(meeting)}{place}."


def next_meeting(happening: Happening, period: Period) -> str:
    """What comes next after an outcome: the committee's next meeting, if one is listed."""
    after = period.next_meeting(happening.meeting) if happening.meeting else None
    return f"The committee next meets on {wording.meeting_day(after)}." if after else ""


def state_of(
    document: DocumentSeen, version: VersionSeen, event: EventType | None = None, *, approved: bool = False
) -> str:
    """What must stand beside every quote: the state of minutes, or what kind of paper it is.

    Minutes are drafts until a title says otherwise or the committee is known to have approved them (`approved`), and
    amended once they changed.
    """
    if document.kind is DocumentKind.MINUTES or _MINUTES_TITLE.search(version.title):
        if event is EventType.MINUTES_AMENDED:
            return "amended minutes"
        if approved or _APPROVED_TITLE.search(version.title):
            return "approved minutes"
        return "amended minutes" if version.number > 1 else "draft minutes"
    return {
        DocumentKind.AGENDA: "agenda",
        DocumentKind.DECISION: "decision sheet",
        DocumentKind.INSPECTION_REPORT: "inspection report",
        DocumentKind.INSPECTION_LETTER: "inspection letter",
        DocumentKind.NOTICE: "notice",
        DocumentKind.ARTICLE: "article",
        DocumentKind.STATISTICS: "statistics",
    }.get(document.kind, "report")


def telling_quotes(happening: Happening, period: Period, *, most: int) -> tuple[Quote, ...]:
    """The words of a document that tell most, in reading order; routine ones are passed over."""
    document, version = happening.document, happening.version
    if document is None or version is None:
        return ()
    wanted = _wanted(document.kind)
    found = [
        each
        for each in period.desk.statements(version)
        if each.type in wanted and each.modality in _HELD_AS_SO and not _is_routine(each, version)
    ]
    found.sort(key=lambda each: (wanted.index(each.type), _is_undated(each), each.starts))
    if version.access is Access.RESTRICTED:
        most = min(most, 1)
    by_number = {page.number: page for page in period.desk.pages(version)}
    approved = period.desk.is_approved(happening.meeting)
    state = state_of(document, version, happening.type, approved=approved)
    quotes = (
        quote_of(each, by_number[each.page], document, version, period, state=state)
        for each in _apart(found)
        if each.page in by_number
    )
    chosen = [quote for quote in quotes if quote][:most]
    return tuple(sorted(chosen, key=lambda quote: quote.start))


def _is_undated(statement: Statement) -> bool:
    """Whether it promises something without a day: what can be held against a calendar tells more."""
    return statement.type is FactType.COMMITMENT and not statement.fields.get("due")


def each_item(
    happening: Happening,
    period: Period,
    *,
    most: int,
    passing_over: Callable[[str], object],
) -> tuple[Quote, ...]:
    """The first words under each heading of a meeting's own decisions, where every page is what was decided on an item.

    Items of whose words `passing_over` says something are told elsewhere.
    """
    document, version = happening.document, happening.version
    if document is None or version is None:
        return ()
    found: list[Quote] = []
    for page in period.desk.pages(version):
        words = page.words or ""
        start = words.find("\n\n") + 2
        outcome = words[start:] if page.item and start > 1 else ""
        if outcome.strip() and not _only_routine(outcome) and not passing_over(outcome):
            excerpt = beginning(words, start, len(words))
            found.append(quote_at(document, version, page, excerpt, state=state_of(document, version)))
    return tuple(found[:most])


def quote_of(
    statement: Statement,
    page: PageSeen,
    document: DocumentSeen,
    version: VersionSeen,
    period: Period,
    *,
    state: str,
    label: str | None = None,
) -> Quote | None:
    """The quote of a statement; none that names somebody in no public role, nor what such a one said."""
    said = period.desk.person(statement.speaker) if statement.speaker else None
    if statement.type is FactType.QUOTE and said is None:
        return None
    excerpt = _excerpt(statement, page, most=most_words(version.access, version.licence))
    if period.desk.names_private(page, excerpt.start, excerpt.end):
        return None
    return quote_at(
        document,
        version,
        page,
        excerpt,
        state=state,
        label=label or _verb(statement),
        said=said,
        fact=statement.uid,
        kept=statement.quote,
    )


def quote_at(
    document: DocumentSeen,
    version: VersionSeen,
    page: PageSeen,
    excerpt: Excerpt,
    *,
    state: str,
    label: str | None = None,
    said: str | None = None,
    fact: str | None = None,
    kept: str = "",
) -> Quote:
    """The quote of an excerpt of a page; `kept` are its words where the page's own are gone."""
    return Quote(
        words=page.words[excerpt.start : excerpt.end] if page.words is not None else kept,
        document=document.uid,
        version=version.number,
        text_sha256=page.text_sha256,
        page=page.number,
        start=page.starts + excerpt.start,
        end=page.starts + excerpt.end,
        item=(page.item or "").rstrip(" .") or None,
        about=item_title(page),
        label=label,
        said=said,
        state=state,
        fact=fact,
        opens_late=excerpt.opens_late,
        ends_early=excerpt.ends_early,
    )


def item_title(page: PageSeen) -> str | None:
    """The heading of an item's page without its number; `None` for other pages."""
    if not page.item or page.words is None:
        return None
    heading = page.words.partition("\n")[0].removeprefix(page.item.rstrip(" .")).strip(" .)")
    return heading or None


def first(quotes: Sequence[Quote]) -> Quote | None:
    """The first quote, if there is one."""
    return quotes[0] if quotes else None


def _is_routine(statement: Statement, version: VersionSeen) -> bool:
    """Whether a statement says nothing of this document alone: routine, or no more than its title."""
    if statement.fields.get("outcome") == "noted" or "minutes_of" in statement.fields:
        return True
    said, title = " ".join(statement.quote.split()), " ".join(version.title.split())
    return said in title or _only_routine(said)


def _only_routine(words: str) -> bool:
    """Whether words do no more than note, confirm or excuse; longer ones decide something beside."""
    return len(words.split()) <= _LONGEST_ROUTINE and _ROUTINE.search(words) is not None


def _verb(statement: Statement) -> str | None:
    """`resolved`, where the quote is one part of a list and the verb stands above it."""
    if statement.type is not FactType.RESOLUTION or _RESOLVING.search(statement.quote):
        return None
    return "recommended" if statement.modality is Modality.PLANNED else "resolved"


def _wanted(kind: DocumentKind) -> tuple[FactType, ...]:
    if kind in (DocumentKind.MINUTES, DocumentKind.DECISION):
        return _OF_OUTCOMES
    return _OF_ARTICLES if kind is DocumentKind.ARTICLE else _OF_PAPERS


def _apart(found: Sequence[Statement]) -> Iterator[Statement]:
    """Of statements that overlap, the first: one sentence is quoted once."""
    taken: list[tuple[int, int]] = []
    for each in found:
        span = (each.starts, each.starts + len(each.quote))
        if all(span[1] <= start or end <= span[0] for start, end in taken):
            taken.append(span)
            yield each


def _excerpt(statement: Statement, page: PageSeen, *, most: int) -> Excerpt:
    start = statement.starts - page.starts
    end = start + len(statement.quote)
    if page.words is None:
        return Excerpt(start=start, end=end)
    end = completed(page.words, start, end)
    few = len(statement.quote.split()) < _FEW_WORDS
    if statement.type in (FactType.MONEY, FactType.EVENT) or (
        few and statement.type is not FactType.JUDGEMENT
    ):
        return sentence_around(page.words, start, end, most=most)
    return beginning(page.words, start, end, most=most)


def _found_late(happening: Happening, period: Period) -> str:
    """That something was found late: because nobody could look when it came out, or for whatever reason."""
    printed = happening.published_day
    if happening.replaces:  # its listing bears the day of the file before
        return ""
    if gap := period.unseen_during(happening):
        return f"{'found late' if printed else 'perhaps found late'}: {wording.unseen(gap)}"
    came_late = printed is not None and london_date(happening.first_seen_at) - printed > _LATE
    return "found late" if came_late else ""
