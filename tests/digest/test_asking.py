"""Ask in time: deadlines of the public, what nobody could look at, what was found late for it, and a council that ends."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from digest.build import build
from digest.item import Item
from digest.select import compose
from storage import editions
from storage.archive import Archive
from storage.expected import expect
from tests.digest.world import SETTINGS
from tests.storage.linked import COUNCIL, Linked, at, item, meeting, paper
from tests.storage.test_expected import EAST, SELECT, WEST, WOLDEN, _looks

COUNCILS = meeting("25", COUNCIL, date(2027, 2, 25))
BODY = "Children and Families Scrutiny Committee"


@pytest.fixture
def wolden(archive: Archive) -> Linked:
    """Wolden, looked at each day of the year but from 8 to 22 February 2027, when it refused everybody."""
    site = Linked(archive, at(2026, 9, 1), WOLDEN, EAST, WEST)
    site.lists(SELECT, COUNCILS)
    site.looks(*_looks())
    return site


def _edition(site: Linked, name: str, now: datetime, section: str) -> list[Item]:
    named = editions.named(name)
    with site.archive.reading() as session:
        items = compose(session, named, editions.next_window(session, named), now=now).items
    return [each for each in items if each.section == section]


def test_a_meeting_a_month_ahead_says_by_when_to_ask(wolden: Linked) -> None:
    """On 25 January: the meeting of 23 February, questions by the 16th, agenda by the 15th; the rule is linked."""
    first, _ = _edition(wolden, "2027-W04", at(2027, 1, 25), "meetings")

    assert first.title == "Tuesday 23 February 2027, 18:00 (in 29 days)."
    assert first.what == f"{BODY}. Public questions by Tue 16 February. Agenda due by Mon 15 February."
    assert [link.url for link in first.links][1:] == ["https://wolden.example/questions"]


def test_a_deadline_is_told_in_the_last_edition_before_it(wolden: Linked) -> None:
    """The public can ask until Tuesday: told on Monday the 15th, not a week before, nor in an edition after it."""
    told = {
        week: [(each.what, each.until) for each in _edition(wolden, week, now, "act_by")]
        for week, now in (
            ("2027-W06", at(2027, 2, 8)),
            ("2027-W07", at(2027, 2, 15)),
            ("2027-W08", at(2027, 2, 22)),
        )
    }

    assert told == {
        "2027-W06": [("The public can hand in petitions to this meeting until Thu 11 February, 12:00.", "2027-02-11")],
        "2027-W07": [
            ("The public can send questions to this meeting until Tue 16 February.", "2027-02-16"),
            ("The public can send questions to this meeting until Thu 18 February.", "2027-02-18"),
        ],
        "2027-W08": [],
    }  # fmt: skip


def test_what_nobody_could_look_at_is_never_called_unpublished(wolden: Linked) -> None:
    """On 15 February nobody can tell whether the agenda is out; since when and why is said."""
    now = at(2027, 2, 15)
    first, *_ = _edition(wolden, "2027-W07", now, "meetings")

    assert first.what.endswith("Agenda: cannot tell, its source could not be looked at since Mon 8 February.")
    assert "not yet seen" not in first.what


def test_what_came_while_nobody_could_look_was_found_late(wolden: Linked) -> None:
    """The council considered the ombudsman's report in time; the agenda of the 17th was readable on the 23rd."""
    with wolden.archive.writing() as session:
        expect(
            session,
            key="ombudsman/25 990 001",
            council="wolden",
            kind="ombudsman_report",
            what="Ombudsman report 25 990 001",
            due="2027-03-10",
            because="to be considered within three months",
            looks_for="ombudsman 25 990 001",
            now=at(2026, 12, 10),
        )
    build(wolden.archive, "2027-W08", now=at(2027, 2, 22), settings=SETTINGS)
    wolden.comes(at(2027, 2, 23))
    report = item(9, "Ombudsman report 25 990 001", paper("s9", "Ombudsman report 25 990 001", "2027-02-17"))
    wolden.shows(
        replace(COUNCILS, agenda_published=True, items=(report, item(10, "Budget"))),
    )
    now = at(2027, 3, 1)
    (agenda,) = [each for each in _edition(wolden, "2027-W09", now, "councils") if "agenda" in each.short]
    (owed,) = _edition(wolden, "2027-W09", now, "actions")

    assert agenda.where.endswith(
        "found late: we could not look from 8 to 22 February 2027 (the site refused us, 403)"
    )
    assert "“Ombudsman report 25 990 001” (item 9)" in agenda.different
    assert owed.what == (
        "Ombudsman report 25 990 001: Full Council considered it on 25 Feb (item 9), within the time that ends 10 Mar; "
        "found late: could not look from 8 Feb to 22 Feb (403)."
    )


def test_a_council_that_ended_hands_its_readers_on(wolden: Linked) -> None:
    """Who followed it is told that it ended, who follows it, and gets their papers."""
    build(wolden.archive, "2027-W13", now=at(2027, 3, 30), settings=SETTINGS)
    told = _edition(wolden, "2027-W14", at(2027, 4, 5), "actions")
    (ended,) = [each for each in told if each.place == "Wolden"]

    assert ended.what == (
        "Wolden ended on 31 March 2027. East Wolden and West Wolden follow it and owe what it owed. "
        "Its papers stay where they are."
    )
    assert ended.audience == ("council:wolden", "council:east-wolden", "council:west-wolden")
