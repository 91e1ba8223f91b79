"""Inspections: reports and letters of fictional places in the formats that Ofsted prints, and what must not be read as one."""

import pytest

from domain.findings import Findings
from tests.linking.texts import facts, fields, read

ILACS = """Inspection of Torbay local
authority children’s services
Inspection dates: {dates}
Lead inspector: Jo Sample, His Majesty’s Inspector
Judgement Grade
The impact of leaders on social work
practice with children and families
{leaders}
The experiences and progress of
children who need help and protection
Good
The experiences and progress of
children in care
Good
The experiences and progress of care
leavers
Requires improvement to be good
{overall}Since the last inspection in 2022, when the overall effectiveness judgement was ‘inadequate’, leaders have done much.
"""
SIF = """1
Torbay Council
{title}
Inspection date: {dates}
Report published: 30 June 2016
{overall}
1. Children who need help and protection Requires
improvement
2. Children looked after and achieving
permanence
Good
2.1 Adoption performance {adoption}
2.2 Experiences and progress of care leavers Good
{leadership}. Leadership, management and governance Good

2
Executive summary
Services were inadequate when they were last inspected.
The Local Safeguarding Children Board (LSCB)
The Local Safeguarding Children Board requires improvement
Executive summary
Lead inspectors: Jo Sample HMI and Ann O’Sample HMI
"""
SIF_TITLE = "Inspection of services for children in need of help and\nprotection, children looked after and care leavers"


def ilacs(dates: str = "11 to 22 May 2026", leaders: str = "Outstanding", overall: str = "") -> Findings:
    return read(ILACS.format(dates=dates, leaders=leaders, overall=overall), council=None)


def sif(
    overall: str = "Children’s services in Torbay require improvement to be\ngood",
    dates: str = "9 May 2016 – 2 June 2016",
    adoption: str = "Good",
    leadership: str = "3",
    title: str = SIF_TITLE,
) -> Findings:
    text = SIF.format(overall=overall, dates=dates, adoption=adoption, leadership=leadership, title=title)
    return read(text, council=None)


def grade(findings: Findings, aspect: str) -> str | None:
    assert findings.inspection is not None
    return findings.inspection.judgements[aspect]


def test_since_april_2026_no_overall_judgement_is_given() -> None:
    """A report without an overall grade has none, though its narrative quotes the last one."""
    found = ilacs()

    assert found.inspection is not None
    assert found.inspection.overall_status == "not_given_post_april_2026"
    assert found.inspection.judgements == {
        "overall": None, "leaders": "outstanding", "help_protection": "good", "care_and_leavers": None,
        "in_care": "good", "care_leavers": "requires improvement", "adoption": None, "lscb": None,
    }  # fmt: skip
    assert found.warnings == ()
    assert found.kind == "inspection_report"


def test_before_that_a_missing_overall_grade_is_said() -> None:
    """A report of an earlier day that gives no overall grade is not understood, and says so."""
    found = ilacs(dates="12 to 23 May 2025")

    assert found.inspection is not None
    assert found.inspection.overall_status is None
    assert found.warnings == ("inspection: no grade read for overall, which ILACS_2023 gives",)


def test_an_unknown_grade_is_said_and_not_guessed() -> None:
    """A grade that no table knows leaves its aspect empty, with a warning."""
    found = ilacs(leaders="Strong")

    assert grade(found, "leaders") is None
    assert found.warnings == ("inspection: no grade read for leaders, which ILACS_2026 gives",)


def test_grades_cannot_contradict_in_silence() -> None:
    """Where a later heading gives another grade than the table, both are said."""
    text = ILACS.format(dates="11 to 22 May 2026", leaders="Good", overall="") + "Leaders know it. " * 400
    found = read(text + "\n\nThe experiences and progress of care leavers: inadequate\n", council=None)

    assert grade(found, "care_leavers") == "requires improvement"
    assert found.warnings == ("inspection: two grades for care_leavers: requires improvement and inadequate",)


def test_template_slips_are_known() -> None:
    """`Children care leavers` and `leaders on practice` stood in real templates."""
    text = (
        ILACS.format(dates="9 to 20 June 2025", leaders="Good", overall="Overall effectiveness Good\n")
        .replace("social work\npractice", "practice\npractice")
        .replace("leaders on practice\npractice with", "leaders on practice with")
        .replace("progress of care\nleavers", "progress of children\ncare leavers")
    )
    found = read(text, council=None)

    assert grade(found, "care_leavers") == "requires improvement"
    assert grade(found, "overall") == "good"


@pytest.mark.parametrize(
    ("overall", "expected"),
    [
        ("Children’s services in Torbay are inadequate", "inadequate"),
        ("Children’s services in the Royal Borough of Kingston upon\nThames are good", "good"),
        ("Children’s services require improvement to be good ", "requires improvement"),
        ("Children’s service requires improvement", "requires improvement"),
        ("The overall judgement is that children’s services are outstanding", "outstanding"),
        ("The overall judgement is requires\nimprovement.", "requires improvement"),
    ],
)
def test_the_forms_of_the_overall_judgement(overall: str, expected: str) -> None:
    """The single framework words its overall judgement in several ways."""
    found = sif(overall=overall)

    assert grade(found, "overall") == expected
    assert found.inspection is not None
    assert found.inspection.framework == "SIF"
    assert found.inspection.overall_status == "given"


def test_the_review_of_the_safeguarding_board_is_read_where_it_stands() -> None:
    """The board's own judgement stands in a line of a later section."""
    assert grade(sif(), "lscb") == "requires improvement"


def test_not_judged_is_an_answer() -> None:
    """An aspect that was not judged says so."""
    assert grade(sif(adoption="Not judged"), "adoption") == "not judged"


def test_a_slip_in_numbering_costs_nothing() -> None:
    """`1. Leadership` stands in real reports."""
    assert grade(sif(leadership="1"), "leaders") == "good"


def test_reinspections_are_a_framework_of_their_own() -> None:
    """A re-inspection is told by its title."""
    found = sif(title="Re-i" + SIF_TITLE[1:], dates="8 May to 31 May 2018")

    assert found.inspection is not None
    assert found.inspection.framework == "SIF_REINSPECTION"


@pytest.mark.parametrize(
    ("dates", "start", "end"),
    [
        ("09/05/2016 – 02/06/2016", "2016-05-09", "2016-06-02"),
        ("9 May ─ 2 June 2016", "2016-05-09", "2016-06-02"),
        ("19 November-11 December 2013 and 28 – 30 \nJanuary 2014", "2013-11-19", "2014-01-30"),
        ("12 July 2016", "2016-07-12", "2016-07-12"),
        ("31 June to 4 July 2016", None, None),
        ("9 May 2016 to 2 June 2014", None, None),
    ],
)
def test_printed_dates(dates: str, start: str | None, end: str | None) -> None:
    """All printed forms are read; what makes no sense is left out and said."""
    found = sif(dates=dates)

    assert found.inspection is not None
    assert (found.inspection.start, found.inspection.end) == (start, end)
    assert any("dates not understood" in warning for warning in found.warnings) == (start is None)


def test_two_lead_inspectors_are_both_named() -> None:
    """Some reports have two lead inspectors."""
    found = sif()

    assert found.inspection is not None
    assert found.inspection.lead_inspector == "Jo Sample and Ann O'Sample"


def test_a_trust_may_stand_in_the_title() -> None:
    """A report on a children's trust is read by its table and belongs to the council."""
    text = ILACS.format(dates="11 to 22 May 2026", leaders="Good", overall="").replace(
        "Inspection of Torbay local\nauthority children’s services",
        "Inspection of Bradford Children and Families Trust",
    )
    found = read(text, council=None)

    assert found.inspection is not None
    assert found.inspection.framework == "ILACS"
    assert found.council is not None
    assert found.council.slug == "bradford"


def test_every_judgement_quotes_its_cell() -> None:
    """Label and grade together prove a judgement; the dates prove the inspection."""
    found = ilacs()
    judgements = facts(found, "judgement")

    assert [" ".join(fact.evidence.quote.split()) for fact in judgements] == [  # type: ignore[union-attr]
        "The impact of leaders on social work practice with children and families Outstanding",
        "The experiences and progress of children who need help and protection Good",
        "The experiences and progress of children in care Good",
        "The experiences and progress of care leavers Requires improvement to be good",
    ]
    assert {fact.stated for fact in judgements} == {"2026-05-11/2026-05-22"}
    assert fields(found, "event", "what", "by", "on") == [("inspection", "Ofsted", "2026-05-11/2026-05-22")]


LETTER = """19 October 2026
Dear Ms Specimen
Focused visit to Torbay children’s services
This letter summarises the findings of the focused visit to Torbay children’s services on 15 and 16 September 2026.
Inspectors looked at the arrangements for care leavers.
Yours sincerely
Jo Sample
His Majesty’s Inspector
"""


def test_a_letter_gives_no_grades() -> None:
    """A focused visit's letter has its days and who signed it, and no judgement."""
    found = read(LETTER, council=None)

    assert found.kind == "inspection_letter"
    assert found.published == "2026-10-19"
    assert found.inspection is not None
    assert found.inspection.framework == "ILACS_FOCUSED"
    assert (found.inspection.start, found.inspection.end) == ("2026-09-15", "2026-09-16")
    assert found.inspection.lead_inspector == "Jo Sample"
    assert facts(found, "judgement") == []
    assert ("focused_visit", "2026-09-15/2026-09-16") in fields(found, "event", "what", "on")


@pytest.mark.parametrize(
    "text",
    [
        "The focused visit to Torbay children's services was discussed by councillors on 3 May 2026.",
        "Report of the Director. Inspection of Torbay local authority children's services. The Committee is asked to note it.",
        "",
    ],
)
def test_texts_about_inspections_are_none(text: str) -> None:
    """An article or a council's paper about an inspection is not the report."""
    assert read(text, council=None).inspection is None


def test_what_a_source_lists_as_a_report_is_never_passed_over() -> None:
    """A file that the source lists as a report and that has no known title says so."""
    found = read("A page of something else.", council=None, kind="inspection_report")

    assert found.warnings == ("inspection: title of no known framework",)
    assert found.inspection is None


PREVIOUS = """
Previous inspection
2. Children looked after and achieving permanence Inadequate
2.1 Adoption performance Inadequate
2.2 Experiences and progress of care leavers Inadequate
"""


def test_the_grades_of_the_inspection_before_are_not_taken() -> None:
    """Further down a re-inspection lists what was judged before: the table at the top stands."""
    text = SIF.format(
        overall="Children’s services in Torbay are good",
        dates="8 May to 31 May 2018",
        adoption="Good",
        leadership="3",
        title="Re-i" + SIF_TITLE[1:],
    )
    found = read(text, "Leaders know it. " * 500 + PREVIOUS, council=None)

    assert grade(found, "adoption") == "good"
    assert grade(found, "care_leavers") == "good"


@pytest.mark.parametrize(
    "table",
    [
        "Good\nThe experiences and progress of\nchildren in care\nOutstanding\nThe experiences and progress of care\nleavers\n",
        "The experiences and progress of\nchildren in care\nThe experiences and progress of care\nleavers\nGood\nOutstanding\n",
        "The experiences and progress of\nchildren in care\nGood\nOutstanding\nThe experiences and progress of care\nleavers\nGood\nInadequate\n",
    ],
)
def test_a_table_that_can_be_read_in_two_ways_is_not_read(table: str) -> None:
    """Grades before labels, columns, two grades a row: no grade, and a warning."""
    head = ILACS.partition("Judgement Grade")[0].format(dates="11 to 22 May 2026")
    found = read(f"{head}Judgement Grade\n{table}Children do well here.\n", council=None)

    assert facts(found, "judgement") == []
    assert any("which grade is whose" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("dates", "start", "end"),
    [
        (
            "5 to 9 December 2022 (first visit) and 14 to 15 February 2023 (second visit)",
            "2022-12-05",
            "2023-02-15",
        ),
        ("from 5 December 2022 to 9 December 2022", "2022-12-05", "2022-12-09"),
        ("5th to 9th Dec 2022", "2022-12-05", "2022-12-09"),
        ("5 to 9 December 2022, with a call to partners on Tuesday, 3 Jan 2023", None, None),
    ],
)
def test_days_that_words_part(dates: str, start: str | None, end: str | None) -> None:
    """Two visits are one inspection; a day that cannot be placed leaves the dates out rather than wrong."""
    found = ilacs(dates=dates, overall="Overall effectiveness Good\n")

    assert found.inspection is not None
    assert (found.inspection.start, found.inspection.end) == (start, end)


def test_a_deputy_lead_inspector_is_not_the_lead() -> None:
    """Where the lead inspector's name cannot be told, no other's is taken."""
    text = ILACS.format(dates="11 to 22 May 2026", leaders="Good", overall="").replace(
        "Lead inspector: Jo Sample, His Majesty’s Inspector",
        "Lead inspector:\nDeputy lead inspector: Ann Other HMI",
    )
    found = read(text, council=None)

    assert found.inspection is not None
    assert found.inspection.lead_inspector is None


HOME = """SC999999
Registered provider: Lancashire County Council
Inspected under the social care common inspection framework
Information about this children’s home
Inspection dates: 5 to 6 March 2024
Overall experiences and progress of
children and young people, taking into
account
good
The effectiveness of leaders and managers good
"""


def test_a_childrens_home_is_not_the_council() -> None:
    """A report on a home that a council runs gives no judgement of the council's services."""
    found = read(HOME, council=None)

    assert found.inspection is None
    assert facts(found, "judgement") == []
