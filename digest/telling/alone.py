"""Documents that stand alone: inspection reports and letters, notices, articles, and what an operator put in."""

from collections.abc import Callable
from dataclasses import replace

from digest import wording
from digest.item import Item, Quote
from digest.period import Period, audience
from digest.telling import differences
from digest.telling.common import (
    begun,
    first,
    links,
    place_name,
    quote_of,
    state_of,
    telling_quotes,
    where,
)
from domain.document import DocumentKind
from domain.fact import FactType, Modality
from domain.inspection import ASPECTS, OverallStatus
from storage.developments import Happening
from storage.schema import JsonObject

# What each aspect of an inspection is called beside its judgement.
ASPECT_NAMES = {
    "overall": "overall",
    "leaders": "leaders",
    "help_protection": "help and protection",
    "care_and_leavers": "children in care and care leavers",
    "in_care": "children in care",
    "care_leavers": "care leavers",
    "adoption": "adoption",
    "lscb": "safeguarding children board",
}
_OFFICIAL = (DocumentKind.INSPECTION_REPORT, DocumentKind.INSPECTION_LETTER, DocumentKind.NOTICE)


def version(happening: Happening, period: Period) -> Item | None:
    """A document was published, or replaced by a new version."""
    if happening.document is None or happening.version is None:
        return None
    england = happening.document.kind in _OFFICIAL
    item = replace(begun(happening), audience=audience(happening.council, england=england))
    if happening.version.number > 1:
        return _replaced(item, happening, period)
    tell = _TELLERS.get(happening.document.kind, _document)
    return tell(item, happening, period)


def _replaced(item: Item, happening: Happening, period: Period) -> Item:
    found = differences.of(happening, period)
    return replace(
        item,
        what=f"{_title(happening)} was replaced by another version.",
        differences=found.shown,
        different=found.summary,
        where=where(happening, period, _version_named(happening)),
        links=links(happening, at=found.after, before=found.before),
        short="document replaced",
        weight=82,
    )


def _report(item: Item, happening: Happening, period: Period) -> Item:
    quotes = _judgements(happening, period) or telling_quotes(happening, period, most=2)
    said = _inspection(happening, period)
    no_overall = said.get("overall_status") == OverallStatus.NOT_GIVEN_POST_APRIL_2026
    return replace(
        item,
        what=f"Ofsted published its inspection report on {place_name(happening)}{_inspected(said)}.",
        quotes=quotes,
        different="No overall judgement is given (inspections from April 2026)." if no_overall else "",
        where=where(happening, period, _title(happening)),
        links=links(happening, at=first(quotes)),
        short="Ofsted inspection report",
        weight=100,
    )


def _letter(item: Item, happening: Happening, period: Period) -> Item:
    quotes = telling_quotes(happening, period, most=2)
    said = _inspection(happening, period)
    focus = f" Its focus, as stated: {wording.titled(str(said['focus']))}." if said.get("focus") else ""
    return replace(
        item,
        what=f"Ofsted published a letter on {place_name(happening)}{_inspected(said)}.{focus}",
        quotes=quotes,
        where=where(happening, period, _title(happening)),
        links=links(happening, at=first(quotes)),
        short="Ofsted letter",
        weight=98,
    )


def _notice(item: Item, happening: Happening, period: Period) -> Item:
    quotes = telling_quotes(happening, period, most=2)
    return replace(
        item,
        what=f"A notice was published: {_title(happening)}.",
        quotes=quotes,
        where=where(happening, period, "Notice"),
        links=links(happening, at=first(quotes)),
        short="notice published",
        weight=99,
    )


def _article(item: Item, happening: Happening, period: Period) -> Item:
    quotes = telling_quotes(happening, period, most=1)
    authors = happening.version.authors if happening.version else ()
    return replace(
        item,
        what=f"An article was published: {_title(happening)}{f', by {wording.listed(authors)}' if authors else ''}.",
        quotes=quotes,
        where=where(happening, period, "Article"),
        links=links(happening),
        short="news article",
        weight=30,
    )


def _document(item: Item, happening: Happening, period: Period) -> Item:
    quotes = telling_quotes(happening, period, most=1)
    return replace(
        item,
        what=f"A document was published: {_title(happening)}.",
        quotes=quotes,
        where=where(happening, period, "Document"),
        links=links(happening, at=first(quotes)),
        short="document published",
        weight=35,
    )


_TELLERS: dict[DocumentKind, Callable[[Item, Happening, Period], Item]] = {
    DocumentKind.INSPECTION_REPORT: _report,
    DocumentKind.INSPECTION_LETTER: _letter,
    DocumentKind.NOTICE: _notice,
    DocumentKind.ARTICLE: _article,
}


def _judgements(happening: Happening, period: Period) -> tuple[Quote, ...]:
    """The judgement of each aspect in the words of the report, in the order in which Ofsted gives them."""
    document, reported = happening.document, happening.version
    if document is None or reported is None:
        return ()
    by_number = {page.number: page for page in period.desk.pages(reported)}
    found: dict[str, Quote] = {}
    for each in period.desk.statements(reported):
        aspect = str(each.fields.get("aspect"))
        if each.type is not FactType.JUDGEMENT or each.modality is not Modality.ACTUAL or aspect in found:
            continue
        if aspect not in ASPECT_NAMES or each.page not in by_number:
            continue
        state = state_of(document, reported)
        quote = quote_of(
            each, by_number[each.page], document, reported, period, state=state, label=ASPECT_NAMES[aspect]
        )
        if quote:
            found[aspect] = quote
    return tuple(found[aspect] for aspect in ASPECTS if aspect in found)


def _inspection(happening: Happening, period: Period) -> JsonObject:
    return period.desk.inspection(happening.version) if happening.version else {}


def _inspected(said: JsonObject) -> str:
    """`, inspected 4 June 2018 to 28 June 2018`"""
    start, end = said.get("start"), said.get("end")
    if not start:
        return ""
    days = f"{start}/{end}" if end and end != start else str(start)
    return f", inspected {wording.stated(days)}"


def _title(happening: Happening) -> str:
    return wording.titled(happening.version.title) if happening.version else "A document"


def _version_named(happening: Happening) -> str:
    return f"Version {happening.version.number}" if happening.version else ""
