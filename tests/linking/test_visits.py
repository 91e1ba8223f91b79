"""Visits: when inspectors came and when they are to come, whatever the words; and what is no inspection of a council."""

import pytest

from tests.linking.texts import facts, read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Six inspectors spent a fortnight on site in May 2026; the verdict follows.", ("inspection", "2026-05", "actual")),
        ("The council was last inspected in February 2023.", ("inspection", "2023-02", "actual")),
        ("A full re-inspection could be expected in autumn 2026.", ("inspection", "2026-09~/2026-11~", "planned")),
        ("The next short inspection is due any time.", ("inspection", None, "planned")),
        ("In October 2025 a joint targeted area inspection looked at exploitation.", ("jtai", "2025-10", "actual")),
        ("The area SEND inspection took place in March 2026.", ("area_send", "2026-03", "actual")),
    ],
)  # fmt: skip
def test_inspections_are_events(text: str, told: tuple[str, str | None, str]) -> None:
    """Which inspection, when, and whether it has been."""
    found = read(f"Ofsted and children's services. {text}", published="2026-06-12")

    assert [(fact.fields["what"], fact.fields["on"], fact.modality) for fact in facts(found, "event")] == [
        told
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ofsted inspected the children's home in March 2026.",
        "The food hygiene inspection took place in March 2026.",
        "The inspection framework changed in March 2026.",
    ],
)
def test_other_inspections_are_none(text: str) -> None:
    """Homes and kitchens are inspected too."""
    assert facts(read(f"Children's services and Ofsted. {text}", published="2026-06-12"), "event") == []
