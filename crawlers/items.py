"""What a spider hands on: every look at a source, whether it saw something or failed."""

from dataclasses import dataclass
from typing import TypeAlias

from crawlers.problems import Problem
from domain.document import Fetched, ReadDocument
from domain.meeting import AgendaItem, Attendee, Calendar, Committee, ListedEvent, Meeting
from domain.members import Councillor
from domain.news import NewsFeed, NewsSitemap, StoryGone, StoryRefused
from domain.plans import Issue, Plan, PlanList
from domain.provider import HomeTable, ProviderList, ProviderPage, TableLeads
from domain.publications import (
    ContentGone,
    ContentItem,
    DataFile,
    DataSetChanges,
    DataSetList,
    DataSetVersions,
    Feed,
    PublicationList,
    SearchPage,
)
from domain.register import Register, RegisteredDecision

Found: TypeAlias = (
    Calendar
    | tuple[Committee, ...]
    | tuple[ListedEvent, ...]
    | Meeting
    | AgendaItem
    | Register
    | RegisteredDecision
    | PlanList
    | Plan
    | Issue
    | tuple[Councillor, ...]
    | tuple[Attendee, ...]
    | ProviderList
    | ProviderPage
    | TableLeads
    | HomeTable
    | SearchPage
    | Feed
    | ContentItem
    | ContentGone
    | PublicationList
    | DataSetList
    | DataSetVersions
    | DataSetChanges
    | DataFile
    | NewsFeed
    | NewsSitemap
    | StoryRefused
    | StoryGone
    | ReadDocument
)


# How it begins where a story was not to be had though its site was: the reason follows.
REFUSED = "not to be had: "
# How it begins where we ourselves could make nothing of an answer: our parser failed, or keeping it did.
FAULTS = ("could not be read", "could not be kept")


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One look: the answer as it came, and what was found in it or why nothing was.

    Neither means that nothing changed since the last look (status 304). The body of a look that failed is not handed on.
    `fault` says what went wrong with ourselves when something was to be made of the answer, `doubt` why an answer that
    was kept is rather not whole.
    """

    fetched: Fetched
    found: Found | None = None
    problem: Problem | None = None
    fault: str | None = None
    doubt: str | None = None
