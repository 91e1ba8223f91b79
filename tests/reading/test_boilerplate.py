"""A newspaper's own calls are dropped from its stories, and never a line of a story."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.boilerplate import RULES, Rule, is_boilerplate, without


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example)
def test_each_rule_drops_the_line_that_it_is_for(rule: Rule) -> None:
    """The example beside a rule shows what it is for."""
    assert rule.pattern.fullmatch(rule.example.replace("’", "'"))


@pytest.mark.parametrize(
    "line",
    [
        "Read more than ten books a year, the report advises.",
        "More from the council is expected in June.",
        "Share prices fell.",
        "The council will advertise the post.",
        "Sign up to foster, the county asked its residents.",
        "Don't miss out on care leavers' views, inspectors told the board.",
        "Follow the plan, members said.",
        "“Join us,” the lead member said.",
        "Savings were agreed.",
        "Get in touch with the council by 5 June to speak at the meeting.",
        "Have your say on the plan at northshire.example/consult by 5 June.",
        "Visit the council's website to read the report.",
        "Get more foster carers, inspectors told the council's adoption section.",
        "Download the full report from the council's website.",
        "Reporting by local authorities has changed.",
        "Like other councils across England, it uses Facebook to find carers.",
        "You can follow the meeting on the council's website.",
        "Subscribed capital stood at £4m.",
        "More children are in care than a year ago.",
        "Latest figures show that 1,842 children are in care.",
        "Related costs of £40,000 were noted.",
        "Top of the list was the home at Wolden.",
    ],
)
def test_lines_of_a_story_stay(line: str) -> None:
    """A sentence that begins like a call is still the story's."""
    assert not is_boilerplate(line)


def test_teasers_gaps_and_captions_go() -> None:
    """What stands between the paragraphs of a scraped story goes, and the paragraphs stay."""
    found = without(
        [
            "A caption that stands here twice",
            "A caption that stands here twice",
            "First paragraph.",
            "Read More",
            "",
            "Read More",
            "County's services are better - but are ...",
            "Hide Ad",
            "Hide Ad",
            "“Second paragraph,” she said.",
            "Read More",
            "A third paragraph, which no teaser came before.",
        ]
    )

    assert [line for line in found if line] == [
        "A caption that stands here twice",
        "First paragraph.",
        "“Second paragraph,” she said.",
        "A third paragraph, which no teaser came before.",
    ]


def test_a_caption_joined_to_itself_stands_once() -> None:
    """Scrapers join a picture's description to its caption."""
    caption = "Members of the panel met at County Hall."

    assert without([caption * 2, caption, "Story."]) == [caption, "Story."]


@given(st.lists(st.text("abc .", max_size=30), max_size=10))
def test_nothing_is_made_up(lines: list[str]) -> None:
    """What is kept was there, in that order."""
    kept = iter(lines)

    assert all(any(line.strip() in there for there in kept) for line in without(lines))
