"""Find: one text in, everything that it says out. Pure: no network, no database, no clock.

Each kind of thing has a file of its own in this package; here they are put in order and together.
"""

from functools import lru_cache

from domain import reference
from domain.fact import Fact
from domain.findings import Circumstances, Findings
from domain.known import Known
from domain.meeting import digest
from domain.mention import Mention
from domain.text import Text
from linking import councils, grades, inspections, judgements, times
from linking.prose import Prose

_FINDERS = (councils, grades, inspections, judgements, times)
_TABLES = ("authorities", "former_authorities", "future_authorities", "frameworks", "judgement_vocab")


def find(text: Text, *, circumstances: Circumstances, known: Known) -> Findings:
    """What a text says: mentions in order of place, facts with their proof, whom it is about, what kind of text it is.

    Of two mentions of one kind at the same place the first found stays.
    """
    prose = Prose(text=text, circumstances=circumstances)
    report = inspections.read(prose)
    published = times.published(prose)
    day = (report.inspection.start if report else None) or circumstances.published or published
    named = councils.names(prose, known)
    council = (councils.in_heading(prose, named, day=day) if report else None) or councils.about(
        prose, named, known, day=day
    )
    placed = councils.place(prose, named, council, day=day)
    dates = times.in_prose(prose, times.anchor_of(circumstances.published or published))
    graded = grades.spoken(prose)

    mentions = [*councils.find(prose, placed), *times.find(prose, dates)]
    facts: list[Fact] = []
    if report:
        mentions += inspections.mentions(prose, report)
        facts += inspections.facts(prose, report, council)
    else:
        facts += judgements.find(prose, graded, placed, council, dates)
    mentions += grades.find(prose, graded)
    return Findings(
        mentions=_in_order(mentions),
        facts=tuple(facts),
        council=council,
        kind=report.kind if report else None,
        title=report.title or None if report else None,
        published=published,
        inspection=report.inspection if report else None,
        warnings=report.warnings if report else (),
    )


@lru_cache(maxsize=1)
def rules_digest() -> str:
    """Changes when any rule or any table that rules rest on changes: texts read under another digest are to be linked again."""
    rules = sorted(rule for finder in _FINDERS for rule in finder.RULES)
    return digest([rules, [reference.table(name) for name in _TABLES]])


def _in_order(mentions: list[Mention]) -> tuple[Mention, ...]:
    unique: dict[tuple[int, int, str], Mention] = {}
    for mention in mentions:
        unique.setdefault((mention.start, mention.end, mention.type), mention)
    return tuple(sorted(unique.values(), key=lambda mention: (mention.start, mention.end, mention.type)))
