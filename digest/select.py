"""Selecting: what an edition says, and which of it one reader is told.

An edition is composed once for everybody; a reader is told what they follow, once, whatever else they follow and however
often they are written to.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from digest import gate
from digest.gate import Passed
from digest.item import Item
from digest.period import Period
from digest.sections import sections
from digest.sections.coverage import EVERYONE
from storage import editions
from storage.editions import EditionName, FrozenItem, Told, Window
from storage.subscribers import Cadence, Depth, Following, Reader

_COVERAGE, _CORRECTIONS = "coverage", "corrections"


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """An item for one reader: what they follow that brings it to them (`None`: the edition for everybody), and how deep."""

    item: Item
    following: int | None
    depth: Depth


def compose(session: Session, name: EditionName, window: Window, *, now: datetime) -> Passed:
    """What an edition frozen at this moment says, each quote proved, in the order of its sections."""
    period = Period(session=session, edition=name, window=window, now=now)
    found = [
        replace(item, section=module)
        for module, section in sections().items()
        for item in section.entries(period)
    ]
    return gate.passed(session, found)


def frozen(items: Sequence[Item]) -> Iterator[FrozenItem]:
    """Items as the edition keeps them."""
    for rank, item in enumerate(items):
        yield FrozenItem(key=item.key, rank=rank, content=item.to_json())


def thawed(kept: Sequence[FrozenItem]) -> tuple[Item, ...]:
    """Items as the edition kept them, without those that were withdrawn since."""
    return tuple(Item.from_json(each.content) for each in kept if each.content is not None)


def followed_in(reader: Reader, name: EditionName) -> tuple[Following, ...]:
    """What a reader follows in an edition's series."""
    return tuple(
        each
        for each in reader.following
        if each.cadence is name.cadence
        and (name.cadence is not Cadence.WEEKLY or (each.weekday or 1) == name.weekday)
    )


def for_reader(
    session: Session, items: Sequence[Item], reader: Reader, name: EditionName
) -> tuple[Chosen, ...]:
    """The items that a reader is told in an edition: of what they follow, and not told before."""
    following = followed_in(reader, name)
    reaching = [each for each in (_chosen(item, following) for item in items) if each]
    asked = {(each.item.subject, each.item.version) for each in reaching}
    asked |= {each.item.corrects for each in reaching if each.item.corrects}
    received = editions.received(session, reader.id, asked, before=name.id)
    return tuple(each for each in reaching if _is_new(each.item, received, name))


def for_everybody(items: Sequence[Item]) -> tuple[Chosen, ...]:
    """The edition as anybody may read it; corrections are for those who received what they correct."""
    return tuple(
        Chosen(item=item, following=None, depth=Depth.STANDARD)
        for item in items
        if item.section != _CORRECTIONS
    )


def ledger_of(shown: Collection[Chosen]) -> tuple[Told, ...]:
    """What is to be written in the ledger once these items were sent; coverage is told anew each time."""
    return tuple(
        Told(following=each.following, item=each.item.subject, version=each.item.version)
        for each in shown
        if each.following is not None and each.item.section != _COVERAGE
    )


def is_news(chosen: Chosen) -> bool:
    """Whether an item is news, not a part of the e-mail that stands in each."""
    return not sections()[chosen.item.section].standing


def _is_new(item: Item, received: set[tuple[str, str]], name: EditionName) -> bool:
    """Whether a reader who received so much is to be told an item.

    What stands in each mail is told each time, but for meetings ahead in daily mails. A correction is for those who
    received what it corrects.
    """
    if item.section == _COVERAGE:
        return True
    if sections()[item.section].standing and name.cadence is not Cadence.DAILY:
        return True
    if item.corrects and item.corrects not in received:
        return False
    return (item.subject, item.version) not in received


def _chosen(item: Item, following: Sequence[Following]) -> Chosen | None:
    for each in following:
        reaches = each.target in item.audience or EVERYONE in item.audience
        if reaches and (item.seq == 0 or item.seq > each.since_seq):
            return Chosen(item=item, following=each.id, depth=each.depth)
    return None
