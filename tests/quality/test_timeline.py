"""A council's timeline from its real reports, and what real newspapers said of it: in a real archive, by the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import command

# The reports of one council and five articles about it, with the day on which each came out where the file does not say it.
REPORTS = (
    ("80480__27-november-2015__367d6cef.pdf", None),
    ("80480__17-august-2018__ad918c5f.pdf", None),
    ("80480__26-january-2023__ea838c0e.pdf", "2023-01-26"),
    ("80480__20-august-2026__9cae177a.pdf", "2026-08-20"),
)
ARTICLES = (
    ("000.txt", None),
    ("001.txt", "2018-03-20"),
    ("002.txt", "2016-05-27"),
    ("003.txt", "2018-10-22"),
    ("004.txt", "2018-08-17"),
)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home into which the reports and the articles were put by hand."""
    home = tmp_path_factory.mktemp("timeline") / "home"
    assert command("init", home=home).returncode == 0
    files = [(shared / "captures" / "ofsted" / "pdf" / name, day) for name, day in REPORTS]
    files += [(shared / "seeds" / name, day) for name, day in ARTICLES]
    undated = [str(path) for path, day in files if day is None]
    assert command("add", *undated, home=home).returncode == 0
    for path, day in files:
        if day:
            assert command("add", str(path), "--published", day, home=home).returncode == 0
    return home


@pytest.fixture(scope="module")
def nodes(home: Path) -> list[dict[str, Any]]:
    """What `minutewatch timeline lancashire --json` prints."""
    done = command("timeline", "lancashire", "--json", home=home)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def _of(nodes: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [node for node in nodes if node["kind"] == kind]


def test_the_judgements_stand_on_their_days(nodes: list[dict[str, Any]]) -> None:
    """Inadequate, requires improvement with adoption good, good; and in 2026 no overall judgement, which is said."""
    found = _of(nodes, "inspection")

    assert [node["words"] for node in found] == [
        "Ofsted judged children's services inadequate (inspected 14 September to 8 October 2015, published 27 November 2015)",
        "Ofsted judged children's services requires improvement (inspected 4 to 28 June 2018, published 17 August 2018)",
        "Ofsted judged children's services good (inspected 28 November to 9 December 2022, published 26 January 2023)",
        (
            "Ofsted inspected children's services (inspected 11 to 22 May 2026, published 20 August 2026): "
            "no overall judgement is given (inspections from April 2026)"
        ),
    ]
    assert "adoption: good" in found[1]["details"]
    assert found[3]["details"] == [
        "leaders: outstanding",
        "help and protection: good",
        "children in care: good",
        "care leavers: outstanding",
    ]
    assert [node["date"] for node in found] == ["2015-11-27", "2018-08-17", "2023-01-26", "2026-08-20"]


def test_a_wrong_month_is_a_claim_in_conflict(nodes: list[dict[str, Any]]) -> None:
    """`In May 2015` stands beside the report of November 2015, as its source gave it; the other claims agree."""
    claims = [claim for node in _of(nodes, "inspection") for claim in node["claims"]]
    conflicts = [claim for claim in claims if claim["relation"] == "in conflict"]

    assert [(claim["says"], claim["record"]) for claim in conflicts] == [
        (
            "reported as inadequate in May 2015",
            "inadequate, inspected 14 September to 8 October 2015, published 27 November 2015",
        )
    ]
    assert "in May 2015" in conflicts[0]["evidence"]["quote"]
    assert "adoption reported as good" in [claim["says"] for claim in claims if claim["relation"] == "agrees"]


def test_figures_of_the_newspaper_are_joined_to_the_reports_own(nodes: list[dict[str, Any]]) -> None:
    """Each of the six figures stands beside the same figure of the official report, with its sentence."""
    joined = {
        claim["says"]: claim["record"]
        for node in _of(nodes, "figures")
        for claim in node["claims"]
        if claim["relation"] == "agrees"
    }
    expected = {
        "children in care reported as 1,986 at 31 May 2018": "At 31 May 2018, 1,986 children are being looked after",
        "children in need reported as 1,699 at 31 May 2018": "1,699 children had been identified",
        "children with a child protection plan reported as 1,212 at 31 May 2018": "1,212 children and young people were the subject",
        "adoptions reported as 90 at 31 May 2018": "there have been 90 adoptions",
        "living with foster families reported as 1,168 at 31 May 2018": "1,168 live with foster families",
        "living with parents reported as 372 at 31 May 2018": "372 live with parents",
    }

    assert expected.keys() <= joined.keys()
    assert {says: words in joined[says] for says, words in expected.items()} == dict.fromkeys(expected, True)


def test_what_only_newspapers_tell_is_told_as_reported(nodes: list[dict[str, Any]]) -> None:
    """The notice of 19 May 2016 and the fifth monitoring visit, of which no official record is here."""
    told = [(node["date"], node["words"], node["official"]) for node in nodes if not node["official"]]

    assert ("2016-05-19", "improvement notice issued, as reported", False) in told
    assert any("monitoring visit no. 5" in words for _, words, _ in told)


def test_the_same_in_words(home: Path) -> None:
    """Without --json, the same nodes as lines, the claim in conflict below the report."""
    lines = command("timeline", "lancashire", home=home).stdout.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("2015-11-27  Ofsted judged"))

    assert any(
        line.startswith("    in conflict: reported as inadequate in May 2015")
        for line in lines[place : place + 12]
    )


def test_what_the_articles_say_of_intervention(home: Path) -> None:
    """Without an official record nothing is in force ten years on; what was reported is listed, with its words."""
    head, *lines = command("interventions", "lancashire", home=home).stdout.splitlines()

    assert head == "Lancashire: instrument=none known"
    assert [line.partition(" (“")[0] for line in lines] == [
        "    reported: improvement notice issued 19 May 2016",
        "    reported: adviser appointed",
    ]
    assert all(line.endswith("27 May 2016); no official record of it here") for line in lines)


def test_an_undated_text_stays_undated(shared: Path, tmp_path: Path) -> None:
    """Articles of which nobody says when they came out give no day: what they tell stands last, and nothing began when we saw them."""
    home = tmp_path / "home"
    assert command("init", home=home).returncode == 0
    names = [str(shared / "seeds" / name) for name, _ in ARTICLES]
    assert command("add", *names, home=home).returncode == 0
    nodes = [
        json.loads(line)
        for line in command("timeline", "lancashire", "--json", home=home).stdout.splitlines()
    ]
    (said,) = [
        json.loads(line)
        for line in command("interventions", "lancashire", "--json", home=home).stdout.splitlines()
    ]
    undated = [node["words"] for node in nodes if node["date"] is None]

    assert [node["date"] is None for node in nodes] == sorted(node["date"] is None for node in nodes)
    assert {words.partition(" in a text without a date, first seen ")[0] for words in undated} >= {
        "adoption reported as good",
        "adviser appointed, as reported",
        "improvement notice issued, as reported",
        "Ofsted monitoring visit no. 5 to the council, as reported",
    }
    assert (said["person"], said["instrument"], said["spells"]) == (None, None, [])
    assert [(each["what"], each["on"]) for each in said["reported"]] == [
        ("improvement notice", None),
        ("adviser", None),
    ]
