"""Progress: what texts say in their own words has become of business: `The review of placements has been completed`.

Sentences that say outright that something was completed, implemented, closed, superseded, or put off, go in; out come facts
with what it was. What is not yet, nearly, or to be completed is none, nor what somebody only asks or doubts. Whether anybody had
promised it is for the ledger to tell.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.actions import Standing
from domain.council import Council
from domain.document import DocumentKind
from domain.fact import Fact, FactType
from domain.mention import JsonValue
from linking.prose import Prose, Span, within
from linking.time_words import FULL_MONTHS
from linking.times import Found

TOLD = "progress.told@4"
RULES = (TOLD,)

# Agendas and plans say what is to come.
_KINDS_WITHOUT = frozenset({DocumentKind.AGENDA, DocumentKind.STATISTICS, DocumentKind.ERROR_PAGE})
# `has been completed`, `were implemented in full`, `is now complete`, `was superseded by`. What `is completed` is done
# again and again.
_DONE = re.compile(
    r"\b(?:(?:has|have|had) (?:now |since |also |already |all )?been|was|were) (?:now |since |also |already |all |fully |successfully |both ){0,2}"
    r"(?:(?P<complete>completed?|implemented|discharged|actioned|concluded|delivered in full|signed off|closed down|closed)|(?P<superseded>superseded|replaced))\b"
    r"|\b(?:is|are) (?:now |all |both |fully ){0,2}complete\b"
)
# `The plan that had been promised by 30 June was published on 14 July`: what was promised, and done in the end. What else is
# published or sent is no progress.
_DONE_AS_PROMISED = re.compile(
    r"\b(?:promised|undertaken|requested|asked for|agreed|committed to|outstanding)\b[^.;]{0,80}? (?:has been|have been|was|were) (?:now |since |finally |then )?"
    r"(?:published|issued|circulated|launched|presented|received|submitted|sent|opened|delivered|provided)\b"
)
# `The report on kinship care was deferred to November 2026`, `has been put back until the spring`: it is still to come.
_PUT_OFF = re.compile(
    r"\b(?:(?:has|have|had) (?:now |since |again |been ){1,3}|(?:was|were) (?:now |since |again )?)(?:deferred|postponed|put back|put off|rescheduled|carried forward|carried over|held over)"
    rf" (?:(?P<until>to|until|till|for(?= (?:the )?(?:\d|{FULL_MONTHS}|next|spring|summer|autumn|winter)))\b|for (?:a|one|two|three|six) (?:months?|meetings?|cycles?)\b|at )"
)
# What makes of a sentence that nothing was done, or that nobody says it was.
_NOT_SO = re.compile(
    r"\b(?:not|never|no|none|nothing|neither|nor|until|unless|once|if|when|whether|should|could|would|may|might|must|will|cannot|few|some|half|only|yet|partially|"
    r"after|before|where|how many|cases?|assessments?|visits?|per ?cent|proportion|percentage)\b|%|\?",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?: in \w+)? by (?P<by>[^.;]{3,200})")
# What leads to the sentence and is no part of what was done: `Members noted that`, `The Director reported that`.
_FRAME = re.compile(
    r"^.{0,120}?\b(?:noted|reported|confirmed|advised|said|heard|told|stated|explained|informed)(?: [\w ]{1,40}?)? that ",
    re.IGNORECASE,
)
# `While the strategy has been completed, ...`
_WHILE = re.compile(r"(?:[Ww]hile|[Ww]hilst|[Aa]lthough|[Tt]hough|[Aa]s|[Ss]ince|[Bb]ecause) ")
# `The plan that had been` promised
_THAT_WAS = re.compile(r",? (?:that|which) (?:had|has|have|was|were)(?: been)?$")
# Where the head of a subject ends: `The review | of children's homes`.
_HEAD_ENDS = re.compile(
    r" (?:of|on|for|to|into|with|in|at|about|from|by|that|which|whose|against|issued|dated)\b|,"
)
# What nobody ticks off: instruments and visits have rules of their own, homes and cases are closed for other reasons.
_NO_DEEDS = frozenset(
    """
    notice notices direction directions order orders inspection inspections visit visits reinspection meeting meetings
    home homes school schools centre centres unit units nursery nurseries placement placements case cases office offices
    account accounts road roads service services
    """.split()  # noqa: SIM905  # a list of words is read more easily as one
)
_LEAD = re.compile(r"^(?:[^\w\"'£(]+|\d{1,3}(?:\.\d{1,3})*\.? |\([a-z\d]{1,3}\) )+")
# A subject of fewer words tells nothing; of more it is a table or several sentences.
_FEWEST_WORDS, _MOST_WORDS = 2, 40


@dataclass(frozen=True, kw_only=True)
class _Done:
    """A sentence, what it says was done and how it stands, what took its place, and from where on it may say when."""

    span: Span
    what: str
    standing: Standing
    by: str | None
    since: int


def find(prose: Prose, dates: Sequence[Found], council: Council | None, *, day: str | None) -> Iterator[Fact]:
    """What a text says was completed or superseded, each sentence once."""
    if prose.circumstances.kind in _KINDS_WITHOUT:
        return
    for done in _done(prose):
        ends = [
            found.value
            for found in within(dates, done.span)
            if found.value and found.value[0] not in "PR" and found.start >= done.since
        ]
        fields: dict[str, JsonValue] = {
            "what": done.what,
            "status": done.standing,
            "on": ends[-1] if ends and done.standing is Standing.COMPLETE else None,
            "by": done.by,
        }
        yield Fact(
            type=FactType.PROGRESS,
            evidence=prose.evidence(*done.span),
            rule=TOLD,
            about=council.uid if council else None,
            stated=day,
            fields=fields,
        )


def _done(prose: Prose) -> Iterator[_Done]:
    last = -1
    for found in sorted(
        (
            found
            for pattern in (_DONE, _DONE_AS_PROMISED, _PUT_OFF)
            for found in pattern.finditer(prose.smooth)
        ),
        key=lambda found: found.start(),
    ):
        begin, end = prose.sentence_at(found.start())
        if begin == last:
            continue
        last = begin
        before, after = prose.smooth[begin : found.start()], prose.smooth[found.end() : end]
        what = _LEAD.sub("", _FRAME.sub("", " ".join(before.split()))).strip(" ,")
        if _NOT_SO.search(before) or _NOT_SO.match(after.lstrip()) or "?" in after:
            continue
        what = _THAT_WAS.sub("", _WHILE.sub("", what, count=1) if _WHILE.match(what) else what)
        if not _FEWEST_WORDS <= len(what.split()) <= _MOST_WORDS or _head(what) in _NO_DEEDS:
            continue
        by = _BY.match(after)
        standing = Standing.SUPERSEDED if found.groupdict().get("superseded") else Standing.COMPLETE
        if found.re is _PUT_OFF:
            standing = Standing.OPEN
        if standing is Standing.SUPERSEDED and by is None:
            continue
        yield _Done(
            span=(begin, end),
            what=what,
            standing=standing,
            by=" ".join(by["by"].split()) if by and standing is Standing.SUPERSEDED else None,
            since=found.end() if found.re is _DONE_AS_PROMISED else begin,
        )


def _head(what: str) -> str:
    """The noun that a subject is about: `review` of `The review of children's homes`."""
    words = _HEAD_ENDS.split(what, maxsplit=1)[0].split()
    return words[-1].lower() if words else ""
