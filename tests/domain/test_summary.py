"""What a line of a summary states, in a few words of record."""

import pytest

from domain.fact import FactType
from domain.mention import JsonValue
from domain.source import known_as
from domain.summary import says


@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        (FactType.STATISTIC, {"measure": "in_time_share", "value": 58, "unit": "percent"}, "in time share, 58%"),
        (FactType.STATISTIC, {"measure": "children_looked_after_rate", "value": 71, "unit": "per 10,000", "as_of": "2026-03-31"}, "children looked after rate, 71 per 10,000, 31 March 2026"),
        (FactType.STATISTIC, {"measure": "fostering_allowance", "value": 187, "unit": "GBP a week"}, "fostering allowance, £187 a week"),
        (FactType.STATISTIC, {"measure": "care_leavers", "value": 1438, "unit": "count"}, "care leavers, 1,438"),
        (FactType.MONEY, {"amount": 4_600_000, "currency": "GBP", "per": "year", "kind": "saving"}, "£4,600,000, per year, saving"),
        (FactType.COMMITMENT, {"strength": "planned", "who": None, "due": "R/P6M"}, "planned, every 6 months"),
        (FactType.EVENT, {"what": "focused_visit", "status": None, "on": "2026-09-15/2026-09-16"}, "focused visit, 15 to 16 September 2026"),
        (FactType.JUDGEMENT, {"aspect": "send_outcome", "grade": "good"}, "send outcome, good"),
    ],
)  # fmt: skip
def test_a_line_says_what_it_states_with_its_unit_and_its_day(
    kind: FactType, fields: dict[str, JsonValue], told: str
) -> None:
    """A number alone could be anything; no reader meets a sign of ours."""
    assert says(kind, fields) == f"{kind}: {told}"


@pytest.mark.parametrize(
    ("key", "name", "called"),
    [
        ("ofsted/reports", None, "Ofsted"),
        ("govuk/childrens-services", None, "GOV.UK"),
        ("committee/cheshire-east", None, "Cheshire East"),
        ("news/estmere-echo", "The Estmere Echo", "The Estmere Echo"),
    ],
)
def test_a_source_is_called_what_readers_know_it_by(key: str, name: str | None, called: str) -> None:
    """Its own name, or the body that publishes there, or the words of its key."""
    assert known_as(key, name) == called
