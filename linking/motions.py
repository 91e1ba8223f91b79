"""Motions: what was put to a vote of members, and how it ended: carried, carried as amended, lost, withdrawn.

Amendments are votes of their own. Of a motion that was carried as amended it is said which words went out and came in.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.council import Council
from domain.evidence import Evidence
from domain.fact import Fact, FactType
from domain.mention import JsonValue
from linking.prose import Prose, Span

VOTED = "motions.voted@6"
WITHDRAWN = "motions.withdrawn@2"
RULES = (VOTED, WITHDRAWN)

_VOTES = r"(?:carried|lost|defeated|rejected|agreed|approved|adopted|passed|withdrawn|fell|CARRIED|LOST|DEFEATED|AGREED|WITHDRAWN|FELL)"
_OUTCOME_WORDS = (
    rf"(?P<outcome>carried as amended|not carried|not agreed|{_VOTES})\b(?! out\b| forward\b| over\b)"
)
# How a vote ends, in words that say so of nothing else.
_ENDED = r"(?P<outcome>carried|lost|defeated|fell|failed|negatived|voted down|thrown out|withdrawn|passed|not carried|not supported|CARRIED|LOST|DEFEATED|FELL|WITHDRAWN|PASSED)\b(?! out\b| forward\b| over\b| to\b)"
_WHICH = r"(?P<which>(?:(?:original|substantive|amended|first|second|third|last) )?[Mm]otion(?: \d{1,2}(?:\.\d{1,2})?)?|MOTION|AMENDMENT|(?:first |second |third )?[Aa]mendment|[Pp]roposal)"
_AS_AMENDED = r"(?P<amended>,? as (?:amended|altered|varied),?)?"
# How a vote ends in the words of news, and what that comes to.
_IN_NEWS = {
    "thrown out": "lost", "voted down": "lost", "defeated": "lost", "shot down": "lost", "kicked out": "lost", "knocked back": "lost", "turned down": "lost", "squashed": "lost",
    "seen off": "lost", "beaten": "lost", "nodded through": "carried", "waved through": "carried", "voted through": "carried", "rubber-stamped": "carried", "pulled": "withdrawn",
}  # fmt: skip
_OUTCOMES = (
    # `The motion was put to the vote and carried unanimously`, `The motion, as amended, was carried`, `the amendment was lost`,
    # `It was carried by 15 votes to 7`, `The motion was withdrawn with the consent of the meeting`.
    re.compile(
        rf"\b(?:{_WHICH}|(?P<it>[Ii]t|That|This)){_AS_AMENDED}(?: (?:was|were|is|had been|having been|being|on being|when|upon being|then|duly|therefore|thereupon|thereafter|accordingly|subsequently|unanimously|narrowly)){{0,4}}"
        rf"(?: put(?: to the (?:vote|meeting))?,?(?: and)?(?: (?:it )?(?:was|were))?)?(?: declared)? {_OUTCOME_WORDS}"
    ),
    # `The Chair put the amendment to the vote, which was lost`, `A vote was taken on the motion, and it was carried`.
    re.compile(
        rf"\b(?:put|taken on) the (?:[A-Z]\w+ ){{0,3}}{_WHICH}{_AS_AMENDED}(?: to the vote)?,? (?:which|and it|and this) was (?:declared )?{_OUTCOME_WORDS}"
    ),
    # `The motion, moved by Councillor A, was defeated by 21 votes to 18`
    re.compile(
        rf"\b{_WHICH}{_AS_AMENDED},? (?:moved|proposed|put forward|seconded) [^.;]{{1,120}}? (?:was|were) (?:declared )?(?P<outcome>carried|lost|defeated|rejected|passed)\b"
    ),
    # `Councillor A moved that ..., and, on being put to the vote, was carried`
    re.compile(
        rf"\bon being put to the (?:vote|meeting),? (?:it |this )?was (?:declared )?(?P<which>(?!))?(?P<amended>(?!))?{_OUTCOME_WORDS}"
    ),
    # `The following motion was moved by the Chair and CARRIED`, `A proposal by Councillor A was not seconded and therefore fell`,
    # `The amendment, which accepted the findings, was then put and lost`, `On a show of hands the motion to refer back failed`.
    re.compile(
        rf"\b{_WHICH}{_AS_AMENDED}[^.;]{{0,160}}?(?:\band|\bwas|\bwere|,)(?: (?:was|were|it was|then|therefore|accordingly|duly|thus|declared|subsequently)){{0,3}} {_ENDED}"
    ),
    # `The Mayor declared the amendment carried`, `The motion failed by 12 votes to 15`
    re.compile(
        rf"\bdeclared (?:that )?the (?:[a-z]+ ){{0,2}}?{_WHICH}{_AS_AMENDED} (?:to be |was )?{_ENDED}"
    ),
    re.compile(rf"\b{_WHICH}{_AS_AMENDED} (?P<outcome>failed|passed)\b"),
    # `A bid to halt the closures was thrown out by 34 votes to 22`, `A second motion, on bus fares, was pulled`, as news has it
    re.compile(
        r"\b(?:[Bb]id|[Cc]all|[Aa]ttempt|[Pp]lea|[Mm]ove|[Dd]emand|[Pp]ush|[Vv]ote of no confidence|[Nn]o-confidence vote|(?P<which>motion|amendment))\b(?P<amended>(?!))?[^.;]{0,140}? (?:was|were|has been|had been) "
        rf"(?:then |later |narrowly |heavily |finally |roundly |unanimously |overwhelmingly |comfortably )?(?P<outcome>{'|'.join(_IN_NEWS)}|rejected(?= by \d))\b"
    ),
    # `Members voted down a motion calling for`, `The council backed the amendment`
    re.compile(
        r"\b(?P<outcome>voted down|threw out|rejected|defeated|backed|passed|approved|supported|adopted|carried) (?:an?|the) (?:[a-z-]+ ){0,3}?(?P<which>motion|amendment)\b(?P<amended>(?!))?"
    ),
    # `voted by 31 to 22 against the amendment`
    re.compile(
        r"\bvoted [^.;]{0,40}?(?P<outcome>in favour of|for|against) (?:an?|the) (?:[a-z-]+ ){0,2}?(?P<which>motion|amendment)\b(?P<amended>(?!))?"
    ),
    # `the Chair used her casting vote in favour`
    re.compile(
        r"\b(?:exercis|us|gave|giv|cast)\w{0,3} [^.;]{0,40}?\b(?:casting|second) vote,? (?P<outcome>in favour|for|against)\b(?P<which>(?!))?(?P<amended>(?!))?"
    ),
    # `The motion of which notice had been given was withdrawn with the consent of the meeting`.
    re.compile(rf"\b{_WHICH}{_AS_AMENDED} [^.;]{{1,90}}? (?:was|were|had been|be) (?P<outcome>withdrawn)\b"),
)
# What is also agreed without anything having been moved: `It was agreed`.
_NO_VOTE = frozenset({"agreed", "approved", "adopted", "passed", "rejected", "not agreed"})
# `Councillor A withdrew the motion with the consent of the meeting`, `With the consent of Council the mover withdrew his motion`.
_WITHDREW = re.compile(r"\bwithdrew (?:the|his|her|their|this) [Mm]otion\b")
# `Councillor A proposed, and Councillor B seconded, that this Council treat care experience ...`, `had given notice of a motion that`.
_MOVED = re.compile(
    r"\b(?:proposed|moved|seconded|proposal by|notice of (?:a|the|this|his|her|their) motion)\b[^.]{0,120}?\bthat (?P<what>(?![^.]{0,40}\bwords?\b)[^.]{8,400})"
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
    r"|\b[Aa]mendment, (?P<which>which [^.;]{3,200}?),? was\b"
)
# `voted down a motion calling for`: what the sentence itself says was voted on.
_VOTED_ON = re.compile(
    r"\b(?:[Mm]otion(?: (?:by|from) [^.;,]{3,60}?)?|[Aa]mendment) (?P<what>(?:calling for|calling on|urging|asking|demanding|that|which) [^.;]{4,200})"
    r"|\b[Mm]otion (?P<on>(?:to|on|about) [^.;]{4,200})"
)
# `A bid to halt the closures was thrown out`: what was voted on, as news calls it
_CALLED = re.compile(
    r"\b(?P<what>(?:[Bb]id to|[Cc]all (?:for|to)|[Aa]ttempt to|[Pp]lea (?:for|to)|[Vv]ote of no confidence|motion,? (?:on|to|for)) [^.;]{3,140}?),? (?:was|were|has been|had been) (?:[a-z]+ly |then |later )?(?:thrown|voted|defeated|shot|kicked|knocked|turned|squashed|seen|beaten|nodded|waved|rubber|pulled|rejected)\b"
)
# ... and how it ended, which is no part of that: `was defeated by 31 votes to 12`
_OUTCOME_AFTER = re.compile(rf",? (?:was|were) (?:then |duly |narrowly |heavily )?{_VOTES}\b.*")
# `The following motion was moved and carried:` and below it what was moved.
_FOLLOWING = re.compile(r"\bfollowing (?:motion|amendment|proposal)\b[^\n]*:\Z")
# `Councillor A MOVED and Councillor B SECONDED the following motion:`
_MOVED_FOLLOWING = re.compile(
    r"\b(?i:moved|proposed|seconded|put|submitted|tabled|notice)\b[^\n]{0,120}\bfollowing (?:motion|notice of motion|proposal|resolution)\b[^\n]{0,80}:\Z"
    r"|\bfollowing (?:motion|notice of motion|proposal)\b[^\n]{0,80}\b(?i:moved|proposed|seconded|put|submitted|tabled)\b[^\n]{0,80}:\Z"
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
    r"|\band (?P<quote_then>[\"'])(?P<words_then>.{2,200}?)(?P=quote_then) (?:be |were |are |was |being )?(?:added|inserted|substituted)"
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
    "failed": "lost",
    "negatived": "lost",
    "not supported": "lost",
    **_IN_NEWS,
    "threw out": "lost",
    "against": "lost",
    "for": "carried",
    "in favour": "carried",
    "in favour of": "carried",
    "backed": "carried",
    "supported": "carried",
    "agreed": "carried",
    "approved": "carried",
    "adopted": "carried",
    "passed": "carried",
}
# Without one of these, in small or capital letters, nothing was voted on.
_WORDS_OF_VOTES = (
    "otion",
    "mendment",
    "roposal",
    "proposed",
    "moved",
    "OTION",
    "MENDMENT",
    "no-confidence",
    *_IN_NEWS,
)
# So many sentences above the vote the motion may be put.
_SENTENCES_ABOVE = 8
# So many lines below, the first of them `Resolved -`, stands the motion that is said to follow; shorter lines are heads.
_LINES_BELOW, _SHORTEST = 3, 20


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
            changes = _changes(prose, above)
            fields |= changes | {"what": _as_amended(what, changes)}
        yield Fact(
            type=FactType.MOTION,
            evidence=prose.evidence(*vote.sentence),
            rule=vote.rule,
            about=council.uid if council else None,
            stated=day,
            fields=fields,
        )


def without_removed(duties: Iterable[Fact], voted: Sequence[Fact]) -> Iterator[Fact]:
    """Duties, those of a motion as it was carried: what an amendment took out of it nobody has to do, nor by that day."""
    changed = [motion.fields for motion in voted if isinstance(motion.fields.get("removed"), str)]
    for duty in duties:
        quote = " ".join(duty.evidence.quote.split()) if isinstance(duty.evidence, Evidence) else ""
        changes = next((fields for fields in changed if str(fields["removed"]) in quote), None)
        if changes is None:
            yield duty
            continue
        fields = {**duty.fields, "what": _as_amended(str(duty.fields["what"]), changes)}
        due = duty.fields.get("due_words")
        if isinstance(due, str) and due in str(changes["removed"]):
            fields |= {"due": None, "due_words": None}
        yield replace(duty, fields=fields)


def _votes(prose: Prose) -> Iterator[_Vote]:
    if not any(word in prose.smooth for word in _WORDS_OF_VOTES):
        return
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
                return " ".join((found["what"] or found["which"]).split())
    elif put := list(_PUT_AS.finditer(prose.smooth, above[-1][0], vote.sentence[0])):
        return " ".join(put[-1]["what"].split()).rstrip(" .")
    for span in above[1:]:
        if not vote.is_amendment and _MOVED_FOLLOWING.search(prose.smooth, *span):
            return _below(prose, span)
    for span in above:
        if found := _MOVED.search(prose.smooth, *span) or _MOVED_ON.search(prose.smooth, *span):
            return " ".join(found["what"].split())
    if found := _CALLED.search(prose.smooth, *vote.sentence):
        return " ".join(found["what"].split())
    if found := _VOTED_ON.search(prose.smooth, *vote.sentence):
        return _OUTCOME_AFTER.sub("", " ".join((found["what"] or found["on"]).split()))
    if vote.is_unnamed:
        return None
    if _FOLLOWING.search(prose.smooth, *vote.sentence):
        return _below(prose, vote.sentence)
    for span in above:
        if headed := _HEADED.fullmatch(prose.smooth, *span):
            return headed["what"].strip()
    page = prose.text.page_at(prose.span(*vote.sentence)[0])
    heading = prose.text.words[page.start : page.end].partition("\n")[0] if page and page.item else ""
    headed = _HEADED.fullmatch(" ".join(heading.split()))
    named = headed or _MOVED_BY.search(prose.smooth, *vote.sentence)
    return named["what"] if named else None


def _below(prose: Prose, vote: Span) -> str | None:
    """What stands below the sentence of a vote: the first words that are no mere head."""
    end = vote[1]
    for _ in range(_LINES_BELOW):
        start, end = prose.sentence_at(end + 1 if prose.smooth[end : end + 1].isspace() else end)
        if end - start >= _SHORTEST:
            return " ".join(prose.smooth[start:end].split()).rstrip(" .;")
    return None


def _was_amended(prose: Prose, above: list[Span], vote: _Vote) -> bool:
    if vote.outcome == "carried as amended":
        return True
    return any(
        _ACCEPTED.search(prose.smooth, *span) and not _NOT_ACCEPTED.search(prose.smooth, *span)
        for span in above[1:]
    )


def _as_amended(what: str, changes: Mapping[str, JsonValue]) -> str:
    """A motion without the words that were taken out of it, with those that came in their place."""
    removed, added = changes.get("removed"), changes.get("added")
    if not isinstance(removed, str) or removed not in what:
        return what
    return " ".join(what.replace(removed, added if isinstance(added, str) else "", 1).split())


def _changes(prose: Prose, above: list[Span]) -> dict[str, JsonValue]:
    """The words that an amendment took out of a motion and put into it."""
    found: dict[str, JsonValue] = {}
    for span in above:
        if replaced := _REPLACED.search(prose.smooth, *span):
            return {"removed": replaced["removed"], "added": replaced["added"]}
    for name, pattern in (("removed", _REMOVED), ("added", _ADDED)):
        for span in above:
            if change := pattern.search(prose.smooth, *span):
                said = change.groupdict()
                found.setdefault(name, said["words"] or said.get("words_then") or said["words_after"])
    return found
