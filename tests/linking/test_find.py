"""Find: whatever the text, its findings lie in it, prove themselves, and come in bounded time."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.evidence import Evidence
from domain.findings import Findings
from linking import find as finding
from tests.linking.texts import KNOWN, NORTHSHIRE, read

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300)
# Pieces of what finders look for, in any order.
SHARDS = st.lists(
    st.sampled_from(
        [
            "Councillor ", "Cllr ", "Jane Sample", "O'Sample", ", Director of Children’s Services", "(Chair)", "inspector ", "Ms. Sample said",
            "Northshire County Council", "Torbay", "’s children’s services", " were judged ", "‘inadequate’", "good", "from good to inadequate", "Rating: GOOD",
            "RESOLVED that ", "\n(1) ", "\n1. ", "; (2) ", "be noted", "the minutes of the meeting held on ", "14 July 2026", "next February", "this week",
            "£4.6m", " to ", "per year", "a saving of ", "1,986 children", " looked after", "\n– ", "At 31 May 2018, ", "Of this number:", "58%",
            "the Committee", "Children and Families Scrutiny Committee", "to the Cabinet", "will be reported", "by the end of May next year",
            "the fifth monitoring visit", "an improvement notice was issued", "motion was carried", "proposed that this Council act",
            "Inspection of Torbay local authority children’s services", "Inspection dates: ", "Overall effectiveness Good", "Lead inspector: ",
            " ", "\n", "\n\n", ".", ", ", "“", "”", "’", "—", "\u00a0", "é", "İ", "𝒜", "ﬁ",
        ]
    ),
    max_size=60,
).map("".join)  # fmt: skip


def assert_proved(text: str, found: Findings) -> None:
    """Each mention reads what stands at its place; each fact's quote stands in the text."""
    places = [(mention.start, mention.end, mention.type) for mention in found.mentions]

    assert len(set(places)) == len(places)
    assert [start for start, _, _ in places] == sorted(start for start, _, _ in places)
    for mention in found.mentions:
        assert mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        assert mention.text == mention.text.strip()
    for fact in found.facts:
        assert isinstance(fact.evidence, Evidence)
        fact.evidence.check(text)
        assert fact.evidence.quote.strip()


@given(
    text=ANY_TEXT | SHARDS, published=st.sampled_from([None, "2018-12-11", "2016", "2016-05", "not a date"])
)
@settings(deadline=None)
def test_findings_lie_in_the_text(text: str, published: str | None) -> None:
    """No text crashes the finders, and nothing is found that does not stand there."""
    assert_proved(text, read(text, published=published))


@given(text=SHARDS)
@settings(deadline=None)
def test_the_same_text_gives_the_same_findings(text: str) -> None:
    """Linking has no memory and no clock."""
    assert read(text) == read(text)


@given(text=SHARDS)
@settings(deadline=None)
def test_every_rule_is_counted_in_the_digest(text: str) -> None:
    """A finding's rule is one of those whose change asks for linking again."""
    found = read(text, published="2018-12-11", kind="minutes")
    rules = {rule for finder in finding.FINDERS for rule in finder.RULES}

    assert {mention.rule for mention in found.mentions} <= rules
    assert {fact.rule for fact in found.facts} <= rules


def test_rules_are_named_by_file_and_version() -> None:
    """`people.title_name@1` says where to look; no name is given twice."""
    rules = [rule for finder in finding.FINDERS for rule in finder.RULES]

    assert len(set(rules)) == len(rules)
    for finder in finding.FINDERS:
        module = finder.__name__.removeprefix("linking.")
        assert all(
            rule.startswith(f"{module}.") and rule.rpartition("@")[2].isdecimal() for rule in finder.RULES
        )


def test_the_digest_is_stable() -> None:
    """Two asks, one answer: nothing is linked again for nothing."""
    assert finding.rules_digest() == finding.rules_digest()
    assert len(finding.rules_digest()) == 64


def test_spans_count_in_every_page() -> None:
    """A mention on the second page counts from the start of the text; its fact names the page."""
    pages = ("Nothing here.", "Councillor Jane Sample, Leader of the Council, spoke.")
    found = read(*pages)

    assert_proved("\n\n".join(pages), found)
    assert [fact.evidence.page for fact in found.facts] == [2]  # type: ignore[union-attr]


def test_a_council_that_no_table_lists_is_known_from_the_archive() -> None:
    """A council in `Known` is found like any other."""
    found = read("Northshire County Council and Northshire Council", council=None, known=KNOWN)

    assert {mention.entity for mention in found.mentions} == {NORTHSHIRE.uid}
    assert found.council == NORTHSHIRE


HOSTILE: dict[str, Callable[[int], str]] = {
    "one letter": lambda size: "a" * size,
    "brackets": lambda size: "(" * size,
    "spaces": lambda size: " " * size,
    "line ends": lambda size: "\n" * size,
    "quotes": lambda size: "“" * size,
    "capitals": lambda size: "Ab Cd " * (size // 6),
    "hyphens": lambda size: "Ab-" * (size // 3),
    "apostrophes": lambda size: "O'" * (size // 2),
    "councillors": lambda size: "Councillors A, " * (size // 15),
    "resolved": lambda size: "RESOLVED that " * (size // 14),
    "promises": lambda size: "will be reported " * (size // 17),
    "minutes": lambda size: "minutes of the " * (size // 15),
    "sums": lambda size: "£1" * (size // 2),
    "strokes": lambda size: "1/1/" * (size // 4),
    "chains of days": lambda size: "1 to 2 May and " * (size // 15),
    "digits": lambda size: "1" * size,
    "posts": lambda size: "director of children and " * (size // 25),
    "speakers": lambda size: "Jane Sample said " * (size // 17),
    "services": lambda size: "Children's services in " * (size // 23),
    "counts": lambda size: "at 1 May 2018 12 children in care " * (size // 34),
    "commas": lambda size: "1," * (size // 2),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_texts_come_to_an_end(kind: str) -> None:
    """50,000 characters made to send patterns astray are read like any others."""
    text = HOSTILE[kind](50_000)

    assert_proved(text, read(text, published="2026-09-22", kind="minutes"))
