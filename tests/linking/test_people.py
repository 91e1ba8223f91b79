"""People: those in public roles are named, with the right post; nobody private ever is."""

import pytest

from tests.linking.texts import facts, fields, mentions, read, words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Councillor Jane Sample asked about it.", ["Jane Sample"]),
        ("Cllr. J Sample and Coun Mary-Ann O'Sample spoke.", ["J Sample", "Mary-Ann O'Sample"]),
        ("County Cllr Sample’s question", ["Sample"]),
        ("Councillor June Hall, Cllr Foster, Cllr Young and Councillor Townsend", ["June Hall", "Foster", "Young", "Townsend"]),
        ("In May Jane Green, Director of Children's Services, left.", ["Jane Green"]),
        ("Present: Councillors A Sample (Chair), B. McSample, and C Sample-Jones", ["A Sample", "B. McSample", "C Sample-Jones"]),
        ("Jane Sample, Director of Children's Services, said so.", ["Jane Sample"]),
        ("the Director of Children's Services, Jane Sample", ["Jane Sample"]),
        ("Jane Sample (Head of Corporate Parenting)", ["Jane Sample"]),
        ("council leader Jane Sample", ["Jane Sample"]),
        ("Jane Sample, Northshire County Council's director of children's services", ["Jane Sample"]),
        ("Lead inspector: Jane Sample, His Majesty's Inspector", ["Jane Sample"]),
        ("Team inspectors: Jane Sample HMI, Ann Sample HMI and Dick O'Sample", ["Jane Sample", "Ann Sample", "Dick O'Sample"]),
        ("the education secretary, Jane Sample, said", ["Jane Sample"]),
        ("Jane Sample, independent chair of the improvement board", ["Jane Sample"]),
    ],
)  # fmt: skip
def test_public_roles_are_named(text: str, names: list[str]) -> None:
    """Members, officers with a post, inspectors, chairs and ministers are named, without their titles."""
    assert words(read(text), "person") == names


@pytest.mark.parametrize(
    "text",
    [
        "Zoe Sample, Young People's Representative, said that plans were better.",
        "Mrs Zoe Sample, a parent, asked when families would be told.",
        "Councillors Jane Specimen and Ann Specimen, and Young Person Representative Zoe Sample",
        "Councillor Jane Specimen declared that her daughter-in-law, Zoe Specimen, is a foster carer.",
        "Zoe Sample, social worker in the duty team, told members about her caseload.",
        "Zoe Sample, Chair of the Children in Care Council, welcomed members.",
        "Zoe Sample, parent governor representative",
        "Zoe Sample, personal adviser, and Zoe Sample, independent reviewing officer",
        "“Our social worker never came,” Ms Sample said.",
        "Zoe Sample, Chair of the Northshire Parent Carer Forum",
        "The home at 14 Sample Close is run by Foster Townsend.",
        "“She was let down,” said Zoe Sample.",
        "“Our staff did all they could,” said Zoe Sample of the charity.",
        "A mother, Zoe Sample, Director of Children's Services Jane Specimen said, had been heard.",
    ],
)
def test_private_people_are_never_named(text: str) -> None:
    """Young people, parents, carers, relatives and front-line staff stay unnamed, whoever else stands beside them."""
    assert not any(
        "Zoe" in name or "Sample" in name or "Foster" in name for name in words(read(text), "person")
    )


def test_surnames_lead_both_ways() -> None:
    """A surname that comes before or after the full name is the same person's."""
    found = read(
        "“Our OFSTED inspection found real concerns,” Ms. Sample said. Cllr Specimen disagreed. "
        "But Zoe Sample insisted that the council's own process was sound. The member, Labour committee member Jane Specimen, left."
    )
    people = [(mention.text, mention.entity) for mention in mentions(found, "person")]

    assert people == [
        ("Sample", "person/1"),
        ("Specimen", "person/2"),
        ("Zoe Sample", "person/1"),
        ("Jane Specimen", "person/2"),
    ]


def test_two_of_one_surname_are_not_guessed_between() -> None:
    """Where two share a surname, the surname alone stays unresolved."""
    found = read("Councillor Sobia Sample and Councillor Sonia Sample spoke. Cllr Sample left.")

    assert [mention.entity for mention in mentions(found, "person")] == ["person/1", "person/2", None]


def test_an_initial_and_a_name_agree() -> None:
    """`Cllr J Sample` is Jane Sample where no other Sample is named."""
    found = read("Councillor J Sample spoke. Councillor Jane Sample moved the motion.")

    assert {mention.entity for mention in mentions(found, "person")} == {"person/1"}


def test_members_the_archive_knows_bear_its_ids() -> None:
    """A council's own members are who the archive says they are, with title or without."""
    found = read("Margery Aldous welcomed all. Cllr Penhallow sent apologies.")

    assert [mention.entity for mention in mentions(found, "person")] == [
        "cccccccccccccccc",
        "dddddddddddddddd",
    ]


def test_another_councils_member_is_not_ours() -> None:
    """The same name in another council's paper is another person."""
    found = read("Councillor Margery Aldous spoke.", council="torbay")

    assert [mention.entity for mention in mentions(found, "person")] == ["person/1"]


ROLES = [
    ("Jane Sample, Director of Children's Services, spoke.", "Jane Sample", "Director of Children's Services", "Northshire County Council", "current"),
    ("Jane Sample, the former Director of Children’s Services at Cheshire East Council", "Jane Sample", "Director of Children's Services", "Cheshire East Council", "former"),
    ("the interim chief executive, Jane Sample", "Jane Sample", "chief executive", "Northshire County Council", "interim"),
    ("Jane Sample, acting director of children's services", "Jane Sample", "director of children's services", "Northshire County Council", "acting"),
    ("Jane Sample, Assistant Director, Education and SEND, replied", "Jane Sample", "Assistant Director, Education and SEND", "Northshire County Council", "current"),
    ("Ofsted came; inspector Jane Sample wrote", "Jane Sample", "inspector", "Ofsted", "current"),
    ("Cllr Jane Sample, cabinet member for children, young people and schools, said", "Jane Sample", "cabinet member for children, young people and schools", "Northshire County Council", "current"),
    ("an adviser – Jane Sample – was appointed", "Jane Sample", "adviser", "Department for Education", "current"),
    ("the interim assistant director, Jane Sample, explained", "Jane Sample", "assistant director", "Northshire County Council", "interim"),
    ("Councillor Jane Sample, the Cabinet Member for Aspiration, Children and Lifelong Learning", "Jane Sample", "Cabinet Member for Aspiration, Children and Lifelong Learning", "Northshire County Council", "current"),
    ("Jane Sample, Head of SEN and Vulnerable Learners, spoke", "Jane Sample", "Head of SEN and Vulnerable Learners", "Northshire County Council", "current"),
    ("Jane Sample (Senior HMI Ofsted) was welcomed", "Jane Sample", "Senior HMI", "Ofsted", "current"),
    ("a former head of safeguarding, Jane Sample, left", "Jane Sample", "head of safeguarding", None, "former"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "person", "post", "organisation", "status"), ROLES)
def test_roles_have_the_right_holder(
    text: str, person: str, post: str, organisation: str | None, status: str
) -> None:
    """Who holds what, where, and whether still."""
    found = read(text, published="2026-10-01")

    assert fields(found, "role", "person", "post", "organisation", "status") == [
        (person, post, organisation, status)
    ]
    assert facts(found, "role")[0].fields["as_of"] == "2026-10-01"
    assert facts(found, "role")[0].about == "person/1"


def test_a_post_without_a_holder_is_a_mention_only() -> None:
    """A post is found whoever holds it, with the glossary's name for it."""
    found = read("The Director of Children's Services and the DCS of Torbay met a personal adviser.")

    assert [(m.text, m.value) for m in mentions(found, "role")] == [
        ("Director of Children's Services", "Director of children's services"),
        ("DCS", "Director of children's services"),
        ("personal adviser", "Personal adviser"),
    ]
    assert facts(found, "role") == []


def test_a_leader_elsewhere_is_no_leader_here() -> None:
    """Whose post it is stands beside it, though the council be a district that runs no children's services."""
    found = read(
        "Cllr Jane Sample, leader of Dunmere City Council, welcomed it. Selwick Borough Council's leader, Cllr Ann Pattern, did not."
    )

    assert fields(found, "role", "person", "organisation") == [
        ("Jane Sample", "Dunmere City Council"),
        ("Ann Pattern", "Selwick Borough Council"),
    ]
    assert [(m.text, m.entity) for m in mentions(found, "council")] == [
        ("Dunmere City Council", None),
        ("Selwick Borough Council", None),
    ]


def test_father_and_son_are_two() -> None:
    """`Jr` is part of no surname, and tells one from the other."""
    found = read("Councillor Peter Sample spoke. Councillor Peter Sample Jr spoke too.")

    assert [mention.entity for mention in mentions(found, "person")] == ["person/1", "person/2"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("CC A SAMPLE and Councillor D O'DELL; Cllr (Mrs) Ann Specimen; Councillor K van der Berg MBE", ["A SAMPLE", "D O'DELL", "Ann Specimen", "K van der Berg"]),
        ("Jane Sample MP asked. Baroness Specimen replied. Mayor Ann Pattern (Lab) spoke.", ["Jane Sample", "Specimen", "Ann Pattern"]),
        ("Moved by Jane Sample and seconded by Ann Specimen. Dick Pattern moved an amendment.", ["Jane Sample", "Ann Specimen", "Dick Pattern"]),
        ("3. Declarations of interest\nJane Sample declared that her husband worked for the Council.", ["Jane Sample"]),
        ("Jane Sample, director of children's services, spoke. Sample added that caseloads fell.", ["Jane Sample", "Sample"]),
        ("Dame Jane Sample, independent chair, reported. Dame Jane was thanked.", ["Jane Sample", "Jane"]),
        ("Jane Sample told staff that she was leaving. She had been director of children's services since 2021.", ["Jane Sample"]),
        ("Councillor Call for Action; Councillor Development; Councillors Code of Conduct", []),
        ("Det Chief Inspector Zoe Sample and Inspector Zoe Pattern arrested a man.", []),
    ],
)  # fmt: skip
def test_names_are_read_as_papers_print_them(text: str, names: list[str]) -> None:
    """Capitals, titles of every kind, formulas of minutes, surnames and first names alone; no furniture, no police."""
    assert words(read(text), "person") == names


def test_a_surname_that_somebody_private_bears_too_says_nobody() -> None:
    """Where a relative shares a member's surname, the surname alone is nobody's."""
    found = read(
        "Councillor Jane Sample declared that her daughter, Zoe Sample, is a social worker. Ms Sample said that it was hard."
    )

    assert words(found, "person") == ["Jane Sample"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Supt. Jane Sample, Northshire Constabulary, gave an update.", ["Jane Sample"]),
        ("Detective Superintendent Ann Sample said that calls had doubled.", ["Ann Sample"]),
        ("Chief Superintendent Sample thanked partners.", ["Sample"]),
        ("MP for Thornhythe South Jane Sample said families deserved better.", ["Jane Sample"]),
        ("MP for Sampleton Jane Sample has written to ministers.", ["Jane Sample"]),
        ("Mr Specimen's former deputy Jane Sample told this magazine so.", ["Jane Sample"]),
        ("External adviser: Sir John Sample", ["John Sample"]),
        ("The Conservatives asked for answers. Jane Sample, who leads the group, called for a vote.", ["Jane Sample"]),
        ("Jane Sample, whose term as mayor ends in May, called for order.", ["Jane Sample"]),
        ("Jane Sample retired in July, and her successor as Assistant Director, Ann Specimen, started then.", ["Jane Sample", "Ann Specimen"]),
    ],
)  # fmt: skip
def test_other_wordings_of_a_public_role(text: str, names: list[str]) -> None:
    """Police chiefs, members of parliament, deputies, advisers, group leaders and who held a post before are named."""
    assert words(read(text), "person") == names


@pytest.mark.parametrize(
    "text",
    [
        "MP for Northshire West Sampleton said so.",
        "MP for Royal Sample Wells said so.",
        "PC Jane Sample and Sergeant Ann Sample called at the home.",
        "The school's former deputy Jane Sample is now a foster carer.",
        "The parents meet monthly. Zoe Sample, who leads the group, said it helped.",
        "Zoe Sample, who leads the group of carers, said the Conservatives had listened.",
        "Zoe Sample left in August; her mother said the council had let her down.",
    ],
)
def test_what_only_looks_like_a_public_role(text: str) -> None:
    """Places, front-line police, and those who lead groups of parents or leave a place stay unnamed."""
    assert words(read(text), "person") == []
