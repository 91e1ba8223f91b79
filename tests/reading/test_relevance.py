"""A headline says how likely its story is ours, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.relevance import THRESHOLD, verdict_of
from reading.relevance import LATE_REASON, LONGEST_TITLE, OPENING, score
from reading.relevance_rules import RULES, Rule

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.reason)


@each_rule
def test_each_rule_fits_its_example(rule: Rule) -> None:
    """The example beside a rule shows what it is for."""
    assert rule.reason in score(rule.example)[1]


@each_rule
def test_each_rule_is_needed(rule: Rule) -> None:
    """Without the rule its example would come to another verdict; no rule is there for show."""
    found, _ = score(rule.example)

    assert verdict_of(found) != verdict_of(found - rule.weight)


@each_rule
def test_each_rule_is_silent_on_its_twin(rule: Rule) -> None:
    """A sentence that only sounds alike leaves the rule silent."""
    assert rule.reason not in score(rule.twin)[1]


@each_rule
def test_each_rule_says_why(rule: Rule) -> None:
    """Reasons are told apart, and each rule says why its words count."""
    assert [other.reason for other in RULES].count(rule.reason) == 1
    assert len(rule.because.split()) >= 5


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("Northshire's children’s services rated inadequate", ""),
        ("Council short of foster carers", ""),
        ("County to open two children's homes", "Members agreed £4m for places nearer home."),
        ("Care leavers to pay no council tax", ""),
        (
            "Social workers leave county",
            "One in five posts in the council's child protection teams is vacant.",
        ),
        ("northshire's childrens services rated inadequate", ""),
        ("Kent takes in unaccompanied children from Wales", ""),
    ],
)
def test_our_stories_pass(title: str, summary: str) -> None:
    """What a council does for children in need of help passes the threshold."""
    assert score(title, summary)[0] >= THRESHOLD


@pytest.mark.parametrize(
    "title",
    [
        "Councillor Foster to send report on parks",
        "Primary school praised by Ofsted",
        "Care home for older people to close, says council",
        "Takeaway near County Hall given hygiene improvement notice",
        "Children in Need night raises record sum",
        "Scottish council short of foster carers",
        "Garden opens at children's hospital",
        "Father fined for term-time holiday by council",
    ],
)
def test_stories_that_only_sound_like_ours_do_not(title: str) -> None:
    """Surnames, schools, care homes of adults, charities and other nations are told apart."""
    assert score(title)[0] < THRESHOLD


def test_a_story_that_comes_to_its_subject_late() -> None:
    """A whole text is judged by its opening; many words of the trade further down count as one that needs a companion."""
    opening = "A man of 40 from Ashcombe was seen at the county court on Monday. ".ljust(OPENING)
    late = "Social workers had seen the boy. Child protection came too late, said children's services. Safeguarding failed."

    assert score("Man in court", opening + late) == (2.0, (LATE_REASON,))
    assert score("Man in court", opening + "Social workers had seen the boy.") == (0.0, ())


def test_what_is_too_long_for_a_headline_is_not_looked_at() -> None:
    """However long a title is, the rules see no more of it than a headline's length."""
    assert score("x" * LONGEST_TITLE + " children's services inadequate") == (0.0, ())


hostile = st.lists(
    st.sampled_from(
        [
            "child ",
            "children's ",
            "care ",
            "in ",
            "£",
            "council",
            "-",
            "take ",
            "for ",
            "placed ",
            "’",
            "\n",
            "SEND ",
            "a" * 50,
        ]
    ),
    max_size=400,
).map("".join)


@given(st.text(max_size=200) | hostile, st.text(max_size=200) | hostile)
def test_the_score_is_the_sum_of_its_reasons(title: str, summary: str) -> None:
    """Whatever the words, every point has its reason beside it."""
    found, reasons = score(title, summary)

    late = 2.0 if LATE_REASON in reasons else 0.0
    assert found == late + sum(rule.weight for rule in RULES if rule.reason in reasons)
