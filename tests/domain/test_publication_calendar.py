"""The publication calendar: pauses before elections, and what may be called late."""

from datetime import date, timedelta

import pytest

from domain.council import all_councils
from domain.publication_calendar import (
    BadElections,
    PollKind,
    Standing,
    of_rows,
    pause_before,
    pauses_of,
    pauses_on,
    shipped,
    standing,
)


def test_every_authority_has_its_polls() -> None:
    """The table names each authority once, with polls between 2013 and 2030 and a source."""
    table = shipped()

    assert len(table) == 153
    assert all(each.polls and each.source for each in table.values())
    assert table.keys() <= {council.slug for council in all_councils()}
    assert {poll.year for each in table.values() for poll in each.polls} == set(range(2013, 2031)) - {2020}


@pytest.mark.parametrize(
    ("council", "poll"),
    [
        ("lancashire", date(2025, 5, 1)),
        ("leeds", date(2014, 5, 22)),  # the day of the European poll
        ("leeds", date(2021, 5, 6)),  # put off from 2020
        ("wandsworth", date(2026, 5, 7)),
        ("surrey", date(2026, 5, 7)),
        ("middlesbrough", date(2023, 5, 4)),
        ("cumberland", date(2022, 5, 5)),
    ],
)
def test_polls_are_on_the_ordinary_day(council: str, poll: date) -> None:
    """The first Thursday in May, but for the years in which it was not."""
    assert poll in shipped()[council].polls


def test_the_pause_begins_with_the_notice_of_election() -> None:
    """Twenty-five working days before the poll of 6 May 2027 is 31 March."""
    assert pause_before(date(2027, 5, 6)) == date(2027, 3, 31)


OWN = of_rows(
    [
        {"council": "northshire", "polls": "2027-05-06", "source": "made up"},
        {"council": "wolden", "polls": "2027", "source": "made up"},
        {"council": "estmere", "polls": "", "source": "made up"},
    ]
)


def test_a_pause_names_the_councils_that_vote() -> None:
    """Only those that vote, until the poll; a council that does not vote has none."""
    (pause,) = pauses_on(date(2027, 4, 26), OWN)

    assert (pause.first, pause.last, pause.kind, pause.councils) == (
        date(2027, 3, 31),
        date(2027, 5, 6),
        PollKind.LOCAL,
        ("northshire", "wolden"),
    )
    assert pause.words([f"Council {n}" for n in range(7)], date(2027, 4, 26)) == (
        "Ofsted pauses council-wide reports before elections (Council 0 and six others until 6 May)"
    )
    assert pause.words(["Northshire"], date(2027, 4, 26)).endswith("(Northshire until 6 May)")
    assert pause.reason(date(2027, 4, 26)) == (
        "Ofsted publishes no council-wide report before the elections of 6 May"
    )
    assert pauses_on(date(2027, 5, 7), OWN) == ()
    assert pauses_of("estmere", OWN, first=date(2027, 3, 1), last=date(2027, 6, 1)) == []


def test_a_general_election_pauses_all() -> None:
    """From dissolution to the poll, whoever votes locally."""
    (pause,) = pauses_on(date(2024, 6, 10), OWN)

    assert (pause.kind, pause.councils, pause.concerns("anybody")) == (PollKind.GENERAL, None, True)
    assert "(all councils until 4 Jul)" in pause.words([], date(2024, 6, 10))


def test_days_of_a_pause_do_not_count() -> None:
    """What is awaited through a pause is late only after as many days more."""
    ended = date(2027, 3, 1)
    pauses = pauses_of("northshire", OWN, first=ended, last=date(2028, 1, 1))
    standings = {
        day: standing("inspection", ended, ended + timedelta(day), pauses) for day in (10, 50, 139, 176, 177)
    }

    assert standings == {
        10: Standing.USUAL,
        50: Standing.PAUSED,
        139: Standing.USUAL,
        176: Standing.USUAL,
        177: Standing.LATE,
    }


def test_a_poll_that_may_be_moved_is_a_doubtful_pause() -> None:
    """Councils to be abolished may not vote: the pause says that it is not certain, and nothing is called late in it."""
    pauses = [each for each in pauses_on(date(2027, 4, 26), shipped()) if "kent" in (each.councils or ())]

    assert [each.certain for each in pauses] == [False]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"council": "", "polls": "2027"}, "line 2: column `council`"),
        ({"council": "x", "polls": "May 2027"}, "line 2: "),
        ({"council": "x", "polls": "2020"}, "no poll was held in 2020"),
    ],
)
def test_an_operators_table_is_read_strictly(row: dict[str, str], says: str) -> None:
    """What cannot be read is an error that says where."""
    with pytest.raises(BadElections, match=says):
        of_rows([row])
