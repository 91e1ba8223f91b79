"""Members: names after `Councillor` and its kin, one or many. A stretch of text in, the spans of names out; who is meant is for people.py."""

import re
from collections.abc import Iterator

from linking.names import COUNCILLOR, COUNCILLORS, HONORIFIC, HONOURS, MEMBER_NAME
from linking.prose import Span

# What may stand between `Councillor` and the name, and after it: `(Mrs)`; `OBE`, `(Chair)`, `[Labour]`.
TITLES = rf"(?:\(?{HONORIFIC}\)? ){{0,2}}"
MARK = rf"{HONOURS}{{0,3}}(?:,? \([^()\n]{{1,60}}\)| \[[^\[\]\n]{{1,40}}\])?"
_MEMBER = rf"{TITLES}{MEMBER_NAME}{MARK}"
# What parts the names of a list, on one line or over its end.
_AND = r"(?:[,;][ \n](?:and |& )?|,?[ \n](?:and|&)[ \n])"
# `Councillor Jane Smith`, `Cllr Smith`, `Coun J Smith`, `County Cllr Malik`, `Councillors A Smith (Chair), B Jones and C Brown`.
_MEMBERS = re.compile(
    rf"(?<![\w-])(?:{COUNCILLOR} {TITLES}(?P<one>{MEMBER_NAME})"
    rf"|{COUNCILLORS}[ \n](?P<many>{_MEMBER}(?:{_AND}{_MEMBER}){{0,60}}))"
)
_ONE_OF_MANY = re.compile(rf"{TITLES}(?P<name>{MEMBER_NAME}){MARK}{_AND}?")
# A line of nothing but names: `L Beckwith`, `M Cray OBE (Chair)`, `A Brown, B Green and C White`, `A Brown B Green`.
_ONLY_NAMES = re.compile(rf"(?:[-•*] ?)?(?>{_MEMBER})(?:(?:{_AND}| (?=[A-Z]\b))(?>{_MEMBER})){{0,30}}[.,;]?")
# A first name, not an initial, with a surname after it.
_GIVEN_NAME = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+)? (?!de |van |von |le |la )[A-ZÀ-Þ]")
_SERIES = re.compile(rf"{_MEMBER}(?:{_AND}{_MEMBER}){{0,60}}")
# `Councillor Call for Action`, `Councillor Development`: what members have, not who they are.
_NO_MEMBERS = frozenset(
    {"Call", "Conduct", "Code", "Development", "Training", "Champion", "Champions", "Question", "Questions", "Briefing"}
    | {"Workshop", "Induction", "Allowance", "Allowances", "Engagement", "Involvement", "Representation", "Support"}
)  # fmt: skip


def named(flow: str) -> Iterator[Span]:
    """The names of all who are called councillors in a text, without their titles, in order."""
    for found in _MEMBERS.finditer(flow):
        if not found["one"]:
            if found["many"].split()[0] not in _NO_MEMBERS:
                yield from _of_one_style(flow, found.span("many"))
        elif found["one"] not in _NO_MEMBERS:
            yield found.span("one")


def _of_one_style(flow: str, span: Span) -> Iterator[Span]:
    """The names of a list until its style changes: after surnames alone those with first names are others at the meeting."""
    by_surname = None
    for start, end in one_by_one(flow, span, _ONE_OF_MANY):
        is_full = _GIVEN_NAME.match(flow, start, end) is not None
        if by_surname and is_full:
            return
        by_surname = not is_full if by_surname is None else by_surname
        yield start, end


def listed(flow: str, start: int, end: int) -> Iterator[Span]:
    """The names of a line that holds nothing else, as lists under `Councillors` print them; none of any other line."""
    if _ONLY_NAMES.fullmatch(flow, start, end):
        position = start
        while found := _ONE_OF_MANY.search(flow, position, end):
            yield found.span("name")
            position = found.end()


def series(flow: str, start: int) -> Iterator[Span]:
    """The names of a list that begins at a place and ends with the sentence: ` A J Brown, Mrs C Green and R White.`"""
    found = _SERIES.match(flow, start + 1)
    if found and flow.startswith((".", "\n"), found.end()):
        yield from one_by_one(flow, found.span(), _ONE_OF_MANY)


def one_by_one(flow: str, span: Span, pattern: re.Pattern[str]) -> Iterator[Span]:
    """The names (group `name`) of a list such as `A Smith (Chair), B Jones and C Brown`, an entry a match of the pattern."""
    position, end = span
    while position < end and (found := pattern.match(flow, position, end)):
        yield found.span("name")
        position = found.end()
