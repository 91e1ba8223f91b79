"""What a site asks of those who copy its pages, said in the headers of an answer: headers in, two flags out.

X-Robots-Tag: https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag; `tdm-reservation`: the TDM
Reservation Protocol of the W3C's community group. What the page itself says is for `reading` to see.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.article import ArticleTold

# The rules of X-Robots-Tag that have a value behind a colon; a colon behind any other word makes it a crawler's name.
_VALUED = frozenset({"max-image-preview", "max-snippet", "max-video-preview", "unavailable_after"})
# "none" is short for noindex and nofollow.
_NO_COPY = frozenset({"noarchive", "noindex", "none"})
_OURS = "minutewatch"
# Such as "googlebot: noarchive".
_NAMED = re.compile(r"(?P<name>[\w-]{1,60})\s*:\s*(?P<rule>.*)", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """`noarchive`: no copy is to be kept. `tdm_reserved`: the rights of text and data mining are reserved."""

    noarchive: bool = False
    tdm_reserved: bool = False


def wishes(headers: Mapping[str, str]) -> Wishes:
    """What the headers of an answer ask of everybody, or of us by name; names of headers are in small letters."""
    rules = {_for_us(part.strip()) for part in headers.get("x-robots-tag", "").lower().split(",")}
    return Wishes(
        noarchive=not rules.isdisjoint(_NO_COPY),
        tdm_reserved=headers.get("tdm-reservation", "").strip() == "1",
    )


def heeded(told: ArticleTold, headers: Mapping[str, str]) -> ArticleTold:
    """What a page told, with what the headers of its answer ask beside it."""
    asked = wishes(headers)
    return replace(
        told,
        noarchive=told.noarchive or asked.noarchive,
        tdm_reserved=told.tdm_reserved or asked.tdm_reserved,
    )


def _for_us(part: str) -> str:
    """The rule in a part of the header; nothing where it names another crawler.

    A name counts for the rest of its line, but where a header comes twice nobody can tell any more where a line ended: a
    rule without a name is taken to be for everybody.
    """
    named = _NAMED.fullmatch(part)
    if named is None or named["name"] in _VALUED:
        return part
    return named["rule"] if named["name"] == _OURS else ""
