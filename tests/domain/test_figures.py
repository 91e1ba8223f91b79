"""Figures over time: one point for one figure however many say it, what was replaced, parts of a whole, and allowances."""

from dataclasses import replace
from datetime import UTC, datetime

from domain.cited import Cited, Stated
from domain.fact import FactType, Modality
from domain.figures import ALLOWANCE, Told, allowances, parts, points
from domain.mention import JsonValue

SEEN = datetime(2027, 2, 24, 6, tzinfo=UTC)


def told(
    measure: str,
    value: float,
    *,
    doc: str = "doc-1",
    version: int = 1,
    council: str = "wolden",
    current: bool = True,
    official: bool = False,
    **fields: JsonValue,
) -> Told:
    """A figure as a document states it."""
    cited = Cited(
        fact=f"{doc}.{version}.{measure}.{value}.{fields.get('breakdown')}", document=doc, version=version, title="A paper",
        url="https://wolden.example/1", page=1, quote=f"{value}", source="committee/wolden", channel="committee",
        official=official, published="2027-02-24", seen_at=SEEN.replace(hour=6 + version),
    )  # fmt: skip
    basic: dict[str, JsonValue] = {"measure": measure, "value": value, "unit": "count", "as_of": "2018-05-31"}
    stated = Stated(
        type=FactType.STATISTIC,
        council=council,
        fields=basic | fields,
        stated="2018-05-31",
        modality=Modality.ACTUAL,
        cited=cited,
        version_id=1,
        first_known=SEEN,
    )
    return Told(stated=stated, is_current=current)


def allowance(
    value: float,
    band: str,
    *,
    doc: str = "doc-1",
    council: str = "wolden",
    official: bool = False,
    **fields: JsonValue,
) -> Told:
    """What a council pays for an age band in 2027/28."""
    of_year: dict[str, JsonValue] = {"as_of": None, "period": "2027-04/2028-03", "unit": "GBP a week"}
    return told(
        ALLOWANCE, value, doc=doc, council=council, version=1, current=True, official=official, breakdown=band,
        **of_year, **fields,
    )  # fmt: skip


def test_the_same_figure_in_two_sources_is_one_point() -> None:
    """A newspaper and a report that say the same of the same day stand together."""
    (point,) = points([told("children_looked_after", 1986), told("children_looked_after", 1986, doc="doc-2")])

    assert [cited.document for cited in point.proofs] == ["doc-1", "doc-2"]
    assert (point.value, point.differs) == (1986, False)


def test_sources_that_differ_stay_two_points() -> None:
    """Two sources that disagree are both kept, and marked; one that gives two figures disagrees with nobody."""
    two = points([told("children_looked_after", 1986), told("children_looked_after", 1990, doc="doc-2")])
    one = points([told("children_looked_after", 1986), told("children_looked_after", 1990)])

    assert [(each.value, each.differs) for each in two] == [(1986, True), (1990, True)]
    assert [each.differs for each in one] == [False, False]


def test_what_a_later_version_replaced_stays_beside_it() -> None:
    """The value of an earlier version is kept and marked; one that nobody states any more is marked so."""
    earlier = told("referrals", 150, current=False)
    (point,) = points([earlier, told("referrals", 162, version=2)])
    (gone,) = points([earlier])

    assert (point.value, [each.value for each in point.replaced]) == (162, [150])
    assert (gone.value, gone.is_withdrawn) == (150, True)


def test_parts_are_held_against_their_whole() -> None:
    """What is listed is summed, and what is left over is told as not itemised; once for two documents that list the same."""
    whole: dict[str, JsonValue] = {"of": 1986, "part_of": "children_looked_after"}
    listed = [
        told(measure, value, doc=doc, **whole)  # type: ignore[arg-type]
        for doc in ("doc-1", "doc-2")
        for measure, value in (
            ("in_foster_families", 1168),
            ("in_childrens_homes", 192),
            ("with_parents", 372),
        )
    ]
    (found,) = parts([*listed, told("adoptions", 90, **whole)])  # type: ignore[arg-type]

    assert found.words == "1,168 + 192 + 372 = 1,732 of 1,986: 254 not itemised"
    assert [cited.document for cited in found.proofs] == ["doc-1", "doc-2"]


def test_nothing_under_five_can_be_worked_out() -> None:
    """Where three are left over, neither they nor the smallest part are shown, here or among the figures."""
    whole: dict[str, JsonValue] = {"of": 100, "part_of": "children_looked_after"}
    some = [
        told("children_looked_after", 100),
        told("in_foster_families", 60, **whole),  # type: ignore[arg-type]
        told("in_childrens_homes", 37, **whole),  # type: ignore[arg-type]
        told("with_parents", 3, **whole),  # type: ignore[arg-type]
    ]
    (found,) = parts(some[:3])

    assert found.words == "60 = 60 of 100: not all parts are shown"
    assert [(each.measure, each.value) for each in points(some[:3])] == [
        ("children_looked_after", 100), ("in_foster_families", 60),
    ]  # fmt: skip
    assert 3 not in [each.value for each in points(some)]


def test_allowances_say_what_is_not_stated_and_what_is_below() -> None:
    """A band that a council leaves out is not stated; one below the national minimum says so; no council is ranked."""
    national = [
        replace(each, stated=replace(each.stated, council=""))
        for each in (
            allowance(160, "0-2", doc="gov", official=True, national=True, area="England"),
            allowance(244, "16-17", doc="gov", official=True, national=True, area="England"),
        )
    ]
    found = allowances([*national, allowance(158, "0-2", council="estmere")], year="2027-04/2028-03")

    assert [(each.council, each.band, each.point and each.point.value, each.is_below) for each in found] == [
        ("estmere", "0-2", 158, True), ("estmere", "16-17", None, False),
    ]  # fmt: skip


def test_without_a_national_minimum_nothing_is_missing() -> None:
    """Which bands there are, nobody knows then; and minima that differ by area are held against nobody."""
    by_area = [
        replace(each, stated=replace(each.stated, council=""))
        for each in (
            allowance(185, "0-2", doc="gov", national=True, area="London"),
            allowance(160, "0-2", doc="gov", national=True, area="Rest of England"),
        )
    ]
    found = allowances([*by_area, allowance(158, "0-2", council="estmere")])

    assert [(each.band, each.minimum, each.is_below) for each in found] == [("0-2", None, False)]
