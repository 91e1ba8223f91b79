"""What foster carers are paid, asked of all councils at once: story S5 of the acceptance year, from the sites to the answer."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import command
from tests.line.official import Record, watching
from tests.line.year import at

pytestmark = pytest.mark.slow

COUNCILS = ("committee/northshire", "committee/estmere", "committee/wolden")
GOVUK = "govuk/childrens-services"
LOOKS = {
    at("2027-02-12"): (*COUNCILS[:2], GOVUK),
    at("2027-02-25"): COUNCILS[2:],
    at("2027-03-02"): COUNCILS[2:],
}
QUESTION = ("figures", "all", "--measure", "fostering_allowance", "--as-of", "2027-03-02T12:00:00Z")
YEAR = "2027-04/2028-03"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """Three looks at three councils and at GOV.UK, around the day on which Wolden replaced its table."""
    home = tmp_path_factory.mktemp("allowances") / "home"
    with watching(home, start=min(LOOKS), england="analyst@england.example", followed={}) as record:
        for moment, keys in LOOKS.items():
            record.look(moment, keys)
        yield record


@pytest.fixture(scope="module")
def answers(record: Record) -> list[dict[str, Any]]:
    """What `minutewatch figures all --measure fostering_allowance --json` prints of the year 2027/28."""
    told = command(*QUESTION, "--json", home=record.year.home).stdout
    return [each for each in map(json.loads, told.splitlines()) if each.get("year") == YEAR]


def test_fifteen_rows_fourteen_values_and_one_not_stated(answers: list[dict[str, Any]]) -> None:
    """Every band of every council has its row: what its papers leave out is not stated."""
    rows = {(each["council"], each["band"]): each["value"] for each in answers}

    assert rows == {
        ("estmere", "0-2"): 158, ("estmere", "3-4"): 164, ("estmere", "5-10"): 182, ("estmere", "11-15"): 208,
        ("estmere", "16-17"): None,
        ("northshire", "0-2"): 165, ("northshire", "3-4"): 168, ("northshire", "5-10"): 186, ("northshire", "11-15"): 212,
        ("northshire", "16-17"): 250,
        ("wolden", "0-2"): 162, ("wolden", "3-4"): 166, ("wolden", "5-10"): 184, ("wolden", "11-15"): 210,
        ("wolden", "16-17"): 246,
    }  # fmt: skip


def test_what_is_below_the_national_minimum_says_so(answers: list[dict[str, Any]]) -> None:
    """One value is: 158 against 160, with both proofs; nothing is ranked."""
    below = [each for each in answers if each["below_minimum"]]

    assert [(each["council"], each["band"], each["value"], each["minimum"]["value"]) for each in below] == [
        ("estmere", "0-2", 158, 160)
    ]
    assert "£160" in below[0]["minimum"]["sources"][0]["quote"]
    assert below[0]["minimum"]["sources"][0]["official"] is True


def test_a_replaced_value_is_kept_and_marked(answers: list[dict[str, Any]]) -> None:
    """Wolden's table said 150 for the youngest before it said 162: both versions of the one document are named."""
    replaced = [each for each in answers if each["replaced"]]

    assert [(each["council"], each["band"], each["value"]) for each in replaced] == [("wolden", "0-2", 162)]
    (earlier,), (source,) = replaced[0]["replaced"], replaced[0]["sources"]
    assert (earlier["value"], earlier["doc"], earlier["version"], source["version"]) == (
        150,
        source["doc"],
        1,
        2,
    )


def test_every_value_has_its_row_as_proof(answers: list[dict[str, Any]]) -> None:
    """The quote of each value holds it."""
    assert all(str(each["value"]) in each["sources"][0]["quote"] for each in answers if each["stated"])


def test_the_same_in_words(record: Record) -> None:
    """Without --json, a line for each band."""
    words = command(*QUESTION, home=record.year.home).stdout

    assert "Estmere: fostering allowances 2027/28, pounds a week for each child" in words
    assert "  0-2: £158; below the national minimum of £160 (" in words
    assert "  16-17: not stated" in words
    assert "  0-2: £162; earlier version £150, replaced (" in words
