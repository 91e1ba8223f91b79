"""Members of a council as its site lists them, with ids of their own, their seats on committees and terms of office."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Term:
    """A term of office; `last` is `None` while its end is "unspecified"."""

    first: date
    last: date | None


@dataclass(frozen=True, kw_only=True)
class Councillor:
    """A member as the council lists them: own id, name with its honorific, ward, party, key posts, terms of office."""

    ref: str
    name: str
    ward: str | None
    party: str | None
    posts: str | None
    terms: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A member's place on a committee; `role` as printed, such as `Chair`."""

    member_ref: str | None
    name: str
    role: str | None = None
