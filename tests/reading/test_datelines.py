"""Datelines are read in all the forms that newspapers print, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import dates
from reading.datelines import Dateline, machine_date, read


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("Tuesday, 11th December 2018, 11:58 pm", "2018-12-11T23:58+00:00", None),
        ("Updated Wednesday, 12th December 2018, 12:15 am", None, "2018-12-12T00:15+00:00"),
        (
            "Published 3rd Jul 2023, 08:08 BST | Updated 3rd Jul 2023, 10:10 BST",
            "2023-07-03T08:08+01:00",
            "2023-07-03T10:10+01:00",
        ),
        ("17:03, 4 MAY 2016", "2016-05-04T17:03+01:00", None),
        ("First published: Thursday 19 May 2016", "2016-05-19", None),
        ("Last updated on 01/02/2026 at 7.30am", None, "2026-02-01T07:30+00:00"),
        ("Posted Nov 3, 2023", "2023-11-03", None),
        ("2018-12-11", "2018-12-11", None),
        ("11:58 GMT, 11 July 2018", "2018-07-11T11:58+00:00", None),
    ],
)
def test_forms_of_datelines(line: str, published: str | None, modified: str | None) -> None:
    """Day, time and zone come out as printed; a clock without a zone is England's."""
    assert read(line) == Dateline(published=published, modified=modified)


@pytest.mark.parametrize(
    "line",
    [
        "The notice was issued on 19 May 2016.",
        "By the end of May 2016",
        "31 February 2018",
        "11th Dezember 2018",
        "25:70, 4 May 2016",
        "13:00 pm, 4 May 2016",
        "4 May",
        "",
    ],
)
def test_what_is_no_dateline(line: str) -> None:
    """A date in a sentence, an impossible date or half a date is none."""
    assert read(line) is None


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("2023-11-03T08:08:12.000Z", "2023-11-03T08:08:12+00:00"),
        ("2023-07-03T08:08:12+0100", "2023-07-03T08:08:12+01:00"),
        ("2023-11-03T08:08:12", "2023-11-03T08:08:12"),
        (" 2023-11-03 ", "2023-11-03"),
        ("Fri, 03 Nov 2023 08:08:12 GMT", "2023-11-03T08:08:12+00:00"),
        ("20231103", "2023-11-03"),
        ("2023-W44-5", "2023-11-03"),
        ("2023-11-03T08:08:12+00:00:30", None),
        ("2023-02-30", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_for_machines(words: str, edtf: str | None) -> None:
    """What pages give to machines keeps its seconds and its zone, and has none where none was given."""
    assert machine_date(words) == edtf


@given(st.text(alphabet="0123456789 :/.,-pamthMay Published|", max_size=60))
def test_whatever_is_read_is_a_date(line: str) -> None:
    """Every date that comes out is one in our part of EDTF."""
    for edtf in (machine_date(line), *_both(read(line))):
        assert edtf is None or dates.parse(edtf).first


def _both(found: Dateline | None) -> tuple[str | None, ...]:
    return (found.published, found.modified) if found else ()
