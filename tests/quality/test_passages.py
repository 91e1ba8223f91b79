"""How well passages of many wordings are read, each for the types that its part is about (passages/).

They were written by readers who had not seen a rule, to be as unlike one another as papers, letters and news are. Half of
each part was kept from those who write the rules until it had been scored; `docs/explanation/quality.md` has those figures.
Floors are what is reached, and are only raised. `python -m tests.quality.figures tests/quality/passages/figures` prints all.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from domain.findings import Findings
from tests.linking.test_find import assert_proved
from tests.quality.annotations import Annotated, documents
from tests.quality.scorers import SCORERS
from tests.quality.scoring import is_proved, measured, merged_people

FOLDER = Path(__file__).parent / "passages"

# Of each part, what it was annotated for: precision and recall.
FLOORS: dict[str, dict[str, tuple[float, float]]] = {
    "figures": {
        "quantity": (0.99, 0.9),  # of 761
        "quantity exact": (0.93, 0.84),  # of 761
        "quantity value": (0.98, 0.9),  # of 761
        "money": (1.0, 0.98),  # of 113
        "money exact": (0.97, 0.95),  # of 113
        "money value": (0.96, 0.95),  # of 113
        "money kind": (0.85, 0.95),  # of 60
        "statistic": (1.0, 0.71),  # of 530
        "statistic in full": (0.94, 0.67),  # of 530
    },
    "people": {
        "person": (1.0, 0.93),  # of 266
        "person exact": (1.0, 0.93),  # of 266
        "role": (1.0, 0.95),  # of 224
        "role exact": (0.93, 0.89),  # of 224
        "people linked": (0.99, 0.99),  # of 243
        "date": (0.99, 0.97),  # of 195
        "dates resolved": (1.0, 0.99),  # of 195
        "role held": (0.97, 0.85),  # of 164
        "role with organisation": (0.91, 0.83),  # of 164
        "event": (0.99, 0.82),  # of 176
        "event in full": (0.86, 0.74),  # of 176
        "judgement": (1.0, 1.0),  # of 18
    },
    "minutes": {
        "committee": (1.0, 1.0),  # of 62
        "organisation": (1.0, 0.95),  # of 48
        "place": (1.0, 0.92),  # of 27
        "commitment": (1.0, 0.74),  # of 163
        "commitment due": (0.99, 0.73),  # of 163
        "commitment who": (0.91, 0.66),  # of 163
        "resolution": (1.0, 1.0),  # of 49
        "motion": (0.95, 0.95),  # of 20
        "attendance": (1.0, 0.68),  # of 60
        "quote with speaker": (0.98, 0.94),  # of 67
    },
    "meetings": {
        "committee": (0.93, 0.93),  # of 15
        "commitment": (0.87, 0.7),  # of 10
        "commitment due": (0.87, 0.7),  # of 10
        "resolution": (1.0, 0.92),  # of 13
        "motion": (1.0, 0.83),  # of 6
        "attendance": (0.94, 0.42),  # of 40
    },
    "events": {
        "person": (1.0, 0.96),  # of 28
        "role": (1.0, 1.0),  # of 24
        "people linked": (1.0, 1.0),  # of 27
        "dates resolved": (0.97, 0.95),  # of 50
        "role held": (0.95, 0.9),  # of 22
        "event": (0.92, 0.68),  # of 35
        "judgement": (1.0, 0.61),  # of 18
        "statistic": (0.95, 0.65),  # of 29
    },
}

_CASES = [(part, name) for part, floors in FLOORS.items() for name in floors]


@cache
def _read(part: str) -> list[tuple[Annotated, Findings]]:
    return [(document, document.read()) for document in documents(FOLDER / part)]


@pytest.mark.parametrize(("part", "name"), _CASES, ids=[f"{part}: {name}" for part, name in _CASES])
def test_passages_hold_their_floor(part: str, name: str) -> None:
    """What is found is right, and what is there is found, at least as well as before."""
    score = measured(_read(part), SCORERS[name])
    precision, recall = FLOORS[part][name]

    assert score.expected > 0
    assert (score.precision >= precision, score.recall >= recall) == (True, True), (
        score.precision,
        score.recall,
        score.missing,
        score.wrong,
    )


@pytest.mark.parametrize("part", FLOORS)
def test_no_two_people_of_passages_are_made_one(part: str) -> None:
    """No entity of a text is two of its people."""
    assert [line for document, found in _read(part) for line in merged_people(document, found)] == []


@pytest.mark.parametrize("part", FLOORS)
def test_what_is_found_in_passages_stands_in_them(part: str) -> None:
    """Every mention and every quote is the text at its place."""
    for document, found in _read(part):
        assert_proved(document.words, replace(found, facts=tuple(filter(is_proved, found.facts))))
