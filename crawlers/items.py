"""What a spider hands on: every look at a source, whether it saw something or failed."""

from dataclasses import dataclass
from typing import TypeAlias

from crawlers.problems import Problem
from domain.document import Fetched, ReadDocument
from domain.meeting import Calendar, Committee, ListedEvent, Meeting

Found: TypeAlias = Calendar | tuple[Committee, ...] | tuple[ListedEvent, ...] | Meeting | ReadDocument


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One look: the answer as it came, and what was found in it or why nothing was.

    Neither means that nothing changed since the last look (status 304). The body of a look that failed is not handed on.
    """

    fetched: Fetched
    found: Found | None = None
    problem: Problem | None = None
