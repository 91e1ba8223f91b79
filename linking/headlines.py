"""Headlines: what the title of an article claims: `Estmere council "free of government control"`.

A title is a text of its own, which the article's words are not: its proof is a pointer to it. Where a scraped text holds
its own headline, the text's finders have read it there.
"""

from collections.abc import Iterator
from dataclasses import replace

from domain.council import Council
from domain.evidence import HEADLINE, Pointer
from domain.fact import Fact
from domain.known import Known
from domain.text import Text
from linking import councils, grades, judgements, notices, times
from linking.prose import Prose

CLAIM = "headlines.claim@1"
RULES = (CLAIM,)

# So far down a scraped text its own headline may stand, and so much of an article says what its headline is about.
_TOP, _LEAD = 600, 1_200


def of(prose: Prose) -> Prose:
    """The title of a text as a text."""
    title = prose.circumstances.title
    return Prose(text=Text.of_pages([(None, title)], reader="title"), circumstances=prose.circumstances)


def find(prose: Prose, head: Prose, known: Known, own: Council | None, *, day: str | None) -> Iterator[Fact]:
    """Events and judgements that the headline claims; none where the text holds the headline itself."""
    if not head.smooth or head.smooth in prose.smooth[:_TOP]:
        return
    placed = councils.place(head, councils.names(head, known), own, day=day)
    dates = tuple(times.in_prose(head, times.anchor_of(day)))
    lead = prose.smooth[:_LEAD]
    claims = (
        *notices.find(head, placed, own, dates, day=day, lead=lead),
        *judgements.find(head, grades.spoken(head), placed, own, dates, lead=lead),
    )
    for fact in claims:
        yield replace(fact, evidence=Pointer(pointer=HEADLINE, value=prose.circumstances.title), rule=CLAIM)
