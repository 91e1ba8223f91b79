"""Bylines: the words that say who wrote a story, in; names, roles and the news service out.

"By Robin Hale, Local Democracy Reporter" is a name and a role. A role that stands alone ("Court Reporter") is the byline.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.article import ArticleService

# "By Jo Bloggs, Local Democracy Reporter", "Words by Jo Bloggs"
_BY = re.compile(r"(?:words |exclusive |story |report )?by:?\s+", re.IGNORECASE)
_BYLINE = re.compile(r"(?:[Bb]y|BY|Words by|Exclusive by):?\s+(?P<names>\S+(?:\s+\S+){0,11})")
# Names of up to five words with capitals: "Jo Bloggs", "Anna de la Haye", "The Newsroom".
_NAME = re.compile(
    r"[A-ZÀ-Þ][\w.'’-]*(?:\s+(?:(?:of|the|de|la|van|von|Mc|Mac)\s+){0,2}[A-ZÀ-Þ][\w.'’-]*){0,4}"
)
_BETWEEN = re.compile(r"\s(?:and|&)\s|,\s?|\s[|–—-]\s|\s?/\s?|;\s?")
# What follows a name in a byline and is none.
_ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|journalist|writer|reporting service|ldrs|trainee|columnist|bureau|producer)\b",
    re.IGNORECASE,
)
_LDRS = re.compile(r"\blocal democracy report(?:er|ing service)s?\b|\bLDRS\b", re.IGNORECASE)
# "PA", "PA Media", "Press Association", "By Robin Hale, PA"
_PA = re.compile(
    r"(?:the )?(?:pa(?: media)?|press association)(?: reporters?| news(?: agency)?)?", re.IGNORECASE
)
# The most that a line naming who wrote can hold.
_LONGEST = 120


@dataclass(frozen=True, kw_only=True)
class Byline:
    """Who wrote a story: names, and roles such as "Local Democracy Reporter", each once and as printed."""

    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


def read(line: str) -> Byline | None:
    """The names on a line that says who wrote ("By ..."); `None` for any other line."""
    found = _BYLINE.fullmatch(line) if len(line) <= _LONGEST else None
    byline = of([found["names"]]) if found else Byline()
    return byline if byline.names and _NAME.fullmatch(byline.names[0]) else None


def of(declared: Iterable[str], roles: Iterable[str] = ()) -> Byline:
    """Names and roles out of what a page declares as its authors."""
    names: list[str] = []
    posts = [*roles]
    for words in declared:
        for part in _parts(words):
            (posts if is_role(part) else names).append(part)
    # "Court Reporter" alone is what the title prints in place of a name.
    names = names or posts[:1]
    return Byline(names=tuple(dict.fromkeys(names)), roles=tuple(dict.fromkeys(posts)))


def is_role(words: str) -> bool:
    """Whether words of a byline are a post or an agency, and not a name."""
    return bool(_ROLE.search(words) or _PA.fullmatch(words))


def service_of(byline: Byline, lines: list[str]) -> ArticleService | None:
    """The service that a story came from, by its byline, or by a first or last line that is a credit."""
    credits_ = [
        line
        for line in (*lines[:2], *lines[-2:])
        if len(line) <= _LONGEST and not line.endswith((".", "”", '"'))
    ]
    told = [*byline.names, *byline.roles]
    if any(_LDRS.search(words) for words in (*told, *credits_)):
        return ArticleService.LDRS
    if any(_PA.fullmatch(words) for words in told):
        return ArticleService.PA
    return None


def _parts(words: str) -> Iterator[str]:
    words = _BY.sub("", words.strip(), count=1) if _BY.match(words.strip()) else words.strip()
    parts = [part.strip() for part in _BETWEEN.split(words) if part.strip()]
    # "Lancashire and Cumbria" is one desk: only what reads as names, or as a name and its role, is taken apart.
    whole = all(is_role(part) or (" " in part and _NAME.fullmatch(part)) for part in parts)
    yield from parts if whole else [words] if words else []
