"""The real reports laid out otherwise: what a report says is read whatever the layout, or is left out; it is never wrong."""

import random

import pytest

from domain.findings import Circumstances
from domain.inspection import ASPECTS
from domain.text import Text
from linking import inspections
from linking.prose import Prose
from reading.clean import clean
from tests.quality.conftest import Expected
from tests.quality.mutations import BLIND, HARMLESS, Mutation, Pages

# Half a minute of work.
pytestmark = pytest.mark.slow

SEEDS = (1,)
# Of 272 cells, those that are read all the same.
FLOORS = {
    "one paragraph a page": 267,
    "flowing lines of 50": 267,
    "a table over two pages": 270,
    "narrative with other grades": 225,
    "narrative with other grades on top": 272,
    "an unknown grade": 250,
    "an unknown grade among narrative": 205,
    "a missing grade": 250,
    "grades before labels": 185,
    "labels and grades in columns": 185,
    "front page last": 85,
    "no front page": 85,
    "pages in any order": 85,
}
SELF_TOLD = ("framework", "start", "end", "lead_inspector", "overall_status")


def pages_of(report: Expected) -> Pages:
    words = report.text.words
    return [words[page.start : page.end] for page in report.text.pages]


def read(pages: Pages) -> inspections.Report | None:
    text = Text.of_pages([(None, clean(page)) for page in pages], reader="mutated")
    return inspections.read(Prose(text=text, circumstances=Circumstances()))


def compared(report: Expected, found: inspections.Report | None) -> tuple[int, dict[str, object]]:
    """How many graded cells are right, and what is wrong: said, and not what the report says."""
    if found is None or found.inspection.framework is None:
        return 0, {}
    right = 0
    wrong: dict[str, object] = {}
    for aspect in ASPECTS:
        grade, expected = found.inspection.judgements[aspect], report.row[aspect] or None
        if aspect == "lscb" and not expected:
            continue
        right += grade is not None and grade == expected
        if grade is not None and grade != expected:
            wrong[aspect] = (grade, expected)
    for name in SELF_TOLD:
        told = getattr(found.inspection, name)
        expected = report.row[name if name in report.row else f"inspection_{name}"]
        if told is not None and told != expected:
            wrong[name] = (told, expected)
    return right, wrong


def played(
    reports: tuple[Expected, ...], mutation: Mutation
) -> tuple[int, dict[str, object], list[tuple[str, inspections.Report | None]]]:
    """All reports, each under every seed: the fewest right cells of a seed, all that is wrong, and what was read."""
    fewest = 10_000
    wrong: dict[str, object] = {}
    read_ones: list[tuple[str, inspections.Report | None]] = []
    for seed in SEEDS:
        right = 0
        for number, report in enumerate(reports):
            found = read(mutation(pages_of(report), random.Random(1000 * seed + number)))
            cells, bad = compared(report, found)
            right += cells
            wrong |= {f"{report.key} {name}": told for name, told in bad.items()}
            read_ones.append((report.key, found))
        fewest = min(fewest, right)
    return fewest, wrong, read_ones


@pytest.mark.parametrize("name", HARMLESS)
def test_another_layout_changes_nothing(reports: tuple[Expected, ...], name: str) -> None:
    """Other line ends, dashes, apostrophes, spaces, heads and footnotes: every cell is right, nothing is wrong."""
    right, wrong, _ = played(reports, HARMLESS[name])

    assert wrong == {}
    assert right == 272


@pytest.mark.parametrize("name", BLIND)
def test_what_cannot_be_told_is_left_out(reports: tuple[Expected, ...], name: str) -> None:
    """Torn tables, unknown grades, quoted grades, lost pages: something may be missing, and then a warning says so; nothing is wrong."""
    right, wrong, read_ones = played(reports, BLIND[name])
    silent = [
        key
        for key, found in read_ones
        if found and not found.warnings and _misses(found, next(one for one in reports if one.key == key))
    ]

    assert wrong == {}
    assert silent == []
    assert right >= FLOORS[name]


def _misses(found: inspections.Report, report: Expected) -> bool:
    """Whether a grade that the report gives is missing; its safeguarding board's may stand in a report of its own."""
    judgements = found.inspection.judgements
    return any(report.row[aspect] and not judgements[aspect] for aspect in ASPECTS if aspect != "lscb")
