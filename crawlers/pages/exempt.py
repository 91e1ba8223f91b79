"""What is said of items and papers that the public may not see: the mark of an exempt item, and the reason as printed.

The reasons are the paragraphs of Part 1 of Schedule 12A to the Local Government Act 1972 (paragraph 3: financial or
business affairs); pages print them as the council typed them.
"""

import re
from collections.abc import Iterable

from domain.meeting import ListedDocument

# The end of "Residential placements contract (exempt)", which the page puts there itself
_MARK = re.compile(r"(?:\s{0,9}[(\[](?:exempt|confidential|restricted)[)\]]){1,3}\Z", re.IGNORECASE)
# Marks as clerks write them: "(exempt)", "(Exempt Category 3)", "[Part 2]"; not "(exempt appendix)", for then the item is public
_MARKED = re.compile(
    r"[(\[](?:(?:exempt|confidential|restricted|not for publication)(?: (?:item|report|business))?"
    r"(?:[ ,:–-]{1,3}(?:category|para(?:graph)?s?)\b[^()\[\]]{1,60})?|part (?:2|ii|two))[)\]]",
    re.IGNORECASE,
)
# "Paragraph 3", "paragraphs 1, 2 and 3", "Category 3", "Paragraph 3 of Part 1 of Schedule 12A"
_REASON = re.compile(
    r"\b(?:para(?:graph)?s?|categor(?:y|ies))\.? \d{1,2}[a-z]?(?:(?:, ?|,? ?(?:and|&|or) ?)\d{1,2}[a-z]?){0,9}\b"
    r"(?: of (?:part \w{1,3} of )?(?:the )?schedule 12a\b)?",
    re.IGNORECASE,
)
# "Not for publication - Paragraph 3"
_NOT_PUBLIC = re.compile(r"\bnot for publication\b", re.IGNORECASE)

# "Open", "No", "None", "Not exempt" behind a label such as "Anticipated restriction:"
_OPEN = re.compile(
    r"(?:fully )?(?:open|public)\b|no(?:ne)?\b|n/a|not? (?:applicable|exempt|restricted)\b", re.IGNORECASE
)


def is_marked(title: str) -> bool:
    """Whether an item's title says that the item is exempt."""
    return _MARKED.search(title) is not None


def is_not_public(note: str) -> bool:
    """Whether a note says that an item is not for publication."""
    return _NOT_PUBLIC.search(note) is not None


def without_mark(title: str) -> str:
    """A title without the "(exempt)" that pages put behind it, which the web service says apart."""
    return _MARK.sub("", title) or title


def reason(words: str | None) -> str | None:
    """The paragraphs of Schedule 12A that words name, as printed; `None` where they name none."""
    found = _REASON.search(" ".join((words or "").split()))
    return found[0] if found else None


def as_stated(words: str | None) -> str | None:
    """What a label says of a restriction: its paragraphs, else its words; `None` where it says that there is none."""
    return None if _OPEN.match(words or "") else reason(words) or words or None


def item_restriction(documents: Iterable[ListedDocument], *words: str | None) -> str | None:
    """Why an item is exempt: as the first of its words says that does, else as its restricted papers say."""
    papers = (paper.restriction for paper in documents if paper.restricted)
    return next((said for said in (*map(reason, words), *papers) if said), None)
