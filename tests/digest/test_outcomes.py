"""What came of meetings and of those who decide alone: decisions, their amendments, minutes with a later agenda, items closed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from digest.item import Item
from digest.select import compose
from domain.meeting import AgendaItem, ListedDocument
from domain.register import ListedDecision, RegisteredDecision
from storage import editions
from storage.archive import Archive
from tests.storage.linked import statements
from tests.storage.world import MEETING, Northshire, with_agenda

LINE = ListedDecision(
    ref="8800",
    title="Foster carer allowances 2026/27",
    url="http://127.0.0.1:1/8800",
    maker="Cabinet Member for Children and Young People",
    published=date(2026, 6, 2),
)
DECISION = RegisteredDecision(
    ref="8800",
    title="Foster carer allowances 2026/27",
    url="http://127.0.0.1:1/8800",
    maker="Cabinet Member for Children and Young People",
    is_key=True,
    is_subject_to_call_in=True,
    decided=date(2026, 6, 1),
    published=date(2026, 6, 2),
    effective=date(2026, 6, 19),
    restriction="Paragraph 3",
    sections=(("Decision", "That the allowances be raised by 4 per cent."),),
)
NOW = datetime(2026, 6, 15, 6, tzinfo=UTC)


@pytest.fixture
def council(archive: Archive) -> Northshire:
    """Northshire, whose register and calendar were looked at once."""
    council = Northshire(archive)
    council.due("calendar", "events", "decisions", "decisions:sweep", "plans")
    council.lists(MEETING)
    council.announces()
    council.registers()
    return council


def _told(council: Northshire, section: str = "councils", now: datetime = NOW) -> list[Item]:
    named = editions.named("2026-W25")
    with council.archive.reading() as session:
        items = compose(session, named, editions.next_window(session, named), now=now).items
    return [each for each in items if each.section == section]


def test_a_decision_taken_alone_says_who_decided_what_and_until_when_it_may_be_called_in(
    council: Northshire,
) -> None:
    """An office, the words of the decision, a key decision, the paragraph under which its paper is closed."""
    council.later(days=1)
    council.registers(LINE)
    council.decided(DECISION)
    (found,) = _told(council)

    assert found.what == (
        "Cabinet Member for Children and Young People decided on 1 June 2026: “Foster carer allowances 2026/27”."
    )
    assert [quote.shown for quote in found.quotes] == ["“That the allowances be raised by 4 per cent.”"]
    assert found.different == "Key decision. Not for publication (Paragraph 3)."
    assert found.next == "It takes effect on Fri 19 June, unless members call it in before."


def test_nobody_without_an_office_is_named_for_a_decision(council: Northshire) -> None:
    """A register may name a member of staff: they are an officer."""
    council.later(days=1)
    council.decided(replace(DECISION, maker="Sam Person"))
    (found,) = _told(council)

    assert found.what.startswith("An officer decided")


def test_a_decision_that_was_amended_is_quoted_from_both_versions(council: Northshire) -> None:
    """One that an officer took, and those of a meeting: both are called amended after they were published."""
    council.later(days=1)
    council.decided(DECISION)
    held = with_agenda(decisions_published=True)
    decided = [
        replace(
            held,
            items=tuple(replace(item, decision=f"That {sum_} be spent on the plan.") for item in held.items),
        )
        for sum_ in ("£6.2m", "£7.9m")
    ]
    council.shows(decided[0])
    council.later(days=10)
    council.decided(
        replace(DECISION, sections=(("Decision", "That the allowances be raised by 5 per cent."),))
    )
    council.shows(decided[1])
    alone, meeting = [each for each in _told(council) if "amended" in each.what]

    assert {alone.what, meeting.what} == {
        "The decision “Foster carer allowances 2026/27” was amended after it was published.",
        "The decisions of the meeting were amended after they were published.",
    }
    for each in (alone, meeting):
        (pair,) = each.differences
        assert pair.before is not None
        assert pair.after is not None
        assert {quote.version for quote in (pair.before, pair.after)} == {1, 2}
        assert [link.words for link in each.links][:2] == [
            f"Our copy, {pair.after.where}",
            f"The version before, {pair.before.where}",
        ]


def test_minutes_may_come_out_with_a_later_agenda(council: Northshire) -> None:
    """They are told as the minutes of the meeting that they are of, with the meeting whose papers carry them."""
    later = replace(MEETING, ref="9102", day=date(2026, 7, 8))
    council.lists(MEETING, later)
    council.shows(with_agenda())
    council.later(days=12)
    printed = ListedDocument(
        ref="s1",
        title="Minutes of the meeting held on 10 June 2026",
        url="http://127.0.0.1:1/s1",
        published="2026-06-12",
    )
    item = AgendaItem(
        ref="77102", position=2, number="2.", title="Minutes of the last meeting", documents=(printed,)
    )
    council.shows(replace(later, agenda_published=True, items=(item,)))
    council.shows(with_agenda())
    council.serves("s1", "RESOLVED that a report on agency social workers come to the September meeting.")
    (minutes,) = [each for each in _told(council) if "inutes of the meeting were" in each.what]

    assert minutes.what == (
        "Draft minutes of the meeting were published with the papers of the meeting of Wed 8 July."
    )
    assert minutes.under.endswith("Wednesday 10 June 2026, 10:30")


def test_an_item_may_be_closed_and_opened_as_a_whole(council: Northshire) -> None:
    """The item is named, not a paper of its name; the reason stands beside it."""
    later = replace(MEETING, day=date(2026, 7, 8))
    council.lists(later)
    opened = replace(with_agenda(), day=later.day)
    council.shows(opened)
    council.later(days=3)
    closed = tuple(replace(item, restricted=True, restriction="Paragraph 3") for item in opened.items)
    council.shows(replace(opened, items=closed))
    told = [each.what for each in _told(council)]

    assert "Item 4, “Improvement plan” is now to be taken in private (Paragraph 3)." in told


def test_files_of_a_meeting_without_items_are_told_by_their_titles(council: Northshire) -> None:
    """Systems that list files alone: the agenda with its papers, and a paper that came later."""
    later = replace(MEETING, ref="9103", day=date(2026, 7, 8), agenda_published=True)
    first, second = (
        ListedDocument(ref=f"x{n}", title=title, url=f"http://127.0.0.1:1/x{n}", published="2026-06-02")
        for n, title in enumerate(("Fees report", "Fostering report"))
    )
    council.lists(replace(later, agenda_published=False))
    council.shows(replace(later, documents=(first,)))
    council.later(days=3)
    council.shows(replace(later, documents=(first, second)))
    agenda, added = _told(council)

    assert agenda.what.startswith("The agenda was published: 1 document.")
    assert agenda.different == "With it: “Fees report”."
    assert added.what == "“Fostering report” was added to the meeting’s papers."


def test_an_edition_asks_the_archive_the_same_however_much_happened(council: Northshire) -> None:
    """Thirty papers, decisions and meetings more are no more questions to the database."""
    asked = []
    for number in (1, 30):
        council.later(hours=1)
        meetings = [replace(MEETING, ref=f"93{n:02}", day=date(2026, 7, 8)) for n in range(number)]
        council.lists(*meetings)
        for n, each in enumerate(meetings):
            council.decided(replace(DECISION, ref=f"99{n:02}"))
            papers = (
                ListedDocument(
                    ref=f"p{n}", title=f"Report {n}", url=f"http://127.0.0.1:1/p{n}", published="2026-06-02"
                ),
            )
            item = AgendaItem(ref=f"78{n:03}", position=1, number="1.", title="Plan", documents=papers)
            council.shows(replace(each, agenda_published=True, items=(item,)))
            council.serves(f"p{n}", f"RESOLVED that £{n}.2m be spent.")
        with statements(council.archive) as found:
            _told(council)
        asked.append(len(found))

    assert asked[1] == asked[0]
