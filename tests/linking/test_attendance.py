"""Attendance: members and officers in a post are listed as minutes list them; nobody private ever is."""

import pytest

from tests.linking.texts import facts, fields, read, words

MINUTES = """Children and Families Scrutiny Committee
Minutes of the meeting held on 9 June 2026

Present:
Councillor Jane Sample (Chair)
Councillors T Whitlock, P. Drummond OBE and K VAN

County Councillors
L Beckwith
J Tolland (Vice-Chair)

Co-opted members
Mrs Zoe Specimen, Parent Governor Representative
Zoe S, Young People's Representative

Officers in attendance:
Ann Penrose, Director of Children's Services
Zoe Pike, social worker
N Rao

Apologies for absence: Councillor G Hale

1. Declarations of interest
There were none."""


def test_a_list_says_who_was_there_and_how() -> None:
    """Members under their heading are members though no title stands beside them; officers are those with a post beside them."""
    assert fields(read(MINUTES, published="2026-06-09"), "attendance", "who", "status", "capacity") == [
        ("Jane Sample", "present", "member"),
        ("T Whitlock", "present", "member"),
        ("P Drummond", "present", "member"),
        ("K Van", "present", "member"),
        ("L Beckwith", "present", "member"),
        ("J Tolland", "present", "member"),
        ("Ann Penrose", "in_attendance", "officer"),
        ("G Hale", "apologies", "member"),
    ]


def test_private_people_on_a_list_are_neither_listed_nor_named() -> None:
    """Young people, co-opted parents, front-line staff and officers of no known post stay out, whatever list they stand in."""
    found = read(MINUTES)

    assert "N Rao" not in words(found, "person")
    assert not any("Zoe" in name for name in words(found, "person"))
    assert not any("Zoe" in str(fact.fields["who"]) for fact in facts(found, "attendance"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Apologies for absence were received from Councillors A Sample and B Specimen. Cllrs C Pattern and D Model attended as substitutes.",
            [("A Sample", "apologies"), ("B Specimen", "apologies"), ("C Pattern", "substitute"), ("D Model", "substitute")],
        ),
        (
            "Apologies had been received from Councillor A Sample, who was substituted by Councillor B Specimen.",
            [("A Sample", "apologies"), ("B Specimen", "substitute")],
        ),
        ("County Councillor A Sample replaced County Councillor B Specimen for this meeting.", [("A Sample", "substitute")]),
        ("Councillor A Sample sent his apologies.", [("A Sample", "apologies")]),
        ("Councillor A Sample (substitute for Councillor B Specimen) was in attendance.", [("A Sample", "substitute")]),
        ("Councillor A Sample, Cabinet Member for Children and Families, was also in attendance.", [("A Sample", "in_attendance")]),
        (
            "Councillor A Sample took the chair in the absence of Councillor B Specimen, from whom apologies had been received.",
            [("A Sample", "present"), ("B Specimen", "apologies")],
        ),
        ("Councillor A Sample presided in the absence of Councillor B Specimen.", [("A Sample", "present"), ("B Specimen", "absent")]),
        (
            "Councillors A Sample and B Specimen attended via Teams. Councillor C Pattern did not attend.",
            [("A Sample", "in_attendance"), ("B Specimen", "in_attendance"), ("C Pattern", "absent")],
        ),
        ("Councillor A Sample (in the Chair) and Councillor B Specimen were present.", [("A Sample", "in_attendance"), ("B Specimen", "in_attendance")]),
        ("The Panel thanked Councillor A Sample for her attendance.", [("A Sample", "present")]),
        ("The Chair welcomed Councillor A Sample to his first meeting.", [("A Sample", "present")]),
        ("Online: Councillor A Sample.\n\nUnable to attend: Councillor B Specimen", [("A Sample", "present"), ("B Specimen", "absent")]),
        ("Councillor A Sample was thanked for her work on pupils who were absent and welcomed the report.", []),
        ("Apologies for lateness were received from Councillor A Sample.", []),
        ("An apology was received from Ms Zoe Sample.", []),
        ("Councillor A Sample apologised that papers had been circulated late.", []),
        ("Councillor A Sample replaced Councillor B Specimen as cabinet member.", []),
    ],
)  # fmt: skip
def test_sentences_say_who_sent_apologies_and_who_stood_in(text: str, told: list[tuple[str, str]]) -> None:
    """The words beside a name decide; what was late or said is no absence."""
    assert fields(read(text), "attendance", "who", "status") == told


def test_an_agenda_item_is_no_list() -> None:
    """A numbered heading of business, and a paragraph under it, list nobody."""
    found = read(
        "1. Apologies for absence\nTo receive apologies from members.\n2. Present position\nCouncillor A Sample spoke."
    )

    assert facts(found, "attendance") == []


def test_others_after_the_councillors_surnames_are_no_councillors() -> None:
    """Boards list their councillors by surname and those beside them in full: the style tells them apart."""
    found = read(
        "The following apologies were noted:\n\nCounty Councillors Sample, Pattern, P Model and Zoe Specimen."
    )

    assert fields(found, "attendance", "who", "status") == [
        ("Sample", "apologies"),
        ("Pattern", "apologies"),
        ("P Model", "apologies"),
    ]


def test_a_post_of_weight_beside_a_name_in_a_list_is_public() -> None:
    """Officers in a post come out of a list; a co-opted member beside councillors takes nobody else with her."""
    found = read(
        "Present: Councillors E Lockwood (Chair), D Ransley; Ms J Obi (co-opted member)\n"
        "Officers: Tobin Renshaw - Fostering Manager; Kit Marlow\nRegrets: Cllr Fay Dunnock\n\n"
        "Councillor Haslam was unable to attend. Councillor Petty was standing in for Councillor Garrow."
    )

    assert fields(found, "attendance", "who", "status") == [
        ("E Lockwood", "present"),
        ("D Ransley", "present"),
        ("Tobin Renshaw", "in_attendance"),
        ("Fay Dunnock", "apologies"),
        ("Haslam", "absent"),
        ("Petty", "substitute"),
    ]


def test_young_peoples_representatives_and_governors_stay_out_whatever_stands_beside_them() -> None:
    """A word for what somebody is at the meeting is no post."""
    found = read(
        "Present: Councillor D Ransley\nAlso present: Kit Marlow - youth representative lead; Ash Penny (parent governor)"
    )

    assert fields(found, "attendance", "who") == [("D Ransley",)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Attendance: Councillors Ann Sample, Bo Pattern. Apologies: Councillor Cy Model. Absent: Councillor Di Mould.",
            [("Ann Sample", "present"), ("Bo Pattern", "present"), ("Cy Model", "apologies"), ("Di Mould", "absent")],
        ),
        (
            "Present: Councillors Sample and Pattern. Apologies were received from Councillor Model.",
            [("Sample", "present"), ("Pattern", "present"), ("Model", "apologies")],
        ),
        (
            (
                "Committee Members:                In Attendance:\n"
                "Cllr Ann Sample (Chair)           Zoe Model, Director of Children's Services\n"
                "Cllr Bo Pattern"
            ),
            [("Ann Sample", "present"), ("Zoe Model", "in_attendance"), ("Bo Pattern", "present")],
        ),
        (
            "PRESENT | APOLOGIES\nCllr Sample | Cllr Model\nCllr Pattern | Cllr Mould",
            [("Sample", "present"), ("Model", "apologies"), ("Pattern", "present"), ("Mould", "apologies")],
        ),
        (
            "Councillor Ann Sample - present\nCouncillor Bo Pattern - apologies\nCouncillor Cy Model - absent",
            [("Ann Sample", "present"), ("Bo Pattern", "apologies"), ("Cy Model", "absent")],
        ),
        (
            "MEMBERS PRESENT: J Sample (Chairman), B Pattern and Mrs D Model",
            [("J Sample", "present"), ("B Pattern", "present"), ("D Model", "present")],
        ),
        ("Present  Cllr Ann Sample\nApologies  Cllr Bo Pattern", [("Ann Sample", "present"), ("Bo Pattern", "apologies")]),
        ("1. Apologies for absence\nCllr Ann Sample, Cllr Bo Pattern\n2. Minutes", [("Ann Sample", "apologies"), ("Bo Pattern", "apologies")]),
        (
            "Present: Councillor Sample; Councillors: Pattern, Model; Co-opted members: Mrs J Mould (Diocese)",
            [("Sample", "present"), ("Pattern", "present"), ("Model", "present")],
        ),
        ("Substitutes: Councillor Sample for Councillor Pattern; Councillor Model for Councillor Mould", [("Sample", "substitute"), ("Model", "substitute")]),
        ("The Chair opened the meeting. Apologies: Zoe Model (Head of Safeguarding), Cllr Sample.", [("Zoe Model", "apologies"), ("Sample", "apologies")]),
        ("Apologies: Cllr Sample (sub: Cllr Pattern), Cllr Model (Cllr Mould substituting)", [("Sample", "apologies"), ("Pattern", "substitute"), ("Model", "apologies"), ("Mould", "substitute")]),
    ],
)  # fmt: skip
def test_lists_in_every_layout(text: str, told: list[tuple[str, str]]) -> None:
    """Headings in a line, beside one another or after each name: each name stands under its own."""
    assert fields(read(text), "attendance", "who", "status") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Apologies were received on behalf of Councillor Sample, with Councillor Pattern attending in her place.", [("Sample", "apologies"), ("Pattern", "substitute")]),
        ("Councillors Sample, Pattern and Model (as substitute for Councillor Mould) were present.", [("Sample", "in_attendance"), ("Pattern", "in_attendance"), ("Model", "substitute")]),
        ("The following members attended virtually: Councillors Sample and Pattern.", [("Sample", "in_attendance"), ("Pattern", "in_attendance")]),
        ("The meeting was attended by Councillors Sample and Pattern.", [("Sample", "in_attendance"), ("Pattern", "in_attendance")]),
        ("The Director of Children's Services, Zoe Model, attended for this item.", [("Zoe Model", "in_attendance")]),
        ("Zoe Model, Director of Children's Services, was also present, as was Tom Mould (Head of Safeguarding).", [("Zoe Model", "in_attendance"), ("Tom Mould", "in_attendance")]),
        ("The Chair, Councillor Ann Sample, welcomed everyone to the meeting.", [("Ann Sample", "present")]),
        ("Councillor Sample's apologies were noted.", [("Sample", "apologies")]),
        ("In Councillor Sample's absence, Councillor Pattern chaired.", [("Sample", "absent"), ("Pattern", "present")]),
        ("Councillor Sample was represented by Councillor Pattern.", [("Sample", "apologies"), ("Pattern", "substitute")]),
        ("No apologies were received from Councillor Sample.", []),
        ("The following councillors attended training: Councillors Sample and Pattern.", []),
        ("Councillor Sample arrived at 10 years of age in Kelsham.", []),
        ("Officers present: none. Councillor Sample raised a point.", []),
        ("Councillor Sample was present at the opening of the school in May.", []),
        ("Councillor Sample said that 12% of pupils were absent.", []),
        ("Councillor Sample declared that her wife worked for the Council and left the meeting.", []),
    ],
)  # fmt: skip
def test_sentences_say_it_in_many_words(text: str, told: list[tuple[str, str]]) -> None:
    """Who is said to have come, stood in or stayed away, and nobody of whom something else is said."""
    assert fields(read(text), "attendance", "who", "status") == told
