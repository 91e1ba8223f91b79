"""Times: dates as worded, resolved against the day of publication where they are relative, and no more exact than stated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates import parse
from linking.times import days_printed
from tests.linking.texts import mentions, read

PUBLISHED = "2018-12-11"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Report published: 17 August 2018", "17 August 2018", "2018-08-17"),
        ("on Tuesday, 11th December 2018", "Tuesday, 11th December 2018", "2018-12-11"),
        ("on Wednesday 10 June 2026 at 10.30 am", "Wednesday 10 June 2026 at 10.30 am", "2026-06-10T10:30+01:00"),
        ("signed on 09/05/2016", "09/05/2016", "2016-05-09"),
        ("visited from 8 to 19 June 2026", "8 to 19 June 2026", "2026-06-08/2026-06-19"),
        ("between 28 November and 9 December 2022", "28 November and 9 December 2022", "2022-11-28/2022-12-09"),
        ("judged inadequate in May 2015", "May 2015", "2015-05"),
        ("at the end of May 2018", "the end of May 2018", "2018-05-31"),
        ("from April 2025 to March 2026", "April 2025 to March 2026", "2025-04/2026-03"),
        ("in 2015", "2015", "2015"),
        ("the budget for 2025/26", "2025/26", "2025-04/2026-03"),
        ("the academic year 2025/26", "academic year 2025/26", "2025-09/2026-08"),
        ("quarter 2 of 2025/26", "quarter 2 of 2025/26", "2025-07/2025-09"),
        ("in autumn 2026", "autumn 2026", "2026-09~/2026-11~"),
        ("issued on May 19", "May 19", "2018-05-19"),
        ("it will meet on 19 January", "19 January", "2019-01-19"),
        ("inspectors visited in June", "June", "2018-06"),
        ("at its meeting next February", "next February", "2019-02"),
        ("must be done by the end of May next year", "the end of May next year", "2019-05-31"),
        ("this week", "this week", "2018-12-10/2018-12-16"),
        ("last month", "last month", "2018-11"),
        ("next year", "next year", "2019"),
        ("three years ago", "three years ago", "2015"),
        ("yesterday", "yesterday", "2018-12-10"),
        ("in the past two years", "the past two years", "2016-12/2018-12"),
        ("over the next six months", "the next six months", "2018-12/2019-06"),
        ("it will meet on Thursday", "Thursday", "2018-12-13"),
        ("it will be sent by Friday week", "Friday week", "2018-12-21"),
        ("members at Monday's meeting said so", "Monday", "2018-12-10"),
        ("she told Monday night's panel", "Monday night", "2018-12-10"),
        ("he replaces Ann Sample, who left the council in June", "June", "2018-06"),
        ("the next one will follow in the last week of January", "January", "2019-01"),
        ("a visit is likely before the summer", "the summer", "2019-06~/2019-08~"),
        ("it will be done by the end of Q4", "the end of Q4", "2019-03-31"),
        ("by the end of Q2 it must be done", "the end of Q2", "2019-09-30"),
        ("numbers fell in Q2", "Q2", "2018-07/2018-09"),
        ("a report is planned for quarter four", "quarter four", "2019-01/2019-03"),
        ("she will write by the 15th", "the 15th", "2018-12-15"),
        ("she wrote on the 15th.", "the 15th", "2018-11-15"),
        ("at least every six months", "at least every six months", "R/P6M"),
        ("reports come each November", "each November", "R/P1Y"),
        ("reviewed quarterly", "quarterly", "R/P3M"),
        ("they will spend four days there", "four days", "P4D"),
        ("a four-week visit", "four-week", "P4W"),
        ("six months after the judgement", "six months after", "P6M"),
        ("published on 03/03/19", "03/03/19", "2019-03-03"),
        ("on Thursday, December 13th, 2018", "Thursday, December 13th, 2018", "2018-12-13"),
        ("on 3 March 2019 at 6pm", "3 March 2019 at 6pm", "2019-03-03T18:00+00:00"),
        ("on 3 March 2019, 6.30pm.", "3 March 2019, 6.30pm", "2019-03-03T18:30+00:00"),
        ("from Monday 3 to Friday 7 June 2019", "Monday 3 to Friday 7 June 2019", "2019-06-03/2019-06-07"),
        ("on 3, 4 and 5 March 2019", "3, 4 and 5 March 2019", "2019-03-03/2019-03-05"),
        ("it will sit on Monday 17 December", "Monday 17 December", "2018-12-17"),
        ("the panel sits on 13 December", "13 December", "2018-12-13"),
        ("On 13 December the panel will sit", "13 December", "2018-12-13"),
        ("inspectors visited on 13 December", "13 December", "2017-12-13"),
        ("it was judged inadequate by Ofsted in June", "June", "2018-06"),
        ("no later than 1 February", "1 February", "2019-02-01"),
        ("by 31 March next year", "31 March next year", "2019-03-31"),
        ("on 31 March last year", "31 March last year", "2017-03-31"),
        ("the week commencing 17 December", "the week commencing 17 December", "2018-12-17/2018-12-23"),
        ("w/e 14 December 2018", "w/e 14 December 2018", "2018-12-08/2018-12-14"),
        ("Mar-19", "Mar-19", "2019-03"),
        ("between January and March", "January and March", "2018-01/2018-03"),
        ("by the end of 2019", "the end of 2019", "2019-12-31"),
        ("by the end of the year", "the end of the year", "2018-12-31"),
        ("by the end of next month", "the end of next month", "2019-01-31"),
        ("early next year", "early next year", "2019"),
        ("in the current financial year", "the current financial year", "2018-04/2019-03"),
        ("the next academic year", "the next academic year", "2019-09/2020-08"),
        ("last quarter", "last quarter", "2018-07/2018-09"),
        ("the third quarter of 2018/19", "the third quarter of 2018/19", "2018-10/2018-12"),
        ("the second half of 2019", "the second half of 2019", "2019-07/2019-12"),
        ("the year ending 31 March 2018", "the year ending 31 March 2018", "2017-04-01/2018-03-31"),
        ("the 12 months to March 2018", "the 12 months to March 2018", "2017-04/2018-03"),
        ("between 2015 and 2018", "2015 and 2018", "2015/2018"),
        ("the 2019-22 strategy", "2019-22", "2019/2022"),
        ("in the autumn term 2019", "autumn term 2019", "2019-09~/2019-12~"),
        ("last night", "last night", "2018-12-10"),
        ("a fortnight ago", "a fortnight ago", "2018-11-27~"),
        ("in six months' time", "in six months' time", "2019-06"),
        ("in the new year", "the new year", "2019-01~"),
        ("the previous 12 months", "the previous 12 months", "2017-12/2018-12"),
        ("over the last decade", "the last decade", "2008-12/2018-12"),
        ("three times a year", "three times a year", "R/P4M"),
        ("a six-weekly report", "six-weekly", "R/P6W"),
        ("every fortnight", "every fortnight", "R/P2W"),
        ("on an annual basis", "on an annual basis", "R/P1Y"),
        ("every third month", "every third month", "R/P3M"),
        ("a three-year contract", "three-year", "P3Y"),
        ("five clear working days' notice", "five clear working days' notice", "P5D"),
        ("over three years", "three years", "P3Y"),
        ("by Easter", "Easter", "2019-04-21"),
        ("he joins from a trust in March", "March", "2019-03"),
        ("talks would resume in January", "January", "2019-01"),
        ("Action: officers to report to the March meeting", "March", "2019-03"),
        ("by the spring", "the spring", "2019-03~/2019-05~"),
        ("by the end of the summer term", "summer term", "2019-04~/2019-07~"),
        ("a 31 March deadline", "31 March", "2019-03-31"),
        ("good as recently as 2017", "2017", "2017"),
    ],
)  # fmt: skip
def test_wordings_and_their_values(text: str, words: str, value: str) -> None:
    """Each wording is found as it stands, with its value."""
    found = mentions(read(text, published=PUBLISHED), "date")

    assert [(mention.text, mention.value) for mention in found] == [(words, value)]


@pytest.mark.parametrize(
    "text",
    [
        "She may be asked in March of progress.",
        "Section 47 enquiries",
        "31 February 2020",
        "a child aged 16",
        "pages 4-5 and 6.30",
        "The Children Act 1989 and over 2000 children",
        "a six-year-old strategy for children aged over 16 years",
        "Staff who work under section 20",
        "a weekly fostering allowance",
        "Compared with the previous year, and in the coming weeks",
    ],
)
def test_what_looks_like_a_date_is_none(text: str) -> None:
    """Verbs, sections, ages and days that do not exist are no dates."""
    assert [m.value for m in mentions(read(text), "date") if m.value] == []


def test_days_apart_are_told_one_by_one() -> None:
    """`3 and 17 March` are two days, not a fortnight."""
    found = mentions(read("It met on 3 and 17 March 2018.", published=PUBLISHED), "date")

    assert [(m.text, m.value) for m in found] == [("3", "2018-03-03"), ("17 March 2018", "2018-03-17")]


def test_what_was_moved_is_no_stretch() -> None:
    """`moved from January to April 2019` names two months."""
    found = mentions(read("The launch was moved from January to April 2019.", published=PUBLISHED), "date")

    assert [(m.text, m.value) for m in found] == [("January", "2019-01"), ("April 2019", "2019-04")]


def test_without_a_day_of_publication_nothing_relative_is_resolved() -> None:
    """An undated text stays undated: its relative dates keep no value, its printed ones do."""
    found = mentions(read("Next February and this week, as in May 2015.", published=None), "date")

    assert [(m.text, m.value) for m in found] == [
        ("Next February", None),
        ("this week", None),
        ("May 2015", "2015-05"),
    ]


def test_minutes_count_from_the_day_of_the_meeting() -> None:
    """Where no date of publication is known, the day printed as the meeting's is what next month is next to."""
    found = read(
        "Minutes of the meeting\nHeld on: Tuesday, 22 September 2026\n\nA report will come next month."
    )

    assert [m.value for m in mentions(found, "date")] == ["2026-09-22", "2026-10"]


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("19 November-11 December 2013 and 28 - 30 January 2014", "2013-11-19", "2014-01-30"),
        ("14 January - 4 February 2015", "2015-01-14", "2015-02-04"),
        ("13 December to 14 January 2022", "2021-12-13", "2022-01-14"),
        ("09/05/2016 - 02/06/2016", "2016-05-09", "2016-06-02"),
        ("3 Feb to 7 Feb 2020", "2020-02-03", "2020-02-07"),
        ("12 July 2016", "2016-07-12", "2016-07-12"),
    ],
)
def test_the_days_of_an_inspection(line: str, first: str, last: str) -> None:
    """All forms in which reports print their days: what a day lacks it takes from the next."""
    days = days_printed(line)

    assert (days[0].isoformat(), days[-1].isoformat()) == (first, last)


@pytest.mark.parametrize("line", ["30 February 2020", "31/04/2019", "4 May"])
def test_days_that_cannot_be_are_not_read(line: str) -> None:
    """A day outside the calendar, or without a year, gives none at all."""
    assert days_printed(line) == ()


DATE_WORDS = st.lists(
    st.sampled_from(
        ["19", "May", "2016", "next", "last", "the end of", "year", "week", "31", "February", "to", "/", "-", "every", "six", "months",
         "Tuesday", "in", "by", "11:58 pm", "2025/26", "autumn", "ago", "£", ",", ".", "\n"]
    ),
    max_size=25,
).map(" ".join)  # fmt: skip


@given(words=DATE_WORDS, published=st.dates().map(lambda day: day.isoformat()) | st.none())
def test_every_value_is_a_date_a_duration_or_none(words: str, published: str | None) -> None:
    """No heap of date words gives a value that is not ISO 8601."""
    for mention in mentions(read(words, published=published), "date"):
        value = mention.value
        assert value is None or isinstance(value, str)
        if value and not value.startswith(("P", "R/P")):
            assert str(parse(value)) == value
