"""The official record by the command line: interventions and visits as an operator asks for them."""

import json
from pathlib import Path

import pytest

from domain.document import DocumentKind
from storage.archive import open_archive
from tests.conftest import command
from tests.storage.linked import at
from tests.storage.official import GOVUK, OFSTED, Desk
from tests.storage.test_interventions import COLLECTION, DIRECTION, ISSUED, LIFTED
from tests.storage.test_visits import STATED, letter


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose archive knows a direction that a notice replaced, a letter, and a visit that a council tells of."""
    home = tmp_path_factory.mktemp("record") / "home"
    assert command("init", home=home).returncode == 0
    with open_archive(home) as archive:
        desk = Desk(archive)
        notice, of_ofsted = DocumentKind.NOTICE, DocumentKind.INSPECTION_LETTER
        desk.comes(GOVUK, "list", COLLECTION, ISSUED, seen=at(2024, 5, 15))
        desk.comes(GOVUK, "direction", DIRECTION, seen=at(2024, 5, 15), published="2024-05-14", kind=notice)
        (words,) = letter("Northshire", "15 and 16 September", "care leavers")
        desk.comes(
            OFSTED,
            "2",
            words,
            seen=at(2026, 10, 19, 12),
            published="2026-10-19",
            council="northshire",
            kind=of_ofsted,
        )
        desk.comes("committee/wolden", "p1", STATED, seen=at(2026, 11, 14), published="2026-11-13")
        desk.comes(GOVUK, "list", COLLECTION, LIFTED, ISSUED, seen=at(2026, 11, 19, 12))
    return home  # fmt: skip


def _said(home: Path, *arguments: str) -> list[str]:
    done = command(*arguments, home=home)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_interventions_tell_the_four_facts_and_their_history(home: Path) -> None:
    """The state in a line, then each fact with its days, each step."""
    assert _said(home, "interventions", "estmere", "--as-of", "2026-11-20T12:00:00Z") == [
        "Estmere: instrument=improvement notice since 2026-11-12; direction lifted 2026-11-12; direction of travel=step down",
        "    instrument: statutory direction since May 2024, lifted 12 November 2026",
        "    person: commissioner since 14 May 2024, ended with the direction 12 November 2026",
        "    instrument: improvement notice since 12 November 2026",
        "    2024-05: statutory direction issued: step up",
        "    2026-11-12: statutory direction replaced by improvement notice: step down",
    ]


def test_visits_of_a_quarter_on_a_focus(home: Path) -> None:
    """The letter, and the visit of which only the council tells."""
    lines = _said(
        home, "visits", "--focus", "care leavers", "--visited", "2026-07..2026-09", "--as-of", "2026-11-16T12:00:00Z"
    )  # fmt: skip

    assert [line for line in lines if not line.startswith(" ")] == [
        "Northshire: care leavers, visited 15-16 Sep 2026; letter published 19 Oct 2026",
        "Wolden: care leavers, visited 29-30 Sep 2026; visit stated by the council, letter not seen, 33 working days",
    ]


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (("interventions", "estmere"), {"council", "date", "instrument", "person", "delivery", "support", "spells", "steps", "claims", "differing", "reported", "words"}),
        (("visits", "--council", "wolden"), {"council", "what", "ordinal", "focus", "visited", "letter", "published", "first_notice", "waiting_working_days", "paused", "findings", "judgement_before", "words"}),
        (("timeline", "estmere"), {"council", "kind", "date", "official", "words", "details", "evidence", "claims"}),
    ],
)  # fmt: skip
def test_json_is_one_object_a_line_with_every_key(
    home: Path, arguments: tuple[str, ...], keys: set[str]
) -> None:
    """As docs/reference/json.md says."""
    lines = [
        json.loads(line) for line in _said(home, *arguments, "--json", "--as-of", "2026-11-20T12:00:00Z")
    ]

    assert lines
    assert {frozenset(line) for line in lines} == {frozenset(keys)}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("timeline", "atlantis"), "atlantis"),
        (("interventions", "atlantis"), "atlantis"),
        (("visits", "--focus", "weather"), "weather"),
        (("visits", "--visited", "soon"), "--visited"),
    ],
)
def test_what_cannot_be_meant_is_bad_usage(home: Path, arguments: tuple[str, ...], says: str) -> None:
    """One line, exit code 2."""
    done = command(*arguments, home=home)

    assert (done.returncode, says in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_a_table_of_elections_that_cannot_be_read_is_bad_usage(home: Path) -> None:
    """The error names file, line and what to write."""
    table = home / "elections.csv"
    table.write_text("council,polls\nnorthshire,soon\n", encoding="utf-8")
    done = command("interventions", home=home)
    table.unlink()

    assert (done.returncode, "elections.csv, line 2" in done.stderr) == (2, True)
