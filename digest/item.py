"""Items: one development as the e-mail tells it, with the proof of every quote. Frozen as JSON, read back the same."""

from dataclasses import dataclass
from typing import cast

from pydantic import TypeAdapter

from domain.evidence import Evidence
from storage.passages import Place
from storage.schema import JsonObject

# What an item's `state` says where it is no news but a day to keep.
DEADLINE = "deadline"


@dataclass(frozen=True, kw_only=True)
class Quote:
    """Words exactly as they stand in a text, where they stand, and in what state that text was.

    `start` and `end` count in the text; `item` and `about` are the number and title of the agenda item, where pages are
    items. `label` says what the words are, such as what a judgement is of (`aspect`: its id), `said` who said them, `state` whether they come from draft, approved or amended minutes or another
    kind of paper. `opens_late` and `ends_early` say that the sentence goes on before or after. `fact` is what they state.
    """

    words: str
    document: str
    version: int
    text_sha256: str
    page: int
    start: int
    end: int
    item: str | None = None
    about: str | None = None
    label: str | None = None
    aspect: str | None = None
    said: str | None = None
    state: str | None = None
    fact: str | None = None
    opens_late: bool = False
    ends_early: bool = False

    @property
    def place(self) -> Place:
        """Where the words stand."""
        return Place(
            document=self.document, version=self.version, text_sha256=self.text_sha256, page=self.page
        )

    @property
    def shown(self) -> str:
        """The words on one line in quotation marks, with dots where the sentence goes on."""
        words = " ".join(self.words.split())
        return f"“{'… ' if self.opens_late else ''}{words}{' …' if self.ends_early else ''}”"

    @property
    def where(self) -> str:
        """`item 5` of an agenda or of minutes, `page 2` of anything else."""
        return f"item {self.item}" if self.item else f"page {self.page}"

    def evidence_on(self, page_starts: int) -> Evidence:
        """The proof, counted from where its page starts."""
        return Evidence(
            page=self.page, start=self.start - page_starts, end=self.end - page_starts, quote=self.words
        )


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What stood before and what stands now, each quoted from its own version; one of them may be nothing."""

    before: Quote | None
    after: Quote | None


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure of an official table in our words, and what proves it: the fact, and what is `printed` at its place.

    `before` is the figure that it stands beside: of the period before, or of the same period as an earlier release gave it.
    """

    words: str
    printed: str
    pointer: str
    document: str
    version: int
    fact: str
    before: "Figure | None" = None

    @property
    def shown(self) -> str:
        """`Children looked after: 1,754 children (31 March 2026); 1,870 (31 March 2025)`"""
        return f"{self.words}; {self.before.words}" if self.before else self.words


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link: its words, and a path of the web archive (`/doc/…`) or an address of the source's."""

    words: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """One development in at most five lines: what, the words, what is different, where, what next.

    `subject` and `version` are what the ledger knows it by. `audience` are the targets whose followers are told. `place`
    and `under` are the headings it stands below. Items with the same `bundle` are told as one: `many` (with `{count}`)
    instead of `what`, and the `title` of each. `earlier` are words of an earlier document, put
    together on one line behind `earlier_said`. `short` is for a subject line, `until` the day (ISO) before which a reader can
    act, `weight` what is kept first when room is short, `order` its place under its heading. `state` says of coverage how it
    stands, and of anything else whether it is a `DEADLINE`. `corrects` names (subject, version) of what was told wrongly before.
    """

    subject: str
    version: str
    audience: tuple[str, ...]
    place: str
    what: str
    short: str = ""
    section: str = ""
    under: str = ""
    many: str = ""
    bundle: str = ""
    title: str = ""
    quotes: tuple[Quote, ...] = ()
    earlier: tuple[Quote, ...] = ()
    earlier_said: str = ""
    figures: tuple[Figure, ...] = ()
    differences: tuple[Difference, ...] = ()
    different: str = ""
    where: str = ""
    links: tuple[Link, ...] = ()
    next: str = ""
    until: str = ""
    weight: int = 0
    order: str = ""
    state: str = ""
    seq: int = 0
    corrects: tuple[str, str] | None = None

    @property
    def key(self) -> str:
        """What the edition keeps it under; two items of one edition never share it."""
        return f"{self.subject}@{self.version}"

    @property
    def all_quotes(self) -> tuple[Quote, ...]:
        """Every quote that the item shows."""
        pairs = [quote for each in self.differences for quote in (each.before, each.after)]
        return (*self.quotes, *self.earlier, *(quote for quote in pairs if quote))

    @property
    def sentences(self) -> tuple[str, ...]:
        """Everything that the item says in words of ours or in titles."""
        figures = (each.shown for each in self.figures)
        return (self.what, self.title, self.different, self.where, self.next, self.under, *figures)

    def to_json(self) -> JsonObject:
        """The item as JSON; what is empty is left out."""
        return cast("JsonObject", _JSON.dump_python(self, mode="json", exclude_defaults=True))

    @staticmethod
    def from_json(content: JsonObject) -> "Item":
        """An item as it was frozen."""
        return _JSON.validate_python(content)


_JSON = TypeAdapter(Item)
