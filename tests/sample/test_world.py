"""The script holds together and is played as it is written."""

from collections.abc import Callable, Iterator
from csv import DictReader
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import resources
from itertools import pairwise
from pathlib import Path
from shutil import copytree

import pytest

from domain.workingdays import clear_working_days
from sample import answers, papers
from sample.site import Attachment, ScriptBroken, Site
from sample.world import SCRIPT, World


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _made(site: Site) -> Iterator[tuple[int, bytes]]:
    for meeting in site.meetings:
        for _, paper in meeting.attachments():
            if paper.paper:
                yield paper.id, papers.word(paper.paper) if paper.form == "docx" else papers.pdf(paper.paper)


def test_two_loads_are_the_same_world_to_the_byte() -> None:
    """Playing the script twice gives the same sites and the same bytes of every paper, each week."""
    first = World.load()
    once = [list(_made(first.at(look)["northshire"])) for look in answers.LOOKS]
    papers.pdf.cache_clear()
    papers.word.cache_clear()
    second = World.load()
    twice = [list(_made(second.at(look)["northshire"])) for look in answers.LOOKS]

    assert second == first
    assert twice == once


def test_an_instant_without_a_zone_is_refused(world: World) -> None:
    """The world is never asked for "six in the morning" without saying where."""
    with pytest.raises(ValueError, match="needs a zone"):
        world.at(datetime(2026, 10, 5, 6))  # noqa: DTZ001 - the point of the test


def test_nothing_shows_before_it_happens(world: World) -> None:
    """A moment before each event the site is as the event before left it."""
    history = world.histories["northshire"]
    states = [history.before, *history.sites]

    for instant, (before, after) in zip(history.instants, pairwise(states), strict=True):
        if history.instants.count(instant) == 1:
            assert history.at(instant - timedelta(microseconds=1)) == before
            assert history.at(instant) == after
            assert after != before


def _paper(site: Site, ref: int) -> Attachment:
    return site.places_of(ref)[0][2]


def _is_listed(ref: int) -> Callable[[Site], bool]:
    return lambda site: any(
        paper.id == ref for meeting in site.meetings for _, paper in meeting.attachments()
    )


def _minutes_say(item: int, words: str) -> Callable[[Site], bool]:
    return lambda site: words in site.item(item)[1].minutes


PROMISED: dict[str, tuple[str, Callable[[Site], bool]]] = {
    "an agenda": ("2026-09-11T16:10:00+01:00", lambda site: site.meeting(7203).agenda is not None),
    "a late paper": ("2026-09-21T09:05:00+01:00", _is_listed(60230)),
    "an appendix to follow": ("2026-09-17T13:05:00+01:00", _is_listed(60214)),
    "a replaced report that says so": (
        "2026-09-23T10:15:00+01:00",
        lambda site: _paper(site, 60221).title.endswith("(amended)"),
    ),
    "a replaced report that does not": (
        "2026-09-29T09:10:00+01:00",
        lambda site: "£91,000 was overpaid" in _paper(site, 60233).paper,
    ),
    "a report replaced in silence": (
        "2026-10-13T09:20:00+01:00",
        lambda site: "| 94% | 88% |" in _paper(site, 60257).paper,
    ),
    "a restricted appendix": ("2026-09-18T10:00:00+01:00", _is_listed(60224)),
    "decisions": ("2026-09-30T12:00:00+01:00", lambda site: site.meeting(7206).decisions is not None),
    "minutes": (
        "2026-10-02T15:20:00+01:00",
        lambda site: (
            "come to the meeting of the Committee in January 2027"
            in site.item(720306)[1].minutes.replace("\n", " ")
        ),
    ),
    "amended minutes": ("2026-10-08T14:00:00+01:00", _minutes_say(720306, "58 agency social workers")),
    "a cancelled meeting": (
        "2026-09-23T15:00:00+01:00",
        lambda site: site.meeting(7209).status == "Cancelled",
    ),
    "a moved meeting": (
        "2026-10-08T10:40:00+01:00",
        lambda site: site.meeting(7214).starts.isoformat() == "2026-10-22T10:00:00",
    ),
    "the motion of 15 October": (
        "2026-10-15T17:40:00+01:00",
        lambda site: "carried unanimously" in site.item(721305)[1].decision,
    ),
    "its annual report": (
        "2026-10-22T16:00:00+01:00",
        _minutes_say(721305, "an annual report on what has been done come to the Council each November"),
    ),
}


@pytest.mark.parametrize("name", PROMISED)
def test_what_was_promised_happens_at_its_moment(world: World, name: str) -> None:
    """Each thing that the world must show is there from its moment on and not before."""
    instant, shows = PROMISED[name]
    history = world.histories["northshire"]

    assert shows(history.at(_at(instant)))
    assert not _quietly(shows, history.at(_at(instant) - timedelta(seconds=1)))


def _quietly(shows: Callable[[Site], bool], site: Site) -> bool:
    """Whether it shows; what is not even listed does not."""
    try:
        return shows(site)
    except KeyError:
        return False


def test_a_silent_replacement_leaves_the_listing_alone(world: World) -> None:
    """Title and publication date stay; only the bytes differ."""
    before = _paper(world.at(_at("2026-10-13T09:19:00+01:00"))["northshire"], 60257)
    after = _paper(world.at(_at("2026-10-13T09:20:00+01:00"))["northshire"], 60257)

    assert (after.title, after.listed) == (before.title, before.listed)
    assert papers.pdf(after.paper) != papers.pdf(before.paper)


@pytest.mark.parametrize(
    ("paper", "meeting", "days"),
    [(60228, 7203, 1), (60230, 7203, 0), (60237, 7206, 1), (60268, 7210, 0), (60286, 7215, 0)],
)
def test_late_papers_are_late(northshire: Site, paper: int, meeting: int, days: int) -> None:
    """Late papers come with so many clear working days of notice as the script means."""
    published, starts = _paper(northshire, paper).listed, northshire.meeting(meeting).starts.date()

    assert clear_working_days(published, starts) == days


def test_agendas_come_in_time(northshire: Site) -> None:
    """Every agenda gives five clear working days or more."""
    short = [
        meeting.id
        for meeting in northshire.meetings
        if meeting.agenda and clear_working_days(meeting.agenda.date(), meeting.starts.date()) < 5
    ]

    assert short == []


def test_an_item_slides_off_the_work_programme(northshire: Site) -> None:
    """The review of short breaks is listed in one programme, later in the next, and gone in the third."""
    row = "{} | Short breaks for disabled children: review of the new offer"
    first, second, third = (_paper(northshire, ref).paper for ref in (60228, 60241, 60283))

    assert row.format("18 November 2026") in first
    assert row.format("19 January 2027") in second
    assert "Short breaks" not in third


def test_two_papers_disagree_about_the_children_in_care(northshire: Site) -> None:
    """Scrutiny and Cabinet are given different numbers for the same day."""
    assert "1,042 children in care on 31 August 2026" in _paper(northshire, 60201).paper
    assert "1,061 children in care on 31 August 2026" in _paper(northshire, 60221).paper


def test_the_next_agenda_carries_the_minutes(northshire: Site) -> None:
    """The minutes that the committee is asked to confirm are those that stood when its agenda came out."""
    carried = _paper(northshire, 60280)

    assert carried.title == "Minutes of the meeting held on 22 September 2026"
    assert "58 agency social workers" in carried.paper


def test_no_names_collide(northshire: Site) -> None:
    """Each person of the world has a surname of their own, and it is spelt one way in every text."""
    people = {member.name for member in northshire.members} | {
        each.name for meeting in northshire.meetings for each in meeting.attendance
    }
    given = {person.split()[-1]: {"Councillor", *person.split()} for person in people}
    given["Whitlam"].add("Perpetua")  # a relative, named in a declaration of interest
    texts = [path.read_text(encoding="utf-8") for path in SCRIPT.rglob("*.*")]
    spelt_otherwise = [
        (before, name)
        for text in texts
        for before, name in pairwise(word.strip(".,;:()\"'") for word in text.split())
        if name in given and before not in given[name]
    ]

    assert len(given) == len(people)
    assert spelt_otherwise == []


def test_no_real_council_is_named() -> None:
    """No English authority stands in the script; "Reading" is a lesson, not the town."""
    reference = resources.files("domain.reference") / "authorities.csv"
    said = " ".join(path.read_text(encoding="utf-8") for path in SCRIPT.rglob("*.*"))
    with reference.open(encoding="utf-8") as rows:
        names = {row[column] for row in DictReader(rows) for column in ("name", "short_name")} - {"Reading"}

    assert [name for name in sorted(names) if f" {name} " in said] == []


SLIPS = {
    "surprise": ('[council]\nname = "N', '[council]\nsurprise = 1\nname = "N'),
    "there is no paper scrutiny-2026-09-workforce-2.md": (
        'text = "scrutiny-2026-09-workforce"',
        'text = "scrutiny-2026-09-workforce-2"',
    ),
    "the cancel of 2026-09-23 .* speaks of what is not there": ("meeting = 7209\nnote", "meeting = 1\nnote"),
    "stands 0 times": (
        "There were 48 agency social workers in post",
        "There were 49 agency social workers in post",
    ),
    "stands after that of": ("at = 2026-10-23T15:10:00+01:00", "at = 2026-10-01T15:10:00+01:00"),
    "timezone": ("at = 2026-10-23T15:10:00+01:00", "at = 2026-10-23T15:10:00"),
    "has no item 17": ('item = "7"\npaper = { id = 60214', 'item = "17"\npaper = { id = 60214'),
    "committee 190: no member 9999": ("seats = [{ member = 2014", "seats = [{ member = 9999"),
    "calendar: no committee 191": ("[[calendar]]\ncommittee = 190", "[[calendar]]\ncommittee = 191"),
    "paper 60201 is there already": ("id = 60233\n", "id = 60201\n"),
    "give one of": ("again = true", 'again = true\nlink = "/x"'),
}


@pytest.mark.parametrize("complaint", SLIPS)
def test_a_slip_in_the_script_is_refused(tmp_path: Path, complaint: str) -> None:
    """A script that contradicts itself is refused with the file and the place, not played."""
    folder = copytree(SCRIPT, tmp_path / "script")
    path = folder / "northshire.toml"
    old, new = SLIPS[complaint]
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(ScriptBroken, match=rf"(?s)northshire\.toml.*{complaint}"):
        World.load(folder)


def test_a_site_moves_between_worlds_by_value(world: World) -> None:
    """A state is a value: changing a copy leaves the world as it was."""
    now = world.at(datetime(2026, 10, 5, tzinfo=UTC))["northshire"]
    changed = now.with_meeting(replace(now.meeting(7203), place="Elsewhere"))

    assert changed != now
    assert world.at(datetime(2026, 10, 5, tzinfo=UTC))["northshire"] == now
