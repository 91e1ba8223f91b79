"""Forward plans: items with labelled lines, each a decision to come."""

from collections.abc import Iterator, Sequence

from domain.text import Page, Text
from linking.programmes import labels
from linking.programmes.dates import Calendar
from linking.programmes.entries import Entry, is_business, unmarked
from linking.programmes.headings import procedure_of
from linking.programmes.lines import Line

# What only the items of a plan have; dates and authors stand at the head of every report.
_OF_A_PLAN = frozenset({"forum", "issue", "key", "procedure"})
# `Meeting date: 9 June 2026`, `Item: Improvement plan`: an item that says itself what it is and when.
_OF_AN_ITEM = frozenset({"what", "due"})


def find(text: Text, lines: Sequence[Line], calendar: Calendar) -> Iterator[Entry]:
    """The items of a plan: each a title with labelled lines below it, such as who decides and when, or labelled itself."""
    for page in text.pages:
        for title, said, first, last in labels.groups(line for line in lines if _is_on(line, page)):
            is_item = said.keys() >= _OF_AN_ITEM and calendar.read(said["due"]) not in (
                None,
                str(calendar.day),
            )
            what = said.get("what") or (title.words if title else "")
            if (_OF_A_PLAN.isdisjoint(said) and not is_item) or not is_business(what):
                continue
            start = title.start if title and "what" not in said else first.start
            yield labels.entry(
                said,
                unmarked(what),
                start=start,
                end=last.end,
                procedure=procedure_of(said.get("procedure", "")),
                calendar=calendar,
            )


def _is_on(line: Line, page: Page) -> bool:
    return page.start <= line.start < page.end
