"""The search API of GOV.UK: what matches words and filters, as JSON; a parameter that it does not know is refused with 422.

Names of parameters, errors and fields are those of alphagov/search-api.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date

from sample.exchange import Question, Reply
from sample.official.govuk.content import organisation
from sample.official.record import Page, Record
from sample.official.rendering import as_json

_KNOWN = frozenset({"q", "start", "count", "order", "fields", "c"})
_SORTED_BY: Mapping[str, Callable[[Page], str]] = {
    "public_timestamp": lambda page: page.updated.isoformat(),
    "title": lambda page: page.title,
}
_FILTERED_BY: Mapping[str, Callable[[Page], str]] = {
    "organisations": lambda page: page.organisation,
    "content_store_document_type": lambda page: page.document_type,
    "format": lambda page: page.schema,
    "link": lambda page: page.path,
}
_MOST = 1500
_LONGEST = 512  # characters of a query
# A phrase, or a word: `"improvement notice"`, `estmere`
_WANTED = re.compile(r'"([^"]+)"|([^\s"]+)')
# "from:2026-11-01,to:2026-11-22", one of the two alone as well
_DAYS = re.compile(r"(?:from:(?P<first>\d{4}-\d\d-\d\d))?,?(?:to:(?P<last>\d{4}-\d\d-\d\d))?", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class _Wish:
    """A search as asked for, and what is wrong with it."""

    words: str
    filters: Mapping[str, str]
    first: date | None
    last: date | None
    order: str
    start: int
    count: int
    fields: tuple[str, ...]
    errors: tuple[str, ...]


def answer(record: Record, question: Question) -> Reply:
    """What the search finds, or what is wrong with the question."""
    wish = _wish({name.removesuffix("[]"): value for name, value in question.query.items()})
    if wish.errors:
        return Reply(body=". ".join(wish.errors).encode(), media_type="text/html; charset=utf-8", status=422)
    found = _sorted([page for page in record.pages if _wanted(page, wish)], wish.order)
    return as_json(
        {
            "results": [_result(page, wish.fields) for page in found[wish.start : wish.start + wish.count]],
            "total": len(found),
            "start": wish.start,
            "aggregates": {},
            "suggested_queries": [],
        }
    )


def _wish(asked: Mapping[str, str]) -> _Wish:
    filters = {name.removeprefix("filter_"): value for name, value in asked.items() if name[:7] == "filter_"}
    days = _DAYS.fullmatch(filters.pop("public_timestamp", ""))
    start, count = asked.get("start", "0"), asked.get("count", "10")
    errors = tuple(_errors(asked, filters, days is None))
    return _Wish(
        words=asked.get("q", ""),
        filters=filters,
        first=_day(days, "first"),
        last=_day(days, "last"),
        order=asked.get("order", ""),
        start=0 if errors else int(start),
        count=0 if errors else int(count),
        fields=tuple(filter(None, asked.get("fields", "").split(","))),
        errors=errors,
    )


def _errors(asked: Mapping[str, str], filters: Mapping[str, str], bad_days: bool) -> Iterator[str]:
    for name in ("start", "count"):
        if not asked.get(name, "0").isdecimal():
            yield f'Invalid value "{asked[name]}" for parameter "{name}" (expected positive integer)'
    if asked.get("count", "0").isdecimal() and int(asked.get("count", "0")) > _MOST:
        yield f"Maximum result set size (as specified in 'count') is {_MOST}"
    if len(asked.get("q", "")) > _LONGEST:
        yield f"Query exceeds the maximum allowed length of {_LONGEST} characters"
    order = asked.get("order", "").removeprefix("-")
    if order and order not in _SORTED_BY:
        yield f'"{order}" is not a valid sort field'
    for name in filters:
        if name not in _FILTERED_BY:
            yield f'"{name}" is not a valid filter field'
    if bad_days:
        yield 'Invalid value for parameter "public_timestamp" (expected ISO8601 date)'
    if strange := [name for name in asked if name not in _KNOWN and not name.startswith("filter_")]:
        yield f"Unexpected parameters: {', '.join(strange)}"


def _day(days: re.Match[str] | None, which: str) -> date | None:
    return date.fromisoformat(days[which]) if days and days[which] else None


def _wanted(page: Page, wish: _Wish) -> bool:
    text = f"{page.title} {page.description} {page.body}".lower()
    day = page.updated.astimezone(UTC).date()
    return (
        all((phrase or word).lower() in text for phrase, word in _WANTED.findall(wish.words))
        and all(_FILTERED_BY[name](page) == value for name, value in wish.filters.items())
        and (wish.first is None or wish.first <= day)
        and (wish.last is None or day <= wish.last)
    )


def _sorted(found: list[Page], order: str) -> list[Page]:
    """As asked for; otherwise in the order of the archive, as a search for no words has it."""
    if not order:
        return found
    return sorted(found, key=_SORTED_BY[order.removeprefix("-")], reverse=order.startswith("-"))


def _result(page: Page, fields: tuple[str, ...]) -> dict[str, object]:
    shown: dict[str, object] = {
        "title": page.title,
        "link": page.path,
        "description": page.description,
        "format": page.schema,
        "content_store_document_type": page.document_type,
        "public_timestamp": page.updated.strftime("%Y-%m-%dT%H:%M:%S.000+00:00"),
        "organisations": [
            {
                "title": organisation(page.organisation),
                "slug": page.organisation,
                "link": f"/government/organisations/{page.organisation}",
            }
        ],
    }
    own = {
        "index": "govuk",
        "es_score": None,
        "_id": page.path,
        "elasticsearch_type": "edition",
        "document_type": "edition",
    }
    return {**({name: shown[name] for name in fields if name in shown} if fields else shown), **own}
