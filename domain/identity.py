"""Identity: people as texts tell of them, and whom of the archive each of them is. Records only; who is who is decided in linking."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from domain.known import KnownPerson
from domain.post import Capacity


@dataclass(frozen=True, kw_only=True)
class Appearance:
    """A person in a public role as one text tells of them.

    `whom` is what the text's mentions and facts call the person: a public id, or an id local to the text (`person/1`).
    `name` is the fullest in the text, `surname` the folded one that namesakes share; `council` (slug) is whose people they
    are among, empty where the text does not say. `posts` are titles as the text has them; `is_former` says that all are of
    the past. `day` is the text's own (EDTF). `is_placed` says that the text makes clear whose member or officer it is: to
    a newspaper a councillor may be a district's.
    """

    whom: str
    name: str
    surname: str
    council: str | None
    capacity: Capacity | None
    posts: tuple[str, ...] = ()
    day: str | None = None
    is_former: bool = False
    is_placed: bool = True


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """An appearance where it stands in the archive: its number there and its text's, its document (public id), and when
    we first saw the version that has the text.
    """

    number: int
    appearance: Appearance
    document: str
    text: int
    seen: datetime


@dataclass(frozen=True, kw_only=True)
class Split:
    """A person said that in these documents (public ids) somebody else is meant than the entity of this public id."""

    entity: str
    documents: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Namesakes:
    """All of one surname in one council: where texts tell of them, and its members of that surname.

    `listed_from` is the day since which we know the whole list of the council's members; `same` leads from the public id
    of each whom a person merged into another to that other's.
    """

    council: str
    surname: str
    sightings: tuple[Sighting, ...]
    members: tuple[KnownPerson, ...] = ()
    listed_from: date | None = None
    splits: tuple[Split, ...] = ()
    same: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Who:
    """Whom a sighting means, and by what rule; `uid` is empty, and `candidates` (public ids) say why, where it cannot be said.

    `name` is the fullest name of the person; empty of members, who are called as their council lists them.
    """

    number: int
    rule: str
    uid: str | None = None
    name: str = ""
    candidates: tuple[str, ...] = ()
