"""A look-alike of reports.ofsted.gov.uk: the search for councils' children's services, and a page a council.

Class names and nesting are those that public readers of the real site rely on. No answer carries validators: nobody
has seen any on the real site.
"""

import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from sample.exchange import Question, Reply
from sample.official.record import Provider, Record
from sample.official.rendering import HTML, page

_PROVIDER = re.compile(r"/provider/44/(\d{1,9})")  # /provider/44/89001
_NEVER = date(1, 1, 1)  # sorts behind every report


def answer(record: Record, question: Question, addresses: Mapping[str, str]) -> Reply:
    """The reply of the site to a question; what it does not know is not found, with 404."""
    path = question.path.rstrip("/")
    try:
        if path == "/search":
            return _search(record, question)
        if found := _PROVIDER.fullmatch(path):
            return page("provider.html", provider=record.provider(int(found[1])), addresses=addresses)
    except (KeyError, ValueError):  # no such provider, or a number that is none
        pass
    return Reply(body=page("not_found.html").body, media_type=HTML, status=404)


def _search(record: Record, question: Question) -> Reply:
    """A page of the councils' children's services, the newest report first."""
    start = int(question.query.get("start", "0"))
    rows = int(question.query.get("rows", "10"))
    found = _asked_for(record, question)
    asked = {name: value for name, value in question.query.items() if name not in ("start", "rows")}
    return page(
        "search.html",
        found=found[start : start + rows],
        start=start,
        total=len(found),
        after=_address(asked, start + rows, rows) if start + rows < len(found) else "",
        before=_address(asked, max(0, start - rows), rows) if start else "",
    )


def _asked_for(record: Record, question: Question) -> list[Provider]:
    """The providers that a search finds: none but those of the type that is asked for, and of the days."""
    if question.query.get("level_1_types") != "3" or question.query.get("level_2_types[]") != "12":
        return []
    first, last = (question.query.get(f"latest_report_date_{end}", "") for end in ("start", "end"))
    found = [
        each
        for each in record.providers
        if each.listed and _within(each.latest, first, last) and _named(each, question.query.get("q", ""))
    ]
    return sorted(found, key=lambda each: (-(each.latest or _NEVER).toordinal(), each.name))


def _within(latest: date | None, first: str, last: str) -> bool:
    if not first and not last:
        return True
    return latest is not None and (first or "0") <= latest.isoformat() <= (last or "9")


def _named(provider: Provider, words: str) -> bool:
    return words.lower() in provider.name.lower()


def _address(asked: Mapping[str, str], start: int, rows: int) -> str:
    return f"/search?{urlencode({**asked, 'start': start, 'rows': rows})}"
