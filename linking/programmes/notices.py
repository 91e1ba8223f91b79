"""Statutory notices: one piece of business each, by its labelled lines or its title; and reports that say that they are taken under one."""

import re
from collections.abc import Iterator, Sequence

from domain.plans import Procedure
from linking.programmes import labels
from linking.programmes.dates import Calendar
from linking.programmes.entries import Entry, is_business
from linking.programmes.headings import procedure_of
from linking.programmes.lines import Line
from linking.prose import Prose

# `Notice of general exception: award of contract`
_BEFORE_SUBJECT = re.compile(
    r"^.*?\b(?:notice|general exception|special urgency|private)(?: (?:notice|procedure|meeting|session))*(?: ?[:–-]| (?:for|regarding|in respect of)) +(?=\S)",
    re.IGNORECASE,
)
# `This decision is taken under the general exception procedure`, `The report comes as a case of special urgency`.
_TAKEN_UNDER = re.compile(
    r"\b(?:[Tt]his|[Tt]he) (?:key )?(?:decision|report|item|matter)\b[^.;]{0,100}?\b(?:under|using|through|by|as) (?:the |a )?"
    r"(?:(?:rules?|provisions?|procedures?|case|matter) (?:on|of|for) )?(?P<how>general exception|special urgency)\b",
    re.IGNORECASE,
)
_ONLY_PERHAPS = re.compile(
    r"\b(?:not|no|if|where|when|may|might|could|would|unless|whether|decisions)\b", re.IGNORECASE
)


def find(lines: Sequence[Line], heading: str, procedure: Procedure, calendar: Calendar) -> Iterator[Entry]:
    """What a notice is about, by its labelled lines or its title."""
    said: dict[str, str] = {}
    labelled: list[Line] = []
    for line in lines:
        name, value = labels.label_of(line.words)
        if name and name not in said:
            said[name] = value
            labelled.append(line)
    subject = _BEFORE_SUBJECT.match(heading)
    named = heading[subject.end() :].partition("\n")[0] if subject else ""
    what = said.get("what") or named
    proof = labelled or list(lines[:1])
    if not proof or not is_business(what):
        return
    yield labels.entry(
        said, what, start=proof[0].start, end=proof[-1].end, procedure=procedure, calendar=calendar
    )


def taken_under(prose: Prose) -> Iterator[Entry]:
    """What a report says of itself: that it is decided without the full notice."""
    title = prose.circumstances.title
    for found in _TAKEN_UNDER.finditer(prose.smooth):
        sentence = prose.sentence_at(found.start())
        if title and not _ONLY_PERHAPS.search(prose.smooth, *sentence):
            start, end = prose.span(*sentence)
            yield Entry(start=start, end=end, what=title, procedure=procedure_of(found["how"]))
            return
