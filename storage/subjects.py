"""Subjects: titles of business and words of resolutions made comparable, so that one piece of business is known again.

The words of search in their stems, without those that any title may have, and the marks that tell one round from the
next: `second quarterly report`, `2027/28`, `draft`.
"""

import re
from dataclasses import replace
from functools import lru_cache

from domain.actions import Subject
from storage.words import plain_words, stem

# Words of the language, and of papers and meetings as such: they say nothing of what business is about.
_SAYING_NOTHING = frozenset(
    plain_words(
        """
        a about after again all also an and any are as asked at back be been before being between both but by can come
        comes could do does done down each every for from further had has have having how if in into is it its last least
        made make may more most must new next no nor not of off on once one only or other our out over own per regarding
        should since so some such than that the their them then there these they this those three through to two under
        until up upon was way we were what when where whether which while who whom whose why will with within without
        would yet you your
        agenda appendix briefing brought bring bringing circulated committee cover covering document information item
        meeting note noted noting outcome outline oral overview paper papers position presentation presented progress
        provided provide receive received report reported reporting reports requested resolved response submit submitted
        summary update updated updates verbal written year years
        """
    )
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
# What tells one round of the same business from another, by kind.
_SERIAL = (
    ("year", re.compile(r"\b(?P<mark>20\d\d(?: ?[/–-] ?(?:20)?\d\d)?)\b(?!-\d)")),
    ("round", re.compile(rf"\b(?P<mark>{'|'.join(_ORDINALS)}|final|last|mid[- ]year|year[- ]end|outturn)\b")),
    ("round", re.compile(r"\b(?P<mark>\d{1,2})(?:st|nd|rd|th)\b(?! (?:of )?(?:january|february|march|april|may|june|july|august|september|october|november|december))")),
    ("quarter", re.compile(r"\b(?:quarter|qtr|q) ?(?P<mark>[1-4])\b")),
    ("part", re.compile(r"\b(?:part|phase|stage|tranche|version|v) ?(?P<mark>\d{1,2})\b")),
    ("period", re.compile(r"\b(?P<mark>annual|yearly|half[- ]yearly|six[- ]monthly|quarterly|termly|monthly)\b")),
    ("stage", re.compile(r"\b(?P<mark>draft|interim|revised|proposed)\b")),
)  # fmt: skip
_SAME_PERIOD = {"yearly": "annual", "six-monthly": "half-yearly"}

# `a report on agency spend, by team, come to the meeting of January 2027`
_COMES = re.compile(
    r",? (?:(?:to |should |shall |must |will )?be |to |should |shall |must |will )?(?:come|comes|brought|bring|presented|submitted|reported|provided|circulated|considered|received|added|put(?= (?:to|before)\b))(?: back)? "
    r"(?:to|at|by|in|on|before|each|every|annually|quarterly)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
# `the Cabinet report by February 2027 on the cost of buses`, `the Cabinet be asked to report each year how many children`
_REPORTS_ON = re.compile(
    r"^.{0,400}?\breport (?:back )?(?:.{0,80}? )??(?:on (?=[a-z])|(?=how\b|whether\b|what\b))",
    re.IGNORECASE | re.DOTALL,
)
# `the Director bring a recovery plan to the Cabinet on 10 November`
_BRINGS = re.compile(
    r"^.{0,120}?\b(?:bring|provide|submit|present|prepare) (?=an? |the |his |her |their )(?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
# `the recovery plan be noted, and a report on its progress`: what is asked for is the last of several things.
_LAST_CLAUSE = re.compile(
    r"^.*\b(?:noted|approved|agreed|adopted|welcomed|endorsed),? and (?:that )?", re.IGNORECASE | re.DOTALL
)
# ` to the Cabinet on 9 February 2027`: where it is to come.
_WHERE_TO = re.compile(
    r" (?:to|before|at) (?:the |this |its |a )?(?:next )?(?:[A-Z]\w+|[Mm]eeting)\b.*$|,? (?:by|each|every) .*$|,? (?:on|in) (?=\d|[A-Z]).*$",
    re.DOTALL,
)
# `by the end of May 2017`, `in October`: when, which says nothing of what.
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_WHEN = re.compile(
    rf"\b(?:(?:by|in|on|from|before|until|during|to|of) )?(?:the )?(?:(?:end|start|beginning) of )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTHS})\b(?: 20\d\d| next year)?"
    r"|\b(?:by|in|during|before) (?:the )?(?:end of )?20\d\d(?:[/–-]\d\d)?\b"
)
# What only joined a clause to the one before it: `and the remaining £23,000 will be recovered`.
_JOINT = re.compile(r"^(?:(?:and|but|also|then|so|that|which|while),? )+", re.IGNORECASE)
_SAYS_WHEN = re.compile(
    r"(?:by|in|on|at|within|before|from|until|till|during|after|over|for|next|this|each|every|end|early|late|mid|once|twice|the|\d)\b|[A-Z][a-z]+ (?:\d|next)",
    re.IGNORECASE,
)
# `The strategy has been deferred to June`, `The publication of the strategy ...`: what is put off stands before it.
_PUT_OFF = re.compile(
    r"^(?:(?:the|its|their) (?:publication|launch|introduction|adoption|completion|delivery|implementation|start) of )?(?P<what>.{8,300}?),? (?:(?:has|have|had|is|was|were|will|would|be|been|being|now|since|again|further) ){1,4}"
    r"(?:deferred|postponed|put back|put off|pushed back|held over|carried (?:forward|over)|rescheduled|delayed)\b",
    re.IGNORECASE,
)
# Fewer words than these do not tell what a sentence is about.
_FEWEST_TOLD = 2
# What the asked for thing is called before its subject begins.
_CALLED = re.compile(
    r"^(?:that )?(?:an? |the |another |further |regular )*(?:(?:full|further|detailed|written|progress|short|update|briefing|annual|quarterly|joint|separate|next) )*"
    r"(?:report|update|paper|briefing|review|note|presentation|progress)s?(?: back)? (?:on|of|about|into|regarding|as to) ",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 14)
def subject(title: str) -> Subject:
    """What a title says that business is about."""
    marks, rest = _marks(title)
    said = tuple(word for word in plain_words(rest) if word not in _SAYING_NOTHING)
    return Subject(
        title=" ".join(title.split()),
        words=frozenset(map(stem, said)),
        serial=marks,
        said=tuple(dict.fromkeys(said)),
    )


@lru_cache(maxsize=1 << 14)
def asked_for(what: str) -> Subject | None:
    """What a resolution asks to come back, without when and where to: `agency social worker spend`; nothing if it asks for none."""
    words = " ".join(what.split())
    if comes := _COMES.search(words):
        words = words[: comes.start()]
        last = _LAST_CLAUSE.sub("", words)
        # `the recovery plan be noted, and a report on its progress`: whose progress, the first clause says.
        words = last if subject(last).words or not subject(words).words else words
    elif reports := _REPORTS_ON.match(words):
        words = _WHERE_TO.sub("", words[reports.end() :])
    elif brings := _BRINGS.match(words):
        words = _WHERE_TO.sub("", brings["what"])
    else:
        return None
    asked, called = subject(words), _CALLED.match(words)
    stripped = words[called.end() :] if called else words
    return replace(asked, title=stripped if subject(stripped).words else words)


@lru_cache(maxsize=1 << 14)
def stated_deed(what: str, when: str | None) -> Subject:
    """What a sentence says that somebody is to do, without its time (`when`: the words that give it): `end the external audit`."""
    asked = asked_for(what)
    if asked and len(asked.words) >= _FEWEST_TOLD:
        return replace(asked, is_sentence=True)
    words = _JOINT.sub("", " ".join(what.split()).rstrip(".;,"))
    timeless = words
    # `by 5 May` says only when; `annual reviews` says what, too.
    if when and _SAYS_WHEN.match(when):
        timeless = re.sub(rf"{re.escape(when)}\w*", " ", words)
    return replace(subject(_WHEN.sub(" ", timeless)), title=words, is_sentence=True)


@lru_cache(maxsize=1 << 14)
def put_off(what: str) -> str | None:
    """What a sentence says is put off to a later day: `The strategy`; nothing if it puts off nothing."""
    found = _PUT_OFF.match(" ".join(what.split()))
    return found["what"] if found and len(subject(found["what"]).words) >= _FEWEST_TOLD else None


@lru_cache(maxsize=1 << 14)
def stems(text: str) -> frozenset[str]:
    """The stems of all words of a text."""
    return frozenset(map(stem, plain_words(text)))


def _marks(title: str) -> tuple[frozenset[str], str]:
    """The marks of a title's round, and the title without them."""
    marks: set[str] = set()
    rest = " ".join(title.lower().split())
    for kind, pattern in _SERIAL:
        for found in pattern.finditer(rest):
            mark = re.sub(r"[ –]", "-", found["mark"].replace(" ", ""))
            marks.add(f"{kind}:{_of(kind, mark)}")
        rest = pattern.sub(" ", rest)
    return frozenset(marks), rest


def _of(kind: str, mark: str) -> str:
    if kind == "year":
        first, *last = re.split(r"[/-]", mark)
        return f"{first}/{last[0][-2:]}" if last else first
    if kind == "round" and mark in _ORDINALS:
        return str(_ORDINALS.index(mark) + 1)
    return _SAME_PERIOD.get(mark, mark)
