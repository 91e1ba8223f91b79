"""Motions: what was put to a vote of members, and how it ended: carried, carried as amended, lost, withdrawn."""

import re
from collections.abc import Iterator

from domain.council import Council
from domain.fact import Fact, FactType
from linking.prose import Prose, Span

VOTED = "motions.voted@1"
RULES = (VOTED,)

# `The motion was put to the vote and carried unanimously`, `It was carried by 15 votes to 7`, `the amendment was lost`,
# `withdrawn with the consent of the meeting`.
_OUTCOME = re.compile(
    r"\b(?:[Mm]otion|[Aa]mendment|[Ii]t) (?:was |were |had been |having been |on being )?(?:then |duly )?(?:put to the vote,? (?:and )?(?:was )?)?(?:declared )?"
    r"(?P<outcome>carried as amended|carried|lost|defeated|withdrawn|not carried|fell)\b"
)
# `Councillor A proposed, and Councillor B seconded, that this Council treat care experience ...`.
_MOVED = re.compile(r"\b(?:proposed|moved|seconded)\b[^.]{0,120}?\bthat (?P<what>[^.]{8,400})")
_MOVED_ON = re.compile(r"\b(?:proposed|moved)\b [^.]{0,60}?\bmotion,? (?P<what>on [^.]{4,200})")
_OUTCOMES = {"defeated": "lost", "not carried": "lost", "fell": "lost"}
# So many sentences above the vote the motion may be put.
_SENTENCES_ABOVE = 6


def find(prose: Prose, council: Council | None, *, day: str | None) -> Iterator[Fact]:
    """A fact for each vote on a motion that the text puts shortly before it, with the sentence of the outcome as evidence."""
    for found in _OUTCOME.finditer(prose.smooth):
        sentence = prose.sentence_at(found.start())
        what = _what(prose, sentence)
        if what is None:
            continue
        outcome = found["outcome"]
        yield Fact(
            type=FactType.MOTION,
            evidence=prose.evidence(*sentence),
            rule=VOTED,
            about=council.uid if council else None,
            stated=day,
            fields={"what": what, "outcome": _OUTCOMES.get(outcome, outcome)},
        )


def _what(prose: Prose, vote: Span) -> str | None:
    for span in (vote, *reversed(prose.sentences_before(vote[0], _SENTENCES_ABOVE))):
        if found := _MOVED.search(prose.smooth, *span) or _MOVED_ON.search(prose.smooth, *span):
            return " ".join(found["what"].split())
    return None
