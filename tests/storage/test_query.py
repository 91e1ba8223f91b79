"""Queries: everything that people type has one meaning or a clear error."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.query import (
    And,
    BadQuery,
    Field,
    FieldName,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Range,
    Word,
    asked_for,
    from_json,
    parse,
    render,
    to_json,
)
from tests.storage.asking import ranges, some_field, terms, trees

NOTICE, ADULT, CARE = Word("notice"), Word("adult"), Word("care")
COUNCIL = Field(FieldName.COUNCIL, "lancashire")

GRAMMAR_TABLE: list[tuple[str, Query]] = [
    # words
    ("notice", NOTICE),
    ("  NOTICE ", NOTICE),
    ("care notice", And((CARE, NOTICE))),
    ("care AND notice", And((CARE, NOTICE))),
    ("care OR notice", Or((CARE, NOTICE))),
    ("and or not near", And((Word("and"), Word("or"), Word("not"), Word("near")))),
    ("children's", Word("childrens")),
    ("multi-agency", Phrase(("multi", "agency"))),
    ("10,000 10:30", And((Word("10000"), Phrase(("10", "30"))))),
    ("care & notice!", And((CARE, NOTICE))),
    ("& OR notice", NOTICE),
    ("notice NOT &", NOTICE),
    ("notice\x00care😀", Phrase(("notice", "care"))),
    # phrases and beginnings
    ('"improvement notice"', Phrase(("improvement", "notice"))),
    ("“improvement notice”", Phrase(("improvement", "notice"))),
    ('„improvement notice"', Phrase(("improvement", "notice"))),
    ('"notice"', NOTICE),
    ('"" notice', NOTICE),
    ('"AND (NOT: care*)"', Phrase(("and", "not", "care"))),
    ("inspect*", Prefix("inspect")),
    # operators bind: NOT, then AND, then OR
    ("care notice OR adult", Or((And((CARE, NOTICE)), ADULT))),
    ("care (notice OR adult)", And((CARE, Or((NOTICE, ADULT))))),
    ("care OR (notice OR adult)", Or((CARE, NOTICE, ADULT))),
    ("care (notice adult)", And((CARE, NOTICE, ADULT))),
    ("notice NOT adult", And((NOTICE, Not(ADULT)))),
    ("notice -adult", And((NOTICE, Not(ADULT)))),
    ("NOT adult notice", And((Not(ADULT), NOTICE))),
    ("notice (NOT adult)", And((NOTICE, Not(ADULT)))),
    ("notice NOT (adult OR care)", And((NOTICE, Not(Or((ADULT, CARE)))))),
    ("notice NOT (adult NOT care)", And((NOTICE, Not(And((ADULT, Not(CARE))))))),
    ("NOT NOT notice", NOTICE),
    ("NOT (NOT (notice care)) adult", And((NOTICE, CARE, ADULT))),
    ("notice NEAR/5 care", Near("notice", "care", 5)),
    ('"notice" NEAR/12 care', Near("notice", "care", 12)),
    ("adult notice NEAR/5 care", And((ADULT, Near("notice", "care", 5)))),
    ("adult NOT notice NEAR/5 care", And((ADULT, Not(Near("notice", "care", 5))))),
    # fields
    ("council:lancashire", COUNCIL),
    ("COUNCIL:Lancashire notice", And((COUNCIL, NOTICE))),
    ("notice -council:lancashire", And((NOTICE, Not(COUNCIL)))),
    ('council:"Kingston upon Hull"', Field(FieldName.COUNCIL, "kingston-upon-hull")),
    ("kind:minutes", Field(FieldName.KIND, "minutes")),
    ('kind:"Inspection report"', Field(FieldName.KIND, "inspection_report")),
    ("kind:inspection-report", Field(FieldName.KIND, "inspection_report")),
    ("channel:govuk", Field(FieldName.CHANNEL, "govuk")),
    ("topic:care_leavers", Field(FieldName.TOPIC, "care-leavers")),
    ("committee:“Children’s Select Committee”", Field(FieldName.COMMITTEE, "childrens-select-committee")),
    ("source:committee/lancashire", Field(FieldName.SOURCE, "committee/lancashire")),
    ("year:2016", Field(FieldName.YEAR, "2016")),
    # days
    ("from:2016", Range("date", date(2016, 1, 1), None)),
    ("from:2016-05", Range("date", date(2016, 5, 1), None)),
    ("to:2016-05", Range("date", None, date(2016, 5, 31))),
    ("to:2016-02-29", Range("date", None, date(2016, 2, 29))),
    ("seen:2026-10", Range("seen", date(2026, 10, 1), date(2026, 10, 31))),
    ("seen:2026-10..2026-11-05", Range("seen", date(2026, 10, 1), date(2026, 11, 5))),
    ("seen:2026-10..", Range("seen", date(2026, 10, 1), None)),
    ("seen:..2026-10", Range("seen", None, date(2026, 10, 31))),
]

ERRORS = [
    ("", None, "nothing to look for"),
    (" \x00 😀 & ", None, "nothing to look for"),
    ('""', None, "nothing to look for"),
    ("NOT adult", None, "only NOT"),
    ("NOT adult -care", None, "only NOT"),
    ("(NOT adult)", None, "only NOT"),
    ("notice OR NOT adult", 11, "OR NOT"),
    ("NOT (NOT adult NOT care)", 1, "only NOT"),
    ("notice AND", 11, "missing at the end"),
    ("notice OR", 10, "missing at the end"),
    ("NOT", 4, "missing at the end"),
    ("AND notice", 1, "AND cannot stand here"),
    ("notice AND OR care", 12, "OR cannot stand here"),
    ("care ()", 7, "nothing stands before this bracket"),
    ("care (notice", 6, "never closed"),
    ("care notice)", 12, "closes nothing"),
    ('care "improvement notice', 6, "quotation mark is never closed"),
    ('council:"lancashire', 1, "quotation mark is never closed"),
    ("notice NEAR care", 8, "needs a number"),
    ("notice NEAR/0 care", 8, "needs a number"),
    ("notice NEAR/999999999999 care", 8, "needs a number"),
    ("notice NEAR/x care", 8, "needs a number"),
    ("notice NEAR/5 notice", 8, "two different ones"),
    ('notice NEAR/5 "two words"', 8, "a word on each side"),
    ("notice NEAR/5 council:lancashire", 8, "a word on each side"),
    ("a1 NEAR/5 b1 NEAR/5 c1", 14, "two words, not three"),
    ("a*", 1, "two|2 or more letters"),
    ("*notice", 1, "letters of one word"),
    ("not*ice", 1, "letters of one word"),
    ("multi-agenc*", 1, "letters of one word"),
    ("http://example.org", 1, "no field 'http'.*quotation marks"),
    ("notice council: lancashire", 8, "needs a value"),
    ("kind:minute", 1, "no such kind; there are article"),
    ("channel:radio", 1, "no such channel; there are committee"),
    ("council:&", 1, "no such council"),
    ("year:16", 1, "four figures"),
    ("notice from:2016-13", 8, "month"),
    ("from:2016-02-30", 1, "day"),
    ("to:yesterday", 1, "not a date"),
    ("from:2016/2017", 1, "one date, not two"),
    ("seen:..", 1, "at least one end"),
    ("seen:2026-11..2026-10", 1, "ends before it begins"),
    ("(" * 10_000, 41, "brackets inside one another"),
    ("()" * 5_000, 2, "nothing stands before this bracket"),
    ("x" * 100_000, None, "100,000 characters; 10,000 at most"),
    ("ab " * 600, None, "600 things at once"),
    ("NOT " * 2_400, 9_601, "missing at the end"),
]


@pytest.mark.parametrize(("typed", "meant"), GRAMMAR_TABLE)
def test_what_is_typed_is_read_as_meant(typed: str, meant: Query) -> None:
    """Each line of the grammar has this one reading."""
    assert parse(typed) == meant


@pytest.mark.parametrize(("typed", "column", "words"), ERRORS)
def test_what_cannot_be_read_is_explained(typed: str, column: int | None, words: str) -> None:
    """An error says in which column, what is wrong and what to write instead."""
    with pytest.raises(BadQuery, match=words) as raised:
        parse(typed)

    assert raised.value.column == column
    assert column is None or str(raised.value).startswith(f"column {column}: ")


@given(st.text(alphabet=st.sampled_from('ab:*()"“”-&\x00\ud800é😀 \n'), max_size=60) | st.text())
def test_no_words_break_the_reader(typed: str) -> None:
    """Whatever is typed is a query or a clear error, and what a query says is read again as the same query."""
    try:
        query = parse(typed)
    except BadQuery:
        return

    assert parse(render(query)) == query


LEAVES = st.one_of(
    terms(st.sampled_from(["notice", "care", "adult", "10000", "日本"]), st.sampled_from(["no", "日本"])),
    some_field(FieldName.COUNCIL, "leeds", "st-helens"),
    some_field(FieldName.KIND, "minutes", "inspection_report"),
    some_field(FieldName.SOURCE, "news/two words", "committee/leeds"),
    some_field(FieldName.YEAR, "2016"),
    ranges(st.dates(min_value=date(1990, 1, 1))),
)


@given(trees(LEAVES))
def test_a_query_written_out_is_read_as_the_same_query(query: Query) -> None:
    """What a query says can be typed in again, and a saved search comes back as it was."""
    assert parse(render(query)) == query
    assert from_json(to_json(query)) == query


def test_what_is_left_out_is_not_asked_for() -> None:
    """Nothing under NOT is marked in a hit."""
    assert list(asked_for(parse("notice (care OR council:leeds) NOT (adult -foster)"))) == [
        *(NOTICE, CARE, Field(FieldName.COUNCIL, "leeds"))
    ]


@pytest.mark.parametrize(
    "saved",
    [
        *(
            "",
            "{",
            "[]",
            '{"word": 5}',
            '{"word"}',
            '{"not": {"word": "a"}}',
            '{"or": [{"not": {"word": "a"}}]}',
        ),
        *(
            '{"phrase": ["a"]}',
            '{"and": []}',
            '{"and": [{"not": {"word": "a"}}]}',
            '{"field": "x", "value": "y"}',
        ),
        '{"range": "seen", "first": "x", "last": null}',
    ],
)
def test_a_damaged_saved_search_is_said_to_be_damaged(saved: str) -> None:
    """A tree that is none of ours ends in our own error."""
    with pytest.raises(BadQuery):
        from_json(saved)
