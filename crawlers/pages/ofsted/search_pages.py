"""Pages of search results: which providers there are, and when the latest report of each came out."""

import re
from datetime import date
from functools import partial

from lxml.etree import _Element as Element

from crawlers.pages import elements, markup, printed
from crawlers.pages.errors import PageChanged, unlike
from crawlers.pages.ofsted.addresses import provider_ref
from crawlers.pages.rows import UnreadableRow, agree, once, readable
from domain.provider import CHILDRENS_SERVICES_CODE, ListedProvider, ProviderKind, ProviderList, provider_kind

# "Showing 1 to 100 of 153", "Showing 101 - 153 of 153 results"
_SHOWING = re.compile(r"(\d{1,6}) ?(?:to|-|–) ?(\d{1,6}) of (\d{1,6})\b", re.ASCII)


def results(body: bytes, url: str) -> ProviderList:
    """The providers that a page lists, and of how many in all.

    Raises:
        PageChanged: there is no list of results, or it holds another number than it states.
    """
    page = markup.page(body, url)
    lists = elements.of_class(page, "results-list")
    if not lists:
        raise unlike(body, url, "list of search results (ul.results-list)")
    rows = [row for listed in lists for row in elements.of_class(listed, "search-result")]
    found = once(readable(rows, partial(_provider, url=url), url=url, what="provider"))
    showing = _showing(page)
    if showing is None:
        agree(url, "results", stated=len(rows), found=len(found))
        return ProviderList(start=0, providers=found)
    first, last, total = showing
    if not first <= last <= total:
        raise PageChanged(f"{url}: states results {first} to {last} of {total}")
    agree(url, "results", stated=last - first + 1, found=len(found))
    return ProviderList(start=first - 1, providers=found, total=total)


def _showing(page: Element) -> tuple[int, int, int] | None:
    """The places of the first and last result and how many there are in all, if the page says so."""
    for total in elements.of_class(page, "results-total"):
        if found := _SHOWING.search(elements.line(total)):
            return int(found[1]), int(found[2]), int(found[3])
    return None


def _provider(row: Element, *, url: str) -> ListedProvider:
    titles = elements.of_class(row, "search-result__title") or [row]
    link = next(iter(elements.links(titles[0], url)), None)
    place = provider_ref(link[1]) if link else None
    if link is None or place is None:
        raise UnreadableRow("no link to a provider's page (/provider/44/80480)")
    code, urn = place
    facts = _facts(row)
    listed_type = facts.get("category", "")
    stated = facts.get("urn", urn).upper()
    if stated != urn:
        raise UnreadableRow(f"the page of {urn} is listed as that of {stated}")
    return ListedProvider(
        ref=urn,
        name=elements.line(link[0]),
        kind=ProviderKind.CHILDRENS_SERVICES
        if code == CHILDRENS_SERVICES_CODE
        else provider_kind(listed_type),
        listed_type=listed_type,
        url=link[1],
        latest_report=_latest(facts),
        rating=facts.get("rating"),
    )


def _facts(row: Element) -> dict[str, str]:
    """What stands beside a provider, by its label in lower case: `Latest report: 20 August 2026`."""
    found: dict[str, str] = {}
    for facts in elements.of_class(row, "search-result__provider-info"):
        for fact in facts.iter("li"):
            label, colon, words = elements.line(fact).partition(":")
            if colon and words.strip():
                found.setdefault(label.strip().lower(), words.strip())
    return found


def _latest(facts: dict[str, str]) -> date | None:
    words = facts.get("latest report")
    if words is None:
        return None
    named = printed.day_and_time(words)
    if named is None:
        raise UnreadableRow(f"the latest report has no day ({words[:40]!r})")
    return named[0]
