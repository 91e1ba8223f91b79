"""Committees and organisations: which bodies a text names."""

from tests.linking.texts import mentions, read, words


def test_a_councils_own_committees_bear_the_archives_ids() -> None:
    """A committee that the council lists is the one of the archive; `the Committee` after it is the same."""
    found = read(
        "The Children and Families Scrutiny Committee met. The Committee asked the Cabinet to report."
    )

    assert [(m.text, m.entity) for m in mentions(found, "committee")] == [
        ("Children and Families Scrutiny Committee", "aaaaaaaaaaaaaaaa"),
        ("Committee", "aaaaaaaaaaaaaaaa"),
        ("Cabinet", "bbbbbbbbbbbbbbbb"),
    ]


def test_names_that_bodies_really_carry_are_found_in_any_case() -> None:
    """News write committees in small letters."""
    found = read(
        "A meeting of the audit, risk and governance committee heard it, and full council will decide."
    )

    assert words(found, "committee") == ["audit, risk and governance committee", "full council"]


def test_unlisted_committees_are_found_by_their_pattern() -> None:
    """A committee of its own name is found by how such names are made, without the words before it."""
    found = read("Report to the Moorland Roads, Rivers and Bridges Scrutiny Sub-Committee on Monday.")

    assert words(found, "committee") == ["Moorland Roads, Rivers and Bridges Scrutiny Sub-Committee"]


def test_a_cabinet_in_the_kitchen_is_none() -> None:
    """Common words count only with their capitals."""
    assert words(read("The cabinet in the kitchen was locked."), "committee") == []


def test_bodies_of_the_trade() -> None:
    """Ofsted is Ofsted however it is written; a charity is no legal term."""
    found = read(
        "OFSTED and Ofsted wrote to the Department for Education. Barnardo’s helped children in need."
    )
    bodies = mentions(found, "organisation")

    assert [m.text for m in bodies] == ["OFSTED", "Ofsted", "Department for Education", "Barnardo’s"]
    assert bodies[0].entity == bodies[1].entity != bodies[2].entity
