"""Frameworks are data: a format to come is read by rows of two tables; the focuses and headings are rows too."""

from collections.abc import Iterator

import pytest

from domain import reference
from domain.inspection import UnknownFocus, focus_named, focuses, grade_label
from linking import findings, frameworks, grades, inspections
from linking.focuses import of
from tests.linking.texts import facts, read

# What Ofsted might print from 2027, with aspects and grades of its own.
REPORT_OF_2027 = """Inspection of Torbay children and families services
Inspection dates: 7 to 18 June 2027
Lead inspector: Jo Sample, His Majesty’s Inspector
Area Standard
Leadership of the partnership
Strong standard
Family help and protection
Needs attention
Children who are cared for
Exceptional
In 2024 overall effectiveness was judged to be inadequate. Good work goes on.
What needs to improve?
◼ The reach of family help.
"""
FRAMEWORK = {
    "framework_id": "CFS_2027",
    "title_pattern": "Inspection of <LA> children and families services",
    "from_inspection_start": "2027-04-01",
    "to_inspection_end": "",
    "family": "CFS",
    "judgement_keys": "leaders; family_help; in_care",
}
WORDS = (
    {"key": "leaders", "label_variants": "Leadership of the partnership", "framework": "CFS_2027"},
    {"key": "family_help", "label_variants": "Family help and protection", "framework": "CFS_2027"},
    {"key": "in_care", "label_variants": "Children who are cared for", "framework": "CFS_2027"},
    {"key": "grade:exceptional", "label_variants": "Exceptional", "framework": "CFS_2027"},
    {"key": "grade:strong standard", "label_variants": "Strong standard", "framework": "CFS_2027"},
    {"key": "grade:needs attention", "label_variants": "Needs attention", "framework": "CFS_2027"},
)


@pytest.fixture
def rows_of_2027(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The tables with rows for a made-up framework of 2027."""
    shipped = reference.table
    more = {
        "frameworks": (FRAMEWORK,),
        "judgement_vocab": tuple({"regex": "", "news_regex": "", **row} for row in WORDS),
    }
    monkeypatch.setattr(reference, "table", lambda name: (*shipped(name), *more.get(name, ())))
    _forget()
    yield
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for made_of_tables in (
        grades.canonical_words,
        grades.printed,
        frameworks.frameworks,
        frameworks.labels,
        inspections._overall_sentence,
    ):
        made_of_tables.cache_clear()


@pytest.mark.usefixtures("rows_of_2027")
def test_a_framework_to_come_is_rows_of_a_table() -> None:
    """New title, new aspects, new grades, no overall judgement: read without a line of code."""
    found = read(REPORT_OF_2027, council=None)
    judged = {fact.fields["aspect"]: fact.fields["grade"] for fact in facts(found, "judgement")}

    assert judged == {
        "leaders": "strong standard",
        "family_help": "needs attention",
        "in_care": "exceptional",
    }
    assert found.inspection is not None
    assert (found.inspection.framework, found.inspection.start) == ("CFS", "2027-06-07")
    assert found.inspection.judgements["in_care"] == "exceptional"
    assert found.inspection.overall_status == "not_given_post_april_2026"
    assert [fact.fields["words"] for fact in facts(found, "finding")] == ["The reach of family help."]
    assert found.warnings == ()


def test_without_its_rows_it_is_not_guessed() -> None:
    """Before the rows are there no grade is read, and a source that lists it is told so."""
    found = read(REPORT_OF_2027, council=None, kind="inspection_report")

    assert facts(found, "judgement") == []
    assert found.inspection is None
    assert found.warnings == ("inspection: title of no known framework",)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ofsted visited on 29 and 30 September to look at care leavers", ["care_leavers"]),
        ("the local authority’s arrangements for the ‘front door’", ["front_door"]),
        (
            "the front door service, where contacts and referrals about children in care are received",
            ["front_door"],
        ),
        (
            "children in need, including those subject to a child protection plan",
            ["children_in_need_or_protection"],
        ),
        ("planning and achieving permanence for children in care", ["permanence"]),
        ("vulnerable children at risk from extra-familial harm", ["extra_familial_risk"]),
        ("children looked after", ["children_in_care"]),
        ("placement decision-making for older children", ["placement_decisions_older_children"]),
        ("children in care and care leavers", ["children_in_care", "care_leavers"]),
        ("young people leaving care", ["care_leavers"]),
        ("disabled children and their families", []),
    ],
)
def test_wordings_of_a_focus(words: str, expected: list[str]) -> None:
    """Each wording is read as one of Ofsted's seven or as none; the front door is never care leavers."""
    assert list(of(words)) == expected


def test_ofsted_has_seven_focuses() -> None:
    """Those in use, by id and by name; one of the past stays readable."""
    assert len([focus for focus in focuses() if focus.is_used]) == 7
    assert {focus_named(focus.name) for focus in focuses()} == {focus.id for focus in focuses()}
    with pytest.raises(UnknownFocus, match="care leavers"):
        focus_named("cycling")


def test_outcomes_have_words() -> None:
    """An id of an outcome is told in Ofsted's words, a grade as it is."""
    assert grade_label("send2") == "lead to inconsistent experiences and outcomes"
    assert grade_label("good") == "good"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("What needs to improve in this area of social work practice?", "improvement"),
        ("What needs to improve?1", "improvement"),
        ("Area for priority action", "priority_action"),
        ("Responsible body Areas for priority action", "priority_action"),
        ("Key strengths", "strength"),
        ("Headline findings", ""),
        ("Recommendations 8", None),
        ("Areas for improvement were found in health.", None),
    ],
)
def test_headings_of_findings(line: str, kind: str | None) -> None:
    """A heading is a line of its own; an entry of a table of contents or a sentence is none."""
    assert findings.heading_kind(line) == kind
