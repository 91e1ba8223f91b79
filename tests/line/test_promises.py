"""The commands that say what is due, what became of actions, and how motions ended."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from storage.archive import open_archive
from storage.expected import expect
from tests.conftest import command
from tests.storage.linked import COUNCIL, SCRUTINY, Linked, at, item, meeting, paper, programme

JANUARY = meeting("7403", SCRUTINY, date(2027, 1, 19))
CARRIED = (
    "Councillor A Sample proposed, and Councillor B Sample seconded, that this Council treat care experience as if it "
    "were a protected characteristic. The motion was put to the vote and carried.\n\n"
    "RESOLVED that an annual report on it come to the Council each November."
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose archive knows a council's programme, a motion and an obligation."""
    home = tmp_path_factory.mktemp("promises") / "home"
    assert command("init", home=home).returncode == 0
    voted = meeting("9", COUNCIL, date(2026, 10, 15), item(5, "Motion: care experience"))
    with open_archive(home) as archive:
        site = Linked(archive, at(2026, 9, 1))
        site.lists(JANUARY, voted)
        site.shows(replace(voted, minutes_published=True, items=(item(5, "Motions", minutes=CARRIED),)))
        site.comes(at(2026, 11, 10, 18))
        plan = item(8, "Work programme", paper("s1", "Work programme 2026/27", "2026-11-10"))
        site.lists(JANUARY, voted, meeting("7303", SCRUTINY, date(2026, 11, 18)))
        site.shows(meeting("7303", SCRUTINY, date(2026, 11, 18), plan))
        site.serves("s1", programme("19 January 2027 | Spending on agency social workers | Kwame Birtwell"))
        with archive.writing() as session:
            expect(
                session, key="plan", council="northshire", kind="plan", what="Action plan", due="2027-06-30",
                because="70 working days", now=at(2026, 10, 1),
            )  # fmt: skip
    return home


def _said(home: Path, *arguments: str) -> list[str]:
    done = command(*arguments, home=home)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_what_is_due_is_said_council_by_council(home: Path) -> None:
    """Meetings with their agendas first, then minutes, planned items and obligations."""
    assert _said(home, "expected", "Northshire", "--as-of", "2027-01-04T12:00:00Z") == [
        "Northshire: Children and Families Scrutiny Committee Tue 19 Jan, 15 days ahead; agenda due by Mon 11 Jan",
        "Northshire: Minutes of Children and Families Scrutiny Committee, 2026-11-18: expected by 11 January 2027",
        "Northshire: Spending on agency social workers: listed for 2027-01-19 in the work programme of 10 Nov 2026",
        "Northshire: Action plan: due 30 June 2027",
    ]


def test_what_became_of_an_action_is_found_by_its_words(home: Path) -> None:
    """Names of councils and words of the title may stand in any order, and the id shows it; no hits are no failure."""
    words = "northshire, Children and Families Scrutiny Committee: Spending on agency social workers: listed for 2027-01-19 in the work programme of 10 Nov 2026"

    for arguments in (
        ("northshire", "agency"),
        ("agencies", "Northshire County Council"),
        ("agency", "spend"),
    ):
        (said,) = _said(home, "actions", *arguments, "--as-of", "2027-01-04T12:00:00Z")
        uid, _, told = said.partition("  ")

        assert told == words
        assert _said(home, "actions", "show", uid, "--as-of", "2027-01-04T12:00:00Z")[0] == said
    assert _said(home, "actions", "northshire", "zebras") == ["The ledger has no action of this kind."]


def test_motions_are_told_with_what_they_asked_for(home: Path) -> None:
    """Each with its outcome, and below it the report that was to come."""
    assert _said(home, "motions", "care experience", "--as-of", "2027-01-04T12:00:00Z") == [
        "Northshire: carried 15 Oct 2026: this Council treat care experience as if it were a protected characteristic",
        "    an annual report on it: this Council treat care experience as if it were a protected characteristic: resolved on 15 Oct 2026; due 2027-11 (every year)",
    ]


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (("expected", "northshire"), {"council", "owed_by", "kind", "what", "due", "at", "state", "reason", "because", "meeting", "met", "late", "words"}),
        (("actions", "agency"), {"id", "council", "owed_by", "title", "committee", "first_due", "due", "state", "words", "came_to", "searched", "sightings", "reported", "decided"}),
        (("motions", "care experience"), {"council", "committee", "meeting", "date", "what", "outcome", "removed", "added", "gone", "words", "evidence", "duties"}),
    ],
)  # fmt: skip
def test_json_is_one_object_a_line_with_every_key(
    home: Path, arguments: tuple[str, ...], keys: set[str]
) -> None:
    """As docs/reference/json.md says."""
    lines = [
        json.loads(line) for line in _said(home, *arguments, "--json", "--as-of", "2027-02-04T12:00:00Z")
    ]

    assert lines
    assert {frozenset(line) for line in lines} == {frozenset(keys)}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("expected", "atlantis"), "atlantis"),
        (("motions", "x", "--council", "atlantis"), "atlantis"),
        (("actions", "--as-of", "yesterday"), "--as-of"),
    ],
)
def test_what_cannot_be_meant_is_bad_usage(home: Path, arguments: tuple[str, ...], says: str) -> None:
    """One line, exit code 2."""
    done = command(*arguments, home=home)

    assert (done.returncode, says in done.stderr, "Traceback" in done.stderr) == (2, True, False)
