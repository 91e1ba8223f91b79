"""What is said of items and papers that the public may not see: the mark of an exempt item and the reason as printed.

The reasons are the paragraphs of Part 1 of Schedule 12A to the Local Government Act 1972 ("Paragraph 3": financial or
business affairs); ModernGov prints them as the council typed them.
"""

import re
from collections.abc import Iterable

from domain.meeting import ListedDocument

# The end of "Residential placements contract (exempt)"
_MARK = re.compile(r"\s{0,9}[(\[](?:exempt|confidential|restricted)[)\]]\Z", re.IGNORECASE)
# "Paragraph 3", "paragraphs 1, 2 and 3", "Paragraph 3 of Part 1 of Schedule 12A"
_REASON = re.compile(
    r"\bpara(?:graph)?s?\.? \d{1,2}[a-z]?(?:(?:, ?|,? ?(?:and|&|or) ?)\d{1,2}[a-z]?){0,9}\b"
    r"(?: of (?:part \w{1,3} of )?(?:the )?schedule 12a)?",
    re.IGNORECASE,
)
# "Not for publication - Paragraph 3", "NOT FOR PUBLICATION by virtue of ..."
NOT_PUBLIC = re.compile(r"\bnot for publication\b", re.IGNORECASE)


def without_mark(title: str) -> str:
    """A title without the "(exempt)" that pages put behind it."""
    return _MARK.sub("", title) or title


def reason(words: str | None) -> str | None:
    """The paragraphs of Schedule 12A that words name, as printed; `None` where they name none."""
    found = _REASON.search(" ".join((words or "").split()))
    return found[0] if found else None


def item_restriction(title: str, text: str | None, documents: Iterable[ListedDocument]) -> str | None:
    """Why an item is exempt: as its title or text says, else as its restricted papers do."""
    papers = (paper.restriction for paper in documents if paper.restricted)
    return reason(title) or reason(text) or next((said for said in papers if said), None)
