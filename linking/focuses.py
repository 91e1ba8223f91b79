"""Focuses: which of the subjects that Ofsted chooses for its visits a sentence names (reference/focuses.csv). Words in, ids out.

What only describes another focus is none: `the front door for children in need` is about the front door, and
`permanence for children in care` about permanence.
"""

import re
from functools import lru_cache

from domain import reference

NAMED = "focuses.named@1"
RULES = (NAMED,)

# Between two names of focuses: the second says more of the first.
_DESCRIBES = re.compile(
    r"[^.;:\n]{0,60}\b(?:for|of|from|to|involving|regarding|with|where|when|who|about|concerning|including|particularly|especially|such as|because)\b[^.;:\n]{0,40}",
    re.IGNORECASE,
)
# It names another one after all: `children in care, and the front door`.
_JOINS = re.compile(r"\b(?:and|or|as well as|together with)\b|[;\n]", re.IGNORECASE)


def of(words: str) -> tuple[str, ...]:
    """The ids of the focuses that the words name, in order of place, each once; none where they name no focus."""
    found = sorted(
        (match.start(), -match.end(), focus)
        for focus, pattern in _wordings()
        for match in pattern.finditer(words)
    )
    named: list[str] = []
    last_end = 0
    for start, minus_end, focus in found:
        between = words[last_end:start]
        describes = bool(named) and _DESCRIBES.fullmatch(between) and not _JOINS.search(between)
        if start >= last_end and not describes and focus not in named:
            named.append(focus)
        last_end = max(last_end, -minus_end)
    return tuple(named)


@lru_cache(maxsize=1)
def _wordings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["id"], re.compile(row["wordings"].replace("'", "['’]"), re.IGNORECASE))
        for row in reference.table("focuses")
    )
