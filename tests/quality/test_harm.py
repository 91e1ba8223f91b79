"""The harm gate: made-up sentences that could point to one child are held, and their harmless twins are not.

Eight sets lie beside this file. The first was written before any rule. The others were written after the rules, each scored
once before anybody looked at what was missed, and the rules were widened by what it showed: 41 of 60 held and 1 twin of 60
with them; then 26 of 40 and 1 of 40; then 17 of 30 and 1 of 30. The fifth asked for more than the rules then knew (what undoes
a redaction in words, families in declarations, parents who ask a committee): 9 of 30 held, and 2 harmless ones of 45; the
sixth, of the same hand, was scored before the fifth was looked at (9 of 30, none) and half-way (15 of 30, 1 of 45). The seventh
was what the rules of all that did with a new set: 12 of 24 held, no twin. They were widened by it, and by what tests/linking/test_harm.py
keeps, so that these seven are a floor and no measure any more. The eighth
is what the rules of all that did with a new set by somebody who knew no rule: 19 of 32 held, and of 32 harmless ones 2, both from decisions
of an ombudsman, which the crawled ones are known to be (`anonymous`). The places and people are made up.
"""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.findings import Circumstances
from domain.harm import Held, Rule
from domain.mention import MentionType
from domain.text import Text
from linking import harm
from linking.find import find
from linking.prose import Prose
from tests.linking.texts import KNOWN

_SETS = Path(__file__).parent / "harm"
# Of so many sentences how many may pass, and of their twins how many may be held: never more than one in twenty.
_MISSED = {
    "first": 0,
    "second": 0,
    "third": 0,
    "fourth": 1,
    "fifth": 0,
    "sixth": 0,
    "seventh": 0,
    "eighth": 13,
}
_HELD_WRONGLY = {
    "first": 0,
    "second": 0,
    "third": 0,
    "fourth": 0,
    "fifth": 0,
    "sixth": 0,
    "seventh": 0,
    "eighth": 0,
}


def held(words: str, title: str = "", *, is_anonymous: bool = False) -> tuple[Held, ...]:
    """What is held of a text; `is_anonymous` is one whose author has taken the names out, as the Ombudsman does."""
    return harm.find(_prose(words, title, is_anonymous=is_anonymous))


def _prose(words: str, title: str = "", *, is_anonymous: bool = False) -> Prose:
    text = Text.of_pages([(None, words)], reader="test")
    return Prose(text=text, circumstances=Circumstances(title=title, is_anonymous=is_anonymous))


def _pairs(name: str) -> list[dict[str, str]]:
    with (_SETS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", sorted(_MISSED))
def test_harmful_sentences_are_held(name: str) -> None:
    """Addresses of homes, single children, ages with place and need, letters with ages, names, numbers, few of a small place."""
    passed = [pair["harmful"] for pair in _pairs(name) if pair["harmful"] and not held(pair["harmful"])]

    assert len(passed) <= _MISSED[name], passed


@pytest.mark.parametrize("name", sorted(_HELD_WRONGLY))
def test_their_harmless_twins_are_not(name: str) -> None:
    """At most one in twenty: whatever is held takes somebody's time, and who is asked too often stops looking."""
    pairs = _pairs(name)
    wrongly = [
        (found[0].rule, pair["harmless"])
        for pair in pairs
        if (found := held(pair["harmless"], is_anonymous=bool(pair.get("anonymous"))))
    ]

    assert len(wrongly) <= _HELD_WRONGLY[name] <= len(pairs) / 20, wrongly


@pytest.mark.parametrize("rule", harm.SENTENCE_RULES, ids=lambda rule: rule.name)
def test_a_rule_holds_its_example_and_not_its_twin(rule: Rule) -> None:
    """Whoever reads a rule sees what it is for, and the example is true."""
    assert rule.id in {each.rule for each in held(rule.example)}
    assert held(rule.twin) == ()


@pytest.mark.parametrize("rule", harm.HARM_RULES, ids=lambda rule: rule.name)
def test_the_page_tells_of_every_rule(rule: Rule) -> None:
    """Whoever wants to know what is held reads it in the docs, with the rule's own example."""
    page = (Path(__file__).parents[2] / "docs/explanation/children.md").read_text(encoding="utf-8")

    assert f"| `harm.{rule.name}` | {rule.reason} | {rule.example} | {rule.twin} |" in page


def test_an_address_is_held_wherever_it_stands_again() -> None:
    """The street that one sentence gives away is held in the whole text, in capitals too; and in the title."""
    words = (
        "14 ALDER CLOSE, AMBLEFORD\nChange of use from a dwelling to a children's home at 14 Alder Close.\n"
        "Members went to Alder Close on Monday. They saw the market."
    )
    (address,) = [each for each in held(words, "14 Alder Close: change of use") if "address" in each.rule]
    hidden = "".join(
        " " if any(s <= at < e for s, e in address.places) else sign for at, sign in enumerate(words)
    )

    assert "alder close" not in hidden.casefold()
    assert "They saw the market." in hidden
    assert address.in_title


@pytest.mark.parametrize(
    "words",
    [
        "5. Application NS/26/0412: 27 Gorsebrook Lane, Thornby, NS4 7QX\nProposal: change of use from a dwellinghouse (C3) to a residential home for up to two young people (C2).",
        "The provider said the house at 27 Gorsebrook Lane would be home to children from Northshire.",
    ],
)
def test_an_address_is_held_by_the_purpose_beside_it(words: str) -> None:
    """The lines of a planning application are read together."""
    assert "Gorsebrook Lane" in {each.words for each in held(words)}


def test_an_address_beside_another_purpose_is_shown() -> None:
    """A house that becomes a shop is nobody's home."""
    assert (
        held(
            "Application: 27 Gorsebrook Lane, Thornby\nProposal: change of use from a dwellinghouse (C3) to a shop."
        )
        == ()
    )


def test_a_title_alone_can_be_held() -> None:
    """A notice whose title says it all, and whose text nothing."""
    (found,) = held("The notice is closed.", "Solo placement for one child aged 12, Ambleford")

    assert (found.places, found.in_title) == ((), True)


def test_a_notice_for_one_child_is_held_as_a_whole() -> None:
    """Its price, place and dates say who it is even without the sentence."""
    words = "Contract award notice.\nEmergency placement for one child aged 12 in Ambleford. Price: £11,400 a week."
    rules = {each.rule: each.is_whole for each in held(words)}

    assert rules["harm.single_child_notice@1"]


@pytest.mark.parametrize(
    "line",
    [
        "Young people: [Ottilie Sample] and [Barnaby Pike], both 15",
        "Young people present: [Ottilie Sample], [Barnaby Pike] and [Jo Thorn-Wren]",
        "Care leavers: [Ottilie Sample] (19) and [Barnaby Pike] (20)",
        "Children in Care Council: [Ottilie Sample] and [Barnaby Pike]",
        "Youth Council - [Ottilie Sample]",
        "Young People in attendance: [Ottilie Sample], 15, and [Barnaby Pike], 16",
    ],
)
def test_young_people_in_a_list_of_those_present_are_held(line: str) -> None:
    """Minutes name them beside the members; nobody shows them."""
    names = [each for at, each in enumerate(line.replace("]", "[").split("[")) if at % 2]
    found = held(
        f"Present: Councillors Ann Marlow and Tom Hartley\n{line.translate({91: None, 93: None})}\n1. Apologies"
    )

    assert sorted(each.words for each in found) == sorted(names)


@pytest.mark.parametrize(
    "line",
    [
        "Young people: Numbers in care rose by 4 in the year.",
        "Young people: Jane Sample, Director of Housing, gave a report.",
        "Young people: Northshire County Council agreed its plan.",
        "Young people present: none",
    ],
)
def test_headings_about_young_people_name_nobody(line: str) -> None:
    """What is said about young people under such a heading is no list of them."""
    assert held(line) == ()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Councillor Ann Marlow sent apologies, as her son was in hospital.", "her son was in hospital."),
        ("Mr Tom Hartley asked: 'My daughter has had no school since May.'", "My daughter has had no school since May.'"),
    ],
)  # fmt: skip
def test_of_a_member_only_the_reason_is_held(words: str, reason: str) -> None:
    """Whoever holds an office is named, whatever is said of the family; the clause about the family is shown to nobody."""
    (found,) = held(words)

    assert found.words == reason


def test_no_fact_tells_a_private_reason() -> None:
    """A resolution that gives a member's reason for absence is no fact, not even of a file that is in no archive."""
    words = "RESOLVED: That Councillor Marlow's absence be approved while she looks after her terminally ill mother."
    found = find(
        Text.of_pages([(None, words)], reader="test"),
        circumstances=Circumstances(kind="minutes"),
        known=KNOWN,
    )

    assert [fact for fact in found.facts if "mother" in str(fact)] == []
    assert [mention.text for mention in found.mentions if mention.type is MentionType.PERSON] == ["Marlow"]


def test_what_is_held_keeps_its_name() -> None:
    """The same words by the same rule are the same thing in every version of a document, whatever stands around them."""
    words = "A 12-year-old girl from Ambleford with autism slept in an office."
    (one,), (other,) = held(words), held(f"Minutes of 3 May.\n{words}\nThe meeting closed.")

    assert one.uid("abc") == other.uid("abc")
    assert one.uid("abc") != one.uid("abd")


@given(st.text(max_size=300))
def test_spans_lie_in_the_text(words: str) -> None:
    """Whatever the text, nothing breaks, and what is held stands in it."""
    for each in held(words):
        assert all(0 <= start < end <= len(words) for start, end in each.places)


@given(
    st.lists(
        st.sampled_from(
            ["a child", "aged 12", "14 Alder Close", "in Wolden", "one", "Year 5", ",", ".", "\n", "autism"]
        )
    )
)
def test_any_order_of_its_words_is_read(parts: list[str]) -> None:
    """The words that rules look for, in any order and any number."""
    words = " ".join(parts)

    assert all(end <= len(words) for each in held(words) for _, end in each.places)


@pytest.mark.parametrize(
    "piece",
    [
        "one ",
        "A child, aged ",
        "14 Alder ",
        "Zoe Pike, ",
        "for a bespoke ",
        "the only girl in ",
        "her son ",
        "[REDACTED] Mia ",
        "the house by the old ",
        "B = Mia ",
    ],
)
def test_long_lines_end(piece: str) -> None:
    """A hundred thousand characters of what rules begin with are read to the end, in far less than a second."""
    words = piece * (100_000 // len(piece))

    assert all(end <= len(words) for each in held(words) for _, end in each.places)
