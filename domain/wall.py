"""The jigsaw wall: an anonymous official text and a story that names private people never stand together.

An ombudsman's report, a court's judgement or a safeguarding review tells of a child without a name; a newspaper may tell
of the same family with theirs. Put side by side the two say who the child is, whatever each leaves out. Whoever joins,
lists or groups documents asks here first and is told why not; whoever shows something of a story that names private
people shows it as it stands here: without its names, and without a headline and an address that give them away.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from domain.errors import MinutewatchError

WITHHELD = "Title withheld: the story names private people"

# What stands in place of each character of a name.
_BLANK = "▇"
# Addresses in which the publisher's number leads to the story without the words beside it: Newsquest answers to
# `18701511.display` as to `18701511.mother-tells-of-wait`. Those of the BBC hold no words but a region's.
_NUMBERED = re.compile(r"(?P<before>https?://[^/\s]+/(?:[a-z_-]+/){1,3}\d{6,9})\.[^/?#]*(?P<after>/?)")
_WORDLESS = re.compile(
    r"https?://(?:www\.)?bbc\.(?:co\.uk|com)/news/(?:articles/[a-z0-9]{6,14}|(?:uk|world|education|health)(?:-england)?(?:-[a-z]+){0,2}-\d{6,9})/?"
)

Span = tuple[int, int]
_Thing = TypeVar("_Thing")


class Walled(MinutewatchError):
    """Documents were to be joined that must not stand together; the message says which and why."""


@dataclass(frozen=True, kw_only=True)
class Side:
    """On which side of the wall a document (public id) stands: on neither, where both are false.

    `anonymous`: its source publishes without names what others may publish with them. `names_private`: it is a story
    that names private people; one that nobody has read yet may.
    """

    document: str
    anonymous: bool = False
    names_private: bool = False


def apart(one: Side, other: Side) -> str | None:
    """Why two documents may not stand together; `None` where they may."""
    return together((one, other))


def together(sides: Iterable[Side]) -> str | None:
    """Why these documents may not all stand in one story, group, list or item; `None` where they may.

    Asked of a whole group: two that may not stand together are not joined by a third between them either.
    """
    anonymous = naming = None
    for side in sides:
        anonymous = anonymous or (side.document if side.anonymous else None)
        naming = naming or (side.document if side.names_private else None)
    if anonymous is None or naming is None:
        return None
    if anonymous == naming:
        return f"{anonymous} is from an anonymous source and names private people"
    return f"{naming} names private people and {anonymous} is from an anonymous source: together they could say who a child is"


def require(sides: Iterable[Side]) -> None:
    """Let documents be joined, also by hand.

    Raises:
        Walled: they may not stand together, whoever asks.
    """
    if reason := together(sides):
        raise Walled(f"not joined: {reason}")


def one_side(
    things: Sequence[_Thing], side: Callable[[_Thing], Side]
) -> tuple[tuple[_Thing, ...], tuple[_Thing, ...]]:
    """What of a list may be shown at once, and what is left out of it: the stories that name private people, where
    anything anonymous is in the list.
    """
    if together(map(side, things)) is None:
        return tuple(things), ()
    return (
        tuple(thing for thing in things if not side(thing).names_private),
        tuple(thing for thing in things if side(thing).names_private),
    )


def shown_title(title: str, *, names_private: bool) -> str:
    """What may be shown as the title of a document: nothing of a headline that gives private people away (`names_private`)."""
    return WITHHELD if names_private else title


def shown_url(url: str, *, names_private: bool) -> str | None:
    """The address that may be shown: where headline or address give private people away, one without words, or none.

    The words of an address are those of the headline. Only where the publisher's number alone is known to lead to the
    story, or the address holds no words, is there a link.
    """
    if not names_private:
        return url
    address = url.partition("?")[0].partition("#")[0]
    if _WORDLESS.fullmatch(address):
        return address
    numbered = _NUMBERED.fullmatch(address)
    return f"{numbered['before']}.display{numbered['after']}" if numbered else None


def veiled(words: str, private: Sequence[Span], *, start: int = 0) -> str:
    """Words with every private span blanked, letter for letter; spans count in the text that the words begin in at `start`."""
    letters = list(words)
    for first, last in private:
        begin, end = max(first - start, 0), min(last - start, len(words))
        if begin < end:
            letters[begin:end] = _BLANK * (end - begin)
    return "".join(letters)


def touches(private: Sequence[Span], start: int, end: int) -> bool:
    """Whether any character of a stretch of text belongs to a private span."""
    return any(first < end and start < last for first, last in private)
