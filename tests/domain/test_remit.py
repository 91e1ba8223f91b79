"""The remit: which titles of plans, issues and decisions are about children's services."""

import pytest

from domain.remit import concerns_children


@pytest.mark.parametrize(
    "title",
    [
        "Foster carer allowances 2026/27",
        "Residential placements contract",
        "Ofsted Focused Visit",
        "A home in Northshire: care leavers’ housing",
        "SEND sufficiency strategy",
        "Agency social worker spend",
        "Adoption agency: annual report",
        "School admission arrangements",
        "Supported accommodation for young people aged 16 and 17",
    ],
)
def test_what_concerns_children(title: str) -> None:
    """By the trade's own words."""
    assert concerns_children(None, title)


@pytest.mark.parametrize(
    "title",
    [
        "Adoption of the local plan",
        "Highways resurfacing programme",
        "Send-off for the mayor",
        "Award of the parent company guarantee",
        "Treasury management",
        "",
    ],
)
def test_what_does_not(title: str) -> None:
    """Plans are adopted too, and companies have parents."""
    assert not concerns_children(title, None)
