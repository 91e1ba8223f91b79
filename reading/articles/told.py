"""What lines of an article tell of it: printed dates, corrections; lines in, what they say out. Nothing is guessed."""

import re
from collections.abc import Iterable

from reading import datelines
from reading.datelines import Dateline

# "This article was amended on 3 May", "Correction: an earlier version said ...", "A previous version of this story".
_CORRECTION = re.compile(
    r"(?:correction|clarification|editor['’]s note|update and correction)\b.{0,20}:"
    r"|(?:an|a) (?:earlier|previous) version of this (?:article|story|report|piece)\b"
    r"|this (?:article|story|report|piece|page|headline) (?:was|has been) (?:amended|corrected|updated to (?:correct|clarify))\b"
    r"|(?:the headline|a figure|a quote) in (?:an|a) (?:earlier|previous) version\b"
    r"|(?:we (?:are happy to|would like to) (?:correct|clarify|make clear)|we apologise for (?:the|this|any) (?:error|mistake))\b",
    re.IGNORECASE,
)
_LONGEST_CORRECTION = 600


def correction_in(lines: Iterable[str]) -> str | None:
    """The publisher's own words that the story was corrected."""
    bare = (line.strip(" •*[](") for line in lines if len(line) <= _LONGEST_CORRECTION)
    return next((line for line in bare if _CORRECTION.match(line)), None)


def dates_of(top: Iterable[str]) -> Dateline:
    """The dates that stand on lines of their own above a story."""
    lines = [stated for line in top if (stated := datelines.read(line))]
    return Dateline(
        published=next((stated.published for stated in lines if stated.published), None),
        modified=next((stated.modified for stated in lines if stated.modified), None),
    )
