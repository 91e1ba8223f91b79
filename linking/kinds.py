"""Kinds: which paper of a meeting a text proves to be by its heading and what it holds; `None` where that does not show."""

import re

from domain.document import DocumentKind
from linking.prose import Prose

BY_HEADING = "kinds.by_heading@1"
RULES = (BY_HEADING,)

# How far down a text its heading may stand.
_TOP = 400
_MINUTES = re.compile(
    r"(?:\A|(?<=\n))(?:DRAFT |Draft |PRINTED |Printed )?(?:MINUTES|Minutes)\b(?! of (?:the )?(?:last|previous)\b)"
)
# What minutes hold and agendas do not.
_HELD = re.compile(
    r"\bRESOLVED\b|\bResolved\b|\b[Ii]t was (?:agreed|resolved)\b|\b(?:PRESENT|Present):?\n|\bmeeting (?:closed|ended)\b"
)
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
