"""What the statistics service answers: lists, versions, changes and tables, as they are and as they should not be."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.pages import statistics
from crawlers.pages.errors import NotThePage, PageChanged
from domain.publications import DataSetVersion, ListedDataSet, order_of

ROOT = "https://statistics.example/v1"
URL = f"{ROOT}/publications?search=foster&page=1&pageSize=40"
A, B = str(UUID(int=1)), str(UUID(int=2))
HEADER = "time_period,time_identifier,geographic_level,la_name,number"
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=12), inside, max_size=3),
    max_leaves=12,
)


def listed(results: list[object], *, page: int = 1, pages: int = 1) -> bytes:
    """A page of a list of the service."""
    paging = {"page": page, "pageSize": 20, "totalResults": len(results), "totalPages": pages}
    return json.dumps({"paging": paging, "results": results}).encode()


def test_a_series_is_found_by_its_name_and_leads_to_its_data_sets() -> None:
    """Ids are the service's: they are found at run time, and so is where a list goes on."""
    found = statistics.publications(
        listed(
            [{"id": A, "slug": "fostering", "title": "Fostering", "lastPublished": "2026-11-12T09:30:00Z"}],
            pages=2,
        ),
        URL,
    )
    fostering = found.of_slug("fostering")

    assert fostering is not None
    assert (fostering.url, fostering.published) == (
        f"{ROOT}/publications/{A}/data-sets?page=1&pageSize=20",
        datetime(2026, 11, 12, 9, 30, tzinfo=UTC),
    )
    assert (found.of_slug("adoption"), found.next_url) == (None, URL.replace("page=1", "page=2"))


def test_a_series_with_an_apostrophe_is_looked_for_by_its_other_words() -> None:
    """`children-s-social-work-workforce` stands for `Children's ...`: a search for `children s` would find nothing."""
    assert "search=social+work+workforce&" in statistics.publications_url(
        ROOT, "children-s-social-work-workforce"
    )


def test_data_sets_are_listed_with_their_newest_version_and_levels() -> None:
    """A data set says whether it has figures of single authorities, and which took its place."""
    found = statistics.data_sets(
        listed(
            [
                {
                    "id": A,
                    "title": "Places",
                    "status": "Published",
                    "latestVersion": {"version": "2.1", "geographicLevels": ["National", "Local authority"]},
                },
                {"id": B, "title": "Old places", "status": "Deprecated", "supersedingDataSetId": A},
            ]
        ),
        URL,
    )

    assert found.data_sets == (
        ListedDataSet(
            ref=A,
            title="Places",
            summary="",
            status="Published",
            latest="2.1",
            levels=("National", "Local authority"),
        ),
        ListedDataSet(ref=B, title="Old places", summary="", status="Deprecated", superseded_by=A),
    )
    assert [each.tells_of_councils for each in found.data_sets] == [True, True]


def test_versions_follow_one_another_by_number() -> None:
    """Version 2.10 comes after version 2.9."""
    version = {
        "version": "2.10",
        "type": "Minor",
        "status": "Published",
        "published": "2026-11-19T09:30:00Z",
        "notes": "A council was put right.",
        "release": {"title": "Reporting year 2026", "slug": "2026"},
        "timePeriods": {"start": "2020", "end": "2026"},
    }
    found = statistics.versions(listed([version]), URL)

    assert found.versions == (
        DataSetVersion(
            number="2.10",
            kind="Minor",
            status="Published",
            release="Reporting year 2026",
            published=datetime(2026, 11, 19, 9, 30, tzinfo=UTC),
            periods=("2020", "2026"),
            notes="A council was put right.",
        ),
    )
    assert order_of("2.10") > order_of("2.9")


def test_what_breaks_readers_is_told_apart_from_what_is_new() -> None:
    """What is gone or called otherwise is told in a line each; what is new breaks nothing."""
    found = statistics.changes(
        json.dumps(
            {
                "versionNumber": "2.0",
                "majorChanges": {
                    "indicators": [
                        {"previousState": {"column": "number"}, "currentState": {"column": "children_count"}}
                    ],
                    "filterOptions": [
                        {
                            "filter": {"column": "age"},
                            "options": [{"previousState": {"id": "1", "label": "Under 1"}}],
                        }
                    ],
                },
                "minorChanges": {"timePeriods": [{"currentState": {"code": "RY", "period": "2026"}}]},
            }
        ).encode(),
        URL,
    )

    assert found.breaking == (
        "indicator number is now children_count",
        "option Under 1 of filter age is gone",
    )
    assert found.others == ("period RY 2026 is new",)


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    """The header is row 1, whatever byte order mark stands before it, and its names stay as printed."""
    body = f"\ufeff{HEADER.replace('number', 'At31_episodes')}\r\n2026,Reporting year,Local authority,Wolden,541\r\n"

    assert list(statistics.rows(body.encode(), URL)) == [
        (1, ("time_period", "time_identifier", "geographic_level", "la_name", "At31_episodes")),
        (2, ("2026", "Reporting year", "Local authority", "Wolden", "541")),
    ]


def test_the_published_table_is_read(shared: Path) -> None:
    """The department's own table of children looked after is understood to its last row."""
    path = shared / "captures" / "statistics" / "cla_number_and_rate_per_10k_children.csv"
    table = statistics.table(path.read_bytes(), URL)

    assert (len(table.columns), table.rows) == (14, 2505)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "empty"),
        (b"<html><title>Sign in</title>", "HTML"),
        (b"a,b\n1,2\n", "no column time_period"),
        (HEADER.encode(), "no rows"),
        (f"{HEADER}\n2026,Reporting year\n".encode(), "row 2 has 2 cells"),
        (f'{HEADER}\n2026,Reporting year,National,"Eng'.encode(), "no table in UTF-8"),
        (f"{HEADER}\n2026,Reporting year,National,Ca\xf1on,1".encode("latin-1"), "no table in UTF-8"),
        (f"{HEADER},number\n1,2,3,4,5,6\n".encode(), "two columns of one name"),
        (f"{HEADER}\n2026,Reporting year,National,{'x' * 200_000},1\n".encode(), "field limit"),
        (f"{HEADER}\n2026,Reporting year,National,\0,1\n".encode(), "no table"),
    ],
)
def test_what_is_no_whole_table_is_refused(body: bytes, said: str) -> None:
    """A table that is cut short, of another kind, or not as it says is not kept."""
    with pytest.raises(PageChanged, match=said):
        statistics.table(body, URL)


def test_a_table_in_place_of_a_list_is_known_as_such() -> None:
    """A sign-in page in place of a list is no list without series."""
    with pytest.raises(NotThePage):
        statistics.publications(b"<!doctype html><html><title>Sign in</title></html>", URL)


@given(body=st.binary(max_size=200) | ANYTHING.map(lambda told: json.dumps(told).encode()))
def test_no_answer_makes_a_parser_crash(body: bytes) -> None:
    """Whatever the service or somebody in its place sends is understood or refused."""
    readers = (
        statistics.publications,
        statistics.data_sets,
        statistics.versions,
        statistics.changes,
        statistics.table,
    )
    for read in readers:
        with suppress(PageChanged):
            read(body, URL)


@given(rows=st.lists(st.lists(st.text(max_size=8), max_size=6), max_size=6))
def test_no_row_makes_the_reader_of_tables_crash(rows: list[list[str]]) -> None:
    """Rows are read as they stand or the table is refused."""
    body = "\n".join([HEADER, *(",".join(row) for row in rows)]).encode()
    with suppress(PageChanged):
        assert all(len(cells) == 5 for _, cells in statistics.rows(body, URL))
