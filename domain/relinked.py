"""What linking again changes: what is found that was not, and what is found no longer, each with its words and rule."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.mention import JsonValue


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A mention or fact of a text as it can be compared: what it is (`fact` or `mention`), its type, place, words, and what it says.

    `start` and `end` count in the text; both are `None` where the proof is a headline or a table. `says` are the fields of
    a fact or the value of a mention. `rule` takes no part in what a finding is.
    """

    what: str
    type: str
    key: str
    start: int | None
    end: int | None
    words: str
    says: JsonValue
    rule: str


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A finding that a text (of a document's version) gains or loses."""

    document: str
    version: int
    title: str
    gained: bool
    finding: Finding


@dataclass(frozen=True, kw_only=True)
class RuleChange:
    """How many findings of a rule were added and ended; `what` is `fact` or `mention`."""

    what: str
    type: str
    rule: str
    added: int
    ended: int


def differences(
    before: Iterable[Finding], after: Iterable[Finding]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What is gained and what is lost, each in order of place."""
    old, new = ({finding.key: finding for finding in findings} for findings in (before, after))
    gained = [finding for key, finding in new.items() if key not in old]
    lost = [finding for key, finding in old.items() if key not in new]
    return tuple(sorted(gained, key=_place)), tuple(sorted(lost, key=_place))


def _place(finding: Finding) -> tuple[int, str, str]:
    return finding.start or 0, finding.what, finding.key
