"""Numbers that stand for one child: dates of birth, numbers of records and cases, the telephone of a family."""

import re
from collections.abc import Iterator

from linking.harm.ages import MONTH
from linking.harm.cues import Sentence, everything
from linking.prose import Span

# "DOB 12/03/2014", "NHS number 943 476 5919", "UPN A820200412345", "Mosaic ID 1187234", "ZE25C50123"
_DATE = rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? \d{{4}})"
_RECORD = re.compile(
    rf"\b(?:DOB|[Dd]\.[Oo]\.[Bb]\.?|[Dd]ate of [Bb]irth):? ?\(?{_DATE}"
    r"|\bNHS (?:[Nn]umber|[Nn]o\.?|ID):? ?\d{3}[ -]?\d{3}[ -]?\d{4}\b"
    r"|\b(?:UPN|[Uu]nique [Pp]upil [Nn]umber):? ?\(?[A-Z]\d{11}[\dA-Z]\b"
    r"|\b(?:Mosaic|Liquid ?[Ll]ogic|LCS|ICS|EHM|[Ss]ystem|[Cc]hild|[Pp]upil) (?:ID|id|[Nn]umber|[Nn]o\.?|[Rr]ef(?:erence)?\.?):? ?\d{4,}\b"
    r"|\b[A-Z]{2}\d{2}[CPZ]\d{5}\b"
    rf"|\b(?:child|boy|girl|baby|twins|son|daughter|pupil|young person|children|[Hh]e|[Ss]he|siblings)\b (?:was|were) born (?:on|in) (?:\w+ )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{MONTH},? |\d{{1,2}}[/.-]\d{{1,2}}[/.-])20\d\d"
    # as in "Age: 12; gender: F; needs: autism"
    r"|\b[Aa]ge:? (?:1[0-7]|[1-9])\b[^.\n]{0,80}\b(?:[Gg]ender|[Ss]ex|[Ee]thnicity|SEN|[Nn]eeds?|[Dd]iagnosis|[Pp]lacement|[Ll]ocation):",
)
# "D.O.B. 4.11.2016": the stop behind the letters ends a sentence.
_BIRTH_ENDS = re.compile(r"\b[Dd]\.[Oo]\.[Bb]\.$")
_DATE_BEGINS = re.compile(_DATE)
# "Ring mum, Dawn, on 07700 900482"
_MOBILE = re.compile(r"\b07\d{3}[ -]?\d{3}[ -]?\d{3}\b")


def numbered(sentence: Sentence) -> Iterator[Span]:
    """The sentence, where a date of birth or a number of a record stands in it."""
    words = sentence.words
    if _RECORD.search(words) or (_BIRTH_ENDS.search(sentence.before) and _DATE_BEGINS.match(words)):
        yield from everything(sentence)


def telephoned(sentence: Sentence) -> Iterator[Span]:
    """The sentence, where a mobile telephone's number stands in it."""
    if _MOBILE.search(sentence.words):
        yield from everything(sentence)
