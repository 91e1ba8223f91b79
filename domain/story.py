"""Stories: one development told by several documents, such as an inspection and what follows from it, or one decision.

Records, and what of a story its headline is made of. What a document tells of and which tellings are alike is decided in
`linking/stories.py`, who belongs together in `linking/threads.py`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Self

from domain.cited import bounds
from domain.document import Access, DocumentKind
from domain.fact import FactType, Modality
from domain.mention import JsonValue
from domain.source import Channel
from domain.text import Text
from domain.uid import public_id
from domain.wall import Side, Span

# The line of a council's children's services: inspections, monitoring visits, notices, directions and whom they bring.
CARE = "care"


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A fact as stories need it: its kind and fields, how the text holds it, and where it begins; nowhere in a headline."""

    type: FactType
    fields: Mapping[str, JsonValue]
    modality: Modality
    start: int | None

    def word(self, name: str) -> str | None:
        """A field that is a word; nothing where it is empty."""
        value = self.fields.get(name)
        return value if isinstance(value, str) and value else None


@dataclass(frozen=True, kw_only=True)
class Item:
    """An item of a meeting's agenda under which a document hangs, or that minutes tell of: `<meeting>/<number>` and the
    council's own ids of the issue."""

    number: str
    key: str
    title: str = ""
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Material:
    """A document as it is asked what it tells of: public id, kind, source, whose it is (slug), when it came out (EDTF).

    `text` holds the words as read and `private` the places in them that name private people: nothing is made of these.
    `items` are those of the meeting that its pages are of (minutes), or under which it hangs; `committee` is the committee
    (any id) that it was put before, `providers` the numbers (URN) of those whom Ofsted inspects that it was listed under.
    `framework` is that of an inspection report, `official` says that it is the official record's own word, `is_of_meeting`
    that it is of a whole meeting, as minutes and lists of decisions are.
    """

    document: str
    kind: str
    source: str
    council: str
    title: str
    published: str | None
    text: Text
    statements: Sequence[Statement]
    private: Sequence[Span] = ()
    items: Sequence[Item] = ()
    committee: str | None = None
    providers: Sequence[str] = ()
    framework: str | None = None
    official: bool = False
    is_of_meeting: bool = False


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """An event with which a telling stands or falls: on which line it is (`care`, `send`, `home/SC123`), and what.

    `defines` is the event's own record (the report of an inspection); others refer to one. `first` and `last` are the days
    that the record covers, from the first day of an inspection to the publication, or within which a claim puts the event.
    `reopens` says that an inspection was one again of what an earlier one had found.
    """

    line: str
    what: str
    defines: bool = False
    first: date | None = None
    last: date | None = None
    grade: str | None = None
    previous: str | None = None
    ordinal: int | None = None
    reopens: bool = False


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What a document, or a part of one (an item of minutes), tells of: one matter of one council (slug).

    `key` is its natural key: the document's public id, and the part's after a `#`. `day` is the last day on which it can
    have come out; empty where nobody says. `terms` are its rarest words as hashes of council and word with their weights,
    `names` those among them that are written as names. The others are hashes too: the council's issues, meetings
    and their items, figures, and the title without its dates and numbers in its committee or newspaper (`series`), and the lines
    on which it is anchored. No hash holds words.
    """

    key: str
    document: str
    part: str
    page: int | None
    council: str
    day: date | None
    source: str
    anchors: tuple[Anchor, ...] = ()
    issues: frozenset[int] = frozenset()
    items: frozenset[int] = frozenset()
    meetings: frozenset[int] = frozenset()
    figures: frozenset[int] = frozenset()
    names: frozenset[int] = frozenset()
    series: int | None = None
    lines: frozenset[int] = frozenset()
    terms: Mapping[int, float] = field(default_factory=dict)

    @property
    def is_paper(self) -> bool:
        """Whether it is a council's own paper."""
        return self.source.startswith("committee/")


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A telling in the archive: since when we know of it, on which side of the jigsaw wall it stands, and the group of
    copies that its document is in."""

    telling: Telling
    first_seen: datetime
    side: Side
    copies: str | None = None


@dataclass(frozen=True, kw_only=True)
class Alike:
    """Why two tellings are of one development, and how sure that is (0 to 1)."""

    score: float
    reason: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two tellings by key, the smaller first, of one development."""

    one: str
    other: str
    alike: Alike


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A person's word on two tellings, the smaller key first: of one story (`same`), or never."""

    one: str
    other: str
    same: bool


@dataclass(frozen=True, kw_only=True)
class Joined:
    """A telling in its story. `story` is the key of the story's first telling, which names it for good; `of` is the one
    that this was joined to, empty for the first itself."""

    telling: str
    story: str
    of: str | None
    alike: Alike


def story_uid(key: str) -> str:
    """The public id of the story that a telling was the first of."""
    return public_id("story", key)


@dataclass(frozen=True, kw_only=True)
class Member:
    """A document in a story, as it may be told of: why it is there and since when; title and address as they may be shown.

    `document` is its number in the archive, `day` EDTF as the document says, `page` where the part begins that tells of
    the matter and `item` the title of that item of minutes. `kind`, `channel` and `source` say what it is and from where.
    """

    document: int
    uid: str
    kind: str
    channel: str
    source: str
    outlet: str
    title: str
    url: str | None
    day: str | None
    first_seen: datetime
    page: int | None
    item: str | None
    reason: str
    rule: str
    score: float | None
    since: datetime
    licence: str
    access: Access

    @property
    def is_article(self) -> bool:
        """Whether it is a news article."""
        return self.kind == DocumentKind.ARTICLE

    @property
    def voice(self) -> str:
        """Who speaks: `news`, `ofsted`, `government`, `council`, or `other`; by the kind where a person put it in."""
        if self.is_article:
            return "news"
        if self.channel in _VOICES:
            return _VOICES[self.channel]
        return _BY_KIND.get(self.kind, "other")

    @property
    def body(self) -> str:
        """The public body whose word it is, as one source."""
        return self.source if self.voice in ("council", "other") else self.voice


_VOICES: Mapping[str, str] = {
    Channel.OFSTED: "ofsted",
    Channel.GOVUK: "government",
    Channel.COMMITTEE: "council",
}
_BY_KIND: Mapping[str, str] = {
    DocumentKind.INSPECTION_REPORT: "ofsted",
    DocumentKind.INSPECTION_LETTER: "ofsted",
    DocumentKind.NOTICE: "government",
    DocumentKind.MINUTES: "council",
    DocumentKind.DECISION: "council",
    DocumentKind.REPORT: "council",
}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A story as it stands: its members in order of their days, how many independent sources they are, since when it is
    known and when it last changed. `merged` are public ids of stories that were merged into it."""

    uid: str
    council: str
    council_name: str
    members: tuple[Member, ...]
    sources: int
    first_seen: datetime
    changed_at: datetime
    merged: tuple[str, ...] = ()

    @property
    def voices(self) -> tuple[str, ...]:
        """The kinds of sources that tell it."""
        return tuple(sorted({member.voice for member in self.members}))

    @property
    def newest(self) -> Member:
        """What joined it last."""
        return max(self.members, key=lambda member: (member.since, member.first_seen, member.uid))


@dataclass(frozen=True, kw_only=True)
class Proof:
    """A quote with its place: the fact's and document's public ids, version and page; whose words they are and when they
    came out. Empty words: the licence allows no more of this text."""

    fact: str
    document: str
    version: int
    page: int | None
    quote: str
    whose: str
    when: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A line of a story's timeline: the day (EDTF; empty where nobody says), what happened in words of record, the proof.

    `rank` says how strong a fact it is, 0 the strongest. `claims` are what other sources say of it, as agreeing or in
    conflict, each with its own proof.
    """

    day: str | None
    words: str
    what: str
    rank: int
    official: bool
    proofs: tuple[Proof, ...]
    claims: tuple[tuple[str, Proof], ...] = ()

    def with_quotes(self, quote: Callable[[Proof], str]) -> Self:
        """The same with other quotes: what of each may be shown."""
        return replace(
            self,
            proofs=tuple(replace(proof, quote=quote(proof)) for proof in self.proofs),
            claims=tuple((words, replace(proof, quote=quote(proof))) for words, proof in self.claims),
        )


# From this rank on an entry says no more than that something was published.
PUBLISHED = 8


def headline(entries: Sequence[Entry]) -> Entry | None:
    """The strongest fact of a story: of equals the newest; where no fact is known, what was published first."""
    return min(entries, key=lambda entry: (entry.rank, _order(entry), entry.words), default=None)


def _order(entry: Entry) -> int:
    found = bounds(entry.day)
    if found is None:
        return 0 if entry.rank < PUBLISHED else date.max.toordinal()
    return found[1].toordinal() * (1 if entry.rank >= PUBLISHED else -1)
