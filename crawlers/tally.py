"""How a crawl went: every look is noted, and the state of the source follows. No network, no archive, no clock."""

from collections import Counter
from dataclasses import dataclass, field

from crawlers.items import Seen
from crawlers.problems import Problem
from domain import looking
from domain.health import HealthState
from domain.instants import london_date
from domain.news import StoryRefused

# What there are many of; the others are one page each.
_MANY = {
    **{
        kind: (kind, f"{kind}s")
        for kind in (
            "decision",
            "document",
            "feed",
            "issue",
            "item",
            "meeting",
            "page",
            "plan",
            "provider",
            "sitemap",
        )
    },
    "article": ("story", "stories"),
    "content": ("page of GOV.UK", "pages of GOV.UK"),
    "dataset": ("answer about a data set", "answers about data sets"),
    "publications": ("series", "series"),
    "search": ("search", "searches"),
}
_ESSENTIAL = (
    "calendar",
    "committees",
    "content:/government/collections/",
    "providers",
    "publications:",
    "search:",
)


@dataclass(kw_only=True)
class Tally:
    """What was kept and what failed, by watch key.

    `essential` is why a list could not be had without which nothing else can be trusted to be whole, `refusal` why the
    host was left alone, `broke` what went wrong with ourselves, `unkept` the answers that came and that we could make
    nothing of, `doubts` why answers that were kept are rather not whole. `refused` are stories that were not to be had by
    themselves, and why: they say nothing of the source.
    """

    kept: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    failed: dict[str, Problem] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    unkept: dict[str, str] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)
    essential: Problem | None = None
    refusal: Problem | None = None
    broke: str | None = None

    @property
    def looks(self) -> int:
        """How many answers, good or bad, were had."""
        return self.kept.total() + self.unchanged + len(self.failed) + len(self.refused) + len(self.unkept)

    def note(self, seen: Seen) -> None:
        """Note one look that was kept, or could not be."""
        key = seen.fetched.watch_key
        if seen.fault:
            self.unkept[key] = seen.fault
        elif seen.problem:
            self.failed[key] = seen.problem
            weighs = seen.problem.weighs or _is_essential(seen)
            if weighs and seen.problem.state is not HealthState.OK:
                self.essential = self.essential or seen.problem
        elif isinstance(seen.found, StoryRefused):
            self.refused[key] = seen.found.reason
        elif seen.found is None:
            self.unchanged += 1
        else:
            self.kept[key.partition(":")[0]] += 1
        if seen.doubt:
            self.doubts[key] = seen.doubt

    @property
    def health(self) -> Problem:
        """The state of the source and why: the host's refusal, else that of what it cannot be whole without, else of what
        failed if most did, of all looks or of those at meetings.

        A calendar that is rather not whole makes a source broken, and so does an answer that we can make nothing of, for
        news may be in it. Single papers that could not be had do not; the reason names the first.
        """
        if self.refusal:
            return self.refusal
        if self.essential:
            return self.essential
        failed = {key: problem for key, problem in self.failed.items() if problem.state is not HealthState.OK}
        if self.doubts:
            return Problem(state=HealthState.BROKEN, reason=next(iter(self.doubts.values())))
        if self.unkept:
            key, fault = next(iter(self.unkept.items()))
            return Problem(state=HealthState.BROKEN, reason=f"{key} {fault}")
        meetings = [problem for key, problem in failed.items() if key.startswith("meeting:")]
        if 2 * len(failed) > self.looks or len(meetings) > max(self.kept["meeting"], 1):
            return next(iter(meetings or failed.values()))
        if not self.looks:
            return Problem(state=HealthState.QUIET, reason="nothing was due")
        return Problem(state=HealthState.OK, reason=_summed_up(self))


def _is_essential(seen: Seen) -> bool:
    """Whether a look was at a list without which nothing else is whole: a calendar of meetings to come (a month that is past
    is one of many), the committees, the providers, a collection of GOV.UK, what a search finds, a series of statistics."""
    key, today = seen.fetched.watch_key, london_date(seen.fetched.asked_at)
    month = looking.month_of(key)
    return key.startswith(_ESSENTIAL) and (month is None or month[1] >= today)


def _summed_up(tally: Tally) -> str:
    """`looked at calendar, events, 12 documents, 4 meetings; 1 failed, such as document:s60101: ...`."""
    parts = [
        f"{count} {_MANY[kind][count > 1]}" if kind in _MANY else kind
        for kind, count in sorted(tally.kept.items(), key=lambda kept: (kept[0] in _MANY, kept[0]))
    ]
    if tally.unchanged:
        parts.append(f"{tally.unchanged} unchanged")
    said = f"looked at {', '.join(parts)}" if parts else "nothing could be kept"
    if tally.refused:
        key, reason = next(iter(tally.refused.items()))
        said = f"{said}; {len(tally.refused)} refused, such as {key}: {reason}"
    if not tally.failed:
        return said
    key, problem = next(iter(tally.failed.items()))
    return f"{said}; {len(tally.failed)} failed, such as {key}: {problem.reason}"
