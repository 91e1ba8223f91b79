"""Commitments: who is to do what, how firmly, by when; and what only looks like one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.evidence import Evidence
from domain.findings import Findings
from tests.linking.texts import facts, fields, read


def told(text: str, *, kind: str | None = "article") -> Findings:
    """Link a text of Thursday 1 October 2026 about a made-up council."""
    return read(text, published="2026-10-01", kind=kind)


FOUND = [
    # duties
    ("The council must publish its action plan by 28 February.", "council", "2027-02-28", "required"),
    ("The trust has until 30 November to answer.", "trust", "2026-11-30", "required"),
    ("The council has six months to improve the service.", "council", "2027-04", "required"),
    ("The notice requires the Director of Children's Services to report monthly to the board.",
     "Director of Children's Services", "R/P1M", "required"),
    ("The first report is due by the end of May.", None, "2027-05-31", "required"),
    # promises
    ("The council has promised to halve that bill by March next year.", "council", "2027-03", "promised"),
    ("Councillor Anna Sample pledged to publish the figures in November.", "Councillor Anna Sample", "2026-11", "promised"),
    ("Leaders told inspectors that every plan would be audited by the end of July 2027.", None, "2027-07-31", "planned"),
    # plans
    ("It will open two children's homes in spring 2027.", None, "2027-03~/2027-05~", "planned"),
    ("The review is to be published in January 2027.", None, "2027-01", "planned"),
    ("The framework was due in July and is now expected by 30 November.", None, "2026-11-30", "planned"),
    ("The committee takes up the question again on Monday 12 October.", "committee", "2026-10-12", "planned"),
    ("The Department for Education will review progress every six months.", "Department for Education", "R/P6M", "planned"),
    ("The quarterly report will be presented to members on 5 March 2027.", None, "2027-03-05", "planned"),
    ("Launch of the model: moved from January to April 2027.", None, "2027-04", "planned"),
    ("Head of Children in Care to finish the review by 14 March 2027", "Head of Children in Care", "2027-03-14", "planned"),
    ("The director said that no care leaver will be placed there after 31 January 2027.", None, "2027-01-31", "planned"),
    ("Leaders said: \"We will be launching a campaign in January 2027.\"", None, "2027-01", "planned"),
    ("The Department for Education has given Torbay until the end of January to answer.", "Torbay", "2027-01-31", "required"),
    # requests and hopes
    ("The service is committed to reducing caseloads by April 2027.", "service", "2027-04", "aimed"),
    ("The committee asked for a full report in December.", None, "2026-12", "asked"),
    ("Officers are asked to send updates by noon on 23 November 2026.", "Officers", "2026-11-23", "asked"),
    ("You should agree a protocol with the health board by 31 December 2026.", "You", "2026-12-31", "asked"),
    ("The Council aims to recruit 15 households by March 2027.", "Council", "2027-03", "aimed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "due", "strength"), FOUND)
def test_who_is_to_do_it_and_by_when(text: str, who: str | None, due: str, strength: str) -> None:
    """Duties, promises, plans, requests and hopes, each with its day."""
    assert fields(told(text), "commitment", "who", "due", "strength") == [(who, due, strength)]


def test_two_deeds_of_one_sentence_have_their_own_days() -> None:
    """What is done first and what is done then fall due apart; so do two clauses."""
    found = told(
        "It will be put before the Committee on 23 February 2027 and sent to Ofsted by 12 March 2027. "
        "The Council aims to recruit 15 households by June 2027 and will publish the figures each May."
    )

    assert fields(found, "commitment", "due") == [
        ("2027-02-23",),
        ("2027-03-12",),
        ("2027-06",),
        ("R/P1Y",),
    ]


def test_lists_below_the_words_that_ask_for_them() -> None:
    """Each line of what is asked, directed or to come next has its own day; lines without one are none."""
    asked = told(
        "We ask that you:\n1. tell us by 5 December 2026;\n2. bring the strategy back in March 2027;\n3. thank staff.",
        kind=None,
    )
    ahead = told(
        "What we will do next\n1. Publish a strategy by November 2026.\n2. Review it every two years.\n3. Listen.",
        kind=None,
    )

    assert fields(asked, "commitment", "due", "strength") == [("2026-12-05", "asked"), ("2027-03", "asked")]
    assert fields(ahead, "commitment", "due", "strength") == [
        ("2026-11", "planned"),
        ("R/P2Y", "planned"),
    ]


def test_a_duty_of_a_public_body_counts_without_a_day() -> None:
    """What binds and what was promised is kept, due on no day; a mere plan is not."""
    assert fields(told("The Council must keep an improvement board."), "commitment", "due", "strength") == [
        (None, "required")
    ]
    assert fields(told("The Director agreed to circulate the figures."), "commitment", "due", "strength") == [
        (None, "promised")
    ]
    assert facts(told("The council will build on this."), "commitment") == []


@pytest.mark.parametrize(
    "text",
    [
        "The planned changes will save £7,000 per year from April 2027.",
        "The number of children in care will rise by March 2027.",
        "If councillors agree, the council will pay more from April 2027.",
        "Carers will be paid more from April 2027 if councillors agree.",
        "The council could open a home in March 2027.",
        "Will the council publish its plan by May 2027?",
        "Members asked whether the plan would be published by May 2027.",
        "The council will not close the home in March 2027.",
        "Parents will march to County Hall on 10 October 2026.",
        "The union will ballot its members in November 2026.",
        "Labour will scrap the charge by 2028.",
        "The school will celebrate its birthday in December 2026.",
        "Ofsted is expected to return next year.",
        "Mrs Sample will start on Monday, 12 October.",
        "Questions must be submitted by noon on 6 October 2026.",
        "Each home must be inspected every year.",
        "The Committee is asked to note the report for 2027/28.",
        "The Sample Group asked for a review in December but the idea was voted down.",
        "Good work is undertaken to reduce waiting times by March 2027.",
        "Leaders are committed to continuous improvement.",
        "The Council published its plan on 3 May 2026.",
        "The event will take place on November 4 and 5.",
        "Heavy rain is due on Friday and the A6 will be closed until 30 June 2027.",
        "The film will be shown at the cinema on 3 July 2027 and a concert will take place in August.",
        "The service requires improvement to be good.",
        "The council was required to publish a plan by May 2016.",
        "They rejected a plan to close three homes in March 2027.",
        "The date at which the home will open has moved.",
    ],
)
def test_what_is_no_commitment(text: str) -> None:
    """Effects, ifs, questions, denials, others' plans, rules for everybody and what is over are none."""
    assert facts(told(text), "commitment") == []


def test_the_sentence_is_the_proof_and_a_report_of_it_no_part_of_the_deed() -> None:
    """`A report revealed that` is not what is to be done."""
    found = told("A report also revealed the service will undergo two reviews by May 2027.")

    assert fields(found, "commitment", "who", "what") == [
        ("service", "the service will undergo two reviews by May 2027")
    ]


def test_another_council_answers_for_its_own_plans() -> None:
    """What a neighbour will do is the neighbour's."""
    found = told("Torbay Council will open two homes in March 2027.")

    assert [fact.about for fact in facts(found, "commitment")] != [found.council and found.council.uid]


WORDS = (
    "the", "council", "will", "must", "publish", "report", "be", "asked", "that", "to", "by", "May", "2027", "and", "agreed", "due",
    "if", "not", "every", "month", "Head", "of", "Action:", "(a)", "RESOLVED", "Review", "date:", "within", "six", "weeks", "\n", "for a",
)  # fmt: skip


@given(words=st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_words_are_read(words: list[str]) -> None:
    """No order of such words crashes anything; each find stands where it says."""
    text = " ".join(words)
    found = told(text, kind="minutes")
    spans = [fact.evidence for fact in found.facts if isinstance(fact.evidence, Evidence)]

    assert all(text[span.start : span.end] == span.quote for span in spans)
    assert all(one.start <= other.start for one, other in pairwise(spans))


def test_what_a_private_person_asked_is_no_fact() -> None:
    """A parent who puts a question to a meeting is named in no fact, and promises nothing."""
    found = told(
        "Ms Jane Sample, a parent, asked who would answer families from 1 April 2027.", kind="minutes"
    )

    assert (found.names_private, found.facts) == (True, ())
