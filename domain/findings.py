"""Findings: everything that linking found in one text."""

from dataclasses import dataclass

from domain.council import Council
from domain.fact import Fact
from domain.inspection import Inspection
from domain.mention import Mention


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What is known of a text from outside it: its title, kind, publication date (EDTF) and whose it is (council slug)."""

    title: str = ""
    kind: str | None = None
    published: str | None = None
    council: str | None = None


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Mentions in order of place, facts, the council that the text is about, and what kind of document it proves to be.

    `published` is the date that the text itself prints, if it does (EDTF).
    """

    mentions: tuple[Mention, ...] = ()
    facts: tuple[Fact, ...] = ()
    council: Council | None = None
    kind: str | None = None
    title: str | None = None
    published: str | None = None
    inspection: Inspection | None = None
    topics: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
