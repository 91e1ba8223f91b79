"""Motions: what was put to a vote of members, and how it ended: carried, carried as amended, lost, withdrawn.

Amendments are votes of their own. Of a motion that was carried as amended it is said which words went out and came in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.council import Council
from domain.fact import Fact, FactType
from domain.mention import JsonValue
from linking.prose import Prose, Span

VOTED = "motions.voted@3"
WITHDRAWN = "motions.withdrawn@2"
RULES = (VOTED, WITHDRAWN)

_VOTES = r"(?:carried|lost|defeated|rejected|agreed|approved|adopted|passed|withdrawn|fell|CARRIED|LOST|DEFEATED|AGREED|WITHDRAWN|FELL)"
_OUTCOME_WORDS = rf"(?P<outcome>carried as amended|not carried|not agreed|{_VOTES})\b"
_WHICH = r"(?P<which>(?:(?:original|substantive|amended|first|second|third|last) )?[Mm]otion(?: \d{1,2}(?:\.\d{1,2})?)?|(?:first |second |third )?[Aa]mendment|[Pp]roposal)"
_OUTCOMES = (
    # `The motion was put to the vote and carried unanimously`, `The motion, as amended, was carried`, `the amendment was lost`,
    # `It was carried by 15 votes to 7`, `The motion was withdrawn with the consent of the meeting`.
    re.compile(
        rf"\b(?:{_WHICH}|(?P<it>[Ii]t))(?P<amended>,? as amended,?)?(?: (?:was|were|is|had been|having been|being|on being|when|upon being|then|duly|therefore)){{0,3}}"
        rf"(?: put(?: to the (?:vote|meeting))?,?(?: and)?(?: (?:it )?(?:was|were))?)?(?: declared)? {_OUTCOME_WORDS}"
    ),
    # `The Chair put the amendment to the vote, which was lost`, `A vote was taken on the motion, and it was carried`.
    re.compile(
        rf"\b(?:put|taken on) the (?:[A-Z]\w+ ){{0,3}}{_WHICH}(?P<amended>,? as amended,?)?(?: to the vote)?,? (?:which|and it|and this) was (?:declared )?{_OUTCOME_WORDS}"
    ),
    # `The motion, moved by Councillor A, was defeated by 21 votes to 18`
    re.compile(
        rf"\b{_WHICH}(?P<amended>,? as amended,?)?,? (?:moved|proposed|put forward|seconded) [^.;]{{1,120}}? (?:was|were) (?:declared )?(?P<outcome>carried|lost|defeated|rejected|passed)\b"
    ),
    # `Councillor A moved that ..., and, on being put to the vote, was carried`
    re.compile(
        rf"\bon being put to the (?:vote|meeting),? (?:it |this )?was (?:declared )?(?P<which>(?!))?(?P<amended>(?!))?{_OUTCOME_WORDS}"
    ),
    # `The motion of which notice had been given was withdrawn with the consent of the meeting`.
    re.compile(
        rf"\b{_WHICH}(?P<amended>,? as amended,?)? [^.;]{{1,90}}? (?:was|were|had been|be) (?P<outcome>withdrawn)\b"
    ),
)
# What is also agreed without anything having been moved: `It was agreed`.
_NO_VOTE = frozenset({"agreed", "approved", "adopted", "passed", "rejected", "not agreed"})
# `Councillor A withdrew the motion with the consent of the meeting`, `With the consent of Council the mover withdrew his motion`.
_WITHDREW = re.compile(r"\bwithdrew (?:the|his|her|their|this) [Mm]otion\b")
# `Councillor A proposed, and Councillor B seconded, that this Council treat care experience ...`, `had given notice of a motion that`.
_MOVED = re.compile(
    r"\b(?:proposed|moved|seconded|notice of (?:a|the|this|his|her|their) motion)\b[^.]{0,120}?\bthat (?P<what>(?![^.]{0,40}\bwords?\b)[^.]{8,400})"
)
_MOVED_ON = re.compile(
    r"\b(?:proposed|moved)\b [^.]{0,60}?\bmotion,? (?P<what>(?:on|about|calling for|calling on|regarding|asking) [^.]{4,200})"
)
# `"This Council resolves to treat care experience ..."`, `"That the Council writes to ..."`: the motion as put.
_PUT_AS = re.compile(
    r"\"(?:[Tt]hat:? )?(?P<what>(?:[Tt]his|[Tt]he) (?:County |City )?(?:Council|Committee|Board|Cabinet|Authority)\b[^\"]{8,600})"
)
# `moved an amendment, seconded by Councillor Slade, to delete the words ...`
_AMENDS = re.compile(
    r"\b[Aa]mendment\b[^.;]{0,100}? (?P<what>(?:to )?(?:delete|remove|replace|add|insert|omit|substitute|amend)\b[^.]{3,300})"
)
# `12 Motion: care experience`, `Notice of motion 2 - Buses in the dales`: the heading that a motion stands under.
_HEADED = re.compile(
    r"(?:\d{1,3}[a-z]?[.)]? )?(?:[Nn]otices? of )?(?:[Mm]otions?|MOTIONS?)(?: (?:\d{1,2}|on notice))?(?: ?[:-]| on| about) (?P<what>\w.{3,200})"
)
# `The motion, moved by Councillor A, was defeated`: no more is known of it.
_MOVED_BY = re.compile(
    r"\b(?P<what>[Tt]he (?:motion|amendment),? (?:moved|proposed|put forward) [^.;]{1,120}?),? (?:was|were) "
)
# `that the words "until legislation is made" be removed`, `delete the words "..."`, `the insertion of "..."`.
_REMOVED = re.compile(
    r"\bwords? (?P<quote>[\"'])(?P<words>.{2,200}?)(?P=quote) (?:be |were |are |was |being )?(?:removed|deleted|omitted|left out|taken out|struck out)"
    r"|\b(?:remov|delet|omit|leav|tak|strik)\w{0,4}(?: out)? (?:of )?(?:the )?(?:words? )?(?P<quote_after>[\"'])(?P<words_after>.{2,200}?)(?P=quote_after)"
)
_ADDED = re.compile(
    r"\bwords? (?P<quote>[\"'])(?P<words>.{2,200}?)(?P=quote) (?:be |were |are |was |being )?(?:added|inserted)"
    r"|\b(?:add|insert)\w{0,4} (?:of )?(?:the )?(?:words? )?(?P<quote_after>[\"'])(?P<words_after>.{2,200}?)(?P=quote_after)"
)
# `to replace "funds" with "explores the funding of"`
_REPLACED = re.compile(
    r"\breplac\w{1,4} (?:the )?(?:words? )?(?P<quote>[\"'])(?P<removed>.{2,200}?)(?P=quote) (?:with|by) (?:the )?(?:words? )?"
    r"(?P<quote_after>[\"'])(?P<added>.{2,200}?)(?P=quote_after)"
)
# `The amendment was accepted by the mover`, `Councillor A accepted the amendment`.
_ACCEPTED = re.compile(
    r"\b[Aa]mendment\b[^.]{0,40}\b(?:accepted|agreed|carried|CARRIED)\b|\baccepted (?:the|this|that) amendment\b"
)
_NOT_ACCEPTED = re.compile(r"\bnot (?:accepted|agreed|carried)\b|\bdid not accept\b")
_SAME = {
    "defeated": "lost",
    "rejected": "lost",
    "not carried": "lost",
    "not agreed": "lost",
    "fell": "lost",
    "agreed": "carried",
    "approved": "carried",
    "adopted": "carried",
    "passed": "carried",
}
# So many sentences above the vote the motion may be put.
_SENTENCES_ABOVE = 8


@dataclass(frozen=True, kw_only=True)
class _Vote:
    """A vote: the sentence that gives its outcome, on what, and how it ended."""

    sentence: Span
    outcome: str
    is_amendment: bool
    is_unnamed: bool
    rule: str


def find(prose: Prose, council: Council | None, *, day: str | None) -> Iterator[Fact]:
    """A fact for each vote on a motion that the text names shortly before it, with the sentence of the outcome as evidence."""
    told: set[Span] = set()
    for vote in sorted(_votes(prose), key=lambda vote: vote.sentence):
        above = _above(prose, vote.sentence)
        what = _what(prose, above, vote)
        if what is None or vote.sentence in told:
            continue
        told.add(vote.sentence)
        fields: dict[str, JsonValue] = {"what": what, "outcome": vote.outcome}
        if vote.is_amendment:
            fields["of"] = "amendment"
        elif vote.outcome.startswith("carried") and _was_amended(prose, above, vote):
            fields["outcome"] = "carried as amended"
            fields |= _changes(prose, above)
        yield Fact(
            type=FactType.MOTION,
            evidence=prose.evidence(*vote.sentence),
            rule=vote.rule,
            about=council.uid if council else None,
            stated=day,
            fields=fields,
        )


def _votes(prose: Prose) -> Iterator[_Vote]:
    for pattern in _OUTCOMES:
        for found in pattern.finditer(prose.smooth):
            which = (found["which"] or "").lower()
            if which in ("", "proposal") and found["outcome"].lower() in _NO_VOTE:
                continue
            outcome = _SAME.get(found["outcome"].lower(), found["outcome"].lower())
            amended = bool(found["amended"]) or which.startswith(("substantive", "amended"))
            yield _Vote(
                sentence=prose.sentence_at(found.start()),
                outcome="carried as amended" if amended and outcome == "carried" else outcome,
                is_amendment="amendment" in which,
                is_unnamed=not which,
                rule=VOTED,
            )
    for found in _WITHDREW.finditer(prose.smooth):
        sentence = prose.sentence_at(found.start())
        yield _Vote(
            sentence=sentence, outcome="withdrawn", is_amendment=False, is_unnamed=False, rule=WITHDRAWN
        )


def _above(prose: Prose, vote: Span) -> list[Span]:
    """The sentence of the vote and those shortly above it, from there upwards; under its own item, where the text has items."""
    page = prose.text.page_at(prose.span(*vote)[0])
    first = page.start if page and page.item else 0
    above = [vote, *reversed(prose.sentences_before(vote[0], _SENTENCES_ABOVE))]
    above = [span for span in above if prose.span(*span)[0] >= first]
    headings = (place for place, span in enumerate(above) if _HEADED.fullmatch(prose.smooth, *span))
    return above[: next(headings, len(above)) + 1]


def _what(prose: Prose, above: list[Span], vote: _Vote) -> str | None:
    """What was moved; of a motion that nobody moved, what its heading says. `It was agreed` is no vote unless something was moved."""
    if vote.is_amendment:
        for span in above:
            if found := _AMENDS.search(prose.smooth, *span):
                return " ".join(found["what"].split())
    elif put := list(_PUT_AS.finditer(prose.smooth, above[-1][0], vote.sentence[0])):
        return " ".join(put[-1]["what"].split()).rstrip(" .")
    for span in above:
        if found := _MOVED.search(prose.smooth, *span) or _MOVED_ON.search(prose.smooth, *span):
            return " ".join(found["what"].split())
    if vote.is_unnamed:
        return None
    for span in above:
        if headed := _HEADED.fullmatch(prose.smooth, *span):
            return headed["what"].strip()
    page = prose.text.page_at(prose.span(*vote.sentence)[0])
    heading = prose.text.words[page.start : page.end].partition("\n")[0] if page and page.item else ""
    headed = _HEADED.fullmatch(" ".join(heading.split()))
    named = headed or _MOVED_BY.search(prose.smooth, *vote.sentence)
    return named["what"] if named else None


def _was_amended(prose: Prose, above: list[Span], vote: _Vote) -> bool:
    if vote.outcome == "carried as amended":
        return True
    return any(
        _ACCEPTED.search(prose.smooth, *span) and not _NOT_ACCEPTED.search(prose.smooth, *span)
        for span in above[1:]
    )


def _changes(prose: Prose, above: list[Span]) -> dict[str, JsonValue]:
    """The words that an amendment took out of a motion and put into it."""
    found: dict[str, JsonValue] = {}
    for span in above:
        if replaced := _REPLACED.search(prose.smooth, *span):
            return {"removed": replaced["removed"], "added": replaced["added"]}
    for name, pattern in (("removed", _REMOVED), ("added", _ADDED)):
        for span in above:
            if change := pattern.search(prose.smooth, *span):
                found.setdefault(name, change["words"] or change["words_after"])
    return found
