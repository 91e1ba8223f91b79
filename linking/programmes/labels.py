"""Labels: lines such as `Decision maker: Cabinet`, and what is said of one piece of business by those that belong together."""

import re
from collections.abc import Iterable, Iterator, Mapping

from domain.plans import Procedure
from linking.programmes.dates import Calendar
from linking.programmes.entries import Entry
from linking.programmes.lines import LABELLED, Line

_LABELS = (
    ("issue", re.compile(r"issue(?: (?:ref(?:erence)?|number|no|id))?", re.IGNORECASE)),
    ("key", re.compile(r"(?:is (?:it|this) a )?key decision\??", re.IGNORECASE)),
    ("procedure", re.compile(r"procedure", re.IGNORECASE)),
    ("forum", re.compile(r"decision[ -]?(?:maker|taker|making body)|(?:decision )?(?:to be )?(?:taken|made|decided) by", re.IGNORECASE)),
    ("due", re.compile(r"(?:decision )?due(?: date)?|(?:proposed |expected )?date of (?:the )?(?:decision|meeting)|(?:meeting|decision) date|date (?:the )?decision (?:is )?(?:due|to be (?:taken|made))", re.IGNORECASE)),
    ("who", re.compile(r"(?:lead|report|contact) officer|report (?:of|author)|author", re.IGNORECASE)),
    ("what", re.compile(r"title|subject|matter|item|(?:proposed )?decision|what is to be decided|decision to be (?:taken|made)|title of (?:the )?(?:report|decision)|report title", re.IGNORECASE)),
)  # fmt: skip


def label_of(words: str) -> tuple[str | None, str]:
    """What a line is a label of (`due`, `forum` ...) and what it says."""
    found = LABELLED.fullmatch(words)
    if not found:
        return None, words
    name = next((name for name, label in _LABELS if label.fullmatch(found["label"])), None)
    return name, found["value"].strip()


def groups(lines: Iterable[Line]) -> Iterator[tuple[Line | None, dict[str, str], Line, Line]]:
    """Labelled lines that belong together, with the last other line above them and their own first and last."""
    title: Line | None = None
    above: Line | None = None
    said: dict[str, str] = {}
    first = last = None
    for line in lines:
        name, value = label_of(line.words)
        if name is None:
            above = line
            continue
        if name in said and first and last:
            yield title, said, first, last
            said = {}
        if not said:
            title, above, first = above, None, line
        said[name], last = value, line
    if first and last:
        yield title, said, first, last


def entry(
    said: Mapping[str, str],
    what: str,
    *,
    start: int,
    end: int,
    procedure: Procedure | None,
    calendar: Calendar,
) -> Entry:
    """The entry that labelled lines make; whether it is a key decision is told by `yes` or `no`."""
    return Entry(
        start=start,
        end=end,
        what=what,
        due=calendar.read(said.get("due", "")),
        who=said.get("who"),
        forum=said.get("forum"),
        issue=said.get("issue"),
        procedure=procedure,
        key=said["key"].lower().startswith("y") if "key" in said else None,
    )
