"""News articles: a web page or a scraped text in, headline, byline, dates and the story out; never the site around it.

What a page tells machines (JSON-LD, meta elements) goes before what it prints, except the headline of social media,
which is often another one. A date that is not stated is not guessed: an undated article stays undated.
"""

import re
from dataclasses import dataclass
from importlib.metadata import version

from reading import boilerplate, datelines, declared, html
from reading.clean import VERSION, clean
from reading.datelines import Dateline

PAGE_READER = f"trafilatura@{version('trafilatura')}/articles@1/clean@{VERSION}"
TEXT_READER = f"articles@1/clean@{VERSION}"


@dataclass(frozen=True, kw_only=True)
class Article:
    """A news story: `words` begin with its headline and standfirst. Dates are EDTF, with time and zone where stated."""

    words: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None


# "By Jo Bloggs, Local Democracy Reporter": names of up to five words with capitals.
_BYLINE = re.compile(r"(?:[Bb]y|BY|Words by|Exclusive by)\s+(?P<names>\S+(?:\s+\S+){0,9})")
_NAME = re.compile(r"[A-Z][\w.'’-]*(?:\s+(?:(?:of|the|de|van|von|Mc|Mac)\s+)?[A-Z][\w.'’-]*){0,4}")
_BETWEEN_NAMES = re.compile(r"\s(?:and|&)\s|,\s?")
# What follows a name on its line and is none.
_POST = re.compile(r"\b(?:reporter|editor|correspondent|journalist|writer)\b", re.IGNORECASE)
_LONGEST_HEADLINE = 160
# In characters. Pages of news have up to a million; the extractor takes time out of proportion for hostile ones.
_LONGEST_PAGE = 2_000_000
# Where a headline, byline and dates can stand, in lines that hold words.
_TOP = 12
# Words said and a speaker, as stories tell it; minutes and reports do not.
_SPEECH = re.compile(
    r"[”\"’']\s(?:[A-Z][\w’'.-]*\s){0,4}(?:he\s|she\s|they\s)?(?:said|says|added|told|insisted|warned|explained|concluded)\b"
    r"|\b(?:said|added|told|says)[^.“”\"]{0,60}:\s[“\"]"
)
_ENOUGH_SPEECH = 2
# "RESOLVED", "Apologies for absence", "Agenda item 4": council papers quote people too.
_COUNCIL_PAPER = re.compile(
    r"^(?:resolved\b|recommendations?:?$|apologies for absence|declarations? of interests?|minutes of (?:the|a)\b"
    r"|agenda(?: item)?\b|present\s?:)",
    re.IGNORECASE | re.MULTILINE,
)


def of_text(words: str) -> Article | None:
    """The article that a scraped text is; `None` where nothing shows that it is one.

    It shows by a byline, a dateline, a newspaper's boilerplate, or by people speaking as in a story.
    """
    lines = clean(words).split("\n")
    told = boilerplate.without(lines)
    story = clean("\n".join(told))
    top = [line for line in told if line][:_TOP]
    dates = _dates_of(top)
    authors = _authors_of(top)
    shown = authors or "T" in (dates.published or "") or len(told) < len(lines) or _is_told(story)
    if not story or not shown or _COUNCIL_PAPER.search(story):
        return None
    return Article(
        words=story,
        title=_headline(top),
        authors=authors,
        published=dates.published,
        modified=dates.modified,
    )


def of_page(markup: str, url: str | None = None) -> Article | None:
    """The article that a page is about; `None` where it does not say that it is one.

    Raises:
        Unreadable: the markup is nested deeper than any page is.
    """
    root = html.parse(markup)
    said = None if root is None else declared.of(root)
    if root is None or said is None or not said.is_article:
        return None
    title = said.title or html.heading_of(root)
    body = boilerplate.without(_story(markup, url).split("\n"))
    # Many sites set the standfirst apart from the story. It is the summary, where the page shows that on a line of its own.
    standfirst = said.summary if said.summary in html.text_of(root).split("\n") else None
    lead = [words for words in (title, standfirst) if words]
    printed = _dates_of(body[:_TOP])
    words = clean("\n\n".join([*lead, *(line for line in body if line not in lead)]))
    return Article(
        words=words,
        title=title,
        authors=said.authors or _authors_of(body[:_TOP]),
        published=said.published or printed.published,
        modified=said.modified or printed.modified,
    )


def _headline(top: list[str]) -> str | None:
    first = top[0]
    is_one = len(first) <= _LONGEST_HEADLINE and " " in first and not first.endswith(".")
    return None if not is_one or datelines.read(first) or _byline(first) else first


def _authors_of(top: list[str]) -> tuple[str, ...]:
    return next((names for line in top if (names := _byline(line))), ())


def _byline(line: str) -> tuple[str, ...]:
    """The names on a line that says who wrote; none on any other line."""
    found = _BYLINE.fullmatch(line)
    named = _BETWEEN_NAMES.split(found["names"]) if found else []
    return tuple(
        name for name in named if _NAME.fullmatch(name) and (name == named[0] or not _POST.search(name))
    )


def _dates_of(top: list[str]) -> Dateline:
    lines = [stated for line in top if (stated := datelines.read(line))]
    return Dateline(
        published=next((stated.published for stated in lines if stated.published), None),
        modified=next((stated.modified for stated in lines if stated.modified), None),
    )


def _is_told(story: str) -> bool:
    """Whether people speak as they do in a news story."""
    return sum(1 for _ in _SPEECH.finditer(story)) >= _ENOUGH_SPEECH


def _story(markup: str, url: str | None) -> str:
    """The lines of a page's story; of the whole page, where the extractor finds none."""
    # Loading it takes a fifth of a second, which only pages of news need.
    import trafilatura

    try:
        found: str | None = (
            trafilatura.extract(markup, url=url, include_comments=False)
            if len(markup) < _LONGEST_PAGE
            else None
        )
    except Exception:  # noqa: BLE001 -- whatever a hostile page does to it, the page's words are still to be had
        found = None
    return found or html.read_page(markup).words
