"""Appointments: who takes up a post, who leaves one, which is vacant; and what that makes of their roles."""

import pytest

from tests.linking.texts import facts, fields, read, words

DAY = "2026-05-01"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Jane Sample has been appointed as Director of Children's Services from 1 March 2026.", ("appointment", "Jane Sample", "Director of Children's Services", "2026-03-01", "actual")),
        ("The council has named Jane Sample as its new director of children's services. Ms Sample will start on 1 September 2026.", ("appointment", "Jane Sample", "director of children's services", "2026-09-01", "planned")),
        ("Jane Sample, who joined us as Director of Children's Services on 2 March 2026, spoke.", ("appointment", "Jane Sample", "Director of Children's Services", "2026-03-02", "actual")),
        ("Jane Sample will become interim director of children's services in June 2026.", ("appointment", "Jane Sample", "director of children's services", "2026-06", "planned")),
        ("RESOLVED: That Councillor Jane Sample be elected Chair of the Cabinet.", ("appointment", "Jane Sample", "Chair of the Cabinet", None, "actual")),
        ("Jane Sample succeeds Ann Pattern as chief executive.", ("appointment", "Jane Sample", "chief executive", None, "actual")),
        ("Jane Sample will step down as director of children's services at the end of July 2026.", ("departure", "Jane Sample", "director of children's services", "2026-07-31", "planned")),
        ("Jane Sample resigned as cabinet member for children on 3 April 2026.", ("departure", "Jane Sample", "cabinet member for children", "2026-04-03", "actual")),
        ("Jane Sample, director of children's services since 2020, left last month.", ("departure", "Jane Sample", "director of children's services", "2026-04", "actual")),
        ("The post of Director of Children's Services has been vacant since February 2026.", ("vacancy", None, "Director of Children's Services", "2026-02", "actual")),
    ],
)  # fmt: skip
def test_a_change_of_post_is_an_event(text: str, told: tuple[str | None, ...]) -> None:
    """What happens, to whom, to which post, when, and whether it has come about."""
    events = [
        (fact.fields["what"], fact.fields["person"], fact.fields["post"], fact.fields["on"], fact.modality)
        for fact in facts(read(text, published=DAY), "event")
    ]

    assert events == [told]


@pytest.mark.parametrize(
    "text",
    [
        "Councillor Jane Sample left the meeting at this point.",
        "Zoe Sample was elected Chair of the Children in Care Council.",
        "Zoe Sample was appointed as a social worker and left last year.",
        "Members appointed a working group. The director joined the meeting.",
        "The appointment of an executive director has been managed well.",
    ],
)
def test_what_is_no_change_of_a_public_post_is_none(text: str) -> None:
    """Leaving a room is no departure; front-line and young people's posts make nobody known."""
    found = read(text, published=DAY)

    assert [
        fact for fact in facts(found, "event") if fact.fields["what"] in ("appointment", "departure")
    ] == []
    assert not any("Zoe" in name for name in words(found, "person"))


def test_who_has_left_holds_the_post_no_more() -> None:
    """The role of somebody who left is a former one, with its end; who comes has its beginning."""
    found = read(
        "Jane Sample, director of children's services since 2020, left on 1 April 2026. "
        "Ann Pattern took over as director of children's services on 2 April 2026.",
        published=DAY,
    )

    assert [(f.fields["person"], f.fields["status"], f.fields.get("from"), f.fields.get("to")) for f in facts(found, "role")] == [
        ("Jane Sample", "former", "2020", "2026-04-01"),
        ("Ann Pattern", "current", "2026-04-02", None),
    ]  # fmt: skip


def test_a_chair_chairs_the_body_of_the_meeting() -> None:
    """`(Chair)` on a list is the chair of the committee at its head, not of the council."""
    found = read("Corporate Parenting Board\nPresent: Councillor Jane Sample (Chair)")

    assert fields(found, "role", "post", "organisation") == [("Chair", "Corporate Parenting Board")]


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("The current director of children's services, Jane Sample, will be leaving in June 2026.", "2026-06"),
        ("Jane Sample joined the council as director of children's services in February 2026 but is to leave on 25 October 2026.", "2026-10-25"),
        ("Jane Sample told staff that she would step down on 31 July 2026. She had been director of children's services since 2021.", "2026-07-31"),
        ("Jane Sample, director of children's services, is also leaving the council.", None),
    ],
)  # fmt: skip
def test_who_is_still_to_go_is_in_post(text: str, on: str | None) -> None:
    """A departure that is to come is planned, and makes nobody a former holder."""
    found = read(text, published=DAY)
    departures = [fact for fact in facts(found, "event") if fact.fields["what"] == "departure"]

    assert [(fact.fields["person"], fact.fields["on"], fact.modality) for fact in departures] == [
        ("Jane Sample", on, "planned")
    ]
    assert {fact.fields["status"] for fact in facts(found, "role")} == {"current"}
