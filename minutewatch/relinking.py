"""Linking again: what a change of rules would do to a sample of the archive, and what a run of linking did. Told in words or JSON.

Keys of the JSON are a contract as those of contract.py are (docs/reference/json.md).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial

from domain.document import DocumentKind
from domain.findings import Findings
from domain.relinked import Difference, Finding, RuleChange, differences
from domain.wall import Span, touches, veiled
from minutewatch import linker
from minutewatch.contract import JsonObject
from minutewatch.jobs import Home, texts_of
from storage import known, private, relinking
from storage.facts import Relinked

# So many words of a finding are shown in a line.
_SHOWN = 160


def sampled(home: Home, size: int, *, kind: DocumentKind | None = None) -> Sequence[int]:
    """So many texts (of one kind), by number, spread over the archive; all where there are fewer."""
    with home.archive.reading() as session:
        return relinking.sample(session, size, kind=kind)


def review(home: Home, texts: Sequence[int]) -> Iterator[Difference]:
    """What the rules and tables of today would change in texts, one after the other. Nothing is kept."""
    with home.archive.reading() as session:
        knowledge = known.known(session)
    for found in linker.linked(texts, partial(texts_of, home), knowledge, processes=home.settings.linkers):
        yield from _differences(home, found)


def changed_by_last(home: Home) -> Sequence[RuleChange]:
    """What the newest run of linking added and ended, by rule."""
    with home.archive.reading() as session:
        run = relinking.newest_run(session)
        return relinking.changed_by(session, run) if run else ()


def linked_of(done: Relinked, changes: Sequence[RuleChange]) -> JsonObject:
    """What a run of linking did, and by which rules."""
    return {**asdict(done), "rules": [rule_change_of(change) for change in changes]}


def difference_of(difference: Difference) -> JsonObject:
    """A finding gained or lost."""
    found = difference.finding
    return {
        "change": "gained" if difference.gained else "lost",
        "doc": difference.document,
        "version": difference.version,
        "title": difference.title,
        "what": found.what,
        "type": found.type,
        "start": found.start,
        "end": found.end,
        "quote": found.words,
        "says": found.says,
        "rule": found.rule,
    }


def difference_line(difference: Difference) -> str:
    """The same in a line, as differences are shown."""
    found = difference.finding
    words = " ".join(found.words.split())
    words = words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"
    says = f" {found.says}" if found.says not in (None, "") else ""
    sign = "+" if difference.gained else "-"
    return f"{sign} {difference.document} {found.what} {found.type}: “{words}”{says} ({found.rule})"


def rule_change_of(change: RuleChange) -> JsonObject:
    """How a rule's findings changed."""
    return {
        "what": change.what,
        "type": change.type,
        "rule": change.rule,
        "added": change.added,
        "ended": change.ended,
    }


def rule_change_line(change: RuleChange) -> str:
    """The same in words."""
    return f"  {change.what} {change.type} by {change.rule}: {change.added} added, {change.ended} ended"


def _differences(home: Home, findings: Mapping[int, Findings]) -> Iterator[Difference]:
    with home.archive.reading() as session:
        stand = relinking.standing(session, findings)
        unshown = private.spans_by_text(session, findings)
    for text, found in findings.items():
        stands = stand[text]
        spans = (*unshown.get(text, ()), *found.private)
        gained, lost = differences(stands.findings, relinking.findings_of(stands, found))
        for is_gained, changed in ((False, lost), (True, gained)):
            for finding in changed:
                yield Difference(
                    document=stands.document,
                    version=stands.version,
                    title=stands.title,
                    gained=is_gained,
                    finding=_shown(finding, spans),
                )


def _shown(finding: Finding, private: Sequence[Span]) -> Finding:
    """A finding as it may be shown: nobody private is named in it."""
    if finding.start is None or finding.end is None or not touches(private, finding.start, finding.end):
        return finding
    return replace(finding, words=veiled(finding.words, private, start=finding.start), says=None)
