"""The story of a page that no rule fits: a page in, what trafilatura and htmldate find out, whatever they do with it.

They run in a kept pool of limited children: a page that hangs or floods them is one that nothing was found in.
"""

import json
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING

from reading.children import ChildDied, Children, Kept

if TYPE_CHECKING:
    # Loading trafilatura takes half a second, which only the child needs.
    from reading.articles.extractor_child import Question

READER = f"trafilatura@{version('trafilatura')}"

# Seconds of work and MB of memory for one page; the longest of real ones takes two seconds and 200 MB.
_SECONDS = 20
_MEMORY_MB = 1024
# In characters. Pages of news have up to three million.
_LONGEST_PAGE = 5_000_000


def extract(markup: str, *, url: str | None = None, at_least: int = 0) -> str:
    """The story of a page, a line a paragraph; nothing where none is found, or the page is too much for the extractor.

    `at_least` is how many words an independent look at the page found: a story shorter than that is looked for in
    another way.

    Raises:
        ReaderMissing: the installation is broken.
    """
    return _asked({"markup": markup, "url": url, "wanted": "story", "at_least": at_least, "today": None})


def published(markup: str, *, url: str | None = None, today: date | None = None) -> str | None:
    """The day (ISO 8601) on which a page seems to have been published, not after `today`.

    Raises:
        ReaderMissing: the installation is broken.
    """
    latest = today.isoformat() if today else None
    question: Question = {"markup": markup, "url": url, "wanted": "published", "at_least": 0, "today": latest}
    return _asked(question) or None


def _asked(question: "Question") -> str:
    if len(question["markup"]) > _LONGEST_PAGE:
        return ""
    try:
        answer: str | None = json.loads(_children().ask(json.dumps(question).encode()))
    except ChildDied:
        return ""
    return answer or ""


def _started() -> Children:
    return Children("reading.articles.extractor_child", (_SECONDS, _MEMORY_MB))


_children = Kept(_started)
