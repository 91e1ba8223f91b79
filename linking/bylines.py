"""Bylines: where a text names who wrote it. Reporters are no people of ours, whatever post stands beside their names.

Extraction keeps bylines apart from the text; scraped plain texts still hold them, in a line of their own.
"""

import re
from collections.abc import Iterator

from linking.names import FULL_NAME
from linking.prose import Prose, Span

# `By Ann Writer, Local Democracy Reporter`, `Words by Ann Writer`.
_BY = re.compile(
    rf"^(?:[Bb]y|BY|Words by|Report by|Story by|Exclusive by|Reporter:) {FULL_NAME}[^\n]{{0,100}}$",
    re.MULTILINE,
)
# `Ann Writer, Local Democracy Reporter`, `Ann Writer Education Correspondent`: the whole line.
_WRITER = re.compile(
    rf"^{FULL_NAME},? (?:(?:Local|Chief|Senior|Political|Politics|Education|Trainee|Digital|Community|Democracy) ){{0,3}}"
    r"(?:[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Jj]ournalist)\b[^\n]{0,60}$",
    re.MULTILINE,
)
# They stand at the head of a text or at its foot.
_HEAD, _FOOT = 1_500, 600


def spans(prose: Prose) -> tuple[Span, ...]:
    """The lines of `flow` that say who wrote the text."""
    return tuple(_spans(prose.flow))


def _spans(flow: str) -> Iterator[Span]:
    foot = max(_HEAD, len(flow) - _FOOT)
    for start, end in ((0, min(_HEAD, len(flow))), (foot, len(flow))):
        for pattern in (_BY, _WRITER):
            yield from (found.span() for found in pattern.finditer(flow, start, end))
