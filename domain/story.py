"""Stories: one development told by several documents, such as an inspection and what follows from it, or one decision.

Records, and what a reader is told of a story. What a document tells of and which tellings are alike is decided in
`linking/stories.py`, who belongs together in `linking/threads.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.document import Access
from domain.fact import FactType, Modality
from domain.mention import JsonValue
from domain.text import Text
from domain.timeline import Node
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
    `framework` is that of an inspection report, `official` says that it is the official record's own word.
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
    and their items, figures, and the title without its dates and numbers in its committee or newspaper (`series`). No hash holds words.
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

    `day` is EDTF, as the document says; `page` where the part begins that tells of the matter. `kind` and `channel` say
    what it is and from where; `names_private` that its headline may name private people.
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
    reason: str
    rule: str
    score: float | None
    since: datetime
    licence: str
    access: Access


@dataclass(frozen=True, kw_only=True)
class Said:
    """Words of a member that prove what it states: kind of fact, quote, page; and what they come to in our words."""

    what: str
    words: str
    quote: str
    page: int | None
    document: str
    version: int
    day: str | None


@dataclass(frozen=True, kw_only=True)
class Story:
    """A development across sources: its headline in words of record, its members oldest first, its timeline.

    `sources` counts the independent ones, and `changed` says what joined it last. `follows` are public ids of stories that
    were merged into it; `left` says why it has no members any more.
    """

    uid: str
    council: str
    headline: str
    headline_proof: Said | None
    members: tuple[Member, ...]
    sources: int
    channels: tuple[str, ...]
    first_seen: datetime
    changed_at: datetime
    changed: str
    timeline: tuple[Node, ...] = ()
    said: tuple[Said, ...] = ()
    follows: tuple[str, ...] = ()
