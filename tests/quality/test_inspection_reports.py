"""How well inspection reports are read. The floor is every cell right and none wrong; it is never lowered."""

import pytest

from domain.findings import Circumstances, Findings
from domain.inspection import ASPECTS
from domain.known import from_reference
from linking.find import find
from tests.quality.conftest import Expected

REPORTS = 55
GRADED_CELLS = 272
# What expected.csv calls councils whose short name is another.
SHORT_NAMES = {"london corporation": "city of london"}


@pytest.fixture(scope="module")
def read(reports: tuple[Expected, ...]) -> tuple[tuple[Expected, Findings], ...]:
    known = from_reference()
    return tuple(
        (report, find(report.text, circumstances=Circumstances(), known=known)) for report in reports
    )


def test_every_grade_is_right_and_none_is_made_up(read: tuple[tuple[Expected, Findings], ...]) -> None:
    """Each aspect of each report has the grade that the report gives it, and only those have one."""
    wrong = {}
    right = 0
    for report, findings in read:
        assert findings.inspection is not None, report.key
        for aspect in ASPECTS:
            # A blank for the safeguarding board means that nobody wrote it down, not that there is none.
            if aspect == "lscb" and not report.row[aspect]:
                continue
            found, expected = findings.inspection.judgements[aspect], report.row[aspect] or None
            right += found == expected and expected is not None
            if found != expected:
                wrong[report.key, aspect] = (found, expected)

    assert wrong == {}
    assert right == GRADED_CELLS
    assert len(read) == REPORTS


@pytest.mark.parametrize(
    "field", ["framework", "inspection_start", "inspection_end", "lead_inspector", "overall_status"]
)
def test_what_a_report_says_of_itself_is_right(
    read: tuple[tuple[Expected, Findings], ...], field: str
) -> None:
    """Framework, both dates, lead inspector and status are those of the report."""
    attribute = field.removeprefix("inspection_")
    wrong = {
        report.key: (getattr(findings.inspection, attribute), report.row[field])
        for report, findings in read
        if getattr(findings.inspection, attribute) != report.row[field]
    }

    assert wrong == {}


def test_the_printed_date_of_publication_is_right(read: tuple[tuple[Expected, Findings], ...]) -> None:
    """A report that prints when it was published is dated so; one that does not stays undated."""
    wrong = {
        report.key: (findings.published, report.row["published_in_text"])
        for report, findings in read
        if (findings.published or "") != report.row["published_in_text"]
    }

    assert wrong == {}


def test_every_report_has_the_right_council(read: tuple[tuple[Expected, Findings], ...]) -> None:
    """The council is read from the text alone, without file name or source."""
    wrong = {}
    for report, findings in read:
        expected = SHORT_NAMES.get(report.row["la_name"], report.row["la_name"])
        found = findings.council.short_name.lower() if findings.council else None
        if found != expected:
            wrong[report.key] = (found, expected)

    assert wrong == {}


def test_every_grade_is_proved_by_its_own_line(read: tuple[tuple[Expected, Findings], ...]) -> None:
    """Each judgement quotes the cell or line of the report that gives the grade, and no narrative."""
    for report, findings in read:
        facts = [fact for fact in findings.facts if fact.type == "judgement"]
        graded = [aspect for aspect in ASPECTS if report.row[aspect]]

        assert {fact.fields["aspect"] for fact in facts} >= set(graded)
        for fact in facts:
            fact.evidence.check(report.text.words)  # type: ignore[union-attr]
            assert len(fact.evidence.quote) < 160  # type: ignore[union-attr]


def test_no_report_gives_cause_for_a_warning(read: tuple[tuple[Expected, Findings], ...]) -> None:
    """All of these are understood wholly."""
    assert {report.key: findings.warnings for report, findings in read if findings.warnings} == {}
