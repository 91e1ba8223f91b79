"""Councils: 153 today, with what came before and what comes after."""

from domain.council import all_councils, by_gss

_TODAY = "2026-11-22"


def _standing(day: str) -> list[str]:
    return [
        council.slug
        for council in all_councils()
        if (council.valid_from or "") <= day <= (council.valid_to or "9999")
    ]


def test_there_are_153_today_and_154_from_april_2027() -> None:
    """Surrey ends, East and West Surrey begin."""
    assert len(_standing(_TODAY)) == 153
    assert len(_standing("2027-04-01")) == 154


def test_what_surrey_owes_passes_to_both_successors() -> None:
    """A council may have more than one successor."""
    surrey = by_gss()["E10000030"]

    assert surrey.successors == ("east-surrey", "west-surrey")


def test_an_abolished_council_leads_to_those_that_took_over() -> None:
    """Cumbria was divided; its code still finds it."""
    assert by_gss()["E10000006"].successors == ("cumberland", "westmorland-and-furness")


def test_every_successor_is_a_council_and_every_address_is_its_own() -> None:
    """Slugs and public ids are unique, successors exist."""
    councils = all_councils()
    slugs = {council.slug for council in councils}

    assert len(slugs) == len({council.uid for council in councils}) == len(councils)
    assert {slug for council in councils for slug in council.successors} <= slugs
