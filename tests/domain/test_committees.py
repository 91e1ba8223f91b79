"""Committee choice: real titles, and why each is in or out."""

import pytest

from domain import reference
from domain.committees import choose


@pytest.mark.parametrize(
    "title",
    [
        "Children and Families Scrutiny Committee",
        "Corporate Parenting Board",
        "Schools Forum",
        "Health and Wellbeing Board",
        "Cabinet",
        "Full Council",
        "Council",
        "Audit, Risk and Governance Committee",
        "SEND Partnership Board",
    ],
)
def test_where_childrens_services_answer_is_watched(title: str) -> None:
    """Children's bodies, the cabinet, the full council, audit and scrutiny."""
    assert choose(title)[0]


@pytest.mark.parametrize(
    "title",
    ["Planning Committee", "Pension Fund Committee", "Licensing Sub-Committee", "Parish Liaison Group"],
)
def test_what_meets_about_something_else_is_not(title: str) -> None:
    """Each says why."""
    watched, why = choose(title)

    assert not watched
    assert why


def test_the_source_file_has_the_last_word() -> None:
    """An operator can name a committee in or out."""
    assert choose("Parish Liaison Group", watch=("Parish Liaison Group",)) == (
        True,
        "named in the source file",
    )
    assert choose("Cabinet", skip=("Cabinet",)) == (False, "left out by the source file")


def test_the_childrens_committees_of_66_real_councils_are_watched() -> None:
    """The names that committees about children really carry; what stays out is counted."""
    names = [row["name"] for row in reference.table("committee_names")]
    out = [name for name in names if not choose(name)[0]]

    assert len(out) <= 1, out
