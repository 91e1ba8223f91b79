"""Rows of a page: those that can be read are, one that cannot is logged and left out, and a page that lost rows is refused."""

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from crawlers.pages.errors import PageChanged

logger = logging.getLogger(__name__)

_Row = TypeVar("_Row")
_Found = TypeVar("_Found")


class UnreadableRow(Exception):
    """One row of a page lacks what it needs; the others may stand."""


def readable(rows: Sequence[_Row], read: Callable[[_Row], _Found], *, url: str, what: str) -> list[_Found]:
    """The rows that can be read. One that cannot is logged and left out; if none can, the page has changed.

    Raises:
        PageChanged: there are rows, and none of them can be read.
    """
    found: list[_Found] = []
    for row in rows:
        try:
            found.append(read(row))
        except UnreadableRow as exc:
            logger.warning("%s: a %s left out: %s", url, what, exc)
    if rows and not found:
        raise PageChanged(f"{url}: none of {len(rows)} rows can be read as a {what}")
    return found


def agree(url: str, what: str, *, stated: int, found: int) -> None:
    """The positive control: a page that lost rows on its way says so itself.

    Raises:
        PageChanged: it holds another number than it states.
    """
    if stated != found:
        raise PageChanged(f"{url}: states {stated} {what}, holds {found}")


def once(rows: Iterable[_Row]) -> tuple[_Row, ...]:
    """Each row once, in order."""
    return tuple(dict.fromkeys(rows))
