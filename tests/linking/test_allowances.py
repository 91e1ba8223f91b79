"""Allowances of foster carers by age band: whatever the layout of the table, and never a value that is not stated."""

from collections.abc import Callable

import pytest

from linking import allowances
from reading.read import read
from sample import papers
from tests.linking.texts import NORTHSHIRE, prose

PAPER = """# Appendix B: fostering allowances 2027/28
Report to: Cabinet

Paid for each child, in pounds a week, from 5 April 2027.

| Age of the child | 2026/27 | 2027/28 |
| 0 to 2 | £158 | £165 |
| 3 to 4 | £161 | £168 |
| 16 to 17 | not stated | £250.50 |
"""
EXPECTED = [
    ("0-2", 158, "2026-04/2027-03"), ("0-2", 165, "2027-04/2028-03"), ("3-4", 161, "2026-04/2027-03"),
    ("3-4", 168, "2027-04/2028-03"), ("16-17", 250.5, "2027-04/2028-03"),
]  # fmt: skip


def found(text: str, *, title: str = "", is_councils: bool = True) -> list[tuple[object, ...]]:
    """Band, value and year of the allowances of a text."""
    facts = allowances.find(prose(text, title=title), NORTHSHIRE if is_councils else None)
    return [tuple(fact.fields[name] for name in ("breakdown", "value", "period")) for fact in facts]


@pytest.mark.parametrize("rendered", [papers.pdf, papers.word])
def test_a_table_of_a_paper(rendered: Callable[[str], bytes]) -> None:
    """PDF and Word give the same figures, each column its year; what is not stated gives none."""
    text = read(rendered(PAPER), name="paper").text

    assert text is not None
    assert found(text.words) == EXPECTED


def test_bands_side_by_side() -> None:
    """A table may have its bands in its head; of the national minimum each row is an area of England."""
    text = "National minimum fostering allowance\nWeekly rates 2027/28\nArea | Babies | 3 to 4 | 16 to 17\nLondon | £185 | £189 | £280\nRest of England | £160 | £164 | £244\n"
    facts = list(allowances.find(prose(text), None))

    assert [(fact.fields["area"], fact.fields["breakdown"], fact.fields["value"]) for fact in facts] == [
        ("London", "0-2", 185), ("London", "3-4", 189), ("London", "16-17", 280),
        ("Rest of England", "0-2", 160), ("Rest of England", "3-4", 164), ("Rest of England", "16-17", 244),
    ]  # fmt: skip
    assert {fact.about for fact in facts} == {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fostering allowances 2027/28\nAge Weekly allowance\n0 to 2 158 3 to 4 164\n", [("0-2", 158), ("3-4", 164)]),
        ("Fostering allowances\nAge | National minimum 2027/28 | Ours 2027/28\n0-2 | £160 | £165\n", [("0-2", 160), ("0-2", 165)]),
        ("The fostering allowance is £165 a week for children aged 0 to 2 and £168 for 3 to 4.", [("0-2", 165), ("3-4", 168)]),
        ("Fostering allowances\nAge | A | B\n0-2 | £160 | £165\n", []),
        ("Fostering is well.\nAdoption allowances 2027/28\nAge | Amount\n0-2 | £160\n", []),
        ("Fostering allowances are £162, £166, £184, £210 and £246 a week for the five age bands.", []),
        ("Allowances 2027/28\nAge | Amount\n0-2 | £160\n", []),
    ],
)  # fmt: skip
def test_other_layouts(text: str, expected: list[tuple[str, int]]) -> None:
    """Rows run together and sentences are read; a column of which nothing says what it is, and other allowances, are not."""
    assert [each[:2] for each in found(text)] == expected


def test_the_proof_is_the_row() -> None:
    """Each figure quotes the row that it stands in."""
    (fact,) = allowances.find(prose("Fostering allowance 2027/28\nAge | A week\n0 to 2 | £165\n"), NORTHSHIRE)

    assert getattr(fact.evidence, "quote", "") == "0 to 2 | £165"
    assert fact.fields["unit"] == "GBP a week"
