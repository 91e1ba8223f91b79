"""Actions with news: what was planned or promised is followed from edition to edition, each change with its words."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from digest.build import build
from digest.item import Item
from digest.select import compose
from domain.meeting import Meeting
from storage import editions
from storage.archive import Archive
from tests.digest.world import SETTINGS
from tests.storage.linked import SCRUTINY, Linked, at, item, meeting, paper, programme

SEPTEMBER = meeting("7203", SCRUTINY, date(2026, 9, 22))
JANUARY = meeting("7403", SCRUTINY, date(2027, 1, 19))
MARCH = meeting("7409", SCRUTINY, date(2027, 3, 16))
SPECIAL = meeting("7512", SCRUTINY, date(2027, 3, 22))
LATER = meeting("7509", SCRUTINY, date(2027, 9, 21))
RESOLVED = (
    "RESOLVED that a report on spending on agency social workers, by team and with the reason for each contract, "
    "come to the meeting of the Committee in January 2027."
)
AGENCY = "Spending on agency social workers | Kwame Birtwell"
TRANSPORT = "16 March 2027 | Home to school transport: two years on | Gareth Umney"


@pytest.fixture
def site(archive: Archive) -> Linked:
    """The committee resolved in September that a report come in January; an edition told of it."""
    site = Linked(archive, at(2026, 9, 1))
    site.lists(SEPTEMBER, JANUARY, MARCH, LATER)
    workforce = item(6, "Children's social care workforce")
    site.shows(replace(SEPTEMBER, agenda_published=True, items=(workforce,)))
    site.comes(at(2026, 10, 3))
    minuted = replace(workforce, minutes=RESOLVED)
    site.shows(replace(SEPTEMBER, agenda_published=True, minutes_published=True, items=(minuted,)))
    _edition(site, "2026-W41", at(2026, 10, 5))
    return site


def _plans(site: Linked, held: Meeting, published: str, *rows: str) -> None:
    ref = f"s{published}"
    site.shows(
        replace(
            held,
            agenda_published=True,
            items=(item(8, "Work programme", paper(ref, "Work programme 2026/27", published)),),
        )
    )
    site.serves(ref, programme(*rows))


def _edition(site: Linked, name: str, now: datetime) -> list[Item]:
    """What an edition tells of business; it is frozen, so that the next one begins where it ended."""
    named = editions.named(name)
    with site.archive.reading() as session:
        items = compose(session, named, editions.next_window(session, named), now=now).items
    build(site.archive, name, now=now, settings=SETTINGS)
    return [each for each in items if each.section == "actions"]


def test_an_action_is_followed_from_edition_to_edition(site: Linked) -> None:
    """Listed, moved, no longer listed, no update found, reported under another title: each once, in the edition after it."""
    site.comes(at(2026, 11, 10))
    _plans(site, JANUARY, "2026-11-10", f"19 January 2027 | {AGENCY}", TRANSPORT)
    listed = _edition(site, "2026-W47", at(2026, 11, 16))
    quiet = _edition(site, "2026-W48", at(2026, 11, 23))
    site.comes(at(2027, 1, 11))
    _plans(site, MARCH, "2027-01-11", f"16 March 2027 | {AGENCY}", TRANSPORT)
    (moved,) = [each for each in _edition(site, "2027-W03", at(2027, 1, 18)) if "moved" in each.what]
    site.comes(at(2027, 3, 8))
    _plans(site, LATER, "2027-03-08", TRANSPORT)
    (dropped,) = [each for each in _edition(site, "2027-W11", at(2027, 3, 15)) if "no longer" in each.what]
    (overdue,) = [each for each in _edition(site, "2027-W15", at(2027, 4, 12)) if "agency" in each.what]

    assert "for the first time" in listed[0].what
    assert quiet == []
    assert moved.what == (
        "“Spending on agency social workers” was moved from 19 January 2027 to 16 March 2027."
    )
    (pair,) = moved.differences
    assert pair.before is not None
    assert pair.after is not None
    assert pair.before.shown == "“19 January 2027 | Spending on agency social workers”"
    assert pair.after.shown == "“16 March 2027 | Spending on agency social workers”"
    assert "Birtwell" not in f"{pair.before.shown}{pair.after.shown}"
    assert dropped.what == (
        "“Spending on agency social workers” is no longer on the work programme of 8 March 2027."
    )
    assert dropped.different == "It was due 16 March 2027 as last stated."
    assert overdue.what == (
        "“Spending on agency social workers” was due 16 March 2027; no update was found since."
    )
    assert (
        "documents searched; query: spending agency social workers council:northshire"
        in overdue.different.lower()
    )
    assert moved.audience == ("council:northshire",)


def test_an_item_that_was_put_off_is_told_with_where_it_went(site: Linked) -> None:
    """Deferred to a special meeting, whose agenda gave three clear working days; five would have needed an earlier day."""
    plan = item(6, "Improvement plan")
    site.comes(at(2027, 3, 8))
    site.shows(replace(MARCH, agenda_published=True, items=(plan,)))
    site.comes(at(2027, 3, 16, 12))
    site.lists(SEPTEMBER, JANUARY, MARCH, SPECIAL, LATER)
    site.shows(SPECIAL)
    site.comes(at(2027, 3, 16, 18))
    words = "That the item be deferred to a special meeting on 22 March 2027, because members had not read the plan."
    site.shows(
        replace(
            MARCH, agenda_published=True, decisions_published=True, items=(replace(plan, decision=words),)
        )
    )
    site.shows(replace(SPECIAL, agenda_published=True, items=(item(3, "Improvement plan"),)))
    told = _edition(site, "2027-W12", at(2027, 3, 22))
    (deferred,) = [each for each in told if "deferred" in each.what]

    assert deferred.what == (
        "Item 6, “Improvement plan”, was deferred to the meeting of Mon 22 March; its agenda gave 3 clear working days; "
        "for 5 it was due by Fri 12 March."
    )
    assert [(quote.shown, quote.state) for quote in deferred.quotes] == [(f"“{words}”", "decision sheet")]
