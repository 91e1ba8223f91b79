"""Kinds: which paper of a meeting a text proves to be by its heading and what it holds; `None` where that does not show."""

import re

from domain.document import DocumentKind
from linking import times
from linking.prose import Prose

BY_HEADING = "kinds.by_heading@2"
MINUTES_OF = "kinds.minutes_of@2"
RULES = (BY_HEADING, MINUTES_OF)

# How far down a text its heading may stand.
_TOP = 400
_MINUTES = re.compile(
    r"(?:\A|(?<=\n))(?:DRAFT |Draft |PRINTED |Printed )?(?:MINUTES|Minutes)\b(?! of (?:the )?(?:last|previous)\b)"
)
# What minutes hold and agendas do not.
_HELD = re.compile(
    r"\bRESOLVED\b|\bResolved\b|\b[Ii]t was (?:agreed|resolved)\b|\b(?:PRESENT|Present)(?::?\n|: )|\bmeeting (?:closed|ended)\b"
)
# `Minutes of the meeting held on 14 July 2026`, as a paper is listed under a later meeting.
_TITLED_MINUTES = re.compile(r"\bminutes\b", re.IGNORECASE)
_AGENDA = re.compile(r"(?:\A|(?<=\n))(?:AGENDA|Agenda)\b(?! item)")
_DECISION = re.compile(
    r"(?:\A|(?<=\n))(?:DECISIONS?|Decisions?)\b(?: (?:notice|sheet|record|list|made|taken)|:)", re.IGNORECASE
)


def of(prose: Prose) -> DocumentKind | None:
    """Minutes, decisions or an agenda."""
    top = prose.flow[:_TOP]
    if _MINUTES.search(top) and _HELD.search(prose.flow):
        return DocumentKind.MINUTES
    if _DECISION.search(top):
        return DocumentKind.DECISION
    return DocumentKind.AGENDA if _AGENDA.search(top) else None


def minutes_of(prose: Prose, kind: DocumentKind | None) -> str | None:
    """The day (EDTF) of the meeting whose minutes a text is, by its title or its heading: minutes hang under later meetings too."""
    circumstances = prose.circumstances
    is_own = circumstances.kind == DocumentKind.MINUTES
    # `Schools Forum, 16 November 2023`: minutes of which nothing else gives a day.
    is_undated = is_own and circumstances.published is None
    is_titled = is_undated or _TITLED_MINUTES.search(circumstances.title)
    days = times.days_printed(circumstances.title) if is_titled else ()
    if len(days) == 1:
        return days[0].isoformat()
    return times.held(prose) if kind is DocumentKind.MINUTES and not is_own else None
