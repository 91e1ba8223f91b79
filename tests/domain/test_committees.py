"""Committee choice: real titles and titles as councils use them, and why each is in or out."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import reference
from domain.committees import choose

WATCHED = (
    "Council",
    "Full Council",
    "Annual Council",
    "County Council",
    "City Council",
    "Council (Budget)",
    "Northshire County Council",
    "Council Assembly",
    "Council Forum",
    "Finance Council",
    "Court of Common Council",
    "Cabinet",
    "The Cabinet",
    "Cabinet Meeting",
    "Mayor and Cabinet",
    "Executive",
    "Executive Board",
    "Executive Committee",
    "Executive Cabinet",
    "City Mayor and Executive",
    "Cabinet (Special)",
    "Policy Committee",
    "Policy and Resources Committee",
    "Strategy & Resources Committee",
    "Cabinet Member Decisions",
    "Individual Executive Member Decisions",
    "Officer Decisions",
    "Leader's Decisions",
    "Cabinet Member for Children's Services",
    "Cabinet Member for Children and Young People - Decision Day",
    "Executive Councillor for Children and Families",
    "Children, Young People and Education Cabinet Committee",
    "Cabinet Sub-Committee (Education)",
    "Cabinet Committee on Performance Improvement",
    "Overview and Scrutiny Committee",
    "Overview and Scrutiny Management Board",
    "Scrutiny Co-ordination Committee",
    "Corporate Scrutiny Committee",
    "Corporate Resources Overview and Scrutiny Committee",
    "People Overview and Scrutiny Committee",
    "People Select Committee",
    "Health Overview and Scrutiny Committee",
    "Health and Adult Services Scrutiny Committee",
    "Economy, Culture and Resources Scrutiny Committee",
    "Community Services Policy and Accountability Committee",
    "Schools Forum",
    "Schools' Forum",
    "School Forum",
    "School Organisation Advisory Board",
    "Education Scrutiny Panel",
    "Skills, Education and Lifelong Learning Committee",
    "SEND Improvement Board",
    "SEND and Inclusion Board",
    "Special Educational Needs and Disability Partnership",
    "Safeguarding Children Partnership",
    "Safeguarding Sub Committee",
    "Local Safeguarding Children Board",
    "Corporate Parenting Board",
    "Corporate Parents Panel",
    "Care Leavers Forum",
    "Looked After Children Board",
    "Joint Health and Wellbeing Board",
    "Health & Well-Being Board",
    "Audit Committee",
    "Audit and Standards Committee",
    "Governance and Audit Committee",
    "Youth Justice Management Board",
    "Family Hubs Programme Board",
    "Children’s Trust Board",
    "Children with Disabilities Task Group",
    "Adult and Children's Social Care and Health Select Committee",
)
LEFT_OUT = (
    "Planning Committee",
    "Strategic Planning Committee",
    "Development Management Committee",
    "Development Control Committee",
    "Licensing Committee",
    "Licensing Sub-Committee",
    "Licensing and Regulatory Committee",
    "Taxi Licensing Panel",
    "Regulatory Committee",
    "Rights of Way Committee",
    "Highways Committee",
    "Traffic Regulation Orders Sub-Committee",
    "Pension Fund Committee",
    "Local Pension Board",
    "Pensions Investment Sub-Committee",
    "Standards Committee",
    "Conduct Committee",
    "Employment Committee",
    "Staffing Committee",
    "Appointments Committee",
    "Appointment Sub Committee for Director of Adult Social Services",
    "Independent Remuneration Panel",
    "Company Member Cabinet Committee",
    "Health Reform and Public Health Cabinet Committee",
    "Growth, Economic Development and Communities Cabinet Committee",
    "Cabinet Member for Highways and Transport",
    "Cabinet Member for Finance - Decisions",
    "Executive Councillor for Waste",
    "Portfolio Holder for Planning",
    "Shareholder Committee",
    "Growth Northshire Limited",
    "Environment, Economic Growth and Transport Scrutiny Committee",
    "Environment and Climate Change Overview and Scrutiny Committee",
    "Place Scrutiny Committee",
    "Housing Scrutiny Commission",
    "Flood Risk Scrutiny Panel",
    "Adult Social Care Scrutiny Committee",
    "Adult Care Overview and Scrutiny Committee",
    "Safeguarding Adults Board",
    "Learning Disability Partnership Board",
    "Education Appeals Panel",
    "School Admission Appeals",
    "Independent Appeals Committee",
    "Adoption Panel",
    "Fostering and Permanence Panel",
    "Child Death Overview Panel",
    "Complaints Review Panel",
    "Governor Appointments Panel",
    "SACRE",
    "Standing Advisory Council on Religious Education",
    "Police and Crime Panel",
    "Fire and Rescue Authority Audit Committee",
    "Lancashire Combined County Authority - Overview and Scrutiny Committee",
    "National Park Planning Board",
    "Art Galleries Committee",
    "Parish Liaison Group",
    "Area Committee North",
    "Locality Board",
    "Joint Consultative Forum",
    "Member Development Group",
    "Local Access Forum",
    "Joint Waste Disposal Committee",
    "Twinning Committee",
    "Armed Forces Covenant Board",
    "Charity Trustees",
    "Emergency Committee",
    "Electoral Review Panel",
    "Harbour Board",
    "Crematorium Joint Committee",
)
# Of the 31 committees of Lancashire in March 2026, those where children's services may answer.
LANCASHIRE = {
    "Full Council",
    "Urgency Committee of the Full Council",
    "Cabinet",
    "Corporate Parenting Board",
    "Children, Families and Skills Scrutiny Committee",
    "Budget and Finance Scrutiny Committee",
    "Community, Cultural, and Corporate Services Scrutiny Committee",
    "Health and Adult Services Scrutiny Committee",
    "Lancashire Health and Wellbeing Board",
    "Audit, Risk and Governance Committee",
}


@pytest.mark.parametrize("title", WATCHED)
def test_where_childrens_services_answer_is_watched(title: str) -> None:
    """Children's bodies, corporate parents, schools, SEND, safeguarding, health and wellbeing, scrutiny, audit, cabinet, council."""
    watched, why = choose(title)

    assert watched, why


@pytest.mark.parametrize("title", LEFT_OUT)
def test_what_meets_about_something_else_is_not(title: str) -> None:
    """Each says why; so do the traps: cabinet committees, members' portfolios, appeals, adults, other authorities."""
    watched, why = choose(title)

    assert not watched, why
    assert why


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("Corporate Parenting Board", "corporate parenting"),
        ("Schools Forum", "schools and education"),
        ("SEND Improvement Board", "special educational needs"),
        ("Mayor and Cabinet", "cabinet"),
        ("Council Forum", "full council"),
        ("Pension Fund Committee", "about pensions"),
        ("Education Appeals Panel", "about individual cases"),
        ("Place Scrutiny Committee", "scrutiny of other matters"),
        ("Twinning Committee", "no rule names it"),
    ],
)
def test_the_reason_is_given(title: str, why: str) -> None:
    """`sources list --committees` prints it."""
    assert choose(title)[1] == why


def test_the_source_file_has_the_last_word() -> None:
    """An operator can name a committee in or out."""
    assert choose("Parish Liaison Group", watch=("Parish Liaison Group",)) == (
        True,
        "named in the source file",
    )
    assert choose("Cabinet", skip=("Cabinet",)) == (False, "left out by the source file")


@pytest.mark.parametrize(
    ("title", "category", "expected"),
    [
        (
            "Inclusion Board",
            "Children and Young People",
            (True, "children's services, by its heading Children and Young People"),
        ),
        ("Commission", "Overview and Scrutiny", (True, "scrutiny, by its heading Overview and Scrutiny")),
        ("Housing and Environment Commission", "Scrutiny", (False, "scrutiny of other matters")),
        ("Cabinet", "Outside bodies", (False, "listed under Outside bodies")),
        ("Planning Committee", "Scrutiny", (False, "about planning and licensing")),
        ("Family Hubs Board", "Outside bodies", (True, "children's services")),
        ("Audit Committee", "Governance and Decision Making Committees", (True, "audit")),
        ("Members' Lunch", "Executive", (False, "no rule names it")),
    ],
)
def test_headings_of_the_list_help(title: str, category: str, expected: tuple[bool, str]) -> None:
    """Where a title says nothing, the heading above it may; it never makes a planning committee one of ours."""
    assert choose(title, category=category) == expected


def test_the_childrens_committees_of_66_real_councils_are_watched() -> None:
    """The names that committees about children really carry."""
    names = [row["name"] for row in reference.table("committee_names")]

    assert [name for name in names if not choose(name)[0]] == []


def test_the_committees_of_a_real_county(shared: Path) -> None:
    """Of Lancashire's 31, nine of ten that matter are watched, and one of the ten watched does not."""
    listed = json.loads((shared / "captures/moderngov/lancashire_meetings_2026-03.json").read_text("utf-8"))
    titles = {committee["name"] for committee in listed["committees"]}
    chosen = {title for title in titles if choose(title)[0]}

    assert len(titles) == 31
    assert LANCASHIRE - chosen == {"Urgency Committee of the Full Council"}
    assert chosen - LANCASHIRE == {"Joint Health Scrutiny Committee - Shaping Care Together Programme"}


@given(title=st.text(max_size=400), category=st.none() | st.text(max_size=100))
def test_any_title_gets_an_answer(title: str, category: str | None) -> None:
    """Whatever stands there, it is in or out, with a reason; white space makes no difference."""
    answer = choose(title, category=category)

    assert answer[1]
    assert choose(f"  {title[:200]}\n", category=category) == choose(title[:200], category=category)
