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
from linking.prose import Prose, Span

SUM = "money.sum@1"
MEANING = "money.meaning@1"
RULES = (SUM, MEANING)

_SCALE = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000,
          "b": 1_000_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000}  # fmt: skip
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,4})?"
_SUFFIX = r"(?: ?(?:k|m|mn|bn|b|K|M|thousand|million|billion)\b)?"
# `£4.6m`, `£41m per year`, `£2.5 to £3 million`, `£172,000 a year`, `£450 a week`.
_SUM = re.compile(
    rf"£ ?(?P<number>{_NUMBER})(?P<scale>{_SUFFIX})(?![\w,]*\d)"
    rf"(?:(?: ?- ?| to )£? ?(?P<upper>{_NUMBER})(?P<upper_scale>{_SUFFIX})(?![\w,]*\d))?"
    r"(?:,? (?:per|a|each|every) (?P<per>year|annum|month|week|day|night|child|hour|placement)\b| (?P<adverb>annually)\b| ?(?P<short>pa|p\.a\.|pw)\b)?",
)
_APPROXIMATE = re.compile(
    r"\b(?:about|around|some|almost|nearly|approximately|roughly|up to|over|more than|at least|an estimated|estimated|close to|circa|c\.?|just (?:over|under)|under|less than) (?:of |at )?$",
    re.IGNORECASE,
)
_PER = {"annum": "year", "annually": "year", "pa": "year", "p.a.": "year", "pw": "week"}

# What is done with the money; the first whose words stand nearest in the sentence.
_KINDS = (
    ("overspend", re.compile(r"\boverspen(?:d|ds|ding|t)\b", re.IGNORECASE)),
    ("underspend", re.compile(r"\bunderspen(?:d|ds|ding|t)\b", re.IGNORECASE)),
    ("saving", re.compile(r"\b(?:sav(?:e|es|ed|ing|ings)|efficienc(?:y|ies))\b", re.IGNORECASE)),
    ("deficit", re.compile(r"\bdeficit\b", re.IGNORECASE)),
    ("grant", re.compile(r"\b(?:grants?|funding)\b", re.IGNORECASE)),
    ("budget", re.compile(r"\b(?:budget(?:ed|s)?|allocat(?:e|ed|es|ion)|set aside|reserve)\b", re.IGNORECASE)),
    ("contract", re.compile(r"\bcontracts?\b|\barrangement\b", re.IGNORECASE)),
    ("cost", re.compile(r"\b(?:costs?|costing|price|value|fees?)\b", re.IGNORECASE)),
    ("spend", re.compile(r"\b(?:spen(?:d|ds|ding|t)|pa(?:y|id|ys|yments?)|invest(?:ed|ment|s|ing)?)\b", re.IGNORECASE)),
)  # fmt: skip
_FOR = re.compile(r" (?P<what>(?:for|on|from|towards) (?!\d)[^,.;:()\"\n£]{3,90})(?= £|[,.;:()\"\n]|$)")
# How far from a sum its meaning may stand.
_REACH = 90
_PLANNED = re.compile(
    r"\b(?:will|would|potential|forecast|expected|planned|proposed|estimated|could|to be|projected)\b",
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
    return tuple(_sum(prose.smooth, found) for found in _SUM.finditer(prose.smooth))


def find(prose: Prose, sums: tuple[Sum, ...]) -> Iterator[Mention]:
    """Mentions of money."""
    for one in sums:
        yield prose.mention(MentionType.MONEY, one.start, one.end, rule=SUM, value=one.value)


def facts(prose: Prose, sums: tuple[Sum, ...], council: Council | None, *, day: str | None) -> Iterator[Fact]:
    """What the sums are, where the sentence says so plainly, with the whole sentence as evidence."""
    for one in sums:
        sentence = prose.sentence_at(one.start)
        kind = _kind(prose.smooth, one, sentence)
        if not kind:
            continue
        is_planned = _PLANNED.search(prose.smooth, max(sentence[0], one.start - _REACH), one.start)
        yield Fact(
            type=FactType.MONEY,
            evidence=prose.evidence(*sentence),
            rule=MEANING,
            about=council.uid if council else None,
            stated=day,
            modality=Modality.PLANNED if is_planned else Modality.ACTUAL,
            fields=one.value
            | {"kind": kind, "meaning": _meaning(prose, one, sentence), "approximate": one.approximate},
        )


def _sum(smooth: str, found: re.Match[str]) -> Sum:
    scale = found["scale"].strip()
    if found["upper"] and not scale:
        # `£2.5 to £3 million`: the scale is said once.
        scale = found["upper_scale"].strip()
    value: dict[str, JsonValue] = {
        "amount": _amount(found["number"], scale),
        "currency": "GBP",
        "per": _per(found["per"] or found["adverb"] or found["short"]),
    }
    if found["upper"]:
        value["to"] = _amount(found["upper"], found["upper_scale"].strip())
    before = smooth[max(0, found.start() - 24) : found.start()]
    return Sum(
        start=found.start(), end=found.end(), value=value, approximate=bool(_APPROXIMATE.search(before))
    )


def _amount(number: str, scale: str) -> int | float:
    """In pounds, without the error of binary fractions: £4.6m is 4600000."""
    amount = Decimal(number.replace(",", "")) * _SCALE[scale.lower()]
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _per(words: str | None) -> str | None:
    return _PER.get(words, words) if words else None


def _kind(smooth: str, one: Sum, sentence: Span) -> str | None:
    """The kind whose word stands nearest to the sum in its sentence."""
    start, end = max(sentence[0], one.start - _REACH), min(sentence[1], one.end + _REACH)
    nearest = [
        (max(one.start - cue.end(), cue.start() - one.end), kind)
        for kind, words in _KINDS
        for cue in words.finditer(smooth, start, end)
    ]
    return min(nearest)[1] if nearest else None


def _meaning(prose: Prose, one: Sum, sentence: Span) -> str | None:
    """What the money is for, in the text's own words: `for extra staffing`."""
    found = _FOR.match(prose.smooth, one.end, sentence[1])
    return " ".join(prose.evidence(*found.span("what")).quote.split()) if found else None
