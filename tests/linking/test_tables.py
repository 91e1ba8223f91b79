"""Figures of official tables: which rows make which measure, whose they are, of what day, and what is kept back."""

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.council import Council, all_councils
from domain.evidence import Pointer
from domain.fact import Fact, FactType
from linking import tables
from linking.tables import TableRead

WOLDEN = Council(
    slug="wolden", gss="E06999002", name="Wolden Council", short_name="Wolden", former_gss=("E07999002",)
)
OLD = "time_period,time_identifier,geographic_level,country_name,region_name,old_la_code,la_name,new_la_code,population_count,number,rate_per_10000"
NEW = OLD.replace("population_count,number", "population_type,children_count")
AT = "Children looked after at 31 March each year"
ON = "Children looked after on 31 March each year"


def read(*lines: str, councils: Iterable[Council] = (WOLDEN,)) -> TableRead:
    """The figures of a table with these lines."""
    rows = [tuple(cells) for cells in csv.reader(StringIO("\n".join(lines)))]
    return tables.read(
        lambda: enumerate(rows, start=1),
        councils=tuple(councils),
        release="Reporting year 2026",
        licence="OGL",
    )


def row(cells: str, *, year: str = "2026", level: str = "Local authority", code: str = "E06999002") -> str:
    """A line about Wolden with these cells of its own."""
    return f"{year},Reporting year,{level},England,East Midlands,991,Wolden,{code},{cells}"


def told(facts: Iterable[Fact]) -> list[tuple[object, ...]]:
    """Measure, value, unit and day of each figure."""
    return [
        (fact.fields["measure"], fact.fields["value"], fact.fields["unit"], fact.fields["as_of"])
        for fact in facts
    ]


def test_a_figure_carries_release_period_definition_licence_and_its_place() -> None:
    """Whoever quotes a figure can say of which release and day it is, what it counts, and where in the table it stands."""
    (count, _) = read(OLD, row(f"{AT},541,61")).facts

    assert (count.type, count.about, count.stated) == (FactType.STATISTIC, WOLDEN.uid, "2026-03-31")
    assert count.evidence == Pointer(pointer="row 2, column number", value="541")
    assert count.fields == {
        "measure": "children_looked_after",
        "definition": "CLA_31MARCH",
        "value": 541,
        "unit": "children",
        "period": "2026-03-31",
        "as_of": "2026-03-31",
        "release": "Reporting year 2026",
        "suppressed": None,
        "rounding": None,
        "area": "Wolden",
        "breakdown": None,
        "licence": "OGL",
    }


def test_columns_and_groups_that_were_renamed_mean_the_same() -> None:
    """The layout of 2024 and that of 2025 give the same measure."""
    before, after = read(OLD, row(f"{AT},541,61")), read(NEW, row(f"{ON},541,61"))

    assert told(before.facts) == told(after.facts)


def test_a_year_of_figures_ends_on_the_31st_of_march() -> None:
    """Who began to be looked after is counted over a year, from April to March."""
    count, _ = read(OLD, row("Children starting to be looked after each year,176,20")).facts

    assert (count.stated, count.fields["as_of"]) == ("2025-04-01/2026-03-31", "2026-03-31")


def test_what_is_kept_back_stays_so() -> None:
    """A marker is no nought and no gap: the figure has no value and says why."""
    (count, rate) = read(OLD, row(f"{AT},c,z")).facts

    assert [(fact.fields["value"], fact.fields["suppressed"]) for fact in (count, rate)] == [
        (None, "c"),
        (None, "z"),
    ]
    assert count.evidence == Pointer(pointer="row 2, column number", value="c")


def test_a_count_of_children_under_five_is_no_fact() -> None:
    """What could point at a child is not kept as a figure, even where a table prints it."""
    assert told(read(OLD, row(f"{AT},3,61")).facts) == [
        ("children_looked_after_rate", 61, "per 10,000 children", "2026-03-31")
    ]


@pytest.mark.parametrize("code", ["E06999002", "E07999002", ""])
def test_old_and_new_codes_mean_the_same_council(code: str) -> None:
    """A council that got another code keeps its figures."""
    found = read(OLD, row(f"{AT},541,61", code=code))

    assert [fact.about for fact in found.facts] == ([WOLDEN.uid, WOLDEN.uid] if code else [])


def test_the_departments_own_code_serves_where_the_other_is_missing() -> None:
    """Older tables know an authority by three figures."""
    line = f"2020,Reporting year,Local authority,England,North West,888,Lancashire,,{AT},2095,84"

    assert {fact.fields["area"] for fact in read(OLD, line, councils=all_councils()).facts} == {"Lancashire"}


def test_an_authority_that_nobody_knows_is_named() -> None:
    """A code of no council gives no figure and is said, once with its count."""
    found = read(OLD, row(f"{AT},1,1", code="E09999999"), row(f"{AT},1,1", code="E09999999", year="2025"))

    assert (found.facts, found.warnings[0]) == (
        (),
        "no authority has the codes 'E09999999' and '991' (2 times)",
    )


def test_england_and_its_regions_are_rounded() -> None:
    """Figures of England and the regions are nobody's council, and say that counts are rounded to ten."""
    found = read(
        OLD,
        f"2026,Reporting year,National,England,,,,,{AT},82230,69",
        f"2026,Reporting year,Regional,England,East Midlands,,,,{AT},7000,66",
        f"2026,Reporting year,National,United Kingdom,,,,,{AT},100000,70",
        f"2026,Reporting year,Regional,England,Unknown region,,,,{AT},100,70",
    )

    assert [(fact.fields["area"], fact.about, fact.fields["rounding"]) for fact in found.facts] == [
        ("England", None, 10),
        ("England", None, None),
        ("East Midlands", None, 10),
        ("East Midlands", None, None),
    ]


def test_a_part_is_never_taken_for_the_whole() -> None:
    """A row that is broken down by something that we do not know counts no whole; its total does."""
    header = OLD.replace("population_count,", "population_count,sex,")
    found = read(
        header, row(f"{AT},Female,241,60"), row(f"{AT},Total,541,61"), row(f"{AT},Male,300,62", year="2025")
    )

    assert {fact.fields["value"] for fact in found.facts} == {541, 61}


def test_two_figures_for_one_place_and_period_are_none() -> None:
    """Where a table says two things and we do not know what parts them, neither is taken, and it is said."""
    found = read(OLD, row(f"{AT},541,61"), row(f"{AT},544,61"))

    assert found.facts == ()
    assert found.warnings[0] == "children_looked_after: several figures for one place and period; left out"


def test_a_table_of_something_else_says_so() -> None:
    """A table without a measure of ours gives nothing, and one whose groups were renamed names what it has."""
    other = read(OLD.replace("population_count,number,rate_per_10000", "schools"), row("12"))
    renamed = read(OLD, row("Children in care on 31 March,541,61"))

    assert other.warnings == ("no measure of ours is in the table",)
    assert renamed.warnings == (
        "no figure found, though it has the columns of CLA_31MARCH, CLA_CEASED, CLA_STARTED",
    )


@pytest.mark.parametrize(
    ("identifier", "period", "day"),
    [
        ("Reporting year", "2026", "2026-03-31"),
        ("Financial year", "202526", "2026-03-31"),
        ("Financial year", "2025/26", "2026-03-31"),
        ("Financial year", "202527", None),
        ("Week 1", "2026", None),
        ("Reporting year", "26", None),
    ],
)
def test_a_period_that_is_not_understood_gives_no_figure(
    identifier: str, period: str, day: str | None
) -> None:
    """The year in which a period ends is read by what the period is; another kind is said and left out."""
    line = f"{period},{identifier},Local authority,England,,991,Wolden,E06999002,{AT},541,61"
    found = read(OLD, line)

    assert {fact.stated for fact in found.facts} == ({day} if day else set())
    assert any("is not understood" in warning for warning in found.warnings) == (day is None)


def test_lancashires_children_in_care_come_out_as_published(shared: Path) -> None:
    """The department's table of 2024 gives Lancashire's five years exactly, each with its row."""
    path = shared / "captures" / "statistics" / "cla_number_and_rate_per_10k_children.csv"
    text = path.read_text(encoding="utf-8-sig")
    rows = [tuple(cells) for cells in csv.reader(StringIO(text))]
    found = tables.read(
        lambda: enumerate(rows, start=1), councils=all_councils(), release="2024", licence="OGL"
    )
    lancashire = {
        str(fact.stated): (fact.fields["value"], fact.evidence)
        for fact in found.facts
        if fact.fields["measure"] == "children_looked_after" and fact.fields["area"] == "Lancashire"
    }

    assert {day: value for day, (value, _) in lancashire.items()} == {
        "2020-03-31": 2095,
        "2021-03-31": 1995,
        "2022-03-31": 1934,
        "2023-03-31": 1870,
        "2024-03-31": 1754,
    }
    assert lancashire["2024-03-31"][1] == Pointer(pointer="row 147, column number", value="1754")
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("name", "measure", "value"),
    [
        (
            "la_care_leavers_accommodation_suitability__lancashire_national",
            "care_leavers_in_suitable_accommodation_share",
            95,
        ),
        ("la_children_who_ceased_during_the_year_sgo_adoption__lancashire_national", "adoptions", 42),
        (
            "la_cla_on_31_march_la_of_placement_netgain__lancashire_national",
            "children_placed_outside_the_boundary",
            343,
        ),
        ("la_cla_placement_stability__lancashire_national", "three_or_more_placements_share", 7),
    ],
)
def test_other_tables_of_the_department_are_read(shared: Path, name: str, measure: str, value: int) -> None:
    """Each of the department's tables that we know gives Lancashire's figure of 2024."""
    text = (shared / "captures" / "statistics" / f"{name}.csv").read_text(encoding="utf-8-sig")
    rows = [tuple(cells) for cells in csv.reader(StringIO(text))]
    found = tables.read(
        lambda: enumerate(rows, start=1), councils=all_councils(), release="2024", licence="OGL"
    )

    assert value in {
        fact.fields["value"]
        for fact in found.facts
        if fact.fields["measure"] == measure
        and fact.fields["area"] == "Lancashire"
        and fact.fields["as_of"] == "2024-03-31"
    }


CELL = st.sampled_from(
    ["", "c", "12", "1.5", "Total", "England", AT, ON, "E06999002", "2026", "Reporting year"]
)


@given(
    header=st.permutations(OLD.split(",")),
    rows=st.lists(st.lists(CELL | st.text(max_size=6), min_size=11, max_size=11), max_size=5),
)
def test_no_table_makes_the_reader_crash(header: list[str], rows: list[list[str]]) -> None:
    """Whatever stands in a table, every figure taken is one that stands at the place given."""
    table = [tuple(header), *map(tuple, rows)]
    found = tables.read(lambda: enumerate(table, start=1), councils=(WOLDEN,), release="2026", licence="OGL")

    for fact in found.facts:
        assert isinstance(fact.evidence, Pointer)
        place, _, column = fact.evidence.pointer.partition(", column ")
        assert table[int(place.removeprefix("row ")) - 1][header.index(column)] == fact.evidence.value
