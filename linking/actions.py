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

MARKED = "actions.marked@2"
RESOLVED = "actions.resolved@2"
RULES = (MARKED, RESOLVED)

# `ACTION: Jane Smith to circulate the figures by 1 May`, `Action 3 - Director to write to schools`.
_MARKED = re.compile(
    r"(?:\A|(?<=\n)|(?<=[.:] ))(?:ACTIONS?|Actions?)(?: point)?(?: \d{1,3})?(?::| -) ?(?P<what>[^\n]{8,400})"
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


@dataclass(frozen=True, kw_only=True)
class _Action:
    span: Span
    who: str | None
    what: str
    modality: Modality
    rule: str


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
    for action in (*_marked(prose), *_told(resolved)):
        if prose.span(*action.span) in commitments:
            continue
        when = due.of(prose, dates, action.span, action.span[0], day=day)
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
        who = _WHO_TO.match(found["what"])
        yield _Action(
            span=found.span(),
            who=who["who"] if who else None,
            what=(who["what"] if who else found["what"]).rstrip(". "),
            modality=Modality.REQUIRED,
            rule=MARKED,
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
