"""Scraped texts: the words of a news story as somebody copied them, in; headline, byline, dates and the story out.

Its lines stay as they are, the headline among them, less the newspaper's own calls. A date that is not stated is not
guessed: an undated article stays undated.
"""

import re

from domain.article import ArticleTold
from reading import boilerplate, datelines
from reading.articles import bylines
from reading.articles.article import Article
from reading.articles.told import correction_in, dates_of
from reading.clean import VERSION, clean

TEXT_READER = f"articles@2/clean@{VERSION}"

_LONGEST_HEADLINE = 160
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
    told, left_out = boilerplate.parted(lines)
    story = clean("\n".join(told))
    top = [line for line in told if line][:_TOP]
    dates = dates_of(top)
    byline = next((found for line in top if (found := bylines.read(line))), bylines.Byline())
    shown = byline.names or "T" in (dates.published or "") or left_out or _is_told(story)
    if not story or not shown or _COUNCIL_PAPER.search(story):
        return None
    return Article(
        words=story,
        title=_headline(top),
        authors=byline.names,
        published=dates.published,
        modified=dates.modified,
        told=ArticleTold(
            roles=byline.roles,
            service=bylines.service_of(byline, [line for line in told if line]),
            correction=correction_in(told),
            left_out=tuple(dict.fromkeys(left_out)),
        ),
    )


def _headline(top: list[str]) -> str | None:
    first = top[0]
    is_one = len(first) <= _LONGEST_HEADLINE and " " in first and not first.endswith(".")
    return None if not is_one or datelines.read(first) or bylines.read(first) else first


def _is_told(story: str) -> bool:
    """Whether people speak as they do in a news story."""
    return sum(1 for _ in _SPEECH.finditer(story)) >= _ENOUGH_SPEECH
