"""Quantities: numbers with what they count. Prose in, mentions out; which of them are figures of known measures is told.

`200 cases`, `58%`, `12 of the 20 records`; a number stands alone where what it counts was named before. Dates, sums of
money, ages, lengths of time and numbers that only name (`page 12`) count nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.mention import Mention, MentionType
from linking.figures import Figure, Number
from linking.measures import Unit
from linking.money import Sum
from linking.numbers import CARDINAL_WORD, FIGURE, NUMBER, cardinal
from linking.prose import Prose
from linking.times import Found

COUNT = "statistics.count@4"
SHARE = "statistics.share@4"
MEASURED = "statistics.measured@1"
CHANGED = "statistics.changed@1"
PART = "statistics.part@1"
WAIT = "statistics.wait@1"
ANSWER = "statistics.answer@1"
RULES = (COUNT, SHARE, MEASURED, CHANGED, PART, WAIT, ANSWER)

_NUMBER = re.compile(NUMBER)
# What stands for a date, or a sum, in the words that numbers are looked for in: nobody writes it.
_DATE, _SUM = "\ue000", "\ue001"
# `page 12`, `year 6 pupils`, `level 2 carers`, `section 17`: a number that names, and counts nothing.
_NAMES = re.compile(
    r"\b(?:pages?|paras?|paragraphs?|items?|sections?|appendix|annex|tables?|figures?|options?|notes?|(?<!the )(?<!a )(?<!this )(?<!last )years?|stage|levels?|bands?|grades?|phase|part|"
    r"articles?|regulations?|rules?|schedule|chapter|volume|no\.?|number|tier|lot|room|step|priority|recommendations?|minutes?|version|aged|ages?|week|day|"
    r"quarter|ward|unit) $",
    re.IGNORECASE,
)
# `4.1 Officers will`, `3. Fees`: the number of a paragraph, at the start of its line.
_NUMBERING = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.? (?=[A-Z])|\d{1,2}[.)] ")

_STARTS = re.compile(r"(?:[.!?] |\n|^)$")

# What a number may count beside all that ends in `s`.
_COUNTED = r"(?:children's homes|children (?:and young people|in care|looked after)|children|young people|people|staff|(?:social |support |family |youth )?workers|EHC plans|full-time equivalents?|FTE)"
# Plural words that no number counts: times, money, shares, verbs and the like.
_PLURAL = (
    r"(?-i:(?!(?:days|weeks|months|years|hours|minutes|seconds|quarters|terms|decades|fortnights|nights|mornings|pounds|times|miles|metres|"
    r"points|was|has|his|its|this|does|goes|says|plus|minus|less|across|various|previous|thus|always|perhaps|sets|makes|gives|takes|"
    r"needs|means|shows|provides|includes|requires|remains|[a-z]+(?:ss|ous|us|is))\b)[a-z][a-z-]{2,30}s)"
)
# Words that never stand between a number and what it counts.
_MODIFIER = (
    r"(?!(?:of|in|to|and|or|per|were|was|are|is|had|have|has|with|who|when|which|that|than|for|at|by|from|the|after|before|while|"
    r"during|out|there|days?|weeks?|months?|years?|times|percent|percentage|said|told|added|as|on|but|not|into|under|over|if|"
    r"its|their|our|his|her|they|we|he|she|it|will|would|can|may|must|should|also|pm|am|an?|because|until|since|through|(?!foster)\w+ing)\b)"
    r"[A-Za-z][\w'-]* "
)
_THINGS = rf"(?:{_MODIFIER}){{0,3}}?(?:{_COUNTED}|{_PLURAL})\b(?!-|'s)"
# What follows a number that counts: ` looked-after children`, ` cases`, ` agency social workers`.
_COUNT = re.compile(rf" {_THINGS}", re.IGNORECASE)
# `12 of the 20 cases`, `two out of the three organisations`
_OUT_OF = re.compile(
    rf" (?:out )?of (?:the |its |our |their )?(?:(?P<all>{FIGURE}|(?:{CARDINAL_WORD})\b)(?![/\d])(?: {_THINGS})?|(?:workforce|staff|team)\b)",
    re.IGNORECASE,
)
# `14 of them`: the number stands alone.
_OF_THEM = re.compile(r" (?:out )?of (?:them|these|those|whom|which)\b")
# `Of the 1,142:`; `38 more than`
_OF_THESE = re.compile(r"\b[Oo]f (?:the|these|those|this) $")
_THAN = re.compile(r" (?:more|fewer|higher|lower) than\b")
# What a change leads to or from, and the thing left out: `had risen from 31 to 47`, `up from 1,040`, `leaving 214`, `it now has 96`,
# `recruited nine`. A number that goes on as a time, a day, an age, or a year is none of it.
_ABOUT = r"(?:(?:just|only|about|around|over|under|nearly|almost|more than|fewer than|less than|no more than|no fewer than) )*"
_CHANGED = re.compile(
    r"\b(?:(?:rose|risen|rises|rising|grew|grown|growing|climbed|climbs|increased|increasing|fell|fallen|falls|falling|dropped|decreased|reduced|declined|doubled|shrunk|shrank)"
    rf"(?: by [^.;,\n]{{1,25}}?)?(?: (?:back|again|slightly|sharply|steadily))?(?: (?:up|down))? (?:from|to)|(?:, |\()(?:up|down) from|compared (?:with|to)|leaving) {_ABOUT}$"
)
# `the age was raised from 18 to 21`: what changes is the number of nothing.
_OF_AGE = re.compile(r"\b(?:ages?|aged|grades?|bands?|tiers?|levels?)\b[^.;\n]*$")
# ` to ` after the first of two such numbers: `from 31 to `, `cut ... from 87 to no more than `.
_CHANGES = re.compile(
    r"\b(?:rose|risen|rises?|rising|grew|grown?|climbed|increased?|f[ae]ll|fallen|falling|dropped|drop|decreased?|reduced?|reducing|cut|cutting|declined|down|up)\b"
    rf"[^.;\n]{{0,90}}\bfrom (?:{FIGURE}|{CARDINAL_WORD})(?: (?:in )?\ue000+)? to {_ABOUT}$"
)
_ENDS = re.compile(
    r"(?=[.,;)](?!\d)|\n|$| (?:in|at|by|on|over|a year|last|during|children|cases) |\ue000| (?:this|last) year)"
)
_HAS_DONE = re.compile(
    rf"\b(?:now has|now have|has managed|have managed|had managed|(?:and|but) (?:recruited|approved|lost|gained|opened|closed|appointed|registered)) {_ABOUT}$"
)
_CLOSED = re.compile(r"(?=[.;](?!\d)|\n|$)")
_NUMBER_OF = re.compile(r"\b[Nn]umber of [^.;\n\d]{3,110}: $")
_SOME_YEAR = re.compile(r"(?:19|20)\d\d")
# Parts of what was counted in the same sentence: `Of 14 audits, three had ...`; `in six it was poor`; `... and 18 in Thornhythe`.
_PART_BEFORE = re.compile(
    r"(?:, |; | and | but | while |, of whom |, of which )(?:only |just |another |a further )?$"
)
_PART_AFTER = re.compile(
    r" (?:had|have|were|was|are|received|did|needed|went|lived|live|remained|left|met|failed)\b| in which\b"
)
_IN_PART = re.compile(r"(?:;|,| and| but) in (?:only |just )?$")
_IT_WAS = re.compile(r" (?:it|they|this|practice) (?:was|were|had)\b")
_ALSO_IN = re.compile(r" and $")
_IN_NAMED = re.compile(r" in [A-Z][a-z]")
_SAW = re.compile(
    r"\b(?:[Ww]e|inspectors|they|reviewers|auditors) (?:saw|found|identified|read|noted|sampled) $"
)
_SUCH = re.compile(r" (?:in which|of which|of them|where)\b")
# `52 of the borough's 604 looked-after children`: the whole counts for itself.
_OF_ITS = re.compile(r" of the [a-z]{3,20}'s \d")
_SAME_SENTENCE, _SAME_PARAGRAPH = 160, 240
# How the sentence goes on after a number that stands alone.
_STANDS_ALONE = re.compile(
    r"[.,;)](?!\d)|$| (?:in|at|from|to|and|by|on|for|last|had|have|has|were|was|are|is|left|did|went|supplied|employed|obtained|told|again|more|fewer|further|already|of those|respectively)\b"
)
# `Q4`, `at 9`, `over 18`, `item 5`, `5 to 7`: numbers of other things.
_ALIKE = re.compile(
    r"(?:[A-Za-z]|\d|[-/:.])$|\b(?:item|section|who are|or|aged?|ages|at|over|past|until|before|after|grades?|age of|no|number|question|Q|page|paragraph|year|(?:children|people|those|pupils) under|(?:years|grades?|ages?|aged|items?|sections?|pages?|stages?|levels?) \d{1,2}(?:,| and| or| to)) $"
)
# `The longest wait was 94 weeks`: a stretch of time that is itself what is measured.
_WAITED = re.compile(
    rf"\b(?:waits?|waiting times?|waited|delays?|stays?|time taken|duration) [^.;\n\d]{{0,40}}?(?:was|is|of|were|at|to) {_ABOUT}$"
)
_OF_TIME = re.compile(r" (?:days|weeks|months)\b")
# `30 September 2023: 58`, a line that answers `How many ...?`
_DAY_LINE = re.compile(r"(?:\n|\A|\? )(?:(?:At|On|In) )?\ue000+: $")
_HOW_MANY = re.compile(r"\b[Hh]ow many\b|\b[Nn]umber of\b")
_ASKED_WITHIN = 500
# `58%`, `58 per cent`, `3 percentage points`, `80.5 per 10,000`.
_SHARE = re.compile(
    r"(?P<percent> ?%| per ?cent\b(?!age)| percent\b| (?:in|out of) (?:every )?(?:100|a hundred)\b)| percentage points?\b"
    r"|(?P<rate> (?:per|for every|in every) (?:10,000|10k|ten thousand)\b(?: (?:children|under-18s|young people)\b)?)| per (?:1,000|100,000)\b"
)

# How far before a number that what it counts was left out of may be named.
_WINDOW = 140


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A number that counts something: its span in `smooth` with what it counts, its value, its rule."""

    start: int
    end: int
    value: int | float
    rule: str


def numbers(words: str) -> Iterator[Number]:
    """The numbers of words in which dates and sums are blotted out."""
    for found in _NUMBER.finditer(words):
        yield _number(words, found)


def place(words: str, numbers: Sequence[Number], figures: Sequence[Figure]) -> Iterator[Counted]:
    """Those of the numbers that count something, in order."""
    taken, last = 0, None
    measured = {figure.start for figure in figures}
    for number in numbers:
        if number.start < taken:
            continue
        one = _counted(words, number, is_figure=number.start in measured) or _uncounted(words, number, last)
        if one:
            taken = last = one.end
            yield one


def find(prose: Prose, counted: Sequence[Counted]) -> Iterator[Mention]:
    """Mentions of quantities: the number with what it counts, or alone where the sentence goes on with a verb."""
    for one in counted:
        yield prose.mention(MentionType.QUANTITY, one.start, one.end, rule=one.rule, value=one.value)


def masked(flow: str, dates: Sequence[Found], sums: Sequence[Sum]) -> str:
    """The words with dates and sums of money blotted out, letter for letter; durations and recurrences stay."""
    spans = [(each.start, each.end, _SUM) for each in sums]
    spans += [(each.start, each.end, _DATE) for each in dates if (each.value or "E")[0] not in "PR"]
    pieces: list[str] = []
    done = 0
    for start, end, letter in sorted(spans):
        if start >= done:
            pieces += (flow[done:start], letter * (end - start))
            done = end
    pieces.append(flow[done:])
    return "".join(pieces)


def _number(words: str, found: re.Match[str]) -> Number:
    share = _SHARE.match(words, found.end())
    unit: Unit | None = Unit.COUNT
    if share:
        unit = Unit.PERCENT if share["percent"] else Unit.RATE if share["rate"] else None
    return Number(
        start=found.start(),
        end=found.end(),
        share_end=share.end() if share else found.end(),
        value=cardinal(found[0]),
        unit=unit,
    )


def _counted(words: str, number: Number, *, is_figure: bool) -> Counted | None:
    """What a number counts, where it does."""
    if number.share_end > number.end:
        return Counted(start=number.start, end=number.share_end, value=number.value, rule=SHARE)
    start = max(0, number.start - 24)
    if not is_figure and (_NAMES.search(words, start, number.start) or _is_numbering(words, number.start)):
        return None
    if words.endswith("per ", 0, number.start) or number.value == 1:
        return None
    if _STARTS.search(words, start, number.start) and words[number.end + 1 : number.end + 2].isupper():
        return None  # `12 Children and young people`: the number of a heading
    counted = _of_all(words, number) or _COUNT.match(words, number.end)
    if counted:
        return Counted(start=number.start, end=counted.end(), value=number.value, rule=COUNT)
    if is_figure:
        return Counted(start=number.start, end=number.end, value=number.value, rule=MEASURED)
    is_whole = _OF_THESE.search(words, start, number.start) and not words.startswith("-", number.end)
    if is_whole or _THAN.match(words, number.end) or _OF_THEM.match(words, number.end):
        return Counted(start=number.start, end=number.end, value=number.value, rule=COUNT)
    return None


def _uncounted(words: str, number: Number, last: int | None) -> Counted | None:
    """A number beside which the thing that it counts is left out, as it was named before; `last` is where the last count ended."""
    start, end = number.start, number.end
    begin = max(0, start - _WINDOW)
    near = max(0, start - 24)
    is_name = _NAMES.search(words, near, start) or _is_numbering(words, start)
    if number.share_end > end or is_name or _SOME_YEAR.fullmatch(words, start, end):
        return None
    if (time := _OF_TIME.match(words, end)) and _WAITED.search(words, begin, start):
        return Counted(start=start, end=time.end(), value=number.value, rule=WAIT)
    if _is_left_out(words, number, begin):
        return Counted(start=start, end=end, value=number.value, rule=CHANGED)
    if _DAY_LINE.search(words, near, start) and _CLOSED.match(words, end):
        if _HOW_MANY.search(words, max(0, start - _ASKED_WITHIN), start):
            return Counted(start=start, end=end, value=number.value, rule=ANSWER)
        return None
    if _OF_ITS.match(words, end) or (_SAW.search(words, near, start) and _SUCH.match(words, end)):
        return Counted(start=start, end=end, value=number.value, rule=PART)
    if last is not None and (_is_part(words, number, last) or _is_told_on(words, number, last)):
        return Counted(start=start, end=end, value=number.value, rule=PART)
    return None


def _is_left_out(words: str, number: Number, begin: int) -> bool:
    """Whether a change leads to the number, or somebody has or does so many."""
    start, end = number.start, number.end
    if not _ENDS.match(words, end) or _OF_AGE.search(words, begin, start):
        return False
    if (
        _CHANGED.search(words, begin, start)
        or _CHANGES.search(words, begin, start)
        or _NUMBER_OF.search(words, begin, start)
    ):
        return True
    return bool(_CLOSED.match(words, end) and _HAS_DONE.search(words, begin, start))


def _is_told_on(words: str, number: Number, last: int) -> bool:
    """Whether a number stands alone among others that count, in one paragraph: `Eastmere 33`, `fifty left us`."""
    start, end = number.start, number.end
    if number.value == 1 or start - last > _SAME_PARAGRAPH or "\n" in words[last:start]:
        return False
    return bool(_STANDS_ALONE.match(words, end)) and not _ALIKE.search(words, max(0, start - 24), start)


def _is_part(words: str, number: Number, last: int) -> bool:
    """Whether a number is some of, or stands beside, what was counted in the same sentence."""
    start, end = number.start, number.end
    if start - last > _SAME_SENTENCE or any(mark in words[last:start] for mark in (". ", "\n", "?")):
        return False
    near = max(0, start - 24)
    if _PART_BEFORE.search(words, near, start) and _PART_AFTER.match(words, end):
        return True
    if _IN_PART.search(words, near, start) and _IT_WAS.match(words, end):
        return True
    if not _ALSO_IN.search(words, near, start):
        return False
    is_next = start - last == len(" and ") and _CLOSED.match(words, end)
    return bool(is_next or _IN_NAMED.match(words, end))


def _of_all(words: str, number: Number) -> re.Match[str] | None:
    """`12 of the 20 cases`; not `reference 497 of 04/11`."""
    found = _OUT_OF.match(words, number.end)
    if found and found["all"] and cardinal(found["all"]) < number.value:
        return None
    return found


def _is_numbering(words: str, start: int) -> bool:
    return (start == 0 or words[start - 1] == "\n") and bool(_NUMBERING.match(words, start))
