"""Lists: items that stand below the dates of meetings, with bullets or numbers or line by line."""

import re
from collections.abc import Iterator, Sequence

from linking.programmes.dates import UNDATED, Calendar
from linking.programmes.entries import MARK, Entry, unmarked
from linking.programmes.headings import TOP_LINES
from linking.programmes.lines import LABELLED, Line
from linking.programmes.who import NAME_LINE, POST

# Where a paper goes on after its list: `4. Recommendations`.
_SECTION = re.compile(
    r"(?:\d{1,2}\.? )?(?:recommendations?|background|purpose|introduction|conclusions?|appendi(?:x|ces)|next steps|(?:legal|financial|equality|resource) implications?)\b",
    re.IGNORECASE,
)
# `Budget 2027/28 – Director of Finance`, `Budget 2027/28 (Jane Smith)`
_AFTER_DASH = re.compile(rf" (?:[–-] |\()(?P<who>{NAME_LINE.pattern}|{POST}[^()]{{0,80}}?)\)?$")


def find(lines: Sequence[Line], calendar: Calendar) -> Iterator[Entry]:
    """Items below lines that are a date: those with bullets or numbers; without any, all lines, if there are several dates."""
    # All of them first: what stands below a date is known when the next one is read.
    blocks = [(due, below) for due, below in list(_blocks(lines, calendar)) if below]
    for due, below in blocks:
        marked = any(MARK.match(line.words) for line in below)
        if marked or len(blocks) > 1:
            yield from _items(below, due, marked=marked)


def _blocks(lines: Sequence[Line], calendar: Calendar) -> Iterator[tuple[str | None, list[Line]]]:
    """What stands below each date, to the next heading, table or running text; the paper's own date opens nothing."""
    below: list[Line] | None = None
    for place, line in enumerate(lines):
        when = calendar.read_alone(line.words)
        is_own = place < 2 * TOP_LINES and when == str(calendar.day)
        if (when and not is_own) or UNDATED.fullmatch(line.words):
            below = []
            yield when, below
        elif (
            line.is_row
            or line.is_running_text
            or LABELLED.fullmatch(line.words)
            or _SECTION.match(line.words)
        ):
            below = None
        elif below is not None:
            below.append(line)


def _items(below: Sequence[Line], due: str | None, *, marked: bool) -> Iterator[Entry]:
    """The items of a list; a line that begins none goes on with the one above."""
    item: list[Line] = []
    for line in below:
        if MARK.match(line.words) if marked else not line.words[0].islower():
            if item:
                yield _entry(item, due)
            item = [line]
        elif item:
            item.append(line)
    if item:
        yield _entry(item, due)


def _entry(item: Sequence[Line], due: str | None) -> Entry:
    what, who = unmarked(" ".join(line.words for line in item)), None
    if found := _AFTER_DASH.search(what):
        what, who = what[: found.start()], found["who"]
    return Entry(start=item[0].start, end=item[-1].end, what=what, due=due, who=who)
