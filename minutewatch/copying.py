"""Copies: the prints of new articles are taken and compared with those that share them, and groups are made of what is alike.

The step of the line after linking, and what a person decides of two articles.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.copies import Group, Likeness, Prints
from linking import copies as rules
from linking import join as joining
from storage import copies
from storage.archive import Archive
from storage.copies import Differing
from storage.schema import Decision

_AT_ONCE = 20


@dataclass(frozen=True, kw_only=True)
class Joined:
    """What joining did: of how many articles the prints were taken (each version counts), how many are alike to others."""

    articles: int
    alike: int


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is known of the copies of an article that was asked for; `differing` says how the others (by number) differ from
    the one shown."""

    target: str
    group: Group | None
    differing: Mapping[int, Differing]


def join(archive: Archive, *, run: int) -> Joined:
    """Find out who printed whose text, of every article at which the rule of today has not looked yet.

    Killed at any point and run again it ends where it would have ended; whatever order articles come in, the groups are
    the same.
    """
    with archive.reading() as session:
        due = copies.unprinted(session, rule=rules.RULE)
    alike: set[int] = set()
    for start in range(0, len(due), _AT_ONCE):
        alike |= _join_some(archive, due[start : start + _AT_ONCE], run=run)
    return Joined(articles=len(due), alike=len(alike))


def decide(
    archive: Archive, one: str, other: str, *, same: bool, actor: str, reason: str, run: int, now: datetime
) -> None:
    """Keep a person's word that two articles (by public id or address) are copies, or never are, and follow it at once.

    Raises:
        UnknownDocument, NoCopies, Walled: as `storage.copies.decide`.
    """
    with archive.writing() as session:
        concerned = copies.decide(session, one, other, same=same, actor=actor, reason=reason, now=now)
        _regroup(session, concerned, run=run)


def follow(archive: Archive, decision: Decision, *, run: int) -> None:
    """Group the two articles anew of which a decision, taken back or restored, had spoken."""
    with archive.writing() as session:
        _regroup(session, copies.concerned(session, decision), run=run)


def told(archive: Archive, target: str) -> Told:
    """Who else printed an article, by public id or address.

    Raises:
        UnknownDocument: nothing of this id or address is kept.
    """
    with archive.reading() as session:
        group = copies.group_of(session, target)
        return Told(target=target, group=group, differing=copies.differing(session, group) if group else {})


def _join_some(archive: Archive, versions: list[int], *, run: int) -> set[int]:
    """Take the prints of some versions, compare each with what shares them, and join; returns the documents that are alike."""
    with archive.reading() as session:
        taken = {version: rules.prints(words) for version, words in copies.texts(session, versions).items()}
    with archive.writing() as session:
        copies.keep_prints(session, taken)
    found: dict[int, list[tuple[int, Likeness]]] = {}
    with archive.reading() as session:
        for version, mine in taken.items():
            near = _near(session, version, mine)
            others = _prints(session, [each.version for each in near])
            compared = ((each.document, rules.alike(mine, others[each.version])) for each in near)
            found[version] = [(document, likeness) for document, likeness in compared if likeness]
    with archive.writing() as session:
        touched = copies.keep_pairs(session, found, rule=rules.RULE, run=run)
        _regroup(session, touched, run=run)
    return touched


def _near(session: Session, version: int, mine: Prints) -> list[copies.Candidate]:
    """The versions with which it is worth comparing one."""
    kept = len(mine.sample.places)
    return [
        each
        for each in copies.candidates(session, version, mine)
        if rules.worth_comparing(each.shared, kept, each.prints)
    ]


def _prints(session: Session, versions: list[int]) -> dict[int, Prints]:
    """The prints of versions: all of them where the words are had, else those that are kept."""
    words = copies.texts(session, versions)
    gone = copies.kept_prints(session, [version for version in versions if version not in words])
    return {version: rules.prints(text) for version, text in words.items()} | gone


def _regroup(session: Session, documents: set[int], *, run: int) -> None:
    if not documents:
        return
    among = copies.connected(session, documents)
    joined = joining.copies(among.articles, among.pairs, among.decided)
    copies.keep_groups(session, among, joined, run=run)
