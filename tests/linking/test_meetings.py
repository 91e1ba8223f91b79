"""Minutes: what was resolved, promised, given to somebody to do, and voted on."""

import pytest

from domain.findings import Findings
from tests.linking.texts import facts, fields, read


def minutes(text: str) -> Findings:
    """Link minutes of a meeting on Tuesday 22 September 2026."""
    return read(text, published="2026-09-22", kind="minutes")


RESOLUTIONS = [
    ("RESOLVED that the report be noted.", [("the report be noted", "noted")]),
    ("Resolved: That the plan be approved.", [("the plan be approved", "approved")]),
    ("It was agreed that the item be deferred.", [("the item be deferred", "deferred")]),
    ("The Committee agreed to receive an update.", [("receive an update", "agreed")]),
    (
        "RESOLVED that\n\n(1) the report be noted;\n\n(2) officers write to all\nschools.",
        [("the report be noted", "noted"), ("officers write to all schools", "agreed")],
    ),
    (
        "Resolved – (i) That the plan be approved; and (ii) that the Chair write to the minister.",
        [("the plan be approved", "approved"), ("the Chair write to the minister", "agreed")],
    ),
    (
        "RESOLVED:\n1. That the report be noted.\n2. That the plan be refused.\n7. Any other business\nThere was none.",
        [("the report be noted", "noted"), ("the plan be refused", "refused")],
    ),
    (
        "RESOLVED that the Cabinet be asked\n\n(1) to put training first;\n\n(2) to report every quarter.",
        [("the Cabinet be asked to put training first", "agreed"), ("the Cabinet be asked to report every quarter", "agreed")],
    ),
    ("The Board RECOMMENDED to Cabinet that the strategy be approved.", [("the strategy be approved", "recommended")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RESOLUTIONS)
def test_resolutions_part_by_part(text: str, expected: list[tuple[str, str]]) -> None:
    """Each lettered part is a resolution of its own, with what it does."""
    assert fields(minutes(text), "resolution", "what", "outcome") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Board noted the update and requested a written report to its meeting in December.",
         [("The Board noted the update", "noted"), ("requested a written report to its meeting in December", "agreed")]),
        ("The minutes of 10 June were agreed as a correct record.", [("The minutes of 10 June were agreed as a correct record", "approved")]),
        ("Following discussion, the Schools Forum endorsed the growth policy.", [("Following discussion, the Schools Forum endorsed the growth policy", "approved")]),
        ("Members considered the report and agreed the recommendations in it.", [("Members considered the report and agreed the recommendations in it", "agreed")]),
        ("The recommendations were not approved.", [("The recommendations were not approved", "refused")]),
        ("RESOLVED:\nThat the Chair write to the minister; and\nThat Full Council receive a report.",
         [("the Chair write to the minister", "agreed"), ("Full Council receive a report", "agreed")]),
        ("The Committee:\n1) noted the report;\n2) agreed that a task group be set up.", [("noted the report", "noted"), ("agreed that a task group be set up", "agreed")]),
        ("Decision\n1. To approve the plan.\n2. To defer the bid.", [("To approve the plan", "approved"), ("To defer the bid", "deferred")]),
        ("On a vote, it was decided not to proceed with the closure.", [("not to proceed with the closure", "agreed")]),
        ("Cabinet resolved to open a home.", [("open a home", "agreed")]),
        ("Members agreed to refer the matter to Cabinet.", [("Members agreed to refer the matter to Cabinet", "agreed")]),
        ("Members agreed that the position was worrying. The Committee noted that Jane Sample would leave.", []),
        ("The Committee received a report which outlined the plan. The Cabinet had approved the strategy.", []),
        ("The plan was approved by the Department in May. Councillor A Sample said the Committee noted the report.", []),
        ("If the recommendations were approved, savings would follow. Councillor A Sample asked why the report was not approved.", []),
        ("The Partnership supported 120 families with the arrangements. The Panel agreed with the report. The Forum agreed the position was hard.", []),
        ("The Cabinet approved the budget last February. The plan was agreed by the Improvement Panel at its meeting in May.", []),
        ("The Forum noted the attendance of the following substitute member: Zoe Specimen.", []),
    ],
)  # fmt: skip
def test_what_a_meeting_did_without_the_word(text: str, expected: list[tuple[str, str]]) -> None:
    """Minutes tell in many words what was decided on the business before the meeting; what is only told there was not."""
    assert fields(minutes(text), "resolution", "what", "outcome") == expected


@pytest.mark.parametrize(
    "text",
    [
        "2. Recommendation\n\n2.1 That the Committee note the report.",
        "To confirm the minutes of the meeting held on 16 July 2026.",
        "Decision-making was slow, and the council agreed its budget in February.",
        "They were resolved to do better.",
    ],
)
def test_what_is_only_proposed_is_no_resolution(text: str) -> None:
    """An agenda's wish and a report's recommendation were not resolved."""
    assert facts(read(text, published="2026-09-22", kind="agenda"), "resolution") == []


@pytest.mark.parametrize(
    ("text", "day", "outcome"),
    [
        ("RESOLVED that the minutes of the meeting held on 14 July 2026 be confirmed and signed.", "2026-07-14", "approved"),
        ("The minutes of the meeting held on Tuesday, 3 June 2026 were agreed as a correct record.", "2026-06-03", "approved"),
        ("The minutes of the previous meeting held on 3 June 2026 were approved subject to the following amendment.", "2026-06-03", "approved as amended"),
        ("Decision:\nTo approve the minutes of the meeting held on 25 November 2025 as a correct record.", "2025-11-25", "approved"),
    ],
)  # fmt: skip
def test_approval_names_the_minutes(text: str, day: str, outcome: str) -> None:
    """Which day's minutes were approved is said, so that they can stop being a draft."""
    assert fields(minutes(text), "resolution", "minutes_of", "outcome") == [(day, outcome)]


def test_evidence_is_the_sentence_or_the_part() -> None:
    """A single resolution quotes its sentence, a lettered one its part."""
    found = minutes(
        "All agreed. RESOLVED that the report be noted.\n\nRESOLVED that\n\n(a) the plan be adopted."
    )

    assert [fact.evidence.quote for fact in facts(found, "resolution")] == [  # type: ignore[union-attr]
        "RESOLVED that the report be noted.",
        "the plan be adopted",
    ]


COMMITMENTS = [
    ("RESOLVED that a report on agency spending come to the meeting of the Committee in January 2027.", None, "2027-01", "resolved"),
    ("RESOLVED that progress be reported to the Cabinet every six months.", None, "R/P6M", "resolved"),
    ("RESOLVED that an annual report on it come to the Council each November.", None, "R/P1Y", "resolved"),
    ("RESOLVED that the Executive Director of Children's Services bring a recovery plan to the Cabinet on 10 November 2026.",
     "Executive Director of Children's Services", "2026-11-10", "resolved"),
    ("RESOLVED that the Cabinet report by February 2027 on the cost of buses.", "Cabinet", "2027-02", "resolved"),
    ("The improvements must be achieved by the end of May next year.", None, "2027-05-31", "required"),
    ("The proposal will be put before full council at its budget meeting next February.", None, "2027-02", "planned"),
    ("The council is expected to provide monthly reports to the board.", "council", "R/P1M", "required"),
    ("The Director undertook to write to members by Friday.", "Director", "2026-09-25", "promised"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "due", "strength"), COMMITMENTS)
def test_commitments_and_when_they_fall_due(text: str, who: str | None, due: str, strength: str) -> None:
    """Who is to do it and by when, or how often."""
    found = minutes(text)

    assert fields(found, "commitment", "who", "due", "strength") == [(who, due, strength)]


def test_a_commitment_names_the_body_that_receives_it() -> None:
    """Where a report is to come back to stands beside it."""
    found = minutes("RESOLVED that progress be reported to the Corporate Parenting Board in March 2027.")

    assert fields(found, "commitment", "to", "due") == [("Corporate Parenting Board", "2027-03")]


def test_a_plan_without_a_day_is_no_commitment() -> None:
    """What nobody could follow up is not kept as promised."""
    assert facts(minutes("The service will be reviewed."), "commitment") == []


ACTIONS = [
    ("ACTION: Jane Sample to circulate the figures by 1 October 2026", "Jane Sample", "circulate the figures by 1 October 2026", "2026-10-01"),
    ("RESOLVED that the Assistant Director, Children's Social Care, attend the meeting on 9 December 2026 to explain.",
     "Assistant Director, Children's Social Care", "attend the meeting on 9 December 2026 to explain", "2026-12-09"),
    ("RESOLVED that the Chair write to the councils concerned.", "Chair", "write to the councils concerned", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "what", "due"), ACTIONS)
def test_actions(text: str, who: str, what: str, due: str | None) -> None:
    """Who is to do what by when."""
    assert fields(minutes(text), "action", "who", "what", "due") == [(who, what, due)]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Councillor A Sample proposed, and Councillor B Sample seconded, that this Council do more. The motion was put to the vote and carried.", "carried"),
        ("Councillor A Sample moved that this Council do more. On being put to the vote, the motion was lost.", "lost"),
        ("Councillor A Sample moved that this Council do more. The motion was carried as amended.", "carried as amended"),
        ("Councillor A Sample moved that this Council do more. The motion was withdrawn with the consent of the meeting.", "withdrawn"),
    ],
)  # fmt: skip
def test_motions_and_their_outcome(text: str, outcome: str) -> None:
    """What was moved, and how the vote went."""
    assert fields(minutes(text), "motion", "what", "outcome") == [("this Council do more", outcome)]


def test_motions_under_their_own_headings() -> None:
    """Each item's vote is on its own motion; an amendment says what it would change, and a changed motion what went."""
    found = minutes(
        "12 MOTION: CARE EXPERIENCE\n\nCouncillor A Sample moved the following motion:\n\n"
        '"This Council resolves to count care experience as a characteristic, and to report each May."\n\n'
        'Councillor B Sample moved an amendment to delete the words "and to report each May".\n\n'
        "The amendment was put to the vote and was LOST, with 9 voting for and 30 against.\n\n"
        "The motion was then put to the vote and was CARRIED.\n\n"
        "13 MOTION: YOUTH CLUBS\n\nWith the consent of the meeting, Councillor C Sample withdrew the motion.\n\n"
        '14 MOTION: BUSES\n\nMoved by Councillor D Sample:\n\n"That the Council funds a pilot."\n\n'
        'An amendment to replace "funds" with "explores" was accepted by the mover. '
        "The motion as amended was put to the meeting and carried."
    )

    told = [fact.fields for fact in facts(found, "motion")]

    assert [tuple(map(each.get, ("what", "outcome", "of", "removed", "added"))) for each in told] == [
        ('to delete the words "and to report each May"', "lost", "amendment", None, None),
        (
            "This Council resolves to count care experience as a characteristic, and to report each May",
            "carried",
            None,
            None,
            None,
        ),
        ("YOUTH CLUBS", "withdrawn", None, None, None),
        ("the Council explores a pilot", "carried as amended", None, "funds", "explores"),
    ]


def test_minutes_are_known_by_heading_and_what_they_hold() -> None:
    """Minutes, agendas and decisions are told apart by themselves."""
    assert (
        read("DRAFT Minutes of the Cabinet\nPresent:\nCouncillor A Sample\nRESOLVED that it be noted.").kind
        == "minutes"
    )
    assert read("Agenda\n1. Apologies\n2. Minutes of the last meeting").kind == "agenda"
    assert read("Decision notice\nThe fee is approved.").kind == "decision"
    assert read("A page of prose.").kind is None
