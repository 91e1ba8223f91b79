"""Committees and organisations: which bodies a text names."""

import pytest

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


def test_bodies_are_known_by_what_their_names_end_in() -> None:
    """Trusts, forces, boards and universities stand in no table; each is a body of its own, and a kind of body is none."""
    found = read(
        "Northshire Council, Wessex Police and NHS Wessex ICB met Selwick Hospitals NHS Foundation Trust, the University of Wolden "
        "and Mill Learning Trust. The Department for Education wrote; the Department will come back. A trust was formed. Academy trusts met. "
        "Birmingham Children's Trust and Slough Children First reported."
    )

    assert [mention.value for mention in mentions(found, "organisation")] == [
        "Wessex Police",
        "NHS Wessex ICB",
        "Selwick Hospitals NHS Foundation Trust",
        "University of Wolden",
        "Mill Learning Trust",
        "Department for Education",
        "Department for Education",
        "Birmingham Children's Trust",
        "Slough Children First",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The youth club was given £12,000 by Children in Need last week.", ["Children in Need"]),
        ("In March 812 children in need had a plan. Children in Need plans are late. Children in need of help wait.", []),
        ("HMICFRS is His Majesty's Inspectorate of Constabulary; the High Court heard Wolden Community Safety Partnership.", ["HMICFRS", "His Majesty's Inspectorate of Constabulary", "High Court", "Wolden Community Safety Partnership"]),
        ("The HSE, the Health and Safety Executive, issued an improvement notice.", ["HSE", "Health and Safety Executive"]),
    ],
)  # fmt: skip
def test_a_charity_and_a_regulator_are_themselves(text: str, names: list[str]) -> None:
    """Children in Need is the charity where the sentence speaks of giving; else they are children in need of help."""
    assert words(read(text), "organisation") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("NORTHSHIRE COUNTY COUNCIL\nSCRUTINY MANAGEMENT BOARD\n4 June 2026", ["SCRUTINY MANAGEMENT BOARD"]),
        ("Members of the children and learning overview committee heard so.", ["children and learning overview committee"]),
        ("The Cabinet Member for Children and Families spoke. It goes to Council in May.", ["Council"]),
        ("Its People Overview and Scrutiny Committee met.", ["People Overview and Scrutiny Committee"]),
        ("Tell the Placements Panel and the Learning and Review Group.", ["Placements Panel", "Learning and Review Group"]),
        ("It goes to the Education Scrutiny Board (2) in May.", ["Education Scrutiny Board (2)"]),
        ("Cabinet, Audit Committee and Children's Overview Panel met.", ["Cabinet", "Audit Committee", "Children's Overview Panel"]),
        ("She told Monday's cabinet so, and the plan goes back to cabinet in June.", ["cabinet", "cabinet"]),
        ("He told the January Council, before the February budget Council.", ["Council", "Council"]),
        ("Jane Smith, Chair of Wolden Safeguarding Adults Board, told the next scrutiny committee.", ["Wolden Safeguarding Adults Board", "scrutiny committee"]),
        ("The Executive agreed. The Executive Director left.", ["Executive"]),
        ("The shadow cabinet minister holds a brief on the council's cabinet.", []),
        ("The Labour Group, Outcomes Care Group, the Parole Board and the Law Commission wrote.", []),
        ("The Northshire Health and Wellbeing Board met.", ["Northshire Health and Wellbeing Board"]),
    ],
)  # fmt: skip
def test_committees_are_found_as_papers_and_news_write_them(text: str, names: list[str]) -> None:
    """In capitals, in small letters, whole councils too; the cabinet of a cabinet member is none, nor a party or a company."""
    assert words(read(text), "committee") == names
