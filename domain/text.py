"""Texts: the cleaned words of one version of a document, in pages. All spans count the Unicode characters of `words`."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from domain.harm import Redaction


class Quality(StrEnum):
    """How far the words can be trusted to be what the document says."""

    GOOD = "good"
    POOR = "poor"  # words came out, but broken: odd characters, hardly any known word
    UNREAD = "unread"  # pages without a text layer: scans that wait for OCR
    BROKEN = "broken"  # not the kind of file it says, encrypted, truncated, over the limits


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of a document, or an item of a meeting: `words[start:end]` of its text.

    `item` is the number of the agenda item that it belongs to. `score` says how much of it reads as words and figures,
    from 0 (a picture that nobody has read, or garble) to 1; `None` where nothing is to be read.
    """

    number: int
    start: int
    end: int
    item: str | None = None
    score: float | None = None


@dataclass(frozen=True, kw_only=True)
class Text:
    """What a reader made of a file: clean words (no NUL, surrogates, U+FFFE or CR) and where its pages lie.

    Pages are in order and do not overlap; a text without pages is one page. `redactions` are where its file hides words
    badly: they are not in these words.
    """

    words: str
    pages: tuple[Page, ...]
    reader: str
    quality: Quality = Quality.GOOD
    warnings: tuple[str, ...] = ()
    redactions: tuple[Redaction, ...] = ()

    @classmethod
    def of_pages(
        cls,
        pages: Sequence[tuple[str | None, str]],
        *,
        reader: str,
        quality: Quality = Quality.GOOD,
        warnings: tuple[str, ...] = (),
        scores: Sequence[float | None] | None = None,
        redactions: tuple[Redaction, ...] = (),
    ) -> Self:
        """Join (item, words) pages with a blank line between them and note where each lies; `scores` has one for each page."""
        joined: list[str] = []
        placed: list[Page] = []
        start = 0
        for number, (item, words) in enumerate(pages, start=1):
            score = scores[number - 1] if scores else None
            placed.append(Page(number=number, start=start, end=start + len(words), item=item, score=score))
            joined.append(words)
            start += len(words) + len(PAGE_BREAK)
        return cls(
            words=PAGE_BREAK.join(joined),
            pages=tuple(placed),
            reader=reader,
            quality=quality,
            warnings=warnings,
            redactions=redactions,
        )

    def page_at(self, position: int) -> Page | None:
        """The page on which the character at this position stands."""
        return next((page for page in self.pages if page.start <= position < page.end), None)


PAGE_BREAK = "\n\n"


def letters(words: str) -> str:
    """The letters and digits of words, small: what differs in signs, spaces and capitals alone has the same ones."""
    return "".join(sign for sign in words.casefold() if sign.isalnum())
