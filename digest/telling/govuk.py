"""GOV.UK: what was published there, or changed, with the note by which the publisher itself says what it changed."""

from dataclasses import replace

from digest import wording
from digest.item import Item, Quote
from digest.period import Period, audience
from digest.quoting import beginning
from digest.telling import due
from digest.telling.common import first, links, quote_at, telling_quotes, where
from storage.developments import CouncilSeen, Happening

_STATE = "change note"


def published(item: Item, happening: Happening, period: Period) -> Item:
    """A page came out."""
    quotes = telling_quotes(happening, period, most=2)
    return replace(
        item,
        what=f"GOV.UK published {_title(happening)}.",
        quotes=quotes,
        where=where(happening, period, "GOV.UK"),
        links=links(happening, at=first(quotes)),
        next=due.words(happening, period),
        short=f"GOV.UK published {_short(happening)}",
        weight=86,
    )


def changed(item: Item, happening: Happening, period: Period) -> Item | None:
    """A page was changed and its publisher says so; a change without a note is a slip of the pen."""
    note = _note(happening, period)
    if note is None:
        return None
    named = _named(note, happening, period)
    return replace(
        item,
        audience=audience(happening.council, *named, england=True),
        place=named[0].name if len(named) == 1 else item.place,
        what=f"GOV.UK changed {_title(happening)}.",
        quotes=(note,),
        where=where(happening, period, "GOV.UK"),
        links=links(happening, at=note),
        next=due.words(happening, period),
        short=f"GOV.UK changed {_short(happening)}",
        weight=84,
    )


def _note(happening: Happening, period: Period) -> Quote | None:
    """The newest note of a changed page, in its own words."""
    document, version = happening.document, happening.version
    if document is None or version is None or not happening.after:
        return None
    for page in period.desk.pages(version):
        start = (page.words or "").find(happening.after)
        if start >= 0:
            excerpt = beginning(page.words or "", start, start + len(happening.after))
            return quote_at(document, version, page, excerpt, state=_STATE)
    return None


def _named(note: Quote, happening: Happening, period: Period) -> list[CouncilSeen]:
    """The councils that a change note names: their readers are told of it too."""
    numbers = period.desk.councils_in(happening.version, note.start, note.end) if happening.version else []
    by_number = {each.id: each for each in period.councils.values()}
    return [by_number[number] for number in numbers]


def _title(happening: Happening) -> str:
    return wording.titled(happening.version.title) if happening.version else "a page"


def _short(happening: Happening) -> str:
    return f"“{wording.shortened(happening.version.title)}”" if happening.version else "a page"
