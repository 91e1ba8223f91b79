"""Pages of news, read in a kept pool of limited children: a page that hangs or floods its reader costs one child only."""

import json
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from domain.article import ArticleService, ArticleShape, ArticleTold
from reading.articles.article import Article
from reading.children import ChildDied, Children, Kept
from reading.clean import VERSION
from reading.unreadable import Unreadable

if TYPE_CHECKING:
    # Only the child loads what reads pages.
    from reading.articles.page_child import Answer, Question

PAGE_READER = f"trafilatura@{version('trafilatura')}/articles@2/clean@{VERSION}"

# Seconds of work and MB of memory for one page; the longest of real ones take two seconds and 300 MB.
_SECONDS = 10
_MEMORY_MB = 1024
# In characters. Pages of news have up to three million.
_LONGEST_PAGE = 10_000_000


def of_page(markup: str, url: str | None = None, *, today: date | None = None) -> Article | None:
    """The article that a page is about; `None` where it is about none.

    `url` is the page's address, where it is known. A date after `today` (the day on which the page was seen) is refused.

    Raises:
        Unreadable: the markup is nested deeper than any page is, or takes too much work or memory.
        ReaderMissing: the installation is broken.
    """
    if len(markup) > _LONGEST_PAGE:
        raise Unreadable(
            f"it has more than {_LONGEST_PAGE:,} characters, which no page has; look at it by hand"
        )
    question: Question = {"markup": markup, "url": url, "today": today.isoformat() if today else None}
    try:
        answer: Answer = json.loads(_children().ask(json.dumps(question).encode()))
    except ChildDied as died:
        raise Unreadable(_why(died)) from died
    if answer["refused"]:
        raise Unreadable(answer["refused"])
    return _article(answer["article"]) if answer["article"] else None


def _why(died: ChildDied) -> str:
    if died.ran_out_of_time:
        return f"reading the page takes more than {_SECONDS} seconds of work; look at it by hand"
    return f"the page's reader broke on it ({died}); it takes more than {_MEMORY_MB:,} MB, or is broken; look at it by hand"


def _article(fields: dict[str, Any]) -> Article:
    told = fields.pop("told")
    shape, service = ArticleShape(told.pop("shape")), told.pop("service")
    return Article(
        **_tuples(fields),
        told=ArticleTold(**_tuples(told), shape=shape, service=ArticleService(service) if service else None),
    )


def _tuples(fields: dict[str, Any]) -> dict[str, Any]:
    """What JSON made lists of is tuples again."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}


def _started() -> Children:
    return Children("reading.articles.page_child", (_SECONDS, _MEMORY_MB))


_children = Kept(_started)
