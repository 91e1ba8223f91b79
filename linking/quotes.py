"""Quotes: words in quotation marks that somebody said, with who said them. Never a name that no public role makes known.

Where words stand in marks is for quotation_marks.py, who says them for speakers.py. Words in quotation marks that nobody
says, such as titles and grades, are no quotes.
"""

import re
from collections.abc import Iterator, Sequence

from domain.council import Council
from domain.fact import Fact, FactType, Modality
from domain.mention import Mention, MentionType
from linking import quotation_marks
from linking.people import Named
from linking.prose import Prose
from linking.speakers import Speakers

SPOKEN = "quotes.spoken@3"
RULES = (SPOKEN,)

# What inspectors call a service is no speech; a single word is a grade or a nickname.
_GRADE = re.compile(r"requires? improvement(?: to be good)?|good|outstanding|inadequate", re.IGNORECASE)
_FEWEST = 2
# Mentions that make the capitals of a role no private name.
_PUBLIC = frozenset({MentionType.ORGANISATION, MentionType.COUNCIL, MentionType.COMMITTEE, MentionType.ROLE})


def find(
    prose: Prose,
    persons: Sequence[Named],
    mentions: Sequence[Mention],
    council: Council | None,
    *,
    day: str | None,
) -> Iterator[Fact]:
    """Quotes with their speaker; the evidence is the words with what says whose they are."""
    quoted = quotation_marks.find(prose.flow)
    if not quoted:
        return
    public = sorted((each.start, each.end) for each in mentions if each.type in _PUBLIC)
    speakers = Speakers(prose, quoted, persons, public)
    for quote in quoted:
        words = " ".join(prose.evidence(*quote.words).quote.split())
        if _GRADE.fullmatch(words.rstrip(",.")):
            continue
        speaker = speakers.of(quote)
        if speaker is None or len(words.split()) < _FEWEST:
            continue
        start, end = min(quote.start, speaker.span[0]), max(quote.end, speaker.span[1])
        yield Fact(
            type=FactType.QUOTE,
            evidence=prose.evidence(start, end),
            rule=SPOKEN,
            about=council.uid if council else None,
            stated=day,
            modality=Modality.REPORTED,
            speaker=speaker.name,
            fields={"words": words},
        )
