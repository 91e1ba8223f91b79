"""What must be found in the sample world is what the script makes happen, and nothing else."""

from collections import Counter

import pytest

from sample import answers
from sample.answers import Expected
from sample.site import Site
from sample.world import SCRIPT, World

ALWAYS = {"agenda_published", "minutes_published", "document_added"}


def test_the_looks_are_on_mondays_at_six_local_time() -> None:
    """The service looks at six in the morning; the last time after the clocks went back."""
    assert [look.isoformat() for look in answers.LOOKS] == [
        "2026-09-14T06:00:00+01:00",
        "2026-09-21T06:00:00+01:00",
        "2026-09-28T06:00:00+01:00",
        "2026-10-05T06:00:00+01:00",
        "2026-10-12T06:00:00+01:00",
        "2026-10-19T06:00:00+01:00",
        "2026-10-26T06:00:00+00:00",
    ]


def test_the_second_week_by_hand(world: World) -> None:
    """The answers of one week, written out by a person who read the script."""
    assert answers.weeks(world)[1] == {
        Expected(meeting=7203, kind="document_added", paper=60230),
        Expected(meeting=7206, kind="document_added", paper=60237),
        Expected(meeting=7206, kind="document_replaced", paper=60221),
        Expected(meeting=7206, kind="restricted", paper=60238),
        Expected(meeting=7207, kind="agenda_published"),
        Expected(meeting=7209, kind="cancelled"),
    }


def test_the_fourth_and_fifth_week_by_hand(world: World) -> None:
    """Moved, amended without notice, replaced in silence."""
    assert answers.weeks(world)[3] >= {
        Expected(meeting=7203, kind="minutes_amended"),
        Expected(meeting=7214, kind="moved"),
    }
    assert answers.weeks(world)[4] >= {Expected(meeting=7211, kind="document_replaced", paper=60257)}


def test_three_weeks_show_what_happens_everywhere(world: World) -> None:
    """Agenda, late paper, replaced report, decisions, minutes and a cancelled meeting come in the first three weeks."""
    found = {each.kind for week in answers.weeks(world)[:3] for each in week}

    assert found == ALWAYS | {"document_replaced", "decisions_published", "cancelled", "restricted"}


def test_six_weeks_show_everything(world: World) -> None:
    """Every kind of event happens, each once a week at most for one subject."""
    found = Counter(each.kind for week in answers.weeks(world) for each in week)

    assert set(found) == ALWAYS | {
        "document_replaced", "decisions_published", "cancelled", "restricted", "moved", "minutes_amended",
    }  # fmt: skip
    assert all(answers.weeks(world))


def test_planning_and_pensions_are_nobodys_business(world: World, northshire: Site) -> None:
    """Nothing is expected of committees that have nothing to do with children."""
    watched = {
        northshire.committee(northshire.meeting(each.meeting).committee).title
        for week in answers.weeks(world)
        for each in week
    }

    assert watched == {
        "Full Council",
        "Cabinet",
        "Children and Families Scrutiny Committee",
        "Corporate Parenting Board",
        "Schools Forum",
        "Audit and Governance Committee",
    }


def test_a_first_look_finds_what_is_there(world: World) -> None:
    """Who looks for the first time finds agendas and minutes, and nothing added, replaced or moved."""
    found = Counter(each.kind for each in answers.first_look(world, answers.LOOKS[-1]))

    assert found == {
        "agenda_published": 16,
        "minutes_published": 13,
        "decisions_published": 4,
        "cancelled": 1,
    }


@pytest.mark.parametrize("name", answers.PRIVATE_NAMES)
def test_private_people_are_in_the_papers(name: str) -> None:
    """The names that must never be shown do stand in the script: their absence elsewhere means something."""
    assert name in "".join(path.read_text(encoding="utf-8") for path in SCRIPT.rglob("*.toml"))
