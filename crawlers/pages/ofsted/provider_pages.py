"""Pages of providers: what was published of a council's children's services or of a home, as its timeline lists it."""

import re
from datetime import date
from functools import partial

from lxml.etree import _Element as Element

from crawlers.pages import elements, markup, printed
from crawlers.pages.errors import unlike
from crawlers.pages.ofsted.addresses import file_ref, provider_ref
from crawlers.pages.rows import UnreadableRow, agree, readable
from domain.provider import (
    CHILDRENS_SERVICES_CODE,
    ListedReport,
    ProviderKind,
    ProviderPage,
    provider_kind,
    report_kind,
)

# What a listing says of the file itself: ", PDF", ",  pdf", " as pdf"
_FILE_TYPE = re.compile(r"(?:, {0,3}| as )pdf$", re.IGNORECASE)
# "Published 20 August 2026"
_PUBLISHED = re.compile(r"\bpublished\b", re.IGNORECASE)
_DAY, _REGISTERED = "timeline__day", "timeline__day--registered"


def provider_page(body: bytes, url: str) -> ProviderPage:
    """A provider's page: every report and letter that it lists.

    Raises:
        PageChanged: it is no provider's page, or a report on it cannot be read.
    """
    page = markup.page(body, url)
    place = _place(page, url)
    headings = elements.of_class(page, "title-block__heading") or list(page.iter("h1"))
    days = elements.of_class(page, _DAY)
    links = elements.of_class(page, "publication-link")
    if place is None or not headings or not (days or links or elements.of_class(page, "timeline")):
        raise unlike(body, url, "page of a provider (h1, li.timeline__day, a.publication-link)")
    reports = readable(links, partial(_report, url=url), url=url, what="report")
    # A report that is left out would count as withdrawn.
    agree(url, "reports", stated=len(links), found=len(reports))
    code, urn = place
    facts = _facts(page)
    listed_type = facts.get("type") or facts.get("category") or ""
    return ProviderPage(
        ref=urn,
        name=elements.line(headings[0]),
        kind=ProviderKind.CHILDRENS_SERVICES
        if code == CHILDRENS_SERVICES_CODE
        else provider_kind(listed_type),
        listed_type=listed_type,
        reports=tuple({report.ref: report for report in reports}.values()),
        local_authority=facts.get("local authority"),
        registered=_registered(days),
        grades=_grades(page),
    )


def _place(page: Element, url: str) -> tuple[str, str] | None:
    """The number of the provider's type and its own, as the page names its own address; else as we asked for it."""
    for link in page.getroottree().getroot().iter("link"):
        if link.get("rel", "").lower() == "canonical":
            address = markup.address(url, link.get("href", ""))
            if address and (place := provider_ref(address)):
                return place
    return provider_ref(url)


def _facts(page: Element) -> dict[str, str]:
    """What the head of the page says of the provider, by label in lower case: `Local authority` and `Lancashire`."""
    found: dict[str, str] = {}
    for fact in page.iter("li"):
        spans = fact.findall("span")
        if len(spans) > 1 and (label := elements.line(spans[0]).rstrip(": ").lower()):
            found.setdefault(label, elements.line(spans[1]))
    return found


def _report(link: Element, *, url: str) -> ListedReport:
    address = markup.address(url, link.get("href", ""))
    ref = file_ref(address) if address else None
    if address is None or ref is None:
        raise UnreadableRow(f"no address of a file ({link.get('href', '')[:80]!r})")
    hidden = elements.of_class(link, "nonvisual")
    words, published = _split(elements.line(hidden[0] if hidden else link))
    if not words:
        raise UnreadableRow(f"file {ref} is listed without a word")
    day = next((above for above in link.iterancestors() if elements.has_class(above, _DAY)), None)
    return ListedReport(
        ref=ref,
        title=words,
        what=report_kind(words),
        url=address,
        published=published or (_published(day) if day is not None else None),
        inspected=_date_of(day) if day is not None else None,
    )


def _split(words: str) -> tuple[str, date | None]:
    """What a report is and the day of it, of `Children's services inspection, PDF - 20 August 2026`."""
    before, dash, after = words.rpartition(" - ")
    named = printed.day_and_time(after) if dash else None
    title = before if named else words
    return _FILE_TYPE.sub("", title.strip()).strip(), named[0] if named else None


def _published(day: Element) -> date | None:
    """The day behind the word "Published" in an entry of the timeline."""
    for time in day.iter("time"):
        around = time.getparent()
        if around is not None and _PUBLISHED.search(elements.line(around)):
            return _day(time)
    return None


def _date_of(day: Element) -> date | None:
    """The day by which an entry stands in the timeline."""
    for stated in elements.of_class(day, "timeline__date"):
        return _day(next(stated.iter("time"), stated))
    return None


def _registered(days: list[Element]) -> date | None:
    return next((_date_of(day) for day in days if elements.has_class(day, _REGISTERED)), None)


def _day(element: Element) -> date | None:
    named = printed.day_and_time(elements.line(element))
    return named[0] if named else None


def _grades(page: Element) -> tuple[tuple[str, str], ...]:
    """The grades of the latest inspection, as pages of homes show them: the overall one, then one for each aspect."""
    found = [
        ("Overall", elements.line(grade))
        for overall in elements.of_class(page, "subjudgements__overall")
        for grade in overall.iter("strong")
    ]
    for item in elements.of_class(page, "subjudgements__rates__item"):
        aspect, grade = next(item.iter("p"), None), next(item.iter("strong"), None)
        if aspect is not None and grade is not None:
            words = elements.line(grade)
            found.append((elements.line(aspect).removesuffix(words).strip(" :"), words))
    return tuple(found)
