"""How a crawl went: every look is noted, and the state of the source follows. No network, no archive, no clock."""

from collections import Counter
from dataclasses import dataclass, field

from crawlers.items import Seen
from crawlers.problems import Problem
from domain.health import HealthState

# What there are many of; the others are one page each.
_MANY = ("document", "meeting")
# Without it nothing else of a source can be trusted to be whole.
_ESSENTIAL = "calendar"


@dataclass(kw_only=True)
class Tally:
    """What was kept and what failed, by watch key; `refusal` is why the host was left alone, `broke` what went wrong with ourselves."""

    kept: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    failed: dict[str, Problem] = field(default_factory=dict)
    refusal: Problem | None = None
    broke: str | None = None

    @property
    def looks(self) -> int:
        """How many answers, good or bad, were had."""
        return self.kept.total() + self.unchanged + len(self.failed)

    def note(self, seen: Seen) -> None:
        """Note one look that was kept."""
        if seen.problem:
            self.failed[seen.fetched.watch_key] = seen.problem
        elif seen.found is None:
            self.unchanged += 1
        else:
            self.kept[seen.fetched.watch_key.partition(":")[0]] += 1

    @property
    def health(self) -> Problem:
        """The state of the source and why: the host's refusal, else that of the calendar, else of what failed if most did.

        Single papers that could not be had do not make a source broken; the reason names the first.
        """
        if self.refusal:
            return self.refusal
        failed = {key: problem for key, problem in self.failed.items() if problem.state is not HealthState.OK}
        if _ESSENTIAL in failed:
            return failed[_ESSENTIAL]
        if 2 * len(failed) > self.looks:
            return next(iter(failed.values()))
        if not self.looks:
            return Problem(state=HealthState.QUIET, reason="nothing was due")
        return Problem(state=HealthState.OK, reason=_summed_up(self))


def _summed_up(tally: Tally) -> str:
    """`looked at calendar, events, 12 documents, 4 meetings; 1 failed, such as document:s60101: ...`."""
    parts = [
        f"{count} {kind}{'' if count == 1 else 's'}" if kind in _MANY else kind
        for kind, count in sorted(tally.kept.items(), key=lambda kept: (kept[0] in _MANY, kept[0]))
    ]
    if tally.unchanged:
        parts.append(f"{tally.unchanged} unchanged")
    said = f"looked at {', '.join(parts)}" if parts else "nothing could be kept"
    if not tally.failed:
        return said
    key, problem = next(iter(tally.failed.items()))
    return f"{said}; {len(tally.failed)} failed, such as {key}: {problem.reason}"
