"""What the script says happens: each kind of event changes the site as it promises, and slips are refused."""

from datetime import date, datetime
from pathlib import Path

import pytest

from sample.site import ScriptBroken, Site
from sample.world import World
from tests.sample.little import AGENDA, load, site

AFTER = "2027-03-01T00:00:00+00:00"


def _after(folder: Path, events: str) -> Site:
    return site(load(folder, AGENDA + events), AFTER)


def _items(now: Site) -> list[tuple[str, int, str]]:
    return [(item.number, item.id, item.title) for item in now.meeting(801).items]


def test_an_item_that_goes_leaves_no_gap(tmp_path: Path) -> None:
    """The numbers after it close up, ids stay, and its papers go with it."""
    now = _after(
        tmp_path, '[[events]]\nwhat = "drop"\nat = 2027-01-12T09:00:00Z\nmeeting = 801\nitem = "2"\n'
    )

    assert _items(now) == [
        ("1", 80101, "Apologies for absence"),
        ("2", 80103, "Placements contract"),
        ("3", 80104, "Dates of meetings"),
    ]
    assert list(now.meeting(801).attachments()) == []


def test_a_late_item_moves_the_numbers_after_it(tmp_path: Path) -> None:
    """It takes the number of the one before which it comes, and an id that no item ever had."""
    late = (
        '[[events]]\nwhat = "drop"\nat = 2027-01-12T09:00:00Z\nmeeting = 801\nitem = "4"\n'
        '[[events]]\nwhat = "insert"\nat = 2027-01-13T09:00:00Z\nmeeting = 801\nbefore = "2"\n'
        'item = { title = "Urgent business" }\n'
        '[[events]]\nwhat = "insert"\nat = 2027-01-13T09:00:00Z\nmeeting = 801\n'
        'item = { title = "Any other business" }\n'
    )

    assert _items(_after(tmp_path, late)) == [
        ("1", 80101, "Apologies for absence"),
        ("2", 80105, "Urgent business"),
        ("3", 80102, "Homes for children"),
        ("4", 80103, "Placements contract"),
        ("5", 80106, "Any other business"),
    ]


def test_a_placeholder_becomes_a_paper_and_a_paper_a_placeholder(tmp_path: Path) -> None:
    """Under the same id: released papers have words and a new date, restricted ones a paragraph."""
    now = _after(
        tmp_path,
        '[[events]]\nwhat = "release"\nat = 2027-01-14T09:00:00Z\npaper = 7002\ntext = "costs"\n'
        '[[events]]\nwhat = "restrict"\nat = 2027-01-15T09:00:00Z\npaper = 7001\nparagraph = "Paragraph 1"\n',
    )
    released, restricted = now.paper(7002), now.paper(7001)

    assert (released.restricted, released.listed) == (None, date(2027, 1, 14))
    assert "£4,100" in released.paper
    assert restricted.restricted == "Paragraph 1"


def test_a_withdrawn_paper_is_on_no_agenda(tmp_path: Path) -> None:
    """It is gone, and asking for it is asking for nothing."""
    now = _after(tmp_path, '[[events]]\nwhat = "withdraw"\nat = 2027-01-14T09:00:00Z\npaper = 7001\n')

    assert [paper.id for _, paper in now.meeting(801).attachments()] == [7002]
    with pytest.raises(KeyError):
        now.paper(7001)


def test_an_open_replacement_is_counted_and_a_silent_one_is_not(tmp_path: Path) -> None:
    """The count is what pages print as J."""
    now = _after(
        tmp_path,
        '[[events]]\nwhat = "replace"\nat = 2027-01-14T09:00:00Z\npaper = 7001\nchange = [["41", "42"]]\n'
        '[[events]]\nwhat = "replace"\nat = 2027-01-15T09:00:00Z\npaper = 7001\nchange = [["42", "43"]]\nsilent = true\n',
    )

    assert now.paper(7001).revision == 1
    assert now.paper(7001).listed == date(2027, 1, 14)
    assert "**43** homes" in now.paper(7001).paper


def test_a_meeting_goes_without_a_word(tmp_path: Path) -> None:
    """It is in no calendar any more, and what was new of it is not either."""
    now = _after(tmp_path, '[[events]]\nwhat = "remove"\nat = 2027-01-14T09:00:00Z\nmeeting = 801\n')

    assert [meeting.id for meeting in now.meetings] == [802, 811]
    assert now.publications == ()


def test_committees_members_and_dates_change(tmp_path: Path) -> None:
    """A committee is set up with a member who joins, its dates follow, another committee expires."""
    now = _after(
        tmp_path,
        """
[[events]]
what = "members"
at = 2027-02-01T09:00:00Z
members = [{ id = 4, name = "Councillor Perdita Fen", ward = "Upper Pool" }, { id = 1, name = "Councillor Ottilie Marram" }]
[[events]]
what = "committee"
at = 2027-02-01T09:00:00Z
[events.committee]
id = 33
title = "Care Board"
category = "Boards"
purpose = "To care."
officer = "Una Sedge"
phone = "01888 555 033"
email = "care@littlemere.example"
seats = [{ member = 4 }]
watched = true
[[events]]
what = "committee"
at = 2027-02-01T09:00:00Z
committee = { id = 32, title = "Cabinet", category = "Executive", purpose = "-", officer = "-", phone = "-", email = "-", expired = true, watched = true }
[[events]]
what = "calendar"
at = 2027-02-02T09:00:00Z
calendar = { committee = 33, place = "Pool House", dates = { 821 = 2027-04-07T17:00:00, 822 = 2027-06-09T17:00:00 } }
""",
    )

    assert [committee.title for committee in now.committees if not committee.expired] == [
        "People Scrutiny Committee",
        "Care Board",
    ]
    assert now.member(4).ward == "Upper Pool"
    assert now.member(1).ward == ""
    assert now.meeting(822).starts == datetime(2027, 6, 9, 17)  # noqa: DTZ001 - wall clock


PLAN = """
[[events]]
what = "plan"
at = 2027-01-05T09:00:00Z
[events.plan]
id = 61
title = "Forward plan January 2027"
items = [{ issue = 501, title = "Homes for children", maker = "Cabinet", due = "3 Feb 2027", key = true }, { issue = 502, title = "Fees", due = "March 2027" }]
[[events]]
what = "plan"
at = 2027-02-05T09:00:00Z
[events.plan]
id = 62
title = "Forward plan February 2027"
items = [{ issue = 501, title = "Homes for children in care", maker = "Cabinet", due = "10 Mar 2027", key = true }]
"""


def test_a_plan_brings_its_issues_along(tmp_path: Path) -> None:
    """Issues are made when first listed and brought up to date later; what is dropped stays on the older plan."""
    now = site(load(tmp_path, PLAN), AFTER)

    assert [(plan.title, plan.issues) for plan in now.plans] == [
        ("Forward plan January 2027", (501, 502)),
        ("Forward plan February 2027", (501,)),
    ]
    assert (now.issue(501).title, now.issue(501).due) == ("Homes for children in care", "10 Mar 2027")
    assert now.issue(501).first_listed == date(2027, 1, 5)
    assert [(line.what, line.ref) for line in now.publications] == [
        ("Issue published", 501),
        ("Issue published", 502),
        ("Publication of plan", 61),
        ("Publication of plan", 62),
    ]


def test_a_decision_registered_again_is_the_same_one(tmp_path: Path) -> None:
    """Its status changes, its papers and its day of publication stay, and it is news once."""
    decision = (
        '[[events]]\nwhat = "decision"\nat = {at}\n[events.decision]\nid = 901\ntitle = "Fees"\n'
        'maker = "Director of People"\ndecided = 2027-01-06\nstatus = "{status}"\n{papers}\n'
    )
    papers = 'papers = [{ id = 7101, title = "Fees: report", text = "costs" }]'
    now = site(
        load(
            tmp_path,
            decision.format(at="2027-01-07T09:00:00Z", status="Recommendations Approved", papers=papers)
            + decision.format(at="2027-01-09T09:00:00Z", status="Called In", papers=""),
        ),
        AFTER,
    )

    assert [(each.status, each.published) for each in now.decisions] == [("Called In", date(2027, 1, 7))]
    assert now.paper(7101).title == "Fees: report"
    assert [line.what for line in now.publications] == ["Decision published"]


def test_a_council_that_has_ended_is_frozen(tmp_path: Path) -> None:
    """It names who comes after it, and nothing can happen there any more."""
    end = '[[events]]\nwhat = "end"\nat = 2027-03-31T22:59:00Z\nsuccessors = ["upper-pool", "lower-pool"]\n'
    late = '[[events]]\nwhat = "withdraw"\nat = 2027-04-02T09:00:00Z\npaper = 7001\n'
    ended = site(load(tmp_path / "ended", AGENDA + end), "2027-04-01T00:00:00+00:00")

    assert ended.successors == ("upper-pool", "lower-pool")
    with pytest.raises(ScriptBroken, match=r"littlemere\.toml: the withdraw .* has ended"):
        load(tmp_path / "late", AGENDA + end + late)


def test_more_of_a_script_lies_beside_its_papers(tmp_path: Path) -> None:
    """Parts are read in the order of their names, after the council's own file; order in time holds over all."""
    load(tmp_path, AGENDA)
    part = tmp_path / "littlemere" / "2-later.toml"
    part.write_text(
        '[[events]]\nwhat = "withdraw"\nat = 2027-01-14T09:00:00Z\npaper = 7001\n', encoding="utf-8"
    )
    earlier = tmp_path / "littlemere" / "1-earlier.toml"
    earlier.write_text(
        '[[calendar]]\ncommittee = 32\nplace = "Pool House"\ndates = { 812 = 2027-03-03T10:30:00 }\n',
        encoding="utf-8",
    )
    now = World.load(tmp_path).at(datetime.fromisoformat(AFTER))["littlemere"]

    assert now.meeting(812).committee == 32
    assert [paper.id for _, paper in now.meeting(801).attachments()] == [7002]


SLIPS = {
    "has no item 9": 'what = "drop"\nmeeting = 801\nitem = "9"',
    "7001 is public already": 'what = "release"\npaper = 7001\ntext = "costs"',
    "7002 is not public": 'what = "restrict"\npaper = 7002\nparagraph = "Paragraph 3"',
    "there is no paper no-such.md": 'what = "release"\npaper = 7002\ntext = "no-such"',
    "meeting 801 is there already": 'what = "calendar"\ncalendar = { committee = 31, place = "-", dates = { 801 = 2027-04-07T17:00:00 } }',
    "meeting 801 has no paper 7009": 'what = "supplement"\nmeeting = 801\nid = 5\ntitle = "Supplement"\npapers = [7009]',
    "speaks of what is not there": 'what = "withdraw"\npaper = 9999',
    "speaks of what is not there: 77": 'what = "committee"\ncommittee = { id = 34, title = "-", category = "-", purpose = "-", officer = "-", phone = "-", email = "-", watched = false, seats = [{ member = 77 }] }',
}


@pytest.mark.parametrize("complaint", SLIPS)
def test_a_slip_is_refused(tmp_path: Path, complaint: str) -> None:
    """What cannot happen is refused with the file and the reason."""
    with pytest.raises(ScriptBroken, match=rf"(?s)littlemere\.toml.*{complaint}"):
        load(tmp_path, f"{AGENDA}\n[[events]]\nat = 2027-01-14T09:00:00Z\n{SLIPS[complaint]}\n")


@pytest.mark.parametrize(
    ("fault", "complaint"),
    [
        (
            'kind = "asleep"\nfrom = 2027-01-01T00:00:00Z\nuntil = 2027-01-02T00:00:00Z',
            "is none of challenge",
        ),
        ('kind = "forbidden"\nfrom = 2027-01-01T00:00:00\nuntil = 2027-01-02T00:00:00Z', "timezone"),
        (
            'kind = "forbidden"\nfrom = 2027-01-01T00:00:00Z\nuntil = 2027-01-02T00:00:00Z\nwhere = "("',
            "pattern",
        ),
    ],
)
def test_a_fault_that_cannot_be_is_refused(tmp_path: Path, fault: str, complaint: str) -> None:
    """Unknown kinds, hours without a zone and patterns that are none."""
    with pytest.raises(ScriptBroken, match=rf"(?s)littlemere\.toml.*{complaint}"):
        load(tmp_path, f"[[faults]]\n{fault}\n{AGENDA}")
