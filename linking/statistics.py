"""Statistics: numbers with what they count, and of the measures that children's services are told by, their day and whole.

`At 31 May 2018, 1,986 children are being looked after. Of this number: 192 live in children's homes` gives two figures
of one day, the second part of the first. Counts of children under five are never facts: they could point at a child.
What is told of England or of neighbours is never the council's own.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.council import Council
from domain.fact import Fact, FactType
from domain.mention import JsonValue, Mention, MentionType
from linking.councils import Placed
from linking.measures import MEASURES, Unit, after_number, before_number
from linking.money import Sum
from linking.numbers import CARDINAL_WORD, FIGURE, NUMBER, cardinal
from linking.prose import Prose, Span, within
from linking.spells import STRETCH
from linking.times import Found

COUNT = "statistics.count@3"
SHARE = "statistics.share@2"
MEASURE = "statistics.measure@4"
CHANGED = "statistics.changed@1"
PART = "statistics.part@1"
WAIT = "statistics.wait@1"
ANSWER = "statistics.answer@1"
RULES = (COUNT, SHARE, MEASURE, CHANGED, PART, WAIT, ANSWER)

_NUMBER = re.compile(NUMBER)
# What stands for a date, or a sum, in the words that numbers are looked for in: nobody writes it.
_DATE, _SUM = "\ue000", "\ue001"
# `page 12`, `year 6 pupils`, `level 2 carers`, `section 17`: a number that names, and counts nothing.
_NAMES = re.compile(
    r"\b(?:pages?|paras?|paragraphs?|items?|sections?|appendix|annex|tables?|figures?|options?|notes?|years?|stage|levels?|bands?|grades?|phase|part|"
    r"articles?|regulations?|rules?|schedule|chapter|volume|no\.?|number|tier|lot|room|step|priority|recommendations?|minutes?|version|aged|ages?|week|day|"
    r"quarter|ward|unit) $",
    re.IGNORECASE,
)
# `4.1 Officers will`, `3. Fees`: the number of a paragraph, at the start of its line.
_NUMBERING = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.? (?=[A-Z])|\d{1,2}[.)] ")

_STARTS = re.compile(r"(?:[.!?] |\n|^)$")

# What a number may count beside all that ends in `s`.
_COUNTED = r"(?:children's homes|children|young people|people|staff|(?:social |support |family |youth )?workers|EHC plans|full-time equivalents?|FTE)"
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
    rf" (?:out )?of (?:the |its |our |their )?(?:(?P<all>{FIGURE}|(?:{CARDINAL_WORD})\b)(?![/\d])(?: {_THINGS})?|(?:them|these|whom|workforce|staff|team)\b)",
    re.IGNORECASE,
)
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
_SAME_SENTENCE = 160
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
    r"(?P<percent> ?%| per ?cent\b(?!age)| percent\b)| percentage points?\b|(?P<rate> per 10,000\b)| per (?:1,000|100,000)\b"
)

_AFTER = {
    Unit.PERCENT: after_number(Unit.PERCENT),
    Unit.COUNT: after_number(Unit.COUNT, Unit.AVERAGE),
}
_BEFORE = {
    Unit.PERCENT: before_number(Unit.PERCENT),
    Unit.RATE: before_number(Unit.RATE),
    Unit.COUNT: before_number(Unit.COUNT, Unit.AVERAGE),
}
# Without one of these between them, a number beside a measure is none of it: `care leavers over 18`.
_LINKS = re.compile(
    r":|\b(?:is|are|was|were|be|been|st(?:and|ood)\w*|remain\w*|rose|risen|rises|fell|fall\w*|increased|gr[eo]wn?|decreased|reduced|dropped|reached|totalled|numbered|averag\w+|"
    r"cut|down|from|to|that|of|at|by|offered|filled|for|where|look(?:s|ed)? after)\b",
    re.IGNORECASE,
)
# A predicate, which says of how many it is so; without one the words may be of any of them.
_SAYS_SO = re.compile(
    r"\b(?:are|were|is|was|been|being|liv\w+|placed|remain\w*|stay\w*|became|ceased|stopped|started|entered|came|left|maintained|had|have)\b",
    re.IGNORECASE,
)
# What may stand between a measure and its number: ` has risen to `, ` at 31 March 2026 was `, `: `; never ` by `, which tells
# of a change, nor what leads to a target.
_WHEN = rf"(?:(?:at|on|in|by|for|since|as at|as of|during) )?(?:the )?{_DATE}+"
_LEADS = re.compile(
    rf"(?: \([^()\n]{{0,40}}\))?(?: \((?:from|now|up from|down from)|:| -|,(?= (?:which|where|at|on|in|as|a|the) ))?(?: (?:which|where|that|is|are|was|were|has|have|had|been|come|gone|climbed|makes?|now|currently|still|already|just|only|over|under|about|around|approximately|"
    rf"almost|nearly|more than|less than|(?:stands?|stood|standing|remain(?:s|ed)?|averag(?:es|ed))(?: at)?|rose|risen|rises|fell|fallen|falls|increased|grew|grown|decreased|reduced|dropped|"
    rf"reached|totalled|numbered|cut|down|up|to|of|from|a|the|rate|total|average|figure|latest|{_WHEN},?"
    rf"|(?:in|across|for|within) (?:the )?(?:county|city|borough|authority|council|(?-i:[A-Z][\w']{{2,20}})(?: (?-i:[A-Z][\w']{{2,20}})){{0,2}})"
    rf"|[^.;:\n\d]{{0,50}}? (?:said|reported|noted) that))*(?<! by)(?<! up to)(?<! between) ",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom (?:about |around |just |over |under )*$")
# From one figure to another of the same measure: `, down from `, ` to ` after ` rose from 2,870 in January 2024`.
_CHAIN = re.compile(
    r"[^.;:\n]{0,60}?[ (](?:down|up|compared (?:with|to)|against|versus)(?: from)? (?:about |around |just |over )*|[^.;:\n]{0,90}(?:,|\.) (?:This|That|which) compares (?:with|to) "
)
_ON_TO = re.compile(rf"(?: {_WHEN},?)? to (?:about |around |just |over )*")
# ` children (71.6 per 10,000)`, `, a rate of `, `; its rate of `
_ITS_RATE = re.compile(r"[^.\n\d]{0,60}?(?: \(| rate (?:of|was) )")
# Whose figure it is where it is not the council's own: `the England average of 67`, `67 nationally`.
_ELSEWHERE = re.compile(
    r"\b(?P<area>England|national(?:ly)?|region(?:al(?:ly)?)?|statistical neighbours?|neighbours?|comparators?|similar councils)\b",
    re.IGNORECASE,
)
_NATIONALLY = re.compile(
    r"[^.;,\n\d]{0,12}? (?P<area>nationally|regionally)\b|[^.;,\n\d]{0,45}? (?:in|across|for) (?P<where>England)\b"
)
# `The rate for England was 67`: of the measure that was told last.
_OF_ENGLAND = re.compile(
    r"\b[Tt]he (?:rate|average|figure) (?:for|in|across) (?P<area>England|the region|the [A-Z]\w+ [A-Z]\w+) (?:was|is|stood at) $"
)
# `there are 45`, `looks after 45`: how many there are, not some of them.
_THERE_ARE = re.compile(
    r"\b(?:there (?:are|were)|look(?:s|ed)? after|cares? for|caring for|support(?:s|ed)|received)(?: (?:just|around|about|only|some|over|a|total|of)){0,3} $",
    re.IGNORECASE,
)
# `the council has 131 fostering households`
_HAS = re.compile(r"\b(?:has|have|had)(?: (?:now|only|just|about|around|some|over|a|total|of)){0,3} $")
# What makes of a measure some of it: `52 children in care took part`, `71 children in children's homes live outside the area`.
_NARROWS = re.compile(
    r"[^.;:,\n\d]{0,45}?\b(?:took|take|taking|attend(?:ed|ing)?|respon(?:d|ded|ses)|answered|said|told|live|lived|living|went|moved|met|spoke|seen|visited|wait(?:ed|ing)?|"
    r"missed|missing|(?:had|have|has|having)(?! an? (?:\w+ ){0,3}plan)|who|whom|whose|got|get|received|achieved|passed|joined|left|came|went|want(?:ed)?|asked|surveyed|interviewed|aged)\b",
)
# `between 1,060 and 1,110`
_RANGE_END, _RANGE_BEGIN = re.compile(r"\bbetween [\d,.]+ (?:and|to) $"), re.compile(r" (?:and|to) \d")
# A change, not a number of anything: `an increase of 38 children looked after`.
_CHANGE = re.compile(
    r"\b(?:(?:increase|decrease|rise|fall|reduction|drop|growth) of|by|additional|extra|another|further|lost|gained|recruited|no more than|not more than|at most|fewer than|less than|up to|maximum of|limit of|set on|with|in)(?: about| around| some)? $",
    re.IGNORECASE,
)
# `10,000 referrals over the year`, `between July and September 2025`
_OVER = re.compile(r"\b(?:between|during|over|in|for|from|throughout)(?: the)? $", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|by)(?: the)? $", re.IGNORECASE)
_LAST_YEAR = re.compile(r"\b(?:last|past|previous) (?:12|twelve) months\b", re.IGNORECASE)
_WAS = re.compile(
    r",? (?:was|were|is|are|had|has|been|stood at|reached|there|about|around) ?(?:[a-z]+ ){0,3}"
)
# How far before a number its measure may be named.
_WINDOW = 140
# How far after a number its own day may stand.
_NEAR = 60
# How near behind a number what narrows it stands, where its measure leads up to it.
_CLOSE = 16
# How far below its whole a part may stand that takes its day from it.
_NEAR_WHOLE = 1200

# `At 31 May 2018`, `On 31 August 2026`, `at the end of May 2018`.
_AS_AT = re.compile(r"\b(?:at|on|as at|as of) (?:the )?$", re.IGNORECASE)
# What goes on with a list that began above: a bullet, `Of this number:`, a page number, the rest of a broken line, `Visits: 77%`.
_GOES_ON = re.compile(
    r"[•●▪◼■◦‣·\uf000-\uf0ff*–,;-]|Of (?:this|these|the)|In the last|This is an? (?:increase|reduction)|\d{1,3}$|[a-z]|[A-Z][^.:\d]{2,60}: [^.]{0,30}\d"
)
# `against a target of 90%`, `By 31 March the Council must show that:`, `we expect 1,110`; what is aimed at or to come, is not.
_AIMED = re.compile(
    r"\b(?:must|should|targets?|goals?|aims? to|to reach|will|shall|would|could|(?-i:may)|might|expect(?:s|ed|ing)?|forecasts?|predict(?:s|ed|ions?)?|project(?:s|ed|ions?))\b",
    re.IGNORECASE,
)
_LINES_ABOVE = 24
# How far into a line that begins a list its day may stand.
_NEAR_START = 24

# A count of children below this could point at a child.
_LEAST = 5
# A smaller number without a day is mostly a sample: `inspectors met eight care leavers`.
_LEAST_UNDATED = 50


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A number that counts something: its span in `smooth` with what it counts, its value, its rule."""

    start: int
    end: int
    value: int | float
    rule: str


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure of a known measure: the span of its number in `smooth`, its value, and the measure that it is part of.

    `area` is whose it is where it is not the council's own. `named` says that the measure leads up to the number, which is
    no sample then; `chained` that the number only stands beside one of its measure, whose day is not its own; `says_so` that a verb behind the number
    says of how many it is so.
    """

    measure: str
    part_of: str | None
    value: int | float
    start: int
    end: int
    unit: Unit
    area: str | None = None
    named: bool = False
    chained: bool = False
    says_so: bool = False


@dataclass(frozen=True, kw_only=True)
class _Number:
    """A number of the text: its span with the sign of a share, its value, and what kind of number it is (`None`: no figure)."""

    start: int
    end: int
    share_end: int
    value: int | float
    unit: Unit | None


def place(
    prose: Prose, dates: Sequence[Found], sums: Sequence[Sum]
) -> tuple[tuple[Counted, ...], tuple[Figure, ...]]:
    """The numbers that count something, and among them the figures of known measures, in order of place."""
    words = _masked(prose.flow, dates, sums)
    counted: list[Counted] = []
    figures: list[Figure] = []
    taken = 0
    for found in _NUMBER.finditer(words):
        number = _number(words, found)
        figure = _figure(words, number, figures)
        if figure:
            figures.append(figure)
        if found.start() < taken:
            continue
        last = counted[-1].end if counted else None
        if one := _counted(words, number, is_figure=figure is not None) or _uncounted(words, number, last):
            counted.append(one)
            taken = one.end
    return tuple(counted), tuple(figures)


def find(prose: Prose, counted: tuple[Counted, ...]) -> Iterator[Mention]:
    """Mentions of quantities: the number with what it counts, or alone where the sentence goes on with a verb."""
    for one in counted:
        yield prose.mention(MentionType.QUANTITY, one.start, one.end, rule=one.rule, value=one.value)


def facts(
    prose: Prose,
    figures: tuple[Figure, ...],
    dates: Sequence[Found],
    placed: Sequence[Placed],
    council: Council | None,
) -> Iterator[Fact]:
    """Figures of known measures with their day, and the whole that they are part of where it stands above them.

    A figure is the council's whom its sentence names before it, else the one's whom the text is about.
    """
    wholes: dict[str, tuple[Figure, str | None]] = {}
    for figure in figures:
        as_of, period = _when(prose, figure, dates)
        whole, day_of_whole = wholes.get(figure.part_of or "", (None, None))
        if whole and not figure.chained and figure.start - whole.start < _NEAR_WHOLE:
            as_of = as_of or day_of_whole
        if not figure.area:
            wholes[figure.measure] = figure, as_of
        if figure.unit is Unit.COUNT and figure.value < _least(figure, as_of or period):
            continue
        if _is_aimed_at(prose, figure):
            continue
        fields: dict[str, JsonValue] = {
            "measure": figure.measure,
            "value": figure.value,
            "of": whole.value if whole else None,
            "part_of": figure.part_of,
            "unit": figure.unit.value,
            "as_of": as_of,
            "period": period,
        }
        sentence = prose.sentence_at(figure.start)
        named = [each.council for each in within(placed, (sentence[0], figure.start))]
        whose = named[-1] if named else council
        yield Fact(
            type=FactType.STATISTIC,
            evidence=prose.evidence(*sentence),
            rule=MEASURE,
            about=whose.uid if whose and not figure.area else None,
            stated=as_of,
            fields=fields | ({"area": figure.area} if figure.area else {}),
        )


def _masked(flow: str, dates: Sequence[Found], sums: Sequence[Sum]) -> str:
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


def _number(words: str, found: re.Match[str]) -> _Number:
    share = _SHARE.match(words, found.end())
    unit: Unit | None = Unit.COUNT
    if share:
        unit = Unit.PERCENT if share["percent"] else Unit.RATE if share["rate"] else None
    return _Number(
        start=found.start(),
        end=found.end(),
        share_end=share.end() if share else found.end(),
        value=cardinal(found[0]),
        unit=unit,
    )


def _counted(words: str, number: _Number, *, is_figure: bool) -> Counted | None:
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
        return Counted(start=number.start, end=number.end, value=number.value, rule=MEASURE)
    is_whole = _OF_THESE.search(words, start, number.start) and not words.startswith("-", number.end)
    if is_whole or _THAN.match(words, number.end):
        return Counted(start=number.start, end=number.end, value=number.value, rule=COUNT)
    return None


def _uncounted(words: str, number: _Number, last: int | None) -> Counted | None:
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
    if last is not None and _is_part(words, number, last):
        return Counted(start=start, end=end, value=number.value, rule=PART)
    return None


def _is_left_out(words: str, number: _Number, begin: int) -> bool:
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


def _is_part(words: str, number: _Number, last: int) -> bool:
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


def _of_all(words: str, number: _Number) -> re.Match[str] | None:
    """`12 of the 20 cases`; not `reference 497 of 04/11`."""
    found = _OUT_OF.match(words, number.end)
    if found and found["all"] and cardinal(found["all"]) < number.value:
        return None
    return found


def _is_numbering(words: str, start: int) -> bool:
    return (start == 0 or words[start - 1] == "\n") and bool(_NUMBERING.match(words, start))


def _figure(words: str, number: _Number, before: Sequence[Figure]) -> Figure | None:
    """The figure that a number is: by what stands after it, by what leads up to it, or beside the figure before it."""
    start = max(0, number.start - _WINDOW)
    if number.unit is None or _is_in_range(words, number, start):
        return None
    says_so = False
    if after := _after(words, number):
        measure: str | None
        measure, says_so = after
        named = bool(_THERE_ARE.search(words, start, number.start))
        says_so = says_so or bool(_HAS.search(words, start, number.start))
    elif measure := _led_up_to(words, start, number):
        named = True
    elif measure := _beside(words, number, before):
        return _made(words, number, measure, named=True, chained=number.unit is not Unit.RATE)
    elif before and (other := _OF_ENGLAND.search(words, start, number.start)):
        last = before[-1]
        is_bare = number.unit is Unit.COUNT and last.unit in (Unit.RATE, Unit.AVERAGE)
        if not (is_bare or number.unit is last.unit):
            return None
        return _made(words, number, last.measure, named=True, chained=True, area=other["area"])
    else:
        return None
    return _made(words, number, measure, named=named, says_so=says_so)


def _is_in_range(words: str, number: _Number, start: int) -> bool:
    """Whether a number is one end of a range."""
    begins = words.endswith("between ", start, number.start) and _RANGE_BEGIN.match(words, number.share_end)
    return bool(begins or _RANGE_END.search(words, start, number.start))


def _made(
    words: str,
    number: _Number,
    measure: str,
    *,
    named: bool,
    chained: bool = False,
    says_so: bool = False,
    area: str | None = None,
) -> Figure:
    return Figure(
        measure=measure,
        part_of=MEASURES[measure].part_of,
        value=number.value,
        start=number.start,
        end=number.share_end,
        unit=MEASURES[measure].unit,
        named=named,
        chained=chained,
        says_so=says_so,
        area=area or _elsewhere(words, number),
    )


def _after(words: str, number: _Number) -> tuple[str, bool] | None:
    """The measure whose words stand right after a number, and whether they say that it is so."""
    pattern = _AFTER.get(number.unit) if number.unit else None
    if pattern is None or not words.startswith(" ", number.share_end):
        return None
    found = pattern.match(words, number.share_end + 1)
    is_changed = _CHANGE.search(words, max(0, number.start - 24), number.start)
    if not found or not found.lastgroup or _NARROWS.match(words, found.end()) or is_changed:
        return None
    return found.lastgroup, bool(_SAYS_SO.search(found[0]))


def _led_up_to(words: str, start: int, number: _Number) -> str | None:
    """The measure whose words lead up to a number; a table's row, where one number follows another, says nothing."""
    if number.unit is None or _NUMBER.match(words, number.share_end + 1):
        return None
    if _NARROWS.match(words, number.share_end, number.share_end + _CLOSE):
        return None
    begin = max(start, words.rfind("\n", start, number.start) + 1)
    for found in reversed(list(_BEFORE[number.unit].finditer(words, begin, number.start))):
        is_led = _LEADS.fullmatch(words, found.end(), number.start)
        if is_led and (number.unit is not Unit.COUNT or _LINKS.search(words, found.start(), number.start)):
            return found.lastgroup
    return None


def _beside(words: str, number: _Number, before: Sequence[Figure]) -> str | None:
    """The measure of the figure before a number, where the words between put the two side by side."""
    for last in reversed(before[-2:]):
        if measure := _beside_one(words, number, last):
            return measure
    return None


def _beside_one(words: str, number: _Number, last: Figure) -> str | None:
    if number.start - last.end > _WINDOW or last.end > number.start:
        return None
    rate = f"{last.measure}_rate"
    if number.unit is Unit.RATE and last.unit is Unit.COUNT and rate in MEASURES:
        return rate if _ITS_RATE.fullmatch(words, last.end, number.start) else None
    if number.unit is not (Unit.COUNT if last.unit is Unit.AVERAGE else last.unit):
        return None
    is_from = _FROM.search(words, max(0, last.start - 30), last.start)
    if _CHAIN.fullmatch(words, last.end, number.start) or (
        is_from and _ON_TO.fullmatch(words, last.end, number.start)
    ):
        return last.measure
    return None


def _elsewhere(words: str, number: _Number) -> str | None:
    """Whose figure it is, where the words right before or after it say that it is not the council's own."""
    start = max(0, number.start - 60)
    begin = max(words.rfind(mark, start, number.start) for mark in (",", ".", ";", "\n", "("))
    if before := _ELSEWHERE.search(words, max(start, begin + 1), number.start):
        return before["area"]
    after = _NATIONALLY.match(words, number.share_end)
    return (after["area"] or after["where"]) if after else None


def _is_aimed_at(prose: Prose, figure: Figure) -> bool:
    """Whether the words before a figure, or the line that begins its list, tell of what is to be reached, not from where."""
    if prose.smooth.startswith(" by ", figure.end):  # `from 96 to 60 by March`
        return True
    if _FROM.search(prose.smooth, max(0, figure.start - 30), figure.start):
        return False
    sentence, *above = _list_above(prose, figure.start)
    heads = (span for span in above if prose.flow.endswith(":", *span))
    clause = max(prose.smooth.rfind(mark, sentence[0], figure.start) for mark in ");")
    return any(
        _AIMED.search(prose.smooth, *span) for span in ((max(sentence[0], clause + 1), figure.start), *heads)
    )


def _least(figure: Figure, when: str | None) -> float:
    """The least number that is told: of mere things none without their day, for they may be a sample."""
    if when or figure.named:
        return _LEAST
    return _LEAST_UNDATED if figure.says_so else math.inf


def _when(prose: Prose, figure: Figure, dates: Sequence[Found]) -> tuple[str | None, str | None]:
    """The day that a figure is of, and the time over which it was counted."""
    over_time = MEASURES[figure.measure].over_time
    own = _own_date(prose, figure, dates)
    if own and own.value:
        if over_time and ("/" in own.value or len(own.value) < len("2025-01-01")):
            return None, own.value
        return own.value, None
    if figure.chained:
        return None, None
    if figure.named and (day := _day_before(prose, figure, dates)):
        return day, None
    as_of = _as_of(prose, figure, dates)
    return as_of, "P12M" if over_time and _over_a_year(prose, figure) else None


def _own_date(prose: Prose, figure: Figure, dates: Sequence[Found]) -> Found | None:
    """The date that stands right after a figure in its sentence, with no other number between."""
    end = min(prose.sentence_at(figure.start)[1], figure.end + _NEAR)
    for found in within(dates, (figure.end, end)):
        if found.value is None or found.value[0] in "PR" or found.rule == STRETCH:
            continue
        if _NUMBER.search(prose.smooth, figure.end, found.start):
            return None
        start = max(0, found.start - 12)
        words = prose.smooth[start : found.start]
        is_over = MEASURES[figure.measure].over_time and _OVER.search(words)
        return found if is_over or _AS_AT.search(words) or _IN.search(words) else None
    return None


def _day_before(prose: Prose, figure: Figure, dates: Sequence[Found]) -> str | None:
    """The date that leads up to a figure: `The number of children in care in March 2015 was 1,610`."""
    begin = max(prose.sentence_at(figure.start)[0], figure.start - _NEAR)
    for found in reversed(within(dates, (begin, figure.start))):
        between = prose.smooth[found.end : figure.start]
        is_day = found.value is not None and found.value[0] not in "PR" and "/" not in found.value
        words = prose.smooth[max(0, found.start - 12) : found.start]
        if is_day and _WAS.fullmatch(between) and (_AS_AT.search(words) or _IN.search(words)):
            return found.value
    return None


def _as_of(prose: Prose, figure: Figure, dates: Sequence[Found]) -> str | None:
    """The day nearest to the figure in its sentence, else the one at the start of a line above in its list."""
    sentence, *above = _list_above(prose, figure.start)
    here = [(abs(found.start - figure.start), found.value) for found in _days(prose, dates, sentence)]
    starting = (
        found.value
        for span in above
        for found in _days(prose, dates, span)
        if found.start - span[0] <= _NEAR_START
    )
    return min(here)[1] if here else next(starting, None)


def _days(prose: Prose, dates: Sequence[Found], span: Span) -> Iterator[Found]:
    """The dates of a span that say when something was counted: `at 31 May 2018`."""
    for found in within(dates, span):
        is_day = found.value is not None and found.value[0] not in "PR"
        if is_day and _AS_AT.search(prose.smooth, max(0, found.start - 12), found.start):
            yield found


def _over_a_year(prose: Prose, figure: Figure) -> bool:
    return any(_LAST_YEAR.search(prose.smooth, *span) for span in _list_above(prose, figure.start))


def _list_above(prose: Prose, position: int) -> Iterator[Span]:
    """The sentence at a position, and upwards the lines of the list that it stands in, with the one that begins the list."""
    span = prose.sentence_at(position)
    yield span
    goes_on = bool(_GOES_ON.match(prose.flow, *span))
    for above in reversed(prose.sentences_before(span[0], _LINES_ABOVE)):
        if not goes_on and not prose.flow.endswith(":", *above):
            return
        yield above
        goes_on = bool(_GOES_ON.match(prose.flow, *above))
