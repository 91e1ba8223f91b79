"""Judgements: what texts claim that Ofsted judged, and the grades that belong to something else."""

import pytest

from tests.linking.texts import facts, fields, mentions, read

CLAIMED = [
    ("Torbay Council’s children’s services were branded ‘inadequate’ by Ofsted in May 2015.", "overall", "inadequate", None, "2015-05"),
    ("Ofsted upgraded the service from “inadequate” to “requires improvement”.", "overall", "requires improvement", "inadequate", None),
    ("Inspectors rated the experiences of care leavers as outstanding.", "care_leavers", "outstanding", None, None),
    ("In November 2018 the council was judged to be inadequate by Ofsted.", "overall", "inadequate", None, "2018-11"),
    ("Children’s services “require improvement”, according to regulators.", "overall", "requires improvement", None, None),
    ("What inspectors said about…\n\n...the adoption service\n\nIt works well.\n\nRating: GOOD", "adoption", "good", None, None),
    ("Ofsted has rated Torbay Council’s children’s services as requires improvement, up from inadequate in 2017.",
     "overall", "requires improvement", "inadequate", None),
    ("Ofsted judged the council’s overall effectiveness to require improvement to be good.", "overall", "requires improvement", None, None),
    ("Inspectors judged that the experiences of children in care require improvement to be good.", "in_care", "requires improvement", None, None),
    ("The authority was rated inadequate in November 2018.", "overall", "inadequate", None, "2018-11"),
    ("Inspectors gave the council the lowest grade.", "overall", "inadequate", None, None),
    ("Ofsted’s report is out. Leadership was also inadequate.", "leaders", "inadequate", None, None),
    ("Ofsted said that the council had kept its good rating.", "overall", "good", None, None),
    ("Ofsted downgraded the council from good to requires improvement.", "overall", "requires improvement", "good", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "aspect", "grade", "previous", "dated"), CLAIMED)
def test_claims(text: str, aspect: str, grade: str, previous: str | None, dated: str | None) -> None:
    """A claim has its aspect, its grade, the one before and the date as the text states it."""
    found = read(text, published="2019-03-01")

    assert fields(found, "judgement", "aspect", "grade", "previous", "claim_date") == [
        (aspect, grade, previous, dated)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The notice is the least that can follow an inadequate inspection by Ofsted.",
        "Ofsted said that no assessments were deemed inadequate.",
        "Seven of the nine children's homes were rated good by Ofsted.",
        "The council runs a school that Ofsted judged outstanding.",
        "Control exercised by the council is adequate, an inspector of accounts wrote.",
        "The council gave the inspectors a good start.",
        "Northshire County Council’s SEND services were rated inadequate, parents said.",
        "She was sent by Ofsted’s critics to turn round the ‘inadequate’ county.",
        "The youth offending team was praised. Inspectors rated Northshire’s service outstanding.",
        "Ofsted inspected the council’s homes. It judged one of them outstanding and three good at their last inspections.",
        "The council’s fostering service was rated good by Ofsted.",
        "Seventeen councils were rated inadequate by Ofsted last year.",
        "Northshire’s services were judged inadequate in two of four areas by Ofsted.",
        "The youth justice service was rated outstanding by HMIP after an inspection.",
        "The quality of supervision was judged to be good by the service before the inspection.",
        "Ofsted inspected. Leaders rated the service itself as good in a self-assessment.",
        "Of forty cases that inspectors of the council read, twelve were rated inadequate.",
        "After the inadequate judgement the council found a new director, Ofsted noted.",
        "Ofsted inspected a fostering agency in the council's area and rated it outstanding.",
        "The service was described as 'good' by visitors, and nobody had inspected it.",
    ],
)
def test_what_is_no_judgement(text: str) -> None:
    """A grade of an assessment, a home, a school or nobody at all is no judgement of the services."""
    assert facts(read(text), "judgement") == []


def test_several_aspects_of_one_sentence_and_their_own_grades() -> None:
    """What is graded together has one grade, what is graded apart its own."""
    together = read("Ofsted gave the council the lowest grade overall and for help and protection.")
    apart = read("Inspectors rated care leavers good but children in care inadequate.")
    joined = read(
        "The report, published on 6 September 2024, judged overall effectiveness to be inadequate "
        "and the experiences of children in care to be requires improvement to be good."
    )

    assert fields(together, "judgement", "aspect", "grade") == [
        ("overall", "inadequate"),
        ("help_protection", "inadequate"),
    ]
    assert fields(apart, "judgement", "aspect", "grade") == [
        ("care_leavers", "good"),
        ("in_care", "inadequate"),
    ]
    assert fields(joined, "judgement", "aspect", "grade", "published") == [
        ("overall", "inadequate", "2024-09-06"),
        ("in_care", "requires improvement", "2024-09-06"),
    ]


def test_the_same_rating_is_that_of_the_sentence_before() -> None:
    """`Given the same rating` has a grade where one was given just before, and else none."""
    told = read(
        "Ofsted judged the council to be inadequate. Services for care leavers were given the same rating."
    )
    untold = read("Ofsted inspected the council. Two contracts of the service were given the same rating.")

    assert fields(told, "judgement", "aspect", "grade") == [
        ("overall", "inadequate"),
        ("care_leavers", "inadequate"),
    ]
    assert facts(untold, "judgement") == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Ofsted found that the council's services are no longer 'inadequate'.", "denied"),
        ("The council could be judged inadequate if Ofsted came now.", "counterfactual"),
        ("Leaders hope the service will be rated good by Ofsted.", "planned"),
        ("Ofsted judged the service to be good.", "actual"),
    ],
)
def test_how_the_text_holds_it(text: str, modality: str) -> None:
    """What is denied, hoped or feared is not told as so."""
    assert [fact.modality for fact in facts(read(text), "judgement")] == [modality]


def test_a_claim_is_about_the_council_it_names() -> None:
    """A neighbour's judgement is the neighbour's."""
    found = read("Torbay Council was judged inadequate by Ofsted.")

    assert facts(found, "judgement")[0].about != (found.council and found.council.uid)


@pytest.mark.parametrize(
    "text",
    [
        "Ofsted might have come, and the council might have lost its good rating.",
        "Children's services in Northshire are 'no longer inadequate', inspectors from Ofsted say.",
    ],
)
def test_a_grade_that_is_gone_is_no_judgement(text: str) -> None:
    """Words of a grade that is lost, or no longer held, are a grade and judge nothing."""
    found = read(text)

    assert len(mentions(found, "grade")) == 1
    assert facts(found, "judgement") == []
