"""Money: sums in pounds with what they are per, and what plainly happens to them: spent, saved, overspent, set aside.

A date is no sum (`19 May`), and a sum is never made more exact than it was stated (`almost £3m` is approximate).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.council import Council
from domain.fact import Fact, FactType, Modality
from domain.mention import JsonValue, Mention, MentionType
from linking.modality import before
from linking.numbers import CARDINAL_WORD, cardinal
from linking.prose import Prose, Span

SUM = "money.sum@3"
MEANING = "money.meaning@4"
RULES = (SUM, MEANING)

_SCALE = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "mn": 1_000_000, "mil": 1_000_000, "million": 1_000_000,
          "b": 1_000_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000}  # fmt: skip
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,4}|½)?"
_SUFFIX = r"(?: ?(?:k|m|mn|mil|bn|b|K|M|thousand|million|billion)\b)?"
_EVERY = r"(?:(?:,| |-)(?:per|an?|each|every)[ -]| ?/ ?|,? p/)"
# `£4.6m`, `£41m per year`, `£2.5 to £3 million`, `between £2m and £3m`, `£450 per child per week`, `£7,000-a-week`, `4.6 million
# pounds`. What rises `from £7m to £9m` is two sums, not a range.
_SUM = re.compile(
    rf"(?P<change>(?<=[Ff]rom )(?<!ging from ))?(?P<between>(?<=[Bb]etween ))?£ ?(?P<number>{_NUMBER})(?P<scale>{_SUFFIX})(?![\w,]*\d)"
    rf"(?:(?(change)(?!)|(?: ?- ?£ ?| to £ ?|-(?=\d)| to (?={_NUMBER} ?(?:k|m|bn|million|billion)\b)| - (?={_NUMBER} ?(?:k|m|bn|million|billion)\b)|(?(between) and £? ?|(?!))))(?P<upper>{_NUMBER})(?P<upper_scale>{_SUFFIX})(?![\w,]*\d))?"
    rf"(?P<more>\+|-plus\b| or (?:so|more)\b)?(?:{_EVERY}(?P<whom>child|placement|place|person|family|household|head|pupil|bed)\b)?(?:{_EVERY}(?P<per>year|annum|month|week|day|night|hour|w|a)\b(?!\.m)|,? (?P<adverb>annually|weekly|monthly)\b(?! [a-z]+s\b)| ?(?P<short>pa\b|p\.a\.|pw\b))?"
    r"|(?<![\w.£])(?P<pence>\d{1,2}) ?p\b(?= (?:an?|per|in|extra|more|for|each|off|to)\b|[.,;)])(?: (?:an?|per) (?P<distance>mile|hour|unit)\b)?"
    rf"|\b(?P<spelt>{_NUMBER}|{CARDINAL_WORD}|half a)(?P<spelt_scale> (?:thousand|million|billion)) pounds\b",
)
# Every sum has one of these in it (in small letters), and reaches no farther before and after it.
_SIGNS = ("£", " pounds", *(f"{digit}{space}p" for digit in range(10) for space in ("", " ")))
_SIGNS_REACH = (80, 200)
_APPROXIMATE = re.compile(
    r"\b(?:about|around|some|almost|nearly|approximately|roughly|up to|over|more than|at least|an estimated|estimated|close to|in the region of|as much as|circa|c\.?|just (?:over|under)|under|less than) (?:of |at )?$",
    re.IGNORECASE,
)
_PER = {"annum": "year", "annually": "year", "pa": "year", "p.a.": "year", "a": "year", "pw": "week", "w": "week",
        "weekly": "week", "monthly": "month", "annual": "year", "yearly": "year", "daily": "day", "nightly": "night", "hourly": "hour"}  # fmt: skip

# `an annual bill of `, `day rates of up to `
_REGULAR = re.compile(
    r"\b(?P<per>annual|yearly|monthly|weekly|daily|nightly|hourly|day) (?:(?:agency|wage|pay|energy|running) )?(?:bills?|costs?|rates?|fees?|charges?|prices?|salar(?:y|ies)|payments?)"
    r" (?:of|is|was|were|at|from|to|stands at|comes to)(?: (?:up to|about|around|almost|nearly|over|more than|just over|some|at least))? $",
    re.IGNORECASE,
)
# `£6m up on the year`: a difference of what was named.
_DIFFERENCE = re.compile(r" (?:up|down|more|less|higher|lower|worse|better|fewer) (?:on|than)\b")

# `almost £9m more than it was given`, `£2m more than the £52m budgeted`
_OVER_BUDGET = re.compile(
    r" (?:more|higher) than (?:(?:was|had been|is|it|they|we|the (?:council|service|department)|the sum|its|their|the|£[\d.,]+ ?(?:k|m|bn|million|billion)?) ?){1,4}(?:was |were |had |had been )?(?:given|budgeted|allocated|allowed|set aside|planned|budget|allocation)\b"
)
# `offset by savings of £2.15m`: the word is the next sum's.
_OF_NEXT = re.compile(r" (?:of|at|worth|totalling) (?:about |around |almost |nearly |over |some |just )?£")

# What is done with the money; the one whose words stand nearest in the sentence, a forecast only where nothing else does.
_KINDS = (
    ("overspend", re.compile(r"\boverspen(?:d|ds|ding|t)\b|\bover budget\b|\bhole\b|\b(?:adverse|forecast|projected|outturn) variance\b|\bin(?:to)? the red\b", re.IGNORECASE)),
    ("underspend", re.compile(r"\bunderspen(?:d|ds|ding|t)\b|\bunder budget\b|\bfavourable variance\b", re.IGNORECASE)),
    ("saving", re.compile(r"\b(?:sav(?:e|es|ed|ing|ings)|trim(?:s|med|ming)?|shav(?:e|es|ed|ing)|releas(?:e|es|ing)|efficienc(?:y|ies)|management actions?|mitigations?|mitigating actions?|knock(?:s|ed|ing)?(?= [^.;]{1,24} off\b)|cuts?|cutting|reductions?)\b", re.IGNORECASE)),
    ("deficit", re.compile(r"\b(?:deficit|shortfall|gap)\b", re.IGNORECASE)),
    ("pressure", re.compile(r"\bpressures?\b", re.IGNORECASE)),
    ("reserve", re.compile(r"\breserves?\b", re.IGNORECASE)),
    ("income", re.compile(r"\bincome\b|\brais(?:e|ed|es)\b", re.IGNORECASE)),
    ("borrowing", re.compile(r"\bborrow(?:s|ed|ing)?\b|\bloans?\b", re.IGNORECASE)),
    ("grant", re.compile(r"\b(?:grants?|funding)\b", re.IGNORECASE)),
    ("budget", re.compile(r"\b(?:budget(?:ed|s)?|funds?|allocat(?:e|ed|es|ion)|set aside)\b", re.IGNORECASE)),
    ("contract", re.compile(r"\bcontracts?\b|\barrangement\b", re.IGNORECASE)),
    ("cost", re.compile(r"\badd(?:s|ed|ing)?(?= (?:about |around |a |another |some |almost |nearly |over |up to )*£)|\bday rates?\b|\b(?:costs?|costing|price|bills?|average|fees?|allowances?|fines?)\b", re.IGNORECASE)),
    ("spend", re.compile(r"\bput(?:s|ting)? in\b|\bextra money\b|\b(?:spen(?:d|ds|ding|t)|pa(?:y|id|ys)|invest(?:ed|ment|s|ing)?|outturn)\b", re.IGNORECASE)),
    ("forecast", re.compile(r"\b(?:forecast|projected|projection|estimated)\b", re.IGNORECASE)),
)  # fmt: skip
_FOR = re.compile(r" (?P<what>(?:for|on|from|towards) (?!\d)[^,.;:()\"\n£]{3,90})(?= £|[,.;:()\"\n]|$)")
# The same before the sum: `The budget for children's services is £132m`, `an overspend on placements of £2m`.
_FOR_BEFORE = re.compile(
    r"\b(?:budgets?|costs?|savings?|overspends?|underspends?|grants?|funding|pressures?|reserves?|contracts?|spend(?:ing)?|spent|income|deficit|shortfall|gap|forecast|outturn)"
    r" (?P<what>(?:for|on|from|in|within|across|against) (?!\d)[^,.;:()\"\n£]{3,60}?) (?:of|is|are|was|were|will be|by|at|to|(?:stood|stands|stand|remains?) at|(?:rose|fell|rises|falls|increased|reduced)(?: by| to)?|amount(?:s|ed) to|total(?:s|led)) (?:(?:about|around|almost|nearly|some|an estimated|over|up to) )?$"
)
# How far from a sum its meaning may stand.
_REACH = 90
# What a sum is called right behind it: `a £6 million budget overspend`; the last word of it counts.
_CALLED = re.compile(
    r"(?: (?!(?:of|off|out|for|in|on|to|from|by|and|at|was|is|will|would|has|had|have|which|that|were|are|a|the|as|with|over|per)\b)[a-z'-]+){1,4}"
)
# `overspend its budget by £6.4m`: of what is changed by so much, the change counts.
_CHANGES = frozenset({"overspend", "underspend", "saving"})
_PLANNED = re.compile(
    r"\b(?:will|would|potential|forecast|expected|expects|planned|plans|proposed|could|to be|projected)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Sum:
    """A sum of money in a text: its span in `smooth`, its value as `read --json` gives it, and whether it is about so much."""

    start: int
    end: int
    value: dict[str, JsonValue]
    approximate: bool


def place(prose: Prose) -> tuple[Sum, ...]:
    """The sums that a text names, in order; of a range the lower end is the amount and the upper is kept beside it."""
    near = prose.near(_SIGNS, *_SIGNS_REACH)
    found = (_sum(prose.smooth, one) for span in near for one in _SUM.finditer(prose.smooth, *span))
    # A lone `£000` heads a column of thousands.
    return tuple(one for one in found if one.value["amount"])


def find(prose: Prose, sums: tuple[Sum, ...]) -> Iterator[Mention]:
    """Mentions of money."""
    for one in sums:
        yield prose.mention(MentionType.MONEY, one.start, one.end, rule=SUM, value=one.value)


def facts(prose: Prose, sums: tuple[Sum, ...], council: Council | None, *, day: str | None) -> Iterator[Fact]:
    """What the sums are, where the sentence says so plainly, with the whole sentence as evidence."""
    for one in sums:
        sentence = prose.sentence_at(one.start)
        if _DIFFERENCE.match(prose.smooth, one.end):
            kind = "overspend" if _OVER_BUDGET.match(prose.smooth, one.end) else None
        else:
            kind = _kind(prose.smooth, one, sentence)
        if not kind:
            continue
        yield Fact(
            type=FactType.MONEY,
            evidence=prose.evidence(*sentence),
            rule=MEANING,
            about=council.uid if council else None,
            stated=day,
            modality=_modality(prose.smooth, one, sentence),
            fields=one.value
            | {"kind": kind, "meaning": _meaning(prose, one, sentence), "approximate": one.approximate},
        )


def _sum(smooth: str, found: re.Match[str]) -> Sum:
    if found["pence"]:
        value: dict[str, JsonValue] = {
            "amount": int(found["pence"]) / 100,
            "currency": "GBP",
            "per": found["distance"],
        }
    elif found["spelt"]:
        value = {
            "amount": _spelt(found["spelt"], found["spelt_scale"].strip()),
            "currency": "GBP",
            "per": None,
        }
    else:
        scale = found["scale"].strip()
        if found["upper"] and not scale:
            # `£2.5 to £3 million`: the scale is said once.
            scale = found["upper_scale"].strip()
        value = {
            "amount": _amount(found["number"], scale),
            "currency": "GBP",
            "per": _per(found["per"] or found["adverb"] or found["short"] or found["whom"])
            or _regular(smooth, found.start()),
        }
        if found["upper"]:
            value["to"] = _amount(found["upper"], found["upper_scale"].strip())
    before = smooth[max(0, found.start() - 24) : found.start()]
    about = bool(_APPROXIMATE.search(before) or found["more"])
    return Sum(start=found.start(), end=found.end(), value=value, approximate=about)


def _spelt(number: str, scale: str) -> int | float:
    """`five million`, `4.6 million`, `half a million`"""
    if number[0].isdigit():
        return _amount(number, scale)
    return _SCALE[scale] // 2 if number == "half a" else int(cardinal(number)) * _SCALE[scale]


def _amount(number: str, scale: str) -> int | float:
    """In pounds, without the error of binary fractions: £4.6m is 4600000."""
    amount = Decimal(number.replace(",", "").replace("½", ".5")) * _SCALE[scale.lower()]
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _regular(smooth: str, start: int) -> str | None:
    """What a sum is per where the words that lead to it say so: `an annual bill of £7.4m`, `day rates of up to £450`."""
    found = _REGULAR.search(smooth, max(0, start - 48), start)
    return _PER.get(found["per"].lower(), found["per"].lower()) if found else None


def _per(words: str | None) -> str | None:
    return _PER.get(words, words) if words else None


def _kind(smooth: str, one: Sum, sentence: Span) -> str | None:
    """The kind whose word stands nearest to the sum in its sentence."""
    if called := _CALLED.match(smooth, one.end, sentence[1]):
        named = [
            (cue.end(), kind) for kind, words in _KINDS for cue in words.finditer(smooth, *called.span())
        ]
        if named:
            return max(named)[1]
    start, end = max(sentence[0], one.start - _REACH), min(sentence[1], one.end + _REACH)
    nearest = [
        (max(one.start - cue.end(), cue.start() - one.end), kind)
        for kind, words in _KINDS
        for cue in words.finditer(smooth, start, end)
        if cue.start() < one.start or not _OF_NEXT.match(smooth, cue.end())
    ]
    plain = [each for each in nearest if each[1] != "forecast"] or nearest
    if smooth.endswith("by ", start, one.start):
        plain = [each for each in plain if each[1] in _CHANGES] or plain
    kind = min(plain)[1] if plain else None
    # What is paid for each day, week or place is what that costs.
    return "cost" if kind == "spend" and one.value["per"] not in (None, "year") else kind


def _modality(smooth: str, one: Sum, sentence: Span) -> Modality:
    """Whether the money is spoken of as to come, as not so, or as so."""
    if before(smooth, sentence, one.start) is Modality.DENIED:
        return Modality.DENIED
    clause = max(smooth.rfind(mark, sentence[0], one.start) for mark in ",;")
    is_planned = _PLANNED.search(smooth, max(sentence[0], clause + 1, one.start - _REACH), one.start)
    return Modality.PLANNED if is_planned else Modality.ACTUAL


def _meaning(prose: Prose, one: Sum, sentence: Span) -> str | None:
    """What the money is for, in the text's own words: `for extra staffing`, `for children's services`."""
    found = _FOR.match(prose.smooth, one.end, sentence[1])
    if found is None:
        start = max(sentence[0], one.start - _REACH)
        found = _FOR_BEFORE.search(prose.smooth, start, one.start)
    return " ".join(prose.evidence(*found.span("what")).quote.split()) if found else None
