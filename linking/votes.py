"""Votes: where a text tells how what was put to members ended, and whether it was a motion or an amendment of one.

Words in, votes out: `The amendment was then put and lost`, `voted by 31 to 22 against the motion`, `Carried (7-0).`
What it was that they voted on is for motions.py.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from linking import numbers
from linking.prose import Prose, Span

# How a vote ends, in the verb's participle: `was carried`, `declared lost`, `voted down`.
_PARTICIPLES = {
    "carried": ("carried", "passed", "agreed", "approved", "adopted", "accepted", "supported", "endorsed", "backed", "won", "upheld",
                "successful", "nodded through", "waved through", "voted through", "pushed through", "forced through", "rubber-stamped"),
    "lost": ("lost", "defeated", "rejected", "negatived", "negated", "refused", "dismissed", "unsuccessful", "voted down", "thrown out", "shot down", "kicked out",
             "knocked back", "turned down", "squashed", "seen off", "beaten", "fought off", "fallen", "failed",
             "not carried", "not agreed", "not approved", "not supported", "not accepted", "not passed", "not adopted", "not seconded"),
    "withdrawn": ("withdrawn", "pulled", "not pursued", "not proceeded with", "not moved"),
}  # fmt: skip
# ... and in a verb of which the motion itself is the subject: `the amendment fell`, `did not find a seconder`.
_DOES = {
    "carried": ("carried", "passed", "succeeded", "prevailed", "won the day", "won the vote", "went through", "sailed through", "scraped through", "squeaked through",
                "got through", "won cross-party support", "won the backing", "won the support", "won unanimous", "won approval", "found favour"),
    "lost": ("fell", "failed", "lapsed", "did not carry", "did not pass", "did not succeed", "failed to carry", "failed to pass", "failed to win", "failed to gain",
             "failed to secure", "failed to find", "failed to attract", "did not find a seconder", "did not attract a seconder", "did not receive a seconder",
             "found no seconder", "found no support", "had no seconder", "received no seconder", "was not seconded"),
}  # fmt: skip
# Said of anything that is agreed on without a vote.
_WEAK = frozenset(
    {"agreed", "approved", "adopted", "accepted", "supported", "endorsed", "backed", "passed", "rejected", "refused", "dismissed", "pulled", "upheld", "successful", "won"}
    | {"unsuccessful", "turned down", "not agreed", "not approved", "not supported", "not accepted", "not adopted", "not pursued", "failed", "succeeded", "went through"}
)  # fmt: skip
_OUTCOMES = {
    words: outcome for table in (_PARTICIPLES, _DOES) for outcome, every in table.items() for words in every
}
_DOING = frozenset(words for every in _DOES.values() for words in every)
_BEING = frozenset(words for every in _PARTICIPLES.values() for words in every)
# Their first letters lead, which is what makes the search quick; whether a word begins there is looked up afterwards.
_ENDING = re.compile(
    rf"(?:{'|'.join(sorted(map(re.escape, _OUTCOMES), key=len, reverse=True))})\b"
    r"(?! out\b| forward\b| over\b| away\b| on to\b| its\b| (?:to|through) the (?:next|post|system)| by [\d.]+(?:%| per ?cent)| from \d)"
)
# What is put to a vote: in minutes, and in the words of news.
_PUT = r"(?:motion|amendment|proposal|proposition|recommendation|(?:reference|referral) back)s?"
_CALLED = r"(?:bid|call|attempt|plea|demand|push|move|vote of no confidence|no[- ]confidence vote)s?"
_SUBJECT = re.compile(
    rf"(?<!\bin )(?<!\binto )(?<!slow )(?<![\w-])(?:(?P<kind>amended|altered|revised|composite) )?(?P<noun>{_PUT})\b(?P<amended>,? (?:as|when|so) (?:amended|altered|varied|revised))?"
    rf"|(?:\b(?:an?|the|another|this|that|their|his|her|opposition|labour|tory|conservative|green)(?: (?!motion|of\b|to\b)[\w-]+){{0,3}}|'s?(?: [\w-]+){{0,2}}) (?P<called>{_CALLED})\b"
)
_AS_AMENDED = re.compile(r",? as (?:so )?(?:amended|altered|varied|revised)\b")
# `amendment to the motion`: the former is voted on; `spoke to the motion`, `with the consent of the mover of the motion`.
_OF_IT = re.compile(r"\b(?:amendments?|addendum) (?:to|of) (?:the|this|that|his|her) (?:[a-z]+ )?\Z")
# What stands between a thing and its end, at the last: `was then duly`, `put and`, `declared`, `:`.
_LEADS_TO = re.compile(
    rf"(?:\b(?:was|were|been|being|declared|declare it|(?<=motion )put|(?<=amendment )put|and|but|{_PUT}|result|outcome|vote|voting)\b[,:]?|[:,()-])"
    r"(?: (?:put|and|but|to the (?:vote|meeting)|was|were|it|which|this|had been|to be|to have been|to have|as|being|having been|declared|then|thus|so|duly|therefore|thereupon|thereafter|again|also|heavily|[a-z]+ly|by the (?:chair|mayor|meeting)))*[ ]?\Z"
)
# `it was`, `this, on being put, was`, `which was declared`
_IT = re.compile(
    r"(?:\A|[,;:.()-] ?|\b(?:and|but|whereupon|when) )(?:it|this|that|which|the vote|the former|the latter)\b"
    r"(?:,? (?:was|were|had been|having been|being|on being|upon being|when|then|thereupon|duly|therefore|accordingly|subsequently|thereafter|also|again|narrowly|unanimously|heavily|declared|put|to the vote|to the meeting|seconded|not|and|but|on a show of hands|by (?:the (?:chair|mayor)|(?:councillor|cllr|mrs?|ms) [\w'-]+)))*,?[ ]?\Z"
)
_BEFORE_WHAT_IT_DOES = (
    ", ",
    ") ",
    " and ",
    " therefore ",
    " then ",
    " thus ",
    " accordingly ",
    " narrowly ",
    " duly ",
    " also ",
    " again ",
)
_EARLIER = re.compile(
    r" (?:by (?!\d|an?\b|one|two|the casting|general)|at|in(?! favour)|on(?! a show)|last)\b"
)
# How a verb goes on whose subject stands further before: `failed by a single vote`, `fell for want of a seconder`.
_GOES_ON = re.compile(
    r"(?: (?:by (?:\d|an?\b|one)|on (?:a|the)|after|when|for (?:want|lack)|without|unanimously|narrowly)\b| \(|[.,]? ?\Z)"
)
# `It was moved, seconded and carried that`, `Councillor A moved ..., and was declared lost`
_MOVED_AND = re.compile(
    r"\b(?:moved|proposed|proposition|on the motion)\b[^.;]*?(?:,|\band|\bit was) (?:(?:and|it|was|were|then|duly|thereupon|unanimously|declared|after debate,) )*\Z"
)
# Other verbs between them: the end is another's. What a motion says after `that` may hold any.
_ANOTHERS = re.compile(
    r"\b(?:was|were|is|are|has|(?<!to )have|had|said|says|told|argued|felt|believed|meant|would|could|should|because|although|if|unless)\b"
    r"(?! (?:been |being |then |duly |now |also |formally |thereupon |itself )*(?:put|moved|proposed|seconded|taken|tabled|submitted|debated|discussed|voted|amended|not seconded|given|five|\d))"
)
_ASIDE = re.compile(
    r", (?:which|who|as|if|moved|proposed|seconded|tabled)\b[^,]*(?:,|\Z)|\b(?:was|were), [^,]*\Z|\([^()]*\)"
)
# `if carried`, `would be lost`, `a motion is carried by a majority`
_NOT_YET = re.compile(
    r"\b(?:if|unless|until|whether|would|could|should|may|might|will|can|is|are|once|in the event of)\b(?! (?:it be )?put)[^,;]{0,40}\Z"
)
# Of an Act, a Bill or the law; of Parliament.
_ELSEWHERE = re.compile(
    r"\b(?:act|bill|law|laws|legislation|regulations|clause \d+|commons|house of lords|contract|lease|senate)\b"
)
# How the votes were counted.
_N = rf"(?:\d{{1,3}}|(?:{numbers.CARDINAL_WORD})\b)"
_COUNTED = re.compile(
    rf"\bvot(?:e|es|ed|ing)\b|\bshow of hands\b|\bmajority\b|\bin favour\b|\bseconde[dr]\b|\bmoved\b|\b{_N} ?(?:-|to|for)[ ]?{_N}\b|\babst(?:ain|ention)"
    r"|\b(?:by|from) (?:councillor|cllr|mrs?|ms)\b|\b(?:councillor|cllr) [\w'-]+'s?(?= (?:proposal|bid|call))"
)
# `5 for and 8 against`, `For: 12; Against: 31`, `seven members were in favour and two against`
_TALLY = re.compile(
    rf"\b(?P<ayes>{_N})(?: (?:members?|councillors?|votes?|were|was|cast|voted|voting))* (?:for|in favour)\b(?: of [^.;,\n]{{1,80}}?| the [^.;,\n]{{1,80}}?)?[,;]?(?: (?:and|with|but|to))? (?P<noes>{_N})(?: (?:members?|councillors?|votes?|were|was|cast|voted|voting))* against\b"
    r"|\b(?:votes? )?(?:for|in favour):? ?[-(:]? ?(?P<for>\d{1,3})\b\)?[,;.]? ?(?:and )?(?:votes? )?against:? ?[-(:]? ?(?P<against>\d{1,3})\b"
)
# `Carried (7-0).`, `Vote: lost, 13 to 20`, `MOTION LOST`, as a line or sentence of its own.
_ALONE = re.compile(
    rf"(?:(?P<count>for:? \(?\d.{{0,60}}?|\d{{1,3}} ?-\d{{1,3}})[,.;:]? )?(?:(?:the )?(?:vote|voting|result|outcome|decision)s?:? ?-? ?)?(?:the )?(?P<noun>{_PUT})?[ ]?[:-]?(?: (?:was|is|declared))? ?"
    r"(?P<outcome>carried|lost|defeated|fell|failed|withdrawn|not carried|passed|negatived)"
    r"(?: (?:unanimously|nem\.? con\.?|without dissent|on a show of hands|as amended))?[,:]?(?: ?\(?(?:by )?[\d(][^.\n]{0,60})?[.)]*"
)
# Members who act on one: `voted down a motion`, `backed Labour's amendment`.
_WHOSE = r"(?:an?|the|this|that|his|her|their|its|(?:(?:councillor|cllr|mrs?|ms) (?:[\w-]+ ){0,2})?[\w-]+'s?)"
_ACTIVE = {
    "carried": ("backed", "passed", "approved", "supported", "adopted", "carried", "endorsed", "agreed", "agreed to support", "resolved to support", "unanimously agreed",
                "combined to pass", "united to pass", "united to back", "united behind", "joined forces to pass", "got behind"),
    "lost": ("voted down", "threw out", "rejected", "defeated", "turned down", "kicked out", "shot down", "knocked back", "saw off", "dismissed", "refused to back", "declined to support",
             "combined to defeat", "united to defeat", "joined forces to defeat", "united to vote down"),
    "withdrawn": ("withdrew", "agreed to withdraw", "sought leave to withdraw", "sought to withdraw", "decided to withdraw", "asked to withdraw", "wished to withdraw", "was content to withdraw",
                  "requested to withdraw", "given leave to withdraw", "was allowed to withdraw", "chose to withdraw", "asked leave to withdraw", "decided not to move", "did not move"),
}  # fmt: skip
_DID = {words: outcome for outcome, every in _ACTIVE.items() for words in every}
_ACTED = re.compile(
    rf"(?:{'|'.join(sorted(_DID, key=len, reverse=True))}) {_WHOSE} (?:[\w'-]+ ){{0,4}}?(?:(?P<noun>motion|amendment)|(?P<called>{_CALLED}))\b"
)
_BY_NOT_MEMBERS = re.compile(
    r"\b(?:mps|peers|lords|commons|delegates|ministers|unions?|courts?|judges?|tribunal|magistrates|staff|governors|conference|association|members of the union)(?: have| had)? (?:[a-z]+ly )?\Z"
)
# `Councillor A supported the motion`, `Labour members backed it`: who does so alone decides nothing.
_SOFT = frozenset({"backed", "supported", "endorsed", "approved", "agreed", "rejected", "dismissed"})
_ONE_ALONE = re.compile(
    r"\b(?:(?:councillor|cllr|mrs?|ms|dr)\b[\w' -]{2,40}?|(?:labour|conservatives?|tory|tories|liberal democrats?|lib dems?|greens?|reform|independents?|opposition)(?: group)?(?: members| councillors)?)(?: (?:also|has|have|had|both|all|strongly))* \Z"
)
# `a similar motion was rejected last year`
_LONG_AGO = re.compile(
    r"[^.;]{0,30}? (?:last (?:year|month|autumn|winter|spring|summer)|in (?:19|20)\d\d|at (?:the|its) (?:previous|last) meeting|(?:two|three|four|five|six|\d+) (?:years|months) (?:ago|earlier|before))\b"
)
# `voted by 31 to 22 against the amendment`, `voted to back a motion`; who alone votes so decides nothing.
_SIDES = {
    "in favour of": "carried", "for": "carried", "to support": "carried", "to back": "carried", "to approve": "carried", "to pass": "carried", "to adopt": "carried", "to accept": "carried",
    "against": "lost", "to reject": "lost", "to defeat": "lost", "to throw out": "lost", "to oppose": "lost",
}  # fmt: skip
_SIDED = re.compile(
    rf"(?<!staff )(?<!governors )\bvoted (?P<how>[^.;]{{0,60}}?)(?P<side>{'|'.join(_SIDES)}) {_WHOSE} (?:[\w'-]+ ){{0,4}}?(?P<noun>motion|amendment|proposal)\b"
)
_ALL_OF_THEM = re.compile(
    r"\b(?:members|councillors|(?:council|committee|cabinet|panel|board|commission|executive)(?: members)?|they)(?: have| had)?(?: then)? (?:[a-z]+ly )?\Z"
)
_SOME = re.compile(
    r"\b(?:labour|conservative|tory|liberal democrat|lib dem|green|independent|reform|opposition|two|three|four|five|some|several|few) (?:group )?(?:members|councillors)\b[^.;]*\Z"
)
# `the Chair used her casting vote in favour`
_CAST = re.compile(
    r"\b(?:exercis|us|gave|giv|cast)\w{0,3} [^.;]{0,40}?\b(?:casting|second) vote,? (?P<side>in favour|for|against|to (?:carry|defeat|reject|pass))\b"
)
_CASTING = {"in favour": "carried", "for": "carried", "to carry": "carried", "to pass": "carried"}

# Without one of these, in small letters, nothing was voted on.
_CUES = ("motion", "mendment", "ropos", "moved", "vote", "no-confidence", "no confidence", "reference back", "carried", "defeated", "pulled",
         "nodded through", "thrown out", "waved through", "kicked out", "shot down", "seen off", "knocked back", "turned down")  # fmt: skip
# A count is that of a vote whose end is told so many characters on, or in the sentence before.
_TOLD_NEXT = 300


@dataclass(frozen=True, kw_only=True)
class Vote:
    """A vote as its own sentence tells of it: how it ended and the words for what it was on, none where it says `it`."""

    sentence: Span
    outcome: str
    noun: Span | None
    is_called: bool = False  # by a word of the news: `bid`, `call`
    until: int  # where the words begin that say how it ended
    is_amendment: bool
    is_amended: bool = False
    is_withdrawal: bool = False


def find(prose: Prose) -> tuple[Vote, ...]:
    """The votes of a text in order, those of one sentence each once."""
    words = prose.lowered
    if not any(cue in words for cue in _CUES):
        return ()
    votes: dict[tuple[Span, bool], Vote] = {}
    acted = sorted(_acted(prose, words), key=lambda vote: not vote.is_withdrawal)
    withdrawn = {vote.sentence for vote in acted if vote.is_withdrawal}
    for vote in (*acted, *_ended(prose, words)):
        if (
            vote.is_withdrawal or vote.sentence not in withdrawn
        ):  # `wished to withdraw it, and this was agreed`
            votes.setdefault((vote.sentence, vote.is_amendment), vote)
    told = sorted(votes.values(), key=lambda vote: vote.sentence)
    return tuple(sorted((*told, *_counted(prose, words, told)), key=lambda vote: vote.sentence))


def named(words: str, span: Span) -> Iterator[int]:
    """Where in a sentence (in small letters) words for a motion end; what it is may follow."""
    for found in _SUBJECT.finditer(words, *span):
        if found["noun"] and not found["noun"].startswith("amendment"):
            yield found.end()


def _ended(prose: Prose, words: str) -> Iterator[Vote]:
    """Votes told by how the motion itself fared."""
    done = 0
    for ending in _ENDING.finditer(words):
        if ending.start() and words[ending.start() - 1].isalnum():
            continue
        sentence = prose.sentence_at(ending.start())
        begin = max(sentence[0], done)
        if alone := _ALONE.fullmatch(words, *sentence):
            noun = alone.span("noun") if alone["noun"] else None
            done = sentence[1]
            yield Vote(
                sentence=sentence,
                outcome=_OUTCOMES[alone["outcome"]],
                noun=noun,
                until=alone.start("outcome"),
                is_amendment=alone["noun"] == "amendment",
                is_amended=" as amended" in alone[0],
            )
        elif begin <= ending.start() and (vote := _vote(words, sentence, begin, ending)):
            done = ending.end()
            yield vote


def _vote(words: str, sentence: Span, begin: int, ending: re.Match[str]) -> Vote | None:
    """What one sentence says of a vote by an ending that stands in it; none where something else ended so."""
    said, place = ending[0], ending.start()
    if _LONG_AGO.match(words, ending.end(), sentence[1]):
        return None
    if _NOT_YET.search(words, begin, place) or _ELSEWHERE.search(words, *sentence):
        return None
    subject = _subject_of(words, begin, place)
    if subject is None:
        moved = said not in _WEAK and _MOVED_AND.search(words, begin, place)
        if not (moved or _IT.search(words[begin:place])) or (
            said in _WEAK and not _COUNTED.search(words, *sentence)
        ):
            return None
        return Vote(sentence=sentence, outcome=_OUTCOMES[said], noun=None, until=place, is_amendment=False)
    until = _end_begins(words, subject, ending, sentence[1])
    if until is None:
        return None
    noun = subject["noun"] or subject["called"]
    is_formal = noun.startswith(("motion", "amendment"))
    if said in _WEAK and (
        noun.startswith("recommendation") or not (is_formal or _COUNTED.search(words, *sentence))
    ):
        return None
    if said in ("accepted", "agreed") and words.startswith(
        (" by the mover", " by the proposer", " by councillor"), ending.end()
    ):
        return None  # the motion's own words changed, without a vote
    return Vote(
        sentence=sentence,
        outcome=_OUTCOMES[said],
        noun=subject.span("noun" if subject["noun"] else "called"),
        until=until,
        is_called=bool(subject["called"]),
        is_amendment=noun.startswith("amendment"),
        is_amended=bool(subject["kind"] or subject["amended"] or _AS_AMENDED.match(words, ending.end())),
    )


def _subject_of(words: str, begin: int, end: int) -> re.Match[str] | None:
    """What was put to the vote: the last thing named before the ending, unless that is what an amendment was to."""
    found = list(_SUBJECT.finditer(words, begin, end))
    formal = [one for one in found if one["noun"]] or found
    while len(formal) > 1 and _OF_IT.search(words, begin, formal[-1].start("noun")):
        formal.pop()
    return formal[-1] if formal else None


def _end_begins(words: str, subject: re.Match[str], ending: re.Match[str], end: int) -> int | None:
    """Where the words begin that say how the thing itself ended; none where they say it of something else."""
    said, place = ending[0], ending.start()
    between = words[subject.end() : place]
    leads = _LEADS_TO.search(words, subject.end(), place) if said in _BEING else None
    if leads and not (between == " " or leads.start() == place):
        return None if _says_other(words[subject.end() : leads.start()]) else leads.start()
    if said not in _DOING or (between == " " and said in _BEING and _EARLIER.match(words, ending.end())):
        return None  # `a motion passed by the Council in May`
    if said in _BEING and not (
        between == " " or between.endswith(_BEFORE_WHAT_IT_DOES) or _GOES_ON.match(words, ending.end(), end)
    ):
        return None
    return None if _says_other(between) else place


def _says_other(between: str) -> bool:
    """Whether the words between a thing and its end hold another statement."""
    if between.startswith((" that ", ", that ", ' "')):
        return False
    return ";" in between or bool(_ANOTHERS.search(_ASIDE.sub(",", between)))


def _acted(prose: Prose, words: str) -> Iterator[Vote]:
    """Votes told by what members did: they backed a motion, voted against it, withdrew it."""
    for found in _ACTED.finditer(words):
        sentence = prose.sentence_at(found.start())
        verb = next(did for did in sorted(_DID, key=len, reverse=True) if found[0].startswith(did))
        if (
            words[found.start() - 1 : found.start()].isalnum()
            or _BY_NOT_MEMBERS.search(words, sentence[0], found.start())
            or _NOT_YET.search(words, sentence[0], found.start())
            or _ELSEWHERE.search(words, *sentence)
        ):
            continue
        if verb in _SOFT and _ONE_ALONE.search(words, sentence[0], found.start()):
            continue
        if found["called"] and not _ALL_OF_THEM.search(words, sentence[0], found.start()):
            continue
        yield Vote(
            sentence=sentence,
            outcome=_DID[verb],
            noun=found.span("noun" if found["noun"] else "called"),
            is_called=bool(found["called"]),
            until=found.start(),
            is_amendment=found["noun"] == "amendment",
            is_withdrawal=_DID[verb] == "withdrawn",
        )
    for found in _SIDED.finditer(words):
        sentence = prose.sentence_at(found.start())
        counted = (
            re.search(rf"\b{_N} ?(?:-|to|votes? to)[ ]?{_N}\b", found["how"]) or "unanimously" in found["how"]
        )
        is_all = _ALL_OF_THEM.search(words, sentence[0], found.start()) and not _SOME.search(
            words, sentence[0], found.start()
        )
        if counted or is_all:
            yield Vote(
                sentence=sentence,
                outcome=_SIDES[found["side"]],
                noun=found.span("noun"),
                until=found.start(),
                is_amendment=found["noun"] == "amendment",
            )
    for found in _CAST.finditer(words):
        sentence = prose.sentence_at(found.start())
        subject = _subject_of(words, sentence[0], found.start())
        noun = subject["noun"] if subject else None
        yield Vote(
            sentence=sentence,
            outcome=_CASTING.get(found["side"], "lost"),
            noun=subject.span("noun") if subject and noun else None,
            until=found.start(),
            is_amendment=bool(noun and noun.startswith("amendment")),
        )


def _counted(prose: Prose, words: str, told: list[Vote]) -> Iterator[Vote]:
    """Votes of which only the count is given: `5 for and 8 against`, and nothing after it says how they ended."""
    ends = [vote.sentence[0] for vote in told]
    for tally in _TALLY.finditer(words) if "against" in words else ():
        sentence = prose.sentence_at(tally.start())
        before = prose.sentences_before(sentence[0], 1)
        place = bisect_left(ends, before[0][0] if before else sentence[0])
        if place < len(ends) and ends[place] <= tally.end() + _TOLD_NEXT:
            continue
        ayes, noes = (
            numbers.cardinal(tally[one] or tally[other])
            for one, other in (("ayes", "for"), ("noes", "against"))
        )
        if ayes == noes:
            continue
        subject = _subject_of(words, *sentence)
        noun = subject["noun"] if subject else None
        yield Vote(
            sentence=sentence,
            outcome="carried" if ayes > noes else "lost",
            noun=subject.span("noun") if subject and noun else None,
            until=tally.start(),
            is_amendment=bool(noun and noun.startswith("amendment")),
        )
