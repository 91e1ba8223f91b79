"""Documents that stand alone: inspection reports and letters, notices, articles, and what an operator put in."""

from collections.abc import Callable
from dataclasses import replace

from digest import wording
from digest.item import Item
from digest.period import OFFICIAL, Period, audience
from digest.telling import differences, govuk, inspections, interventions, news
from digest.telling.common import (
    begun,
    first,
    links,
    place_name,
    telling_quotes,
    where,
)
from domain import wall
from domain.document import DocumentKind
from domain.source import Channel
from storage.developments import Happening

_OFFICIAL = (DocumentKind.INSPECTION_REPORT, DocumentKind.INSPECTION_LETTER, DocumentKind.NOTICE)
_PUBLISHERS = {
    Channel.OFSTED: "Ofsted",
    Channel.GOVUK: "GOV.UK",
    Channel.STATISTICS: "The Department for Education",
}


def version(happening: Happening, period: Period) -> Item | None:
    """A document was published, or replaced by a new version."""
    if happening.document is None or happening.version is None:
        return None
    if interventions.tells(happening, period):
        return None
    if happening.channel is Channel.NEWS:
        return news.story(happening, period)
    england = happening.document.kind in _OFFICIAL or happening.channel in OFFICIAL
    item = replace(begun(happening), audience=audience(happening.council, england=england))
    again = happening.version.number > 1
    if happening.channel is Channel.GOVUK:
        return (govuk.changed if again else govuk.published)(item, happening, period)
    if happening.document.kind is DocumentKind.STATISTICS:
        return _table(item, happening, period)
    if again:
        return _replaced(item, happening, period)
    tell = _TELLERS.get(happening.document.kind, _document)
    return tell(item, happening, period)


def withdrawn(happening: Happening, period: Period) -> Item | None:
    """A document that stands alone is no longer published. What its source took down is not shown again, its title included."""
    document = happening.document
    if document is None:
        return None
    if happening.channel is Channel.NEWS:
        return news.withdrawn(happening, period)
    publisher = _PUBLISHERS[happening.channel]
    thing = inspections.named(happening) if happening.channel is Channel.OFSTED else "page"
    day = f" of {wording.stated(happening.published)}" if happening.published else ""
    return replace(
        begun(happening),
        audience=audience(happening.council, england=True),
        what=f"{publisher} no longer publishes a {thing}{day} about {place_name(happening)}.",
        where=where(replace(happening, published=None), period, "No longer listed"),
        short=f"{thing} no longer published",
        weight=70,
    )


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


def _table(item: Item, happening: Happening, period: Period) -> Item:
    """A table, by its title alone: its rows may say where a few children live."""
    publisher = _PUBLISHERS.get(happening.channel, "The source")
    return replace(
        item,
        what=f"{publisher} published a table: {_title(happening)}.",
        where=where(happening, period, "Table"),
        links=links(happening),
        short="table published",
        weight=34,
    )


def _article(item: Item, happening: Happening, period: Period) -> Item | None:
    """An article that an operator put in."""
    seen = period.stories.get(happening.document.id) if happening.document else None
    if seen and period.is_walled_off(happening, seen):
        return None
    withheld = seen is not None and seen.headline_private
    # One short quote of a story is all that we may show: where it says otherwise than the record, that is the one.
    quoted = withheld or interventions.is_claimant(happening, period)
    quotes = () if quoted else telling_quotes(happening, period, most=1)
    authors = happening.version.authors if happening.version else ()
    return replace(
        item,
        what=f"An article was published: {wall.WITHHELD if withheld else _title(happening)}{f', by {wording.listed(authors)}' if authors else ''}.",
        quotes=quotes,
        where=where(happening, period, "Article"),
        links=links(happening)[:1] if withheld else links(happening),
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


_TELLERS: dict[DocumentKind, Callable[[Item, Happening, Period], Item | None]] = {
    DocumentKind.INSPECTION_REPORT: inspections.report,
    DocumentKind.INSPECTION_LETTER: inspections.letter,
    DocumentKind.NOTICE: _notice,
    DocumentKind.ARTICLE: _article,
}


def _title(happening: Happening) -> str:
    return wording.titled(happening.version.title) if happening.version else "A document"


def _version_named(happening: Happening) -> str:
    return f"Version {happening.version.number}" if happening.version else ""
