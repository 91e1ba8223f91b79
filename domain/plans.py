"""Plans of business to come: a council's forward plan of decisions, and the issues that it follows from plan to decision.

Publicity for key decisions, general exception, special urgency and meetings held in private: The Local Authorities
(Executive Arrangements) (Meetings and Access to Information) (England) Regulations 2012, regulations 5 and 9 to 11.
"""

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from domain import dates
from domain.meeting import digest


class Procedure(StrEnum):
    """How a decision comes about where it does not have the full notice of the forward plan (28 clear days)."""

    GENERAL_EXCEPTION = (
        "general exception"  # at least five clear days after notice to the scrutiny chair (reg. 10)
    )
    SPECIAL_URGENCY = "special urgency"  # the scrutiny chair agreed that it cannot wait (reg. 11)
    PRIVATE_MEETING = "private meeting"  # notice that a meeting is to be held in private (reg. 5)


@dataclass(frozen=True, kw_only=True)
class ListedPlan:
    """A plan in the list of plans: the source's own id, its title, and where it is."""

    ref: str
    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class ListedSeries:
    """A series of plans, such as those of one body, whose own page lists them: the source's own id and where it is."""

    ref: str
    url: str


@dataclass(frozen=True, kw_only=True)
class PlanList:
    """What a page lists: plans, and the series that have pages of their own for theirs."""

    plans: tuple[ListedPlan, ...]
    series: tuple[ListedSeries, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlannedItem:
    """A line of a plan: what is to be decided, by whom, and when (`due` is EDTF, `due_words` as printed).

    `issue_ref` is the source's own id of the issue, which stays when title and date change.
    """

    title: str
    issue_ref: str | None = None
    url: str | None = None
    due: str | None = None
    due_words: str | None = None
    maker: str | None = None
    is_key: bool | None = None
    status: str | None = None
    procedure: Procedure | None = None
    restriction: str | None = None

    @property
    def words(self) -> str:
        """What the plan says of it, a line each: the page of its own in the plan's text."""
        return _lines(
            self.title,
            due=self.due or self.due_words,
            maker=self.maker,
            is_key=self.is_key,
            status=self.status,
            issue=self.issue_ref,
            procedure=self.procedure,
            restriction=self.restriction,
        )


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A forward plan as it stands: its items in order. `first` and `last` are the days that it covers, where it says so."""

    ref: str
    title: str
    url: str
    first: date | None = None
    last: date | None = None
    items: tuple[PlannedItem, ...] = ()

    @property
    def fingerprint(self) -> str:
        """A digest of its title and items, addresses aside."""
        kept = asdict(self)
        kept.pop("url")
        for item in kept["items"]:
            item.pop("url")
        return digest(kept)


@dataclass(frozen=True, kw_only=True)
class IssueStep:
    """A station of an issue: an agenda item of a meeting, or a decision; `title` and `body` as the page names them."""

    title: str
    day: date | None = None
    body: str | None = None
    meeting_ref: str | None = None
    item_ref: str | None = None
    decision_ref: str | None = None


@dataclass(frozen=True, kw_only=True)
class Issue:
    """What a council follows under one id across plans, meetings and decisions, whatever it is called on the way."""

    ref: str
    title: str
    url: str
    is_key: bool | None = None
    status: str | None = None
    maker: str | None = None
    due: str | None = None
    first_listed: date | None = None
    procedure: Procedure | None = None
    steps: tuple[IssueStep, ...] = ()

    @property
    def words(self) -> str:
        """What the page says of what is to be decided, a line each, as a plan's page of it does."""
        return _lines(
            self.title,
            due=self.due,
            maker=self.maker,
            is_key=self.is_key,
            status=self.status,
            issue=self.ref,
            procedure=self.procedure,
        )

    @property
    def fingerprint(self) -> str:
        """A digest of all that the page says, its address aside."""
        kept = asdict(self)
        kept.pop("url")
        return digest(kept)


def last_day(due: str | None) -> date | None:
    """The last day that a stated time (EDTF) can mean; `None` where nothing is stated."""
    try:
        return dates.parse(due).last if due else None
    except dates.NotADate:
        return None


def _lines(
    title: str,
    *,
    due: str | None,
    maker: str | None,
    is_key: bool | None,
    status: str | None,
    issue: str | None,
    procedure: Procedure | None,
    restriction: str | None = None,
) -> str:
    """The title, and a line for each thing that is said, in the order in which plans print them."""
    said = {
        "Decision due": due,
        "Decision maker": maker,
        "Key decision": None if is_key is None else "yes" if is_key else "no",
        "Status": status,
        "Issue": issue,
        "Procedure": procedure,
        "Not for publication": restriction,
    }
    return "\n".join([title, *(f"{label}: {words}" for label, words in said.items() if words)])
