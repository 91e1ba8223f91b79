"""Grades: the words that Ofsted grades with, as reference/judgement_vocab.csv lists them, and where a text uses one.

"Good" is a common word: outside a report's own table a grade counts only in quotes or as what something was judged to be.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from domain import reference
from domain.mention import Mention, MentionType
from linking.prose import Prose, Span

QUOTED = "grades.quoted@2"
JUDGED = "grades.judged@5"
RANKED = "grades.ranked@2"
PAST = "grades.past@1"
FORMAL = "grades.formal@1"
RULES = (QUOTED, JUDGED, RANKED, PAST, FORMAL)


@lru_cache(maxsize=1)
def canonical_words() -> dict[str, str]:
    """Grade labels in lower case, each with its canonical word: `requires improvement to be good` is `requires improvement`."""
    return {
        label.lower(): row["key"].removeprefix("grade:")
        for row in reference.table("judgement_vocab")
        if row["key"].startswith("grade:") and not row["framework"].startswith("AREA_SEND")
        for label in reference.cells(row["label_variants"])
        if not label.isupper()
    }


def canonical(words: str) -> str:
    """The canonical word of a grade as printed, such as `Require \\nimprovement` or `Grade 4 (Inadequate)`.

    Raises:
        KeyError: the words are no grade.
    """
    plain = " ".join(words.lower().split())
    return canonical_words()[_SCALE.sub(r"\1", plain)]


@lru_cache(maxsize=1)
def printed() -> str:
    """A pattern for a grade as reports print it, for any case; its words are parted by a space or a line break."""
    labels = "|".join(
        r"\s".join(map(re.escape, label.split()))
        for label in sorted(canonical_words(), key=len, reverse=True)
    )
    return rf"(?:grade\s\d\s\((?:{labels})\)|\b(?:{labels})\b)"


# `Grade 4 (inadequate)`, as reports wrote it until 2013.
_SCALE = re.compile(r"^grade \d \((.+)\)$")
# The grades that no other use of their words is likely to share.
_PLAIN_GRADE = r"outstanding|good|inadequate|requir(?:es?|ed|ing) improvement(?: to be good)?"
# `branded 'inadequate'`, `"require improvement"`; of `good` in quotes alone see below.
_QUOTED = re.compile(
    r"(?<![\w\"'])[\"'](?P<grade>inadequate|requires? improvement(?: to be good)?|outstanding|good(?=[\"'] (?:rating|grade|judgement)))[\"'](?![\w])",
    re.IGNORECASE,
)
_BAD_GRADE = r"outstanding|inadequate|requir(?:es?|ed|ing) improvement(?: to be good)?"
# Every wording has one of these, and reaches so far around it.
_GRADES = ("inadequate", "outstanding", "good", "improvement")
_REACH = (240, 120)
_RATING = r"(?:rating|grade|judgement|judgment|verdict)"
# `judged to be good`, `rated as 'outstanding'`, `given an inadequate rating`, `found to require improvement`,
# `rated the adoption service as good`, `rated Northshire's services inadequate`, `from inadequate to good`, `up from inadequate`,
# `Rating: GOOD`, `requires improvement to be good`, `kept its good rating`, `found that the council was inadequate`.
_JUDGED = re.compile(
    rf"\b(?:judged|rated|graded|branded|declared|deemed|labelled)(?: it| them)?(?: overall)?(?: to be| as being| as| to| an?)? [\"']?(?P<a>{_PLAIN_GRADE})\b"
    rf"|\b(?:judged|rated|graded|rates|judges|grades) [^.;:\"]{{3,90}}?(?<!improvement) (?:as|to be|to) [\"']?(?P<h>{_PLAIN_GRADE})\b"
    r"|\b(?:judged|rated|graded|branded|declared) (?:(?!(?:and|by|in|but|that|which|who|as|to|good|after|from|than|not|no|at|on)\b)[\w'-]{1,30} ){1,7}?"
    r"[\"']?(?P<i>inadequate|outstanding|requires improvement(?: to be good)?)\b"
    rf"|\b(?:given|awarded|received?|gave|handed|earned|secured|kept|retained|maintained|achieved?|achieving|resulted in|resulting in|won|holds|with)(?: it| them)? (?:an?|its|their) (?:overall |first )?[\"']?(?P<b>{_PLAIN_GRADE})[\"']? {_RATING}\b"
    r"|\bfound to (?:be )?[\"']?(?P<c>inadequate|outstanding|require improvement)\b"
    r"|\bfound [\"']?(?P<s>inadequate|outstanding)\b[\"']?(?=[.,;)]| (?:by|in|at|overall|for|following)\b|$)"
    rf"|\bfound (?:that )?(?:[\w']+ ){{0,6}}?(?:services?|council|authority|department)(?: (?:for|in|of|at) [\w' ]{{3,40}}?)? (?:to be|were|was|remained|were still|are still|remain) [\"']?(?P<n>{_BAD_GRADE})\b"
    rf"|\b(?:rating|judgement|judgment|grade|overall effectiveness|ofsted's verdict|inspection outcome|outcome)(?: of| is| was|:) [\"']?(?P<d>{_PLAIN_GRADE})\b"
    rf"|\bfrom [\"']?(?P<e>{_PLAIN_GRADE})[\"']? to [\"']?(?P<f>{_PLAIN_GRADE})\b"
    rf"|\b(?:up|down|improved|upgraded|downgraded) from (?:an? |its (?:previous )?)?{_RATING}? ?(?:of )?[\"']?(?P<j>{_PLAIN_GRADE})\b(?![\"']? to )"
    # `last inspected February 2023 (Good)`, `ILACS inspection: inadequate overall`
    rf"|\b(?:(?:re-?)?inspected|inspection|ilacs|sif)\b\)?[^.;:()\n]{{0,50}}?(?::| -| \() ?[\"']?(?P<t>{_PLAIN_GRADE})\b(?=[\"']?(?:[.,;)]| overall\b| (?-i:[A-Z\d])|$))"
    rf"|\b(?:upgraded|downgraded) (?:(?!\bfrom\b)[^.;:\"]){{3,60}}? to [\"']?(?P<u>{_PLAIN_GRADE})\b"
    rf"|\b(?:upgraded|downgraded|improved|raised|promoted|slipped|dropped|fell|fallen|plunged|climbed|risen|jumped)(?: \w+ grades?)?(?: (?:up|down|back))? to [\"']?(?P<k>{_PLAIN_GRADE})\b"
    rf"|\b(?:ofsted|inspectors|watchdog) (?:has |have )?(?:told [\w' ]{{3,40}}?|said|says|ruled|concluded) (?:that )?(?:[\w']+ ){{0,6}}?"
    rf"(?:services?|council|authority|department)(?: (?:for|in|of|at) [\w' ]{{3,40}}?)? (?:were|was|are|is) [\"']?(?P<r>{_BAD_GRADE})\b"
    # `concluded that children's services overall are good`, `rating them requires improvement`, `told that we required improvement`
    r"|\b(?:ofsted|inspectors|watchdog) (?:has |have )?(?:said|says|ruled|concluded|found|judged|decided) (?:that )?(?:[\w']+ ){0,4}?children's (?:services|social care)(?: in [\w ]{3,30}?)?(?: overall)? (?:were|was|are|is) (?:now |overall )?[\"']?(?P<v>good)\b(?![\"']? (?:at|enough|for|in|but))"
    rf"|\b(?:rating|judging|grading|branding|labelling) (?:it|them|the (?:service|council|department|authority)|(?:its |the |[\w']+ )?children's services)(?: as| to be)? [\"']?(?P<w>{_PLAIN_GRADE})\b"
    r"|\btold (?:that )?(?:we|it|they|the (?:council|service|department|authority)) (?:were |was )?[\"']?(?P<x>inadequate|required? improvement(?: to be good)?)\b"
    r"|\b(?:ofsted|inspectors|judge?ment|verdict|watchdog)\b[^.;:\"]{0,40}? that (?:[\w']+ ){0,4}?(?:services|social care|service|council|authority|department)(?: (?:for|in|of|at) [\w' ]{3,40}?)?(?: overall)?(?: still)? [\"']?(?P<y>requires? improvement)\b"
    # `raised the overall grade of the service to good`
    rf"|\b(?:raised|lifted|improved|dropped|lowered|cut|changed|revised|moved) [^.;:\"]{{3,60}}?\b{_RATING}\b[^.;:\"]{{0,40}}? to [\"']?(?P<z>{_PLAIN_GRADE})\b"
    rf"|\b(?:previously|formerly) [\"']?(?P<m>{_BAD_GRADE})\b"
    r"|\b(?P<g>requires? improvement to be good)\b",
    re.IGNORECASE,
)
# `..., and the experiences of children in care to be requires improvement`: a second grade of one judging.
_ALSO = re.compile(
    rf",? (?:and|but|with|while) [^.;:\"]{{3,80}}?(?<!improvement) (?:to be|as|to) [\"']?(?P<also>{_PLAIN_GRADE})\b",
    re.IGNORECASE,
)
# `Leadership was also inadequate`, `rated help and protection good`: what is judged, and its grade.
_BEARERS = (
    r"(?:(?:(?:support|services?|care|provision|help|outcomes|experiences(?: and progress)?) (?:for|of) )?(?:children in care|looked[- ]after children|care leavers|children who need help and protection)|leadership(?: and management)?|help and protection|children in care|looked[- ]after children|care leavers|adoption(?: services?)?|"
    r"overall effectiveness(?: of [\w' ]{3,60}?)?|children's services)"
)
_BORNE = re.compile(
    rf"\b{_BEARERS} (?:was|were|is|are|remains?|remained) (?:(?:also|both|again|all|still|now|each) )*[\"']?(?P<o>{_BAD_GRADE})\b"
    rf"|\b(?:judged|rated|graded) (?:[\w',-]+ ){{0,6}}?{_BEARERS}(?: (?:at|in|of) [\w' ]{{3,40}}?)? [\"']?(?P<p>{_PLAIN_GRADE})\b"
    rf"|(?:\b(?:but|and|with) |, )(?:the )?{_BEARERS} [\"']?(?P<q>{_BAD_GRADE})\b"
    # `found services for care leavers outstanding`, `children in care still received a good service`
    rf"|\bfound (?:that )?(?:the )?{_BEARERS} [\"']?(?P<r>inadequate|outstanding)\b"
    rf"|\b{_BEARERS} (?:(?:still|also|now|all|both) )*(?:receives?|received|gets?|got) an? [\"']?(?P<s>good|outstanding|inadequate)[\"']? service\b",
    re.IGNORECASE,
)
# `The experiences and progress of care leavers were found to be 'Good'`, a row of the table of judgements: words that only
# inspections of children's services grade (ILACS).
_FORMAL = re.compile(
    r"\b(?:experiences and progress of (?:children in care(?: and care leavers)?|care leavers|children (?:and families )?(?:who need|in need of|needing) help and protection)"
    r"|impact of leaders on social work practice(?: with children and families)?|overall effectiveness(?: of children's services)?)"
    r"(?:(?:,? (?:which |that )?(?:was|were|is|are|has been|have been|remains?|remained)(?: (?:also|both|again|still|now|judged|found|rated|graded|deemed|assessed|considered|to be|as|at|being|given))*|:| -| \|)? [\"']?"
    rf"(?P<formal>{_PLAIN_GRADE})\b)(?=[\"']?(?:[.,;)|]|\n|\Z| (?:and|but|while|whereas|overall|in \d)\b))",
    re.IGNORECASE,
)
# `no longer inadequate`, `lost its good rating`: a grade that is named as gone, or as what may go; nothing is judged there.
_PAST = re.compile(
    rf"\bno longer (?:(?:rated|judged|graded|considered) )?(?:as |to be )?[\"']?(?P<left>{_BAD_GRADE})\b"
    rf"|\b(?:los(?:t|e|es|ing)|shed|sheds|stripped of|forfeit(?:ed)?) (?:its|their|an?|the) (?:overall )?[\"']?(?P<lost>{_PLAIN_GRADE})[\"']? {_RATING}\b",
    re.IGNORECASE,
)
# `the lowest grade`, `the highest possible rating`: a grade without its word.
_RANKED = re.compile(
    r"(?<!below the )(?<!above the )(?<!short of the )(?<!from the )(?<!of the )(?<!outside the )\b(?P<rank>lowest|highest|top|second[- ]lowest|second[- ]highest)(?: possible)? (?:rating|grade|judgement)\b(?! of [\"']?(?:outstanding|inadequate|good|requires))",
    re.IGNORECASE,
)
_RANKS = {
    "lowest": "inadequate",
    "second lowest": "requires improvement",
    "second highest": "good",
    "highest": "outstanding",
    "top": "outstanding",
}


@dataclass(frozen=True, kw_only=True)
class Graded:
    """A grade in running text: its span in `smooth`, its canonical word, the rule that found it."""

    start: int
    end: int
    grade: str
    rule: str


def spoken(prose: Prose) -> tuple[Graded, ...]:
    """The grades that the text speaks of, in order of place."""
    found: dict[Span, Graded] = {}
    near = tuple(prose.near(_GRADES, *_REACH))
    for rule, pattern in ((JUDGED, _JUDGED), (JUDGED, _BORNE), (QUOTED, _QUOTED), (PAST, _PAST)):
        for match in (match for span in near for match in pattern.finditer(prose.smooth, *span)):
            for each in _with_more(match):
                for name, words in each.groupdict().items():
                    if words:
                        start, end = each.span(name)
                        grade = _bent(words)
                        found.setdefault((start, end), Graded(start=start, end=end, grade=grade, rule=rule))
    for match in (match for span in near for match in _FORMAL.finditer(prose.flow, *span)):
        start, end = match.span("formal")
        found[start, end] = Graded(start=start, end=end, grade=_bent(match["formal"]), rule=FORMAL)
    for match in _RANKED.finditer(prose.smooth):
        grade = _RANKS[match["rank"].lower().replace("-", " ")]
        found[match.span()] = Graded(start=match.start(), end=match.end(), grade=grade, rule=RANKED)
    return tuple(found[span] for span in sorted(found))


def _with_more(match: re.Match[str]) -> Iterator[re.Match[str]]:
    """A match, and the second grade that the same judging gives."""
    yield match
    if match.re is _JUDGED and (more := _ALSO.match(match.string, match.end())):
        yield more


def find(prose: Prose, graded: tuple[Graded, ...]) -> Iterator[Mention]:
    """Mentions of grades, each with its canonical word as value."""
    for one in graded:
        if one.rule == RANKED:  # no word of the scale stands there
            continue
        yield prose.mention(MentionType.GRADE, one.start, one.end, rule=one.rule, value=one.grade)


def _bent(words: str) -> str:
    """The canonical word of a grade in running text, where it bends: `requiring improvement`, `INADEQUATE`."""
    return "requires improvement" if words.lower().startswith("requir") else canonical(words)
