"""Copies: articles that print one text, word for word in good part, in several titles or under several addresses.

Records, and what a reader is told of a group of them. What makes two texts alike is decided in `linking/copies.py`, who
belongs together in `linking/join.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from domain.article import ArticleService
from domain.wall import Side

# The archive keeps one print in so many: enough to find copies by, at an eighth of the room.
KEPT_ONE_IN = 8
# An article of nine tenths of the longest one's words is as complete: from there on the earlier is the better.
_COMPLETE = 0.9
_SERVICES = {
    ArticleService.LDRS: "the Local Democracy Reporting Service",
    ArticleService.PA: "the PA news agency",
}


@dataclass(frozen=True, kw_only=True)
class Prints:
    """The prints of a text: a signed 64-bit number for every five words in a row, and at which word of the text they begin.

    `words` is how many words the text has. `sampled` are the prints that the archive keeps: `number % KEPT_ONE_IN == 0`.
    """

    words: int
    places: Mapping[int, int]
    sampled: bool = False

    @cached_property
    def sample(self) -> "Prints":
        """The prints that are kept."""
        if self.sampled:
            return self
        kept = {number: place for number, place in self.places.items() if number % KEPT_ONE_IN == 0}
        return Prints(words=self.words, places=kept, sampled=True)


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """What makes one text a copy of another: how much of the shorter stands in the longer (0 to 1; empty where a person
    says so), why that is enough, and by which rule."""

    containment: float | None
    reason: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two articles by public id, the smaller first, one a copy of the other."""

    one: str
    other: str
    likeness: Likeness


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A person's word on two articles, the smaller public id first: copies (`same`), or never."""

    one: str
    other: str
    same: bool


@dataclass(frozen=True, kw_only=True)
class Article:
    """An article that may belong to a group: when it was first seen, and on which side of the jigsaw wall it stands."""

    document: str
    first_seen: datetime
    side: Side


@dataclass(frozen=True, kw_only=True)
class Joined:
    """An article in its group of copies.

    `group` is the public id of the article of the group that was first seen: it names the group for good, whoever joins
    later. `of` is the article of the group that it is most like; empty for the first seen itself.
    """

    document: str
    group: str
    of: str | None
    likeness: Likeness


@dataclass(frozen=True, kw_only=True)
class Member:
    """An article among copies, as it may be told of: none of its words.

    `document` is its number in the archive, `source` its source's key, `outlet` and `publisher` what the title calls
    itself and whose it is; `published` is EDTF. `service` is from where it says it comes. `names_private`: its headline
    or address may, so that they are shown through `domain.wall.shown_title` and `shown_url`. `withdrawn`: its title took it down.
    """

    document: int
    uid: str
    source: str
    outlet: str
    publisher: str | None
    title: str
    url: str
    authors: tuple[str, ...]
    published: str | None
    first_seen: datetime
    words: int
    service: ArticleService | None
    paywalled: bool
    names_private: bool
    withdrawn: bool
    licence: str
    containment: float | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """One text in several titles, or under several addresses of one; `members` stand in the order in which they were first seen."""

    uid: str
    members: tuple[Member, ...]

    @cached_property
    def shown(self) -> Member:
        """The article to be shown: of those that stand and can be read without paying, of the most complete, the earliest."""
        best = min(_unreadable(member) for member in self.members)
        longest = max(member.words for member in self.members if _unreadable(member) == best)
        return min(
            self.members,
            key=lambda member: (
                _unreadable(member),
                member.words < _COMPLETE * longest,
                *_publication(member),
            ),
        )

    @property
    def others(self) -> tuple[Member, ...]:
        """The articles that are listed beside it, in the order of publication."""
        rest = (member for member in self.members if member.document != self.shown.document)
        return tuple(sorted(rest, key=_publication))

    @property
    def service(self) -> ArticleService | None:
        """The service from which the text comes, by what any of the titles says."""
        return next((member.service for member in self.members if member.service), None)

    @property
    def independent(self) -> int:
        """How many sources agree where all of these do: one text is one source, however many titles print it."""
        return 1

    @property
    def why(self) -> str:
        """Why they are one source: "one text of the Local Democracy Reporting Service in 3 titles"."""
        titles = len({member.source for member in self.members})
        publishers = {member.publisher for member in self.members}
        by = f" of {_SERVICES[self.service]}" if self.service else ""
        where = f"in {titles} titles" if titles > 1 else "printed again by the same title"
        of_one = titles > 1 and len(publishers) == 1 and None not in publishers
        return f"one text{by} {where}" + (f" of {publishers.pop()}" if of_one else "")


def independent_sources(told: Iterable[tuple[str, ArticleService | None]]) -> int:
    """How many independent sources tell a story: of each article its group's id (its own where it has no copies) and service.

    A text counts once in however many titles it stands, and a service once with all its texts.
    """
    return len({service or group for group, service in told})


def _unreadable(member: Member) -> tuple[bool, bool]:
    """What keeps people from reading an article, the worse first."""
    return member.withdrawn, member.paywalled


def _publication(member: Member) -> tuple[str, datetime, str]:
    """The order of publication; what is undated stands where it was first seen."""
    return member.published or member.first_seen.isoformat(), member.first_seen, member.uid
