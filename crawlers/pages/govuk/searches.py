"""Answers of GOV.UK's search API: JSON in, the pages that were found out.

Shape: docs/using-the-search-api.md of alphagov/search-api. Parameters are checked strictly there: one that it does not
know is answered with status 422 and no results.
"""

import re

from pydantic import JsonValue

from crawlers.pages.checked import Answered, Line, Moment, json_of, row_of
from crawlers.pages.errors import PageChanged
from crawlers.pages.govuk.addresses import path_of
from crawlers.pages.rows import UnreadableRow, readable
from domain.publications import ListedPage, SearchPage
from reading.clean import clean

# As in: Unexpected parameters: foo, bar
_UNEXPECTED = re.compile(r"unexpected parameters?: {0,3}([\w\[\], -]{1,300})", re.IGNORECASE)
# The sentences of lib/parameter_parser of search-api: `"foo" is not a valid filter field`, `Invalid value "x" for ...`
_REFUSED = re.compile(
    r"unexpected parameters?: [^\n]{1,300}|\"[^\"\n]{0,100}\\?\" is not a valid [^\n]{1,200}|invalid value [^\n]{1,300}"
    r"|maximum result set size [^\n]{1,200}|query exceeds [^\n]{1,200}",
    re.IGNORECASE,
)
# What a service says against us is no longer than this.
_LONGEST = 1000


class ParametersRefused(PageChanged):
    """The search API does not know, or will not take, a parameter of a search: the source file must be put right."""


class _Answer(Answered):
    results: list[JsonValue]
    total: int


class _Result(Answered):
    link: str
    title: Line
    description: Line | None = None
    public_timestamp: Moment | None = None
    content_store_document_type: Line | None = None


def search(body: bytes, url: str) -> SearchPage:
    """The pages that a search found.

    Raises:
        ParametersRefused: the service does not take a parameter; the message names it.
        PageChanged: it is no answer of the search API.
    """
    try:
        answer = json_of(_Answer, body, url, "results of a search")
    except PageChanged as exc:
        if refused := _refusal(body):
            raise ParametersRefused(
                f"{url}: {refused}; put [pages.searches] right in the source file"
            ) from exc
        raise
    pages = readable(answer.results, _page, url=url, what="result")
    if answer.total < len(pages):
        raise PageChanged(f"{url}: states {answer.total} results, holds {len(pages)}")
    return SearchPage(pages=tuple(dict.fromkeys(pages)), total=answer.total)


def _page(row: JsonValue) -> ListedPage:
    found = row_of(_Result, row)
    path = path_of(found.link) if found.link.startswith("/") else None
    if path is None:
        raise UnreadableRow(f"{found.link[:80]!r} is no page of GOV.UK")
    return ListedPage(
        path=path,
        title=found.title,
        description=found.description or "",
        updated=found.public_timestamp,
        document_type=found.content_store_document_type,
    )


def _refusal(body: bytes) -> str | None:
    """What the service says against the question, as a sentence or in JSON."""
    said = clean(body[:_LONGEST].decode("utf-8", "replace"))
    if unexpected := _UNEXPECTED.search(said):
        names = ", ".join(name.strip() for name in unexpected[1].split(","))
        return f"the search API knows no parameter {names}"
    refused = _REFUSED.search(said)
    return f"the search API says: {refused[0]}" if refused else None
