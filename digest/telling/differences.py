"""Differences: what a new version of a document says otherwise than the one before, quoted from both."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from digest import wording
from digest.desk import Desk
from digest.item import Difference, Quote
from digest.period import Period
from digest.quoting import MOST_OF_A_PAIR, sentence_around
from digest.telling.common import quote_at, state_of
from domain.document import Access, DocumentKind, EventType
from storage.developments import Happening
from storage.diff import WordChange, word_changes
from storage.passages import DocumentSeen, PageSeen, VersionSeen

# More differences than a reader takes in at once are counted; the web archive shows them all.
_MOST = 2

_FIGURE = re.compile(r"\d")
_LETTER_OR_FIGURE = re.compile(r"\w")


@dataclass(frozen=True, kw_only=True)
class Found:
    """What is different: the pairs to show, a sentence on the rest, the first quotes of what stood and of what stands now."""

    shown: tuple[Difference, ...] = ()
    summary: str = ""

    @property
    def before(self) -> Quote | None:
        """The first words shown that stood before."""
        return next((each.before for each in self.shown if each.before), None)

    @property
    def after(self) -> Quote | None:
        """The first words shown that stand now."""
        return next((each.after for each in self.shown if each.after), None)


@dataclass(frozen=True, kw_only=True)
class _Side:
    """One of two versions: its pages, and its whole text as spans count it."""

    document: DocumentSeen
    version: VersionSeen
    state: str
    pages: Sequence[PageSeen]

    @property
    def words(self) -> str:
        joined: list[str] = []
        end = 0
        for page in self.pages:
            joined += ["\n" * (page.starts - end), page.words or ""]
            end = page.starts + len(page.words or "")
        return "".join(joined)

    @property
    def is_read(self) -> bool:
        return any(page.words for page in self.pages)


def of(happening: Happening, period: Period) -> Found:
    """What the version of a happening says otherwise than the version before it."""
    document, version = happening.document, happening.version
    if document is None or version is None:
        return Found(summary="The new file has not been read yet.")
    older = period.desk.before(version)
    if older is None:
        return Found(summary="The file that stood there before was never seen.")
    before = _side(period.desk, document, older, None)
    after = _side(period.desk, document, version, happening.type)
    if not before.is_read or not after.is_read:
        return Found(summary="The two files could not be compared word by word.")
    changes = _changes(before, after)
    if not changes:
        return Found(summary="The words are the same; only the file differs.")
    if version.access is Access.RESTRICTED:  # one short quote is all that the licence allows: what stands now
        shown = _as_it_stands(changes, before, after, most=1)
    else:
        shown = _pairs(changes, before, after, most=_MOST)
    return Found(shown=shown, summary=_rest(len(changes) - len(shown)))


def in_place(happening: Happening, period: Period) -> Found:
    """What a document says otherwise than the file in whose place it was put; what was taken down is not quoted."""
    document, version, stood = happening.document, happening.version, period.desk.instead_of(happening)
    if document is None or version is None or stood is None:
        return Found()
    before, after = _side(period.desk, *stood, None), _side(period.desk, document, version, None)
    if not before.is_read or not after.is_read:
        return Found(summary="The two files could not be compared word by word.")
    changes = _changes(before, after)
    if not changes:
        return Found(summary="The words are the same; only the file differs.")
    shown = _as_it_stands(changes, before, after, most=_MOST)
    return Found(shown=shown, summary=_rest(len(changes) - len(shown)))


def since(
    quote: Quote, document: DocumentSeen, older: VersionSeen | None, newest: VersionSeen, desk: Desk
) -> Difference | None:
    """What the newest version says where an older one said the quoted words; `None` if it says them still."""
    if older is None or older.number >= newest.number:
        return None
    before, after = _side(desk, document, older, None), _side(desk, document, newest, None)
    if not after.is_read or _flat(quote.words) in _flat(after.words):
        return None
    first = next(
        (each for each in word_changes(before.words, after.words) if _touches(each.before_span, quote)), None
    )
    return Difference(before=quote, after=_quote(after, first.after_span) if first and first.after else None)


def _changes(before: _Side, after: _Side) -> list[WordChange]:
    """The differences in words; marks alone are none."""
    return [
        change
        for change in word_changes(before.words, after.words)
        if _LETTER_OR_FIGURE.search(change.before + change.after)
    ]


def _flat(words: str) -> str:
    return " ".join(words.split())


def _touches(span: tuple[int, int], quote: Quote) -> bool:
    return span[0] < quote.end and quote.start < max(span[1], span[0] + 1)


def _side(desk: Desk, document: DocumentSeen, version: VersionSeen, event: EventType | None) -> _Side:
    state = state_of(document, version, event)
    if document.kind is not DocumentKind.MINUTES:
        state = f"{state}, version {version.number}"
    return _Side(document=document, version=version, state=state, pages=desk.pages(version))


def _importance(change: WordChange) -> tuple[bool, int]:
    """Figures first, then in reading order."""
    both = _FIGURE.search(change.before) and _FIGURE.search(change.after)
    return not both, change.after_span[0]


def _pairs(
    changes: Iterable[WordChange], before: _Side, after: _Side, *, most: int
) -> tuple[Difference, ...]:
    """The differences that matter most, in reading order."""
    first = sorted(changes, key=_importance)[:most]
    return tuple(_pair(change, before, after) for change in sorted(first, key=lambda each: each.after_span))


def _as_it_stands(
    changes: Iterable[WordChange], before: _Side, after: _Side, *, most: int
) -> tuple[Difference, ...]:
    """The same of what the newer text says, without what stood before."""
    said = _pairs((each for each in changes if each.after), before, after, most=most)
    return tuple(replace(each, before=None) for each in said)


def _pair(change: WordChange, before: _Side, after: _Side) -> Difference:
    return Difference(
        before=_quote(before, change.before_span) if change.before else None,
        after=_quote(after, change.after_span) if change.after else None,
    )


def _quote(side: _Side, span: tuple[int, int]) -> Quote | None:
    page = next(
        (page for page in side.pages if page.starts <= span[0] < page.starts + len(page.words or "")), None
    )
    if page is None or page.words is None:
        return None
    start, end = span[0] - page.starts, min(span[1] - page.starts, len(page.words))
    return quote_at(
        side.document,
        side.version,
        page,
        sentence_around(page.words, start, end, most=MOST_OF_A_PAIR),
        state=side.state,
    )


def _rest(number: int) -> str:
    return f"{wording.counted(number, 'more difference')} between the two versions." if number > 0 else ""
