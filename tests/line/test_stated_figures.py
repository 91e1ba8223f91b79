"""What a newspaper and the official report say in numbers, joined: real texts, added by hand, by the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import command

pytestmark = pytest.mark.slow

REPORT, ARTICLE = "80480__17-august-2018__ad918c5f.pdf", "004.txt"


@pytest.fixture(scope="module")
def home(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one report and one article about its council."""
    home = tmp_path_factory.mktemp("figures") / "home"
    assert command("init", home=home).returncode == 0
    assert command("add", str(shared / "captures" / "ofsted" / "pdf" / REPORT), home=home).returncode == 0
    done = command("add", str(shared / "seeds" / ARTICLE), "--published", "2018-08-17", home=home)
    assert done.returncode == 0
    return home


@pytest.fixture(scope="module")
def answers(home: Path) -> list[dict[str, Any]]:
    """What `minutewatch figures lancashire --json` prints."""
    done = command("figures", "lancashire", "--json", home=home)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_figure_of_the_article_stands_beside_the_reports_own(answers: list[dict[str, Any]]) -> None:
    """Seven figures of the end of May 2018, each one point with two documents, of which one is the official record."""
    joined = {
        each["measure"]: each["value"]
        for each in answers
        if each.get("when") == "2018-05-31" and len(each.get("sources", ())) == 2 and "unit" in each
    }

    assert joined == {
        "children_looked_after": 1986, "in_foster_families": 1168, "in_childrens_homes": 192, "with_parents": 372,
        "children_in_need": 1699, "child_protection_plans": 1212, "adoptions": 90,
    }  # fmt: skip
    assert {
        tuple(sorted(source["official"] for source in each["sources"]))
        for each in answers
        if each.get("measure") in joined and each.get("when") == "2018-05-31"
    } == {(False, True)}


def test_the_parts_are_held_against_the_whole(answers: list[dict[str, Any]]) -> None:
    """1,168 + 192 + 372 = 1,732 of 1,986: 254 are not itemised, as both documents list them."""
    (whole,) = [each for each in answers if "not_itemised" in each]

    assert (whole["total"], whole["not_itemised"], len(whole["sources"])) == (1986, 254, 2)
    assert {part["value"] for part in whole["parts"]} == {1168, 192, 372}


def test_the_same_in_words(home: Path) -> None:
    """Without --json the sum is spelt out, and each figure has its quotes."""
    words = command("figures", "lancashire", home=home).stdout

    assert " = 1,732 of 1,986: 254 not itemised" in words
    assert "  31 May 2018: 1,212 (“" in words


def test_a_measure_is_asked_for_as_the_answer_calls_it(home: Path) -> None:
    """With blanks and capitals as with the signs of its id."""
    asked = [
        command("figures", "lancashire", "--measure", name, home=home).stdout
        for name in ("children_in_need", "Children in need")
    ]

    assert "children in need, as texts say" in asked[0]
    assert asked[0] == asked[1]
