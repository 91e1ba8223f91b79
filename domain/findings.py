"""Findings: everything that linking found in one text."""

from dataclasses import dataclass

from domain.council import Council
from domain.fact import Fact
from domain.harm import Held
from domain.identity import Appearance
from domain.inspection import Inspection
from domain.mention import Mention
from domain.place import Place


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What is known of a text from outside it: its title, kind, publication date (EDTF) and whose it is (council slug).

    `covers` are the councils (slugs) that its source writes about; empty where it writes about all of England, or nobody says;
    with `is_anonymous` its source takes out of its texts whom they are about, and tells of one child in many of them.
    `address` is where it stands in the web, `document` its public id, and `released` are the ids of what a person let be
    shown of it though a rule holds it (`domain.harm.Held.uid`).
    """

    title: str = ""
    kind: str | None = None
    published: str | None = None
    council: str | None = None
    covers: tuple[str, ...] = ()
    is_anonymous: bool = False
    address: str = ""
    document: str = ""
    released: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Mentions in order of place, facts, the council that the text is about, and what kind of document it proves to be.

    `appearances` are the people in public roles whom the mentions name.
    `published` is the date that the text itself prints, if it does (EDTF). `held` is what could point to one child,
    released or not. `private` are the places in the text that nobody may be shown: where people in no public role are
    named, and what is held; `names_private` says that the text or its title does so, `headline_private` that
    the title or the address names them or is about those whom the text names. `place` is where an article is set, `None`
    of all other texts.
    """

    mentions: tuple[Mention, ...] = ()
    facts: tuple[Fact, ...] = ()
    appearances: tuple[Appearance, ...] = ()
    council: Council | None = None
    kind: str | None = None
    title: str | None = None
    published: str | None = None
    inspection: Inspection | None = None
    topics: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    place: Place | None = None
    held: tuple[Held, ...] = ()
    private: tuple[tuple[int, int], ...] = ()
    names_private: bool = False
    headline_private: bool = False
