"""Cited: the words that prove a statement, whose they are, when they were published and since when we know of them."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.dates import NotADate, parse
from domain.fact import FactType, Modality
from domain.instants import london_date
from domain.mention import JsonValue
from domain.source import known_as
from domain.spoken import plain_day, stated


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A quote with its place: public ids of fact and document, version and page, the source's key and channel.

    `published` is EDTF, as the source or the text itself says; `official` says that it is the official record's own word.
    `name` is what the source calls itself. Title and address are those that may be shown: of a story whose headline names
    private people the address may be empty.
    """

    fact: str
    document: str
    version: int
    title: str
    url: str
    page: int | None
    quote: str
    source: str
    channel: str
    official: bool
    published: str | None
    seen_at: datetime
    name: str | None = None

    @property
    def whose(self) -> str:
        """Whose words they are: `Estmere Echo`."""
        return known_as(self.source, self.name)

    @property
    def words(self) -> str:
        """The quote on one line, as it is told in a sentence."""
        return " ".join(self.quote.split())

    @property
    def is_dated(self) -> bool:
        """Whether it is known when the words came out: an undated text stays undated, whenever we saw it."""
        return bounds(self.published) is not None

    @property
    def day(self) -> date:
        """The last day on which the words can have come out: where nobody says when, the one on which we first saw them."""
        known = bounds(self.published)
        return known[1] if known else london_date(self.seen_at)

    @property
    def when(self) -> str:
        """`27 May 2016`, `May 2016`; `undated, first seen 22 Nov 2026`"""
        if not self.is_dated:
            return f"undated, first seen {plain_day(london_date(self.seen_at))}"
        known = bounds(self.published)
        return plain_day(known[1]) if known and known[0] == known[1] else stated(self.published or "")


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A fact as the archive holds it: its type, whose council (slug), its fields, how the text holds it, and its proof.

    `version_id` is the archive's own number of the version, `first_known` when a version of the document first said it.
    """

    type: FactType
    council: str
    fields: dict[str, JsonValue]
    stated: str | None
    modality: Modality
    cited: Cited
    version_id: int
    first_known: datetime

    def word(self, name: str) -> str | None:
        """A field that is a word; nothing where it is empty."""
        value = self.fields.get(name)
        return value if isinstance(value, str) and value else None


def bounds(edtf: str | None) -> tuple[date, date] | None:
    """The first and last day that a stated date can mean; nothing where it has no end or is no date."""
    try:
        found = parse(edtf or "")
    except NotADate:
        return None
    return (found.first, found.last) if found.first and found.last else None


def overlap(one: str | None, other: str | None) -> bool | None:
    """Whether two stated dates can mean the same day; `None` where either is not known."""
    mine, theirs = bounds(one), bounds(other)
    if mine is None or theirs is None:
        return None
    return mine[0] <= theirs[1] and theirs[0] <= mine[1]
