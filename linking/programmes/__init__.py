"""Programmes: business to come, line by line, as work programmes, forward plans and statutory notices list it.

A text whose title or heading says that it is a programme goes in; out comes an action for each line: what is to come,
where, when and who brings it. No other text is read so: a table with dates in a report is no programme.

Notices: The Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England) Regulations 2012,
regulations 5 (meetings in private), 10 (general exception) and 11 (special urgency).
"""

from collections.abc import Iterator, Sequence

from domain.actions import PlanKind
from domain.council import Council
from domain.document import DocumentKind
from domain.evidence import quote
from domain.fact import Fact, FactType, Modality
from domain.mention import JsonValue
from linking import times
from linking.programmes import broken_tables, lists, notices, plans, tables
from linking.programmes.dates import Calendar
from linking.programmes.entries import Entry, is_business
from linking.programmes.headings import forum_of, heading_of, plan_of, procedure_of, year_of
from linking.programmes.lines import Line, lines_of
from linking.prose import Prose

LISTED = "programmes.listed@1"
PLANNED = "programmes.planned@2"
NOTICE = "programmes.notice@1"
PROCEDURE = "programmes.procedure@1"
RULES = (LISTED, PLANNED, NOTICE, PROCEDURE)
# What papers are kept as; agendas, minutes and decisions speak of programmes and are none.
_KINDS = frozenset({None, DocumentKind.REPORT, DocumentKind.OTHER, DocumentKind.NOTICE})


def find(prose: Prose, council: Council | None, *, day: str | None) -> Iterator[Fact]:
    """An action for each line of a programme, plan or notice; none for any other text."""
    if prose.circumstances.kind not in _KINDS:
        return
    lines = lines_of(prose.text)
    heading = heading_of(prose, lines)
    calendar = Calendar(day=times.anchor_of(day), year=year_of(heading))
    forum = None
    if plan := plan_of(heading):
        entries, rule, forum = tuple(plans.find(prose.text, lines, calendar)), PLANNED, forum_of(lines)
        if not entries:
            entries, rule = _listed(lines, calendar), LISTED
    elif procedure := procedure_of(heading):
        entries, rule = tuple(notices.find(lines, heading, procedure, calendar)), NOTICE
    else:
        entries, rule = tuple(notices.taken_under(prose)), PROCEDURE
    for entry in entries:
        fields: dict[str, JsonValue] = {
            "who": entry.who,
            "what": entry.what,
            "due": entry.due,
            "issue": entry.issue,
            "plan": plan or PlanKind.NOTICE,
        }
        known = {"forum": entry.forum or forum, "procedure": entry.procedure, "key": entry.key}
        yield Fact(
            type=FactType.ACTION,
            evidence=quote(prose.text, entry.start, entry.end),
            rule=rule,
            about=council.uid if council else None,
            stated=day,
            modality=Modality.PLANNED,
            fields=fields | {name: value for name, value in known.items() if value is not None},
        )


def _listed(lines: Sequence[Line], calendar: Calendar) -> tuple[Entry, ...]:
    """The entries of tables, with cells or broken up by a PDF, else those below the dates of meetings."""
    found = [*tables.find(lines, calendar), *broken_tables.find(lines, calendar)]
    found = found or [*lists.find(lines, calendar)]
    return tuple(entry for entry in found if is_business(entry.what))
