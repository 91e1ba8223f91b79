"""Official tables of providers: read by their headings wherever those stand, in CSV and OpenDocument, or refused by name."""

import csv
import io
import random
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.pages import ofsted
from crawlers.pages.errors import PageChanged
from crawlers.pages.ofsted import TableNotUnderstood
from domain.provider import HomeJudgement, HomeTable, ListedTable
from domain.publications import ContentItem, DocumentGroup, ListedAttachment

URL = "https://assets.example/media/1/Provider_level_at_31_March_2026.csv"
TITLE = "Children's social care data - Provider level as at 31 March 2026"
HEADINGS = (
    "Web link",
    "URN",
    "Provision type",
    "Registration status",
    "Name",
    "Postcode",
    "Local authority",
    "Sector",
    "Places",
    "Organisation which owns the provider",
    "Latest full inspection date",
    "Latest full inspection publication date",
    "Latest full inspection event number",
    "Overall experiences and progress of children and young people",
    "How well children and young people are helped and protected",
    "The effectiveness of leaders and managers",
)
GORSE = (
    "Provider Webpage",
    "SC012345",
    "Children's Home",
    "Active",
    "Gorse Lodge",
    "ZZ1 1ZZ",
    "Saltmere",
    "Private",
    "3",
    "Gorse Care Ltd",
    "04/03/2026",
    "20/04/2026",
    "10300001",
    "Requires improvement to be good",
    "Good",
    "",
)
WITHHELD = (*GORSE[:1], "2616605", "Children's home", "Active", "REDACTED", "REDACTED", *GORSE[6:])
SCHOOL = (*GORSE[:1], "SC099999", "Boarding School", *GORSE[3:])


def as_csv(*rows: Sequence[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_ods(sheets: dict[str, Sequence[Sequence[str]]]) -> bytes:
    """A spreadsheet as office programs write it: links in cells, days as values, what is empty once for all that follow."""

    def cell(words: str) -> str:
        if words == "Provider Webpage":
            return f'<table:table-cell><text:p><text:a xlink:href="https://reports.example/provider/2/1">{words}</text:a></text:p></table:table-cell>'
        if len(words) == 10 and words[2] == words[5] == "/":
            iso = "-".join(reversed(words.split("/")))
            return f'<table:table-cell office:date-value="{iso}T00:00:00"><text:p>{words}</text:p></table:table-cell>'
        return (
            f"<table:table-cell><text:p>{escape(words)}</text:p></table:table-cell>"
            if words
            else "<table:table-cell/>"
        )

    tables = "".join(
        f'<table:table table:name="{name}">'
        + "".join(
            f"<table:table-row>{''.join(map(cell, row))}<table:table-cell table:number-columns-repeated='16000'/></table:table-row>"
            for row in rows
        )
        + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        + "</table:table>"
        for name, rows in sheets.items()
    )
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    content = f'<?xml version="1.0"?><office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
    return out.getvalue()


def test_a_table() -> None:
    """Homes with who they are and how they were judged; schools are counted, names that are withheld are empty, addresses unread."""
    table = ofsted.homes(as_csv((TITLE,), ("A note",), HEADINGS, GORSE, WITHHELD, SCHOOL), URL)
    gorse, withheld = table.homes

    assert (table.rows, table.as_of, table.title) == (3, date(2026, 3, 31), TITLE)
    assert (gorse.row, gorse.ref, gorse.name, gorse.owner) == (4, "SC012345", "Gorse Lodge", "Gorse Care Ltd")
    assert (gorse.inspected, gorse.published, gorse.inspection) == (
        date(2026, 3, 4),
        date(2026, 4, 20),
        "10300001",
    )
    assert gorse.judgements == (
        HomeJudgement(
            aspect="overall",
            heading="Overall experiences and progress of children and young people",
            words="Requires improvement to be good",
        ),
        HomeJudgement(
            aspect="help_protection",
            heading="How well children and young people are helped and protected",
            words="Good",
        ),
    )
    assert (withheld.row, withheld.name) == (5, None)
    assert "ZZ1 1ZZ" not in repr(table)


def test_open_document() -> None:
    """The same from a spreadsheet: the sheet that tells of judgements is taken, links are followed, days are values."""
    joiners = (("URN", "Provision type", "Local authority"), ("SC012345", "Children's home", "Saltmere"))
    body = as_ods(
        {"Contents": (("Contents",),), "Joiners": joiners, "Provider_level_at_30_09_25": (HEADINGS, GORSE)}
    )
    table = ofsted.homes(body, URL)

    assert (table.as_of, table.rows) == (date(2025, 9, 30), 1)
    assert table.homes[0].url == "https://reports.example/provider/2/1"
    assert table.homes[0].inspected == date(2026, 3, 4)


@given(st.randoms(use_true_random=False), st.integers(0, 6))
def test_columns_may_stand_anywhere(chance: random.Random, notes: int) -> None:
    """Whatever order the columns are in and however many notes stand above, the same homes are read."""
    order = list(range(len(HEADINGS)))
    chance.shuffle(order)
    rows = [[row[place] for place in order] for row in (HEADINGS, GORSE, WITHHELD)]
    table = ofsted.homes(as_csv(*[["A note."]] * notes, *rows), URL)

    assert [_told(table), len(table.homes)] == [
        _told(ofsted.homes(as_csv(HEADINGS, GORSE, WITHHELD), URL)),
        2,
    ]


def _told(table: HomeTable) -> list[tuple[object, ...]]:
    return [
        (home.ref, home.name, home.inspected, home.published, home.owner, sorted(map(repr, home.judgements)))
        for home in table.homes
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("Name", "Town"), ("Gorse", "Saltmere")], "looked for the headings URN, Provision type, Local authority"),
        ([(*HEADINGS, "Care of babies"), (*GORSE, "Inadequate")], "grades under the heading 'Care of babies'"),
        ([tuple(h for h in HEADINGS if h != "Latest full inspection date"), GORSE[:10] + GORSE[11:]], "without a day"),
        ([HEADINGS, (*GORSE[:-1], "Splendid")], "none of 1 rows can be read"),
        ([HEADINGS, *[GORSE] * 10, *[(*GORSE[:1], "x", *GORSE[2:])] * 2], "2 of 12 rows cannot be read"),
        ([HEADINGS, (*GORSE[:10], "", *GORSE[11:])], "none of 1 rows can be read"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused(rows: list[Sequence[str]], said: str) -> None:
    """A table without the headings that we know, with grades under another, with judgements on no day or of no known grade."""
    with pytest.raises(PageChanged, match=said):
        ofsted.homes(as_csv(*rows), URL)


def test_other_files_are_named() -> None:
    """An Excel workbook, a damaged spreadsheet and a web page are said to be what they are."""
    body = as_ods({"Providers": (HEADINGS, GORSE)})
    workbook = io.BytesIO()
    with zipfile.ZipFile(workbook, "w") as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")

    with pytest.raises(PageChanged, match="an Excel workbook"):
        ofsted.homes(workbook.getvalue(), URL)
    with pytest.raises(PageChanged, match="damaged or encrypted"):
        ofsted.homes(body[: len(body) // 2], URL)
    with pytest.raises(PageChanged, match="another HTML page"):
        ofsted.homes(b"<html><body>Sorry</body></html>", URL)
    with pytest.raises(TableNotUnderstood):
        ofsted.homes(b"URN,Name\n1,2\n", URL)


@given(
    st.lists(
        st.lists(st.one_of(st.sampled_from([*HEADINGS, *GORSE]), st.text(max_size=12)), max_size=20),
        max_size=12,
    )
)
def test_no_table_breaks_the_reader(rows: list[list[str]]) -> None:
    """Cells in any order and of any words end in homes or in an error of ours, as CSV and as a spreadsheet."""
    plain = ["".join(letter for letter in word if letter.isprintable()) for row in rows for word in row]
    for body in (as_csv(*rows), as_ods({"Sheet": [plain]})):
        with suppress(PageChanged):
            ofsted.homes(body, URL)


@pytest.mark.parametrize(
    ("name", "homes", "judged", "with_grades"),
    [
        ("providers_at_sept_14", 43, 0, 0),
        ("providers_at_15", 53, 53, 265),
        ("providers_at_16", 42, 42, 126),
        ("provider_at_march", 49, 49, 147),
        ("joiners_leavers_23", 42, 0, 0),
    ],
)
def test_the_real_layouts(shared: Path, name: str, homes: int, judged: int, with_grades: int) -> None:
    """The tables of 2014 to 2023, each laid out in another way: as many homes as the file has, each judged as it says."""
    path = shared / "captures" / "ofsted" / "management-information" / f"{name}.sample.csv"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    table = ofsted.homes(path.read_bytes(), path.name)

    assert len(table.homes) == homes
    assert sum("children's home" in map(str.lower, row) for row in rows) == homes
    assert sum(bool(home.judgements) for home in table.homes) == judged
    assert sum(len(home.judgements) for home in table.homes) == with_grades
    for home in table.homes:
        there = rows[home.row - 1]
        assert home.ref in there
        assert all(judgement.words in there for judgement in home.judgements)
        assert home.name is None


def test_where_the_tables_are() -> None:
    """A collection leads to its releases, a release to the tables that list providers: as CSV where there is one."""
    wanted = ofsted.releases(
        {
            "collection": "/government/collections/care",
            "releases": "/government/statistics/care-in-england-",
            "tables": ["provider level"],
        }
    )
    group = DocumentGroup(
        title="Releases",
        pages=(
            ("/government/statistics/care-in-england-2026", "2026"),
            ("/government/guidance/care", "About"),
        ),
    )
    files = [
        ListedAttachment(path=f"media/1/{name}", title=title, url=f"https://assets.example/media/1/{name}")
        for name, title in (
            ("Provider_level_at_31_March_2026.csv", "Data"),
            ("all.ods", "Provider level data"),
            ("summary.csv", "Summary"),
            ("provider-level.xlsx", "Provider level"),
        )
    ]
    item = ContentItem(
        path="/government/statistics/care-in-england-2026",
        content_id=None,
        document_type="official_statistics",
        title="Care",
        description="",
        body="",
        first_published=datetime(2026, 7, 9, 8, 30, tzinfo=UTC),
        updated=None,
        attachments=tuple(files),
        groups=(group,),
    )
    found = ofsted.leads(item, wanted)

    assert found.releases == ("/government/statistics/care-in-england-2026",)
    assert found.tables == (
        ListedTable(
            ref="media/1/Provider_level_at_31_March_2026.csv",
            title="Data",
            url="https://assets.example/media/1/Provider_level_at_31_March_2026.csv",
            published=date(2026, 7, 9),
        ),
    )
