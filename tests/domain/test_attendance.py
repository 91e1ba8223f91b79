"""Who may be named of those on a meeting's list: members and officers in a named office; private people leave no trace."""

import pytest

from domain.attendance import may_be_named
from domain.meeting import Attendee

MEMBERS = {"2001"}


@pytest.mark.parametrize(
    ("ref", "name", "role"),
    [
        ("2001", "Councillor Ada Brook", "Chair"),
        ("2001", "Ada Brook", "Cabinet Member for Children and Young People"),
        ("2002", "Councillor Ben Carr", "Committee Member"),
        ("2003", "County Councillor Cleo Dunn", None),
        (None, "Dana Ellis", "Director of Children's Services"),
        (None, "Eve Finch", "Interim Executive Director, Education"),
        (None, "Finn Gale", "Head of Fostering"),
        (None, "Gwen Hale", "Chief Executive"),
        (None, "Hugh Ives", "Monitoring Officer"),
        (None, "Iris Jett", "Democratic Services Officer"),
        (None, "Jo Kerr", "Committee Clerk"),
    ],
)
def test_who_may_be_named(ref: str | None, name: str, role: str | None) -> None:
    """Members, by the council's id, and officers in an office that the public knows."""
    assert may_be_named(Attendee(member_ref=ref, name=name, role=role), MEMBERS)


@pytest.mark.parametrize(
    ("ref", "name", "role"),
    [
        (None, "Zephyrine Quillmarsh", "Young Person Representative"),
        ("2004", "Zephyrine Quillmarsh", "Youth Council Representative"),
        ("2005", "Mrs Cora Dale", "Co-opted Member"),
        ("2005", "Councillor Cora Dale", "Parent Governor Representative (co-opted)"),
        (None, "Ottoline Frobury", "Public questioner"),
        (None, "Perpetua Whitlam", "Guest"),
        (None, "Kit Lowe", "Social Worker"),
        (None, "Lee Moss", None),
        ("2006", "Max Nash", None),
        (None, "Nia Oake", "Foster carer"),
        (None, "Councillor Otto Pyke", "Committee Member"),
    ],
)
def test_who_may_not(ref: str | None, name: str, role: str | None) -> None:
    """Young people, co-opted parents, questioners, guests, front-line staff, and whoever the council has no id for."""
    assert not may_be_named(Attendee(member_ref=ref, name=name, role=role), MEMBERS)
