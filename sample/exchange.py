"""A question put to a site and its reply, before and after a fault has had its way with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Question:
    """What was asked. Names in `query` are lower-cased: these sites do not mind their case.

    `path` begins after the folder under which the site lives, `base` is the address of that folder. `form` is what a
    POST brought, None otherwise.
    """

    path: str
    query: Mapping[str, str]
    base: str
    at: datetime
    form: Mapping[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What is sent back.

    A reply with `modified` carries validators and may become a 304. `delay` is in seconds; `cut` sends only so
    many bytes of those promised; `dropped` closes the connection without a word.
    """

    body: bytes
    media_type: str
    status: int = 200
    modified: datetime | None = None
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0
    cut: int | None = None
    dropped: bool = False
