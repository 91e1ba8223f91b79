"""What committee pages print, as values."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.pages import exempt, printed
from domain.dates import parse
from domain.meeting import ListedDocument


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Wednesday, 10th June, 2026 10.30 am", (date(2026, 6, 10), time(10, 30))),
        ("Wednesday 17 January 2018 7.00 pm", (date(2018, 1, 17), time(19))),
        ("Tuesday, 1st September, 2026 12 noon", (date(2026, 9, 1), time(12))),
        ("11/02/2026 3.00 pm", (date(2026, 2, 11), time(15))),
        ("08/02/2011, 10:00 - Board", (date(2011, 2, 8), time(10))),
        ("3 Aug 2026 - 10:00", (date(2026, 8, 3), time(10))),
        ("31/02/2026 and 1 March 2026", (date(2026, 3, 1), None)),
        ("10/06/2026 - 14 day notice", (date(2026, 6, 10), None)),
        ("16 March 2020 onwards", (date(2020, 3, 16), None)),
        ("Constitution", None),
        ("32 Foo 2026", None),
    ],
)
def test_days_and_times(words: str, expected: tuple[date, time | None] | None) -> None:
    """A day however it is written out, and the time that follows it; a number that is no time is none."""
    assert printed.day_and_time(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("10 Jun 2026", "2026-06-10"),
        ("16/06/2026", "2026-06-16"),
        ("November 2023", "2023-11"),
        ("23 March 2004; now part of the budget", "2004-03-23"),
        ("Not before 1st Jun 2026", "2026-06-01/.."),
        ("Not before July 2026", "2026-07/.."),
        ("Before 30 April 2004", "../2004-04-30"),
        ("by the end of May 2026", "../2026-05"),
        ("Between 1 March 2026 and 30 April 2026", "2026-03-01/2026-04-30"),
        ("March 2026 to May 2026", "2026-03/2026-05"),
        ("March to May 2026", "2026-03/2026-05"),
        ("December to January 2027", "2026-12/2027-01"),
        ("Between 1 and 5 June 2026", "2026-06-01/2026-06-05"),
        ("28th February - 2nd March 2026", "2026-02-28/2026-03-02"),
        ("5 to 1 June 2026", "2026-06-01"),
        ("31 February 2026", None),
        ("10 Mayoral 2026", None),
        ("To be confirmed", None),
        (None, None),
    ],
)
def test_when_something_is_due(words: str | None, expected: str | None) -> None:
    """No more exact than it is printed, open on the side that the words leave open."""
    assert printed.due(words) == expected


@given(
    st.text(max_size=80)
    | st.from_regex(r"(not before |before )?\d{1,2} (Jan|Feb|June) \d{4}( to May \d{4})?")
)
def test_any_words_about_when(words: str) -> None:
    """Whatever is printed, the outcome is a date in our form or none."""
    found = printed.due(words)

    assert found is None or parse(found)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("CANCELLED, Children's Panel - 8 Jul 2026", "Cancelled"),
        ("CANCELLED Meeting of Cabinet, 08/07/2026", "Cancelled"),
        ("Thursday, 28th April, 2016 7.00 pm, CANCELLED", "Cancelled"),
        ("8 Jul 2026 10.30 am - Cancelled", "Cancelled"),
        ("Cabinet - 8 Jul 2026 (MOVED to 9 July)", "Moved"),
        ("NEW DATE - Cabinet", "New"),
        ("New Homes Board - 8 Jul 2026", ""),
        ("Meeting of New Forest Panel, 08/07/2026", ""),
        ("Cancelled leases sub-committee", ""),
        ("", ""),
    ],
)
def test_marks_of_a_meeting(title: str, expected: str) -> None:
    """A mark stands apart from the name of the body; a body called New is not new."""
    assert printed.status(title) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Report to follow", True),
        ("(TO FOLLOW)", True),
        ("Appendix A to follow - Appendix B attached", True),
        ("to follow", True),
        ("A visit to follow up on this", False),
        ("To follow the guidance", False),
        ("The following", False),
        (None, False),
    ],
)
def test_papers_to_follow(words: str | None, expected: bool) -> None:
    """A paper that comes later is told from something that is to be followed."""
    assert printed.is_to_follow(None, words) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Not for publication - Paragraph 3", "Paragraph 3"),
        ("exempt under paragraphs 1, 2 and 3 of Schedule 12A", "paragraphs 1, 2 and 3 of Schedule 12A"),
        ("(Exempt Category 3)", "Category 3"),
        ("paras 1 & 3", "paras 1 & 3"),
        ("paragraph", None),
        ("in private", None),
        (None, None),
    ],
)
def test_reasons_of_exemption(words: str | None, expected: str | None) -> None:
    """The paragraphs of Schedule 12A, as printed."""
    assert exempt.reason(words) == expected


@pytest.mark.parametrize(
    ("title", "marked", "without"),
    [
        ("Residential placements contract (exempt)", True, "Residential placements contract"),
        ("Lease (exempt) (exempt)", True, "Lease"),
        ("Wheel (Exempt Category 3)", True, "Wheel (Exempt Category 3)"),
        ("Property [Part 2]", True, "Property [Part 2]"),
        ("Budget (exempt appendix)", False, "Budget (exempt appendix)"),
        ("Exempt accommodation", False, "Exempt accommodation"),
        ("(exempt)", True, "(exempt)"),
    ],
)
def test_marks_of_an_exempt_item(title: str, marked: bool, without: str) -> None:
    """What the page puts behind a title is taken off; an item with an exempt appendix is a public item."""
    assert (exempt.is_marked(title), exempt.without_mark(title)) == (marked, without)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Fully exempt - Paragraph 3", "Paragraph 3"),
        ("Part exempt", "Part exempt"),
        ("Open", None),
        ("Fully open", None),
        ("No", None),
        ("Not applicable", None),
        ("", None),
        (None, None),
    ],
)
def test_what_a_label_says_of_a_restriction(words: str | None, expected: str | None) -> None:
    """An item that is to be open is not restricted, though a label speaks of restrictions."""
    assert exempt.as_stated(words) == expected


def test_why_an_item_is_exempt() -> None:
    """Its own words come before those of its papers."""
    paper = ListedDocument(ref="s1", title="Annex", url=None, restricted=True, restriction="Paragraph 4")

    assert exempt.item_restriction([paper], "Lease", "Paragraph 3") == "Paragraph 3"
    assert exempt.item_restriction([paper], "Lease", None) == "Paragraph 4"
    assert exempt.item_restriction([], "Lease", None) is None


@given(st.text(max_size=200))
def test_any_words(words: str) -> None:
    """No words are too odd: each outcome is defined."""
    printed.status(words)
    printed.is_to_follow(words)
    exempt.is_marked(words)
    found = printed.day_and_time(words)

    assert found is None or found[0].year > 0
    assert exempt.reason(words) is None or exempt.reason(words)
    assert exempt.without_mark(words) or not words
