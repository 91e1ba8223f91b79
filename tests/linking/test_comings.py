"""Comings and goings: what people named in a public role do with their posts, verb first, and who is meant by `she`."""

import pytest

from tests.linking.texts import facts, read

DAY = "2026-06-12"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ms Sample joined in 2019 and will leave for a post in Wales.", [("appointment", "2019", "actual"), ("departure", None, "planned")]),
        ("She is off to Wales.", [("departure", None, "planned")]),
        ("Ms Sample, it was noted, would be leaving the council in July 2026.", [("departure", "2026-07", "planned")]),
        ("Ms Sample has been in post since May 2024.", [("appointment", "2024-05", "actual")]),
        ("Members alleged that Ms Sample had been forced out.", [("departure", None, "reported")]),
        ("Ms Sample said she was not leaving.", [("departure", None, "denied")]),
        ("Ms Sample left the meeting at 4pm.", []),
        ("Ms Sample was left in charge of the keys.", []),
        ("Councillors will wait until Ms Sample takes over.", []),
    ],
)  # fmt: skip
def test_what_people_do_with_their_posts_is_an_event(
    text: str, told: list[tuple[str, str | None, str]]
) -> None:
    """What happens, when, and whether it has come about; leaving a room is nothing."""
    found = read(f"Jane Sample is Director of Children's Services. {text}", published=DAY)

    assert [
        (fact.fields["what"], fact.fields["on"], fact.modality)
        for fact in facts(found, "event")
        if fact.fields["person"] == "Jane Sample"
    ] == told


def test_two_who_start_each_have_their_day() -> None:
    """`on 1 and 15 February respectively` is a day for each."""
    found = read(
        "Jane Sample, Director of Education, and Ann Pattern, Head of Fostering, were thanked. "
        "Jane Sample and Ann Pattern would start on 3 July 2026 and 15 July 2026 respectively.",
        published=DAY,
    )

    assert [(fact.fields["person"], fact.fields["on"]) for fact in facts(found, "event")] == [
        ("Jane Sample", "2026-07-03"),
        ("Ann Pattern", "2026-07-15"),
    ]


def test_nobody_is_chosen_where_she_could_be_two() -> None:
    """A pronoun after two names makes neither leave."""
    found = read(
        "Jane Sample, Director of Children's Services, replaced Zoe Nobody. When Zoe Nobody had gone she left the council.",
        published=DAY,
    )

    assert not [
        fact
        for fact in facts(found, "event")
        if fact.fields["what"] == "departure" and fact.fields["person"] == "Jane Sample"
    ]
