"""Actions: what minutes give somebody to do: `ACTION: Jane Smith to circulate the figures by 1 May`, `the Director attend the meeting`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.council import Council
from domain.fact import Fact, FactType, Modality
from linking import due
from linking.prose import Prose, Span
from linking.resolutions import RECOMMENDED, Resolution
from linking.times import Found

MARKED = "actions.marked@3"
LABELLED = "actions.labelled@1"
RESOLVED = "actions.resolved@2"
RULES = (MARKED, LABELLED, RESOLVED)

# What a line that gives somebody something to do begins with: `Action 3 -`, `Action (all):`, `Follow-up required:`.
LABEL = r"(?:actions?|follow[- ]up)\b(?: points?| required| agreed| arising)?(?: (?:no\.? ?)?\d{1,3}(?:\.\d{1,2})?)?(?: ?[(\[][\w ,/&'-]{1,40}[)\]])?(?::| -)"
# `ACTION: Jane Smith to circulate the figures by 1 May`, `Action 3 - Director to write to schools`.
_MARKED = re.compile(rf"(?:\A|(?<=\n)|(?<=[.:] ))(?=[AF])(?i:{LABEL}) ?(?P<what>[^\n]{{8,400}})")
# `ACTION: Jane Smith`, below what was said: who is to do it, and nothing else.
_ONLY_WHO = re.compile(r"[A-Z][\w'.-]*(?:(?: ?[/&,] ?| and | )(?:(?:of|for|the|and) )?[A-Z][\w'.-]*){0,6}\.?")
# The columns of a plan in one line: `Relaunch of the tool. Lead: Head of Practice. By: end of February`.
_OWNER = re.compile(
    r"[.;,|([ -]{0,3}\b(?:Lead(?: [Oo]fficer)?|Owner|Responsible(?: [Oo]fficer)?|Responsibility|Assigned to|By whom|Who): ?(?P<who>[A-Z][^\n.;|:)\]]{1,80}?)(?=[.;,|)\]]| - |$|\n| (?:By|Due|Deadline|Target|Timescale|When)\b)"
)
_BY_WHEN = re.compile(
    r"\b(?:By(?: when)?|Due(?: date| by)?|Deadline|Target(?: date)?|Timescales?|When|Completion(?: date)?|Date): ?(?P<when>[^\n.;|)\]]{2,40})"
)
_REF = re.compile(
    r"^[^\w]*(?:(?:Ref|Action|No|Item)?\.? ?\d{1,3}(?:\.\d{1,2}){0,2}[.:)]? |[A-Z]{1,3}\d{1,3}[.:)]? )?"
)
_WHO_TO = re.compile(
    r"(?:[Tt]he )?(?P<who>[A-Z][\w',&. -]{1,80}?|officers) (?:to|will|would|agreed to) (?P<what>[a-z].+)"
)
# In a resolution: `the Chair write to the councils`, `the Assistant Director attend the meeting`, `officers be asked to`.
_TOLD = re.compile(
    r"(?:[Tt]he )?(?P<who>[A-Z][\w',& -]{2,80}?|officers),? "
    r"(?P<what>(?:be (?:asked|requested|invited|instructed|authorised|tasked)\b(?! to (?:the|this) )|"
    r"(?:would |will |should )?(?:attend|write|circulate|arrange|prepare|investigate|consult|contact|liaise|undertake|ensure|look|explore|consider)s?\b).+)"
    r"|(?:to )?(?:ask|instruct|request|require|invite|commission|direct) (?:the )?(?P<asked>[A-Z][\w',& -]{2,80}?|officers) to (?P<deed>[a-z].+)"
)


# What somebody is to do, as a sentence above a label says it: `It was agreed that officers would circulate the figures`.
_TO_BE_DONE = re.compile(
    r"\b(?:will|would|to|should|agreed that|asked that|requested that|undertook to) (?P<what>(?!the\b|be\b)[a-z].+)",
    re.DOTALL,
)
# No line of a plan is longer; of fewer words it tells nothing.
_LONGEST_LINE, _FEWEST_WORDS = 500, 3


@dataclass(frozen=True, kw_only=True)
class _Action:
    span: Span
    who: str | None
    what: str
    modality: Modality
    rule: str
    when: Span | None = None


def find(
    prose: Prose,
    resolved: tuple[Resolution, ...],
    commitments: frozenset[Span],
    dates: Sequence[Found],
    council: Council | None,
    *,
    day: str | None,
) -> Iterator[Fact]:
    """Actions with who and by when; what already is a commitment to report is not repeated."""
    for action in (*_marked(prose), *_labelled(prose), *_told(resolved)):
        if prose.span(*action.span) in commitments or (
            action.when and prose.span(*action.when) in commitments
        ):
            continue
        when = due.of(prose, dates, action.when or action.span, (action.when or action.span)[0], day=day)
        yield Fact(
            type=FactType.ACTION,
            evidence=prose.evidence(*action.span),
            rule=action.rule,
            about=council.uid if council else None,
            stated=day,
            modality=action.modality,
            fields={"who": action.who, "what": action.what, "due": when.value if when else None},
        )


def _marked(prose: Prose) -> Iterator[_Action]:
    for found in _MARKED.finditer(prose.flow):
        if _ONLY_WHO.fullmatch(found["what"].strip()):
            yield from _said_above(prose, found)
            continue
        who = _WHO_TO.match(found["what"])
        yield _Action(
            span=found.span(),
            who=who["who"] if who else None,
            what=(who["what"] if who else found["what"]).rstrip(". "),
            modality=Modality.REQUIRED,
            rule=MARKED,
        )


def _said_above(prose: Prose, label: re.Match[str]) -> Iterator[_Action]:
    """What the sentence above a label says is to be done, by whom the label names: `ACTION: Jane Smith`."""
    above = prose.sentences_before(label.start(), 1)
    if above and (told := _TO_BE_DONE.search(prose.smooth, *above[0])):
        yield _Action(
            span=(above[0][0], label.end()),
            who=label["what"].strip(" ."),
            what=" ".join(prose.smooth[told.start("what") : above[0][1]].split()).rstrip(". "),
            modality=Modality.REQUIRED,
            rule=MARKED,
            when=above[0],
        )


def _labelled(prose: Prose) -> Iterator[_Action]:
    """Lines that name their owner and their day in so many words."""
    for owner in _OWNER.finditer(prose.flow):
        begin = prose.flow.rfind("\n", max(0, owner.start() - _LONGEST_LINE), owner.start()) + 1
        end = prose.flow.find("\n", owner.end(), owner.end() + _LONGEST_LINE)
        end = end if end >= 0 else min(len(prose.flow), owner.end() + _LONGEST_LINE)
        when = _BY_WHEN.search(prose.flow, owner.end("who"), end) or _BY_WHEN.search(
            prose.flow, begin, owner.start()
        )
        if when is None:
            continue
        before = prose.flow[begin : min(owner.start(), when.start())]
        what = _REF.sub("", before, count=1).strip(" .,;|-([")
        if len(what.split()) >= _FEWEST_WORDS:
            yield _Action(
                span=(begin, end),
                who=owner["who"].strip(" ,"),
                what=what,
                modality=Modality.REQUIRED,
                rule=LABELLED,
                when=when.span(),
            )


def is_told(resolution: Resolution) -> bool:
    """Whether a resolution gives somebody something to do."""
    return _TOLD.match(resolution.what) is not None


def _told(resolved: tuple[Resolution, ...]) -> Iterator[_Action]:
    for resolution in resolved:
        told = _TOLD.match(resolution.what)
        if told:
            yield _Action(
                span=resolution.span,
                who=(told["who"] or told["asked"]).rstrip(","),
                what=told["what"] or told["deed"],
                modality=Modality.PLANNED if resolution.rule == RECOMMENDED else Modality.REQUIRED,
                rule=RESOLVED,
            )
